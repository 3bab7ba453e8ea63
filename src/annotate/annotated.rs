//! What annotation says of a document: plain data.

use super::dates::DateFound;
use super::quotes::Quote;
use crate::model::Id;

/// Every name, date and quotation found in a document, in order of text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Annotated {
    /// Names whose bearer is certain.
    pub mentions: Vec<Mention>,
    /// Names that wait for a person's decision.
    pub reviews: Vec<Review>,
    /// Names that would be certain but for a record that is withheld: a person may decide them, and nothing published tells
    /// of them.
    pub unspoken: Vec<Review>,
    /// The dates that the text speaks of, never overlapping.
    pub dates: Vec<DateFound>,
    /// What is quoted, never overlapping.
    pub quotes: Vec<Quote>,
    /// `as:` and `unlinked:` forms that do not stand in the text, as indexes into the article's lists.
    pub unused_pins: Vec<usize>,
    /// See `unused_pins`.
    pub unused_unlinked: Vec<usize>,
}

impl Annotated {
    /// Returns the names that a person may decide, those that no page tells of too, in order of text.
    #[must_use]
    pub fn undecided(&self) -> Vec<&Review> {
        let mut all: Vec<&Review> = self.reviews.iter().chain(&self.unspoken).collect();
        all.sort_by_key(|review| review.start);
        all
    }
}

/// A name whose bearer is certain. Offsets are bytes of the body's text.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// Whose name it is.
    pub entity: Id,
    /// Why this is certain.
    pub rule: Rule,
    /// The form of the record that matched.
    pub form: String,
}

/// Why a mention is certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rule {
    /// A strong form.
    Strong,
    /// A weak form whose bearer is present in the article by a strong form, or is the only one in the dossier.
    Weak,
    /// An expression for a role, within the role's dates.
    Role,
    /// The article's `as:`.
    Pinned,
    /// A link in the text, `[[id|words]]`.
    Explicit,
    /// A person decided, in content/decisions.yaml.
    Decided,
}

impl Rule {
    /// Returns the word used in the JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Rule::Strong => "strong",
            Rule::Weak => "weak",
            Rule::Role => "role",
            Rule::Pinned => "pinned",
            Rule::Explicit => "explicit",
            Rule::Decided => "decided",
        }
    }
}

/// A name that may belong to one of several, or may be part of a longer name.
#[derive(Clone, Debug, PartialEq)]
pub struct Review {
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// Whose name it may be, in order of id.
    pub candidates: Vec<Id>,
    /// Why it is not certain: the name of the rule, then what it saw.
    pub reason: String,
}
