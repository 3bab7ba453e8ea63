//! `ExtractedDocument` -> [`ComposedArticle`]: the front matter and body of an article file.
//!
//! Cleans the document (`clean`), reads its own front matter (`own_front_matter`), infers its date (`dates`) and writes
//! YAML. Pure: `store` writes the file.

use std::ops::Range;

use super::clean::{clean, markdown_body};
use super::cleaned_document::{CleanedDocument, RemovedLine, TextUnit};
use super::clipped_text::without_clipper_marks;
use super::dates::infer::{DateEvidence, infer, is_archive_name, opening_date};
use super::extracted_document::{
    DocumentContent, DocumentKey, ExtractedDocument, ExtractedPicture, ExtractionError, PictureText, RawIdentity,
};
use super::formats;
use super::own_front_matter::{OwnFrontMatter, may_be_draft, read_own_front_matter};
use super::text::charset;
use super::yaml_scalar::yaml_scalar;
use crate::base::SourcePath;
use crate::base::message::{Message, error_in_english};
use crate::model::id::slug;
use crate::model::{Edtf, Id, LangTag, Rights};
use crate::say;

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
    /// Whether a picture of text becomes an article without text.
    pub as_picture: bool,
}

/// An article, ready to be written to a file.
#[derive(Clone, Debug, PartialEq)]
pub struct ComposedArticle {
    /// The id derived from its file name.
    pub id: Id,
    /// Its title.
    pub title: String,
    /// Its date and how it is known, in words; `None` if unknown.
    pub date: Option<(Edtf, Message)>,
    /// Why a date that the document has is not known, in words.
    pub date_doubt: Option<Message>,
    /// How certain its date is: `given`, `inferred` or `unknown`.
    pub date_certainty: &'static str,
    /// The newspaper, agency or site, if known.
    pub publisher: Option<String>,
    /// Its language, if known.
    pub language: Option<String>,
    /// The encoding that the document was converted from, other than UTF-8.
    pub converted_from: Option<String>,
    /// The raw document.
    pub(crate) identity: RawIdentity,
    /// Which document of its file it is, as a plan names it: its number or place; empty if the file is one document.
    pub document: String,
    /// Everything that was removed from the document.
    pub removed: Vec<RemovedLine>,
    /// The unit in which `removed` counts.
    pub unit: TextUnit,
    /// The id of the article that it duplicates. `store` sets it.
    pub duplicate_of: Option<Id>,
    /// Its lead picture, if it has one.
    pub picture: Option<ExtractedPicture>,
    /// What the document says of its lead picture.
    pub picture_text: PictureText,
    /// The number of its paragraphs and captions.
    pub n_blocks: usize,
    pub(super) front: FrontMatterKeys,
    body: String,
}

/// Optional front matter keys.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct FrontMatterKeys {
    pub(super) author: Option<String>,
    pub(super) url: Option<String>,
    archived: Option<String>,
    retrieved: Option<String>,
    is_reference: bool,
    pub(super) tags: Vec<String>,
    /// Keys taken over from the document's own front matter, each with its value as YAML.
    kept: Vec<(&'static str, String)>,
}

/// Why a document cannot become an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ComposeError {
    /// The document cannot be read.
    Unreadable(ExtractionError),
    /// It contains nothing but boilerplate.
    NothingLeft,
    /// Its file name has no letter or digit to make an id from.
    NoId,
}

impl ComposeError {
    /// Returns it as a sentence fragment that continues "not imported:".
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::Unreadable(reason) => reason.message().clone(),
            Self::NothingLeft => say!(
                en: "nothing is left of it once boilerplate is removed",
                fr: "il n’en reste rien, une fois retiré ce qui n’appartient pas à l’article"
            ),
            Self::NoId => say!(
                en: "its name has no letter or digit to make an id from; rename it",
                fr: "son nom n’a ni lettre ni chiffre d’où tirer un identifiant ; renommez-le"
            ),
        }
    }
}

error_in_english!(ComposeError);

impl From<ExtractionError> for ComposeError {
    fn from(reason: ExtractionError) -> Self {
        Self::Unreadable(reason)
    }
}

