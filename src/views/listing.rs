//! The lists: the articles, the records of a kind from A to Z, the tags, and the articles of a tag.

use std::collections::BTreeMap;

use icu_collator::options::{AlternateHandling, CollatorOptions, Strength};
use icu_collator::{Collator, CollatorBorrowed};
use serde::Serialize;

use super::components;
use super::content::Content;
use super::context::{Interface, RenderContext};
use super::copies;
use super::merge_copies;
use super::page_ranges::PageRanges;
use super::pagination::{self, Paging};
use super::shared::{ArticleLink, Chrome, ListedEntity, TagLink};
use super::who_is_who::{self, FaceGroup};
use crate::base::{Key, KeyBuilder};
use crate::lang;
use crate::link::Tag;
use crate::model::{ArticleIx, EntityIx, KindIx, LangTag, Route, routes};
use crate::text::tokens;
use crate::theme::TemplateValue;

/// The data of the list of sources.
#[derive(Clone, Debug, Serialize)]
pub struct ArticleIndexView {
    /// Data common to all pages.
    pub page: Chrome,
    /// The articles of this page by year and month, newest first, undated ones last.
    pub groups: Vec<ArticleGroup>,
    /// The publishers with their numbers of articles, most first; only on the list's own page.
    pub publishers: Vec<Publisher>,
    /// Number of all articles; on an older page, of those on the page.
    pub n_articles: u64,
    /// Number of their sources: copies of one dispatch count once.
    pub n_sources: u64,
    /// Links to the other pages of a long list.
    pub paging: Paging,
}

/// Articles under one heading.
#[derive(Clone, Debug, Serialize)]
pub struct ArticleGroup {
    /// The heading; empty for undated articles.
    pub label: String,
    /// The articles.
    pub articles: Vec<ListedArticle>,
}

/// An article in the list of sources.
#[derive(Clone, Debug, Serialize)]
pub struct ListedArticle {
    /// The article.
    #[serde(flatten)]
    pub link: TemplateValue<ArticleLink>,
    /// The page that compares it with the other articles that print the same dispatch; empty if there are none.
    pub copies: String,
}

/// A publisher and its numbers.
#[derive(Clone, Debug, Serialize)]
pub struct Publisher {
    /// Its name.
    pub name: String,
    /// Number of articles.
    pub n: u64,
    /// Number of sources: a dispatch that it printed twice counts once.
    pub n_sources: u64,
}

/// The data of the A–Z list of a kind.
#[derive(Clone, Debug, Serialize)]
pub struct KindView {
    /// Data common to all pages.
    pub page: Chrome,
    /// Id of the kind.
    pub kind: String,
    /// Number of entities.
    pub n_entities: u64,
    /// For people: who is who, in groups; empty if there is too little to show.
    pub faces: Vec<FaceGroup>,
    /// The entities by first letter.
    pub letters: Vec<EntityLetter>,
}

/// Entities under one letter; `n` counts mentions.
#[derive(Clone, Debug, Serialize)]
pub struct EntityLetter {
    /// The letter, or `#` for names that do not begin with a letter.
    pub letter: String,
    /// Its anchor.
    pub anchor: String,
    /// The entities in the order of the site's language.
    pub entities: Vec<ListedEntity>,
}

/// The data of the list of tags.
#[derive(Clone, Debug, Serialize)]
pub struct TagsView {
    /// Data common to all pages.
    pub page: Chrome,
    /// The tags in the order of the site's language.
    pub tags: Vec<TagLink>,
}

/// The data of a tag's page.
#[derive(Clone, Debug, Serialize)]
pub struct TagView {
    /// Data common to all pages.
    pub page: Chrome,
    /// The tag as written.
    pub label: String,
    /// The articles of this page that have the tag, newest first.
    pub articles: Vec<TemplateValue<ArticleLink>>,
    /// Number of all articles; on an older page, of those on the page.
    pub n_articles: u64,
    /// Number of their sources: copies of one dispatch count once.
    pub n_sources: u64,
    /// The records that have the tag; only on the tag's own page.
    pub entities: Vec<ListedEntity>,
    /// Links to the other pages of the articles, if there are many.
    pub paging: Paging,
}

