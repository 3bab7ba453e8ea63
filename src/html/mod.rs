//! Annotated text as HTML: an article's body with its marks, notes, code and sanitised raw HTML.

pub mod body;
pub mod code;
pub mod direction;
pub mod input;
mod link_policy;
pub mod margin;
mod nesting;
mod notes;
pub mod raw_html;
mod safe_tags;
mod text_marks;
