//! The chapters that are lists: chronology, quotations by speaker, index with locators, sources, colophon; and how a long
//! chapter is divided into files.
//!
//! A list is a list of pieces of XHTML, each of which stays in one file.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::page::{BookContext, BookHtml, BookPage};
use crate::base::markup::push_attribute;
use crate::export::BookEdition;
use crate::link::summary::mention_anchor;
use crate::model::{ArticleIx, Route, routes};
use crate::views::name_index::{self, NameEntry};
use crate::views::shared::ArticleLink;
use crate::views::{chronology, components, quotes};

/// Files are divided where they would be longer: readers of books open a file as a whole.
const MAX_FILE_BYTES: usize = 300 << 10;
/// How many articles an entry of the index leads to; the others are counted.
const MAX_LOCATORS: usize = 300;

/// Divides pieces of the given lengths among files: the number of the file of each, from 0.
pub(super) fn divide(lengths: impl Iterator<Item = usize>) -> Vec<usize> {
    let (mut file, mut len) = (0, 0);
    let place = |piece: usize| {
        if len > 0 && len + piece > MAX_FILE_BYTES {
            (file, len) = (file + 1, 0);
        }
        len += piece;
        file
    };
    lengths.map(place).collect()
}

/// Makes the pages of a chapter: name of the file, page.
pub(super) fn files(
    book: &BookContext<'_>,
    name: impl Fn(usize) -> String,
    title: &str,
    frame: [&str; 2],
    pieces: &[String],
) -> Vec<(String, BookPage)> {
    let places = divide(pieces.iter().map(String::len));
    let n_files = places.last().map_or(0, |last| last + 1);
    let file = |number: usize| {
        let own = places.iter().zip(pieces).filter(|(place, _)| **place == number);
        let body: String = own.map(|(_, piece)| piece.as_str()).collect();
        let title = if n_files > 1 { format!("{title} ({}/{n_files})", number + 1) } else { title.to_owned() };
        let heading = book.convert_plain(&{
            let mut html = BookHtml::default();
            html.element("h1", &title);
            html.0
        });
        let body = format!("{}{heading}{body}{}", frame[0], frame[1]);
        (name(number + 1), book.page(&title, book.language().as_str(), body))
    };
    (0..n_files).map(file).collect()
}

/// Makes the chronology: a piece for each year.
pub(super) fn chronology(book: &BookContext<'_>) -> Vec<String> {
    if !chronology::has_chronology(&book.context.content) {
        return Vec::new();
    }
    let view = chronology::whole(book.context, &book.front);
    let mut pieces: Vec<String> = Vec::new();
    for year in &view.years {
        let mut html = BookHtml::default();
        html.element("h2", &year.label);
        for day in &year.days {
            html.element("h3", &day.date).raw("<ul>");
            for event in &day.events {
                html.raw("<li class=\"event\">").link(&event.href, &event.name).raw("</li>");
            }
            for passage in &day.passages {
                html.raw("<li>").text(&passage.before).raw("<mark>").link(&passage.href, &passage.words);
                html.raw("</mark>").text(&passage.after).raw(" ").source(&passage.article, book);
                html.raw(" ").element("span class=\"sure\"", &passage.rule).raw("</li>");
            }
            html.raw("</ul>");
        }
        pieces.push(book.convert_plain(&html.0));
    }
    pieces.extend(left_out(book, view.n_left_out));
    pieces
}

fn left_out(book: &BookContext<'_>, n: u64) -> Option<String> {
    let mut html = BookHtml::default();
    html.element("p class=\"sure\"", &format!("{} {n}", book.text("left_out")));
    (n > 0).then(|| book.convert_plain(&html.0))
}

