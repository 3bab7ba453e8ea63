//! Content keys: 128 bits of BLAKE3. Two values with the same key are taken to be equal.
//!
//! A page's key is combined from the keys of its parts, so that comparing pages hashes numbers rather than text.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Range;

/// The identity of a value by its content.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Key(u128);

impl Key {
    /// Returns the key of some bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self::from_hash(&blake3::hash(bytes))
    }

    fn from_hash(hash: &blake3::Hash) -> Self {
        let mut half = [0; 16];
        half.copy_from_slice(&hash.as_bytes()[..16]);
        Self(u128::from_le_bytes(half))
    }

    /// Returns bits that its `Hash` does not use: a table's shards and the maps in them must not share bits.
    pub(super) fn upper_bits(self) -> usize {
        usize::from(self.0.to_le_bytes()[15])
    }

    /// Returns the first 8 hexadecimal digits: enough to name an asset.
    #[must_use]
    pub fn short(self) -> String {
        self.to_string()[..8].to_owned()
    }

    /// Parses the output of `Display`; `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        (text.len() == 32).then(|| u128::from_str_radix(text, 16).ok()).flatten().map(Self)
    }
}

impl Hash for Key {
    /// A key is already a hash, so a map needs no more than 64 bits of it.
    fn hash<H: Hasher>(&self, state: &mut H) {
        #[expect(clippy::cast_possible_truncation, reason = "any 64 of the 128 hashed bits will do")]
        state.write_u64(self.0 as u64);
    }
}

impl fmt::Display for Key {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:032x}", self.0)
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Key({self})")
    }
}

/// Combines parts into one key. Every part is followed by its length, so that ("ab", "c") and ("a", "bc") differ.
#[derive(Default)]
pub struct KeyBuilder {
    /// All parts concatenated: hashing them at once costs a third of hashing each.
    parts: Vec<u8>,
}

impl KeyBuilder {
    /// Starts the key of a value of the named kind; the name keeps values of different kinds with equal parts apart.
    #[must_use]
    pub fn new(kind: &str) -> Self {
        let mut builder = Self::default();
        builder.text(kind);
        builder
    }

    /// Adds text.
    pub fn text(&mut self, part: &str) -> &mut Self {
        self.parts.extend_from_slice(part.as_bytes());
        self.number(part.len() as u64)
    }

    /// Adds a number.
    pub fn number(&mut self, part: u64) -> &mut Self {
        self.parts.extend_from_slice(&part.to_le_bytes());
        self
    }

    /// Adds another key.
    pub fn key(&mut self, part: Key) -> &mut Self {
        self.parts.extend_from_slice(&part.0.to_le_bytes());
        self
    }

    /// Adds a value that knows what of it belongs to a key.
    pub fn add(&mut self, part: &(impl Keyed + ?Sized)) -> &mut Self {
        part.key_into(self);
        self
    }

    /// Returns the key of all parts added so far.
    #[must_use]
    pub fn finish(&self) -> Key {
        Key::from_hash(&blake3::hash(&self.parts))
    }
}

/// A value that can be part of a key.
///
/// An implementation takes a struct apart with every field named, so that a new field does not compile until its author
/// has decided whether it belongs to the key. Enums without fields write their variant's number: the numbers may change
/// with the program's version, which every key that outlives a process contains.
pub trait Keyed {
    /// Adds everything about the value that tells it from another one.
    fn key_into(&self, key: &mut KeyBuilder);
}

macro_rules! keyed_numbers {
    ($($number:ty)*) => {
        $(impl Keyed for $number {
            fn key_into(&self, key: &mut KeyBuilder) {
                key.number(u64::from(*self));
            }
        })*
    };
}

keyed_numbers!(bool u8 u16 u32 u64);

impl Keyed for usize {
    fn key_into(&self, key: &mut KeyBuilder) {
        key.number(*self as u64);
    }
}

