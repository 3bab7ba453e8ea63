//! The passages that name an entity, by article: those on its own page, and the pages of older ones.

use std::borrow::Cow;
use std::collections::HashMap;

use serde::Serialize;

use super::components;
use super::context::RenderContext;
use super::page_ranges::PageRanges;
use super::pagination::{self, Paging};
use super::shared::{ArticleLink, Chrome, EntityLink};
use crate::base::markup::push_escaped;
use crate::base::{Key, KeyBuilder};
use crate::link::BacklinkIx;
use crate::link::summary::{self, ArticleSummary, DatedSentence, Occurrence};
use crate::model::{EntityIx, Route};
use crate::theme::{TemplateFields, TemplateValue, dates};

/// The data of a page of older passages of an entity.
#[derive(Clone, Debug, Serialize)]
pub struct PassagesView {
    /// Data common to all pages.
    pub page: Chrome,
    /// The entity; its `n` is 0.
    pub entity: EntityLink,
    /// Label of its kind, in the singular.
    pub kind_label: String,
    /// The passages by year, newest first; undated articles are in a year with an empty label.
    pub years: Vec<YearOfBacklinks>,
    /// Links to the other pages of passages.
    pub paging: Paging,
}

/// The passages of one article.
#[derive(Clone, Debug, Serialize)]
pub struct Backlink {
    /// The article.
    pub article: TemplateValue<ArticleLink>,
    /// Its passages, in order of text.
    pub passages: Vec<PassageView>,
    /// Index of the passage that says most.
    pub best: u64,
    /// Passages of the other articles that print the same dispatch, newest first.
    pub copies: Vec<Backlink>,
}

/// The passages of the articles of a year.
#[derive(Clone, Debug, Serialize)]
pub struct YearOfBacklinks {
    /// The year; empty for articles without a date.
    pub label: String,
    /// Number of articles; copies of one dispatch count once.
    pub n: u64,
    /// Their passages, newest first.
    pub backlinks: Vec<Backlink>,
}

/// A sentence that names the entity at least once.
#[derive(Clone, Debug, Serialize)]
pub struct PassageView {
    /// The sentence as HTML, safe to publish; the names of the entity are in `mark` elements.
    pub html: String,
    /// Route and anchor of the first name in it.
    pub href: String,
    /// The times that it speaks of, for people, unless they are written out in it; empty on the page of two records.
    pub dates: Vec<String>,
}

/// The copies of one dispatch that name an entity, or a single article: (article, position of its occurrences) pairs.
type OriginGroup = Vec<BacklinkIx>;

/// The origins that name an entity, newest first. A dispatch has the position of its newest copy.
pub(super) struct OriginGroups {
    /// For each origin its newest article.
    newest: Vec<BacklinkIx>,
    /// The groups of the current page, with all their copies. Each starts with the article that the others are compared
    /// with, if it names the entity.
    groups: Vec<OriginGroup>,
}

impl OriginGroups {
    /// Returns the number of origins.
    pub(super) fn len(&self) -> usize {
        self.newest.len()
    }
}

/// Returns the origins that name an entity, newest first, each with its newest article; and the other copies, each with the
/// position of its origin.
fn origins(context: &RenderContext, index: EntityIx) -> (Vec<BacklinkIx>, Vec<(usize, BacklinkIx)>) {
    let copies = &context.content.link_index.copies;
    let (mut places, mut others) = (HashMap::new(), Vec::new());
    let mut first = Vec::with_capacity(context.content.link_index.backlinks[index].len());
    for backlink in context.content.link_index.backlinks[index].iter() {
        if let Some(group) = copies.group_of[backlink.article] {
            let place = *places.entry(group).or_insert(first.len());
            if place < first.len() {
                others.push((place, *backlink));
                continue;
            }
        }
        first.push(*backlink);
    }
    (first, others)
}

/// Returns the origins that name an entity, with all copies for those of the current page, so that one page out of hundreds
/// takes only one step for each article.
pub(super) fn origin_groups(context: &RenderContext, index: EntityIx, older: Option<usize>) -> OriginGroups {
    let (first, others) = origins(context, index);
    let range = page_ranges(context, index).range(older);
    let mut shown: Vec<OriginGroup> = first[range.clone()].iter().map(|found| vec![*found]).collect();
    for (place, found) in others.into_iter().filter(|(place, _)| range.contains(place)) {
        shown[place - range.start].push(found);
    }
    for source in shown.iter_mut().filter(|source| source.len() > 1) {
        let leader = context.content.link_index.copies.origin_of(source[0].article);
        if let Some(at) = source.iter().position(|at| at.article == leader) {
            source[..=at].rotate_right(1);
        }
    }
    OriginGroups { newest: first, groups: shown }
}

/// Returns the number of older pages that the passages of an entity take.
#[must_use]
pub(crate) fn n_older(context: &RenderContext, index: EntityIx) -> usize {
    page_ranges(context, index).n_older()
}

