//! The page that compares the articles that print one dispatch, and shows what each of them changed.

use serde::Serialize;

use super::components;
use super::content::Content;
use super::context::RenderContext;
use super::shared::{ArticleLink, Chrome};
use crate::base::{Key, KeyBuilder};
use crate::duplicates::Sketch;
use crate::duplicates::text_diff;
use crate::duplicates::text_diff::{DiffPiece, Row};
use crate::model::{ArticleIx, Rights, Route, routes};
use crate::parse::Article;
use crate::theme::TemplateValue;

/// The data of a page of copies.
#[derive(Clone, Debug, Serialize)]
pub struct CopiesView {
    /// Data common to all pages.
    pub page: Chrome,
    /// The article that the others are compared with: the earliest that is not much cut.
    pub base: Printing,
    /// The others, by date.
    pub copies: Vec<Comparison>,
}

/// An article that prints the dispatch.
#[derive(Clone, Debug, Serialize)]
pub struct Printing {
    /// The article.
    pub article: TemplateValue<ArticleLink>,
    /// Number of its published words.
    pub n_words: u64,
    /// `full`, `excerpt` or `reference`.
    pub rights: &'static str,
}

/// An article compared with the base article.
#[derive(Clone, Debug, Serialize)]
pub struct Comparison {
    /// The article.
    pub printing: Printing,
    /// Its anchor on the page.
    pub anchor: String,
    /// The difference of the titles.
    pub title: Vec<DiffPiece>,
    /// Percentage of the words of the shorter text that are also in the longer one.
    pub percent: u64,
    /// Whether a person marked it as a copy.
    pub by_hand: bool,
    /// The difference by paragraphs; empty if one of the two publishes no text, or the page is full.
    pub rows: Vec<Row>,
    /// Whether both texts have the same words.
    pub same: bool,
    /// Whether only a published excerpt could be compared.
    pub excerpt: bool,
    /// Whether the end is left out to limit the page's size.
    pub is_cut_off: bool,
}

/// The copies of an article, for the article's page.
#[derive(Clone, Debug, Serialize)]
pub struct OtherPrintings {
    /// The page that compares them.
    pub href: String,
    /// The other articles: first the base article, then by date; the first few if there are many.
    pub articles: Vec<TemplateValue<ArticleLink>>,
    /// Number of further ones, which are listed on the comparison page.
    pub n_more: u64,
}

/// Maximum number of words that a page compares: some megabytes of HTML. Further copies are listed without their text.
const MAX_WORDS: usize = 60_000;

/// Returns the route of the page of a group whose first article is `base`.
#[must_use]
pub(crate) fn route(content: &Content, base: ArticleIx) -> Route {
    routes::copies(&content.articles[base].document.id)
}

/// Returns the route of the page that compares an article with its copies; `None` if it has none.
#[must_use]
pub(crate) fn comparison_route(content: &Content, article: ArticleIx) -> Option<Route> {
    content.link_index.copies.group(article).map(|group| route(content, group[0]))
}

/// Returns the page's key: the text and card of each article.
#[must_use]
pub(crate) fn key(content: &Content, group: &[ArticleIx], mut key: KeyBuilder) -> Key {
    for article in group {
        key.key(content.articles[*article].key).key(content.link_index.articles[*article].card_key);
    }
    key.finish()
}

/// Adds the copies shown on an article's page to its key.
pub(crate) fn article_key(content: &Content, article: ArticleIx, key: &mut KeyBuilder) {
    let (others, n_more) = content.link_index.copies.others(article);
    for other in others {
        key.key(content.link_index.articles[other].card_key);
    }
    if let Some(group) = content.link_index.copies.group(article) {
        key.number(n_more as u64).text(content.articles[group[0]].document.id.as_str());
    }
}

/// Makes the links to the copies of an article; `None` if it has none.
#[must_use]
pub(crate) fn others(context: &RenderContext, article: ArticleIx) -> Option<OtherPrintings> {
    let group = context.content.link_index.copies.group(article)?;
    let (others, n_more) = context.content.link_index.copies.others(article);
    Some(OtherPrintings {
        href: route(&context.content, group[0]).to_string(),
        articles: others.map(|other| components::article_link(context, other)).collect(),
        n_more: n_more as u64,
    })
}

/// Makes the page of a group.
#[must_use]
pub(crate) fn view(context: &RenderContext, group: &[ArticleIx], route: &Route) -> CopiesView {
    let base = group[0];
    let t = &context.interface.theme.messages;
    let title = &context.content.articles[base].document.title;
    let description = t.count(group.len() as u64, "printing");
    let mut room = MAX_WORDS;
    CopiesView {
        page: components::chrome(&context.content, route, title, &description, "articles"),
        base: printing(context, base, &Sketch::of(&context.content.articles[base].document.body)),
        copies: group[1..].iter().map(|copy| comparison(context, base, *copy, &mut room)).collect(),
    }
}

fn printing(context: &RenderContext, article: ArticleIx, sketch: &Sketch) -> Printing {
    Printing {
        article: components::article_link(context, article),
        n_words: sketch.n_words() as u64,
        rights: context.content.articles[article].document.rights.as_str(),
    }
}

fn comparison(context: &RenderContext, base: ArticleIx, copy: ArticleIx, room: &mut usize) -> Comparison {
    let (old, new) = (&context.content.articles[base].document, &context.content.articles[copy].document);
    let (old_sketch, new_sketch) = (Sketch::of(&old.body), Sketch::of(&new.body));
    let (short, long) = if new_sketch.n_words() <= old_sketch.n_words() {
        (&new_sketch, &old_sketch)
    } else {
        (&old_sketch, &new_sketch)
    };
    let ((old_paragraphs, cut_before), (after, cut_after)) =
        (text_diff::paragraphs(text(old)), text_diff::paragraphs(text(new)));
    let n_words = old_sketch.n_words() + new_sketch.n_words();
    let fits = n_words <= *room && !old_paragraphs.is_empty() && !after.is_empty();
    let mut rows = if fits { text_diff::compare(&old_paragraphs, &after) } else { Vec::new() };
    *room = room.saturating_sub(if fits { n_words } else { 0 });
    // If a text is published only in part, the rest of the other text does not count as cut.
    let end = |how: &str, rows: &mut Vec<Row>| {
        let kept = rows.iter().rposition(|row| row.how != how).map_or(0, |last| last + 1);
        rows.truncate(kept);
    };
    if new.rights != Rights::Full {
        end("cut", &mut rows);
    }
    if old.rights != Rights::Full {
        end("added", &mut rows);
    }
    Comparison {
        printing: printing(context, copy, &new_sketch),
        anchor: format!("in-{}", new.id),
        title: text_diff::words(&old.title, &new.title),
        percent: u64::from(short.overlap(long).per_mille() / 10),
        by_hand: new.copy_of.is_some() || old.copy_of.is_some(),
        same: fits && rows.iter().all(|row| row.how == "same"),
        excerpt: old.rights == Rights::Excerpt || new.rights == Rights::Excerpt,
        is_cut_off: cut_before || cut_after || (n_words > *room && !fits),
        rows,
    }
}

/// Returns the published text without its headline.
fn text(article: &Article) -> &str {
    article.body.text_after_headline()
}
