//! Lists every page and file of the output. The order is that of routes, which nobody's hash decides.

use std::collections::BTreeMap;

use super::site::Site;
use super::{article, copies, entity, front, listing, speech};
use crate::base::{Checked, Code, Diagnostic, Key, KeyBuilder, SourcePath};
use crate::export;
use crate::model::Route;

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
    /// A record.
    Entity(usize),
    /// The A–Z list of a kind.
    Kind(usize),
    /// The list of tags.
    Tags,
    /// A tag, by its slug.
    Tag(String),
    /// The chronology.
    Chronology,
    /// The quotations.
    Quotes,
    /// A free page.
    Free(usize),
    /// The page of an old id of a record.
    Redirect(usize),
    /// The page of an old id of an article.
    MovedArticle(usize),
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

/// Name of the style sheet with the colours that site.yaml gives to kinds, where it gives any.
pub const KIND_COLORS: &str = "assets/kinds.css";

/// Plans the site. Two pages that claim one route are reported, and the first keeps it.
#[must_use]
pub fn plan(site: &Site) -> Checked<Vec<Page>> {
    let mut plan = Plan { pages: BTreeMap::new(), folded: BTreeMap::new(), diagnostics: Vec::new() };
    let framed = |kind: &str| {
        let mut key = KeyBuilder::new(kind);
        key.key(site.frame_key);
        key
    };
    plan.add(Route::new("index.html"), front::key(site, framed("front")), Subject::Front, None);
    plan.add(Route::new("articles/index.html"), listing::sources_key(site, framed("sources")), Subject::Sources, None);
    for (index, text) in site.articles.iter().enumerate() {
        let route = Site::article_route(&text.source.id);
        plan.add(route, article::key(site, index, framed("article")), Subject::Article(index), Some(&text.source.file));
        for old in text.source.former.iter().filter_map(|old| crate::model::Id::parse(&old.value).ok()) {
            let mut key = framed("moved article");
            key.key(site.dossier.articles[index].card_key);
            plan.add(Site::article_route(&old), key.finish(), Subject::MovedArticle(index), Some(&text.source.file));
        }
    }
    for (index, group) in site.dossier.copies.groups.iter().enumerate() {
        let key = copies::key(site, group, framed("copies"));
        plan.add(copies::route(site, group[0]), key, Subject::Copies(index), None);
    }
    for (index, entity) in site.registry.entities.iter().enumerate() {
        let key = entity::key(site, index, framed("entity"));
        plan.add(site.entity_route(index), key, Subject::Entity(index), Some(&entity.record.span.file));
    }
    for (kind, definition) in site.config.kinds.iter().enumerate() {
        if site.registry.entities.iter().any(|entity| entity.kind == kind) {
            plan.add(site.kind_route(kind), listing::kind_key(site, kind, framed("kind")), Subject::Kind(kind), None);
        }
        for (old, index) in &site.registry.former {
            if site.registry.entities[*index].kind == kind {
                let route = Route::new(&format!("{}/{old}.html", definition.folder));
                let mut key = framed("redirect");
                key.key(site.registry.entities[*index].card_key);
                plan.add(
                    route,
                    key.finish(),
                    Subject::Redirect(*index),
                    Some(&site.registry.entities[*index].record.span.file),
                );
            }
        }
    }
    plan.add(Route::new("tags/index.html"), listing::tags_key(site, framed("tags")), Subject::Tags, None);
    for (slug, tag) in &site.dossier.tags {
        let key = listing::tag_key(site, tag, framed("tag"));
        plan.add(Route::new(&format!("tags/{slug}.html")), key, Subject::Tag(slug.clone()), None);
    }
    for (index, page) in site.pages.iter().enumerate() {
        let route = Route::new(&format!("pages/{}.html", page.source.id));
        plan.add(route, front::free_key(site, page, framed("free")), Subject::Free(index), Some(&page.source.file));
    }
    if site.dossier.articles.iter().any(|summary| !summary.dates.is_empty())
        || site.registry.entities.iter().any(|entity| entity.record.date.is_some())
    {
        plan.add(Route::new("chronology.html"), speech::key(site, framed("chronology")), Subject::Chronology, None);
    }
    if site.dossier.articles.iter().any(|summary| !summary.quotes.is_empty()) {
        plan.add(Route::new("quotes.html"), speech::key(site, framed("quotes")), Subject::Quotes, None);
    }
    plan.add(Route::new("404.html"), framed("not found").finish(), Subject::NotFound, None);
    for (index, export) in export::FILES.iter().enumerate() {
        if let Some(key) = (export.key)(&export_input(site)) {
            plan.add(Route::new(export.route), key, Subject::Export(index), None);
        }
    }
    for (index, asset) in site.theme.assets.iter().enumerate() {
        plan.add(asset.route.clone(), asset.key, Subject::Asset(index), None);
    }
    if site.config.kinds.iter().any(|kind| !kind.color.is_empty()) {
        plan.add(Route::new(KIND_COLORS), framed("kind colours").finish(), Subject::KindColors, None);
    }
    for (route, (key, _)) in &site.media {
        plan.add(route.clone(), *key, Subject::Media, None);
    }
    Checked { value: plan.pages.into_values().collect(), diagnostics: plan.diagnostics }
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
    pages: BTreeMap<Route, Page>,
    /// Routes as a file system that folds case sees them.
    folded: BTreeMap<String, Route>,
    diagnostics: Vec<Diagnostic>,
}

impl Plan {
    fn add(&mut self, route: Route, key: Key, subject: Subject, file: Option<&SourcePath>) {
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
        self.pages.insert(route.clone(), Page { route, key, subject });
    }
}
