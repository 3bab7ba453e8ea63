//! Finds records by what a person types: a part of a name, a form or an id. Pure.

use serde_json::{Value, json};

use crate::build::BuiltSite;
use crate::text::tokens::fold;

/// Most records that are returned.
const MAX_FOUND: usize = 12;

/// Returns the records that have the typed words in a name, a form or the id; those first whose name begins with them.
pub(super) fn matching_records(built: &BuiltSite, typed: &str) -> Vec<Value> {
    let typed = fold(typed.trim());
    if typed.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<(bool, &str, &crate::registry::Entity)> = Vec::new();
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
    let values = found
        .iter()
        .take(MAX_FOUND)
        .map(|(_, name, entity)| json!({"id": entity.record.id.as_str(), "name": name, "gloss": entity.gloss}));
    values.collect()
}
