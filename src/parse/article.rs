//! Parses one article: a file of content/articles/ -> [`Article`].
//!
//! A value that may limit what is published and cannot be read (`rights:`, `draft:`) counts as the strictest. Text that
//! must not be published is not parsed, so that no later stage can leak it.

use super::body::Body;
use super::date_field::date;
use super::suspected_protection::{self, ProtectedFileKind, SuspectedProtections};
use super::{excerpt, front_matter, markdown, protective_keys};
use crate::base::web_address::is_web_address;
use crate::base::yaml::YamlValue;
use crate::base::yaml_fields::{SpannedText, YamlFields};
use crate::base::{Code, Diagnostic, SourcePath, Span, StageOutput};
use crate::model::prose_keys::PROSE_KEYS;
use crate::model::{Edtf, Id, LangTag, Rights};
use crate::say;

/// One source article.
#[derive(Clone, Debug, PartialEq)]
pub struct Article {
    /// Its id: the file name without extension.
    pub id: Id,
    /// Its file.
    pub file: SourcePath,
    /// Its headline.
    pub title: String,
    /// Publication date.
    pub date: Option<Edtf>,
    /// How the date is known.
    pub date_certainty: DateCertainty,
    /// The newspaper, agency or site.
    pub publisher: Option<String>,
    /// The author.
    pub author: Option<String>,
    /// The address where it was published.
    pub url: Option<String>,
    /// The address of an archived copy.
    pub archived: Option<String>,
    /// The day it was retrieved.
    pub retrieved: Option<Edtf>,
    /// Its language, if it differs from the site's.
    pub language: Option<LangTag>,
    /// How much of it is published; the body is already cut accordingly.
    pub rights: Rights,
    /// Its tags, in the order of the file.
    pub tags: Vec<SpannedText>,
    /// Its lead picture.
    pub picture: Option<ArticlePicture>,
    /// The raw document it was made from.
    pub raw_document: Option<RawFileReference>,
    /// `as:`: what a form means in this article.
    pub local_aliases: Vec<(SpannedText, SpannedText)>,
    /// `unlinked:`: forms that are never linked in this article.
    pub unlinked: Vec<SpannedText>,
    /// `copy_of:`: the article it is a copy of, if a person set it.
    pub copy_of: Option<CopyOf>,
    /// Former ids, which redirect here.
    pub former: Vec<SpannedText>,
    /// Whether it is a draft, published only on request.
    pub draft: bool,
    /// Its text.
    pub body: Body,
}

/// The lead picture of an article: `picture: media/a.jpg`, or a mapping with `file`, `alt`, `caption` and `credit`.
#[derive(Clone, Debug, PartialEq)]
pub struct ArticlePicture {
    /// A file of content/media/, as written.
    pub file: SpannedText,
    /// Alt text; may be empty.
    pub alt: String,
    /// The caption; may be empty.
    pub caption: String,
    /// The credit; may be empty.
    pub credit: String,
}

/// A person's decision about copies of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CopyOf {
    /// It is a copy of the article with this id.
    Article(SpannedText),
    /// It is not a copy of any article, however similar the text is.
    None,
}

/// How a publication date is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateCertainty {
    /// The document states it, or a person entered it.
    Given,
    /// It was inferred.
    Inferred,
    /// It is unknown.
    Unknown,
}

impl DateCertainty {
    /// Returns the word used in files and JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            DateCertainty::Given => "given",
            DateCertainty::Inferred => "inferred",
            DateCertainty::Unknown => "unknown",
        }
    }
}

/// The raw document an article was made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawFileReference {
    /// Its file, relative to the project.
    pub file: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// Which of the documents in the file it is: the number that its source gives it, or `#3` for the third; `None` if
    /// the file is one document.
    pub document: Option<String>,
    /// The span of the key.
    pub span: Span,
}

/// The keys of an article.
pub const KEYS: [&str; 18] = [
    "title", "date", "date_certainty", "rights", "publisher", "author", "url", "archived", "retrieved", "language",
    "tags", "picture", "source", "as", "unlinked", "copy_of", "former", "draft",
];

/// Parses an article; without a `rights:` key it is published in full.
#[must_use]
pub fn parse(file: &SourcePath, bytes: &[u8]) -> StageOutput<Option<Article>> {
    parse_with(file, bytes, Rights::Full)
}

