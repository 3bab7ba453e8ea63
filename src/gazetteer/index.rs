//! Folded names -> numbers: the one way into every table of the gazetteer.
//!
//! A name may have many bearers, so a name leads to a chain. Names stand one after the other in one text; the hash leads to
//! them and the letters are compared, so that two names with one hash stay two.

use std::collections::HashMap;

use super::fold;

/// Longer names are in no table; cutting them off keeps a hostile text from being folded for nothing.
const MAX_NAME_BYTES: usize = 120;

const END: u32 = u32::MAX;

/// Names and the numbers of what bears them.
#[derive(Default)]
pub(super) struct Index {
    folded: String,
    heads: HashMap<u64, u32>,
    entries: Vec<Entry>,
}

struct Entry {
    start: u32,
    end: u32,
    bearer: u32,
    next: u32,
}

impl Index {
    /// Returns an empty index with room for `n_names`.
    pub(super) fn with_capacity(n_names: usize) -> Self {
        Self {
            folded: String::with_capacity(n_names * 12),
            heads: HashMap::with_capacity(n_names),
            entries: Vec::with_capacity(n_names),
        }
    }

    /// Adds a name of `bearer`, unless it has that name already.
    pub(super) fn add(&mut self, name: &str, bearer: u32) {
        let start = self.folded.len();
        fold::fold_into(name, &mut self.folded);
        let folded = &self.folded[start..];
        let hash = hash(folded);
        let head = self.heads.get(&hash).copied().unwrap_or(END);
        let known = Chain { index: self, folded, at: head }.any(|known| known == bearer);
        if known || folded.is_empty() {
            self.folded.truncate(start);
            return;
        }
        let position = |at: usize| u32::try_from(at).unwrap_or(END);
        self.heads.insert(hash, position(self.entries.len()));
        let (start, end) = (position(start), position(self.folded.len()));
        self.entries.push(Entry { start, end, bearer, next: head });
    }

    /// Calls `each` with every bearer of `name`, the one added last first.
    pub(super) fn each(&self, name: &str, mut each: impl FnMut(u32)) {
        if name.len() > MAX_NAME_BYTES {
            return;
        }
        let folded = fold::fold(name);
        let head = self.heads.get(&hash(&folded)).copied().unwrap_or(END);
        for bearer in (Chain { index: self, folded: &folded, at: head }) {
            each(bearer);
        }
    }

    /// Calls `see` with every name, folded, and its bearer.
    pub(super) fn all(&self, mut see: impl FnMut(&str, u32)) {
        for entry in &self.entries {
            see(&self.folded[entry.start as usize..entry.end as usize], entry.bearer);
        }
    }

    /// Returns the bearer of `name` that was added first.
    pub(super) fn first(&self, name: &str) -> Option<u32> {
        let mut first = None;
        self.each(name, |bearer| first = Some(bearer));
        first
    }
}

struct Chain<'a> {
    index: &'a Index,
    folded: &'a str,
    at: u32,
}

impl Iterator for Chain<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        while let Some(entry) = self.index.entries.get(self.at as usize) {
            self.at = entry.next;
            if self.index.folded[entry.start as usize..entry.end as usize] == *self.folded {
                return Some(entry.bearer);
            }
        }
        None
    }
}

/// FNV-1a, as in `registry::tokens`: one multiplication a byte.
fn hash(folded: &str) -> u64 {
    folded.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_leads_to_all_its_bearers_and_to_nobody_else() {
        let mut index = Index::default();
        for (name, bearer) in [("Saint-Denis", 1), ("Saint Denis", 2), ("saint denis", 1), ("Denis", 3), ("", 4)] {
            index.add(name, bearer);
        }
        let mut bearers = Vec::new();
        index.each("SAINT‑DENIS", |bearer| bearers.push(bearer));
        assert_eq!(bearers, [2, 1]);
        assert_eq!(index.first("Saint-Denis"), Some(1));
        assert_eq!(index.first("Saint"), None);
        assert_eq!(index.first(""), None);
        assert_eq!(index.first(&"x".repeat(MAX_NAME_BYTES + 1)), None);
    }
}
