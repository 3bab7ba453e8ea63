//! The result of annotating a document: plain data.

use std::fmt;
use std::sync::Arc;

use super::context::BlockingRule;
use super::quotes::Quote;
use crate::base::message::{Message, Words};
use crate::base::{Key, KeyBuilder};
use crate::model::Id;
use crate::say;
use crate::timex::{DateMention, UncertainDate};

/// Every name, date and quotation found in a document, in order of text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Annotations {
    /// Names whose entity is certain.
    pub mentions: Vec<Mention>,
    /// Names that wait for a decision by a person.
    pub ambiguous: Vec<AmbiguousMention>,
    /// Names that would be certain if there were no withheld records. A person may decide them, but nothing that is
    /// published may show that they are ambiguous.
    pub ambiguous_by_withheld: Vec<AmbiguousMention>,
    /// The dates in the text. They never overlap.
    pub dates: Vec<DateMention>,
    /// The dates whose value is not certain, in order of text. A person may decide them; no page shows them as dates.
    pub uncertain_dates: Vec<UncertainDate>,
    /// The quotations. They never overlap.
    pub quotes: Vec<Quote>,
    /// The `as:` forms that are not in the text, as indexes into the article's list.
    pub unused_local_aliases: Vec<usize>,
    /// The `unlinked:` forms that are not in the text, as indexes into the article's list.
    pub unused_unlinked: Vec<usize>,
}

impl Annotations {
    /// Returns the key of everything that was found.
    #[must_use]
    pub fn key(&self) -> Key {
        let mut key = KeyBuilder::new("annotated");
        let place = |key: &mut KeyBuilder, start: usize, end: usize| {
            key.number(start as u64).number(end as u64);
        };
        key.number(self.mentions.len() as u64);
        for mention in &self.mentions {
            place(&mut key, mention.start, mention.end);
            key.text(mention.entity.as_str()).text(mention.reason.as_str()).text(&mention.form);
        }
        for reviews in [&self.ambiguous, &self.ambiguous_by_withheld] {
            key.number(reviews.len() as u64);
        }
        for review in self.ambiguous.iter().chain(&self.ambiguous_by_withheld) {
            place(&mut key, review.start, review.end);
            key.number(review.candidates.len() as u64).text(&review.reason.to_string());
            if review.n_more > 0 {
                key.number(review.n_more as u64);
            }
            for candidate in &*review.candidates {
                key.text(candidate.as_str());
            }
        }
        key.number(self.dates.len() as u64);
        for date in &self.dates {
            place(&mut key, date.start, date.end);
            key.text(&date.value).text(date.rule.as_str());
        }
        key.number(self.uncertain_dates.len() as u64);
        for date in &self.uncertain_dates {
            place(&mut key, date.start, date.end);
            key.text(date.doubt.as_str()).number(date.candidates.len() as u64);
            for candidate in &date.candidates {
                key.text(candidate);
            }
        }
        key.number(self.quotes.len() as u64);
        for quote in &self.quotes {
            place(&mut key, quote.start, quote.end);
            let speaker = quote.speaker.as_ref();
            key.number(u64::from(speaker.is_some())).text(speaker.map_or("", Id::as_str)).text(&quote.cue);
            for others in [&quote.more_speakers, &quote.candidates] {
                key.number(others.len() as u64);
                for other in others {
                    key.text(other.as_str());
                }
            }
        }
        for unused in [&self.unused_local_aliases, &self.unused_unlinked] {
            key.number(unused.len() as u64);
            for index in unused {
                key.number(*index as u64);
            }
        }
        key.finish()
    }

    /// Returns the names that a person may decide, including those that no page shows as ambiguous, in order of text.
    #[must_use]
    pub fn undecided(&self) -> Vec<&AmbiguousMention> {
        let mut all: Vec<&AmbiguousMention> = self.ambiguous.iter().chain(&self.ambiguous_by_withheld).collect();
        all.sort_by_key(|review| review.start);
        all
    }
}

/// A name whose entity is certain. Offsets are bytes of the body's text.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// The entity that it names.
    pub entity: Id,
    /// Why it is certain.
    pub reason: LinkReason,
    /// The form of the record that matched.
    pub form: String,
}

/// Why a mention is certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LinkReason {
    /// A strong form.
    Strong,
    /// A weak form or first name, whose entity the article also names in full, or which is hardly anybody else's.
    Weak,
    /// An expression for a role, within the role's dates.
    Role,
    /// The article's `as:`.
    LocalAlias,
    /// A link in the text, `[[id|words]]`.
    Explicit,
    /// A decision of a person, in content/decisions.yaml.
    Decided,
}

impl LinkReason {
    /// Every reason, in order of definition.
    pub const ALL: [Self; 6] = [Self::Strong, Self::Weak, Self::Role, Self::LocalAlias, Self::Explicit, Self::Decided];

    /// Reads the word used in the JSON; `None` for any other.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.as_str() == word)
    }

    /// Returns the word used in the JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            LinkReason::Strong => "strong",
            LinkReason::Weak => "weak",
            LinkReason::Role => "role",
            LinkReason::LocalAlias => "pinned",
            LinkReason::Explicit => "explicit",
            LinkReason::Decided => "decided",
        }
    }

    /// Returns the key of the interface text that explains the rule.
    #[must_use]
    pub fn text_key(self) -> &'static str {
        match self {
            LinkReason::Strong => "rule_strong",
            LinkReason::Weak => "rule_weak",
            LinkReason::Role => "rule_role",
            LinkReason::LocalAlias => "rule_pinned",
            LinkReason::Explicit => "rule_explicit",
            LinkReason::Decided => "rule_decided",
        }
    }
}

