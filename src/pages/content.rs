//! Makes what stands at a route: the view of a page, or the bytes of a file that no template draws.
//!
//! A view is complete here, with the HTML of its texts. `render` gives it to its template.

use std::sync::Arc;

use serde::Serialize;

use super::kinds::{HostingFile, PageKind};
use crate::export::{self, hosting};
use crate::model::{EntityIx, KindIx, Route, routes};
use crate::theme::load::TemplateUsage;
use crate::views::article::{self, ArticleView};
use crate::views::as_of::{self, AsOfView};
use crate::views::backlinks::{self, PassagesView};
use crate::views::chronology::{self, ChronologyView};
use crate::views::components;
use crate::views::content::Content;
use crate::views::context::RenderContext;
use crate::views::copies::{self, CopiesView};
use crate::views::corrections::{self, CorrectionsView};
use crate::views::entity::{self, EntityView};
use crate::views::entity_pair::{self, TogetherView};
use crate::views::free_pages::{self, FreeView};
use crate::views::front::{self, BareView, FrontView, NotFoundView};
use crate::views::graphics::map::{self, MapView};
use crate::views::graphics::network::{self, NetworkView};
use crate::views::listing::{self, ArticleIndexView, KindView, TagView, TagsView};
use crate::views::name_index::{self, NamesView};
use crate::views::quotes::{self, QuotesView};
use crate::views::search::{self, SearchView};

/// The content of a page or file of the output.
pub enum PageContent {
    /// A page, before its template draws it.
    View(PageView),
    /// A file that is made for the site.
    Made(Vec<u8>),
    /// A file that is published as it is.
    File(Arc<[u8]>),
}

/// The view of a page. It is serialised as the view itself.
#[derive(Serialize)]
#[serde(untagged)]
pub enum PageView {
    /// The front page.
    Front(Box<FrontView>),
    /// An article.
    Article(Box<ArticleView>),
    /// A dispatch that several articles print.
    Copies(Box<CopiesView>),
    /// A page of the list of articles.
    ArticleIndex(Box<ArticleIndexView>),
    /// A record.
    Entity(Box<EntityView>),
    /// An older page of the passages that name a record.
    OlderBacklinks(Box<PassagesView>),
    /// The list of a kind.
    KindIndex(Box<KindView>),
    /// The list of tags.
    Tags(Box<TagsView>),
    /// A page of a tag.
    Tag(Box<TagView>),
    /// A free page, or their list.
    FreePage(Box<FreeView>),
    /// The chronology.
    Chronology(Box<ChronologyView>),
    /// What was known on a day.
    AsOf(Box<AsOfView>),
    /// The corrections.
    Corrections(Box<CorrectionsView>),
    /// The quotations.
    Quotes(Box<QuotesView>),
    /// The index of names.
    NameIndex(Box<NamesView>),
    /// The map.
    Map(Box<MapView>),
    /// The network.
    Network(Box<NetworkView>),
    /// What two entities share.
    EntityPair(Box<TogetherView>),
    /// The page of an old id.
    Redirect(Box<BareView>),
    /// The page of the search.
    Search(Box<SearchView>),
    /// The page for addresses that lead nowhere.
    NotFound(Box<NotFoundView>),
}

impl PageView {
    /// Returns the name of its template, without the extension.
    #[must_use]
    pub fn template(&self) -> &'static str {
        match self {
            Self::Front(_) => "front",
            Self::Article(_) => "article",
            Self::Copies(_) => "copies",
            Self::ArticleIndex(_) => "sources",
            Self::Entity(_) => "entity",
            Self::OlderBacklinks(_) => "passages",
            Self::KindIndex(_) => "kind",
            Self::Tags(_) => "tags",
            Self::Tag(_) => "tag",
            Self::FreePage(_) => "page",
            Self::Chronology(_) => "chronology",
            Self::AsOf(_) => "as_of",
            Self::Corrections(_) => "corrections",
            Self::Quotes(_) => "quotes",
            Self::NameIndex(_) => "names",
            Self::Map(_) => "map",
            Self::Network(_) => "network",
            Self::EntityPair(_) => "together",
            Self::Redirect(_) => "redirect",
            Self::Search(_) => "search",
            Self::NotFound(_) => "404",
        }
    }
}