/// Makes an article from the first document of a file. `name` is its file name, which determines the format and the id, and may
/// contain the date.
///
/// # Errors
/// If the document cannot be read or contains no article.
pub fn compose(name: &str, bytes: &[u8], overrides: &Overrides) -> Result<ComposedArticle, ComposeError> {
    let first = formats::extract(name, bytes)?.documents.into_iter().next().ok_or(ComposeError::NothingLeft)?;
    let identity = RawIdentity { sha256: charset::sha256_hex(bytes), key: first.key.clone() };
    compose_extracted(name, first, identity, overrides)
}

/// Makes an article from an extracted document. `name` is the name of its file.
///
/// # Errors
/// If no id can be made from the name, or the document contains no article.
pub(crate) fn compose_extracted(
    name: &str,
    mut extracted: ExtractedDocument,
    identity: RawIdentity,
    overrides: &Overrides,
) -> Result<ComposedArticle, ComposeError> {
    let path = SourcePath::new(name);
    let own = match &mut extracted.content {
        DocumentContent::Markdown(text) => {
            let mut own = read_own_front_matter(&path, text);
            let (unmarked, removed) = without_clipper_marks(text.get(own.body_start..).unwrap_or_default());
            *text = unmarked;
            own.removed.extend(removed);
            own
        }
        DocumentContent::Lines(text) if may_be_draft(text) => OwnFrontMatter::draft(),
        DocumentContent::Lines(_) | DocumentContent::Parts(_) => OwnFrontMatter::default(),
    };
    let cleaned = clean(&extracted, if identity.key.is_none() { path.stem() } else { "" });
    if let Some(reason) = extracted.without_text.take().filter(|_| !overrides.as_picture) {
        return Err(ExtractionError(reason).into());
    }
    let may_be_empty = extracted.about.is_reference || overrides.as_picture;
    if cleaned.blocks.is_empty() && !may_be_empty {
        return Err(ComposeError::NothingLeft);
    }
    let about = extracted.about;
    let stated = cleaned.stated.clone();
    let url = overrides.url.clone().or(own.url).or(about.url).or(stated.url);
    let found = infer(&DateEvidence {
        given: overrides.date,
        front_matter: own.date,
        stated: stated.date.as_ref().map(|stated| (stated, cleaned.unit)),
        metadata: about.date.as_ref(),
        // The name of a file of many documents says nothing of each.
        stem: if identity.key.is_none() { path.stem() } else { "" },
        url: url.as_deref(),
    });
    let is_own_date = overrides.date.is_none() && own.date.is_some();
    let language = choose_language(&cleaned, overrides, own.language, about.language);
    let has_title = cleaned.headline.is_some() || about.title.is_some() || stated.title.is_some();
    let title = overrides.title.clone().or(own.title);
    let title = title.unwrap_or_else(|| match is_archive_name(path.stem()) && !has_title {
        // The first words of a whole page of a newspaper are no title.
        true => path.stem().to_owned(),
        false => cleaned.title.clone(),
    });
    let id = article_id(path.stem(), &title, identity.key.is_some())?;
    let mut removed = own.removed;
    removed.extend(cleaned.removed.iter().cloned());
    Ok(ComposedArticle {
        id,
        title: if title.trim().is_empty() { path.stem().to_owned() } else { title },
        date: found.date,
        date_doubt: found.doubt,
        date_certainty: if is_own_date { own.certainty.unwrap_or(found.certainty) } else { found.certainty },
        publisher: overrides.publisher.clone().or(own.publisher).or(about.publisher).or(stated.publisher),
        language,
        converted_from: extracted.converted_from,
        document: identity.key.as_ref().map(DocumentKey::written).unwrap_or_default(),
        identity,
        n_blocks: cleaned.blocks.len(),
        removed,
        unit: cleaned.unit,
        duplicate_of: None,
        picture: extracted.picture,
        picture_text: extracted.picture_text,
        front: FrontMatterKeys {
            author: own.author.or(about.author).or(stated.author),
            url,
            archived: about.archived,
            retrieved: about.retrieved,
            is_reference: about.is_reference,
            tags: if own.tags.is_empty() { about.tags } else { own.tags },
            kept: own.kept,
        },
        body: markdown_body(&cleaned),
    })
}

