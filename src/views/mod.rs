//! What the pages show: one file per kind of page, and the values that they are made from.
//!
//! A view is a plain value with everything that its template may show, the HTML of its texts included: it is the
//! contract with authors of themes. Content and caches come in as a [`RenderContext`]. Which pages exist, and their
//! routes and keys, is decided in `pages`.

pub mod article;
pub mod backlinks;
pub mod body;
pub mod card;
pub mod chronology;
pub mod cite;
pub mod components;
pub mod content;
pub mod context;
pub mod copies;
pub mod coverage;
pub mod entity;
pub mod entity_pair;
pub mod free_pages;
pub mod front;
pub mod graphics;
pub mod json_ld;
pub mod listing;
pub mod merge_copies;
pub mod name_index;
pub mod pagination;
pub mod picture;
pub mod placed_notes;
pub mod quotes;
pub mod related;
pub mod search;
pub mod shared;
pub mod site_context;

pub use content::{AnnotatedText, Content, PlacedNote};
pub use context::{Interface, PublishedMedia, RenderCache, RenderContext};
