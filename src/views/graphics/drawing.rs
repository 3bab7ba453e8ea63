//! The parts that several pictures have: a map with its signs, and a name in a picture.

use serde::Serialize;

use crate::geometry::PlacedLabel;
use crate::geometry::path::px;
use crate::views::shared::EntityLink;

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
    /// Land.
    pub land: String,
    /// Lines between countries.
    pub borders: String,
    /// What stands on it, largest first.
    pub signs: Vec<Sign>,
}

/// A record on a map.
#[derive(Clone, Debug, Serialize)]
pub struct Sign {
    /// The record; `n` counts its mentions.
    pub entity: EntityLink,
    /// Where it is.
    pub x: String,
    /// Where it is.
    pub y: String,
    /// Radius.
    pub r: String,
    /// How many events took place there.
    pub n_events: u64,
    /// Whether it is what the map is about.
    pub own: bool,
    /// Its name; null where there is no room for it.
    pub label: Option<SignLabel>,
}
