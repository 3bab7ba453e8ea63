//! What the links of the site become in a book: files of the book for what it holds, the published site for the rest, and no
//! link where neither has a page.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, OnceLock, PoisonError};

use super::names::{book_word, web_address, xml_id};
use super::xhtml::{BookIds, BookLinks, convert};
use crate::base::{FxHashMap, percent};
use crate::export::BookEdition;
use crate::media::data_address;
use crate::model::{ArticleIx, EntityIx, KindIx, List, Route, routes};
use crate::views::context::RenderContext;
use crate::views::{body, picture};

/// Where a route of the site leads in the book.
enum BookTarget {
    Article(ArticleIx),
    Record(EntityIx),
    /// A file.
    File(String),
}

/// The routes of the site that the book has.
pub(super) struct BookRoutes<'a> {
    context: &'a RenderContext,
    /// How the book is laid out: all of a print edition is one file.
    pub(super) edition: BookEdition,
    by_route: FxHashMap<String, BookTarget>,
    /// The file of each record; until files are divided, a name of the same length.
    pub(super) record_files: List<EntityIx, String>,
    /// Whether the records are divided among files. Until then every anchor of an article counts as there: to know it, each
    /// article would be made twice, and only lengths are wanted.
    pub(super) is_divided: bool,
    /// The ids in the file of each article.
    article_ids: List<ArticleIx, OnceLock<BookIds>>,
    /// The pictures that the book may have: file and media type.
    pictures: BTreeMap<Route, (String, &'static str)>,
    /// Those that it shows.
    shown: Mutex<BTreeSet<Route>>,
    /// Those that it would show, but that no reader of books has to know.
    pub(super) refused: Mutex<BTreeSet<Route>>,
}

/// Returns the file of an article.
pub(super) fn article_file(context: &RenderContext, article: ArticleIx) -> String {
    format!("a-{}.xhtml", book_word(context.content.articles[article].document.id.as_str()))
}

/// Returns the file of a free page.
pub(super) fn page_file(id: &str) -> String {
    format!("page-{}.xhtml", book_word(id))
}

/// Returns the name of a file without its ending: the anchor of a chapter in a print edition.
pub(super) fn chapter_anchor(file: &str) -> &str {
    file.trim_end_matches(".xhtml")
}

/// Returns the anchor of a record in its file.
pub(super) fn record_anchor(context: &RenderContext, entity: EntityIx) -> String {
    format!("e-{}", book_word(context.content.registry.entities[entity].record.id.as_str()))
}

/// Returns a file of the records of a kind, by its number from 1; all these names are equally long.
pub(super) fn kind_file(kind: KindIx, number: usize) -> String {
    format!("k-{:03}-{number:04}.xhtml", kind.get())
}

impl<'a> BookRoutes<'a> {
    /// Lists the routes; the files of records are not known yet.
    pub(super) fn new(context: &'a RenderContext, edition: BookEdition) -> Self {
        let content = &context.content;
        let mut by_route = FxHashMap::default();
        for article in ArticleIx::all(content.articles.len()) {
            let id = &content.articles[article].document.id;
            by_route.insert(routes::article(id).to_string(), BookTarget::Article(article));
        }
        for entity in EntityIx::all(content.registry.entities.len()) {
            by_route.insert(content.entity_route(entity).to_string(), BookTarget::Record(entity));
        }
        for kind in KindIx::all(content.config.kinds.len()) {
            if content.registry.entities.iter().any(|entity| entity.kind == kind) {
                by_route.insert(content.kind_route(kind).to_string(), BookTarget::File(kind_file(kind, 1)));
            }
        }
        for page in &content.pages {
            let file = page_file(page.document.id.as_str());
            by_route.insert(routes::free_page(&page.document.id).to_string(), BookTarget::File(file));
        }
        by_route.insert(routes::FRONT.to_owned(), BookTarget::File("title.xhtml".to_owned()));
        by_route.insert(routes::ARTICLE_INDEX.to_owned(), BookTarget::File("sources-0001.xhtml".to_owned()));
        Self {
            record_files: content.registry.entities.iter().map(|entity| kind_file(entity.kind, 0)).collect(),
            is_divided: false,
            article_ids: content.articles.iter().map(|_| OnceLock::new()).collect(),
            pictures: pictures(context),
            shown: Mutex::default(),
            refused: Mutex::default(),
            context,
            edition,
            by_route,
        }
    }

    /// Adds a page of the site that the book has as a file.
    pub(super) fn add(&mut self, route: &str, file: &str) {
        self.by_route.insert(route.to_owned(), BookTarget::File(file.to_owned()));
    }

    /// Returns what the anchors of a file begin with, so that no two in a print edition are the same.
    pub(super) fn prefix(&self, file: &str) -> String {
        match self.edition {
            BookEdition::Epub => String::new(),
            BookEdition::Print => format!("{}.", chapter_anchor(file)),
        }
    }

    /// Keeps the ids of an article whose file is written.
    pub(super) fn set_ids(&self, article: ArticleIx, ids: BookIds) {
        // They may have been asked for already, and are the same.
        let _ = self.article_ids[article].set(ids);
    }

