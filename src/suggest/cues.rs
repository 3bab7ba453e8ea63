//! What the language's tables say of a word, as bits: a title, the noun of an institution, a verb of saying.
//!
//! The words themselves stand in `annotate::language` and `annotate::quotes`; here they are only made ready for look-up
//! by hash.

use std::sync::LazyLock;

use crate::annotate::language::{self, Words};
use crate::annotate::quotes;
use crate::base::FxHashMap;
use crate::model::lang::Rules;
use crate::registry::tokens;

/// A title: `Président`, `Mme`.
pub const TITLE: u32 = 1;
/// An office: `ministre`.
pub const OFFICE: u32 = 1 << 1;
/// The noun of an institution: `université`.
pub const HEAD: u32 = 1 << 2;
/// A noun that with a binder makes a longer name: `bataille`, `avenue`.
pub const TRIGGER: u32 = 1 << 3;
/// `de`, `of`.
pub const BINDER: u32 = 1 << 4;
/// An article or another determiner.
pub const ARTICLE: u32 = 1 << 5;
/// `à`, `en`, `aux`.
pub const LOCATIVE: u32 = 1 << 6;
/// A noun for a territory: `canton`, `lac`.
pub const TERRITORY: u32 = 1 << 7;
/// A point of the compass or an adjective that lengthens a place's name.
pub const PLACE_WORD: u32 = 1 << 8;
/// A word that may open a sentence with a capital and is no name.
pub const OPENER: u32 = 1 << 9;
/// A particle of people's names: `von`, `bin`.
pub const PARTICLE: u32 = 1 << 10;
/// A verb of saying.
pub const SAYS: u32 = 1 << 11;
/// `selon`, `according`.
pub const ACCORDING: u32 = 1 << 12;
/// `et`, `and`.
pub const CONJUNCTION: u32 = 1 << 13;
/// `d`, `l`, `qu` before an apostrophe.
pub const ELISION: u32 = 1 << 14;
/// A noun that names an institution by its capital alone: `Parlement`.
pub const COMMON_NAME: u32 = 1 << 15;
/// `frères`, `famille`.
pub const FAMILY: u32 = 1 << 16;
/// A month or a day of the week.
pub const CALENDAR: u32 = 1 << 17;

/// The tables of one language by hash of the folded word.
pub struct Cues(FxHashMap<u64, u32>);

impl Cues {
    /// Returns what the tables say of a word.
    #[must_use]
    pub fn of(&self, hash: u64) -> u32 {
        self.0.get(&hash).copied().unwrap_or(0)
    }
}

/// Returns the tables that read a language.
#[must_use]
pub fn of(rules: Rules) -> &'static Cues {
    static FRENCH: LazyLock<Cues> = LazyLock::new(|| make(Rules::French));
    static ENGLISH: LazyLock<Cues> = LazyLock::new(|| make(Rules::English));
    match rules {
        Rules::French | Rules::Neutral => &FRENCH,
        Rules::English => &ENGLISH,
    }
}

const CALENDAR_WORDS: &str = "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre lundi \
    mardi mercredi jeudi vendredi samedi dimanche january february march april may june july august september october \
    november december monday tuesday wednesday thursday friday saturday sunday";

fn make(rules: Rules) -> Cues {
    let language = language::of(rules);
    let mut cues: FxHashMap<u64, u32> = FxHashMap::default();
    let mut put = |word: &str, bit: u32| *cues.entry(tokens::hash(word)).or_insert(0) |= bit;
    let tables: [(&Words, u32); 18] = [
        (&language.titles, TITLE),
        (&language.offices, OFFICE),
        (&language.heads, HEAD),
        (&language.triggers, TRIGGER),
        (&language.direct_triggers, TRIGGER),
        (&language.binders, BINDER),
        (&language.articles, ARTICLE),
        (&language.determiners, ARTICLE),
        (&language.locatives, LOCATIVE),
        (&language.territories, TERRITORY),
        (&language.compass, PLACE_WORD),
        (&language.place_adjectives, PLACE_WORD),
        (&language.openers, OPENER),
        (&language.particles, PARTICLE),
        (&language.conjunctions, CONJUNCTION),
        (&language.elisions, ELISION),
        (&language.common_names, COMMON_NAME),
        (&language.family_nouns, FAMILY),
    ];
    for (words, bit) in tables {
        words.iter().for_each(|word| put(word, bit));
    }
    CALENDAR_WORDS.split(' ').for_each(|word| put(word, CALENDAR));
    for (hash, kinds) in quotes::table(rules).iter() {
        let said = if kinds & quotes::words::SAY != 0 { SAYS } else { 0 };
        let according = if kinds & quotes::words::ACCORDING != 0 { ACCORDING } else { 0 };
        *cues.entry(hash).or_insert(0) |= said | according;
    }
    Cues(cues)
}
