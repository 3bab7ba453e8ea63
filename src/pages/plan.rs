//! Lists every page and file of the output, in order of route, so that hash order never reaches the output.
//!
//! It decides which pages exist and reports two pages with the same route. It makes no page.

use std::collections::BTreeMap;

use super::kinds::{HostingFile, PageKind, PlannedPage};
use crate::base::{Code, Diagnostic, Key, KeyBuilder, SourcePath, StageOutput};
use crate::config::SitePart;
use crate::export::{self, hosting};
use crate::model::{ArticleIx, EntityIx, Id, KindIx, Route, routes};
use crate::say;
use crate::views::content::Content;
use crate::views::context::RenderContext;
use crate::views::graphics::{map, network};
use crate::views::{
    as_of, backlinks, chronology, components, copies, corrections, entity_pair, free_pages, listing, name_index,
    quotes, search,
};

/// Returns the key of everything that decides which pages there are, and where; `articles` is that of the articles' ids
/// and files.
#[must_use]
pub fn plan_key(context: &RenderContext, articles: Key) -> Key {
    let mut key = KeyBuilder::new("places");
    key.key(articles).add(&context.content.config.kinds);
    for asset in &context.interface.theme.assets {
        key.text(asset.route.as_str());
    }
    for entity in &context.content.registry.entities {
        key.add(&entity.kind).text(entity.record.id.as_str()).text(entity.record.span.file.as_str());
    }
    for (old, index) in &context.content.registry.former {
        key.text(old.as_str()).add(index);
    }
    for ((kind, old), index) in &context.content.registry.moved {
        key.add(kind).text(old.as_str()).add(index);
    }
    for (slug, tag) in &context.content.link_index.tags.by_slug {
        key.text(slug).number(listing::tag_ranges(&context.interface, tag).n_older() as u64);
    }
    // How many articles there are follows from their names.
    key.number(listing::article_index_ranges(context).n_older() as u64);
    for entity in EntityIx::all(context.content.registry.entities.len()) {
        key.number(backlinks::n_older(context, entity) as u64);
    }
    for group in &context.content.link_index.copies.groups {
        key.add(&group[0]);
    }
    for page in &context.content.pages {
        key.text(page.document.id.as_str()).text(page.document.file.as_str());
    }
    for route in context.media.keys() {
        key.text(route.as_str());
    }
    for export in export::EXPORTS {
        key.number(u64::from((export.is_enabled)(&context.content.config)));
    }
    for book in export::books(&context.content.config) {
        key.text(book.route);
    }
    key.number(u64::from(map::is_enabled(&context.content)));
    for tie in network::ties(&context.content) {
        key.add(&tie.from).add(&tie.to);
    }
    key.number(u64::from(chronology::has_chronology(&context.content)))
        .number(u64::from(quotes::has_quotes(&context.content)));
    key.add(&context.content.config.as_of).number(u64::from(corrections::has_corrections(&context.content)));
    key.add(&context.content.config.without).number(u64::from(name_index::is_enabled(&context.content))).finish()
}

