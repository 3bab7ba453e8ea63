//! The addresses, paths and ids in a text. They must stay valid, so names in them are not masked.
//!
//! One pass over the runs between blanks, quotation marks and brackets. An id counts only in a reference: after `[[`, or
//! as the value of a key that takes ids. A word that happens to equal an article's id is an ordinary word.

use std::collections::HashSet;
use std::ops::Range;

/// The syntax of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FileSyntax {
    /// Front matter in YAML, then Markdown.
    FrontMatterPage,
    /// YAML alone.
    Yaml,
    /// A table.
    Csv,
    /// Plain text without markup.
    PlainText,
}

impl FileSyntax {
    /// Returns the syntax of files with this extension.
    #[must_use]
    pub(crate) fn from_extension(extension: &str) -> Self {
        match extension {
            "yaml" | "yml" => FileSyntax::Yaml,
            "csv" => FileSyntax::Csv,
            _ => FileSyntax::FrontMatterPage,
        }
    }

    /// Returns where the YAML of a text ends.
    pub(crate) fn yaml_end(self, text: &str) -> usize {
        match self {
            FileSyntax::Yaml => text.len(),
            FileSyntax::Csv | FileSyntax::PlainText => 0,
            FileSyntax::FrontMatterPage if text.trim_start_matches('\u{feff}').starts_with("---") => {
                text.get(4..).and_then(|rest| rest.find("\n---")).map_or(0, |at| at + 4)
            }
            FileSyntax::FrontMatterPage => 0,
        }
    }
}

/// Folders of a dossier and other beginnings of paths.
const HEADS: [&str; 7] = ["media/", "seeds/", "content/", "../", "./", "/", "www."];
/// Extensions of file names.
const ENDINGS: [&str; 26] = [
    "md", "jpg", "jpeg", "png", "gif", "webp", "svg", "avif", "heic", "tif", "tiff", "pdf", "txt", "html", "htm",
    "docx", "odt", "eml", "mp3", "mp4", "json", "csv", "yaml", "yml", "xml", "zip",
];
/// Keys whose values are text for readers, never ids.
const PROSE_KEYS: [&str; 22] = [
    "alt", "as", "author", "by", "caption", "credit", "description", "family", "name", "names", "note", "publisher",
    "quote", "refer", "roles", "sort", "tags", "text", "title", "unlinked", "weak", "label",
];

/// Finds the addresses in a text, in order. `ids` are the ids of the dossier.
pub(crate) fn addresses(text: &str, writing: FileSyntax, ids: &HashSet<String>) -> Vec<Range<usize>> {
    let parts = |c: char| c.is_whitespace() || "\"'<>()[]{},|«»“”".contains(c);
    let yaml_end = writing.yaml_end(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let start = at + text[at..].find(|c| !parts(c)).unwrap_or(text.len() - at);
        let end = start + text[start..].find(parts).unwrap_or(text.len() - start);
        at = end;
        let run = &text[start..end];
        if run.is_empty() || run.starts_with("mailto:") {
            continue;
        }
        if let Some(scheme) = run.find("://") {
            let begins = |c: char| !c.is_ascii_alphanumeric() && !matches!(c, '+' | '-' | '.');
            found.push(
                start
                    + run[..scheme]
                        .rfind(begins)
                        .map_or(0, |at| at + run[at..].chars().next().map_or(1, char::len_utf8))..end,
            );
            continue;
        }
        let is_path = HEADS.iter().any(|head| run.starts_with(head))
            || run.rsplit_once('.').is_some_and(|(stem, ending)| !stem.is_empty() && ENDINGS.contains(&ending))
            || ["](", "href=\"", "href='", "src=\"", "src='"].iter().any(|head| text[..start].ends_with(head));
        let id = run.split('#').next().unwrap_or_default();
        if is_path || (ids.contains(id) && is_reference(text, start, writing, yaml_end)) {
            found.push(start..end);
        }
    }
    found
}

/// Returns whether the id that begins at `start` is part of a reference.
fn is_reference(text: &str, start: usize, writing: FileSyntax, yaml_end: usize) -> bool {
    if text[..start].ends_with("[[") {
        return true;
    }
    if writing == FileSyntax::Csv {
        return !text[start..].starts_with(char::is_uppercase);
    }
    start < yaml_end && key_before(text, start).is_some_and(|key| !PROSE_KEYS.contains(&key))
}

/// Returns the key of the value at `start`: the last one on the line, else that of the line that begins the list.
fn key_before(text: &str, start: usize) -> Option<&str> {
    const MAX_LINES: usize = 40;
    /// How far back to look for a key, in bytes: an id is written near its key.
    const MAX_LEN: usize = 2000;
    let from = (start.saturating_sub(MAX_LEN)..=start).find(|at| text.is_char_boundary(*at))?;
    text[from..start].rsplit('\n').take(MAX_LINES).find_map(|line| {
        let (head, _) = line.rsplit_once(':')?;
        let key = head.rsplit(|c: char| !c.is_alphanumeric() && c != '_').next()?;
        (!key.is_empty()).then_some(key)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_leads_somewhere_is_an_address_and_a_word_is_none() {
        let ids: HashSet<String> = ["kermorvan", "le-port", "Kermorvan"].map(str::to_owned).into();
        let found = |text: &str, writing: FileSyntax| -> Vec<String> {
            addresses(text, writing, &ids).into_iter().map(|range| text[range].to_owned()).collect()
        };
        assert_eq!(
            found(
                "Kermorvan, kermorvan, le-port;https://a.example/Kermorvan [[kermorvan|x]] [y](kermorvan.md) [z](kermorvan)",
                FileSyntax::FrontMatterPage
            ),
            ["https://a.example/Kermorvan", "kermorvan", "kermorvan.md", "kermorvan"]
        );
        assert_eq!(
            found(
                "---\ntitle: Kermorvan\ncopy_of: kermorvan\nparticipants:\n  - le-port\nas: {Le port: le-port}\ntags: [kermorvan]\n---\nkermorvan\n",
                FileSyntax::FrontMatterPage
            ),
            ["kermorvan", "le-port", "le-port"]
        );
        assert_eq!(found("écrire à mailto:kermorvan@a.example", FileSyntax::PlainText), [""; 0]);
    }
}
