//! The words around quotations as data: a table per language, and the same made ready for look-up by hash.

use std::collections::HashMap;

use crate::registry::tokens;

/// What a word may be around a quotation: bits.
pub type Kind = u32;

/// A verb of saying, in any form.
pub const SAY: Kind = 1;
/// A verb of saying that is a noun behind an article: `la note`.
pub const NOUN_TOO: Kind = 1 << 1;
/// An auxiliary that makes a perfect of a participle.
pub const HAVE: Kind = 1 << 2;
/// A word that makes a passive of a participle.
pub const BE: Kind = 1 << 3;
/// A reflexive pronoun.
pub const SELF: Kind = 1 << 4;
/// `selon`, `according`.
pub const ACCORDING: Kind = 1 << 5;
/// A pronoun of the third person.
pub const PRONOUN: Kind = 1 << 6;
/// A preposition that binds a name to the noun before it: `de`, `of`.
pub const BOUND: Kind = 1 << 7;
/// Any other preposition: the name behind it is no subject.
pub const PREPOSITION: Kind = 1 << 8;
/// A word that begins another clause.
pub const CLAUSE: Kind = 1 << 9;
/// A title or the noun of a role: `ministre`, `porte-parole`.
pub const ROLE: Kind = 1 << 10;
/// An article or other determiner.
pub const DETERMINER: Kind = 1 << 11;
/// Something written that speaks for an institution: `résolution`, `communiqué`.
pub const DOCUMENT: Kind = 1 << 12;
/// A noun whose name stands in marks, with a capital: `journal`.
pub const NAMES: Kind = 1 << 13;
/// A word behind which marked words are spoken of, not said, capital or not: `le mot`, `so-called`.
pub const TERMS: Kind = 1 << 20;
/// An adjective where it touches the mark and no auxiliary stands before it: `le quai dit « des brumes »`.
pub const SO_SAID: Kind = 1 << 21;
/// A word for a body of people: `le studio`, which stands for the only organisation named.
pub const BODY: Kind = 1 << 22;
/// What somebody may be tried for: `escroquerie`.
pub const OFFENCE: Kind = 1 << 23;
/// What stands between a verb and the one word that it says: `qualifié de`.
pub const QUALIFIES: Kind = 1 << 24;
/// What begins indirect speech: `que`.
pub const THAT: Kind = 1 << 25;
/// `pour` before somebody whose view is told.
pub const VIEW: Kind = 1 << 26;
/// A pronoun behind a preposition: `selon lui`.
pub const HIM: Kind = 1 << 27;
/// A word that takes a charge or the like in marks: `accusé de`.
pub const CHARGE: Kind = 1 << 14;
/// A word that ties two clauses: `et`, `and`.
pub const TIES: Kind = 1 << 15;
/// An adverb or the like that may stand between a subject and its verb.
pub const BETWEEN: Kind = 1 << 16;
/// A plural pronoun.
pub const PLURAL: Kind = 1 << 17;
/// The first word of a pair that means `selon`; see [`SECOND`].
pub const FIRST: Kind = 1 << 18;
/// The second word of such a pair: `d’après`.
pub const SECOND: Kind = 1 << 19;

/// The words of one language, folded.
pub struct Speech {
    /// Beginnings of verbs of saying; with each of `endings` they make its forms.
    pub stems: &'static [&'static str],
    /// Endings of the regular conjugation.
    pub endings: &'static [&'static str],
    /// Words by what they are; entries are lists of words divided by spaces.
    pub words: &'static [(Kind, &'static str)],
    /// Endings in the text, with their accents, that make a form a participle and no verb by itself.
    pub participles: &'static [&'static str],
    /// How many words may stand between a verb and the one word in marks that it says: `called the plan “absurd”`.
    pub one_word_reach: usize,
}

/// A table ready for look-up.
pub struct Table {
    kinds: HashMap<u64, Kind>,
    pub(super) participles: &'static [&'static str],
    pub(super) one_word_reach: usize,
}

impl Table {
    /// Makes a table ready.
    #[must_use]
    pub fn new(speech: &Speech) -> Self {
        let mut kinds: HashMap<u64, Kind> = HashMap::new();
        let mut put = |word: &str, kind: Kind| {
            let mut list = Vec::new();
            tokens::tokenize(word, 0, word.len(), &mut list);
            for token in list {
                *kinds.entry(token.hash).or_insert(0) |= kind;
            }
        };
        for stem in speech.stems {
            for ending in speech.endings {
                put(&format!("{stem}{ending}"), SAY);
            }
        }
        for (kind, words) in speech.words {
            words.split(' ').for_each(|word| put(word, *kind));
        }
        Self { kinds, participles: speech.participles, one_word_reach: speech.one_word_reach }
    }

    /// Returns what a word may be; 0 where the table does not know it.
    #[must_use]
    pub fn kind(&self, hash: u64) -> Kind {
        self.kinds.get(&hash).copied().unwrap_or(0)
    }

    /// Returns every word, by its hash, and what it may be; in no order.
    pub fn iter(&self) -> impl Iterator<Item = (u64, Kind)> {
        self.kinds.iter().map(|(hash, kind)| (*hash, *kind))
    }
}
