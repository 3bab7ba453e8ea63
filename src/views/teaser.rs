//! An article as the front page announces it: its headline, its first words, its picture. Also chooses the articles that open
//! the page where index.md chooses none.
//!
//! Only what the article's own page publishes is shown: the text is already cut by `rights:`, and a picture that is not among
//! the published media is none.

use serde::Serialize;

use super::components;
use super::content::Content;
use super::context::RenderContext;
use super::picture;
use super::shared::ArticleLink;
use crate::link::ResolvedLink;
use crate::model::{ArticleIx, Route};
use crate::parse::{Article, BlockKind, Body, FrontChoices, MarkdownElement, MarkdownNode};
use crate::theme::TemplateValue;

/// An article with its first words.
#[derive(Clone, Debug, Serialize)]
pub struct ArticleTeaser {
    /// The article.
    #[serde(flatten)]
    pub link: TemplateValue<ArticleLink>,
    /// The beginning of its text, plain; empty if no text of it is published.
    pub standfirst: String,
    /// Its picture; only of the article that opens the page.
    pub picture: Option<TeaserPicture>,
    /// Key of the interface text that says why it is here: `start_first`, `start_longest`, `start_latest`; empty if a person
    /// chose it.
    pub reason: &'static str,
}

/// The picture of an article that is announced.
#[derive(Clone, Debug, Serialize)]
pub struct TeaserPicture {
    /// Its route.
    pub href: String,
    /// Width in pixels; 0 if its header does not state it.
    pub width: u32,
    /// Height in pixels; 0 if its header does not state it.
    pub height: u32,
    /// Alt text; may be empty.
    pub alt: String,
    /// The credit line; may be empty.
    pub credit: String,
}

/// Lengths of the first words in characters: beside a picture, without one, and in the list of articles to begin with.
const BESIDE_PICTURE: usize = 220;
const WITHOUT_PICTURE: usize = 460;
const IN_LIST: usize = 150;

/// The least number of articles for a list of some to begin with: with fewer, the page shows nearly all of them anyway.
const MIN_FOR_START: usize = 8;
/// Number of articles to begin with where nobody chose them.
const N_START: usize = 3;

/// A picture opens the page of its own accord from this width on: a smaller one is a logo, or would be blurred.
const MIN_WIDTH: u32 = 480;

/// How many articles are tried for a picture that is large enough.
const MAX_TRIED: usize = 200;

/// Returns the article that opens the page: the chosen one; else, of those with a large picture, the one that names most
/// entities which other articles name too; else the one of all that does so.
#[must_use]
pub(super) fn lead(context: &RenderContext, choices: &FrontChoices) -> Option<ArticleTeaser> {
    let chosen = choices.lead.as_ref().and_then(|id| context.link_resolver.find_article(&id.value));
    if let Some(article) = chosen {
        return Some(opening(context, article, picture_of(context, article)));
    }
    let mut ranked: Vec<(u32, ArticleIx)> = context
        .content
        .link_index
        .by_date
        .iter()
        .map(|article| (n_ties(&context.content, *article), *article))
        .collect();
    // The order of the list decides between equals: the newest.
    ranked.sort_by_key(|(n_ties, _)| std::cmp::Reverse(*n_ties));
    let large = |(_, article): &(u32, ArticleIx)| {
        let picture = picture_of(context, *article)?;
        (picture.width == 0 || picture.width >= MIN_WIDTH).then_some((*article, picture))
    };
    let with_picture = |(_, article): &&(u32, ArticleIx)| has_picture(&context.content.articles[*article].document);
    if let Some((article, picture)) = ranked.iter().filter(with_picture).take(MAX_TRIED).find_map(large) {
        return Some(opening(context, article, Some(picture)));
    }
    let (_, article) = ranked.first()?;
    Some(opening(context, *article, None))
}

/// Returns the articles to begin with: the chosen ones; else the first, the longest and the latest.
#[must_use]
pub(super) fn start(
    context: &RenderContext,
    choices: &FrontChoices,
    lead: Option<&ArticleTeaser>,
) -> Vec<ArticleTeaser> {
    let content = &context.content;
    if !choices.start.is_empty() {
        let chosen = choices.start.iter().filter_map(|id| context.link_resolver.find_article(&id.value));
        return chosen.map(|article| listed(context, article, "")).collect();
    }
    if content.articles.len() < MIN_FOR_START {
        return Vec::new();
    }
    let by_date = &content.link_index.by_date;
    let is_dated = |article: &&ArticleIx| content.link_index.articles[**article].card.date.is_some();
    let len = |article: &ArticleIx| content.articles[*article].document.body.main_len;
    let candidates = [
        (by_date.iter().rev().find(is_dated), "start_first"),
        // The first of the longest ones, in order of time.
        (by_date.iter().rev().max_by_key(|article| (len(article), std::cmp::Reverse(**article))), "start_longest"),
        (by_date.iter().find(is_dated), "start_latest"),
    ];
    let mut start: Vec<ArticleTeaser> = Vec::with_capacity(N_START);
    for (article, reason) in candidates {
        let Some(article) = article else { continue };
        let id = &content.link_index.articles[*article].card.id;
        let is_shown = |other: &ArticleTeaser| other.link.id == id.as_str();
        if !lead.is_some_and(is_shown) && !start.iter().any(is_shown) {
            start.push(listed(context, *article, reason));
        }
    }
    // One alone is no choice.
    if start.len() > 1 { start } else { Vec::new() }
}

