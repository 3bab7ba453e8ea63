//! Adds a note to the bytes of content/notes/<article>.yaml, and leaves every other line as it is. Pure.
//!
//! The result is parsed again and compared with what was meant. It does not change notes that are there.

use std::ops::Range;

use super::field_refusal::has_mistakes;
use super::yaml_cut::{column, previous_char};
use crate::base::yaml::{self, YamlValue};
use crate::base::{Message, Severity, SourcePath};
use crate::parse::notes::{self, ClaimVerdict, EditorialNote};
use crate::say;
use crate::text::selector::{self, TextQuoteSelector};

/// A note to be written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NewNote<'n> {
    /// Its text, in Markdown.
    pub(crate) note: &'n str,
    /// The verdict on the claim; may be empty.
    pub(crate) verdict: &'n str,
    /// Who writes it; may be empty.
    pub(crate) by: &'n str,
}

/// The longest name of an author, in bytes.
const MAX_BY_BYTES: usize = 500;
/// The longest note, in bytes.
const MAX_NOTE_BYTES: usize = 64 << 10;
/// The verdicts.
pub(crate) const VERDICTS: [&str; 4] = ["confirmed", "disputed", "false", "unverified"];

/// Returns the file of notes with one more, on a range of the article's text; `old` is its content, `None` if there is none.
///
/// # Errors
/// Why that cannot be done.
pub(crate) fn with_note(
    file: &SourcePath,
    old: Option<&str>,
    (text, range): (&str, Range<usize>),
    new: &NewNote<'_>,
) -> Result<String, Message> {
    let note = new.note.replace("\r\n", "\n");
    let note = note.trim();
    let by = new.by.split_whitespace().collect::<Vec<_>>().join(" ");
    let verdict = new.verdict.trim();
    if note.is_empty() {
        return Err(say!(
            en: "a note needs a word; write it first",
            fr: "une note doit contenir un mot ; écrivez-la d’abord",
        ));
    }
    if note.len() > MAX_NOTE_BYTES {
        return Err(say!(
            en: "this note is too long (limit: {MAX_NOTE_BYTES} bytes); shorten it",
            fr: "cette note est trop longue (limite : {MAX_NOTE_BYTES} octets) ; raccourcissez-la",
        ));
    }
    if by.len() > MAX_BY_BYTES {
        return Err(say!(
            en: "the name of the author is too long (limit: {MAX_BY_BYTES} bytes); shorten it",
            fr: "le nom de l’auteur est trop long (limite : {MAX_BY_BYTES} octets) ; raccourcissez-le",
        ));
    }
    if !verdict.is_empty() && !VERDICTS.contains(&verdict) {
        let verdicts = VERDICTS.join(", ");
        return Err(say!(
            en: "`{verdict}` is no verdict; choose one of: {verdicts}",
            fr: "`{verdict}` n’est pas un verdict ; choisissez parmi : {verdicts}",
        ));
    }
    let selector = shortest_selector(text, range).ok_or_else(|| {
        say!(
            en: "these words are in the text several times with the same words around them; choose more of them",
            fr: "ces mots figurent plusieurs fois dans le texte, entourés des mêmes mots ; sélectionnez-en davantage",
        )
    })?;
    let old = old.unwrap_or_default();
    let before = known_notes(file, old)?;
    let by_hand = || {
        say!(
            en: "{file} cannot be changed without touching the rest; write the note there",
            fr: "{file} ne peut pas être modifié sans toucher au reste ; écrivez la note dans la source de ce fichier",
        )
    };
    let indent = match yaml::parse(old, file, 0).map(|node| node.value) {
        Ok(YamlValue::List(items)) => match items.last().and_then(|last| previous_char(old, last.start)) {
            Some((dash, '-')) => column(old, dash),
            _ if items.is_empty() && !old.contains('[') => 0,
            _ => return Err(by_hand()),
        },
        _ => 0,
    };
    let newline = if old.contains("\r\n") { "\r\n" } else { "\n" };
    let quoted = crate::base::yaml::quoted;
    let mut new = old.to_owned();
    if !new.is_empty() && !new.ends_with('\n') {
        new.push_str(newline);
    }
    let fields = [
        ("quote", &*selector.quote),
        ("prefix", &selector.prefix),
        ("suffix", &selector.suffix),
        ("note", note),
        ("verdict", verdict),
        ("by", &by),
    ];
    for (key, value) in fields.iter().filter(|(_, value)| !value.is_empty()) {
        let dash = if *key == "quote" { "- " } else { "  " };
        // A verdict is one of a few words.
        let value = if *key == "verdict" { (*value).to_owned() } else { quoted(value) };
        new.push_str(&format!("{}{dash}{key}: {value}{newline}", " ".repeat(indent)));
    }
    let after = known_notes(file, &new).map_err(|_| by_hand())?;
    let is_meant = after.len() == before.len() + 1
        && after.iter().zip(&before).all(|(new, old)| new == old)
        && after.last().is_some_and(|last| last.selector == selector && last.verdict == verdict && last.by == by);
    if is_meant { Ok(new) } else { Err(by_hand()) }
}

