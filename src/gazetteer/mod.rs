//! What the world knows of names in French and English press: countries, regions, cities, organisations, given names,
//! demonyms. `suggest` guesses kinds and coordinates with it; **nothing links by it**: a name is linked by the records of the
//! dossier alone.
//!
//! Everything is in the program, in `data/`: tables written by hand, which are the truth for what they say, and tables made
//! from openly licensed packages by tests/gazetteer/generate.py (`data/NOTICE` names them and their licences). Nothing is
//! opened before the first question, so that a build never pays for it. The same question always has the same answer.
//!
//! Names are compared by their letters: case, accents, hyphens and typography make no difference (see `fold`). It says what
//! bears a name, not how likely it is: ordinary words that are names too (`Tours`, `Reading`) are marked, and left to the caller.

mod all_names;
mod cities;
mod demonyms;
mod fold;
mod index;
mod organisations;
mod people;
mod places;
mod tables;

pub use all_names::{NameCategory, for_each_name};
pub use demonyms::demonym_place_code;
pub use organisations::Organisation;
pub use people::{is_family_name, is_given_name};
pub use places::{GeoPlace, PlaceClass};

/// Everything that the gazetteer knows of a name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GazetteerMatches {
    /// The places that bear it, best first: countries, regions, capitals, cities by population.
    pub places: Vec<&'static GeoPlace>,
    /// The organisation that bears it, as a name or an acronym.
    pub organisation: Option<&'static Organisation>,
}

/// Returns what bears a whole name: `Corée du Nord`, `ONU`, `Nations unies`, `Saint-Pétersbourg`, `Londres`. Articles are no
/// part of a name but where it is never without: `Le Caire`, `La Havane`.
#[must_use]
pub fn look_up(name: &str) -> GazetteerMatches {
    GazetteerMatches { places: places::PLACE_TABLE.look_up(name), organisation: organisations::look_up(name) }
}
