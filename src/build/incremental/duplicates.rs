//! Delta 4: published articles -> groups of copies of one dispatch.
//!
//! Grouping depends on all articles. If no file changed, the previous groups are returned; if no words, dates or
//! `copy_of:` changed, nothing is grouped again. The comparison of words is in
//! `crate::duplicates`.

use std::sync::Arc;

use rayon::prelude::*;

use super::articles::{ArticleFile, Articles};
use crate::base::Diagnostic;
use crate::duplicates::groups;
use crate::duplicates::{CopyGroupingState, update_copy_groups};
use crate::model::{ArticleIx, List};
use crate::parse::Article;

/// The groups of the published articles, and errors in `copy_of:`.
pub struct Duplicates {
    files: Arc<List<ArticleIx, Arc<ArticleFile>>>,
    /// The groups, with their inputs.
    pub grouping: CopyGroupingState,
    /// Errors in `copy_of:`.
    pub diagnostics: Vec<Diagnostic>,
}

/// Groups the published articles.
#[must_use]
pub fn update(previous: Option<&Arc<Duplicates>>, articles: &Articles) -> Arc<Duplicates> {
    // Drafts can be ignored here: if the drafts change, the list of published files changes too.
    if let Some(previous) = previous.filter(|previous| Arc::ptr_eq(&previous.files, &articles.published)) {
        return Arc::clone(previous);
    }
    let files = Arc::clone(&articles.published);
    let sketches = files.par_iter().map(|file| file.sketch()).collect::<Vec<_>>().into();
    let published: Vec<&Article> = articles.iter().map(|article| &**article).collect();
    let dates = published.iter().map(|article| article.date).collect();
    let overrides = groups::copy_overrides(&published, &articles.drafts);
    let grouping = update_copy_groups(previous.map(|previous| &previous.grouping), dates, sketches, overrides.value);
    Arc::new(Duplicates { files, grouping, diagnostics: overrides.diagnostics })
}
