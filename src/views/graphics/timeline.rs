//! The line of time: events with their names above an axis whose silences are folded, articles as dots below it, or as
//! cells in a row for each newspaper; and the same as a list, for narrow screens.
//!
//! A pure function of dated moments. Horizontal places are in percent, so that the drawing is as wide as its page while type
//! keeps its size; names are laid out for the narrowest page that shows the drawing. Which moments are drawn is decided in
//! `views::timelines`.

use serde::Serialize;

use super::timeline_articles::{self, ArticleInput, Dots, TimelineRow};
use super::timeline_scale::{Scale, WIDTH_PX, percent};
use super::timeline_ticks::{self, TimelineTick};
use crate::geometry::flags::{self, Flag};
use crate::geometry::labels;
use crate::geometry::time_axis::{DayNumber, TimeAxis};
use crate::theme::messages::Messages;

use crate::views::shared::EntityLink;
use crate::views::time_index::DayRange;

/// The line of time, as a drawing and as a list. Vertical lengths are pixels.
#[derive(Clone, Debug, Serialize)]
pub struct TimelineView {
    /// `full` on the chronology, `slim` on the front page, `own` on the page of a record.
    pub format: &'static str,
    /// Height of the drawing.
    pub height: u64,
    /// Vertical position of the axis.
    pub axis: u64,
    /// Horizontal distance of a name from its sign; negative if the page is written from right to left.
    pub inset: i64,
    /// The events with their names, in order of time.
    pub events: Vec<TimelineEvent>,
    /// The pieces of the axis between silences: start and width in percent.
    pub pieces: Vec<(String, String)>,
    /// The folded silences.
    pub silences: Vec<TimelineSilence>,
    /// The names of months and years under the axis.
    pub ticks: Vec<TimelineTick>,
    /// The other events: short lines on the axis, as a path whose x is in thousandths of the width.
    pub others: String,
    /// The articles whose day is certain: points of a path below the axis, in the same units.
    pub dots: String,
    /// The articles whose date is inferred or has no day.
    pub hollow_dots: String,
    /// Height of the points.
    pub dots_height: u64,
    /// Number of articles for one point.
    pub per_dot: u64,
    /// The articles by newspaper, instead of the points.
    pub rows: Vec<TimelineRow>,
    /// Whether a cell has articles without a certain day.
    pub has_small: bool,
    /// Events, silences and numbers of articles in order of time: the same as a list.
    pub moments: Vec<TimelineMoment>,
    /// Number of articles.
    pub n_articles: u64,
}

/// An event on the line of time.
#[derive(Clone, Debug, Serialize)]
pub struct TimelineEvent {
    /// The event.
    pub entity: EntityLink,
    /// Its date, for people.
    pub date: String,
    /// Its name in lines; the first stands behind the date, and may be empty.
    pub lines: Vec<String>,
    /// Its place in percent.
    pub x: String,
    /// Top of its name.
    pub y: u64,
    /// For an event of some length, the start of its bar in percent, relative to its place.
    pub bar_x: String,
    /// Length of the bar in percent; empty for an event of one day.
    pub bar: String,
    /// Distance from the top of the name to the bar.
    pub bar_y: u64,
    /// Distance from the top of the name to the axis.
    pub foot: u64,
    /// Whether its days are certain.
    pub is_sure: bool,
    /// Whether it goes on.
    pub is_open: bool,
}

/// A time without a moment, folded.
#[derive(Clone, Debug, Serialize)]
pub struct TimelineSilence {
    /// Its middle in percent.
    pub x: String,
    /// Its start in percent.
    pub from: String,
    /// Its end in percent.
    pub to: String,
    /// Its length in words, `11 mois`.
    pub length: String,
    /// Whether there is room for the words.
    pub has_room: bool,
}

/// An entry of the list: an event, a silence, or a number of articles.
#[derive(Clone, Debug, Serialize)]
pub struct TimelineMoment {
    /// The event; null for the others.
    pub entity: Option<EntityLink>,
    /// Its date, for people.
    pub date: String,
    /// Whether its days are certain.
    pub is_sure: bool,
    /// The length of a silence in words; empty for the others.
    pub silence: String,
    /// Number of articles; 0 for the others.
    pub n_articles: u64,
}

/// An event to draw with its name.
pub(crate) struct EventInput {
    pub link: EntityLink,
    pub days: DayRange,
    pub date: String,
}

/// All that one line of time shows.
pub(crate) struct TimelineInput<'a> {
    pub format: &'static str,
    pub events: Vec<EventInput>,
    /// The days of other events; those outside the others' time are not drawn.
    pub others: Vec<DayNumber>,
    pub articles: Vec<ArticleInput>,
    /// The newspapers; empty for points without rows.
    pub rows: Vec<String>,
    pub is_right_to_left: bool,
    pub messages: &'a Messages,
}

