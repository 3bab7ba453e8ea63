//! What a record says, as the values of the Reconciliation Service API and as a small page. It sees what the site publishes.

use serde_json::{Value, json};

use crate::base::markup::escaped;
use crate::export::ExportInput;
use crate::model::{Edtf, EntityIx};
use crate::registry::Entity;
use crate::serve::name_table::SAME_AS;

/// The properties that a table may be extended by, besides the authority files.
const PROPERTIES: [&str; 18] = [
    "name", "kind", "sort", "names", "weak", "roles", "born", "died", "date", "place", "participants", "part_of",
    "latitude", "longitude", "tags", "description", "text", "page",
];

/// Returns the ids of all properties that some record may have.
pub(super) fn properties(input: &ExportInput<'_>) -> Vec<String> {
    let records = input.registry.entities.iter().flat_map(|entity| &entity.record.same_as);
    let authorities: std::collections::BTreeSet<&str> = records.map(|(name, _)| name.value.as_str()).collect();
    let authorities = authorities.into_iter().map(|name| format!("{SAME_AS}{name}"));
    PROPERTIES.iter().map(|name| (*name).to_owned()).chain(authorities).collect()
}

/// Returns the values of a property; none for one that nobody knows. `page` is the address of the record's page.
pub(super) fn values(input: &ExportInput<'_>, entity: EntityIx, property: &str, page: &str) -> Vec<Value> {
    let text = |text: &str| if text.is_empty() { Vec::new() } else { vec![json!({ "str": text })] };
    let date = |date: Option<Edtf>| date.map(|date| json!({ "str": date.to_string() })).into_iter().collect();
    // A record that is withheld has no name here.
    let reference = |id: &str| {
        let entity = &input.registry.entities[input.registry.find(id)?];
        Some(json!({ "id": entity.record.id.as_str(), "name": entity.record.name.value }))
    };
    let found = &input.registry.entities[entity];
    let record = &*found.record;
    let number = |number: Option<f64>| number.map(|number| json!({ "float": number })).into_iter().collect();
    match property {
        "name" => text(&record.name.value),
        "kind" => text(&record.kind),
        "sort" => text(&found.sort_name),
        "names" => record.names.iter().flat_map(|one| text(&one.value)).collect(),
        "weak" => record.weak.iter().flat_map(|one| text(&one.value)).collect(),
        "roles" => record.roles.iter().flat_map(|role| text(&role.title)).collect(),
        "born" => date(record.born),
        "died" => date(record.died),
        "date" => date(record.date),
        "place" => record.place.iter().filter_map(|one| reference(&one.value)).collect(),
        "participants" => record.participants.iter().filter_map(|one| reference(&one.value)).collect(),
        "part_of" => record.part_of.iter().filter_map(|one| reference(&one.value)).collect(),
        "latitude" => number(record.coordinates.map(|at| at.latitude)),
        "longitude" => number(record.coordinates.map(|at| at.longitude)),
        "tags" => record.tags.iter().flat_map(|one| text(&one.value)).collect(),
        "description" => text(&found.gloss),
        "text" => text(record.body.main_text()),
        "page" => text(page),
        _ => {
            let name = property.strip_prefix(SAME_AS);
            let own = record.same_as.iter().filter(|(known, _)| Some(known.value.as_str()) == name);
            own.flat_map(|(_, id)| text(&id.value)).collect()
        }
    }
}

/// Returns the small page that OpenRefine shows beside a candidate.
pub(super) fn preview(entity: &Entity, language: &str, kind: &str) -> String {
    let record = &*entity.record;
    let dates: Vec<String> = [record.born, record.died, record.date].iter().flatten().map(Edtf::to_string).collect();
    let lines = [kind.to_owned(), entity.gloss.clone(), dates.join(" – "), record.id.to_string()];
    let lines =
        lines.iter().filter(|line| !line.is_empty()).map(|line| format!("<p dir=\"auto\">{}</p>\n", escaped(line)));
    let name = escaped(&record.name.value);
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head><meta charset=\"utf-8\"><title>{name}</title></head>\n<body>\n<p \
         dir=\"auto\"><strong>{name}</strong></p>\n{}</body>\n</html>\n",
        escaped(language),
        lines.collect::<String>()
    )
}
