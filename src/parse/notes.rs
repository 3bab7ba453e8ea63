//! content/notes/<article>.yaml: stand-off editorial notes on passages of an article.

use super::body::Body;
use super::markdown;
use super::slips::{Slips, Withholder};
use crate::base::anchor::Anchor;
use crate::base::fields::{Fields, Text};
use crate::base::yaml::{self, Node, Value};
use crate::base::{Checked, Code, Diagnostic, SourcePath, Span};
use crate::model::Edtf;

/// The notes on one article.
#[derive(Clone, Debug, PartialEq)]
pub struct Notes {
    /// Id of the article: the file's stem.
    pub article: String,
    /// The file.
    pub file: SourcePath,
    /// The notes, in the order of the file.
    pub notes: Vec<EditorialNote>,
}

/// A note on a passage.
#[derive(Clone, Debug, PartialEq)]
pub struct EditorialNote {
    /// The passage.
    pub anchor: Anchor,
    /// Where the quotation stands in the file.
    pub span: Span,
    /// What the note says.
    pub body: Body,
    /// Who wrote it; may be empty.
    pub by: String,
    /// When.
    pub date: Option<Edtf>,
    /// Tags.
    pub tags: Vec<String>,
    /// What was found about the passage's claim.
    pub verdict: Option<Verdict>,
}

/// What was found about a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It holds.
    Confirmed,
    /// It is contested.
    Disputed,
    /// It does not hold.
    False,
    /// Nobody knows yet.
    Unverified,
}

impl Verdict {
    /// Returns the word used in files, views and classes.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Verdict::Confirmed => "confirmed",
            Verdict::Disputed => "disputed",
            Verdict::False => "false",
            Verdict::Unverified => "unverified",
        }
    }
}

/// Reads the notes on one article.
#[must_use]
pub fn parse(file: &SourcePath, bytes: &[u8]) -> Checked<Option<Notes>> {
    super::guarded(file, || {
        let text = match super::decode(file, bytes) {
            Ok(text) => text,
            Err(diagnostic) => return Checked { value: None, diagnostics: vec![*diagnostic] },
        };
        let node = match yaml::parse(text, file, 0) {
            Ok(node) => node,
            Err(diagnostic) => return Checked { value: None, diagnostics: vec![*diagnostic] },
        };
        let Value::List(items) = node.value else {
            let span = Span::new(file, node.start, node.end);
            let diagnostic = Diagnostic::new(Code::WrongType, span, "this should be a list of notes")
                .help("start each with `- quote: …`");
            return Checked { value: None, diagnostics: vec![diagnostic] };
        };
        let mut diagnostics = Vec::new();
        let notes = items.into_iter().filter_map(|item| note(file, item, &mut diagnostics)).collect();
        Checked { value: Some(Notes { article: file.stem().to_owned(), file: file.clone(), notes }), diagnostics }
    })
}

fn note(file: &SourcePath, item: Node, diagnostics: &mut Vec<Diagnostic>) -> Option<EditorialNote> {
    let mut fields = Fields::new(file, item);
    let known = ["quote", "prefix", "suffix", "note", "by", "date", "tags", "verdict"];
    let slips = Slips::in_keys(file, &mut fields, &known, Withholder::Note);
    let is_withheld = slips.hide();
    diagnostics.extend(slips.diagnostics());
    let quote = fields.required("quote");
    let (prefix, suffix) = (fields.text("prefix"), fields.text("suffix"));
    let text = fields.required("note");
    let by = fields.text("by").map(|by| by.value).unwrap_or_default();
    let date = super::article::date(&mut fields, "date");
    let tags = fields.texts("tags").into_iter().map(|tag| tag.value).collect();
    let verdicts = [
        ("confirmed", Verdict::Confirmed),
        ("disputed", Verdict::Disputed),
        ("false", Verdict::False),
        ("unverified", Verdict::Unverified),
    ];
    let verdict = fields.choice("verdict", &verdicts);
    diagnostics.append(&mut fields.finish());
    let (quote, text) = quote.zip(text).filter(|_| !is_withheld)?;
    let value = |text: Option<Text>| text.map(|text| text.value).unwrap_or_default();
    let anchor = Anchor { quote: quote.value, prefix: value(prefix), suffix: value(suffix), at: None };
    let body = markdown::parse(file, &text.value, text.span.start);
    Some(EditorialNote { anchor, span: quote.span, body, by, date, tags, verdict })
}
