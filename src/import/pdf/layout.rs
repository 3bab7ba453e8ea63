//! Positioned glyphs -> lines -> paragraphs.
//!
//! Lines are made in drawing order, which in files from word processors, browsers and typesetting programs is the
//! reading order, column by column. A paragraph continues in the next line if the line is full: the first word of the
//! next would not have fitted. A gap, an indent or another font size begins a new paragraph.

use std::collections::BTreeMap;

use super::glyphs::{PdfGlyph, PdfSheet};
use super::hyphens::{join_line, words};
use crate::import::extracted_document::{BlockRole, TextBlock};
use crate::import::runs::{RunStyle, TextRuns};

/// A wider gap between glyphs separates words, as a multiple of the font size.
const WORD_GAP: f64 = 0.15;
/// A wider gap between glyphs separates columns, as a multiple of the font size.
const COLUMN_GAP: f64 = 4.0;
/// A wider gap between lines separates paragraphs, as a multiple of the usual line spacing.
const PARAGRAPH_GAP: f64 = 1.25;
/// Larger text is a heading, as a multiple of the body text's size.
const HEADING_SIZE: f64 = 1.25;
/// The longest heading, in characters.
const MAX_HEADING: usize = 200;

/// One line of text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PdfLine {
    /// Its text.
    pub(super) text: String,
    /// Its left edge, in points.
    pub(super) x: f64,
    /// Its right edge, in points.
    pub(super) end: f64,
    /// The right edge of its first word, in points.
    pub(super) word_end: f64,
    /// Its baseline, in points from the lower edge.
    pub(super) y: f64,
    /// Its font size, in points.
    pub(super) size: f64,
    /// The index of its page, from 0.
    pub(super) sheet: usize,
    /// The page's height, in points.
    pub(super) height: f64,
}

/// Returns the lines of all pages, in order.
pub(super) fn lines(sheets: &[PdfSheet]) -> Vec<PdfLine> {
    let mut lines: Vec<PdfLine> = Vec::new();
    for (index, sheet) in sheets.iter().enumerate() {
        let mut open: Option<OpenLine> = None;
        for glyph in &sheet.glyphs {
            let text = readable(&glyph.text);
            match open.as_mut().filter(|open| open.continues_with(glyph)) {
                Some(open) => open.add(glyph, &text),
                None if text.trim().is_empty() => {}
                None => {
                    let PdfGlyph { x, end, y, size, .. } = *glyph;
                    let (word_end, height) = (end, sheet.height);
                    let line = PdfLine { text, x, end, word_end, y, size, sheet: index, height };
                    lines.extend(open.replace(OpenLine { line, last_x: x, pen: end }).map(|open| open.line));
                }
            }
        }
        lines.extend(open.map(|open| open.line));
    }
    for line in &mut lines {
        line.text = line.text.trim().to_owned();
    }
    lines.retain(|line| !line.text.is_empty());
    lines
}

/// A line to which glyphs are still added.
struct OpenLine {
    line: PdfLine,
    /// The left edge of the last glyph.
    last_x: f64,
    /// The right edge of the last glyph, spaces included.
    pen: f64,
}

impl OpenLine {
    /// Returns whether the glyph continues the line. Subset fonts often have wrong widths for spaces, so the next glyph
    /// may begin before the last one ends, but never before the last one begins.
    fn continues_with(&self, glyph: &PdfGlyph) -> bool {
        let size = self.line.size.max(glyph.size);
        let is_level = (glyph.y - self.line.y).abs() <= 0.4 * size;
        is_level && glyph.x >= self.last_x - 0.2 * size && glyph.x - self.pen < COLUMN_GAP * self.line.size
    }

    fn add(&mut self, glyph: &PdfGlyph, text: &str) {
        let line = &mut self.line;
        if glyph.x - self.pen > WORD_GAP * line.size && !line.text.ends_with(' ') && !text.starts_with(' ') {
            line.text.push(' ');
        }
        line.text.push_str(text);
        if !text.trim().is_empty() {
            line.end = glyph.end;
            if !line.text.trim_start().contains(char::is_whitespace) {
                line.word_end = glyph.end;
            }
        }
        (self.last_x, self.pen) = (glyph.x, glyph.end);
    }
}

/// Expands ligatures into letters and drops characters that stand for no letter.
fn readable(text: &str) -> String {
    let mut readable = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            'ﬀ' => readable.push_str("ff"),
            'ﬁ' => readable.push_str("fi"),
            'ﬂ' => readable.push_str("fl"),
            'ﬃ' => readable.push_str("ffi"),
            'ﬄ' => readable.push_str("ffl"),
            'ﬅ' | 'ﬆ' => readable.push_str("st"),
            '\u{fffd}' | '\u{0}' => {}
            _ => readable.push(character),
        }
    }
    readable
}