/// Returns the key of an older page of the list of articles.
#[must_use]
pub(crate) fn article_index_key(context: &RenderContext, number: usize, mut key: KeyBuilder) -> Key {
    let all = &context.content.link_index.by_date;
    list_key(&context.content, all, &article_index_ranges(context), Some(number), &mut key);
    key.finish()
}

/// Adds the cards on a page of a list to its key, in order. The list's own page counts all articles, so its key has all
/// cards.
fn list_key(content: &Content, all: &[ArticleIx], cut: &PageRanges, older: Option<usize>, key: &mut KeyBuilder) {
    for article in counted(all, cut, older) {
        key.key(content.link_index.articles[*article].card_key);
        merge_copies::add_origin_key(content, *article, key);
    }
    pagination::key(content, cut, older, |entry| all[entry], key);
}

/// Returns how the list of articles is divided into pages.
#[must_use]
pub(crate) fn article_index_ranges(context: &RenderContext) -> PageRanges {
    PageRanges::new(context.content.link_index.by_date.len(), context.interface.theme.usage.pagination.article_index)
}

/// Returns how the list of a tag's articles is divided into pages.
#[must_use]
pub(crate) fn tag_ranges(interface: &Interface, tag: &Tag) -> PageRanges {
    PageRanges::new(tag.articles.len(), interface.theme.usage.pagination.tag)
}

/// Returns the articles that a page of a list counts. The list's own page counts all, so that older pages never change.
fn counted<'a>(all: &'a [ArticleIx], cut: &PageRanges, older: Option<usize>) -> &'a [ArticleIx] {
    &all[older.map_or(0..all.len(), |number| cut.range(Some(number)))]
}

/// Makes a page of the list of articles.
#[must_use]
pub(crate) fn article_index_view(context: &RenderContext, older: Option<usize>, route: &Route) -> ArticleIndexView {
    let t = &context.interface.theme.messages;
    let (all, cut) = (&context.content.link_index.by_date, article_index_ranges(context));
    let mut groups: Vec<ArticleGroup> = Vec::new();
    for article in &all[cut.range(older)] {
        let label = components::month(context, *article);
        if groups.last().is_none_or(|group| group.label != label) {
            groups.push(ArticleGroup { label, articles: Vec::new() });
        }
        if let Some(group) = groups.last_mut() {
            group.articles.push(ListedArticle {
                link: components::article_link(context, *article),
                copies: copies::comparison_route(&context.content, *article)
                    .map(|route| route.to_string())
                    .unwrap_or_default(),
            });
        }
    }
    let publishers = if older.is_none() { publishers(&context.content) } else { Vec::new() };
    let counted = counted(all, &cut, older);
    let (n_articles, n_sources) = (counted.len() as u64, n_origins(&context.content, counted));
    let paging = pagination::paging(context, &Route::new(routes::ARTICLE_INDEX), &cut, older, |entry| all[entry]);
    let title = pagination::title(t.text("articles"), &paging);
    let page = components::chrome(&context.content, route, &title, t.text("articles_lead"), "articles");
    ArticleIndexView { page, groups, publishers, n_articles, n_sources, paging }
}

/// A month of the list of articles.
#[derive(Clone, Debug, Serialize)]
pub struct ListedPeriod {
    /// The heading in the list.
    pub label: String,
    /// Its route and anchor.
    pub href: String,
    /// Number of articles.
    pub n: u64,
}

/// Returns the newest months of the list of articles, at most `max`; undated articles are in none.
#[must_use]
pub(crate) fn periods(context: &RenderContext, max: usize) -> Vec<ListedPeriod> {
    let mut periods: Vec<ListedPeriod> = Vec::new();
    for article in &context.content.link_index.by_date[article_index_ranges(context).range(None)] {
        let label = components::month(context, *article);
        let n_periods = periods.len();
        match periods.last_mut().filter(|period| period.label == label) {
            Some(period) => period.n += 1,
            None if label.is_empty() || n_periods == max => break,
            None => {
                let href = format!("{}#g{}", routes::ARTICLE_INDEX, n_periods + 1);
                periods.push(ListedPeriod { label, href, n: 1 });
            }
        }
    }
    periods
}

