//! One line of standard input -> the documents that it names or holds: what `dossier import --stream` reads.
//!
//! A line is a path, or a JSON object: `{"path": …}`, or a document that lies elsewhere, `{"file": "page.html", "text": …}` or
//! `{"file": "scan.pdf", "base64": …}`. Of `file` the last part decides about format and id; the whole is what messages and plans
//! call the document. A path may be that of a folder or an archive, whose documents belong together.

use std::path::Path;

use serde::Deserialize;

use super::inputs::{DocumentOrigin, InputDocument, InputList, inputs_at};
use crate::base::message::Message;
use crate::media::data_address;
use crate::say;
use crate::source::limits::MAX_MEDIA_LEN_BYTES;

/// The longest line, in bytes: the largest document in Base64, and its name.
pub(crate) const MAX_LINE_BYTES: u64 = MAX_MEDIA_LEN_BYTES / 3 * 4 + (1 << 20);

#[derive(Deserialize)]
struct DocumentLine {
    path: Option<String>,
    file: Option<String>,
    text: Option<String>,
    base64: Option<String>,
}

/// Returns the documents of a line.
///
/// # Errors
/// Why it has none, as a sentence without its place.
pub(crate) fn documents(line: &str) -> Result<InputList, Message> {
    let line = line.trim_end_matches(['\n', '\r']);
    if !line.trim_start().starts_with('{') {
        return of_path(line);
    }
    let line: DocumentLine = serde_json::from_str(line).map_err(|error| {
        let column = error.column();
        say!(
            en: "this is neither a path nor a JSON object of a document (column {column})",
            fr: "ceci n’est ni un chemin ni un objet JSON d’un document (colonne {column})",
        )
    })?;
    match line {
        DocumentLine { path: Some(path), file: None, text: None, base64: None } => of_path(&path),
        DocumentLine { path: None, file: Some(file), text: Some(text), base64: None } => {
            given(&file, text.into_bytes())
        }
        DocumentLine { path: None, file: Some(file), text: None, base64: Some(digits) } => {
            let bytes = data_address::decoded(&digits);
            let bytes = bytes.ok_or_else(
                || say!(en: "`{file}`: `base64` is no Base64", fr: "`{file}` : `base64` n’est pas du Base64"),
            )?;
            given(&file, bytes)
        }
        _ => Err(say!(
            en: "this object is no document: write `path`, or `file` with `text` or `base64`",
            fr: "cet objet n’est pas un document : écrivez `path`, ou bien `file` avec `text` ou `base64`",
        )),
    }
}

fn of_path(path: &str) -> Result<InputList, Message> {
    inputs_at(Path::new(path)).ok_or_else(|| say!(en: "there is no `{path}`", fr: "`{path}` n’existe pas"))
}

fn given(file: &str, bytes: Vec<u8>) -> Result<InputList, Message> {
    let name = file.rsplit(['/', '\\']).next().unwrap_or_default();
    if name.is_empty() || name.contains('\0') {
        return Err(
            say!(en: "`file` is `{file}`, which is no file name", fr: "`file` vaut `{file}`, qui n’est pas un nom de fichier"),
        );
    }
    let document = InputDocument {
        display_name: file.to_owned(),
        name: name.to_owned(),
        origin: DocumentOrigin::Stdin(bytes),
        is_optional: false,
    };
    let mut list = InputList::default();
    list.documents.push(document);
    Ok(list)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_holds_a_document_or_says_where_it_is() {
        let bytes =
            |line: &str| match documents(line).expect("a document").documents.pop().map(|one| (one.name, one.origin)) {
                Some((name, DocumentOrigin::Stdin(bytes))) => (name, bytes),
                other => panic!("{other:?}"),
            };
        assert_eq!(
            bytes(r#"{"file": "s3://a/b/c.html", "text": "é"}"#),
            ("c.html".to_owned(), "é".as_bytes().to_vec())
        );
        assert_eq!(bytes(r#" {"file": "a.pdf", "base64": "JVBE\nRi0="}"#), ("a.pdf".to_owned(), b"%PDF-".to_vec()));
        let listed = documents("Cargo.toml\r\n").expect("a file").documents;
        assert_eq!(listed[0].display_name, "Cargo.toml");
        for (line, reason) in [
            ("nowhere/a.txt", "there is no `nowhere/a.txt`"),
            (r#"{"path": "nowhere/a.txt"}"#, "there is no"),
            ("{", "neither a path nor a JSON object"),
            (r#"{"file": "a.txt"}"#, "is no document"),
            (r#"{"file": "a.txt", "text": "a", "base64": ""}"#, "is no document"),
            (r#"{"file": "a.txt", "base64": "?"}"#, "is no Base64"),
            (r#"{"file": "a/", "text": "a"}"#, "no file name"),
        ] {
            let said = documents(line).expect_err(line).en;
            assert!(said.contains(reason), "{said}");
        }
    }
}
