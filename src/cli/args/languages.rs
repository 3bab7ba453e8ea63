//! The command line in one language: the pairs of `args` and what clap says by itself. Pure; nothing is printed here.
//!
//! Clap writes `[default: …]`, `[possible values: …]` and its headings in English only, so they are hidden and written here, in
//! both languages in the same way.

use clap::builder::{StyledStr, Styles};
use clap::{Arg, ArgAction, Command, CommandFactory};

use super::super::manual::topics_help;
use super::{Arguments, help_texts};
use crate::base::message::{MessageLanguage, french_spaces};

/// What stands between the English and the French text of a pair: U+241F, which no text has. Clap would lose a control character.
pub(super) const BETWEEN: char = '\u{241f}';

/// Makes a pair of texts for clap, which takes one text.
macro_rules! both {
    ($en:literal, $fr:literal $(,)?) => {
        concat!($en, "\u{241f}", $fr)
    };
}
pub(super) use both;

/// Returns the whole command line in a language.
pub(in crate::cli) fn command(language: MessageLanguage) -> Command {
    let about_version = both!("Print version", "Afficher la version");
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version).help(about_version);
    let program = Arguments::command().disable_version_flag(true).arg(version.display_order(1000));
    let program = in_language(program, language).after_help(topics_help(language));
    let program = program.mut_subcommand("export", |export| export.after_help(help_texts::exports_help(language)));
    program.mut_subcommand("import", |import| import.after_long_help(help_texts::formats_help(language)))
}

/// Returns one text of a pair; a text without a pair as it is.
fn one_of(pair: &str, language: MessageLanguage) -> String {
    match (pair.split_once(BETWEEN), language) {
        (None, _) => pair.to_owned(),
        (Some((en, _)), MessageLanguage::English) => en.to_owned(),
        (Some((_, fr)), MessageLanguage::French) => french_spaces(fr),
    }
}

fn in_language(command: Command, language: MessageLanguage) -> Command {
    let about_help = both!("Print help (-h: in short)", "Afficher cette aide (-h : en bref)");
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help).help(about_help).display_order(999);
    let about = command.get_about().map(|about| one_of(&about.to_string(), language));
    let mut command = command.disable_help_flag(true).arg(help).mut_args(|arg| argument(arg, language));
    if let Some(about) = about {
        command = command.about(about);
    }
    if language == MessageLanguage::French {
        let has_commands = command.has_subcommands();
        command = command.help_template(french_template());
        if has_commands {
            command = command.subcommand_help_heading("Commandes\u{a0}").subcommand_value_name("COMMANDE");
        }
    }
    command.mut_subcommands(|command| in_language(command, language))
}

fn french_template() -> StyledStr {
    let styles = Styles::styled();
    let usage = styles.get_usage();
    format!("{{before-help}}{{about-with-newline}}\n{usage}Utilisation\u{a0}:{usage:#} {{usage}}\n\n{{all-args}}{{after-help}}")
        .into()
}

fn argument(arg: Arg, language: MessageLanguage) -> Arg {
    let help = arg.get_help().map(|help| one_of(&help.to_string(), language)).unwrap_or_default();
    let takes_values = arg.get_action().takes_values();
    let speaks_french = language == MessageLanguage::French;
    let mut brief = help.clone();
    let mut long = help;
    let defaults: Vec<_> = arg.get_default_values().iter().map(|value| value.to_string_lossy().into_owned()).collect();
    let values = if takes_values { arg.get_possible_values() } else { Vec::new() };
    if takes_values && !defaults.is_empty() {
        let default = defaults.join(" ");
        let said =
            if speaks_french { format!("[par défaut\u{a0}: {default}]") } else { format!("[default: {default}]") };
        brief.push_str(&format!(" {said}"));
        long.push_str(&format!("\n\n{said}"));
    }
    if !values.is_empty() {
        let names: Vec<&str> = values.iter().map(clap::builder::PossibleValue::get_name).collect();
        let names = names.join(", ");
        let named = if speaks_french { "valeurs possibles\u{a0}:" } else { "possible values:" };
        brief.push_str(&format!(" [{named} {names}]"));
        let width = values.iter().map(|value| value.get_name().len()).max().unwrap_or_default() + 1;
        let row = |value: &clap::builder::PossibleValue| {
            let about = value.get_help().map(|help| one_of(&help.to_string(), language)).unwrap_or_default();
            format!("- {:<width$} {about}", format!("{}:", value.get_name()))
        };
        let has_help = values.iter().any(|value| value.get_help().is_some());
        if has_help {
            let rows: Vec<String> = values.iter().map(row).collect();
            let named = if speaks_french { "Valeurs possibles\u{a0}:" } else { "Possible values:" };
            long.push_str(&format!("\n\n{named}\n{}", rows.join("\n")));
        } else {
            long.push_str(&format!("\n\n[{named} {names}]"));
        }
    }
    let is_hidden = arg.is_hide_set();
    // Without a long text the short one is shown; with one, clap shows every argument of the command at length.
    let needs_long = long.contains("\n\nPossible") || long.contains("\n\nValeurs");
    let mut arg = arg.help(brief);
    if needs_long {
        arg = arg.long_help(long);
    }
    if takes_values {
        arg = arg.hide_default_value(true).hide_possible_values(true);
    }
    if !speaks_french || is_hidden {
        return arg;
    }
    let names: Vec<&'static str> =
        arg.get_value_names().unwrap_or_default().iter().filter_map(|name| value_name(name)).collect();
    if takes_values && !names.is_empty() {
        arg = arg.value_names(names);
    }
    let heading = if arg.is_positional() { "Arguments\u{a0}" } else { "Options\u{a0}" };
    arg.help_heading(heading)
}

