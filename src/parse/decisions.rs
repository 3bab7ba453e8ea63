//! content/decisions.yaml: what people decided about single mentions, as `dossier review` writes it, and the names that
//! they refused, as `dossier suggest --refuse` writes them.

use std::collections::BTreeMap;

use crate::base::anchor::Anchor;
use crate::base::fields::{Fields, Text};
use crate::base::yaml::{self, Node, Value};
use crate::base::{Checked, Code, Diagnostic, SourcePath, Span};

/// Name of the file.
pub const FILE: &str = "content/decisions.yaml";

/// What somebody decided about one mention.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    /// The article.
    pub article: Text,
    /// Where in it.
    pub anchor: Anchor,
    /// What was decided.
    pub matter: Matter,
    /// Whose name it is, or who said it; `None` when it is nobody of the dossier.
    pub entity: Option<Text>,
    /// Who decided; may be empty.
    pub by: String,
    /// Where the decision stands in the file.
    pub span: Span,
}

/// What a decision is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Matter {
    /// `entity:`, whose name the words are.
    Name,
    /// `speaker:`, who said the words.
    Speech,
}

/// The decisions by article.
pub type Decisions = BTreeMap<String, Vec<Decision>>;

/// Everything that the file says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Decided {
    /// Single mentions and quotations.
    pub mentions: Decisions,
    /// Names that shall not be proposed again, in order of the file.
    pub refused: Vec<String>,
}

/// The word for "nobody of this dossier".
pub const NOBODY: &str = "none";

/// Reads the file.
#[must_use]
pub fn parse(file: &SourcePath, bytes: &[u8]) -> Checked<Decided> {
    let checked = super::guarded(file, || {
        let text = match super::decode(file, bytes) {
            Ok(text) => text,
            Err(diagnostic) => return Checked { value: None, diagnostics: vec![*diagnostic] },
        };
        match yaml::parse(text, file, 0) {
            Err(diagnostic) => Checked { value: None, diagnostics: vec![*diagnostic] },
            Ok(node) => list(file, node),
        }
    });
    Checked { value: checked.value.unwrap_or_default(), diagnostics: checked.diagnostics }
}

fn list(file: &SourcePath, node: Node) -> Checked<Option<Decided>> {
    let mut diagnostics = Vec::new();
    let mut decided = Decided::default();
    let items = match node.value {
        Value::List(items) => items,
        Value::Map(entries) if entries.is_empty() => Vec::new(),
        _ => {
            let span = Span::new(file, node.start, node.end);
            diagnostics.push(
                Diagnostic::new(Code::WrongType, span, "this should be a list of decisions")
                    .help("start each with `- article: …`"),
            );
            Vec::new()
        }
    };
    for item in items {
        let span = Span::new(file, item.start, item.start);
        let mut fields = Fields::new(file, item);
        if let Some(refused) = fields.text("refused") {
            // `by:` is for people.
            let _ = fields.text("by");
            diagnostics.append(&mut fields.finish());
            decided.refused.push(refused.value);
            continue;
        }
        let article = fields.required("article").map(Text::named);
        let quote = fields.required("quote");
        let (prefix, suffix) = (fields.text("prefix"), fields.text("suffix"));
        let at = fields.text("at").and_then(|at| at.value.parse().ok());
        let speaker = fields.text("speaker");
        let matter = if speaker.is_some() { Matter::Speech } else { Matter::Name };
        let entity = if speaker.is_some() { speaker } else { fields.required("entity") }.map(Text::named);
        let by = fields.text("by").map(|by| by.value).unwrap_or_default();
        diagnostics.append(&mut fields.finish());
        let (Some(article), Some(quote), Some(entity)) = (article, quote, entity) else { continue };
        let value = |text: Option<Text>| text.map(|text| text.value).unwrap_or_default();
        let anchor = Anchor { quote: quote.value, prefix: value(prefix), suffix: value(suffix), at };
        let entity = Some(entity).filter(|entity| entity.value != NOBODY);
        decided.mentions.entry(article.value.clone()).or_default().push(Decision {
            article,
            anchor,
            matter,
            entity,
            by,
            span,
        });
    }
    Checked { value: Some(decided), diagnostics }
}

/// Writes decisions, in order of article and place, for `git diff`: one key a line, one decision a mention.
#[must_use]
pub fn write(decided: &Decided) -> String {
    let mut out = String::from(
        "# Written by `dossier review`: what people decided about single mentions. Edit it if you like; order does not matter.\n",
    );
    for name in &decided.refused {
        out.push_str(&format!("- refused: {}\n", serde_json::Value::from(name.as_str())));
    }
    for (article, list) in &decided.mentions {
        let mut list: Vec<&Decision> = list.iter().collect();
        list.sort_by_key(|decision| (decision.anchor.at, &decision.anchor.quote));
        for decision in list {
            let quoted = |text: &str| serde_json::Value::from(text).to_string();
            let anchor = &decision.anchor;
            out.push_str(&format!("- article: {article}\n  quote: {}\n", quoted(&anchor.quote)));
            for (key, text) in [("prefix", &anchor.prefix), ("suffix", &anchor.suffix)] {
                if !text.is_empty() {
                    out.push_str(&format!("  {key}: {}\n", quoted(text)));
                }
            }
            if let Some(at) = anchor.at {
                out.push_str(&format!("  at: {at}\n"));
            }
            let key = if decision.matter == Matter::Speech { "speaker" } else { "entity" };
            out.push_str(&format!(
                "  {key}: {}\n",
                decision.entity.as_ref().map_or(NOBODY, |entity| entity.value.as_str())
            ));
            if !decision.by.is_empty() {
                out.push_str(&format!("  by: {}\n", quoted(&decision.by)));
            }
        }
    }
    out
}