/// What a file says in a note.
#[derive(PartialEq, Eq)]
struct WrittenNote {
    selector: TextQuoteSelector,
    text: String,
    verdict: &'static str,
    by: String,
}

/// Returns the notes in a file.
fn known_notes(file: &SourcePath, text: &str) -> Result<Vec<WrittenNote>, Message> {
    let is_blank = text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#'));
    if is_blank {
        return Ok(Vec::new());
    }
    let parsed = notes::parse(file, text.as_bytes());
    let is_wrong = parsed.diagnostics.iter().any(|diagnostic| diagnostic.severity() == Severity::Error);
    let list = parsed.value.filter(|_| !is_wrong);
    let list = list.ok_or_else(|| has_mistakes(file))?;
    let written = |note: EditorialNote| WrittenNote {
        selector: note.selector,
        text: note.body.text.to_string(),
        verdict: note.verdict.map_or("", ClaimVerdict::as_str),
        by: note.by,
    };
    Ok(list.notes.into_iter().map(written).collect())
}

/// Returns a selector without words around the quotation where it needs none.
fn shortest_selector(text: &str, range: Range<usize>) -> Option<TextQuoteSelector> {
    let bare = TextQuoteSelector { quote: text[range.clone()].to_owned(), ..TextQuoteSelector::default() };
    if selector::find(text, &bare).is_ok() {
        return Some(bare);
    }
    let full = TextQuoteSelector { code_point_offset: None, ..selector::make_selector(text, range) };
    selector::find(text, &full).is_ok().then_some(full)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_added_and_the_rest_stays() {
        let file = SourcePath::new("content/notes/a.yaml");
        let text = "Le port est fermé. Le port dort.";
        let add = |old: Option<&str>, at: usize, len: usize, note: &str| {
            with_note(&file, old, (text, at..at + len), &NewNote { note, verdict: "", by: "" })
        };
        let first = "- quote: \"fermé\"\n  note: \"Il l’est.\\n\\nVraiment: #1\"\n";
        assert_eq!(add(None, 12, 6, "Il l’est.\n\nVraiment: #1\n").as_deref(), Ok(first));
        let old = "# À nous\r\n  - quote: fermé # c\r\n    note: |\r\n      Oui.\r\n";
        let new = add(Some(old), 20, 7, "x").expect("a note");
        assert!(new.starts_with(old) && new.contains("\r\n  - quote: \"Le port\"\r\n    prefix: "), "{new}");
        assert!(add(Some("- {quote: fermé, note: x}"), 12, 6, "y").is_ok());
        assert!(add(Some("[{quote: fermé, note: x}]"), 12, 6, "y").is_err());
        let judged = |verdict, by| with_note(&file, None, (text, 12..18), &NewNote { note: "Non.", verdict, by });
        let note = "- quote: \"fermé\"\n  note: \"Non.\"\n  verdict: false\n  by: \"Zoé Le Bris\"\n";
        assert_eq!(judged("false", " Zoé\n Le Bris ").as_deref(), Ok(note));
        assert!(judged("perhaps", "").is_err() && judged("", &"x".repeat(501)).is_err());
        assert!(add(Some("- quote: [x"), 12, 6, "y").is_err() && add(None, 12, 6, " \n").is_err());
    }
}
