//! All that the program knows of single languages, as data: names of months, function words, verbs of saying, rules for
//! names, typography, texts of records.
//!
//! Stages above look a language up once, with [`data()`], and take the [`LanguageData`] or the part of it that they need.
//! What they make of a table for speed (hashes, compiled patterns) they keep in a [`PerLanguage`]. To add a language, add a
//! folder and its row in [`LANGUAGES`]. A language without a folder is read with the tables of `neutral`.
//!
//! This module contains no rules: those are in the stages. It does not contain the texts of the interface either, which belong
//! to themes.

pub mod date_rule;
pub mod dates;
mod en;
pub mod format;
mod fr;
pub mod matching;
mod neutral;
pub mod records;
pub mod speech;

use std::fmt;
use std::sync::{LazyLock, OnceLock};

use self::dates::DateGrammar;
use self::format::FormatRules;
use self::matching::MatchingRules;
use self::records::RecordWords;
use self::speech::SpeechVocabulary;
use crate::model::LangTag;

/// The languages that have a folder here.
pub static LANGUAGES: [&LanguageData; 2] = [&fr::FRENCH, &en::ENGLISH];

/// What the program knows of one language.
pub struct LanguageData {
    /// The primary subtag: `fr`; empty for the neutral tables.
    pub tag: &'static str,
    /// The number of the language in the weights of the name tagger, which were trained with three: 0 French, 1 English, 2 any
    /// other.
    pub tagger_number: u32,
    /// What the rules for names must know; see [`LanguageData::matching()`].
    matching: &'static LazyLock<MatchingRules>,
    /// The language whose words suggest names in a text of this one; `None`: its own.
    suggests_like: Option<&'static LanguageData>,
    /// Expressions of time.
    pub dates: &'static DateGrammar,
    /// The words around quotations.
    pub speech: &'static SpeechVocabulary,
    /// How dates, numbers and spaces are written for people.
    pub format: &'static FormatRules,
    /// What files say that a person fills in.
    pub records: &'static RecordWords,
    /// Words that nearly every sentence has, folded, separated by spaces: the search leaves them out.
    pub stop_words: &'static str,
    /// Which of the gazetteer's two names of a place or an organisation is used: 0 the French one, 1 the English one.
    pub gazetteer_column: usize,
}

impl LanguageData {
    /// Returns what the rules for names must know.
    #[must_use]
    pub fn matching(&self) -> &'static MatchingRules {
        self.matching
    }

    /// Returns the language whose words suggest names in a text of this one.
    #[must_use]
    pub fn suggesting(&'static self) -> &'static LanguageData {
        self.suggests_like.unwrap_or(self)
    }

    /// Returns the index in [`LANGUAGES`], or one more than its last for the neutral tables.
    fn index(&self) -> usize {
        LANGUAGES.iter().position(|known| known.tag == self.tag).unwrap_or(LANGUAGES.len())
    }
}

impl PartialEq for LanguageData {
    fn eq(&self, other: &Self) -> bool {
        self.tag == other.tag
    }
}

impl Default for &'static LanguageData {
    fn default() -> Self {
        &neutral::NEUTRAL
    }
}

impl fmt::Debug for LanguageData {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "LanguageData({:?})", self.tag)
    }
}

/// Returns what is known of a language; regions do not differ: `en-GB` is read as `en`.
#[must_use]
pub fn data(tag: &LangTag) -> &'static LanguageData {
    by_tag(tag.as_str())
}

/// Returns what is known of a language by its tag as text, and the neutral tables where it has no folder.
#[must_use]
pub fn by_tag(tag: &str) -> &'static LanguageData {
    let primary = tag.split('-').next().unwrap_or_default();
    let known = LANGUAGES.iter().find(|known| primary.eq_ignore_ascii_case(known.tag));
    known.copied().unwrap_or(&neutral::NEUTRAL)
}

/// Something that is made of each language's data when it is first asked for, and then kept.
pub struct PerLanguage<T> {
    made: [OnceLock<T>; LANGUAGES.len() + 1],
    make: fn(&'static LanguageData) -> T,
}

impl<T> PerLanguage<T> {
    /// Takes the function that makes it.
    #[must_use]
    pub const fn new(make: fn(&'static LanguageData) -> T) -> Self {
        Self { made: [const { OnceLock::new() }; LANGUAGES.len() + 1], make }
    }

    /// Returns what was made of a language's data.
    pub fn of(&self, language: &'static LanguageData) -> &T {
        self.made[language.index()].get_or_init(|| (self.make)(language))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_found_by_its_primary_subtag() {
        assert_eq!(by_tag("FR-ca").tag, "fr");
        assert_eq!(by_tag("en").tag, "en");
        assert_eq!(by_tag("fro").tag, "");
        assert_eq!(by_tag("").tag, "");
    }
}
