//! Saved web pages: parsing within limits (`dom`), metadata, the article without the page around it, and its blocks.

mod article_blocks;
pub(in crate::import) mod blocks;
mod byline;
pub(in crate::import) mod dom;
mod head_lines;
mod json_ld;
mod lead_picture;
mod line_kinds;
mod main_text;
mod metadata;
pub(in crate::import) mod page;
mod page_boilerplate;
mod page_dates;
pub(in crate::import) mod page_origin;
pub(in crate::import) mod section;
mod values;
