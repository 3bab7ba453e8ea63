//! The files of the index besides the terms: `index.js`, entities (`e<n>.js`) and articles (`d<n>.js`).

use std::collections::{BTreeMap, HashSet};

use serde_json::{Value, json};

use super::fold;
use super::{ArticleHit, FacetValues, IndexedEntity, encode, script, stop_words};
use crate::model::{ArticleIx, LangTag};

/// Articles in one file. A result page fetches as many files as it shows articles: smaller files would be too many,
/// larger ones would contain mostly unused bytes.
pub(crate) const ARTICLES_PER_FILE: usize = 3;
/// Entities in one file.
pub(crate) const CARDS_PER_FILE: usize = 16;
/// Approximate number of articles per file of terms: the files then have some ten kilobytes.
const ARTICLES_PER_TERM_FILE: usize = 24;
const MAX_TERM_FILES: usize = 1024;

/// The number of files of each kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct IndexShape {
    /// Files of terms: a power of two, so that a new article rarely moves terms to other files.
    pub terms: usize,
    /// Files of entities.
    pub cards: usize,
    /// Files of articles.
    pub articles: usize,
}

impl IndexShape {
    /// Counts the files for a number of articles and entities.
    #[must_use]
    pub(crate) fn of(n_articles: usize, n_entities: usize) -> Self {
        Self {
            terms: n_articles.div_ceil(ARTICLES_PER_TERM_FILE).next_power_of_two().min(MAX_TERM_FILES),
            cards: n_entities.div_ceil(CARDS_PER_FILE),
            articles: n_articles.div_ceil(ARTICLES_PER_FILE),
        }
    }
}

/// Makes `index.js`: what the page must know before the first query. `entity_kinds` are in the order of entity numbers;
/// the first article of each group of `copies` represents the group.
#[must_use]
pub(crate) fn overview(
    articles: &[FacetValues<'_>],
    entity_kinds: &[&str],
    copies: &[Vec<ArticleIx>],
    languages: &[&LangTag],
) -> Vec<u8> {
    let counts = IndexShape::of(articles.len(), entity_kinds.len());
    let publishers = NumberedNames::of(articles.iter().map(|article| article.publisher.unwrap_or_default()));
    let years =
        NumberedNames::of(articles.iter().map(|article| article.year.map(|year| year.to_string()).unwrap_or_default()));
    let kinds = NumberedNames::of(entity_kinds.iter());
    let groups = copies.iter().map(|group| {
        let mut text = String::new();
        group.iter().for_each(|article| encode::push(u32::try_from(article.get()).unwrap_or(u32::MAX), &mut text));
        text
    });
    let mut stop_words: Vec<&str> = languages.iter().flat_map(|language| stop_words::list(language)).collect();
    stop_words.sort_unstable();
    stop_words.dedup();
    script(
        "index",
        &json!({
            "files": counts.terms,
            "articles": articles.len(),
            "perFile": [ARTICLES_PER_FILE, CARDS_PER_FILE],
            "publishers": publishers.names,
            "publisher": publishers.numbers,
            "years": years.names,
            "year": years.numbers,
            "kinds": kinds.names,
            "kind": kinds.numbers,
            "copies": groups.collect::<Vec<_>>().join(" "),
            "stops": stop_words.join(" "),
        }),
    )
}

/// Distinct names in order, and for each item the number of its name.
struct NumberedNames {
    names: Vec<String>,
    numbers: String,
}

impl NumberedNames {
    fn of<T: AsRef<str>>(all: impl Iterator<Item = T>) -> Self {
        let all: Vec<T> = all.collect();
        let mut places: BTreeMap<&str, u32> = all.iter().map(|name| (name.as_ref(), 0)).collect();
        for (number, place) in places.values_mut().enumerate() {
            *place = u32::try_from(number).unwrap_or(u32::MAX);
        }
        let mut numbers = String::new();
        all.iter().for_each(|name| encode::push(places.get(name.as_ref()).copied().unwrap_or(0), &mut numbers));
        Self { names: places.into_keys().map(str::to_owned).collect(), numbers }
    }
}

/// Makes a file of some entities: name, kind, route, gloss, articles, and every folded form, the name first.
#[must_use]
pub(crate) fn cards(number: usize, entities: &[IndexedEntity<'_>]) -> Vec<u8> {
    let cards = entities.iter().map(|entity| {
        let (mut forms, mut known): (Vec<String>, HashSet<String>) = (Vec::new(), HashSet::new());
        for form in entity.forms.iter().map(|form| fold::folded_words(form).join(" ")) {
            if !form.is_empty() && known.insert(form.clone()) {
                forms.push(form);
            }
        }
        json!([entity.name, entity.kind, entity.href, entity.gloss, entity.n_articles, forms.join("|")])
    });
    script(&format!("e{number}"), &cards.collect())
}

/// Makes a file of articles: route, title, language, date, page of copies, paragraphs, sentences. A paragraph is
/// written as the difference from the previous one.
#[must_use]
pub(crate) fn articles(number: usize, articles: &[ArticleHit<'_>]) -> Vec<u8> {
    let articles = articles.iter().map(|hit| {
        let article = &hit.article;
        let (mut passages, mut last) = (String::new(), 0);
        let sentences = article.sentences.iter().map(|sentence| {
            let passage = sentence.paragraph.max(last);
            encode::push(passage - last, &mut passages);
            last = passage;
            Value::from(&article.text[sentence.start as usize..sentence.end as usize])
        });
        let sentences: Vec<Value> = sentences.collect();
        json!([hit.href, article.title, hit.lang, hit.date, hit.copies, passages, sentences])
    });
    script(&format!("d{number}"), &articles.collect())
}
