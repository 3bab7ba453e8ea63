//! The texts of the interface: lang/*.yaml of the theme over the built-in files, `key: text`.
//!
//! A text that depends on a number has two keys, `mention_one` and `mention_other`; the language decides which is used
//! for zero.

use std::collections::BTreeMap;

use crate::base::yaml::{self, YamlNode, YamlValue};
use crate::base::{Code, Diagnostic, Message, SourcePath};
use crate::lang::format::FormatRules;
use crate::lang::{self, LanguageData};
use crate::model::LangTag;
use crate::say;

/// All texts of one language.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Messages {
    texts: BTreeMap<String, String>,
    language: &'static LanguageData,
}

impl Messages {
    /// Reads the texts of a language from files, each overriding the previous ones; the first has all texts. If the first
    /// is in another language, texts missing from the other files are reported.
    #[must_use]
    pub fn load(language: &LangTag, files: &[(SourcePath, &str)], diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut messages = Self { texts: BTreeMap::new(), language: lang::data(language) };
        let mut lacking: Option<Vec<String>> = None;
        for (path, text) in files {
            let own = read(path, text, diagnostics);
            match &mut lacking {
                Some(lacking) => lacking.retain(|key| !own.contains_key(key)),
                None => lacking = Some(own.keys().cloned().collect()),
            }
            messages.texts.extend(own);
        }
        let has_own = messages.language.has_interface;
        if let Some(lacking) = lacking.filter(|lacking| !lacking.is_empty() && !has_own) {
            diagnostics.push(lacks(language, files, &lacking));
        }
        messages
    }

    /// Returns a text; the key itself if there is none.
    #[must_use]
    pub fn text<'a>(&'a self, key: &'a str) -> &'a str {
        self.texts.get(key).map_or(key, String::as_str)
    }

    /// Returns `n` with its noun: `1 article`, `12 articles`.
    #[must_use]
    pub fn count(&self, n: u64, noun: &str) -> String {
        let one = n == 1 || n == 0 && self.format().zero_is_singular;
        let key = [noun, if one { "_one" } else { "_other" }].concat();
        [grouped(n, self.format().thousands).as_str(), "\u{a0}", self.text(&key)].concat()
    }

    /// Returns all texts, in order of key.
    #[must_use]
    pub fn all(&self) -> &BTreeMap<String, String> {
        &self.texts
    }

    /// Returns the data of their language.
    #[must_use]
    pub fn language(&self) -> &'static LanguageData {
        self.language
    }

    /// Returns the number and date formats of their language.
    #[must_use]
    pub fn format(&self) -> &'static FormatRules {
        self.language.format
    }
}

fn read(path: &SourcePath, text: &str, diagnostics: &mut Vec<Diagnostic>) -> BTreeMap<String, String> {
    let entries = match yaml::parse(text, path, 0) {
        Ok(YamlNode { value: YamlValue::Map(entries), .. }) => entries,
        Ok(_) => Vec::new(),
        Err(diagnostic) => {
            diagnostics.push(*diagnostic);
            Vec::new()
        }
    };
    let text = |(key, value): (YamlNode, YamlNode)| match (key.value, value.value) {
        (YamlValue::Scalar(key), YamlValue::Scalar(value)) => Some((key, value)),
        _ => None,
    };
    entries.into_iter().filter_map(text).collect()
}

fn lacks(language: &LangTag, files: &[(SourcePath, &str)], lacking: &[String]) -> Diagnostic {
    let shown = lacking.iter().take(5).map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ");
    let more = match lacking.len().saturating_sub(5) {
        0 => Message::default(),
        n => say!(en: " and {n} more", fr: " et {n} de plus"),
    };
    let message = say!(
        en: "the interface has no text in `{language}` for {shown}{more}",
        fr: "l’interface n’a pas de texte en `{language}` pour {shown}{more}",
        language = language.as_str();
        more,
    );
    let site = SourcePath::new(crate::config::site::FILE);
    let file = files.last().filter(|_| files.len() > 1).map_or(&site, |(path, _)| path);
    let short = language.as_str();
    Diagnostic::of_file(Code::MissingText, file, message).help(say!(
        en: "write them in themes/NAME/lang/{short}.yaml; until then English stands there",
        fr: "écrivez-les dans `themes/NOM/lang/{short}.yaml` ; d’ici là, l’anglais en tient lieu",
    ))
}

/// Formats a number with thousands separators.
pub(crate) fn grouped(n: u64, thousands: char) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        // Four digits are not separated.
        if index > 0 && (digits.len() - index).is_multiple_of(3) && digits.len() > 4 {
            out.push(thousands);
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_have_the_same_keys() {
        let load = |tag: &str| {
            let path = SourcePath::new(&format!("lang/{tag}.yaml"));
            let files = crate::theme::builtin::files("default").iter().find(|(name, _)| *name == path.as_str());
            let text = std::str::from_utf8(files.expect("a file").1).expect("text");
            Messages::load(&LangTag::parse(tag).expect("a tag"), &[(path, text)], &mut Vec::new())
        };
        let keys = |messages: &Messages| messages.all().keys().cloned().collect::<Vec<_>>();
        assert_eq!(keys(&load("fr")), keys(&load("en")));
    }

    #[test]
    fn french_counts_zero_as_one() {
        let french = Messages {
            texts: BTreeMap::from([("x_one".into(), "obus".into()), ("x_other".into(), "obus".into())]),
            language: lang::by_tag("fr"),
        };
        assert_eq!(french.count(12_345, "x"), "12\u{202f}345\u{a0}obus");
    }
}
