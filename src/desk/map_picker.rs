//! Coordinates by number fields and by a click on the built-in map: draws a section of the map, and says what place a point of it
//! is. Nothing is looked up.

use super::form_parts::{FormFrame, button};
use crate::geometry::viewport::MapFormat;
use crate::geometry::{Basemap, MapViewport, basemap};
use crate::model::Coordinates;

/// Largest outlines of a map, in bytes.
const MAX_OUTLINE_BYTES: usize = 24_000;
/// The distances from the centre to the edge that one may choose, in radii of the globe; the first is the whole world.
const EXTENTS: [f64; 8] = [9.0, 0.8, 0.4, 0.2, 0.1, 0.05, 0.02, 0.008];
/// The extent that a map begins with where there is a place.
const FIRST_ZOOM: usize = 4;

/// A section of the map.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct MapSection {
    /// Its centre; the whole world without one.
    pub(super) center: Option<Coordinates>,
    /// Which of the extents it has; the last for larger numbers.
    pub(super) zoom: usize,
}

impl MapSection {
    fn viewport(self) -> MapViewport {
        let extent = EXTENTS[self.zoom.min(EXTENTS.len() - 1)];
        let format = MapFormat { width_px: 640.0, height_px: (320.0, 320.0), margin: 0.0, min_half_extent: extent };
        let places: Vec<Coordinates> = self.center.filter(|_| self.zoom > 0).into_iter().collect();
        MapViewport::around(&places, &format)
    }

    /// Returns the place at a point, in pixels from the upper left corner.
    pub(super) fn place(self, (x, y): (f64, f64)) -> Option<Coordinates> {
        self.viewport().place((x, y))
    }

    /// Draws the section, with a mark on a place.
    pub(super) fn drawing(self, mark: Option<Coordinates>) -> String {
        let frame = self.viewport();
        let Basemap { sea, graticule, land, borders } = basemap(&frame, MAX_OUTLINE_BYTES);
        let (width, height) = (frame.width_px, frame.height_px);
        let mut out = format!(
            "<svg viewBox=\"0 0 {width} {height}\" data-zoom=\"{}\" aria-hidden=\"true\"><g transform=\"scale(.25)\"><path \
             class=\"sea\" d=\"{sea}\"/><path class=\"graticule\" d=\"{graticule}\"/><path class=\"land\" d=\"{land}\"/><path \
             class=\"borders\" d=\"{borders}\"/></g>",
            self.zoom.min(EXTENTS.len() - 1)
        );
        if let Some((x, y)) = mark.map(|place| frame.point(place)) {
            out.push_str(&format!("<circle class=\"spot\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"6\"/>"));
        }
        out.push_str("</svg>");
        out
    }
}

/// Returns the fields and the map of a record.
pub(super) fn fields(frame: &FormFrame<'_>, place: Option<Coordinates>) -> String {
    let value = |of: fn(&Coordinates) -> f64| place.as_ref().map(|place| of(place).to_string()).unwrap_or_default();
    let section = MapSection { center: place, zoom: if place.is_some() { FIRST_ZOOM } else { 0 } };
    let number = |id: &str, most: u32, value: &str| {
        format!(
            "<p class=\"field\"><label for=\"{id}\">{}</label> <input type=\"number\" id=\"{id}\" step=\"any\" \
             min=\"-{most}\" max=\"{most}\" value=\"{value}\"></p>",
            frame.text(id)
        )
    };
    format!(
        "<fieldset id=\"coordinates\"><legend>{}</legend>\n<div class=\"pair\">{}{}</div>\n<p><small>{}</small></p>\n<div \
         id=\"map\">{}</div>\n<p class=\"bar\">{} {} {}</p></fieldset>\n",
        frame.label("coordinates"),
        number("latitude", 90, &value(|place| place.latitude)),
        number("longitude", 180, &value(|place| place.longitude)),
        frame.text("map-hint"),
        section.drawing(place),
        button(&frame.text("nearer"), "id=\"map-in\""),
        button(&frame.text("farther"), "id=\"map-out\""),
        button(&frame.text("no-place"), "id=\"map-clear\"")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_of_the_map_is_the_place_that_is_drawn_there() {
        for (latitude, longitude) in [(48.39, -4.49), (-17.8, 177.9), (62.0, 129.7), (0.0, 0.0), (-54.9, -68.3)] {
            let place = Coordinates::new(latitude, longitude);
            for zoom in 0..EXTENTS.len() + 2 {
                let section = MapSection { center: place, zoom };
                let point = section.viewport().point(place.expect("a place"));
                let back = section.place(point).expect("a place");
                assert!((back.latitude - latitude).abs() < 1e-4, "{back:?} at {zoom}");
                assert!((back.longitude - longitude).abs() < 1e-4, "{back:?} at {zoom}");
            }
        }
        assert_eq!(MapSection::default().place((0.0, 0.0)), None);
        assert_eq!(MapSection::default().place((f64::NAN, 1e300)), None);
    }
}
