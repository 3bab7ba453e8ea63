//! The rules that keep a name from linking, and what follows from each. `why`, the JSON and the review list print their
//! names; the checks themselves are in the sibling modules.

use std::fmt;

/// A rule that keeps a name from linking because it may be part of a longer one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockingRule {
    /// The name is part of a word or of an address: `O’Brien`, `Le Monde.fr`.
    InsideWord,
    /// A hyphen joins it to an unknown word: `Paris-Match`.
    Compound,
    /// It says where a person is from: `le Suisse Roger`.
    Demonym,
    /// Several people bear it: `les Dupont`.
    PluralFamily,
    /// A noun before it makes a longer name: `avenue Poutine`, `évêque de Sion`.
    TriggerNoun,
    /// Another name is next to it: `François Limoges`.
    AdjacentName,
    /// A particle ties it to the name before: `Ludwig von …`.
    Particle,
    /// The initial before it does not fit.
    Initial,
    /// An unknown word with a capital follows: `Paris Hilton`.
    CapitalAfter,
    /// An unknown word with a capital precedes: `Roman Poutine`.
    CapitalBefore,
    /// A number that counts nothing follows: `France 24`.
    NumberAfter,
    /// A particle and an unknown name follow: `François de Rugy`.
    LongerPerson,
    /// It is a point of the compass within another name: `Irlande du Nord`.
    Compass,
    /// The name of the place goes on: `Guinée équatoriale`.
    LongerPlace,
    /// The name of the body goes on: `Parlement de Londres`.
    LongerBody,
    /// It is a common noun's complement, without an article: `chef d’État`.
    NounComplement,
    /// An institution's name begins further back: `Université … de Séoul`.
    Institution,
    /// An unknown word with a capital is bound to it: `Prénoms de Paris`.
    CapitalBound,
    /// It is a further member of an enumeration whose first member is blocked.
    Enumeration,
    /// A longer name that has begun goes on: `Ambassade d’Algérie au Canada`.
    InsideLonger,
    /// It may be an ordinary word: `der Koch`.
    CommonWord,
}

impl BlockingRule {
    /// Every rule, in order of definition.
    pub const ALL: [Self; 21] = [
        Self::InsideWord,
        Self::Compound,
        Self::Demonym,
        Self::PluralFamily,
        Self::TriggerNoun,
        Self::AdjacentName,
        Self::Particle,
        Self::Initial,
        Self::CapitalAfter,
        Self::CapitalBefore,
        Self::NumberAfter,
        Self::LongerPerson,
        Self::Compass,
        Self::LongerPlace,
        Self::LongerBody,
        Self::NounComplement,
        Self::Institution,
        Self::CapitalBound,
        Self::Enumeration,
        Self::InsideLonger,
        Self::CommonWord,
    ];

    /// Returns the name that people and the JSON see.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::InsideWord => "inside-word",
            Self::Compound => "compound",
            Self::Demonym => "demonym",
            Self::PluralFamily => "plural-family",
            Self::TriggerNoun => "trigger-noun",
            Self::AdjacentName => "adjacent-name",
            Self::Particle => "particle",
            Self::Initial => "initial",
            Self::CapitalAfter => "capital-after",
            Self::CapitalBefore => "capital-before",
            Self::NumberAfter => "number-after",
            Self::LongerPerson => "longer-person",
            Self::Compass => "compass",
            Self::LongerPlace => "longer-place",
            Self::LongerBody => "longer-body",
            Self::NounComplement => "noun-complement",
            Self::Institution => "institution",
            Self::CapitalBound => "capital-bound",
            Self::Enumeration => "enumeration",
            Self::InsideLonger => "inside-longer",
            Self::CommonWord => "common-word",
        }
    }

    /// Returns whether the rule rests on a capital alone, which means nothing in a headline.
    pub(super) fn rests_on_capital(self) -> bool {
        match self {
            Self::CapitalAfter | Self::CapitalBefore | Self::CapitalBound => true,
            Self::InsideWord
            | Self::Compound
            | Self::Demonym
            | Self::PluralFamily
            | Self::TriggerNoun
            | Self::AdjacentName
            | Self::Particle
            | Self::Initial
            | Self::NumberAfter
            | Self::LongerPerson
            | Self::Compass
            | Self::LongerPlace
            | Self::LongerBody
            | Self::NounComplement
            | Self::Institution
            | Self::Enumeration
            | Self::InsideLonger
            | Self::CommonWord => false,
        }
    }

    /// Returns whether a name blocked by this rule is the end of a longer name, to which a complement may be added.
    pub(super) fn ends_longer_name(self) -> bool {
        match self {
            Self::TriggerNoun | Self::Institution | Self::CapitalBound | Self::NounComplement | Self::LongerPlace => {
                true
            }
            Self::InsideWord
            | Self::Compound
            | Self::Demonym
            | Self::PluralFamily
            | Self::AdjacentName
            | Self::Particle
            | Self::Initial
            | Self::CapitalAfter
            | Self::CapitalBefore
            | Self::NumberAfter
            | Self::LongerPerson
            | Self::Compass
            | Self::LongerBody
            | Self::Enumeration
            | Self::InsideLonger
            | Self::CommonWord => false,
        }
    }

    /// Returns whether what blocks the first member of an enumeration by this rule blocks the members after it.
    pub(super) fn extends_to_enumeration(self) -> bool {
        match self {
            Self::TriggerNoun | Self::Institution | Self::CapitalBound | Self::Enumeration => true,
            Self::InsideWord
            | Self::Compound
            | Self::Demonym
            | Self::PluralFamily
            | Self::AdjacentName
            | Self::Particle
            | Self::Initial
            | Self::CapitalAfter
            | Self::CapitalBefore
            | Self::NumberAfter
            | Self::LongerPerson
            | Self::Compass
            | Self::LongerPlace
            | Self::LongerBody
            | Self::NounComplement
            | Self::InsideLonger
            | Self::CommonWord => false,
        }
    }
}

impl fmt::Display for BlockingRule {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_keeps_the_name_that_review_lists_and_the_json_print() {
        let printed: Vec<&str> = BlockingRule::ALL.iter().map(|rule| rule.as_str()).collect();
        assert_eq!(
            printed,
            [
                "inside-word", "compound", "demonym", "plural-family", "trigger-noun", "adjacent-name", "particle",
                "initial", "capital-after", "capital-before", "number-after", "longer-person", "compass",
                "longer-place", "longer-body", "noun-complement", "institution", "capital-bound", "enumeration",
                "inside-longer", "common-word",
            ]
        );
    }
}
