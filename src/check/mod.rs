//! Collects every problem of a dossier once: the diagnostics of the build, checks of records and texts against each
//! other, links of the finished pages, changes of raw files. Counts them by severity, and separates the known ones.
//!
//! Takes finished values and returns diagnostics; reads no disk and prints nothing. A build does without these
//! checks: none of them changes a byte of the site.

mod anachronism;
pub(crate) mod authority;
pub(crate) mod baseline;
mod consistency;
mod dates;
pub(crate) mod external_links;
#[cfg(feature = "external-links")]
pub(crate) mod http_probe;
pub mod leaks;
mod lifespan;
mod links;
pub mod location;
mod media;
mod minors;
pub(crate) mod policy;
mod raw_files;
mod text_marks;
mod yaml_location;

pub use policy::{CheckReport, report};

use std::collections::BTreeMap;

pub use links::LinkCheckCache;

use crate::base::Diagnostic;
use crate::build::{BuiltSite, Memo, cascades};
use crate::config::HtmlPolicy;
use crate::source::{RawFiles, Snapshot};
use dates::RecordsById;

/// Result of a check.
pub struct CheckFindings {
    /// All findings, in any order, with repetitions.
    pub diagnostics: Vec<Diagnostic>,
    /// The addresses of other sites, each with the indices in [`BuiltSite::planned_pages`] of the pages that
    /// link there.
    pub external: BTreeMap<String, Vec<usize>>,
}

/// Returns all findings of a built dossier, in any order, with repetitions. `seen` avoids reading pages again that
/// were read for an earlier check.
#[must_use]
pub fn collect_findings(
    built: &BuiltSite,
    memo: &Memo,
    seen: &LinkCheckCache,
    snapshot: &Snapshot,
    raw_files: &RawFiles,
) -> CheckFindings {
    let site = &built.site.content;
    let mut diagnostics = built.diagnostics.clone();
    text_marks::place_raw_html(&mut diagnostics, snapshot);
    let published = site.registry.entities.iter().map(|entity| &entity.record);
    let records: RecordsById<'_> =
        published.chain(&site.registry.withheld).map(|record| (record.id.as_str(), &**record)).collect();
    dates::records(&records, snapshot, &mut diagnostics);
    consistency::records(&records, &site.config.kinds, &built.site.link_resolver, &mut diagnostics);
    for article in site.articles.iter().map(|text| &text.document) {
        dates::article(article, snapshot, &mut diagnostics);
    }
    let records_texts = records.values().map(|record| (&record.span.file, &record.body));
    let articles = site.articles.iter().map(|text| (&text.document.file, &text.document.body));
    let pages = site.pages.iter().chain(&site.front).map(|text| (&text.document.file, &text.document.body));
    for (file, body) in records_texts.chain(articles).chain(pages) {
        text_marks::marks(file, body, snapshot, &mut diagnostics);
        if site.config.html != HtmlPolicy::Escape {
            text_marks::raw_html(file, body, &built.site.link_resolver, snapshot, &mut diagnostics);
        }
    }
    text_marks::tags(site, &mut diagnostics);
    anachronism::check(site, snapshot, &mut diagnostics);
    minors::check(site, snapshot, &mut diagnostics);
    raw_files::check(site, raw_files, &mut diagnostics);
    let finished = links::check(built, &built.pages(), memo, seen, snapshot);
    diagnostics.extend(finished.diagnostics);
    media::check(snapshot, &mut diagnostics);
    CheckFindings { diagnostics: cascades::drop_cascades(diagnostics, site), external: finished.external }
}

/// Returns the names of the raw files that [`collect_findings`] needs.
#[must_use]
pub fn raw_names(built: &BuiltSite) -> Vec<&str> {
    built
        .site
        .content
        .articles
        .iter()
        .filter_map(|text| text.document.raw_document.as_ref())
        .map(|source| source.file.as_str())
        .collect()
}
