//! A raw document's bytes -> an article file: front matter and body. Pure.

use super::charset::{self, NotText};
use super::markdown_text::clean_markdown;
use super::text::{Cleaned, RemovedLine, clean, markdown_body};
use crate::base::SourcePath;
use crate::model::id::slug;
use crate::model::{Edtf, Id, Lang};
use crate::parse::front_matter;

/// What the command line says of the documents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// The title.
    pub title: Option<String>,
    /// The date of publication.
    pub date: Option<Edtf>,
    /// The newspaper, agency or site.
    pub publisher: Option<String>,
    /// The address.
    pub url: Option<String>,
    /// The language.
    pub language: Option<Lang>,
}

/// An article, ready to be written.
#[derive(Clone, Debug, PartialEq)]
pub struct Composed {
    /// The id that its file name suggests.
    pub id: Id,
    /// Its title.
    pub title: String,
    /// Its date, and how it is known, in words; `None` where it is unknown.
    pub date: Option<(Edtf, String)>,
    /// Its language, where it is known.
    pub language: Option<String>,
    /// The encoding that the document was converted from, other than UTF-8.
    pub converted_from: Option<&'static str>,
    /// SHA-256 of the raw bytes.
    pub sha256: String,
    /// What was taken out of the text, line by line.
    pub removed: Vec<RemovedLine>,
    /// How many paragraphs and captions the article has.
    pub n_blocks: usize,
    front: Front,
    body: String,
}

/// The keys of the front matter, in their order.
#[derive(Clone, Debug, Default, PartialEq)]
struct Front {
    date_certainty: &'static str,
    publisher: Option<String>,
    author: Option<String>,
    url: Option<String>,
    tags: Vec<String>,
}

/// Why a document cannot become an article.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ComposeError {
    /// It is no text.
    #[error("{0}")]
    NotText(String),
    /// Its ending is none that is read.
    #[error("`.{0}` files cannot be imported; save it as .txt or .md")]
    Format(String),
    /// Nothing but boilerplate.
    #[error("nothing is left of it once boilerplate is removed")]
    NothingLeft,
    /// Its name has no letter to make an id of.
    #[error("its name has no letter or digit to make an id of; rename it")]
    NoId,
}

/// Makes an article of a raw document. `name` is its file name, which suggests the id and perhaps the date.
///
/// # Errors
/// Why it cannot become one.
pub fn compose(name: &str, bytes: &[u8], given: &Given) -> Result<Composed, ComposeError> {
    let path = SourcePath::new(name);
    let markdown = match path.extension().to_lowercase().as_str() {
        "txt" | "text" | "" => false,
        "md" | "markdown" => true,
        other => return Err(ComposeError::Format(other.to_owned())),
    };
    let id = Id::parse(&slug(path.stem())).map_err(|_| ComposeError::NoId)?;
    let decoded = charset::decode(bytes).map_err(|reason: NotText| ComposeError::NotText(reason.to_string()))?;
    let own = if markdown { own_front_matter(&path, &decoded.text) } else { Own::default() };
    let text = &decoded.text[own.body_start..];
    let cleaned = if markdown { clean_markdown(text) } else { clean(text) };
    if cleaned.blocks.is_empty() {
        return Err(ComposeError::NothingLeft);
    }
    let (date, date_certainty) = date(&cleaned, &path, &own, given);
    let title = given.title.clone().or_else(|| own.title.clone()).unwrap_or_else(|| cleaned.title.clone());
    let language = given
        .language
        .as_ref()
        .map(ToString::to_string)
        .or_else(|| own.language.clone())
        .or_else(|| cleaned.language.map(str::to_owned));
    let front = Front {
        date_certainty,
        publisher: given.publisher.clone().or_else(|| own.publisher.clone()),
        author: own.author.clone(),
        url: given.url.clone().or_else(|| own.url.clone()),
        tags: own.tags.clone(),
    };
    let mut removed = own.removed;
    removed.extend(cleaned.removed.iter().cloned());
    Ok(Composed {
        id,
        title: if title.trim().is_empty() { path.stem().to_owned() } else { title },
        date,
        language,
        converted_from: (decoded.encoding != charset::UTF_8_NAME).then_some(decoded.encoding),
        sha256: charset::sha256_hex(bytes),
        n_blocks: cleaned.blocks.len(),
        removed,
        front,
        body: markdown_body(&cleaned),
    })
}

/// Finds the date: given, stated in the document, or in its file name; else unknown. Returns it with its words, and the
/// certainty for the front matter.
fn date(cleaned: &Cleaned, path: &SourcePath, own: &Own, given: &Given) -> (Option<(Edtf, String)>, &'static str) {
    if let Some(date) = given.date {
        return (Some((date, "given on the command line".to_owned())), "given");
    }
    if let Some(date) = own.date {
        return (Some((date, "stated in the front matter".to_owned())), "given");
    }
    if let Some((date, stated)) =
        cleaned.stated_date.as_ref().and_then(|stated| Some((Edtf::parse(&stated.iso).ok()?, stated)))
    {
        return (Some((date, format!("stated in line {}: {}", stated.line, stated.text.trim()))), "given");
    }
    match path.stem().get(..10).and_then(|head| Edtf::parse(head).ok()) {
        Some(date) if path.stem().as_bytes().get(10).is_none_or(|byte| !byte.is_ascii_alphanumeric()) => {
            (Some((date, "read from the file name".to_owned())), "inferred")
        }
        _ => (None, "unknown"),
    }
}

