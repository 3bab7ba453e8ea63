//! Points -> the `d` of an SVG path, in few bytes: whole numbers, each relative to the one before (SVG 2, 9.3).

use std::fmt::Write;

use super::clip::Point;

/// Units of a path to a pixel: it is drawn under `scale(.25)`.
const UNITS: f64 = 4.0;

/// Appends a line; `closed` joins its end with its beginning. Lines that come to less than two points are left out.
pub fn push(path: &mut String, points: &[Point], closed: bool) {
    let start = path.len();
    let mut at = (0, 0);
    let mut n = 0;
    for point in points {
        let unit = (units(point.0), units(point.1));
        if n == 0 {
            let _ = write!(path, "M{} {}", unit.0, unit.1);
        } else {
            let (x, y) = (unit.0 - at.0, unit.1 - at.1);
            if x == 0 && y == 0 {
                continue;
            }
            path.push_str(if n == 1 { "l" } else { "" });
            push_number(path, x, n > 1);
            push_number(path, y, true);
        }
        n += 1;
        at = unit;
    }
    if n > 1 {
        path.push_str(if closed { "z" } else { "" });
    } else {
        path.truncate(start);
    }
}

/// Appends a number, with a space before it where one is wanted and its sign does not tell it from what stands there.
fn push_number(line: &mut String, number: i32, spaced: bool) {
    if number < 0 {
        line.push('-');
    } else if spaced {
        line.push(' ');
    }
    let (mut digits, mut rest, mut at) = ([0_u8; 10], number.unsigned_abs(), 10);
    loop {
        at -= 1;
        digits[at] = b'0' + u8::try_from(rest % 10).unwrap_or_default();
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    // Digits are UTF-8.
    line.push_str(std::str::from_utf8(&digits[at..]).unwrap_or_default());
}

/// Returns how many bytes [`push`] will append at least: three for each point that does not fall on the one before.
#[must_use]
pub fn least_len(points: &[Point]) -> usize {
    let unit = |point: &Point| (units(point.0), units(point.1));
    3 * points.windows(2).filter(|pair| unit(&pair[0]) != unit(&pair[1])).count()
}

#[expect(clippy::cast_possible_truncation, reason = "pictures are some thousand pixels wide")]
fn units(length_px: f64) -> i32 {
    // To the nearest: `round` is a call of a function for each of some hundred thousand points.
    (length_px * UNITS + 0.5_f64.copysign(length_px)) as i32
}

/// Writes a length with one decimal where it has one.
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "pictures are some thousand pixels wide")]
pub fn px(length_px: f64) -> String {
    let tenths = (length_px * 10.0 + 0.5_f64.copysign(length_px)) as i32;
    let (sign, whole, rest) = (if tenths < 0 { "-" } else { "" }, tenths.abs() / 10, tenths.abs() % 10);
    if rest == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_short() {
        let mut path = String::new();
        push(&mut path, &[(1.0, 2.0), (1.05, 2.0), (2.0, 2.0), (2.0, 1.0), (1.0, 3.0)], true);
        push(&mut path, &[(1.0, 2.0), (1.05, 2.0)], false);
        assert_eq!(path, "M4 8l4 0 0-4-4 8z");
        assert!(least_len(&[(1.0, 2.0), (1.05, 2.0), (2.0, 2.0), (2.0, 1.0), (1.0, 3.0)]) <= path.len());
        assert_eq!([px(3.04), px(2.5), px(-0.01), px(-1.26), px(-0.5)], ["3", "2.5", "0", "-1.3", "-0.5"]);
    }
}
