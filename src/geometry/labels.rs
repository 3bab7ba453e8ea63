//! Places labels next to points: greedily, the most important first, in the first of eight positions where the label
//! covers nothing and as few lines as possible run under it. A long name takes several lines and is not cut.

use super::clip::{PlanePoint, Rectangle};

/// A point to be labelled.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct LabelRequest {
    /// Its position, in pixels.
    pub at: PlanePoint,
    /// Radius of its symbol, in pixels.
    pub radius_px: f64,
    /// Width of its label, in pixels: of its longest line.
    pub width_px: f64,
    /// Number of lines of its label.
    pub n_lines: usize,
}

/// A placed label.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct PlacedLabel {
    /// Its anchor point on the base line of its first line.
    pub at: PlanePoint,
    /// SVG `text-anchor`: `start`, `middle` or `end`.
    pub anchor: &'static str,
    /// The area that it covers.
    pub box_px: Rectangle,
}

/// Distance of two base lines of a label, in type sizes.
pub(crate) const LINE_HEIGHT: f64 = 1.15;

/// A line of a picture.
pub(crate) type LineSegment = (PlanePoint, PlanePoint);

/// What labels must not cover, besides the points that they belong to.
#[derive(Clone, Debug, Default)]
pub(crate) struct LabelObstacles {
    /// Areas that stay free.
    pub areas: Vec<Rectangle>,
    /// Lines that a label may cross only where there is no better place.
    pub lines: Vec<LineSegment>,
}

/// Places labels of the given type size, in the order of the requests; `None` for those without room. No label overlaps
/// another or another point's symbol, or leaves the picture.
#[must_use]
pub(crate) fn place_labels(
    spots: &[LabelRequest],
    size_px: f64,
    picture: &Rectangle,
    obstacles: &LabelObstacles,
) -> Vec<Option<PlacedLabel>> {
    let mut placer = LabelPlacer::new(spots, picture, obstacles);
    spots.iter().enumerate().map(|(index, spot)| placer.place(Some(index), spot, size_px)).collect()
}

/// Places labels one after the other.
pub(crate) struct LabelPlacer<'a> {
    picture: &'a Rectangle,
    obstacles: &'a LabelObstacles,
    signs: Vec<Rectangle>,
    names: Vec<Rectangle>,
}

impl<'a> LabelPlacer<'a> {
    /// Starts with the symbols of all points, which no label may cover.
    pub(crate) fn new(spots: &[LabelRequest], picture: &'a Rectangle, obstacles: &'a LabelObstacles) -> Self {
        Self { picture, obstacles, signs: spots.iter().map(sign).collect(), names: obstacles.areas.clone() }
    }

    /// Places a label beside a point, which is one of the first ones by its number.
    pub(crate) fn place(&mut self, own: Option<usize>, spot: &LabelRequest, size_px: f64) -> Option<PlacedLabel> {
        if spot.width_px <= 0.0 {
            return None;
        }
        let n_crossed =
            |name: &PlacedLabel| self.obstacles.lines.iter().filter(|line| crosses(line, &name.box_px)).count();
        let further =
            if self.obstacles.lines.is_empty() { Vec::new() } else { sides_at(spot, size_px, FURTHER_PX).to_vec() };
        let free = sides(spot, size_px).into_iter().chain(further).filter(|name| self.is_free(own, &name.box_px));
        let name = free.min_by_key(n_crossed);
        self.names.extend(name.map(|name| name.box_px));
        name
    }

