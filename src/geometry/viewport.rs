//! The section of a map: some places -> the part of the globe that shows them all, and the transformation from degrees
//! to pixels.
//!
//! The central meridian is in the middle of the places, so that a dossier about the Pacific is not cut at the
//! antimeridian. A regional map is stretched so that shapes are right in its centre; areas stay true, as in the
//! projection.

use super::clip::{PlanePoint, Rectangle};
use super::equal_earth::{self, HALF_HEIGHT, HALF_WIDTH};
use crate::model::Coordinates;

/// The format of a picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct MapFormat {
    /// Width, in pixels.
    pub width_px: f64,
    /// Minimum and maximum height, in pixels.
    pub height_px: (f64, f64),
    /// Margin around the places, as a fraction of the longer side.
    pub margin: f64,
    /// Minimum distance from the centre to the edge, in radii of the globe: 0.1 is some 640 km.
    pub min_half_extent: f64,
}

/// A section of the globe in a picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct MapViewport {
    /// Width of the picture, in pixels.
    pub width_px: f64,
    /// Height of the picture, in pixels.
    pub height_px: f64,
    /// The central meridian of the projection, in degrees.
    pub meridian: f64,
    /// Stretch in north-south direction; east-west is shrunk by the same factor.
    stretch: f64,
    /// Pixels per radius of the globe.
    scale_px: f64,
    /// The centre of the picture, in stretched radii.
    middle: PlanePoint,
}