/// Plans the site. Two pages that claim one route are reported, and the first keeps it; a redirect gives way to anything.
#[must_use]
pub fn plan_pages(context: &RenderContext) -> StageOutput<Vec<PlannedPage>> {
    let mut plan = Plan { places: BTreeMap::new(), folded: BTreeMap::new(), diagnostics: Vec::new() };
    plan.add(Route::new(routes::FRONT), PageKind::Front, None);
    let sources = Route::new(routes::ARTICLE_INDEX);
    for number in 1..=listing::article_index_ranges(context).n_older() {
        plan.add(routes::older_page(&sources, number), PageKind::OlderArticles(number), None);
    }
    plan.add(sources, PageKind::ArticleIndex, None);
    for (index, text) in ArticleIx::number(context.content.articles.iter()) {
        let file = Some(&text.document.file);
        plan.add(routes::article(&text.document.id), PageKind::Article(index), file);
    }
    for (index, group) in context.content.link_index.copies.groups.iter().enumerate() {
        plan.add(copies::route(&context.content, group[0]), PageKind::Copies(index), None);
    }
    for (index, entity) in EntityIx::number(&context.content.registry.entities) {
        let (route, file) = (context.content.entity_route(index), Some(&entity.record.span.file));
        for number in 1..=backlinks::n_older(context, index) {
            plan.add(routes::older_page(&route, number), PageKind::OlderBacklinks(index, number), file);
        }
        plan.add(route, PageKind::Entity(index), file);
    }
    for kind in KindIx::all(context.content.config.kinds.len()) {
        if context.content.registry.entities.iter().any(|entity| entity.kind == kind) {
            plan.add(context.content.kind_route(kind), PageKind::KindIndex(kind), None);
        }
    }
    plan.add(Route::new(routes::TAG_INDEX), PageKind::Tags, None);
    for (slug, tag) in &context.content.link_index.tags.by_slug {
        let route = routes::tag(slug);
        for number in 1..=listing::tag_ranges(&context.interface, tag).n_older() {
            plan.add(routes::older_page(&route, number), PageKind::OlderTag(slug.clone(), number), None);
        }
        plan.add(route, PageKind::Tag(slug.clone()), None);
    }
    for (index, page) in context.content.pages.iter().enumerate() {
        let route = routes::free_page(&page.document.id);
        plan.add(route, PageKind::FreePage(index), Some(&page.document.file));
    }
    if free_pages::is_enabled(&context.content) {
        plan.add(Route::new(routes::FREE_PAGE_INDEX), PageKind::FreePageIndex, None);
    }
    if chronology::has_chronology(&context.content) {
        plan.add(Route::new(routes::CHRONOLOGY), PageKind::Chronology, None);
    }
    for (number, route) in as_of::routes(&context.content).enumerate() {
        plan.add(route, PageKind::AsOf(number), None);
    }
    if corrections::has_corrections(&context.content) {
        plan.add(Route::new(routes::CORRECTIONS), PageKind::Corrections, None);
    }
    if quotes::has_quotes(&context.content) {
        plan.add(Route::new(routes::QUOTES), PageKind::Quotes, None);
    }
    if name_index::is_enabled(&context.content) {
        plan.add(Route::new(routes::NAME_INDEX), PageKind::NameIndex, None);
    }
    if context.content.config.has(SitePart::Search) {
        plan.add(Route::new(routes::SEARCH), PageKind::Search, None);
        for file in search::files(&context.content) {
            plan.add(file.route(), PageKind::SearchFile(file), None);
        }
    }
    if map::is_enabled(&context.content) {
        plan.add(Route::new(routes::MAP), PageKind::Map, None);
    }
    let ties = network::ties(&context.content);
    if !ties.is_empty() {
        plan.add(Route::new(routes::NETWORK), PageKind::Network, None);
    }
    for tie in ties {
        let file = &context.content.registry.entities[tie.from].record.span.file;
        plan.add(
            entity_pair::route(&context.content, tie.from, tie.to),
            PageKind::EntityPair(tie.from, tie.to),
            Some(file),
        );
    }
    plan.add(Route::new(routes::NOT_FOUND), PageKind::NotFound, None);
    for (index, export) in
        export::EXPORTS.iter().enumerate().filter(|(_, export)| (export.is_enabled)(&context.content.config))
    {
        plan.add(Route::new(export.route), PageKind::Export(index), None);
    }
    for book in export::books(&context.content.config) {
        plan.add(Route::new(book.route), PageKind::Book(book.edition), None);
    }
    for (index, asset) in context.interface.theme.assets.iter().enumerate() {
        plan.add(asset.route.clone(), PageKind::Asset(index), None);
    }
    if components::has_kind_colors(&context.content) {
        plan.add(components::kind_colors_route(&context.content), PageKind::KindColors, None);
    }
    plan.add(Route::new(hosting::HEADERS), PageKind::Hosting(HostingFile::Headers), None);
    plan.add(Route::new(hosting::NO_JEKYLL), PageKind::Hosting(HostingFile::NoJekyll), None);
    for route in context.media.keys() {
        plan.add(route.clone(), PageKind::Media, Some(&SourcePath::new(&format!("content/{route}"))));
    }
    // Last, so that none takes the place of a page.
    let is_record = |id: &Id| {
        let found = context.content.registry.find(id.as_str());
        found.is_some_and(|index| context.content.registry.entities[index].record.id == *id)
    };
    for (index, text) in ArticleIx::number(context.content.articles.iter()) {
        let former = text.document.former.iter().filter_map(|old| Id::parse(&old.value).ok());
        for old in former.filter(|old| !is_record(old)) {
            plan.add_redirect(routes::article(&old), PageKind::ArticleRedirect(index));
        }
    }
    for (old, index) in &context.content.registry.former {
        let folder = &context.content.config.kinds[context.content.registry.entities[*index].kind].folder;
        plan.add_redirect(routes::entity(folder, old), PageKind::EntityRedirect(*index));
    }
    for ((kind, old), index) in &context.content.registry.moved {
        let folder = &context.content.config.kinds[*kind].folder;
        plan.add_redirect(routes::entity(folder, old), PageKind::EntityRedirect(*index));
    }
    let moved = moved_pages(context, &plan);
    if !moved.is_empty() {
        plan.add(Route::new(hosting::REDIRECTS), PageKind::Hosting(HostingFile::Redirects(moved)), None);
    }
    StageOutput { value: plan.places.into_values().collect(), diagnostics: plan.diagnostics }
}

