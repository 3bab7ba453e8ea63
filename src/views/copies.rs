//! The page that compares the articles that print one dispatch, and shows what each of them changed.

use serde::Serialize;

use super::compared_texts::{self, Barcode, ComparedRow, ComparedTexts};
use super::components;
use super::content::Content;
use super::context::RenderContext;
use super::shared::{ArticleLink, Chrome};
use crate::base::{Key, KeyBuilder};
use crate::duplicates::Sketch;
use crate::duplicates::text_diff;
use crate::duplicates::text_diff::DiffPiece;
use crate::model::{ArticleIx, Rights, Route, routes};
use crate::theme::TemplateValue;

/// The data of a page of copies.
#[derive(Clone, Debug, Serialize)]
pub struct CopiesView {
    /// Data common to all pages.
    pub page: Chrome,
    /// The article that the others are compared with: the earliest that is not much cut.
    pub base: Printing,
    /// The sentences of this article as bars.
    pub barcode: Barcode,
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
    /// What became of the sentences, as bars; null if one of the two publishes no text, or the page is full.
    pub barcode: Option<Barcode>,
    /// The sentences side by side; empty in the same cases, and if both are the same.
    pub rows: Vec<ComparedRow>,
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
    /// What this article made of the dispatch, compared with the base article; null for the base article itself, or if one
    /// of the two publishes no text.
    pub barcode: Option<Barcode>,
    /// The anchor of this article on the comparison page.
    pub anchor: String,
}

/// Maximum number of bytes of text on a page. Further copies have bars, and no text.
const MAX_TEXT_BYTES: usize = 60_000;
/// Maximum number of words that a page compares. Further copies are listed without bars.
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
        key.number(n_more as u64).key(content.articles[group[0]].key);
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
        barcode: own_barcode(context, group[0], article),
        anchor: anchor(context, article),
    })
}

fn anchor(context: &RenderContext, article: ArticleIx) -> String {
    format!("in-{}", context.content.articles[article].document.id)
}

fn own_barcode(context: &RenderContext, base: ArticleIx, article: ArticleIx) -> Option<Barcode> {
    let articles = &context.content.articles;
    let texts =
        ComparedTexts::new(&articles[base].document, &articles[article].document, &context.content.config.language);
    // The page that compares them may have no room for every sentence, so a bar here leads nowhere.
    (base != article && !texts.is_empty()).then(|| Barcode { links: Vec::new(), ..texts.barcode("") })
}

/// Makes the page of a group.
#[must_use]
pub(crate) fn view(context: &RenderContext, group: &[ArticleIx], route: &Route) -> CopiesView {
    let base = group[0];
    let t = &context.interface.theme.messages;
    let title = &context.content.articles[base].document.title;
    let description = t.count(group.len() as u64, "printing");
    let mut room = (MAX_WORDS, MAX_TEXT_BYTES);
    CopiesView {
        page: components::chrome(&context.content, route, title, &description, "articles"),
        base: printing(context, base, &Sketch::of(&context.content.articles[base].document.body)),
        barcode: compared_texts::whole(&context.content.articles[base].document, &context.content.config.language),
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

/// Compares a copy with the base article; `room` are the words and the bytes that the page still has.
fn comparison(context: &RenderContext, base: ArticleIx, copy: ArticleIx, room: &mut (usize, usize)) -> Comparison {
    let (old, new) = (&context.content.articles[base].document, &context.content.articles[copy].document);
    let (old_sketch, new_sketch) = (Sketch::of(&old.body), Sketch::of(&new.body));
    let (short, long) = if new_sketch.n_words() <= old_sketch.n_words() {
        (&new_sketch, &old_sketch)
    } else {
        (&old_sketch, &new_sketch)
    };
    let n_words = old_sketch.n_words() + new_sketch.n_words();
    let texts = (n_words <= room.0).then(|| ComparedTexts::new(old, new, &context.content.config.language));
    room.0 = room.0.saturating_sub(n_words);
    let is_too_long = texts.is_none();
    let texts = texts.filter(|texts| !texts.is_empty());
    let anchor = anchor(context, copy);
    let same = texts.as_ref().is_some_and(ComparedTexts::is_same);
    let (rows, fits) = match &texts {
        Some(texts) if !same => texts.rows(&anchor, &mut room.1),
        _ => (Vec::new(), true),
    };
    let mut barcode = texts.as_ref().map(|texts| texts.barcode(&anchor));
    if let Some(code) = &mut barcode {
        code.links.retain(|link| rows.iter().any(|row| row.anchor == link.anchor));
    }
    Comparison {
        printing: printing(context, copy, &new_sketch),
        title: text_diff::words(&old.title, &new.title),
        percent: u64::from(short.overlap(long).per_mille() / 10),
        by_hand: new.copy_of.is_some() || old.copy_of.is_some(),
        same,
        excerpt: old.rights == Rights::Excerpt || new.rights == Rights::Excerpt,
        is_cut_off: !fits || is_too_long || texts.as_ref().is_some_and(|texts| texts.is_cut_off),
        anchor,
        barcode,
        rows,
    }
}
