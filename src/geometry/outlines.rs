//! The outlines of the land and the borders, compiled into the binary; data/NOTICE names their source.

use std::sync::OnceLock;

use miniz_oxide::inflate::decompress_to_vec_zlib_with_limit;

use super::clip::{PlanePoint, Rectangle};

/// Maximum number of points for which memory is reserved before they are read.
const MAX_FORESEEN: u32 = 1 << 16;
/// A resolution of the outlines: the file, and the error of its lines in degrees. The finest comes last.
const RESOLUTIONS: [(&[u8], f64); 4] = [
    (include_bytes!("data/outlines-20.bin"), 0.2),
    (include_bytes!("data/outlines-8.bin"), 0.08),
    (include_bytes!("data/outlines-3.bin"), 0.03),
    (include_bytes!("data/outlines.bin"), 0.0),
];
/// Maximum decompressed size of a file; the largest has 0.2 MB.
const MAX_INFLATED_BYTES: usize = 4 << 20;

/// Points per stretch of a line: a hundred kilometres of coast or more.
const N_TOGETHER: usize = 32;

/// A line and its bounding boxes, in degrees of longitude and latitude. A line that crosses the antimeridian continues
/// beyond 180.
#[derive(Clone, Debug)]
pub(crate) struct Outline {
    /// The points; a ring ends with its first point.
    pub points: Vec<PlanePoint>,
    /// The bounding box of the line.
    pub extent: Rectangle,
    /// The bounding boxes of its stretches of [`N_TOGETHER`] points, in order.
    stretches: Vec<Rectangle>,
}

impl Outline {
    fn new(points: Vec<PlanePoint>) -> Self {
        let stretches: Vec<Rectangle> = points.chunks(N_TOGETHER).map(Rectangle::around).collect();
        Self { points, extent: Rectangle::joining(stretches.iter().copied()), stretches }
    }

    /// Returns the points, shifted east by `shift`, for clipping to `window`. A stretch that lies beyond one side of
    /// the window is reduced to its ends, because all of it will be clipped there.
    #[must_use]
    pub(crate) fn around(&self, window: &Rectangle, shift: f64) -> Vec<PlanePoint> {
        let mut near = Vec::new();
        for (stretch, extent) in self.points.chunks(N_TOGETHER).zip(&self.stretches) {
            let east = |point: &PlanePoint| (point.0 + shift, point.1);
            match stretch {
                [first, .., last] if extent.moved(shift).is_beyond(window) => near.extend([east(first), east(last)]),
                _ => near.extend(stretch.iter().map(east)),
            }
        }
        near
    }
}

/// The world.
#[derive(Debug, Default)]
pub(crate) struct World {
    /// Rings around land, and within it around the Caspian Sea.
    pub land: Vec<Outline>,
    /// Borders between countries.
    pub borders: Vec<Outline>,
}

/// Returns the world at the coarsest resolution with an error of at most `max_degrees`; unpacked on first use. A map of
/// the whole world needs a twelfth of the points of the finest.
#[must_use]
pub(crate) fn world(max_degrees: f64) -> &'static World {
    static WORLDS: [OnceLock<World>; RESOLUTIONS.len()] = [const { OnceLock::new() }; RESOLUTIONS.len()];
    let index = RESOLUTIONS.iter().position(|(_, off)| *off <= max_degrees).unwrap_or(RESOLUTIONS.len() - 1);
    WORLDS[index].get_or_init(|| {
        let bytes = decompress_to_vec_zlib_with_limit(RESOLUTIONS[index].0, MAX_INFLATED_BYTES).unwrap_or_default();
        unpack(&bytes).unwrap_or_default()
    })
}

fn unpack(mut bytes: &[u8]) -> Option<World> {
    let land = lines(&mut bytes)?.into_iter().map(|points| Outline::new(around_the_pole(points))).collect();
    let borders = lines(&mut bytes)?.into_iter().map(Outline::new).collect();
    Some(World { land, borders })
}

fn lines(bytes: &mut &[u8]) -> Option<Vec<Vec<PlanePoint>>> {
    let n_lines = number(bytes)?;
    (0..n_lines).map(|_| line(bytes)).collect()
}

