//! Computes the key of every page. Two builds that give a page the same key write the same bytes.
//!
//! For kinds that have few pages the key is the hash of the view, so no input can be forgotten. For kinds that have
//! many (articles, records, older pages of lists, tags, copies, search files) it is combined from the keys of what the
//! page shows, which needs no text. tests/laws/keys.rs checks that no change of a page leaves its key as it was.

use serde::Serialize;

use super::content::{PageContent, export_input, page_content};
use super::kinds::{KeyedPage, PageKind, PlannedPage};
use crate::base::{Key, KeyBuilder, panic_boundary};
use crate::export::{self, BookEdition};
use crate::views::context::RenderContext;
use crate::views::graphics::{map, network};
use crate::views::{article, backlinks, copies, entity, listing, search};

/// Returns a planned page with its key.
#[must_use]
pub fn keyed_page(context: &RenderContext, planned: &PlannedPage) -> KeyedPage {
    let key = key(context, planned, context.interface.global_key);
    KeyedPage { route: planned.route.clone(), key, kind: planned.kind.clone() }
}

/// Returns the key of a planned page; `global` is the key of what every page depends on.
#[must_use]
pub(crate) fn key(context: &RenderContext, planned: &PlannedPage, global: Key) -> Key {
    let with_global = |kind: &str| {
        let mut key = KeyBuilder::new(kind);
        key.key(global);
        key
    };
    let content = &context.content;
    let tag = |slug: &str, older: Option<usize>| match content.link_index.tags.by_slug.get(slug) {
        Some(tag) => listing::tag_key(context, tag, older, with_global("tag")),
        None => Key::default(),
    };
    let key = match &planned.kind {
        PageKind::Article(index) => article::key(context, *index, with_global("article")),
        PageKind::Entity(index) => entity::key(context, *index, with_global("entity")),
        PageKind::OlderBacklinks(index, number) => {
            backlinks::older_key(context, *index, *number, with_global("older backlinks"))
        }
        PageKind::OlderArticles(number) => listing::article_index_key(context, *number, with_global("older articles")),
        PageKind::Tag(slug) => tag(slug, None),
        PageKind::OlderTag(slug, number) => tag(slug, Some(*number)),
        PageKind::Copies(group) => {
            copies::key(content, &content.link_index.copies.groups[*group], with_global("copies"))
        }
        PageKind::SearchFile(file) => search::file_key(context, *file),
        PageKind::Export(index) => (export::EXPORTS[*index].key)(&export_input(content)),
        PageKind::Book(BookEdition::Epub) => book_key(context, with_global("book")),
        PageKind::Book(BookEdition::Print) => book_key(context, with_global("print")),
        PageKind::Asset(index) => context.interface.theme.assets[*index].key,
        PageKind::Media => context.media.get(&planned.route).map(|(key, _)| *key).unwrap_or_default(),
        PageKind::Front
        | PageKind::ArticleIndex
        | PageKind::KindIndex(_)
        | PageKind::Tags
        | PageKind::Chronology
        | PageKind::AsOf(_)
        | PageKind::Corrections
        | PageKind::Quotes
        | PageKind::NameIndex
        | PageKind::Map
        | PageKind::Network
        | PageKind::EntityPair(..)
        | PageKind::FreePage(_)
        | PageKind::FreePageIndex
        | PageKind::EntityRedirect(_)
        | PageKind::ArticleRedirect(_)
        | PageKind::Search
        | PageKind::NotFound
        | PageKind::KindColors
        | PageKind::Hosting(_) => with_global("view").key(content_key(context, planned)).finish(),
    };
    // Two routes may have equal bytes, and a page may name its own route.
    KeyBuilder::new("page").text(planned.route.as_str()).key(key).finish()
}

/// Returns the hash of a page's content. It is computed once, because a server needs it at each request.
fn content_key(context: &RenderContext, planned: &PlannedPage) -> Key {
    context.cache.content_keys.get_or(&planned.route, || {
        // A panic here is reported when the page is drawn. The key is then that of no content.
        panic_boundary::catch_panic(|| content_hash(context, planned)).unwrap_or_default()
    })
}

fn content_hash(context: &RenderContext, PlannedPage { route, kind }: &PlannedPage) -> Key {
    match kind {
        PageKind::Map => hash(&map::input(context, route)),
        PageKind::Network => hash(&network::input(context, route)),
        _ => match page_content(context, kind, route, &context.interface.theme.usage) {
            Some(PageContent::View(view)) => hash(&view),
            Some(PageContent::Made(bytes)) => Key::of(&bytes),
            Some(PageContent::File(bytes)) => Key::of(&bytes),
            None => Key::default(),
        },
    }
}

/// Returns the key of the book, which shows everything.
fn book_key(context: &RenderContext, mut key: KeyBuilder) -> Key {
    let content = &context.content;
    key.key(export::everything_key(&export_input(content)));
    for mentions in content.record_texts.iter().flat_map(|text| &text.mentions) {
        key.number(mentions.start as u64).number(mentions.end as u64).text(mentions.entity.as_str());
    }
    for page in content.pages.iter().chain(&content.front) {
        key.text(page.document.id.as_str()).key(page.key);
    }
    for (article, (notes_key, notes)) in &content.notes {
        key.text(article.as_str()).key(*notes_key);
        for note in notes {
            key.number(note.target.start as u64).number(note.target.end as u64);
        }
    }
    for (route, (media_key, _)) in &context.media {
        key.text(route.as_str()).key(*media_key);
    }
    key.add(&content.config.without).finish()
}

fn hash(value: &impl Serialize) -> Key {
    Key::of(&serde_json::to_vec(value).unwrap_or_default())
}
