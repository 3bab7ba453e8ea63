//! Countries, regions, capitals and cities, with their French and English names, and the German and Spanish ones of countries
//! and of cities that have one of their own there.
//!
//! Assembled at first use from the hand-written tables (countries, places, exonyms), the country names of CLDR and
//! i18n-iso-countries, and the cities. The hand-written tables decide what a place is called.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::cities;
use super::index::NameIndex;
use super::tables::{lines, list, rows};
use crate::model::Coordinates;

pub(super) static COUNTRIES: &str = include_str!("data/countries.tsv");
static TERRITORIES: &str = include_str!("data/territories.tsv");
pub(super) static PLACES: &str = include_str!("data/places.tsv");
static EXONYMS: &str = include_str!("data/exonyms.tsv");
static EXEMPLAR_CITIES: &str = include_str!("data/exemplar_cities.tsv");
pub(super) static FURTHER_NAMES: &str = include_str!("data/further_names.tsv");
static COMMON_WORDS: &str = include_str!("data/common_words.txt");

/// The class of a place; the order is that of [`super::GazetteerMatches::places`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlaceClass {
    /// A country, a dependent territory or a former state.
    Country,
    /// A place with an extent: a continent, part of a country, sea, river, mountain range, island, peninsula or strait.
    Region,
    /// The capital of a country.
    Capital,
    /// Another city of more than 15,000 people, or a smaller place that the press mentions.
    City,
}

/// One place.
#[derive(Debug, PartialEq)]
pub struct GeoPlace {
    /// Its class.
    pub class: PlaceClass,
    /// Its usual French name, or else its name in GeoNames.
    pub french: &'static str,
    /// Its usual English name, or else its name in GeoNames.
    pub english: &'static str,
    /// Its usual German name, or else its name in GeoNames; empty if unknown.
    pub german: &'static str,
    /// Its usual Spanish name, likewise.
    pub spanish: &'static str,
    /// ISO 3166-1 alpha-2 (`KP`), or another code, see [`super::demonym_place_code`]; `None` if it lies in several
    /// countries.
    pub country: Option<&'static str>,
    /// A point in it; for a country or region, roughly its middle.
    pub coordinates: Option<Coordinates>,
    /// The population, rounded to two digits; 0 if unknown, as for all regions.
    pub population: u32,
    /// Whether one of its names is also an ordinary French or English word, given name or family name (`Nice`, `Tours`,
    /// `Reading`, `Florence`), so that the name alone proves little.
    pub common_word: bool,
}

/// All places, and the index of their names.
pub(super) struct PlaceTable {
    places: Vec<GeoPlace>,
    index: NameIndex,
}

pub(super) static PLACE_TABLE: LazyLock<PlaceTable> = LazyLock::new(|| {
    let mut atlas = PlaceTable { places: Vec::with_capacity(40_000), index: NameIndex::with_capacity(56_000) };
    atlas.add_cities();
    // The hand-written table comes last, so that it decides what a city is called.
    for [country, city, french, english] in rows::<4>(EXEMPLAR_CITIES).chain(rows::<4>(EXONYMS)) {
        if let Some(bearer) = atlas.city(country, city) {
            atlas.add_names(bearer, french, english);
        }
    }
    for [country, city, german, spanish] in rows::<4>(FURTHER_NAMES).filter(|row| !row[1].is_empty()) {
        if let Some(bearer) = atlas.city(country, city) {
            atlas.add_further_names(bearer, german, spanish);
        }
    }
    atlas.add_countries();
    atlas.add_regions();
    for word in common_words() {
        let PlaceTable { places, index } = &mut atlas;
        index.for_each_bearer(word, |bearer| places[bearer as usize].common_word = true);
    }
    atlas
});

impl PlaceTable {
    /// Returns all places with a name, best first: by class, then population.
    pub(super) fn look_up(&self, name: &str) -> Vec<&GeoPlace> {
        let mut found = Vec::new();
        self.index.for_each_bearer(name, |bearer| found.push(bearer));
        let rank = |bearer: &u32| {
            let place = &self.places[*bearer as usize];
            (place.class, u32::MAX - place.population, *bearer)
        };
        found.sort_unstable_by_key(rank);
        found.into_iter().map(|bearer| &self.places[bearer as usize]).collect()
    }

    /// Calls `see` with every folded name and its place.
    pub(super) fn for_each_name(&self, mut see: impl FnMut(&str, &GeoPlace)) {
        self.index.for_each_name(|name, bearer| see(name, &self.places[bearer as usize]));
    }

    fn push(&mut self, place: GeoPlace) -> u32 {
        let bearer = u32::try_from(self.places.len()).unwrap_or(u32::MAX);
        self.places.push(place);
        bearer
    }