impl Keyed for i32 {
    fn key_into(&self, key: &mut KeyBuilder) {
        key.number(i64::from(*self).cast_unsigned());
    }
}

impl Keyed for f64 {
    fn key_into(&self, key: &mut KeyBuilder) {
        key.number(self.to_bits());
    }
}

impl Keyed for str {
    fn key_into(&self, key: &mut KeyBuilder) {
        key.text(self);
    }
}

impl Keyed for String {
    fn key_into(&self, key: &mut KeyBuilder) {
        key.text(self);
    }
}

impl<T: Keyed + ?Sized> Keyed for &T {
    fn key_into(&self, key: &mut KeyBuilder) {
        (**self).key_into(key);
    }
}

impl<T: Keyed> Keyed for Option<T> {
    fn key_into(&self, key: &mut KeyBuilder) {
        key.number(u64::from(self.is_some()));
        if let Some(value) = self {
            value.key_into(key);
        }
    }
}

impl<T: Keyed> Keyed for [T] {
    fn key_into(&self, key: &mut KeyBuilder) {
        key.number(self.len() as u64);
        self.iter().for_each(|value| value.key_into(key));
    }
}

impl<T: Keyed, const N: usize> Keyed for [T; N] {
    fn key_into(&self, key: &mut KeyBuilder) {
        self.as_slice().key_into(key);
    }
}

impl<T: Keyed> Keyed for Vec<T> {
    fn key_into(&self, key: &mut KeyBuilder) {
        self.as_slice().key_into(key);
    }
}

impl<T: Keyed> Keyed for BTreeSet<T> {
    fn key_into(&self, key: &mut KeyBuilder) {
        key.number(self.len() as u64);
        self.iter().for_each(|value| value.key_into(key));
    }
}

impl<K: Keyed, V: Keyed> Keyed for BTreeMap<K, V> {
    fn key_into(&self, key: &mut KeyBuilder) {
        key.number(self.len() as u64);
        self.iter().for_each(|entry| entry.key_into(key));
    }
}

impl<T: Keyed> Keyed for Range<T> {
    fn key_into(&self, key: &mut KeyBuilder) {
        let Self { start, end } = self;
        (start, end).key_into(key);
    }
}

macro_rules! keyed_tuples {
    ($(($($name:ident $index:tt)*))*) => {
        $(impl<$($name: Keyed),*> Keyed for ($($name,)*) {
            fn key_into(&self, key: &mut KeyBuilder) {
                $(self.$index.key_into(key);)*
            }
        })*
    };
}

keyed_tuples!((A 0 B 1) (A 0 B 1 C 2) (A 0 B 1 C 2 D 3));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_another_shape_have_other_keys() {
        let key = |value: &dyn Fn(&mut KeyBuilder)| {
            let mut key = KeyBuilder::new("k");
            value(&mut key);
            key.finish()
        };
        let keys = [
            key(&|key| {
                key.add(&["ab", "c"]);
            }),
            key(&|key| {
                key.add(&["a", "bc"]);
            }),
            key(&|key| {
                key.add(&vec![vec!["a"], vec!["bc"]]);
            }),
            key(&|key| {
                key.add(&vec![vec!["a", "bc"], vec![]]);
            }),
            key(&|key| {
                key.add(&Some(0_u32));
            }),
            key(&|key| {
                key.add(&None::<u32>);
            }),
            key(&|key| {
                key.add(&-1_i32);
            }),
            key(&|key| {
                key.add(&1_i32);
            }),
        ];
        let different: BTreeSet<Key> = keys.into_iter().collect();
        assert_eq!(different.len(), keys.len());
    }

    #[test]
    fn parts_are_kept_apart() {
        let ab_c = KeyBuilder::new("k").text("ab").text("c").finish();
        let a_bc = KeyBuilder::new("k").text("a").text("bc").finish();
        assert_ne!(ab_c, a_bc);
        assert_eq!(Key::parse(&ab_c.to_string()), Some(ab_c));
    }
}
