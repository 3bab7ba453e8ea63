//! The pictures of pages: the map, the network, and the small map and small network of a record.
//!
//! What they show is decided here. Positions and paths are computed in `geometry`, and the templates draw the signs.

pub mod circle;
pub mod drawing;
pub mod locator;
pub mod map;
pub mod network;
pub mod place_tree;