    /// Places a label on a point without a symbol, or near it.
    pub(crate) fn place_on(&mut self, spot: &LabelRequest, size_px: f64) -> Option<PlacedLabel> {
        // Further away it would name another area.
        let steps = [(0.0, 0.0), (0.0, -1.2), (0.0, 1.2), (-2.5, 0.0), (2.5, 0.0), (-2.0, -1.2), (2.0, -1.2)];
        let further = [(-2.0, 1.2), (2.0, 1.2), (0.0, -2.2), (0.0, 2.2)];
        let on = |(x, y): PlanePoint| {
            let at = (spot.at.0 + x * size_px, spot.at.1 + y * size_px);
            let [_, _, _, below, ..] = sides(&LabelRequest { at, radius_px: -3.0, ..*spot }, size_px);
            let rise = (below.box_px.high.1 - below.box_px.low.1) / 2.0;
            PlacedLabel {
                at: (below.at.0, below.at.1 - rise),
                box_px: Rectangle {
                    low: (below.box_px.low.0, below.box_px.low.1 - rise),
                    high: (below.box_px.high.0, below.box_px.high.1 - rise),
                },
                ..below
            }
        };
        let name = steps.into_iter().chain(further).map(on).find(|name| self.is_free(None, &name.box_px));
        self.names.extend(name.map(|name| name.box_px));
        name
    }

    /// Places further lines under a placed label, if there is room.
    pub(crate) fn place_under(
        &mut self,
        label: &PlacedLabel,
        width_px: f64,
        n_lines: usize,
        size_px: f64,
    ) -> Option<PlacedLabel> {
        let (x, top) = (label.at.0, label.box_px.high.1);
        let left = match label.anchor {
            "start" => x,
            "end" => x - width_px,
            _ => x - width_px / 2.0,
        };
        let height = size_px * LINE_HEIGHT * f64::from(u32::try_from(n_lines).unwrap_or(0));
        let box_px = Rectangle { low: (left - 1.0, top + 0.5), high: (left + width_px + 1.0, top + height + 1.0) };
        let is_free = self.is_free(None, &box_px);
        self.names.extend(is_free.then_some(box_px));
        is_free.then_some(PlacedLabel { at: (x, top + size_px * 0.9), anchor: label.anchor, box_px })
    }

    fn is_free(&self, own: Option<usize>, area: &Rectangle) -> bool {
        let inside = self.picture.has(area.low) && self.picture.has(area.high);
        let on_sign = self.signs.iter().enumerate().any(|(other, sign)| Some(other) != own && sign.overlaps(area));
        inside && !on_sign && !self.names.iter().any(|other| other.overlaps(area))
    }
}

/// Distance from its symbol at which a label is placed rather than on a line.
const FURTHER_PX: f64 = 9.0;

/// Returns whether a line runs through a rectangle.
fn crosses((a, b): &LineSegment, area: &Rectangle) -> bool {
    let (low, high) = (area.low, area.high);
    if a.0.max(b.0) < low.0 || a.0.min(b.0) > high.0 || a.1.max(b.1) < low.1 || a.1.min(b.1) > high.1 {
        return false;
    }
    let side = |(x, y): PlanePoint| (b.0 - a.0) * (y - a.1) - (b.1 - a.1) * (x - a.0);
    let corners = [low, (low.0, high.1), high, (high.0, low.1)].map(side);
    corners.iter().any(|corner| *corner >= 0.0) && corners.iter().any(|corner| *corner <= 0.0)
}

/// Returns the label centred under a point, whatever is there.
#[must_use]
pub(crate) fn below(spot: &LabelRequest, size_px: f64) -> PlacedLabel {
    let [_, _, _, below, ..] = sides(spot, size_px);
    below
}

fn sign(spot: &LabelRequest) -> Rectangle {
    let ((x, y), r) = (spot.at, spot.radius_px);
    Rectangle { low: (x - r, y - r), high: (x + r, y + r) }
}

/// Label positions around a point, best first: cartographers prefer right and above.
fn sides(spot: &LabelRequest, size_px: f64) -> [PlacedLabel; 8] {
    sides_at(spot, size_px, 3.0)
}

