//! The outlines of the land and the lines between countries, as they stand in the binary: data/NOTICE says whose they are.

use std::sync::OnceLock;

use miniz_oxide::inflate::decompress_to_vec_zlib_with_limit;

const PACKED: &[u8] = include_bytes!("data/outlines.bin");
/// The inflated size that the file may have; it has 0.3 MB.
const MAX_INFLATED_BYTES: usize = 4 << 20;

/// A point: longitude and latitude in degrees. A line that crosses the antimeridian goes on beyond 180.
pub type Point = (f64, f64);

/// A line and the box that it lies in.
#[derive(Clone, Debug)]
pub struct Outline {
    /// The points; of a ring, the last is the first again.
    pub points: Vec<Point>,
    /// Least longitude and latitude.
    pub low: Point,
    /// Greatest longitude and latitude.
    pub high: Point,
}

/// The world.
#[derive(Debug, Default)]
pub struct World {
    /// Rings around land, and within it around the Caspian Sea.
    pub land: Vec<Outline>,
    /// Lines between countries.
    pub borders: Vec<Outline>,
}

/// Returns the world, unpacked when it is first asked for.
#[must_use]
pub fn world() -> &'static World {
    static WORLD: OnceLock<World> = OnceLock::new();
    WORLD.get_or_init(|| {
        let bytes = decompress_to_vec_zlib_with_limit(PACKED, MAX_INFLATED_BYTES).unwrap_or_default();
        unpack(&bytes).unwrap_or_default()
    })
}

fn unpack(mut bytes: &[u8]) -> Option<World> {
    let land = lines(&mut bytes)?.into_iter().map(|points| outline(around_the_pole(points))).collect();
    let borders = lines(&mut bytes)?.into_iter().map(outline).collect();
    Some(World { land, borders })
}

fn lines(bytes: &mut &[u8]) -> Option<Vec<Vec<Point>>> {
    let n_lines = number(bytes)?;
    (0..n_lines).map(|_| line(bytes)).collect()
}

fn line(bytes: &mut &[u8]) -> Option<Vec<Point>> {
    let n_points = number(bytes)?;
    let (mut x, mut y) = (0i32, 0i32);
    let mut points: Vec<Point> = Vec::new();
    // Where the antimeridian is crossed, longitude goes on.
    let mut turns = 0.0;
    for _ in 0..n_points {
        x = x.checked_add(difference(bytes)?)?;
        y = y.checked_add(difference(bytes)?)?;
        let (longitude, latitude) = (f64::from(x) / 100.0, f64::from(y) / 100.0);
        if let Some((before, _)) = points.last() {
            let step = longitude + turns - before;
            turns -= 360.0 * (step / 360.0).round();
        }
        points.push((longitude + turns, latitude));
    }
    Some(points)
}

/// Closes a ring that goes around the globe by way of the pole: Antarctica's.
fn around_the_pole(mut points: Vec<Point>) -> Vec<Point> {
    if let (Some(first), Some(last)) = (points.first().copied(), points.last().copied())
        && (last.0 - first.0).abs() > 180.0
    {
        let pole = 90.0 * first.1.signum();
        points.extend([(last.0, pole), (first.0, pole), first]);
    }
    points
}

fn outline(points: Vec<Point>) -> Outline {
    let fold = |start: f64, pick: fn(f64, f64) -> f64| {
        points.iter().fold((start, start), |(x, y), point| (pick(x, point.0), pick(y, point.1)))
    };
    let (low, high) = (fold(f64::INFINITY, f64::min), fold(f64::NEG_INFINITY, f64::max));
    Outline { points, low, high }
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

/// Reads a zigzag-coded difference.
fn difference(bytes: &mut &[u8]) -> Option<i32> {
    let number = number(bytes)?;
    let half = i32::try_from(number >> 1).ok()?;
    Some(if number & 1 == 1 { -half - 1 } else { half })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tells whether a point is inside an odd number of rings.
    fn is_land(longitude: f64, latitude: f64) -> bool {
        let mut inside = false;
        for ring in &world().land {
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
    fn the_file_holds_the_world() {
        let world = world();
        assert_eq!((world.land.len(), world.borders.len()), (1429, 362));
        assert!(world.land.iter().all(|ring| ring.points.first() == ring.points.last()));
        assert!(world.land.iter().all(|ring| ring.low.1 >= -90.0 && ring.high.1 <= 90.0));
    }

    #[test]
    fn land_is_land_and_sea_is_sea() {
        for (name, latitude, longitude) in [
            ("Minsk", 53.9, 27.6),
            ("Anadyr’s hinterland", 66.0, -178.0),
            ("South Pole", -89.0, 10.0),
            ("Nadi", -17.8, 177.7),
        ] {
            assert!(is_land(longitude, latitude), "{name}");
        }
        for (name, latitude, longitude) in
            [("Pacific", 0.0, -160.0), ("Caspian Sea", 42.0, 50.5), ("North Pole", 89.0, 0.0)]
        {
            assert!(!is_land(longitude, latitude), "{name}");
        }
    }

    #[test]
    fn what_is_cut_off_is_no_world() {
        assert!(unpack(&[1, 3, 2]).is_none() && unpack(&[255, 255, 255, 255, 255]).is_none());
    }
}
