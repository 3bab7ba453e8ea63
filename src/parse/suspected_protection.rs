//! Finds what a file may have been meant to withhold but does not declare clearly: misspelled keys, keys in the wrong
//! place, broken front matter.
//!
//! Article, page or record -> `SuspectedProtections`, each with its diagnostic. The parsers treat them as the
//! strictest thing that they may mean. Unreadable values of a correct key are the parsers' concern. If the whole front
//! matter is unreadable, the parser leaves an article or a page out, and a record stops publishing
//! ([`protection_unknown`]), because it is unknown whom it protects.

use super::front_matter::FrontMatterParts;
use super::protective_keys::{self, ProtectiveKey, ValueShape};
use crate::base::yaml::{YamlNode, YamlValue};
use crate::base::yaml_fields::YamlFields;
use crate::base::{Code, Diagnostic, Message, SourcePath, Span};
use crate::say;

/// A kind of file with protective keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ProtectedFileKind {
    /// It has `draft` and `rights`.
    Article,
    /// It has `draft`.
    Page,
    /// It has `visibility`.
    Record,
    /// It has none of them.
    Note,
}

impl ProtectedFileKind {
    fn reads(self, key: &str) -> Option<ProtectiveKey> {
        let protects = ProtectiveKey::ALL.iter().find(|(name, _)| *name == key)?.1;
        let reads = match self {
            Self::Article => protects != ProtectiveKey::Visibility,
            Self::Page => protects == ProtectiveKey::Draft,
            Self::Record => protects == ProtectiveKey::Visibility,
            Self::Note => false,
        };
        reads.then_some(protects)
    }

    /// Describes the consequence of a suspected protection.
    fn outcome(self, protects: ProtectiveKey) -> Message {
        match (self, protects) {
            (Self::Article, ProtectiveKey::Rights) => {
                say!(en: "none of the text is published", fr: "rien du texte n’est publié")
            }
            (Self::Article, _) => say!(en: "the article is left out", fr: "l’article est laissé de côté"),
            (Self::Page, _) => say!(en: "the page is left out", fr: "la page est laissée de côté"),
            (Self::Note, _) => say!(en: "the note is left out", fr: "la note est laissée de côté"),
            (Self::Record, _) => say!(
                en: "the record is hidden, and its names are replaced by initials",
                fr: "la fiche est cachée, et ses noms sont remplacés par des initiales",
            ),
        }
    }
}

/// The protections that a file may have been meant to have.
#[derive(Debug, Default)]
pub(super) struct SuspectedProtections {
    found: Vec<(ProtectiveKey, Diagnostic)>,
}

/// Keys whose mapping has free keys: an entry there is suspect only if its value withholds.
const FREE: [&str; 2] = ["as", "same_as"];

/// How many lines of a text are searched: front matter is no longer.
const MAX_HEAD_LINES: usize = 40;

/// Explains that a name begins with a YAML indicator.
pub(super) fn tagged() -> Message {
    say!(
        en: "a name begins with a character that has a meaning in YAML: put it in quotation marks",
        fr: "un nom commence par un signe qui a un sens en YAML : mettez-le entre guillemets",
    )
}

impl SuspectedProtections {
    /// Finds suspected protections among the keys; `known` are those that the parser reads. Those found are removed
    /// from `fields`.
    pub(super) fn find_in_keys(
        file: &SourcePath,
        fields: &mut YamlFields<'_>,
        known: &[&str],
        of: ProtectedFileKind,
    ) -> Self {
        let mut slips = Self::default();
        let mut struck = Vec::new();
        let mut read: Vec<ProtectiveKey> = Vec::new();
        for (name, value) in fields.unread() {
            let YamlValue::Scalar(key) = &name.value else { continue };
            let span = Span::new(file, name.start, name.end);
            if let Some(protects) = of.reads(key) {
                if read.contains(&protects) {
                    let what = say!(en: "`{key}` is given twice", fr: "`{key}` est donné deux fois");
                    slips.add(of, protects, span, &what, say!(en: "keep one of the two", fr: "gardez l’un des deux"));
                    struck.push(name.start);
                } else if matches!(value.value, YamlValue::Null) {
                    let what = say!(en: "`{key}` has no value", fr: "`{key}` n’a pas de valeur");
                    let help = say!(
                        en: "write its value, `{key}: {value}`, or remove it",
                        fr: "écrivez sa valeur, `{key}: {value}`, ou retirez cette clé",
                        value = example_value(protects),
                    );
                    slips.add(of, protects, span, &what, help);
                }
                read.push(protects);
                continue;
            }
            let is_known = known.contains(&key.as_str());
            let meant = if is_known { None } else { protective_keys::unknown_key(key, &value_shape(value), known) };
            if let Some(protects) = meant {
                let protects = of.nearest(protects);
                let help = say!(
                    en: "write `{meant}: {value}` exactly, or remove it",
                    fr: "écrivez exactement `{meant}: {value}`, ou retirez cette clé",
                    meant = protects.key(),
                    value = example_value(protects),
                );
                let what = say!(
                    en: "the key `{key}` is unknown and may have been meant as `{meant}`",
                    fr: "la clé `{key}` est inconnue, et voulait peut-être dire `{meant}`",
                    meant = protects.key(),
                );
                slips.add(of, protects, span, &what, help);
                struck.push(name.start);
                continue;
            }
            slips.find_in_value(file, value, of, FREE.contains(&key.as_str()));
        }
        struck.iter().for_each(|start| fields.discard(*start));
        slips
    }

