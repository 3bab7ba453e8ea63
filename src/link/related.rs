//! Finds the few articles most related to an article, each with what they share.
//!
//! Called for one article at a time, when its page is made; candidates are found through the lists of articles by
//! entity and tag. Copies of the article itself are not related articles. Scores are integers, so the order is the
//! same on every machine.

use std::cmp::Reverse;

use super::article_weight::{ArticleWeight, breadth, log2};
use super::index::LinkIndex;
use crate::model::{ArticleIx, EntityIx};
use crate::registry::Registry;

/// An article that is related to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SimilarArticle {
    /// Index of the article.
    pub article: ArticleIx,
    /// The entities that both name, the rarest first.
    pub entities: Vec<EntityIx>,
    /// The slugs of the tags that both have, the rarest first.
    pub tags: Vec<String>,
    /// Number of days between them, if both days are known.
    pub days: Option<u32>,
}

/// Maximum number of related articles.
pub(crate) const MAX_RELATED: usize = 5;
/// An entity or tag of more articles is weak evidence for a relation and costs most to follow. It is skipped, so an article
/// costs at most this many steps for each name in it.
pub(crate) const MAX_ARTICLES_PER_FEATURE: usize = 200;
/// Minimum score, in the unit of [`weight`]: as much as two names that half of the articles have.
const MIN_SCORE: u64 = 2 << 8;

/// The logarithm of the breadth that leaves the score unchanged: twelve entities named.
const NEUTRAL: u64 = 4 << 8;

/// A feature that two articles may share, with its weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct SharedFeature<'a> {
    /// Higher for rarer features; the highest comes first.
    weight: Reverse<u64>,
    feature: FeatureKind<'a>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum FeatureKind<'a> {
    Entity(EntityIx),
    Tag(&'a str),
}

/// A candidate: what it shares, as indices into the list of features.
struct ScoredArticle<'a> {
    article: ArticleIx,
    /// The sum of the weights.
    shared: u64,
    /// Each has the rank of the article in its upper half and the index of a feature in its lower half.
    pairs: &'a [u64],
}

