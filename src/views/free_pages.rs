//! The list of free pages, where there are too many for a menu that stands on every page.

use super::components;
use super::front::FreeView;
use super::site::Site;
use crate::base::markup::push_escaped;
use crate::base::{Key, KeyBuilder};
use crate::model::{Route, routes};

/// Most free pages that the menu names. Two thousand pages that name each other are 233 MB.
const MAX_IN_MENU: usize = 24;

/// The entry of the menu that leads to it, current on each free page.
pub const SECTION: &str = "free-pages";

/// Tells whether there is a list, and one entry of the menu for all.
#[must_use]
pub fn is_enabled(site: &Site) -> bool {
    site.pages.len() > MAX_IN_MENU
}

/// Returns the key of the list: what each page is called and where it stands.
#[must_use]
pub fn key(site: &Site, mut key: KeyBuilder) -> Key {
    for page in &site.pages {
        key.text(page.document.id.as_str()).text(&page.document.title);
    }
    key.finish()
}

/// Makes the list, which is drawn as a free page.
#[must_use]
pub fn view(site: &Site, route: &Route) -> FreeView {
    let mut body = String::from("<ul>\n");
    for page in &site.pages {
        let own = routes::free_page(&page.document.id);
        body.push_str("<li><a href=\"");
        push_escaped(&mut body, &format!("{}{}", route.to_root(), own.encoded()));
        body.push_str("\">");
        push_escaped(&mut body, &page.document.title);
        body.push_str("</a></li>\n");
    }
    body.push_str("</ul>\n");
    let title = site.theme.messages.text("free_pages");
    FreeView { page: components::chrome(site, route, title, "", SECTION), body, file: String::new() }
}
