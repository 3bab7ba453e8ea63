//! The pages of a site: which there are, under which route, with which key and which content.
//!
//! Takes the finished content and interface of a site; gives a sorted list of routes, and for each page its key and its
//! view. What a page shows is decided in `views`; `render` turns a view into bytes.

pub(crate) mod content;
pub(crate) mod keys;
pub(crate) mod kinds;
pub(crate) mod plan;

pub use content::{PageContent, PageView, export_input, page_content};
pub use keys::keyed_page;
pub use kinds::{HostingFile, KeyedPage, PageKind, PlannedPage};
pub use plan::{plan_key, plan_pages};