impl MapViewport {
    /// Makes the viewport that shows all places; without places, the whole world.
    #[must_use]
    pub(crate) fn around(places: &[Coordinates], format: &MapFormat) -> Self {
        let (meridian, span) = meridian(places);
        let latitudes = places.iter().map(|place| place.latitude);
        let (south, north) =
            latitudes.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), next| (low.min(next), high.max(next)));
        let is_world = places.is_empty() || span > 150.0;
        let stretch = if is_world { 1.0 } else { stretch((south + north) / 2.0) };
        let mut frame =
            Self { width_px: format.width_px, height_px: 0.0, meridian, stretch, scale_px: 1.0, middle: (0.0, 0.0) };
        let drawn: Vec<PlanePoint> = places.iter().map(|place| frame.stretched(*place)).collect();
        let everything = [(-HALF_WIDTH, -HALF_HEIGHT), (HALF_WIDTH, HALF_HEIGHT)];
        let drawn = if drawn.is_empty() { everything.to_vec() } else { drawn };
        let (low, high) = bounds(&drawn);
        frame.middle = ((low.0 + high.0) / 2.0, (low.1 + high.1) / 2.0);
        let margin = format.margin * (high.0 - low.0).max(high.1 - low.1);
        let half = |low: f64, high: f64| ((high - low) / 2.0 + margin).max(format.min_half_extent);
        let (mut half_width, mut half_height) = (half(low.0, high.0), half(low.1, high.1));
        // At most the width of the world plus a margin.
        half_width = half_width.min(HALF_WIDTH * 1.02 / stretch);
        half_height = half_height.min(HALF_HEIGHT * 1.02 * stretch);
        frame.height_px =
            (format.width_px * half_height / half_width).clamp(format.height_px.0, format.height_px.1).round();
        half_width = half_width.max(half_height * format.width_px / frame.height_px);
        half_height = half_width * frame.height_px / format.width_px;
        frame.scale_px = format.width_px / 2.0 / half_width;
        // Do not show anything beyond a pole.
        let room = (HALF_HEIGHT * 1.02 * stretch - half_height).max(0.0);
        frame.middle.1 = frame.middle.1.clamp(-room, room);
        let room = (HALF_WIDTH * 1.02 / stretch - half_width).max(0.0);
        frame.middle.0 = frame.middle.0.clamp(-room, room);
        frame
    }

    /// Returns the position of a place, in pixels from the upper left corner.
    #[must_use]
    pub(crate) fn point(&self, place: Coordinates) -> PlanePoint {
        self.pixel(self.stretched(place))
    }

    /// Returns the place at a position; `None` if it is not on the globe.
    #[must_use]
    pub(crate) fn place(&self, (x, y): PlanePoint) -> Option<Coordinates> {
        let east = self.middle.0 + (x - self.width_px / 2.0) / self.scale_px;
        let north = (self.middle.1 - (y - self.height_px / 2.0) / self.scale_px) / self.stretch;
        if north.abs() > HALF_HEIGHT || !east.is_finite() || !north.is_finite() {
            return None;
        }
        let latitude = equal_earth::latitude(north);
        let longitude = east * self.stretch / equal_earth::parallel(latitude).x_of_degree;
        if longitude.abs() > 180.0 {
            return None;
        }
        Coordinates::new(latitude, wrapped(self.meridian + longitude))
    }

    /// Returns the position of a point at a longitude in degrees east of the central meridian, on this latitude.
    #[must_use]
    pub(crate) fn project(&self, east: f64, latitude: f64) -> PlanePoint {
        let parallel = equal_earth::near_parallel(latitude);
        self.pixel((east * parallel.x_of_degree / self.stretch, parallel.y * self.stretch))
    }

    /// Returns the picture's rectangle plus a margin in pixels.
    #[must_use]
    pub(crate) fn rectangle(&self, around_px: f64) -> Rectangle {
        Rectangle { low: (-around_px, -around_px), high: (self.width_px + around_px, self.height_px + around_px) }
    }

    /// Returns the range of longitudes and latitudes that are at least partly visible: degrees east of the central
    /// meridian, and degrees north.
    #[must_use]
    pub(crate) fn degrees(&self) -> Rectangle {
        let y = |row_px: f64| (self.middle.1 - (row_px - self.height_px / 2.0) / self.scale_px) / self.stretch;
        let (south, north) = (equal_earth::latitude(y(self.height_px)), equal_earth::latitude(y(0.0)));
        // A degree of longitude is shortest on the parallel farthest from the equator.
        let farthest = if south.abs() > north.abs() { south } else { north };
        let degree = equal_earth::parallel(farthest).x_of_degree / self.stretch;
        let half = self.width_px / 2.0 / self.scale_px;
        let east = |x: f64| (x / degree).clamp(-180.0, 180.0);
        Rectangle { low: (east(self.middle.0 - half), south), high: (east(self.middle.0 + half), north) }
    }

    /// Returns the pixels per degree at the equator, whether or not it is in the picture. Nowhere is a degree longer,
    /// except where the projection slants: by 7 % at 120 degrees from the central meridian, by 30 % at 180.
    #[must_use]
    pub(crate) fn px_of_degree(&self) -> f64 {
        let (south, north) = (equal_earth::parallel(-0.5), equal_earth::parallel(0.5));
        let (up, east) = ((north.y - south.y) * self.stretch, north.x_of_degree / self.stretch);
        up.max(east) * self.scale_px
    }

    fn stretched(&self, place: Coordinates) -> PlanePoint {
        let parallel = equal_earth::parallel(place.latitude);
        (wrapped(place.longitude - self.meridian) * parallel.x_of_degree / self.stretch, parallel.y * self.stretch)
    }

    fn pixel(&self, (x, y): PlanePoint) -> PlanePoint {
        (
            self.width_px / 2.0 + (x - self.middle.0) * self.scale_px,
            self.height_px / 2.0 - (y - self.middle.1) * self.scale_px,
        )
    }
}

