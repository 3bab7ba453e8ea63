//! Lists every page and file of the output. The order is that of routes, which nobody's hash decides.

use std::collections::BTreeMap;

use crate::base::{Checked, Code, Diagnostic, Key, KeyBuilder, SourcePath};
use crate::config::SitePart;
use crate::export;
use crate::model::{Id, Route, routes};
use crate::views::graphics::{map, network};
use crate::views::site::Site;
use crate::views::{
    article, backlinks, copies, dates_and_quotes, entity, entity_pair, free_pages, front, listing, name_index, search,
};

/// Where a file of the output stands, and what it is.
#[derive(Clone, Debug)]
pub struct PlannedPage {
    /// Where it stands.
    pub route: Route,
    /// What it is.
    pub kind: PageKind,
}

/// A file to be written.
#[derive(Clone, Debug)]
pub struct KeyedPage {
    /// Where it stands.
    pub route: Route,
    /// Identity of everything it shows: two builds with one key write the same bytes.
    pub key: Key,
    /// What it is.
    pub kind: PageKind,
}

/// What a file of the output is; numbers are indexes into the [`Site`]'s lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageKind {
    /// The front page.
    Front,
    /// An article.
    Article(usize),
    /// A dispatch that several articles print: index into the dossier's groups of copies.
    Copies(usize),
    /// The list of articles.
    ArticleIndex,
    /// An older page of the list of articles, by its number from 1.
    OlderArticles(usize),
    /// A record.
    Entity(usize),
    /// An older page of the passages that name a record.
    OlderBacklinks(usize, usize),
    /// The A–Z list of a kind.
    KindIndex(usize),
    /// The list of tags.
    Tags,
    /// A tag, by its slug.
    Tag(String),
    /// An older page of a tag.
    OlderTag(String, usize),
    /// The chronology.
    Chronology,
    /// The quotations.
    Quotes,
    /// The index of names.
    NameIndex,
    /// The map.
    Map,
    /// The network.
    Network,
    /// What two entities of the network share: indexes into the registry.
    EntityPair(usize, usize),
    /// A free page.
    FreePage(usize),
    /// The list of free pages.
    FreePageIndex,
    /// The page of an old id of a record.
    EntityRedirect(usize),
    /// The page of an old id of an article.
    ArticleRedirect(usize),
    /// The page of the search.
    Search,
    /// A file of the search's index.
    SearchFile(search::SearchFile),
    /// The page for addresses that lead nowhere.
    NotFound,
    /// A machine-readable file: index into [`export::FILES`].
    Export(usize),
    /// A file of the theme.
    Asset(usize),
    /// The colours that site.yaml gives to kinds.
    KindColors,
    /// A picture or document.
    Media,
}

impl PageKind {
    /// Returns what it is in a word, for people who read where the time of a build went.
    #[must_use]
    pub fn label(&self) -> &'static str {
        match self {
            Self::Front => "front page",
            Self::Article(_) => "articles",
            Self::Copies(_) => "dispatches",
            Self::ArticleIndex | Self::OlderArticles(_) => "list of articles",
            Self::Entity(_) | Self::OlderBacklinks(..) => "records",
            Self::KindIndex(_) => "lists of records",
            Self::Tags => "list of tags",
            Self::Tag(_) | Self::OlderTag(..) => "tags",
            Self::Chronology => "chronology",
            Self::Quotes => "quotations",
            Self::NameIndex => "index of names",
            Self::Map => "map",
            Self::Network => "network",
            Self::EntityPair(..) => "what two share",
            Self::FreePage(_) | Self::FreePageIndex => "free pages",
            Self::EntityRedirect(_) | Self::ArticleRedirect(_) => "moved pages",
            Self::Search => "search page",
            Self::SearchFile(_) => "search index",
            Self::NotFound => "page not found",
            Self::Export(_) => "data",
            Self::Asset(_) | Self::KindColors => "files of the theme",
            Self::Media => "pictures",
        }
    }
}

