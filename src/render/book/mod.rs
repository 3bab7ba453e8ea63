//! The dossier as a book to read offline (EPUB 3.3): title page, contents, articles by date, records with their passages,
//! chronology, quotations, index, sources, free pages, colophon.
//!
//! Made of the values that the pages of the site show, so it holds nothing else. Articles are written one by one; the other
//! chapters are few and packed while the rest is made. No clock, no chance: the same dossier is the same book.

mod chapters;
mod identifier;
mod links;
mod lists;
mod names;
mod package;
mod page;
mod tags;
mod xhtml;
mod xml;

use std::io::{self, Write};
use std::sync::PoisonError;

use rayon::prelude::*;

use package::BookChapter;
use page::{BookContext, BookHtml};

use crate::base::zip_archive::{ArchiveMember, ArchiveWriter};
use crate::model::{ArticleIx, BaseKind, EntityIx, KindIx, routes};
use crate::views::components;
use crate::views::context::RenderContext;

/// How many articles are made at a time.
const BATCH: usize = 64;
/// Between the heading of a list and its pieces there is nothing.
const BARE: [&str; 2] = ["", ""];
const INDEX: [&str; 2] = ["<section epub:type=\"index\" role=\"doc-index\">", "</section>"];

/// Returns the book; empty if it cannot be made, which only a file of 4 GB in it can be the reason of.
pub(crate) fn bytes(context: &RenderContext) -> Vec<u8> {
    let mut out = Vec::new();
    if write(context, &mut out).is_err() {
        out.clear();
    }
    out
}

