//! Points -> the `d` attribute of an SVG path, in few bytes: integers, relative to the previous point (SVG 2, 9.3).

use super::clip::PlanePoint;

/// Path units per pixel: the path is drawn under `scale(.25)`.
const UNITS: f64 = 4.0;

/// Returns the path of lines; `closed` closes each of them. Lines with fewer than two distinct points are skipped.
#[must_use]
pub(crate) fn path(lines: &[Vec<PlanePoint>], closed: bool) -> String {
    let mut path = Vec::with_capacity(lines.iter().map(|line| 8 + 5 * line.len()).sum());
    for line in lines {
        push(&mut path, line, closed);
    }
    // Digits, letters and signs.
    String::from_utf8(path).unwrap_or_default()
}

fn push(path: &mut Vec<u8>, points: &[PlanePoint], closed: bool) {
    let start = path.len();
    let mut at = (0, 0);
    let mut n = 0;
    for point in points {
        let unit = (units(point.0), units(point.1));
        let (x, y) = (unit.0 - at.0, unit.1 - at.1);
        if n > 0 && x == 0 && y == 0 {
            continue;
        }
        match n {
            0 => path.push(b'M'),
            1 => path.push(b'l'),
            _ => {}
        }
        push_number(path, x, n > 1);
        push_number(path, y, true);
        n += 1;
        at = unit;
    }
    if n < 2 {
        path.truncate(start);
    } else if closed {
        path.push(b'z');
    }
}

/// Appends a number; with a space before it if needed to separate it from the previous one.
fn push_number(path: &mut Vec<u8>, number: i32, spaced: bool) {
    if number < 0 {
        path.push(b'-');
    } else if spaced {
        path.push(b' ');
    }
    let digit = |number: u32| b'0' + u8::try_from(number % 10).unwrap_or_default();
    match number.unsigned_abs() {
        n @ 0..=9 => path.push(digit(n)),
        n @ 10..=99 => path.extend([digit(n / 10), digit(n)]),
        n @ 100..=999 => path.extend([digit(n / 100), digit(n / 10), digit(n)]),
        n => path.extend(n.to_string().bytes()),
    }
}

/// Returns the minimum length in bytes of a line in a [`path`]: three for each point that differs from the previous
/// one.
#[must_use]
pub(crate) fn least_len(points: &[PlanePoint]) -> usize {
    let unit = |point: &PlanePoint| (units(point.0), units(point.1));
    3 * points.windows(2).filter(|pair| unit(&pair[0]) != unit(&pair[1])).count()
}

#[expect(clippy::cast_possible_truncation, reason = "pictures are some thousand pixels wide")]
fn units(length_px: f64) -> i32 {
    // Rounds to nearest. `round` is a function call, for some hundred thousand points.
    (length_px * UNITS + 0.5_f64.copysign(length_px)) as i32
}

/// Formats a length, with one decimal if needed.
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "pictures are some thousand pixels wide")]
pub(crate) fn px(length_px: f64) -> String {
    let tenths = (length_px * 10.0 + 0.5_f64.copysign(length_px)) as i32;
    let (sign, whole, rest) = (if tenths < 0 { "-" } else { "" }, tenths.abs() / 10, tenths.abs() % 10);
    if rest == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_short() {
        let path = path(
            &[vec![(1.0, 2.0), (1.05, 2.0), (2.0, 2.0), (2.0, 1.0), (1.0, 3.0)], vec![(1.0, 2.0), (1.05, 2.0)]],
            true,
        );
        assert_eq!(path, "M4 8l4 0 0-4-4 8z");
        let far = [vec![(-3.0, 30.0), (1.5, 290.0), (2.75, -290.25)], vec![(-0.3, 0.0), (0.3, 0.2)]];
        assert_eq!(super::path(&far, false), "M-12 120l18 1040 5-2321M-1 0l2 1");
        assert!(least_len(&[(1.0, 2.0), (1.05, 2.0), (2.0, 2.0), (2.0, 1.0), (1.0, 3.0)]) <= path.len());
        assert_eq!([px(3.04), px(2.5), px(-0.01), px(-1.26), px(-0.5)], ["3", "2.5", "0", "-1.3", "-0.5"]);
    }
}