/// Returns the key of everything that decides which pages there are, and where; `articles` is that of the articles' ids
/// and files.
#[must_use]
pub fn plan_key(site: &Site, articles: Key) -> Key {
    let mut key = KeyBuilder::new("places");
    key.key(articles).debug(&site.config.kinds);
    for asset in &site.theme.assets {
        key.text(asset.route.as_str());
    }
    for entity in &site.registry.entities {
        key.number(entity.kind as u64).text(entity.record.id.as_str()).text(entity.record.span.file.as_str());
    }
    for (old, index) in &site.registry.former {
        key.text(old.as_str()).number(*index as u64);
    }
    for (slug, tag) in &site.link_index.tags.by_slug {
        key.text(slug).number(listing::tag_ranges(site, tag).n_older as u64);
    }
    // How many articles there are follows from their names.
    key.number(listing::article_index_ranges(site).n_older as u64);
    for entity in 0..site.registry.entities.len() {
        key.number(backlinks::n_older(site, entity) as u64);
    }
    for group in &site.link_index.copies.groups {
        key.number(group[0] as u64);
    }
    for page in &site.pages {
        key.text(page.document.id.as_str()).text(page.document.file.as_str());
    }
    for route in site.media.keys() {
        key.text(route.as_str());
    }
    for export in export::EXPORTS {
        key.number(u64::from((export.is_enabled)(&site.config)));
    }
    key.number(u64::from(map::is_enabled(site)));
    for tie in network::ties(site) {
        key.number(tie.from as u64).number(tie.to as u64);
    }
    key.number(u64::from(has_chronology(site))).number(u64::from(has_quotes(site)));
    key.debug(&site.config.without).number(u64::from(name_index::is_enabled(site))).finish()
}

/// Tells whether some article speaks of a date, or some record has one.
#[must_use]
pub fn has_chronology(site: &Site) -> bool {
    let has_dates = || site.registry.entities.iter().any(|entity| entity.record.date.is_some());
    site.config.has(SitePart::Chronology) && (site.link_index.n_dated > 0 || has_dates())
}

/// Tells whether some article quotes somebody.
#[must_use]
pub fn has_quotes(site: &Site) -> bool {
    site.config.has(SitePart::Quotes) && site.link_index.n_quoting > 0
}

/// Plans the site. Two pages that claim one route are reported, and the first keeps it; a redirect gives way to anything.
#[must_use]
pub fn plan_pages(site: &Site) -> Checked<Vec<PlannedPage>> {
    let mut plan = Plan { places: BTreeMap::new(), folded: BTreeMap::new(), diagnostics: Vec::new() };
    plan.add(Route::new(routes::FRONT), PageKind::Front, None);
    let sources = Route::new(routes::ARTICLE_INDEX);
    for number in 1..=listing::article_index_ranges(site).n_older {
        plan.add(routes::older_page(&sources, number), PageKind::OlderArticles(number), None);
    }
    plan.add(sources, PageKind::ArticleIndex, None);
    for (index, text) in site.articles.iter().enumerate() {
        let file = Some(&text.document.file);
        plan.add(routes::article(&text.document.id), PageKind::Article(index), file);
    }
    for (index, group) in site.link_index.copies.groups.iter().enumerate() {
        plan.add(copies::route(site, group[0]), PageKind::Copies(index), None);
    }
    for (index, entity) in site.registry.entities.iter().enumerate() {
        let (route, file) = (site.entity_route(index), Some(&entity.record.span.file));
        for number in 1..=backlinks::n_older(site, index) {
            plan.add(routes::older_page(&route, number), PageKind::OlderBacklinks(index, number), file);
        }
        plan.add(route, PageKind::Entity(index), file);
    }
    for kind in 0..site.config.kinds.len() {
        if site.registry.entities.iter().any(|entity| entity.kind == kind) {
            plan.add(site.kind_route(kind), PageKind::KindIndex(kind), None);
        }
    }
    plan.add(Route::new(routes::TAG_INDEX), PageKind::Tags, None);
    for (slug, tag) in &site.link_index.tags.by_slug {
        let route = routes::tag(slug);
        for number in 1..=listing::tag_ranges(site, tag).n_older {
            plan.add(routes::older_page(&route, number), PageKind::OlderTag(slug.clone(), number), None);
        }
        plan.add(route, PageKind::Tag(slug.clone()), None);
    }
    for (index, page) in site.pages.iter().enumerate() {
        let route = routes::free_page(&page.document.id);
        plan.add(route, PageKind::FreePage(index), Some(&page.document.file));
    }
    if free_pages::is_enabled(site) {
        plan.add(Route::new(routes::FREE_PAGE_INDEX), PageKind::FreePageIndex, None);
    }
    if has_chronology(site) {
        plan.add(Route::new(routes::CHRONOLOGY), PageKind::Chronology, None);
    }
    if has_quotes(site) {
        plan.add(Route::new(routes::QUOTES), PageKind::Quotes, None);
    }
    if name_index::is_enabled(site) {
        plan.add(Route::new(routes::NAME_INDEX), PageKind::NameIndex, None);
    }
    if site.config.has(SitePart::Search) {
        plan.add(Route::new(routes::SEARCH), PageKind::Search, None);
        for file in search::files(site) {
            plan.add(file.route(), PageKind::SearchFile(file), None);
        }
    }
    if map::is_enabled(site) {
        plan.add(Route::new(routes::MAP), PageKind::Map, None);
    }
    let ties = network::ties(site);
    if !ties.is_empty() {
        plan.add(Route::new(routes::NETWORK), PageKind::Network, None);
    }
    for tie in ties {
        let file = &site.registry.entities[tie.from].record.span.file;
        plan.add(entity_pair::route(site, tie.from, tie.to), PageKind::EntityPair(tie.from, tie.to), Some(file));
    }
    plan.add(Route::new(routes::NOT_FOUND), PageKind::NotFound, None);
    for (index, export) in export::EXPORTS.iter().enumerate().filter(|(_, export)| (export.is_enabled)(&site.config)) {
        plan.add(Route::new(export.route), PageKind::Export(index), None);
    }
    for (index, asset) in site.theme.assets.iter().enumerate() {
        plan.add(asset.route.clone(), PageKind::Asset(index), None);
    }
    if site.config.kinds.iter().any(|kind| !kind.color.is_empty()) {
        plan.add(Route::new(routes::KIND_COLORS), PageKind::KindColors, None);
    }
    for route in site.media.keys() {
        plan.add(route.clone(), PageKind::Media, Some(&SourcePath::new(&format!("content/{route}"))));
    }
    // Last, so that none takes the place of a page.
    let is_record = |id: &Id| {
        let found = site.registry.find(id.as_str());
        found.is_some_and(|index| site.registry.entities[index].record.id == *id)
    };
    for (index, text) in site.articles.iter().enumerate() {
        let former = text.document.former.iter().filter_map(|old| Id::parse(&old.value).ok());
        for old in former.filter(|old| !is_record(old)) {
            plan.add_redirect(routes::article(&old), PageKind::ArticleRedirect(index));
        }
    }
    for (old, index) in &site.registry.former {
        let folder = &site.config.kinds[site.registry.entities[*index].kind].folder;
        plan.add_redirect(routes::entity(folder, old), PageKind::EntityRedirect(*index));
    }
    Checked { value: plan.places.into_values().collect(), diagnostics: plan.diagnostics }
}

