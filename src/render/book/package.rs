//! The files that say what a book is and what it holds: the package (EPUB 3.3), the contents, the container.

use super::identifier::uuid;
use super::names::web_address;
use super::page::BookContext;
use super::xml::xml;
use crate::base::zip_archive::ArchiveMember;
use std::collections::BTreeSet;
use std::io;

use rayon::prelude::*;

/// A file of the book that is read in order.
pub(super) struct BookChapter {
    pub(super) file: String,
    /// What the contents call it.
    pub(super) title: String,
    /// The part that it belongs to; empty if it stands on its own.
    pub(super) part: String,
}

/// Returns the container, which says where the package is.
pub(super) fn container() -> io::Result<ArchiveMember> {
    let text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<container version=\"1.0\" \
                xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\">\n<rootfiles><rootfile \
                full-path=\"OEBPS/package.opf\" media-type=\"application/oebps-package+xml\"/></rootfiles>\n\
                </container>\n";
    ArchiveMember::packed("META-INF/container.xml", text.as_bytes())
}

/// Makes the package: what is known of the book, its files, their order.
pub(super) fn package(
    book: &BookContext<'_>,
    chapters: &[BookChapter],
    pictures: &[(String, &'static str)],
    newest: &str,
) -> String {
    let config = &book.context.content.config;
    let name =
        if config.base_url.is_empty() { format!("urn:dossier:{}", config.title) } else { config.base_url.clone() };
    let language = xml(config.language.as_str());
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" \
         unique-identifier=\"id\" xml:lang=\"{language}\">\n<metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n\
         <dc:identifier id=\"id\">urn:uuid:{}</dc:identifier>\n<dc:title>{}</dc:title>\n\
         <dc:language>{language}</dc:language>\n",
        uuid(&name),
        filled(&config.title)
    );
    if !config.author.trim().is_empty() {
        out.push_str(&format!(
            "<dc:creator id=\"creator\">{}</dc:creator>\n<meta refines=\"#creator\" property=\"role\" \
             scheme=\"marc:relators\">edt</meta>\n",
            filled(&config.author)
        ));
    }
    if !config.description.trim().is_empty() {
        out.push_str(&format!("<dc:description>{}</dc:description>\n", filled(&config.description)));
    }
    let articles = book.context.content.articles.iter().map(|text| &text.document);
    let tags: BTreeSet<&str> = articles.clone().flat_map(|article| &article.tags).map(|tag| tag.value.trim()).collect();
    for tag in tags.into_iter().filter(|tag| !tag.is_empty()) {
        out.push_str(&format!("<dc:subject>{}</dc:subject>\n", filled(tag)));
    }
    let sources: BTreeSet<String> = articles.filter_map(|article| web_address(article.url.as_deref()?)).collect();
    for source in sources {
        out.push_str(&format!("<dc:source>{}</dc:source>\n", xml(&source)));
    }
    out.push_str(&format!("<meta property=\"dcterms:modified\">{newest}T00:00:00Z</meta>\n"));
    let modes = if pictures.is_empty() { "textual" } else { "textual,visual" };
    for mode in modes.split(',') {
        out.push_str(&format!("<meta property=\"schema:accessMode\">{mode}</meta>\n"));
    }
    for (property, value) in [
        ("accessModeSufficient", modes),
        ("accessibilityFeature", "tableOfContents"),
        ("accessibilityFeature", "index"),
        ("accessibilityFeature", "structuralNavigation"),
        ("accessibilityFeature", "readingOrder"),
        ("accessibilityHazard", "none"),
        ("accessibilitySummary", book.text("book_accessibility")),
    ] {
        out.push_str(&format!("<meta property=\"schema:{property}\">{}</meta>\n", xml(value)));
    }
    out.push_str(
        "</metadata>\n<manifest>\n<item id=\"nav\" href=\"nav.xhtml\" media-type=\"application/xhtml+xml\" \
         properties=\"nav\"/>\n<item id=\"style\" href=\"style.css\" media-type=\"text/css\"/>\n",
    );
    for (at, (file, media_type)) in pictures.iter().enumerate() {
        out.push_str(&format!("<item id=\"m{at}\" href=\"{file}\" media-type=\"{media_type}\"/>\n"));
    }
    for (at, chapter) in chapters.iter().enumerate() {
        let file = &chapter.file;
        out.push_str(&format!("<item id=\"c{at}\" href=\"{file}\" media-type=\"application/xhtml+xml\"/>\n"));
    }
    let direction = if config.language.is_right_to_left() { " page-progression-direction=\"rtl\"" } else { "" };
    out.push_str(&format!("</manifest>\n<spine{direction}>\n"));
    for at in 0..chapters.len() {
        out.push_str(&format!("<itemref idref=\"c{at}\"/>\n"));
        if at == 0 {
            out.push_str("<itemref idref=\"nav\"/>\n");
        }
    }
    out.push_str("</spine>\n</package>\n");
    out
}

/// Returns a text of the package, of which none may be empty.
fn filled(text: &str) -> String {
    let text = xml(text.trim());
    if text.is_empty() { "—".to_owned() } else { text }
}

/// Makes the contents, and the landmarks, which readers of books show in their own way.
pub(super) fn contents(book: &BookContext<'_>, chapters: &[BookChapter]) -> String {
    let entry = |chapter: &BookChapter| {
        let title = book.convert_plain(&crate::base::markup::escaped(chapter.title.trim()));
        let title = if title.is_empty() { "—".to_owned() } else { title };
        format!("<li><a href=\"{}\">{title}</a>", chapter.file)
    };
    let title = xml(book.text("book_contents"));
    let mut nav =
        format!("<nav epub:type=\"toc\" role=\"doc-toc\" id=\"toc\" aria-label=\"{title}\"><h1>{title}</h1><ol>\n");
    for group in chapters.chunk_by(|a, b| !a.part.is_empty() && a.part == b.part) {
        let Some(first) = group.first() else { continue };
        if first.part.is_empty() {
            nav.push_str(&format!("{}</li>\n", entry(first)));
            continue;
        }
        nav.push_str(&format!("<li><span>{}</span><ol>\n", filled(&first.part)));
        let entries: Vec<String> = group.par_iter().map(entry).collect();
        entries.iter().for_each(|entry| nav.push_str(&format!("{entry}</li>\n")));
        nav.push_str("</ol></li>\n");
    }
    nav.push_str("</ol></nav>\n<nav epub:type=\"landmarks\" hidden=\"hidden\"><ol>\n");
    nav.push_str(&format!("<li><a epub:type=\"toc\" href=\"#toc\">{title}</a></li>\n"));
    let is_body = |chapter: &&BookChapter| chapter.file.starts_with("a-");
    let marks = [
        ("bodymatter", chapters.iter().find(is_body).or_else(|| chapters.get(1))),
        ("index", chapters.iter().find(|chapter| chapter.file.starts_with("names-"))),
    ];
    for (mark, chapter) in marks {
        if let Some(chapter) = chapter {
            let entry = entry(chapter).replacen("<a ", &format!("<a epub:type=\"{mark}\" "), 1);
            nav.push_str(&format!("{entry}</li>\n"));
        }
    }
    nav.push_str("</ol></nav>");
    book.page(book.text("book_contents"), book.language().as_str(), nav).file()
}