    /// Adds names to a place; the first of each language becomes the usual one.
    fn add_names(&mut self, bearer: u32, french: &'static str, english: &'static str) {
        if let Some(name) = list(french).next() {
            self.places[bearer as usize].french = name;
        }
        if let Some(name) = list(english).next() {
            self.places[bearer as usize].english = name;
        }
        for name in list(french).chain(list(english)) {
            self.index_name(name, bearer);
        }
    }

    /// Adds the German and Spanish names of a place; the first of each is the usual one.
    fn add_further_names(&mut self, bearer: u32, german: &'static str, spanish: &'static str) {
        let place = &mut self.places[bearer as usize];
        place.german = list(german).next().unwrap_or(place.german);
        place.spanish = list(spanish).next().unwrap_or(place.spanish);
        for name in list(german).chain(list(spanish)) {
            self.index.add(name, bearer);
        }
    }

    /// Indexes a name, and its rest where French contracts the article: `au Caire`, `du Havre`, `aux Ulis`.
    fn index_name(&mut self, name: &str, bearer: u32) {
        self.index.add(name, bearer);
        for article in ["Le ", "Les "] {
            if let Some(contracted) = name.strip_prefix(article) {
                self.index.add(contracted, bearer);
            }
        }
    }

    /// Returns the largest city of a country with a name.
    fn city(&self, country: &str, name: &str) -> Option<u32> {
        let mut found = None;
        self.index.for_each_bearer(name, |bearer| {
            let place = &self.places[bearer as usize];
            if place.country == Some(country) && place.class == PlaceClass::City {
                found = found.max(Some((place.population, bearer)));
            }
        });
        found.map(|(_, bearer)| bearer)
    }

    fn add_cities(&mut self) {
        for city in cities::all() {
            let place = GeoPlace {
                class: PlaceClass::City,
                french: city.name,
                english: city.name,
                german: city.name,
                spanish: city.name,
                country: Some(city.country),
                coordinates: city.coordinates,
                population: city.population,
                common_word: false,
            };
            let bearer = self.push(place);
            self.index_name(city.name, bearer);
        }
        for spelling in cities::spellings() {
            if spelling.french {
                self.places[spelling.city as usize].french = spelling.name;
            }
            self.index.add(spelling.name, spelling.city);
        }
    }

    fn add_countries(&mut self) {
        let territories: HashMap<_, _> = rows::<4>(TERRITORIES)
            .map(|[code, population, french, english]| (code, (population, french, english)))
            .collect();
        let further: HashMap<_, _> = rows::<4>(FURTHER_NAMES)
            .filter(|row| row[1].is_empty())
            .map(|[code, _, german, spanish]| (code, (german, spanish)))
            .collect();
        for [code, french, english, capital_french, capital_english, latitude, longitude, _, _] in rows::<9>(COUNTRIES)
        {
            let (population, more_french, more_english) = territories.get(code).copied().unwrap_or_default();
            let country = self.push(GeoPlace {
                class: PlaceClass::Country,
                french: "",
                english: "",
                german: "",
                spanish: "",
                country: Some(code),
                coordinates: coordinates(latitude, longitude),
                population: population.parse().unwrap_or_default(),
                common_word: false,
            });
            for name in list(more_french).chain(list(more_english)) {
                self.index.add(name, country);
            }
            self.add_names(country, french, english);
            if let Some((german, spanish)) = further.get(code) {
                self.add_further_names(country, german, spanish);
            }
            self.add_capital(country, capital_french, capital_english);
        }
    }

    /// Makes a city the capital of its country. If it has fewer than 15,000 people and is in no table, it gets the
    /// coordinates of its country, which is small in these cases.
    fn add_capital(&mut self, country: u32, french: &'static str, english: &'static str) {
        let GeoPlace { country: code, coordinates, .. } = self.places[country as usize];
        let Some(code) = code.filter(|_| !english.is_empty()) else { return };
        let found = list(english).chain(list(french)).find_map(|name| self.city(code, name));
        let capital = found.unwrap_or_else(|| {
            self.push(GeoPlace {
                class: PlaceClass::Capital,
                french: "",
                english: "",
                german: "",
                spanish: "",
                country: Some(code),
                coordinates,
                population: 0,
                common_word: false,
            })
        });
        self.places[capital as usize].class = PlaceClass::Capital;
        self.add_names(capital, french, english);
    }

    fn add_regions(&mut self) {
        for [class, country, french, english, latitude, longitude] in rows::<6>(PLACES) {
            let bearer = self.push(GeoPlace {
                class: if class == "city" { PlaceClass::City } else { PlaceClass::Region },
                french: "",
                english: "",
                german: "",
                spanish: "",
                country: Some(country).filter(|code| !code.is_empty()),
                coordinates: coordinates(latitude, longitude),
                population: 0,
                common_word: false,
            });
            self.add_names(bearer, french, english);
        }
    }
}

/// Returns the names that are also ordinary words.
pub(super) fn common_words() -> impl Iterator<Item = &'static str> {
    lines(COMMON_WORDS).flat_map(str::split_whitespace)
}