/// Size of names, a little larger than it is, because serifs of some systems are wide.
const NAME_PX: f64 = 16.5;
const DATE_PX: f64 = 13.0;
/// Between a date and the name behind it.
const AFTER_DATE_PX: f64 = 8.0;
const MAX_FLAG_PX: f64 = 460.0;
/// Share of the drawing that the axis has even if the names behind its last events are long.
const MIN_AXIS: f64 = 0.58;
/// Heights of a line, of a bar below the lines, and of the gap below that.
const LINE_PX: usize = 20;
const BAR_PX: usize = 9;
const GAP_PX: usize = 6;
const INSET_PX: f64 = 11.0;
/// Makes the line of time; `None` if all moments are on one day.
#[must_use]
pub(crate) fn view(input: &TimelineInput<'_>) -> Option<TimelineView> {
    let ends = input.events.iter().flat_map(|event| [event.days.from, event.days.to]);
    let axis = TimeAxis::new(ends.chain(input.articles.iter().map(|article| article.day)).collect())?;
    let rows: Vec<Vec<String>> = input.rows.iter().map(|name| timeline_articles::wrapped(name)).collect();
    let widest = rows.iter().map(|lines| timeline_articles::width(lines)).fold(0.0, f64::max);
    let left_px = if rows.is_empty() { 6.0 } else { widest + 18.0 };
    let free_px = WIDTH_PX - left_px - 8.0;
    // What stands early has the whole drawing to its right.
    let room_px = |event: &EventInput| free_px * (1.0 - MIN_AXIS * axis.at(event.days.from)) - INSET_PX;
    let wrapped = |event: &EventInput| {
        flags::wrap_evenly(&event.link.name, NAME_PX, indent(event), room_px(event).min(MAX_FLAG_PX))
    };
    let lines: Vec<Vec<String>> = input.events.iter().map(wrapped).collect();
    let widths: Vec<f64> = input.events.iter().zip(&lines).map(|(event, lines)| width(event, lines)).collect();
    let length_px = length(&axis, &input.events, &widths, free_px);
    let scale = Scale { axis, left_px, length_px, is_right_to_left: input.is_right_to_left };

    let (events, above) = placed_events(&scale, &input.events, lines, &widths);
    let axis_px = above + 14;
    let ticks = timeline_ticks::ticks(&scale, input.messages, WIDTH_PX);
    let below = axis_px + 26;
    let (rows, rows_height) = timeline_articles::rows(&scale, rows, &input.articles, below + 8);
    let dots = if rows.is_empty() { timeline_articles::dots(&scale, &input.articles) } else { Dots::default() };
    let last = scale.axis.ends().1;
    Some(TimelineView {
        format: input.format,
        height: (below + rows_height.max(dots.height) + 6) as u64,
        axis: axis_px as u64,
        inset: if input.is_right_to_left { -(INSET_PX as i64) } else { INSET_PX as i64 },
        events: events.into_iter().map(|event| TimelineEvent { foot: axis_px as u64 - event.y, ..event }).collect(),
        pieces: pieces(&scale),
        silences: silences(&scale, input.messages),
        ticks,
        others: others(&scale, &input.others, last),
        dots: dots.sure,
        hollow_dots: dots.unsure,
        dots_height: dots.height as u64,
        per_dot: dots.per_dot,
        has_small: rows.iter().flat_map(|row| &row.cells).any(|cell| !cell.is_sure),
        rows,
        moments: moments(&scale, input),
        n_articles: input.articles.len() as u64,
    })
}

fn width(event: &EventInput, lines: &[String]) -> f64 {
    let inset = if is_bar(event) { 0.0 } else { INSET_PX };
    inset + flags::widest(lines, NAME_PX, indent(event))
}

/// Returns the width of the date before a name.
fn indent(event: &EventInput) -> f64 {
    labels::width(&event.date, DATE_PX) + AFTER_DATE_PX
}

fn is_bar(event: &EventInput) -> bool {
    event.days.is_open || event.days.length() > 0
}

/// Returns the length of the axis that leaves room for the names behind its last events.
fn length(axis: &TimeAxis, events: &[EventInput], widths: &[f64], free_px: f64) -> f64 {
    let most = events.iter().zip(widths).map(|(event, width)| {
        let place = axis.at(event.days.from);
        if place > 0.0 { (free_px - width) / place } else { free_px }
    });
    most.fold(free_px, f64::min).max(free_px * MIN_AXIS)
}

