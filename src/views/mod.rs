//! The dossier -> its pages: route, key and, when a page is really drawn, the data of its view.
//!
//! One file per kind of page. A page's key is combined from the keys of its parts, so planning hashes numbers, not
//! text. A view is the whole of what a template may see: the page's dependency list and the theme's contract.

pub mod article;
pub mod backlinks;
pub mod card;
pub mod cite;
pub mod components;
pub mod copies;
pub mod coverage;
pub mod dates_and_quotes;
pub mod entity;
pub mod entity_pair;
pub mod free_pages;
pub mod front;
pub mod graphics;
pub mod json_ld;
pub mod listing;
pub mod merge_copies;
pub mod name_index;
pub mod picture;
pub mod placed_notes;
pub mod related;
pub mod search;
pub mod site;

pub use components::{ArticleLink, Chrome, EntityLink};
pub use site::{AnnotatedText, Site};
