//! Given names and family names: cues that a capitalised word is somebody.
//!
//! Lists for precision, not for knowledge: ordinary words, months and places that are names too are left out of them
//! (tests/gazetteer/names.py says by what rules, data/people.tsv which by hand). A word in neither list may well be a name.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::fold::fold;
use super::tables::{self, FrontDecoder};

static GIVEN_NAMES: LazyLock<HashSet<Box<str>>> = LazyLock::new(|| read(include_bytes!("data/given_names.bin")));
static FAMILY_NAMES: LazyLock<HashSet<Box<str>>> = LazyLock::new(|| read(include_bytes!("data/family_names.bin")));

/// Tells whether a word is a given name somewhere: `Vladimir`, `Aminata`, `Hillary`. A compound is one if all its parts are:
/// `Jean-Pierre`, `Marie Claude`.
#[must_use]
pub fn is_given_name(word: &str) -> bool {
    holds(&GIVEN_NAMES, word)
}

/// Tells whether a word is a family name somewhere: `Kim`, `Diallo`, `Martin`; a compound if all its parts are.
#[must_use]
pub fn is_family_name(word: &str) -> bool {
    holds(&FAMILY_NAMES, word)
}

/// Calls `see` with every given name, folded, in no order.
pub(super) fn each_given_name(mut see: impl FnMut(&str)) {
    GIVEN_NAMES.iter().for_each(|name| see(name));
}

/// Calls `see` with every family name, folded, in no order.
pub(super) fn each_family_name(mut see: impl FnMut(&str)) {
    FAMILY_NAMES.iter().for_each(|name| see(name));
}

fn holds(names: &HashSet<Box<str>>, word: &str) -> bool {
    let folded = fold(word);
    names.contains(folded.as_str()) || (folded.contains(' ') && folded.split(' ').all(|part| names.contains(part)))
}

/// The lists are stored folded, sorted and front-coded.
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