    /// Finds them in values that do not have protective keys: nested mappings, and texts extended by a missing
    /// quotation mark.
    fn find_in_value(&mut self, file: &SourcePath, node: &YamlNode, of: ProtectedFileKind, is_free: bool) {
        match &node.value {
            YamlValue::Null => {}
            YamlValue::Scalar(text) => {
                if let Some(protects) = text.lines().find_map(protective_keys::key_in_line).or_else(|| in_row(text)) {
                    self.misplaced(Span::new(file, node.start, node.end), of, protects);
                }
            }
            YamlValue::List(items) => items.iter().for_each(|item| self.find_in_value(file, item, of, is_free)),
            YamlValue::Map(entries) => {
                for (name, value) in entries {
                    let YamlValue::Scalar(key) = &name.value else { continue };
                    let exact =
                        ProtectiveKey::ALL.iter().find(|(known, _)| known == key && !is_free).map(|(_, found)| *found);
                    match exact.or_else(|| protective_keys::misplaced_key(key, &value_shape(value))) {
                        Some(protects) => self.misplaced(Span::new(file, name.start, name.end), of, protects),
                        None => self.find_in_value(file, value, of, is_free),
                    }
                }
            }
        }
    }

    /// Finds broken front matter, and keys in the first lines of the text.
    pub(super) fn find_in_text(
        &mut self,
        file: &SourcePath,
        text: &str,
        parts: &FrontMatterParts<'_>,
        of: ProtectedFileKind,
    ) {
        let has_head = parts.body_start > parts.yaml_start;
        if !has_head && looks_like_a_head(text) {
            let span = Span::new(file, 0, text.lines().next().unwrap_or_default().len());
            let what = say!(
                en: "the file begins like front matter but cannot be read as such",
                fr: "le fichier commence comme un en-tête, mais ne peut pas être lu ainsi",
            );
            let help = say!(
                en: "make `---` the first line, and also the line between the keys and the text",
                fr: "faites de `---` la première ligne, et aussi celle qui sépare les clés du texte",
            );
            return self.add(of, of.default_key(), span, &what, help);
        }
        let mut at = parts.body_start;
        for line in parts.body.split_inclusive(['\n', '\r']).take(MAX_HEAD_LINES) {
            if let Some(protects) = protective_keys::key_in_line(line) {
                return self.misplaced(Span::new(file, at, at + line.trim_end().len()), of, protects);
            }
            at += line.len();
        }
    }

    fn misplaced(&mut self, span: Span, of: ProtectedFileKind, protects: ProtectiveKey) {
        let protects = of.nearest(protects);
        let key = protects.key();
        let what = say!(
            en: "this may have been meant as `{key}`, but `{key}` is not read here",
            fr: "ceci voulait peut-être dire `{key}`, mais `{key}` n’est pas lu à cet endroit",
        );
        let help = say!(
            en: "write `{key}:` without indentation, between the two `---` lines",
            fr: "écrivez `{key}:` sans retrait, entre les deux lignes `---`",
        );
        self.add(of, protects, span, &what, help);
    }

    fn add(&mut self, of: ProtectedFileKind, protects: ProtectiveKey, span: Span, what: &Message, help: Message) {
        let outcome = of.outcome(protects);
        let message = say!(en: "{what}: {outcome}", fr: "{what} : {outcome}"; what, outcome);
        self.found.push((protects, Diagnostic::new(Code::ProtectiveSlip, span, message).help(help)));
    }

    /// Returns whether the whole file may have been meant to be withheld.
    pub(super) fn hides_all(&self) -> bool {
        self.found.iter().any(|(protects, _)| *protects != ProtectiveKey::Rights)
    }

