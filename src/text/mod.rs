//! Text: tokens, positions in lines, and the selector that finds a passage again after an edit.

pub mod position;
pub mod selector;
pub mod tokens;