/// Makes the quotations: a piece for each speaker.
pub(super) fn quotations(book: &BookContext<'_>) -> Vec<String> {
    if !quotes::has_quotes(&book.context.content) {
        return Vec::new();
    }
    let view = quotes::whole(book.context, &book.front);
    let speakers = view.speakers.iter().filter(|speaker| !speaker.quotes.is_empty());
    let mut pieces: Vec<String> = speakers
        .map(|speaker| {
            let mut html = BookHtml::default();
            html.raw("<h2>").link(&speaker.entity.href, &speaker.entity.name).raw("</h2>");
            list(book, &speaker.quotes, &mut html);
            book.convert_plain(&html.0)
        })
        .collect();
    // Those of nobody in particular can be a thousand.
    for (at, part) in view.unattributed.chunks(200).enumerate() {
        let mut html = BookHtml::default();
        html.element("h2", if at == 0 { book.text("unattributed") } else { "" });
        list(book, part, &mut html);
        pieces.push(book.convert_plain(&html.0));
    }
    pieces.extend(left_out(book, view.n_left_out));
    pieces
}

fn list(book: &BookContext<'_>, quotes: &[quotes::QuoteView], html: &mut BookHtml) {
    html.raw("<ul class=\"quotes\">");
    for quote in quotes {
        html.raw("<li><q>").link(&quote.href, &quote.text).raw("</q> ");
        html.element("span class=\"sure\"", &quote.cue).raw(" ").source(&quote.article, book).raw("</li>");
    }
    html.raw("</ul>");
}

/// Returns the articles, oldest first, each with its number.
pub(super) fn numbered(book: &BookContext<'_>) -> Vec<(usize, ArticleIx)> {
    book.context.content.link_index.by_date.iter().rev().copied().enumerate().map(|(at, one)| (at + 1, one)).collect()
}

/// Makes the index: a piece for each letter, or for a part of a long one.
pub(super) fn index(book: &BookContext<'_>) -> Vec<String> {
    if !name_index::is_enabled(&book.context.content) {
        return Vec::new();
    }
    let numbers: BTreeMap<ArticleIx, usize> = numbered(book).into_iter().map(|(number, at)| (at, number)).collect();
    let view = name_index::view(book.context, &book.front);
    let mut pieces = Vec::new();
    for letter in &view.letters {
        for (at, part) in letter.entries.chunks(300).enumerate() {
            let mut piece = String::new();
            if at == 0 {
                piece.push_str(&format!("<h2>{}</h2>", super::xml::xml(&letter.letter)));
            }
            piece.push_str("<ul epub:type=\"index-entry-list\">");
            let entry = |entry: &NameEntry| {
                let mut html = BookHtml::default();
                term(book, entry, &numbers, &mut html);
                format!("<li epub:type=\"index-entry\">{}</li>\n", book.convert_plain(&html.0))
            };
            let entries: Vec<String> = part.par_iter().map(entry).collect();
            entries.iter().for_each(|entry| piece.push_str(entry));
            piece.push_str("</ul>");
            pieces.push(piece);
        }
    }
    pieces.extend(left_out(book, view.n_left_out));
    pieces
}

/// Writes an entry: the name, and its passages as links with the numbers of the articles.
fn term(book: &BookContext<'_>, entry: &NameEntry, numbers: &BTreeMap<ArticleIx, usize>, html: &mut BookHtml) {
    if !entry.see.is_empty() {
        html.text(&entry.name).raw(", ").element("i", book.text("see")).raw(" ").link(&entry.href, &entry.see);
        return;
    }
    html.link(&entry.href, &entry.name);
    if !entry.apart.is_empty() {
        html.raw(" ").element("span class=\"sure\"", &entry.apart);
    }
    let content = &book.context.content;
    let Some(entity) = content.registry.find(&entry.id) else { return };
    let places = content.link_index.backlinks[entity].iter().filter_map(|at| {
        let passages = &content.link_index.occurrences(*at).occurrences;
        let mut starts: Vec<u32> = passages.iter().map(|passage| passage.code_point).collect();
        starts.sort_unstable();
        let route = routes::article(&content.link_index.articles[at.article].card.id);
        Some((*numbers.get(&at.article)?, route, starts))
    });
    let mut places: Vec<(usize, Route, Vec<u32>)> = places.collect();
    places.sort_unstable();
    for (number, route, starts) in places.iter().take(MAX_LOCATORS) {
        let mut hrefs = starts
            .iter()
            .map(|start| format!("{route}#{}", mention_anchor(usize::try_from(*start).unwrap_or_default())));
        html.raw(", ").link(&hrefs.next().unwrap_or_default(), &number.to_string());
        if starts.len() > 1 {
            html.element("sub", &starts.len().to_string());
        }
        if book.edition() == BookEdition::Print {
            // On paper each passage has a page of its own; its number is known when the pages are.
            hrefs.take(MAX_LOCATORS).for_each(|href| {
                html.raw("<a class=\"more\"");
                push_attribute(&mut html.0, "href", &href);
                html.raw("></a>");
            });
        }
    }
    if places.len() > MAX_LOCATORS {
        html.text(&format!(" + {}", places.len() - MAX_LOCATORS));
    }
}

