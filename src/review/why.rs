//! Why a name in an article is linked: the sentence, the line of the record that has the form, who decided it. Pure; `dossier
//! why` prints it, and the desk shows it.

use crate::annotate::{LinkReason, Mention, sentences};
use crate::base::{SourcePath, Span};
use crate::lang;
use crate::parse::{Article, decisions};
use crate::source::Snapshot;
use crate::text::position::line_column;
use crate::text::{selector, tokens};
use crate::views::{AnnotatedText, Content};

/// Where a link comes from.
#[derive(Clone, Debug)]
pub(crate) struct LinkOrigin {
    /// The decisions that made it: by whom, and the place in the file.
    pub(crate) decisions: Vec<(String, String)>,
    /// The line of the record that has the form; `None` if there is no record.
    pub(crate) record: Option<String>,
}

/// Where some words of an article are.
#[derive(Clone, Debug)]
pub(crate) struct WordOrigin {
    /// The sentence.
    pub(crate) sentence: String,
    /// The place in the file.
    pub(crate) place: String,
}

/// Returns the sentence of some words, and their place in the file.
#[must_use]
pub(crate) fn word_origin(
    content: &Content,
    snapshot: &Snapshot,
    text: &AnnotatedText<Article>,
    (start, end): (usize, usize),
) -> WordOrigin {
    let body = &text.document.body;
    let language = lang::data(text.document.language.as_ref().unwrap_or(&content.config.language)).matching();
    let block = body.block_at(start).map_or(start..end, |block| block.start..block.end);
    let sentence = sentences::sentence_at(&body.text, block, start, language);
    let span = Span::new(&text.document.file, body.file_offset(start), body.file_offset(start));
    WordOrigin { sentence: body.text[sentence].to_owned(), place: place(&span, snapshot) }
}

/// Returns who decided a link, and which line of which record made it.
#[must_use]
pub(crate) fn link_origin(
    content: &Content,
    snapshot: &Snapshot,
    text: &AnnotatedText<Article>,
    mention: &Mention,
) -> LinkOrigin {
    let decisions = match mention.reason {
        LinkReason::Decided => decisions(snapshot, &text.document, mention),
        _ => Vec::new(),
    };
    LinkOrigin { decisions, record: record_line(content, snapshot, mention) }
}

fn decisions(snapshot: &Snapshot, article: &Article, mention: &Mention) -> Vec<(String, String)> {
    let path = SourcePath::new(decisions::FILE);
    let Some(file) = snapshot.files.get(&path) else { return Vec::new() };
    let made = decisions::parse(&path, &file.bytes).value.mentions.remove(article.id.as_str()).unwrap_or_default();
    let text = article.body.main_text();
    let is_here = |decision: &&decisions::Decision| {
        selector::find(text, &decision.selector).is_ok_and(|range| range.start == mention.start)
    };
    made.iter().filter(is_here).map(|decision| (decision.by.clone(), place(&decision.span, snapshot))).collect()
}

fn record_line(content: &Content, snapshot: &Snapshot, mention: &Mention) -> Option<String> {
    let entity = content.registry.find(mention.entity.as_str())?;
    let record = &content.registry.entities[entity].record;
    let folded = tokens::fold(&mention.form);
    let roles = record.roles.iter().flat_map(|role| &role.refer);
    let forms = std::iter::once(&record.name).chain(&record.names).chain(&record.weak).chain(roles);
    let span =
        forms.into_iter().find(|form| tokens::fold(&form.value) == folded).map_or(&record.span, |form| &form.span);
    Some(place(span, snapshot))
}

fn place(span: &Span, snapshot: &Snapshot) -> String {
    let at = snapshot.text(&span.file).map(|text| line_column(text, span.start));
    at.map_or_else(|| span.file.to_string(), |at| format!("{}:{}:{}", span.file, at.line, at.column))
}
