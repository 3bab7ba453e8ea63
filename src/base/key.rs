//! Content keys: 128 bits of BLAKE3. Two values with the same key are taken to be equal.
//!
//! A page's key is combined from the keys of its parts, so that comparing pages hashes numbers rather than text.

use std::fmt;
use std::hash::{Hash, Hasher};

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

    /// Adds the debug form of a value: for configuration and other small plain values.
    pub fn debug(&mut self, part: &impl fmt::Debug) -> &mut Self {
        self.text(&format!("{part:?}"))
    }

    /// Returns the key of all parts added so far.
    #[must_use]
    pub fn finish(&self) -> Key {
        Key::from_hash(&blake3::hash(&self.parts))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_kept_apart() {
        let ab_c = KeyBuilder::new("k").text("ab").text("c").finish();
        let a_bc = KeyBuilder::new("k").text("a").text("bc").finish();
        assert_ne!(ab_c, a_bc);
        assert_eq!(Key::parse(&ab_c.to_string()), Some(ab_c));
    }
}
