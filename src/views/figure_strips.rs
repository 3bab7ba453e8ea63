//! The numbers that articles give of one thing and that do not agree, as strips: an axis, a mark for each source, the
//! sentences. On the page of an event or of any record with `figures:`; the widest on the front page.
//!
//! Which numbers count one thing is decided in `tally`. Positions are percentages, so that marks keep their size and text
//! stays readable at any width.

use std::collections::BTreeMap;

use super::components;
use super::content::Content;
use super::context::RenderContext;
use super::figure_sources::{self, StatedQuantity};
use super::figure_view::{AxisTick, FigureRow, FigureStrip};
use super::merge_copies::paragraph_href;
use super::shared::ArticleLink;
use super::tally::{self, stem};
use crate::base::Key;
use crate::model::{BaseKind, Count, EntityIx, Exactness};
use crate::parse::RecordFigure;
use crate::theme::messages::grouped;

/// Maximum number of strips on a page.
const MAX_STRIPS: usize = 6;
/// Maximum number of rows of a strip.
const MAX_ROWS: usize = 14;
/// Maximum number of events whose strips compete for the front page: those that most articles name.
const MAX_FRONT_EVENTS: usize = 40;
/// Number of strips on the front page, and of rows of each.
const FRONT: (usize, usize) = (3, 4);
/// Room at both ends of the axis, in percent.
const MARGIN: f64 = 4.0;
/// Length of a line that has no end, in percent.
const OPEN_END: f64 = 14.0;

/// A row before its strip is drawn.
#[derive(Clone)]
struct StatedRow {
    count: Count,
    /// Number of the article's dispatch; equal for copies.
    origin: usize,
    is_origin: bool,
    row: FigureRow,
}

/// Makes the strips of a record, the widest first.
#[must_use]
pub(crate) fn strips(context: &RenderContext, entity: EntityIx) -> Vec<FigureStrip> {
    context.cache.figure_strips[entity].get_or_init(|| new_strips(context, entity)).clone()
}

/// Returns the key of the strips of a record: they follow from many articles, and few records have any.
#[must_use]
pub(crate) fn key(context: &RenderContext, entity: EntityIx) -> Key {
    let strips = context.cache.figure_strips[entity].get_or_init(|| new_strips(context, entity));
    if strips.is_empty() { Key::default() } else { Key::of(&serde_json::to_vec(strips).unwrap_or_default()) }
}

/// Makes the widest strips of all events, each with its extreme rows.
#[must_use]
pub(crate) fn widest(context: &RenderContext) -> Vec<FigureStrip> {
    let content = &context.content;
    let mut events: Vec<(usize, EntityIx)> = EntityIx::number(&content.registry.entities)
        .filter(|(_, entity)| entity.behaves_as == BaseKind::Event || !entity.record.figures.is_empty())
        .map(|(index, _)| (content.link_index.backlinks[index].len(), index))
        .collect();
    events.sort_by_key(|(n, index)| (std::cmp::Reverse(*n), *index));
    let mut all: Vec<FigureStrip> = Vec::new();
    for (_, event) in events.into_iter().take(MAX_FRONT_EVENTS) {
        for strip in strips(context, event) {
            let shows = |known: &FigureStrip| {
                known.what == strip.what
                    && known.rows.iter().any(|row| strip.rows.iter().any(|new| new.href == row.href))
            };
            if !all.iter().any(shows) {
                all.push(strip);
            }
        }
    }
    all.sort_by_key(|strip| std::cmp::Reverse((strip.spread, strip.n_sources)));
    all.truncate(FRONT.0);
    for strip in &mut all {
        let n_rows = strip.rows.len();
        strip.rows.retain(|row| !row.is_copy);
        strip.n_more += (n_rows - strip.rows.len()) as u64;
        let kept = evenly(strip.rows.len(), FRONT.1);
        strip.n_more += (strip.rows.len() - kept.len()) as u64;
        strip.rows = kept.into_iter().map(|index| strip.rows[index].clone()).collect();
    }
    all
}

