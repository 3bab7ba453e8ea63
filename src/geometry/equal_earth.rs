//! The Equal Earth projection: areas are true, and continents keep their familiar shapes.
//!
//! Source: B. Šavrič, T. Patterson, B. Jenny, "The Equal Earth map projection", International Journal of Geographical
//! Information Science 33 (2019) 454-465, equations 5 to 7. Lengths are in radii of the globe.

use std::sync::LazyLock;

use super::angle;

const A1: f64 = 1.340_264;
const A2: f64 = -0.081_106;
const A3: f64 = 0.000_893;
const A4: f64 = 0.003_796;
/// Half the square root of three.
const M: f64 = 0.866_025_403_784_438_6;

/// Half the length of the equator.
pub(crate) const HALF_WIDTH: f64 = 2.706_629_7;
/// Distance from the equator to a pole.
pub(crate) const HALF_HEIGHT: f64 = 1.317_362_76;

/// The factors of the projection that depend only on the latitude.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Parallel {
    /// Distance from the equator, north positive.
    pub y: f64,
    /// Distance from the central meridian per degree of longitude.
    pub x_of_degree: f64,
}

/// Returns the parallel at a `latitude` in degrees.
#[must_use]
pub(crate) fn parallel(latitude: f64) -> Parallel {
    let (sin, _) = angle::sin_cos(latitude.to_radians());
    let theta = angle::asin(M * sin);
    let square = theta * theta;
    let (_, cos) = angle::sin_cos(theta);
    Parallel { y: height(theta), x_of_degree: cos.to_radians() / (M * slope(square)) }
}

/// Steps per degree of the table in [`near_parallel`].
const STEPS: f64 = 20.0;

/// As [`parallel`], from a table, for outlines with many points. Interpolates linearly between parallels 0.05 degrees
/// apart; the error is less than a ten-millionth of the globe's radius.
#[must_use]
pub(crate) fn near_parallel(latitude: f64) -> Parallel {
    static TABLE: LazyLock<Vec<Parallel>> =
        LazyLock::new(|| (0..=3601).map(|step| parallel(f64::from(step) / STEPS - 90.0)).collect());
    let place = (latitude.clamp(-90.0, 90.0) + 90.0) * STEPS;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 3600")]
    let step = place as usize;
    let (low, high) = (TABLE[step], TABLE[step + 1]);
    let share = place - step as f64;
    Parallel {
        y: low.y + share * (high.y - low.y),
        x_of_degree: low.x_of_degree + share * (high.x_of_degree - low.x_of_degree),
    }
}

fn height(theta: f64) -> f64 {
    let square = theta * theta;
    let sixth = square * square * square;
    theta * (A1 + A2 * square + sixth * (A3 + A4 * square))
}

fn slope(square: f64) -> f64 {
    let sixth = square * square * square;
    A1 + 3.0 * A2 * square + sixth * (7.0 * A3 + 9.0 * A4 * square)
}

/// Returns the latitude in degrees at a distance from the equator; beyond a pole, the pole's.
#[must_use]
pub(crate) fn latitude(y: f64) -> f64 {
    if y.abs() >= HALF_HEIGHT {
        return 90.0 * y.signum();
    }
    let mut theta = y / A1;
    for _ in 0..12 {
        theta -= (height(theta) - y) / slope(theta * theta);
    }
    let (sin, _) = angle::sin_cos(theta);
    let sine = sin / M;
    // Near one, use the half angle.
    if sine.abs() < 0.85 {
        return angle::asin(sine).to_degrees();
    }
    let rest = ((1.0 - sine.abs()).max(0.0) / 2.0).sqrt();
    (90.0 - 2.0 * angle::asin(rest).to_degrees()) * sine.signum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-6
    }

    /// From the article: the equator is 2.05458 times as long as the central meridian.
    #[test]
    fn known_values() {
        assert!(close(parallel(0.0).x_of_degree * 180.0, HALF_WIDTH), "{:?}", parallel(0.0));
        assert!(close(parallel(90.0).y, HALF_HEIGHT), "{:?}", parallel(90.0));
        assert!((HALF_WIDTH / HALF_HEIGHT - 2.05458).abs() < 1e-5);
        // The poles are lines 0.59247 times as long as the equator.
        assert!((parallel(90.0).x_of_degree / parallel(0.0).x_of_degree - 0.59247).abs() < 1e-5);
        assert!(close(parallel(-37.5).y, -parallel(37.5).y));
    }

    #[test]
    fn areas_are_true() {
        // A strip between two parallels, one degree wide, is as large as on the globe.
        for south in [-88.0, -51.0, 0.0, 20.0, 62.0, 89.0] {
            let (a, b) = (parallel(south), parallel(south + 0.01));
            let drawn = (a.x_of_degree + b.x_of_degree) / 2.0 * (b.y - a.y);
            let globe = 1f64.to_radians() * ((south + 0.01).to_radians().sin() - south.to_radians().sin());
            assert!((drawn / globe - 1.0).abs() < 1e-5, "{south}: {drawn} {globe}");
        }
    }

    #[test]
    fn a_latitude_comes_back() {
        for degrees in -89..=89 {
            let degrees = f64::from(degrees);
            assert!(
                (latitude(parallel(degrees).y) - degrees).abs() < 1e-6,
                "{degrees}: {}",
                latitude(parallel(degrees).y)
            );
        }
        assert!(close(latitude(2.0), 90.0));
    }
}
