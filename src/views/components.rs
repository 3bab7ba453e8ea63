//! What many pages show: the frame, a link to an article, a link to an entity.

use std::collections::BTreeMap;

use serde::Serialize;

use super::free_pages;
use super::site::{MentionLink, Site};
use crate::base::KeyBuilder;
use crate::base::markup::escaped;
use crate::config::SitePart;
use crate::model::date::IntervalEnd;
use crate::model::{Edtf, Route, routes};
use crate::theme::{TemplateValue, dates};

/// What every page has.
#[derive(Clone, Debug, Serialize)]
pub struct Chrome {
    /// Title of the page.
    pub title: String,
    /// One sentence for search engines; may be empty.
    pub description: String,
    /// What leads from the page to the output's root: empty, `../`.
    pub root: String,
    /// Where the page stands.
    pub route: String,
    /// Its address in full; empty where the site's is not known.
    pub canonical: String,
    /// Language of the page's own text.
    pub lang: String,
    /// Which entry of the menu is current.
    pub section: String,
}

/// A link to an article.
#[derive(Clone, Debug, Serialize)]
pub struct ArticleLink {
    /// Its id.
    pub id: String,
    /// Its headline.
    pub title: String,
    /// Its route.
    pub href: String,
    /// Its date for people; empty when unknown.
    pub date: String,
    /// Its date for machines; empty when unknown.
    pub iso: String,
    /// `given`, `inferred` or `unknown`.
    pub date_certainty: &'static str,
    /// Who published it; may be empty.
    pub publisher: String,
    /// Its language, where it differs from the site's; else empty.
    pub lang: String,
}

/// A link to an entity.
#[derive(Clone, Debug, Serialize)]
pub struct EntityLink {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Under what it is filed.
    pub sort: String,
    /// Its route.
    pub href: String,
    /// Id of its kind.
    pub kind: String,
    /// One line that says who or what it is; may be empty.
    pub gloss: String,
    /// Whether its record is a proposal that nobody has accepted yet.
    pub proposed: bool,
    /// A number that the list it stands in explains: mentions, shared passages.
    pub n: u64,
}

/// An entity in a list, with how many articles name it and from how many sources they come: copies count once.
#[derive(Clone, Debug, Serialize)]
pub struct ListedEntity {
    /// The entity; `n` counts mentions.
    #[serde(flatten)]
    pub link: EntityLink,
    /// Articles that name it.
    pub n_articles: u64,
    /// Their sources.
    pub n_sources: u64,
}

/// A link to a tag.
#[derive(Clone, Debug, Serialize)]
pub struct TagLink {
    /// As written.
    pub label: String,
    /// Its route.
    pub href: String,
    /// How many articles and records bear it.
    pub n: u64,
}

/// A link to anything.
#[derive(Clone, Debug, Serialize)]
pub struct Link {
    /// The words.
    pub label: String,
    /// The route or address; empty for plain words.
    pub href: String,
}

/// What every template sees beside its view: `site`, `nav` and `assets`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SiteContext {
    /// The site.
    pub site: SiteFacts,
    /// The menu.
    pub nav: Vec<NavLink>,
    /// The theme's files by name, with their fingerprinted routes.
    pub assets: BTreeMap<String, String>,
}

/// What the site says of itself.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SiteFacts {
    /// Its name.
    pub title: String,
    /// One sentence; may be empty.
    pub description: String,
    /// Who publishes it; may be empty.
    pub author: String,
    /// Language tag of the interface.
    pub language: String,
    /// Its locale as Open Graph writes it, `fr_FR`; empty where the tag names no country and none is usual.
    pub locale: String,
    /// What a script or a style sheet of the theme bears, `<script nonce="{{ site.nonce }}" src=…>`: a page's policy lets no
    /// other in.
    pub nonce: String,
    /// Own colours of kinds: pairs of kind and CSS colour.
    pub colors: Vec<(String, String)>,
    /// Whether there is a page to search on.
    pub search: bool,
    /// Whether there are files for programs.
    pub data: bool,
}

