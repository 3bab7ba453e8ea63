//! The search page and the files of its index (`search/*.js`).
//!
//! The key of a file of articles depends on the few articles in it. All other files depend on everything and share one
//! key, which is made from keys alone. The terms of all files are collected when the first of them is rendered, so an
//! edit costs nothing before that. The words of an unchanged article are kept if another build may follow.

use std::sync::Arc;

use serde::Serialize;

use super::components;
use super::content::Content;
use super::context::RenderContext;
use super::copies;
use super::listing::{self, ListedPeriod};
use super::shared::{Chrome, EntityLink, TagLink};
use crate::base::{Key, KeyBuilder};
use crate::model::{ArticleIx, EntityIx, KindIx, LangTag, Route, routes};
use crate::search::{
    self, ARTICLES_PER_FILE, ArticleHit, ArticleSentences, ArticleWords, CARDS_PER_FILE, FacetValues, IndexShape,
    IndexedArticle, IndexedEntity,
};

/// Version of the format, part of each key so that files of older versions are rewritten.
const FORMAT: u64 = 2;

/// A file of the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SearchFile {
    /// What the page must load before the first query.
    Overview,
    /// Terms.
    Terms(usize),
    /// Cards of entities.
    Cards(usize),
    /// Articles.
    Articles(usize),
}

