//! The interface's texts: lang/*.yaml of the theme over the built-in ones, `key: text`.
//!
//! A text that depends on a number has two keys, `mention_one` and `mention_other`; French counts zero as one.

use std::collections::BTreeMap;

use crate::base::yaml::{self, Value};
use crate::base::{Diagnostic, SourcePath};
use crate::model::Lang;
use crate::model::lang::Rules;

/// All texts of one language.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Messages {
    texts: BTreeMap<String, String>,
    french: bool,
}

impl Messages {
    /// Reads the texts of a language: the built-in ones, then the theme's own file over them.
    #[must_use]
    pub fn load(language: &Lang, own: Option<(&SourcePath, &str)>, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let french = language.rules() == Rules::French;
        let mut messages = Self { texts: BTreeMap::new(), french };
        let name = if french { "lang/fr.yaml" } else { "lang/en.yaml" };
        messages.add(&SourcePath::new(name), super::builtin::text(name), diagnostics);
        if let Some((path, text)) = own {
            messages.add(path, text, diagnostics);
        }
        messages
    }

    fn add(&mut self, path: &SourcePath, text: &str, diagnostics: &mut Vec<Diagnostic>) {
        match yaml::parse(text, path, 0) {
            Err(diagnostic) => diagnostics.push(*diagnostic),
            Ok(node) => {
                let Value::Map(entries) = node.value else { return };
                for (key, value) in entries {
                    if let (Value::Scalar(key), Value::Scalar(value)) = (key.value, value.value) {
                        self.texts.insert(key, value);
                    }
                }
            }
        }
    }

    /// Returns a text; the key itself where there is none.
    #[must_use]
    pub fn text<'a>(&'a self, key: &'a str) -> &'a str {
        self.texts.get(key).map_or(key, String::as_str)
    }

    /// Returns `n` with its noun: `1 article`, `12 articles`.
    #[must_use]
    pub fn count(&self, n: u64, noun: &str) -> String {
        let one = if self.french { n < 2 } else { n == 1 };
        let key = format!("{noun}_{}", if one { "one" } else { "other" });
        format!("{}\u{a0}{}", grouped(n, self.french), self.text(&key))
    }

    /// Returns all texts, in order of key.
    #[must_use]
    pub fn all(&self) -> &BTreeMap<String, String> {
        &self.texts
    }

    /// Tells whether the texts are French.
    #[must_use]
    pub fn is_french(&self) -> bool {
        self.french
    }
}

/// Writes a number with its thousands apart: a narrow no-break space in French, a comma in English.
fn grouped(n: u64, french: bool) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        // French leaves four digits together.
        if index > 0 && (digits.len() - index).is_multiple_of(3) && digits.len() > 4 {
            out.push(if french { '\u{202f}' } else { ',' });
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
        let load = |tag: &str| Messages::load(&Lang::parse(tag).expect("a tag"), None, &mut Vec::new());
        let keys = |messages: &Messages| messages.all().keys().cloned().collect::<Vec<_>>();
        assert_eq!(keys(&load("fr")), keys(&load("en")));
    }

    #[test]
    fn french_counts_zero_as_one() {
        let french = Messages {
            texts: BTreeMap::from([("x_one".into(), "obus".into()), ("x_other".into(), "obus".into())]),
            french: true,
        };
        assert_eq!(french.count(12_345, "x"), "12\u{202f}345\u{a0}obus");
    }
}
