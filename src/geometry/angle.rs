//! Sine, cosine and arc sine from the four operations and the square root only: the same bits on every machine.
//!
//! libm, compiled with `force-soft-floats`, would also be reproducible. Its results differ from ours in the last bits.
//! Maps would keep their bytes, but the forces of [`super::layout`] amplify the difference, and the nodes of existing
//! networks would move by some pixels once.

use std::f64::consts::{FRAC_PI_2, PI};

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
}
