//! Lists every page and file of the output. The order is that of routes, which nobody's hash decides.

use std::collections::BTreeMap;

use super::drawn::{map, network};
use super::site::Site;
use super::{article, copies, entity, free_pages, front, listing, names, paging, passages, search, speech, together};
use crate::base::{Checked, Code, Diagnostic, Key, KeyBuilder, SourcePath};
use crate::config::Part;
use crate::export;
use crate::model::{Id, Route};

/// Where a file of the output stands, and what it is.
#[derive(Clone, Debug)]
pub struct Place {
    /// Where it stands.
    pub route: Route,
    /// What it is.
    pub subject: Subject,
}

/// A file to be written.
#[derive(Clone, Debug)]
pub struct Page {
    /// Where it stands.
    pub route: Route,
    /// Identity of everything it shows: two builds with one key write the same bytes.
    pub key: Key,
    /// What it is.
    pub subject: Subject,
}

/// What a file of the output is; numbers are indexes into the [`Site`]'s lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The front page.
    Front,
    /// An article.
    Article(usize),
    /// A dispatch that several articles print: index into the dossier's groups of copies.
    Copies(usize),
    /// The list of articles.
    Sources,
    /// An older page of the list of articles, by its number from 1.
    OlderSources(usize),
    /// A record.
    Entity(usize),
    /// An older page of the passages that name a record.
    OlderPassages(usize, usize),
    /// The A–Z list of a kind.
    Kind(usize),
    /// The list of tags.
    Tags,
    /// A tag, by its slug.
    Tag(String),
    /// An older page of a tag.
    OlderTagged(String, usize),
    /// The chronology.
    Chronology,
    /// The quotations.
    Quotes,
    /// The index of names.
    Names,
    /// The map.
    Map,
    /// The network.
    Network,
    /// What two entities of the network share: indexes into the registry.
    Together(usize, usize),
    /// A free page.
    Free(usize),
    /// The list of free pages.
    FreePages,
    /// The page of an old id of a record.
    Redirect(usize),
    /// The page of an old id of an article.
    MovedArticle(usize),
    /// The page of the search.
    Search,
    /// A file of the search's index.
    SearchFile(search::Piece),
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

impl Subject {
    /// Returns what it is in a word, for people who read where the time of a build went.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Front => "front page",
            Self::Article(_) => "articles",
            Self::Copies(_) => "dispatches",
            Self::Sources | Self::OlderSources(_) => "list of articles",
            Self::Entity(_) | Self::OlderPassages(..) => "records",
            Self::Kind(_) => "lists of records",
            Self::Tags => "list of tags",
            Self::Tag(_) | Self::OlderTagged(..) => "tags",
            Self::Chronology => "chronology",
            Self::Quotes => "quotations",
            Self::Names => "index of names",
            Self::Map => "map",
            Self::Network => "network",
            Self::Together(..) => "what two share",
            Self::Free(_) | Self::FreePages => "free pages",
            Self::Redirect(_) | Self::MovedArticle(_) => "moved pages",
            Self::Search => "search page",
            Self::SearchFile(_) => "search index",
            Self::NotFound => "page not found",
            Self::Export(_) => "data",
            Self::Asset(_) | Self::KindColors => "files of the theme",
            Self::Media => "pictures",
        }
    }
}

/// Name of the style sheet with the colours that site.yaml gives to kinds, where it gives any.
pub const KIND_COLORS: &str = "assets/kinds.css";

