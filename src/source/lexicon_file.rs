//! One file that holds what is needed to find the names of a dossier elsewhere: `dossier export lexicon` writes it,
//! `dossier annotate --lexicon` reads it.
//!
//! JSON Lines: a head, then each file of the dossier with its text. They are the files themselves and not what was made of
//! them, so that a program of another version reads them with its own rules, and a person can read them at all. Which files
//! these are is decided by `build::batch`.

use serde::{Deserialize, Serialize};

use super::Snapshot;
use crate::base::message::Message;
use crate::say;

/// The version of the format.
const FORMAT: u32 = 1;

#[derive(Serialize, Deserialize)]
struct Head {
    #[serde(rename = "dossier-lexicon")]
    format: u32,
    /// The program that wrote it.
    program: String,
}

#[derive(Serialize, Deserialize)]
struct FileLine {
    file: String,
    text: String,
}

/// Writes files as a lexicon. A file that is no UTF-8 is left out; no record can be read from it either.
#[must_use]
pub fn write(files: &Snapshot) -> String {
    let head = Head { format: FORMAT, program: env!("CARGO_PKG_VERSION").to_owned() };
    let head = serde_json::to_string(&head);
    let lines = files.files.keys().filter_map(|path| {
        let line = FileLine { file: path.to_string(), text: files.text(path)?.to_owned() };
        Some(serde_json::to_string(&line))
    });
    // Plain data with text keys always serialises.
    let lines: Vec<String> = std::iter::once(head).chain(lines).flatten().collect();
    lines.join("\n") + "\n"
}

/// Reads a lexicon.
///
/// # Errors
/// Why it is none, as a sentence without the name of the file.
pub fn read(text: &str) -> Result<Snapshot, Message> {
    let mut lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let head = lines.next().and_then(|(_, line)| serde_json::from_str::<Head>(line).ok());
    match head {
        Some(Head { format: FORMAT, .. }) => {}
        Some(Head { program, .. }) => {
            return Err(say!(
                en: "it was written by dossier {program}, whose format this program does not know",
                fr: "il a été écrit par dossier {program}, dont ce programme ne connaît pas le format",
            ));
        }
        None => {
            return Err(
                say!(en: "its first line is not that of a lexicon", fr: "sa première ligne n’est pas celle d’un lexique"),
            );
        }
    }
    let mut files = Vec::new();
    for (index, line) in lines {
        let Ok(FileLine { file, text }) = serde_json::from_str(line) else {
            let line = index + 1;
            return Err(say!(en: "its line {line} cannot be read", fr: "sa ligne {line} ne peut pas être lue"));
        };
        files.push((file, text.into_bytes()));
    }
    Ok(Snapshot::from_files(files))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lexicon_reads_back_and_what_is_none_is_refused() {
        let files = [("site.yaml", "title: Le port\n"), ("content/people/a.md", "---\nname: \"A\\u2028\"\n---\n")];
        let files = Snapshot::from_files(files.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())));
        let text = write(&files);
        let read_back = read(&text).expect("a lexicon");
        assert_eq!(read_back.key(), files.key());
        for (text, reason) in [
            ("", "first line"),
            ("{\"file\": \"a\", \"text\": \"\"}\n", "first line"),
            ("{\"dossier-lexicon\": 2, \"program\": \"9.0\"}\n", "written by dossier 9.0"),
            ("{\"dossier-lexicon\": 1, \"program\": \"0.1.0\"}\n\n{\"file\": 1}\n", "line 3"),
        ] {
            let said = read(text).err().map(|message| message.en).unwrap_or_default();
            assert!(said.contains(reason), "{said}");
        }
    }
}