    fn has_id(&self, article: ArticleIx, id: &str) -> bool {
        if !self.is_divided {
            return true;
        }
        let ids = self.article_ids[article].get_or_init(|| {
            let route = routes::article(&self.context.content.articles[article].document.id);
            let prefix = self.prefix(&article_file(self.context, article));
            convert(&body::article(self.context, article, &route), &prefix, &NoLinks).ids
        });
        ids.contains(id)
    }

    /// Returns the pictures that were shown: route, file, media type.
    pub(super) fn shown_pictures(&self) -> Vec<(Route, String, &'static str)> {
        let shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        let known = shown.iter().filter_map(|route| Some((route, self.pictures.get(route)?)));
        known.map(|(route, (file, media_type))| (route.clone(), file.clone(), *media_type)).collect()
    }

    /// Returns the links of a text that is at a route of the site.
    pub(super) fn from(&'a self, route: &'a Route) -> RouteLinks<'a> {
        RouteLinks { routes: self, route }
    }
}

/// Finds the pictures that every reader of books shows.
fn pictures(context: &RenderContext) -> BTreeMap<Route, (String, &'static str)> {
    let known = context.media.iter().filter_map(|(route, (_, bytes))| {
        let is_svg = route.as_str().to_ascii_lowercase().ends_with(".svg");
        let (ending, media_type) = match &bytes[..] {
            [0xff, 0xd8, 0xff, ..] => ("jpg", "image/jpeg"),
            [0x89, b'P', b'N', b'G', ..] => ("png", "image/png"),
            [b'G', b'I', b'F', b'8', ..] => ("gif", "image/gif"),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => ("webp", "image/webp"),
            _ if is_svg => ("svg", "image/svg+xml"),
            _ => return None,
        };
        // A reader refuses a picture whose head it cannot read.
        if !is_svg {
            picture::size(&context.media, route)?;
        }
        Some((route.clone(), (format!("media-{}.{ending}", book_word(route.as_str())), media_type)))
    });
    known.collect()
}

/// The links of a text that is at a route of the site.
pub(super) struct RouteLinks<'a> {
    routes: &'a BookRoutes<'a>,
    route: &'a Route,
}

impl RouteLinks<'_> {
    /// Resolves a relative address: the route, and the fragment behind it.
    fn route(&self, href: &str) -> Option<(String, String)> {
        let (path, fragment) = href.split_once('#').unwrap_or((href, ""));
        let path = path.split('?').next().unwrap_or_default();
        let mut parts: Vec<&str> = self.route.as_str().split('/').collect();
        parts.pop();
        for part in path.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                part => parts.push(part),
            }
        }
        Some((percent::decode_lossy(&parts.join("/")), percent::decode_lossy(fragment)))
    }
}

impl BookLinks for RouteLinks<'_> {
    fn link(&self, href: &str) -> Option<String> {
        if href.split(['/', '?', '#']).next().is_some_and(|start| start.contains(':')) {
            return web_address(href);
        }
        let (route, fragment) = self.route(href)?;
        let routes = self.routes;
        let file = match routes.by_route.get(&route) {
            Some(BookTarget::Article(article)) => {
                let file = article_file(routes.context, *article);
                let id = format!("{}{}", routes.prefix(&file), xml_id(&fragment));
                let has_id = !fragment.is_empty() && routes.has_id(*article, &id);
                if has_id { format!("{file}#{id}") } else { file }
            }
            Some(BookTarget::Record(entity)) => {
                format!("{}#{}", routes.record_files[*entity], record_anchor(routes.context, *entity))
            }
            Some(BookTarget::File(file)) => file.clone(),
            None => {
                let base = &routes.context.content.config.base_url;
                if base.is_empty() || route.is_empty() {
                    return None;
                }
                return web_address(&format!("{base}{}", percent::encode_path(&route)));
            }
        };
        Some(match routes.edition {
            BookEdition::Epub => file,
            BookEdition::Print => {
                let (file, anchor) = file.split_once('#').unwrap_or((&file, ""));
                format!("#{}", if anchor.is_empty() { chapter_anchor(file) } else { anchor })
            }
        })
    }

    fn picture(&self, src: &str) -> Option<String> {
        let route = Route::new(&self.route(src).filter(|(route, _)| !route.is_empty())?.0);
        let found = self.routes.pictures.get(&route);
        let list = if found.is_some() { &self.routes.shown } else { &self.routes.refused };
        list.lock().unwrap_or_else(PoisonError::into_inner).insert(route.clone());
        let (file, media_type) = found?;
        if self.routes.edition == BookEdition::Print {
            return self.routes.context.media.get(&route).map(|(_, bytes)| data_address(media_type, bytes));
        }
        Some(file.clone())
    }
}

/// No link leads anywhere: only ids are wanted.
struct NoLinks;

impl BookLinks for NoLinks {
    fn link(&self, _: &str) -> Option<String> {
        None
    }

    fn picture(&self, _: &str) -> Option<String> {
        None
    }
}
