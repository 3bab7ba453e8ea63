//! Any other language: what holds for most languages in Latin script.
//!
//! Dates are read in digits only, and words around quotations are unknown. Names are matched with the tables of French.

use super::LanguageData;
use super::dates::{DateGrammar, TenseLexicon};
use super::format::{FormatRules, Spacing};
use super::speech::SpeechVocabulary;

/// The tables for a language without a folder.
pub(super) static NEUTRAL: LanguageData = LanguageData {
    tag: "",
    tagger_number: 2,
    matching: &super::fr::MATCHING,
    suggests_like: Some(&super::fr::FRENCH),
    dates: &DATES,
    speech: &SPEECH,
    format: &FORMAT,
    records: &super::en::RECORDS,
    stop_words: "",
    gazetteer_column: 1,
};

/// Dates and numbers as in English; a space is never set.
static FORMAT: FormatRules = FormatRules { locale: "", spacing: Spacing::AS_WRITTEN, ..super::en::FORMAT };

static SPEECH: SpeechVocabulary =
    SpeechVocabulary { stems: &[], endings: &[], words: &[], participles: &[], one_word_reach: 0 };

/// The grammar of no language.
static DATES: DateGrammar = DateGrammar {
    words: &[],
    patterns: &[],
    doubtful_months: &[],
    short_months: &[],
    month_openers: &[],
    month_capitals: false,
    clock_openers: &[],
    duration_openers: &[],
    range_openers: &[],
    number_openers: &[],
    year_followers: &[],
    counted: &[],
    articles: &[],
    day_articles: &[],
    links: &[],
    day_first: true,
    tense: TenseLexicon {
        future: &[],
        future_endings: &[],
        no_future: &[],
        past: &[],
        past_endings: &[],
        no_past: &[],
        auxiliaries: &[],
        participle_endings: &[],
        infinitive_endings: &[],
        infinitive_marks: &[],
        planning: &[],
        since: &[],
        until: &[],
        abbreviations: &[],
    },
    explain: super::en::explain,
};