/// The same at a distance from the symbol.
fn sides_at(spot: &LabelRequest, size_px: f64, distance_px: f64) -> [PlacedLabel; 8] {
    let ((x, y), r) = (spot.at, spot.radius_px + distance_px);
    let (rise, drop) = (size_px * 0.78, size_px * 0.26);
    let more = LINE_HEIGHT * size_px * f64::from(u32::try_from(spot.n_lines.saturating_sub(1)).unwrap_or(0));
    let slant = r * 0.72;
    let name = |x: f64, base: f64, anchor: &'static str| {
        let left = match anchor {
            "start" => x,
            "end" => x - spot.width_px,
            _ => x - spot.width_px / 2.0,
        };
        let box_px =
            Rectangle { low: (left - 1.0, base - rise), high: (left + spot.width_px + 1.0, base + more + drop) };
        PlacedLabel { at: (x, base), anchor, box_px }
    };
    let middle = y + (rise - drop - more) / 2.0;
    [
        name(x + r, middle, "start"),
        name(x - r, middle, "end"),
        name(x, y - r - drop - more + 1.0, "middle"),
        name(x, y + r + rise - 1.0, "middle"),
        name(x + slant, y - slant - more, "start"),
        name(x + slant, y + slant + rise, "start"),
        name(x - slant, y - slant - more, "end"),
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

/// Maximum number of lines of a label; what is longer than all of them is cut.
const MAX_LINES: usize = 6;

/// Breaks a name into lines of at most this many letters, as even as possible. A longer word has a line of its own.
#[must_use]
pub(crate) fn wrapped(text: &str, max_letters: usize) -> Vec<String> {
    let n_letters = text.chars().count();
    let n_lines = n_letters.div_ceil(max_letters.max(1)).max(1);
    let narrowest = n_letters.div_ceil(n_lines);
    let best = (narrowest..=max_letters).map(|width| greedy(text, width)).find(|lines| lines.len() <= n_lines);
    let mut lines = best.unwrap_or_else(|| greedy(text, max_letters));
    if lines.len() > MAX_LINES {
        lines.truncate(MAX_LINES);
        if let Some(last) = lines.last_mut() {
            last.push('…');
        }
    }
    lines
}

fn greedy(text: &str, max_letters: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let n = word.chars().count();
        match lines.last_mut().filter(|line| line.chars().count() + 1 + n <= max_letters) {
            Some(line) => {
                line.push(' ');
                line.push_str(word);
            }
            None => lines.push(word.to_owned()),
        }
    }
    lines
}

/// Returns the width of the longest of some lines.
#[must_use]
pub(crate) fn widest(lines: &[String], size_px: f64) -> f64 {
    lines.iter().map(|line| width(line, size_px)).fold(0.0, f64::max)
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
                n_lines: 1,
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
            let placed = place_labels(&spots, 12.0, &PICTURE, &LabelObstacles::default());
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

    #[test]
    fn a_long_name_takes_even_lines_and_is_not_cut() {
        assert_eq!(wrapped("Anne Le Goff", 20), ["Anne Le Goff"]);
        let long = "Syndicat intercommunal de restauration collective des Grands Causses";
        assert_eq!(
            wrapped(long, 24),
            ["Syndicat intercommunal", "de restauration", "collective des Grands", "Causses"]
        );
        assert_eq!(wrapped("Donaudampfschifffahrtsgesellschaft", 12), ["Donaudampfschifffahrtsgesellschaft"]);
        assert!(wrapped("", 12).is_empty() && wrapped(&"mot ".repeat(500), 12).len() == MAX_LINES);
    }

    #[test]
    fn a_label_keeps_off_lines_where_it_can() {
        let spot = LabelRequest { at: (200.0, 150.0), radius_px: 4.0, width_px: 60.0, n_lines: 2 };
        let right = vec![((200.0, 150.0), (390.0, 150.0))];
        let lines = LabelObstacles { areas: Vec::new(), lines: right.clone() };
        let placed = place_labels(&[spot], 13.0, &PICTURE, &lines)[0].expect("there is room");
        assert!(!crosses(&right[0], &placed.box_px), "{placed:?}");
    }
}
