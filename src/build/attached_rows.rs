//! Adds the rows of content/roles.csv and content/relations.csv to the records that they name. Pure.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::base::yaml_fields::SpannedText;
use crate::base::{Code, Diagnostic, Key, KeyBuilder, StageOutput};
use crate::model::id_messages;
use crate::parse::Visibility;
use crate::parse::attached_rows::AttachedRows;
use crate::parse::suspected_protection;
use crate::registry::entities::KeyedRecord;
use crate::say;

/// Adds the rows of tables, each with the key of its file, and returns the diagnostics. Rows follow what the record's own
/// file says.
///
/// If records are withheld, a row that is lost stops publishing: it may hold a phrase that refers to one of them.
pub(super) fn attach(records: &mut [KeyedRecord], tables: Vec<(Key, StageOutput<AttachedRows>)>) -> Vec<Diagnostic> {
    if tables.is_empty() {
        return Vec::new();
    }
    let mut places: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (place, keyed) in records.iter().enumerate() {
        let former = keyed.record.former.iter().map(|id| id.value.clone());
        for id in former.chain([keyed.record.id.to_string()]) {
            places.entry(id).or_default().insert(place);
        }
    }
    let withholds = records.iter().any(|keyed| keyed.record.visibility != Visibility::Public);
    let mut diagnostics = Vec::new();
    for (key, table) in tables {
        let AttachedRows { roles, relations, loses_rows } = table.value;
        let first = table.diagnostics.first().map(|one| one.primary.span.clone());
        diagnostics.extend(table.diagnostics.into_iter().filter(|one| one.code != Code::ProtectionUnknown));
        let unread = say!(
            en: "it is unclear whom this table protects: not all of its rows can be read",
            fr: "on ne sait pas qui ce tableau protège : ses lignes ne peuvent pas toutes être lues",
        );
        let mut lost = first.filter(|_| loses_rows).map(|span| (span, unread));
        let mut find = |id: &SpannedText| -> Vec<usize> {
            let Some(found) = places.get(&id.value) else {
                let diagnostic =
                    Diagnostic::new(Code::UnknownId, id.span.clone(), id_messages::no_record_has(&id.value));
                diagnostics.push(diagnostic.help(id_messages::correct_or_write()));
                let unclear = say!(
                    en: "it is unclear whom this row protects: no record has the id `{id}`",
                    fr: "on ne sait pas qui cette ligne protège : aucune fiche n’a l’identifiant `{id}`",
                    id = id.value,
                );
                lost.get_or_insert((id.span.clone(), unclear));
                return Vec::new();
            };
            found.iter().copied().collect()
        };
        for (id, role) in roles {
            for place in find(&id) {
                Arc::make_mut(&mut records[place].record).roles.push(role.clone());
                records[place].key = with_rows(records[place].key, key);
            }
        }
        for (id, relation) in relations {
            for place in find(&id) {
                Arc::make_mut(&mut records[place].record).relations.push(relation.clone());
                records[place].key = with_rows(records[place].key, key);
            }
        }
        if let Some((span, what)) = lost.filter(|_| withholds) {
            diagnostics.push(suspected_protection::protection_unknown(span, what));
        }
    }
    diagnostics
}

fn with_rows(record: Key, table: Key) -> Key {
    KeyBuilder::new("record with rows").key(record).key(table).finish()
}
