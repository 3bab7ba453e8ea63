//! One object of JSON Lines -> the article file that it stands for: what `dossier annotate` reads.
//!
//! The keys are those of DESIGN's contract for articles, so that a line of `dossier export jsonl` is an input too: `id`, `title`,
//! `date`, `date_certainty`, `language`, `publisher`, `author`, `url`, `tags`, and `text`, or `markdown` where the text has
//! markup. Other keys are left aside. A plain text is written as Markdown that reads back as that text: its paragraphs are
//! what stands between blank lines. Pure; the file is written nowhere.

use serde::Deserialize;

use super::text::markdown;
use super::yaml_scalar::yaml_scalar;
use crate::base::message::Message;
use crate::base::yaml::quoted;
use crate::say;

/// An article as text, with the id that its line gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticleLine {
    /// The id as given, which may be no id of a dossier.
    pub id: String,
    /// Front matter and body, as in a file of content/articles/.
    pub file: String,
}

#[derive(Deserialize)]
struct InputObject {
    id: InputId,
    title: Option<String>,
    date: Option<String>,
    date_certainty: Option<String>,
    language: Option<String>,
    publisher: Option<String>,
    author: Option<String>,
    url: Option<String>,
    #[serde(default)]
    tags: Vec<String>,
    text: Option<String>,
    markdown: Option<String>,
}

/// Databases often number their rows.
#[derive(Deserialize)]
#[serde(untagged)]
enum InputId {
    Text(String),
    Number(serde_json::Number),
}

/// Reads a line.
///
/// # Errors
/// Why it is no article, as a sentence without its place.
pub fn parse_line(line: &str) -> Result<ArticleLine, Message> {
    let object: InputObject = serde_json::from_str(line).map_err(|error| {
        // The library ends with a line and column that count within this line.
        let reason = error.to_string();
        let reason = reason.rsplit_once(" at line ").map_or(reason.as_str(), |(reason, _)| reason).to_owned();
        let column = error.column();
        say!(
            en: "this is no article as a JSON object: {reason} (column {column})",
            fr: "ceci n’est pas un article en objet JSON : {reason} (colonne {column})",
        )
    })?;
    let body = match (&object.text, &object.markdown) {
        (None, None) => {
            return Err(say!(
                en: "this object has neither `text` nor `markdown`",
                fr: "cet objet n’a ni `text` ni `markdown`",
            ));
        }
        (_, Some(markdown)) => markdown.clone(),
        (Some(text), None) => markdown_of(text),
    };
    let id = match object.id {
        InputId::Text(id) => id,
        InputId::Number(number) => number.to_string(),
    };
    let title = object.title.as_deref().map(str::trim).filter(|title| !title.is_empty()).unwrap_or(&id);
    let mut file = format!("---\ntitle: {}\n", quoted(title));
    let keys = [
        ("date", &object.date),
        ("date_certainty", &object.date_certainty),
        ("language", &object.language),
        ("publisher", &object.publisher),
        ("author", &object.author),
        ("url", &object.url),
    ];
    for (key, value) in keys {
        let Some(value) = value.as_deref().map(str::trim).filter(|value| !value.is_empty()) else { continue };
        file.push_str(&format!("{key}: {}\n", quoted(value)));
    }
    if !object.tags.is_empty() {
        let tags: Vec<String> = object.tags.iter().map(|tag| yaml_scalar(tag)).collect();
        file.push_str(&format!("tags: [{}]\n", tags.join(", ")));
    }
    file.push_str("---\n");
    file.push_str(&body);
    file.push('\n');
    Ok(ArticleLine { id, file })
}

/// Returns Markdown whose text is this text: a blank line ends a paragraph, another end of a line is a hard break.
fn markdown_of(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let paragraphs = lines.split(|line| line.is_empty()).filter(|lines| !lines.is_empty());
    let paragraphs = paragraphs.map(|lines| match lines {
        [line] => markdown::escape_paragraph(line),
        // A mark in one line could pair up with one in another.
        lines => {
            let lines = lines.iter().enumerate().map(|(n, line)| {
                // Behind another line this would make a heading or a table of both.
                let is_rule = n > 0 && line.chars().all(|c| matches!(c, '-' | '=' | ':' | '|' | ' '));
                let strict = markdown::escape_strictly(line);
                if is_rule { format!("\\{line}") } else { markdown::escape_block_start(&strict) }
            });
            lines.collect::<Vec<_>>().join("\\\n")
        }
    });
    paragraphs.collect::<Vec<_>>().join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Severity, SourcePath};
    use crate::parse::article;
    use proptest::prelude::*;

    fn read(line: &str) -> (crate::parse::Article, String) {
        let line = parse_line(line).expect("an article");
        let read = article::parse(&SourcePath::new("content/articles/a.md"), line.file.as_bytes());
        let is_wrong = read.diagnostics.iter().any(|one| one.severity() == Severity::Error);
        assert!(!is_wrong, "{}: {:?}", line.file, read.diagnostics);
        (read.value.expect("an article"), line.id)
    }

    #[test]
    fn a_line_is_an_article_with_what_it_says() {
        let (article, id) = read(
            r##"{"id": 12, "title": "L’eau : \"non\"", "date": "2021-05-04", "language": "fr", "tags": ["a, b", "no"], "url": null,
               "text": "Un # mot.\n\n# Deux\nlignes *vues*.", "mentions": []}"##,
        );
        assert_eq!((id.as_str(), article.title.as_str()), ("12", "L’eau : \"non\""));
        assert_eq!(article.date.map(|date| date.to_string()).as_deref(), Some("2021-05-04"));
        assert_eq!(article.body.main_text(), "Un # mot.\n\n# Deux\nlignes *vues*.");
        let tags: Vec<&str> = article.tags.iter().map(|tag| tag.value.as_str()).collect();
        assert_eq!(tags, ["a, b", "no"]);
    }

    #[test]
    fn markdown_stays_markdown_and_what_is_no_article_is_said() {
        let (article, _) = read(r##"{"id": "a", "text": "# Un", "markdown": "# Un\n\nDeux *mots*."}"##);
        assert_eq!((article.title.as_str(), article.body.main_text()), ("a", "Un\n\nDeux mots."));
        for (line, reason) in [
            ("", "EOF while parsing"),
            (r#"{"id": "a"}"#, "neither `text` nor `markdown`"),
            (r#"{"text": "a"}"#, "missing field `id`"),
            (r#"{"id": "a", "text": 3}"#, "expected a string"),
        ] {
            let said = parse_line(line).expect_err("no article").en;
            assert!(said.contains(reason), "{said}");
        }
    }

    proptest! {
        #[test]
        fn a_text_reads_back_as_it_is(
            paragraphs in prop::collection::vec(
                prop::collection::vec("[-a-zé0-9 *_`#>+.!\\[\\](){}&;:<|~=\\\\]{1,24}", 1..3),
                1..5,
            ),
        ) {
            let lines_of = |lines: &Vec<String>| {
                let lines = lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty());
                lines.collect::<Vec<_>>().join("\n")
            };
            let paragraphs: Vec<String> = paragraphs.iter().map(lines_of).filter(|text| !text.is_empty()).collect();
            let text = paragraphs.join("\n\n");
            let line = serde_json::json!({"id": "a", "text": text}).to_string();
            let (article, _) = read(&line);
            prop_assert_eq!(article.body.main_text(), text);
        }
    }
}
