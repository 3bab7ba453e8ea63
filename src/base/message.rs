//! What the program says to people, in both of its languages at once. Every stage makes messages with [`say!`](crate::say), at
//! the place that knows the values; whoever shows one chooses the language. Machines (JSON, SARIF, baselines) always get the
//! English one, whatever the language of the terminal.
//!
//! Both texts are compiled: a value that is missing or misspelt in one of them is an error of the compiler. There are no
//! catalogues to load, and a text is never looked up by its words. The texts of the published pages belong to the theme, not here.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::key::{KeyBuilder, Keyed};
use super::path_escape::PathEscapeError;

/// A language in which the program speaks to those who use it. It is independent of the language of the dossier.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MessageLanguage {
    /// English, where nothing else is asked for.
    #[default]
    English,
    /// French.
    French,
}

impl MessageLanguage {
    /// Returns the language of a tag or a locale: `fr`, `fr-CA`, `fr_FR.UTF-8`; `None` if the program does not speak it. `C` and
    /// `POSIX` are no languages.
    #[must_use]
    pub fn of_locale(locale: &str) -> Option<Self> {
        let language = locale.split(['-', '_', '.', '@']).next().unwrap_or_default().to_ascii_lowercase();
        match language.as_str() {
            "fr" => Some(Self::French),
            "en" => Some(Self::English),
            _ => None,
        }
    }

    /// Returns the tag of the language.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::French => "fr",
        }
    }
}

/// A text in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Message {
    /// In English.
    pub en: String,
    /// In French, with its spaces set: see [`french_spaces`].
    pub fr: String,
}

impl Message {
    /// Returns a message that is the same in both languages: a name, a path, an example of YAML.
    #[must_use]
    pub fn same(text: impl Into<String>) -> Self {
        let en = text.into();
        Self { fr: en.clone(), en }
    }

    /// Returns the text in one language.
    #[must_use]
    pub fn text(&self, language: MessageLanguage) -> &str {
        match language {
            MessageLanguage::English => &self.en,
            MessageLanguage::French => &self.fr,
        }
    }

    /// Returns several messages in a row, between `en` or `fr`.
    #[must_use]
    pub fn joined(parts: &[Self], en: &str, fr: &str) -> Self {
        let texts = |language| parts.iter().map(|part| part.text(language)).collect::<Vec<_>>();
        Self {
            en: texts(MessageLanguage::English).join(en),
            fr: texts(MessageLanguage::French).join(&french_spaces(fr)),
        }
    }

    /// Returns several clauses as one, between semicolons; `None` if there are none.
    #[must_use]
    pub fn clauses(parts: &[Self]) -> Option<Self> {
        (!parts.is_empty()).then(|| Self::joined(parts, "; ", " ; "))
    }

    /// Returns whether nothing is said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.en.is_empty()
    }
}

/// A sentence without values, in both languages: for tables of data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    /// In English.
    pub en: &'static str,
    /// In French, with ordinary spaces.
    pub fr: &'static str,
}

impl Words {
    /// Returns them as a message.
    #[must_use]
    pub fn message(self) -> Message {
        Message { en: self.en.to_owned(), fr: french_spaces(self.fr) }
    }
}

impl Keyed for Message {
    fn key_into(&self, key: &mut KeyBuilder) {
        let Self { en, fr } = self;
        key.text(en).text(fr);
    }
}

/// Makes a [`Message`] from an English and a French format string. Values are captured by name:
/// `say!(en: "no article has the id `{id}`", fr: "aucun article n’a l’identifiant `{id}`")`. French is written with ordinary spaces;
/// [`french_spaces`] makes them unbreakable.
///
/// A value that is no variable gets a name behind the texts, and both must use it. Messages that are named after a semicolon are
/// part of the sentence, each in its language: `say!(en: "{files} written in {n} ms", fr: "{files} écrits en {n} ms", n = 2; files)`.
#[macro_export]
macro_rules! say {
    (en: $en:literal, fr: $fr:literal $(, $name:ident = $value:expr)*; $($part:ident),+ $(,)?) => {
        $crate::base::message::Message {
            en: {
                $(let $part = &$part.en;)+
                ::std::format!($en $(, $name = $value)*)
            },
            fr: {
                $(let $part = &$part.fr;)+
                $crate::base::message::french_spaces(&::std::format!($fr $(, $name = $value)*))
            },
        }
    };
    (en: $en:literal, fr: $fr:literal $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::base::message::Message {
            en: ::std::format!($en $(, $name = $value)*),
            fr: $crate::base::message::french_spaces(&::std::format!($fr $(, $name = $value)*)),
        }
    };
}

/// Makes an error of types with a `message()`. Its display is the English text: for chains of causes and for tests.
macro_rules! error_in_english {
    ($($error:ty),+) => {$(
        impl ::std::fmt::Display for $error {
            fn fmt(&self, out: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                out.write_str(&self.message().en)
            }
        }

        impl ::std::error::Error for $error {}
    )+};
}
pub(crate) use error_in_english;

/// A message as the cause of an error of reading: [`io_reason`] returns it.
#[derive(Debug)]
struct UnreadableError(Message);

impl UnreadableError {
    fn message(&self) -> &Message {
        &self.0
    }
}

error_in_english!(UnreadableError);