/// Returns how the origins that name an entity are divided into pages: by the length of their passages, for one article may
/// name a record once and another fifty times.
fn page_ranges(context: &RenderContext, index: EntityIx) -> &PageRanges {
    context.cache.passage_pages[index].get_or_init(|| {
        let (first, others) = origins(context, index);
        if !context.interface.theme.usage.pagination.entity {
            return PageRanges::new(first.len(), false);
        }
        let mut lengths: Vec<usize> = first.iter().map(|at| shown_len(context, *at)).collect();
        others.into_iter().for_each(|(place, at)| lengths[place] += shown_len(context, at));
        PageRanges::weighed(&lengths)
    })
}

/// Estimates the length of the passages of an article on a page, in bytes of HTML.
fn shown_len(context: &RenderContext, at: BacklinkIx) -> usize {
    const ARTICLE_LEN: usize = 320;
    const PASSAGE_LEN: usize = 100;
    let occurrences = &context.content.link_index.occurrences(at).occurrences;
    let passages = occurrences.chunk_by(|a, b| a.sentence == b.sentence).filter_map(|sentence| sentence.first());
    let len = |(start, end): (u32, u32)| ((end - start) as usize).min(2 * MAX_SIDE_LEN);
    ARTICLE_LEN + passages.map(|passage| PASSAGE_LEN + len(passage.sentence)).sum::<usize>()
}

/// Makes the passages of the newest origins: the first few, and the rest by year.
pub(super) fn newest(
    context: &RenderContext,
    sources: &OriginGroups,
    with_passages: bool,
) -> (Vec<Backlink>, Vec<YearOfBacklinks>) {
    let mut newest: Vec<Backlink> =
        sources.groups.iter().filter_map(|group| backlink(context, group, with_passages)).collect();
    let earlier = by_year(newest.split_off(newest.len().min(MAX_OPEN_ARTICLES)));
    (newest, earlier)
}

fn backlink(context: &RenderContext, group: &OriginGroup, with_passages: bool) -> Option<Backlink> {
    let of = |at: &BacklinkIx| {
        let summary = &context.content.link_index.articles[at.article];
        let link = components::article_link(context, at.article);
        let passages = if with_passages { &context.content.link_index.occurrences(*at).occurrences[..] } else { &[] };
        let sentences: Vec<&[Occurrence]> = passages.chunk_by(|a, b| a.sentence == b.sentence).collect();
        let best = best(summary, &sentences) as u64;
        let view = |mentions: &&[Occurrence]| passage_view(context, summary, mentions, &link.href);
        let passages = sentences.iter().filter_map(view).collect();
        Backlink { article: link, passages, best, copies: Vec::new() }
    };
    let mut printings = group.iter().map(of);
    let mut first = printings.next()?;
    first.copies = printings.collect();
    Some(first)
}

/// Makes the links between the pages of an entity's passages.
pub(super) fn paging(context: &RenderContext, index: EntityIx, sources: &OriginGroups, older: Option<usize>) -> Paging {
    pagination::paging(context, &context.content.entity_route(index), page_ranges(context, index), older, |entry| {
        sources.newest[entry].article
    })
}

/// Returns the key of a page of older passages.
#[must_use]
pub(crate) fn older_key(context: &RenderContext, index: EntityIx, number: usize, mut key: KeyBuilder) -> Key {
    let sources = origin_groups(context, index, Some(number));
    key.key(context.content.registry.entities[index].card_key);
    for source in &sources.groups {
        key.number(source.len() as u64);
        for at in source {
            let summary = &context.content.link_index.articles[at.article];
            // The speech key: passages show their dates, and the best of them may be one with a quotation.
            key.key(summary.card_key).key(context.content.link_index.occurrences(*at).key).key(summary.speech_key);
        }
    }
    let ranges = page_ranges(context, index);
    pagination::key(&context.content, ranges, Some(number), |entry| sources.newest[entry].article, &mut key);
    key.finish()
}

/// Makes a page of older passages.
#[must_use]
pub(crate) fn older_view(
    context: &RenderContext,
    index: EntityIx,
    number: usize,
    route: &Route,
    uses: &TemplateFields,
) -> PassagesView {
    let entity = &context.content.registry.entities[index];
    let kind = &context.content.config.kinds[entity.kind];
    let sources = origin_groups(context, index, Some(number));
    let paging = paging(context, index, &sources, Some(number));
    PassagesView {
        page: components::chrome(
            &context.content,
            route,
            &pagination::title(&entity.full_name(), &paging),
            &kind.label,
            &kind.id,
        ),
        entity: components::entity_link(&context.content, index, 0),
        kind_label: kind.label.clone(),
        years: by_year(
            sources.groups.iter().filter_map(|source| backlink(context, source, uses.has("passages"))).collect(),
        ),
        paging,
    }
}

/// Maximum number of articles whose passages are open on an entity's page; those of earlier articles are folded by year.
const MAX_OPEN_ARTICLES: usize = 12;

