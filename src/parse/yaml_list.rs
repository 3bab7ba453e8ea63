//! A file whose whole is a list in YAML -> its items: decisions, corrections. What an item means is for the caller.

use crate::base::yaml::{self, YamlNode, YamlValue};
use crate::base::{Code, Diagnostic, Message, SourcePath, Span, StageOutput};
use crate::say;

/// Parses the items of a file; `what` and `first` say in diagnostics what it lists and how an item starts.
pub(super) fn parse_list<T: Default>(
    file: &SourcePath,
    bytes: &[u8],
    what: &Message,
    first: &str,
    read: impl FnOnce(Vec<YamlNode>, &mut Vec<Diagnostic>) -> T,
) -> StageOutput<T> {
    let checked = super::parse_guarded(file, || {
        let text = match super::decode(file, bytes) {
            Ok(text) => text,
            Err(diagnostic) => return StageOutput { value: None, diagnostics: vec![*diagnostic] },
        };
        let node = match yaml::parse(text, file, 0) {
            Ok(node) => node,
            Err(diagnostic) => return StageOutput { value: None, diagnostics: vec![*diagnostic] },
        };
        let mut diagnostics = Vec::new();
        let items = match node.value {
            YamlValue::List(items) => items,
            YamlValue::Map(entries) if entries.is_empty() => Vec::new(),
            _ => {
                let span = Span::new(file, node.start, node.end);
                let message =
                    say!(en: "this should be a list of {what}", fr: "il faudrait ici une liste de {what}"; what);
                let help =
                    say!(en: "start each with `- {first}: …`", fr: "commencez chaque élément par `- {first}: …`");
                diagnostics.push(Diagnostic::new(Code::WrongType, span, message).help(help));
                Vec::new()
            }
        };
        StageOutput { value: Some(read(items, &mut diagnostics)), diagnostics }
    });
    StageOutput { value: checked.value.unwrap_or_default(), diagnostics: checked.diagnostics }
}
