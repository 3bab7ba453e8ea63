//! Delta 4: published articles -> which of them are copies of one dispatch.
//!
//! Grouping looks at all articles at once. While no file is another one, the previous groups are returned; while no
//! article has other words, another date or another `copy_of:`, nothing is grouped again. The comparison of words is in
//! [`crate::duplicates`].

use std::sync::Arc;

use rayon::prelude::*;

use super::articles::{ArticleFile, Articles};
use crate::base::Diagnostic;
use crate::duplicates::groups;
use crate::duplicates::{CopyGroupingState, update_copy_groups};
use crate::model::{ArticleIx, List};
use crate::parse::Article;

/// The groups of the published articles, and what is wrong with the `copy_of:` of some.
pub struct Duplicates {
    files: Arc<List<ArticleIx, Arc<ArticleFile>>>,
    /// The groups, with what they were computed from.
    pub grouping: CopyGroupingState,
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
}

/// Groups the published articles.
#[must_use]
pub fn update(previous: Option<&Arc<Duplicates>>, articles: &Articles) -> Arc<Duplicates> {
    // Drafts can be ignored here: with other drafts the list of published files is another one too.
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
