//! Text: tokens, positions in lines, and the selector that finds a passage again after an edit.

pub(crate) mod position;
pub(crate) mod selector;
pub mod tokens;
