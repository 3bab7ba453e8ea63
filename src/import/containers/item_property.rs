//! The properties of a note (`Journal: Le Phare`) -> metadata, by the names that columns of tables have. Pure.

use super::collected_item::CollectedItem;
use super::item_days::DayOrder;
use super::item_fields::field_of;
use crate::import::extracted_document::DocumentMetadata;
use crate::lang::field_names::ItemField;
use crate::say;

/// What properties say.
pub(in crate::import) struct NoteProperties {
    /// The metadata.
    pub(in crate::import) about: DocumentMetadata,
    /// The properties that say nothing of an article, as written.
    pub(in crate::import) left_out: Vec<String>,
}

/// Reads properties; `None` if too few are known for them to be properties: one address, or two of any kind.
pub(in crate::import) fn read(properties: &[(String, String)]) -> Option<NoteProperties> {
    let mut item = CollectedItem::default();
    let mut left_out = Vec::new();
    let mut n_known = 0;
    for (name, value) in properties {
        match field_of(name).map(|named| named.field) {
            None | Some(ItemField::Title | ItemField::Text | ItemField::Summary) => {
                left_out.push(format!("{name}: {value}"));
            }
            Some(field) => {
                n_known += 1;
                item.set(field, value, say!(en: "stated in the note", fr: "écrite dans la note"), DayOrder::Unknown);
            }
        }
    }
    (n_known >= 2 || item.about.url.is_some()).then_some(NoteProperties { about: item.about, left_out })
}
