//! Puts the glyphs of a page into reading order where it is set in columns but drawn row by row.
//!
//! Most programs draw one column after the other, and that order is kept. Some draw whole rows across all columns:
//! press databases, scanners with text recognition, old typesetting systems. There a gutter is looked for: a vertical
//! strip that no glyph covers in several rows, with text on both sides. What spans the gutter, as a headline does, ends
//! the columns above and below it. A table is no text in columns: its cells are short.

use super::glyphs::{PdfGlyph, PdfSheet};

/// Fewer rows side by side are no columns.
const MIN_ROWS: usize = 4;
/// A narrower strip is a space between words, as a multiple of the font size.
const MIN_GUTTER: f64 = 0.8;
/// With fewer glyphs in a row on average, it is a column of a table.
const MIN_ROW_GLYPHS: usize = 9;
/// The most columns of a page.
const MAX_COLUMNS: usize = 12;
/// A row with more gaps is a table.
const MAX_GAPS: usize = 64;
/// The most rows of a band.
const MAX_BAND_ROWS: usize = 400;
/// With fewer jumps between columns than this share of the rows, columns are drawn one after the other.
const MIN_JUMPS: f64 = 0.5;

/// Glyphs on one baseline.
struct GlyphRow {
    /// The baseline, in points from the lower edge.
    y: f64,
    /// Indices of the glyphs, in drawing order.
    glyphs: Vec<usize>,
    /// The strips that the glyphs cover, left to right, with no space between words in them, in points.
    covered: Vec<(f64, f64)>,
    /// The largest font size, in points.
    size: f64,
}

/// Returns a page with its glyphs in reading order.
pub(super) fn in_reading_order(sheet: PdfSheet) -> PdfSheet {
    let rows = rows(&sheet.glyphs);
    let mut order: Vec<usize> = Vec::with_capacity(sheet.glyphs.len());
    let mut at = 0;
    let mut is_changed = false;
    while let Some(row) = rows.get(at) {
        let band = band(&rows[at..]);
        match band {
            Some((n_rows, gutters)) if is_drawn_in_rows(&sheet.glyphs, &rows[at..at + n_rows], &gutters) => {
                for column in 0..=gutters.len() {
                    for row in &rows[at..at + n_rows] {
                        let inside = row.glyphs.iter().filter(|glyph| {
                            sheet.glyphs.get(**glyph).is_some_and(|glyph| column_of(glyph, &gutters) == column)
                        });
                        order.extend(inside);
                    }
                }
                is_changed = true;
                at += n_rows;
            }
            Some((n_rows, _)) => {
                rows[at..at + n_rows].iter().for_each(|row| order.extend(&row.glyphs));
                at += n_rows;
            }
            None => {
                order.extend(&row.glyphs);
                at += 1;
            }
        }
    }
    if !is_changed {
        return sheet;
    }
    let glyphs = order.into_iter().filter_map(|index| sheet.glyphs.get(index).cloned()).collect();
    PdfSheet { glyphs, ..sheet }
}

/// Returns the rows of a page from top to bottom.
fn rows(glyphs: &[PdfGlyph]) -> Vec<GlyphRow> {
    let mut sorted: Vec<usize> = (0..glyphs.len()).collect();
    sorted.sort_by(|a, b| glyphs[*b].y.total_cmp(&glyphs[*a].y));
    let mut rows: Vec<GlyphRow> = Vec::new();
    for index in sorted {
        let glyph = &glyphs[index];
        match rows.last_mut().filter(|row| row.y - glyph.y <= 0.4 * row.size.max(glyph.size)) {
            Some(row) => {
                row.glyphs.push(index);
                row.size = row.size.max(glyph.size);
            }
            None => rows.push(GlyphRow { y: glyph.y, glyphs: vec![index], covered: Vec::new(), size: glyph.size }),
        }
    }
    for row in &mut rows {
        let visible = row.glyphs.iter().map(|index| &glyphs[*index]).filter(|glyph| !glyph.text.trim().is_empty());
        let mut strips: Vec<(f64, f64)> = visible.map(|glyph| (glyph.x, glyph.end.max(glyph.x))).collect();
        strips.sort_by(|a, b| a.0.total_cmp(&b.0));
        for (x, end) in strips {
            match row.covered.last_mut().filter(|(_, last)| x - *last < MIN_GUTTER * row.size) {
                Some((_, last)) => *last = last.max(end),
                None => row.covered.push((x, end)),
            }
        }
        // In a row, the drawing order is the reading order of the program.
        row.glyphs.sort_unstable();
    }
    rows
}

