//! Decides whether a name may be part of a longer one, which no record has: `Journal de Paris`, `évêque de Sion`,
//! `Paris Hilton`. Such a name never links on its own. Each rule has a name, so that `why` can say which one applied.
//!
//! A block is read from left to right, so that a rule may look at the result for the name before. The lists of words
//! come from the language's tables; a few single words are in the rules themselves. `neighbours` looks at the words
//! next to a name, `joints` at what joins it to them, `impersonal` at words that no person's name follows, `plain_word` at
//! names that are ordinary words, `block_shape` at the block as a whole, `preceding_head` for the head of a longer name
//! before it, `continuation` for the rest of a longer name after it, `roles` at expressions such as `le président russe`,
//! `bearer` and `agreement` for words that say who bears a name, `noun_capitals` at what is beside a name where all nouns have a capital.
//! `name_context` has the types that they share.

pub(crate) mod agreement;
pub(crate) mod bearer;
mod block_shape;
mod blocking_rule;
mod continuation;
mod impersonal;
mod joints;
mod name_context;
mod neighbours;
mod noun_capitals;
mod plain_word;
mod preceding_head;
pub(crate) mod roles;

pub(crate) use self::block_shape::{BlockShape, block_shape};
pub(crate) use self::blocking_rule::BlockingRule;
pub(crate) use self::name_context::{BlockedBy, EntityTypes, NameContext, NameSpan, WordCasing, is_headline};

use crate::gazetteer::is_given_name;

/// Looks for the word because of which a rule blocks a name.
type BlockingCheck = fn(&NameContext<'_>, &NameSpan) -> Option<usize>;

/// The checks in the order in which they run; the first that finds a word gives the reason.
const BLOCKING_CHECKS: [(BlockingRule, BlockingCheck); 39] = [
    (BlockingRule::InsideWord, neighbours::inside_word),
    (BlockingRule::InsideWord, neighbours::inside_address),
    (BlockingRule::Compound, joints::compound),
    (BlockingRule::Figures, plain_word::figures),
    (BlockingRule::Date, plain_word::date),
    (BlockingRule::Demonym, neighbours::demonym),
    (BlockingRule::PluralFamily, neighbours::plural_family),
    (BlockingRule::TriggerNoun, neighbours::direct_trigger),
    (BlockingRule::TriggerNoun, impersonal::follower),
    (BlockingRule::TriggerNoun, impersonal::titled_place),
    (BlockingRule::Lawsuit, joints::lawsuit),
    (BlockingRule::Firm, joints::firm),
    (BlockingRule::Credit, impersonal::credit),
    (BlockingRule::AdjacentName, neighbours::adjacent_name),
    (BlockingRule::Particle, neighbours::particle),
    (BlockingRule::Initial, neighbours::initial),
    (BlockingRule::CapitalAfter, neighbours::capital_after),
    (BlockingRule::CapitalBefore, neighbours::capital_before),
    (BlockingRule::NumberAfter, neighbours::number_after),
    (BlockingRule::LongerPerson, continuation::longer_person),
    (BlockingRule::Compass, continuation::compass),
    (BlockingRule::LongerPlace, continuation::longer_place),
    (BlockingRule::InsideLonger, continuation::longer_by_acronym),
    (BlockingRule::LongerBody, continuation::longer_body),
    (BlockingRule::NounComplement, preceding_head::complement),
    (BlockingRule::TriggerNoun, preceding_head::trigger),
    (BlockingRule::Institution, preceding_head::institution),
    (BlockingRule::CapitalBound, preceding_head::capital),
    (BlockingRule::InsideLonger, preceding_head::marked_title),
    (BlockingRule::Enumeration, preceding_head::enumeration),
    (BlockingRule::InsideLonger, preceding_head::inside_longer),
    (BlockingRule::PlaceWord, impersonal::place_word),
    (BlockingRule::Eponym, impersonal::eponym),
    (BlockingRule::Eponym, impersonal::eponym_noun),
    (BlockingRule::Eponym, impersonal::in_marks),
    (BlockingRule::NounComplement, impersonal::particle_complement),
    (BlockingRule::CommonWord, plain_word::plain_word),
    (BlockingRule::CommonWord, noun_capitals::common_noun),
    (BlockingRule::NameList, plain_word::list_member),
];

impl NameContext<'_> {
    /// Returns why a name may be part of a longer one; `None` if it is a name by itself. A reason that holds in a headline too
    /// precedes one that rests on its capitals.
    #[must_use]
    pub(crate) fn blocked_by(&self, name: &NameSpan) -> Option<BlockedBy> {
        if name.types.local || name.types.role {
            return None;
        }
        let mut in_headline = None;
        for (rule, check) in &BLOCKING_CHECKS {
            let Some(index) = check(self, name) else { continue };
            let blocked = BlockedBy {
                rule: *rule,
                word: self.tokens[index].text(self.text).to_owned(),
                in_headline: self.headline && rule.rests_on_capital() && !self.is_capital_elsewhere(index),
            };
            // `Mary Novak Wins`: a given name is one in a headline too.
            let given = *rule == BlockingRule::CapitalBefore && name.types.person && is_given_name(&blocked.word);
            if !blocked.in_headline || given {
                return Some(BlockedBy { in_headline: false, ..blocked });
            }
            in_headline = in_headline.or(Some(blocked));
        }
        in_headline
    }
}
