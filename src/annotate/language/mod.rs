//! The rules of a language, as data. Adding a language adds a file.

mod english;
mod french;

use crate::model::lang::Rules;

/// What matching must know of a language. All words are folded: lower case, no accents.
pub struct Language {
    /// Words that lose their vowel before an apostrophe and so open a word: `d’`, `qu’`.
    pub elisions: &'static [&'static str],
    /// Endings that follow an apostrophe and belong to no name: `’s`.
    pub possessives: &'static [&'static str],
    /// Prefixes that join a name with a hyphen without becoming part of it: `pro-`, `ex-`.
    pub prefixes: &'static [&'static str],
    /// Endings joined by a hyphen that are no part of a name: `-t-il`, `-là`.
    pub suffixes: &'static [&'static str],
    /// Words that announce a person and are written with a capital at will: `Président`, `Mme`.
    pub titles: &'static [&'static str],
    /// Words that may stand with a capital at the start of a sentence without being part of a name.
    pub openers: &'static [&'static str],
    /// Prepositions that bind a place to the noun before it: `de`, `of`.
    pub binders: &'static [&'static str],
    /// Articles that may stand between the binder and the name.
    pub articles: &'static [&'static str],
    /// Nouns that with a binder make a longer name, whatever their case: `avenue de Moscou`.
    pub triggers: &'static [&'static str],
    /// Nouns that directly before a name make a longer one: `avenue Poutine`.
    pub direct_triggers: &'static [&'static str],
    /// Institutions: with a capital they begin a longer name, `Université … de Séoul`.
    pub heads: &'static [&'static str],
    /// Particles that tie a name to the one before it: `von`, `bin`.
    pub particles: &'static [&'static str],
    /// Abbreviations after which a full stop ends no sentence.
    pub abbreviations: &'static [&'static str],
    /// Whether a word that lacks its accents is still that word, other than in capitals.
    pub accents_may_lack: bool,
}

/// Returns the rules that read a language.
#[must_use]
pub fn of(rules: Rules) -> &'static Language {
    match rules {
        Rules::French | Rules::Neutral => &french::FRENCH,
        Rules::English => &english::ENGLISH,
    }
}
