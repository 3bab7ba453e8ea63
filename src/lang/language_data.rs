//! What the program knows of one language: a struct of tables, which the folders of the languages fill in.

use std::fmt;
use std::sync::LazyLock;

use super::dates::{DateGrammar, WordClass};
use super::field_names::FieldNames;
use super::format::FormatRules;
use super::import::ImportWords;
use super::matching::MatchingRules;
use super::press::PressWords;
use super::quantities::QuantityWords;
use super::records::RecordWords;
use super::speech::SpeechVocabulary;
use super::words::WordLists;

/// What the program knows of one language.
pub struct LanguageData {
    /// The primary subtag: `fr`; empty for the neutral tables.
    pub tag: &'static str,
    /// The number of the language in the weights of the name tagger, which were trained with three: 0 French, 1 English, 2 any
    /// other.
    pub tagger_number: u32,
    /// Whether the built-in themes have the texts of the interface in it.
    pub has_interface: bool,
    /// Whether the tagger was trained with texts in it, so that names without a record can be told from other words.
    pub is_tagged: bool,
    /// What the rules for names must know; see [`LanguageData::matching()`].
    pub(super) matching: &'static LazyLock<MatchingRules>,
    /// The language whose words suggest names in a text of this one; `None`: its own.
    pub(super) suggests_like: Option<&'static LanguageData>,
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
    /// Which of the gazetteer's names of a place is used: 0 the French one, 1 English, 2 German, 3 Spanish. Organisations have
    /// the first two only, and the English one is used elsewhere.
    pub gazetteer_column: usize,
    /// The clusters of its words, see `suggest::word_clusters`.
    pub word_clusters: Option<&'static [u8]>,
    /// Short lists of words.
    pub words: &'static WordLists,
    /// Words around quantities.
    pub quantities: &'static QuantityWords,
    /// What importing a document must know.
    pub import: &'static ImportWords,
    /// What press databases print.
    pub press: &'static PressWords,
    /// What columns of tables and keys of exports are called.
    pub(crate) field_names: FieldNames,
}

impl LanguageData {
    /// Returns what the rules for names must know.
    #[must_use]
    pub fn matching(&self) -> &'static MatchingRules {
        self.matching
    }

    /// Returns the words for numbers from two to 99: those of the dates. The word for one is an article too.
    pub fn number_words(&self) -> impl Iterator<Item = (&'static str, u32)> {
        let classes = self.dates.words.iter().filter(|(class, _)| *class == WordClass::Number);
        let words = classes.flat_map(|(_, words)| words.iter());
        words.filter_map(|(word, n)| Some((*word, u32::try_from(*n).ok().filter(|n| (2..100).contains(n))?)))
    }

    /// Returns the language whose words suggest names in a text of this one.
    #[must_use]
    pub fn suggesting(&'static self) -> &'static LanguageData {
        self.suggests_like.unwrap_or(self)
    }
}

impl PartialEq for LanguageData {
    fn eq(&self, other: &Self) -> bool {
        self.tag == other.tag
    }
}

impl fmt::Debug for LanguageData {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "LanguageData({:?})", self.tag)
    }
}
