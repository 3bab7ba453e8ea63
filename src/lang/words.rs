//! Short lists of words that stages ask about one at a time. Folded: lower case, no accents, unless a field says otherwise.
//!
//! Data only; `lang::in_any` asks the lists of all languages at once.

/// The short lists of one language.
pub struct WordLists {
    /// Definite articles.
    pub definite_articles: &'static [&'static str],
    /// Definite articles in the singular, as a text writes them.
    pub singular_articles: &'static [&'static str],
    /// Articles and demonstratives in the plural.
    pub plural_articles: &'static [&'static str],
    /// Prepositions that precede what somebody is charged with.
    pub charge_prepositions: &'static [&'static str],
    /// Articles at the start of a name that alphabetical lists ignore, with the space behind them; accents and apostrophes as a
    /// text writes them.
    pub unfiled_articles: &'static [&'static str],
    /// Words of which an acronym has no letter.
    pub no_initial: &'static [&'static str],
    /// Words that tie the parts of a name together.
    pub name_ties: &'static [&'static str],
    /// Words around figures.
    pub figures: FigureWords,
    /// Nouns of events and works, and words around them.
    pub events: EventWords,
    /// Words around ages.
    pub ages: AgeWords,
}

/// Nouns of events and works, and words around them.
pub struct EventWords {
    /// Nouns of works: what has a text.
    pub works: &'static [&'static str],
    /// Nouns of events.
    pub events: &'static [&'static str],
    /// Nouns that say the same of an event.
    pub sorts: &'static [EventSort],
    /// Beginnings of words in whose sentence an event may well be still to come.
    pub announcing: &'static [&'static str],
    /// Words of an office that are not an office alone, as a text writes them: `premier`, `vice`.
    pub ranks: &'static [&'static str],
}

/// Nouns that say the same of an event.
pub struct EventSort {
    /// What the sort is called in all languages.
    pub key: &'static str,
    /// Its nouns in this one.
    pub nouns: &'static [&'static str],
}

/// Words around figures.
pub struct FigureWords {
    /// Words before a number that say how exact it is; a longer one precedes those that it ends with.
    pub approximators: &'static [&'static str],
    /// Words that multiply a number.
    pub scales: &'static [&'static str],
    /// What ties a number to what it counts, with its space; not folded.
    pub binders: &'static [&'static str],
    /// Words that may follow a number and are not counted by it.
    pub uncounted: &'static [&'static str],
    /// Words between two days of a month.
    pub day_links: &'static [&'static str],
}

/// Words around ages, each a list separated by spaces.
pub struct AgeWords {
    /// Words for years.
    pub years: &'static str,
    /// Words for months.
    pub months: &'static str,
    /// What may separate a name from an age that follows it.
    pub before_age: &'static str,
    /// What may separate an age from a name that follows it.
    pub before_name: &'static str,
    /// Who has an age: `un garçon de 14 ans`.
    pub children: &'static str,
    /// Words after which an age is that of a relative without a name: `la fille de Paul Morvan, 6 ans`.
    pub kin: &'static str,
    /// What follows a span of time that is not an age: `14 ans après`, `14 ans de prison`.
    pub after_time: &'static str,
    /// Prepositions that tie an age to a child: `de`.
    pub of_age: &'static str,
    /// Prepositions that tie a relative to a name: `de`, `of`.
    pub of_parent: &'static str,
    /// Titles before the name of a parent.
    pub titles: &'static str,
    /// Words that precede an age at the start of a sentence: `À 14 ans`.
    pub openers: &'static str,
    /// Numbers in words, from one.
    pub numbers: [&'static str; 17],
    /// Whether a number alone, between commas or in brackets, is an age: `Noé K., 14,`.
    pub number_alone: bool,
}
