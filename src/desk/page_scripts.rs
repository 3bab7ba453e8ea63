//! What the desk adds to a page of the preview: a corner with links, and on an article the window for words. The page itself stays
//! byte for byte what a build writes.

use super::html::escaped;
use super::lists_page::encoded;
use crate::build::BuiltSite;
use crate::lang;
use crate::pages::PageKind;

/// Returns the scripts for a page, as HTML. `desk` is the folder of the desk.
pub(super) fn page_scripts(desk: &str, nonce: &str, built: &BuiltSite, page: &PageKind) -> String {
    let content = &built.site.content;
    let (words, texts) = (lang::desk_words(&content.config.language), lang::desk_form_texts(&content.config.language));
    let article = match page {
        PageKind::Article(index) => content.articles.get(index.get()).map(|text| text.document.id.as_str()),
        _ => None,
    };
    let record = match page {
        PageKind::Entity(index) | PageKind::OlderBacklinks(index, _) => {
            Some(content.registry.entities[*index].record.id.as_str())
        }
        _ => None,
    };
    let edit = match (article, record) {
        (Some(id), _) => Some((format!("article?id={}", encoded(id)), texts.say("front-matter"))),
        (None, Some(id)) => Some((format!("record?id={}", encoded(id)), texts.say("edit-record"))),
        (None, None) => None,
    };
    let edit = edit.map(|(path, name)| format!(" data-edit=\"{path}\" data-edit-name=\"{}\"", escaped(name)));
    let mut out = format!(
        "<script src=\"{desk}bar.js\" nonce=\"{nonce}\" data-desk=\"{desk}\" data-name=\"{}\" data-review=\"{}\" \
         data-proposals=\"{}\" data-done=\"{}\"{}></script>",
        words.desk,
        words.review,
        words.proposals,
        words.done,
        edit.unwrap_or_default()
    );
    if let Some(id) = article {
        out.push_str(&format!(
            "<script src=\"{desk}words.js\" nonce=\"{nonce}\" data-desk=\"{desk}\" data-article=\"{}\" data-name=\"{}\" \
             data-on-click=\"{}\" data-key=\"{}\" data-close=\"{}\"></script>",
            escaped(id),
            escaped(texts.say("edit-words")),
            escaped(texts.say("edit-words-on")),
            escaped(texts.say("edit-words-key")),
            escaped(words.close)
        ));
    }
    out
}