/// An entry of the menu.
#[derive(Clone, Debug, Default, Serialize)]
pub struct NavLink {
    /// The words.
    pub label: String,
    /// Its route.
    pub href: String,
    /// Equal to `page.section` on its own page.
    pub section: String,
    /// `main` for the parts of the dossier, `page` for free pages.
    pub group: &'static str,
}

/// Makes what every template sees; `used` are the kinds that have records.
#[must_use]
pub fn site_context(site: &Site, used: &[usize]) -> SiteContext {
    let config = &site.config;
    let t = &site.theme.messages;
    let main = |label: &str, href: &str, section: &str| NavLink {
        label: label.to_owned(),
        href: href.to_owned(),
        section: section.to_owned(),
        group: "main",
    };
    let mut nav = vec![main(t.text("articles"), routes::ARTICLE_INDEX, "articles")];
    nav.extend(
        used.iter()
            .map(|kind| main(&config.kinds[*kind].plural, site.kind_route(*kind).as_str(), &config.kinds[*kind].id)),
    );
    if crate::pages::plan::has_chronology(site) {
        nav.push(main(t.text("chronology"), routes::CHRONOLOGY, "chronology"));
    }
    if crate::pages::plan::has_quotes(site) {
        nav.push(main(t.text("quotations"), routes::QUOTES, "quotes"));
    }
    if super::graphics::map::is_enabled(site) {
        nav.push(main(t.text("map"), routes::MAP, "map"));
    }
    if !super::graphics::network::ties(site).is_empty() {
        nav.push(main(t.text("network"), routes::NETWORK, "network"));
    }
    if !site.link_index.tags.by_slug.is_empty() {
        nav.push(main(t.text("tags"), routes::TAG_INDEX, "tags"));
    }
    if super::name_index::is_enabled(site) {
        nav.push(main(t.text("names_index"), routes::NAME_INDEX, "names"));
    }
    let own = |label: &str, href: &str, section: &str| NavLink { group: "page", ..main(label, href, section) };
    if free_pages::is_enabled(site) {
        nav.push(own(t.text("free_pages"), routes::FREE_PAGE_INDEX, free_pages::SECTION));
    } else {
        let pages = site.pages.iter().map(|page| &page.document);
        nav.extend(pages.map(|page| own(&page.title, routes::free_page(&page.id).as_str(), page.id.as_str())));
    }
    SiteContext {
        site: SiteFacts {
            title: config.title.clone(),
            description: config.description.clone(),
            author: config.author.clone(),
            language: config.language.to_string(),
            locale: locale(config.language.as_str()),
            nonce: KeyBuilder::new("nonce").text(&config.title).finish().to_string(),
            colors: config
                .kinds
                .iter()
                .filter(|kind| !kind.color.is_empty())
                .map(|kind| (kind.id.clone(), kind.color.clone()))
                .collect(),
            search: config.has(SitePart::Search),
            data: config.has(SitePart::Data),
        },
        nav,
        assets: site.theme.assets.iter().map(|asset| (asset.name.clone(), asset.route.href())).collect(),
    }
}

/// Returns the locale of a language tag as Open Graph writes it.
fn locale(tag: &str) -> String {
    match tag.split('-').collect::<Vec<_>>()[..] {
        ["fr"] => "fr_FR".to_owned(),
        ["en"] => "en_GB".to_owned(),
        [language, country] if country.len() == 2 => format!("{language}_{}", country.to_ascii_uppercase()),
        _ => String::new(),
    }
}

/// Makes the frame of a page.
#[must_use]
pub fn chrome(site: &Site, route: &Route, title: &str, description: &str, section: &str) -> Chrome {
    Chrome {
        title: title.to_owned(),
        description: description.to_owned(),
        root: route.to_root(),
        route: route.to_string(),
        canonical: site.address(route),
        lang: site.config.language.to_string(),
        section: section.to_owned(),
    }
}

/// Makes the link to an article.
#[must_use]
pub fn article_link(site: &Site, article: usize) -> TemplateValue<ArticleLink> {
    site.article_links.get_or(article, || new_article_link(site, article))
}