impl SearchFile {
    /// Returns its route.
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

/// The data of the search page.
#[derive(Clone, Debug, Serialize)]
pub struct SearchView {
    /// Data common to all pages.
    pub page: Chrome,
    /// Version of the index: when it changes, browsers load the files again instead of using cached ones.
    pub version: String,
    /// The kinds that have records: id and plural label.
    pub kinds: Vec<(String, String)>,
    /// Number of articles.
    pub n_articles: u64,
    /// Number of entities.
    pub n_entities: u64,
    /// What to look at before anything was searched for: the records that most articles name; `n` counts these.
    pub names: Vec<EntityLink>,
    /// The tags that most articles and records have.
    pub tags: Vec<TagLink>,
    /// The newest months of the list of articles.
    pub periods: Vec<ListedPeriod>,
}

/// Maximum numbers of names, tags and months that the page offers.
const MAX_NAMES: usize = 12;
const MAX_TAGS: usize = 16;
const MAX_PERIODS: usize = 24;

/// Returns the files of the index.
#[must_use]
pub(crate) fn files(content: &Content) -> Vec<SearchFile> {
    let counts = IndexShape::of(content.articles.len(), content.registry.entities.len());
    let terms = (0..counts.terms).map(SearchFile::Terms);
    let cards = (0..counts.cards).map(SearchFile::Cards);
    let articles = (0..counts.articles).map(SearchFile::Articles);
    std::iter::once(SearchFile::Overview).chain(terms).chain(cards).chain(articles).collect()
}

/// Returns the key of the whole index.
#[must_use]
pub(crate) fn key(context: &RenderContext) -> Key {
    *context.cache.search_key.get_or_init(|| {
        let mut key = KeyBuilder::new("search");
        key.number(FORMAT).number(ARTICLES_PER_FILE as u64).text(env!("CARGO_PKG_VERSION"));
        key.text(context.content.config.language.as_str()).add(&context.content.config.kinds);
        for (text, summary) in context.content.articles.iter().zip(context.content.link_index.articles.iter()) {
            key.key(text.key).key(summary.card_key);
        }
        for entity in &context.content.registry.entities {
            key.key(entity.key).key(entity.card_key);
        }
        for group in &context.content.link_index.copies.groups {
            key.number(group.len() as u64);
            for article in group {
                key.add(article);
            }
        }
        key.finish()
    })
}

/// Returns the key of a file.
#[must_use]
pub(crate) fn file_key(context: &RenderContext, file: SearchFile) -> Key {
    let mut key = KeyBuilder::new("search file");
    let SearchFile::Articles(number) = file else {
        return key.key(self::key(context)).text(file.route().as_str()).finish();
    };
    key.number(FORMAT).text(env!("CARGO_PKG_VERSION")).text(context.content.config.language.as_str());
    for article in range(&context.content, number) {
        key.key(context.content.articles[article].key).key(context.content.link_index.articles[article].card_key);
        key.text(copies::comparison_route(&context.content, article).as_ref().map(Route::as_str).unwrap_or_default());
    }
    key.finish()
}

/// Makes the page.
#[must_use]
pub(crate) fn view(context: &RenderContext, route: &Route) -> SearchView {
    let t = &context.interface.theme.messages;
    let used = KindIx::number(&context.content.config.kinds);
    let used = used.filter(|(kind, _)| context.content.registry.entities.iter().any(|entity| entity.kind == *kind));
    SearchView {
        page: components::chrome(&context.content, route, t.text("search"), t.text("search_lead"), "search"),
        version: key(context).short(),
        kinds: used.map(|(_, kind)| (kind.id.clone(), kind.plural.clone())).collect(),
        n_articles: context.content.articles.len() as u64,
        n_entities: context.content.registry.entities.len() as u64,
        names: names(&context.content),
        tags: tags(&context.content),
        periods: listing::periods(context, MAX_PERIODS),
    }
}

/// Returns the records that most articles name.
fn names(content: &Content) -> Vec<EntityLink> {
    let n_articles = |index: &EntityIx| content.link_index.backlinks[*index].len();
    let mut named: Vec<EntityIx> =
        EntityIx::all(content.registry.entities.len()).filter(|index| n_articles(index) > 0).collect();
    named.sort_by_key(|index| (std::cmp::Reverse(n_articles(index)), *index));
    named.truncate(MAX_NAMES);
    named.into_iter().map(|index| components::entity_link(content, index, n_articles(&index) as u64)).collect()
}

/// Returns the tags that are used most.
fn tags(content: &Content) -> Vec<TagLink> {
    let mut tags: Vec<TagLink> = content
        .link_index
        .tags
        .by_slug
        .iter()
        .map(|(slug, tag)| TagLink {
            label: tag.label.clone(),
            href: routes::tag(slug).to_string(),
            n: (tag.articles.len() + tag.entities.len()) as u64,
        })
        .collect();
    tags.sort_by(|a, b| (std::cmp::Reverse(a.n), &a.label).cmp(&(std::cmp::Reverse(b.n), &b.label)));
    tags.truncate(MAX_TAGS);
    tags
}

/// Makes a file.
#[must_use]
pub(crate) fn draw(context: &RenderContext, file: SearchFile) -> Vec<u8> {
    match file {
        SearchFile::Overview => overview(context),
        SearchFile::Terms(number) => {
            context.cache.search_terms.get_or_init(|| terms(context)).get(number).cloned().unwrap_or_default()
        }
        SearchFile::Cards(number) => {
            let order = order(context);
            let from = (number * CARDS_PER_FILE).min(order.len());
            search::cards(
                number,
                &indexed_entities(&context.content, &order[from..(from + CARDS_PER_FILE).min(order.len())]),
            )
        }
        SearchFile::Articles(number) => {
            let shown: Vec<ArticleHit<'_>> =
                range(&context.content, number).map(|article| article_hit(context, article)).collect();
            search::articles(number, &shown)
        }
    }
}

/// Returns the articles of a file.
fn range(content: &Content, number: usize) -> impl Iterator<Item = ArticleIx> {
    let end = content.articles.len();
    ((number * ARTICLES_PER_FILE).min(end)..((number + 1) * ARTICLES_PER_FILE).min(end)).map(ArticleIx::new)
}

fn sentences(content: &Content, article: ArticleIx) -> &ArticleSentences {
    let text = &content.articles[article];
    text.sentences.get_or_init(|| ArticleSentences::of(&text.document, &content.config.language))
}

fn words(context: &RenderContext, article: ArticleIx) -> Arc<ArticleWords> {
    let content = &context.content;
    let text = &content.articles[article];
    let make = || Arc::new(ArticleWords::of(&text.document, sentences(content, article), &content.config.language));
    if context.cache.keeps_words { Arc::clone(text.words.get_or_init(make)) } else { make() }
}

fn language(content: &Content, article: ArticleIx) -> &LangTag {
    content.articles[article].document.language.as_ref().unwrap_or(&content.config.language)
}

fn indexed_article(content: &Content, article: ArticleIx) -> IndexedArticle<'_> {
    let source = &content.articles[article].document;
    IndexedArticle {
        sentences: sentences(content, article),
        text: &source.body.text,
        title: &source.title,
        language: language(content, article),
    }
}

fn article_hit(context: &RenderContext, article: ArticleIx) -> ArticleHit<'_> {
    let link = components::article_link(context, article);
    ArticleHit {
        article: indexed_article(&context.content, article),
        href: link.href.clone(),
        date: link.date.clone(),
        lang: link.lang.clone(),
        copies: copies::comparison_route(&context.content, article).map(|route| route.to_string()).unwrap_or_default(),
    }
}

