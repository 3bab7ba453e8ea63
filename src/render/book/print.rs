//! The print edition: all chapters in one page of HTML that asks for nothing, with a running head for each chapter, page numbers,
//! and an index whose locators become page numbers in a browser that can lay out columns (`print.js`). Without the script,
//! and in a browser without page margins, locators are the numbers of articles, as in the EPUB.
//!
//! It decides no word of a chapter.

use std::collections::BTreeMap;
use std::io::{self, Write};

use rayon::prelude::*;

use super::links::chapter_anchor;
use super::package::BookChapter;
use super::page::{BookContext, BookPage};
use super::xml::xml;
use super::{BATCH, chapters, lists, other_chapters};

/// A running head is one line.
const MAX_HEAD_CHARS: usize = 48;

/// Writes the edition.
pub(super) fn write(book: &BookContext<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (day, _) = chapters::newest(book);
    let mut pages: BTreeMap<String, BookPage> = BTreeMap::new();
    let mut keep = |made: Vec<(String, BookPage)>| {
        pages.extend(made);
        Ok(())
    };
    let order = other_chapters(book, &day, &mut keep)?;
    out.write_all(head(book, &order).as_bytes())?;
    let articles: Vec<_> = lists::numbered(book).into_iter().map(|(_, article)| article).collect();
    let mut n_articles = 0;
    for (at, chapter) in order.iter().enumerate() {
        if let Some(page) = pages.remove(&chapter.file) {
            out.write_all(section(&chapter.file, &page, at).as_bytes())?;
            if at == 0 {
                out.write_all(contents(book, &order).as_bytes())?;
            }
            continue;
        }
        // The articles are one after the other, in the order of the list; the first stands for the next batch.
        if n_articles % BATCH == 0 {
            let batch = &articles[n_articles..(n_articles + BATCH).min(articles.len())];
            let one = |(place, article): (usize, &crate::model::ArticleIx)| {
                section(&order[at + place].file, &chapters::article(book, *article), at + place)
            };
            let made: Vec<String> = batch.par_iter().enumerate().map(one).collect();
            made.iter().try_for_each(|section| out.write_all(section.as_bytes()))?;
        }
        n_articles += 1;
    }
    write!(out, "<script nonce=\"{}\">\n{}</script>\n</body>\n</html>\n", nonce(book), include_str!("print.js"))
}

/// Returns the nonce of the site's pages, so that a host may send their policy with this page too.
fn nonce<'a>(book: &'a BookContext<'_>) -> &'a str {
    &book.context.interface.site_context.site.nonce
}

/// Makes the head of the page, with a running head for each chapter.
fn head(book: &BookContext<'_>, order: &[BookChapter]) -> String {
    let title = &book.context.content.config.title;
    let nonce = nonce(book);
    let language = book.language();
    let direction = if language.is_right_to_left() { " dir=\"rtl\"" } else { "" };
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\"{direction}>\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" \
         content=\"width=device-width\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
         img-src data:; style-src 'nonce-{nonce}'; script-src 'nonce-{nonce}'\">\n<title>{}</title>\n<style nonce=\"{nonce}\">\n{}",
        language.as_str(),
        xml(title),
        include_str!("print.css")
    );
    out.push_str(&format!("@page {{ @top-left {{ content: \"{}\" }} }}\n", css_string(title)));
    for (at, chapter) in order.iter().enumerate().skip(1) {
        out.push_str(&format!(
            "@page c{at} {{ @top-right {{ content: \"{}\" }} }} .c{at} {{ page: c{at} }}\n",
            css_string(&chapter.title)
        ));
    }
    out.push_str("</style>\n</head>\n<body>\n");
    out.push_str(&format!(
        "<p class=\"bar\"><button type=\"button\" id=\"print\" hidden>{}</button></p>\n",
        xml(book.text("print_book"))
    ));
    out
}

/// Returns a chapter; its number is its place in the order.
fn section(file: &str, page: &BookPage, number: usize) -> String {
    let language = page.language.as_str();
    let name = xml(chapter_anchor(file));
    // What only a file of an EPUB may say. A quotation mark of a text is escaped, so this is never in a text.
    let body = EPUB_ATTRIBUTES.iter().fold(page.body.clone(), |body, attribute| body.replace(attribute, ""));
    format!(
        "<section class=\"chapter c{number}\" id=\"{name}\" lang=\"{language}\"{}>\n{body}\n</section>\n",
        page.direction()
    )
}

const EPUB_ATTRIBUTES: [&str; 7] = [
    " epub:type=\"titlepage\"",
    " epub:type=\"index\"",
    " epub:type=\"index-entry-list\"",
    " epub:type=\"index-entry\"",
    " epub:type=\"footnote\"",
    " epub:type=\"footnotes\"",
    " epub:type=\"noteref\"",
];

/// Makes the contents: each chapter, and room for its page.
fn contents(book: &BookContext<'_>, order: &[BookChapter]) -> String {
    let title = xml(book.text("book_contents"));
    let mut out = format!("<nav class=\"chapter contents\" aria-label=\"{title}\">\n<h1>{title}</h1>\n<ol>\n");
    let mut part = "";
    for chapter in order.iter().skip(1) {
        if chapter.part != part && !chapter.part.is_empty() {
            out.push_str(&format!("<li class=\"part\">{}</li>\n", xml(&chapter.part)));
        }
        part = &chapter.part;
        let words = book.convert_plain(&crate::base::markup::escaped(chapter.title.trim()));
        let words = if words.is_empty() { "—" } else { words.as_str() };
        let anchor = xml(chapter_anchor(&chapter.file));
        out.push_str(&format!("<li><a href=\"#{anchor}\">{words}</a><b></b></li>\n"));
    }
    out.push_str("</ol>\n</nav>\n");
    out
}

/// Returns a text as a string of CSS, shortened to one line: every sign is written as its number.
fn css_string(text: &str) -> String {
    let mut out = String::new();
    let mut chars = text.trim().chars();
    for c in chars.by_ref().take(MAX_HEAD_CHARS) {
        match c {
            ' ' => out.push(' '),
            c if c.is_alphanumeric() => out.push(c),
            c if c.is_control() => out.push(' '),
            c => out.push_str(&format!("\\{:x} ", u32::from(c))),
        }
    }
    if chars.next().is_some() {
        out.push('…');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::css_string;

    #[test]
    fn a_running_head_is_a_string_whatever_is_in_it() {
        assert_eq!(css_string("L’été \"}</style>\n2"), "L\\2019 été \\22 \\7d \\3c \\2f style\\3e  2");
        assert_eq!(css_string(&"é".repeat(99)).chars().count(), 49);
    }
}
