//! The dossier -> its pages: route, key and, when a page is really drawn, the data of its view.
//!
//! One file per kind of page. A page's key is combined from the keys of its parts, so planning hashes numbers, not
//! text. A view is the whole of what a template may see: the page's dependency list and the theme's contract.

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
pub mod quotes;
pub mod related;
pub mod search;
pub mod shared;
pub mod site_context;

pub use content::{AnnotatedText, Content, PlacedNote};
pub use context::{Interface, PublishedMedia, RenderCache, RenderContext};