/// A name that may mean one of several entities, or may be part of a longer name.
#[derive(Clone, Debug, PartialEq)]
pub struct AmbiguousMention {
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// The entities that it may mean, in order of id, up to a maximum. All mentions of one form share the list.
    pub candidates: Arc<[Id]>,
    /// How many more entities it may mean.
    pub n_more: usize,
    /// Why it is not certain.
    pub reason: AmbiguityReason,
}

/// Why a name is not certain. Prints as the name of a rule, then what it found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AmbiguityReason {
    /// It may be part of a longer name.
    Blocked {
        /// The rule that found this.
        rule: BlockingRule,
        /// The word of the text that the rule found.
        word: String,
    },
    /// It is not clear whose name it is.
    Doubt(Doubt),
}

impl fmt::Display for AmbiguityReason {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Blocked { rule, word } => write!(out, "{rule}: `{word}`"),
            Self::Doubt(doubt) => out.write_str(doubt.as_str()),
        }
    }
}

impl AmbiguityReason {
    /// Returns it in both languages, for people.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::Blocked { rule, word } => {
                let rule = rule.message();
                say!(en: "{rule}: `{word}`", fr: "{rule} : `{word}`"; rule)
            }
            Self::Doubt(doubt) => doubt.message(),
        }
    }
}

/// Why it is not clear whose name a form is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Doubt {
    /// It is a strong form of two records.
    SharedForm,
    /// It is a strong form of one record and a weak form of another, which the article names in full.
    OtherBearerPresent,
    /// It is a weak form of two records, both of which the article names in full.
    TwoBearersPresent,
    /// It is a weak form, and the article names no record that has it in full.
    NoBearerPresent,
    /// It is a family name, and the article names somebody else who bears it, with a record or without.
    Namesake,
    /// Two people held, or may have held, the role on the article's date.
    TwoHolders,
    /// The roles have dates and the article has none.
    Undated,
}

impl Doubt {
    /// Every doubt, in order of definition.
    pub const ALL: [Self; 7] = [
        Self::SharedForm,
        Self::OtherBearerPresent,
        Self::TwoBearersPresent,
        Self::NoBearerPresent,
        Self::Namesake,
        Self::TwoHolders,
        Self::Undated,
    ];

    /// Returns the sentence that the JSON has.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        self.words().en
    }

    /// Returns the sentence that people see.
    #[must_use]
    pub fn message(self) -> Message {
        self.words().message()
    }

    fn words(self) -> Words {
        match self {
            Self::SharedForm => {
                Words { en: "shared: two records bear this form", fr: "graphie partagée : deux fiches la portent" }
            }
            Self::OtherBearerPresent => Words {
                en: "shared: another bearer of this form is in the article",
                fr: "graphie partagée : une autre fiche qui la porte est dans l’article",
            },
            Self::TwoBearersPresent => Words {
                en: "shared: two bearers of this form are in the article",
                fr: "graphie partagée : deux fiches qui la portent sont dans l’article",
            },
            Self::NoBearerPresent => Words {
                en: "weak: no bearer is named in full in the article",
                fr: "graphie faible : l’article ne nomme en entier personne qui la porte",
            },
            Self::Namesake => Words {
                en: "namesake: somebody else of this name is in the article",
                fr: "homonyme : l’article nomme quelqu’un d’autre de ce nom",
            },
            Self::TwoHolders => {
                Words { en: "role: two people held it then", fr: "fonction : deux personnes l’exerçaient alors" }
            }
            Self::Undated => {
                Words { en: "role: the article has no date", fr: "fonction : l’article n’a pas de date" }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_keeps_the_word_that_pages_and_the_json_print() {
        let printed: Vec<(&str, &str)> =
            LinkReason::ALL.iter().map(|reason| (reason.as_str(), reason.text_key())).collect();
        assert_eq!(
            printed,
            [
                ("strong", "rule_strong"),
                ("weak", "rule_weak"),
                ("role", "rule_role"),
                ("pinned", "rule_pinned"),
                ("explicit", "rule_explicit"),
                ("decided", "rule_decided"),
            ]
        );
        for reason in LinkReason::ALL {
            assert_eq!(LinkReason::parse(reason.as_str()), Some(reason));
        }
        assert_eq!(LinkReason::parse("guessed"), None);
    }

    #[test]
    fn every_doubt_keeps_its_sentence() {
        let printed: Vec<&str> = Doubt::ALL.iter().map(|doubt| doubt.as_str()).collect();
        assert_eq!(
            printed,
            [
                "shared: two records bear this form",
                "shared: another bearer of this form is in the article",
                "shared: two bearers of this form are in the article",
                "weak: no bearer is named in full in the article",
                "namesake: somebody else of this name is in the article",
                "role: two people held it then",
                "role: the article has no date",
            ]
        );
        let blocked = AmbiguityReason::Blocked { rule: BlockingRule::TriggerNoun, word: "évêque".to_owned() };
        assert_eq!(blocked.to_string(), "trigger-noun: `évêque`");
    }
}
