//! Turns one planned page into bytes: view, template, spaces, direction of text. A book is made of the same views.
//!
//! It is pure: the same context and page give the same bytes on any machine. What a page shows is decided in `views`.

pub(crate) mod book;
mod ordinals;
pub(crate) mod page;
pub(crate) mod typeset;
pub mod typography;

pub use page::{Artifact, render, view};
