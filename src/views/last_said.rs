//! What a person last said before an article, for the card of the person there.
//!
//! Only up to the article's date: a newer article must not change the pages of all older ones that name the same person.

use serde::Serialize;

use super::components;
use super::content::Content;
use super::context::RenderContext;
use super::merge_copies::paragraph_href;
use crate::base::KeyBuilder;
use crate::link::QuotationIx;
use crate::model::{ArticleIx, EntityIx};

/// A quotation in a card.
#[derive(Clone, Debug, Serialize)]
pub struct LastSaid {
    /// The words, without quotation marks, cut if there are many.
    pub text: String,
    /// Route and anchor of the passage.
    pub href: String,
    /// Who printed it, and when; may be empty.
    pub source: String,
    /// Its language if it differs from the site's; else empty.
    pub lang: String,
}

/// Maximum length of a quotation in a card, in characters.
const MAX_LEN: usize = 130;
/// Shortest quotation that says something, in characters.
const MIN_LEN: usize = 12;
/// How many quotations are looked at for one that says something.
const MAX_TRIED: usize = 8;

/// Adds the quotation to an article's key.
pub(crate) fn key(content: &Content, entity: EntityIx, article: ArticleIx, key: &mut KeyBuilder) {
    match last(content, entity, article) {
        Some(at) => {
            key.key(content.link_index.articles[at.article].card_key).text(&words(content, at));
            key.add(&content.link_index.quotation(at).paragraph)
        }
        None => key.number(0),
    };
}

/// Makes the quotation; `None` if the entity said nothing until then, or the article has no date.
#[must_use]
pub(crate) fn view(context: &RenderContext, entity: EntityIx, article: ArticleIx) -> Option<LastSaid> {
    let at = last(&context.content, entity, article)?;
    let link = components::article_link(context, at.article);
    let source = [link.publisher.as_str(), link.date.as_str()].into_iter().filter(|part| !part.is_empty());
    Some(LastSaid {
        text: words(&context.content, at),
        href: paragraph_href(&link, context.content.link_index.quotation(at).paragraph),
        source: source.collect::<Vec<_>>().join(", "),
        lang: link.lang.clone(),
    })
}

fn last(content: &Content, entity: EntityIx, article: ArticleIx) -> Option<QuotationIx> {
    let link_index = &content.link_index;
    link_index.articles[article].card.date?;
    let rank = |article: ArticleIx| link_index.rank_by_date[article];
    let quotes = &link_index.quotes_by[entity];
    // Newest first, and undated articles last.
    let start = quotes.partition_point(|at| rank(at.article) <= rank(article));
    let origin = link_index.copies.origin_of(article);
    let mut earlier = quotes[start..].iter().take(MAX_TRIED).copied();
    earlier.find(|at| {
        let (from, to) = link_index.quotation(*at).words;
        link_index.copies.origin_of(at.article) != origin
            && link_index.articles[at.article].card.date.is_some()
            && link_index.articles[at.article].text[from as usize..to as usize].chars().nth(MIN_LEN).is_some()
    })
}

fn words(content: &Content, at: QuotationIx) -> String {
    let (start, end) = content.link_index.quotation(at).words;
    let text = &content.link_index.articles[at.article].text[start as usize..end as usize];
    let mut words: String = text.chars().take(MAX_LEN).map(|c| if c == '\n' { ' ' } else { c }).collect();
    if text.chars().nth(MAX_LEN).is_some() {
        words.truncate(words.rfind(' ').unwrap_or(words.len()));
        words.push('…');
    }
    words
}
