//! Parts that several pictures share: a map with its markers, and a name in a picture.

use serde::Serialize;

use crate::geometry::PlacedLabel;
use crate::geometry::labels::LINE_HEIGHT;
use crate::geometry::path::px;
use crate::views::shared::EntityLink;

/// A name in a picture.
#[derive(Clone, Debug, Serialize)]
pub struct SignLabel {
    /// The text.
    pub text: String,
    /// The lines that it is broken into.
    pub lines: Vec<String>,
    /// Distance of two lines.
    pub line_height: String,
    /// Horizontal position of the start, middle or end of the text.
    pub x: String,
    /// Position of the first baseline.
    pub y: String,
    /// Which part of the text is at `x`: `start`, `middle`, `end`.
    pub anchor: &'static str,
}

/// Makes a placed name of its lines.
pub(super) fn label(lines: &[String], placed: &PlacedLabel, size_px: f64) -> SignLabel {
    SignLabel {
        text: lines.join(" "),
        lines: lines.to_vec(),
        line_height: px(size_px * LINE_HEIGHT),
        x: px(placed.at.0),
        y: px(placed.at.1),
        anchor: placed.anchor,
    }
}

/// A map. Lengths are pixels of the picture; paths are drawn under `scale(.25)`.
#[derive(Clone, Debug, Serialize)]
pub struct MapDrawing {
    /// `wide`, `narrow`, `inset`, `locator`.
    pub format: &'static str,
    /// Of an inset, the place that it is around; empty otherwise.
    pub title: String,
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
    /// How long some kilometres are; null where the map is too large for one scale.
    pub scale: Option<MapScale>,
    /// What the insets show.
    pub frames: Vec<MapFrame>,
    /// The markers, largest first, then the names of areas.
    pub signs: Vec<Sign>,
}

/// A line of some kilometres.
#[derive(Clone, Debug, Serialize)]
pub struct MapScale {
    /// The line with its ends.
    pub path: String,
    /// Its length in words: `20 km`.
    pub label: String,
    /// Horizontal position of the words.
    pub x: String,
    /// Their baseline.
    pub y: String,
}

/// The part of a map that an inset shows.
#[derive(Clone, Debug, Serialize)]
pub struct MapFrame {
    /// Horizontal position of its left side.
    pub x: String,
    /// Vertical position of its upper side.
    pub y: String,
    /// Width.
    pub width: String,
    /// Height.
    pub height: String,
    /// The place that it is around; null if there is no room.
    pub label: Option<SignLabel>,
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
    /// Whether it is a country or another area: a name without a circle.
    pub is_area: bool,
    /// Whether its circle is that of the sign before it, because both are at one point.
    pub is_gathered: bool,
    /// Number of further records at this point that have no room for their names.
    pub n_more: u64,
    /// An event that took place there, with its year; null if there is none or no room.
    pub note: Option<SignLabel>,
    /// Its name; null if there is no room for it.
    pub label: Option<SignLabel>,
}
