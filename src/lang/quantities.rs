//! How a language writes numbers in words, says how exact they are, and what may be compared of what they count.
//!
//! Data only. `annotate::quantities` reads the numbers of one text, `views::tally` compares those of several. All words are
//! folded: lower case, no accents.

/// The words around quantities of one language.
pub struct QuantityWords {
    /// Words for one that end a longer number: the `un` of `vingt et un`.
    pub ones: &'static [&'static str],
    /// What joins tens and ones: the `et` of `vingt et un`.
    pub joiners: &'static [&'static str],
    /// Words that multiply the number before them, or stand for themselves.
    pub scales: &'static [(&'static str, u32)],
    /// Those of them that stand for themselves without an article.
    pub bare_scales: &'static [&'static str],
    /// Nouns for about as many: `vingtaine`. They follow an article or a number.
    pub rounds: &'static [(&'static str, u32)],
    /// Articles before a round number.
    pub articles: &'static [&'static str],
    /// What ties a round number or a scale to what it counts: `de`, `d`.
    pub binders: &'static [&'static str],
    /// What opens a range: `entre`. Behind it, one of the links joins the ends.
    pub range_openers: &'static [&'static str],
    /// What joins the ends of a range behind an opener: `et`.
    pub range_links: &'static [&'static str],
    /// What joins the ends of a range alone: `ou`.
    pub range_joints: &'static [&'static str],
    /// Before a number that is the least possible; words separated by spaces.
    pub at_least: &'static [&'static str],
    /// Before a number that is the most possible.
    pub at_most: &'static [&'static str],
    /// Before a number that is about right.
    pub about: &'static [&'static str],
    /// Before a number of some of a larger number, which is another thing: `dont`.
    pub subsets: &'static [&'static str],
    /// What is counted and never compared: times, ages, lengths, and words that make the number one of others.
    pub incomparable: &'static [&'static str],
    /// Units of mass and volume: what is counted stands behind them, `tonnes de sable`.
    pub masses: &'static [&'static str],
    /// Beginnings of words that say what became of those who are counted, by the key of the fate in all languages.
    pub fates: &'static [(Fate, &'static [&'static str])],
    /// Whether every noun has a capital.
    pub capital_nouns: bool,
}

/// What became of what is counted. Numbers with different fates are not compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Lost, fallen, missing.
    Lost,
    /// Dead.
    Dead,
    /// Hurt or ill.
    Hurt,
    /// Saved, found, recovered.
    Saved,
    /// On board, carried, employed.
    Aboard,
    /// Held, charged.
    Held,
    /// Made to leave.
    Moved,
    /// Gathered, marching, voting.
    Gathered,
    /// Paid, asked, promised.
    Paid,
    /// Sent, delivered.
    Sent,
}

impl Fate {
    /// Returns the bit of the fate in a set of fates.
    #[must_use]
    pub fn bit(self) -> u32 {
        1 << self as u32
    }
}
