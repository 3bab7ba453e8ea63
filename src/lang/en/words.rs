//! English: short lists of words. Data only.

use crate::lang::words::{AgeWords, FigureWords, WordLists};

/// The short lists of English.
pub(super) static WORDS: WordLists = WordLists {
    definite_articles: &["the"],
    singular_articles: &["the"],
    plural_articles: &[],
    charge_prepositions: &["for", "with", "of"],
    unfiled_articles: &["the ", "an "],
    no_initial: &["of", "the", "and", "for", "in", "on", "to", "a"],
    name_ties: &["of", "the", "and", "a"],
    figures: FigureWords {
        approximators: &[
            "more than", "at least", "nearly", "about", "almost", "over", "up to", "fewer than", "less than", "around",
        ],
        scales: &["million", "millions", "billion", "billions", "thousand", "hundred"],
        binders: &["of "],
        uncounted: &["and", "or", "to", "in", "on", "at", "of", "the", "by", "for", "from", "with", "that"],
        day_links: &["and", "or", "to"],
    },
    ages: AgeWords {
        years: "years year",
        months: "months month",
        before_age: "age aged just only is was who turned now then barely died at of",
        before_name: "old boy girl named called teenager schoolboy schoolgirl student pupil child baby toddler youth the \
            young",
        children: "",
        kin: "son daughter child children baby sister brother nephew niece cousin",
        after_time: "of later ago after before in",
        of_age: "",
        of_parent: "of",
        titles: "mr mrs ms",
        openers: "a at aged",
        numbers: [
            "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
            "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
        ],
        number_alone: true,
    },
};
