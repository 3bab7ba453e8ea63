//! What the lines of time show: that of the whole dossier, on the chronology and on the front page, and that of a record.
//! `graphics::timeline` draws them.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::components;
use super::context::RenderContext;
use super::event_evidence;
use super::graphics::timeline::{self, EventInput, TimelineInput, TimelineView};
use super::graphics::timeline_articles::ArticleInput;
use super::highlights;
use super::moments;
use super::time_index::DatedRecord;
use crate::base::KeyBuilder;
use crate::geometry::time_axis::DayNumber;
use crate::link::index::RecordLink;
use crate::model::{ArticleIx, EntityIx};
use crate::parse::DateCertainty;

/// Maximum number of events with their names: on the chronology, on the front page, on the page of a record.
const MAX_NAMED: usize = 16;
const MAX_NAMED_SLIM: usize = 8;
const MAX_NAMED_OWN: usize = 10;
/// Maximum number of events that are lines without a name.
const MAX_OTHERS: usize = 2_000;
/// Maximum number of newspapers with a row of their own; the articles of others share the last row.
const MAX_ROWS: usize = 6;

/// Makes the line of time of the whole dossier with all details.
#[must_use]
pub(crate) fn full(context: &RenderContext) -> Option<TimelineView> {
    whole(context, "full", MAX_NAMED)
}

/// Makes that of the front page: the events that matter most.
#[must_use]
pub(crate) fn slim(context: &RenderContext) -> Option<TimelineView> {
    whole(context, "slim", MAX_NAMED_SLIM)
}

fn whole(context: &RenderContext, format: &'static str, max_named: usize) -> Option<TimelineView> {
    let named = highlights::leading(context, max_named);
    let articles = ArticleIx::all(context.content.link_index.articles.len());
    let articles = articles.filter_map(|article| article_input(context, article)).collect();
    drawn(context, format, &named, articles, Vec::new())
}

fn article_input(context: &RenderContext, article: ArticleIx) -> Option<ArticleInput> {
    let card = &context.content.link_index.articles[article].card;
    let date = card.date.as_ref()?;
    let days = moments::drawn(moments::day_range(date)?, date);
    let is_sure = days.is_exact && card.date_certainty == DateCertainty::Given;
    Some(ArticleInput { day: days.from, is_sure, row: 0, n: 1, quoted: false })
}

fn drawn(
    context: &RenderContext,
    format: &'static str,
    named: &[DatedRecord],
    articles: Vec<ArticleInput>,
    rows: Vec<String>,
) -> Option<TimelineView> {
    let content = &context.content;
    let known: HashSet<EntityIx> = named.iter().map(|one| one.entity).collect();
    let others = moments::dated_records(context).records.iter().filter(|one| !known.contains(&one.entity));
    let events = named.iter().map(|one| EventInput {
        link: components::entity_link(content, one.entity, 0),
        days: one.days,
        date: components::date(&context.interface, content.registry.entities[one.entity].record.date.as_ref()),
    });
    timeline::view(&TimelineInput {
        format,
        events: events.collect(),
        others: others.take(MAX_OTHERS).map(|one| one.days.from).collect::<Vec<DayNumber>>(),
        articles,
        rows,
        is_right_to_left: content.config.language.is_right_to_left(),
        messages: &context.interface.theme.messages,
    })
}

/// Returns the dated records that a record takes part in or is the place of, and itself, in order of time.
fn own_events(context: &RenderContext, index: EntityIx) -> Vec<DatedRecord> {
    let links = context.content.link_index.incoming_record_links[index].iter();
    let own = links.filter(|(_, link)| !matches!(link, RecordLink::Relation(_))).map(|(other, _)| *other);
    let own: HashSet<EntityIx> = own.chain([index]).collect();
    if own.len() == 1 && context.content.registry.entities[index].record.date.is_none() {
        return Vec::new();
    }
    let records = moments::dated_records(context).records.iter();
    records.filter(|one| own.contains(&one.entity)).copied().collect()
}

/// Adds to the key of a record's page what its line of time shows, except the articles that name it and the records that it
/// is linked with, which the page shows anyway.
pub(crate) fn key(context: &RenderContext, index: EntityIx, key: &mut KeyBuilder) {
    key.key(moments::dated_records(context).key);
    for article in reporting(context, index) {
        key.key(context.content.link_index.articles[article].card_key);
    }
}

/// Returns the articles that report an event without its name.
fn reporting(context: &RenderContext, index: EntityIx) -> BTreeSet<ArticleIx> {
    if context.content.registry.entities[index].record.date.is_none() {
        return BTreeSet::new();
    }
    let mut articles = event_evidence::articles(context, index);
    for at in context.content.link_index.backlinks[index].iter() {
        articles.remove(&at.article);
    }
    articles
}

/// Makes the line of time of a record: its own events with their names, and its articles by newspaper.
#[must_use]
pub(crate) fn own(context: &RenderContext, index: EntityIx) -> Option<TimelineView> {
    let content = &context.content;
    let mut events = own_events(context, index);
    if events.len() > MAX_NAMED_OWN {
        // Those of most participants, which are linked with most of the dossier; then in order of time again.
        let n_participants = |one: &DatedRecord| content.registry.entities[one.entity].record.participants.len();
        events.sort_by_key(|one| (one.entity != index, std::cmp::Reverse(n_participants(one)), one.entity));
        events.truncate(MAX_NAMED_OWN);
        events.sort_by_key(|one| (one.days.from, one.days.to, one.entity));
    }
    let quoting: HashSet<ArticleIx> = content.link_index.quotes_by[index].iter().map(|at| at.article).collect();
    let mut by_paper: BTreeMap<&str, (u64, Vec<ArticleInput>)> = BTreeMap::new();
    let named = content.link_index.backlinks[index].iter();
    let named = named.map(|at| (at.article, content.link_index.occurrences(*at).occurrences.len() as u64));
    for (article, n) in named.chain(reporting(context, index).into_iter().map(|article| (article, 1))) {
        let Some(input) = article_input(context, article) else { continue };
        let publisher = content.link_index.articles[article].card.publisher.as_deref().unwrap_or_default();
        let paper = by_paper.entry(publisher).or_default();
        paper.0 += n;
        paper.1.push(ArticleInput { n, quoted: quoting.contains(&article), ..input });
    }
    // Newspapers with most mentions first; articles without a newspaper, and those of the others, in a last row.
    let mut papers: Vec<(&str, u64, Vec<ArticleInput>)> =
        by_paper.into_iter().map(|(name, (n, articles))| (name, n, articles)).collect();
    papers.sort_by_key(|(name, n, _)| (name.is_empty(), std::cmp::Reverse(*n), *name));
    let t = &context.interface.theme.messages;
    let n_named = papers.iter().filter(|(name, _, _)| !name.is_empty()).count();
    let n_rows = if n_named > MAX_ROWS { MAX_ROWS - 1 } else { n_named };
    let mut rows: Vec<String> = papers.iter().take(n_rows).map(|(name, _, _)| (*name).to_owned()).collect();
    if papers.len() > n_rows {
        rows.push(t.text(if n_rows == 0 { "articles" } else { "other_papers" }).to_owned());
    }
    let articles = papers.into_iter().enumerate().flat_map(|(number, (_, _, articles))| {
        let row = number.min(n_rows);
        articles.into_iter().map(move |article| ArticleInput { row, ..article })
    });
    let articles = articles.collect();
    drawn(context, "own", &events, articles, rows)
}
