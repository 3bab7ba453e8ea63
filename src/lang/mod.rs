//! All that the program knows of single languages, as data: names of months, function words, verbs of saying, rules for
//! names, typography, texts of records.
//!
//! Stages above look a language up once, with [`data()`], and take the [`LanguageData`] or the part of it that they need.
//! What they make of a table for speed (hashes, compiled patterns) they keep in a [`PerLanguage`]. To add a language, add a
//! folder and its row in [`LANGUAGES`]. A language without a folder is read with the tables of `neutral`.
//!
//! This module contains no rules: those are in the stages. It does not contain the texts of the interface either, which belong
//! to themes.

pub(crate) mod boilerplate;
pub(crate) mod date_rule;
pub(crate) mod dates;
mod de;
pub(crate) mod desk;
pub(crate) mod desk_files;
pub(crate) mod desk_forms;
mod en;
mod es;
pub(crate) mod field_names;
pub(crate) mod format;
mod fr;
pub(crate) mod import;
mod language_data;
pub(crate) mod matching;
pub(crate) mod name_words;
pub(crate) mod names;
mod neutral;
pub(crate) mod press;
pub(crate) mod quantities;
pub(crate) mod records;
pub(crate) mod speech;
pub(crate) mod terminal;
pub(crate) mod words;

use std::sync::OnceLock;

pub use self::language_data::LanguageData;
use crate::model::LangTag;

/// The languages that have a folder here.
pub static LANGUAGES: [&LanguageData; 4] = [&fr::FRENCH, &en::ENGLISH, &de::GERMAN, &es::SPANISH];

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

/// Returns what the desk says in a language: in English where it does not know the language.
#[must_use]
pub(crate) fn desk_words(tag: &LangTag) -> &'static desk::DeskWords {
    let primary = tag.as_str().split('-').next().unwrap_or_default();
    if primary.eq_ignore_ascii_case(fr::DESK.tag) { &fr::DESK } else { &en::DESK }
}

/// Returns what the review says in a terminal, in the language of the person.
#[must_use]
pub(crate) fn terminal_words(tag: &str) -> &'static terminal::TerminalWords {
    if tag == fr::DESK.tag { &fr::TERMINAL } else { &en::TERMINAL }
}

/// Returns what the desk says on forms: in English where it does not know the language.
#[must_use]
pub(crate) fn desk_form_texts(tag: &LangTag) -> &'static desk_forms::DeskFormTexts {
    if desk_words(tag).tag == fr::DESK.tag { &fr::DESK_FORMS } else { &en::DESK_FORMS }
}

/// Returns the data of every language that has a folder, then the neutral tables.
pub fn all() -> impl Iterator<Item = &'static LanguageData> {
    LANGUAGES.into_iter().chain(std::iter::once(&neutral::NEUTRAL))
}

impl Default for &'static LanguageData {
    fn default() -> Self {
        &neutral::NEUTRAL
    }
}

/// Returns whether a word is in a list of some language.
///
/// Most short lists are asked of all languages at once: a name keeps its articles in a text of another language, and a document
/// that is being imported has no language yet.
#[must_use]
pub fn in_any(word: &str, list: fn(&LanguageData) -> &'static [&'static str]) -> bool {
    all().any(|language| list(language).contains(&word))
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
        let index = LANGUAGES.iter().position(|known| *known == language).unwrap_or(LANGUAGES.len());
        self.made[index].get_or_init(|| (self.make)(language))
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
