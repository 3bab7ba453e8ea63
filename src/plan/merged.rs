//! What copies of one dispatch repeat is shown once, with the other places it stands in.

use std::collections::HashMap;

use serde::Serialize;

use super::parts::{self, ArticleLink};
use super::site::Site;
use crate::base::KeyBuilder;
use crate::registry::tokens;
use crate::theme::Ready;

/// Another article that says the same, in a copy of the dispatch.
#[derive(Clone, Debug, Serialize)]
pub struct Also {
    /// The article.
    pub article: Ready<ArticleLink>,
    /// Where in it.
    pub href: String,
}

/// Adds to a key which article stands for the source of another: by its id, because an index means another article in
/// another dossier.
pub fn source_key(site: &Site, article: usize, key: &mut KeyBuilder) {
    match site.dossier.copies.group(article) {
        Some(group) => key.text(site.articles[group[0]].source.id.as_str()),
        None => key.number(0),
    };
}

/// Tells whether two sentences are one, perhaps reworded: of their words six in ten are the same.
#[must_use]
pub fn is_same(a: &str, b: &str) -> bool {
    let (a, b) = (hashes(a), hashes(b));
    let (mut n, mut rest_a, mut rest_b) = (0, &a[..], &b[..]);
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

/// Quotations, each with the copies of it: (article, quotation) pairs in the order of `all`; first of each the one in the
/// article that stands for the source, if it has it.
#[must_use]
pub fn quotes(site: &Site, all: &[(usize, usize)]) -> Vec<Vec<(usize, usize)>> {
    let text = |(article, quote): (usize, usize)| {
        let summary = &site.dossier.articles[article];
        let (start, end) = summary.quotes[quote].words;
        &summary.text[start as usize..end as usize]
    };
    let mut merged: Vec<Vec<(usize, usize)>> = Vec::new();
    let mut by_group: HashMap<usize, Vec<usize>> = HashMap::new();
    for one in all {
        let Some(group) = site.dossier.copies.group_of[one.0] else {
            merged.push(vec![*one]);
            continue;
        };
        let known = by_group.entry(group).or_default();
        let is_copy = |index: &&usize| {
            let list = &merged[**index];
            list.iter().all(|(article, _)| *article != one.0) && is_same(text(list[0]), text(*one))
        };
        if let Some(index) = known.iter().find(is_copy).copied() {
            merged[index].push(*one);
        } else {
            known.push(merged.len());
            merged.push(vec![*one]);
        }
    }
    for list in &mut merged {
        if let Some(lead) = list.iter().position(|(article, _)| site.dossier.copies.source_of(*article) == *article) {
            list[..=lead].rotate_right(1);
        }
    }
    merged
}

/// Puts what articles have, in their order, together by source; first of each source the article that stands for it.
#[must_use]
pub fn by_source<T>(site: &Site, all: impl Iterator<Item = (usize, T)>) -> Vec<Vec<T>> {
    let mut sources: Vec<(usize, Vec<(usize, T)>)> = Vec::new();
    let mut places: HashMap<usize, usize> = HashMap::new();
    for (article, one) in all {
        let source = site.dossier.copies.source_of(article);
        if site.dossier.copies.group_of[article].is_none() {
            // Nearly all stand for themselves.
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

/// Makes the link to a passage of an article that says the same.
#[must_use]
pub fn also(site: &Site, article: usize, passage: u32) -> Also {
    let article = parts::article_link(site, article);
    Also { href: passage_href(&article, passage), article }
}

/// Returns where a passage stands; 0 is the headline.
#[must_use]
pub fn passage_href(link: &Ready<ArticleLink>, passage: u32) -> String {
    if passage == 0 { link.href.clone() } else { format!("{}#p{passage}", link.href) }
}
