//! Values that many views show: the head of a page, links to articles, entities and tags, and what every page has.
//!
//! They are plain data. `components` and `site_context` make them.

use std::collections::BTreeMap;

use serde::Serialize;

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

/// The card of an entity, beside its name and gloss.
#[derive(Clone, Debug, Serialize)]
pub struct Card {
    /// The functions held at the article's date; may be empty.
    pub roles: Vec<String>,
    /// Key of the interface text that names `life`: `born`, `died`, `founded`, `dissolved`, `date`, or empty where it needs none.
    pub life_label: &'static str,
    /// The dates of its life, or of the event; may be empty.
    pub life: String,
    /// How many articles of the dossier name it; two digits of it from a hundred on.
    pub n_articles: u64,
    /// Whether it is more than `n_articles`.
    pub is_more: bool,
}
