//! The search: its page, and the files of its index (`search/*.js`).
//!
//! A file of articles has a key of its few articles; all the others depend on everything and share one key, which numbers
//! alone go into. The terms are inverted once for all their files, when the first of them is asked for: an edit costs
//! nothing until then, and an article that did not change is not read again.

use std::sync::OnceLock;

use serde::Serialize;

use super::components::{self, Chrome};
use super::copies;
use super::site::Site;
use crate::base::{Key, KeyBuilder};
use crate::model::{LangTag, Route, routes};
use crate::search::{
    self, ARTICLES_PER_FILE, ArticleHit, ArticleWords, CARDS_PER_FILE, FacetValues, IndexShape, IndexedArticle,
    IndexedEntity,
};

/// Number of the way the files are written: an output folder knows keys only, and must not keep what another version wrote.
const FORMAT: u64 = 2;

/// A file of the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SearchFile {
    /// What must be known before anything is asked.
    Overview,
    /// Terms.
    Terms(usize),
    /// Cards of entities.
    Cards(usize),
    /// Articles.
    Articles(usize),
}

impl SearchFile {
    /// Returns where it stands.
    #[must_use]
    pub fn route(self) -> Route {
        routes::search_file(&match self {
            Self::Overview => "index".to_owned(),
            Self::Terms(number) => format!("t{number}"),
            Self::Cards(number) => format!("e{number}"),
            Self::Articles(number) => format!("d{number}"),
        })
    }
}

/// What several files share, each made once.
#[derive(Debug, Default)]
pub struct SearchIndexCache {
    key: OnceLock<Key>,
    order: OnceLock<Vec<usize>>,
    terms: OnceLock<Vec<Vec<u8>>>,
}

/// All that the page of the search may show.
#[derive(Clone, Debug, Serialize)]
pub struct SearchView {
    /// The frame.
    pub page: Chrome,
    /// Changes with the index: a browser that keeps old files asks for new ones.
    pub version: String,
    /// The kinds that have records: id and plural.
    pub kinds: Vec<(String, String)>,
    /// How many articles there are.
    pub n_articles: u64,
    /// How many entities.
    pub n_entities: u64,
}

/// Returns the files of the index.
#[must_use]
pub fn files(site: &Site) -> Vec<SearchFile> {
    let counts = IndexShape::of(site.articles.len(), site.registry.entities.len());
    let terms = (0..counts.terms).map(SearchFile::Terms);
    let cards = (0..counts.cards).map(SearchFile::Cards);
    let articles = (0..counts.articles).map(SearchFile::Articles);
    std::iter::once(SearchFile::Overview).chain(terms).chain(cards).chain(articles).collect()
}

/// Returns the key of the whole index.
#[must_use]
pub fn key(site: &Site) -> Key {
    *site.search_cache.key.get_or_init(|| {
        let mut key = KeyBuilder::new("search");
        key.number(FORMAT).number(ARTICLES_PER_FILE as u64).text(env!("CARGO_PKG_VERSION"));
        key.text(site.config.language.as_str()).debug(&site.config.kinds);
        for (text, summary) in site.articles.iter().zip(site.link_index.articles.iter()) {
            key.key(text.key).key(summary.card_key);
        }
        for entity in &site.registry.entities {
            key.key(entity.key).key(entity.card_key);
        }
        for group in &site.link_index.copies.groups {
            key.number(group.len() as u64);
            for article in group {
                key.number(*article as u64);
            }
        }
        key.finish()
    })
}

/// Returns the key of a file.
#[must_use]
pub fn file_key(site: &Site, file: SearchFile) -> Key {
    let mut key = KeyBuilder::new("search file");
    let SearchFile::Articles(number) = file else {
        return key.key(self::key(site)).text(file.route().as_str()).finish();
    };
    key.number(FORMAT).text(env!("CARGO_PKG_VERSION")).text(site.config.language.as_str());
    for article in range(site, number) {
        key.key(site.articles[article].key).key(site.link_index.articles[article].card_key);
        key.text(copies::comparison_route(site, article).as_ref().map(Route::as_str).unwrap_or_default());
    }
    key.finish()
}

/// Makes the page.
#[must_use]
pub fn view(site: &Site, route: &Route) -> SearchView {
    let t = &site.theme.messages;
    let used = site.config.kinds.iter().enumerate();
    let used = used.filter(|(kind, _)| site.registry.entities.iter().any(|entity| entity.kind == *kind));
    SearchView {
        page: components::chrome(site, route, t.text("search"), t.text("search_lead"), "search"),
        version: key(site).short(),
        kinds: used.map(|(_, kind)| (kind.id.clone(), kind.plural.clone())).collect(),
        n_articles: site.articles.len() as u64,
        n_entities: site.registry.entities.len() as u64,
    }
}

/// Makes a file.
#[must_use]
pub fn draw(site: &Site, file: SearchFile) -> Vec<u8> {
    match file {
        SearchFile::Overview => overview(site),
        SearchFile::Terms(number) => {
            site.search_cache.terms.get_or_init(|| terms(site)).get(number).cloned().unwrap_or_default()
        }
        SearchFile::Cards(number) => {
            let order = order(site);
            let from = (number * CARDS_PER_FILE).min(order.len());
            search::cards(number, &indexed_entities(site, &order[from..(from + CARDS_PER_FILE).min(order.len())]))
        }
        SearchFile::Articles(number) => {
            let shown: Vec<ArticleHit<'_>> = range(site, number).map(|article| article_hit(site, article)).collect();
            search::articles(number, &shown)
        }
    }
}