/// Returns an error of reading for bytes that the system reads but that are not what they should be.
#[must_use]
pub(crate) fn unreadable(reason: Message) -> std::io::Error {
    std::io::Error::other(UnreadableError(reason))
}

/// Says why the system did not do something. The kinds of error that people meet have a French sentence; any other is named
/// by the system's own words, between backticks.
#[must_use]
pub fn io_reason(error: &std::io::Error) -> Message {
    use std::io::ErrorKind;
    if let Some(escape) = error.get_ref().and_then(|inner| inner.downcast_ref::<PathEscapeError>()) {
        return escape.message();
    }
    if let Some(unreadable) = error.get_ref().and_then(|inner| inner.downcast_ref::<UnreadableError>()) {
        return unreadable.message().clone();
    }
    let fr = match error.kind() {
        ErrorKind::NotFound => "ce fichier ou ce répertoire n’existe pas".to_owned(),
        ErrorKind::PermissionDenied => "le système en refuse l’accès".to_owned(),
        ErrorKind::AlreadyExists => "un fichier porte déjà ce nom".to_owned(),
        ErrorKind::IsADirectory => "c’est un répertoire".to_owned(),
        ErrorKind::NotADirectory => "ce n’est pas un répertoire".to_owned(),
        ErrorKind::DirectoryNotEmpty => "ce répertoire n’est pas vide".to_owned(),
        ErrorKind::ReadOnlyFilesystem => "ce disque est en lecture seule".to_owned(),
        ErrorKind::StorageFull => "le disque est plein".to_owned(),
        ErrorKind::QuotaExceeded => "votre espace sur ce disque est épuisé".to_owned(),
        ErrorKind::FileTooLarge => "ce fichier est trop grand pour ce disque".to_owned(),
        ErrorKind::ResourceBusy => "un autre programme s’en sert".to_owned(),
        ErrorKind::InvalidFilename => "ce disque n’accepte pas ce nom".to_owned(),
        ErrorKind::AddrInUse => "un autre programme s’en sert déjà".to_owned(),
        ErrorKind::AddrNotAvailable => "cette machine n’a pas cette adresse".to_owned(),
        ErrorKind::UnexpectedEof => "ce fichier s’arrête trop tôt".to_owned(),
        ErrorKind::TimedOut => "le délai est dépassé".to_owned(),
        ErrorKind::OutOfMemory => "la mémoire manque".to_owned(),
        _ => format!("`{error}`"),
    };
    Message { en: error.to_string(), fr: french_spaces(&fr) }
}

/// Says that a file or a folder could not be read, and why.
#[must_use]
pub(crate) fn cannot_read(path: &Path, error: &std::io::Error) -> Message {
    let (path, reason) = (path.display(), io_reason(error));
    say!(en: "cannot read `{path}`: {reason}", fr: "impossible de lire `{path}` : {reason}"; reason)
}

/// Says that a file or a folder could not be written, and why.
#[must_use]
pub(crate) fn cannot_write(path: &Path, error: &std::io::Error) -> Message {
    let (path, reason) = (path.display(), io_reason(error));
    say!(en: "cannot write `{path}`: {reason}", fr: "impossible d’écrire `{path}` : {reason}"; reason)
}

/// Sets the spaces of French before `: ; ! ? »` and after `«`: U+00A0, and U+202F before `; ! ?` (Lexique des règles
/// typographiques de l’Imprimerie nationale). What stands between backticks is code and stays as it is.
#[must_use]
pub fn french_spaces(text: &str) -> String {
    let (mut out, mut is_code) = (String::with_capacity(text.len() + 8), false);
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        is_code ^= sign == '`';
        let space = match (sign, signs.peek()) {
            (' ', Some(':' | '»')) if !is_code => '\u{a0}',
            (' ', Some(';' | '!' | '?')) if !is_code => '\u{202f}',
            (' ', _) if !is_code && out.ends_with('«') => '\u{a0}',
            (sign, _) => sign,
        };
        out.push(space);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_texts_hold_the_values() {
        let (id, n) = ("a-b", 3);
        let said = say!(en: "`{id}`: {n} articles", fr: "`{id}` : {n} articles ; « vus » !");
        assert_eq!(said.text(MessageLanguage::English), "`a-b`: 3 articles");
        assert_eq!(said.text(MessageLanguage::French), "`a-b`\u{a0}: 3 articles\u{202f}; «\u{a0}vus\u{a0}»\u{202f}!");
    }

    #[test]
    fn a_message_is_part_of_another() {
        let (files, n) = (say!(en: "3 files", fr: "3 fichiers"), 2);
        let said = say!(en: "{files} written in {n} ms", fr: "{files} écrits en {n} ms"; files);
        assert_eq!((said.en.as_str(), said.fr.as_str()), ("3 files written in 2 ms", "3 fichiers écrits en 2 ms"));
    }

    #[test]
    fn code_keeps_its_spaces() {
        assert_eq!(french_spaces("écrivez `a : b`"), "écrivez `a : b`");
    }

    #[test]
    fn a_locale_names_a_language_or_none() {
        let cases = [("fr_FR.UTF-8", Some("fr")), ("FR", Some("fr")), ("en-GB", Some("en")), ("C", None), ("", None)];
        for (locale, tag) in cases {
            assert_eq!(MessageLanguage::of_locale(locale).map(MessageLanguage::tag), tag, "{locale}");
        }
    }
}
