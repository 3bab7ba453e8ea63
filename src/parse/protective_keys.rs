//! Keys that withhold content: `draft`, `rights` and `visibility`, their near misspellings, and their equivalents in
//! other tools and in French.
//!
//! An unknown key is usually just a typo. If it may have been meant to protect, it counts as the strictest thing that
//! it may mean: a draft can still be published later, but a published name cannot be taken back. This file only judges
//! words; [`super::suspected_protection`] looks for them in files.

use crate::base::nearest::{distance, nearest};

/// What a key withholds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ProtectiveKey {
    /// The whole article or page.
    Draft,
    /// The rest of a text.
    Rights,
    /// The person or thing that the record describes.
    Visibility,
}

impl ProtectiveKey {
    /// All of them, each with the key that dossier reads.
    pub(super) const ALL: [(&'static str, Self); 3] =
        [("draft", Self::Draft), ("rights", Self::Rights), ("visibility", Self::Visibility)];

    /// Returns the key that dossier reads.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Rights => "rights",
            Self::Visibility => "visibility",
        }
    }
}

/// How the value of a key is interpreted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ProtectiveValueRule {
    /// Any value withholds: the key itself is in doubt.
    Strictest,
    /// `true` withholds.
    Withholds,
    /// `false` withholds.
    Shows,
    /// One of several words for a degree.
    Degree,
    /// A stage of editorial work, one of several.
    Stage,
}

/// Equivalents in other tools and in French, folded. `draft: no` of another tool clearly withholds nothing.
const WITHHOLDING: [&str; 26] = [
    "brouillon", "hidden", "hide", "cache", "cachee", "masque", "masquee", "private", "prive", "privee",
    "confidential", "confidentiel", "confidentielle", "secret", "secrete", "unpublished", "nonpublie", "unlisted",
    "nonliste", "embargo", "wip", "anonymous", "anonyme", "anonymize", "anonymise", "protected",
];
const SHOWING: [&str; 10] =
    ["published", "publish", "publie", "publiee", "publier", "public", "publique", "visible", "online", "enligne"];
const DEGREES: [(&str, ProtectiveKey); 2] =
    [("visibilite", ProtectiveKey::Visibility), ("droits", ProtectiveKey::Rights)];
const STAGES: [&str; 6] = ["status", "statut", "state", "etat", "stage", "workflow"];
/// Parts of longer keys: `is_draft`, `page-visibility`.
const PIECES: [&str; 6] = ["draft", "brouillon", "visib", "hidden", "confiden", "unpublish"];

const TRUE: [&str; 8] = ["true", "yes", "oui", "on", "1", "y", "vrai", "o"];
const FALSE: [&str; 10] = ["false", "no", "non", "off", "0", "n", "faux", "never", "none", "jamais"];
const PUBLIC_VALUES: [&str; 8] = ["public", "publique", "full", "complet", "complete", "all", "tout", "everyone"];
/// Values that withhold under any such key.
const WITHHOLDING_VALUES: [&str; 14] = [
    "hidden", "initials", "initial", "initiales", "excerpt", "extract", "extrait", "reference", "draft", "brouillon",
    "private", "prive", "masque", "secret",
];

/// Returns a word without accents, case, spaces and punctuation.
pub(super) fn fold(word: &str) -> String {
    let plain = |c: char| match c {
        'à' | 'â' | 'ä' | 'á' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'î' | 'ï' | 'í' => 'i',
        'ô' | 'ö' | 'ó' => 'o',
        'ù' | 'û' | 'ü' | 'ú' => 'u',
        'ç' => 'c',
        // Full-width letters: `ｄｒａｆｔ`.
        'ａ'..='ｚ' => char::from_u32(u32::from(c) - 0xff41 + u32::from('a')).unwrap_or(c),
        _ => c,
    };
    word.chars().flat_map(char::to_lowercase).map(plain).filter(|c| c.is_alphanumeric()).collect()
}

/// Maximum length in bytes of a key.
const MAX_KEY_LEN: usize = 60;

/// Maximum length in bytes of a key with the spaces and punctuation around it.
const MAX_KEY_PLACE_LEN: usize = 4 * MAX_KEY_LEN;

