//! Everything that is wrong with a dossier, once: what the stages reported while it was put together, what the records and
//! texts say against each other, what the finished pages lead to, what became of the raw files. Judges what the sum of it
//! means, and sets apart what was known before.
//!
//! Takes finished values and gives diagnostics; reads no disk and prints nothing. A build does without these checks: none of
//! them changes a byte of the site.

mod authority;
pub mod baseline;
mod links;
mod locate;
mod media;
pub mod place;
pub mod policy;
mod raw;
mod reported;
mod sense;
mod texts;
mod time;

pub use policy::{Report, report};

use crate::base::Diagnostic;
use crate::pipeline::{Built, Memo};
use crate::source::{RawFiles, Snapshot};
use time::Records;

/// Returns everything that is wrong with a built dossier, in any order, with repetitions.
#[must_use]
pub fn findings(built: &Built, memo: &Memo, snapshot: &Snapshot, raw_files: &RawFiles) -> Vec<Diagnostic> {
    let site = &built.site;
    let mut diagnostics = built.diagnostics.clone();
    let published = site.registry.entities.iter().map(|entity| &entity.record);
    let records: Records<'_> =
        published.chain(&site.registry.withheld).map(|record| (record.id.as_str(), &**record)).collect();
    time::records(&records, snapshot, &mut diagnostics);
    sense::records(&records, &site.targets, &mut diagnostics);
    for record in records.values() {
        texts::marks(&record.span.file, &record.body, snapshot, &mut diagnostics);
    }
    for article in site.articles.iter().map(|text| &text.source) {
        time::article(article, snapshot, &mut diagnostics);
        texts::marks(&article.file, &article.body, snapshot, &mut diagnostics);
    }
    for page in site.pages.iter().chain(&site.front).map(|text| &text.source) {
        texts::marks(&page.file, &page.body, snapshot, &mut diagnostics);
    }
    texts::tags(site, &mut diagnostics);
    reported::check(site, snapshot, &mut diagnostics);
    raw::check(site, raw_files, &mut diagnostics);
    let finished = links::check(built, &built.pages(), memo, snapshot);
    diagnostics.extend(finished.diagnostics);
    media::check(site, &finished.reached, &mut diagnostics);
    diagnostics
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
