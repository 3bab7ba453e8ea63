//! Records -> entities, and the names that matching may see.
//!
//! Two cuts: [`Registry`] knows lives, [`Lexicon`] only names. Editing a biography changes no lexicon, so nothing is
//! annotated again.

mod addresses;
pub mod compile;
mod cover;
pub mod difference;
mod fit;
pub mod forms;
mod letters;
pub mod lexicon;
mod mask;
pub mod masks;
pub mod names;
pub mod tokens;
mod trie;

pub use compile::{Entity, Registry, compile};
pub use difference::{Difference, Sight};
pub use lexicon::{Bearer, ByStrength, Form, FormIndex, Lexicon, Strength};
