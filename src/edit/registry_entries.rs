//! The records of a project as rows of tables, with the texts of their files. Pure; needs a project built as written.

use std::collections::BTreeMap;

use crate::base::SourcePath;
use crate::export::registry_tables::{RecordRows, RegistryEntry, markdown_texts};
use crate::model::Id;
use crate::parse::Record;
use crate::source::Snapshot;
use crate::views::Content;

/// Returns all records, hidden ones too, in order of id.
#[must_use]
pub(crate) fn registry_entries<'a>(content: &'a Content, snapshot: &Snapshot) -> Vec<RegistryEntry<'a>> {
    let mut texts: BTreeMap<&SourcePath, BTreeMap<Id, String>> = BTreeMap::new();
    let mut entries: Vec<(&Id, RegistryEntry<'a>)> = Vec::new();
    for record in all_records(content) {
        let file = &record.span.file;
        let texts = texts
            .entry(file)
            .or_insert_with(|| snapshot.text(file).map(|text| markdown_texts(file, text)).unwrap_or_default());
        let text = texts.get(&record.id).map_or("", String::as_str);
        let kind = content.config.kinds.iter().find(|kind| kind.id == record.kind);
        let table = kind.map_or(record.kind.as_str(), |kind| kind.content.as_str());
        entries.push((&record.id, RegistryEntry { table, rows: RecordRows::of(record, text) }));
    }
    entries.sort_by_key(|(id, _)| *id);
    entries.into_iter().map(|(_, entry)| entry).collect()
}

/// Returns all records, hidden ones too.
pub(crate) fn all_records(content: &Content) -> impl Iterator<Item = &Record> {
    let registry = &content.registry;
    registry.entities.iter().map(|entity| &*entity.record).chain(registry.withheld.iter().map(|record| &**record))
}
