//! Annotated content, links and theme -> [`Site`], the value that pages are made of.
//!
//! Resolves what needs the whole: which media are published, where links lead, where editorial notes belong; and reports
//! what is wrong in texts once that is known. Makes no page.

use std::sync::{Arc, OnceLock};

use super::Content;
use super::incremental::annotations::AnnotatedCorpus;
use super::media::{self, published_media};
use super::session::Session;
use crate::base::{Checked, Diagnostic, Key, KeyBuilder, SourcePath};
use crate::config::HtmlPolicy;
use crate::html::{raw_html, raw_html_report};
use crate::link::media_references::MediaReferences;
use crate::link::targets::LinkTargets;
use crate::link::text_checks::{CheckedTexts, check_texts};
use crate::link::{self, LinkResolver};
use crate::parse::Body;
use crate::source::Snapshot;
use crate::theme::{self, Theme};
use crate::views::placed_notes::place_notes;
use crate::views::{self, Site};

/// Assembles the site, and reports what is wrong in its texts.
pub(super) fn assemble(
    snapshot: &Snapshot,
    content: &Content,
    theme: Arc<Theme>,
    session: &Session<'_>,
) -> Checked<Site> {
    let (files, tale) = (&content.parsed.files, &content.annotated.corpus);
    let Checked { value: notes, mut diagnostics } = place_notes(&files.notes, &tale.texts, &files.articles.drafts);
    let (config, registry) = (content.parsed.config.clone(), Arc::clone(&content.names.value.0));
    let record_texts = content.annotated.records.clone();
    let (pages, front) = (content.annotated.pages.clone(), content.annotated.front.clone());
    let dossier = Arc::clone(&content.links.link_index);
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
    let media = published_media(snapshot, &media_references(&site, tale, snapshot), session);
    site.media = media.value;
    diagnostics.extend(media.diagnostics);
    let targets = LinkTargets {
        kinds: &site.config.kinds,
        registry: &site.registry,
        pages: site.pages.iter().map(|page| &*page.document).collect(),
        media: site.media.keys().collect(),
    };
    let articles = site.articles.iter().map(|text| &*text.document);
    let routes =
        session.route_tables.get_or(targets.key(files.articles.names), || Arc::new(targets.route_table(articles)));
    site.link_resolver = LinkResolver::new(Arc::clone(&routes), Arc::clone(&site.link_index));
    diagnostics.extend(check_site(&site, tale, session));
    diagnostics.extend(link::index::never_mentioned(&site.link_index, &site.registry));
    set_constants(&mut site);
    Checked { value: site, diagnostics }
}

/// Collects the files of content/media/ that published texts refer to.
fn media_references(site: &Site, corpus: &AnnotatedCorpus, snapshot: &Snapshot) -> MediaReferences {
    let mut references = MediaReferences::new(snapshot);
    // An article that is not cross-checked has no internal link and no picture.
    for text in corpus.cross_check_indexes.iter().map(|index| &corpus.texts[*index]) {
        references.add_article(&text.document);
    }
    for entity in &site.registry.entities {
        references.add_body(&entity.record.span.file, &entity.record.body);
    }
    for page in site.pages.iter().chain(&site.front) {
        references.add_body(&page.document.file, &page.document.body);
    }
    for note in site.notes.values().flat_map(|(_, notes)| notes) {
        references.add_body(&note.file, &note.note.body);
    }
    references
}

/// Reports what is wrong in texts, now that it is known what the dossier holds.
fn check_site(site: &Site, corpus: &AnnotatedCorpus, session: &Session<'_>) -> Vec<Diagnostic> {
    let checked = || corpus.cross_check_indexes.iter().map(|index| &corpus.texts[*index]);
    let articles = checked().map(|text| (text.key, &text.document.file, &text.document.body));
    let records =
        site.registry.entities.iter().map(|entity| (entity.key, &entity.record.span.file, &entity.record.body));
    let pages = site.pages.iter().chain(&site.front).map(|page| (page.key, &page.document.file, &page.document.body));
    let keyed: Vec<(Key, &SourcePath, &Body)> = articles.chain(records).chain(pages).collect();
    let notes = site.notes.values().flat_map(|(_, notes)| notes).map(|note| (&note.file, &note.note.body));
    let texts = CheckedTexts {
        bodies: notes.chain(keyed.iter().map(|(_, file, body)| (*file, *body))).collect(),
        articles: checked().map(|text| (&*text.document, &*text.annotated)).collect(),
        registry: &site.registry,
    };
    let all_articles = site.articles.iter().map(|text| &*text.document);
    let mut diagnostics = check_texts(&texts, &all_articles, &site.link_resolver);
    if site.config.html == HtmlPolicy::Sanitize {
        for (key, file, body) in keyed.iter().filter(|(_, _, body)| body.has_html) {
            let dropped = session.raw_html.get_or(*key, || raw_html::dropped(&raw_html_report::raw_html(body)));
            diagnostics.extend(raw_html_report::report_dropped(file, &dropped));
        }
    }
    diagnostics
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
