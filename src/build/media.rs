//! References in published texts -> the published files of content/media/, cleaned.
//!
//! [`MediaReferences`] decides which files are published, and [`publication`] how a file is cleaned. Here each file is
//! cleaned once, while its bytes stay the same.

use std::sync::Arc;

use rayon::prelude::*;

use super::session::Session;
use crate::base::{KeyBuilder, SourcePath, StageOutput};
use crate::link::media_references::{FOLDER, MediaReferences, route};
use crate::media::publication;
use crate::source::{Snapshot, SourceFile};
use crate::views::PublishedMedia;

/// Returns the published files, and reports those that cannot be published.
pub(super) fn published_media(
    snapshot: &Snapshot,
    references: &MediaReferences,
    session: &Session<'_>,
) -> StageOutput<PublishedMedia> {
    let files: Vec<(&SourcePath, &SourceFile)> = snapshot.below(FOLDER).collect();
    let cleaned = files.into_par_iter().map(|(path, file)| {
        let route = route(path);
        if !references.contains(&route) {
            return Err(path);
        }
        let cleaned = session.media.get_or(file.id, || publication::for_publication(path, &file.bytes));
        let key = KeyBuilder::new("media").key(file.key).finish();
        Ok((route, key, cleaned))
    });
    let (mut published, mut diagnostics) = (PublishedMedia::new(), Vec::new());
    for one in cleaned.collect::<Vec<_>>() {
        match one {
            Err(path) => diagnostics.push(publication::report_unused(path)),
            Ok((route, key, cleaned)) => {
                diagnostics.extend(cleaned.diagnostics.iter().cloned());
                published.extend(cleaned.value.as_ref().map(|bytes| (route, (key, Arc::clone(bytes)))));
            }
        }
    }
    StageOutput { value: published, diagnostics }
}
