//! The data that pages show: one file per kind of page, and the inputs of all of them.
//!
//! A view is a plain value with everything that its template may show, including rendered HTML of texts: it is the
//! contract with theme authors. Content and caches come in as a [`RenderContext`]. Which pages exist, and their
//! routes and keys, is decided in `pages`.

pub(crate) mod article;
pub(crate) mod as_of;
pub(crate) mod backlinks;
pub(crate) mod body;
pub(crate) mod card;
pub(crate) mod cast;
pub(crate) mod chronology;
pub(crate) mod chronology_filters;
pub(crate) mod cite;
pub(crate) mod cited_sources;
mod compared_texts;
pub(crate) mod components;
pub(crate) mod content;
pub(crate) mod context;
pub(crate) mod copies;
pub(crate) mod corrections;
pub(crate) mod coverage;
pub(crate) mod datelines;
pub(crate) mod doors;
pub(crate) mod entity;
pub(crate) mod entity_pair;
pub(crate) mod event_evidence;
pub(crate) mod event_passages;
mod figure_sources;
pub(crate) mod figure_strips;
pub(crate) mod figure_view;
pub(crate) mod free_pages;
pub(crate) mod front;
pub(crate) mod front_columns;
pub(crate) mod graphics;
pub(crate) mod highlights;
pub(crate) mod json_ld;
pub(crate) mod last_said;
pub(crate) mod listing;
pub(crate) mod merge_copies;
pub(crate) mod moments;
pub(crate) mod name_index;
mod page_ranges;
pub(crate) mod pagination;
pub(crate) mod picture;
pub(crate) mod placed_decisions;
pub(crate) mod placed_notes;
pub(crate) mod portrait;
pub(crate) mod quotes;
pub(crate) mod related;
pub(crate) mod search;
pub(crate) mod shared;
pub(crate) mod site_context;
mod tally;
pub(crate) mod teaser;
pub(crate) mod time_index;
pub(crate) mod timelines;
pub(crate) mod who_is_who;

pub(crate) use content::{AnnotatedText, Content};
pub(crate) use context::{PublishedMedia, RenderCache, RenderContext};
