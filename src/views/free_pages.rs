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

/// The data of a free page.
#[derive(Clone, Debug, Serialize)]
pub struct FreeView {
    /// Data common to all pages.
    pub page: Chrome,
    /// Its text as HTML, safe to publish.
    pub body: String,
    /// Project file that the page is made from; empty for the list of free pages.
    pub file: String,
}

/// Maximum number of free pages in the menu. Two thousand pages that link to each other are 233 MB.
const MAX_IN_MENU: usize = 24;

/// The menu entry that leads to the list; current on each free page.
pub(crate) const SECTION: &str = "free-pages";

/// Returns whether free pages have a list, and a single menu entry.
#[must_use]
pub(crate) fn is_enabled(content: &Content) -> bool {
    content.pages.len() > MAX_IN_MENU
}

/// Makes the list, which is rendered as a free page.
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