/// Writes the book, and returns what it does not hold.
pub(crate) fn write(context: &RenderContext, out: &mut dyn Write) -> io::Result<Vec<String>> {
    let mut book = BookContext::new(context);
    for (route, file) in [
        (routes::CHRONOLOGY, "chronology-0001.xhtml"),
        (routes::QUOTES, "quotes-0001.xhtml"),
        (routes::NAME_INDEX, "names-0001.xhtml"),
    ] {
        book.routes.add(route, file);
    }
    divide_records(&mut book);
    let mut archive = ArchiveWriter::new(out);
    archive.add(&ArchiveMember::stored("mimetype", b"application/epub+zip")?)?;
    archive.add(&package::container()?)?;
    let mut by_name: Vec<(String, ArticleIx)> = ArticleIx::all(context.content.articles.len())
        .map(|article| (links::article_file(context, article), article))
        .collect();
    by_name.sort_unstable();
    for batch in by_name.chunks(BATCH) {
        let members: Vec<io::Result<ArchiveMember>> = batch
            .par_iter()
            .map(|(file, article)| member(file, chapters::article(&book, *article).as_bytes()))
            .collect();
        for member in members {
            archive.add(&member?)?;
        }
    }
    let (day, iso) = chapters::newest(&book);
    let mut rest = Rest::new(&book, &day)?;
    let pictures = book.routes.shown_pictures();
    let shown: Vec<(String, &'static str)> = pictures.iter().map(|(_, file, kind)| (file.clone(), *kind)).collect();
    let (contents, package) = rayon::join(
        || package::contents(&book, &rest.chapters),
        || package::package(&book, &rest.chapters, &shown, &iso),
    );
    rest.files.extend([("nav.xhtml".to_owned(), contents), ("package.opf".to_owned(), package)]);
    rest.pack()?;
    let mut members = rest.members;
    members.push(member("style.css", include_bytes!("style.css"))?);
    for (route, file, _) in &pictures {
        if let Some((_, bytes)) = context.media.get(route) {
            members.push(ArchiveMember::stored(&format!("OEBPS/{file}"), bytes)?);
        }
    }
    members.sort_by(|a, b| a.name.cmp(&b.name));
    members.iter().try_for_each(|member| archive.add(member))?;
    archive.finish()?;
    let n = book.routes.refused.lock().unwrap_or_else(PoisonError::into_inner).len();
    Ok(match n {
        0 => Vec::new(),
        1 => vec!["1 picture is left out, because not every reader of books shows its format".to_owned()],
        n => vec![format!("{n} pictures are left out, because not every reader of books shows their formats")],
    })
}

fn member(file: &str, bytes: &[u8]) -> io::Result<ArchiveMember> {
    ArchiveMember::packed(&format!("OEBPS/{file}"), bytes)
}

/// Returns the records of a kind, as they are filed.
fn records_of(book: &BookContext<'_>, kind: KindIx) -> Vec<EntityIx> {
    let registry = &book.context.content.registry;
    let of_kind = EntityIx::number(&registry.entities).filter(|(_, entity)| entity.kind == kind);
    let mut records: Vec<EntityIx> = of_kind.map(|(index, _)| index).collect();
    records.sort_by_cached_key(|index| crate::text::tokens::fold(&registry.entities[*index].sort_name));
    records
}

/// Returns the kinds in order, those of events last.
fn kinds(book: &BookContext<'_>) -> Vec<KindIx> {
    let kinds = &book.context.content.config.kinds;
    let is_event = |kind: &KindIx| kinds[*kind].behaves_as == BaseKind::Event;
    let (events, others): (Vec<KindIx>, Vec<KindIx>) = KindIx::all(kinds.len()).partition(is_event);
    others.into_iter().chain(events).collect()
}

/// Decides which file each record is in. Sections are made for their length alone: the names of files are equally long, so
/// they have the same length when they are made again with the links to the right files, or a little less where an article
/// lacks the anchor of a passage.
fn divide_records(book: &mut BookContext<'_>) {
    for kind in kinds(book) {
        let records = records_of(book, kind);
        let lengths: Vec<usize> = records.par_iter().map(|index| chapters::record(book, *index).len()).collect();
        for (index, place) in records.iter().zip(lists::divide(lengths.into_iter())) {
            book.routes.record_files[*index] = links::kind_file(kind, place + 1);
        }
    }
    book.routes.is_divided = true;
}

/// The chapters around the articles: packed files, and the order of all.
struct Rest {
    members: Vec<ArchiveMember>,
    /// Files that are not packed yet: name and content.
    files: Vec<(String, String)>,
    chapters: Vec<BookChapter>,
}

impl Rest {
    fn new(book: &BookContext<'_>, day: &str) -> io::Result<Self> {
        let mut rest = Self { members: Vec::new(), files: Vec::new(), chapters: Vec::new() };
        let config = &book.context.content.config;
        let language = book.language().as_str();
        rest.add("title.xhtml", &config.title, "", title_page(book, day));
        let front = chapters::front(book);
        if !front.is_empty() {
            let title = book.context.content.front.as_ref().map_or("", |front| front.document.title.as_str());
            let title = if title.is_empty() { &config.title } else { title };
            let mut heading = BookHtml::default();
            heading.element("h1", title);
            let body = format!("{}{front}", book.convert_plain(&heading.0));
            rest.add("front.xhtml", title, "", book.file(title, language, &body));
        }
        for (_, article) in lists::numbered(book) {
            let link = components::article_link(book.context, article);
            let words = [link.title.as_str(), &link.publisher, &link.date];
            let words: Vec<&str> = words.into_iter().filter(|part| !part.is_empty()).collect();
            let file = links::article_file(book.context, article);
            let (title, part) = (words.join(", "), book.text("articles").to_owned());
            rest.chapters.push(BookChapter { file, title, part });
        }
        for kind in kinds(book) {
            let records = records_of(book, kind);
            let pieces: Vec<String> = records.par_iter().map(|index| chapters::record(book, *index)).collect();
            // The division is that of the links, which was made before the ids of articles were known.
            let mut parts: Vec<Vec<String>> = Vec::new();
            for (index, piece) in records.iter().zip(pieces) {
                let number = (1..).find(|number| links::kind_file(kind, *number) == book.routes.record_files[*index]);
                let at = number.unwrap_or(1) - 1;
                parts.resize_with(parts.len().max(at + 1), Vec::new);
                parts[at].push(piece);
            }
            let n = parts.len();
            for (at, part) in parts.into_iter().enumerate() {
                let plural = &config.kinds[kind].plural;
                let title = if n > 1 { format!("{plural} ({}/{n})", at + 1) } else { plural.clone() };
                let mut heading = BookHtml::default();
                heading.element("h1", &title);
                let body = format!("{}{}", book.convert_plain(&heading.0), part.concat());
                rest.add(&links::kind_file(kind, at + 1), &title, "", book.file(&title, language, &body));
            }
            rest.pack()?;
        }
        let ((chronology, quotes), (names, (sources, colophon))) = rayon::join(
            || rayon::join(|| lists::chronology(book), || lists::quotations(book)),
            || {
                rayon::join(
                    || lists::index(book),
                    || rayon::join(|| lists::sources(book), || lists::colophon(book, day)),
                )
            },
        );
        rest.list(book, "chronology", book.text("chronology"), BARE, chronology)?;
        rest.list(book, "quotes", book.text("quotations"), BARE, quotes)?;
        rest.list(book, "names", book.text("names_index"), INDEX, names)?;
        rest.list(book, "sources", book.text("book_sources"), BARE, sources)?;
        for (route, title, content) in chapters::free_pages(book) {
            let word = route.trim_start_matches("pages/").trim_end_matches(".html");
            rest.add(&format!("page-{}.xhtml", names::book_word(word)), &title, "", content);
        }
        rest.list(book, "colophon", book.text("book_colophon"), BARE, colophon)?;
        Ok(rest)
    }

    /// Packs the files that are waiting.
    fn pack(&mut self) -> io::Result<()> {
        let files = std::mem::take(&mut self.files);
        let packed: Vec<io::Result<ArchiveMember>> =
            files.par_iter().map(|(file, content)| member(file, content.as_bytes())).collect();
        packed.into_iter().try_for_each(|member| member.map(|member| self.members.push(member)))
    }

    fn add(&mut self, file: &str, title: &str, part: &str, content: String) {
        self.files.push((file.to_owned(), content));
        self.chapters.push(BookChapter { file: file.to_owned(), title: title.to_owned(), part: part.to_owned() });
    }

    /// Divides a list among files and packs them; its pieces are freed first.
    fn list(
        &mut self,
        book: &BookContext<'_>,
        name: &str,
        title: &str,
        frame: [&str; 2],
        pieces: Vec<String>,
    ) -> io::Result<()> {
        let name = |number: usize| format!("{name}-{number:04}.xhtml");
        let files = lists::files(book, name, title, frame, &pieces);
        drop(pieces);
        for (file, title, content) in files {
            self.add(&file, &title, "", content);
        }
        self.pack()
    }
}

fn title_page(book: &BookContext<'_>, day: &str) -> String {
    let config = &book.context.content.config;
    let mut html = BookHtml::default();
    html.element("h1", &config.title).element("p", &config.author).element("p", &config.description);
    if !day.is_empty() {
        html.raw("<p>").text(book.text("book_as_of")).text(book.text("colon")).text(day).raw("</p>");
    }
    let body = format!("<section class=\"title\" epub:type=\"titlepage\">{}</section>", book.convert_plain(&html.0));
    book.file(&config.title, book.language().as_str(), &body)
}
