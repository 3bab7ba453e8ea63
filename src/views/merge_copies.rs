//! Merges what copies of one dispatch repeat, so that it is shown once, with links to the other articles.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use super::components;
use super::content::Content;
use super::context::RenderContext;
use super::shared::ArticleLink;
use crate::base::KeyBuilder;
use crate::link::{ArticleSummary, QuotationIx};
use crate::model::ArticleIx;
use crate::text::tokens;
use crate::theme::TemplateValue;

/// Another article with the same content, in a copy of the dispatch.
#[derive(Clone, Debug, Serialize)]
pub struct Also {
    /// The article.
    pub article: TemplateValue<ArticleLink>,
    /// Route and anchor of the passage in it.
    pub href: String,
}

/// Adds the origin of an article to a key, by its id, because the same index may mean another article in the next build.
pub(crate) fn add_origin_key(content: &Content, article: ArticleIx, key: &mut KeyBuilder) {
    match content.link_index.copies.group(article) {
        Some(group) => key.text(content.articles[group[0]].document.id.as_str()),
        None => key.number(0),
    };
}

/// Returns whether two sentences are the same, perhaps reworded: six in ten of their words are equal.
#[must_use]
pub(crate) fn is_same(a: &str, b: &str) -> bool {
    has_same_words(&hashes(a), &hashes(b))
}

fn has_same_words(a: &[u64], b: &[u64]) -> bool {
    let (mut n, mut rest_a, mut rest_b) = (0, a, b);
    while let ([x, more_a @ ..], [y, more_b @ ..]) = (rest_a, rest_b) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => rest_a = more_a,
            std::cmp::Ordering::Greater => rest_b = more_b,
            std::cmp::Ordering::Equal => (n, rest_a, rest_b) = (n + 1, more_a, more_b),
        }
    }
    n > 0 && 20 * n >= 6 * (a.len() + b.len())
}

fn hashes(text: &str) -> Vec<u64> {
    let mut found = Vec::new();
    tokens::tokenize(text, 0, text.len(), &mut found);
    let mut hashes: Vec<u64> = found.iter().map(|token| token.hash).collect();
    hashes.sort_unstable();
    hashes
}

/// Finds similar texts by their words. A look-up takes time proportional to the text, not to the number of known texts.
#[derive(Default)]
pub(crate) struct SimilarTextIndex {
    words: Vec<Vec<u64>>,
    /// For each word, the first texts that have it.
    by_word: HashMap<u64, Vec<usize>>,
}

impl SimilarTextIndex {
    /// Maximum number of texts stored for one word. A text with rarer words is still found by these.
    const MAX_FOR_WORD: usize = 24;
    /// Maximum number of texts compared: those with most words in common.
    const MAX_COMPARED: usize = 8;

    /// Adds a text. Texts are numbered in the order in which they are added.
    pub(crate) fn push(&mut self, text: &str) {
        let words = hashes(text);
        for word in &words {
            let known = self.by_word.entry(*word).or_default();
            if known.len() < Self::MAX_FOR_WORD && known.last() != Some(&self.words.len()) {
                known.push(self.words.len());
            }
        }
        self.words.push(words);
    }

    /// Returns the number of an allowed text that is the same by [`is_same`].
    pub(crate) fn find(&self, text: &str, is_allowed: impl Fn(usize) -> bool) -> Option<usize> {
        let words = hashes(text);
        let mut n_shared: BTreeMap<usize, usize> = BTreeMap::new();
        for known in words.iter().filter_map(|word| self.by_word.get(word)).flatten() {
            *n_shared.entry(*known).or_default() += 1;
        }
        let mut near: Vec<(usize, usize)> = n_shared.into_iter().filter(|(known, _)| is_allowed(*known)).collect();
        near.sort_by_key(|(known, n)| (std::cmp::Reverse(*n), *known));
        near.truncate(Self::MAX_COMPARED);
        // The first match, as if all texts had been compared in order.
        near.into_iter().map(|(known, _)| known).filter(|known| has_same_words(&self.words[*known], &words)).min()
    }
}

/// Merges equal quotations of copies: lists of (article, quotation) pairs in the order of `all`. In each list the quotation
/// of the origin comes first, if the origin has it.
#[must_use]
pub(crate) fn merge_quotes(content: &Content, all: &[QuotationIx]) -> Vec<Vec<QuotationIx>> {
    let text = |at: QuotationIx| {
        let summary = &content.link_index.articles[at.article];
        let (start, end) = content.link_index.quotation(at).words;
        &summary.text[start as usize..end as usize]
    };
    let mut merged: Vec<Vec<QuotationIx>> = Vec::new();
    // For each group of copies its lists, and the words of the first quotation of each list.
    let mut by_group: HashMap<usize, (Vec<usize>, SimilarTextIndex)> = HashMap::new();
    for one in all {
        let Some(group) = content.link_index.copies.group_of[one.article] else {
            merged.push(vec![*one]);
            continue;
        };
        let (known, sayings) = by_group.entry(group).or_default();
        // The quotations of one article are consecutive, so only the last entry can be of the same article.
        let is_other = |number: usize| merged[known[number]].last().is_some_and(|known| known.article != one.article);
        if let Some(number) = sayings.find(text(*one), is_other) {
            merged[known[number]].push(*one);
        } else {
            known.push(merged.len());
            sayings.push(text(*one));
            merged.push(vec![*one]);
        }
    }
    for list in &mut merged {
        if let Some(lead) = list.iter().position(|at| content.link_index.copies.origin_of(at.article) == at.article) {
            list[..=lead].rotate_right(1);
        }
    }
    merged
}

/// Groups the values of articles by origin, in their order. In each group the value of the origin comes first.
#[must_use]
pub(crate) fn group_by_origin<T>(content: &Content, all: impl Iterator<Item = (ArticleIx, T)>) -> Vec<Vec<T>> {
    let mut sources: Vec<(ArticleIx, Vec<(ArticleIx, T)>)> = Vec::new();
    let mut places: HashMap<ArticleIx, usize> = HashMap::new();
    for (article, one) in all {
        let source = content.link_index.copies.origin_of(article);
        if content.link_index.copies.group_of[article].is_none() {
            // Nearly all articles have no copies.
            sources.push((source, vec![(article, one)]));
            continue;
        }
        let place = *places.entry(source).or_insert(sources.len());
        if place == sources.len() {
            sources.push((source, Vec::new()));
        }
        sources[place].1.push((article, one));
    }
    let ordered = sources.into_iter().map(|(source, mut list)| {
        if let Some(lead) = list.iter().position(|(article, _)| *article == source) {
            list[..=lead].rotate_right(1);
        }
        list.into_iter().map(|(_, one)| one).collect()
    });
    ordered.collect()
}

/// Makes the link to the same passage in a copy.
#[must_use]
pub(crate) fn other_printing(context: &RenderContext, article: ArticleIx, paragraph: u32) -> Also {
    let article = components::article_link(context, article);
    Also { href: paragraph_href(&article, paragraph), article }
}

/// Returns the address of a paragraph; 0 is the headline.
#[must_use]
pub(crate) fn paragraph_href(link: &TemplateValue<ArticleLink>, paragraph: u32) -> String {
    if paragraph == 0 { link.href.clone() } else { format!("{}#p{paragraph}", link.href) }
}

/// Returns words of an article on one line.
#[must_use]
pub(crate) fn one_line_slice(summary: &ArticleSummary, range: (u32, u32)) -> String {
    summary.text[range.0 as usize..range.1 as usize].replace('\n', " ")
}
