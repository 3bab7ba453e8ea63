//! The site's texts and names -> the files of a search index that a page reads without a server.
//!
//! Pure functions from values to bytes. Every file is a classic script that calls one function with one list, because
//! `fetch` fails on a page that was opened by double-click and a script does not. A query asks for a few small files:
//!
//! ```text
//! index.js   how many files of each kind, publishers and years of the articles, copies, words that are not searched
//! t<n>.js    terms by the hash of their first letters: the sentences each stands in, the entities it names
//! e<n>.js    cards of entities, those of most articles first
//! d<n>.js    articles: title, date, sentences
//! ```
//!
//! What is withheld never comes here: texts are cut to what is published before they are parsed.

mod article_words;
mod encode;
mod files;
mod fold;
mod invert;
mod stems;
mod stop_words;
mod terms;

pub use article_words::{ArticleWords, TITLE};
pub use files::{ARTICLES_PER_FILE, CARDS_PER_FILE, IndexShape, articles, cards, overview};
pub use fold::folded_words as fold;
pub use terms::terms;

use crate::model::LangTag;

/// An article as the search sees it.
pub struct IndexedArticle<'a> {
    /// Its words and sentences.
    pub words: &'a ArticleWords,
    /// The text that they point into.
    pub text: &'a str,
    /// Its headline.
    pub title: &'a str,
    /// The language it is read in.
    pub language: &'a LangTag,
}

/// What a hit shows of an article beside its sentence.
pub struct ArticleHit<'a> {
    /// The article.
    pub article: IndexedArticle<'a>,
    /// Its route.
    pub href: String,
    /// Its date for people; empty when unknown.
    pub date: String,
    /// Its language tag, where it differs from the site's; else empty.
    pub lang: String,
    /// The page that compares it with its copies; empty where it has none.
    pub copies: String,
}

/// What filters know of an article.
pub struct FacetValues<'a> {
    /// Who published it.
    pub publisher: Option<&'a str>,
    /// The year of its date.
    pub year: Option<i32>,
    /// The language it is read in.
    pub language: &'a LangTag,
}

/// An entity as the search sees it.
pub struct IndexedEntity<'a> {
    /// Its name.
    pub name: &'a str,
    /// Id of its kind.
    pub kind: &'a str,
    /// Its route.
    pub href: String,
    /// One line that says who or what it is.
    pub gloss: &'a str,
    /// How many articles name it.
    pub n_articles: u64,
    /// Everything it is called: name, other forms, expressions for its roles, ids.
    pub forms: Vec<&'a str>,
    /// The sentences that name it: (article, sentence) pairs in order.
    pub occurrences: Vec<(u32, u32)>,
}

/// Writes a file of the index: a call that hands `value` over under `name`.
fn script(name: &str, value: &serde_json::Value) -> Vec<u8> {
    format!("dossierSearch({},{value})\n", serde_json::Value::from(name)).into_bytes()
}
