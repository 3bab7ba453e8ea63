//! The dossier as it was known on a day that site.yaml chooses: what had been printed by then, who and what these articles
//! name, what they said was still to come, and what had happened without any of them saying so.
//!
//! An article counts if the last day that its date may mean is not after the day. One without a date is left out and counted.
//! Records are today's: only their appearance is dated, not what is written in them.

use std::collections::HashSet;

use serde::Serialize;

use super::components;
use super::content::Content;
use super::context::RenderContext;
use super::merge_copies::{one_line_slice, paragraph_href};
use super::shared::{ArticleLink, Chrome, EntityLink, Link};
use crate::lang::format::FormatRules;
use crate::model::{ArticleIx, BaseKind, Edtf, EntityIx, KindIx, Route, routes};
use crate::theme::{TemplateValue, dates};

/// The section of the menu that these pages are in.
pub(crate) const SECTION: &str = "as_of";
/// How many of each list a page shows; the others are counted.
const MAX_LISTED: usize = 200;
/// How many names of a kind a page shows.
const MAX_NAMES: usize = 40;

/// The data of a page of what was known on a day.
#[derive(Clone, Debug, Serialize)]
pub struct AsOfView {
    /// Data common to all pages.
    pub page: Chrome,
    /// The day, for people.
    pub date: String,
    /// The days that have such a page, in order.
    pub days: Vec<AsOfDay>,
    /// The articles printed by then, newest first.
    pub articles: Vec<TemplateValue<ArticleLink>>,
    /// Number of articles printed by then.
    pub n_articles: u64,
    /// Number of articles of the dossier.
    pub n_all: u64,
    /// Number of articles left out because no day is known on which they were printed for certain.
    pub n_undated: u64,
    /// The events that had begun and that these articles name, latest first.
    pub happened: Vec<KnownEvent>,
    /// The events that were still to come and that these articles name, next first.
    pub announced: Vec<KnownEvent>,
    /// What these articles say of days that were still to come, next first.
    pub expected: Vec<ExpectedPassage>,
    /// The events that were over and that only later articles name, latest first.
    pub untold: Vec<KnownEvent>,
    /// The other records by kind that these articles name.
    pub kinds: Vec<KnownKind>,
}

/// A day that has a page.
#[derive(Clone, Debug, Serialize)]
pub struct AsOfDay {
    /// The day, for people.
    pub label: String,
    /// Route of its page.
    pub href: String,
    /// Whether this is the page.
    pub current: bool,
}

/// An event, and the article that names it first.
#[derive(Clone, Debug, Serialize)]
pub struct KnownEvent {
    /// The event; `n` counts the articles printed by then that name it.
    pub entity: EntityLink,
    /// Its date, for people.
    pub date: String,
    /// The article of the dossier that names it first.
    pub first: TemplateValue<ArticleLink>,
}

/// A sentence about a day that was still to come.
#[derive(Clone, Debug, Serialize)]
pub struct ExpectedPassage {
    /// The sentence before the words that name the day.
    pub before: String,
    /// Those words.
    pub words: String,
    /// The sentence after them.
    pub after: String,
    /// The day, for people.
    pub date: String,
    /// Its route with anchor.
    pub href: String,
    /// The article.
    pub article: TemplateValue<ArticleLink>,
}

/// The records of a kind that were named by then.
#[derive(Clone, Debug, Serialize)]
pub struct KnownKind {
    /// Id of the kind.
    pub id: String,
    /// Its plural.
    pub label: String,
    /// The most named first; `n` counts the articles printed by then that name it.
    pub entities: Vec<EntityLink>,
    /// Number of records named by then.
    pub n_known: u64,
    /// Number of records that only later articles name.
    pub n_later: u64,
}

/// Returns the routes of the days that site.yaml chooses.
pub(crate) fn routes(content: &Content) -> impl Iterator<Item = Route> {
    content.config.as_of.iter().map(|day| routes::as_of(&day.to_string()))
}

/// Returns the links to these pages.
pub(crate) fn links(content: &Content, format: &FormatRules) -> Vec<Link> {
    let link =
        |(day, route): (&Edtf, Route)| Link { label: dates::value(&day.to_string(), format), href: route.to_string() };
    content.config.as_of.iter().zip(routes(content)).map(link).collect()
}

/// The articles that name a record: how many by then, and which of all is the first.
struct RecordKnowledge {
    n_by_then: u64,
    n_all: usize,
    first: ArticleIx,
}

