//! Any other language: dates in digits only.

use super::grammar::DateGrammar;
use super::tense::TenseLexicon;

/// The grammar of no language.
pub(super) static NEUTRAL: DateGrammar = DateGrammar {
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
    explain: super::english::explain,
};
