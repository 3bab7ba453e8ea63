//! BibTeX and biblatex. The only file that uses the library for them, which knows LaTeX's accents, names and dates.
//!
//! The file is cut into its entries here, so that a slip in one does not lose the others, and each is parsed by itself: the
//! library panics on some. A bibliography is read in a child process, whatever its size. Each entry is an article, as in `ris`.

use std::panic::{AssertUnwindSafe, catch_unwind};

use biblatex::{Bibliography, ChunksExt, DateValue, Entry, PermissiveType};

use super::collected_item::SeenItems;
use super::reference::Reference;
use super::{ContainerPart, as_file, lost};
use crate::base::Message;
use crate::import::extracted_document::{ExtractedFile, ExtractionError};
use crate::import::text::charset;
use crate::say;

/// The deepest nesting of braces in an entry.
const MAX_DEPTH: usize = 40;
/// The largest definitions of abbreviations, in bytes: they are parsed with every entry.
const MAX_STRINGS_BYTES: usize = 16 << 10;
/// The largest entry, in bytes.
const MAX_ENTRY_BYTES: usize = 1 << 20;

/// Returns the entries of a bibliography.
///
/// # Errors
/// If it is no text, or has no entry.
pub(in crate::import) fn read(_name: &str, bytes: &[u8]) -> Result<ExtractedFile, ExtractionError> {
    let text = charset::decode(bytes).map_err(|reason| ExtractionError::because(reason.message()))?.text;
    let mut strings = String::new();
    let mut entries: Vec<(usize, Result<String, Message>)> = Vec::new();
    for (line, entry) in split(&text) {
        let kind = entry.as_deref().unwrap_or_default().get(1..8).unwrap_or_default().to_ascii_lowercase();
        if kind.starts_with("string") {
            let entry = entry.unwrap_or_default();
            if strings.len() + entry.len() < MAX_STRINGS_BYTES {
                strings.push_str(entry);
                strings.push('\n');
            }
        } else if !kind.starts_with("comment") && !kind.starts_with("preambl") {
            entries.push((line, entry.map(str::to_owned)));
        }
    }
    if entries.is_empty() {
        return Err(ExtractionError::because(say!(en: "it holds no entry", fr: "il ne contient aucune référence")));
    }
    let mut seen = SeenItems::default();
    let pieces = entries.into_iter().enumerate().map(move |(index, (line, entry))| -> ContainerPart {
        let place = say!(en: "entry {n} in line {line}", fr: "référence {n}, ligne {line}", n = index + 1);
        let entry = match entry {
            Ok(entry) => entry,
            Err(reason) => return lost(place, reason),
        };
        // Abbreviations are rare, and take time in every entry.
        let has_names = entry.contains('#') || entry.lines().any(is_abbreviated);
        let source = if has_names { format!("{strings}{entry}") } else { entry };
        let read = catch_unwind(AssertUnwindSafe(|| reference(&source)));
        match read {
            Ok(Ok(reference)) => reference.into_item().into_reference(place, index + 1, &mut seen),
            Ok(Err(reason)) => lost(place, reason),
            Err(_) => lost(place, say!(en: "the reader gave up on it", fr: "sa lecture a échoué")),
        }
    });
    Ok(as_file(pieces))
}

/// Returns whether a line gives a field the name of an abbreviation: `journal = courrier,`.
fn is_abbreviated(line: &str) -> bool {
    line.split_once('=').is_some_and(|(_, value)| value.trim_start().starts_with(|first: char| first.is_alphabetic()))
}

