//! One-word names of countries, capitals and big cities, which are family names too (`Washington`, `London`): a small list
//! made from the tables, because loading these takes longer than annotating most dossiers.

use std::sync::LazyLock;

use crate::base::FxHashMap;

/// How a place of that name is spoken of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PlaceWeight {
    /// As a country or a capital of 100,000 people or more, which act like persons: `Washington refuses`.
    State,
    /// As a region or a city of a million.
    Region,
    /// As a city of 100,000 people or more.
    City,
}

static NAMES: LazyLock<FxHashMap<&'static str, PlaceWeight>> = LazyLock::new(|| {
    let mut weight = PlaceWeight::State;
    let mut names = FxHashMap::default();
    for line in include_str!("data/great_places.txt").lines() {
        match line.strip_prefix('#') {
            Some(heading) if heading.contains("regions") => weight = PlaceWeight::Region,
            Some(heading) if heading.contains("Other cities") => weight = PlaceWeight::City,
            Some(_) => {}
            None => names.extend(line.split(' ').map(|name| (name, weight))),
        }
    }
    names
});

/// Returns what a folded word is the name of; `None` if it is no place of weight.
#[must_use]
pub fn place_weight(word: &str) -> Option<PlaceWeight> {
    NAMES.get(word).copied()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::places::{PLACE_TABLE, PlaceClass};
    use super::*;

    /// A city of so many people is spoken of like a region.
    const MILLION: u32 = 1_000_000;
    const BIG: u32 = 100_000;

    fn of_tables() -> String {
        let mut all: BTreeMap<String, PlaceWeight> = BTreeMap::new();
        PLACE_TABLE.for_each_name(|name, place| {
            let weight = match place.class {
                PlaceClass::Country => PlaceWeight::State,
                PlaceClass::Region => PlaceWeight::Region,
                PlaceClass::Capital | PlaceClass::City if place.population < BIG => return,
                PlaceClass::Capital => PlaceWeight::State,
                PlaceClass::City if place.population < MILLION => PlaceWeight::City,
                PlaceClass::City => PlaceWeight::Region,
            };
            let usual = [place.french, place.english].map(crate::text::tokens::fold);
            if name.len() > 2 && name.chars().all(char::is_alphabetic) && usual.iter().any(|known| known == name) {
                let known = all.entry(name.to_owned()).or_insert(weight);
                *known = weight.min(*known);
            }
        });
        let of = |weight: PlaceWeight| {
            let mut lines = String::new();
            let mut line = String::new();
            for (name, _) in all.iter().filter(|(_, of)| **of == weight) {
                if line.len() + name.len() > 127 {
                    lines += &format!("{line}\n");
                    line.clear();
                }
                line += if line.is_empty() { "" } else { " " };
                line += name;
            }
            lines + &line + "\n"
        };
        format!(
            "# Made from the tables by the test in great_places.rs. Countries and capitals.\n{}# The regions, and cities of a \
             million.\n{}# Other cities.\n{}",
            of(PlaceWeight::State),
            of(PlaceWeight::Region),
            of(PlaceWeight::City)
        )
    }

    #[test]
    fn the_list_agrees_with_the_tables() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/gazetteer/data/great_places.txt");
        let made = of_tables();
        if std::env::var_os("SNAPSHOTS").is_some_and(|value| value == "overwrite") {
            std::fs::write(path, &made).expect("the folder is there");
        }
        assert_eq!(std::fs::read_to_string(path).expect("the file is there"), made);
        assert_eq!(place_weight("washington"), Some(PlaceWeight::State));
        assert_eq!(place_weight("bretagne"), Some(PlaceWeight::Region));
        assert_eq!(place_weight("lyon"), Some(PlaceWeight::City));
        assert_eq!(place_weight("dupont"), None);
    }
}
