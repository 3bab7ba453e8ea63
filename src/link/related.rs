//! A dossier and one of its articles -> the few articles that have most to do with it, each with what they share.
//!
//! Asked of one article at a time, by the plan: what is shared is found through the lists of where each entity and tag
//! stands. Copies of the same dispatch are no relation; they are the same text. Whole numbers only: the order is the same
//! on any machine.

use super::dossier::{Dossier, Tag};
use crate::model::Edtf;
use crate::registry::Registry;

/// An article that has to do with another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Index of the article.
    pub article: usize,
    /// The entities that both name, the rarest first.
    pub entities: Vec<usize>,
    /// The slugs of the tags that both bear, the rarest first.
    pub tags: Vec<String>,
    /// How many days lie between them, where both days are known.
    pub days: Option<u32>,
}

/// Most related articles.
pub const MAX_RELATED: usize = 5;
/// An entity or tag that more articles have says little of two that share it, and costs most to follow: it is skipped, so
/// that an article costs at most so many steps for each name in it.
pub const MAX_BEARERS: usize = 200;
/// What two articles must share at least, in the unit of [`weight`]: as much as two names that half of the articles have.
const MIN_SCORE: u64 = 2 << 8;

/// The logarithm of the breadth at which nothing is added or taken: twelve entities named.
const NEUTRAL: u64 = 4 << 8;

/// What two articles may share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Tie<'a> {
    Entity(usize),
    Tag(&'a str),
}

/// That an article shares something with another: the other, the weight (rarer first), what is shared.
type Shared<'a> = (usize, std::cmp::Reverse<u64>, Tie<'a>);

/// Finds the articles that have most to do with one.
#[must_use]
pub fn related(dossier: &Dossier, registry: &Registry, article: usize) -> Vec<Related> {
    let mut ties = ties(dossier, registry, article);
    ties.sort_unstable();
    let own_date = dossier.articles[article].card.date;
    let shared: Vec<&[Shared<'_>]> = ties.chunk_by(|a, b| a.0 == b.0).collect();
    let score = |(index, ties): (usize, &&[Shared<'_>])| {
        let score = score(ties, dossier, own_date);
        (score >= MIN_SCORE).then(|| (std::cmp::Reverse(score), dossier.place_in_time[ties[0].0], index))
    };
    let mut ranked: Vec<(std::cmp::Reverse<u64>, usize, usize)> = shared.iter().enumerate().filter_map(score).collect();
    ranked.sort_unstable();
    // Of the printings of one dispatch the nearest stands for all.
    let (mut sources, mut found) = (Vec::new(), Vec::new());
    for (_, _, index) in ranked {
        let source = dossier.copies.source_of(shared[index][0].0);
        if sources.contains(&source) {
            continue;
        }
        sources.push(source);
        found.push(together(shared[index], dossier, own_date));
        if found.len() == MAX_RELATED {
            break;
        }
    }
    found
}

/// Lists what each other article shares: (article, rarer ties first by falling weight, tie).
fn ties<'a>(dossier: &'a Dossier, registry: &Registry, article: usize) -> Vec<Shared<'a>> {
    let n = dossier.articles.len();
    let own = dossier.copies.group(article).unwrap_or_default();
    let is_other = |other: &usize| *other != article && !own.contains(other);
    let mut ties = Vec::new();
    let summary = &dossier.articles[article];
    for entity in summary.slices.iter().filter_map(|slice| registry.find(slice.entity.as_str())) {
        let bearers = &dossier.backlinks[entity];
        if let Some(weight) = weight(bearers.len(), n) {
            let others = bearers.iter().map(|(other, _)| *other).filter(&is_other);
            ties.extend(others.map(|other| (other, std::cmp::Reverse(weight), Tie::Entity(entity))));
        }
    }
    let mut slugs: Vec<&str> = summary.tag_slugs.iter().map(String::as_str).collect();
    slugs.sort_unstable();
    slugs.dedup();
    for (slug, tag) in slugs.iter().filter_map(|slug| dossier.tags.get_key_value(*slug)) {
        let Tag { articles: bearers, .. } = tag;
        if let Some(weight) = weight(bearers.len(), n) {
            let others = bearers.iter().copied().filter(&is_other);
            ties.extend(others.map(|other| (other, std::cmp::Reverse(weight), Tie::Tag(slug))));
        }
    }
    ties
}

/// Returns how much it says that two of `n` articles share what `n_bearers` have: the logarithm of n / n_bearers in base
/// 2 (inverse document frequency, Spärck Jones 1972), times 256. `None` where it says nothing, or is not followed.
fn weight(n_bearers: usize, n: usize) -> Option<u64> {
    if !(2..=MAX_BEARERS).contains(&n_bearers) {
        return None;
    }
    let weight = log2(n as u64).saturating_sub(log2(n_bearers as u64));
    (weight > 0).then_some(weight)
}

/// Returns the logarithm in base 2, times 256, linear between powers of two.
fn log2(n: u64) -> u64 {
    let whole = u64::from(n.max(1).ilog2());
    (whole << 8) + (((n.max(1) << 8) >> whole) - (1 << 8))
}

/// Returns how much an article shares with another; only the order of scores means something.
fn score(ties: &[Shared<'_>], dossier: &Dossier, own_date: Option<Edtf>) -> u64 {
    let article = &dossier.articles[ties[0].0];
    let shared: u64 = ties.iter().map(|(_, weight, _)| weight.0).sum();
    // An article that names everything shares something with everything.
    let breadth = log2(article.slices.len() as u64 + 4);
    let near = match days_between(own_date, article.card.date) {
        Some(0..=3) => 130,
        Some(4..=14) => 115,
        Some(15..=60) => 105,
        _ => 100,
    };
    shared * near * NEUTRAL / (100 * breadth)
}

/// Makes one of all that an article shares with another.
fn together(ties: &[Shared<'_>], dossier: &Dossier, own_date: Option<Edtf>) -> Related {
    let article = ties[0].0;
    let days = days_between(own_date, dossier.articles[article].card.date);
    let mut related = Related { article, entities: Vec::new(), tags: Vec::new(), days };
    for (_, _, tie) in ties {
        match tie {
            Tie::Entity(entity) => related.entities.push(*entity),
            Tie::Tag(slug) => related.tags.push((*slug).to_owned()),
        }
    }
    related
}

/// Counts the days between two dates that both name a day, months taken as 31 days: near enough for weighing, and for
/// saying that two are of one day.
fn days_between(a: Option<Edtf>, b: Option<Edtf>) -> Option<u32> {
    let number = |date: Option<Edtf>| match date? {
        Edtf::At(point) => {
            Some(point.year * 372 + i32::from(point.month.filter(|month| *month <= 12)?) * 31 + i32::from(point.day?))
        }
        Edtf::Interval(..) => None,
    };
    Some(number(a)?.abs_diff(number(b)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_few_have_weighs_more_and_what_all_have_nothing() {
        assert_eq!(weight(8, 8), None);
        assert_eq!(weight(1, 8), None);
        assert_eq!(weight(2, 8), Some(512));
        assert!(weight(2, 1000) > weight(20, 1000));
        assert_eq!(weight(MAX_BEARERS + 1, 1 << 20), None);
        assert_eq!((log2(1), log2(2), log2(3), log2(1024)), (0, 256, 384, 2560));
    }
}