/// Makes the content of a page; `None` if it cannot be made, so that the last good page stays. Fields of a view that no
/// template uses stay empty.
#[must_use]
pub fn page_content(
    context: &RenderContext,
    kind: &PageKind,
    route: &Route,
    usage: &TemplateUsage,
) -> Option<PageContent> {
    let tag = |slug: &str, older: Option<usize>| {
        let tag = context.content.link_index.tags.by_slug.get(slug)?;
        Some(PageView::Tag(Box::new(listing::tag_view(context, slug, tag, older, route))))
    };
    let article_index = |older| PageView::ArticleIndex(Box::new(listing::article_index_view(context, older, route)));
    let redirect = |label: &str, target: &Route| {
        PageView::Redirect(Box::new(front::redirect_view(&context.content, label, target, route)))
    };
    let view = match kind {
        PageKind::Front => PageView::Front(Box::new(front::view(context, route))),
        PageKind::Article(index) => {
            if !context.content.articles[*index].is_whole {
                return None;
            }
            PageView::Article(Box::new(article::view(context, *index, route, &usage.article)))
        }
        PageKind::Copies(group) => {
            PageView::Copies(Box::new(copies::view(context, &context.content.link_index.copies.groups[*group], route)))
        }
        PageKind::ArticleIndex => article_index(None),
        PageKind::OlderArticles(number) => article_index(Some(*number)),
        PageKind::Entity(index) => PageView::Entity(Box::new(entity::view(context, *index, route, &usage.entity))),
        PageKind::OlderBacklinks(index, number) => {
            PageView::OlderBacklinks(Box::new(backlinks::older_view(context, *index, *number, route, &usage.passages)))
        }
        PageKind::KindIndex(kind) => PageView::KindIndex(Box::new(listing::kind_view(context, *kind, route))),
        PageKind::Tags => PageView::Tags(Box::new(listing::tags_view(context, route))),
        PageKind::Tag(slug) => tag(slug, None)?,
        PageKind::OlderTag(slug, number) => tag(slug, Some(*number))?,
        PageKind::Chronology => PageView::Chronology(Box::new(chronology::chronology(context, route))),
        PageKind::AsOf(number) => PageView::AsOf(Box::new(as_of::view(context, *number, route))),
        PageKind::Corrections => PageView::Corrections(Box::new(corrections::view(context, route))),
        PageKind::Quotes => PageView::Quotes(Box::new(quotes::quotes(context, route))),
        PageKind::NameIndex => PageView::NameIndex(Box::new(name_index::view(context, route))),
        PageKind::Map => PageView::Map(Box::new(map::view(map::input(context, route)))),
        PageKind::Network => PageView::Network(Box::new(network::view(network::input(context, route)))),
        PageKind::EntityPair(from, to) => PageView::EntityPair(Box::new(entity_pair::view(context, *from, *to, route))),
        PageKind::FreePage(index) => {
            PageView::FreePage(Box::new(free_pages::view(context, &context.content.pages[*index], route)))
        }
        PageKind::FreePageIndex => PageView::FreePage(Box::new(free_pages::list_view(context, route))),
        PageKind::EntityRedirect(index) => redirect(
            &context.content.registry.entities[*index].record.name.value,
            &context.content.entity_route(*index),
        ),
        PageKind::ArticleRedirect(index) => {
            let article = &context.content.articles[*index].document;
            redirect(&article.title, &routes::article(&article.id))
        }
        PageKind::Search => PageView::Search(Box::new(search::view(context, route))),
        PageKind::NotFound => PageView::NotFound(Box::new(front::not_found_view(context, route))),
        PageKind::SearchFile(file) => return Some(PageContent::Made(search::draw(context, *file))),
        PageKind::Export(index) => {
            return Some(PageContent::Made((export::EXPORTS[*index].draw)(&export_input(&context.content))));
        }
        // `render` makes it: its texts are set as those of pages are.
        PageKind::Book(_) => return None,
        PageKind::KindColors => return Some(PageContent::Made(components::kind_colors(&context.content).into_bytes())),
        PageKind::Asset(index) => {
            return Some(PageContent::File(Arc::clone(&context.interface.theme.assets[*index].bytes)));
        }
        PageKind::Hosting(file) => return Some(PageContent::Made(hosting_file(context, file).into_bytes())),
        PageKind::Media => return context.media.get(route).map(|(_, bytes)| PageContent::File(Arc::clone(bytes))),
    };
    Some(PageContent::View(view))
}

/// Writes a file that hosts read.
fn hosting_file(context: &RenderContext, file: &HostingFile) -> String {
    let config = &context.content.config;
    match file {
        HostingFile::Headers => {
            let interface = &context.interface;
            let nonce = interface.theme.has_default_policy.then_some(interface.site_context.site.nonce.as_str());
            hosting::headers(config, nonce)
        }
        HostingFile::NoJekyll => String::new(),
        HostingFile::Redirects(moved) => hosting::redirects(config, moved),
    }
}

/// Makes the input of the exports.
#[must_use]
pub fn export_input(content: &Content) -> export::ExportInput<'_> {
    export::ExportInput {
        config: &content.config,
        registry: &content.registry,
        link_index: &content.link_index,
        articles: content.articles.iter().map(|text| (&*text.document, &*text.annotated, text.key)).collect(),
        entity_routes: EntityIx::all(content.registry.entities.len())
            .map(|index| content.entity_route(index))
            .collect(),
        kind_routes: KindIx::all(content.config.kinds.len()).map(|kind| content.kind_route(kind)).collect(),
        page_routes: content.pages.iter().map(|page| routes::free_page(&page.document.id)).collect(),
        notes: content
            .notes
            .iter()
            .flat_map(|(id, (_, notes))| notes.iter().map(|placed| (id.as_str(), placed.target.clone(), &placed.note)))
            .collect(),
        decisions: content
            .decisions
            .iter()
            .flat_map(|(id, list)| {
                list.iter().map(|placed| (id.as_str(), placed.topic, placed.target.clone(), placed.by.as_str()))
            })
            .collect(),
    }
}