fn new_article_link(site: &Site, article: usize) -> ArticleLink {
    let card = &site.link_index.articles[article].card;
    ArticleLink {
        id: card.id.to_string(),
        title: card.title.clone(),
        href: routes::article(&card.id).to_string(),
        date: date(site, card.date.as_ref()),
        iso: card.date.map(|date| date.to_string()).unwrap_or_default(),
        date_certainty: card.date_certainty.as_str(),
        publisher: card.publisher.clone().unwrap_or_default(),
        lang: card
            .language
            .as_ref()
            .filter(|lang| **lang != site.config.language)
            .map(ToString::to_string)
            .unwrap_or_default(),
    }
}

/// Makes the link to an entity.
#[must_use]
pub fn entity_link(site: &Site, index: usize, n: u64) -> EntityLink {
    let entity = &site.registry.entities[index];
    EntityLink {
        id: entity.record.id.to_string(),
        name: entity.record.name.value.clone(),
        sort: entity.sort_name.clone(),
        href: site.entity_route(index).to_string(),
        kind: entity.record.kind.clone(),
        gloss: entity.gloss.clone(),
        proposed: entity.record.proposed,
        n,
    }
}

/// Returns the link to an entity in a list that counts nothing, or counts beside it: its `n` is 0.
#[must_use]
pub fn cached_entity_link(site: &Site, index: usize) -> TemplateValue<EntityLink> {
    site.entity_links.get_or(index, || entity_link(site, index, 0))
}

/// Returns what a mention of an entity shows.
#[must_use]
pub fn mention_link(site: &Site, index: usize) -> &MentionLink {
    site.mention_links[index].get_or_init(|| {
        let record = &site.registry.entities[index].record;
        let proposed = if record.proposed { " proposed" } else { "" };
        MentionLink {
            route: escaped(site.entity_route(index).as_str()),
            classes: escaped(&format!("m m-{}{proposed}", record.kind)),
            name: escaped(&record.name.value),
        }
    })
}

/// Makes the entry of an entity in a list.
#[must_use]
pub fn listed_entity(site: &Site, index: usize) -> ListedEntity {
    let [n_mentions, n_articles, n_sources] = counts(site, index);
    ListedEntity { link: entity_link(site, index, n_mentions), n_articles, n_sources }
}

/// Counts the mentions of an entity, the articles that have them, and their sources.
#[must_use]
pub fn counts(site: &Site, entity: usize) -> [u64; 3] {
    let backlinks = &site.link_index.backlinks[entity];
    let n_mentions = backlinks
        .iter()
        .map(|(article, slice)| site.link_index.articles[*article].entity_occurrences[*slice].occurrences.len() as u64);
    let n_sources = site.link_index.copies.n_origins(backlinks.iter().map(|(article, _)| *article));
    [n_mentions.sum(), backlinks.len() as u64, n_sources as u64]
}

/// Makes the link to a tag; `None` for a label without a letter.
#[must_use]
pub fn tag_link(site: &Site, label: &str) -> Option<TagLink> {
    let (slug, tag) = site.link_index.tags.find(&crate::link::index::tag_key(label))?;
    Some(TagLink {
        label: label.to_owned(),
        href: routes::tag(slug).to_string(),
        n: (tag.articles.len() + tag.entities.len()) as u64,
    })
}

/// Writes a date for people; empty where there is none.
#[must_use]
pub fn date(site: &Site, date: Option<&Edtf>) -> String {
    date.map(|date| dates::long(date, site.theme.messages.is_french())).unwrap_or_default()
}

/// Writes the month of an article for people; empty where it has no date.
#[must_use]
pub fn month(site: &Site, article: usize) -> String {
    let month = |date: Edtf| {
        let mut point = date.sort_point();
        point.day = None;
        self::date(site, Some(&Edtf::At(point)))
    };
    site.link_index.articles[article].card.date.map(month).unwrap_or_default()
}

/// Writes a span of time for people; empty where neither end is known.
#[must_use]
pub fn span(site: &Site, from: Option<&Edtf>, to: Option<&Edtf>) -> String {
    let end = |date: Option<&Edtf>| date.map_or(IntervalEnd::Open, |date| IntervalEnd::At(date.sort_point()));
    match (from, to) {
        (None, None) => String::new(),
        (from, to) => date(site, Some(&Edtf::Interval(end(from), end(to)))),
    }
}