/// What a Markdown document says of itself.
#[derive(Default)]
struct Own {
    title: Option<String>,
    date: Option<Edtf>,
    publisher: Option<String>,
    author: Option<String>,
    url: Option<String>,
    language: Option<String>,
    tags: Vec<String>,
    body_start: usize,
    removed: Vec<RemovedLine>,
}

/// Reads the keys that an article knows; every other line of the front matter is reported as left out.
fn own_front_matter(path: &SourcePath, text: &str) -> Own {
    let Ok(parts) = front_matter::split(path, text) else { return Own::default() };
    if parts.yaml.is_empty() {
        return Own { body_start: parts.body_start, ..Own::default() };
    }
    let mut fields = front_matter::fields(path, &parts);
    if !fields.diagnostics.is_empty() {
        // Front matter that cannot be read stays in the text, where a person sees it.
        return Own::default();
    }
    let value =
        |text: Option<crate::base::fields::Text>| text.map(|text| text.value).filter(|value| !value.trim().is_empty());
    let mut own = Own {
        title: value(fields.text("title")),
        date: value(fields.text("date"))
            .and_then(|date| Edtf::parse(&date).or_else(|_| Edtf::parse(date.get(..10).unwrap_or_default())).ok()),
        publisher: value(fields.text("publisher")),
        author: value(fields.text("author")),
        url: value(fields.text("url")).filter(|url| url.starts_with("http://") || url.starts_with("https://")),
        language: value(fields.text("language")).filter(|tag| Lang::parse(tag).is_some()),
        tags: fields.texts("tags").into_iter().map(|tag| tag.value).collect(),
        body_start: parts.body_start,
        removed: Vec::new(),
    };
    for diagnostic in fields.finish() {
        let at = diagnostic.primary.span.start;
        let line = text[..at].matches('\n').count() + 1;
        let removed = RemovedLine {
            line,
            text: text[at..].lines().next().unwrap_or_default().to_owned(),
            rule: "unknown-key",
            reason: "a key of the front matter that dossier does not know",
        };
        own.removed.push(removed);
    }
    own
}

impl Composed {
    /// Returns the article file. `raw_file` is where the raw document is kept, relative to the project.
    #[must_use]
    pub fn to_file(&self, raw_file: &str) -> String {
        let mut file = String::from("---\n");
        let mut line = |key: &str, value: &str| {
            file.push_str(&format!("{key}: {value}\n"));
        };
        line("title", &scalar(&self.title));
        if let Some((date, _)) = &self.date {
            line("date", &date.to_string());
        }
        line("date_certainty", self.front.date_certainty);
        for (key, value) in [
            ("publisher", &self.front.publisher),
            ("author", &self.front.author),
            ("url", &self.front.url),
            ("language", &self.language),
        ] {
            if let Some(value) = value {
                line(key, &scalar(value));
            }
        }
        if !self.front.tags.is_empty() {
            let tags: Vec<String> = self.front.tags.iter().map(|tag| scalar(tag)).collect();
            line("tags", &format!("[{}]", tags.join(", ")));
        }
        line("source", &format!("{{file: {}, sha256: {}}}", scalar(raw_file), self.sha256));
        file.push_str("---\n\n");
        file.push_str(&self.body);
        file
    }
}

/// Writes a YAML scalar, plain where nothing in it could be taken for syntax or another type, even inside `[]` or `{}`.
#[must_use]
pub fn scalar(text: &str) -> String {
    let plain_char = |c: char| {
        c.is_alphanumeric()
            || matches!(c, ' ' | '’' | '-' | '_' | '/' | '.' | '(' | ')' | '«' | '»' | '\u{a0}' | '\u{202f}')
    };
    let word = text.to_lowercase();
    let reserved = ["true", "false", "null", "yes", "no", "on", "off", "y", "n", "~"].contains(&word.as_str());
    let starts_plain = text.starts_with(|c: char| c.is_alphabetic())
        || (text.starts_with(|c: char| c.is_ascii_digit()) && text.contains(|c: char| c.is_alphabetic()));
    if !reserved && starts_plain && text.chars().all(plain_char) && text.trim() == text {
        return text.to_owned();
    }
    // JSON strings are YAML's double-quoted strings.
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::article;

    #[test]
    fn what_is_composed_reads_back() {
        let raw = "Un titre : « oui » # non\n\nUne phrase assez longue pour être un paragraphe, avec *étoiles* et [crochets].\n\nlien source\n";
        let given = Given { publisher: Some("L'Écho: du soir".to_owned()), ..Given::default() };
        let composed = compose("2023-09-15-un-titre.txt", raw.as_bytes(), &given).expect("a text");
        let file = composed.to_file("seeds/2023-09-15-un-titre.txt");
        let read = article::parse(&SourcePath::new("content/articles/a.md"), file.as_bytes());
        assert!(read.diagnostics.is_empty(), "{file}\n{:?}", read.diagnostics);
        let article = read.value.expect("an article");
        assert_eq!(article.title, "Un titre : « oui » # non");
        assert_eq!(article.publisher.as_deref(), Some("L'Écho: du soir"));
        assert_eq!(article.date.map(|date| date.to_string()).as_deref(), Some("2023-09-15"));
        assert!(article.body.main_text().ends_with("avec *étoiles* et [crochets]."));
        assert_eq!(composed.removed.len(), 1);
    }
}
