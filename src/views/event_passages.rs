//! The passages on the page of an event besides those that use its name: those that its text cites, and those about its
//! days. Each says why it is there.

use serde::Serialize;

use super::backlinks;
use super::components;
use super::context::RenderContext;
use super::datelines;
use super::event_evidence;
use super::merge_copies::{self, paragraph_href};
use super::shared::{ArticleLink, EntityLink};
use super::time_index::DayPassage;
use crate::base::KeyBuilder;
use crate::model::{ArticleIx, EntityIx};
use crate::theme::{TemplateValue, dates};

/// A passage about an event that need not use its name.
#[derive(Clone, Debug, Serialize)]
pub struct EventPassage {
    /// The words as HTML, safe to publish; a date is in a `mark` element.
    pub html: String,
    /// Route and anchor of the paragraph.
    pub href: String,
    /// The article.
    pub article: TemplateValue<ArticleLink>,
    /// Why it is here: `cited` by the text of the event; of its `day`, with a participant or the place.
    pub why: &'static str,
    /// The date that it speaks of; empty for `cited`.
    pub date: String,
    /// The participant or the place that it names; null for `cited`.
    pub with: Option<EntityLink>,
}

/// Maximum number of passages about the days of an event.
const MAX_OF_DAYS: usize = 24;
/// How much of a cited paragraph is shown, in bytes.
const MAX_CITED_LEN: usize = 420;

/// Returns the passages about the days of an event that do not name it, oldest article first; of copies the first.
fn of_days(context: &RenderContext, event: EntityIx, cited: &[(ArticleIx, u32)]) -> Vec<DayPassage> {
    let content = &context.content;
    let index = event_evidence::index(context);
    let mut shown: Vec<(ArticleIx, &str, DayPassage)> = Vec::new();
    for passage in index.passages[event].iter().rev() {
        let summary = &content.link_index.articles[passage.article];
        let date = &summary.dates[passage.date];
        let (start, end) = date.sentence;
        let Some(sentence) = summary.text.get(start as usize..end as usize) else { continue };
        let origin = content.link_index.copies.origin_of(passage.article);
        let is_known = |(other, text, known): &(ArticleIx, &str, DayPassage)| {
            let is_sentence = known.article == passage.article && summary.dates[known.date].sentence == date.sentence;
            is_sentence
                || (*other == origin && known.article != passage.article && merge_copies::is_same(text, sentence))
        };
        let is_better = index.event_of.get(&(passage.article, passage.date)).is_some_and(|best| *best == event);
        if passage.with == event
            || !is_better
            || cited.contains(&(passage.article, date.paragraph))
            || shown.iter().any(is_known)
        {
            continue;
        }
        shown.push((origin, sentence, *passage));
        if shown.len() == MAX_OF_DAYS {
            break;
        }
    }
    shown.into_iter().map(|(_, _, passage)| passage).collect()
}

/// Adds what the passages show to the key of the event's page.
pub(crate) fn key(context: &RenderContext, event: EntityIx, key: &mut KeyBuilder) {
    let content = &context.content;
    if content.registry.entities[event].record.date.is_none() {
        return;
    }
    let cited = event_evidence::cited_paragraphs(context, event);
    for (article, paragraph) in &cited {
        key.key(content.articles[*article].key).key(content.link_index.articles[*article].card_key);
        key.number(u64::from(*paragraph));
    }
    for passage in of_days(context, event, &cited) {
        let summary = &content.link_index.articles[passage.article];
        key.key(summary.card_key).key(summary.speech_key).number(passage.date as u64);
        key.key(content.registry.entities[passage.with].card_key);
    }
}

/// Makes the passages: first those that the text of the event cites. Empty for a record without a date.
#[must_use]
pub(crate) fn view(context: &RenderContext, event: EntityIx) -> Vec<EventPassage> {
    let content = &context.content;
    if content.registry.entities[event].record.date.is_none() {
        return Vec::new();
    }
    let cited = event_evidence::cited_paragraphs(context, event);
    let of_days = of_days(context, event, &cited);
    let of_paragraph = cited.into_iter().filter_map(|(article, paragraph)| {
        let body = &content.articles[article].document.body;
        let block = body.blocks.iter().find(|block| block.paragraph == paragraph && block.end <= body.main_len)?;
        let mut html = String::new();
        backlinks::push_words(&mut html, &backlinks::tail_cut(&body.text[block.start..block.end], MAX_CITED_LEN));
        let article = components::article_link(context, article);
        let href = paragraph_href(&article, paragraph);
        Some(EventPassage { html, href, article, why: "cited", date: String::new(), with: None })
    });
    let of_day = of_days.into_iter().map(|passage| {
        let summary = &content.link_index.articles[passage.article];
        let date = &summary.dates[passage.date];
        let text = |start: u32, end: u32| &summary.text[start as usize..end as usize];
        let start = |date| datelines::text_start(summary, date).min(date.words.0);
        let mut html = String::new();
        backlinks::push_words(&mut html, &backlinks::head_cut(text(start(date), date.words.0)));
        backlinks::push_marked(&mut html, text(date.words.0, date.words.1));
        backlinks::push_words(&mut html, &backlinks::tail_cut(text(date.words.1, date.sentence.1), MAX_CITED_LEN));
        let article = components::article_link(context, passage.article);
        EventPassage {
            html,
            href: paragraph_href(&article, date.paragraph),
            article,
            why: "day",
            date: dates::value(&date.value, context.interface.theme.messages.format()),
            with: Some(components::entity_link(content, passage.with, 0)),
        }
    });
    of_paragraph.chain(of_day).collect()
}