fn new_strips(context: &RenderContext, entity: EntityIx) -> Vec<FigureStrip> {
    let content = &context.content;
    let stated = figure_sources::stated(content, entity);
    let compared: Vec<_> = stated.iter().map(|one| &one.compared).collect();
    let mut by_hand = by_hand(context, entity);
    let mut strips = Vec::new();
    for tally in tally::tallies(&compared).into_iter().take(MAX_STRIPS) {
        let members: Vec<&StatedQuantity<'_>> = tally.iter().map(|index| &stated[*index]).collect();
        let what = what(content, members[0]);
        let mut rows: Vec<StatedRow> = members.iter().map(|one| row(context, one)).collect();
        // What a person wrote of the same thing stands with it, and replaces what was read in the same article.
        if let Some(written) = by_hand.remove(&stem(&what)) {
            rows.retain(|row| written.1.iter().all(|other| other.row.article.is_none() || other.origin != row.origin));
            rows.extend(written.1);
        }
        strips.push(strip(context, entity, what, rows));
    }
    let written = by_hand.into_values().filter(|(_, rows)| rows.len() > 1);
    strips.extend(written.map(|(what, rows)| strip(context, entity, what, rows)));
    strips.truncate(MAX_STRIPS);
    strips
}

/// Returns what is counted, as the text writes it.
fn what(content: &Content, one: &StatedQuantity<'_>) -> String {
    let text = &content.link_index.articles[one.article].text;
    let noun = one.quantity.nouns.first().copied().unwrap_or_default();
    let end = one.quantity.complement.filter(|_| one.quantity.nouns.len() == 1).map_or(noun.1, |range| range.1);
    text.get(noun.0 as usize..end as usize).unwrap_or_default().replace('\n', " ")
}

/// Makes the rows of what a person wrote in the record, by the stem of what is counted.
fn by_hand(context: &RenderContext, entity: EntityIx) -> BTreeMap<String, (String, Vec<StatedRow>)> {
    let mut groups: BTreeMap<String, (String, Vec<StatedRow>)> = BTreeMap::new();
    for (number, figure) in context.content.registry.entities[entity].record.figures.iter().enumerate() {
        let what =
            if figure.unit.is_empty() { figure.what.clone() } else { format!("{} ({})", figure.what, figure.unit) };
        let group = groups.entry(stem(&what)).or_insert_with(|| (what, Vec::new()));
        group.1.push(written_row(context, figure, number));
    }
    groups
}

fn written_row(context: &RenderContext, figure: &RecordFigure, number: usize) -> StatedRow {
    let content = &context.content;
    let source = figure.source.as_ref().map(|source| source.value.as_str()).unwrap_or_default();
    let (id, fragment) = source.split_once('#').unwrap_or((source, ""));
    let article = figure_sources::article_of(content, id);
    let link = article.map(|article| components::article_link(context, article));
    let paragraph = fragment.strip_prefix('p').and_then(|number| number.parse().ok()).unwrap_or(0);
    let when = components::date(&context.interface, figure.date.as_ref());
    let blank = blank_row(context, figure.count);
    StatedRow {
        count: figure.count,
        origin: article.map_or(usize::MAX - number, |article| content.link_index.copies.origin_of(article).get()),
        is_origin: true,
        row: FigureRow {
            who: link.as_ref().map_or_else(|| source.to_owned(), |link| who(link)),
            href: link.as_ref().map(|link| paragraph_href(link, paragraph)).unwrap_or_default(),
            date: if when.is_empty() { link.as_ref().map(|link| link.date.clone()).unwrap_or_default() } else { when },
            article: link,
            by_hand: true,
            ..blank
        },
    }
}

fn who(link: &ArticleLink) -> String {
    if link.publisher.is_empty() { link.title.clone() } else { link.publisher.clone() }
}

fn blank_row(context: &RenderContext, count: Count) -> FigureRow {
    FigureRow {
        value: shown(count, context.interface.theme.messages.format().thousands),
        how: match count.exactness {
            Exactness::Exact => "exact",
            Exactness::About => "about",
            Exactness::AtLeast => "at_least",
            Exactness::AtMost => "at_most",
            Exactness::Range => "range",
        },
        at: String::new(),
        from: String::new(),
        to: String::new(),
        is_copy: false,
        who: String::new(),
        article: None,
        href: String::new(),
        date: String::new(),
        before: String::new(),
        words: String::new(),
        after: String::new(),
        by_hand: false,
    }
}

