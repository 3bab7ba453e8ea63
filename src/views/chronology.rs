//! The chronology of the dossier, the chronology of an entity, and the dates of an article.
//!
//! In the chronology an event is a heading, with the passages about its days under it (`event_evidence`); a sentence is in one
//! place, and what is no sentence (`datelines`) in none.

use std::collections::{BTreeMap, HashSet};

use serde::Serialize;

use super::chronology_filters::{self, ChronologyFilter};
use super::components;
use super::content::Content;
use super::context::RenderContext;
use super::datelines;
use super::event_evidence;
use super::graphics::timeline::TimelineView;
use super::merge_copies::{self, Also, paragraph_href};
use super::moments;
use super::shared::{ArticleLink, Chrome, EntityLink};
use super::timelines;
use crate::config::SitePart;
use crate::lang;
use crate::lang::format::FormatRules;
use crate::link::summary::{self, DatedSentence};
use crate::model::{ArticleIx, EntityIx, Route};
use crate::text::position::CodePoints;
use crate::theme::{TemplateValue, dates};
use crate::timex::DateRule;

/// A date that an article mentions.
#[derive(Clone, Debug, Serialize)]
pub struct DateView {
    /// The words of the article.
    pub text: String,
    /// The date, for people.
    pub date: String,
    /// The date, for machines.
    pub value: String,
    /// How the date was derived, in the site's language.
    pub rule: String,
    /// Route and anchor of the words.
    pub href: String,
}

/// The data of the chronology page.
#[derive(Clone, Debug, Serialize)]
pub struct ChronologyView {
    /// Data common to all pages.
    pub page: Chrome,
    /// The line of time; null if all moments are on one day.
    pub timeline: Option<TimelineView>,
    /// What the entries can be narrowed to; empty if there are few.
    pub filters: Vec<ChronologyFilter>,
    /// The years, oldest first.
    pub years: Vec<Year>,
    /// Total number of entries.
    pub n_entries: u64,
    /// Number of passages left out to limit the page's size; 0 in all but the largest dossiers.
    pub n_left_out: u64,
}

/// The entries of a year.
#[derive(Clone, Debug, Serialize)]
pub struct Year {
    /// The year.
    pub label: String,
    /// Its anchor.
    pub anchor: String,
    /// Its events, days, months and longer times, in order.
    pub days: Vec<ChronologyDay>,
    /// The options of [`ChronologyFilter`] that keep it, separated by spaces.
    pub marks: String,
}

/// An event with the passages about its days, or the other passages of one time.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ChronologyDay {
    /// The time, for people.
    pub date: String,
    /// The time, for machines.
    pub value: String,
    /// The event or work of the registry; empty for a time.
    pub events: Vec<EntityLink>,
    /// Passages of articles. A sentence is in one place only, that of its most exact date.
    pub passages: Vec<DatedPassageView>,
    /// The options of [`ChronologyFilter`] that keep it, separated by spaces.
    pub marks: String,
    /// The event; no template's concern.
    #[serde(skip)]
    pub(super) event: Option<EntityIx>,
}

/// A sentence that mentions a time.
#[derive(Clone, Debug, Serialize)]
pub struct DatedPassageView {
    /// The sentence before the words that name the time.
    pub before: String,
    /// Those words.
    pub words: String,
    /// The sentence after them.
    pub after: String,
    /// The time, for people.
    pub date: String,
    /// How the time was derived.
    pub rule: String,
    /// Whether the day, or the month and the year, stand in the words, so that nobody need be told the rule.
    pub is_written: bool,
    /// Whether it is derived from the article's own date, which may itself be inferred.
    pub inferred: bool,
    /// Its route with anchor.
    pub href: String,
    /// The article.
    pub article: TemplateValue<ArticleLink>,
    /// The other articles that print it, as copies of one dispatch.
    pub also: Vec<Also>,
    /// The other times that the sentence names, for people.
    pub more_dates: Vec<String>,
    /// The options of [`ChronologyFilter`] that keep it, separated by spaces.
    pub marks: String,
    /// The article; no template's concern.
    #[serde(skip)]
    pub(super) printed_in: ArticleIx,
    /// The sentence in its article; no template's concern.
    #[serde(skip)]
    pub(super) range: (u32, u32),
    /// The article that stands for its source; no template's concern.
    #[serde(skip)]
    origin: ArticleIx,
}

