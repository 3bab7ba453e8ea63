//! Given names and family names: evidence that a capitalised word names a person.
//!
//! The lists aim at precision, not completeness. Ordinary words, months and places that are also names are left out: by
//! the rules in tests/gazetteer/names.py, and by hand in data/people.tsv. A word in neither list may well be a name.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::fold::fold;
use super::tables::{self, FrontDecoder};

static GIVEN_NAMES: LazyLock<HashSet<Box<str>>> = LazyLock::new(|| read(include_bytes!("data/given_names.bin")));
static FAMILY_NAMES: LazyLock<HashSet<Box<str>>> = LazyLock::new(|| read(include_bytes!("data/family_names.bin")));
static SEXES: LazyLock<HashMap<Box<str>, (Sex, bool)>> = LazyLock::new(read_sexes);

/// The sex of a person, as far as words show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sex {
    /// A woman.
    Female,
    /// A man.
    Male,
}

/// Returns the sex of nearly all bearers of a given name; `None` for one that both bear, or that is not known. The first part of
/// a compound decides: `Jean-Marie` is a man. `in_french` is for names that France gives to one sex and other countries to the
/// other: `Jean`, `Andrea`.
#[must_use]
pub fn sex_of_given_name(name: &str, in_french: bool) -> Option<Sex> {
    let folded = fold(name);
    let first = folded.split(' ').next().unwrap_or_default();
    let (sex, everywhere) = SEXES.get(folded.as_str()).or_else(|| SEXES.get(first)).copied()?;
    (everywhere || in_french).then_some(sex)
}

/// Returns whether a word is a given name: `Vladimir`, `Aminata`, `Hillary`. A compound is one if all its parts are:
/// `Jean-Pierre`, `Marie Claude`.
#[must_use]
pub fn is_given_name(word: &str) -> bool {
    holds(&GIVEN_NAMES, word)
}

/// Returns whether a word is a family name: `Kim`, `Diallo`, `Martin`. A compound is one if all its parts are.
#[must_use]
pub fn is_family_name(word: &str) -> bool {
    holds(&FAMILY_NAMES, word)
}

/// Calls `see` with every folded given name, in no particular order.
pub(super) fn each_given_name(mut see: impl FnMut(&str)) {
    GIVEN_NAMES.iter().for_each(|name| see(name));
}

/// Calls `see` with every folded family name, in no particular order.
pub(super) fn each_family_name(mut see: impl FnMut(&str)) {
    FAMILY_NAMES.iter().for_each(|name| see(name));
}

fn holds(names: &HashSet<Box<str>>, word: &str) -> bool {
    let folded = fold(word);
    names.contains(folded.as_str()) || (folded.contains(' ') && folded.split(' ').all(|part| names.contains(part)))
}

/// Reads a list, which is stored folded, sorted and front-coded.
fn read(packed: &[u8]) -> HashSet<Box<str>> {
    let text = tables::inflate(packed);
    let mut names = HashSet::with_capacity(20_000);
    let mut decoder = FrontDecoder::default();
    for line in text.lines() {
        names.extend(decoder.next(line).map(Box::from));
    }
    names
}

/// Reads the list of sexes: a name, a space, and `f` or `m`, as a capital where it holds in France only.
fn read_sexes() -> HashMap<Box<str>, (Sex, bool)> {
    let text = tables::inflate(include_bytes!("data/given_name_sexes.bin"));
    let mut sexes = HashMap::with_capacity(20_000);
    let mut decoder = FrontDecoder::default();
    for line in text.lines() {
        let Some((name, letter)) = decoder.next(line).and_then(|word| word.split_once(' ')) else { continue };
        let sex = if letter.eq_ignore_ascii_case("f") { Sex::Female } else { Sex::Male };
        sexes.insert(Box::from(name), (sex, letter == letter.to_lowercase()));
    }
    sexes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_given_name_has_a_sex_unless_both_bear_it() {
        let of = |name| sex_of_given_name(name, true);
        assert_eq!([of("Hélène"), of("Marie-Pierre"), of("Fatima")], [Some(Sex::Female); 3]);
        assert_eq!([of("Paul"), of("Jean-Marie"), of("Mohamed")], [Some(Sex::Male); 3]);
        assert_eq!([of("Camille"), of("Dominique"), of("Xyzzy")], [None; 3]);
        assert_eq!(sex_of_given_name("Jean", false), None);
    }

    #[test]
    fn stored_names_are_folded() {
        for (names, at_least) in [(&*GIVEN_NAMES, 10_000), (&*FAMILY_NAMES, 10_000)] {
            assert!(names.len() > at_least, "{}", names.len());
            let wrong: Vec<_> = names.iter().filter(|name| fold(name) != ***name || name.len() < 2).collect();
            assert!(wrong.is_empty(), "{wrong:?}");
        }
    }
}
