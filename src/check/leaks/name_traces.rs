//! Names letter by letter: what the words of [`super::secrets`] cannot see, in addresses, ids, names of files, inside other words.
//!
//! Of a person of whom initials are published no form may stand anywhere; of a hidden one the authors' own words may, so that
//! only addresses are looked at here. What may be the name and may be another word is told as such: nobody but the author
//! knows. Finds with the same masks that put initials in; what they left alone, addresses above all, is told here.

use std::collections::{BTreeMap, BTreeSet};

use super::extracted_text::{ExtractedText, FILE_NAME};
use super::withheld_terms::WithheldTerms;
use crate::base::{Code, Diagnostic, Span};
use crate::parse::Record;
use crate::redact::name_masker::{NameMasker, ResidualName};
use crate::source::Snapshot;
use crate::views::Content;

/// The masks of all that is withheld.
pub(super) struct TraceSearch {
    initials: MaskedRecords,
    hidden: MaskedRecords,
}

struct MaskedRecords {
    masks: NameMasker,
    /// For each record of the masks, what it is among the owners.
    owners: Vec<usize>,
}

/// A name that was found.
pub(super) struct NameTrace {
    /// What it belongs to.
    pub(super) owner: usize,
    /// The form.
    pub(super) form: String,
    /// Whether it is the name for sure.
    pub(super) is_sure: bool,
    /// The file of the output.
    pub(super) route: String,
    /// How it was read, and the address that it stands in.
    pub(super) place: String,
}

impl TraceSearch {
    /// Makes the masks; `secrets` knows the records.
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

    /// Returns how many forms are looked for.
    pub(super) fn n_forms(&self) -> usize {
        self.initials.masks.n_forms()
    }

    /// Looks through one way of reading a file.
    pub(super) fn find(&self, route: &str, reading: &ExtractedText) -> Vec<NameTrace> {
        let in_index = super::is_index(route);
        let is_name = reading.place == FILE_NAME;
        // The name of a file is read as an address is.
        let text = if is_name { format!("/{}", reading.text) } else { reading.text.clone() };
        let mut found = Vec::new();
        for (bearers, is_hidden) in [(&self.initials, false), (&self.hidden, true)] {
            for trace in bearers.masks.residual_names(&text, in_index) {
                if is_hidden && !(trace.is_sure && trace.address.is_some()) {
                    continue;
                }
                let place = match trace.address.as_ref().filter(|_| !is_name) {
                    Some(address) => format!("{}: `{}`", reading.place, around(&text, address, &trace)),
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

    /// Finds the names of hidden records in the addresses that published files have: by what and form, where.
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

/// Reports what may be a name, by what it belongs to and form.
pub(super) fn report_doubts(secrets: &WithheldTerms, found: &[NameTrace]) -> Vec<Diagnostic> {
    const MAX_SHOWN: usize = 5;
    let mut by_form: BTreeMap<(usize, &str), BTreeSet<String>> = BTreeMap::new();
    for one in found {
        let places = by_form.entry((one.owner, &one.form)).or_default();
        places.insert(format!("{} ({})", one.route, one.place));
    }
    let diagnostics = by_form.into_iter().map(|((owner, form), places)| {
        let owner = &secrets.owners[owner];
        let n_more = places.len().saturating_sub(MAX_SHOWN);
        let more = if n_more > 0 { format!(" and {n_more} more") } else { String::new() };
        let places: Vec<String> = places.into_iter().take(MAX_SHOWN).collect();
        let message = format!(
            "this may be `{form}` of {}, or another word: {}{more}",
            owner.what,
            places.join(", ")
        );
        Diagnostic::new(Code::MayTell, owner.span.clone(), message).help(format!(
            "if it is the name, leave out the address, rename the file or write the text otherwise; if it is an ordinary word, say so in the record: `never: [{}]`",
            form.to_lowercase()
        ))
    });
    diagnostics.collect()
}