impl DatedPassageView {
    fn sentence(&self) -> String {
        format!("{}{}{}", self.before, self.words, self.after)
    }
}

/// Maximum number of passages in the chronology of a book: about half a megabyte of HTML.
const MAX_ENTRIES: usize = 1500;
/// Maximum number of dated sentences on an entity's page.
const MAX_OWN_DATES: usize = 24;

/// Returns whether any article or record has a date.
#[must_use]
pub(crate) fn has_chronology(content: &Content) -> bool {
    let has_dates = || content.registry.entities.iter().any(|entity| entity.record.date.is_some());
    content.config.has(SitePart::Chronology) && (content.link_index.n_dated > 0 || has_dates())
}

/// Makes the dates of an article.
#[must_use]
pub(crate) fn article_dates(context: &RenderContext, article: ArticleIx) -> Vec<DateView> {
    let summary = &context.content.link_index.articles[article];
    let mut points = CodePoints::new(&summary.text);
    let view = |date: &DatedSentence| DateView {
        text: merge_copies::one_line_slice(summary, date.words),
        date: dates::value(&date.value, context.interface.theme.messages.format()),
        value: date.value.clone(),
        rule: (lang::data(&context.content.config.language).dates.explain)(date.rule).to_owned(),
        href: format!("#{}", summary::date_anchor(points.at(date.words.0 as usize))),
    };
    summary.dates.iter().map(view).collect()
}

/// The place of a day in the chronology: its first day, events before passages, the time as written, the event.
type DayPlace = (dates::Moment, bool, String, Option<EntityIx>);

/// Makes the page of the chronology: as many entries as a page may have, with filters and the line of time.
#[must_use]
pub(crate) fn chronology(context: &RenderContext, route: &Route) -> ChronologyView {
    let mut view = whole(context, route);
    view.n_left_out += thin(&mut view.years) as u64;
    view.filters = chronology_filters::mark(context, &mut view.years);
    view.timeline = timelines::full(context);
    view
}

/// Maximum number of passages on the page: some 80 kB of HTML.
const MAX_ON_PAGE: usize = 280;

/// Leaves out passages until the page is small enough: first those of days that have many, then those of the oldest days,
/// last those of events. Returns how many.
fn thin(years: &mut Vec<Year>) -> usize {
    let days = |years: &[Year], max: usize| -> usize {
        years.iter().flat_map(|year| &year.days).map(|day| day.passages.len().min(max)).sum()
    };
    let n_all = days(years, usize::MAX);
    if n_all <= MAX_ON_PAGE {
        return 0;
    }
    let max_of_day = [32, 16, 8, 4, 2].into_iter().find(|max| days(years, *max) <= MAX_ON_PAGE).unwrap_or(1);
    let mut n = days(years, max_of_day);
    years.iter_mut().flat_map(|year| &mut year.days).for_each(|day| day.passages.truncate(max_of_day));
    for of_events in [false, true] {
        for day in years.iter_mut().flat_map(|year| &mut year.days) {
            if n > MAX_ON_PAGE && day.events.is_empty() != of_events {
                n -= day.passages.len();
                day.passages.clear();
            }
        }
    }
    for year in years.iter_mut() {
        year.days.retain(|day| !day.events.is_empty() || !day.passages.is_empty());
    }
    years.retain(|year| !year.days.is_empty());
    n_all - n
}

