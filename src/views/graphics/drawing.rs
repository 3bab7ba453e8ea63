//! Parts that several pictures share: a map with its markers, and a name in a picture.

use serde::Serialize;

use crate::geometry::PlacedLabel;
use crate::geometry::path::px;
use crate::views::shared::EntityLink;

/// A name in a picture.
#[derive(Clone, Debug, Serialize)]
pub struct SignLabel {
    /// The text, truncated if it is long.
    pub text: String,
    /// Horizontal position of the start, middle or end of the text.
    pub x: String,
    /// Position of the baseline.
    pub y: String,
    /// Which part of the text is at `x`: `start`, `middle`, `end`.
    pub anchor: &'static str,
}

/// Makes a placed name.
pub(super) fn label(text: String, placed: &PlacedLabel) -> SignLabel {
    SignLabel { text, x: px(placed.at.0), y: px(placed.at.1), anchor: placed.anchor }
}

/// A map. Lengths are pixels of the picture; paths are drawn under `scale(.25)`.
#[derive(Clone, Debug, Serialize)]
pub struct MapDrawing {
    /// `wide`, `narrow`, `locator`.
    pub format: &'static str,
    /// Width of the picture.
    pub width: String,
    /// Height of the picture.
    pub height: String,
    /// The sea.
    pub sea: String,
    /// Meridians and parallels.
    pub graticule: String,
    /// Land outlines.
    pub land: String,
    /// Borders of countries.
    pub borders: String,
    /// The markers, largest first.
    pub signs: Vec<Sign>,
}

/// A marker on a map.
#[derive(Clone, Debug, Serialize)]
pub struct Sign {
    /// The record; `n` counts its mentions.
    pub entity: EntityLink,
    /// Horizontal position.
    pub x: String,
    /// Vertical position.
    pub y: String,
    /// Radius.
    pub r: String,
    /// Number of events that took place there.
    pub n_events: u64,
    /// Whether it is the subject of the map.
    pub own: bool,
    /// Its name; null if there is no room for it.
    pub label: Option<SignLabel>,
}
