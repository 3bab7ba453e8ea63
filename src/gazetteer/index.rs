//! An index from folded names to bearers: numbers that identify rows of a table. Places and organisations each have
//! one.
//!
//! A name may have several bearers, so it leads to a chain of entries. All names are in one string. After the look-up
//! by hash the letters are compared, so that names with the same hash stay separate.
//!
//! Abbreviations of up to three letters are found only if written without small letters: `UN`, `CAR` and `EAU` are the
//! United Nations, the Central African Republic and the Emirates, but `Un`, `Car` and `Eau` begin French sentences.

use super::fold;
use crate::base::FxHashMap;

/// Names in the tables are shorter. The limit avoids folding a long hostile text.
const MAX_NAME_BYTES: usize = 120;

/// Longer abbreviations are not ordinary words in small letters, and newspapers capitalise only their first letter:
/// `Otan`, `Unesco`.
const MAX_STRICT_LETTERS: usize = 3;

const END: u32 = u32::MAX;

/// Names, and the numbers of their bearers.
#[derive(Default)]
pub(super) struct NameIndex {
    folded: String,
    heads: FxHashMap<u64, u32>,
    entries: Vec<BearerEntry>,
}

struct BearerEntry {
    start: u32,
    end: u32,
    bearer: u32,
    next: u32,
    /// Whether it is an abbreviation that must be written in capitals.
    strict: bool,
}

impl NameIndex {
    /// Returns an empty index with capacity for `n_names`.
    pub(super) fn with_capacity(n_names: usize) -> Self {
        Self {
            folded: String::with_capacity(n_names * 12),
            heads: FxHashMap::with_capacity_and_hasher(n_names, Default::default()),
            entries: Vec::with_capacity(n_names),
        }
    }

    /// Adds a name of `bearer`, unless it has it already. A name that is not an abbreviation lifts the requirement of
    /// capitals.
    pub(super) fn add(&mut self, name: &str, bearer: u32) {
        let start = self.folded.len();
        fold::fold_into(name, &mut self.folded);
        let hash = hash(&self.folded[start..]);
        let head = self.heads.get(&hash).copied().unwrap_or(END);
        let known = NameEntryChain { index: self, folded: &self.folded[start..], at: head, capitals: true }
            .find(|at| self.entries[*at].bearer == bearer);
        if let Some(at) = known {
            self.entries[at].strict &= is_strict(name);
        }
        if known.is_some() || self.folded.len() == start {
            self.folded.truncate(start);
            return;
        }
        let position = |at: usize| u32::try_from(at).unwrap_or(END);
        self.heads.insert(hash, position(self.entries.len()));
        let (start, end) = (position(start), position(self.folded.len()));
        self.entries.push(BearerEntry { start, end, bearer, next: head, strict: is_strict(name) });
    }

    /// Calls `each` with every bearer of `name`, in reverse order of addition.
    pub(super) fn for_each_bearer(&self, name: &str, mut each: impl FnMut(u32)) {
        if name.len() > MAX_NAME_BYTES {
            return;
        }
        let folded = fold::fold(name);
        let head = self.heads.get(&hash(&folded)).copied().unwrap_or(END);
        let capitals = head != END && is_in_capitals(name);
        for at in (NameEntryChain { index: self, folded: &folded, at: head, capitals }) {
            each(self.entries[at].bearer);
        }
    }

    /// Calls `see` with every folded name and its bearer.
    pub(super) fn for_each_name(&self, mut see: impl FnMut(&str, u32)) {
        for entry in &self.entries {
            see(&self.folded[entry.start as usize..entry.end as usize], entry.bearer);
        }
    }

    /// Returns the first-added bearer of `name`.
    pub(super) fn first_bearer(&self, name: &str) -> Option<u32> {
        let mut first = None;
        self.for_each_bearer(name, |bearer| first = Some(bearer));
        first
    }
}

/// Iterates over the entries of one name by index.
struct NameEntryChain<'a> {
    index: &'a NameIndex,
    folded: &'a str,
    at: u32,
    /// Whether the looked-up name is written without small letters.
    capitals: bool,
}

impl Iterator for NameEntryChain<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        while let Some(entry) = self.index.entries.get(self.at as usize) {
            let at = self.at as usize;
            self.at = entry.next;
            let same = self.index.folded[entry.start as usize..entry.end as usize] == *self.folded;
            if same && (self.capitals || !entry.strict) {
                return Some(at);
            }
        }
        None
    }
}

fn is_in_capitals(name: &str) -> bool {
    !name.chars().any(char::is_lowercase)
}

fn is_strict(name: &str) -> bool {
    is_in_capitals(name) && name.chars().filter(|c| c.is_alphanumeric()).count() <= MAX_STRICT_LETTERS
}

/// FNV-1a, as in `text::tokens`: one multiplication per byte.
fn hash(folded: &str) -> u64 {
    folded.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_leads_to_all_its_bearers_and_to_nobody_else() {
        let mut index = NameIndex::default();
        for (name, bearer) in [("Saint-Denis", 1), ("Saint Denis", 2), ("saint denis", 1), ("Denis", 3), ("", 4)] {
            index.add(name, bearer);
        }
        let mut bearers = Vec::new();
        index.for_each_bearer("SAINT‑DENIS", |bearer| bearers.push(bearer));
        assert_eq!(bearers, [2, 1]);
        assert_eq!(index.first_bearer("Saint-Denis"), Some(1));
        assert_eq!(index.first_bearer("Saint"), None);
        assert_eq!(index.first_bearer(""), None);
        assert_eq!(index.first_bearer(&"x".repeat(MAX_NAME_BYTES + 1)), None);
    }

    #[test]
    fn a_short_abbreviation_wants_capitals() {
        let mut index = NameIndex::default();
        for (name, bearer) in [("UN", 1), ("OTAN", 2), ("Lot", 3), ("ONU", 1), ("Onu", 1)] {
            index.add(name, bearer);
        }
        for (name, bearer) in [
            ("UN", Some(1)),
            ("U.N.", Some(1)),
            ("Un", None),
            ("un", None),
            ("Otan", Some(2)),
            ("LOT", Some(3)),
            ("Onu", Some(1)),
        ] {
            assert_eq!(index.first_bearer(name), bearer, "{name}");
        }
    }
}