/// A paragraph assembled from lines.
struct LayoutParagraph {
    text: String,
    /// The font size of its first line.
    size: f64,
    /// Whether it began with a bullet, which is not part of the text.
    is_item: bool,
}

/// Returns the paragraphs that the lines form.
pub(super) fn paragraphs(lines: &[PdfLine]) -> Vec<TextBlock> {
    let measure = PageMetrics::measure(lines);
    let known = words(lines.iter().map(|line| line.text.as_str()));
    let mut paragraphs: Vec<LayoutParagraph> = Vec::new();
    let mut previous: Option<&PdfLine> = None;
    for line in lines {
        let item = without_bullet(&line.text);
        match (paragraphs.last_mut(), previous) {
            (Some(open), Some(previous)) if item.is_none() && measure.flows(previous, line, open.is_item) => {
                join_line(&mut open.text, &line.text, &known);
            }
            _ => paragraphs.push(LayoutParagraph {
                text: item.unwrap_or(&line.text).to_owned(),
                size: line.size,
                is_item: item.is_some(),
            }),
        }
        previous = Some(line);
    }
    let mut has_title = false;
    let parts = paragraphs.iter().enumerate().filter_map(|(index, LayoutParagraph { text, size, is_item })| {
        let is_heading = *size >= HEADING_SIZE * measure.size && text.chars().count() <= MAX_HEADING;
        let role = match is_heading {
            _ if *is_item => BlockRole::Item { depth: 0, number: None },
            true if !has_title && index < 5 => {
                has_title = true;
                BlockRole::Title
            }
            true => BlockRole::Heading(2),
            false => BlockRole::Paragraph,
        };
        let mut runs = TextRuns::default();
        runs.push(text, &RunStyle::default());
        runs.take_block(role)
    });
    parts.collect()
}

/// Returns the text of a list item, if the line begins with a bullet. A dash does not count: it often begins a line of
/// dialogue.
fn without_bullet(line: &str) -> Option<&str> {
    let rest = line.strip_prefix(['•', '▪', '‣', '◦', '●', '■', '\u{f0b7}'])?;
    rest.starts_with(char::is_whitespace).then(|| rest.trim_start()).filter(|rest| !rest.is_empty())
}

/// Typical measurements of a document.
struct PageMetrics {
    /// The font size of the body text, in points.
    size: f64,
    /// The line spacing, in points.
    pitch: f64,
    /// The rightmost end of lines that stay in their column, by page and left edge in column steps.
    right: BTreeMap<(usize, i64), f64>,
    /// Where the next column begins, for the steps that are a column with another to the right.
    next_column: BTreeMap<(usize, i64), f64>,
    /// The leftmost start of lines, by page and left edge in column steps.
    left: BTreeMap<(usize, i64), f64>,
    /// Whether lines are justified, so that one that ends before the right margin ends a paragraph.
    justified: bool,
}

/// In justified text at least this share of lines ends at the right margin: all except the last line of each paragraph.
const JUSTIFIED: f64 = 0.5;

/// With fewer lines than this, justified text cannot be recognised.
const MIN_JUSTIFIED: usize = 8;

/// The width of a step, in points: lines that begin in the same step are in the same column.
const COLUMN_STEP: f64 = 36.0;

#[expect(clippy::cast_possible_truncation, reason = "places on paper are small numbers; `as` saturates")]
fn column(line: &PdfLine) -> (usize, i64) {
    (line.sheet, (line.x / COLUMN_STEP).floor() as i64)
}

/// Fewer lines are no column.
const MIN_COLUMN_LINES: usize = 3;

/// The most column steps that are looked at to the right of a column.
const MAX_STEPS: usize = 64;

/// Returns where the next column to the right begins, by page and column step. A headline over several columns begins
/// where the first of them does, and must not widen it.
fn next_columns(lines: &[PdfLine]) -> BTreeMap<(usize, i64), f64> {
    let mut steps: BTreeMap<(usize, i64), Vec<&PdfLine>> = BTreeMap::new();
    for line in lines {
        steps.entry(column(line)).or_default().push(line);
    }
    steps.retain(|_, lines| lines.len() >= MIN_COLUMN_LINES);
    let start = |lines: &[&PdfLine]| lines.iter().map(|line| line.x).fold(f64::INFINITY, f64::min);
    let mut next = BTreeMap::new();
    for ((sheet, step), lines) in &steps {
        let Some(end) = median(lines.iter().map(|line| line.end).collect()) else { continue };
        let right = steps.range((*sheet, step.saturating_add(1))..=(*sheet, i64::MAX)).take(MAX_STEPS);
        if let Some(x) = right.map(|(_, lines)| start(lines)).find(|x| *x > end) {
            next.insert((*sheet, *step), x);
        }
    }
    next
}

