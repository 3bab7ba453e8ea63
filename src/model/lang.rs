//! Tags of languages. What the program knows of a language is data of `lang`.

use std::fmt;

use crate::base::{KeyBuilder, Keyed};

/// A language by its BCP 47 tag.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LangTag(String);

/// Scripts that are written from right to left, by their codes (ISO 15924).
const RTL_SCRIPTS: [&str; 10] = ["adlm", "arab", "aran", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"];

/// Languages that are usually written in one of these scripts (the IANA registry's `Suppress-Script`, CLDR's likely
/// subtags).
const RTL_LANGUAGES: [&str; 36] = [
    "acm", "aeb", "ajp", "apc", "apd", "ar", "arc", "arq", "ary", "arz", "azb", "bal", "ckb", "dv", "fa", "glk", "he",
    "iw", "ji", "khw", "ks", "lrc", "luz", "mzn", "nqo", "pes", "pnb", "prs", "ps", "sd", "skr", "syr", "ug", "ur",
    "yi", "ydd",
];

impl LangTag {
    /// Checks the shape of a BCP 47 tag (RFC 5646, 2.1, loosely): subtags of 1 to 8 letters or digits.
    #[must_use]
    pub fn parse(tag: &str) -> Option<Self> {
        let good = |subtag: &str| (1..=8).contains(&subtag.len()) && subtag.bytes().all(|b| b.is_ascii_alphanumeric());
        let primary = tag.split('-').next()?;
        ((2..=3).contains(&primary.len())
            && primary.bytes().all(|b| b.is_ascii_alphabetic())
            && tag.split('-').all(good))
        .then(|| Self(tag.to_owned()))
    }

    /// Returns French, the language of the first dossier and the default.
    #[must_use]
    pub fn french() -> Self {
        Self("fr".to_owned())
    }

    /// Returns the tag.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns whether the language is written from right to left: decided by the script in the tag (RFC 5646, 2.2.3),
    /// else by the usual script of the language.
    #[must_use]
    pub fn is_right_to_left(&self) -> bool {
        let mut subtags = self.0.split('-').map(str::to_ascii_lowercase);
        let primary = subtags.next().unwrap_or_default();
        match subtags.find(|subtag| subtag.len() == 4 && subtag.bytes().all(|byte| byte.is_ascii_alphabetic())) {
            Some(script) => RTL_SCRIPTS.contains(&script.as_str()),
            None => RTL_LANGUAGES.contains(&primary.as_str()),
        }
    }
}

impl fmt::Display for LangTag {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl Keyed for LangTag {
    fn key_into(&self, key: &mut KeyBuilder) {
        key.text(&self.0);
    }
}
