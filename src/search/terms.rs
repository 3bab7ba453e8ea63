//! Terms -> the files `t<n>.js`. The first letters of a term determine its file. Terms with the same stem are added to
//! it even if their own file is another, so that one file answers one word of a query.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::json;

use super::fold::{self, file_of};
use super::invert::{self, Term};
use super::{IndexedArticle, IndexedEntity, WordsOf, encode, script, stems};
use crate::text::tokens;

/// Maximum number of entities suggested for one, two or three typed letters.
const MAX_COMPLETIONS: usize = 8;

/// Makes the files of terms. `entities` are in the order of their numbers, those in most articles first; `n_files` is a
/// power of two.
#[must_use]
pub(crate) fn terms(
    articles: &[IndexedArticle<'_>],
    words: &WordsOf<'_>,
    entities: &[IndexedEntity<'_>],
    n_files: usize,
    n_threads: usize,
) -> Vec<Vec<u8>> {
    let mut named = terms_of_entities(entities);
    let mut terms: Vec<(Term, Vec<u32>)> = Vec::new();
    for (hash, term) in invert::invert(articles, words, n_threads).into_iter().flatten() {
        let entities = named.remove(&hash).map(|(_, entities)| entities).unwrap_or_default();
        terms.push((term, entities));
    }
    terms.extend(named.into_values());
    for (number, entity) in entities.iter().enumerate().filter(|(_, entity)| !entity.occurrences.is_empty()) {
        let term = Term {
            word: format!("@{number}"),
            postings: invert::entity_postings(&entity.occurrences),
            ..Term::default()
        };
        terms.push((term, Vec::new()));
    }
    // Two terms fold to the same word only through characters that decompose into several: sort those by their
    // postings.
    terms.sort_unstable_by(|(a, _), (b, _)| (&a.word, &a.postings).cmp(&(&b.word, &b.postings)));
    let groups = stems::groups(terms.iter().map(|(term, _)| (term.first_form.as_str(), term.languages)));
    let mut files: Vec<FilePlan<'_>> = (0..n_files).map(|_| FilePlan::default()).collect();
    for (index, (term, _)) in terms.iter().enumerate() {
        files[file_of(&term.word, n_files)].terms.insert(index);
    }
    for group in &groups {
        let homes: BTreeSet<usize> = group.iter().map(|index| file_of(&terms[*index].0.word, n_files)).collect();
        for home in homes {
            files[home].terms.extend(group);
            files[home].groups.push(group);
        }
    }
    for (prefix, entities) in completions(entities) {
        let file = &mut files[file_of(&prefix, n_files)];
        file.completions.push((prefix, entities));
    }
    for (form, entities) in forms(entities) {
        let first = form.split('-').next().unwrap_or_default();
        let file = &mut files[file_of(first, n_files)];
        file.forms.push((form, entities));
    }
    files.into_iter().enumerate().map(|(number, file)| file.write(number, &terms)).collect()
}

/// Returns the words in the forms of entities, by hash, each as a term of its own with the numbers of the entities.
fn terms_of_entities(entities: &[IndexedEntity<'_>]) -> BTreeMap<u64, (Term, Vec<u32>)> {
    let mut named: BTreeMap<u64, (Term, Vec<u32>)> = BTreeMap::new();
    for (number, entity) in entities.iter().enumerate() {
        let number = u32::try_from(number).unwrap_or(u32::MAX);
        for word in entity.forms.iter().flat_map(|form| fold::folded_words(form)) {
            let (_, numbers) = named
                .entry(tokens::hash_folded(&word))
                .or_insert_with(|| (Term { word: word.clone(), first_form: word, ..Term::default() }, Vec::new()));
            if numbers.last() != Some(&number) {
                numbers.push(number);
            }
        }
    }
    named
}

/// Returns the first entities for every one, two or three letters with which a word of a form begins.
fn completions(entities: &[IndexedEntity<'_>]) -> BTreeMap<String, Vec<u32>> {
    let mut completions: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for (number, entity) in entities.iter().enumerate() {
        let number = u32::try_from(number).unwrap_or(u32::MAX);
        for word in entity.forms.iter().flat_map(|form| fold::folded_words(form)) {
            for (end, c) in word.char_indices().take(fold::N_LETTERS - 1) {
                let list = completions.entry(word[..end + c.len_utf8()].to_owned()).or_default();
                if list.len() < MAX_COMPLETIONS && list.last() != Some(&number) {
                    list.push(number);
                }
            }
        }
    }
    completions
}

/// Returns the whole forms, their words joined by hyphens, each with its entities. A form is in the file of its first
/// word, so that the files for the words of a query contain the forms in it.
fn forms(entities: &[IndexedEntity<'_>]) -> BTreeMap<String, Vec<u32>> {
    let mut forms: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for (number, entity) in entities.iter().enumerate() {
        let number = u32::try_from(number).unwrap_or(u32::MAX);
        for form in entity.forms.iter().map(|form| fold::folded_words(form).join("-")).filter(|form| !form.is_empty()) {
            let list = forms.entry(form).or_default();
            if list.last() != Some(&number) {
                list.push(number);
            }
        }
    }
    forms
}

#[derive(Default)]
struct FilePlan<'a> {
    /// Indices of the terms, in their order.
    terms: BTreeSet<usize>,
    groups: Vec<&'a Vec<usize>>,
    completions: Vec<(String, Vec<u32>)>,
    forms: Vec<(String, Vec<u32>)>,
}

impl FilePlan<'_> {
    /// Writes the file: terms, each as a digit (base 36) with the number of letters it shares with the previous one,
    /// and the rest; their sentences; their entities; groups of terms with one stem; completions; whole forms. Lists
    /// are separated by spaces.
    fn write(&self, number: usize, terms: &[(Term, Vec<u32>)]) -> Vec<u8> {
        let (mut words, mut last) = (String::new(), "");
        let mut local: HashMap<usize, u32> = HashMap::new();
        let mut entities: Vec<String> = Vec::new();
        for (place, index) in self.terms.iter().enumerate() {
            let (term, numbers) = &terms[*index];
            local.insert(*index, u32::try_from(place).unwrap_or(u32::MAX));
            let shared = shared_letters(last, &term.word);
            words.extend((!words.is_empty()).then_some(' '));
            words.extend(char::from_digit(u32::try_from(shared).unwrap_or(0), 36));
            words.extend(term.word.chars().skip(shared));
            entities.push(numbers_in(numbers));
            last = &term.word;
        }
        let places: Vec<&str> = self.terms.iter().map(|index| terms[*index].0.postings.as_str()).collect();
        let groups = self.groups.iter().map(|group| {
            let mut places: Vec<u32> = group.iter().filter_map(|index| local.get(index).copied()).collect();
            places.sort_unstable();
            numbers_in(&places)
        });
        let pairs = |list: &[(String, Vec<u32>)]| {
            let pairs: Vec<String> =
                list.iter().map(|(key, numbers)| format!("{key} {}", numbers_in(numbers))).collect();
            pairs.join(" ")
        };
        script(
            &format!("t{number}"),
            &json!([
                words,
                places.join(" "),
                entities.join(" "),
                groups.collect::<Vec<_>>().join(" "),
                pairs(&self.completions),
                pairs(&self.forms),
            ]),
        )
    }
}

fn numbers_in(numbers: &[u32]) -> String {
    let mut text = String::new();
    encode::push_increasing(numbers.iter().copied(), &mut text);
    text
}

/// Counts the common first letters of two words, up to 35. Stops at letters beyond U+FFFF, which JavaScript counts as
/// two.
fn shared_letters(a: &str, b: &str) -> usize {
    a.chars().zip(b.chars()).take(35).take_while(|(a, b)| a == b && a.len_utf16() == 1).count()
}