/// Returns whether a line reaches into the next column.
fn spans(line: &PdfLine, next_column: &BTreeMap<(usize, i64), f64>) -> bool {
    next_column.get(&column(line)).is_some_and(|x| line.end > *x)
}

impl PageMetrics {
    fn measure(lines: &[PdfLine]) -> Self {
        let sizes = lines.iter().flat_map(|line| std::iter::repeat_n(line.size, 1 + line.text.len() / 20));
        let size = median(sizes.collect()).unwrap_or(10.0);
        let pitches =
            lines.iter().zip(lines.iter().skip(1)).filter(|(line, next)| line.sheet == next.sheet).filter_map(
                |(line, next)| {
                    let pitch = line.y - next.y;
                    let is_text = (line.size - size).abs() < 0.1 * size && (next.size - size).abs() < 0.1 * size;
                    (is_text && pitch > 0.5 * size && pitch < 2.5 * size).then_some(pitch)
                },
            );
        let pitch = low_median(pitches.collect()).unwrap_or(1.2 * size);
        let mut right: BTreeMap<(usize, i64), f64> = BTreeMap::new();
        let mut left: BTreeMap<(usize, i64), f64> = BTreeMap::new();
        let next_column = next_columns(lines);
        let mut ends: BTreeMap<(usize, i64), (usize, f64, f64)> = BTreeMap::new();
        for line in lines {
            if !spans(line, &next_column) && (line.size - size).abs() < 0.12 * size {
                let (n, first, second) = ends.entry(column(line)).or_insert((0, f64::MIN, f64::MIN));
                *n += 1;
                (*first, *second) = if line.end > *first { (line.end, *first) } else { (*first, second.max(line.end)) };
            }
            let start = left.entry(column(line)).or_insert(line.x);
            *start = start.min(line.x);
        }
        // A line below the headline may end between the columns. It is one of many, so the second longest counts.
        right.extend(ends.iter().map(|(step, (n, first, second))| {
            (*step, if *n >= MIN_JUSTIFIED && next_column.contains_key(step) { *second } else { *first })
        }));
        let mut measure = Self { size, pitch, right, next_column, left, justified: false };
        let n_at_margin = lines.iter().filter(|line| measure.ends_at_margin(line, 0.1)).count();
        // Few enough for an exact conversion.
        #[expect(clippy::cast_precision_loss, reason = "documents have few lines")]
        let share = n_at_margin as f64 / lines.len().max(1) as f64;
        measure.justified = lines.len() >= MIN_JUSTIFIED && share >= JUSTIFIED;
        measure
    }

    /// Returns whether a line ends at the right margin, or at most `tolerance` times its font size before it.
    fn ends_at_margin(&self, line: &PdfLine, tolerance: f64) -> bool {
        line.end > self.right_of(line) - tolerance * line.size
    }

    fn right_of(&self, line: &PdfLine) -> f64 {
        if spans(line, &self.next_column) {
            return line.end;
        }
        let (sheet, step) = column(line);
        let near = [step.saturating_sub(1), step, step.saturating_add(1)];
        near.iter().filter_map(|step| self.right.get(&(sheet, *step))).fold(line.end, |right, end| right.max(*end))
    }

    fn left_of(&self, line: &PdfLine) -> f64 {
        let (sheet, step) = column(line);
        let near = [step.saturating_sub(1), step];
        near.iter().filter_map(|step| self.left.get(&(sheet, *step))).fold(line.x, |left, start| left.min(*start))
    }

    /// Returns whether the paragraph of a line continues in the next line. The lines of a list item are indented
    /// further than its bullet.
    fn flows(&self, line: &PdfLine, next: &PdfLine, is_item: bool) -> bool {
        let is_same_size = (line.size - next.size).abs() <= 0.12 * line.size.max(next.size);
        let drop = line.y - next.y;
        let is_below = line.sheet == next.sheet && drop > 0.0;
        let is_apart = is_below && drop > PARAGRAPH_GAP * self.pitch.max(1.1 * line.size);
        let indent = next.x - self.left_of(next);
        let was_indented = line.x - self.left_of(line) > 0.8 * line.size;
        let is_indented = indent > 0.8 * next.size
            && indent < 6.0 * next.size
            && !was_indented
            && (next.x - line.x).abs() > 0.5 * next.size;
        is_same_size && !is_apart && (is_item || !is_indented) && self.is_filled(line, next)
    }

