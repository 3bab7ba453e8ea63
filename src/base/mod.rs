//! What would serve any program that turns files into files: paths, places in files, content keys, the memo,
//! diagnostics and YAML with places. Knows nothing of articles or records.

pub mod anchor;
pub mod codes;
pub mod confined;
pub mod diagnostic;
pub mod disk_names;
pub mod edit;
pub mod examples;
pub mod fields;
pub mod files;
pub mod guard;
pub mod html;
pub mod journal;
pub mod key;
pub mod markup;
pub mod memo;
pub mod nearest;
pub mod path;
pub mod percent;
pub mod recent;
pub mod slips;
pub mod tags;
pub mod text;
pub mod yaml;

pub use codes::Code;
pub use diagnostic::{Checked, Diagnostic, Label, Severity};
pub use key::{Key, KeyBuilder};
pub use path::{SourcePath, Span};
/// Maps and sets with a hash that costs one multiplication: for keys that are hashes or small numbers. Somebody who can choose
/// the keys freely can make them collide, and would gain nothing but a slower build. Every other map has the standard hash.
pub use rustc_hash::{FxHashMap, FxHashSet};
