//! A viewport -> the paths of its map: sea, graticule, land, borders, simplified until they fit a number of bytes.

use super::clip::{self, PlanePoint, RankedPoint, Rectangle};
use super::outlines::{self, Outline};
use super::{MapViewport, path};

/// The paths of a map, to be drawn under `scale(.25)`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Basemap {
    /// The globe's surface, as far as it is in the picture.
    pub sea: String,
    /// The graticule: meridians and parallels.
    pub graticule: String,
    /// Land.
    pub land: String,
    /// Borders between countries.
    pub borders: String,
}

/// Possible steps of the graticule, in degrees.
const STEPS: [f64; 7] = [30.0, 15.0, 10.0, 5.0, 2.0, 1.0, 0.5];
/// Largest tolerance used to make outlines fit, in pixels.
const TOLERANCES_PX: [f64; 6] = [0.35, 0.6, 1.0, 1.7, 3.0, 6.0];
/// Smallest tolerance; the outlines in the binary may be off by as much.
const FINEST_PX: f64 = TOLERANCES_PX[0];
const COARSEST_PX: f64 = TOLERANCES_PX[TOLERANCES_PX.len() - 1];
/// Longer edges are subdivided, so that they follow the projection; in degrees.
const MAX_EDGE: f64 = 2.0;

/// Unpacks the outlines that most maps use in advance, so that the first map is not delayed.
pub(crate) fn prepare_outlines() {
    let _ = outlines::world(0.0);
}

/// Makes the map of a viewport, with outlines of at most `max_bytes`, or at the largest tolerance if even that is
/// longer.
#[must_use]
pub(crate) fn basemap(frame: &MapViewport, max_bytes: usize) -> Basemap {
    let degrees = frame.degrees();
    let window = frame.rectangle(4.0);
    let cut = |rings: &[Outline], closed: bool| -> Vec<Vec<PlanePoint>> {
        rings.iter().flat_map(|ring| visible(ring, closed, frame, &degrees, &window)).collect()
    };
    let world = outlines::world(FINEST_PX / frame.px_of_degree());
    let land: Vec<Vec<RankedPoint>> = cut(&world.land, true).iter().map(|ring| ranked_ring(ring, FINEST_PX)).collect();
    let borders: Vec<Vec<RankedPoint>> =
        cut(&world.borders, false).iter().map(|line| clip::ranked(line, FINEST_PX)).collect();
    let mut map =
        Basemap { sea: sea(frame, &window), graticule: graticule(frame, &degrees, &window), ..Basemap::default() };
    for tolerance in TOLERANCES_PX {
        let (land, borders) = (coarse(&land, true, tolerance), coarse(&borders, false, tolerance));
        let least_len = |lines: &[Vec<PlanePoint>]| lines.iter().map(|line| path::least_len(line)).sum::<usize>();
        if tolerance < COARSEST_PX && least_len(&land) + least_len(&borders) > max_bytes {
            continue;
        }
        (map.land, map.borders) = (path::path(&land, true), path::path(&borders, false));
        if map.land.len() + map.borders.len() <= max_bytes {
            break;
        }
    }
    map
}

/// Returns lines simplified to a tolerance; drops rings too small to see.
fn coarse(lines: &[Vec<RankedPoint>], closed: bool, tolerance_px: f64) -> Vec<Vec<PlanePoint>> {
    let at = |line: &Vec<RankedPoint>| {
        let mut points = Vec::with_capacity(line.len());
        points.extend(line.iter().filter(|one| one.rank > tolerance_px).map(|one| one.point));
        points
    };
    let lines = lines.iter().map(at);
    lines.filter(|line| !closed || clip::area(line) > tolerance_px * tolerance_px).collect()
}

/// Ranks the points of a ring, as two halves, so that each has two ends to start from.
fn ranked_ring(ring: &[PlanePoint], tolerance_px: f64) -> Vec<RankedPoint> {
    let (first, second) = ring.split_at(ring.len() / 2);
    let half = |part: &[PlanePoint], end: &[PlanePoint]| {
        let mut ranked = clip::ranked(&[part, &end[..1]].concat(), tolerance_px);
        // It is also the first point of the other half.
        ranked.pop();
        ranked
    };
    if first.is_empty() { Vec::new() } else { [half(first, second), half(second, first)].concat() }
}

