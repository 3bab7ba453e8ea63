//! General knowledge of names in the press, the French and English one before others: countries, regions, cities, organisations, given and
//! family names, demonyms. `suggest` uses it to guess kinds and coordinates. **It never links**: only the records of a
//! dossier do. Matching asks the lists of given and family names whether a capital before a name is a first name, and whose sex it
//! shows.
//!
//! All data are compiled into the program, from `data/`: hand-written tables, which take precedence, and tables
//! generated from openly licensed packages by tests/gazetteer/generate.py (`data/NOTICE` lists them with their
//! licences). They are loaded at the first look-up, so that a build does not pay for them. The same look-up always has
//! the same result.
//!
//! Names are compared without case, accents, hyphens and typography (`fold`). The result lists what has a name, not how
//! probable each is. Names that are also ordinary words (`Tours`, `Reading`) are marked; the caller must decide.

mod all_names;
mod areas;
mod cities;
mod demonyms;
mod fold;
mod great_places;
mod index;
mod ordinary_words;
mod organisations;
mod people;
mod places;
mod tables;

pub use all_names::{NameCategory, for_each_name};
pub use areas::is_area;
pub use demonyms::demonym_place_code;
pub use great_places::{PlaceWeight, place_weight};
pub use ordinary_words::is_ordinary_name;
pub use organisations::Organisation;
pub use people::{Sex, is_family_name, is_given_name, sex_of_given_name};
pub use places::{GeoPlace, PlaceClass};

/// Everything that the gazetteer lists under a name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GazetteerMatches {
    /// The places of that name, best first: countries, regions, capitals, then cities by population.
    pub places: Vec<&'static GeoPlace>,
    /// The organisation with that name or acronym.
    pub organisation: Option<&'static Organisation>,
}

/// Looks up a whole name: `Corée du Nord`, `ONU`, `Nations unies`, `Saint-Pétersbourg`, `Londres`. An article counts
/// only if it is a fixed part of the name: `Le Caire`, `La Havane`.
#[must_use]
pub fn look_up(name: &str) -> GazetteerMatches {
    GazetteerMatches { places: places::PLACE_TABLE.look_up(name), organisation: organisations::look_up(name) }
}