/// Returns the key of everything that decides which pages there are, and where; `articles` is that of the articles' ids
/// and files.
#[must_use]
pub fn places_key(site: &Site, articles: Key) -> Key {
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
    for (slug, tag) in &site.dossier.tags.by_slug {
        key.text(slug).number(listing::tag_cut(site, tag).n_older as u64);
    }
    // How many articles there are follows from their names.
    key.number(listing::sources_cut(site).n_older as u64);
    for entity in 0..site.registry.entities.len() {
        key.number(passages::n_older(site, entity) as u64);
    }
    for group in &site.dossier.copies.groups {
        key.number(group[0] as u64);
    }
    for page in &site.pages {
        key.text(page.source.id.as_str()).text(page.source.file.as_str());
    }
    for route in site.media.keys() {
        key.text(route.as_str());
    }
    for export in export::FILES {
        key.number(u64::from((export.stands)(&site.config)));
    }
    key.number(u64::from(map::stands(site)));
    for tie in network::ties(site) {
        key.number(tie.from as u64).number(tie.to as u64);
    }
    key.number(u64::from(has_chronology(site))).number(u64::from(has_quotes(site)));
    key.debug(&site.config.without).number(u64::from(names::stands(site))).finish()
}

/// Tells whether some article speaks of a date, or some record has one.
#[must_use]
pub fn has_chronology(site: &Site) -> bool {
    let has_dates = || site.registry.entities.iter().any(|entity| entity.record.date.is_some());
    site.config.has(Part::Chronology) && (site.dossier.n_dated > 0 || has_dates())
}

/// Tells whether some article quotes somebody.
#[must_use]
pub fn has_quotes(site: &Site) -> bool {
    site.config.has(Part::Quotes) && site.dossier.n_quoting > 0
}

/// Plans the site. Two pages that claim one route are reported, and the first keeps it; a redirect gives way to anything.
#[must_use]
pub fn plan(site: &Site) -> Checked<Vec<Place>> {
    let mut plan = Plan { places: BTreeMap::new(), folded: BTreeMap::new(), diagnostics: Vec::new() };
    plan.add(Route::new("index.html"), Subject::Front, None);
    let sources = Route::new(listing::SOURCES);
    for number in 1..=listing::sources_cut(site).n_older {
        plan.add(paging::route(&sources, number), Subject::OlderSources(number), None);
    }
    plan.add(sources, Subject::Sources, None);
    for (index, text) in site.articles.iter().enumerate() {
        let file = Some(&text.source.file);
        plan.add(Site::article_route(&text.source.id), Subject::Article(index), file);
    }
    for (index, group) in site.dossier.copies.groups.iter().enumerate() {
        plan.add(copies::route(site, group[0]), Subject::Copies(index), None);
    }
    for (index, entity) in site.registry.entities.iter().enumerate() {
        let (route, file) = (site.entity_route(index), Some(&entity.record.span.file));
        for number in 1..=passages::n_older(site, index) {
            plan.add(paging::route(&route, number), Subject::OlderPassages(index, number), file);
        }
        plan.add(route, Subject::Entity(index), file);
    }
    for kind in 0..site.config.kinds.len() {
        if site.registry.entities.iter().any(|entity| entity.kind == kind) {
            plan.add(site.kind_route(kind), Subject::Kind(kind), None);
        }
    }
    plan.add(Route::new("tags/index.html"), Subject::Tags, None);
    for (slug, tag) in &site.dossier.tags.by_slug {
        let route = listing::tag_route(slug);
        for number in 1..=listing::tag_cut(site, tag).n_older {
            plan.add(paging::route(&route, number), Subject::OlderTagged(slug.clone(), number), None);
        }
        plan.add(route, Subject::Tag(slug.clone()), None);
    }
    for (index, page) in site.pages.iter().enumerate() {
        let route = Route::new(&format!("pages/{}.html", page.source.id));
        plan.add(route, Subject::Free(index), Some(&page.source.file));
    }
    if free_pages::stands(site) {
        plan.add(Route::new(free_pages::ROUTE), Subject::FreePages, None);
    }
    if has_chronology(site) {
        plan.add(Route::new("chronology.html"), Subject::Chronology, None);
    }
    if has_quotes(site) {
        plan.add(Route::new("quotes.html"), Subject::Quotes, None);
    }
    if names::stands(site) {
        plan.add(Route::new("names.html"), Subject::Names, None);
    }
    if site.config.has(Part::Search) {
        plan.add(Route::new(search::PAGE), Subject::Search, None);
        for file in search::files(site) {
            plan.add(file.route(), Subject::SearchFile(file), None);
        }
    }
    if map::stands(site) {
        plan.add(Route::new("map.html"), Subject::Map, None);
    }
    let ties = network::ties(site);
    if !ties.is_empty() {
        plan.add(Route::new("network.html"), Subject::Network, None);
    }
    for tie in ties {
        let file = &site.registry.entities[tie.from].record.span.file;
        plan.add(together::route(site, tie.from, tie.to), Subject::Together(tie.from, tie.to), Some(file));
    }
    plan.add(Route::new("404.html"), Subject::NotFound, None);
    for (index, export) in export::FILES.iter().enumerate().filter(|(_, export)| (export.stands)(&site.config)) {
        plan.add(Route::new(export.route), Subject::Export(index), None);
    }
    for (index, asset) in site.theme.assets.iter().enumerate() {
        plan.add(asset.route.clone(), Subject::Asset(index), None);
    }
    if site.config.kinds.iter().any(|kind| !kind.color.is_empty()) {
        plan.add(Route::new(KIND_COLORS), Subject::KindColors, None);
    }
    for route in site.media.keys() {
        plan.add(route.clone(), Subject::Media, Some(&SourcePath::new(&format!("content/{route}"))));
    }
    // Last, so that none takes the place of a page.
    let is_record = |id: &Id| {
        let found = site.registry.find(id.as_str());
        found.is_some_and(|index| site.registry.entities[index].record.id == *id)
    };
    for (index, text) in site.articles.iter().enumerate() {
        let former = text.source.former.iter().filter_map(|old| Id::parse(&old.value).ok());
        for old in former.filter(|old| !is_record(old)) {
            plan.add_redirect(Site::article_route(&old), Subject::MovedArticle(index));
        }
    }
    for (old, index) in &site.registry.former {
        let folder = &site.config.kinds[site.registry.entities[*index].kind].folder;
        plan.add_redirect(Route::new(&format!("{folder}/{old}.html")), Subject::Redirect(*index));
    }
    Checked { value: plan.places.into_values().collect(), diagnostics: plan.diagnostics }
}

