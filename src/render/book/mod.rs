//! The dossier as a book, to read offline (EPUB 3.3) or to print (`print`): title page, contents, articles by date, records
//! with their passages, chronology, quotations, index, sources, free pages, colophon.
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
mod print;
mod tags;
mod xhtml;
mod xml;

use std::io::{self, Write};
use std::sync::PoisonError;

use rayon::prelude::*;

use package::BookChapter;
use page::{BookContext, BookHtml, BookPage};

use crate::base::Message;
use crate::base::zip_archive::{ArchiveMember, ArchiveWriter};
use crate::export::BookEdition;
use crate::model::{ArticleIx, BaseKind, EntityIx, KindIx, routes};
use crate::say;
use crate::views::components;
use crate::views::context::RenderContext;

/// How many articles are made at a time.
const BATCH: usize = 64;
/// Between the heading of a list and its pieces there is nothing.
const BARE: [&str; 2] = ["", ""];
const INDEX: [&str; 2] = ["<section epub:type=\"index\" role=\"doc-index\">", "</section>"];

/// Returns the book; empty if it cannot be made, which only a file of 4 GB in it can be the reason of.
pub(crate) fn bytes(context: &RenderContext, edition: BookEdition) -> Vec<u8> {
    let mut out = Vec::new();
    if write(context, edition, &mut out).is_err() {
        out.clear();
    }
    out
}

/// Writes the book, and returns what it does not hold.
pub(crate) fn write(context: &RenderContext, edition: BookEdition, out: &mut dyn Write) -> io::Result<Vec<Message>> {
    let mut book = BookContext::new(context, edition);
    for (route, file) in [
        (routes::CHRONOLOGY, "chronology-0001.xhtml"),
        (routes::QUOTES, "quotes-0001.xhtml"),
        (routes::NAME_INDEX, "names-0001.xhtml"),
    ] {
        book.routes.add(route, file);
    }
    divide_records(&mut book);
    match edition {
        BookEdition::Epub => write_epub(&book, out)?,
        BookEdition::Print => print::write(&book, out)?,
    }
    let n = book.routes.refused.lock().unwrap_or_else(PoisonError::into_inner).len();
    Ok(match n {
        0 => Vec::new(),
        1 => vec![say!(
            en: "1 picture is left out, because not every reader of books shows its format",
            fr: "1 image est laissée de côté, car toutes les liseuses n’affichent pas son format",
        )],
        n => vec![say!(
            en: "{n} pictures are left out, because not every reader of books shows their formats",
            fr: "{n} images sont laissées de côté, car toutes les liseuses n’affichent pas leurs formats",
        )],
    })
}