/// Places the events; also returns the height above the axis.
fn placed_events(
    scale: &Scale,
    events: &[EventInput],
    lines: Vec<Vec<String>>,
    widths: &[f64],
) -> (Vec<TimelineEvent>, usize) {
    let last = scale.axis.ends().1;
    let end = |event: &EventInput| if event.days.is_open { last } else { event.days.to };
    let heights: Vec<usize> = events
        .iter()
        .zip(&lines)
        .map(|(event, lines)| LINE_PX * lines.len() + if is_bar(event) { BAR_PX } else { 0 } + GAP_PX)
        .collect();
    let boxes: Vec<Flag> = events
        .iter()
        .enumerate()
        .map(|(index, event)| {
            let x_px = scale.px(event.days.from);
            let end_px = (x_px + widths[index] + 10.0).max(scale.px(end(event)) + 4.0);
            Flag { x_px, end_px, height_px: heights[index] as f64 }
        })
        .collect();
    let bases: Vec<usize> = flags::stack(&boxes).into_iter().map(|base| base as usize).collect();
    let top = bases.iter().zip(&heights).map(|(base, height)| base + height).max().unwrap_or_default();
    let placed = events.iter().zip(lines).enumerate().map(|(index, (event, lines))| {
        let x_px = boxes[index].x_px;
        let bar_px = if is_bar(event) { (scale.px(end(event)) - x_px).max(8.0) } else { 0.0 };
        let bar = percent(bar_px / WIDTH_PX * 100.0);
        TimelineEvent {
            entity: event.link.clone(),
            date: event.date.clone(),
            x: scale.percent(x_px),
            y: (top - bases[index] - heights[index]) as u64,
            bar_x: if scale.is_right_to_left { format!("-{bar}") } else { "0".to_owned() },
            bar: if is_bar(event) { bar } else { String::new() },
            bar_y: (LINE_PX * lines.len() + 2) as u64,
            foot: 0,
            is_sure: event.days.is_exact,
            is_open: event.days.is_open,
            lines,
        }
    });
    (placed.collect(), top)
}

fn pieces(scale: &Scale) -> Vec<(String, String)> {
    let all = scale.axis.pieces().into_iter().map(|(from, to)| {
        let (start, end) = (scale.px(from) - 2.0, scale.px(to) + 2.0);
        let left = if scale.is_right_to_left { end } else { start };
        (scale.percent(left), percent((end - start) / WIDTH_PX * 100.0))
    });
    all.collect()
}

fn silences(scale: &Scale, messages: &Messages) -> Vec<TimelineSilence> {
    let of = |fold: &crate::geometry::time_axis::AxisFold| {
        let (from, to) = (scale.at_px(fold.at.0), scale.at_px(fold.at.1));
        let length = timeline_ticks::length(fold.from, fold.to, messages);
        TimelineSilence {
            x: scale.percent(f64::midpoint(from, to)),
            from: scale.percent(from + 2.0),
            to: scale.percent(to - 2.0),
            has_room: labels::width(&length, 12.0) <= to - from - 4.0,
            length,
        }
    };
    scale.axis.folds.iter().map(of).collect()
}

fn others(scale: &Scale, days: &[DayNumber], last: DayNumber) -> String {
    let first = scale.axis.ends().0;
    let is_silent = |day: DayNumber| scale.axis.folds.iter().any(|fold| fold.from < day && day < fold.to);
    let inside = days.iter().filter(|day| (first..=last).contains(*day) && !is_silent(**day));
    // At most one line for each step of four thousandths.
    let mut places: Vec<i64> = inside.map(|day| (scale.thousandths(scale.px(*day)) / 4.0).round() as i64 * 4).collect();
    places.sort_unstable();
    places.dedup();
    places.iter().map(|x| format!("M{x} 0v6")).collect()
}

/// Makes the list: the events, the silences, and between them the number of articles.
fn moments(scale: &Scale, input: &TimelineInput<'_>) -> Vec<TimelineMoment> {
    enum Entry<'a> {
        Event(&'a EventInput),
        Article,
        Silence(String),
    }
    let events = input.events.iter().map(|event| ((event.days.from, 0), Entry::Event(event)));
    let articles = input.articles.iter().map(|article| ((article.day, 1), Entry::Article));
    let silences = scale
        .axis
        .folds
        .iter()
        .map(|fold| ((fold.from, 2), Entry::Silence(timeline_ticks::length(fold.from, fold.to, input.messages))));
    let mut all: Vec<_> = events.chain(articles).chain(silences).collect();
    all.sort_by_key(|(at, _)| *at);
    let empty =
        || TimelineMoment { entity: None, date: String::new(), is_sure: true, silence: String::new(), n_articles: 0 };
    let mut moments: Vec<TimelineMoment> = Vec::new();
    for (_, entry) in all {
        match entry {
            Entry::Event(event) => moments.push(TimelineMoment {
                entity: Some(event.link.clone()),
                date: event.date.clone(),
                is_sure: event.days.is_exact,
                ..empty()
            }),
            Entry::Silence(silence) => moments.push(TimelineMoment { silence, ..empty() }),
            Entry::Article => match moments.last_mut() {
                Some(last) if last.n_articles > 0 => last.n_articles += 1,
                _ => moments.push(TimelineMoment { n_articles: 1, ..empty() }),
            },
        }
    }
    moments
}
