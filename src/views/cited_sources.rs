//! The sources of a record as numbered notes: each passage that its text or a relation cites -> its number, article and
//! words.
//!
//! `body` writes the numbers into the text, and the page lists the notes below it. Words that say more than "source" stay a
//! link of their own.

use serde::Serialize;

use super::components;
use super::context::RenderContext;
use super::shared::ArticleLink;
use crate::base::KeyBuilder;
use crate::model::ArticleIx;
use crate::parse::Record;
use crate::parse::body::WikiLink;
use crate::theme::TemplateValue;

/// A passage that a record cites.
#[derive(Clone, Debug, Serialize)]
pub struct CitedSource {
    /// Its number, from 1.
    pub n: u32,
    /// The article.
    pub article: TemplateValue<ArticleLink>,
    /// Route and anchor of the passage.
    pub href: String,
    /// The beginning of the passage; empty if the record cites the whole article.
    pub words: String,
    /// The passage as the record names it: `article#p3`.
    #[serde(skip)]
    pub(super) passage: String,
}

/// Maximum number of notes; a record with more cites the others without a number.
const MAX_SOURCES: usize = 200;
/// Maximum length of a passage's beginning, in characters.
const MAX_WORDS_LEN: usize = 140;

/// Returns the passages that a record cites in place of a word, in order of text, then those of its relations.
#[must_use]
pub(crate) fn of_record(context: &RenderContext, record: &Record) -> Vec<CitedSource> {
    let mut sources: Vec<CitedSource> = Vec::new();
    let bare = record.body.wiki_links.iter().filter(|link| is_bare(context, &record.body.text, link));
    let in_text = bare.map(|link| passage(&link.id, link.fragment.as_deref()));
    let of_relations = record.relations.iter().filter_map(|relation| Some(relation.citation.as_ref()?.value.clone()));
    for passage in in_text.chain(of_relations) {
        if sources.len() < MAX_SOURCES && number(&sources, &passage).is_none() {
            let n = sources.len() as u32 + 1;
            sources.extend(source(context, n, passage));
        }
    }
    sources
}

/// Returns the note of a link of a record's text.
#[must_use]
pub(crate) fn of_link<'a>(
    context: &RenderContext,
    sources: &'a [CitedSource],
    text: &str,
    link: &WikiLink,
) -> Option<&'a CitedSource> {
    if sources.is_empty() || !is_bare(context, text, link) {
        return None;
    }
    number(sources, &passage(&link.id, link.fragment.as_deref()))
}

/// Returns the note of a passage, `article#p3`.
#[must_use]
pub(crate) fn number<'a>(sources: &'a [CitedSource], passage: &str) -> Option<&'a CitedSource> {
    sources.iter().find(|source| source.passage == passage)
}

/// Adds what the notes show to a key.
pub(crate) fn key(context: &RenderContext, record: &Record, key: &mut KeyBuilder) {
    for source in of_record(context, record) {
        key.text(&source.href).text(&source.words);
        if let Some(article) = context.link_resolver.find_article(source.passage.split('#').next().unwrap_or_default())
        {
            key.key(context.content.link_index.articles[article].card_key);
        }
    }
}

fn passage(id: &str, fragment: Option<&str>) -> String {
    match fragment {
        Some(fragment) => format!("{id}#{fragment}"),
        None => id.to_owned(),
    }
}

/// Returns whether a link to a passage says no more than that there is a source.
fn is_bare(context: &RenderContext, text: &str, link: &WikiLink) -> bool {
    let words = text.get(link.text.clone()).unwrap_or_default().trim().to_lowercase();
    let known = context.interface.theme.messages.text("source_words");
    link.fragment.is_some() && link.has_link_text && known.split(',').any(|word| word.trim() == words)
}

fn source(context: &RenderContext, n: u32, passage: String) -> Option<CitedSource> {
    let (id, fragment) = passage.split_once('#').map_or((passage.as_str(), ""), |(id, fragment)| (id, fragment));
    let article = context.link_resolver.find_article(id)?;
    let link = components::article_link(context, article);
    let paragraph = fragment.strip_prefix('p').and_then(|number| number.parse().ok());
    let words = paragraph.and_then(|paragraph| beginning(context, article, paragraph)).unwrap_or_default();
    let href = if words.is_empty() { link.href.clone() } else { format!("{}#{fragment}", link.href) };
    Some(CitedSource { n, article: link, href, words, passage })
}

/// Returns the beginning of a paragraph, on one line.
fn beginning(context: &RenderContext, article: ArticleIx, paragraph: u32) -> Option<String> {
    let body = &context.content.articles[article].document.body;
    let block = body.blocks.iter().find(|block| block.paragraph == paragraph && paragraph > 0)?;
    let text = body.text.get(block.start..block.end)?;
    let mut words: String = text.chars().take(MAX_WORDS_LEN).map(|c| if c == '\n' { ' ' } else { c }).collect();
    if text.chars().nth(MAX_WORDS_LEN).is_some() {
        words.truncate(words.rfind(' ').unwrap_or(words.len()));
        words.truncate(words.trim_end_matches(['.', ',', ';', ':', ' ']).len());
        words.push('…');
    }
    Some(words)
}