/// Makes the chronology without bounds but [`MAX_ENTRIES`], filters and drawing: events and works of the registry, each with
/// the passages about its days, and the other dated sentences of the articles.
#[must_use]
pub(crate) fn whole(context: &RenderContext, route: &Route) -> ChronologyView {
    let format = context.interface.theme.messages.format();
    let content = &context.content;
    let evidence = event_evidence::index(context);
    let mut days: BTreeMap<DayPlace, ChronologyDay> = BTreeMap::new();
    let mut n_entries = 0_u64;
    for index in EntityIx::all(content.registry.entities.len()) {
        if let Some(place) = event_place(content, index) {
            n_entries += 1;
            let mut day = ChronologyDay { event: Some(index), ..new_day(&place.2, format) };
            day.events.push(components::entity_link(content, index, 0));
            days.insert(place, day);
        }
    }
    let mut n_passages = 0;
    // Newest articles first, so that a very large dossier leaves out the oldest.
    for article in &content.link_index.by_date {
        let summary = &content.link_index.articles[*article];
        let link = components::article_link(context, *article);
        let source = content.link_index.copies.origin_of(*article);
        let has_copies = content.link_index.copies.group(*article).is_some();
        let dates: Vec<(usize, &DatedSentence)> = once_a_day(&summary.dates).collect();
        for of_sentence in dates.chunk_by(|(_, a), (_, b)| a.sentence == b.sentence) {
            let start = of_sentence.first().map_or(0, |(_, first)| datelines::text_start(summary, first));
            let in_dateline = of_sentence.iter().take_while(|(_, date)| date.words.0 < start).count();
            let of_sentence = &of_sentence[in_dateline..];
            let event_of = |number: usize| evidence.event_of.get(&(*article, number)).copied();
            let exactness = |(number, date): &&(usize, &DatedSentence)| {
                let length = moments::value_range(&date.value).map_or(i32::MAX, |days| days.length());
                (length, event_of(*number).is_none())
            };
            let Some((number, date)) = of_sentence.iter().min_by_key(exactness) else { continue };
            if datelines::is_no_sentence(summary, of_sentence.iter().map(|(_, date)| *date)) {
                continue;
            }
            let place = event_of(*number)
                .and_then(|event| event_place(content, event))
                .unwrap_or_else(|| (dates::moment(&date.value), true, date.value.clone(), None));
            if has_copies
                && let Some(day) = days.get_mut(&place)
                && let Some(known) = find_known_printing(
                    &mut day.passages,
                    (*article, source),
                    &merge_copies::one_line_slice(summary, date.sentence),
                )
            {
                known.also.push(merge_copies::other_printing(context, *article, date.paragraph));
                continue;
            }
            n_entries += 1;
            n_passages += 1;
            if n_passages > MAX_ENTRIES {
                continue;
            }
            let mut view = dated_view(context, *article, date, start, &link);
            for (_, other) in of_sentence {
                let other = dates::value(&other.value, format);
                if other != view.date && !view.more_dates.contains(&other) {
                    view.more_dates.push(other);
                }
            }
            days.entry(place).or_insert_with_key(|place| new_day(&place.2, format)).passages.push(view);
        }
    }
    let years = by_year(content, days);
    let t = &context.interface.theme.messages;
    let page = components::chrome(content, route, t.text("chronology"), t.text("chronology_lead"), "chronology");
    ChronologyView {
        page,
        timeline: None,
        filters: Vec::new(),
        years,
        n_entries,
        n_left_out: n_passages.saturating_sub(MAX_ENTRIES) as u64,
    }
}

fn new_day(value: &str, format: &FormatRules) -> ChronologyDay {
    ChronologyDay { date: dates::value(value, format), value: value.to_owned(), ..ChronologyDay::default() }
}

/// Returns the place of a dated record; `None` if it has no date.
fn event_place(content: &Content, event: EntityIx) -> Option<DayPlace> {
    let value = content.registry.entities[event].record.date?.to_string();
    Some((dates::moment(&value), false, value, Some(event)))
}

/// Gathers the days of each year. In a day the passages of the oldest article come first.
fn by_year(content: &Content, days: BTreeMap<DayPlace, ChronologyDay>) -> Vec<Year> {
    let mut years: Vec<Year> = Vec::new();
    for ((moment, ..), mut day) in days {
        let is_undated = |article: ArticleIx| content.link_index.articles[article].card.date.is_none();
        let rank = |article: ArticleIx| std::cmp::Reverse(content.link_index.rank_by_date[article]);
        day.passages.sort_by_key(|one| (is_undated(one.printed_in), rank(one.printed_in)));
        let label = moment.0.to_string();
        if years.last().is_none_or(|year| year.label != label) {
            years.push(Year { anchor: format!("y{label}"), label, days: Vec::new(), marks: String::new() });
        }
        if let Some(year) = years.last_mut() {
            year.days.push(day);
        }
    }
    years
}

