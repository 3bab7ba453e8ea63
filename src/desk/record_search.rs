//! Finds records by what a person types: a part of a name, a form or an id. Pure.

use serde_json::{Value, json};

use crate::build::BuiltSite;
use crate::registry::Entity;
use crate::text::tokens::fold;

/// Most records that are returned.
const MAX_FOUND: usize = 12;

/// Returns the first records that have the typed words in a name, a form or the id; those first whose name begins with them.
#[must_use]
pub(crate) fn find_records<'a>(built: &'a BuiltSite, typed: &str) -> Vec<&'a Entity> {
    let typed = fold(typed.trim());
    if typed.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<(bool, &str, &Entity)> = Vec::new();
    for entity in &built.site.content.registry.entities {
        let record = &entity.record;
        let name = fold(&record.name.value);
        let forms = record.names.iter().chain(&record.weak).map(|form| fold(&form.value));
        let is_match = name.contains(&typed)
            || record.id.as_str().contains(typed.as_str())
            || forms.into_iter().any(|form| form.contains(&typed));
        if is_match {
            found.push((!name.starts_with(&typed), &record.name.value, entity));
        }
    }
    found.sort_by_key(|(is_later, name, _)| (*is_later, *name));
    found.into_iter().take(MAX_FOUND).map(|(_, _, entity)| entity).collect()
}

/// Returns the records that fit what is typed, as data.
pub(super) fn matching_records(built: &BuiltSite, typed: &str) -> Vec<Value> {
    let value = |entity: &Entity| json!({"id": entity.record.id.as_str(), "name": entity.record.name.value, "gloss": entity.gloss});
    find_records(built, typed).into_iter().map(value).collect()
}
