//! `ExtractedDocument` -> [`ComposedArticle`]: the front matter and body of an article file.
//!
//! Cleans the document (`clean`), reads its own front matter (`own_front_matter`), infers its date (`dates`) and writes
//! YAML. Pure: `store` writes the file.

use super::clean::{clean, markdown_body};
use super::cleaned_document::{CleanedDocument, RemovedLine, TextUnit};
use super::dates::infer::{DateEvidence, infer};
use super::extracted_document::{DocumentContent, ExtractedDocument, ExtractedPicture, ExtractionError};
use super::formats;
use super::own_front_matter::{OwnFrontMatter, may_be_draft, read_own_front_matter};
use super::text::charset;
use super::yaml_scalar::yaml_scalar;
use crate::base::SourcePath;
use crate::model::id::slug;
use crate::model::{Edtf, Id, LangTag};

/// Metadata given on the command line; it takes precedence over everything in the document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overrides {
    /// The title.
    pub title: Option<String>,
    /// The date of publication.
    pub date: Option<Edtf>,
    /// The newspaper, agency or site.
    pub publisher: Option<String>,
    /// The URL.
    pub url: Option<String>,
    /// The language.
    pub language: Option<LangTag>,
}

/// An article, ready to be written to a file.
#[derive(Clone, Debug, PartialEq)]
pub struct ComposedArticle {
    /// The id derived from its file name.
    pub id: Id,
    /// Its title.
    pub title: String,
    /// Its date and how it is known, in words; `None` if unknown.
    pub date: Option<(Edtf, String)>,
    /// How certain its date is: `given`, `inferred` or `unknown`.
    pub date_certainty: &'static str,
    /// The newspaper, agency or site, if known.
    pub publisher: Option<String>,
    /// Its language, if known.
    pub language: Option<String>,
    /// The encoding that the document was converted from, other than UTF-8.
    pub converted_from: Option<String>,
    /// SHA-256 of the raw bytes.
    pub sha256: String,
    /// Everything that was removed from the document.
    pub removed: Vec<RemovedLine>,
    /// The unit in which `removed` counts.
    pub unit: TextUnit,
    /// The id of the article that it duplicates. `store` sets it.
    pub duplicate_of: Option<Id>,
    /// Its lead picture, if it has one.
    pub picture: Option<ExtractedPicture>,
    /// The number of its paragraphs and captions.
    pub n_blocks: usize,
    front: FrontMatterKeys,
    body: String,
}

