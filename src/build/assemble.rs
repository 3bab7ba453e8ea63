//! Annotated content, links and theme -> [`Site`], the value that pages are made of.
//!
//! Resolves what needs the whole: where links lead, which media are published, where editorial notes belong. Makes no
//! page.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use super::incremental::annotations::AnnotatedCorpus;
use super::session::Session;
use super::{media, text_checks};
use crate::annotate::Annotations;
use crate::base::{Diagnostic, Key, KeyBuilder};
use crate::config::SiteConfig;
use crate::link::{self, LinkIndex, LinkResolver};
use crate::parse::{ArticleNotes, FreePage};
use crate::registry::Registry;
use crate::source::Snapshot;
use crate::theme::{self, Theme};
use crate::views::{self, AnnotatedText, Site};

/// What a site is assembled with, beside its content.
pub(super) struct AssemblyInput<'a> {
    pub(super) snapshot: &'a Snapshot,
    /// The files of editorial notes, each with its key.
    pub(super) notes: &'a [(Key, Arc<ArticleNotes>)],
    /// Ids of the drafts that are left out.
    pub(super) drafts: &'a BTreeSet<String>,
    /// Key of the ids and files of the articles.
    pub(super) article_names: Key,
    pub(super) corpus: &'a AnnotatedCorpus,
}

/// The content that becomes part of the site.
pub(super) struct SiteContent {
    pub(super) config: SiteConfig,
    pub(super) registry: Arc<Registry>,
    /// The records' texts, by entity.
    pub(super) record_texts: Vec<Arc<Annotations>>,
    pub(super) pages: Vec<AnnotatedText<FreePage>>,
    pub(super) front: Option<AnnotatedText<FreePage>>,
    pub(super) link_index: Arc<LinkIndex>,
    pub(super) theme: Arc<Theme>,
}

/// Assembles the site, and reports what is wrong in its texts.
pub(super) fn assemble(
    input: &AssemblyInput<'_>,
    content: SiteContent,
    session: &Session<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Site {
    let SiteContent { config, registry, record_texts, pages, front, link_index: dossier, theme } = content;
    let tale = input.corpus;
    let notes = text_checks::notes(input.notes, &tale.texts, input.drafts, diagnostics);
    let mut site = Site {
        global_key: Key::default(),
        unstyled_global_key: Key::default(),
        article_links: theme::BoundedPerThreadCache::new(tale.texts.len()),
        entity_links: theme::PerThreadCache::new(record_texts.len()),
        cards: theme::PerThreadCache::new(record_texts.len()),
        mention_links: record_texts.iter().map(|_| OnceLock::new()).collect(),
        locators: record_texts.iter().map(|_| OnceLock::new()).collect(),
        place_tree: OnceLock::new(),
        config,
        registry,
        record_texts,
        articles: Arc::clone(&tale.texts),
        pages,
        front,
        link_index: dossier,
        link_resolver: LinkResolver::default(),
        notes,
        media: media::PublishedMedia::new(),
        theme,
        site_context: views::components::SiteContext::default(),
        global_context: theme::GlobalContext::default(),
        search_cache: views::search::SearchIndexCache::default(),
    };
    let references = text_checks::media_references(&site, tale, media::MediaReferences::new(input.snapshot));
    site.media = media::published_media(input.snapshot, &references, session, diagnostics);
    let routes = session
        .route_tables
        .get_or(text_checks::route_table_key(&site, input.article_names), || Arc::new(text_checks::route_table(&site)));
    site.link_resolver = LinkResolver::new(Arc::clone(&routes), Arc::clone(&site.link_index));
    text_checks::check_texts(&site, tale, session, diagnostics);
    diagnostics.extend(link::index::never_mentioned(&site.link_index, &site.registry));
    set_constants(&mut site);
    site
}

/// Gives the templates what every page shows, and keys it.
fn set_constants(site: &mut Site) {
    let used: Vec<usize> = (0..site.config.kinds.len())
        .filter(|kind| site.registry.entities.iter().any(|entity| entity.kind == *kind))
        .collect();
    let constants = views::components::site_context(site, &used);
    let key = |theme: Key, constants: &views::components::SiteContext| {
        let constants = serde_json::to_string(constants).unwrap_or_default();
        KeyBuilder::new("frame").key(theme).debug(&site.config).text(&constants).finish()
    };
    let frame_key = key(site.theme.key, &constants);
    let mut unstyled = constants.clone();
    unstyled.assets.retain(|name, _| !name.ends_with(".css"));
    site.unstyled_global_key = key(site.theme.unstyled_key, &unstyled);
    site.global_key = frame_key;
    site.global_context = theme::GlobalContext::new(&constants);
    site.site_context = constants;
}
