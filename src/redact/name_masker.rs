//! Masks names of which only initials are published: `Jeanne Morvan` becomes `J. M.` in any text.
//!
//! Works on files before they are parsed, so no later stage sees the name: offsets, quotations, citations, the search and
//! the data agree without further work. Every [`MaskForm`] is searched for in the letters alone ([`FoldedLetters`]); each
//! word of the name becomes its initial, text between the words is kept, and line breaks are kept.
//!
//! When in doubt it masks. A family name by itself is masked too, unless the text names a published bearer of it in full
//! and the withheld one nowhere. If a text names the person, first names and words that begin with the family name are
//! masked as well. Addresses, paths and ids are left alone, because they must stay valid (`addresses`).

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;

use aho_corasick::AhoCorasick;

pub(crate) use super::addresses::FileSyntax;
use super::addresses::addresses;
use super::initials::{replace_with_initials, replaced_end};
use super::letters::FoldedLetters;
use super::mask_forms::{self, MaskForm, MaskKind};
use super::mask_match::{MaskMatch, match_in_address, match_mask};
use crate::base::{Key, KeyBuilder};
use crate::parse::Record;

/// The names to mask, and similar ones that must be kept.
#[derive(Debug, Default)]
pub(crate) struct NameMasker {
    masks: Vec<MaskForm>,
    /// Finds the letters of all masks; `None` if there are no masks.
    finder: Option<AhoCorasick>,
    /// For each folded form, the published records that have it.
    published: HashMap<String, BTreeSet<usize>>,
    /// Ids, which are not words.
    ids: HashSet<String>,
    /// Ids of the withheld records, including former ones.
    own_ids: HashMap<String, usize>,
    /// Key of all of the above.
    pub key: Key,
}

/// One replacement: its range in the old text and the length of the new text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Replacement {
    /// Byte offset in the old text.
    pub start: usize,
    /// Byte after the last, in the old text.
    pub end: usize,
    /// Length in bytes of the replacement.
    pub len: usize,
}

/// A place in a text that may reveal a withheld name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ResidualName {
    /// Index of the withheld record, in the order given to [`NameMasker::new`].
    pub record: usize,
    /// Byte offset.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// The form found there, as the record writes or implies it.
    pub form: String,
    /// Whether it is the name with reasonable certainty.
    pub is_sure: bool,
    /// The address, path or id that contains it.
    pub address: Option<Range<usize>>,
}