/// Parses an article; `site.yaml` sets how much is published of one without a `rights:` key.
#[must_use]
pub fn parse_with(file: &SourcePath, bytes: &[u8], default: Rights) -> StageOutput<Option<Article>> {
    super::parse_guarded(file, || match super::decode(file, bytes) {
        Err(diagnostic) => StageOutput { value: None, diagnostics: vec![*diagnostic] },
        Ok(text) => parse_text(file, text, default),
    })
}

fn parse_text(file: &SourcePath, text: &str, default: Rights) -> StageOutput<Option<Article>> {
    let mut diagnostics = Vec::new();
    let id = super::free_page::id_of(file, &mut diagnostics);
    let parts = match front_matter::split(file, text) {
        Ok(parts) => parts,
        Err(diagnostic) => return StageOutput { value: None, diagnostics: vec![*diagnostic] },
    };
    let mut fields = front_matter::fields(file, &parts);
    let broken = fields.diagnostics.iter().any(|d| d.code == Code::BrokenYaml);
    let may_cut = front_matter::is_unreadable(&fields) && protective_keys::may_cut(parts.yaml);
    let may_hide = front_matter::may_hide(&mut fields, &parts, &say!(en: "the article", fr: "l’article"));
    let mut slips = SuspectedProtections::find_in_keys(file, &mut fields, &KEYS, ProtectedFileKind::Article);
    slips.find_in_text(file, text, &parts, ProtectedFileKind::Article);
    if slips.hides_all() {
        diagnostics.extend(suspected_protection::misplaced_record(file, &fields));
    }
    let title = if broken { None } else { fields.required("title") };
    let n_before = fields.diagnostics.len();
    let date = date(&mut fields, "date");
    let has_bad_date = fields.diagnostics.len() > n_before;
    let certainty = fields.choice(
        "date_certainty",
        &[("given", DateCertainty::Given), ("inferred", DateCertainty::Inferred), ("unknown", DateCertainty::Unknown)],
    );
    let rights = rights(&mut fields, default, may_cut || slips.hides_text());
    let text_of = |text: Option<SpannedText>| text.map(|text| text.value).filter(|value| !value.trim().is_empty());
    let publisher = text_of(fields.text("publisher"));
    let author = text_of(fields.text("author"));
    let url = address(&mut fields, "url");
    let archived = address(&mut fields, "archived");
    let retrieved = self::date(&mut fields, "retrieved");
    let language = super::free_page::language(&mut fields);
    let tags = fields.texts("tags").into_iter().filter(|tag| !tag.value.trim().is_empty()).collect();
    let picture = picture(&mut fields, file);
    let source = raw_source(&mut fields, file);
    let pins = fields.pairs("as").into_iter().map(|(form, id)| (form, id.into_nfc())).collect();
    let unlinked = fields.texts("unlinked");
    let copy_of = copy_of(&mut fields);
    let former = fields.ids("former");
    let draft = super::free_page::draft(&mut fields) || may_hide || slips.hides_all();
    diagnostics.append(&mut fields.finish());
    diagnostics.extend(slips.diagnostics());
    let body = body(file, parts.body, parts.body_start, rights);
    let date_certainty = match (&date, certainty) {
        (None, _) => DateCertainty::Unknown,
        (Some(_), Some(certainty)) => certainty,
        (Some(_), None) => DateCertainty::Given,
    };
    if date.is_none() && !broken && !has_bad_date {
        let message = say!(en: "this article has no date", fr: "cet article n’a pas de date");
        diagnostics.push(
            Diagnostic::of_file(Code::NoDate, file, message)
                .help(say!(en: "add `date:` when you know it", fr: "ajoutez `date:` quand vous la connaîtrez")),
        );
    }
    let value = id.map(|id| {
        let title =
            title.map_or_else(|| body.headline().map_or_else(|| id.to_string(), str::to_owned), |title| title.value);
        Article {
            id,
            file: file.clone(),
            title,
            date,
            date_certainty,
            publisher,
            author,
            url,
            archived,
            retrieved,
            language,
            rights,
            tags,
            picture,
            raw_document: source,
            local_aliases: pins,
            unlinked,
            copy_of,
            former,
            draft,
            body,
        }
    });
    StageOutput { value, diagnostics }
}

