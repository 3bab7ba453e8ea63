//! The table of cities: inflates the generated file (tests/gazetteer/generate.py) and reads its rows, which point into
//! the inflated text.
//!
//! The file has five parts, separated by empty lines: the front-coded names, with a line `=FR` before those of each
//! country; latitudes, longitudes (hundredths of a degree) and populations (thousands), one number per line; and other
//! spellings. Each line of those has the distance from the previous city, the French spelling or nothing, and the other
//! spellings, separated by `|`.

use std::ops::Range;
use std::sync::LazyLock;

use super::tables;
use crate::model::Coordinates;

static PACKED: &[u8] = include_bytes!("data/cities.bin");

/// One row of the table of cities.
pub(super) struct CityRow {
    /// Its name in GeoNames.
    pub(super) name: &'static str,
    /// ISO 3166-1 alpha-2.
    pub(super) country: &'static str,
    /// To a hundredth of a degree, about a kilometre.
    pub(super) coordinates: Option<Coordinates>,
    /// The population, rounded to two digits.
    pub(super) population: u32,
}

/// Another spelling of a city.
pub(super) struct CitySpelling {
    /// The index of the city in the table.
    pub(super) city: u32,
    /// The spelling.
    pub(super) name: &'static str,
    /// Whether it follows the French transliteration.
    pub(super) french: bool,
}

/// The inflated table, with the names decoded.
struct CityTable {
    table: String,
    names: String,
    /// For each city: the range of its name in `names`, and that of its country in `table`.
    cities: Vec<(Range<usize>, Range<usize>)>,
}

static CITY_TABLE: LazyLock<CityTable> = LazyLock::new(|| {
    let table = tables::inflate(PACKED);
    let mut names = String::with_capacity(table.len() / 2);
    let mut cities = Vec::with_capacity(40_000);
    let mut country = 0..0;
    let mut offset = 0;
    let mut word = tables::FrontDecoder::default();
    for line in table.split('\n').take_while(|line| !line.is_empty()) {
        if line.starts_with('=') {
            country = offset + 1..offset + line.len();
        } else if let Some(name) = word.next(line) {
            let start = names.len();
            names.push_str(name);
            cities.push((start..names.len(), country.clone()));
        }
        offset += line.len() + 1;
    }
    CityTable { table, names, cities }
});

/// Returns the lines of a part of the table, 0 to 4.
fn part(number: usize) -> impl Iterator<Item = &'static str> {
    CITY_TABLE.table.split("\n\n").nth(number).unwrap_or_default().split('\n')
}

/// Returns all cities in table order: by country, then name.
pub(super) fn all() -> impl Iterator<Item = CityRow> {
    let hundredths = |line: &str| line.parse::<i32>().map_or(f64::NAN, f64::from) / 100.0;
    let numbers = part(1).zip(part(2)).zip(part(3));
    CITY_TABLE.cities.iter().zip(numbers).map(move |((name, country), ((latitude, longitude), population))| CityRow {
        name: &CITY_TABLE.names[name.clone()],
        country: &CITY_TABLE.table[country.clone()],
        coordinates: Coordinates::new(hundredths(latitude), hundredths(longitude)),
        population: population.parse::<u32>().unwrap_or_default().saturating_mul(1000),
    })
}

/// Returns the other spellings of cities.
pub(super) fn spellings() -> impl Iterator<Item = CitySpelling> {
    let mut city = 0;
    part(4).flat_map(move |line| {
        let mut columns = line.split('\t');
        city += columns.next().and_then(|distance| distance.parse::<u32>().ok()).unwrap_or_default();
        let french = columns.next().filter(|name| !name.is_empty());
        let others = columns.next().unwrap_or_default();
        french
            .map(|name| CitySpelling { city, name, french: true })
            .into_iter()
            .chain(tables::list(others).map(move |name| CitySpelling { city, name, french: false }))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_has_a_line_for_every_city() {
        let n_cities = CITY_TABLE.cities.len();
        assert!(n_cities > 33_000, "{n_cities}");
        for number in 1..4 {
            assert_eq!(part(number).count(), n_cities, "part {number}");
        }
        assert_eq!(CITY_TABLE.table.split("\n\n").count(), 5);
    }

    #[test]
    fn every_city_is_well_formed() {
        for city in all() {
            assert!(city.coordinates.is_some(), "{}", city.name);
            assert!(city.country.len() == 2 && city.country.bytes().all(|byte| byte.is_ascii_uppercase()));
            assert!(city.name.trim() == city.name && !city.name.is_empty(), "`{}`", city.name);
        }
    }

    #[test]
    fn every_spelling_is_of_a_city() {
        let n_cities = u32::try_from(CITY_TABLE.cities.len()).expect("few");
        assert!(spellings().all(|spelling| spelling.city < n_cities && !spelling.name.is_empty()));
        assert!(spellings().filter(|spelling| spelling.french).count() > 200);
    }
}