/// Returns the page that stands at a place, with its key.
#[must_use]
pub fn page(site: &Site, place: &Place) -> Page {
    let key = key(site, place, site.frame_key);
    Page { route: place.route.clone(), key, subject: place.subject.clone() }
}

/// Returns the key of what stands at a place, in a frame.
#[must_use]
pub fn key(site: &Site, place: &Place, frame: Key) -> Key {
    let framed = |kind: &str| {
        let mut key = KeyBuilder::new(kind);
        key.key(frame);
        key
    };
    let key = match &place.subject {
        Subject::Front => front::key(site, framed("front")),
        Subject::Article(index) => article::key(site, *index, framed("article")),
        Subject::Copies(index) => copies::key(site, &site.dossier.copies.groups[*index], framed("copies")),
        Subject::MovedArticle(index) => framed("moved article").key(site.dossier.articles[*index].card_key).finish(),
        Subject::Sources => listing::sources_key(site, None, framed("sources")),
        Subject::OlderSources(number) => listing::sources_key(site, Some(*number), framed("older sources")),
        Subject::Entity(index) => entity::key(site, *index, framed("entity")),
        Subject::OlderPassages(index, number) => passages::older_key(site, *index, *number, framed("passages")),
        Subject::Redirect(index) => framed("redirect").key(site.registry.entities[*index].card_key).finish(),
        Subject::Kind(kind) => listing::kind_key(site, *kind, framed("kind")),
        Subject::Tags => listing::tags_key(site, framed("tags")),
        Subject::Tag(slug) => match site.dossier.tags.by_slug.get(slug) {
            Some(tag) => listing::tag_key(site, tag, None, framed("tag")),
            None => Key::default(),
        },
        Subject::OlderTagged(slug, number) => match site.dossier.tags.by_slug.get(slug) {
            Some(tag) => listing::tag_key(site, tag, Some(*number), framed("older tag")),
            None => Key::default(),
        },
        Subject::Free(index) => front::free_key(site, &site.pages[*index], framed("free")),
        Subject::FreePages => free_pages::key(site, framed("free pages")),
        Subject::Chronology => speech::key(site, framed("chronology")),
        Subject::Quotes => speech::key(site, framed("quotes")),
        Subject::Names => names::key(site, framed("names")),
        Subject::Search => framed("search").key(search::key(site)).finish(),
        Subject::SearchFile(file) => search::file_key(site, *file),
        Subject::Map => map::key(site, framed("map")),
        Subject::Network => network::key(site, framed("network")),
        Subject::Together(from, to) => together::key(site, *from, *to, framed("together")),
        Subject::NotFound => framed("not found").finish(),
        Subject::Export(index) => (export::FILES[*index].key)(&export_input(site)),
        Subject::Asset(index) => site.theme.assets[*index].key,
        Subject::KindColors => framed("kind colours").finish(),
        Subject::Media => site.media.get(&place.route).map(|(key, _)| *key).unwrap_or_default(),
    };
    // Equal bytes may stand at two routes; what is drawn may name its own.
    KeyBuilder::new("page").text(place.route.as_str()).key(key).finish()
}

