//! Annotation sets of other people and programs -> proposed mentions of this dossier.
//!
//! ```text
//! bytes of a file     -> json, w3c, cas, columns, conll, tei  ForeignDocument: texts, and the names marked in them
//! ForeignDocument     -> article_match                    the article whose text it is
//! ForeignMention      -> anchoring                        ProposedMention, at its place in the article
//! ```
//!
//! Pure. Nothing is guessed: a document that may be two articles, or words that fit two places, are told and left out.

pub(crate) mod anchoring;
mod article_match;
mod cas;
mod columns;
mod conll;
mod json;
mod labels;
pub(crate) mod record_match;
mod squeezed_text;
mod tei;
mod w3c;

use std::collections::BTreeMap;

use crate::base::Message;
use crate::import::text::charset;
use crate::say;

pub(crate) use labels::LabelTable;

/// The longest name, in code points. A longer stretch is no name.
const MAX_NAME_CHARS: usize = 300;
/// The most names that are read from one file.
const MAX_MENTIONS: usize = 1_000_000;

/// What one file says.
#[derive(Debug, Default)]
pub(crate) struct ForeignAnnotations {
    /// The texts that it is about.
    pub documents: Vec<ForeignDocument>,
    /// What cannot be read: the number of the line or the annotation, and why.
    pub problems: Vec<(usize, Message)>,
    /// What is no name, counted by what it is.
    pub left_out: BTreeMap<Message, usize>,
    /// Whether the numbers count annotations; otherwise they count lines.
    pub numbers_annotations: bool,
    n_mentions: usize,
}

impl ForeignAnnotations {
    /// Counts something that is no name.
    fn leave_out(&mut self, what: Message) {
        *self.left_out.entry(what).or_default() += 1;
    }

    fn problem(&mut self, place: usize, reason: Message) {
        self.problems.push((place, reason));
    }

    /// Adds a document, unless the file has too many names already.
    fn add(&mut self, document: ForeignDocument) {
        self.n_mentions += document.mentions.len();
        if self.n_mentions > MAX_MENTIONS {
            self.leave_out(say!(en: "names beyond the first million", fr: "noms au-delà du premier million"));
        } else if !document.mentions.is_empty() {
            self.documents.push(document);
        }
    }
}

/// A text that was annotated.
#[derive(Debug, Default)]
pub(crate) struct ForeignDocument {
    /// Ids, addresses and file names that may say which article it is, the surest first.
    pub clues: Vec<String>,
    /// Its text, or parts of it, as far as the file has it.
    pub passages: Vec<String>,
    /// The names in it.
    pub mentions: Vec<ForeignMention>,
}

/// A name that was marked in a text.
#[derive(Clone, Debug, Default)]
pub(crate) struct ForeignMention {
    /// The number of its line or annotation.
    pub place: usize,
    /// The passage that `start` and `end` count in; the article's text if there is none.
    pub passage: Option<usize>,
    /// The code points before it and before its end.
    pub range: Option<(usize, usize)>,
    /// Its place in the article, as a file of tokens states it beside its own.
    pub stated: Option<(usize, usize)>,
    /// Its words; empty if the file does not say.
    pub quote: String,
    /// The text before it.
    pub prefix: String,
    /// The text after it.
    pub suffix: String,
    /// The id or address of what it names.
    pub entity: String,
    /// The kind of what it names.
    pub kind: String,
    /// Who marked it; empty if the file does not say.
    pub by: String,
}

/// Reads a file; `stem` is its name without extension.
///
/// # Errors
/// If the file is in no format that can be read.
pub(crate) fn read_annotations(
    name: &str,
    stem: &str,
    bytes: &[u8],
    labels: &LabelTable,
) -> Result<ForeignAnnotations, Message> {
    let decoded = charset::decode(bytes).map_err(charset::DecodeError::message)?;
    let text = decoded.text.strip_prefix('\u{feff}').unwrap_or(&decoded.text);
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).unwrap_or_default();
    let first = text.trim_start().chars().next();
    match (first, extension.as_str()) {
        (None, _) => Err(say!(en: "the file is empty", fr: "le fichier est vide")),
        (Some('{' | '['), _) => Ok(json::read(stem, text, labels)),
        (Some('<'), _) => tei::read(stem, text, labels),
        (_, "csv" | "tsv") if columns::is_table(text) => Ok(columns::read(text, labels)),
        (_, "csv") => Err(
            say!(en: "the first line names no column `article` and no column `text`", fr: "la première ligne ne nomme ni colonne `article` ni colonne `text`"),
        ),
        _ if conll::is_conll(text) => Ok(conll::read(text, labels)),
        _ if columns::is_table(text) => Ok(columns::read(text, labels)),
        _ => Err(
            say!(en: "it is in none of the formats that are read: W3C annotations, JSON Lines of dossier, spaCy or doccano, CSV, \
             CoNLL, UIMA CAS JSON, TEI", fr: "il n’est dans aucun des formats lus : annotations du W3C, JSON Lines de dossier, de spaCy ou de doccano, CSV, CoNLL, UIMA CAS JSON, TEI"),
        ),
    }
}

/// Names questions, as what is left out.
fn questions() -> Message {
    say!(en: "questions", fr: "questions")
}

/// Names dates, as what is left out.
fn dates() -> Message {
    Message::same("dates")
}

/// Names quotations, as what is left out.
fn quotations() -> Message {
    say!(en: "quotations", fr: "citations")
}

/// Returns a name of a person or program without control characters, and not too long.
pub(crate) fn plain_name(name: &str) -> String {
    const MAX_CHARS: usize = 120;
    let spaced = name.chars().map(|c| if c.is_control() { ' ' } else { c }).collect::<String>();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(MAX_CHARS).collect()
}