/// Returns what an unknown key may protect; `known` are the keys that the parser reads.
fn classify_key(key: &str, known: &[&str]) -> Option<(ProtectiveKey, ProtectiveValueRule)> {
    if key.len() > MAX_KEY_LEN {
        return None;
    }
    let word = fold(key);
    let is = |list: &[&str]| list.contains(&word.as_str());
    if is(&WITHHOLDING) {
        return Some((ProtectiveKey::Visibility, ProtectiveValueRule::Withholds));
    }
    if is(&SHOWING) {
        return Some((ProtectiveKey::Draft, ProtectiveValueRule::Shows));
    }
    if is(&STAGES) {
        return Some((ProtectiveKey::Draft, ProtectiveValueRule::Stage));
    }
    if let Some((_, protects)) = DEGREES.iter().find(|(name, _)| *name == word) {
        return Some((*protects, ProtectiveValueRule::Degree));
    }
    // A key of another kind of file, correctly spelled, is interpreted by its value; a misspelled one is in doubt.
    if let Some((_, protects)) = ProtectiveKey::ALL.iter().find(|(name, _)| *name == key) {
        let sense = if *protects == ProtectiveKey::Draft {
            ProtectiveValueRule::Withholds
        } else {
            ProtectiveValueRule::Degree
        };
        return Some((*protects, sense));
    }
    if let Some(protects) = nearest_protective_key(&word, known) {
        return Some((protects, ProtectiveValueRule::Strictest));
    }
    let nearly = |name: &str| name.len() > 5 && name.len().abs_diff(word.len()) <= 2 && distance(&word, name) == 1;
    let is_nearly = WITHHOLDING.iter().chain(&["published", "visibilite"]).any(|name| nearly(name));
    if is_nearly && word != "publisher" {
        return Some((ProtectiveKey::Draft, ProtectiveValueRule::Strictest));
    }
    PIECES
        .iter()
        .any(|piece| word.contains(piece))
        .then_some((ProtectiveKey::Visibility, ProtectiveValueRule::Withholds))
}

/// Returns the protective key that a word nearly spells, unless it is nearer to another key.
fn nearest_protective_key(word: &str, known: &[&str]) -> Option<ProtectiveKey> {
    let n_letters = word.chars().count();
    if n_letters < 3 {
        return None;
    }
    let reach = if n_letters < 4 { 1 } else { 2 };
    let (far, protects) = ProtectiveKey::ALL
        .iter()
        .map(|(name, protects)| (distance(word, name), *protects))
        .min_by_key(|(far, _)| *far)?;
    let is_near = far <= reach || nearest(word, ProtectiveKey::ALL.map(|(name, _)| name)).is_some();
    let others = known.iter().filter(|name| ProtectiveKey::ALL.iter().all(|(own, _)| own != *name));
    (is_near && others.map(|name| distance(word, name)).all(|other| far <= other)).then_some(protects)
}

/// The value of a key, as far as it matters here.
pub(super) enum ValueShape<'a> {
    /// No value.
    Empty,
    /// A scalar.
    Scalar(&'a str),
    /// A list or a mapping.
    Nested,
}

/// Returns what an unknown key and its value may withhold.
pub(super) fn unknown_key(key: &str, value: &ValueShape<'_>, known: &[&str]) -> Option<ProtectiveKey> {
    let (protects, sense) = classify_key(key, known)?;
    let word = match value {
        ValueShape::Scalar(word) => fold(word),
        ValueShape::Empty => String::new(),
        ValueShape::Nested => return (sense != ProtectiveValueRule::Stage).then_some(protects),
    };
    let is = |list: &[&str]| list.contains(&word.as_str());
    let withholds = match sense {
        ProtectiveValueRule::Strictest => true,
        ProtectiveValueRule::Withholds => !is(&FALSE),
        // `published: 2023-09-13` is a date.
        ProtectiveValueRule::Shows => {
            !is(&TRUE) && !is(&PUBLIC_VALUES) && !word.starts_with(|c: char| c.is_ascii_digit() && c != '0')
        }
        ProtectiveValueRule::Degree => !is(&PUBLIC_VALUES),
        ProtectiveValueRule::Stage => {
            is(&WITHHOLDING_VALUES)
                || WITHHOLDING_VALUES.iter().any(|closed| word.len() > 4 && distance(&word, closed) <= 1)
        }
    };
    withholds.then_some(protects)
}

