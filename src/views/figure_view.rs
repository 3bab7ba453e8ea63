//! What a template sees of numbers that do not agree; `figure_strips` makes it.

use serde::Serialize;

use super::shared::{ArticleLink, EntityLink};
use crate::theme::TemplateValue;

/// Numbers of one thing that do not agree.
#[derive(Clone, Debug, Serialize)]
pub struct FigureStrip {
    /// What is counted, in the words of the first source.
    pub what: String,
    /// The record that it is about.
    pub about: EntityLink,
    /// Number of sources: copies of one dispatch count once.
    pub n_sources: u64,
    /// The largest number, in percent of the smallest.
    pub spread: u64,
    /// The lines of the axis.
    pub ticks: Vec<AxisTick>,
    /// Who says how many, the smallest number first; a copy follows its dispatch.
    pub rows: Vec<FigureRow>,
    /// Number of rows left out.
    pub n_more: u64,
}

/// A line of an axis.
#[derive(Clone, Debug, Serialize)]
pub struct AxisTick {
    /// Its position, in percent of the width.
    pub at: String,
    /// Its value.
    pub label: String,
}

/// What one source says.
#[derive(Clone, Debug, Serialize)]
pub struct FigureRow {
    /// The number, with a sign where it is not exact: `≈ 40`, `≥ 40`, `40–45`.
    pub value: String,
    /// `exact`, `about`, `at_least`, `at_most`, `range`.
    pub how: &'static str,
    /// Position of the number, in percent of the width; of a range, of its middle.
    pub at: String,
    /// Where the bar of a range, or of all that the words allow, begins.
    pub from: String,
    /// Where it ends.
    pub to: String,
    /// Whether the article is a copy of a dispatch that stands above with the same number.
    pub is_copy: bool,
    /// Who says so: the newspaper, the title of the article, or the words of the record.
    pub who: String,
    /// The article; null if a record says so in words.
    pub article: Option<TemplateValue<ArticleLink>>,
    /// Route and anchor of the passage; may be empty.
    pub href: String,
    /// When it was said; may be empty.
    pub date: String,
    /// The sentence before the number; empty for a number that a record gives.
    pub before: String,
    /// The words of the number.
    pub words: String,
    /// The sentence after it.
    pub after: String,
    /// Whether a person wrote the number in the record.
    pub by_hand: bool,
}