fn overview(context: &RenderContext) -> Vec<u8> {
    let facets: Vec<FacetValues<'_>> = ArticleIx::number(context.content.link_index.articles.iter())
        .map(|(article, summary)| FacetValues {
            publisher: summary.card.publisher.as_deref(),
            year: summary.card.date.map(|date| date.sort_point().year),
            language: language(&context.content, article),
        })
        .collect();
    let mut languages: Vec<&LangTag> = facets.iter().map(|article| article.language).collect();
    languages.push(&context.content.config.language);
    languages.sort_unstable();
    languages.dedup();
    let kinds: Vec<&str> =
        order(context).iter().map(|entity| context.content.registry.entities[*entity].record.kind.as_str()).collect();
    search::overview(&facets, &kinds, &context.content.link_index.copies.groups, &languages)
}

/// Returns the entities in index order: those in most articles first, then by id.
fn order(context: &RenderContext) -> &[EntityIx] {
    context.cache.search_order.get_or_init(|| {
        let mut order: Vec<EntityIx> = EntityIx::all(context.content.registry.entities.len()).collect();
        order.sort_by_key(|entity| (std::cmp::Reverse(context.content.link_index.backlinks[*entity].len()), *entity));
        order
    })
}

/// Returns entities without their occurrences.
fn indexed_entities<'a>(content: &'a Content, entities: &[EntityIx]) -> Vec<IndexedEntity<'a>> {
    let named = entities.iter().map(|index| {
        let entity = &content.registry.entities[*index];
        let record = &entity.record;
        let mut forms: Vec<&str> = vec![&record.name.value, record.id.as_str()];
        // If the record has no family name, read it from the sort name `Family, Given`.
        let family = record.family.as_ref().map(|family| family.value.as_str());
        forms.extend(family.or_else(|| entity.sort_name.split_once(", ").map(|(family, _)| family)));
        forms.extend(record.names.iter().chain(&record.weak).map(|form| form.value.as_str()));
        // An address such as `people/anna` is no word that somebody searches.
        let former = record.former.iter().map(|form| form.value.as_str());
        forms.extend(former.filter(|form| !form.contains('/')));
        forms.extend(record.roles.iter().flat_map(|role| role.refer.iter()).map(|form| form.value.as_str()));
        forms.extend(record.roles.iter().map(|role| role.title.as_str()));
        forms.extend(record.same_as.iter().map(|(_, id)| id.value.as_str()));
        IndexedEntity {
            name: &record.name.value,
            kind: &record.kind,
            href: content.entity_route(*index).to_string(),
            gloss: &entity.gloss,
            n_articles: content.link_index.backlinks[*index].len() as u64,
            forms,
            occurrences: Vec::new(),
        }
    });
    named.collect()
}

/// Returns the sentences that name an entity: (article, sentence) pairs in order.
fn entity_occurrences(content: &Content, entity: EntityIx) -> Vec<(u32, u32)> {
    let backlinks = content.link_index.backlinks[entity].iter();
    let mut occurrences: Vec<(u32, u32)> = backlinks
        .flat_map(|at| {
            let number = u32::try_from(at.article.get()).unwrap_or(u32::MAX);
            let passages = &content.link_index.occurrences(*at).occurrences;
            passages.iter().map(move |passage| (number, sentences(content, at.article).number_at(passage.name.0)))
        })
        .collect();
    occurrences.sort_unstable();
    occurrences.dedup();
    occurrences
}

fn terms(context: &RenderContext) -> Vec<Vec<u8>> {
    // The result does not depend on the number of threads.
    let n_threads = rayon::current_num_threads();
    let n_articles = context.content.articles.len();
    std::thread::scope(|scope| {
        for thread in 0..n_threads {
            scope.spawn(move || {
                for article in ArticleIx::all(n_articles).skip(thread).step_by(n_threads) {
                    sentences(&context.content, article);
                }
            });
        }
    });
    let articles: Vec<IndexedArticle<'_>> =
        ArticleIx::all(n_articles).map(|article| indexed_article(&context.content, article)).collect();
    let mut entities = indexed_entities(&context.content, order(context));
    for (entity, index) in entities.iter_mut().zip(order(context)) {
        entity.occurrences = entity_occurrences(&context.content, *index);
    }
    let n_files = IndexShape::of(n_articles, entities.len()).terms;
    let words = |number: usize| words(context, ArticleIx::new(number));
    search::terms(&articles, &words, &entities, n_files, n_threads)
}