/// Returns the file that a person edits to change a page; nothing for what is made of many.
#[must_use]
pub fn source<'a>(site: &'a Site, subject: &Subject) -> Option<&'a SourcePath> {
    match subject {
        Subject::Article(index) | Subject::MovedArticle(index) => Some(&site.articles[*index].source.file),
        Subject::Entity(index) | Subject::OlderPassages(index, _) | Subject::Redirect(index) => {
            Some(&site.registry.entities[*index].record.span.file)
        }
        Subject::Free(index) => Some(&site.pages[*index].source.file),
        Subject::Front => site.front.as_ref().map(|front| &front.source.file),
        _ => None,
    }
}

/// Returns what an export may see of the site.
#[must_use]
pub fn export_input(site: &Site) -> export::Input<'_> {
    export::Input {
        config: &site.config,
        registry: &site.registry,
        dossier: &site.dossier,
        articles: site.articles.iter().map(|text| (&*text.source, &*text.annotated, text.key)).collect(),
        entity_routes: (0..site.registry.entities.len()).map(|index| site.entity_route(index)).collect(),
        kind_routes: (0..site.config.kinds.len()).map(|kind| site.kind_route(kind)).collect(),
        page_routes: site.pages.iter().map(|page| Route::new(&format!("pages/{}.html", page.source.id))).collect(),
    }
}

/// Writes the style sheet of the kinds' colours; they are checked to hold nothing but a colour.
#[must_use]
pub fn kind_colors(site: &Site) -> String {
    let kinds = site.config.kinds.iter().filter(|kind| !kind.color.is_empty());
    kinds.map(|kind| format!(".m-{0}, .k-{0} {{ --k: {1} }}\n", kind.id, kind.color)).collect()
}

struct Plan {
    places: BTreeMap<Route, Place>,
    /// Routes as a file system that folds case sees them.
    folded: BTreeMap<String, Route>,
    diagnostics: Vec<Diagnostic>,
}

impl Plan {
    /// Adds the page of an old id, where its place is free; that the id is in use is told where `former:` is checked.
    fn add_redirect(&mut self, route: Route, subject: Subject) {
        if !self.folded.contains_key(&route.folded()) {
            self.add(route, subject, None);
        }
    }

    fn add(&mut self, route: Route, subject: Subject, file: Option<&SourcePath>) {
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
        self.places.insert(route.clone(), Place { route, subject });
    }
}
