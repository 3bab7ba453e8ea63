//! The page of two entities: the paragraphs that name both. The lines of the network lead here.

use std::collections::HashMap;

use serde::Serialize;

use super::backlinks::{PassageView, push_marked, push_words};
use super::components;
use super::content::Content;
use super::context::RenderContext;
use super::merge_copies::{self, Also};
use super::shared::{ArticleLink, Chrome, EntityLink};
use crate::link::BacklinkIx;
use crate::link::summary::{self, ArticleSummary, Occurrence};
use crate::model::{ArticleIx, Edtf, EntityIx, Route, routes};
use crate::theme::TemplateValue;

/// The data of the page of two entities.
#[derive(Clone, Debug, Serialize)]
pub struct TogetherView {
    /// Data common to all pages.
    pub page: Chrome,
    /// The first entity; `n` counts its mentions.
    pub from: EntityLink,
    /// The second entity.
    pub to: EntityLink,
    /// Number of paragraphs that name both; copies of one dispatch count once.
    pub n: u64,
    /// The paragraphs by article, newest first.
    pub articles: Vec<SharedArticle>,
    /// Number of further articles left out to limit the page's size.
    pub n_left_out: u64,
}

/// The paragraphs of one article that name both.
#[derive(Clone, Debug, Serialize)]
pub struct SharedArticle {
    /// The article.
    pub article: TemplateValue<ArticleLink>,
    /// The paragraphs, reduced to the sentences that name either entity.
    pub passages: Vec<PassageView>,
    /// The other articles that print the same dispatch.
    pub also: Vec<Also>,
}

/// Maximum number of sources whose paragraphs a page shows, and the length of their HTML in bytes.
const MAX_SOURCES: usize = 150;
const MAX_LEN_BYTES: usize = 90_000;

/// An article that names both, the backlinks of each, and the numbers of the paragraphs that they share.
struct SharedParagraphs {
    article: ArticleIx,
    backlinks: [BacklinkIx; 2],
    paragraphs: Vec<u32>,
}

/// Returns the route of the page of two entities; `from` is the smaller index.
#[must_use]
pub(crate) fn route(content: &Content, from: EntityIx, to: EntityIx) -> Route {
    let id = |entity: EntityIx| content.registry.entities[entity].record.id.as_str();
    routes::entity_pair(id(from), id(to))
}

/// Returns the articles in which two entities share paragraphs, newest first.
fn shared_paragraphs(content: &Content, from: EntityIx, to: EntityIx) -> Vec<SharedParagraphs> {
    let others: HashMap<ArticleIx, BacklinkIx> =
        content.link_index.backlinks[to].iter().map(|at| (at.article, *at)).collect();
    let both = content.link_index.backlinks[from].iter().filter_map(|at| {
        let backlinks = [*at, *others.get(&at.article)?];
        let [a, b] = backlinks.map(|at| &content.link_index.occurrences(at).occurrences);
        let mut paragraphs: Vec<u32> = a
            .iter()
            .map(|passage| passage.paragraph)
            .filter(|number| b.iter().any(|other| other.paragraph == *number))
            .collect();
        paragraphs.dedup();
        (!paragraphs.is_empty()).then_some(SharedParagraphs { article: at.article, backlinks, paragraphs })
    });
    both.collect()
}

/// Returns the dates of the first and the last article in which two entities share paragraphs.
pub(super) fn dates(content: &Content, from: EntityIx, to: EntityIx) -> (Option<Edtf>, Option<Edtf>) {
    let shared = shared_paragraphs(content, from, to);
    let mut dates = shared.iter().filter_map(|one| content.link_index.articles[one.article].card.date);
    let last = dates.next();
    (dates.next_back().or(last), last)
}

/// Makes the page of two entities.
#[must_use]
pub(crate) fn view(context: &RenderContext, from: EntityIx, to: EntityIx, route: &Route) -> TogetherView {
    let link = |entity: EntityIx| {
        components::entity_link(&context.content, entity, components::counts(&context.content, entity)[0])
    };
    let (from_link, to_link) = (link(from), link(to));
    let name = |entity: EntityIx| context.content.registry.entities[entity].full_name();
    let title = format!("{} – {}", name(from), name(to));
    let n = u64::from(context.content.link_index.n_shared_paragraphs(from, to));
    let description = context.interface.theme.messages.count(n, "shared_paragraph");
    let all = shared_paragraphs(&context.content, from, to).into_iter().map(|one| (one.article, one));
    let sources = merge_copies::group_by_origin(&context.content, all);
    let n_sources = sources.len();
    let articles = sources.into_iter().take(MAX_SOURCES).filter_map(|printings| {
        let mut printings = printings.into_iter();
        let first = printings.next()?;
        let also = printings.map(|other| {
            merge_copies::other_printing(context, other.article, other.paragraphs.first().copied().unwrap_or_default())
        });
        Some(SharedArticle { also: also.collect(), ..article(context, &first) })
    });
    let mut len = 0;
    let articles: Vec<SharedArticle> = articles
        .take_while(|one| {
            let has_room = len < MAX_LEN_BYTES;
            len += shown_len(one);
            has_room
        })
        .collect();
    TogetherView {
        page: components::chrome(&context.content, route, &title, &description, "network"),
        n_left_out: n_sources.saturating_sub(articles.len()) as u64,
        articles,
        from: from_link,
        to: to_link,
        n,
    }
}

/// Estimates the length of an article on the page, in bytes of HTML.
fn shown_len(one: &SharedArticle) -> usize {
    const ARTICLE_LEN: usize = 320;
    const PASSAGE_LEN: usize = 100;
    let passages = one.passages.iter().map(|passage| PASSAGE_LEN + passage.html.len());
    (1 + one.also.len()) * ARTICLE_LEN + passages.sum::<usize>()
}

fn article(context: &RenderContext, one: &SharedParagraphs) -> SharedArticle {
    let summary = &context.content.link_index.articles[one.article];
    let link = components::article_link(context, one.article);
    let passages = one.paragraphs.iter().filter_map(|number| {
        let named = one.backlinks.iter().flat_map(|at| &context.content.link_index.occurrences(*at).occurrences);
        let mut named: Vec<&Occurrence> = named.filter(|passage| passage.paragraph == *number).collect();
        named.sort_by_key(|passage| passage.name);
        paragraph(summary, &named, &link.href)
    });
    SharedArticle { passages: passages.collect(), article: link, also: Vec::new() }
}

/// Renders the sentences of a paragraph that name one of two entities, with an ellipsis for those between. `named` is in
/// order of text.
fn paragraph(summary: &ArticleSummary, named: &[&Occurrence], href: &str) -> Option<PassageView> {
    let first = named.first()?;
    let text = |start: u32, end: u32| summary.text.get(start as usize..end as usize).unwrap_or_default();
    let mut html = String::new();
    let (mut at, mut end) = first.sentence;
    for passage in named {
        // Consecutive sentences are separated by a space at most.
        if passage.sentence.0 > end + 2 {
            push_words(&mut html, text(at, end));
            html.push_str(" … ");
            at = passage.sentence.0;
        }
        end = end.max(passage.sentence.1);
        push_words(&mut html, text(at, passage.name.0));
        push_marked(&mut html, text(passage.name.0, passage.name.1));
        at = passage.name.1;
    }
    push_words(&mut html, text(at, end));
    let href = format!("{href}#{}", summary::mention_anchor(first.code_point as usize));
    Some(PassageView { html, href, dates: Vec::new() })
}
