//! The pictures of pages: the map, the network, the line of time, and the small map and small network of a record.
//!
//! This module selects the content. Positions and paths are computed in `geometry`, and the templates draw the signs.

mod actors;
pub(crate) mod circle;
pub(crate) mod drawing;
pub(crate) mod locator;
pub(crate) mod map;
mod map_insets;
mod map_signs;
pub(crate) mod network;
pub(crate) mod network_drawing;
pub(crate) mod place_tree;
pub(crate) mod timeline;
pub(crate) mod timeline_articles;
pub(crate) mod timeline_scale;
pub(crate) mod timeline_ticks;
