//! The pages of a site: which there are, under which route, with which key.
//!
//! Takes the linked content and the interface; gives a sorted list of routes, and for each page its key. What a page shows is
//! made in `views`, its bytes in `render`.

pub mod pagination;
pub mod plan;

pub use plan::{KeyedPage, PageKind, PlannedPage, keyed_page, plan_key, plan_pages};
