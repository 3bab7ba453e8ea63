//! The number of articles of each month, year or decade, as a bar chart on the front page.

use std::collections::BTreeMap;

use serde::Serialize;

use super::components;
use super::content::Content;
use super::context::{Interface, RenderContext};
use crate::model::Edtf;
use crate::model::date::{DatePoint, DateQualifier};

/// Minimum number of dated articles for a chart; with fewer, the list is enough.
const MIN_ARTICLES: usize = 12;

/// Maximum number of bars; if there are more months, years are drawn, and if there are more years, decades.
const MAX_BARS: i32 = 72;

/// Height of the picture, and width of a bar including the gap after it, in units of the drawing.
const HEIGHT: u64 = 48;
const STEP: u64 = 10;
const GAP: u64 = 2;

/// The articles over time.
#[derive(Clone, Debug, Serialize)]
pub struct Coverage {
    /// The bars, in order of time; periods without articles have no bar.
    pub bars: Vec<Bar>,
    /// Width of the drawing in its own units.
    pub width: u64,
    /// Its height.
    pub height: u64,
    /// The first period, for people.
    pub from: String,
    /// The last one.
    pub to: String,
    /// The period with the most articles.
    pub busiest: String,
    /// Number of its articles.
    pub most: u64,
}

/// The bar of a period.
#[derive(Clone, Debug, Serialize)]
pub struct Bar {
    /// Its left edge in units of the drawing.
    pub x: u64,
    /// Its upper edge.
    pub y: u64,
    /// Its width.
    pub width: u64,
    /// Its height.
    pub height: u64,
    /// The period, for people.
    pub label: String,
    /// Number of articles.
    pub n: u64,
}

/// Returns the month of each article as months since the year 0, for articles whose date has a month.
fn months(content: &Content) -> Vec<i32> {
    let of = |date: &Edtf| {
        let point = date.sort_point();
        let month = i32::from(point.month.filter(|month| *month <= 12)?);
        (point.unspecified_digits == 0).then(|| point.year * 12 + month - 1)
    };
    content.link_index.articles.iter().filter_map(|article| article.card.date.as_ref().and_then(of)).collect()
}

/// Returns the number of months per bar, and the number of articles by bar.
fn counted(content: &Content) -> Option<(i32, BTreeMap<i32, u64>)> {
    let months = months(content);
    let (first, last) = (*months.iter().min()?, *months.iter().max()?);
    if months.len() < MIN_ARTICLES || first == last {
        return None;
    }
    let step = [1, 12, 120].into_iter().find(|step| last.div_euclid(*step) - first.div_euclid(*step) < MAX_BARS)?;
    let mut counted = BTreeMap::new();
    for month in months {
        *counted.entry(month.div_euclid(step)).or_insert(0) += 1;
    }
    (counted.len() > 1).then_some((step, counted))
}

/// Makes the chart; `None` if there are too few articles, or all are of one period.
#[must_use]
pub(crate) fn coverage(context: &RenderContext) -> Option<Coverage> {
    let (step, counted) = counted(&context.content)?;
    let (first, last) = (*counted.keys().next()?, *counted.keys().next_back()?);
    let most = counted.values().copied().max()?;
    let label = |bar: i32| label(&context.interface, bar, step);
    let busiest = counted.iter().find(|(_, n)| **n == most).map(|(bar, _)| label(*bar))?;
    let bars = counted.iter().map(|(bar, n)| {
        let height = (n * HEIGHT).div_ceil(most).max(2);
        Bar {
            x: u64::from(bar.abs_diff(first)) * STEP,
            y: HEIGHT - height,
            width: STEP - GAP,
            height,
            label: label(*bar),
            n: *n,
        }
    });
    Some(Coverage {
        bars: bars.collect(),
        width: u64::from(last.abs_diff(first) + 1) * STEP - GAP,
        height: HEIGHT,
        from: label(first),
        to: label(last),
        busiest,
        most,
    })
}

/// Formats a period of this many months.
fn label(interface: &Interface, bar: i32, step: i32) -> String {
    let first = bar * step;
    let year = first.div_euclid(12);
    let point = DatePoint {
        year,
        unspecified_digits: u8::from(step == 120),
        month: (step == 1).then(|| u8::try_from(first.rem_euclid(12) + 1).unwrap_or(1)),
        day: None,
        qualifier: DateQualifier::default(),
    };
    components::date(interface, Some(&Edtf::At(point)))
}