/// Returns how many rows from the first on share gutters, and the gutters; `None` if they are too few for columns.
fn band(rows: &[GlyphRow]) -> Option<(usize, Vec<(f64, f64)>)> {
    let mut free = gaps(&rows.first()?.covered);
    let mut n_rows = 1;
    let mut n_both = usize::from(!free.is_empty());
    if free.len() > MAX_GAPS {
        return None;
    }
    for row in rows[1..].iter().take(MAX_BAND_ROWS) {
        // A row on one side of a gutter leaves it free.
        let next = without(&free, &row.covered, MIN_GUTTER * row.size);
        if next.is_empty() {
            break;
        }
        n_both += usize::from(row.covered.len() > 1);
        free = next;
        n_rows += 1;
    }
    free.truncate(MAX_COLUMNS - 1);
    let is_wide = n_rows >= MIN_ROWS && n_both * 2 >= n_rows && !free.is_empty();
    is_wide.then_some((n_rows, free))
}

/// Returns the strips between those that are covered.
fn gaps(covered: &[(f64, f64)]) -> Vec<(f64, f64)> {
    covered.windows(2).map(|pair| (pair[0].1, pair[1].0)).collect()
}

/// Returns what is left of free strips where others are covered, if it is at least `min` points wide.
fn without(free: &[(f64, f64)], covered: &[(f64, f64)], min: f64) -> Vec<(f64, f64)> {
    let mut left = Vec::new();
    for (from, to) in free {
        let mut at = *from;
        for (x, end) in covered.iter().filter(|(x, end)| end > from && x < to) {
            if x - at >= min {
                left.push((at, *x));
            }
            at = at.max(*end);
        }
        if to - at >= min {
            left.push((at, *to));
        }
    }
    left
}

fn column_of(glyph: &PdfGlyph, gutters: &[(f64, f64)]) -> usize {
    gutters.iter().filter(|(from, to)| glyph.x >= (from + to) / 2.0).count()
}

/// Returns whether rows hold text in columns, and the program drew it across them.
fn is_drawn_in_rows(glyphs: &[PdfGlyph], rows: &[GlyphRow], gutters: &[(f64, f64)]) -> bool {
    let mut drawn: Vec<usize> = rows.iter().flat_map(|row| row.glyphs.iter().copied()).collect();
    drawn.sort_unstable();
    let columns: Vec<usize> = drawn.iter().filter_map(|index| Some(column_of(glyphs.get(*index)?, gutters))).collect();
    let n_jumps = columns.windows(2).filter(|pair| pair[0] != pair[1]).count();
    let is_text = (0..=gutters.len()).all(|column| {
        let in_column = |row: &GlyphRow| {
            row.glyphs
                .iter()
                .filter(|index| glyphs.get(**index).is_some_and(|g| column_of(g, gutters) == column))
                .count()
        };
        let counts: Vec<usize> = rows.iter().map(in_column).filter(|n| *n > 0).collect();
        counts.len() >= MIN_ROWS - 1 && counts.iter().sum::<usize>() >= MIN_ROW_GLYPHS * counts.len()
    });
    // Counts of rows are small enough for an exact conversion.
    #[expect(clippy::cast_precision_loss, reason = "a page has few rows")]
    let is_jumping = n_jumps as f64 >= MIN_JUMPS * rows.len() as f64;
    is_text && is_jumping
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Glyphs of words of six points a letter, in the order given: text, left edge, baseline.
    fn sheet(words: &[(&str, f64, f64)]) -> PdfSheet {
        let mut glyphs = Vec::new();
        for (text, x, y) in words {
            let mut at = *x;
            for letter in text.chars() {
                glyphs.push(PdfGlyph { text: letter.to_string(), x: at, end: at + 5.0, y: *y, size: 10.0 });
                at += 5.0;
            }
        }
        PdfSheet { glyphs, height: 800.0, has_large_picture: false }
    }

    fn text(sheet: &PdfSheet) -> String {
        sheet.glyphs.iter().map(|glyph| glyph.text.as_str()).collect()
    }

    #[test]
    fn columns_that_are_drawn_row_by_row_are_read_one_after_the_other() {
        let mut words = vec![("un titre qui couvre toute la page du journal local", 50.0, 720.0)];
        let left = ["le phare de la", "pointe est de", "nouveau éteint", "depuis mardi ;"];
        let right = ["la mairie n’en", "savait rien et", "le gardien non", "plus, hélas mais"];
        for (n, y) in [700.0, 688.0, 676.0, 664.0].into_iter().enumerate() {
            words.extend([(left[n], 50.0, y), (right[n], 150.0, y)]);
        }
        let read = text(&in_reading_order(sheet(&words)));
        assert!(read.starts_with("un titre"), "{read}");
        assert!(read.contains(&format!("{}{}", left[3], right[0])), "{read}");
    }

    #[test]
    fn a_table_and_columns_in_drawing_order_stay_as_they_are() {
        let mut table = Vec::new();
        let mut columns = Vec::new();
        for n in 0..6 {
            let y = 700.0 - 12.0 * f64::from(n);
            table.extend([("Armel", 50.0, y), ("1 200", 150.0, y)]);
            columns.push(("le phare de la", 50.0, y));
        }
        columns.extend((0..6).map(|n| ("la mairie n’en", 150.0, 700.0 - 12.0 * f64::from(n))));
        for words in [table, columns] {
            let page = sheet(&words);
            assert_eq!(in_reading_order(page.clone()), page);
        }
    }
}
