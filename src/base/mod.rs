//! Tools that know nothing of articles and records: paths and spans, a confined file system, content keys and caches,
//! diagnostics, messages in both languages, YAML with spans, CSV, ends of lines, ZIP, HTML parsing and escaping, percent encoding, web addresses,
//! spelling suggestions, a panic boundary.
//!
//! Depends only on [`crate::codes`], the table of diagnostic codes. It knows two conventions of the program: the prefix
//! of its hidden files (`files`) and the wording of its messages.

pub(crate) mod cache_table;
pub(crate) mod confined;
pub(crate) mod csv_cells;
pub(crate) mod csv_table;
pub(crate) mod diagnostic;
pub(crate) mod disk_names;
pub(crate) mod files;
pub(crate) mod html;
pub(crate) mod html_tokens;
pub(crate) mod key;
mod key_synonyms;
pub(crate) mod line_ends;
pub(crate) mod markup;
pub mod message;
pub(crate) mod nearest;
pub(crate) mod panic_boundary;
pub(crate) mod path;
mod path_escape;
pub(crate) mod percent;
pub(crate) mod recent_cache;
pub(crate) mod web_address;
pub(crate) mod yaml;
pub(crate) mod yaml_fields;
pub(crate) mod yaml_typos;
pub(crate) mod zip_archive;

pub use crate::codes::{Code, Severity};
pub use diagnostic::{Diagnostic, DiagnosticLabel, StageOutput};
pub use key::{Key, KeyBuilder, Keyed};
pub use message::{Message, MessageLanguage};
pub use path::{SourcePath, Span};
/// Maps and sets with a hash that costs one multiplication, for keys that are hashes or small numbers. An attacker who
/// chooses the keys can force collisions, but gains only a slower build. All other maps use the standard hash.
pub use rustc_hash::{FxHashMap, FxHashSet};