/// Makes the page of a day, by its place in site.yaml.
#[must_use]
pub(crate) fn view(context: &RenderContext, number: usize, route: &Route) -> AsOfView {
    let content = &context.content;
    let (index, config) = (&content.link_index, &content.config);
    let day = config.as_of[number];
    let limit = day.latest();
    let is_printed = |article: ArticleIx| index.articles[article].card.date.is_some_and(|date| date.latest() <= limit);
    let printed: Vec<ArticleIx> = index.by_date.iter().copied().filter(|article| is_printed(*article)).collect();
    let knowledge = |entity: EntityIx| -> Option<RecordKnowledge> {
        let links = &index.backlinks[entity];
        let first = links.iter().map(|link| link.article).max_by_key(|article| index.rank_by_date[*article])?;
        let n_by_then = links.iter().filter(|link| is_printed(link.article)).count() as u64;
        Some(RecordKnowledge { n_by_then, n_all: links.len(), first })
    };
    let mut events: [Vec<(Edtf, KnownEvent)>; 3] = Default::default();
    let mut kinds: Vec<(Vec<(u64, EntityIx)>, u64)> = vec![Default::default(); config.kinds.len()];
    for (entity, record) in EntityIx::number(&content.registry.entities) {
        let Some(known) = knowledge(entity) else { continue };
        if record.behaves_as != BaseKind::Event {
            let of_kind = &mut kinds[record.kind.get()];
            match known.n_by_then {
                0 => of_kind.1 += known.n_all.min(1) as u64,
                n => of_kind.0.push((n, entity)),
            }
            continue;
        }
        let Some(date) = record.record.date else { continue };
        let list = match known.n_by_then {
            0 if date.latest() <= limit => 2,
            0 => continue,
            _ if date.earliest() > limit => 1,
            _ => 0,
        };
        events[list].push((
            date,
            KnownEvent {
                entity: components::entity_link(content, entity, known.n_by_then),
                date: components::date(&context.interface, Some(&date)),
                first: components::article_link(context, known.first),
            },
        ));
    }
    let [mut happened, mut announced, mut untold] = events;
    happened.sort_by_key(|(date, _)| std::cmp::Reverse(date.earliest()));
    announced.sort_by_key(|(date, _)| date.earliest());
    untold.sort_by_key(|(date, _)| std::cmp::Reverse(date.earliest()));
    let events = |list: Vec<(Edtf, KnownEvent)>| list.into_iter().map(|(_, event)| event).take(MAX_LISTED).collect();
    let known_kind = |(kind, (mut known, n_later)): (usize, (Vec<(u64, EntityIx)>, u64))| {
        known.sort_by_key(|(n, entity)| (std::cmp::Reverse(*n), *entity));
        let kind = &config.kinds[KindIx::new(kind)];
        (!known.is_empty()).then(|| KnownKind {
            id: kind.id.clone(),
            label: kind.plural.clone(),
            n_known: known.len() as u64,
            n_later,
            entities: known
                .into_iter()
                .take(MAX_NAMES)
                .map(|(n, entity)| components::entity_link(content, entity, n))
                .collect(),
        })
    };
    let t = &context.interface.theme.messages;
    let date = components::date(&context.interface, Some(&day));
    let title = format!("{} {date}", t.text("as_of_title"));
    AsOfView {
        page: components::chrome(content, route, &title, t.text("as_of_lead"), SECTION),
        date,
        days: config
            .as_of
            .iter()
            .enumerate()
            .map(|(at, day)| AsOfDay {
                label: components::date(&context.interface, Some(day)),
                href: routes::as_of(&day.to_string()).to_string(),
                current: at == number,
            })
            .collect(),
        n_articles: printed.len() as u64,
        n_all: index.articles.len() as u64,
        n_undated: index.articles.iter().filter(|article| article.card.date.is_none()).count() as u64,
        happened: events(happened),
        announced: events(announced),
        expected: expected(context, &printed, limit),
        untold: events(untold),
        kinds: kinds.into_iter().enumerate().filter_map(known_kind).collect(),
        articles: printed
            .into_iter()
            .take(MAX_LISTED)
            .map(|article| components::article_link(context, article))
            .collect(),
    }
}

/// Finds what the articles say of later days. Of copies of one dispatch, only the one that stands for them is read.
fn expected(context: &RenderContext, printed: &[ArticleIx], limit: (i32, u8, u8)) -> Vec<ExpectedPassage> {
    let index = &context.content.link_index;
    let mut found: Vec<(dates::Moment, ExpectedPassage)> = Vec::new();
    let is_there: HashSet<ArticleIx> = printed.iter().copied().collect();
    for article in printed {
        let origin = index.copies.origin_of(*article);
        if origin != *article && is_there.contains(&origin) {
            continue;
        }
        let summary = &index.articles[*article];
        let link = components::article_link(context, *article);
        let mut shown = HashSet::new();
        for date in &summary.dates {
            let moment = dates::moment(&date.value);
            if moment <= limit || !shown.insert((date.sentence, date.value.as_str())) || found.len() >= MAX_LISTED {
                continue;
            }
            let passage = ExpectedPassage {
                before: one_line_slice(summary, (date.sentence.0, date.words.0)),
                words: one_line_slice(summary, date.words),
                after: one_line_slice(summary, (date.words.1, date.sentence.1)),
                date: dates::value(&date.value, context.interface.theme.messages.format()),
                href: paragraph_href(&link, date.paragraph),
                article: link.clone(),
            };
            found.push((moment, passage));
        }
    }
    found.sort_by_key(|(moment, _)| *moment);
    found.into_iter().map(|(_, passage)| passage).collect()
}