/// The names of values in English and in French.
const VALUE_NAMES: [(&str, &str); 27] = [
    ("ADDRESS", "ADRESSE"),
    ("ARTICLE", "ARTICLE"),
    ("CODE", "CODE"),
    ("COMMAND|TOPIC", "COMMANDE|PAGE"),
    ("DATE", "DATE"),
    ("DIR", "RÉPERTOIRE"),
    ("DIR|rclone:REMOTE:PATH", "RÉPERTOIRE|rclone:SERVEUR:CHEMIN"),
    ("FILE", "FICHIER"),
    ("FILES", "FICHIERS"),
    ("FORM", "FORME"),
    ("FORMAT", "FORMAT"),
    ("FROM", "ANCIEN"),
    ("ID", "ID"),
    ("KIND", "TYPE"),
    ("LANG", "LANGUE"),
    ("LANGUAGE", "LANGUE"),
    ("N", "N"),
    ("NAME", "NOM"),
    ("PATH", "CHEMIN"),
    ("PATH|ANCHOR", "CHEMIN|ANCRE"),
    ("PORT", "PORT"),
    ("PUBLISHER", "ÉDITEUR"),
    ("SHELL", "INTERPRÉTEUR"),
    ("TEXT", "TEXTE"),
    ("TITLE", "TITRE"),
    ("TO", "NOUVEAU"),
    ("URL", "URL"),
];

/// Returns the French name of a value; `None` if there is none, which a test reports.
fn value_name(english: &str) -> Option<&'static str> {
    VALUE_NAMES.iter().find(|(known, _)| *known == english).map(|(_, french)| *french)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every command and argument as written, before a language is taken.
    fn walk(command: &Command, path: &str, visit: &mut dyn FnMut(&str, &str)) {
        let path = format!("{path} {}", command.get_name());
        visit(&path, &command.get_about().map(ToString::to_string).unwrap_or_default());
        for arg in command.get_arguments() {
            let at = format!("{path} {}", arg.get_id());
            visit(&at, &arg.get_help().map(ToString::to_string).unwrap_or_default());
            if arg.get_action().takes_values() {
                for value in arg.get_possible_values() {
                    if let Some(help) = value.get_help() {
                        visit(&format!("{at}={}", value.get_name()), &help.to_string());
                    }
                }
                for name in arg.get_value_names().unwrap_or_default() {
                    assert!(VALUE_NAMES.iter().any(|(known, _)| *known == name.as_str()), "{at}: {name} has no French");
                }
            }
        }
        command.get_subcommands().for_each(|command| walk(command, &path, visit));
    }

    #[test]
    fn every_command_and_argument_has_both_languages() {
        walk(&Arguments::command(), "", &mut |at, text| {
            let (en, fr) = text.split_once(BETWEEN).unwrap_or_else(|| panic!("{at} has no pair: {text:?}"));
            assert!(!en.is_empty() && !fr.is_empty() && en != fr, "{at}: {text:?}");
            assert!(!fr.contains('\'') && !fr.ends_with('.'), "{at}: {fr}");
            // Outside of code, French has a space before these signs.
            for part in fr.split('`').step_by(2) {
                let padded = format!("{part} ");
                for (start, sign) in padded.match_indices([':', ';', '!', '?']) {
                    let is_end = padded[start + sign.len()..].starts_with(' ');
                    assert!(
                        !is_end || part[..start].ends_with(' ') || start == 0,
                        "{at}: no space before `{sign}`: {fr}"
                    );
                }
            }
        });
    }

    #[test]
    fn the_command_line_is_sound_in_both_languages() {
        for language in [MessageLanguage::English, MessageLanguage::French] {
            command(language).debug_assert();
        }
    }
}