fn write_epub(book: &BookContext<'_>, out: &mut dyn Write) -> io::Result<()> {
    let context = book.context;
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
            .map(|(file, article)| member(file, chapters::article(book, *article).file().as_bytes()))
            .collect();
        for member in members {
            archive.add(&member?)?;
        }
    }
    let (day, iso) = chapters::newest(book);
    let mut members: Vec<ArchiveMember> = Vec::new();
    let mut pack = |pages: Vec<(String, BookPage)>| {
        let packed: Vec<io::Result<ArchiveMember>> =
            pages.par_iter().map(|(file, page)| member(file, page.file().as_bytes())).collect();
        packed.into_iter().try_for_each(|member| member.map(|member| members.push(member)))
    };
    let chapters = other_chapters(book, &day, &mut pack)?;
    let pictures = book.routes.shown_pictures();
    let shown: Vec<(String, &'static str)> = pictures.iter().map(|(_, file, kind)| (file.clone(), *kind)).collect();
    let (contents, package) =
        rayon::join(|| package::contents(book, &chapters), || package::package(book, &chapters, &shown, &iso));
    members.push(member("nav.xhtml", contents.as_bytes())?);
    members.push(member("package.opf", package.as_bytes())?);
    members.push(member("style.css", include_bytes!("style.css"))?);
    for (route, file, _) in &pictures {
        if let Some((_, bytes)) = context.media.get(route) {
            members.push(ArchiveMember::stored(&format!("OEBPS/{file}"), bytes)?);
        }
    }
    members.sort_by(|a, b| a.name.cmp(&b.name));
    members.iter().try_for_each(|member| archive.add(member))?;
    archive.finish()
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

/// Takes pages that are made, with the names of their files, so that they need not all be in memory.
type PageSink<'s> = &'s mut dyn FnMut(Vec<(String, BookPage)>) -> io::Result<()>;

/// Makes the chapters around the articles; returns the order of all, articles included.
fn other_chapters(book: &BookContext<'_>, day: &str, sink: PageSink<'_>) -> io::Result<Vec<BookChapter>> {
    let mut order = ChapterOrder { chapters: Vec::new(), sink };
    let config = &book.context.content.config;
    let language = book.language().as_str();
    order.add(vec![("title.xhtml".to_owned(), title_page(book, day))])?;
    let front = chapters::front(book);
    if !front.is_empty() {
        let title = book.context.content.front.as_ref().map_or("", |front| front.document.title.as_str());
        let title = if title.is_empty() { &config.title } else { title };
        let mut heading = BookHtml::default();
        heading.element("h1", title);
        let body = format!("{}{front}", book.convert_plain(&heading.0));
        order.add(vec![("front.xhtml".to_owned(), book.page(title, language, body))])?;
    }
    for (_, article) in lists::numbered(book) {
        let link = components::article_link(book.context, article);
        let words = [link.title.as_str(), &link.publisher, &link.date];
        let words: Vec<&str> = words.into_iter().filter(|part| !part.is_empty()).collect();
        let file = links::article_file(book.context, article);
        let (title, part) = (words.join(", "), book.text("articles").to_owned());
        order.chapters.push(BookChapter { file, title, part });
    }
    for kind in kinds(book) {
        order.add(records(book, kind))?;
    }
    let ((chronology, quotes), (names, (sources, colophon))) = rayon::join(
        || rayon::join(|| lists::chronology(book), || lists::quotations(book)),
        || rayon::join(|| lists::index(book), || rayon::join(|| lists::sources(book), || lists::colophon(book, day))),
    );
    order.list(book, "chronology", book.text("chronology"), BARE, chronology)?;
    order.list(book, "quotes", book.text("quotations"), BARE, quotes)?;
    order.list(book, "names", book.text("names_index"), INDEX, names)?;
    order.list(book, "sources", book.text("book_sources"), BARE, sources)?;
    order.add(chapters::free_pages(book))?;
    order.list(book, "colophon", book.text("book_colophon"), BARE, colophon)?;
    Ok(order.chapters)
}

/// Makes the pages of the records of a kind.
fn records(book: &BookContext<'_>, kind: KindIx) -> Vec<(String, BookPage)> {
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
    let plural = &book.context.content.config.kinds[kind].plural;
    let page = |(at, part): (usize, Vec<String>)| {
        let title = if n > 1 { format!("{plural} ({}/{n})", at + 1) } else { plural.clone() };
        let mut heading = BookHtml::default();
        heading.element("h1", &title);
        let body = format!("{}{}", book.convert_plain(&heading.0), part.concat());
        (links::kind_file(kind, at + 1), book.page(&title, book.language().as_str(), body))
    };
    parts.into_iter().enumerate().map(page).collect()
}

/// The chapters in the order of reading; their pages are passed on.
struct ChapterOrder<'s> {
    chapters: Vec<BookChapter>,
    sink: PageSink<'s>,
}

impl ChapterOrder<'_> {
    fn add(&mut self, pages: Vec<(String, BookPage)>) -> io::Result<()> {
        let chapter = |(file, page): &(String, BookPage)| BookChapter {
            file: file.clone(),
            title: page.title.clone(),
            part: String::new(),
        };
        self.chapters.extend(pages.iter().map(chapter));
        (self.sink)(pages)
    }

    /// Divides a list among pages; its pieces are freed first.
    fn list(
        &mut self,
        book: &BookContext<'_>,
        name: &str,
        title: &str,
        frame: [&str; 2],
        pieces: Vec<String>,
    ) -> io::Result<()> {
        let name = |number: usize| format!("{name}-{number:04}.xhtml");
        let pages = lists::files(book, name, title, frame, &pieces);
        drop(pieces);
        self.add(pages)
    }
}

fn title_page(book: &BookContext<'_>, day: &str) -> BookPage {
    let config = &book.context.content.config;
    let mut html = BookHtml::default();
    html.element("h1", &config.title).element("p", &config.author).element("p", &config.description);
    if !day.is_empty() {
        html.raw("<p>").text(book.text("book_as_of")).text(book.text("colon")).text(day).raw("</p>");
    }
    let body = format!("<section class=\"title\" epub:type=\"titlepage\">{}</section>", book.convert_plain(&html.0));
    book.page(&config.title, book.language().as_str(), body)
}
