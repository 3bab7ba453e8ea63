//! Finds for each editorial note the passage of the article that it quotes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::content::{AnnotatedText, PlacedNote};
use crate::base::nearest::Vocabulary;
use crate::base::{Code, Diagnostic, Key, StageOutput};
use crate::model::Id;
use crate::model::id_messages;
use crate::parse::{Article, ArticleNotes};
use crate::say;
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
                Diagnostic::of_file(Code::OrphanNote, &notes.file, id_messages::no_article_has(&notes.article));
            let help = say!(
                en: "name the file after the article's id",
                fr: "donnez au fichier l’identifiant de l’article pour nom",
            );
            diagnostics.push(diagnostic.help(help).did_you_mean_of(&notes.article, &ids));
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
                        SelectorError::NotFound => say!(
                            en: "the quoted words do not stand in the article",
                            fr: "les mots cités ne figurent pas dans l’article",
                        ),
                        SelectorError::Ambiguous(n) => say!(
                            en: "the quoted words stand in the article {n} times",
                            fr: "les mots cités figurent {n} fois dans l’article",
                        ),
                    };
                    let help = say!(
                        en: "quote the article letter by letter, and add `prefix:` or `suffix:` where the words stand more than once",
                        fr: "citez l’article à la lettre, et ajoutez `prefix:` ou `suffix:` là où les mots figurent plusieurs fois",
                    );
                    diagnostics.push(Diagnostic::new(Code::OrphanNote, note.span.clone(), message).help(help));
                }
            }
        }
        list.sort_by_key(|note| note.target.start);
        placed.insert(article.id.clone(), (*key, list));
    }
    StageOutput { value: placed, diagnostics }
}
