//! Geometry of the pictures: the projection, outlines of the land, labels that do not collide, the layout of a network.
//!
//! Pure functions from numbers to numbers and path data; nothing here knows a record, a page or a colour. Only the four
//! operations and the square root are used, which IEEE 754 rounds alike on every machine: so a picture has the same bytes
//! everywhere (a platform's own sine may differ in the last place).

pub mod angle;
pub mod basemap;
pub mod clip;
pub mod equal_earth;
pub mod labels;
pub mod layout;
pub mod outlines;
pub mod path;
pub mod viewport;

pub use basemap::{Basemap, basemap, prepare_outlines};
pub use labels::{LabelRequest, PlacedLabel};
pub use viewport::MapViewport;
