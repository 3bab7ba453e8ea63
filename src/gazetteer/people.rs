//! Given names and family names: evidence that a capitalised word names a person.
//!
//! The lists aim at precision, not completeness. Ordinary words, months and places that are also names are left out: by
//! the rules in tests/gazetteer/names.py, and by hand in data/people.tsv. A word in neither list may well be a name.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::fold::fold;
use super::tables::{self, FrontDecoder};

static GIVEN_NAMES: LazyLock<HashSet<Box<str>>> = LazyLock::new(|| read(include_bytes!("data/given_names.bin")));
static FAMILY_NAMES: LazyLock<HashSet<Box<str>>> = LazyLock::new(|| read(include_bytes!("data/family_names.bin")));

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stored_names_are_folded() {
        for (names, at_least) in [(&*GIVEN_NAMES, 10_000), (&*FAMILY_NAMES, 10_000)] {
            assert!(names.len() > at_least, "{}", names.len());
            let wrong: Vec<_> = names.iter().filter(|name| fold(name) != ***name || name.len() < 2).collect();
            assert!(wrong.is_empty(), "{wrong:?}");
        }
    }
}