fn publishers(content: &Content) -> Vec<Publisher> {
    let mut publishers: BTreeMap<&str, Vec<ArticleIx>> = BTreeMap::new();
    for article in &content.link_index.by_date {
        if let Some(publisher) = &content.link_index.articles[*article].card.publisher {
            publishers.entry(publisher).or_default().push(*article);
        }
    }
    let publisher = |(name, articles): (&str, Vec<ArticleIx>)| Publisher {
        name: name.to_owned(),
        n: articles.len() as u64,
        n_sources: n_origins(content, &articles),
    };
    let mut publishers: Vec<Publisher> = publishers.into_iter().map(publisher).collect();
    publishers.sort_by(|a, b| (std::cmp::Reverse(a.n), &a.name).cmp(&(std::cmp::Reverse(b.n), &b.name)));
    publishers
}

fn n_origins(content: &Content, articles: &[ArticleIx]) -> u64 {
    content.link_index.copies.n_origins(articles.iter().copied()) as u64
}

/// Makes a kind's list.
#[must_use]
pub(crate) fn kind_view(context: &RenderContext, kind: KindIx, route: &Route) -> KindView {
    let content = &context.content;
    let definition = &content.config.kinds[kind];
    let entities = EntityIx::number(&content.registry.entities).filter(|(_, entity)| entity.kind == kind);
    let links: Vec<ListedEntity> = entities.map(|(index, _)| components::listed_entity(content, index)).collect();
    let n_entities = links.len() as u64;
    let page = components::chrome(content, route, &definition.plural, "", &definition.id);
    let letters = letters(links, &content.config.language);
    KindView { page, kind: definition.id.clone(), n_entities, faces: who_is_who::groups(context, kind), letters }
}

fn letters(links: Vec<ListedEntity>, language: &LangTag) -> Vec<EntityLetter> {
    let filed = by_letter(links, |entity| (&entity.link.sort, &entity.link.id), language);
    filed.into_iter().map(|(letter, anchor, entities)| EntityLetter { letter, anchor, entities }).collect()
}

/// Sorts things in the order of a language and groups them by first letter: the letter or `#`, its anchor, the things. `by`
/// returns the name to sort by, and an id that makes the order total.
pub(super) fn by_letter<T>(
    things: Vec<T>,
    by: impl for<'a> Fn(&'a T) -> (&'a str, &'a str),
    language: &LangTag,
) -> Vec<(String, String, Vec<T>)> {
    let collator = collator(language);
    // Where the sorted part of each name starts, found once and not at each comparison.
    let skipped = |thing: &T| by(thing).0.len() - filing_name(by(thing).0).len();
    let mut things: Vec<(usize, T)> = things.into_iter().map(|thing| (skipped(&thing), thing)).collect();
    // Accents count only between names that are otherwise equal.
    things.sort_by(|(a_start, a), (b_start, b)| {
        let ((a, a_id), (b, b_id)) = (by(a), by(b));
        collate(collator.as_ref(), &a[*a_start..], &b[*b_start..]).then_with(|| a_id.cmp(b_id))
    });
    let mut letters: Vec<(String, String, Vec<T>)> = Vec::new();
    for (start, thing) in things {
        let first = tokens::fold(&by(&thing).0[start..]).chars().next().filter(|c| c.is_alphabetic());
        let letter = first.map_or_else(|| "#".to_owned(), |c| c.to_uppercase().collect());
        if letters.last().is_none_or(|(last, ..)| *last != letter) {
            let anchor = first.map_or_else(|| "letter-other".to_owned(), |c| format!("letter-{c}"));
            letters.push((letter, anchor, Vec::new()));
        }
        if let Some((.., last)) = letters.last_mut() {
            last.push(thing);
        }
    }
    letters
}

/// Returns the part of a name used for sorting.
fn filing_name(name: &str) -> &str {
    let start = name.trim_start_matches(['«', '"', '“', ' ', '\u{a0}', '\u{202f}']);
    for article in lang::all().flat_map(|language| language.words.unfiled_articles) {
        if let Some(head) = start.get(..article.len())
            && head.to_lowercase() == **article
        {
            return &start[article.len()..];
        }
    }
    start
}