/// Text that must not be published is not even parsed, so that no later stage can leak it.
fn body(file: &SourcePath, source: &str, start: usize, rights: Rights) -> Body {
    match rights {
        Rights::Full => markdown::parse(file, source, start),
        Rights::Reference => Body::default(),
        Rights::Excerpt => markdown::parse(file, &source[..excerpt::end(file, source, start)], start),
    }
}

/// Takes `rights:`. A value that cannot be read may have been a strict one, so it counts as the strictest.
fn rights(fields: &mut YamlFields<'_>, default: Rights, is_lost: bool) -> Rights {
    let n_before = fields.diagnostics.len();
    let choice = fields.choice("rights", &Rights::CHOICES);
    let is_wrong = is_lost || fields.diagnostics.len() > n_before;
    choice.unwrap_or(if is_wrong { Rights::Reference } else { default })
}

/// Takes a web address; only http and https are published.
fn address(fields: &mut YamlFields<'_>, key: &'static str) -> Option<String> {
    let text = fields.text(key)?;
    if is_web_address(text.value.trim()) {
        return Some(text.value.trim().to_owned());
    }
    let message = say!(
        en: "`{address}` is not a web address",
        fr: "`{address}` n’est pas une adresse du Web",
        address = text.value,
    );
    fields.diagnostics.push(Diagnostic::new(Code::BadValue, text.span, message).help(say!(
        en: "write it in full, starting with `https://`",
        fr: "écrivez-la en entier, à partir de `https://`",
    )));
    None
}

/// Takes `copy_of:`. Whether the id exists is checked once all articles are known.
fn copy_of(fields: &mut YamlFields<'_>) -> Option<CopyOf> {
    let text = fields.id("copy_of")?;
    Some(if text.value == "none" { CopyOf::None } else { CopyOf::Article(text) })
}

fn picture(fields: &mut YamlFields<'_>, file: &SourcePath) -> Option<ArticlePicture> {
    let node = fields.take("picture")?;
    let value = |text: Option<SpannedText>| text.map(|text| text.value.trim().to_owned()).unwrap_or_default();
    let picture = if let YamlValue::Scalar(name) = &node.value {
        let file = SpannedText { value: name.clone(), span: Span::new(file, node.start, node.end) };
        Some(ArticlePicture { file, alt: String::new(), caption: String::new(), credit: String::new() })
    } else {
        let mut inner = YamlFields::new(file, node, PROSE_KEYS);
        let name = inner.required("file");
        let (alt, caption, credit) = (inner.text("alt"), inner.text("caption"), inner.text("credit"));
        fields.diagnostics.append(&mut inner.finish());
        name.map(|file| ArticlePicture { file, alt: value(alt), caption: value(caption), credit: value(credit) })
    };
    picture.filter(|picture| !picture.file.value.trim().is_empty())
}

fn raw_source(fields: &mut YamlFields<'_>, file: &SourcePath) -> Option<RawFileReference> {
    let node = fields.take("source")?;
    let span = Span::new(file, node.start, node.end);
    let mut inner = YamlFields::new(file, node, PROSE_KEYS);
    let (name, sha256) = (inner.required("file"), inner.required("sha256"));
    let document = inner.text("document").map(|text| text.value).filter(|value| !value.trim().is_empty());
    let hex = |text: &SpannedText| text.value.len() == 64 && text.value.bytes().all(|b| b.is_ascii_hexdigit());
    if let Some(text) = sha256.as_ref().filter(|text| !hex(text)) {
        let message = say!(en: "this is not a SHA-256", fr: "ce n’est pas une empreinte SHA-256");
        let diagnostic = Diagnostic::new(Code::BadValue, text.span.clone(), message)
            .help(say!(en: "write its 64 hexadecimal digits", fr: "écrivez ses 64 chiffres hexadécimaux"));
        inner.diagnostics.push(diagnostic);
    }
    let source = name.zip(sha256.filter(hex)).map(|(name, sha256)| RawFileReference {
        file: name.value,
        sha256: sha256.value,
        document,
        span,
    });
    fields.diagnostics.append(&mut inner.finish());
    source
}
