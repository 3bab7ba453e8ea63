//! Renders annotated texts as HTML: the text of an article with its mentions, notes, code and sanitised raw HTML.
//!
//! It takes a small input value for each text and knows neither the site nor its pages.

pub(crate) mod body;
pub(crate) mod code;
pub(crate) mod direction;
pub mod html_context;
pub(crate) mod input;
mod link_policy;
pub(crate) mod margin;
mod nesting;
mod notes;
pub mod raw_html;
pub(crate) mod raw_html_report;
mod safe_tags;
mod text_marks;
