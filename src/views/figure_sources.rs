//! A record -> the quantities that its page compares: those that articles about it give, and its own `figures:`.
//!
//! An article of the days after an event that names who took part in it or where it was is about the event as a whole. Of
//! any other article only the paragraphs count that name the event or that its record cites.

use std::collections::{BTreeMap, BTreeSet};

use super::content::Content;
use super::tally::ComparedQuantity;
use crate::annotate::quantities::Quantity;
use crate::lang;
use crate::link::ArticleSummary;
use crate::link::index::RecordLink;
use crate::model::{ArticleIx, BaseKind, Edtf, EntityIx};

/// A quantity of an article.
pub(super) struct StatedQuantity<'a> {
    /// The article.
    pub article: ArticleIx,
    /// The quantity.
    pub quantity: &'a Quantity,
    /// As it is compared.
    pub compared: ComparedQuantity<'a>,
}

/// Maximum number of articles whose quantities are compared.
const MAX_ARTICLES: usize = 300;
/// Maximum number of quantities compared.
const MAX_QUANTITIES: usize = 600;
/// Days after an event in which its articles are about it.
const DAYS_AFTER: i32 = 31;
/// Maximum number of events looked at that share a participant or the place of one.
const MAX_RIVALS: usize = 500;
/// Days that an event may last for its articles to be about it as a whole.
const MAX_DURATION: i32 = 45;

/// Returns the quantities of the articles about an event, in order of article; none for records of other kinds.
#[must_use]
pub(super) fn stated<'a>(content: &'a Content, entity: EntityIx) -> Vec<StatedQuantity<'a>> {
    if content.registry.entities[entity].behaves_as != BaseKind::Event {
        return Vec::new();
    }
    let window = window(content, entity);
    let mut all = Vec::new();
    for (article, paragraphs) in articles(content, entity, window) {
        let summary = &content.link_index.articles[article];
        let language = lang::data(summary.card.language.as_ref().unwrap_or(&content.config.language));
        let is_about = |one: &&Quantity| paragraphs.as_ref().is_none_or(|set| set.contains(&one.paragraph));
        for quantity in summary.quantities.iter().filter(is_about) {
            if all.len() == MAX_QUANTITIES {
                return all;
            }
            if is_of_another_time(summary, quantity, window) {
                continue;
            }
            let compared = ComparedQuantity::new(article.get(), &summary.text, quantity, language);
            all.push(StatedQuantity { article, quantity, compared });
        }
    }
    all
}

/// Days as numbers for comparisons; months count as 31 days.
fn day(year: i32, month: u8, day: u8) -> i32 {
    year.saturating_mul(372).saturating_add(i32::from(month.clamp(1, 12)) * 31 + i32::from(day.min(31)))
}

/// Returns the first and last day of the articles about an event as a whole: from its beginning to some weeks after its
/// end, or to the next event with somebody who took part in it, or at its place.
fn window(content: &Content, entity: EntityIx) -> Option<(i32, i32)> {
    let (from, to) = days_of(content, entity)?;
    let record = &content.registry.entities[entity].record;
    let shared = record.participants.iter().chain(&record.place).filter_map(|text| content.registry.find(&text.value));
    let links = shared.flat_map(|other| content.link_index.incoming_record_links[other].iter().take(MAX_RIVALS));
    let events = links.filter(|(_, link)| matches!(link, RecordLink::Participant | RecordLink::Place));
    let next =
        events.filter_map(|(event, _)| days_of(content, *event)).map(|(from, _)| from).filter(|from| *from > to).min();
    Some((from, to.saturating_add(DAYS_AFTER).min(next.unwrap_or(i32::MAX) - 1)))
}

/// Returns the first and last day of an event that does not last long.
fn days_of(content: &Content, entity: EntityIx) -> Option<(i32, i32)> {
    let date = content.registry.entities[entity].record.date?;
    let ((from_year, from_month, from_day), (year, month, last)) = (date.earliest(), date.latest());
    let (from, to) = (day(from_year, from_month, from_day), day(year, month, last));
    (from_month > 0 && month < 99 && to.saturating_sub(from) <= MAX_DURATION).then_some((from, to))
}

/// Returns the articles about an event with the paragraphs that count; `None`: all of them.
fn articles(
    content: &Content,
    entity: EntityIx,
    window: Option<(i32, i32)>,
) -> BTreeMap<ArticleIx, Option<BTreeSet<u32>>> {
    let index = &content.link_index;
    let record = &content.registry.entities[entity].record;
    let is_near = |article: ArticleIx| {
        let date = index.articles[article].card.date;
        window.zip(date).is_some_and(|((from, to), date)| {
            let (year, month, at) = date.earliest();
            month > 0 && (from..=to).contains(&day(year, month, at))
        })
    };
    let mut found: BTreeMap<ArticleIx, Option<BTreeSet<u32>>> = BTreeMap::new();
    let mut add = |article: ArticleIx, paragraph: u32| {
        if found.len() < MAX_ARTICLES || found.contains_key(&article) {
            let known =
                found.entry(article).or_insert_with(|| if is_near(article) { None } else { Some(BTreeSet::new()) });
            known.as_mut().map(|known| known.insert(paragraph));
        }
    };
    for at in index.backlinks[entity].iter() {
        index.occurrences(*at).occurrences.iter().for_each(|named| add(at.article, named.paragraph));
    }
    for link in &record.body.wiki_links {
        let paragraph = link.fragment.as_deref().and_then(|fragment| fragment.strip_prefix('p')?.parse().ok());
        if let (Some(article), Some(paragraph)) = (article_of(content, &link.id), paragraph) {
            add(article, paragraph);
        }
    }
    let Some((from, to)) = window else { return found };
    let ends = |date: Edtf| {
        let (year, month, at) = date.earliest();
        day(year, month, at)
    };
    for other in record.participants.iter().chain(&record.place).filter_map(|text| content.registry.find(&text.value)) {
        // Newest first, undated last.
        let backlinks = &index.backlinks[other];
        let date = |article: ArticleIx| index.articles[article].card.date.map_or(i32::MIN, ends);
        let first = backlinks.partition_point(|at| date(at.article) > to);
        let near = backlinks[first..].iter().take_while(|at| date(at.article) >= from).take(MAX_ARTICLES);
        near.filter(|at| is_near(at.article)).for_each(|at| add(at.article, 0));
    }
    found
}

/// Returns the article with an id.
#[must_use]
pub(super) fn article_of(content: &Content, id: &str) -> Option<ArticleIx> {
    let articles = &content.articles;
    let (mut low, mut high) = (0, articles.len());
    // In order of id.
    while low < high {
        let middle = ArticleIx::new(low.midpoint(high));
        match articles[middle].document.id.as_str().cmp(id) {
            std::cmp::Ordering::Less => low = middle.get() + 1,
            std::cmp::Ordering::Greater => high = middle.get(),
            std::cmp::Ordering::Equal => return Some(middle),
        }
    }
    None
}

/// Returns whether the sentence of a quantity speaks of another year than that of the event.
fn is_of_another_time(summary: &ArticleSummary, quantity: &Quantity, window: Option<(i32, i32)>) -> bool {
    let Some((from, to)) = window else { return false };
    let years = (from / 372 - 1)..=(to / 372 + 1);
    let first = summary.dates.partition_point(|date| date.words.0 < quantity.sentence.0);
    let dates = summary.dates[first..].iter().take_while(|date| date.words.1 <= quantity.sentence.1);
    let year = |value: &str| value.get(..4).and_then(|year| year.parse::<i32>().ok());
    dates.filter_map(|date| year(&date.value)).any(|year| !years.contains(&year))
}
