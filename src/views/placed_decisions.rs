//! Finds for each decision of a person the words of the article that it decides, so that exports can say who decided them.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::content::AnnotatedText;
use crate::model::Id;
use crate::parse::decisions::DecisionTopic;
use crate::parse::{Article, Decision, DecisionsByArticle};
use crate::registry::Registry;
use crate::text::selector;

/// A decision at its place.
#[derive(Clone, Debug)]
pub struct PlacedDecision {
    /// What it decides.
    pub topic: DecisionTopic,
    /// The words, in bytes of the article's text.
    pub target: Range<usize>,
    /// Who decided; may be empty.
    pub by: String,
}

/// Finds the words of each decision that shows in what is published: a name or speaker that is a published record, or a
/// day. By article, in the order of the file. Those without a place are reported where the decisions are applied.
#[must_use]
pub(crate) fn place_decisions(
    decisions: &DecisionsByArticle,
    articles: &[Arc<AnnotatedText<Article>>],
    registry: &Registry,
) -> BTreeMap<Id, Vec<PlacedDecision>> {
    let mut placed = BTreeMap::new();
    for (id, list) in decisions {
        let is_shown = |one: &&Decision| match one.topic {
            // A name that nobody in particular decided is the editors' in any case; so is a day.
            DecisionTopic::Name => !one.by.trim().is_empty() && is_published(one, registry),
            DecisionTopic::Speech => is_published(one, registry),
            DecisionTopic::Day => !one.by.trim().is_empty() && one.day.is_some(),
        };
        let wanted: Vec<&Decision> = list.iter().filter(is_shown).collect();
        // Articles are in order of id.
        let found = articles.binary_search_by(|text| text.document.id.as_str().cmp(id));
        let Some(article) = found.ok().map(|index| &articles[index].document).filter(|_| !wanted.is_empty()) else {
            continue;
        };
        let selectors: Vec<_> = wanted.iter().map(|decision| &decision.selector).collect();
        let places = selector::find_all(article.body.main_text(), &selectors);
        let of_article = wanted.iter().zip(places).filter_map(|(decision, place)| {
            let by = decision.by.trim().to_owned();
            Some(PlacedDecision { topic: decision.topic, target: place.ok()?, by })
        });
        placed.insert(article.id.clone(), of_article.collect());
    }
    placed
}

fn is_published(decision: &Decision, registry: &Registry) -> bool {
    decision.entity.as_ref().is_some_and(|id| registry.find(&id.value).is_some())
}
