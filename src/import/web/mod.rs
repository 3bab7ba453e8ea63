//! Saved web pages: a tree within bounds, what the page says of itself, the article in it, its paragraphs.

pub(in crate::import) mod blocks;
pub(in crate::import) mod dom;
mod metadata;
pub(in crate::import) mod page;
mod page_boilerplate;
