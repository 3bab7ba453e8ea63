//! Records -> entities, and the names that matching looks for.
//!
//! There are two results because they change at different times: [`Registry`] has everything about an entity,
//! [`Lexicon`] only its names. Editing a biography leaves the lexicon as it was, so no article is annotated again.

pub mod entities;
pub(crate) mod forms;
pub mod lexicon;
pub(crate) mod lexicon_diff;
pub(crate) mod personal_names;
pub(crate) mod surface_form;
mod trie;

pub use entities::{Entity, Registry, compile_registry};
pub use lexicon::Lexicon;
pub use lexicon_diff::{LexiconDiff, TextFootprint};
pub use surface_form::{FormIndex, FormSense, SensesByStrength, Strength, SurfaceForm};
