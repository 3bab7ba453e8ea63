//! Records -> entities, and the names that matching may see.
//!
//! Two cuts: [`Registry`] knows lives, [`Lexicon`] only names. Editing a biography changes no lexicon, so nothing is
//! annotated again.

mod addresses;
pub mod entities;
pub mod forms;
mod initials;
mod letters;
pub mod lexicon;
pub mod lexicon_diff;
mod mask_forms;
mod mask_match;
pub mod name_masker;
pub mod personal_names;
pub mod tokens;
mod trie;

pub use entities::{Entity, Registry, compile_registry};
pub use lexicon::{FormIndex, FormSense, Lexicon, SensesByStrength, Strength, SurfaceForm};
pub use lexicon_diff::{LexiconDiff, TextFootprint};
