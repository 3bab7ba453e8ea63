//! Saved web pages: parsing within limits (`dom`), metadata, the article without the page around it, and its blocks.

pub(in crate::import) mod blocks;
pub(in crate::import) mod dom;
mod metadata;
pub(in crate::import) mod page;
mod page_boilerplate;
pub(in crate::import) mod section;
