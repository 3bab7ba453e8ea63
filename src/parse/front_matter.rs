//! Splits a content file into its YAML front matter and its Markdown body.

use super::protective_keys;
use crate::base::yaml::{self, YamlNode, YamlValue};
use crate::base::yaml_fields::YamlFields;
use crate::base::yaml_typos;
use crate::base::{Code, Diagnostic, Message, SourcePath, Span};
use crate::model::prose_keys::PROSE_KEYS;
use crate::say;
use crate::text::position::byte_order_mark_len;

/// The two parts of a content file; offsets are into the whole file.
pub(crate) struct FrontMatterParts<'a> {
    /// The YAML, without its `---` lines.
    pub yaml: &'a str,
    /// Offset of the YAML.
    pub yaml_start: usize,
    /// The Markdown.
    pub body: &'a str,
    /// Offset of the Markdown.
    pub body_start: usize,
    /// Offset of the first `---` if blank lines precede it; other tools then treat the front matter as text.
    pub late: Option<usize>,
}

fn fence_help() -> Message {
    say!(
        en: "write `---`, three hyphens and nothing else; word processors turn them into a dash",
        fr: "écrivez `---`, trois traits d’union et rien d’autre ; les traitements de texte en font un tiret",
    )
}

/// Splits a file at its `---` lines. A file that does not start with one is all body. The exception is blank lines
/// before a `---` followed by keys, because such keys (`draft: true`) must not be lost.
///
/// # Errors
/// The diagnostic for front matter that is never closed.
pub(crate) fn split<'a>(file: &SourcePath, text: &'a str) -> Result<FrontMatterParts<'a>, Box<Diagnostic>> {
    let start = byte_order_mark_len(text);
    let n_blank: usize =
        text[start..].split_inclusive('\n').take_while(|line| line.trim().is_empty()).map(str::len).sum();
    let all_body =
        FrontMatterParts { yaml: "", yaml_start: start, body: &text[start..], body_start: start, late: None };
    let late = (n_blank > 0).then_some(start + n_blank);
    let start = start + n_blank;
    let first = text[start..].split_inclusive('\n').next().unwrap_or_default();
    if first.starts_with("---\r") && !text.contains('\n') {
        let message = say!(
            en: "this file has the line ends of old Macs (CR), so that it counts as one line",
            fr: "ce fichier a les fins de ligne des anciens Mac (CR), et compte donc pour une seule ligne",
        );
        let diagnostic = Diagnostic::new(Code::UnclosedFrontMatter, Span::new(file, start, start + 3), message);
        return Err(Box::new(diagnostic.help(say!(
            en: "save it with LF or CR LF line ends",
            fr: "enregistrez-le avec des fins de ligne LF ou CR LF",
        ))));
    }
    if yaml_typos::is_fence(first) && opens_keys(&text[start + first.len()..]) {
        let span = Span::new(file, start, start + first.trim_end().len());
        let message = say!(
            en: "the front matter opens with `{line}`, not with three hyphens",
            fr: "l’en-tête s’ouvre par `{line}`, et non par trois traits d’union",
            line = first.trim(),
        );
        return Err(Box::new(Diagnostic::new(Code::UnclosedFrontMatter, span, message).help(fence_help())));
    }
    if first.trim_end() != "---" || (late.is_some() && !opens_keys(&text[start + first.len()..])) {
        return Ok(all_body);
    }
    let yaml_start = start + first.len();
    let mut at = yaml_start;
    for line in text[yaml_start..].split_inclusive('\n') {
        if line.trim_end() == "---" {
            let body_start = at + line.len();
            let (yaml, body) = (&text[yaml_start..at], &text[body_start..]);
            return Ok(FrontMatterParts { yaml, yaml_start, body, body_start, late });
        }
        at += line.len();
    }
    let mut lines = text[yaml_start..].split_inclusive('\n').scan(yaml_start, |at, line| {
        *at += line.len();
        Some((*at - line.len(), line))
    });
    if let Some((at, line)) = lines.find(|(_, line)| yaml_typos::is_fence(line)) {
        let span = Span::new(file, at, at + line.trim_end().len());
        let message = say!(
            en: "the front matter is never closed: this line is `{line}`, not three hyphens",
            fr: "l’en-tête n’est jamais fermé : cette ligne est `{line}`, et non trois traits d’union",
            line = line.trim(),
        );
        return Err(Box::new(Diagnostic::new(Code::UnclosedFrontMatter, span, message).help(fence_help())));
    }
    Err(Box::new(
        Diagnostic::new(
            Code::UnclosedFrontMatter,
            Span::new(file, start, start + 3),
            say!(en: "the front matter is never closed", fr: "l’en-tête n’est jamais fermé"),
        )
        .help(say!(
            en: "add a line `---` between the keys and the text",
            fr: "ajoutez une ligne `---` entre les clés et le texte",
        )),
    ))
}

/// Returns whether a key follows a `---`, rather than a paragraph after a horizontal rule.
fn opens_keys(text: &str) -> bool {
    let line = text.lines().next().unwrap_or_default();
    let (key, value) = line.split_once([':', '：']).unwrap_or_default();
    let key = key.trim_end();
    let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    !key.is_empty() && key.chars().all(is_word) && (value.is_empty() || value.starts_with(char::is_whitespace))
}

/// Returns whether the front matter is unreadable.
pub(super) fn is_unreadable(fields: &YamlFields<'_>) -> bool {
    fields.diagnostics.iter().any(|one| matches!(one.code, Code::BrokenYaml | Code::WrongType))
}

/// Returns whether the front matter is unreadable and may have contained `draft: true`; adds the consequence to the
/// diagnostic.
pub(super) fn may_hide(fields: &mut YamlFields<'_>, parts: &FrontMatterParts<'_>, what: &Message) -> bool {
    let lost = fields.diagnostics.iter_mut().find(|one| matches!(one.code, Code::BrokenYaml | Code::WrongType));
    if let Some(diagnostic) = lost.filter(|_| protective_keys::may_hide(parts.yaml)) {
        let help = std::mem::take(&mut diagnostic.help);
        diagnostic.help = say!(
            en: "{help}; until then {what} is left out, because it may be a draft",
            fr: "{help} ; d’ici là, {what} n’est pas publié, car ce peut être un brouillon";
            help, what,
        );
        return true;
    }
    false
}

/// Parses the front matter's keys; broken YAML gives no keys and one diagnostic.
pub(crate) fn fields<'a>(file: &'a SourcePath, parts: &FrontMatterParts<'_>) -> YamlFields<'a> {
    let mut fields = match yaml::parse(parts.yaml, file, parts.yaml_start) {
        Ok(node) => YamlFields::new(file, node, PROSE_KEYS),
        Err(diagnostic) => {
            let empty = YamlNode::new(parts.yaml_start, parts.yaml_start, YamlValue::Map(Vec::new()));
            let mut fields = YamlFields::new(file, empty, PROSE_KEYS);
            fields.diagnostics.push(*diagnostic);
            fields
        }
    };
    if let Some(start) = parts.late {
        fields.diagnostics.push(
            Diagnostic::new(
                Code::LateFrontMatter,
                Span::new(file, start, start + 3),
                say!(
                    en: "there are blank lines before the front matter, so other tools do not read it",
                    fr: "des lignes vides précèdent l’en-tête, et d’autres outils ne le lisent donc pas",
                ),
            )
            .help(say!(
                en: "delete them, so that `---` is the first line of the file",
                fr: "supprimez-les, pour que `---` soit la première ligne du fichier",
            )),
        );
    }
    fields
}
