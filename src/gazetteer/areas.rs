//! Names of countries, regions, seas and the like, which are areas and no points: a small set made from the tables, because
//! loading these takes longer than drawing a map.

use std::sync::LazyLock;

use super::places::{COUNTRIES, FURTHER_NAMES, PLACES};
use super::tables::{list, rows};
use crate::base::FxHashSet;
use crate::text::tokens::fold;

static NAMES: LazyLock<FxHashSet<String>> = LazyLock::new(|| {
    let countries = rows::<9>(COUNTRIES).flat_map(|[_, french, english, ..]| list(french).chain(list(english)));
    let regions = rows::<6>(PLACES)
        .filter(|[class, ..]| *class == "region")
        .flat_map(|[_, _, french, english, ..]| list(french).chain(list(english)));
    let further = rows::<4>(FURTHER_NAMES)
        .filter(|[_, city, ..]| city.is_empty())
        .flat_map(|[_, _, german, spanish]| list(german).chain(list(spanish)));
    countries.chain(regions).chain(further).map(normal).collect()
});

fn normal(name: &str) -> String {
    fold(name).replace('-', " ")
}

/// Returns whether a name is that of a country or of another place with an extent.
#[must_use]
pub fn is_area(name: &str) -> bool {
    NAMES.contains(&normal(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_and_regions_are_areas_and_cities_are_not() {
        for name in ["France", "Corée du Nord", "corée-du-nord", "Polen", "Bretagne", "Pacific Ocean"] {
            assert!(is_area(name), "{name}");
        }
        for name in ["Brest", "Moscou", "Dupont", ""] {
            assert!(!is_area(name), "{name}");
        }
    }
}