/// Finds the articles most related to one.
#[must_use]
pub(crate) fn related_articles(dossier: &LinkIndex, registry: &Registry, article: ArticleIx) -> Vec<SimilarArticle> {
    let (ties, pairs) = shared_features(dossier, registry, article);
    let own = dossier.article_weights[article];
    let mut best: Vec<(Reverse<u64>, usize, ScoredArticle<'_>)> = Vec::with_capacity(MAX_RELATED + 1);
    for pairs in pairs.chunk_by(|a, b| a >> 32 == b >> 32) {
        let shared = pairs.iter().map(|pair| tie(&ties, *pair).weight.0).sum();
        // Most candidates share too little, however close they are in time.
        let least = if best.len() == MAX_RELATED { best[MAX_RELATED - 1].0.0 } else { MIN_SCORE };
        if highest_score(shared) < least {
            continue;
        }
        let rank = (pairs[0] >> 32) as usize;
        let candidate = ScoredArticle { article: dossier.by_date[rank], shared, pairs };
        let score = score(&candidate, dossier, own);
        if score >= MIN_SCORE {
            keep(&mut best, (Reverse(score), rank, candidate), dossier);
        }
    }
    best.into_iter().map(|(_, _, candidate)| together(&candidate, &ties, dossier, own)).collect()
}

/// Adds a candidate to the best. Of several copies of one dispatch only the closest is kept.
fn keep<'a>(
    best: &mut Vec<(Reverse<u64>, usize, ScoredArticle<'a>)>,
    new: (Reverse<u64>, usize, ScoredArticle<'a>),
    dossier: &LinkIndex,
) {
    let source = |candidate: &ScoredArticle<'_>| dossier.copies.origin_of(candidate.article);
    let rank = |(score, place, _): &(Reverse<u64>, usize, ScoredArticle<'_>)| (*score, *place);
    if let Some(same) = best.iter().position(|(_, _, known)| source(known) == source(&new.2)) {
        if rank(&best[same]) <= rank(&new) {
            return;
        }
        best.remove(same);
    }
    let at = best.partition_point(|known| rank(known) <= rank(&new));
    best.insert(at, new);
    best.truncate(MAX_RELATED);
}

fn tie<'a, 'b>(ties: &'b [SharedFeature<'a>], pair: u64) -> &'b SharedFeature<'a> {
    &ties[(pair & u64::from(u32::MAX)) as usize]
}

/// Lists the features of an article, the rarest first, and the other articles that have them, as sorted pairs: the rank by
/// date of the article in the upper half of each, the index of the feature in the lower.
fn shared_features<'a>(
    dossier: &'a LinkIndex,
    registry: &Registry,
    article: ArticleIx,
) -> (Vec<SharedFeature<'a>>, Vec<u64>) {
    let n = dossier.articles.len();
    let summary = &dossier.articles[article];
    let entities = summary.entity_occurrences.iter().filter_map(|slice| registry.find(slice.entity.as_str()));
    let entities = entities.filter_map(|entity| {
        let weight = weight(dossier.backlinks[entity].len(), n)?;
        Some(SharedFeature { weight: Reverse(weight), feature: FeatureKind::Entity(entity) })
    });
    let tags = summary.tag_keys.iter().filter_map(|key| {
        let (slug, tag) = dossier.tags.find(key)?;
        Some(SharedFeature { weight: Reverse(weight(tag.articles.len(), n)?), feature: FeatureKind::Tag(slug) })
    });
    let mut ties: Vec<SharedFeature<'a>> = entities.chain(tags).collect();
    ties.sort_unstable();
    ties.dedup();
    let group_of = |article: ArticleIx| dossier.copies.group_of.entry(article).copied().flatten();
    let own = group_of(article);
    let mut pairs = Vec::new();
    for (place, tie) in ties.iter().enumerate() {
        let pair = |other: ArticleIx| (dossier.rank_by_date[other] as u64) << 32 | place as u64;
        let is_other = |other: &ArticleIx| *other != article && (own.is_none() || group_of(*other) != own);
        match tie.feature {
            FeatureKind::Entity(entity) => {
                let bearers = dossier.backlinks[entity].iter().map(|at| at.article);
                pairs.extend(bearers.filter(is_other).map(pair));
            }
            FeatureKind::Tag(slug) => {
                let bearers = dossier.tags.by_slug.get(slug).map_or(&[][..], |tag| tag.articles.as_slice());
                pairs.extend(bearers.iter().copied().filter(is_other).map(pair));
            }
        }
    }
    // The lists are in this order already, so that this sort, which finds what is ordered, only merges them.
    pairs.sort();
    (ties, pairs)
}

/// Returns the weight of a feature that `n_bearers` of `n` articles have: the logarithm of n / n_bearers in base 2 (inverse
/// document frequency, Spärck Jones 1972), times 256. `None` if it is insignificant, or skipped.
fn weight(n_bearers: usize, n: usize) -> Option<u64> {
    if !(2..=MAX_ARTICLES_PER_FEATURE).contains(&n_bearers) {
        return None;
    }
    let weight = log2(n as u64).saturating_sub(log2(n_bearers as u64));
    (weight > 0).then_some(weight)
}

/// Returns the score of a candidate; only the order of scores is meaningful.
fn score(candidate: &ScoredArticle<'_>, dossier: &LinkIndex, own: ArticleWeight) -> u64 {
    let other = dossier.article_weights[candidate.article];
    let near = match own.days_from(other) {
        Some(0..=3) => NEAREST,
        Some(4..=14) => 115,
        Some(15..=60) => 105,
        _ => 100,
    };
    weighed(candidate.shared, near, other.breadth())
}

/// The highest score possible for an article with this sum of weights.
fn highest_score(shared: u64) -> u64 {
    weighed(shared, NEAREST, breadth(0))
}

/// The factor for articles of nearly the same day, in hundredths.
const NEAREST: u64 = 130;

/// Lowers the score of articles that name many entities, because they share something with every other.
fn weighed(shared: u64, near: u64, breadth: u32) -> u64 {
    shared * near * NEUTRAL / (100 * u64::from(breadth))
}

/// Makes the related article from the features that it shares.
fn together(
    candidate: &ScoredArticle<'_>,
    ties: &[SharedFeature<'_>],
    dossier: &LinkIndex,
    own: ArticleWeight,
) -> SimilarArticle {
    let article = candidate.article;
    let days = own.days_from(dossier.article_weights[article]);
    let mut related = SimilarArticle { article, entities: Vec::new(), tags: Vec::new(), days };
    for pair in candidate.pairs {
        match tie(ties, *pair).feature {
            FeatureKind::Entity(entity) => related.entities.push(entity),
            FeatureKind::Tag(slug) => related.tags.push(slug.to_owned()),
        }
    }
    related
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
        assert_eq!(weight(MAX_ARTICLES_PER_FEATURE + 1, 1 << 20), None);
        assert_eq!((log2(1), log2(2), log2(3), log2(1024)), (0, 256, 384, 2560));
    }
}
