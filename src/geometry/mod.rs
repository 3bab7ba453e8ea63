//! Geometry for maps, networks and lines of time: projection, outlines of the land, label placement, network layout,
//! axes with folded silences.
//!
//! Pure functions from numbers to numbers and path data; they know nothing of records, pages or colours. They use only
//! the four operations and the square root, which IEEE 754 defines exactly, so a picture has the same bytes on every
//! machine (a platform's own sine may differ in the last bit).

pub(crate) mod angle;
pub(crate) mod basemap;
pub(crate) mod clip;
pub(crate) mod equal_earth;
pub(crate) mod flags;
pub(crate) mod labels;
pub(crate) mod layout;
pub(crate) mod outlines;
pub(crate) mod path;
pub(crate) mod time_axis;
pub(crate) mod viewport;

pub(crate) use basemap::{Basemap, basemap, prepare_outlines};
pub(crate) use labels::{LabelRequest, PlacedLabel};
pub(crate) use viewport::MapViewport;
