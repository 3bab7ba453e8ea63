//! Places labels next to points: greedily, the most important first, in the first of eight positions where the label
//! covers nothing.

use super::clip::{PlanePoint, Rectangle};

/// A point to be labelled.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct LabelRequest {
    /// Its position, in pixels.
    pub at: PlanePoint,
    /// Radius of its symbol, in pixels.
    pub radius_px: f64,
    /// Width of its label, in pixels.
    pub width_px: f64,
}

/// A placed label.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct PlacedLabel {
    /// Its anchor point on the base line.
    pub at: PlanePoint,
    /// SVG `text-anchor`: `start`, `middle` or `end`.
    pub anchor: &'static str,
    /// The area that it covers.
    pub box_px: Rectangle,
}

/// Places labels of the given type size, in the order of the requests; `None` for those without room. No label overlaps
/// another or another point's symbol, or leaves the picture.
#[must_use]
pub(crate) fn place_labels(spots: &[LabelRequest], size_px: f64, picture: &Rectangle) -> Vec<Option<PlacedLabel>> {
    let signs: Vec<Rectangle> = spots.iter().map(sign).collect();
    let mut names: Vec<Rectangle> = Vec::new();
    let mut placed = Vec::with_capacity(spots.len());
    for (index, spot) in spots.iter().enumerate() {
        let is_free = |name: &PlacedLabel| {
            let inside = picture.has(name.box_px.low) && picture.has(name.box_px.high);
            let on_sign = signs.iter().enumerate().any(|(other, sign)| other != index && sign.overlaps(&name.box_px));
            inside && !on_sign && !names.iter().any(|other| other.overlaps(&name.box_px))
        };
        let name = if spot.width_px > 0.0 { sides(spot, size_px).into_iter().find(is_free) } else { None };
        names.extend(name.map(|name| name.box_px));
        placed.push(name);
    }
    placed
}

fn sign(spot: &LabelRequest) -> Rectangle {
    let ((x, y), r) = (spot.at, spot.radius_px);
    Rectangle { low: (x - r, y - r), high: (x + r, y + r) }
}

/// Label positions around a point, best first: cartographers prefer right and above.
fn sides(spot: &LabelRequest, size_px: f64) -> [PlacedLabel; 8] {
    let ((x, y), r) = (spot.at, spot.radius_px + 3.0);
    let (rise, drop) = (size_px * 0.78, size_px * 0.26);
    let slant = r * 0.72;
    let name = |x: f64, base: f64, anchor: &'static str| {
        let left = match anchor {
            "start" => x,
            "end" => x - spot.width_px,
            _ => x - spot.width_px / 2.0,
        };
        let box_px = Rectangle { low: (left - 1.0, base - rise), high: (left + spot.width_px + 1.0, base + drop) };
        PlacedLabel { at: (x, base), anchor, box_px }
    };
    let middle = y + (rise - drop) / 2.0;
    [
        name(x + r, middle, "start"),
        name(x - r, middle, "end"),
        name(x, y - r - drop + 1.0, "middle"),
        name(x, y + r + rise - 1.0, "middle"),
        name(x + slant, y - slant, "start"),
        name(x + slant, y + slant + rise, "start"),
        name(x - slant, y - slant, "end"),
        name(x - slant, y + slant + rise, "end"),
    ]
}

/// Estimates the width of a text in a sans-serif face, rather too wide than too narrow. Measured on Noto Sans, Segoe UI
/// and Arial, whose letters are 0.53 of their size wide on average.
#[must_use]
pub(crate) fn width(text: &str, size_px: f64) -> f64 {
    let of = |letter: char| match letter {
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '’' | '|' | '!' => 0.28,
        'f' | 't' | 'r' | 'I' | ' ' | '\u{a0}' | '-' | '(' | ')' => 0.37,
        'm' | 'w' | 'M' | 'W' | '@' | 'œ' | '—' | '…' => 0.9,
        letter if letter.is_uppercase() => 0.7,
        letter if (letter as u32) < 0x1100 => 0.57,
        _ => 1.0,
    };
    text.chars().map(of).sum::<f64>() * size_px
}

/// Shortens a text to a number of letters, with an ellipsis.
#[must_use]
pub(crate) fn short(text: &str, max_letters: usize) -> String {
    if text.chars().count() <= max_letters {
        return text.to_owned();
    }
    let cut: String = text.chars().take(max_letters.saturating_sub(1)).collect();
    format!("{}…", cut.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PICTURE: Rectangle = Rectangle { low: (0.0, 0.0), high: (400.0, 300.0) };

    /// Random-looking points from a fixed seed.
    fn spots(n: usize) -> Vec<LabelRequest> {
        let mut state = 7u64;
        let mut next = |below: f64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            f64::from((state >> 40) as u32) / f64::from(1u32 << 24) * below
        };
        (0..n)
            .map(|_| LabelRequest {
                at: (next(400.0), next(300.0)),
                radius_px: 2.0 + next(8.0),
                width_px: 20.0 + next(80.0),
            })
            .collect()
    }

    #[test]
    fn names_never_stand_on_each_other_nor_on_a_sign() {
        for n in [1, 10, 60, 300] {
            let spots = spots(n);
            let placed = place_labels(&spots, 12.0, &PICTURE);
            assert_eq!(placed.len(), n);
            let names: Vec<(usize, Rectangle)> =
                placed.iter().enumerate().filter_map(|(index, name)| Some((index, (*name)?.box_px))).collect();
            assert!(names.len() > 8.min(n - 1), "{n}: {}", names.len());
            for (index, name) in &names {
                assert!(PICTURE.has(name.low) && PICTURE.has(name.high));
                assert!(names.iter().all(|(other, box_px)| other == index || !box_px.overlaps(name)));
                assert!(spots.iter().enumerate().all(|(other, spot)| other == *index || !sign(spot).overlaps(name)));
            }
        }
    }

    #[test]
    fn a_long_name_is_cut_at_a_letter() {
        assert_eq!([short("Éleuthère", 9), short("Éleuthère", 4)], ["Éleuthère", "Éle…"]);
    }
}
