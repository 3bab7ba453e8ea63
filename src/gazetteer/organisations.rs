//! Well-known international and national organisations, with their names and acronyms in French and English.
//!
//! A hand-written table: international bodies, parliaments and seats of power, armed groups, parties, banks, companies,
//! agencies, newspapers, sports federations. It has no ministries, since their names are descriptive.

use std::sync::LazyLock;

use super::index::NameIndex;
use super::places::common_words;
use super::tables::{list, rows};

static TABLE: &str = include_str!("data/organisations.tsv");

/// The heading of the agencies and media in the table.
const PRESS: &str = "News agencies and media";

/// One organisation.
#[derive(Debug, PartialEq)]
pub struct Organisation {
    /// Its usual name in French.
    pub french: &'static str,
    /// Its usual name in English.
    pub english: &'static str,
    /// Its French acronyms, the usual one first.
    pub acronyms_french: Vec<&'static str>,
    /// Its English acronyms, the usual one first.
    pub acronyms_english: Vec<&'static str>,
    /// Other names, in either language.
    pub other_names: Vec<&'static str>,
    /// Whether it is an agency, a newspaper or a broadcaster.
    pub is_press: bool,
    /// Whether one of its names is also an ordinary word or names something else (`Visa`, `Total`, `Swift`), so that
    /// the name alone proves little.
    pub common_word: bool,
}

struct OrganisationTable {
    organisations: Vec<Organisation>,
    index: NameIndex,
}

static ORGANISATION_TABLE: LazyLock<OrganisationTable> = LazyLock::new(|| {
    let mut directory = OrganisationTable { organisations: Vec::new(), index: NameIndex::with_capacity(2_000) };
    let press =
        TABLE.split("\n# ").find(|section| section.starts_with(PRESS)).unwrap_or_default().as_bytes().as_ptr_range();
    for [french, english, acronyms_french, acronyms_english, other_names] in rows::<5>(TABLE) {
        let bearer = u32::try_from(directory.organisations.len()).unwrap_or(u32::MAX);
        let organisation = Organisation {
            french,
            english: if english.is_empty() { french } else { english },
            acronyms_french: list(acronyms_french).collect(),
            acronyms_english: list(acronyms_english).collect(),
            other_names: list(other_names).collect(),
            is_press: press.contains(&french.as_ptr()),
            common_word: false,
        };
        let lists = [&organisation.acronyms_french, &organisation.acronyms_english, &organisation.other_names];
        for name in [french, english].iter().chain(lists.into_iter().flatten()) {
            directory.index.add(name, bearer);
            if let Some(contracted) = without_article(name) {
                directory.index.add(contracted, bearer);
            }
        }
        directory.organisations.push(organisation);
    }
    for word in common_words() {
        let OrganisationTable { organisations, index } = &mut directory;
        index.for_each_bearer(word, |bearer| organisations[bearer as usize].common_word = true);
    }
    directory
});

/// Returns the organisation with a name or acronym, the first in the table if there are several.
pub(super) fn look_up(name: &str) -> Option<&'static Organisation> {
    let directory = &*ORGANISATION_TABLE;
    directory.organisations.get(directory.index.first_bearer(name)? as usize)
}

/// Calls `see` with every folded name and acronym.
pub(super) fn for_each_name(mut see: impl FnMut(&str)) {
    ORGANISATION_TABLE.index.for_each_name(|name, _| see(name));
}

/// Returns a name of several words without its article, for `le patron du Canard enchaîné`; `None` for names such as
/// `Le Monde`, of which only an ordinary word would remain.
fn without_article(name: &'static str) -> Option<&'static str> {
    let name = ["Le ", "La ", "Les ", "The "].into_iter().find_map(|article| name.strip_prefix(article))?;
    name.contains(' ').then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::tables::lines;

    #[test]
    fn every_row_is_well_formed() {
        for line in lines(TABLE) {
            let columns: Vec<&str> = line.split('\t').collect();
            assert_eq!(columns.len(), 5, "{line}");
            assert!(!columns[0].is_empty(), "{line}");
            let parts = columns.iter().flat_map(|column| column.split('|'));
            assert!(parts.into_iter().all(|part| part.trim() == part), "{line}");
        }
    }

    #[test]
    fn no_two_organisations_have_one_name() {
        for organisation in &ORGANISATION_TABLE.organisations {
            for name in [organisation.french, organisation.english] {
                assert_eq!(look_up(name), Some(organisation), "{name}");
            }
        }
    }
}
