//! Forms of persons -> merges: the spellings of one full name, and the forms that are a part of one: a last name, a name with
//! an initial. A last name that several persons have stays open, article by article.

use std::collections::{BTreeMap, HashMap};

use super::form_union::{FormUnionFind, MergeReason, OpenForm};
use super::forms::NameForm;
use super::labels::KINDS;
use super::name_occurrence::NameOccurrence;
use super::person_names::{PersonName, family_key};
use crate::gazetteer;

/// With more names of one family key than this, only the first ones are compared: the work stays linear.
const MAX_COMPARED: usize = 64;

/// The full names among the forms.
pub(super) struct FullNames {
    /// By index of form; `None` if the form is no full name of a person.
    names: Vec<Option<PersonName>>,
    /// The forms by key of their family name.
    by_family: HashMap<String, Vec<usize>>,
}

impl FullNames {
    /// Takes the forms of several words that are persons, or may be.
    #[must_use]
    pub(super) fn new(forms: &[NameForm]) -> Self {
        let parse = |form: &NameForm| PersonName::parse(&form.text, &form.words, None).filter(|_| may_be_person(form));
        let names: Vec<Option<PersonName>> = forms.iter().map(parse).collect();
        let mut by_family: HashMap<String, Vec<usize>> = HashMap::new();
        for (number, name) in names.iter().enumerate().filter_map(|(number, name)| Some((number, name.as_ref()?))) {
            by_family.entry(name.family_key()).or_default().push(number);
        }
        Self { names, by_family }
    }

    /// Merges the spellings of one full name.
    pub(super) fn merge_spellings(&self, joined: &mut FormUnionFind<'_>) {
        for (number, name) in self.names.iter().enumerate().filter_map(|(number, name)| Some((number, name.as_ref()?)))
        {
            let alike = self.by_family.get(&name.family_key()).into_iter().flatten().take(MAX_COMPARED);
            let is_spelling = |other: &&usize| {
                **other < number
                    && joined.agree(number, **other)
                    && self.names[**other].as_ref().is_some_and(|other| name.is_spelling_of(other))
            };
            if let Some(other) = alike.copied().collect::<Vec<_>>().iter().find(is_spelling) {
                joined.merge(number, *other, MergeReason::Sound);
            }
        }
    }

    /// Merges `J. Morvan` with `Jeanne Morvan`, and `Lucas F.` with `Lucas Fabre`, if only one person fits.
    pub(super) fn merge_initials(&self, joined: &mut FormUnionFind<'_>) {
        let mut by_given: HashMap<&str, Vec<usize>> = HashMap::new();
        let full = |number: &usize| self.names[*number].as_ref().filter(|name| !name.has_initial());
        for number in 0..self.names.len() {
            if let Some(given) = full(&number).and_then(PersonName::first_given_name) {
                by_given.entry(given).or_default().push(number);
            }
        }
        for (number, name) in self.names.iter().enumerate() {
            let Some(name) = name.as_ref().filter(|name| name.has_initial()) else { continue };
            let same_family = self.by_family.get(&name.family_key());
            let same_given = name.first_given_name().and_then(|given| by_given.get(given));
            let near = same_family.into_iter().chain(same_given).flat_map(|list| list.iter().take(MAX_COMPARED));
            let fits = near.filter(|other| full(other).is_some_and(|other| name.abbreviates(other)));
            let all: BTreeMap<usize, usize> = fits.map(|other| (joined.root(*other), *other)).collect();
            if let (1, Some(other)) = (all.len(), all.values().next().copied()) {
                joined.merge(number, other, MergeReason::Initial);
            }
        }
    }

    /// Assigns last names to the persons who have them; returns those that several persons have.
    pub(super) fn assign_last_names(
        &self,
        joined: &mut FormUnionFind<'_>,
        occurrences: &[NameOccurrence],
    ) -> BTreeMap<usize, OpenForm> {
        let mut open = BTreeMap::new();
        let forms = joined.forms;
        for (number, form) in forms.iter().enumerate() {
            let Some(all) = self.by_family.get(&family_key(&form.words)).filter(|_| may_be_last_name(form)) else {
                continue;
            };
            let has_it = |bearer: &&usize| {
                **bearer != number
                    && KINDS[forms[**bearer].kind()] == "person"
                    && self.names[**bearer].as_ref().is_some_and(|name| name.has_family_name(&form.words))
            };
            let mut bearers: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
            for bearer in all.iter().filter(has_it) {
                bearers.entry(joined.root(*bearer)).or_default().push(*bearer);
            }
            match bearers.len() {
                0 => {}
                1 => {
                    let has_initial = |form: &&usize| self.names[**form].as_ref().is_some_and(PersonName::has_initial);
                    let forms = || bearers.values().flatten();
                    let bearer = forms().find(|form| !has_initial(form)).or_else(|| forms().next());
                    joined.merge(number, bearer.copied().unwrap_or(number), MergeReason::LastName);
                }
                _ => {
                    let stray = OpenForm::assign(joined, occurrences, form, &bearers, MergeReason::LastNameInArticle);
                    open.insert(number, stray);
                }
            }
        }
        open
    }
}

/// Merges `Braz da Silva` with `Thiago Braz da Silva` if only one person's name ends so.
pub(super) fn merge_by_last_words(joined: &mut FormUnionFind<'_>) {
    let forms = joined.forms;
    let mut ends: HashMap<&[String], Vec<usize>> = HashMap::new();
    let people = |number: &usize| KINDS[forms[*number].kind()] == "person";
    for number in (0..forms.len()).filter(people) {
        let words = &forms[number].words;
        (1..words.len().saturating_sub(1)).for_each(|from| ends.entry(&words[from..]).or_default().push(number));
    }
    for number in (0..forms.len()).filter(people) {
        let longer = ends.get(forms[number].words.as_slice()).into_iter().flatten();
        let all: BTreeMap<usize, usize> = longer.map(|long| (joined.root(*long), *long)).collect();
        if let (1, Some(long)) = (all.len(), all.values().next().copied()) {
            joined.merge(number, long, MergeReason::LastName);
        }
    }
}

fn may_be_person(form: &NameForm) -> bool {
    KINDS[form.kind()] == "person" || form.share(0) > 0.25
}

/// Returns whether a form may be a last name. The tagger may take a lone last name for anything, but what the gazetteer
/// lists as something else is not a last name.
fn may_be_last_name(form: &NameForm) -> bool {
    let known = gazetteer::look_up(&form.text);
    let is_known = !known.places.is_empty() || known.organisation.is_some();
    KINDS[form.kind()] == "person" || (!form.is_acronym && !is_known) || form.share(0) > 0.25
}
