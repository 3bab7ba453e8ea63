//! The site's texts and names -> the files of a search index that a page reads without a server.
//!
//! Pure functions from values to bytes. Every file is a classic script that calls one function with one list, because
//! `fetch` fails on a page opened from disk and a script does not. A query loads a few small files:
//!
//! ```text
//! index.js   how many files of each kind, publishers and years of the articles, copies, stop words
//! t<n>.js    terms by the hash of their first letters: the sentences of each, the entities it names
//! e<n>.js    entities, those in most articles first
//! d<n>.js    articles: title, date, sentences
//! ```
//!
//! Withheld content never reaches this room: texts are cut to the published part before they are parsed.

mod article_words;
mod encode;
mod files;
mod fold;
mod invert;
mod stems;
mod stop_words;
mod terms;

pub(crate) use article_words::{ArticleSentences, ArticleWords};
pub(crate) use files::{ARTICLES_PER_FILE, CARDS_PER_FILE, IndexShape, articles, cards, overview};
pub(crate) use fold::folded_words as fold;
pub(crate) use terms::terms;

use std::sync::Arc;

use crate::model::LangTag;

/// An article as input of the index.
pub(crate) struct IndexedArticle<'a> {
    /// Its sentences.
    pub sentences: &'a ArticleSentences,
    /// The text that they point into.
    pub text: &'a str,
    /// Its headline.
    pub title: &'a str,
    /// Its language.
    pub language: &'a LangTag,
}

/// Returns the words of an article by its number.
pub(crate) type WordsOf<'a> = dyn Fn(usize) -> Arc<ArticleWords> + Sync + 'a;

/// What a hit shows of an article besides its sentence.
pub(crate) struct ArticleHit<'a> {
    /// The article.
    pub article: IndexedArticle<'a>,
    /// Its route.
    pub href: String,
    /// Its formatted date; empty if unknown.
    pub date: String,
    /// Its language tag, if it differs from the site's; else empty.
    pub lang: String,
    /// The page that compares it with its copies; empty if there is none.
    pub copies: String,
}

/// The values of an article that filters use.
pub(crate) struct FacetValues<'a> {
    /// Its publisher.
    pub publisher: Option<&'a str>,
    /// The year of its date.
    pub year: Option<i32>,
    /// Its language.
    pub language: &'a LangTag,
}

/// An entity as input of the index.
pub(crate) struct IndexedEntity<'a> {
    /// Its name.
    pub name: &'a str,
    /// Id of its kind.
    pub kind: &'a str,
    /// Its route.
    pub href: String,
    /// A one-line description.
    pub gloss: &'a str,
    /// The number of articles that name it.
    pub n_articles: u64,
    /// All its forms: name, other forms, phrases for its roles, ids.
    pub forms: Vec<&'a str>,
    /// The sentences that name it: (article, sentence) pairs in order.
    pub occurrences: Vec<(u32, u32)>,
}

/// Writes a file of the index: a call that passes `value` to the page under `name`.
fn script(name: &str, value: &serde_json::Value) -> Vec<u8> {
    format!("dossierSearch({},{value})\n", serde_json::Value::from(name)).into_bytes()
}
