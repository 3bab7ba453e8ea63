//! Finds for each editorial note the passage of the article that it quotes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::content::{AnnotatedText, PlacedNote};
use crate::base::nearest::Vocabulary;
use crate::base::{Code, Diagnostic, Key, StageOutput};
use crate::model::Id;
use crate::parse::{Article, ArticleNotes};
use crate::text::selector::{self, SelectorError};

/// Finds the passage of each editorial note. Notes whose words are not found are reported and left out; notes on `drafts`
/// are left out. Returns them by article, with the key of their file.
#[must_use]
pub(crate) fn place_notes(
    files: &[(Key, Arc<ArticleNotes>)],
    articles: &[Arc<AnnotatedText<Article>>],
    drafts: &BTreeSet<String>,
) -> StageOutput<BTreeMap<Id, (Key, Vec<PlacedNote>)>> {
    let mut diagnostics = Vec::new();
    let mut placed = BTreeMap::new();
    let ids = Vocabulary::new(articles.iter().map(|text| text.document.id.as_str()));
    for (key, notes) in files.iter().filter(|(_, notes)| !drafts.contains(&notes.article)) {
        // Articles are in order of id.
        let found = articles.binary_search_by(|text| text.document.id.as_str().cmp(&notes.article));
        let Ok(article) = found.map(|index| &articles[index].document) else {
            let diagnostic =
                Diagnostic::of_file(Code::OrphanNote, &notes.file, format!("there is no article `{}`", notes.article));
            diagnostics
                .push(diagnostic.help("name the file after the article's id").did_you_mean_of(&notes.article, &ids));
            continue;
        };
        let mut list = Vec::new();
        let anchors: Vec<_> = notes.notes.iter().map(|note| &note.selector).collect();
        let places = selector::find_all(article.body.main_text(), &anchors);
        for (note, place) in notes.notes.iter().zip(places) {
            match place {
                Ok(range) => list.push(PlacedNote { target: range, file: notes.file.clone(), note: note.clone() }),
                Err(error) => {
                    let message = match error {
                        SelectorError::NotFound => "the quoted words do not stand in the article".to_owned(),
                        SelectorError::Ambiguous(n) => format!("the quoted words stand in the article {n} times"),
                    };
                    let help = "quote the article letter by letter, and add `prefix:` or `suffix:` where the words stand more than once";
                    diagnostics.push(Diagnostic::new(Code::OrphanNote, note.span.clone(), message).help(help));
                }
            }
        }
        list.sort_by_key(|note| note.target.start);
        placed.insert(article.id.clone(), (*key, list));
    }
    StageOutput { value: placed, diagnostics }
}