    /// Returns whether the text may have been meant to be withheld.
    pub(super) fn hides_text(&self) -> bool {
        self.found.iter().any(|(protects, _)| *protects == ProtectiveKey::Rights)
    }

    /// Returns the diagnostics.
    pub(super) fn diagnostics(self) -> impl Iterator<Item = Diagnostic> {
        self.found.into_iter().map(|(_, diagnostic)| diagnostic)
    }
}

impl ProtectedFileKind {
    /// Returns the protection of this kind of file that comes nearest: `visibility: hidden` in an article means a
    /// draft.
    fn nearest(self, protects: ProtectiveKey) -> ProtectiveKey {
        if self == Self::Article && protects == ProtectiveKey::Rights { protects } else { self.default_key() }
    }

    fn default_key(self) -> ProtectiveKey {
        if self == Self::Record { ProtectiveKey::Visibility } else { ProtectiveKey::Draft }
    }
}

fn example_value(protects: ProtectiveKey) -> &'static str {
    match protects {
        ProtectiveKey::Draft => "true",
        ProtectiveKey::Rights => "excerpt",
        ProtectiveKey::Visibility => "hidden",
    }
}

fn value_shape(node: &YamlNode) -> ValueShape<'_> {
    match &node.value {
        YamlValue::Null => ValueShape::Empty,
        YamlValue::Scalar(word) => ValueShape::Scalar(word),
        YamlValue::List(_) | YamlValue::Map(_) => ValueShape::Nested,
    }
}

/// Finds a key and its value in a run of words: a quoted text joins the lines that a missing quotation mark put into
/// it.
fn in_row(text: &str) -> Option<ProtectiveKey> {
    if !text.contains(':') {
        return None;
    }
    let words: Vec<&str> = text.split_whitespace().take(2000).collect();
    words.windows(2).find_map(|pair| {
        let key = pair[0].strip_suffix(':')?;
        protective_keys::misplaced_key(key, &ValueShape::Scalar(pair[1].trim_matches(['"', '\'', ','])))
    })
}

/// Keys of front matter, in this program and in others.
const HEAD_KEYS: [&str; 26] = [
    "title", "titre", "date", "publisher", "author", "auteur", "auteure", "language", "lang", "langue", "tags",
    "categories", "url", "source", "name", "names", "nom", "rights", "draft", "visibility", "layout", "slug",
    "description", "published", "permalink", "retrieved",
];

/// Returns whether a text without front matter begins as if it had some: `+++`, `{`, a dash made longer by a word
/// processor, an invisible character, keys without a fence, obsolete line ends.
fn looks_like_a_head(text: &str) -> bool {
    let is_blind =
        |c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\0' | '\u{ad}');
    // In UTF-16 without a byte order mark every second byte is zero.
    let start: String = text.chars().take(6000).filter(|c| *c != '\0').collect();
    if start.len() + 20 < text.chars().take(6000).count() {
        return true;
    }
    let lines: Vec<&str> = start
        .split(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}', '\u{b}', '\u{c}'])
        .map(|line| line.trim_matches(is_blind))
        .filter(|line| !line.is_empty())
        .take(MAX_HEAD_LINES)
        .collect();
    let Some(first) = lines.first() else { return false };
    let second = lines.get(1).copied().unwrap_or_default();
    let opens = is_fence(first) || first.starts_with(['{', ';', '%']) || first.starts_with("<!--");
    let is_below_fence = lines.windows(2).any(|pair| is_fence(pair[0]) && is_sure_key(pair[1]));
    // A file that was cut off in its first line.
    let is_rest = lines.len() == 1 && (is_fence(first) || *first == "-");
    is_rest
        || is_sure_key(first)
        || is_below_fence
        || (is_head_key(first) && (is_head_key(second) || is_fence(second)))
        || (opens && (is_head_key(second) || lines.iter().skip(1).take(8).any(|line| is_sure_key(line))))
        || (first.starts_with('{') && first.split(',').any(is_head_key))
}

/// Returns whether plain text begins with something like front matter that may have meant a draft.
#[must_use]
pub(crate) fn may_be_draft(text: &str) -> bool {
    let lines = || text.split(['\n', '\r']).take(MAX_HEAD_LINES);
    let says = |line: &str| {
        let (key, value) = protective_keys::key_and_value(line)?;
        protective_keys::unknown_key(key, &ValueShape::Scalar(value), &[])
    };
    looks_like_a_head(text) && lines().any(|line| says(line).is_some())
}

