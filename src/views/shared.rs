//! Values that many views contain: data common to all pages, links to articles, entities and tags.
//!
//! They are plain data. `components` and `site_context` make them.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::theme::TemplateValue;

/// Data common to all pages.
#[derive(Clone, Debug, Serialize)]
pub struct Chrome {
    /// Title of the page.
    pub title: String,
    /// One sentence for search engines; may be empty.
    pub description: String,
    /// Relative path from the page to the root of the output: empty, `../`.
    pub root: String,
    /// Route of the page.
    pub route: String,
    /// Its full address; empty if the address of the site is not known.
    pub canonical: String,
    /// Language of the page's own text.
    pub lang: String,
    /// The menu entry that is current.
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
    /// Its date for people; empty if unknown.
    pub date: String,
    /// Its date for machines; empty if unknown.
    pub iso: String,
    /// `given`, `inferred` or `unknown`.
    pub date_certainty: &'static str,
    /// Who published it; may be empty.
    pub publisher: String,
    /// Its language if it differs from the site's; else empty.
    pub lang: String,
}

/// A link to an entity.
#[derive(Clone, Debug, Serialize)]
pub struct EntityLink {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its sort name.
    pub sort: String,
    /// Its route.
    pub href: String,
    /// Id of its kind.
    pub kind: String,
    /// One line that describes it; may be empty.
    pub gloss: String,
    /// What distinguishes it from others with the same name; empty if no other has its name.
    pub apart: String,
    /// Whether its record is a proposal that has not been accepted yet.
    pub proposed: bool,
    /// A number whose meaning depends on the list: mentions, shared passages.
    pub n: u64,
}

/// An entity in a list, with the number of articles that name it and of their sources: copies count once.
#[derive(Clone, Debug, Serialize)]
pub struct ListedEntity {
    /// The entity; `n` counts mentions.
    #[serde(flatten)]
    pub link: EntityLink,
    /// Number of articles that name it.
    pub n_articles: u64,
    /// Number of their sources.
    pub n_sources: u64,
}

/// A link to a tag.
#[derive(Clone, Debug, Serialize)]
pub struct TagLink {
    /// As written.
    pub label: String,
    /// Its route.
    pub href: String,
    /// Number of articles and records that have it.
    pub n: u64,
}

/// A link to anything.
#[derive(Clone, Debug, Serialize)]
pub struct Link {
    /// The text.
    pub label: String,
    /// The route or address; empty for plain text.
    pub href: String,
}

/// The context of every template, in addition to its view: `site`, `doors`, `nav` and `assets`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SiteContext {
    /// The site.
    pub site: SiteFacts,
    /// The menu by its doors, at most six: articles, who, when, where, words, about.
    pub doors: Vec<Door>,
    /// The same entries in one list.
    pub nav: Vec<NavLink>,
    /// The theme's files by name, with their fingerprinted routes.
    pub assets: BTreeMap<String, String>,
}

/// Facts of the site.
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
    /// Its locale for Open Graph, `fr_FR`; empty if the tag has no country and the language has no usual one.
    pub locale: String,
    /// The nonce for scripts and style sheets of the theme, `<script nonce="{{ site.nonce }}" src=…>`. The page's policy
    /// blocks all others.
    pub nonce: String,
    /// Custom colours of kinds: pairs of kind and CSS colour.
    pub colors: Vec<(String, String)>,
    /// Whether the site has a search page.
    pub search: bool,
    /// The files to take away, `data/…`: what each is and who reads it, in words; empty if the site has none.
    pub downloads: Vec<Link>,
    /// The pages of what was known on a day, in order of time.
    pub as_of: Vec<Link>,
}

/// An entry of the menu.
#[derive(Clone, Debug, Default, Serialize)]
pub struct NavLink {
    /// The label.
    pub label: String,
    /// Its route.
    pub href: String,
    /// Equal to `page.section` on the page of the entry.
    pub section: String,
    /// `main` for the parts of the dossier, `page` for free pages.
    pub group: &'static str,
    /// Id of its door.
    pub door: &'static str,
}

/// A door of the menu: entries that answer one question. A door without entries does not exist.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Door {
    /// `articles`, `who`, `when`, `where`, `words` or `about`.
    pub id: &'static str,
    /// Its label: one word or two.
    pub label: String,
    /// The sections of its entries: the door is current if `page.section` is among them.
    pub sections: Vec<String>,
    /// Its entries; a door with one entry is drawn as a link.
    pub links: Vec<NavLink>,
}

/// The picture of a record.
#[derive(Clone, Debug, Serialize)]
pub struct Portrait {
    /// Its route.
    pub href: String,
    /// Its full address; empty if the address of the site is not known.
    pub address: String,
    /// Width in pixels; 0 if its header does not state it.
    pub width: u32,
    /// Height in pixels; 0 if its header does not state it.
    pub height: u32,
    /// Alt text: as written, else the name.
    pub alt: String,
    /// The credit; may be empty.
    pub credit: String,
    /// How it is placed when it is cropped to three by four so that the point which the record names is in the middle, in
    /// quarters as classes: `fx-2 fy-1`; empty if the record names none.
    pub focus: String,
}

/// What a list shows beside a name.
#[derive(Clone, Debug, Serialize)]
pub struct Face {
    /// The picture; null if there is none.
    pub picture: Option<Portrait>,
    /// For a person, the initials; else empty.
    pub initials: String,
}

/// The card of an entity, shown with its name and gloss.
#[derive(Clone, Debug, Serialize)]
pub struct Card {
    /// The roles held at the article's date; may be empty.
    pub roles: Vec<String>,
    /// The first sentence of its record; may be empty.
    pub sentence: String,
    /// Its picture or initials.
    pub face: TemplateValue<Face>,
    /// Key of the interface text that labels `life`: `born`, `died`, `founded`, `dissolved`, `date`, or empty if no label
    /// is needed.
    pub life_label: &'static str,
    /// The dates of its life or of the event; may be empty.
    pub life: String,
    /// Number of articles that name it, rounded down to two significant digits from a hundred on.
    pub n_articles: u64,
    /// Whether the exact number is larger than `n_articles`.
    pub is_more: bool,
}
