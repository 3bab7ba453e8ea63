//! The number of articles of each month, year or decade, as a bar chart on the front page.

use std::collections::BTreeMap;

use serde::Serialize;

use super::components;
use super::content::Content;
use super::context::{Interface, RenderContext};
use crate::model::Edtf;
use crate::model::date::{DatePoint, DateQualifier};

/// With fewer dated articles than this no chart is drawn, because the list is enough.
const MIN_ARTICLES: usize = 12;

/// The most bars; more months are drawn as years, more years as decades.
const MAX_BARS: i32 = 72;

/// The picture's height, and the width of a bar with the space after it, in units of the drawing.
const HEIGHT: u64 = 48;
const STEP: u64 = 10;
const GAP: u64 = 2;

/// The articles over time.
#[derive(Clone, Debug, Serialize)]
pub struct Coverage {
    /// The bars, in order of time; periods without articles have none.
    pub bars: Vec<Bar>,
    /// Width of the drawing in its own units.
    pub width: u64,
    /// Its height.
    pub height: u64,
    /// The first period, for people.
    pub from: String,
    /// The last one.
    pub to: String,
    /// The period with most articles.
    pub busiest: String,
    /// How many it has.
    pub most: u64,
}

/// The articles of a period.
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
    /// How many articles.
    pub n: u64,
}

/// Months since the year 0 of an article's date, where it has a month.
fn months(content: &Content) -> Vec<i32> {
    let of = |date: &Edtf| {
        let point = date.sort_point();
        let month = i32::from(point.month.filter(|month| *month <= 12)?);
        (point.unspecified_digits == 0).then(|| point.year * 12 + month - 1)
    };
    content.link_index.articles.iter().filter_map(|article| article.card.date.as_ref().and_then(of)).collect()
}

/// Returns the number of months of a bar, and the number of articles by bar.
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

/// Draws the articles over time; `None` where they are too few, or all of one period.
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

/// The words for a period of so many months.
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