/// Returns whether a line looks like a fence around front matter: dashes of any length, plus signs.
fn is_fence(line: &str) -> bool {
    let signs = line.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == ' ');
    let is_sign =
        |c: char| matches!(c, '-' | '+' | '=' | '~' | '_' | '*' | ';' | '−' | '\u{2010}'..='\u{2015}' | '\u{ad}' | '.');
    !signs.is_empty() && signs.chars().all(is_sign) && (signs.chars().count() > 1 || signs.starts_with(['–', '—', '―']))
}

fn is_head_key(line: &str) -> bool {
    has_key(line, &HEAD_KEYS) || protective_keys::key_in_line(line).is_some()
}

/// `Source: AFP` may be the first line of a text; these keys may not.
fn is_sure_key(line: &str) -> bool {
    const SURE: [&str; 9] = ["title", "titre", "name", "nom", "rights", "draft", "visibility", "layout", "slug"];
    has_key(line, &SURE) || protective_keys::key_in_line(line).is_some()
}

fn has_key(line: &str, keys: &[&str]) -> bool {
    protective_keys::key_and_value(line).is_some_and(|(key, _)| keys.contains(&protective_keys::fold(key).as_str()))
}

/// Returns the offset of the first merge conflict marker of Git: with one, two versions of the file would be read.
pub(super) fn conflict_marker_offset(text: &str) -> Option<usize> {
    let is_mark = |line: &str| {
        ["<<<<<<<", ">>>>>>>", "|||||||"].iter().any(|mark| {
            line.strip_prefix(mark).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\r', '\n']))
        })
    };
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if is_mark(line) {
            return Some(at);
        }
        at += line.len();
    }
    None
}

/// Returns whether a name in the YAML begins with a YAML indicator: `name: !Rose Kerdaniel` is a tag and `Kerdaniel`.
pub(super) fn has_yaml_tagged_name(text: &str) -> bool {
    const NAMES: [&str; 6] = ["id", "name", "names", "family", "weak", "former"];
    let is_tagged = |piece: &str| {
        let piece = piece.trim_start_matches([' ', '-', '{', '?']);
        piece.split_once(':').is_some_and(|(key, value)| {
            NAMES.contains(&key.trim()) && value.trim_start_matches([' ', '[', '\t']).starts_with(['&', '!', '*'])
        })
    };
    text.lines().any(|line| line.split([',', '{']).any(is_tagged))
}

/// Returns whether a file that dossier does not read sets a visibility, in any encoding.
#[must_use]
pub(crate) fn mentions_visibility(bytes: &[u8]) -> bool {
    let text = readable(bytes);
    let is_column =
        |line: &str| line.split([',', ';', '\t']).any(|cell| protective_keys::fold(cell).starts_with("visib"));
    let says = |line: &str| protective_keys::key_in_line(line) == Some(ProtectiveKey::Visibility);
    text.split(['\n', '\r']).next().is_some_and(is_column)
        || text.split(['\n', '\r']).any(says)
        || text.split(['{', '}', ',']).any(says)
}

/// Returns whether a malformed file may mention protection: in a key, a near misspelling or a value, in any encoding
/// and whatever is between the letters.
pub(super) fn may_mention_protection(bytes: &[u8]) -> bool {
    let text = readable(bytes);
    protective_keys::may_hide(&text) || protective_keys::may_cut(&text)
}

fn readable(bytes: &[u8]) -> String {
    let bytes: Vec<u8> = bytes.iter().copied().filter(|byte| *byte != 0).collect();
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Returns whether an unreadable table may have been cut off: the missing part may have mentioned protection.
pub(super) fn may_be_truncated(bytes: &[u8]) -> bool {
    !bytes.ends_with(b"\n")
}

/// Reports a record among articles or pages: its names are not read there, so whatever it withholds is not protected.
pub(super) fn misplaced_record(file: &SourcePath, fields: &YamlFields<'_>) -> Option<Diagnostic> {
    let is_name = |key: &YamlNode| matches!(&key.value, YamlValue::Scalar(key) if key == "name" || key == "names");
    let (name, _) = fields.unread().find(|(key, _)| is_name(key))?;
    let what = say!(
        en: "this is a record that may protect somebody, but records are not read here",
        fr: "c’est une fiche qui protège peut-être quelqu’un, mais les fiches ne sont pas lues à cet endroit",
    );
    Some(protection_unknown(Span::new(file, name.start, name.end), what))
}

/// Reports that it is unknown whom a file protects. This stops publishing.
#[must_use]
pub(crate) fn protection_unknown(span: Span, what: Message) -> Diagnostic {
    Diagnostic::new(Code::ProtectionUnknown, span, what).help(say!(
        en: "fix it; until then nothing is published, and the old site stays as it is",
        fr: "corrigez cela ; d’ici là rien n’est publié, et l’ancien site reste tel quel",
    ))
}
