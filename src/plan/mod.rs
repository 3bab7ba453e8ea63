//! The dossier -> its pages: route, key and, when a page is really drawn, the data of its view.
//!
//! One file per kind of page. A page's key is combined from the keys of its parts, so planning hashes numbers, not
//! text. A view is the whole of what a template may see: the page's dependency list and the theme's contract.

pub mod article;
pub mod card;
pub mod citing;
pub mod copies;
pub mod coverage;
pub mod difference;
pub mod drawn;
pub mod entity;
pub mod free_pages;
pub mod front;
pub mod listing;
pub mod merged;
pub mod names;
pub mod pages;
pub mod paging;
pub mod parts;
pub mod passages;
pub mod picture;
pub mod related;
pub mod search;
pub mod site;
pub mod speech;
pub mod structured;
pub mod together;

pub use pages::{Page, Place, Subject, page, places_key, plan};
pub use parts::{ArticleLink, Chrome, EntityLink};
pub use site::{AnnotatedText, Site};
