//! The articles most similar to an article, each with the reasons as values that a theme puts into words.

use serde::Serialize;

use super::components;
use super::content::Content;
use super::context::RenderContext;
use super::shared::{ArticleLink, EntityLink};
use crate::base::KeyBuilder;
use crate::link::related::{self, SimilarArticle};
use crate::model::ArticleIx;
use crate::theme::TemplateValue;

/// An article related to another, with the reasons.
#[derive(Clone, Debug, Serialize)]
pub struct RelatedArticle {
    /// The article.
    pub article: TemplateValue<ArticleLink>,
    /// The entities that both name, the rarest first; at most [`MAX_NAMED`].
    pub entities: Vec<TemplateValue<EntityLink>>,
    /// Number of further entities that both name.
    pub n_more: u64,
    /// The tags that both have, as the dossier writes them.
    pub tags: Vec<String>,
    /// `same_day`, `same_week` or empty: how close their dates are.
    pub when: &'static str,
}

/// Maximum number of entities in a reason.
pub(crate) const MAX_NAMED: usize = 3;

/// Adds the related articles to an article's key. To do so it finds them, which takes bounded time and is exact.
pub(crate) fn key(content: &Content, article: ArticleIx, key: &mut KeyBuilder) {
    let related = find(content, article);
    key.number(related.len() as u64);
    for one in related {
        key.key(content.link_index.articles[one.article].card_key).number(one.entities.len() as u64);
        for entity in one.entities.iter().take(MAX_NAMED) {
            key.key(content.registry.entities[*entity].card_key);
        }
        for slug in &one.tags {
            key.text(label(content, slug));
        }
    }
}

/// Makes the related articles of an article, the closest first.
#[must_use]
pub(crate) fn view(context: &RenderContext, article: ArticleIx) -> Vec<RelatedArticle> {
    let view = |one: SimilarArticle| RelatedArticle {
        article: components::article_link(context, one.article),
        n_more: one.entities.len().saturating_sub(MAX_NAMED) as u64,
        tags: one.tags.iter().map(|slug| label(&context.content, slug).to_owned()).collect(),
        when: match one.days {
            Some(0) => "same_day",
            Some(1..=7) => "same_week",
            _ => "",
        },
        entities: one
            .entities
            .iter()
            .take(MAX_NAMED)
            .map(|entity| components::cached_entity_link(context, *entity))
            .collect(),
    };
    find(&context.content, article).into_iter().map(view).collect()
}

fn find(content: &Content, article: ArticleIx) -> Vec<SimilarArticle> {
    related::related_articles(&content.link_index, &content.registry, article)
}

fn label<'a>(content: &'a Content, slug: &str) -> &'a str {
    content.link_index.tags.by_slug.get(slug).map_or("", |tag| tag.label.as_str())
}
