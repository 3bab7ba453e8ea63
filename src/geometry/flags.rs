//! Names beside marks on a line of time: wraps a name, and stacks the names so that none overlaps another and no line from
//! a mark down to the axis crosses a name.
//!
//! Lengths are pixels. Heights are counted upwards from the axis.

use super::labels;

/// A mark with a name to its right.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Flag {
    /// Place of the mark.
    pub x_px: f64,
    /// Where mark and name end.
    pub end_px: f64,
    /// Height of both.
    pub height_px: f64,
}

/// Returns the height above the axis at which each flag begins. From right to left, a flag stands above all whose mark
/// lies under it, so that the way from its own mark to the axis is free.
#[must_use]
pub(crate) fn stack(flags: &[Flag]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..flags.len()).collect();
    order.sort_by(|a, b| flags[*b].x_px.total_cmp(&flags[*a].x_px).then(b.cmp(a)));
    let mut bases = vec![0.0; flags.len()];
    for (n, index) in order.iter().enumerate() {
        let flag = &flags[*index];
        let under = order[..n].iter().filter(|other| flags[**other].x_px <= flag.end_px);
        bases[*index] = under.map(|other| bases[*other] + flags[*other].height_px).fold(0.0, f64::max);
    }
    bases
}

/// Maximum number of lines of a name.
const MAX_LINES: usize = 6;

/// Wraps a name into lines of at most this width; the first has less room by an indent, and may be empty. A word that is
/// wider than a line is broken.
#[must_use]
pub(crate) fn wrap(name: &str, size_px: f64, indent_px: f64, max_px: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    let room_px = |lines: &[String]| if lines.is_empty() { max_px - indent_px } else { max_px };
    for word in name.split_whitespace() {
        let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if labels::width(&longer, size_px) <= room_px(&lines) {
            line = longer;
            continue;
        }
        if !line.is_empty() || lines.is_empty() && indent_px > 0.0 {
            lines.push(std::mem::take(&mut line));
        }
        for letter in word.chars() {
            line.push(letter);
            if labels::width(&line, size_px) > room_px(&lines) && line.chars().count() > 1 {
                line.pop();
                lines.push(std::mem::replace(&mut line, letter.to_string()));
            }
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    if lines.len() > MAX_LINES {
        lines.truncate(MAX_LINES);
        if let Some(last) = lines.last_mut() {
            *last = labels::short(&format!("{last}……"), last.chars().count().max(2));
        }
    }
    lines
}

/// Wraps a name into as few lines as [`wrap`] does, and these as equal as a few tries make them.
#[must_use]
pub(crate) fn wrap_evenly(name: &str, size_px: f64, indent_px: f64, max_px: f64) -> Vec<String> {
    let mut lines = wrap(name, size_px, indent_px, max_px);
    for share in [0.92, 0.84, 0.76, 0.68, 0.6] {
        let narrower = wrap(name, size_px, indent_px, max_px * share);
        if lines.len() < 2 || narrower.len() > lines.len() {
            break;
        }
        lines = narrower;
    }
    lines
}

/// Returns the width of the widest line, of which the first has an indent.
#[must_use]
pub(crate) fn widest(lines: &[String], size_px: f64, indent_px: f64) -> f64 {
    let indents = std::iter::once(indent_px).chain(std::iter::repeat(0.0));
    lines.iter().zip(indents).map(|(line, indent_px)| indent_px + labels::width(line, size_px)).fold(0.0, f64::max)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_wrapped_between_words() {
        assert_eq!(wrap("perte des conteneurs", 16.0, 0.0, 400.0), ["perte des conteneurs"]);
        assert_eq!(wrap("perte des conteneurs", 16.0, 390.0, 400.0), ["", "perte des conteneurs"]);
        let lines = wrap("perte des conteneurs de la Sarvane au large", 16.0, 0.0, 120.0);
        assert!(lines.len() > 1 && lines.iter().all(|line| labels::width(line, 16.0) <= 120.0), "{lines:?}");
        assert!(wrap("", 16.0, 0.0, 100.0).is_empty());
        let long = "x".repeat(4_000);
        assert_eq!(wrap(&long, 16.0, 0.0, 100.0).len(), MAX_LINES);
    }

    #[test]
    fn names_never_overlap_and_no_way_down_is_barred() {
        let mut state = 11_u64;
        let mut next = |below: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            ((state >> 33) % below) as f64
        };
        for n in [1, 7, 40] {
            let flags: Vec<Flag> = (0..n)
                .map(|_| {
                    let x_px = next(600);
                    Flag { x_px, end_px: x_px + 20.0 + next(200), height_px: 20.0 + next(40) }
                })
                .collect();
            let bases = stack(&flags);
            for (a, one) in flags.iter().enumerate() {
                for (b, other) in flags.iter().enumerate().filter(|(b, _)| *b != a) {
                    let is_beside = other.x_px < one.x_px || other.x_px > one.end_px;
                    // The way down from `other` starts at its own height.
                    assert!(
                        is_beside || bases[a] >= bases[b] + other.height_px || bases[b] >= bases[a] + one.height_px
                    );
                    let crosses = !is_beside && other.x_px > one.x_px && bases[b] > bases[a];
                    assert!(!crosses, "{one:?} {other:?}");
                }
            }
        }
    }
}