/// Returns the old and the new route of each page that moved and has a page at its old address, in order of old route.
fn moved_pages(context: &RenderContext, plan: &Plan) -> Vec<(Route, Route)> {
    let target = |page: &PlannedPage| match page.kind {
        PageKind::EntityRedirect(index) => Some(context.content.entity_route(index)),
        PageKind::ArticleRedirect(index) => Some(routes::article(&context.content.articles[index].document.id)),
        _ => None,
    };
    plan.places.values().filter_map(|page| Some((page.route.clone(), target(page)?))).collect()
}

/// Returns the file that a person edits to change a page; nothing for what is made of many.
#[must_use]
pub(crate) fn source_path<'a>(content: &'a Content, kind: &PageKind) -> Option<&'a SourcePath> {
    match kind {
        PageKind::Article(index) | PageKind::ArticleRedirect(index) => Some(&content.articles[*index].document.file),
        PageKind::Entity(index) | PageKind::OlderBacklinks(index, _) | PageKind::EntityRedirect(index) => {
            Some(&content.registry.entities[*index].record.span.file)
        }
        PageKind::FreePage(index) => Some(&content.pages[*index].document.file),
        PageKind::Front => content.front.as_ref().map(|front| &front.document.file),
        _ => None,
    }
}

struct Plan {
    places: BTreeMap<Route, PlannedPage>,
    /// Routes as a file system that folds case sees them.
    folded: BTreeMap<String, Route>,
    diagnostics: Vec<Diagnostic>,
}

impl Plan {
    /// Adds the page of an old id if its route is free. An id that is in use is reported by the check of `former:`.
    fn add_redirect(&mut self, route: Route, kind: PageKind) {
        if !self.folded.contains_key(&route.folded()) {
            self.add(route, kind, None);
        }
    }

    fn add(&mut self, route: Route, kind: PageKind, file: Option<&SourcePath>) {
        if let Some(first) = self.folded.get(&route.folded()) {
            let site = SourcePath::new(crate::config::site::FILE);
            let message = if *first == route {
                say!(
                    en: "two pages would be written to `{route}`",
                    fr: "deux pages seraient écrites à `{route}`",
                )
            } else {
                say!(
                    en: "`{route}` and `{first}` differ only in capitals",
                    fr: "`{route}` et `{first}` ne diffèrent que par les majuscules",
                )
            };
            self.diagnostics.push(Diagnostic::of_file(Code::RouteClash, file.unwrap_or(&site), message).help(say!(
                en: "rename one of them, or give its kind another folder in site.yaml",
                fr: "renommez l’une des deux, ou donnez à son type un autre répertoire dans site.yaml",
            )));
            return;
        }
        self.folded.insert(route.folded(), route.clone());
        self.places.insert(route.clone(), PlannedPage { route, kind });
    }
}
