//! The menu: which pages have an entry, and through which of the five doors it is reached.
//!
//! A site has up to twenty kinds of pages, too many for a line. Each answers one question: the articles; who acts; when; where;
//! in which words. Free pages are about the dossier itself. A page of a new sort needs a line in [`entries`], nothing else.

use super::content::Content;
use super::graphics::{map, network};
use super::shared::{Door, NavLink};
use super::{as_of, chronology, corrections, free_pages, name_index, quotes};
use crate::model::{BaseKind, KindIx, routes};
use crate::theme::messages::Messages;

/// The doors in the order of the menu.
const DOORS: [&str; 6] = ["articles", "who", "when", "where", "words", "about"];

/// Maximum length of the title of a single free page that stands in the menu itself, in characters.
const MAX_OWN_LABEL: usize = 12;

/// Returns the door of the records of a kind. Things of one's own kind (ships, laws) act in a dossier as people do.
fn door_of(kind: BaseKind) -> &'static str {
    match kind {
        BaseKind::Person | BaseKind::Organisation | BaseKind::Other => "who",
        BaseKind::Event => "when",
        BaseKind::Place => "where",
        BaseKind::Work => "words",
    }
}

/// Returns the entries of the menu, door by door.
#[must_use]
pub(super) fn entries(t: &Messages, content: &Content) -> Vec<NavLink> {
    let mut all = Vec::new();
    let mut add = |door: &'static str, label: &str, href: &str, section: &str| {
        let group = if door == "about" { "page" } else { "main" };
        all.push(NavLink { label: label.to_owned(), href: href.to_owned(), section: section.to_owned(), group, door });
    };
    add("articles", t.text("articles"), routes::ARTICLE_INDEX, "articles");
    if chronology::has_chronology(content) {
        add("when", t.text("chronology"), routes::CHRONOLOGY, "chronology");
    }
    // The pages lead to each other; the latest day is the best of them to begin with.
    if let Some(route) = as_of::routes(content).last() {
        add("when", t.text("as_of"), route.as_str(), as_of::SECTION);
    }
    if map::is_enabled(content) {
        add("where", t.text("map"), routes::MAP, "map");
    }
    if quotes::has_quotes(content) {
        add("words", t.text("quotations"), routes::QUOTES, "quotes");
    }
    if !content.link_index.tags.by_slug.is_empty() {
        add("words", t.text("tags"), routes::TAG_INDEX, "tags");
    }
    for (index, kind) in KindIx::number(&content.config.kinds) {
        if content.registry.entities.iter().any(|entity| entity.kind == index) {
            add(door_of(kind.behaves_as), &kind.plural, content.kind_route(index).as_str(), &kind.id);
        }
    }
    if !network::ties(content).is_empty() {
        add("who", t.text("network"), routes::NETWORK, "network");
    }
    if name_index::is_enabled(content) {
        add("words", t.text("names_index"), routes::NAME_INDEX, "names");
    }
    if free_pages::is_enabled(content) {
        add("about", t.text("free_pages"), routes::FREE_PAGE_INDEX, free_pages::SECTION);
    } else {
        for page in content.pages.iter().map(|page| &page.document) {
            add("about", &page.title, routes::free_page(&page.id).as_str(), page.id.as_str());
        }
    }
    if corrections::has_corrections(content) {
        add("about", t.text("corrections"), routes::CORRECTIONS, "corrections");
    }
    // The sort is stable: within a door the order is that of above.
    all.sort_by_key(|entry| DOORS.iter().position(|door| *door == entry.door));
    all
}

/// Sorts the entries by door.
#[must_use]
pub(super) fn doors(t: &Messages, entries: &[NavLink]) -> Vec<Door> {
    let doors = DOORS.iter().filter_map(|id| {
        let links: Vec<NavLink> = entries.iter().filter(|entry| entry.door == *id).cloned().collect();
        let label = match links.as_slice() {
            [] => return None,
            // "Méthode" says more than "À propos", but a long title would break the line of the menu.
            [one] if *id == "about" && one.label.chars().count() <= MAX_OWN_LABEL => one.label.clone(),
            _ => t.text(&format!("door_{id}")).to_owned(),
        };
        Some(Door { id, label, sections: links.iter().map(|link| link.section.clone()).collect(), links })
    });
    doors.collect()
}
