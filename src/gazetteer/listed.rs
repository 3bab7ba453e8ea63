//! Every name in the gazetteer, one after the other, for those who must match whole texts against them.

use super::places::{ATLAS, PlaceClass};
use super::{demonyms, organisations, people};

/// What a listed name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listed {
    /// A country, a dependent territory or a former state.
    Country,
    /// A continent, part of a country, a sea, a river, a mountain range.
    Region,
    /// The capital of a country.
    Capital,
    /// Another city, with its people.
    City {
        /// Rounded to two digits; 0 where unknown.
        population: u32,
    },
    /// An organisation, by name or acronym.
    Organisation,
    /// A given name, one word.
    GivenName,
    /// A family name, one word.
    FamilyName,
    /// A demonym, in any form.
    Demonym,
}

/// Calls `see` with every name, folded; a name of several things comes several times, in no order.
pub fn each(mut see: impl FnMut(&str, Listed)) {
    ATLAS.each(|name, place| {
        let listed = match place.class {
            PlaceClass::Country => Listed::Country,
            PlaceClass::Region => Listed::Region,
            PlaceClass::Capital => Listed::Capital,
            PlaceClass::City => Listed::City { population: place.population },
        };
        see(name, listed);
    });
    organisations::each(|name| see(name, Listed::Organisation));
    demonyms::each(|name| see(name, Listed::Demonym));
    people::each_given_name(|name| see(name, Listed::GivenName));
    people::each_family_name(|name| see(name, Listed::FamilyName));
}
