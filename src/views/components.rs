//! Makes the parts that many pages have: the head of a page, links to articles, entities and tags, formatted dates.

use super::content::Content;
use super::context::{Interface, RenderContext};
use super::shared::{ArticleLink, Chrome, EntityLink, ListedEntity, TagLink};
use crate::base::markup::escaped;
use crate::html::input::MentionLink;
use crate::model::date::IntervalEnd;
use crate::model::{ArticleIx, Edtf, EntityIx, Route, routes};
use crate::theme::load::asset;
use crate::theme::{TemplateValue, dates};

/// Makes the head of a page.
#[must_use]
pub(crate) fn chrome(content: &Content, route: &Route, title: &str, description: &str, section: &str) -> Chrome {
    Chrome {
        title: title.to_owned(),
        description: description.to_owned(),
        root: route.to_root(),
        route: route.to_string(),
        canonical: content.address(route),
        lang: content.config.language.to_string(),
        section: section.to_owned(),
    }
}

/// Makes the link to an article.
#[must_use]
pub(crate) fn article_link(context: &RenderContext, article: ArticleIx) -> TemplateValue<ArticleLink> {
    context.cache.article_links.get_or(article.get(), || new_article_link(context, article))
}

fn new_article_link(context: &RenderContext, article: ArticleIx) -> ArticleLink {
    let card = &context.content.link_index.articles[article].card;
    ArticleLink {
        id: card.id.to_string(),
        title: card.title.clone(),
        href: routes::article(&card.id).to_string(),
        date: date(&context.interface, card.date.as_ref()),
        iso: card.date.map(|date| date.to_string()).unwrap_or_default(),
        date_certainty: card.date_certainty.as_str(),
        publisher: card.publisher.clone().unwrap_or_default(),
        lang: card
            .language
            .as_ref()
            .filter(|lang| **lang != context.content.config.language)
            .map(ToString::to_string)
            .unwrap_or_default(),
    }
}

/// Makes the link to an entity.
#[must_use]
pub(crate) fn entity_link(content: &Content, index: EntityIx, n: u64) -> EntityLink {
    let entity = &content.registry.entities[index];
    EntityLink {
        id: entity.record.id.to_string(),
        name: entity.record.name.value.clone(),
        sort: entity.sort_name.clone(),
        href: content.entity_route(index).to_string(),
        kind: entity.record.kind.clone(),
        gloss: entity.gloss.clone(),
        apart: entity.apart.clone(),
        proposed: entity.record.proposed,
        n,
    }
}

/// Returns the link to an entity for a list that does not use its `n`, which is 0.
#[must_use]
pub(crate) fn cached_entity_link(context: &RenderContext, index: EntityIx) -> TemplateValue<EntityLink> {
    context.cache.entity_links.get_or(index.get(), || entity_link(&context.content, index, 0))
}

/// Returns the link of a mention of an entity.
#[must_use]
pub(crate) fn mention_link(context: &RenderContext, index: EntityIx) -> &MentionLink {
    context.cache.mention_links[index].get_or_init(|| {
        let record = &context.content.registry.entities[index].record;
        let proposed = if record.proposed { " proposed" } else { "" };
        MentionLink {
            route: escaped(context.content.entity_route(index).as_str()),
            classes: escaped(&format!("m m-{}{proposed}", record.kind)),
            name: escaped(&context.content.registry.entities[index].full_name()),
        }
    })
}

/// Makes the entry of an entity in a list.
#[must_use]
pub(crate) fn listed_entity(content: &Content, index: EntityIx) -> ListedEntity {
    let [n_mentions, n_articles, n_sources] = counts(content, index);
    ListedEntity { link: entity_link(content, index, n_mentions), n_articles, n_sources }
}

/// Counts the mentions of an entity, the articles that have them, and their sources.
#[must_use]
pub(crate) fn counts(content: &Content, entity: EntityIx) -> [u64; 3] {
    let backlinks = &content.link_index.backlinks[entity];
    let n_mentions = backlinks.iter().map(|at| content.link_index.occurrences(*at).occurrences.len() as u64);
    let n_sources = content.link_index.copies.n_origins(backlinks.iter().map(|at| at.article));
    [n_mentions.sum(), backlinks.len() as u64, n_sources as u64]
}

/// Makes the link to a tag; `None` for a label without a letter.
#[must_use]
pub(crate) fn tag_link(content: &Content, label: &str) -> Option<TagLink> {
    let (slug, tag) = content.link_index.tags.find(&crate::link::tag_key(label))?;
    Some(TagLink {
        label: label.to_owned(),
        href: routes::tag(slug).to_string(),
        n: (tag.articles.len() + tag.entities.len()) as u64,
    })
}

/// Formats a date; empty if there is none.
#[must_use]
pub(crate) fn date(interface: &Interface, date: Option<&Edtf>) -> String {
    date.map(|date| dates::long(date, interface.theme.messages.format())).unwrap_or_default()
}

/// Formats the month of an article; empty if it has no date.
#[must_use]
pub(crate) fn month(context: &RenderContext, article: ArticleIx) -> String {
    let month = |date: Edtf| {
        let mut point = date.sort_point();
        point.day = None;
        self::date(&context.interface, Some(&Edtf::At(point)))
    };
    context.content.link_index.articles[article].card.date.map(month).unwrap_or_default()
}

/// Formats a span of time; empty if neither end is known.
#[must_use]
pub(crate) fn span(interface: &Interface, from: Option<&Edtf>, to: Option<&Edtf>) -> String {
    let end = |date: Option<&Edtf>| date.map_or(IntervalEnd::Open, |date| IntervalEnd::At(date.sort_point()));
    match (from, to) {
        (None, None) => String::new(),
        (from, to) => date(interface, Some(&Edtf::Interval(end(from), end(to)))),
    }
}

/// Returns whether site.yaml gives a kind a colour.
#[must_use]
pub(crate) fn has_kind_colors(content: &Content) -> bool {
    content.config.kinds.iter().any(|kind| !kind.color.is_empty())
}

/// Returns the route of the style sheet of the kinds' colours, named by its content as the theme's files are, so that no cache is
/// ever stale.
#[must_use]
pub(crate) fn kind_colors_route(content: &Content) -> Route {
    asset(KIND_COLORS.to_owned(), kind_colors(content).into_bytes().into()).route
}

/// Name of the style sheet of the kinds' colours, for templates.
pub(crate) const KIND_COLORS: &str = "kinds.css";

/// Writes the style sheet of the kinds' colours. Config checks that they contain nothing but a colour.
#[must_use]
pub(crate) fn kind_colors(content: &Content) -> String {
    let kinds = content.config.kinds.iter().filter(|kind| !kind.color.is_empty());
    kinds.map(|kind| format!(".m-{0}, .k-{0} {{ --k: {1} }}\n", kind.id, kind.color)).collect()
}
