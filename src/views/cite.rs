//! How to cite an article: in words, in the language of the interface, and in the formats of reference managers.

use serde::Serialize;
use serde_json::Value;

use super::components;
use super::context::RenderContext;
use crate::export::citation::{self, Author, Citation};
use crate::lang;
use crate::parse::{Article, DateCertainty};

/// How to cite an article.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Cite {
    /// The formatted reference in pieces; the role of a piece determines its typography.
    pub text: Vec<CitePiece>,
    /// The reference for LaTeX.
    pub bibtex: String,
    /// The reference in RIS; lines end with a line feed here.
    pub ris: String,
    /// The reference as an item of CSL-JSON.
    pub csl: String,
    /// The authors, one per value, as `meta` elements need them.
    pub authors: Vec<String>,
    /// The date of publication as precisely as known, `2023-09-15`; empty if unknown.
    pub date: String,
    /// The date of retrieval in the same form.
    pub retrieved: String,
}

/// A piece of a formatted reference.
#[derive(Clone, Debug, Serialize)]
pub struct CitePiece {
    /// The words.
    pub text: String,
    /// `publication` for the name of a newspaper, `address` for an address; else empty.
    pub role: &'static str,
    /// Its language if it is not that of the interface; else empty.
    pub lang: String,
}

/// Makes the citation of an article.
#[must_use]
pub(crate) fn cite(context: &RenderContext, article: &Article) -> Cite {
    let reference = citation::from_article(article, &context.content.config);
    Cite {
        text: words(context, article, &reference),
        bibtex: citation::bibtex(&reference),
        ris: citation::ris(&reference).replace("\r\n", "\n"),
        csl: lines(&citation::csl(&reference)),
        authors: reference.authors.iter().map(Author::name).collect(),
        date: reference.date.as_ref().map(citation::iso).unwrap_or_default(),
        retrieved: reference.retrieved.as_ref().map(citation::iso).unwrap_or_default(),
    }
}

/// Writes an item as a list of one in JSON, each of its fields on a line.
fn lines(item: &Value) -> String {
    let fields = item.as_object().into_iter().flatten();
    let fields: Vec<String> =
        fields.map(|(name, value)| format!("  {}: {value}", Value::from(name.as_str()))).collect();
    format!("[{{\n{}\n}}]", fields.join(",\n"))
}

/// Writes author, title in the quotation marks of the language, newspaper, date and address. An inferred date is put in
/// square brackets, and an unknown date is stated as such (ISO 690:2021).
fn words(context: &RenderContext, article: &Article, reference: &Citation) -> Vec<CitePiece> {
    let t = &context.interface.theme.messages;
    let piece = |text: String, role| CitePiece { text, role, lang: String::new() };
    let plain = |text: String| piece(text, "");
    let authors: Vec<String> = reference.authors.iter().map(Author::name).collect();
    let site_language = &context.content.config.language;
    // A title is quoted as its own language quotes, and what it quotes has the marks of a quotation in a quotation.
    let language = article.language.as_ref().filter(|language| *language != site_language);
    let format = language.map_or(t.format(), |language| lang::data(language).format);
    let (open, close) = format.quotation_marks;
    let mut parts = Vec::new();
    if !authors.is_empty() {
        parts.push(plain(authors.join(", ")));
    }
    parts.push(CitePiece {
        lang: language.map(ToString::to_string).unwrap_or_default(),
        ..plain(format!("{open}{}{close}", format.spacing.quoted(&reference.title)))
    });
    if !reference.publisher.is_empty() {
        parts.push(piece(reference.publisher.clone(), "publication"));
    }
    let date = components::date(&context.interface, article.date.as_ref());
    parts.push(plain(match article.date_certainty {
        _ if date.is_empty() => t.text("cite_undated").to_owned(),
        DateCertainty::Given => date,
        DateCertainty::Inferred | DateCertainty::Unknown => format!("[{date}]"),
    }));
    let dossier = format!("{} {}", t.text("cite_in"), context.content.config.title);
    // The address of this site is cited with the dossier, the address of the publisher with the article.
    let is_here = article.url.is_none();
    if is_here {
        parts.push(plain(dossier.clone()));
    }
    if !reference.url.is_empty() {
        parts.push(piece(reference.url.clone(), "address"));
    }
    let retrieved = components::date(&context.interface, article.retrieved.as_ref());
    if !retrieved.is_empty() {
        parts.push(plain(format!("{} {retrieved}", t.text("cite_retrieved"))));
    }
    if !is_here {
        parts.push(plain(dossier));
    }
    parts
}
