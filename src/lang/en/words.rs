//! English: short lists of words. Data only.

use crate::lang::words::{AgeWords, EventSort, EventWords, FigureWords, WordLists};

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
    events: EventWords {
        works: &[
            "treaty", "agreement", "resolution", "law", "act", "bill", "pact", "convention", "protocol", "charter",
            "decree", "constitution", "report", "memorandum", "edict", "directive", "regulation", "letter",
            "manifesto",
        ],
        events: &[
            "summit", "war", "battle", "conference", "visit", "meeting", "election", "elections", "referendum",
            "championship", "championships", "tournament", "festival", "attack", "shooting", "massacre", "earthquake",
            "hurricane", "cyclone", "storm", "crash", "accident", "protest", "strike", "revolution", "coup", "putsch",
            "crisis", "conflict", "invasion", "offensive", "siege", "pandemic", "epidemic", "trial", "scandal",
            "contest", "ceremony", "operation", "campaign", "talks", "forum", "exposition", "marathon",
        ],
        sorts: &[
            EventSort { key: "sommet", nouns: &["summit", "meeting", "talks"] },
            EventSort { key: "visite", nouns: &["visit", "trip", "tour"] },
            EventSort { key: "guerre", nouns: &["war", "conflict", "invasion", "offensive"] },
            EventSort { key: "attentat", nouns: &["attack", "shooting"] },
            EventSort { key: "election", nouns: &["election", "elections"] },
        ],
        announcing: &[
            "announc", "prepar", "await", "expect", "plan", "program", "schedul", "promis", "confirm", "propos",
            "invit", "want", "hop", "next", "before", "ahead", "upcoming", "possib", "refus", "report", "postpon",
            "if",
        ],
        ranks: &["first", "deputy", "general", "vice"],
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
