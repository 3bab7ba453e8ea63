//! Who made what was found in an article: the program by its rules, the editors, or the person who decided it. Pure.
//!
//! Links of `as:` and links in the text are the editors'; a decision is the person's whom it names, else the editors'.

use std::ops::Range;

use super::ExportInput;
use crate::annotate::LinkReason;
use crate::annotate::annotations::Mention;
use crate::annotate::quotes::Quote;
use crate::base::KeyBuilder;
use crate::parse::decisions::DecisionTopic;
use crate::timex::DateMention;

/// Who made something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Maker<'a> {
    /// The rules of the program.
    Program,
    /// Those who publish the dossier.
    Editors,
    /// A person of this name.
    Person(&'a str),
}

/// The decisions about one article, with those who made them.
pub(super) struct ArticleMakers<'a, 'i> {
    decisions: &'i [(&'a str, DecisionTopic, Range<usize>, &'a str)],
}

impl<'a, 'i> ArticleMakers<'a, 'i> {
    /// Returns those of an article.
    pub(super) fn of(input: &'i ExportInput<'a>, article: &str) -> Self {
        let first = input.decisions.partition_point(|(id, ..)| *id < article);
        let n = input.decisions[first..].partition_point(|(id, ..)| *id <= article);
        Self { decisions: &input.decisions[first..first + n] }
    }

    /// Returns who decided words that fit; of several decisions the last applies.
    fn decided(&self, topic: DecisionTopic, fits: impl Fn(&Range<usize>) -> bool) -> Option<Maker<'a>> {
        let last = self.decisions.iter().rev().find(|(_, of, words, _)| *of == topic && fits(words));
        last.map(|(.., by)| if by.is_empty() { Maker::Editors } else { Maker::Person(by) })
    }

    /// Returns who linked a name.
    pub(super) fn of_mention(&self, mention: &Mention) -> Maker<'a> {
        match mention.reason {
            LinkReason::Strong | LinkReason::Weak | LinkReason::Role => Maker::Program,
            LinkReason::LocalAlias | LinkReason::Explicit => Maker::Editors,
            LinkReason::Decided => {
                let decided = self.decided(DecisionTopic::Name, |words| *words == (mention.start..mention.end));
                decided.unwrap_or(Maker::Editors)
            }
        }
    }

    /// Returns who says which day a date means.
    pub(super) fn of_date(&self, date: &DateMention) -> Maker<'a> {
        if date.rule.as_str() != "decided" {
            return Maker::Program;
        }
        self.decided(DecisionTopic::Day, |words| *words == (date.start..date.end)).unwrap_or(Maker::Editors)
    }

    /// Returns who says whose words they are.
    pub(super) fn of_quote(&self, quote: &Quote) -> Maker<'a> {
        // What is not attributed shows no decision either: it may be about somebody who is withheld.
        if quote.speaker.is_none() {
            return Maker::Program;
        }
        let shares = |words: &Range<usize>| words.start < quote.end && quote.start < words.end;
        self.decided(DecisionTopic::Speech, shares).unwrap_or(Maker::Program)
    }
}

/// Adds who decided what to the key of a format.
pub(super) fn add_key(key: &mut KeyBuilder, input: &ExportInput<'_>) {
    key.number(input.decisions.len() as u64);
    for (article, topic, words, by) in &input.decisions {
        let topic = match topic {
            DecisionTopic::Name => 0,
            DecisionTopic::Speech => 1,
            DecisionTopic::Day => 2,
        };
        key.text(article).number(topic).number(words.start as u64).number(words.end as u64).text(by);
    }
}
