//! The automaton that finds forms: token hashes -> forms.
//!
//! It is a trie whose steps are tokens, not bytes. Word boundaries need no check, a hyphen matches a space, and a text
//! is read once however many names there are. A step is one look-up in a flat hash table. A filter that is small enough
//! for the processor's cache rejects nearly every word that begins no name.

use super::surface_form::FormIndex;
use crate::base::FxHashMap;
use crate::text::tokens::{Gap, Token};

/// The automaton.
#[derive(Debug, Default)]
pub(super) struct Trie {
    steps: FxHashMap<u64, TrieStep>,
    /// One bit for each value of a first word's hash, modulo the filter's length.
    filter: Vec<u64>,
    n_nodes: u32,
}

#[derive(Clone, Copy, Debug)]
struct TrieStep {
    node: u32,
    form: Option<FormIndex>,
}

/// Bits of the filter for each form. With sixteen, one in twenty of the words that begin no name passes.
const FILTER_BITS_A_FORM: usize = 16;

impl Trie {
    /// Returns an empty automaton with room for `n_forms` forms.
    pub(super) fn with_room(n_forms: usize) -> Self {
        let n_bits = (n_forms * FILTER_BITS_A_FORM).next_power_of_two().max(1 << 12);
        // Most forms of several words share their first step with another form.
        let steps = FxHashMap::with_capacity_and_hasher(n_forms + n_forms / 2, Default::default());
        Self { steps, filter: vec![0; n_bits / 64], n_nodes: 0 }
    }

    /// Returns the slot of the form whose words have these gap classes and hashes; `None` in it if the form is new.
    pub(super) fn slot(&mut self, words: &[(u64, u64)]) -> &mut Option<FormIndex> {
        let mut node = 0;
        let mut key = 0;
        for (position, (class, hash)) in words.iter().enumerate() {
            if position == 0 {
                let (index, bit) = self.filter_bit(*hash);
                self.filter[index] |= bit;
            }
            key = step_key(node, *class, *hash);
            node = self
                .steps
                .entry(key)
                .or_insert_with(|| {
                    self.n_nodes += 1;
                    TrieStep { node: self.n_nodes, form: None }
                })
                .node;
        }
        &mut self.steps.entry(key).or_insert(TrieStep { node, form: None }).form
    }

    fn filter_bit(&self, hash: u64) -> (usize, u64) {
        // FNV mixes the upper half best, and it always fits a `usize`.
        let value = usize::try_from(hash >> 32).unwrap_or(0);
        ((value / 64) & (self.filter.len() - 1), 1 << (value % 64))
    }

    /// Returns whether some form may begin with a word of this hash.
    #[inline]
    pub(super) fn may_begin(&self, hash: u64) -> bool {
        if self.filter.is_empty() {
            return false;
        }
        let (index, bit) = self.filter_bit(hash);
        self.filter[index] & bit != 0
    }

    /// Calls `found(end, form)` for every form that begins at token `start`, shortest first. `end` is exclusive.
    pub(super) fn matches(&self, tokens: &[Token], start: usize, mut found: impl FnMut(usize, FormIndex)) {
        let first = tokens[start].hash;
        if !self.may_begin(first) {
            return;
        }
        let mut key = step_key(0, 0, first);
        let mut end = start + 1;
        while let Some(next) = self.steps.get(&key) {
            if let Some(form) = next.form {
                found(end, form);
            }
            let Some(token) = tokens.get(end).filter(|token| token.gap != Gap::Start) else { return };
            key = step_key(next.node, token.gap.class(), token.hash);
            end += 1;
        }
    }

    /// Returns how many bytes it takes, counted from its tables.
    pub(super) fn heap_bytes(&self) -> usize {
        // A slot of the hash table is a key, a step and one control byte.
        self.steps.capacity() * 8 / 7 * (size_of::<(u64, TrieStep)>() + 1) + self.filter.len() * size_of::<u64>()
    }
}

/// Mixes a step into one number, the key of the hash table (SplitMix64's finaliser).
fn step_key(node: u32, class: u64, hash: u64) -> u64 {
    let mut key =
        hash ^ u64::from(node).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ class.wrapping_mul(0xff51_afd7_ed55_8ccd);
    key = (key ^ (key >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    key = (key ^ (key >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    key ^ (key >> 31)
}
