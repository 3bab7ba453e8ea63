//! The articles on a line of time: points below the axis, or cells in a row for each newspaper. Articles of about the same
//! day share a column, so that a picture of thousands of articles is as small as one of a hundred.

use std::collections::BTreeMap;

use serde::Serialize;

use super::timeline_scale::{Scale, WIDTH_PX};
use crate::geometry::flags;
use crate::geometry::time_axis::DayNumber;

/// The articles of a newspaper.
#[derive(Clone, Debug, Serialize)]
pub struct TimelineRow {
    /// Its name in lines; empty for articles without a newspaper.
    pub lines: Vec<String>,
    /// Vertical position of the first line.
    pub text_y: u64,
    /// Vertical position of the cells.
    pub y: u64,
    /// Its articles, those of about the same day together.
    pub cells: Vec<TimelineCell>,
}

/// The articles of a newspaper of about the same day.
#[derive(Clone, Debug, Serialize)]
pub struct TimelineCell {
    /// Its place in percent.
    pub x: String,
    /// How often they name the record, from 1 to 4.
    pub level: u64,
    /// Number of mentions.
    pub n: u64,
    /// Whether they quote the person.
    pub quoted: bool,
    /// Whether the day is certain.
    pub is_sure: bool,
}

/// An article to draw.
#[derive(Clone, Copy)]
pub(crate) struct ArticleInput {
    pub day: DayNumber,
    pub is_sure: bool,
    /// Index of its row; without rows it is 0.
    pub row: usize,
    /// Number of mentions.
    pub n: u64,
    pub quoted: bool,
}

/// A column of points, and the height of a point with its gap.
const COLUMN: f64 = 0.0105;
const DOT_PX: usize = 8;
const MAX_STACK: usize = 6;
/// Widest name of a newspaper.
const MAX_ROW_NAME_PX: f64 = 150.0;
const ROW_NAME_PX: f64 = 13.0;
const ROW_LINE_PX: usize = 16;
/// Maximum number of cells, so that the drawing of a record stays below twelve kilobytes.
const MAX_CELLS: usize = 80;

/// Returns the name of a newspaper in lines.
pub(super) fn wrapped(name: &str) -> Vec<String> {
    flags::wrap(name, ROW_NAME_PX, 0.0, MAX_ROW_NAME_PX)
}

/// Returns the width of a name in lines.
pub(super) fn width(lines: &[String]) -> f64 {
    flags::widest(lines, ROW_NAME_PX, 0.0)
}

/// The articles as points of two paths.
#[derive(Default)]
pub(super) struct Dots {
    pub(super) sure: String,
    pub(super) unsure: String,
    pub(super) height: usize,
    pub(super) per_dot: u64,
}

/// Stacks the articles below the axis, a column for each few days.
pub(super) fn dots(scale: &Scale, articles: &[ArticleInput]) -> Dots {
    let mut columns: BTreeMap<i64, [usize; 2]> = BTreeMap::new();
    for article in articles {
        let column = (scale.axis.at(article.day) * scale.length_px / WIDTH_PX / COLUMN).round() as i64;
        columns.entry(column).or_default()[usize::from(!article.is_sure)] += 1;
    }
    let most = columns.values().map(|[sure, unsure]| sure + unsure).max().unwrap_or_default();
    let per_dot = most.div_ceil(MAX_STACK).max(1);
    let mut dots = Dots { per_dot: per_dot as u64, ..Dots::default() };
    let mut highest = 0;
    for (column, [sure, unsure]) in columns {
        let x = scale.thousandths(scale.left_px + column as f64 * COLUMN * WIDTH_PX).round() as i64;
        let (n_sure, n_unsure) = (sure.div_ceil(per_dot), unsure.div_ceil(per_dot));
        for n in 0..n_sure + n_unsure {
            let path = if n < n_sure { &mut dots.sure } else { &mut dots.unsure };
            path.push_str(&format!("M{x} {}h0", 5 + n * DOT_PX));
        }
        highest = highest.max(n_sure + n_unsure);
    }
    dots.height = if highest == 0 { 0 } else { highest * DOT_PX + 4 };
    dots
}

/// Draws the articles of each newspaper; also returns the height of all rows.
pub(super) fn rows(
    scale: &Scale,
    names: Vec<Vec<String>>,
    articles: &[ArticleInput],
    top: usize,
) -> (Vec<TimelineRow>, usize) {
    if names.is_empty() {
        return (Vec::new(), 0);
    }
    let most = articles.iter().map(|article| article.n).max().unwrap_or(1).max(1);
    // Wider columns until there are few enough cells.
    let cells = |column_px: f64| {
        let mut cells: BTreeMap<(usize, i64), (u64, bool, bool)> = BTreeMap::new();
        for article in articles {
            let column = (scale.axis.at(article.day) * scale.length_px / column_px).round() as i64;
            let cell = cells.entry((article.row, column)).or_insert((0, false, true));
            *cell = (cell.0 + article.n, cell.1 || article.quoted, cell.2 && article.is_sure);
        }
        cells
    };
    let (mut column_px, mut found) = (13.0, cells(13.0));
    while found.len() > MAX_CELLS && column_px < WIDTH_PX {
        column_px *= 1.6;
        found = cells(column_px);
    }
    let mut y = top;
    let rows = names.into_iter().enumerate().map(|(row, lines)| {
        let height = (lines.len().max(1) * ROW_LINE_PX + 6).max(22);
        let middle = y + height / 2;
        let own = found.range((row, i64::MIN)..=(row, i64::MAX)).map(|((_, column), (n, quoted, is_sure))| {
            let share = (*n as f64 / most as f64).min(1.0).sqrt();
            TimelineCell {
                x: scale.percent(scale.left_px + *column as f64 * column_px),
                level: ((share * 4.0).ceil() as u64).clamp(1, 4),
                n: *n,
                quoted: *quoted,
                is_sure: *is_sure,
            }
        });
        let text_y = (middle + 5).saturating_sub((lines.len().max(1) - 1) * ROW_LINE_PX / 2);
        let drawn = TimelineRow { text_y: text_y as u64, y: middle as u64, cells: own.collect(), lines };
        y += height;
        drawn
    });
    let rows: Vec<TimelineRow> = rows.collect();
    (rows, y - top + 8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::time_axis::TimeAxis;

    #[test]
    fn thousands_of_articles_make_a_small_picture() {
        let axis = TimeAxis::new((0..3_000).collect()).expect("an axis");
        let scale = Scale { axis, left_px: 6.0, length_px: 740.0, is_right_to_left: false };
        let article = |n: i32| ArticleInput { day: n % 3_000, is_sure: n % 7 != 0, row: 0, n: 1, quoted: n % 5 == 0 };
        let articles: Vec<ArticleInput> = (0..5_000).map(article).collect();
        let drawn = dots(&scale, &articles);
        assert!(drawn.sure.len() + drawn.unsure.len() < 8_000 && drawn.per_dot > 1, "{}", drawn.sure.len());
        let (rows, _) = rows(&scale, vec![vec!["Le Phare".to_owned()]], &articles, 0);
        assert!(rows[0].cells.len() <= MAX_CELLS);
    }
}
