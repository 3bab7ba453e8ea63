//! Sine, cosine and arc sine from the four operations and the square root only: the same bits on every machine.
//!
//! libm, compiled with `force-soft-floats`, would also be reproducible. Its results differ from ours in the last bits.
//! Maps would keep their bytes, but the forces of [`super::layout`] amplify the difference, and the nodes of existing
//! networks would move by some pixels once.

use std::f64::consts::{FRAC_PI_2, PI};

use crate::model::Coordinates;

/// Returns sine and cosine of an angle in radians, to about 1e-15.
#[must_use]
pub(crate) fn sin_cos(angle: f64) -> (f64, f64) {
    let turns = (angle / (2.0 * PI)).round();
    let rest = angle - turns * 2.0 * PI;
    // Reduce to a quarter turn around zero, where the series is short.
    let (folded, flipped) = match rest {
        rest if rest > FRAC_PI_2 => (PI - rest, true),
        rest if rest < -FRAC_PI_2 => (-PI - rest, true),
        rest => (rest, false),
    };
    let half = folded / 2.0;
    let (sin, cos) = (half * series(half, 1.0), series(half, 0.0));
    let (sin, cos) = (2.0 * sin * cos, 1.0 - 2.0 * sin * sin);
    (sin, if flipped { -cos } else { cos })
}

/// Sums the Taylor series 1 - x²/((n+1)(n+2)) + …: the cosine for n = 0; for n = 1 the sine divided by the angle. For
/// angles up to an eighth turn.
fn series(angle: f64, start: f64) -> f64 {
    let (mut n, mut term, mut sum) = (start, 1.0, 1.0);
    for _ in 0..9 {
        term *= -angle * angle / ((n + 1.0) * (n + 2.0));
        n += 2.0;
        sum += term;
    }
    sum
}

/// Returns the arc sine, in radians, of a number between -0.9 and 0.9, to about 1e-15.
#[must_use]
pub(crate) fn asin(sine: f64) -> f64 {
    let mut angle = sine;
    for _ in 0..6 {
        let (sin, cos) = sin_cos(angle);
        angle += (sine - sin) / cos;
    }
    angle
}

/// Radius of the earth.
const EARTH_KM: f64 = 6371.0;

/// Returns the distance of two places on the globe, for places that are not opposite each other.
#[must_use]
pub(crate) fn kilometres(a: Coordinates, b: Coordinates) -> f64 {
    let half = |one: f64, other: f64| sin_cos((one - other).to_radians() / 2.0).0;
    let (up, east) = (half(a.latitude, b.latitude), half(a.longitude, b.longitude));
    let (cos_a, cos_b) = (sin_cos(a.latitude.to_radians()).1, sin_cos(b.latitude.to_radians()).1);
    let chord = (up * up + cos_a * cos_b * east * east).sqrt();
    2.0 * EARTH_KM * asin(chord.min(0.9))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_agree_with_the_platforms_own() {
        for step in -1000..1000 {
            let angle = f64::from(step) * 0.0123;
            let (sin, cos) = sin_cos(angle);
            assert!((sin - angle.sin()).abs() < 1e-14 && (cos - angle.cos()).abs() < 1e-14, "{angle}");
            let sine = f64::from(step) * 0.0009;
            assert!((asin(sine) - sine.asin()).abs() < 1e-14, "{sine}");
        }
    }

    #[test]
    fn distances_are_those_of_an_atlas() {
        let place = |latitude, longitude| Coordinates { latitude, longitude };
        let paris_moscow = kilometres(place(48.857, 2.352), place(55.752, 37.616));
        assert!((paris_moscow - 2486.0).abs() < 10.0, "{paris_moscow}");
        let across = kilometres(place(0.0, 179.5), place(0.0, -179.5));
        assert!((across - 111.2).abs() < 0.5, "{across}");
    }
}
