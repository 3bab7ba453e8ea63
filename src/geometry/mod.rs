//! Geometry for maps and networks: projection, outlines of the land, label placement, network layout.
//!
//! Pure functions from numbers to numbers and path data; they know nothing of records, pages or colours. They use only
//! the four operations and the square root, which IEEE 754 defines exactly, so a picture has the same bytes on every
//! machine (a platform's own sine may differ in the last bit).

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