/// Returns what a key withholds in a place where it is not read: in another key's mapping or in a text. There its value
/// must be a withholding one too.
pub(super) fn misplaced_key(key: &str, value: &ValueShape<'_>) -> Option<ProtectiveKey> {
    let word = fold(key);
    let protects = match classify_key(key, &[])? {
        (_, ProtectiveValueRule::Stage) => return None,
        (_, ProtectiveValueRule::Strictest) => nearest_protective_key(&word, &[]).unwrap_or(ProtectiveKey::Draft),
        (protects, _) => protects,
    };
    let ValueShape::Scalar(value) = value else { return None };
    let value = fold(value);
    let is = |list: &[&str]| list.contains(&value.as_str());
    let withholds = match classify_key(key, &[])?.1 {
        ProtectiveValueRule::Shows => is(&FALSE),
        _ => {
            is(&TRUE)
                || is(&WITHHOLDING_VALUES)
                || (value.len() > 5 && WITHHOLDING_VALUES.iter().any(|closed| distance(&value, closed) <= 1))
        }
    };
    withholds.then_some(protects)
}

/// Returns whether a word withholds even without a key, as in a table cell.
pub(super) fn is_withholding_value(word: &str) -> bool {
    let word = fold(word);
    word == "hidden" || word == "initials"
}

/// Reads a line as a key and a value, whatever punctuation surrounds them.
pub(super) fn key_and_value(line: &str) -> Option<(&str, &str)> {
    const SIGNS: &[char] = &[
        '-', '+', ':', '.', '|', '#', '>', '*', '•', '"', '\'', '`', '{', ',', '}', '\\', '<', '!', '[', ']',
        '\u{feff}', '\u{200b}', '\u{a0}',
    ];
    let bare = |text: &'_ str| -> usize {
        text.len() - text.trim_start_matches(|c: char| c.is_whitespace() || SIGNS.contains(&c)).len()
    };
    let line = &line[bare(line)..];
    // Most lines are paragraphs. Search for a colon only where a key may end.
    let place = &line[..line.floor_char_boundary(MAX_KEY_PLACE_LEN)];
    let at = place.bytes().enumerate().find_map(|(at, byte)| match byte {
        b':' | b'=' => Some(at),
        // The full-width colon, in three bytes.
        0xef if place[at..].starts_with('：') => Some(at),
        _ => None,
    })?;
    if line[at..].starts_with("://") {
        return None; // An address.
    }
    let sign = line[at..].chars().next()?.len_utf8();
    let trim = |c: char| c.is_whitespace() || SIGNS.contains(&c) || c == ';';
    let (key, value) = (line[..at].trim_matches(trim), line[at + sign..].trim_matches(trim));
    (!key.is_empty() && key.len() <= MAX_KEY_LEN && value.len() <= 200).then_some((key, value))
}

/// Returns what a line of text would withhold as a key and a value, such as `draft: true` after a front matter that was
/// closed too early.
pub(super) fn key_in_line(line: &str) -> Option<ProtectiveKey> {
    let (key, value) = key_and_value(line)?;
    // Ignore a comment after the value.
    let value =
        value.split(" #").next().unwrap_or(value).trim_matches(|c: char| c.is_whitespace() || c == '"' || c == '\'');
    misplaced_key(key, &ValueShape::Scalar(value))
}

/// Returns whether a text, however broken, may declare that a whole file is withheld.
pub(super) fn may_hide(text: &str) -> bool {
    const PIECES: [&str; 9] =
        ["draft", "brouillon", "visib", "hidden", "confiden", "unpublish", "initial", "private", "prive"];
    has_any(
        text,
        &PIECES,
        &["draft", "visibility", "hidden", "initials", "private", "brouillon", "published", "publie"],
    )
}

/// Returns whether a text, however broken, may declare that the rest of a text is withheld.
pub(super) fn may_cut(text: &str) -> bool {
    has_any(text, &["rights", "droits"], &["rights", "excerpt", "reference"])
}

/// Returns whether a text contains one of the pieces, whatever characters are between their letters, or nearly one of
/// the words.
fn has_any(text: &str, pieces: &[&str], words: &[&str]) -> bool {
    let letters = fold(text);
    let is_near = |word: &str| {
        let far = |name: &&str| distance(word, name) <= if name.len() > 6 { 2 } else { 1 };
        (4..20).contains(&word.chars().count()) && word != "publisher" && words.iter().any(far)
    };
    pieces.iter().any(|piece| letters.contains(piece))
        || text.split(|c: char| !c.is_alphanumeric()).map(fold).any(|word| is_near(&word))
}