fn dated_view(
    context: &RenderContext,
    article: ArticleIx,
    date: &DatedSentence,
    start: u32,
    link: &TemplateValue<ArticleLink>,
) -> DatedPassageView {
    let summary = &context.content.link_index.articles[article];
    DatedPassageView {
        before: merge_copies::one_line_slice(summary, (start, date.words.0)),
        words: merge_copies::one_line_slice(summary, date.words),
        after: merge_copies::one_line_slice(summary, (date.words.1, date.sentence.1)),
        date: dates::value(&date.value, context.interface.theme.messages.format()),
        rule: (lang::data(&context.content.config.language).dates.explain)(date.rule).to_owned(),
        is_written: matches!(date.rule, DateRule::FullDate | DateRule::MonthAndYear),
        inferred: summary.card.date_certainty != crate::parse::DateCertainty::Given,
        href: paragraph_href(link, date.paragraph),
        article: link.clone(),
        also: Vec::new(),
        more_dates: Vec::new(),
        marks: String::new(),
        printed_in: article,
        range: date.sentence,
        origin: context.content.link_index.copies.origin_of(article),
    }
}

/// Makes the chronology of an entity, in order of time: the dated sentences of the newest articles that name it, with equal
/// sentences of copies merged. Also returns how many more there are.
#[must_use]
pub(crate) fn entity_chronology(context: &RenderContext, index: EntityIx) -> (Vec<DatedPassageView>, u64) {
    let mut found: Vec<((dates::Moment, String), DatedPassageView)> = Vec::new();
    let mut n_more = 0;
    for at in context.content.link_index.backlinks[index].iter() {
        let article = at.article;
        let summary = &context.content.link_index.articles[article];
        let passages = &context.content.link_index.occurrences(*at).occurrences;
        let link = components::article_link(context, article);
        let sentences: HashSet<(u32, u32)> = passages.iter().map(|passage| passage.sentence).collect();
        let names_it = |date: &&DatedSentence| sentences.contains(&date.sentence);
        for date in once_a_day(&summary.dates).map(|(_, date)| date).filter(names_it) {
            if found.len() >= MAX_OWN_DATES {
                n_more += 1;
                continue;
            }
            let place = (dates::moment(&date.value), date.value.clone());
            let view = dated_view(context, article, date, date.sentence.0, &link);
            let is_copy = |(at, known): &&mut (_, DatedPassageView)| {
                *at == place
                    && known.origin == view.origin
                    && known.printed_in != article
                    && merge_copies::is_same(&known.sentence(), &view.sentence())
            };
            match found.iter_mut().find(is_copy) {
                Some((_, known)) => known.also.push(merge_copies::other_printing(context, article, date.paragraph)),
                None => found.push((place, view)),
            }
        }
    }
    found.sort_by(|(a, _), (b, _)| a.cmp(b));
    (found.into_iter().map(|(_, view)| view).collect(), n_more)
}

/// Returns the dates of an article, each with its number, so that a sentence has one entry for a time: of `mardi, à 18 h` the
/// day.
fn once_a_day(dates: &[DatedSentence]) -> impl Iterator<Item = (usize, &DatedSentence)> {
    let place = |date: &DatedSentence| (date.sentence, date.value.clone());
    let is_time = |date: &&DatedSentence| date.rule == DateRule::TimeOfDay;
    let days: HashSet<((u32, u32), String)> = dates.iter().filter(|date| !is_time(date)).map(place).collect();
    let mut shown = HashSet::new();
    dates.iter().enumerate().filter(move |(_, date)| {
        let place = place(date);
        !(is_time(date) && days.contains(&place)) && shown.insert(place)
    })
}

/// Finds the same sentence in a copy of the dispatch.
fn find_known_printing<'a>(
    passages: &'a mut [DatedPassageView],
    (article, source): (ArticleIx, ArticleIx),
    sentence: &str,
) -> Option<&'a mut DatedPassageView> {
    passages.iter_mut().find(|known| {
        known.origin == source && known.printed_in != article && merge_copies::is_same(&known.sentence(), sentence)
    })
}