fn by_year(backlinks: Vec<Backlink>) -> Vec<YearOfBacklinks> {
    let mut years: Vec<YearOfBacklinks> = Vec::new();
    for backlink in backlinks {
        let label: String = backlink.article.iso.chars().take_while(char::is_ascii_digit).collect();
        match years.last_mut().filter(|year| year.label == label) {
            Some(year) => {
                year.n += 1;
                year.backlinks.push(backlink);
            }
            None => years.push(YearOfBacklinks { label, n: 1, backlinks: vec![backlink] }),
        }
    }
    years
}

/// How much of a very long sentence is shown on either side of the name, in bytes.
const MAX_SIDE_LEN: usize = 280;

/// Makes the view of the mentions that share one sentence, in order of text.
fn passage_view(
    context: &RenderContext,
    summary: &ArticleSummary,
    occurrences: &[Occurrence],
    href: &str,
) -> Option<PassageView> {
    let (first, last) = (occurrences.first()?, occurrences.last()?);
    let text = |start: u32, end: u32| &summary.text[start as usize..end as usize];
    let mut html = String::with_capacity(2 * (last.sentence.1 - first.sentence.0) as usize);
    push_words(&mut html, &head_cut(text(first.sentence.0, first.name.0)));
    let mut position = first.name.0;
    for mention in occurrences {
        push_words(&mut html, text(position, mention.name.0));
        push_marked(&mut html, text(mention.name.0, mention.name.1));
        position = mention.name.1;
    }
    push_words(&mut html, &tail_cut(text(position, last.sentence.1), MAX_SIDE_LEN));
    let format = context.interface.theme.messages.format();
    let sentence = text(first.sentence.0, last.sentence.1);
    let mut dates: Vec<String> =
        dates_of(summary, first.sentence).map(|date| dates::value(&date.value, format)).collect();
    dates.dedup();
    dates.retain(|date| !sentence.contains(date.as_str()));
    let href = format!("{href}#{}", summary::mention_anchor(first.code_point as usize));
    Some(PassageView { html, href, dates })
}

/// Returns the dates in a sentence.
fn dates_of(summary: &ArticleSummary, sentence: (u32, u32)) -> impl Iterator<Item = &DatedSentence> {
    let first = summary.dates.partition_point(|date| date.sentence.0 < sentence.0);
    summary.dates[first..].iter().take_while(move |date| date.sentence.0 == sentence.0)
}

/// Lengths of a sentence that says something and is quickly read, in bytes.
const GOOD_LEN: std::ops::RangeInclusive<u32> = 70..=320;

/// Returns the index of the passage that says most: rather a sentence than a headline, of a good length, with the name near
/// its start, with a quotation or a date. Of equals the first.
fn best(summary: &ArticleSummary, sentences: &[&[Occurrence]]) -> usize {
    let score = |mentions: &&[Occurrence]| {
        let Some(first) = mentions.first() else { return 0 };
        let (start, end) = first.sentence;
        let quote = summary.quotes.partition_point(|quote| quote.words.0 < start);
        let is_quoted = summary.quotes.get(quote).is_some_and(|quote| quote.words.0 < end);
        2 * u32::from(first.paragraph > 0)
            + 2 * u32::from(GOOD_LEN.contains(&(end - start)))
            + u32::from(first.name.0 - start <= (end - start) / 3)
            + u32::from(is_quoted)
            + u32::from(dates_of(summary, first.sentence).next().is_some())
    };
    let scores = sentences.iter().map(score).enumerate();
    scores.max_by_key(|(index, score)| (*score, std::cmp::Reverse(*index))).map_or(0, |(index, _)| index)
}

/// Appends words of a text to HTML, on one line.
pub(super) fn push_words(html: &mut String, text: &str) {
    let mut lines = text.split('\n');
    push_escaped(html, lines.next().unwrap_or_default());
    for line in lines {
        html.push(' ');
        push_escaped(html, line);
    }
}

/// Appends a name of the entity, marked.
pub(super) fn push_marked(html: &mut String, name: &str) {
    html.push_str("<mark>");
    push_words(html, name);
    html.push_str("</mark>");
}

/// Cuts the beginning of a very long text.
pub(super) fn head_cut(text: &str) -> Cow<'_, str> {
    if text.len() <= MAX_SIDE_LEN {
        return text.into();
    }
    let cut = crate::text::position::floor_char_boundary(text, text.len() - MAX_SIDE_LEN);
    format!("… {}", text[cut..].split_once(' ').map_or(&text[cut..], |(_, rest)| rest)).into()
}

/// Cuts a text at a length in bytes.
pub(super) fn tail_cut(text: &str, max_len: usize) -> Cow<'_, str> {
    if text.len() <= max_len {
        return text.into();
    }
    let cut = crate::text::position::floor_char_boundary(text, max_len);
    format!("{} …", text[..cut].rsplit_once(' ').map_or(&text[..cut], |(head, _)| head)).into()
}
