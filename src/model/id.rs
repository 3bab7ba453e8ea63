//! The id of an article or a record: its file's stem, which is chosen once and never derived from a title.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use crate::base::{KeyBuilder, Keyed, Message};
use crate::say;

/// A valid id: letters, digits, `-`, `_` and `.` in Unicode form NFC, at most 120 bytes, no dot at either end, and
/// no name that a file system reserves.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(Arc<str>);

/// Device names that Windows does not allow as file names, with any extension.
const RESERVED: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1", "lpt2",
    "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// Longest id, in bytes: with `.html` and a suffix for staging it stays far below the 255 bytes of common file systems.
const MAX_LEN_BYTES: usize = 120;

impl Id {
    /// Checks and normalises an id.
    ///
    /// # Errors
    /// Returns a few words on why the text cannot be an id.
    pub fn parse(text: &str) -> Result<Self, Message> {
        let id: String = text.nfc().collect();
        if id.is_empty() {
            return Err(say!(en: "is empty", fr: "est vide"));
        }
        if id.len() > MAX_LEN_BYTES {
            return Err(say!(en: "is longer than 120 bytes", fr: "dépasse 120 octets"));
        }
        if !id.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.') || is_mark(c)) {
            return Err(say!(
                en: "may hold only letters, digits, `-`, `_` and `.`",
                fr: "ne peut contenir que des lettres, des chiffres, `-`, `_` et `.`",
            ));
        }
        if id.starts_with('.') || id.ends_with('.') {
            return Err(say!(en: "starts or ends with a dot", fr: "commence ou finit par un point"));
        }
        if is_reserved(&id) {
            return Err(say!(en: "is a name that Windows reserves", fr: "est un nom que Windows se réserve"));
        }
        if id == "index" {
            return Err(say!(
                en: "is the name of the folder's own page",
                fr: "est le nom de la page du répertoire lui-même",
            ));
        }
        Ok(Self(Arc::from(id)))
    }

    /// Returns the id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the form that two ids must not share: file systems and people may not distinguish case.
    #[must_use]
    pub fn folded(&self) -> String {
        self.0.nfkc().flat_map(char::to_lowercase).collect()
    }
}

impl Id {
    /// Returns whether the id consists of ASCII without capitals, and so is its own folded form.
    #[must_use]
    pub fn is_folded(&self) -> bool {
        self.0.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase())
    }
}

/// Returns whether Windows reserves a file name for a device, with any extension.
#[must_use]
pub fn is_reserved(name: &str) -> bool {
    RESERVED.contains(&name.split('.').next().unwrap_or_default().to_lowercase().as_str())
}

fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

impl Borrow<str> for Id {
    /// An id is ordered and hashed like its text.
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:?}", self.0)
    }
}

impl serde::Serialize for Id {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl Keyed for Id {
    fn key_into(&self, key: &mut KeyBuilder) {
        key.text(&self.0);
    }
}

/// Makes an ASCII slug: accents are folded, and a run of anything but letters and digits becomes one hyphen.
///
/// Letters of other scripts are kept. Empty for a text without letters or digits.
#[must_use]
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    let mut gap = false;
    if text.is_ascii() {
        for byte in text.bytes() {
            if byte.is_ascii_alphanumeric() {
                if gap && !slug.is_empty() {
                    slug.push('-');
                }
                slug.push(char::from(byte.to_ascii_lowercase()));
            }
            gap = !byte.is_ascii_alphanumeric();
        }
        slug.truncate(MAX_LEN_BYTES);
        slug.truncate(slug.trim_end_matches('-').len());
        return slug;
    }
    for c in text.nfkd().filter(|c| !is_mark(*c)).flat_map(char::to_lowercase) {
        let plain = match c {
            'œ' => "oe",
            'æ' => "ae",
            'ß' => "ss",
            'ø' => "o",
            'ł' => "l",
            'đ' => "d",
            _ => "",
        };
        if plain.is_empty() && !c.is_alphanumeric() {
            gap = true;
            continue;
        }
        if gap && !slug.is_empty() {
            slug.push('-');
        }
        gap = false;
        if plain.is_empty() { slug.push(c) } else { slug.push_str(plain) }
    }
    while slug.len() > MAX_LEN_BYTES {
        slug.pop();
    }
    slug.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_ids_are_refused() {
        for bad in ["", "..", "../x", "a/b", "CON", "nul.md", "a\0b", "index", ".a", &"x".repeat(300)] {
            assert!(Id::parse(bad).is_err(), "{bad:?}");
        }
        assert_eq!(Id::parse("e\u{301}te").map(|id| id.to_string()), Ok("éte".to_owned()));
    }

    #[test]
    fn slugs_are_ascii_for_latin_text() {
        assert_eq!(slug("L’Œuvre d’État : 3ᵉ"), "l-oeuvre-d-etat-3e");
        assert_eq!(slug("«»"), "");
    }
}
