//! Errors of the command line in French: from what the parser knows of an error, not from its English sentence. In English the
//! parser's own sentences are shown. Pure.

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::base::message::french_spaces;

/// Returns what to print of an error, with escape sequences for a terminal.
pub(super) fn french(error: &Error) -> String {
    let mut out = format!("\u{1b}[1m\u{1b}[91merreur\u{1b}[0m : {}", sentence(error));
    if let Some(near) = nearest(error) {
        out.push_str(&format!("\n\n  \u{1b}[1maide\u{1b}[0m : vouliez-vous dire {near} ?"));
    }
    let mut out = french_spaces(&out);
    if let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) {
        let usage = usage.ansi().to_string();
        out.push_str(&format!("\n\n{}", usage.replace("Usage:", "Utilisation\u{a0}:").trim_end()));
    }
    out.push_str(&french_spaces("\n\nPour en savoir plus : `--help`"));
    out
}

/// Says what is wrong.
fn sentence(error: &Error) -> String {
    let arg = texts(error, ContextKind::InvalidArg).join(", ");
    let value = texts(error, ContextKind::InvalidValue).join(", ");
    let number = |kind| match error.get(kind) {
        Some(ContextValue::Number(number)) => number.to_string(),
        _ => String::new(),
    };
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let name = texts(error, ContextKind::InvalidSubcommand).join(" ");
            format!("la commande `{name}` n’existe pas")
        }
        ErrorKind::UnknownArgument => format!("l’argument `{arg}` n’existe pas ici"),
        ErrorKind::InvalidValue if value.is_empty() => format!("il manque une valeur à `{arg}`{}", valid(error)),
        ErrorKind::InvalidValue => format!("`{value}` n’est pas une valeur de `{arg}`{}", valid(error)),
        ErrorKind::ValueValidation => {
            let why = std::error::Error::source(error).map(|source| format!(" : {source}")).unwrap_or_default();
            format!("`{value}` n’est pas une valeur de `{arg}`{why}")
        }
        ErrorKind::NoEquals => format!("`{arg}` veut un signe égal devant sa valeur"),
        ErrorKind::TooManyValues => format!("`{value}` est une valeur de trop pour `{arg}`"),
        ErrorKind::TooFewValues => {
            let (least, given) = (number(ContextKind::MinValues), number(ContextKind::ActualNumValues));
            format!("`{arg}` veut au moins {least} valeurs, il y en a {given}")
        }
        ErrorKind::WrongNumberOfValues => {
            let (wanted, given) = (number(ContextKind::ExpectedNumValues), number(ContextKind::ActualNumValues));
            format!("`{arg}` veut {wanted} valeurs, il y en a {given}")
        }
        ErrorKind::ArgumentConflict => conflict(error, &arg),
        ErrorKind::MissingRequiredArgument => {
            let missing: Vec<String> =
                texts(error, ContextKind::InvalidArg).iter().map(|name| format!("\n  {name}")).collect();
            format!("il manque :{}", missing.concat())
        }
        ErrorKind::MissingSubcommand => "il manque une commande".to_owned(),
        ErrorKind::InvalidUtf8 => "un argument n’est pas en UTF-8".to_owned(),
        _ => "la ligne de commande n’a pas été comprise".to_owned(),
    }
}

fn conflict(error: &Error, arg: &str) -> String {
    let others = texts(error, ContextKind::PriorArg);
    match others.as_slice() {
        [] => format!("`{arg}` ne va pas avec d’autres arguments donnés"),
        [same] if same == arg => format!("`{arg}` ne peut être donné qu’une fois"),
        others => {
            let others: Vec<String> = others.iter().map(|other| format!("`{other}`")).collect();
            format!("`{arg}` ne va pas avec {}", others.join(", "))
        }
    }
}

/// Lists the values that would be right.
fn valid(error: &Error) -> String {
    let values = texts(error, ContextKind::ValidValue);
    if values.is_empty() { String::new() } else { format!("\n  [valeurs possibles : {}]", values.join(", ")) }
}

/// Returns the command, option or value that may be meant.
fn nearest(error: &Error) -> Option<String> {
    let kinds = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    let near = kinds.iter().flat_map(|kind| texts(error, *kind)).map(|near| format!("`{near}`"));
    near.reduce(|all, near| format!("{all} ou {near}"))
}

fn texts(error: &Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(text)) => vec![text.clone()],
        Some(ContextValue::Strings(texts)) => texts.clone(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::message::MessageLanguage;
    use crate::cli::args::languages::command;

    #[test]
    fn each_kind_of_error_is_said_in_french() {
        let cases = [
            ("biuld", "la commande `biuld` n’existe pas"),
            ("biuld", "vouliez-vous dire `build`"),
            ("build --drfats", "vouliez-vous dire `--drafts`"),
            ("build --drafts --drafts", "ne peut être donné qu’une fois"),
            ("build extra", "l’argument `extra` n’existe pas ici"),
            ("rename a", "il manque\u{a0}:\n  <NOUVEAU>"),
            ("check --format jsno", "`jsno` n’est pas une valeur de `--format <FORMAT>`"),
            ("check --format jsno", "[valeurs possibles\u{a0}: human, json, github, sarif]"),
            ("check --format", "il manque une valeur à"),
            ("check --output x", "il manque\u{a0}:\n  --leaks"),
            ("diff --write --format json", "ne va pas avec"),
            ("serve --port 70000", "donnez un nombre"),
            ("serve --host là", "`là` n’est pas une valeur de `--host <ADRESSE>`"),
            ("build --timings human", "l’argument `human` n’existe pas ici"),
            ("import", "<CHEMIN>"),
            ("suggest --all-above 101", "n’est pas une valeur de"),
        ];
        for (line, expected) in cases {
            let words = std::iter::once("dossier").chain(line.split(' '));
            let error = command(MessageLanguage::French).try_get_matches_from(words).expect_err(line);
            let said = french(&error);
            let expected = expected.replace("donnez un nombre", "n’est pas une valeur de");
            assert!(said.contains(&expected), "{line}: {said}");
            for word in ["error", "tip", "Usage", "the ", "argument '", "required"] {
                assert!(!said.contains(word), "{line}: {said}");
            }
        }
    }
}
