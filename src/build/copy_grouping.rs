//! Which articles are one dispatch, from one build to the next.
//!
//! Grouping looks at all articles at once, so it has one answer, kept with what it was found by. As long as no article is
//! another file, nothing is asked; as long as none has other words, another date or another `copy_of:`, nothing is grouped.

use std::sync::Arc;

use rayon::prelude::*;

use super::articles::Articles;
use super::session::ArticleFile;
use crate::base::Diagnostic;
use crate::duplicates::groups;
use crate::duplicates::{CopyGroupingState, update_copy_groups};
use crate::parse::Article;

/// The groups of the published articles, and what is wrong with what people say of them.
pub(super) struct CachedCopyGroups {
    files: Arc<Vec<Arc<ArticleFile>>>,
    pub(super) grouping_state: CopyGroupingState,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Groups the published articles.
pub(super) fn group_copies(articles: &Articles, before: Option<&Arc<CachedCopyGroups>>) -> Arc<CachedCopyGroups> {
    // With other drafts the list of the published is another one too.
    if let Some(before) = before.filter(|before| Arc::ptr_eq(&before.files, &articles.published)) {
        return Arc::clone(before);
    }
    let files = Arc::clone(&articles.published);
    let sketches = files.par_iter().map(|file| file.sketch()).collect();
    let published: Vec<&Article> = articles.iter().map(|article| &**article).collect();
    let dates = published.iter().map(|article| article.date).collect();
    let pins = groups::copy_overrides(&published, &articles.drafts);
    let grouped = update_copy_groups(before.map(|before| &before.grouping_state), dates, sketches, pins.value);
    Arc::new(CachedCopyGroups { files, grouping_state: grouped, diagnostics: pins.diagnostics })
}
