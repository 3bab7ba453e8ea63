//! The id or address by which an annotation names something -> the id of a record: its own id, the address of its page, or
//! its number in an authority (`https://www.wikidata.org/entity/Q1`).

use std::collections::HashMap;

use super::article_match::page_id;
use crate::registry::Registry;

/// The records by what an annotation may call them.
pub(crate) struct RecordFinder<'a> {
    registry: &'a Registry,
    base_url: &'a str,
    /// The records that have a number, with the authority.
    by_number: HashMap<&'a str, Vec<(&'a str, &'a str)>>,
}

impl<'a> RecordFinder<'a> {
    /// Indexes the published records.
    pub(crate) fn new(registry: &'a Registry, base_url: &'a str) -> Self {
        let mut by_number: HashMap<&str, Vec<(&str, &str)>> = HashMap::new();
        for entity in &registry.entities {
            for (authority, number) in &entity.record.same_as {
                let list = by_number.entry(number.value.as_str()).or_default();
                list.push((authority.value.as_str(), entity.record.id.as_str()));
            }
        }
        Self { registry, base_url, by_number }
    }

    /// Returns the id of the record that is meant; what names no record is returned as it is.
    pub(super) fn id(&self, named: &str) -> String {
        let own = |id: &str| self.registry.find(id).map(|at| self.registry.entities[at].record.id.to_string());
        own(named)
            .or_else(|| page_id(named, self.base_url).and_then(|id| own(&id)))
            .or_else(|| self.by_authority(named))
            .unwrap_or_else(|| super::plain_name(named))
    }

    fn by_authority(&self, named: &str) -> Option<String> {
        let lower = named.to_lowercase();
        let mut bearers = named.split(['/', ':', '#', '?', '=']).filter_map(|part| self.by_number.get(part)).flatten();
        let is_of = |authority: &str| match authority {
            "gnd" => lower.contains("d-nb.info"),
            authority => lower.contains(&authority.to_lowercase()),
        };
        // A bare number such as Q1 is enough if one record has it.
        let is_bare = self.by_number.get(named).is_some_and(|list| list.len() == 1);
        bearers.find(|(authority, _)| is_bare || is_of(authority)).map(|(_, id)| (*id).to_owned())
    }
}
