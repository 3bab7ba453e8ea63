//! The key of every page: two builds with one key write the same bytes.

use super::content::export_input;
use super::kinds::{KeyedPage, PageKind, PlannedPage};
use crate::base::{Key, KeyBuilder};
use crate::export;
use crate::views::context::RenderContext;
use crate::views::graphics::{map, network};
use crate::views::{
    article, backlinks, chronology, copies, entity, entity_pair, free_pages, front, listing, name_index, search,
};

/// Returns the page that stands at a place, with its key.
#[must_use]
pub fn keyed_page(context: &RenderContext, planned: &PlannedPage) -> KeyedPage {
    let key = key(context, planned, context.interface.global_key);
    KeyedPage { route: planned.route.clone(), key, kind: planned.kind.clone() }
}

/// Returns the key of what stands at a place, in a frame.
#[must_use]
pub fn key(context: &RenderContext, planned: &PlannedPage, frame: Key) -> Key {
    let framed = |kind: &str| {
        let mut key = KeyBuilder::new(kind);
        key.key(frame);
        key
    };
    let key = match &planned.kind {
        PageKind::Front => front::key(context, framed("front")),
        PageKind::Article(index) => article::key(context, index.get(), framed("article")),
        PageKind::Copies(index) => {
            copies::key(&context.content, &context.content.link_index.copies.groups[*index], framed("copies"))
        }
        PageKind::ArticleRedirect(index) => {
            framed("moved article").key(context.content.link_index.articles[index.get()].card_key).finish()
        }
        PageKind::ArticleIndex => listing::article_index_key(context, None, framed("sources")),
        PageKind::OlderArticles(number) => listing::article_index_key(context, Some(*number), framed("older sources")),
        PageKind::Entity(index) => entity::key(context, index.get(), framed("entity")),
        PageKind::OlderBacklinks(index, number) => {
            backlinks::older_key(context, index.get(), *number, framed("passages"))
        }
        PageKind::EntityRedirect(index) => {
            framed("redirect").key(context.content.registry.entities[index.get()].card_key).finish()
        }
        PageKind::KindIndex(kind) => listing::kind_key(&context.content, kind.get(), framed("kind")),
        PageKind::Tags => listing::tags_key(&context.content, framed("tags")),
        PageKind::Tag(slug) => match context.content.link_index.tags.by_slug.get(slug) {
            Some(tag) => listing::tag_key(context, tag, None, framed("tag")),
            None => Key::default(),
        },
        PageKind::OlderTag(slug, number) => match context.content.link_index.tags.by_slug.get(slug) {
            Some(tag) => listing::tag_key(context, tag, Some(*number), framed("older tag")),
            None => Key::default(),
        },
        PageKind::FreePage(index) => free_pages::key(context, &context.content.pages[*index], framed("free")),
        PageKind::FreePageIndex => free_pages::list_key(&context.content, framed("free pages")),
        PageKind::Chronology => chronology::key(&context.content, framed("chronology")),
        PageKind::Quotes => chronology::key(&context.content, framed("quotes")),
        PageKind::NameIndex => name_index::key(&context.content, framed("names")),
        PageKind::Search => framed("search").key(search::key(context)).finish(),
        PageKind::SearchFile(file) => search::file_key(context, *file),
        PageKind::Map => map::key(&context.content, framed("map")),
        PageKind::Network => network::key(&context.content, framed("network")),
        PageKind::EntityPair(from, to) => entity_pair::key(&context.content, from.get(), to.get(), framed("together")),
        PageKind::NotFound => framed("not found").finish(),
        PageKind::Export(index) => (export::EXPORTS[*index].key)(&export_input(&context.content)),
        PageKind::Asset(index) => context.interface.theme.assets[*index].key,
        PageKind::KindColors => framed("kind colours").finish(),
        PageKind::Media => context.media.get(&planned.route).map(|(key, _)| *key).unwrap_or_default(),
    };
    // Equal bytes may stand at two routes; what is drawn may name its own.
    KeyBuilder::new("page").text(planned.route.as_str()).key(key).finish()
}