/// Returns the page that stands at a place, with its key.
#[must_use]
pub fn keyed_page(site: &Site, planned: &PlannedPage) -> KeyedPage {
    let key = key(site, planned, site.global_key);
    KeyedPage { route: planned.route.clone(), key, kind: planned.kind.clone() }
}

/// Returns the key of what stands at a place, in a frame.
#[must_use]
pub fn key(site: &Site, planned: &PlannedPage, frame: Key) -> Key {
    let framed = |kind: &str| {
        let mut key = KeyBuilder::new(kind);
        key.key(frame);
        key
    };
    let key = match &planned.kind {
        PageKind::Front => front::key(site, framed("front")),
        PageKind::Article(index) => article::key(site, *index, framed("article")),
        PageKind::Copies(index) => copies::key(site, &site.link_index.copies.groups[*index], framed("copies")),
        PageKind::ArticleRedirect(index) => {
            framed("moved article").key(site.link_index.articles[*index].card_key).finish()
        }
        PageKind::ArticleIndex => listing::article_index_key(site, None, framed("sources")),
        PageKind::OlderArticles(number) => listing::article_index_key(site, Some(*number), framed("older sources")),
        PageKind::Entity(index) => entity::key(site, *index, framed("entity")),
        PageKind::OlderBacklinks(index, number) => backlinks::older_key(site, *index, *number, framed("passages")),
        PageKind::EntityRedirect(index) => framed("redirect").key(site.registry.entities[*index].card_key).finish(),
        PageKind::KindIndex(kind) => listing::kind_key(site, *kind, framed("kind")),
        PageKind::Tags => listing::tags_key(site, framed("tags")),
        PageKind::Tag(slug) => match site.link_index.tags.by_slug.get(slug) {
            Some(tag) => listing::tag_key(site, tag, None, framed("tag")),
            None => Key::default(),
        },
        PageKind::OlderTag(slug, number) => match site.link_index.tags.by_slug.get(slug) {
            Some(tag) => listing::tag_key(site, tag, Some(*number), framed("older tag")),
            None => Key::default(),
        },
        PageKind::FreePage(index) => front::free_key(site, &site.pages[*index], framed("free")),
        PageKind::FreePageIndex => free_pages::key(site, framed("free pages")),
        PageKind::Chronology => dates_and_quotes::key(site, framed("chronology")),
        PageKind::Quotes => dates_and_quotes::key(site, framed("quotes")),
        PageKind::NameIndex => name_index::key(site, framed("names")),
        PageKind::Search => framed("search").key(search::key(site)).finish(),
        PageKind::SearchFile(file) => search::file_key(site, *file),
        PageKind::Map => map::key(site, framed("map")),
        PageKind::Network => network::key(site, framed("network")),
        PageKind::EntityPair(from, to) => entity_pair::key(site, *from, *to, framed("together")),
        PageKind::NotFound => framed("not found").finish(),
        PageKind::Export(index) => (export::EXPORTS[*index].key)(&export_input(site)),
        PageKind::Asset(index) => site.theme.assets[*index].key,
        PageKind::KindColors => framed("kind colours").finish(),
        PageKind::Media => site.media.get(&planned.route).map(|(key, _)| *key).unwrap_or_default(),
    };
    // Equal bytes may stand at two routes; what is drawn may name its own.
    KeyBuilder::new("page").text(planned.route.as_str()).key(key).finish()
}

