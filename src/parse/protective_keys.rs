//! The words that withhold: the keys `draft`, `rights` and `visibility`, what nearly spells them, and what other tools and
//! other languages call them.
//!
//! A key that dossier does not know is a slip like any other, unless it may have been meant to protect: then it counts as
//! the strictest that it may mean, for the page of a draft can be published later, and nobody can take a name back. Knows
//! words alone; [`super::slips`] looks for them in files.

use crate::base::nearest::{distance, nearest};

/// What a key withholds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ProtectiveKey {
    /// An article or a page.
    Draft,
    /// The rest of a text.
    Rights,
    /// Whoever the record tells of.
    Visibility,
}

impl ProtectiveKey {
    /// All, each with the key that dossier reads.
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

/// How the value of a key is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ProtectiveValueRule {
    /// Whatever it says: the key itself is in doubt.
    Strictest,
    /// `true` withholds.
    Withholds,
    /// `false` withholds.
    Shows,
    /// One of a few words for a degree.
    Degree,
    /// A stage of work, among others.
    Stage,
}

/// What other tools and French call it, folded. `draft: no` of another tool says clearly that nothing is withheld.
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
/// Pieces of longer keys: `is_draft`, `page-visibility`.
const PIECES: [&str; 6] = ["draft", "brouillon", "visib", "hidden", "confiden", "unpublish"];

const TRUE: [&str; 8] = ["true", "yes", "oui", "on", "1", "y", "vrai", "o"];
const FALSE: [&str; 10] = ["false", "no", "non", "off", "0", "n", "faux", "never", "none", "jamais"];
const PUBLIC_VALUES: [&str; 8] = ["public", "publique", "full", "complet", "complete", "all", "tout", "everyone"];
/// Values that withhold wherever they stand.
const WITHHOLDING_VALUES: [&str; 14] = [
    "hidden", "initials", "initial", "initiales", "excerpt", "extract", "extrait", "reference", "draft", "brouillon",
    "private", "prive", "masque", "secret",
];

/// Returns a word without accents, case, blanks and signs.
pub(super) fn fold(word: &str) -> String {
    let plain = |c: char| match c {
        'à' | 'â' | 'ä' | 'á' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'î' | 'ï' | 'í' => 'i',
        'ô' | 'ö' | 'ó' => 'o',
        'ù' | 'û' | 'ü' | 'ú' => 'u',
        'ç' => 'c',
        // Letters of a form for wide print: `ｄｒａｆｔ`.
        'ａ'..='ｚ' => char::from_u32(u32::from(c) - 0xff41 + u32::from('a')).unwrap_or(c),
        _ => c,
    };
    word.chars().flat_map(char::to_lowercase).map(plain).filter(|c| c.is_alphanumeric()).collect()
}

/// The longest key that is looked at, in bytes.
const MAX_KEY_LEN: usize = 60;

/// How far into a line a key may reach with the blanks and signs around it, in bytes.
const MAX_KEY_PLACE_LEN: usize = 4 * MAX_KEY_LEN;

/// Tells what a key protects that dossier does not know; `known` are those that it does.
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
    // The very key of another kind of file says what it says; one that only looks like a key is in doubt.
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

/// Returns the protective key that a word nearly spells, unless it spells another key better.
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

/// What stands behind a key, as far as it matters here.
pub(super) enum ValueShape<'a> {
    /// Nothing.
    Empty,
    /// A word.
    Scalar(&'a str),
    /// A list, a map.
    Nested,
}

/// Returns what a key that dossier does not know withholds with its value, if it may withhold anything.
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
        // `published: 2023-09-13` is when.
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

/// Returns what a key withholds that stands where no key of its kind is read: in another key's map, in a text. There its
/// value must say so too.
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

/// Tells whether a word withholds wherever it stands alone, as in the cell of a table.
pub(super) fn is_withholding_value(word: &str) -> bool {
    let word = fold(word);
    word == "hidden" || word == "initials"
}

/// Reads a line as a key and a value, whatever signs stand around them.
pub(super) fn key_and_value(line: &str) -> Option<(&str, &str)> {
    const SIGNS: &[char] = &[
        '-', '+', ':', '.', '|', '#', '>', '*', '•', '"', '\'', '`', '{', ',', '}', '\\', '<', '!', '[', ']',
        '\u{feff}', '\u{200b}', '\u{a0}',
    ];
    let bare = |text: &'_ str| -> usize {
        text.len() - text.trim_start_matches(|c: char| c.is_whitespace() || SIGNS.contains(&c)).len()
    };
    let line = &line[bare(line)..];
    // Most lines are paragraphs, and no key is so long: only where one may stand is a sign looked for.
    let place = &line[..line.floor_char_boundary(MAX_KEY_PLACE_LEN)];
    let at = place.bytes().enumerate().find_map(|(at, byte)| match byte {
        b':' | b'=' => Some(at),
        // The colon of wide print, in three bytes.
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

/// Returns what a line of a text withholds, were it a key and its value: `draft: true` below a head that was closed too early.
pub(super) fn key_in_line(line: &str) -> Option<ProtectiveKey> {
    let (key, value) = key_and_value(line)?;
    // A remark behind the value is no part of it.
    let value =
        value.split(" #").next().unwrap_or(value).trim_matches(|c: char| c.is_whitespace() || c == '"' || c == '\'');
    misplaced_key(key, &ValueShape::Scalar(value))
}

/// Tells whether a text, however it is broken, may speak of withholding all of something.
pub(super) fn may_hide(text: &str) -> bool {
    const PIECES: [&str; 9] =
        ["draft", "brouillon", "visib", "hidden", "confiden", "unpublish", "initial", "private", "prive"];
    has_any(
        text,
        &PIECES,
        &["draft", "visibility", "hidden", "initials", "private", "brouillon", "published", "publie"],
    )
}

/// Tells whether a text, however it is broken, may speak of withholding the rest of a text.
pub(super) fn may_cut(text: &str) -> bool {
    has_any(text, &["rights", "droits"], &["rights", "excerpt", "reference"])
}

/// Tells whether one of these pieces stands in a text, whatever signs stand between its letters, or nearly one of these words.
fn has_any(text: &str, pieces: &[&str], words: &[&str]) -> bool {
    let letters = fold(text);
    let is_near = |word: &str| {
        let far = |name: &&str| distance(word, name) <= if name.len() > 6 { 2 } else { 1 };
        (4..20).contains(&word.chars().count()) && word != "publisher" && words.iter().any(far)
    };
    pieces.iter().any(|piece| letters.contains(piece))
        || text.split(|c: char| !c.is_alphanumeric()).map(fold).any(|word| is_near(&word))
}