/// Makes the list of sources, oldest first: the numbers are those of the index.
pub(super) fn sources(book: &BookContext<'_>) -> Vec<String> {
    let piece = |part: &[(usize, ArticleIx)]| {
        let mut html = BookHtml::default();
        for (number, at) in part {
            let link = components::article_link(book.context, *at);
            let article = &book.context.content.articles[*at].document;
            html.raw("<p class=\"entry\">").element("span class=\"n\"", &number.to_string()).raw(" ").article(&link);
            html.raw(" ").source(&link, book);
            for address in article.url.iter().chain(&article.archived) {
                html.raw(" ").link(address, address);
            }
            html.raw("</p>");
        }
        book.convert_plain(&html.0)
    };
    numbered(book).par_chunks(100).map(piece).collect()
}

/// Makes the colophon: who made it and with what, how much of each text is published, the fingerprints of raw documents.
pub(super) fn colophon(book: &BookContext<'_>, newest: &str) -> Vec<String> {
    let config = &book.context.content.config;
    let mut html = BookHtml::default();
    html.element("p", &config.title).element("p", &config.author).element("p", &config.description);
    html.raw("<p>").text(book.text("book_as_of")).text(book.text("colon")).text(newest).raw("</p>");
    html.raw("<p>").text(book.text("book_made_with")).raw(" dossier ").text(env!("CARGO_PKG_VERSION")).raw("</p>");
    if !config.base_url.is_empty() {
        html.raw("<p>").link(&config.base_url, &config.base_url).raw("</p>");
    }
    let mut pieces = vec![book.convert_plain(&html.0)];
    let piece = |part: &[(usize, ArticleIx)]| {
        let mut html = BookHtml::default();
        for (number, at) in part {
            let link: ArticleLink = (*components::article_link(book.context, *at)).clone();
            let article = &book.context.content.articles[*at].document;
            html.raw("<p class=\"entry\">").element("span class=\"n\"", &number.to_string()).raw(" ").article(&link);
            html.raw(" ").element("span class=\"line\"", book.text(&format!("rights_{}", article.rights.as_str())));
            if let Some(source) = &article.raw_document {
                html.raw("<br>").text(&source.file);
                html.text(source.document.as_deref().map_or("", |_| ", "))
                    .text(source.document.as_deref().unwrap_or(""));
                html.raw("<br>").text(book.text("sha256")).text(book.text("colon")).element("code", &source.sha256);
            }
            html.raw("</p>");
        }
        book.convert_plain(&html.0)
    };
    pieces.par_extend(numbered(book).par_chunks(100).map(piece));
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_chapter_is_divided_and_a_long_piece_is_not() {
        let half = MAX_FILE_BYTES / 2;
        assert_eq!(divide([half, half, 1, MAX_FILE_BYTES * 2, 1].into_iter()), [0, 0, 1, 2, 3]);
        assert_eq!(divide(std::iter::empty()), Vec::<usize>::new());
    }
}
