//! sitemap.xml (sitemaps.org 0.9) and robots.txt.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, Event};

use super::ExportInput;
use super::feed::Xml;
use crate::base::{Key, KeyBuilder};
use crate::config::SiteConfig;
use crate::model::{KindIx, Route, routes};

/// There is no sitemap where the site's address is not known, because it must be absolute.
pub(super) fn is_enabled(config: &SiteConfig) -> bool {
    !config.base_url.is_empty()
}

/// Returns the key of the sitemap.
pub(super) fn key(input: &ExportInput<'_>) -> Key {
    let mut key = KeyBuilder::new("sitemap.xml");
    key.text(&input.config.base_url);
    for route in routes(input) {
        key.text(route.as_str());
    }
    key.finish()
}

/// Returns the pages that a reader may look for, in order.
fn routes(input: &ExportInput<'_>) -> Vec<Route> {
    let mut routes = [routes::FRONT, routes::ARTICLE_INDEX, routes::TAG_INDEX].map(Route::new).to_vec();
    routes.extend(input.articles.iter().map(|(article, _, _)| routes::article(&article.id)));
    let groups = input.link_index.copies.groups.iter();
    routes.extend(groups.map(|group| routes::copies(&input.articles[group[0]].0.id)));
    routes.extend(input.entity_routes.iter().cloned());
    let used = |kind: &KindIx| input.registry.entities.iter().any(|entity| entity.kind == *kind);
    routes.extend(KindIx::all(input.kind_routes.len()).filter(used).map(|kind| input.kind_routes[kind].clone()));
    routes.extend(input.link_index.tags.by_slug.keys().map(|slug| routes::tag(slug)));
    routes.extend(input.page_routes.iter().cloned());
    routes.sort();
    routes
}

/// Writes the sitemap.
pub(super) fn draw(input: &ExportInput<'_>) -> Vec<u8> {
    let mut xml = Xml { writer: Writer::new_with_indent(Vec::new(), b' ', 1) };
    xml.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
    xml.open("urlset", &[("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9")]);
    for route in routes(input) {
        xml.open("url", &[]);
        xml.text("loc", &format!("{}{}", input.config.base_url, route.encoded()));
        xml.close("url");
    }
    xml.close("urlset");
    let mut bytes = xml.writer.into_inner();
    bytes.push(b'\n');
    bytes
}

/// Returns the key of robots.txt.
pub(super) fn robots_key(input: &ExportInput<'_>) -> Key {
    KeyBuilder::new("robots.txt").text(&input.config.base_url).finish()
}

/// Writes robots.txt. It names no path: what must not be found is not published.
pub(super) fn robots(input: &ExportInput<'_>) -> Vec<u8> {
    let sitemap = if input.config.base_url.is_empty() {
        String::new()
    } else {
        format!("\nSitemap: {}{}\n", input.config.base_url, routes::SITEMAP)
    };
    format!("User-agent: *\nAllow: /\n{sitemap}").into_bytes()
}