/// Returns the visible parts of a line or ring, in pixels.
fn visible(
    outline: &Outline,
    closed: bool,
    frame: &MapViewport,
    degrees: &Rectangle,
    window: &Rectangle,
) -> Vec<Vec<PlanePoint>> {
    let mut parts = Vec::new();
    for turn in [-720.0, -360.0, 0.0, 360.0, 720.0] {
        let shift = turn - frame.meridian;
        if !outline.extent.moved(shift).overlaps(degrees) {
            continue;
        }
        let east = outline.around(degrees, shift);
        if closed {
            parts.push(clip::ring(pixels(&clip::ring(east, degrees), frame, true), window));
        } else {
            for piece in clip::line(east, degrees) {
                parts.extend(clip::line(pixels(&piece, frame, false), window));
            }
        }
    }
    parts.retain(|part| part.len() > 1);
    parts
}

/// Projects points and subdivides long edges.
fn pixels(points: &[PlanePoint], frame: &MapViewport, closed: bool) -> Vec<PlanePoint> {
    let mut line = Vec::with_capacity(points.len());
    let mut before = if closed { points.last().copied() } else { None };
    for point in points {
        if let Some((x, y)) = before {
            let (dx, dy) = (point.0 - x, point.1 - y);
            let n_steps = (dx.abs().max(dy.abs()) / MAX_EDGE).ceil();
            let mut step = 1.0;
            while step < n_steps {
                line.push(frame.project(x + dx * step / n_steps, y + dy * step / n_steps));
                step += 1.0;
            }
        }
        line.push(frame.project(point.0, point.1));
        before = Some(*point);
    }
    line
}

fn sea(frame: &MapViewport, window: &Rectangle) -> String {
    let globe = [(-180.0, -90.0), (180.0, -90.0), (180.0, 90.0), (-180.0, 90.0)];
    let ring = clip::simplify(&clip::ring(pixels(&globe, frame, true), window), 0.2);
    path::path(&[ring], true)
}

/// Draws the graticule with the widest step that gives about three lines in each direction.
fn graticule(frame: &MapViewport, degrees: &Rectangle, window: &Rectangle) -> String {
    let (width, height) = (degrees.high.0 - degrees.low.0, degrees.high.1 - degrees.low.1);
    let step = STEPS.into_iter().find(|step| width.min(height * 1.6) / step >= 3.0).unwrap_or(0.25);
    let mut lines = Vec::new();
    let mut push = |line: &[PlanePoint]| {
        let pieces = clip::line(pixels(line, frame, false), window);
        lines.extend(pieces.iter().map(|piece| clip::simplify(piece, 0.2)));
    };
    let mut meridian = ((degrees.low.0 + frame.meridian) / step).ceil() * step - frame.meridian;
    while meridian <= degrees.high.0 {
        push(&[(meridian, degrees.low.1), (meridian, degrees.high.1)]);
        meridian += step;
    }
    let mut parallel = (degrees.low.1 / step).ceil() * step;
    while parallel <= degrees.high.1 {
        push(&[(degrees.low.0, parallel), (degrees.high.0, parallel)]);
        parallel += step;
    }
    path::path(&lines, false)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::viewport::MapFormat;
    use crate::model::Coordinates;

    const FORMAT: MapFormat =
        MapFormat { width_px: 960.0, height_px: (400.0, 640.0), margin: 0.1, min_half_extent: 0.05 };

    #[test]
    fn outlines_keep_to_their_bytes() {
        for list in [&[][..], &[(62.0, 129.7)], &[(48.9, 2.3), (38.0, -77.0)], &[(-17.8, 177.7), (-13.8, -171.8)]] {
            let places: Vec<Coordinates> = list.iter().filter_map(|(y, x)| Coordinates::new(*y, *x)).collect();
            let map = basemap(&MapViewport::around(&places, &FORMAT), 30_000);
            assert!(map.land.len() + map.borders.len() <= 30_000, "{list:?}: {}", map.land.len());
            assert!(map.land.len() > 20 && map.graticule.len() < 8_000 && map.sea.len() < 4_000, "{list:?}");
        }
    }
}
