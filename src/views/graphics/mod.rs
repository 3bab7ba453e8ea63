//! The pages' pictures: the map, a record's small one, the network, a record's circle. What they show is decided here;
//! where it is drawn, in `crate::geometry`; the signs themselves are the templates' affair.

pub mod circle;
pub mod locator;
pub mod map;
pub mod network;
pub mod place_tree;

use serde::Serialize;

use crate::geometry::PlacedLabel;
use crate::geometry::path::px;

/// A name in a picture.
#[derive(Clone, Debug, Serialize)]
pub struct SignLabel {
    /// The words, cut where they are long.
    pub text: String,
    /// Where the words start, have their middle or end.
    pub x: String,
    /// Their base line.
    pub y: String,
    /// `start`, `middle`, `end`.
    pub anchor: &'static str,
}

/// Makes a placed name.
pub(super) fn label(text: String, placed: &PlacedLabel) -> SignLabel {
    SignLabel { text, x: px(placed.at.0), y: px(placed.at.1), anchor: placed.anchor }
}
