//! The free pages, and the list of them when they are too many for the menu of every page.

use serde::Serialize;

use super::body;
use super::components;
use super::content::{AnnotatedText, Content};
use super::context::RenderContext;
use super::shared::Chrome;
use crate::base::markup::push_escaped;
use crate::model::{Route, routes};
use crate::parse::FreePage;

/// All that a free page may show.
#[derive(Clone, Debug, Serialize)]
pub struct FreeView {
    /// The frame.
    pub page: Chrome,
    /// Its text as HTML, safe to publish.
    pub body: String,
    /// File of the project that the page is made of; empty for the list of free pages.
    pub file: String,
}

/// Most free pages that the menu names. Two thousand pages that name each other are 233 MB.
const MAX_IN_MENU: usize = 24;

/// The entry of the menu that leads to it, current on each free page.
pub(crate) const SECTION: &str = "free-pages";

/// Returns whether free pages have a list, and one entry of the menu for all.
#[must_use]
pub(crate) fn is_enabled(content: &Content) -> bool {
    content.pages.len() > MAX_IN_MENU
}

/// Makes the list, which is drawn as a free page.
#[must_use]
pub(crate) fn list_view(context: &RenderContext, route: &Route) -> FreeView {
    let mut body = String::from("<ul>\n");
    for page in &context.content.pages {
        let own = routes::free_page(&page.document.id);
        body.push_str("<li><a href=\"");
        push_escaped(&mut body, &format!("{}{}", route.to_root(), own.encoded()));
        body.push_str("\">");
        push_escaped(&mut body, &page.document.title);
        body.push_str("</a></li>\n");
    }
    body.push_str("</ul>\n");
    let title = context.interface.theme.messages.text("free_pages");
    FreeView { page: components::chrome(&context.content, route, title, "", SECTION), body, file: String::new() }
}

/// Makes a free page.
#[must_use]
pub(crate) fn view(context: &RenderContext, page: &AnnotatedText<FreePage>, route: &Route) -> FreeView {
    let source = &page.document;
    let section = if is_enabled(&context.content) { SECTION } else { source.id.as_str() };
    let mut chrome = components::chrome(&context.content, route, &source.title, "", section);
    if let Some(language) = &source.language {
        chrome.lang = language.to_string();
    }
    FreeView { page: chrome, body: body::free_page(context, page, route), file: source.file.to_string() }
}