/// Returns the articles of a file.
fn range(site: &Site, number: usize) -> std::ops::Range<usize> {
    let end = site.articles.len();
    (number * ARTICLES_PER_FILE).min(end)..((number + 1) * ARTICLES_PER_FILE).min(end)
}

fn words(site: &Site, article: usize) -> &ArticleWords {
    let text = &site.articles[article];
    text.words.get_or_init(|| ArticleWords::of(&text.document, &site.config.language))
}

fn language(site: &Site, article: usize) -> &LangTag {
    site.articles[article].document.language.as_ref().unwrap_or(&site.config.language)
}

fn indexed_article(site: &Site, article: usize) -> IndexedArticle<'_> {
    let source = &site.articles[article].document;
    IndexedArticle {
        words: words(site, article),
        text: &source.body.text,
        title: &source.title,
        language: language(site, article),
    }
}

fn article_hit(site: &Site, article: usize) -> ArticleHit<'_> {
    let link = components::article_link(site, article);
    ArticleHit {
        article: indexed_article(site, article),
        href: link.href.clone(),
        date: link.date.clone(),
        lang: link.lang.clone(),
        copies: copies::comparison_route(site, article).map(|route| route.to_string()).unwrap_or_default(),
    }
}

fn overview(site: &Site) -> Vec<u8> {
    let facets: Vec<FacetValues<'_>> = (site.link_index.articles.iter().enumerate())
        .map(|(article, summary)| FacetValues {
            publisher: summary.card.publisher.as_deref(),
            year: summary.card.date.map(|date| date.sort_point().year),
            language: language(site, article),
        })
        .collect();
    let mut languages: Vec<&LangTag> = facets.iter().map(|article| article.language).collect();
    languages.push(&site.config.language);
    languages.sort_unstable();
    languages.dedup();
    let kinds: Vec<&str> =
        order(site).iter().map(|entity| site.registry.entities[*entity].record.kind.as_str()).collect();
    search::overview(&facets, &kinds, &site.link_index.copies.groups, &languages)
}

/// Returns the entities in the order of their numbers: those of most articles first, then by id.
fn order(site: &Site) -> &[usize] {
    site.search_cache.order.get_or_init(|| {
        let mut order: Vec<usize> = (0..site.registry.entities.len()).collect();
        order.sort_by_key(|entity| (std::cmp::Reverse(site.link_index.backlinks[*entity].len()), *entity));
        order
    })
}

/// Returns entities without the places that name them.
fn indexed_entities<'a>(site: &'a Site, entities: &[usize]) -> Vec<IndexedEntity<'a>> {
    let named = entities.iter().map(|index| {
        let entity = &site.registry.entities[*index];
        let record = &entity.record;
        let mut forms: Vec<&str> = vec![&record.name.value, record.id.as_str()];
        // Filed as `Family, Given`, where the record does not say.
        let family = record.family.as_ref().map(|family| family.value.as_str());
        forms.extend(family.or_else(|| entity.sort_name.split_once(", ").map(|(family, _)| family)));
        forms.extend(record.names.iter().chain(&record.weak).chain(&record.former).map(|form| form.value.as_str()));
        forms.extend(record.roles.iter().flat_map(|role| role.refer.iter()).map(|form| form.value.as_str()));
        forms.extend(record.roles.iter().map(|role| role.title.as_str()));
        forms.extend(record.same_as.iter().map(|(_, id)| id.value.as_str()));
        IndexedEntity {
            name: &record.name.value,
            kind: &record.kind,
            href: site.entity_route(*index).to_string(),
            gloss: &entity.gloss,
            n_articles: site.link_index.backlinks[*index].len() as u64,
            forms,
            occurrences: Vec::new(),
        }
    });
    named.collect()
}

/// Returns the sentences that name an entity: (article, sentence) pairs in order.
fn entity_occurrences(site: &Site, entity: usize) -> Vec<(u32, u32)> {
    let backlinks = site.link_index.backlinks[entity].iter();
    let mut occurrences: Vec<(u32, u32)> = backlinks
        .flat_map(|(article, slice)| {
            let number = u32::try_from(*article).unwrap_or(u32::MAX);
            let passages = &site.link_index.articles[*article].entity_occurrences[*slice].occurrences;
            passages.iter().map(move |passage| (number, words(site, *article).sentence_at(passage.name.0)))
        })
        .collect();
    occurrences.sort_unstable();
    occurrences.dedup();
    occurrences
}

fn terms(site: &Site) -> Vec<Vec<u8>> {
    // How many threads makes no difference to what they find.
    let n_threads = rayon::current_num_threads();
    let n_articles = site.articles.len();
    std::thread::scope(|scope| {
        for thread in 0..n_threads {
            scope.spawn(move || {
                for article in (thread..n_articles).step_by(n_threads) {
                    words(site, article);
                }
            });
        }
    });
    let articles: Vec<IndexedArticle<'_>> = (0..n_articles).map(|article| indexed_article(site, article)).collect();
    let mut entities = indexed_entities(site, order(site));
    for (entity, index) in entities.iter_mut().zip(order(site)) {
        entity.occurrences = entity_occurrences(site, *index);
    }
    search::terms(&articles, &entities, IndexShape::of(n_articles, entities.len()).terms, n_threads)
}
