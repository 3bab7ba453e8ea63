//! Records -> entities, and the names that matching may see.
//!
//! Two cuts: [`Registry`] knows lives, [`Lexicon`] only names. Editing a biography changes no lexicon, so nothing is
//! annotated again.

pub mod entities;
pub mod forms;
pub mod lexicon;
pub mod lexicon_diff;
pub mod personal_names;
mod trie;

pub use entities::{Entity, Registry, compile_registry};
pub use lexicon::{FormIndex, FormSense, Lexicon, SensesByStrength, Strength, SurfaceForm};
pub use lexicon_diff::{LexiconDiff, TextFootprint};