/// Returns how many of the entities that an article names are named by other articles too.
fn n_ties(content: &Content, article: ArticleIx) -> u32 {
    let named = content.link_index.articles[article].entity_occurrences.iter();
    let shared = named.filter_map(|named| content.registry.find(named.entity.as_str()));
    shared.map(|entity| u32::from(content.link_index.backlinks[entity].len() > 1)).sum()
}

fn opening(context: &RenderContext, article: ArticleIx, picture: Option<TeaserPicture>) -> ArticleTeaser {
    let max = if picture.is_some() { BESIDE_PICTURE } else { WITHOUT_PICTURE };
    ArticleTeaser { standfirst: first_words(&context.content, article, max), picture, ..listed(context, article, "") }
}

fn listed(context: &RenderContext, article: ArticleIx, reason: &'static str) -> ArticleTeaser {
    ArticleTeaser {
        link: components::article_link(context, article),
        standfirst: first_words(&context.content, article, IN_LIST),
        picture: None,
        reason,
    }
}

/// Returns the beginning of an article: its first paragraph that is a sentence rather than a byline or a place, cut at a
/// word.
fn first_words(content: &Content, article: ArticleIx, max: usize) -> String {
    /// A shorter paragraph is rarely one of the text.
    const MIN_LEN: usize = 60;
    /// Bylines and captions are at the top.
    const MAX_SKIPPED: usize = 6;
    let body = &content.articles[article].document.body;
    let paragraphs = body.blocks.iter().filter(|block| block.kind == BlockKind::Paragraph && block.paragraph > 0);
    let texts = paragraphs.filter_map(|block| body.text.get(block.start..block.end));
    let mut texts = texts.map(str::trim).filter(|text| !text.is_empty()).take(MAX_SKIPPED);
    let first = texts.next().unwrap_or_default();
    let whole = std::iter::once(first).chain(texts).find(|text| text.len() >= MIN_LEN).unwrap_or(first);
    let whole = whole.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((cut, _)) = whole.char_indices().nth(max) else { return whole };
    let head = &whole[..cut];
    // A whole sentence is better than a longer piece, if it says enough.
    let sentence =
        head.rmatch_indices([' ']).map(|(space, _)| &head[..space]).find(|head| head.ends_with(['.', '!', '?', '»']));
    match sentence.filter(|sentence| sentence.chars().count() * 2 > max) {
        Some(sentence) => sentence.to_owned(),
        None => {
            format!("{}…", head.rsplit_once(' ').map_or(head, |(head, _)| head).trim_end_matches([',', ';', ':', ' ']))
        }
    }
}

fn has_picture(article: &Article) -> bool {
    article.picture.is_some() || article.body.links.iter().any(|link| link.has_alt_text.is_some())
}

/// Returns the lead picture of an article; else the first picture of its text.
fn picture_of(context: &RenderContext, index: ArticleIx) -> Option<TeaserPicture> {
    let article: &Article = &context.content.articles[index].document;
    let published = |href: &str| match context.link_resolver.resolve(&article.file, href) {
        ResolvedLink::Internal(route, _) if context.media.contains_key(&route) => Some(route),
        _ => None,
    };
    if let Some(lead) = &article.picture {
        return Some(sized(context, &published(&lead.file.value)?, lead.alt.clone(), lead.credit.clone()));
    }
    let (href, alt) = first_in_text(&article.body)?;
    Some(sized(context, &published(href)?, alt, String::new()))
}

fn sized(context: &RenderContext, route: &Route, alt: String, credit: String) -> TeaserPicture {
    let [width, height] = picture::size(&context.media, route).unwrap_or_default();
    TeaserPicture { href: route.href(), width, height, alt, credit }
}

/// Returns the address and the alt text of the first picture of a text.
fn first_in_text(body: &Body) -> Option<(&str, String)> {
    let is_image = |node: &MarkdownNode| matches!(node, MarkdownNode::Open(MarkdownElement::Image(_)));
    let at = body.nodes.iter().position(is_image)?;
    let MarkdownNode::Open(MarkdownElement::Image(link)) = &body.nodes[at] else { return None };
    let inside = body.nodes[at + 1..].iter().take_while(|node| !matches!(node, MarkdownNode::Close));
    let words = inside.filter_map(|node| match node {
        MarkdownNode::Text(range) => body.text.get(range.clone()),
        _ => None,
    });
    Some((body.links.get(*link)?.href.as_str(), words.collect()))
}
