//! content/roles.csv and content/relations.csv -> roles and relations, each with the record that it belongs to.
//!
//! These are tables of their own, because a record has many of them and sorting a sheet must not attach them to others.
//! `build` adds them to the records, wherever those are written.

use super::collection::{CollectionRow, csv_rows, unmatched_cells};
use super::record::{self, RecordRole, Relation};
use super::{decode, parse_guarded, suspected_protection};
use crate::base::yaml::{YamlNode, YamlValue};
use crate::base::yaml_fields::SpannedText;
use crate::base::{Code, Diagnostic, SourcePath, Span, StageOutput};
use crate::say;

/// The table of roles.
pub(crate) const ROLES_FILE: &str = "content/roles.csv";
/// The table of relations.
pub(crate) const RELATIONS_FILE: &str = "content/relations.csv";

/// What such a table says, by row: the id of a record, and what it has besides what its own file says.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct AttachedRows {
    /// Roles.
    pub roles: Vec<(SpannedText, RecordRole)>,
    /// Relations.
    pub relations: Vec<(SpannedText, Relation)>,
    /// Whether a row could not be read, so that a phrase that refers to somebody may be unknown.
    pub loses_rows: bool,
}

/// Returns whether a file is one of these tables.
#[must_use]
pub(crate) fn is_attached_table(file: &SourcePath) -> bool {
    [ROLES_FILE, RELATIONS_FILE].contains(&file.as_str())
}

/// Parses one of these tables.
#[must_use]
pub(crate) fn parse(file: &SourcePath, bytes: &[u8]) -> StageOutput<AttachedRows> {
    let is_roles = file.as_str() == ROLES_FILE;
    let checked = parse_guarded(file, || match decode(file, bytes) {
        Err(diagnostic) => StageOutput { value: None, diagnostics: vec![*diagnostic] },
        Ok(text) => {
            let needed = ["record", if is_roles { "title" } else { "to" }];
            let rows = csv_rows(file, text, if is_roles { &["refer"] } else { &[] }, needed);
            let mut attached = AttachedRows { loses_rows: !rows.diagnostics.is_empty(), ..AttachedRows::default() };
            let mut diagnostics = rows.diagnostics;
            for row in rows.value {
                attached.add(file, row, is_roles, &mut diagnostics);
            }
            StageOutput { value: Some(attached), diagnostics }
        }
    });
    let unread = AttachedRows { loses_rows: true, ..AttachedRows::default() };
    StageOutput { value: checked.value.unwrap_or(unread), diagnostics: checked.diagnostics }
}

impl AttachedRows {
    fn add(&mut self, file: &SourcePath, row: CollectionRow, is_roles: bool, diagnostics: &mut Vec<Diagnostic>) {
        let span = Span::new(file, row.node.start, row.node.start);
        let mut node = row.node;
        let mut record = None;
        if let YamlValue::Map(entries) = &mut node.value {
            let is_record = |value: &YamlValue| matches!(value, YamlValue::Scalar(key) if key == "record");
            let at = entries.iter().position(|(key, _)| is_record(&key.value));
            record = at.map(|at| entries.remove(at).1);
        }
        if !row.is_aligned {
            self.loses_rows = true;
            diagnostics.push(suspected_protection::protection_unknown(span.clone(), unmatched_cells()));
        }
        let Some(YamlNode { value: YamlValue::Scalar(id), start, end, .. }) = record else {
            self.loses_rows = true;
            let message = say!(en: "this row names no record", fr: "cette ligne ne nomme aucune fiche");
            diagnostics.push(Diagnostic::new(Code::MissingKey, span, message).help(say!(
                en: "write the id of a record in the column `record`",
                fr: "écrivez l’identifiant d’une fiche dans la colonne `record`",
            )));
            return;
        };
        let id = SpannedText { value: id, span: Span::new(file, start, end) }.into_nfc();
        if is_roles {
            let n_before = diagnostics.len();
            self.roles.push((id, record::role(node, file, diagnostics)));
            // An unknown column may hold a phrase that refers to somebody.
            self.loses_rows |= diagnostics[n_before..].iter().any(|one| one.code == Code::UnknownKey);
        } else if let Some(relation) = record::relation(node, file, diagnostics) {
            self.relations.push((id, relation));
        }
    }
}
