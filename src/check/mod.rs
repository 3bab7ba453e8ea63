//! Everything that is wrong with a dossier, once: what the stages reported while it was put together, what the records and
//! texts say against each other, what the finished pages lead to, what became of the raw files. Judges what the sum of it
//! means, and sets apart what was known before.
//!
//! Takes finished values and gives diagnostics; reads no disk and prints nothing. A build does without these checks: none of
//! them changes a byte of the site.

#[cfg(feature = "external-links")]
pub mod ask;
mod authority;
pub mod baseline;
pub mod leaks;
mod links;
mod lives;
mod locate;
mod media;
mod minors;
pub mod outside;
pub mod place;
pub mod policy;
mod raw;
mod reported;
mod sense;
mod texts;
mod time;

pub use policy::{Report, report};

use std::collections::BTreeMap;

pub use links::Seen;

use crate::base::Diagnostic;
use crate::config::HtmlPolicy;
use crate::pipeline::{Built, Memo, echoes};
use crate::source::{RawFiles, Snapshot};
use time::Records;

/// What a check came to.
pub struct Findings {
    /// What is wrong, in any order, with repetitions.
    pub diagnostics: Vec<Diagnostic>,
    /// The addresses of other sites, each with the places of [`Built::places`] whose pages link there.
    pub outside: BTreeMap<String, Vec<usize>>,
}

/// Finds everything that is wrong with a built dossier, in any order, with repetitions. `seen` spares the pages that were
/// read for an earlier answer.
#[must_use]
pub fn findings(built: &Built, memo: &Memo, seen: &Seen, snapshot: &Snapshot, raw_files: &RawFiles) -> Findings {
    let site = &built.site;
    let mut diagnostics = built.diagnostics.clone();
    texts::place_raw_html(&mut diagnostics, snapshot);
    let published = site.registry.entities.iter().map(|entity| &entity.record);
    let records: Records<'_> =
        published.chain(&site.registry.withheld).map(|record| (record.id.as_str(), &**record)).collect();
    time::records(&records, snapshot, &mut diagnostics);
    sense::records(&records, &site.targets, &mut diagnostics);
    for article in site.articles.iter().map(|text| &text.source) {
        time::article(article, snapshot, &mut diagnostics);
    }
    let records_texts = records.values().map(|record| (&record.span.file, &record.body));
    let articles = site.articles.iter().map(|text| (&text.source.file, &text.source.body));
    let pages = site.pages.iter().chain(&site.front).map(|text| (&text.source.file, &text.source.body));
    for (file, body) in records_texts.chain(articles).chain(pages) {
        texts::marks(file, body, snapshot, &mut diagnostics);
        if site.config.html != HtmlPolicy::Escape {
            texts::raw_html(file, body, &site.targets, snapshot, &mut diagnostics);
        }
    }
    texts::tags(site, &mut diagnostics);
    reported::check(site, snapshot, &mut diagnostics);
    minors::check(site, snapshot, &mut diagnostics);
    raw::check(site, raw_files, &mut diagnostics);
    let finished = links::check(built, &built.pages(), memo, seen, snapshot);
    diagnostics.extend(finished.diagnostics);
    media::check(snapshot, &mut diagnostics);
    Findings { diagnostics: echoes::without(diagnostics, site), outside: finished.outside }
}

/// Returns the names of the raw files that [`findings`] wants to know of.
#[must_use]
pub fn raw_names(built: &Built) -> Vec<&str> {
    built
        .site
        .articles
        .iter()
        .filter_map(|text| text.source.source.as_ref())
        .map(|source| source.file.as_str())
        .collect()
}
