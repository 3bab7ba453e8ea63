//! Finds names letter by letter, where the word search of [`super::withheld_terms`] cannot: in addresses, ids, file
//! names, inside other words.
//!
//! If initials replace a name, none of its forms may occur anywhere. The name of a hidden record may occur in the
//! authors' own words, so only addresses are searched for it. A match that may be another word is reported as
//! doubtful: only the author can judge. Uses the same masks that insert the initials; what they left unchanged,
//! above all addresses, is found here.

use std::collections::BTreeMap;

use super::extracted_text::ExtractedText;
use super::withheld_terms::WithheldTerms;
use crate::base::{Code, Diagnostic, Message, Span};
use crate::parse::Record;
use crate::redact::name_masker::{NameMasker, ResidualName};
use crate::say;
use crate::source::Snapshot;
use crate::views::Content;

/// The masks of everything withheld.
pub(super) struct TraceSearch {
    initials: MaskedRecords,
    hidden: MaskedRecords,
}

struct MaskedRecords {
    masks: NameMasker,
    /// For each record of the masks, its index among the owners.
    owners: Vec<usize>,
}

/// A match.
pub(super) struct NameTrace {
    /// Index of its owner.
    pub(super) owner: usize,
    /// The form.
    pub(super) form: String,
    /// Whether it is certainly the name.
    pub(super) is_sure: bool,
    /// The file of the output.
    pub(super) route: String,
    /// How the text was extracted, and the address that contains the match.
    pub(super) place: Message,
}

impl TraceSearch {
    /// Makes the masks for the records of `secrets`.
    pub(super) fn of(site: &Content, secrets: &WithheldTerms) -> Self {
        let personal =
            |record: &Record| site.config.kinds.iter().any(|kind| kind.id == record.kind && kind.personal_names);
        let public: Vec<(&Record, bool)> =
            site.registry.entities.iter().map(|entity| (&*entity.record, personal(&entity.record))).collect();
        let bearers = |are_masked: bool| {
            let withheld = site.registry.withheld.iter().zip(&secrets.records);
            let of_kind = withheld.filter(|(record, _)| record.visibility.masks() == are_masked);
            let (records, owners): (Vec<(&Record, bool)>, Vec<usize>) =
                of_kind.map(|(record, owner)| ((&**record, personal(record)), *owner)).unzip();
            MaskedRecords { masks: NameMasker::new(&records, &public, std::iter::empty()), owners }
        };
        Self { initials: bearers(true), hidden: bearers(false) }
    }

    /// Returns how many forms are searched for.
    pub(super) fn n_forms(&self) -> usize {
        self.initials.masks.n_forms()
    }

    /// Searches one extracted text.
    pub(super) fn find(&self, route: &str, reading: &ExtractedText) -> Vec<NameTrace> {
        let in_index = super::is_index(route);
        let is_name = reading.is_file_name();
        // File names are searched like addresses.
        let text = if is_name { format!("/{}", reading.text) } else { reading.text.clone() };
        let mut found = Vec::new();
        for (bearers, is_hidden) in [(&self.initials, false), (&self.hidden, true)] {
            for trace in bearers.masks.residual_names(&text, in_index) {
                if is_hidden && !(trace.is_sure && trace.address.is_some()) {
                    continue;
                }
                let place = match trace.address.as_ref().filter(|_| !is_name) {
                    Some(address) => {
                        let place = &reading.place;
                        let around = around(&text, address, &trace);
                        say!(en: "{place}: `{around}`", fr: "{place} : `{around}`"; place)
                    }
                    None => reading.place.clone(),
                };
                let owner = bearers.owners.get(trace.record).copied().unwrap_or_default();
                found.push(NameTrace {
                    owner,
                    form: trace.form,
                    is_sure: trace.is_sure,
                    route: route.to_owned(),
                    place,
                });
            }
        }
        found
    }

    /// Finds names of hidden records in the addresses of published files: owner and form -> places.
    pub(super) fn own_addresses(&self, site: &Content, snapshot: &Snapshot) -> BTreeMap<(usize, String), Vec<Span>> {
        let mut own: BTreeMap<(usize, String), Vec<Span>> = BTreeMap::new();
        for path in super::published_files(site) {
            let Some(text) = snapshot.text(path) else { continue };
            for trace in
                self.hidden.masks.residual_names(text, false).into_iter().filter(|trace| trace.address.is_some())
            {
                let owner = self.hidden.owners.get(trace.record).copied().unwrap_or_default();
                own.entry((owner, trace.form)).or_default().push(Span::new(path, trace.start, trace.end));
            }
        }
        own
    }
}

/// The address, or the part of it around a name.
fn around(text: &str, address: &std::ops::Range<usize>, trace: &ResidualName) -> String {
    const MAX_SHOWN: usize = 60;
    if address.len() <= 2 * MAX_SHOWN {
        return text[address.clone()].to_owned();
    }
    let near = |at: usize| (at..=at + 3).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
    let from = near(trace.start.saturating_sub(MAX_SHOWN).max(address.start));
    let to = near((trace.end + MAX_SHOWN).min(address.end));
    format!("…{}…", &text[from..to])
}

/// Reports doubtful matches, by owner and form.
pub(super) fn report_doubts(secrets: &WithheldTerms, found: &[NameTrace]) -> Vec<Diagnostic> {
    const MAX_SHOWN: usize = 5;
    let mut by_form: BTreeMap<(usize, &str), Vec<(&str, &Message)>> = BTreeMap::new();
    for one in found {
        by_form.entry((one.owner, &one.form)).or_default().push((&one.route, &one.place));
    }
    let diagnostics = by_form.into_iter().map(|((owner, form), places)| {
        let owner = &secrets.owners[owner];
        let (what, places) = (&owner.what, super::listed_places(places.into_iter(), MAX_SHOWN));
        let message = say!(
            en: "this may be `{form}` of {what}, or another word: {places}",
            fr: "c’est peut-être `{form}`, de {what}, ou un autre mot : {places}";
            what, places,
        );
        Diagnostic::new(Code::MayTell, owner.span.clone(), message).help(say!(
            en: "if it is the name, remove the address, rename the file or reword the text; if it is an ordinary word, add to the record: `never: [{word}]`",
            fr: "si c’est le nom, retirez l’adresse, renommez le fichier ou reformulez le texte ; si c’est un mot ordinaire, ajoutez à la fiche : `never: [{word}]`",
            word = form.to_lowercase(),
        ))
    });
    diagnostics.collect()
}
