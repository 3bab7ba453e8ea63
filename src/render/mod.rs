//! One planned page -> its bytes. Pure: the same site and page give the same bytes on any machine.

pub mod body;
pub mod code;
pub mod direction;
pub mod input;
pub mod margin;
mod nesting;
mod notes;
pub mod page;
pub mod policy;
pub mod raw_html;
mod safe_tags;
mod text_marks;
pub mod typeset;
pub mod typography;

pub use page::{Artifact, render, view};
