//! Articles that claim one id: the first in order of path keeps it.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::base::{Diagnostic, SourcePath, Span, StageOutput};
use crate::model::Id;
use crate::parse::Article;

/// Reports articles that claim one id; the first in order of path keeps it. Returns the kept ones in order of id.
#[must_use]
pub(crate) fn reject_duplicate_ids<T>(mut articles: Vec<T>, article: impl Fn(&T) -> &Article) -> StageOutput<Vec<T>> {
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    articles.sort_by(|a, b| article(a).id.cmp(&article(b).id));
    let plain = articles.iter().all(|one| article(one).id.is_folded());
    if plain && articles.windows(2).all(|pair| article(&pair[0]).id != article(&pair[1]).id) {
        return StageOutput { value: articles, diagnostics };
    }
    articles.sort_by(|a, b| article(a).file.cmp(&article(b).file));
    let mut seen: HashMap<String, (Id, SourcePath)> = HashMap::new();
    articles.retain(|one| {
        let Article { id, file, .. } = article(one);
        match seen.entry(id.folded()) {
            Entry::Occupied(slot) => {
                let (first, first_file) = slot.get();
                let (span, first_span) = (Span::whole(file), Span::whole(first_file));
                diagnostics.push(crate::registry::entities::id_clash(id, &span, first, &first_span));
                false
            }
            Entry::Vacant(slot) => {
                slot.insert((id.clone(), file.clone()));
                true
            }
        }
    });
    articles.sort_by(|a, b| article(a).id.cmp(&article(b).id));
    StageOutput { value: articles, diagnostics }
}