/// Returns the file that a person edits to change a page; nothing for what is made of many.
#[must_use]
pub fn source_path<'a>(site: &'a Site, kind: &PageKind) -> Option<&'a SourcePath> {
    match kind {
        PageKind::Article(index) | PageKind::ArticleRedirect(index) => Some(&site.articles[*index].document.file),
        PageKind::Entity(index) | PageKind::OlderBacklinks(index, _) | PageKind::EntityRedirect(index) => {
            Some(&site.registry.entities[*index].record.span.file)
        }
        PageKind::FreePage(index) => Some(&site.pages[*index].document.file),
        PageKind::Front => site.front.as_ref().map(|front| &front.document.file),
        _ => None,
    }
}

/// Returns what an export may see of the site.
#[must_use]
pub fn export_input(site: &Site) -> export::ExportInput<'_> {
    export::ExportInput {
        config: &site.config,
        registry: &site.registry,
        link_index: &site.link_index,
        articles: site.articles.iter().map(|text| (&*text.document, &*text.annotated, text.key)).collect(),
        entity_routes: (0..site.registry.entities.len()).map(|index| site.entity_route(index)).collect(),
        kind_routes: (0..site.config.kinds.len()).map(|kind| site.kind_route(kind)).collect(),
        page_routes: site.pages.iter().map(|page| routes::free_page(&page.document.id)).collect(),
    }
}

/// Writes the style sheet of the kinds' colours; they are checked to hold nothing but a colour.
#[must_use]
pub fn kind_colors(site: &Site) -> String {
    let kinds = site.config.kinds.iter().filter(|kind| !kind.color.is_empty());
    kinds.map(|kind| format!(".m-{0}, .k-{0} {{ --k: {1} }}\n", kind.id, kind.color)).collect()
}

struct Plan {
    places: BTreeMap<Route, PlannedPage>,
    /// Routes as a file system that folds case sees them.
    folded: BTreeMap<String, Route>,
    diagnostics: Vec<Diagnostic>,
}

impl Plan {
    /// Adds the page of an old id, where its place is free; that the id is in use is told where `former:` is checked.
    fn add_redirect(&mut self, route: Route, kind: PageKind) {
        if !self.folded.contains_key(&route.folded()) {
            self.add(route, kind, None);
        }
    }

    fn add(&mut self, route: Route, kind: PageKind, file: Option<&SourcePath>) {
        if let Some(first) = self.folded.get(&route.folded()) {
            let site = SourcePath::new(crate::config::site::FILE);
            let message = format!("two pages would be written to `{route}`");
            let message =
                if *first == route { message } else { format!("`{route}` and `{first}` differ only in capitals") };
            self.diagnostics.push(
                Diagnostic::of_file(Code::RouteClash, file.unwrap_or(&site), message)
                    .help("rename one of them, or give its kind another folder in site.yaml"),
            );
            return;
        }
        self.folded.insert(route.folded(), route.clone());
        self.places.insert(route.clone(), PlannedPage { route, kind });
    }
}
