//! Changes to the user's files below content/ and seeds/.
//!
//! An edit is planned as a list of [`FileChange`]s: by [`rename`], [`merge`], [`move_record()`], [`plan_forget`],
//! [`plan_delete`] and [`plan_refusal`] for ids and records, by `plan_tables` for tables, by
//! [`edit_decisions`] for decisions, by other rooms for their own files. An [`EditSession`] then carries it out under a
//! lock: all files or none, and never over a file that was changed in the meantime.
//!
//! `import` is the one exception. It only creates files, and writes them through [`EditSession::root`], under the same
//! lock but without a journal: an interrupted import leaves complete articles, and the next run continues.

mod attached_edit;
mod claims;
mod csv_edit;
mod decision_lines;
mod decision_store;
mod field_edit;
mod field_refusal;
mod forget;
mod forget_cuts;
mod front_matter_list;
pub mod journal;
mod move_record;
mod note_lines;
mod record_changes;
mod record_files;
mod record_row_edit;
mod references;
mod registry_entries;
mod rename_merge;
mod session;
mod table_changes;
mod table_input;
mod yaml_cut;
mod yaml_set;

pub use claims::IdClaims;
pub(crate) use decision_lines::{DecisionEdit, edit_decisions};
pub use decision_store::{DecisionStoreError, load_decisions};
pub(crate) use field_edit::{FieldEditor, needs_a_name, new_record_text};
pub use field_refusal::FieldRefusal;
pub use forget::{ForgetPlan, plan_delete, plan_forget, plan_refusal};
pub use front_matter_list::add_to_list;
pub(crate) use move_record::move_edited_record;
pub use move_record::move_record;
pub(crate) use note_lines::{NewNote, VERDICTS, with_note};
pub(crate) use record_row_edit::{RowOwner, changed_rows_of, row_table, rows_with_tables};
pub(crate) use registry_entries::{all_records, registry_entries};
pub use rename_merge::{ReviseError, Revision, apply, merge, rename};
pub use session::{EditAction, EditError, EditSession, FileChange, recover};
pub(crate) use table_changes::{TableContext, csv_dialect, plan_tables};
pub(crate) use table_input::{RegistryTable, TableContent, table_content};