fn row(context: &RenderContext, one: &StatedQuantity<'_>) -> StatedRow {
    let content = &context.content;
    let summary = &content.link_index.articles[one.article];
    let link = components::article_link(context, one.article);
    let quantity = one.quantity;
    let slice =
        |start: u32, end: u32| summary.text.get(start as usize..end as usize).unwrap_or_default().replace('\n', " ");
    let origin = content.link_index.copies.origin_of(one.article);
    StatedRow {
        count: quantity.count,
        origin: origin.get(),
        is_origin: origin == one.article,
        row: FigureRow {
            who: who(&link),
            href: paragraph_href(&link, quantity.paragraph),
            date: link.date.clone(),
            before: slice(quantity.sentence.0, quantity.words.0),
            words: slice(quantity.words.0, quantity.words.1),
            after: slice(quantity.words.1, quantity.sentence.1),
            article: Some(link),
            ..blank_row(context, quantity.count)
        },
    }
}

/// Makes a strip of its rows.
fn strip(context: &RenderContext, entity: EntityIx, what: String, mut rows: Vec<StatedRow>) -> FigureStrip {
    let middle = |row: &StatedRow| (row.count.low + row.count.high) / 2.0;
    rows.sort_by(|a, b| {
        middle(a).total_cmp(&middle(b)).then(a.origin.cmp(&b.origin)).then(b.is_origin.cmp(&a.is_origin))
    });
    let mut n_sources = 0;
    for index in 0..rows.len() {
        let copies =
            index > 0 && rows[index - 1].origin == rows[index].origin && rows[index - 1].count == rows[index].count;
        rows[index].row.is_copy = copies;
        n_sources += u64::from(!copies);
    }
    let n_all = rows.len();
    let rows: Vec<StatedRow> = evenly(n_all, MAX_ROWS).into_iter().map(|index| rows[index].clone()).collect();
    let spread = spread(rows.first().map(middle), rows.last().map(middle));
    let axis = Axis::around(rows.iter().map(|row| row.count));
    let thousands = context.interface.theme.messages.format().thousands;
    let placed = |StatedRow { count, mut row, .. }: StatedRow| {
        let at = axis.at((count.low + count.high) / 2.0);
        let (from, to) = match count.exactness {
            Exactness::Exact => (at, at),
            Exactness::Range | Exactness::About => (axis.at(count.bounds().0), axis.at(count.bounds().1)),
            Exactness::AtLeast => (at, (at + OPEN_END).min(100.0)),
            Exactness::AtMost => ((at - OPEN_END).max(0.0), at),
        };
        (row.at, row.from, row.to) = (percent(at), percent(from), percent(to));
        row
    };
    FigureStrip {
        what,
        about: components::entity_link(&context.content, entity, 0),
        n_sources,
        spread,
        ticks: axis
            .ticks
            .iter()
            .map(|tick| AxisTick { at: percent(axis.at(*tick)), label: number(*tick, thousands) })
            .collect(),
        n_more: (n_all - rows.len()) as u64,
        rows: rows.into_iter().map(placed).collect(),
    }
}

/// Returns the largest number in percent of the smallest.
fn spread(smallest: Option<f64>, largest: Option<f64>) -> u64 {
    let share = largest.unwrap_or(1.0) / smallest.unwrap_or(1.0).max(0.01) * 100.0;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and the bound")]
    let percent = share.clamp(0.0, 1e9).round() as u64;
    percent
}

/// Returns at most `most` of the first `n` numbers, with both ends.
fn evenly(n: usize, most: usize) -> Vec<usize> {
    if n <= most {
        return (0..n).collect();
    }
    (0..most).map(|index| index * (n - 1) / (most - 1)).collect()
}

/// An axis from a round number to a round number.
struct Axis {
    low: f64,
    high: f64,
    ticks: Vec<f64>,
}

/// Number of steps of an axis, at most.
const MAX_STEPS: f64 = 4.0;

