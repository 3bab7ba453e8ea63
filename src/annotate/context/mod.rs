//! Decides whether a name may be part of a longer one, which no record has: `Journal de Paris`, `évêque de Sion`,
//! `Paris Hilton`. Such a name never links on its own. Each rule has a name, so that `why` can say which one applied.
//!
//! A block is read from left to right, so that a rule may look at the result for the name before. The lists of words
//! come from the language's tables; a few single words are in the rules themselves. `neighbours` looks at the words
//! next to a name, `preceding_head` for the head of a longer name before it, `continuation` for the rest of a longer
//! name after it, `roles` at expressions such as `le président russe`, `noun_capitals` at what is beside a name where all
//! nouns have a capital. `name_context` has the types that they share.

mod blocking_rule;
mod continuation;
mod name_context;
mod neighbours;
mod noun_capitals;
mod preceding_head;
pub(crate) mod roles;

pub(crate) use self::blocking_rule::BlockingRule;
pub(crate) use self::name_context::{BlockedBy, EntityTypes, NameContext, NameSpan, WordCasing, is_headline};

/// Looks for the word because of which a rule blocks a name.
type BlockingCheck = fn(&NameContext<'_>, &NameSpan) -> Option<usize>;

/// The checks in the order in which they run; the first that finds a word gives the reason.
const BLOCKING_CHECKS: [(BlockingRule, BlockingCheck); 22] = [
    (BlockingRule::InsideWord, neighbours::inside_word),
    (BlockingRule::Compound, neighbours::compound),
    (BlockingRule::Demonym, neighbours::demonym),
    (BlockingRule::PluralFamily, neighbours::plural_family),
    (BlockingRule::TriggerNoun, neighbours::direct_trigger),
    (BlockingRule::AdjacentName, neighbours::adjacent_name),
    (BlockingRule::Particle, neighbours::particle),
    (BlockingRule::Initial, neighbours::initial),
    (BlockingRule::CapitalAfter, neighbours::capital_after),
    (BlockingRule::CapitalBefore, neighbours::capital_before),
    (BlockingRule::NumberAfter, neighbours::number_after),
    (BlockingRule::LongerPerson, continuation::longer_person),
    (BlockingRule::Compass, continuation::compass),
    (BlockingRule::LongerPlace, continuation::longer_place),
    (BlockingRule::LongerBody, continuation::longer_body),
    (BlockingRule::NounComplement, preceding_head::complement),
    (BlockingRule::TriggerNoun, preceding_head::trigger),
    (BlockingRule::Institution, preceding_head::institution),
    (BlockingRule::CapitalBound, preceding_head::capital),
    (BlockingRule::Enumeration, preceding_head::enumeration),
    (BlockingRule::InsideLonger, preceding_head::inside_longer),
    (BlockingRule::CommonWord, noun_capitals::common_noun),
];

impl NameContext<'_> {
    /// Returns why a name may be part of a longer one; `None` if it is a name by itself.
    #[must_use]
    pub(crate) fn blocked_by(&self, name: &NameSpan) -> Option<BlockedBy> {
        if name.types.local || name.types.role {
            return None;
        }
        BLOCKING_CHECKS.iter().find_map(|(rule, check)| {
            check(self, name).map(|index| BlockedBy {
                rule: *rule,
                word: self.tokens[index].text(self.text).to_owned(),
                in_headline: self.headline && rule.rests_on_capital() && !self.is_capital_elsewhere(index),
            })
        })
    }
}
