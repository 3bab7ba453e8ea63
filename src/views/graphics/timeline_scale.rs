//! Places on a line of time: days -> pixels of the narrowest drawing -> percent of any drawing. The other files of the line of
//! time draw with it.

use crate::geometry::time_axis::{DayNumber, TimeAxis};

/// Width for which names are laid out: the narrowest page that shows the drawing has 800 pixels.
pub(super) const WIDTH_PX: f64 = 760.0;

/// Where places of the axis lie on the drawing.
pub(super) struct Scale {
    pub(super) axis: TimeAxis,
    pub(super) left_px: f64,
    pub(super) length_px: f64,
    pub(super) is_right_to_left: bool,
}

impl Scale {
    /// Returns the distance of a day from the edge where the text starts, in pixels of the narrowest drawing.
    pub(super) fn px(&self, day: DayNumber) -> f64 {
        self.at_px(self.axis.at(day))
    }

    /// Returns the distance of a place of the axis from that edge.
    pub(super) fn at_px(&self, place: f64) -> f64 {
        self.left_px + place * self.length_px
    }

    /// Returns a distance as thousandths of the width, from the left.
    pub(super) fn thousandths(&self, px: f64) -> f64 {
        let share = px / WIDTH_PX * 1000.0;
        (if self.is_right_to_left { 1000.0 - share } else { share }).clamp(0.0, 1000.0)
    }

    /// Returns a distance in percent, from the left.
    pub(super) fn percent(&self, px: f64) -> String {
        percent(self.thousandths(px) / 10.0)
    }
}

/// Writes a percentage with one decimal.
pub(super) fn percent(share: f64) -> String {
    let text = format!("{share:.1}");
    format!("{}%", text.strip_suffix(".0").unwrap_or(&text))
}