/// Returns the CLDR order of a language; `None` if its data are missing, which does not happen with the built-in data.
fn collator(language: &LangTag) -> Option<CollatorBorrowed<'static>> {
    let mut options = CollatorOptions::default();
    options.strength = Some(Strength::Tertiary);
    options.alternate_handling = Some(AlternateHandling::Shifted);
    let locale: icu_locale_core::Locale = language.as_str().parse().ok()?;
    Collator::try_new(locale.into(), options).ok()
}

fn collate(collator: Option<&CollatorBorrowed<'static>>, a: &str, b: &str) -> std::cmp::Ordering {
    collator.map_or_else(|| a.cmp(b), |collator| collator.compare(a, b))
}

/// Makes the list of tags.
#[must_use]
pub(crate) fn tags_view(context: &RenderContext, route: &Route) -> TagsView {
    let collator = collator(&context.content.config.language);
    let mut tags: Vec<TagLink> = context
        .content
        .link_index
        .tags
        .by_slug
        .values()
        .filter_map(|tag| components::tag_link(&context.content, &tag.label))
        .collect();
    tags.sort_by(|a, b| collate(collator.as_ref(), &a.label, &b.label).then_with(|| a.href.cmp(&b.href)));
    TagsView {
        page: components::chrome(&context.content, route, context.interface.theme.messages.text("tags"), "", "tags"),
        tags,
    }
}

/// Returns the key of a page of a tag.
#[must_use]
pub(crate) fn tag_key(context: &RenderContext, tag: &Tag, older: Option<usize>, mut key: KeyBuilder) -> Key {
    key.text(&tag.label);
    list_key(&context.content, &tag.articles, &tag_ranges(&context.interface, tag), older, &mut key);
    for entity in tag.entities.iter().filter(|_| older.is_none()) {
        key.key(context.content.registry.entities[*entity].card_key)
            .add(&components::counts(&context.content, *entity));
    }
    key.finish()
}

/// Makes a page of a tag.
#[must_use]
pub(crate) fn tag_view(context: &RenderContext, slug: &str, tag: &Tag, older: Option<usize>, route: &Route) -> TagView {
    let (all, cut) = (&tag.articles, tag_ranges(&context.interface, tag));
    let entities: &[EntityIx] = if older.is_none() { &tag.entities } else { &[] };
    let paging = pagination::paging(context, &routes::tag(slug), &cut, older, |entry| all[entry]);
    TagView {
        page: components::chrome(&context.content, route, &pagination::title(&tag.label, &paging), "", "tags"),
        label: tag.label.clone(),
        articles: all[cut.range(older)].iter().map(|article| components::article_link(context, *article)).collect(),
        n_articles: counted(all, &cut, older).len() as u64,
        n_sources: n_origins(&context.content, counted(all, &cut, older)),
        entities: entities.iter().map(|entity| components::listed_entity(&context.content, *entity)).collect(),
        paging,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_in_the_order_of_the_language() {
        let entity = |name: &str| crate::views::shared::EntityLink {
            id: name.into(),
            name: name.into(),
            sort: name.into(),
            href: String::new(),
            kind: String::new(),
            gloss: String::new(),
            apart: String::new(),
            proposed: false,
            n: 0,
        };
        let link = |name: &str| ListedEntity { link: entity(name), n_articles: 0, n_sources: 0 };
        let names = ["Zoé", "Élysée", "ECOWAS", "Église", "L’Express", "œuvre", "odeur", "42"];
        let letters = letters(names.iter().map(|name| link(name)).collect(), &LangTag::french());
        let order: Vec<String> = letters
            .iter()
            .flat_map(|letter| letter.entities.iter().map(|e| format!("{}:{}", letter.letter, e.link.name)))
            .collect();
        assert_eq!(order, ["#:42", "E:ECOWAS", "E:Église", "E:Élysée", "E:L’Express", "O:odeur", "O:œuvre", "Z:Zoé"]);
    }
}