fn line(bytes: &mut &[u8]) -> Option<Vec<PlanePoint>> {
    let n_points = number(bytes)?;
    let (mut x, mut y) = (0i32, 0i32);
    // A damaged file may announce more points than it has.
    let mut points: Vec<PlanePoint> = Vec::with_capacity(n_points.min(MAX_FORESEEN) as usize);
    // Across the antimeridian, longitude continues.
    let mut turns = 0.0;
    for _ in 0..n_points {
        x = x.checked_add(difference(bytes)?)?;
        y = y.checked_add(difference(bytes)?)?;
        let (longitude, latitude) = (f64::from(x) / 100.0, f64::from(y) / 100.0);
        if let Some((before, _)) = points.last() {
            let step = longitude + turns - before;
            if step.abs() > 180.0 {
                turns -= 360.0 * (step / 360.0).round();
            }
        }
        points.push((longitude + turns, latitude));
    }
    Some(points)
}

/// Closes a ring around the globe over the pole: Antarctica.
fn around_the_pole(mut points: Vec<PlanePoint>) -> Vec<PlanePoint> {
    if let (Some(first), Some(last)) = (points.first().copied(), points.last().copied())
        && (last.0 - first.0).abs() > 180.0
    {
        let pole = 90.0 * first.1.signum();
        points.extend([(last.0, pole), (first.0, pole), first]);
    }
    points
}

/// Reads a LEB128 number.
fn number(bytes: &mut &[u8]) -> Option<u32> {
    let mut number = 0u32;
    for shift in [0, 7, 14, 21] {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u32::from(byte & 127) << shift;
        if *byte < 128 {
            return Some(number);
        }
    }
    None
}

/// Reads a zigzag-encoded difference.
fn difference(bytes: &mut &[u8]) -> Option<i32> {
    let number = number(bytes)?;
    let half = i32::try_from(number >> 1).ok()?;
    Some(if number & 1 == 1 { -half - 1 } else { half })
}

#[cfg(test)]
mod tests {
    use super::super::clip;
    use super::*;

    /// Returns whether a point is inside an odd number of rings.
    fn is_land(world: &World, longitude: f64, latitude: f64) -> bool {
        let mut inside = false;
        for ring in &world.land {
            for shift in [-360.0, 0.0, 360.0] {
                for pair in ring.points.windows(2) {
                    let ((x1, y1), (x2, y2)) = (pair[0], pair[1]);
                    let crosses = (y1 > latitude) != (y2 > latitude);
                    if crosses && longitude + shift < x1 + (latitude - y1) / (y2 - y1) * (x2 - x1) {
                        inside = !inside;
                    }
                }
            }
        }
        inside
    }

    #[test]
    fn the_files_hold_the_world() {
        for (off, n_rings) in [(0.0, 1429), (0.01, 1429), (0.05, 1373), (0.1, 906), (3.0, 376)] {
            let world = world(off);
            assert_eq!((world.land.len(), world.borders.len()), (n_rings, 362));
            assert!(world.land.iter().all(|ring| ring.points.first() == ring.points.last()));
            assert!(world.land.iter().all(|ring| ring.extent.low.1 >= -90.0 && ring.extent.high.1 <= 90.0));
        }
    }

    #[test]
    fn land_is_land_and_sea_is_sea_at_every_resolution() {
        for (_, off) in RESOLUTIONS {
            for (name, latitude, longitude) in [
                ("Minsk", 53.9, 27.6),
                ("Anadyr’s hinterland", 66.0, -178.0),
                ("South Pole", -89.0, 10.0),
                ("Nadi", -17.8, 177.7),
            ] {
                assert!(is_land(world(off), longitude, latitude), "{name}, {off}");
            }
            for (name, latitude, longitude) in
                [("Pacific", 0.0, -160.0), ("Caspian Sea", 42.0, 50.5), ("North Pole", 89.0, 0.0)]
            {
                assert!(!is_land(world(off), longitude, latitude), "{name}, {off}");
            }
        }
    }

    #[test]
    fn what_is_left_out_would_have_been_cut_off() {
        let world = world(0.0);
        for low in [(0.0, 40.0), (20.0, -40.0), (170.0, -20.0), (-10.0, 60.0)] {
            let window = Rectangle { low, high: (low.0 + 12.0, low.1 + 9.0) };
            for outline in world.land.iter().chain(&world.borders) {
                for shift in [-360.0, 0.0, 3.5] {
                    let all: Vec<PlanePoint> = outline.points.iter().map(|(x, y)| (x + shift, *y)).collect();
                    let near = outline.around(&window, shift);
                    assert!(near.len() <= all.len());
                    assert_eq!(clip::ring(near.clone(), &window), clip::ring(all.clone(), &window), "{low:?}");
                    assert_eq!(clip::line(near, &window), clip::line(all, &window), "{low:?}");
                }
            }
        }
    }

    #[test]
    fn what_is_cut_off_is_no_world() {
        assert!(unpack(&[1, 3, 2]).is_none() && unpack(&[255, 255, 255, 255, 255]).is_none());
    }
}
