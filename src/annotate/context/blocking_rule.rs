//! The rules that keep a name from linking, and what follows from each. `why`, the JSON and the review list print their
//! names; the checks themselves are in the sibling modules.

use std::fmt;

use crate::base::Message;
use crate::base::message::Words;

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
    /// It is in a table or list of figures, where a single word is nobody's name.
    Figures,
    /// It is a date: `Noël approche`.
    Date,
    /// It is the name of a firm: `Morel et Fils`.
    Firm,
    /// It is a party to a lawsuit, whose name is that of the judgment: `Roe v. Wade`.
    Lawsuit,
    /// It is the name of who made a picture: `Photo Morel`.
    Credit,
    /// The word before it precedes places and things, no persons: `en Hollande`.
    PlaceWord,
    /// Something is named after the person: `le Jeanne Morel`, `le nouveau Zidane`.
    Eponym,
    /// It may be an ordinary word: `Petit à petit`.
    CommonWord,
    /// It is a family name alone in a list of names.
    NameList,
}

impl BlockingRule {
    /// Every rule, in order of definition.
    pub const ALL: [Self; 29] = [
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
        Self::Figures,
        Self::Date,
        Self::Firm,
        Self::Lawsuit,
        Self::Credit,
        Self::PlaceWord,
        Self::Eponym,
        Self::CommonWord,
        Self::NameList,
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
            Self::Figures => "figures",
            Self::Date => "date",
            Self::Firm => "firm",
            Self::Lawsuit => "lawsuit",
            Self::Credit => "credit",
            Self::PlaceWord => "place-word",
            Self::Eponym => "eponym",
            Self::CommonWord => "common-word",
            Self::NameList => "name-list",
        }
    }

    /// Returns what people see: in English its name, which the data has too, in French what the rule has found.
    #[must_use]
    pub fn message(self) -> Message {
        let en = self.as_str();
        let words = match self {
            Self::InsideWord => Words { en, fr: "partie d’un mot ou d’une adresse" },
            Self::Compound => Words { en, fr: "relié par un trait d’union à un mot inconnu" },
            Self::Demonym => Words { en, fr: "dit d’où vient une personne" },
            Self::PluralFamily => Words { en, fr: "nom de plusieurs personnes" },
            Self::TriggerNoun => Words { en, fr: "un nom commun le précède" },
            Self::AdjacentName => Words { en, fr: "un autre nom le touche" },
            Self::Particle => Words { en, fr: "une particule le lie au nom qui précède" },
            Self::Initial => Words { en, fr: "l’initiale qui précède ne convient pas" },
            Self::CapitalAfter => Words { en, fr: "un mot inconnu à majuscule le suit" },
            Self::CapitalBefore => Words { en, fr: "un mot inconnu à majuscule le précède" },
            Self::NumberAfter => Words { en, fr: "un nombre qui ne compte rien le suit" },
            Self::LongerPerson => Words { en, fr: "une particule et un nom inconnu le suivent" },
            Self::Compass => Words { en, fr: "point cardinal dans un autre nom" },
            Self::LongerPlace => Words { en, fr: "le nom du lieu continue" },
            Self::LongerBody => Words { en, fr: "le nom de l’organisme continue" },
            Self::NounComplement => Words { en, fr: "complément d’un nom commun" },
            Self::Institution => Words { en, fr: "le nom d’une institution commence plus haut" },
            Self::CapitalBound => Words { en, fr: "un mot inconnu à majuscule lui est lié" },
            Self::Enumeration => Words { en, fr: "suite d’une énumération dont le premier nom est écarté" },
            Self::InsideLonger => Words { en, fr: "un nom plus long, déjà commencé, continue" },
            Self::Figures => Words { en, fr: "le nom est dans un tableau de chiffres" },
            Self::Date => Words { en, fr: "c’est une date" },
            Self::Firm => Words { en, fr: "nom d’une entreprise" },
            Self::Lawsuit => Words { en, fr: "partie à un procès, dont le nom est celui de l’arrêt" },
            Self::Credit => Words { en, fr: "auteur d’une image" },
            Self::PlaceWord => Words { en, fr: "le mot qui précède annonce un lieu ou une chose" },
            Self::Eponym => Words { en, fr: "une chose porte ce nom" },
            Self::CommonWord => Words { en, fr: "peut être un mot ordinaire" },
            Self::NameList => Words { en, fr: "nom de famille seul dans une liste de noms" },
        };
        words.message()
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
            | Self::Figures
            | Self::Date
            | Self::Firm
            | Self::Lawsuit
            | Self::Credit
            | Self::PlaceWord
            | Self::Eponym
            | Self::CommonWord
            | Self::NameList => false,
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
            | Self::Figures
            | Self::Date
            | Self::Firm
            | Self::Lawsuit
            | Self::Credit
            | Self::PlaceWord
            | Self::Eponym
            | Self::CommonWord
            | Self::NameList => false,
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
            | Self::Figures
            | Self::Date
            | Self::Firm
            | Self::Lawsuit
            | Self::Credit
            | Self::PlaceWord
            | Self::Eponym
            | Self::CommonWord
            | Self::NameList => false,
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
                "inside-longer", "figures", "date", "firm", "lawsuit", "credit", "place-word", "eponym", "common-word",
                "name-list",
            ]
        );
    }
}
