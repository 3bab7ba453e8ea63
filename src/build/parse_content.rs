//! The files of content/ -> their values after redaction.
//!
//! Files are parsed unredacted; what is withheld is collected from the values; files that name something withheld are
//! rewritten and parsed again. So a rewritten file is parsed twice, on purpose. A first pass over front matter alone
//! could not be exact: what is withheld also depends on the text of a file (a protective key that slipped below the front
//! matter, text that only looks like front matter, a parser panic on the body, which leaves the article and its id out).
//! Nor would it be cheaper: it would parse the front matter of every file twice, while now only rewritten files are. Of
//! 2,000 articles in which one person is masked, 596 are parsed again; parsing all takes some 65 ms, and with the search
//! for her name in every file some 185 ms.
//!
//! The spans of a rewritten file are mapped back in one place, at the end of the build
//! ([`RedactedFiles::map_to_original`]).

use std::sync::Arc;

use super::content_files::{ContentFiles, parse_content_files};
use super::incremental::articles::Articles;
use super::options::{BuildMode, PipelineOptions};
use super::session::Session;
use crate::base::{Diagnostic, SourcePath, StageOutput};
use crate::config::SiteConfig;
use crate::parse::Visibility;
use crate::redact::{ProtectedContent, RedactedFiles, Redaction};
use crate::registry::entities::KeyedRecord;
use crate::source::Snapshot;

/// The values of all content files after redaction.
pub(super) struct ParsedContent {
    pub(super) files: ContentFiles,
    /// The configuration, whose texts are redacted too.
    pub(super) config: SiteConfig,
    /// The articles before redaction.
    pub(super) articles_as_written: Arc<Articles>,
    pub(super) redacted_files: RedactedFiles,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Parses every file of content/.
pub(super) fn parse_content(
    snapshot: &Snapshot,
    config: SiteConfig,
    options: &PipelineOptions,
    session: &Session<'_>,
) -> ParsedContent {
    let previous = session.previous.as_ref().map(|previous| &previous.articles_as_written);
    let written = parse_content_files(snapshot, &config, options, previous, session);
    if options.mode == BuildMode::AsWritten {
        return unredacted(written, config);
    }
    let redaction = {
        let content = ProtectedContent {
            records: &written.value.records,
            kinds: &config.kinds,
            unpublished_articles: written.value.articles.unpublished().collect(),
            unpublished_pages: &written.value.draft_pages,
            unreadable: unreadable_ids(snapshot),
        };
        Redaction::of(&content, written.value.articles.iter().map(|article| article.id.as_str()))
    };
    match redaction {
        Some(redaction) => redacted(snapshot, config, options, session, &redaction, written),
        None => unredacted(written, config),
    }
}

fn unredacted(written: StageOutput<ContentFiles>, config: SiteConfig) -> ParsedContent {
    ParsedContent {
        config,
        articles_as_written: Arc::clone(&written.value.articles),
        files: written.value,
        redacted_files: RedactedFiles::default(),
        diagnostics: written.diagnostics,
    }
}

/// Parses the files rewritten by redaction again, and redacts records and configuration.
fn redacted(
    snapshot: &Snapshot,
    mut config: SiteConfig,
    options: &PipelineOptions,
    session: &Session<'_>,
    redaction: &Redaction,
    written: StageOutput<ContentFiles>,
) -> ParsedContent {
    let articles_as_written = Arc::clone(&written.value.articles);
    let (mut content, redacted_files) = match redaction.redact_snapshot(snapshot, &session.redacted) {
        None => (written, RedactedFiles::default()),
        Some((snapshot, redacted_files)) => {
            // The redacted files have initials in place of the withheld names too, but later stages search for the names.
            let is_withheld = |keyed: &KeyedRecord| keyed.record.visibility != Visibility::Public;
            let withheld = written.value.records.into_iter().filter(is_withheld);
            let previous = session.previous.as_ref().map_or(&articles_as_written, |previous| &previous.articles);
            let mut content = parse_content_files(&snapshot, &config, options, Some(previous), session);
            content.value.records.retain(|keyed| !is_withheld(keyed));
            content.value.records.extend(withheld);
            (content, redacted_files)
        }
    };
    redaction.redact_records(&mut content.value.records);
    redaction.redact_config(&mut config);
    let StageOutput { value: files, diagnostics } = content;
    ParsedContent { files, config, articles_as_written, redacted_files, diagnostics }
}

/// Returns the ids of articles and pages that exist but cannot be read.
fn unreadable_ids(snapshot: &Snapshot) -> Vec<String> {
    let files = snapshot.diagnostics.iter().map(|one| &one.primary.span.file);
    let is_text = |path: &&SourcePath| {
        ["content/articles/", "content/pages/"].iter().any(|folder| path.as_str().starts_with(folder))
    };
    files.filter(is_text).map(|path| path.stem().to_owned()).collect()
}
