//! What the pages of a book are made of: HTML as the site writes it, which becomes XHTML, and the frame around it.

use super::links::BookRoutes;
use super::xhtml::{BookText, convert};
use super::xml::xml;
use crate::base::markup::{push_attribute, push_escaped};
use crate::export::BookEdition;
use crate::html::direction::set_direction;
use crate::model::{LangTag, Route, routes};
use crate::render::typeset::typeset;
use crate::theme::messages::Messages;
use crate::views::context::RenderContext;
use crate::views::shared::ArticleLink;

/// What every chapter is made from.
pub(super) struct BookContext<'a> {
    pub(super) context: &'a RenderContext,
    pub(super) routes: BookRoutes<'a>,
    pub(super) front: Route,
}

impl<'a> BookContext<'a> {
    pub(super) fn new(context: &'a RenderContext, edition: BookEdition) -> Self {
        Self { context, routes: BookRoutes::new(context, edition), front: Route::new(routes::FRONT) }
    }

    pub(super) fn edition(&self) -> BookEdition {
        self.routes.edition
    }

    pub(super) fn language(&self) -> &LangTag {
        &self.context.content.config.language
    }

    pub(super) fn messages(&self) -> &Messages {
        &self.context.interface.theme.messages
    }

    pub(super) fn text<'t>(&'t self, key: &'t str) -> &'t str {
        self.messages().text(key)
    }

    /// Converts HTML of a page of the site; spaces and directions are those of a page.
    pub(super) fn convert(&self, html: &str, route: &Route, prefix: &str) -> BookText {
        let html = set_direction(typeset(html, self.language()), self.language());
        convert(&html, prefix, &self.routes.from(route))
    }

    /// Converts HTML whose links start at the root of the site.
    pub(super) fn convert_plain(&self, html: &str) -> String {
        self.convert(html, &self.front, "").xhtml
    }

    /// Makes a page of a title, a language and XHTML; the language is the dossier's if the tag is none.
    pub(super) fn page(&self, title: &str, language: &str, body: String) -> BookPage {
        let language = LangTag::parse(language).unwrap_or_else(|| self.language().clone());
        let title = if title.trim().is_empty() { "—" } else { title };
        BookPage { title: title.to_owned(), language, body }
    }
}

/// A part of the book: a file of an EPUB, a chapter of a print edition.
pub(super) struct BookPage {
    pub(super) title: String,
    pub(super) language: LangTag,
    /// XHTML.
    pub(super) body: String,
}

impl BookPage {
    /// Returns the attribute of a text that runs from right to left.
    pub(super) fn direction(&self) -> &'static str {
        if self.language.is_right_to_left() { " dir=\"rtl\"" } else { "" }
    }

    /// Returns the page as a file of an EPUB.
    pub(super) fn file(&self) -> String {
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" \
             xmlns:epub=\"http://www.idpf.org/2007/ops\" lang=\"{0}\" xml:lang=\"{0}\"{1}>\n<head>\n<meta \
             charset=\"utf-8\"/>\n<title>{2}</title>\n<link rel=\"stylesheet\" type=\"text/css\" href=\"style.css\"/>\n\
             </head>\n<body>\n{3}\n</body>\n</html>\n",
            self.language.as_str(),
            self.direction(),
            xml(&self.title),
            self.body
        )
    }
}

/// HTML that is being written, with links from the root of the site.
#[derive(Default)]
pub(super) struct BookHtml(pub(super) String);

impl BookHtml {
    pub(super) fn raw(&mut self, html: &str) -> &mut Self {
        self.0.push_str(html);
        self
    }

    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        push_escaped(&mut self.0, text);
        self
    }

    /// Writes an element with a text, unless the text is empty.
    pub(super) fn element(&mut self, open: &str, text: &str) -> &mut Self {
        if text.is_empty() {
            return self;
        }
        let name = open.split(' ').next().unwrap_or_default();
        self.raw("<").raw(open).raw(">").text(text).raw("</").raw(name).raw(">")
    }

    pub(super) fn link(&mut self, href: &str, text: &str) -> &mut Self {
        if href.is_empty() {
            return self.text(text);
        }
        self.raw("<a");
        push_attribute(&mut self.0, "href", href);
        self.raw(">").text(text).raw("</a>")
    }

    /// Writes the link to an article, in its language.
    pub(super) fn article(&mut self, link: &ArticleLink) -> &mut Self {
        if link.lang.is_empty() {
            return self.link(&link.href, &link.title);
        }
        self.raw("<span");
        push_attribute(&mut self.0, "lang", &link.lang);
        self.raw(">").link(&link.href, &link.title).raw("</span>")
    }

    /// Writes publisher and date of an article, and how certain the date is.
    pub(super) fn source(&mut self, link: &ArticleLink, book: &BookContext<'_>) -> &mut Self {
        let unsure = match (link.date_certainty, link.date.is_empty()) {
            ("unknown", _) | (_, true) => book.text("date_unknown"),
            ("inferred", _) => book.text("date_inferred"),
            _ => "",
        };
        let parts: Vec<&str> =
            [link.publisher.as_str(), &link.date, unsure].into_iter().filter(|part| !part.is_empty()).collect();
        self.element("span class=\"line\"", &parts.join(", "))
    }
}