/// Cuts a bibliography into its entries, each with the number of its line; an entry that is never closed is an error.
fn split(text: &str) -> Vec<(usize, Result<&str, Message>)> {
    let bytes = text.as_bytes();
    let mut entries = Vec::new();
    let (mut line, mut at) = (1, 0);
    while at < bytes.len() {
        // An at sign within a line of notes opens no entry.
        let starts_line = |text: &str| {
            let before = text.trim_end_matches([' ', '\t']);
            before.is_empty() || before.ends_with(['\n', '}', ')'])
        };
        if bytes[at] != b'@' || !starts_line(&text[..at]) {
            line += usize::from(bytes[at] == b'\n');
            at += 1;
            continue;
        }
        let (start, start_line) = (at, line);
        let (mut depth, mut deepest, mut has_closed) = (0_usize, 0, false);
        at += 1;
        while at < bytes.len() {
            match bytes[at] {
                b'\\' => at += 1,
                b'{' | b'(' if depth == 0 || bytes[at] == b'{' => depth += 1,
                b'}' => depth = depth.saturating_sub(1),
                b')' if depth == 1
                    && bytes[start..at].iter().find(|byte| matches!(**byte, b'{' | b'(')) == Some(&b'(') =>
                {
                    depth = 0;
                }
                // A new entry at the start of a line: the one before it was never closed.
                b'@' if bytes[at - 1] == b'\n' && opens_entry(&bytes[at + 1..]) => break,
                b'\n' => line += 1,
                _ => {}
            }
            deepest = deepest.max(depth);
            has_closed = depth == 0 && deepest > 0;
            at += 1;
            if has_closed {
                break;
            }
        }
        let at_char = (at.min(bytes.len())..=bytes.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(bytes.len());
        at = at_char;
        let entry = &text[start..at];
        entries.push((
            start_line,
            if !has_closed {
                Err(say!(en: "it is never closed: a brace is missing, or the file is cut off", fr: "elle ne se ferme pas : une accolade manque, ou le fichier est coupé"))
            } else if deepest > MAX_DEPTH || entry.len() > MAX_ENTRY_BYTES {
                Err(say!(en: "it is larger or more deeply nested than a reference can be", fr: "elle est trop longue ou trop imbriquée pour une référence"))
            } else {
                Ok(entry)
            },
        ));
    }
    entries
}

/// Returns whether a kind and a brace follow an at sign: `article{`.
fn opens_entry(bytes: &[u8]) -> bool {
    let n_letters = bytes.iter().take(30).take_while(|byte| byte.is_ascii_alphabetic()).count();
    n_letters > 0 && bytes.get(n_letters) == Some(&b'{')
}

fn reference(source: &str) -> Result<Reference, Message> {
    let bibliography = Bibliography::parse(source)
        .map_err(|error| say!(en: "its BibTeX is damaged: {error}", fr: "son BibTeX est abîmé : `{error}`"))?;
    let entry = bibliography.iter().next().ok_or_else(|| say!(en: "it has no fields", fr: "elle n’a aucun champ"))?;
    let field = |names: &[&str]| {
        names.iter().find_map(|name| {
            let text = entry.get(name)?.format_verbatim();
            (!text.trim().is_empty()).then_some(text)
        })
    };
    let authors = entry.author().unwrap_or_default();
    let name = |person: biblatex::Person| {
        let parts = [person.given_name, person.prefix, person.name, person.suffix];
        parts.into_iter().filter(|part| !part.trim().is_empty()).collect::<Vec<_>>().join(" ")
    };
    Ok(Reference {
        title: field(&["title"]),
        authors: authors.into_iter().map(name).collect(),
        publisher: field(&["journaltitle", "journal", "publisher", "organization", "institution", "howpublished"])
            .filter(|name| !name.contains("://")),
        date: day(entry).or_else(|| field(&["date"])),
        is_circa: false,
        retrieved: field(&["urldate"]),
        url: field(&["url"]),
        archived: None,
        language: field(&["language", "langid"]),
        tags: field(&["keywords"]).map(|tags| tags.split([',', ';']).map(str::to_owned).collect()).unwrap_or_default(),
        summary: field(&["abstract"]),
        files: field(&["file"]).map(|files| paths(&files)).unwrap_or_default(),
    })
}

/// Returns the date of an entry as far as it is surely known.
fn day(entry: &Entry) -> Option<String> {
    let Ok(PermissiveType::Typed(date)) = entry.date() else { return None };
    let DateValue::At(at) = date.value else { return None };
    if date.uncertain || date.approximate {
        return None;
    }
    Some(match (at.month, at.day) {
        (Some(month), Some(day)) => format!("{:04}-{:02}-{:02}", at.year, month + 1, day + 1),
        (Some(month), None) => format!("{:04}-{:02}", at.year, month + 1),
        (None, _) => format!("{:04}", at.year),
    })
}

/// Reads the paths in `file = {Page:files/12/page.html:text/html;files/13/b.pdf}`.
fn paths(files: &str) -> Vec<String> {
    let path = |file: &str| {
        let parts: Vec<&str> = file.split(':').collect();
        match parts[..] {
            [path] => path.to_owned(),
            [_, path, ..] => path.to_owned(),
            [] => String::new(),
        }
    };
    files.replace("\\;", ";").split(';').map(path).filter(|path| !path.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bibliography_is_cut_where_its_entries_end() {
        let text = "Note @ me.\n@article{a,\n title = {Un {@}},\n}\n@misc{b, title = \"x\"}@misc(c, title = {y})\n@book{d,\n title = {z\n@misc{e,}\n";
        let entries = split(text);
        let lines: Vec<(usize, bool)> = entries.iter().map(|(line, entry)| (*line, entry.is_ok())).collect();
        assert_eq!(lines, [(2, true), (5, true), (5, true), (6, false), (8, true)]);
    }
}