/// Optional front matter keys.
#[derive(Clone, Debug, Default, PartialEq)]
struct FrontMatterKeys {
    author: Option<String>,
    url: Option<String>,
    tags: Vec<String>,
    /// Keys taken over from the document's own front matter, each with its value as YAML.
    kept: Vec<(&'static str, String)>,
}

/// Why a document cannot become an article.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ComposeError {
    /// The document cannot be read.
    #[error("{0}")]
    Unreadable(#[from] ExtractionError),
    /// It contains nothing but boilerplate.
    #[error("nothing is left of it once boilerplate is removed")]
    NothingLeft,
    /// Its file name has no letter or digit to make an id from.
    #[error("its name has no letter or digit to make an id from; rename it")]
    NoId,
}

/// Makes an article from a raw document. `name` is its file name, which determines the format and the id, and may
/// contain the date.
///
/// # Errors
/// If the document cannot be read or contains no article.
pub fn compose(name: &str, bytes: &[u8], overrides: &Overrides) -> Result<ComposedArticle, ComposeError> {
    compose_extracted(name, formats::extract(name, bytes)?, charset::sha256_hex(bytes), overrides)
}

/// Makes an article from an extracted document. `sha256` is the checksum of the raw bytes.
///
/// # Errors
/// If no id can be made from the name, or the document contains no article.
pub fn compose_extracted(
    name: &str,
    mut extracted: ExtractedDocument,
    sha256: String,
    overrides: &Overrides,
) -> Result<ComposedArticle, ComposeError> {
    let path = SourcePath::new(name);
    let id = Id::parse(&slug(path.stem())).map_err(|_| ComposeError::NoId)?;
    let own = match &mut extracted.content {
        DocumentContent::Markdown(text) => {
            let own = read_own_front_matter(&path, text);
            text.drain(..own.body_start);
            own
        }
        DocumentContent::Lines(text) if may_be_draft(text) => OwnFrontMatter::draft(),
        DocumentContent::Lines(_) | DocumentContent::Parts(_) => OwnFrontMatter::default(),
    };
    let cleaned = clean(&extracted);
    if cleaned.blocks.is_empty() {
        return Err(ComposeError::NothingLeft);
    }
    let about = extracted.about;
    let url = overrides.url.clone().or(own.url).or(about.url);
    let found = infer(&DateEvidence {
        given: overrides.date,
        front_matter: own.date,
        stated: cleaned.stated_date.as_ref().map(|stated| (stated, cleaned.unit)),
        metadata: about.date.as_ref(),
        stem: path.stem(),
        url: url.as_deref(),
    });
    let is_own_date = overrides.date.is_none() && own.date.is_some();
    let language = choose_language(&cleaned, overrides, own.language, about.language);
    let title = overrides.title.clone().or(own.title).unwrap_or_else(|| cleaned.title.clone());
    let mut removed = own.removed;
    removed.extend(cleaned.removed.iter().cloned());
    Ok(ComposedArticle {
        id,
        title: if title.trim().is_empty() { path.stem().to_owned() } else { title },
        date: found.date,
        date_certainty: if is_own_date { own.certainty.unwrap_or(found.certainty) } else { found.certainty },
        publisher: overrides.publisher.clone().or(own.publisher).or(about.publisher),
        language,
        converted_from: extracted.converted_from,
        sha256,
        n_blocks: cleaned.blocks.len(),
        removed,
        unit: cleaned.unit,
        duplicate_of: None,
        picture: extracted.picture,
        front: FrontMatterKeys {
            author: own.author.or(about.author),
            url,
            tags: if own.tags.is_empty() { about.tags } else { own.tags },
            kept: with_copy(own.kept, about.archived.as_deref(), about.retrieved.as_deref()),
        },
        body: markdown_body(&cleaned),
    })
}

/// Adds where and when a copy was made, unless the document's own front matter says so.
fn with_copy(
    mut kept: Vec<(&'static str, String)>,
    archived: Option<&str>,
    retrieved: Option<&str>,
) -> Vec<(&'static str, String)> {
    for (key, value) in [("archived", archived), ("retrieved", retrieved)] {
        if let Some(value) = value.filter(|_| kept.iter().all(|(known, _)| *known != key)) {
            kept.push((key, if key == "retrieved" { value.to_owned() } else { yaml_scalar(value) }));
        }
    }
    kept
}

/// Chooses the language. The words of the text are better evidence than the metadata, which often come from a template;
/// the metadata are used if the words do not decide.
fn choose_language(
    cleaned: &CleanedDocument,
    overrides: &Overrides,
    own: Option<String>,
    about: Option<String>,
) -> Option<String> {
    let stated = about.filter(|tag| LangTag::parse(tag).is_some());
    let found = overrides.language.as_ref().map(ToString::to_string).or(own);
    found.or_else(|| cleaned.language.map(str::to_owned)).or(stated)
}

impl ComposedArticle {
    /// Returns the article file. `raw_file` is the path of the raw document, relative to the project; `picture` is the
    /// path of the lead picture, relative to content/.
    #[must_use]
    pub fn to_file(&self, raw_file: &str, picture: Option<&str>) -> String {
        let mut file = String::from("---\n");
        let mut line = |key: &str, value: &str| {
            file.push_str(&format!("{key}: {value}\n"));
        };
        line("title", &yaml_scalar(&self.title));
        if let Some((date, _)) = &self.date {
            line("date", &date.to_string());
        }
        line("date_certainty", self.date_certainty);
        for (key, value) in [
            ("publisher", &self.publisher),
            ("author", &self.front.author),
            ("url", &self.front.url),
            ("language", &self.language),
        ] {
            if let Some(value) = value {
                line(key, &yaml_scalar(value));
            }
        }
        for (key, value) in self.front.kept.iter().filter(|(key, _)| *key != "picture" || picture.is_none()) {
            line(key, value);
        }
        if let Some(picture) = picture {
            line("picture", &yaml_scalar(picture));
        }
        if !self.front.tags.is_empty() {
            let tags: Vec<String> = self.front.tags.iter().map(|tag| yaml_scalar(tag)).collect();
            line("tags", &format!("[{}]", tags.join(", ")));
        }
        line("source", &format!("{{file: {}, sha256: {}}}", yaml_scalar(raw_file), self.sha256));
        file.push_str("---\n\n");
        file.push_str(&self.body);
        file
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::article;

    #[test]
    fn a_title_of_any_characters_reads_back() {
        for title in ["a\u{7f}b", "a\u{85}b", "a\u{2028}b", "a\u{feff}b", "a\u{1}b", "a\tb \"c\" \\"] {
            let given = Overrides { title: Some(title.to_owned()), ..Overrides::default() };
            let composed = compose("a.txt", b"Le maire a parle, et le phare brille.", &given).expect("a text");
            let file = composed.to_file("seeds/a.txt", None);
            let read = article::parse(&SourcePath::new("content/articles/a.md"), file.as_bytes());
            assert_eq!(read.value.map(|article| article.title).as_deref(), Some(title), "{file}");
        }
    }

    #[test]
    fn what_is_composed_reads_back() {
        let raw = "Un titre : « oui » # non\n\nUne phrase assez longue pour être un paragraphe, avec *étoiles* et [crochets].\n\nlien source\n";
        let given = Overrides { publisher: Some("L'Écho: du soir".to_owned()), ..Overrides::default() };
        let composed = compose("2023-09-15-un-titre.txt", raw.as_bytes(), &given).expect("a text");
        let file = composed.to_file("seeds/2023-09-15-un-titre.txt", None);
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
