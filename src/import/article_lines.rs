//! One object of JSON Lines -> the article file that it stands for: what `dossier annotate` reads. And back: what
//! `dossier import --stream` writes.
//!
//! The keys are those of DESIGN's contract for articles, so that a line of `dossier export jsonl` is an input too: `id`, `title`,
//! `date`, `language`, `publisher`, `author`, `url`, `source`, `tags`, `rights`, and `text`, or `markdown` where the text has
//! markup. Other keys are left aside. Values are read as in the exports of other programs (`containers::json_export`): a date may have a time. A plain
//! text is written as Markdown that reads back as that text: its paragraphs are what stands between blank lines. Pure; the
//! file is written nowhere.

use serde::Serialize;
use serde_json::{Map, Value};

use super::compose::ComposedArticle;
use super::containers::json_items;
use super::text::markdown;
use super::yaml_scalar::yaml_scalar;
use crate::base::SourcePath;
use crate::base::message::Message;
use crate::base::yaml::quoted;
use crate::model::{Edtf, Rights};
use crate::parse::article;
use crate::say;

/// An article as text, with the id that its line gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticleLine {
    /// The id as given, which may be no id of a dossier.
    pub id: String,
    /// Front matter and body, as in a file of content/articles/.
    pub file: String,
    /// How much may be published, as given. It is not in `file`: an excerpt would be cut once more.
    pub rights: Option<Rights>,
}

/// Reads a line. A date or a language that cannot be read is written as it is given, so that the parser of articles reports it: days
/// and names would be wrong without it. Of the rest what cannot be read is left out.
///
/// # Errors
/// Why it is no article, as a sentence without its place.
pub fn parse_line(line: &str) -> Result<ArticleLine, Message> {
    let object: Map<String, Value> = serde_json::from_str(line).map_err(|error| {
        // The library ends with a line and column that count within this line.
        let reason = error.to_string();
        let reason = reason.rsplit_once(" at line ").map_or(reason.as_str(), |(reason, _)| reason).to_owned();
        let column = error.column();
        say!(
            en: "this is no JSON object: {reason} (column {column})",
            fr: "ceci n’est pas un objet JSON : `{reason}` (colonne {column})",
        )
    })?;
    let text = |key: &str| object.get(key).and_then(Value::as_str);
    let body = match (text("text"), text("markdown")) {
        (_, Some(markdown)) => markdown.to_owned(),
        (Some(text), None) => markdown_of(text),
        (None, None) => {
            return Err(say!(
                en: "this object has no text: neither `text` nor `markdown`",
                fr: "cet objet n’a pas de texte : ni `text` ni `markdown`",
            ));
        }
    };
    let id = match object.get("id") {
        Some(Value::String(id)) if !id.trim().is_empty() => id.clone(),
        // Databases often number their rows.
        Some(Value::Number(number)) => number.to_string(),
        _ => return Err(say!(en: "this object has no `id`", fr: "cet objet n’a pas de `id`")),
    };
    let stated = json_items::stated(&object);
    let given = |key: &str| match object.get(key)? {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    // An imprecise date, such as `2023-09~`, is ours alone.
    let date = given("date").filter(|date| Edtf::parse(date).is_ok());
    let date = date.or_else(|| stated.date.map(|date| date.iso)).or_else(|| given("date"));
    let title = stated.title.as_deref().unwrap_or(&id);
    let mut file = format!("---\ntitle: {}\n", quoted(title));
    let keys = [
        ("date", date),
        ("date_certainty", given("date_certainty")),
        ("language", stated.language.or_else(|| given("language"))),
        ("publisher", stated.publisher),
        ("author", stated.author),
        ("url", stated.url),
    ];
    for (key, value) in keys {
        if let Some(value) = value {
            file.push_str(&format!("{key}: {}\n", quoted(&value)));
        }
    }
    if !stated.tags.is_empty() {
        let tags: Vec<String> = stated.tags.iter().map(|tag| yaml_scalar(tag)).collect();
        file.push_str(&format!("tags: [{}]\n", tags.join(", ")));
    }
    file.push_str(&source_of(&object).unwrap_or_default());
    file.push_str("---\n");
    file.push_str(&body);
    file.push('\n');
    Ok(ArticleLine { id, file, rights: given("rights").and_then(|word| Rights::parse(&word)) })
}

/// Returns the front matter of the raw document that a line names with its SHA-256; `None` if it names none. Other programs have
/// other things under `source`.
fn source_of(object: &Map<String, Value>) -> Option<String> {
    let source = object.get("source")?.as_object()?;
    let text = |key: &str| source.get(key)?.as_str().map(str::trim).filter(|text| !text.is_empty());
    let sha256 = text("sha256").filter(|text| text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
    let mut yaml = format!("source:\n  file: {}\n  sha256: {}\n", quoted(text("file")?), quoted(sha256));
    if let Some(document) = text("document") {
        yaml.push_str(&format!("  document: {}\n", quoted(document)));
    }
    Some(yaml)
}

/// An article as a line, with the names of DESIGN's contract and in their order.
#[derive(Serialize)]
struct WrittenLine<'a> {
    id: &'a str,
    title: &'a str,
    date: Option<String>,
    date_certainty: &'static str,
    /// `None` if neither the document nor its text says it.
    language: Option<&'a str>,
    publisher: Option<&'a str>,
    author: Option<&'a str>,
    url: Option<&'a str>,
    source: SourceLine<'a>,
    tags: Vec<&'a str>,
    text: &'a str,
    /// The body, where it is more than its text.
    #[serde(skip_serializing_if = "Option::is_none")]
    markdown: Option<&'a str>,
    rights: &'static str,
}

#[derive(Serialize)]
struct SourceLine<'a> {
    file: &'a str,
    sha256: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<&'a str>,
}