impl Axis {
    fn around(counts: impl Iterator<Item = Count>) -> Self {
        let (mut low, mut high) = (f64::INFINITY, 0.0_f64);
        for count in counts {
            let bounds = if count.exactness == Exactness::About { count.bounds() } else { (count.low, count.high) };
            (low, high) = (low.min(bounds.0), high.max(bounds.1));
        }
        // An axis that begins near its values shows small differences; one from zero shows how much more it is.
        let start = if low.is_finite() && low > high * 0.5 { low } else { 0.0 };
        let step = round_step((high - start).max(1e-9) / MAX_STEPS);
        let (low, high) = ((start / step).floor() * step, (high / step).ceil() * step);
        let mut ticks = vec![low];
        while let Some(last) = ticks.last().filter(|last| **last + step / 2.0 < high) {
            ticks.push(last + step);
        }
        Self { low, high, ticks }
    }

    /// Returns the position of a value, in percent of the width.
    fn at(&self, value: f64) -> f64 {
        let share = (value - self.low) / (self.high - self.low).max(1e-9);
        MARGIN + (100.0 - 2.0 * MARGIN) * share.clamp(0.0, 1.0)
    }
}

/// Returns the smallest round step of at least this size: 1, 2 or 5 times a power of ten, and no fraction of a thing that
/// is counted unless the values are small.
fn round_step(least: f64) -> f64 {
    let power = 10_f64.powi(least.log10().floor().clamp(-2.0, 15.0) as i32);
    [1.0, 2.0, 5.0].into_iter().map(|factor| factor * power).find(|step| *step >= least).unwrap_or(10.0 * power)
}

fn percent(at: f64) -> String {
    crate::geometry::path::px(at)
}

/// Writes a number with at most two decimals.
fn number(value: f64, thousands: char) -> String {
    let hundredths = (value * 100.0).round() / 100.0;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "counts are not negative and below 1e14"
    )]
    let whole = grouped(hundredths.trunc() as u64, thousands);
    let rest = format!("{:.2}", hundredths.fract());
    let decimals = rest.trim_start_matches("0.").trim_end_matches('0');
    let mark = if thousands == ',' { '.' } else { ',' };
    if decimals.is_empty() { whole } else { format!("{whole}{mark}{decimals}") }
}

/// Writes a count with its sign.
fn shown(count: Count, thousands: char) -> String {
    let low = number(count.low, thousands);
    match count.exactness {
        Exactness::Exact => low,
        Exactness::About => format!("≈\u{a0}{low}"),
        Exactness::AtLeast => format!("≥\u{a0}{low}"),
        Exactness::AtMost => format!("≤\u{a0}{low}"),
        Exactness::Range => format!("{low}–{}", number(count.high, thousands)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_axis_is_round_and_has_room_for_all() {
        let of = |values: &[&str]| Axis::around(values.iter().filter_map(|text| Count::parse(text)));
        assert_eq!(of(&["42", "60"]).ticks, [40.0, 45.0, 50.0, 55.0, 60.0]);
        assert_eq!(of(&["12", "60"]).ticks, [0.0, 20.0, 40.0, 60.0]);
        assert_eq!(of(&["11 000", "12 000-14 000"]).ticks, [11000.0, 12000.0, 13000.0, 14000.0]);
        for values in [&["0"][..], &["3", "3"], &[], &["1", "9 999 999 999 999"]] {
            let axis = of(values);
            assert!(axis.ticks.len() < 8 && (0.0..=100.0).contains(&axis.at(3.0)), "{:?}", axis.ticks);
        }
    }

    #[test]
    fn numbers_are_written_as_the_language_does() {
        let of = |text: &str, thousands| Count::parse(text).map(|count| shown(count, thousands)).unwrap_or_default();
        assert_eq!(of("11 000", '\u{202f}'), "11\u{202f}000");
        assert_eq!(of("~4.5", '\u{202f}'), "≈\u{a0}4,5");
        assert_eq!(of("40-45", ','), "40–45");
        assert_eq!(of(">1200.25", ','), "≥\u{a0}1200.25");
    }

    #[test]
    fn the_ends_stay_if_the_middle_is_left_out() {
        assert_eq!(evenly(3, 4), [0, 1, 2]);
        assert_eq!(evenly(9, 3), [0, 4, 8]);
    }
}
