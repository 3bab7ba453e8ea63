//! Removes running heads and page numbers: lines at the top or bottom of pages that repeat, that only number the page,
//! that are in small type, or that a browser printed.

use std::collections::{BTreeMap, BTreeSet};

use super::layout::PdfLine;
use crate::import::text::lines::fold;

/// How many lines from the top or bottom of a page may be running heads.
const REACH: usize = 3;
/// The margin in which browsers print date, title, address and page number, in points: half an inch.
const MARGIN: f64 = 36.0;
/// Within this distance of the edge, type smaller than the body text is a running head, in points: three quarters of an
/// inch.
const HEAD_MARGIN: f64 = 54.0;
/// Type below this multiple of the body text's size is small.
const SMALLER: f64 = 0.9;

/// Removes the running heads; returns the remaining lines and the texts of the removed ones.
pub(super) fn without_running_heads(lines: Vec<PdfLine>) -> (Vec<PdfLine>, Vec<String>) {
    let n_sheets = lines.iter().map(|line| line.sheet).collect::<BTreeSet<_>>().len();
    let edges = edges(&lines);
    let text_size = usual_size(&lines);
    // Count pages, not lines: a short page may contain the same line twice.
    let mut sheets_with: BTreeMap<(bool, String), BTreeSet<usize>> = BTreeMap::new();
    for (index, is_top) in &edges {
        if let Some(line) = lines.get(*index) {
            sheets_with.entry((*is_top, shape(&line.text))).or_default().insert(line.sheet);
        }
    }
    let (mut kept, mut heads) = (Vec::with_capacity(lines.len()), Vec::new());
    let is_head = |index: usize, line: &PdfLine| {
        edges.get(&index).is_some_and(|is_top| {
            let shape = shape(&line.text);
            let n = sheets_with.get(&(*is_top, shape.clone())).map_or(0, BTreeSet::len);
            let edge = line.y.min(line.height - line.y);
            let is_small = edge < HEAD_MARGIN && line.size < SMALLER * text_size;
            let repeats = n >= 2 && n * 2 >= n_sheets && line.text.chars().count() <= 150;
            repeats || is_number(&shape) || is_small || (edge < MARGIN && is_browsers(&shape, &line.text))
        })
    };
    let is_heads: Vec<bool> = lines.iter().enumerate().map(|(index, line)| is_head(index, line)).collect();
    for (line, is_head) in lines.into_iter().zip(is_heads) {
        if is_head { heads.push(line.text) } else { kept.push(line) }
    }
    (kept, heads)
}

fn usual_size(lines: &[PdfLine]) -> f64 {
    let mut sizes: Vec<f64> =
        lines.iter().flat_map(|line| std::iter::repeat_n(line.size, 1 + line.text.len() / 20)).collect();
    sizes.sort_by(f64::total_cmp);
    sizes.get(sizes.len() / 2).copied().unwrap_or_default()
}

/// Returns the lines at the edges of their pages by index, with whether it is the top edge.
fn edges(lines: &[PdfLine]) -> BTreeMap<usize, bool> {
    let mut by_sheet: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (index, line) in lines.iter().enumerate() {
        by_sheet.entry(line.sheet).or_default().push(index);
    }
    let mut edges = BTreeMap::new();
    for mut indices in by_sheet.into_values() {
        indices.sort_by(|a, b| match (lines.get(*a), lines.get(*b)) {
            (Some(a), Some(b)) => b.y.total_cmp(&a.y),
            _ => std::cmp::Ordering::Equal,
        });
        edges.extend(indices.iter().rev().take(REACH).map(|index| (*index, false)));
        edges.extend(indices.iter().take(REACH).map(|index| (*index, true)));
    }
    edges
}

/// Returns the text with `#` for each number, so that `page 2` equals `page 1`.
fn shape(text: &str) -> String {
    let mut shape = String::new();
    for character in fold(text).chars() {
        if !character.is_ascii_digit() {
            shape.push(character);
        } else if !shape.ends_with('#') {
            shape.push('#');
        }
    }
    shape
}

fn is_number(shape: &str) -> bool {
    matches!(
        shape,
        "#" | "#/#"
            | "# / #"
            | "- # -"
            | "– # –"
            | "page #"
            | "p. #"
            | "page #/#"
            | "page # / #"
            | "page # sur #"
            | "page # of #"
    )
}

/// Returns whether a browser printed the line around the page: its address, or the date and time of printing.
fn is_browsers(shape: &str, text: &str) -> bool {
    let is_address = (text.starts_with("http://") || text.starts_with("https://") || text.starts_with("file://"))
        && !text.contains(' ');
    let is_date = shape.starts_with("#/#/#") || shape.starts_with("#.#.#") || shape.starts_with("#-#-#");
    is_address || is_date
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines on pages 800 points high: text, distance from the lower edge, size, page.
    fn heads(lines: &[(&str, f64, f64, usize)]) -> Vec<String> {
        let line = |(text, y, size, sheet): &(&str, f64, f64, usize)| PdfLine {
            text: (*text).to_owned(),
            x: 50.0,
            end: 300.0,
            word_end: 80.0,
            y: *y,
            size: *size,
            sheet: *sheet,
            height: 800.0,
        };
        without_running_heads(lines.iter().map(line).collect()).1
    }

    #[test]
    fn what_repeats_over_sheets_or_numbers_them_is_a_running_head() {
        let sheets = [
            ("L’Écho, 3 mai", 780.0, 10.0, 0),
            ("Le maire a parlé.", 700.0, 10.0, 0),
            ("Page 1 sur 2", 40.0, 10.0, 0),
            ("L’Écho, 3 mai", 780.0, 10.0, 1),
            ("Le phare brille.", 700.0, 10.0, 1),
            ("Page 2 sur 2", 40.0, 10.0, 1),
        ];
        assert_eq!(heads(&sheets), ["L’Écho, 3 mai", "Page 1 sur 2", "L’Écho, 3 mai", "Page 2 sur 2"]);
    }

    #[test]
    fn what_one_sheet_says_twice_is_text() {
        let sheet =
            [("Le maire a parlé.", 700.0, 10.0, 0), ("Oui.", 680.0, 10.0, 0), ("Le maire a parlé.", 660.0, 10.0, 0)];
        assert_eq!(heads(&sheet), [""; 0]);
    }

    #[test]
    fn small_type_at_the_edge_and_what_browsers_print_there_is_no_text() {
        let sheet = [
            ("03/05/2021, 10:00", 785.0, 8.0, 0),
            ("L’Écho du soir", 760.0, 8.0, 0),
            ("Le maire a parlé, et tout le monde l’a entendu sur le port.", 700.0, 10.0, 0),
            ("https://echo.example/phare", 20.0, 10.0, 0),
        ];
        assert_eq!(heads(&sheet), ["03/05/2021, 10:00", "L’Écho du soir", "https://echo.example/phare"]);
    }
}
