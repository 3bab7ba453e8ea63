//! The records that a suggested entity may belong to: those with another spelling of its name, or only the same family
//! name.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::cluster::MergeReason;
use super::spelling::{acronyms, distance, gazetteer_identity, sound};
use super::suggested_entity::{RecordMatch, SuggestedEntity};
use crate::model::EntityKind;
use crate::registry::{Registry, forms, personal_names};
use crate::text::tokens;

/// The names of all records, indexed for comparison.
#[derive(Default)]
pub struct RecordNames {
    /// All forms of all records, folded.
    forms: HashSet<String>,
    /// Sound of a form -> indices of records.
    sounds: HashMap<String, Vec<usize>>,
    /// Sound of a person's family name -> indices of records.
    families: HashMap<String, Vec<usize>>,
    /// Gazetteer identity of a name -> indices of records.
    listed: HashMap<String, Vec<usize>>,
    /// Acronyms that a body's name may have, and bodies' names that are acronyms, folded.
    acronyms: HashMap<String, Vec<usize>>,
    short: HashMap<String, Vec<usize>>,
    records: Vec<NamedRecord>,
}

struct NamedRecord {
    id: String,
    kind: String,
    names: Vec<String>,
}

impl RecordNames {
    /// Indexes the names of all records, including withheld ones, whose names must not be suggested again.
    #[must_use]
    pub fn new(registry: &Registry, kinds: &[EntityKind]) -> Self {
        let mut all = Self::default();
        let public = registry.entities.iter().map(|entity| &entity.record);
        for record in public.chain(&registry.withheld) {
            let number = all.records.len();
            let personal = kinds.iter().any(|kind| kind.id == record.kind && kind.personal_names);
            let written = forms::record_forms(record, personal);
            for form in &written {
                all.forms.insert(words(&form.text.value).join(" "));
                all.sounds.entry(phrase_sound(&form.text.value)).or_default().push(number);
            }
            if personal {
                let family = record.family.as_ref().map(|text| text.value.as_str());
                let family =
                    family.or_else(|| personal_names::family_name(&record.name.value)).unwrap_or(&record.name.value);
                all.families.entry(phrase_sound(family)).or_default().push(number);
            }
            let names: Vec<String> =
                std::iter::once(&record.name).chain(&record.names).map(|text| text.value.clone()).collect();
            for name in &names {
                let listed = gazetteer_identity(name, &record.kind);
                listed.into_iter().for_each(|listed| all.listed.entry(listed).or_default().push(number));
                if record.kind == "organisation" {
                    for acronym in acronyms(name) {
                        all.acronyms.entry(acronym).or_default().push(number);
                    }
                    if is_short(name) {
                        all.short.entry(tokens::fold(name)).or_default().push(number);
                    }
                }
            }
            all.records.push(NamedRecord { id: record.id.to_string(), kind: record.kind.clone(), names });
        }
        all
    }

    /// Returns whether a record has this form already.
    #[must_use]
    pub fn has(&self, words: &[String]) -> bool {
        self.forms.contains(&words.join(" "))
    }

    /// Returns the ids in use.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.records.iter().map(|record| record.id.as_str())
    }

    /// Returns the records that a candidate may belong to: those with a reason first, then by id.
    #[must_use]
    pub fn matching_records(&self, candidate: &SuggestedEntity) -> Vec<RecordMatch> {
        let mut near: BTreeMap<usize, Option<MergeReason>> = BTreeMap::new();
        let of_kind = |number: &usize| candidate.kind.is_none_or(|kind| self.records[*number].kind == kind);
        for form in &candidate.forms {
            let folded = tokens::fold(form);
            for number in self.sounds.get(&phrase_sound(form)).into_iter().flatten().filter(|number| of_kind(number)) {
                let limit = 1 + folded.len() / 4;
                let is_like = |name: &String| distance(&tokens::fold(name), &folded, limit) <= limit;
                let like = self.records[*number].names.iter().any(is_like) || !form.contains(' ');
                if phrase_sound(form).len() >= 4 && like {
                    near.insert(*number, Some(MergeReason::Sound));
                }
            }
            if candidate.kind == Some("person") {
                let family = personal_names::family_name(form).unwrap_or(form);
                let family = candidate.family.as_deref().unwrap_or(family);
                for number in self.families.get(&phrase_sound(family)).into_iter().flatten() {
                    near.entry(*number).or_insert(None);
                }
            }
        }
        let kind = candidate.kind.unwrap_or_default();
        for form in &candidate.forms {
            let same = gazetteer_identity(form, kind).and_then(|listed| self.listed.get(&listed));
            same.into_iter().flatten().for_each(|number| _ = near.insert(*number, Some(MergeReason::Gazetteer)));
            if kind != "organisation" {
                continue;
            }
            let folded = tokens::fold(form);
            let short = self.acronyms.get(&folded).filter(|_| is_short(form)).into_iter().flatten();
            let long = acronyms(form).into_iter().filter_map(|acronym| self.short.get(&acronym)).flatten();
            short.chain(long).for_each(|number| _ = near.insert(*number, Some(MergeReason::Acronym)));
        }
        let mut near: Vec<RecordMatch> =
            near.into_iter().map(|(number, why)| RecordMatch { id: self.records[number].id.clone(), why }).collect();
        near.sort_by(|a, b| (a.why.is_none(), &a.id).cmp(&(b.why.is_none(), &b.id)));
        near
    }
}

fn is_short(name: &str) -> bool {
    !name.contains(' ') && name.chars().all(|c| !c.is_lowercase())
}

fn words(text: &str) -> Vec<String> {
    let mut list = Vec::new();
    tokens::tokenize(text, 0, text.len(), &mut list);
    list.iter().map(|token| tokens::fold(token.text(text))).collect()
}

fn phrase_sound(text: &str) -> String {
    words(text).iter().map(|word| sound(word)).collect::<Vec<_>>().join(" ")
}

/// Returns the folded words of a name, as in `super::forms::NameForm`.
#[must_use]
pub fn folded_words(text: &str) -> Vec<String> {
    words(text)
}

/// Returns refused names as folded words.
#[must_use]
pub fn refused(names: &[String]) -> HashSet<Vec<String>> {
    names.iter().map(|name| words(name)).collect()
}
