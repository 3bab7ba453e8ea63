//! What would serve any program that turns files into files: paths, places in files, content keys, the memo,
//! diagnostics and YAML with places. Knows nothing of articles or records.

pub mod cache_table;
pub mod confined;
pub mod diagnostic;
pub mod disk_names;
pub mod files;
pub mod html;
pub mod html_tokens;
pub mod key;
pub mod markup;
pub mod nearest;
pub mod panic_boundary;
pub mod path;
pub mod percent;
pub mod yaml;
pub mod yaml_fields;
pub mod yaml_typos;

pub use crate::codes::{Code, Severity};
pub use diagnostic::{Checked, Diagnostic, DiagnosticLabel};
pub use key::{Key, KeyBuilder, Keyed};
pub use path::{SourcePath, Span};
/// Maps and sets with a hash that costs one multiplication: for keys that are hashes or small numbers. Somebody who can choose
/// the keys freely can make them collide, and would gain nothing but a slower build. Every other map has the standard hash.
pub use rustc_hash::{FxHashMap, FxHashSet};
