//! Demonyms and place adjectives, French and English, in every gender and number.
//!
//! The tables contain the singular of each gender. Plurals are formed here by rules, which have no exceptions among
//! these words.

use std::sync::LazyLock;

use super::index::NameIndex;
use super::places::COUNTRIES;
use super::tables::{list, rows};

static OTHERS: &str = include_str!("data/demonyms.tsv");

struct Demonyms {
    codes: Vec<&'static str>,
    index: NameIndex,
}

static DEMONYMS: LazyLock<Demonyms> = LazyLock::new(|| {
    let mut demonyms = Demonyms { codes: Vec::new(), index: NameIndex::with_capacity(2_500) };
    let of_countries = rows::<9>(COUNTRIES).map(|[code, .., french, english]| [code, french, english]);
    for [code, french, english] in of_countries.chain(rows::<3>(OTHERS)) {
        let bearer = u32::try_from(demonyms.codes.len()).unwrap_or(u32::MAX);
        demonyms.codes.push(code);
        for (singular, plural) in list(french)
            .map(|word| (word, french_plural(word)))
            .chain(list(english).map(|word| (word, english_plural(word))))
        {
            demonyms.index.add(singular, bearer);
            demonyms.index.add(&plural, bearer);
        }
    }
    demonyms
});

/// Returns the code of the place of a demonym or adjective: `russe`, `Russes`, `nord-coréennes`, `Russian`, `South
/// Koreans`, `parisien`.
///
/// The code is ISO 3166-1 alpha-2 of the country, also for its cities and regions (`parisien`: FR). For continents and
/// parts of the world it is UN M.49 (`africain`: 002); for the European Union `EU`; for former states and Korea as a
/// whole, the codes that data/countries.tsv explains (`soviétique`: SU, `coréen`: XO).
#[must_use]
pub fn demonym_place_code(word: &str) -> Option<&'static str> {
    let demonyms = &*DEMONYMS;
    demonyms.codes.get(demonyms.index.first_bearer(word)? as usize).copied()
}

/// Calls `see` with every folded form.
pub(super) fn for_each_demonym(mut see: impl FnMut(&str)) {
    DEMONYMS.index.for_each_name(|name, _| see(name));
}

fn french_plural(singular: &str) -> String {
    if singular.ends_with(['s', 'x', 'z']) {
        singular.to_owned()
    } else if let Some(stem) = singular.strip_suffix("al").filter(|stem| stem.len() > 4) {
        format!("{stem}aux")
    } else {
        format!("{singular}s")
    }
}

fn english_plural(singular: &str) -> String {
    for (ending, plural) in [("man", "men"), ("ese", "ese"), ("sh", "sh"), ("ch", "ch"), ("ss", "ss")] {
        let stem = singular.strip_suffix(ending).filter(|_| ending != "man" || is_a_man(singular));
        if let Some(stem) = stem {
            return format!("{stem}{plural}");
        }
    }
    format!("{singular}s")
}

/// Returns whether the English plural is in -men: `German` and `Roman` are not compounds of `man`.
fn is_a_man(word: &str) -> bool {
    ["shman", "chman", "woman"].iter().any(|ending| word.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::tables::lines;

    #[test]
    fn plurals_follow_the_rules_of_their_language() {
        for (singular, plural) in
            [("russe", "russes"), ("français", "français"), ("turc", "turcs"), ("oriental", "orientaux")]
        {
            assert_eq!(french_plural(singular), plural);
        }
        for (singular, plural) in [
            ("Russian", "Russians"),
            ("Chinese", "Chinese"),
            ("Frenchman", "Frenchmen"),
            ("German", "Germans"),
            ("Englishwoman", "Englishwomen"),
            ("Swiss", "Swiss"),
            ("Iraqi", "Iraqis"),
            ("Dutch", "Dutch"),
        ] {
            assert_eq!(english_plural(singular), plural);
        }
    }

    #[test]
    fn every_row_is_well_formed() {
        assert_eq!(rows::<3>(OTHERS).count(), lines(OTHERS).count());
        assert!(rows::<3>(OTHERS).all(|[code, ..]| code == "EU" || code.len() == 2 || code.parse::<u16>().is_ok()));
    }
}
