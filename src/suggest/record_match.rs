//! The records that a suggested entity may belong to: those with another spelling of its name, or only the same family
//! name.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::form_union::MergeReason;
use super::person_names::{PersonName, family_key};
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
    /// Key of a person's family name -> indices of records.
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
    /// The full names of a person.
    full_names: Vec<PersonName>,
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
            let names: Vec<String> =
                std::iter::once(&record.name).chain(&record.names).map(|text| text.value.clone()).collect();
            let mut full_names = Vec::new();
            if personal {
                let family = record.family.as_ref().map(|text| text.value.as_str());
                full_names.extend(names.iter().filter_map(|name| PersonName::parse(name, &words(name), family)));
                let bare =
                    family.or_else(|| personal_names::family_name(&record.name.value)).unwrap_or(&record.name.value);
                let mut keys: Vec<String> = full_names.iter().map(PersonName::family_key).collect();
                keys.push(family_key(&words(bare)));
                keys.sort();
                keys.dedup();
                keys.into_iter().for_each(|key| all.families.entry(key).or_default().push(number));
            }
            // A body's own long name says more than what else its acronym may be.
            let identities: Vec<Option<String>> =
                names.iter().map(|name| gazetteer_identity(name, &record.kind)).collect();
            let has_other_long_name = |acronym: &Option<String>| {
                names.iter().zip(&identities).any(|(name, identity)| !is_short(name) && identity != acronym)
            };
            for (name, identity) in names.iter().zip(&identities) {
                let listed = identity.clone().filter(|_| !is_short(name) || !has_other_long_name(identity));
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
            all.records.push(NamedRecord { id: record.id.to_string(), kind: record.kind.clone(), names, full_names });
        }
        all
    }

    /// Returns whether a record has this form already.
    #[must_use]
    pub fn has(&self, words: &[String]) -> bool {
        self.forms.contains(&words.join(" "))
    }

    /// Returns the first given name of each person with a record, folded, and the record's name.
    pub(super) fn first_names(&self) -> impl Iterator<Item = (&str, &str)> {
        let people = self.records.iter().filter_map(|record| Some((record.full_names.first()?, record.names.first()?)));
        people.filter_map(|(full, name)| Some((full.first_given_name()?, name.as_str())))
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
        let is_person = candidate.kind == Some("person");
        if is_person {
            self.match_person(candidate, &mut near);
        }
        for form in candidate.forms.iter().filter(|_| !is_person) {
            let folded = tokens::fold(form);
            for number in self.sounds.get(&phrase_sound(form)).into_iter().flatten().filter(|number| of_kind(number)) {
                let limit = 1 + folded.len() / 4;
                let is_like = |name: &String| distance(&tokens::fold(name), &folded, limit) <= limit;
                let like = self.records[*number].names.iter().any(is_like) || !form.contains(' ');
                if phrase_sound(form).len() >= 4 && like {
                    near.insert(*number, Some(MergeReason::Sound));
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
            let is_bare = candidate.forms.iter().all(|form| is_short(form));
            let short = self.acronyms.get(&folded).filter(|_| is_bare).into_iter().flatten();
            // A record that has its long name already is another body with the same acronym.
            let has_no_long_name = |number: &&usize| self.records[**number].names.iter().all(|name| is_short(name));
            let long = acronyms(form).into_iter().filter_map(|acronym| self.short.get(&acronym)).flatten();
            let long = long.filter(has_no_long_name);
            short.chain(long).for_each(|number| _ = near.insert(*number, Some(MergeReason::Acronym)));
        }
        let mut near: Vec<RecordMatch> =
            near.into_iter().map(|(number, why)| RecordMatch { id: self.records[number].id.clone(), why }).collect();
        near.sort_by(|a, b| (a.why.is_none(), &a.id).cmp(&(b.why.is_none(), &b.id)));
        near
    }
}

impl RecordNames {
    /// Finds the records of persons: those with another spelling of the name, and those with the same family name.
    fn match_person(&self, candidate: &SuggestedEntity, near: &mut BTreeMap<usize, Option<MergeReason>>) {
        for form in &candidate.forms {
            let form_words = words(form);
            let full = PersonName::parse(form, &form_words, candidate.family.as_deref());
            let key = full.as_ref().map_or_else(|| family_key(&form_words), PersonName::family_key);
            for number in self.families.get(&key).into_iter().flatten() {
                let mut names = self.records[*number].full_names.iter();
                let is_spelling = match &full {
                    Some(full) => names.any(|name| full.is_spelling_of(name)),
                    None => names.any(|name| name.has_family_name(&form_words)),
                };
                if is_spelling {
                    near.insert(*number, Some(MergeReason::Sound));
                } else if full.is_some() {
                    near.entry(*number).or_insert(None);
                }
            }
        }
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
