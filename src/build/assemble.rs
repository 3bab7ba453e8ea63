//! Annotated content, links and theme -> [`RenderContext`], the value that pages are made from.
//!
//! Resolves what depends on the whole dossier: which media are published, where links lead, where editorial notes belong.
//! Then reports problems in texts. Makes no page.

use std::sync::Arc;

use super::AnnotatedContent;
use super::incremental::annotations::AnnotatedCorpus;
use super::media::published_media;
use super::session::Session;
use crate::base::{Diagnostic, Key, SourcePath, StageOutput};
use crate::config::HtmlPolicy;
use crate::html::{raw_html, raw_html_report};
use crate::link::media_references::MediaReferences;
use crate::link::targets::LinkTargets;
use crate::link::text_checks::{CheckedTexts, check_texts};
use crate::link::{self, LinkResolver};
use crate::model::EntityIx;
use crate::parse::Body;
use crate::source::Snapshot;
use crate::theme::Theme;
use crate::views::placed_decisions::place_decisions;
use crate::views::placed_notes::place_notes;
use crate::views::portrait;
use crate::views::{Content, RenderCache, RenderContext, site_context};

/// Assembles the inputs of pages, and reports problems in the texts.
pub(super) fn assemble(
    snapshot: &Snapshot,
    read: &AnnotatedContent,
    theme: Arc<Theme>,
    session: &Session<'_>,
) -> StageOutput<RenderContext> {
    let (files, corpus) = (&read.parsed.files, &read.annotated.corpus);
    let StageOutput { value: notes, mut diagnostics } =
        place_notes(&files.notes, &corpus.texts, &files.articles.drafts);
    let content = Content {
        config: read.parsed.config.clone(),
        registry: Arc::clone(&read.names.value.0),
        record_texts: read.annotated.records.clone(),
        articles: Arc::clone(&corpus.texts),
        pages: read.annotated.pages.clone(),
        front: read.annotated.front.clone(),
        link_index: Arc::clone(&read.links.link_index),
        notes,
        corrections: files.corrections.clone(),
        decisions: place_decisions(&files.decisions, &corpus.texts, &read.names.value.0),
    };
    let media = published_media(snapshot, &media_references(&content, corpus, snapshot), session);
    diagnostics.extend(media.diagnostics);
    let targets = LinkTargets {
        kinds: &content.config.kinds,
        registry: &content.registry,
        pages: content.pages.iter().map(|page| &*page.document).collect(),
        media: media.value.keys().collect(),
    };
    let articles = content.articles.iter().map(|text| &*text.document);
    let routes =
        session.route_tables.get_or(targets.key(files.articles.names), || Arc::new(targets.route_table(articles)));
    let site = RenderContext {
        link_resolver: LinkResolver::new(Arc::clone(&routes), Arc::clone(&content.link_index)),
        interface: site_context::interface(theme, &content),
        cache: RenderCache::new(content.articles.len(), content.record_texts.len(), session.is_incremental()),
        media: media.value,
        content,
    };
    diagnostics.extend(check_site(&site, corpus, session));
    diagnostics.extend(link::index::never_mentioned(&site.content.link_index, &site.content.registry));
    StageOutput { value: site, diagnostics }
}

/// Collects the files of content/media/ that published texts refer to.
fn media_references(site: &Content, corpus: &AnnotatedCorpus, snapshot: &Snapshot) -> MediaReferences {
    let mut references = MediaReferences::new(snapshot);
    // An article that is not cross-checked has no internal link and no picture.
    for text in corpus.cross_check_indexes.iter().map(|index| &corpus.texts[*index]) {
        references.add_article(&text.document);
    }
    for (index, entity) in EntityIx::number(&site.registry.entities) {
        let file = &entity.record.span.file;
        if let Some(picture) = portrait::shown_picture(site, index) {
            references.add_picture(file, picture);
        }
        references.add_body(file, &entity.record.body);
    }
    for page in site.pages.iter().chain(&site.front) {
        references.add_body(&page.document.file, &page.document.body);
    }
    for note in site.notes.values().flat_map(|(_, notes)| notes) {
        references.add_body(&note.file, &note.note.body);
    }
    references
}

/// Reports problems in texts, now that all content is known.
fn check_site(site: &RenderContext, corpus: &AnnotatedCorpus, session: &Session<'_>) -> Vec<Diagnostic> {
    let checked = || corpus.cross_check_indexes.iter().map(|index| &corpus.texts[*index]);
    let articles = checked().map(|text| (text.key, &text.document.file, &text.document.body));
    let records =
        site.content.registry.entities.iter().map(|entity| (entity.key, &entity.record.span.file, &entity.record.body));
    let pages = site
        .content
        .pages
        .iter()
        .chain(&site.content.front)
        .map(|page| (page.key, &page.document.file, &page.document.body));
    let keyed: Vec<(Key, &SourcePath, &Body)> = articles.chain(records).chain(pages).collect();
    let notes = site.content.notes.values().flat_map(|(_, notes)| notes).map(|note| (&note.file, &note.note.body));
    let texts = CheckedTexts {
        bodies: notes.chain(keyed.iter().map(|(_, file, body)| (*file, *body))).collect(),
        articles: checked().map(|text| (&*text.document, &*text.annotated)).collect(),
        front: site.content.front.as_ref().map(|front| &front.document.choices),
        registry: &site.content.registry,
        pictures: EntityIx::number(&site.content.registry.entities)
            .filter_map(|(index, entity)| {
                Some((&entity.record.span.file, &portrait::shown_picture(&site.content, index)?.file))
            })
            .collect(),
    };
    let all_articles = site.content.articles.iter().map(|text| &*text.document);
    let mut diagnostics = check_texts(&texts, &all_articles, &site.link_resolver);
    if site.content.config.html == HtmlPolicy::Sanitize {
        for (key, file, body) in keyed.iter().filter(|(_, _, body)| body.has_html) {
            let dropped = session.raw_html.get_or(*key, || raw_html::dropped(&raw_html_report::raw_html(body)));
            diagnostics.extend(raw_html_report::report_dropped(file, &dropped));
        }
    }
    diagnostics
}
