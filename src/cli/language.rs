//! The language in which the program speaks: chosen once, before the arguments are parsed, so that help and errors of the
//! command line are in it too. It is not the language of the dossier.
//!
//! What machines read (JSON, SARIF, baselines) is English whatever is chosen here.

use std::ffi::OsString;
use std::sync::OnceLock;

use crate::base::message::{Message, MessageLanguage};

static CHOSEN: OnceLock<MessageLanguage> = OnceLock::new();

/// Chooses the language for this process: `--lang`, `DOSSIER_LANG`, the locale of the terminal, that of the system, English.
/// A language that the program does not speak is passed over. Later calls change nothing.
pub(super) fn choose(arguments: &[OsString]) -> MessageLanguage {
    *CHOSEN.get_or_init(|| wanted(arguments, &|name| std::env::var(name).ok(), &sys_locale::get_locale))
}

/// Returns the language that was chosen.
pub(super) fn chosen() -> MessageLanguage {
    choose(&[])
}

/// Returns a message in the chosen language.
pub(super) fn said(message: &Message) -> &str {
    message.text(chosen())
}

/// Returns a message in the chosen language, for lines that are kept until they are printed.
pub(super) fn spoken(message: &Message) -> String {
    said(message).to_owned()
}

/// The variables that say the language of a terminal, the first that is set counts (POSIX, XBD 8.2).
const LOCALE: [&str; 3] = ["LC_ALL", "LC_MESSAGES", "LANG"];

fn wanted(
    arguments: &[OsString],
    variable: &dyn Fn(&str) -> Option<String>,
    system: &dyn Fn() -> Option<String>,
) -> MessageLanguage {
    let of = |tag: String| MessageLanguage::of_locale(&tag);
    let locale = || LOCALE.iter().find_map(|name| variable(name).filter(|set| !set.is_empty()));
    option(arguments)
        .and_then(of)
        .or_else(|| variable("DOSSIER_LANG").and_then(of))
        .or_else(|| match locale() {
            // A terminal that is set to `C` or to another language is no reason to ask the system.
            Some(set) => Some(of(set).unwrap_or_default()),
            None => system().and_then(of),
        })
        .unwrap_or_default()
}

/// Returns what stands after the first `--lang`. The parser reads it again, later, with all other arguments.
fn option(arguments: &[OsString]) -> Option<String> {
    let mut words = arguments.iter().map(|word| word.to_string_lossy()).take_while(|word| word != "--");
    while let Some(word) = words.next() {
        if word == "--lang" {
            return words.next().map(|tag| tag.into_owned());
        }
        if let Some(tag) = word.strip_prefix("--lang=") {
            return Some(tag.to_owned());
        }
    }
    None
}

/// Returns whether the terminal shows all of Unicode. If not, the narrow spaces of French become ordinary ones: a letter of a
/// name is then wrong on its own, a sign in every sentence would be.
pub(super) fn is_unicode_terminal() -> bool {
    static IS_UNICODE: OnceLock<bool> = OnceLock::new();
    *IS_UNICODE.get_or_init(|| is_unicode(&|name| std::env::var(name).ok()))
}

fn is_unicode(variable: &dyn Fn(&str) -> Option<String>) -> bool {
    if cfg!(windows) {
        return false;
    }
    let set = ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(|name| variable(name).filter(|set| !set.is_empty()));
    // A Mac sets no locale for programs that no terminal started, and its terminals are in UTF-8.
    set.map_or(cfg!(target_os = "macos"), |set| set.to_lowercase().replace('-', "").contains("utf8"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_that_names_a_language_counts() {
        type Case<'t> = (&'t [&'t str], &'t [(&'t str, &'t str)], Option<&'t str>, &'t str);
        let cases: [Case<'_>; 13] = [
            (&[], &[], None, "en"),
            (&[], &[], Some("fr-CA"), "fr"),
            (&[], &[("LANG", "C")], Some("fr-FR"), "en"),
            (&[], &[("LANG", "de_DE.UTF-8")], Some("fr-FR"), "en"),
            (&[], &[("LANG", "fr_FR.UTF-8")], None, "fr"),
            (&[], &[("LC_ALL", ""), ("LC_MESSAGES", "fr_BE"), ("LANG", "en_US")], None, "fr"),
            (&[], &[("LC_ALL", "en_GB"), ("LC_MESSAGES", "fr_BE")], None, "en"),
            (&[], &[("DOSSIER_LANG", "en"), ("LC_ALL", "fr_FR")], None, "en"),
            (&[], &[("DOSSIER_LANG", "xx"), ("LC_ALL", "fr_FR")], None, "fr"),
            (&["build", "--lang", "fr"], &[("DOSSIER_LANG", "en")], None, "fr"),
            (&["--lang=fr", "build"], &[("DOSSIER_LANG", "en")], None, "fr"),
            (&["init", "--lang", "de", "--empty", "T"], &[("LANG", "fr_FR")], None, "fr"),
            (&["new", "--", "--lang", "fr"], &[], None, "en"),
        ];
        for (arguments, set, system, tag) in cases {
            let words: Vec<OsString> = arguments.iter().map(OsString::from).collect();
            let variable =
                |name: &str| set.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
            let found = wanted(&words, &variable, &|| system.map(str::to_owned));
            assert_eq!(found.tag(), tag, "{arguments:?} {set:?} {system:?}");
        }
    }

    #[cfg(not(any(windows, target_os = "macos")))]
    #[test]
    fn only_a_locale_in_utf_8_shows_all_signs() {
        for (locale, expected) in [("fr_FR.UTF-8", true), ("C.utf8", true), ("fr_FR.ISO-8859-1", false), ("C", false)] {
            assert_eq!(is_unicode(&|name| (name == "LANG").then(|| locale.to_owned())), expected, "{locale}");
        }
        assert!(!is_unicode(&|_| None));
    }
}