/// Returns the whole degree in the middle of the shortest arc that contains all places, and the arc's length in
/// degrees.
fn meridian(places: &[Coordinates]) -> (f64, f64) {
    let mut longitudes: Vec<f64> = places.iter().map(|place| place.longitude).collect();
    longitudes.sort_by(f64::total_cmp);
    let (Some(first), Some(last)) = (longitudes.first(), longitudes.last()) else { return (0.0, 360.0) };
    // The arc leaves out the widest gap between neighbours; start with the gap across the antimeridian.
    let (mut gap, mut start) = (first + 360.0 - last, *first);
    for pair in longitudes.windows(2) {
        if pair[1] - pair[0] > gap {
            (gap, start) = (pair[1] - pair[0], pair[1]);
        }
    }
    let span = 360.0 - gap;
    (wrapped((start + span / 2.0).round()), span)
}

/// Returns the stretch of a map that makes a step north as long as a step east at a latitude.
fn stretch(latitude: f64) -> f64 {
    let latitude = latitude.clamp(-80.0, 80.0);
    let (a, b) = (equal_earth::parallel(latitude - 0.5), equal_earth::parallel(latitude + 0.5));
    let (_, cos) = super::angle::sin_cos(latitude.to_radians());
    let east = (a.x_of_degree + b.x_of_degree) / 2.0 / cos;
    (east / (b.y - a.y)).sqrt()
}

/// Returns the same meridian as a number from -180 up to 180.
fn wrapped(degrees: f64) -> f64 {
    degrees - 360.0 * ((degrees + 180.0) / 360.0).floor()
}

fn bounds(points: &[PlanePoint]) -> (PlanePoint, PlanePoint) {
    points
        .iter()
        .fold(((f64::INFINITY, f64::INFINITY), (f64::NEG_INFINITY, f64::NEG_INFINITY)), |(low, high), point| {
            ((low.0.min(point.0), low.1.min(point.1)), (high.0.max(point.0), high.1.max(point.1)))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORMAT: MapFormat =
        MapFormat { width_px: 960.0, height_px: (400.0, 640.0), margin: 0.1, min_half_extent: 0.05 };

    fn places(list: &[(f64, f64)]) -> Vec<Coordinates> {
        list.iter().filter_map(|(latitude, longitude)| Coordinates::new(*latitude, *longitude)).collect()
    }

    #[test]
    fn every_place_is_in_the_picture() {
        for list in [
            &[(48.9, 2.3)][..],
            &[(90.0, 0.0), (-90.0, 180.0)],
            &[(-17.8, 177.7), (-13.8, -171.8), (21.3, -157.9)],
            &[(62.0, 129.7), (39.0, 125.8)],
            &[(38.9, -77.0), (55.8, 37.6), (0.0, -160.0), (40.0, 127.0)],
            &[],
        ] {
            let places = places(list);
            let frame = MapViewport::around(&places, &FORMAT);
            for place in &places {
                assert!(frame.rectangle(0.0).has(frame.point(*place)), "{place:?} in {frame:?}");
            }
            assert!((400.0..=640.0).contains(&frame.height_px), "{frame:?}");
        }
    }

    #[test]
    fn the_pacific_is_whole() {
        let frame = MapViewport::around(&places(&[(-17.8, 177.7), (-13.8, -171.8), (21.3, -157.9)]), &FORMAT);
        assert!((frame.meridian - -170.0).abs() < 1.0, "{frame:?}");
        let (fiji, samoa) = (frame.point(places(&[(-17.8, 177.7)])[0]), frame.point(places(&[(-13.8, -171.8)])[0]));
        assert!(samoa.0 > fiji.0 && samoa.0 - fiji.0 < 400.0);
    }

    #[test]
    fn a_step_north_is_as_long_as_one_east_in_the_middle() {
        let frame = MapViewport::around(&places(&[(61.0, 129.0), (63.0, 131.0)]), &FORMAT);
        let (middle, north, east) = (frame.project(0.0, 62.0), frame.project(0.0, 62.1), frame.project(0.1, 62.0));
        let ratio = (east.0 - middle.0) / 62f64.to_radians().cos() / (middle.1 - north.1);
        assert!((ratio - 1.0).abs() < 0.01, "{ratio}");
    }
}