    /// Returns whether a line is full: the first word of the next line would not have fitted, and in justified text the
    /// line reaches the margin.
    fn is_filled(&self, line: &PdfLine, next: &PdfLine) -> bool {
        if self.justified && !self.ends_at_margin(line, 0.5) {
            return false;
        }
        // A space is about a quarter of the font size wide. The widths of single glyphs may be wrong, so the average of
        // the line counts if it is larger.
        let n_characters = next.text.chars().count().max(1);
        let n_in_word = next.text.split_whitespace().next().unwrap_or_default().chars().count();
        #[expect(clippy::cast_precision_loss, reason = "lengths of lines are small numbers")]
        let average = (next.end - next.x) / n_characters as f64 * (n_in_word + 1) as f64;
        let word = average.max(next.word_end - next.x + 0.25 * next.size);
        // Measured glyph widths differ slightly from the real ones, and columns leave some lines short.
        line.end + word > self.right_of(line) - 0.8 * line.size
    }
}

fn median(mut numbers: Vec<f64>) -> Option<f64> {
    numbers.sort_by(f64::total_cmp);
    numbers.get(numbers.len() / 2).copied()
}

/// Returns the lower quartile. With paragraphs of two lines, half of the gaps are between paragraphs, so the median
/// would not do.
fn low_median(mut numbers: Vec<f64>) -> Option<f64> {
    numbers.sort_by(f64::total_cmp);
    numbers.get(numbers.len() / 4).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines with these left and right edges, 15 points apart, in a 10 point font.
    fn text(lines: &[(&str, f64, f64)]) -> Vec<String> {
        let lines: Vec<PdfLine> = lines
            .iter()
            .zip(0_i32..)
            .map(|(&(text, x, end), n)| {
                let y = 780.0 - 15.0 * f64::from(n);
                let first = text.split(' ').next().unwrap_or(text);
                let width = |text: &str| f64::from(u32::try_from(text.chars().count()).unwrap_or(1));
                let word_end = x + (end - x) * width(first) / width(text);
                PdfLine { text: text.to_owned(), x, end, word_end, y, size: 10.0, sheet: 0, height: 800.0 }
            })
            .collect();
        paragraphs(&lines).iter().map(|part| part.text.clone()).collect()
    }

    #[test]
    fn in_justified_text_a_line_that_ends_before_the_margin_ends_its_paragraph() {
        let mut lines = vec![("Le port a longtemps vécu de ses quais", 65.0, 295.0), ("Lisez aussi", 65.0, 115.0)];
        for _ in 0..3 {
            lines.extend([
                ("La ville en a fait", 65.0, 300.0),
                ("un musée où l’on", 50.0, 300.0),
                ("entre", 50.0, 80.0),
            ]);
        }
        let paragraphs = text(&lines);
        assert_eq!(paragraphs.len(), 5, "{paragraphs:?}");
        assert_eq!(paragraphs[..2], ["Le port a longtemps vécu de ses quais", "Lisez aussi"]);
        assert_eq!(paragraphs[2], "La ville en a fait un musée où l’on entre");
    }

    #[test]
    fn a_bullet_begins_an_item_whose_lines_stand_further_in() {
        let lines = [
            ("Il demandait :", 50.0, 120.0),
            ("• que le port rouvre dès que la digue", 50.0, 298.0),
            ("serait rebâtie ;", 68.0, 140.0),
            ("• que la ville le paie.", 50.0, 150.0),
        ];
        assert_eq!(
            text(&lines),
            ["Il demandait :", "que le port rouvre dès que la digue serait rebâtie ;", "que la ville le paie."]
        );
    }

    #[test]
    fn in_ragged_text_a_line_is_full_where_the_next_word_would_not_have_fitted() {
        let lines = [
            ("Le port a longtemps vécu", 50.0, 270.0),
            ("extraordinairement bien de ses", 50.0, 300.0),
            ("quais", 50.0, 80.0),
            ("La ville en a fait un musée", 50.0, 290.0),
            ("remarquable", 50.0, 130.0),
        ];
        assert_eq!(text(&lines).len(), 2, "{:?}", text(&lines));
    }
}
