//! Enumerates every name in the gazetteer, for callers that match whole texts against them.

use super::places::{PLACE_TABLE, PlaceClass};
use super::{demonyms, organisations, people};

/// The category of a listed name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameCategory {
    /// A country, a dependent territory or a former state.
    Country,
    /// A continent, part of a country, a sea, a river, a mountain range.
    Region,
    /// The capital of a country.
    Capital,
    /// Another city, with its population.
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

/// Calls `see` with every folded name, in no particular order. A name of several things is passed several times.
pub fn for_each_name(mut see: impl FnMut(&str, NameCategory)) {
    PLACE_TABLE.for_each_name(|name, place| {
        let listed = match place.class {
            PlaceClass::Country => NameCategory::Country,
            PlaceClass::Region => NameCategory::Region,
            PlaceClass::Capital => NameCategory::Capital,
            PlaceClass::City => NameCategory::City { population: place.population },
        };
        see(name, listed);
    });
    organisations::for_each_name(|name| see(name, NameCategory::Organisation));
    demonyms::for_each_demonym(|name| see(name, NameCategory::Demonym));
    people::each_given_name(|name| see(name, NameCategory::GivenName));
    people::each_family_name(|name| see(name, NameCategory::FamilyName));
}