/// Reads two columns of degrees; `None` where they are empty.
fn coordinates(latitude: &str, longitude: &str) -> Option<Coordinates> {
    Coordinates::new(latitude.parse().ok()?, longitude.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_row_is_well_formed() {
        for (table, columns) in
            [(COUNTRIES, 9), (TERRITORIES, 4), (PLACES, 6), (EXONYMS, 4), (EXEMPLAR_CITIES, 4), (FURTHER_NAMES, 4)]
        {
            for line in lines(table) {
                assert_eq!(line.split('\t').count(), columns, "{line}");
                let mut parts = line.split(['\t', '|']);
                assert!(parts.all(|part| part.trim() == part), "{line}");
            }
        }
        for [code, french, english, .., latitude, longitude, _, _] in rows::<9>(COUNTRIES) {
            assert!(code.len() == 2 && !french.is_empty() && !english.is_empty(), "{code}");
            assert!(coordinates(latitude, longitude).is_some(), "{code}");
        }
        for [class, country, french, english, latitude, longitude] in rows::<6>(PLACES) {
            assert!(["region", "city"].contains(&class) && [0, 2].contains(&country.len()), "{french}");
            assert!(!french.is_empty() && !english.is_empty(), "{french} {english}");
            let nowhere = latitude.is_empty() && longitude.is_empty() && class == "region";
            assert!(nowhere || coordinates(latitude, longitude).is_some(), "{french}");
        }
    }

    #[test]
    fn every_exonym_names_a_city() {
        for [country, city, french, _] in rows::<4>(EXEMPLAR_CITIES).chain(rows::<4>(EXONYMS)) {
            let found = PLACE_TABLE.look_up(city).into_iter().any(|place| place.country == Some(country));
            let exonym = list(french).next().unwrap_or_default();
            let same = PLACE_TABLE.look_up(exonym).into_iter().any(|place| place.country == Some(country));
            assert!(found && same, "{country} {city} {exonym}");
        }
    }

    #[test]
    fn german_and_spanish_names_lead_to_the_same_place() {
        for (german, spanish, english) in [
            ("Frankreich", "Francia", "France"),
            ("Polen", "Polonia", "Poland"),
            ("Moskau", "Moscú", "Moscow"),
            ("Warschau", "Varsovia", "Warsaw"),
            ("Rom", "Roma", "Rome"),
        ] {
            let place = PLACE_TABLE.look_up(english)[0];
            assert!(std::ptr::eq(PLACE_TABLE.look_up(german)[0], place), "{german}");
            assert!(std::ptr::eq(PLACE_TABLE.look_up(spanish)[0], place), "{spanish}");
            assert_eq!((place.german, place.spanish), (german, spanish));
        }
    }

    #[test]
    fn every_name_of_a_row_leads_to_its_place_and_every_country_has_a_capital() {
        let mut without: BTreeSet<&str> = BTreeSet::new();
        for [code, french, english, capital_french, capital_english, ..] in rows::<9>(COUNTRIES) {
            for name in list(french).chain(list(english)) {
                let found = PLACE_TABLE.look_up(name);
                assert!(
                    found.iter().any(|place| place.country == Some(code) && place.class == PlaceClass::Country),
                    "{name}"
                );
            }
            for name in list(capital_french).chain(list(capital_english)) {
                let found = PLACE_TABLE.look_up(name);
                let capital =
                    found.iter().find(|place| place.country == Some(code) && place.class == PlaceClass::Capital);
                assert!(capital.is_some(), "{code} {name}");
                if capital.is_some_and(|place| place.population == 0) {
                    without.insert(code);
                }
            }
        }
        // These capitals are too small for the table of cities and have the coordinates of their country.
        assert_eq!(without.into_iter().collect::<Vec<_>>(), ["BM", "IO", "NF", "NU", "PN", "PW", "SH", "VA"]);
    }

    #[test]
    fn every_common_word_is_a_name() {
        let unknown: Vec<_> = common_words()
            .filter(|word| super::super::look_up(word) == super::super::GazetteerMatches::default())
            .collect();
        assert!(unknown.is_empty(), "{unknown:?}");
    }

    #[test]
    fn countries_lie_where_their_cities_are() {
        for place in
            PLACE_TABLE.places.iter().filter(|place| place.class == PlaceClass::Country && place.population > 0)
        {
            let cities = PLACE_TABLE
                .places
                .iter()
                .filter(|city| city.class >= PlaceClass::Capital && city.country == place.country);
            let near = |city: &GeoPlace| {
                let (Some(a), Some(b)) = (place.coordinates, city.coordinates) else { return false };
                (a.latitude - b.latitude).abs() < 12.0 && (a.longitude - b.longitude).abs() < 25.0
            };
            let cities: Vec<_> = cities.collect();
            assert!(cities.is_empty() || cities.iter().any(|city| near(city)), "{}", place.english);
        }
    }
}