impl NameMasker {
    /// Creates masks for `withheld` records; the names of the `public` ones are kept. The flag of each record is whether
    /// it has personal names. `ids` are the ids of the dossier.
    #[must_use]
    pub(crate) fn new<'a>(
        withheld: &[(&'a Record, bool)],
        public: &[(&'a Record, bool)],
        ids: impl Iterator<Item = &'a str>,
    ) -> Self {
        let mut masks: Vec<MaskForm> = Vec::new();
        let mut own_ids = HashMap::new();
        for (bearer, (record, personal)) in withheld.iter().enumerate() {
            masks.extend(mask_forms::record_masks(record, *personal, bearer, true));
            let former = record.former.iter().map(|text| text.value.as_str());
            own_ids.extend(former.chain([record.id.as_str()]).map(|id| (id.to_owned(), bearer)));
        }
        if masks.is_empty() {
            return Self::default();
        }
        // Only published names that share a word with a withheld one matter.
        let words: HashSet<String> = masks.iter().flat_map(MaskForm::folded_words).map(str::to_owned).collect();
        // An event named after a withheld person has no claim to the name; a relative has, and so has an island of that
        // name.
        let claims = |record: &Record, personal: bool| personal || record.kind == "place";
        for (bearer, (record, personal)) in public.iter().enumerate().filter(|(_, (record, own))| claims(record, *own))
        {
            let list = mask_forms::record_masks(record, *personal, withheld.len() + bearer, false);
            if list.iter().flat_map(MaskForm::folded_words).any(|word| words.contains(word)) {
                masks.extend(list.into_iter().map(|mask| MaskForm { place: !personal, ..mask }));
            }
        }
        let mut key = KeyBuilder::new("masks");
        let mut published: HashMap<String, BTreeSet<usize>> = HashMap::new();
        for mask in &masks {
            key.text(&mask.text)
                .number(mask.record as u64)
                .number(mask.kind as u64)
                .add(&mask.withheld)
                .add(&mask.weak);
            if !mask.withheld && !mask.place {
                published.entry(mask.folded.clone()).or_default().insert(mask.record);
            }
        }
        let finder = AhoCorasick::new(masks.iter().map(|mask| &mask.folded)).ok();
        let ids: HashSet<String> = ids.map(str::to_owned).collect();
        Self { masks, finder, published, ids, own_ids, key: key.finish() }
    }

    /// Returns whether there is nothing to mask.
    #[must_use]
    pub(crate) fn is_empty(&self) -> bool {
        self.masks.is_empty()
    }

    /// Returns the index of the withheld record with this id, current or former.
    #[must_use]
    pub(crate) fn withheld_record(&self, id: &str) -> Option<usize> {
        self.own_ids.get(id).copied()
    }

    /// Finds the words to mask, each with its initial, in order. `named` are the withheld records named by the files that
    /// the text belongs to, see [`NameMasker::named_records`].
    #[must_use]
    pub(crate) fn replacements(
        &self,
        text: &str,
        writing: FileSyntax,
        named: &BTreeSet<usize>,
    ) -> Vec<(Replacement, String)> {
        let mut edits: Vec<(Replacement, String)> = Vec::new();
        for (letters, fits) in self.occurrences(text, writing, named) {
            // A word is covered to its end, including other names in it, of which a long one may have many.
            let mut covered = 0;
            for fit in &fits {
                let mask = &self.masks[fit.mask];
                let end = replaced_end(&letters, fit, mask);
                if end > covered {
                    replace_with_initials(text, &letters, fit, mask, &mut edits);
                    covered = end;
                }
            }
        }
        without_overlaps(edits)
    }

    /// Returns the indices of the withheld records that a text names.
    #[must_use]
    pub(crate) fn named_records(&self, text: &str, writing: FileSyntax) -> BTreeSet<usize> {
        let readings = self.occurrences(text, writing, &BTreeSet::new());
        let bearers = readings.into_iter().flat_map(|(_, fits)| fits).map(|fit| self.masks[fit.mask].record);
        let mut named: BTreeSet<usize> = bearers.collect();
        named.extend(self.referred(text));
        named
    }

    /// Reads a text twice, as written and as displayed (without HTML elements). Returns the letters of each reading with the
    /// matches to mask.
    fn occurrences(
        &self,
        text: &str,
        writing: FileSyntax,
        named: &BTreeSet<usize>,
    ) -> Vec<(FoldedLetters, Vec<MaskMatch>)> {
        if self.finder.is_none() {
            return Vec::new();
        }
        let is_address = addresses(text, writing, &self.ids);
        let mut readings = vec![FoldedLetters::from_source(text, writing.yaml_end(text))];
        if text.contains('<') || text.contains("](") {
            readings.push(FoldedLetters::from_visible_text(text));
        }
        let mut named = named.clone();
        named.extend(self.referred(text));
        let with_fits = readings.into_iter().map(|letters| {
            let mut fits = self.fits(&letters);
            fits.retain(|fit| {
                let start = letters.list[fit.first].start as usize;
                let next = is_address.partition_point(|range| range.end <= start);
                is_address.get(next).is_none_or(|range| range.start > start)
            });
            let gone = self.select(&fits, &named);
            (letters, gone)
        });
        with_fits.collect()
    }

    /// Returns the withheld records that a text refers to by id.
    fn referred<'a>(&'a self, text: &'a str) -> impl Iterator<Item = usize> + 'a {
        let runs = text.split(|c: char| c.is_whitespace() || "\"'<>()[]{},|#:".contains(c));
        runs.filter_map(|run| self.own_ids.get(run).copied())
    }

    /// Finds every form in the letters, in order. Of those that begin at the same letter the longest comes first; of
    /// equal ones the withheld one, since it is unknown whose name it is.
    fn fits(&self, letters: &FoldedLetters) -> Vec<MaskMatch> {
        self.find_matches(letters, |mask, number, bytes| match_mask(mask, number, letters, bytes))
    }

    fn find_matches(
        &self,
        letters: &FoldedLetters,
        judge: impl Fn(&MaskForm, usize, Range<usize>) -> Option<MaskMatch>,
    ) -> Vec<MaskMatch> {
        let Some(finder) = &self.finder else { return Vec::new() };
        let found = finder.find_overlapping_iter(&letters.folded);
        let mut fits: Vec<MaskMatch> = found
            .filter_map(|found| {
                let number = found.pattern().as_usize();
                judge(&self.masks[number], number, found.start()..found.end())
            })
            .collect();
        fits.sort_by_key(|fit| {
            let mask = &self.masks[fit.mask];
            (fit.first, std::cmp::Reverse(fit.end), !mask.withheld, mask.weak, fit.mask)
        });
        fits
    }

    /// Selects the matches to mask.
    fn select(&self, fits: &[MaskMatch], also_named: &BTreeSet<usize>) -> Vec<MaskMatch> {
        let sure = self.without_overlaps(fits.iter().filter(|fit| fit.is_sure && !self.masks[fit.mask].place));
        let full: BTreeSet<usize> =
            sure.iter().map(|fit| &self.masks[fit.mask]).filter(|mask| !mask.weak).map(|mask| mask.record).collect();
        let goes = |fit: &MaskMatch| {
            let mask = &self.masks[fit.mask];
            mask.withheld && !(mask.weak && self.belongs_to_another(mask, &full))
        };
        let mut named = also_named.clone();
        named.extend(sure.iter().filter(|fit| goes(fit)).map(|fit| self.masks[fit.mask].record));
        let known = |fit: &&MaskMatch| fit.is_sure || named.contains(&self.masks[fit.mask].record);
        let chosen = self.without_overlaps(fits.iter().filter(known));
        chosen.into_iter().filter(goes).collect()
    }

    /// Of overlapping forms the first is kept, and the longest of those that begin at the same letter. The name of a place
    /// blocks only first names.
    fn without_overlaps<'a>(&self, fits: impl Iterator<Item = &'a MaskMatch>) -> Vec<MaskMatch> {
        let mut kept: Vec<MaskMatch> = Vec::new();
        let mut places: Vec<Range<usize>> = Vec::new();
        let mut end = 0;
        for fit in fits {
            let mask = &self.masks[fit.mask];
            if mask.place {
                places.push(fit.first..fit.end);
                continue;
            }
            let in_place = places.last().is_some_and(|place| {
                place.start <= fit.first && fit.end <= place.end && place.len() > fit.end - fit.first
            });
            if fit.first >= end && !(in_place && mask.kind == MaskKind::Part) {
                end = fit.end;
                kept.push(fit.clone());
            }
        }
        kept
    }

    /// Returns whether a name belongs to a published person whom the text names in full, while it never names the
    /// withheld one so.
    fn belongs_to_another(&self, mask: &MaskForm, full: &BTreeSet<usize>) -> bool {
        let bearers = self.published.get(&mask.folded);
        !full.contains(&mask.record) && bearers.is_some_and(|bearers| !bearers.is_disjoint(full))
    }

    /// Finds everything in a finished text that may reveal a withheld name, in addresses and ids too. Excludes published
    /// names, and family names if the text has a published bearer's name in full. An index of all texts names no one in
    /// full, so for it only the records decide.
    #[must_use]
    pub(crate) fn residual_names(&self, text: &str, in_index: bool) -> Vec<ResidualName> {
        let letters = FoldedLetters::from_source(text, 0);
        let addresses = addresses(text, FileSyntax::PlainText, &HashSet::new());
        let address = |letter: usize| {
            let start = letters.list[letter].start as usize;
            let next = addresses.partition_point(|range| range.end <= start);
            addresses.get(next).filter(|range| range.start <= start).cloned()
        };
        let gap = |word: usize| &text[letters.list[word - 1].end as usize..letters.list[word].start as usize];
        let is_one = |fit: &MaskMatch| fit.words.iter().skip(1).all(|word| !are_apart(gap(*word), in_index));
        let fits = self.find_matches(&letters, |mask, number, bytes| {
            let (first, _) = letters.at(bytes.start, bytes.end)?;
            let in_address = address(first).and_then(|_| match_in_address(mask, number, &letters, bytes.clone()));
            in_address.or_else(|| match_mask(mask, number, &letters, bytes)).filter(is_one)
        });
        let in_full = fits.iter().map(|fit| &self.masks[fit.mask]).filter(|mask| !mask.withheld && !mask.weak);
        let in_full: BTreeSet<usize> = in_full.map(|mask| mask.record).collect();
        let mut traces = Vec::new();
        for fit in self.without_overlaps(fits.iter()) {
            let mask = &self.masks[fit.mask];
            let bearers = self.published.get(&mask.folded);
            let anothers = mask.weak && bearers.is_some_and(|bearers| in_index || !bearers.is_disjoint(&in_full));
            if !mask.withheld || anothers || mask.kind == MaskKind::Part {
                continue;
            }
            traces.push(ResidualName {
                record: mask.record,
                start: letters.list[fit.first].start as usize,
                end: letters.list[fit.end - 1].end as usize,
                form: mask.text.clone(),
                is_sure: fit.is_sure,
                address: address(fit.first),
            });
        }
        traces
    }

    /// Returns the number of forms of withheld records.
    #[must_use]
    pub(crate) fn n_forms(&self) -> usize {
        self.masks.iter().filter(|mask| mask.withheld).count()
    }
}

/// Returns whether the text between two words of a finished file separates them: an attribute's end, two strings of a
/// list, two paragraphs; in an index, anything but what names are written with.
#[must_use]
pub(crate) fn are_apart(gap: &str, in_index: bool) -> bool {
    let is_parted = gap.contains("\">") || gap.contains("\n\n") || gap.matches('"').count() > 1;
    is_parted || (in_index && !["", " ", "-", ", "].contains(&gap))
}

/// Merges overlapping edits, so that the result is in order and no two edits touch the same bytes.
fn without_overlaps(mut edits: Vec<(Replacement, String)>) -> Vec<(Replacement, String)> {
    edits.sort_by_key(|(edit, _)| (edit.start, std::cmp::Reverse(edit.end)));
    let mut kept: Vec<(Replacement, String)> = Vec::with_capacity(edits.len());
    for (mut edit, new) in edits {
        match kept.last() {
            Some((last, _)) if edit.end <= last.end => {}
            Some((last, _)) if edit.start < last.end => {
                (edit.start, edit.len) = (last.end, 0);
                kept.push((edit, String::new()));
            }
            _ => kept.push((edit, new)),
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::SourcePath;
    use crate::parse;

    fn record(id: &str, front: &str) -> Record {
        let file = SourcePath::new(&format!("content/people/{id}.md"));
        parse::record::parse(&file, "person", format!("---\n{front}\n---\n").as_bytes()).value.expect("a record")
    }

    fn masked(text: &str) -> String {
        let withheld = record("jeanne-le-goff", "name: Jeanne Le Goff\nnames: [la Renarde, \"Anne-Marie O’Brien\"]");
        let public = record("paul-le-goff", "name: Paul Le Goff");
        let masks = NameMasker::new(&[(&withheld, true)], &[(&public, true)], ["Affaire-Goff"].into_iter());
        let mut out = text.to_owned();
        for (edit, new) in masks.replacements(text, FileSyntax::FrontMatterPage, &BTreeSet::new()).into_iter().rev() {
            out.replace_range(edit.start..edit.end, &new);
        }
        out
    }

    #[test]
    fn initials_stand_in_place_of_every_form() {
        for (text, expected) in [
            ("Jeanne Le Goff parle.", "J. L. G. parle."),
            ("avec JEANNE LE GOFF", "avec J. L. G."),
            ("M. Le Goff l’a dit à Le Goff.", "M. L. G. l’a dit à L. G."),
            ("Jeanne *Le Goff* et Jeanne\u{a0}Le <b>Goff</b>", "J. *L. G.* et J.\u{a0}L. <b>G.</b>"),
            ("Jeanne\nLe Goff", "J.\nL. G."),
            ("tags: [jeanne le goff]", "tags: [J. le G.]"),
            ("Le Goff Jeanne, dite la Renarde", "L. G. J., dite la R."),
            ("Anne-Marie O’Brien", "A.-M. O’B."),
            ("Jeanne. Le goffre", "Jeanne. Le goffre"),
            (
                "[x](https://a.example/Jeanne-Le-Goff) media/Jeanne Affaire-Goff",
                "[x](https://a.example/Jeanne-Le-Goff) media/Jeanne Affaire-Goff",
            ),
        ] {
            assert_eq!(masked(text), expected, "{text}");
        }
    }

    #[test]
    fn a_published_person_of_the_same_family_keeps_the_name() {
        assert_eq!(masked("Paul Le Goff. Le Goff a ri."), "Paul Le Goff. Le Goff a ri.");
        assert_eq!(masked("Paul Le Goff et Jeanne Le Goff. Le Goff a ri."), "Paul Le Goff et J. L. G. L. G. a ri.");
    }

    /// Compares four times the length with once: linear work takes four times as long, quadratic sixteen times.
    #[test]
    fn a_text_without_blanks_costs_as_much_as_its_length() {
        let withheld = record("rose", "name: Rose Kerdaniel");
        let masks = NameMasker::new(&[(&withheld, true)], &[], std::iter::empty());
        let seconds = |word: &str, n: usize| {
            let text = word.repeat(n);
            let once = || {
                let start = std::time::Instant::now();
                assert!(masks.replacements(&text, FileSyntax::FrontMatterPage, &BTreeSet::new()).len() <= n + 1);
                start.elapsed()
            };
            (0..3).map(|_| once()).min().unwrap_or_default()
        };
        for word in
            ["Kerdaniel;", "kerdaniel", "K-e-r-d-a-n-i-e-l-", "<Kerdaniel", "](Kerdaniel", "&Kerdaniel", "@kerdaniel_"]
        {
            let (one, four) = (seconds(word, 4000), seconds(word, 16000));
            assert!(four < one * 9, "{word}: {one:?}, then {four:?}");
        }
    }
}