/// Writes an imported article as a line; `None` if its file could not be read back. `picture` is the path of its lead picture in
/// content/, had it been kept; `source` is what the user calls the document.
pub(super) fn line_of(composed: &ComposedArticle, picture: Option<&str>, source: &str) -> Option<Vec<u8>> {
    let file = composed.to_file("", picture);
    let path = SourcePath::new(&format!("content/articles/{}.md", composed.id));
    let article = article::parse(&path, file.as_bytes()).value?;
    let (_, body) = file.split_once("\n---\n")?;
    let text = article.body.main_text();
    let line = WrittenLine {
        id: composed.id.as_str(),
        title: &article.title,
        date: article.date.map(|date| date.to_string()),
        date_certainty: article.date_certainty.as_str(),
        language: article.language.as_ref().map(crate::model::LangTag::as_str),
        publisher: article.publisher.as_deref(),
        author: article.author.as_deref(),
        url: article.url.as_deref(),
        source: SourceLine {
            file: source,
            sha256: &composed.identity().sha256,
            document: Some(composed.document.as_str()).filter(|document| !document.is_empty()),
        },
        tags: article.tags.iter().map(|tag| tag.value.as_str()).collect(),
        text,
        markdown: Some(body.trim()).filter(|body| *body != markdown_of(text)),
        rights: article.rights.as_str(),
    };
    let mut bytes = serde_json::to_vec(&line).ok()?;
    bytes.push(b'\n');
    Some(bytes)
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
            ("[1]", "expected a map"),
            (r#"{"id": "a"}"#, "neither `text` nor `markdown`"),
            (r#"{"text": "a"}"#, "no `id`"),
            (r#"{"id": null, "text": "a"}"#, "no `id`"),
            (r#"{"id": "a", "text": 3}"#, "has no text"),
        ] {
            let said = parse_line(line).expect_err("no article").en;
            assert!(said.contains(reason), "{said}");
        }
    }

    #[test]
    fn values_may_be_written_as_other_programs_do() {
        for (date, read_as) in [
            (r#""2021-05-04T23:30:00+02:00""#, Some("2021-05-04")),
            (r#""2021-05-04 10:00""#, Some("2021-05-04")),
            ("20210504", Some("2021-05-04")),
            (r#""4 mai 2021""#, Some("2021-05-04")),
            ("2021", Some("2021")),
            (r#""2021-05~""#, Some("2021-05~")),
            (r#""2021-05-04/2021-05-06""#, Some("2021-05-04/2021-05-06")),
            ("null", None),
            (r#""""#, None),
        ] {
            let (article, _) = read(&format!(r#"{{"id": 1, "text": "a", "date": {date}}}"#));
            assert_eq!(article.date.map(|date| date.to_string()).as_deref(), read_as, "{date}");
        }
        let (article, _) = read(
            r#"{"id": 1, "text": "a", "language": "fr_FR", "url": "www.example.org", "author": [{"name": "A"}, "B"], "tags": null}"#,
        );
        assert_eq!(article.language.map(|tag| tag.to_string()).as_deref(), Some("fr-FR"));
        assert_eq!((article.url, article.author.as_deref()), (None, Some("A; B")));
        // Two days, or no language: the parser of articles says so.
        for (key, value) in [("date", "04/05/2021"), ("language", "patois du coin")] {
            let line = parse_line(&format!(r#"{{"id": 1, "text": "a", "{key}": "{value}"}}"#)).expect("an article");
            let read = article::parse(&SourcePath::new("content/articles/a.md"), line.file.as_bytes());
            assert!(read.diagnostics.iter().any(|one| one.message.en.contains(value)), "{}", line.file);
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