/// The longest id that is made of a title, in characters.
const MAX_TITLE_ID_LEN: usize = 70;

/// Makes an id from the name of a file; from the title if the file holds several documents or its name has no word.
fn article_id(stem: &str, title: &str, is_one_of_many: bool) -> Result<Id, ComposeError> {
    let of_title = || {
        let whole = slug(title);
        let short: String = whole.chars().take(MAX_TITLE_ID_LEN).collect();
        let cut = if short.len() < whole.len() { short.rfind('-').unwrap_or(short.len()) } else { short.len() };
        Id::parse(&short[..cut]).ok()
    };
    let of_name = || Id::parse(&slug(stem)).ok();
    let id = if is_one_of_many || is_code(stem) { of_title().or_else(of_name) } else { of_name().or_else(of_title) };
    id.ok_or(ComposeError::NoId)
}

/// Returns whether a file name is only a number or a code, which no person wrote: `000_fe27ab`, `IMG_1234`.
fn is_code(stem: &str) -> bool {
    let is_word = |word: &str| {
        let is_hexadecimal = word.chars().all(|character| character.is_ascii_hexdigit());
        word.chars().count() >= 4 && word.chars().all(char::is_alphabetic) && !is_hexadecimal
    };
    stem.chars().filter(char::is_ascii_digit).count() >= 4
        && opening_date(stem).is_none()
        && !stem.split(|character: char| !character.is_alphanumeric()).any(is_word)
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
    /// Returns a copy with an empty body, for lists of many articles.
    #[must_use]
    pub(crate) fn without_text(&self) -> Self {
        Self { body: String::new(), picture: None, ..self.clone() }
    }

    /// Returns the length of its text.
    #[must_use]
    pub(crate) fn n_bytes(&self) -> usize {
        self.body.len()
    }

    /// Says which article it repeats, or with `none` that it repeats none.
    pub(super) fn set_copy_of(&mut self, id: &str) {
        self.front.kept.retain(|(key, _)| *key != "copy_of");
        if !id.is_empty() {
            self.front.kept.push(("copy_of", yaml_scalar(id)));
        }
    }

    /// Returns what the article says, whatever it was made from.
    pub(super) fn said(&self) -> String {
        let date = self.date.as_ref().map(|(date, _)| date.to_string());
        let front = [&date, &self.publisher, &self.front.author, &self.front.url];
        let front: Vec<&str> = front.into_iter().map(|value| value.as_deref().unwrap_or_default()).collect();
        format!("{}\0{}\0{}", self.title, front.join("\0"), self.body)
    }

    /// Returns what the document was made from.
    #[must_use]
    pub(crate) fn identity(&self) -> &RawIdentity {
        &self.identity
    }

    /// Returns how much of the text is published.
    pub(super) fn rights(&self) -> Rights {
        let own = self.front.kept.iter().find(|(key, _)| *key == "rights").map(|(_, value)| value.as_str());
        let all = [Rights::Full, Rights::Excerpt, Rights::Reference];
        let of_own = all.into_iter().find(|rights| own == Some(rights.as_str()));
        of_own.unwrap_or(if self.front.is_reference { Rights::Reference } else { Rights::Full })
    }

    /// Sets how much of the text is published.
    pub(super) fn set_rights(&mut self, rights: Rights) {
        if rights == self.rights() {
            return;
        }
        self.front.is_reference = false;
        self.front.kept.retain(|(key, _)| *key != "rights");
        self.front.kept.push(("rights", rights.as_str().to_owned()));
    }

    /// Returns the article file. `raw_file` is the path of the raw document, relative to the project; `picture` is the
    /// path of the lead picture, relative to content/.
    #[must_use]
    pub fn to_file(&self, raw_file: &str, picture: Option<&str>) -> String {
        let is_kept = |name: &str| self.front.kept.iter().any(|(key, _)| *key == name);
        // A key of the document's own front matter is written below.
        let none = None;
        let own_or = |key, value| if is_kept(key) { &none } else { value };
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
            ("archived", own_or("archived", &self.front.archived)),
            ("retrieved", own_or("retrieved", &self.front.retrieved)),
            ("language", &self.language),
        ] {
            if let Some(value) = value {
                line(key, &yaml_scalar(value));
            }
        }
        if self.front.is_reference && !is_kept("rights") {
            line("rights", Rights::Reference.as_str());
        }
        for (key, value) in self.front.kept.iter().filter(|(key, _)| *key != "picture" || picture.is_none()) {
            line(key, value);
        }
        if let Some(picture) = picture {
            line("picture", &self.picture_value(picture));
        }
        if !self.front.tags.is_empty() {
            let tags: Vec<String> = self.front.tags.iter().map(|tag| yaml_scalar(tag)).collect();
            line("tags", &format!("[{}]", tags.join(", ")));
        }
        let document = self
            .identity
            .key
            .as_ref()
            .map_or(String::new(), |key| format!(", document: {}", yaml_scalar(&key.written())));
        line("source", &format!("{{file: {}, sha256: {}{document}}}", yaml_scalar(raw_file), self.identity.sha256));
        file.push_str("---\n\n");
        match self.caption_line().filter(|_| picture.is_some()) {
            Some(Range { start, end }) => {
                file.push_str(&self.body[..start]);
                file.push_str(self.body[end..].trim_start_matches('\n'));
            }
            None => file.push_str(&self.body),
        }
        file
    }

    /// Returns the value of `picture:`: the file alone, or with what is said of it.
    fn picture_value(&self, file: &str) -> String {
        let PictureText { alt, caption, credit } = &self.picture_text;
        let texts = [("alt", alt), ("caption", caption), ("credit", credit)];
        let said: Vec<String> = texts
            .iter()
            .filter(|(_, text)| !text.is_empty())
            .map(|(key, text)| format!(", {key}: {}", yaml_scalar(text)))
            .collect();
        if said.is_empty() {
            return yaml_scalar(file);
        }
        format!("{{file: {}{}}}", yaml_scalar(file), said.concat())
    }

    /// Returns the place in the body of the lead picture's caption: it belongs to the picture, so it is not repeated.
    fn caption_line(&self) -> Option<Range<usize>> {
        let letters = |text: &str| -> String { text.chars().filter(|letter| letter.is_alphanumeric()).collect() };
        let said = letters(&format!("{}{}", self.picture_text.caption, self.picture_text.credit));
        let mut start = 0;
        let line = self.body.split_inclusive('\n').find_map(|line| {
            let place = start..start + line.len();
            start = place.end;
            let caption = line.strip_prefix("> [!caption] ")?;
            (letters(caption) == said).then_some(place)
        });
        line.filter(|_| !said.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::article;

    #[test]
    fn the_caption_of_a_kept_picture_goes_with_it() {
        let html = "<title>Le port</title><article><h1>Le port</h1><figure><img src=a.jpg alt='La « jetée »'>\
            <figcaption>La jetée, <i>lundi</i>. Photo : Maud Kerval</figcaption></figure><p>Le maire a parlé devant tous les \
            pêcheurs du port.</p></article>";
        let composed = compose("a.html", html.as_bytes(), &Overrides::default()).expect("a page");
        let without = composed.to_file("seeds/a.html", None);
        assert!(without.contains("> [!caption] La jetée, lundi. Photo"), "{without}");
        let file = composed.to_file("seeds/a.html", Some("media/a.jpg"));
        assert!(!file.contains("[!caption]"), "{file}");
        let read = article::parse(&SourcePath::new("content/articles/a.md"), file.as_bytes());
        let picture = read.value.and_then(|article| article.picture).expect("a picture");
        assert_eq!(
            [picture.file.value.as_str(), &picture.alt, &picture.caption, &picture.credit],
            ["media/a.jpg", "La « jetée »", "La jetée, lundi.", "Photo : Maud Kerval"]
        );
    }

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
