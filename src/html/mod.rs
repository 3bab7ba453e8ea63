//! Turns annotated texts into HTML: the text of an article with its mentions, notes, code and sanitised raw HTML.
//!
//! It takes a small input value for each text and knows neither the site nor its pages.

pub mod body;
pub mod code;
pub mod direction;
pub mod html_context;
pub mod input;
mod link_policy;
pub mod margin;
mod nesting;
mod notes;
pub mod raw_html;
pub mod raw_html_report;
mod safe_tags;
mod text_marks;
