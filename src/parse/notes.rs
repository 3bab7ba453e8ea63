//! `content/notes/<article>.yaml`: editorial notes on passages of an article, kept outside the article's file.

use super::body::Body;
use super::markdown;
use super::suspected_protection::{ProtectedFileKind, SuspectedProtections};
use crate::base::yaml::{self, YamlNode, YamlValue};
use crate::base::yaml_fields::{SpannedText, YamlFields};
use crate::base::{Code, Diagnostic, SourcePath, Span, StageOutput};
use crate::model::Edtf;
use crate::model::prose_keys::PROSE_KEYS;
use crate::say;
use crate::text::selector::TextQuoteSelector;

/// The notes on one article.
#[derive(Clone, Debug, PartialEq)]
pub struct ArticleNotes {
    /// Id of the article: the file name without extension.
    pub article: String,
    /// The file.
    pub file: SourcePath,
    /// The notes, in the order of the file.
    pub notes: Vec<EditorialNote>,
}

/// A note on a passage.
#[derive(Clone, Debug, PartialEq)]
pub struct EditorialNote {
    /// The quotation that selects the passage.
    pub selector: TextQuoteSelector,
    /// The span of the quotation.
    pub span: Span,
    /// The text of the note.
    pub body: Body,
    /// Its author; may be empty.
    pub by: String,
    /// Its date.
    pub date: Option<Edtf>,
    /// Tags.
    pub tags: Vec<String>,
    /// The verdict on the passage's claim.
    pub verdict: Option<ClaimVerdict>,
}

/// A verdict on a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClaimVerdict {
    /// It is confirmed.
    Confirmed,
    /// It is disputed.
    Disputed,
    /// It is false.
    False,
    /// It has not been verified.
    Unverified,
}

impl ClaimVerdict {
    /// Returns the word used in files, views and classes.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            ClaimVerdict::Confirmed => "confirmed",
            ClaimVerdict::Disputed => "disputed",
            ClaimVerdict::False => "false",
            ClaimVerdict::Unverified => "unverified",
        }
    }
}

/// Parses the notes on one article.
#[must_use]
pub fn parse(file: &SourcePath, bytes: &[u8]) -> StageOutput<Option<ArticleNotes>> {
    super::parse_guarded(file, || {
        let text = match super::decode(file, bytes) {
            Ok(text) => text,
            Err(diagnostic) => return StageOutput { value: None, diagnostics: vec![*diagnostic] },
        };
        let node = match yaml::parse(text, file, 0) {
            Ok(node) => node,
            Err(diagnostic) => return StageOutput { value: None, diagnostics: vec![*diagnostic] },
        };
        let YamlValue::List(items) = node.value else {
            let span = Span::new(file, node.start, node.end);
            let message = say!(en: "this should be a list of notes", fr: "il faudrait ici une liste de notes");
            let diagnostic = Diagnostic::new(Code::WrongType, span, message)
                .help(say!(en: "start each with `- quote: …`", fr: "commencez chacune par `- quote: …`"));
            return StageOutput { value: None, diagnostics: vec![diagnostic] };
        };
        let mut diagnostics = Vec::new();
        let notes = items.into_iter().filter_map(|item| note(file, item, &mut diagnostics)).collect();
        StageOutput {
            value: Some(ArticleNotes { article: file.stem().to_owned(), file: file.clone(), notes }),
            diagnostics,
        }
    })
}

fn note(file: &SourcePath, item: YamlNode, diagnostics: &mut Vec<Diagnostic>) -> Option<EditorialNote> {
    let mut fields = YamlFields::new(file, item, PROSE_KEYS);
    let known = ["quote", "prefix", "suffix", "note", "by", "date", "tags", "verdict"];
    let slips = SuspectedProtections::find_in_keys(file, &mut fields, &known, ProtectedFileKind::Note);
    let is_withheld = slips.hides_all();
    diagnostics.extend(slips.diagnostics());
    let quote = fields.required("quote");
    let (prefix, suffix) = (fields.text("prefix"), fields.text("suffix"));
    let text = fields.required("note");
    let by = fields.text("by").map(|by| by.value).unwrap_or_default();
    let date = super::date_field::date(&mut fields, "date");
    let tags = fields.texts("tags").into_iter().map(|tag| tag.value).collect();
    let verdicts = [
        ("confirmed", ClaimVerdict::Confirmed),
        ("disputed", ClaimVerdict::Disputed),
        ("false", ClaimVerdict::False),
        ("unverified", ClaimVerdict::Unverified),
    ];
    let verdict = fields.choice("verdict", &verdicts);
    diagnostics.append(&mut fields.finish());
    let (quote, text) = quote.zip(text).filter(|_| !is_withheld)?;
    let value = |text: Option<SpannedText>| text.map(|text| text.value).unwrap_or_default();
    let anchor =
        TextQuoteSelector { quote: quote.value, prefix: value(prefix), suffix: value(suffix), code_point_offset: None };
    let body = markdown::parse(file, &text.value, text.span.start);
    Some(EditorialNote { selector: anchor, span: quote.span, body, by, date, tags, verdict })
}
