//! The chapters with texts: front page, articles, records with their passages, free pages.
//!
//! They are made of the values that the pages of the site show. Lists are in `lists`.

use super::page::{BookContext, BookHtml, BookPage};
use crate::base::markup::push_attribute;
use crate::model::{ArticleIx, BaseKind, EntityIx, routes};
use crate::parse::DateCertainty;
use crate::theme::TemplateFields;
use crate::views::article::{self, ArticleView};
use crate::views::backlinks::Backlink;
use crate::views::entity::{self, EntityView, Fact};
use crate::views::{body, components};

use super::links::{article_file, page_file, record_anchor};

/// How many articles the passages of a record are taken from; the index leads to the others.
const MAX_BACKLINKS: usize = 100;

/// Makes the file of an article.
pub(super) fn article(book: &BookContext<'_>, index: ArticleIx) -> BookPage {
    let context = book.context;
    let route = routes::article(&context.content.articles[index].document.id);
    let view = article::view(context, index, &route, &TemplateFields::of(&[]));
    let mut html = BookHtml::default();
    html.raw("<article");
    push_attribute(&mut html.0, "lang", &view.article.lang);
    html.raw("><p class=\"kicker\"");
    push_attribute(&mut html.0, "lang", book.language().as_str());
    html.raw(">").source(&view.article.link, book);
    if !view.article.author.is_empty() {
        html.raw(" ").element("span class=\"author\"", &view.article.author);
    }
    html.raw("</p>");
    if !view.has_headline {
        html.element("h1", &view.page.title);
    }
    match &view.picture {
        None => html.raw(&view.body),
        Some(picture) => {
            html.raw(&picture.headline).raw("<figure><img");
            push_attribute(&mut html.0, "src", &format!("{}{}", route.to_root(), picture.href));
            push_attribute(&mut html.0, "alt", &picture.alt);
            html.raw(">");
            let words = [picture.caption.as_str(), &picture.credit];
            let words: Vec<&str> = words.into_iter().filter(|part| !part.is_empty()).collect();
            html.element("p class=\"figcaption\"", &words.join(" — ")).raw("</figure>").raw(&picture.text)
        }
    };
    html.raw("</article>");
    provenance(book, &view, index, &route.to_root(), &mut html);
    let prefix = book.routes.prefix(&article_file(context, index));
    let text = book.convert(&html.0, &route, &prefix);
    book.routes.set_ids(index, text.ids);
    book.page(&view.page.title, &view.article.lang, text.xhtml)
}

/// Writes what was withheld and where to read it, and where the text is from.
fn provenance(book: &BookContext<'_>, view: &ArticleView, index: ArticleIx, root: &str, html: &mut BookHtml) {
    let facts = &view.article;
    html.raw("<div class=\"provenance\"");
    push_attribute(&mut html.0, "lang", book.language().as_str());
    html.raw(">");
    if facts.rights != "full" {
        let only = if facts.url.is_empty() { "_only" } else { "" };
        html.raw("<p class=\"rest\">").text(book.text(&format!("rest_{}{only}", facts.rights))).raw(" ");
        html.link(&facts.url, &facts.url).raw("</p>");
    }
    let mut line = |label: &str, href: &str, value: &str| {
        if !value.is_empty() {
            html.raw("<p>").element("b", book.text(label)).text(book.text("colon")).link(href, value).raw("</p>");
        }
    };
    line("url", &facts.url, &facts.url);
    line("archived", &facts.archived, &facts.archived);
    line("retrieved", "", &facts.retrieved);
    if let Some(source) = &facts.source {
        let document = if source.document.is_empty() { String::new() } else { format!(", {}", source.document) };
        line("raw_document", "", &format!("{}{document}", source.file));
        line("sha256", "", &source.sha256);
    }
    let tags: Vec<&str> = facts.tags.iter().map(|tag| tag.label.as_str()).collect();
    line("tags", "", &tags.join(", "));
    if book.context.content.articles[index].document.date_certainty == DateCertainty::Given {
        line("published", "", &facts.link.date);
    }
    if let Some(copies) = &view.copies {
        html.element("p", book.text("same_dispatch_in")).raw("<ul>");
        for copy in &copies.articles {
            html.raw("<li>")
                .link(&format!("{root}{}", copy.href), &copy.title)
                .raw(" ")
                .source(copy, book)
                .raw("</li>");
        }
        html.raw("</ul>");
        if copies.n_more > 0 {
            html.element("p", &format!("{} {}", book.text("and"), book.messages().count(copies.n_more, "other")));
        }
    }
    html.raw("</div>");
}

/// Makes the section of a record.
pub(super) fn record(book: &BookContext<'_>, index: EntityIx) -> String {
    let context = book.context;
    let entity = &context.content.registry.entities[index];
    let route = context.content.entity_route(index);
    let is_event = entity.behaves_as == BaseKind::Event;
    let fields: &[&str] = if is_event { &["passages", "says"] } else { &["passages"] };
    let view = entity::view(context, index, &route, &TemplateFields::of(fields));
    let anchor = record_anchor(context, index);
    let mut head = BookHtml::default();
    head.element("h2", &view.entity.name);
    if view.entity.proposed {
        head.element("p class=\"sure\"", book.text("proposed_note"));
    }
    if !view.entity.gloss.is_empty() && (view.body.is_empty() || !entity.record.roles.is_empty()) {
        head.element("p class=\"gloss\"", &view.entity.gloss);
    }
    if !view.names.is_empty() {
        head.element("p class=\"names\"", &format!("{} {}", book.text("also_named"), view.names.join(", ")));
    }
    let mut tail = BookHtml::default();
    facts(book, &view, &mut tail);
    says(book, &view, &mut tail);
    passages(book, &view, &mut tail);
    let body = book.convert(&view.body, &route, &format!("{anchor}-")).xhtml;
    format!(
        "<section class=\"record\" id=\"{anchor}\">{}{body}{}</section>\n",
        book.convert_plain(&head.0),
        book.convert_plain(&tail.0)
    )
}

/// The facts whose label is a key of the interface's texts.
const KNOWN_FACTS: [&str; 11] = [
    "date", "place", "participants", "part_of", "roles", "born", "died", "founded", "dissolved", "coordinates",
    "same_as",
];

fn facts(book: &BookContext<'_>, view: &EntityView, html: &mut BookHtml) {
    if view.facts.is_empty() && view.named_by.is_empty() && view.tags.is_empty() {
        return;
    }
    html.raw("<ul class=\"facts\">");
    for Fact { label, values } in &view.facts {
        let words = if KNOWN_FACTS.contains(&label.as_str()) { book.text(label) } else { label };
        for value in values {
            html.raw("<li>").element("b", words).text(book.text("colon")).link(&value.link.href, &value.link.label);
            if !value.when.is_empty() {
                html.text(", ").text(&value.when);
            }
            if !value.source.href.is_empty() {
                html.raw(" (").link(&value.source.href, &value.source.label).raw(")");
            }
            html.raw("</li>");
        }
    }
    for bond in &view.named_by {
        let words = if ["participant_in", "place_of", "part"].contains(&bond.how.as_str()) {
            book.text(&bond.how)
        } else {
            &bond.how
        };
        html.raw("<li>").link(&bond.entity.href, &bond.entity.name).raw(" (").text(words);
        html.text(if bond.date.is_empty() { "" } else { ", " }).text(&bond.date).raw(")</li>");
    }
    let tags: Vec<&str> = view.tags.iter().map(|tag| tag.label.as_str()).collect();
    if !tags.is_empty() {
        html.raw("<li>").element("b", book.text("tags")).text(book.text("colon")).text(&tags.join(", ")).raw("</li>");
    }
    html.raw("</ul>");
}

/// Writes who says what about an event.
fn says(book: &BookContext<'_>, view: &EntityView, html: &mut BookHtml) {
    if view.says.is_empty() {
        return;
    }
    html.element("h3", book.text("who_says_what")).raw("<ul class=\"says\">");
    for one in view.says.iter().take(MAX_BACKLINKS) {
        html.raw("<li>").article(&one.article).raw(" ").source(&one.article, book).raw("<ul>");
        for figure in &one.figures {
            html.raw("<li>").link(&figure.href, &figure.text).raw("</li>");
        }
        for quote in &one.quotes {
            html.raw("<li>").raw("<q>").link(&quote.href, &quote.text).raw("</q> ");
            let names: Vec<&str> =
                quote.speaker.iter().chain(&quote.more_speakers).map(|speaker| speaker.name.as_str()).collect();
            let speaker = if names.is_empty() { book.text("unattributed").to_owned() } else { names.join(", ") };
            html.element("span class=\"line\"", &speaker).raw("</li>");
        }
        html.raw("</ul></li>");
    }
    html.raw("</ul>");
}

/// Writes the passages that name a record, each a link to its place.
fn passages(book: &BookContext<'_>, view: &EntityView, html: &mut BookHtml) {
    if view.backlinks.is_empty() {
        return;
    }
    html.element("h3", book.text("passages")).raw("<ul class=\"passages\">");
    let all = view.backlinks.iter().chain(view.earlier.iter().flat_map(|year| &year.backlinks));
    let mut n = 0_u64;
    for link in all.take(MAX_BACKLINKS) {
        n += 1;
        backlink(book, link, html);
    }
    html.raw("</ul>");
    if view.n_sources > n {
        html.element("p class=\"sure\"", &format!("{} {}", book.text("left_out"), view.n_sources - n));
    }
}

fn backlink(book: &BookContext<'_>, link: &Backlink, html: &mut BookHtml) {
    html.raw("<li>").article(&link.article).raw(" ").source(&link.article, book).raw("<ul>");
    for passage in &link.passages {
        html.raw("<li><a");
        push_attribute(&mut html.0, "href", &passage.href);
        if !link.article.lang.is_empty() {
            push_attribute(&mut html.0, "lang", &link.article.lang);
        }
        // The sentence is HTML, with the name marked in it.
        html.raw(">").raw(&passage.html).raw("</a></li>");
    }
    html.raw("</ul>");
    if !link.copies.is_empty() {
        html.raw("<p class=\"sure\">").text(book.text("same_dispatch_in")).raw(" ");
        for (at, copy) in link.copies.iter().enumerate() {
            let words = if copy.article.publisher.is_empty() { &copy.article.title } else { &copy.article.publisher };
            html.text(if at > 0 { ", " } else { "" }).link(&copy.article.href, words);
        }
        html.raw("</p>");
    }
    html.raw("</li>");
}

/// Makes the text of the front page; empty if there is none.
pub(super) fn front(book: &BookContext<'_>) -> String {
    let Some(front) = &book.context.content.front else { return String::new() };
    let html = body::free_page(book.context, front, &book.front);
    let prefix = book.routes.prefix("front.xhtml");
    if html.trim().is_empty() { String::new() } else { book.convert(&html, &book.front, &prefix).xhtml }
}

/// Makes the free pages: name of the file, page.
pub(super) fn free_pages(book: &BookContext<'_>) -> Vec<(String, BookPage)> {
    let pages = book.context.content.pages.iter().map(|page| {
        let route = routes::free_page(&page.document.id);
        let mut html = BookHtml::default();
        html.element("h1", &page.document.title).raw(&body::free_page(book.context, page, &route));
        let language = page.document.language.as_ref().unwrap_or(book.language());
        let file = page_file(page.document.id.as_str());
        let text = book.convert(&html.0, &route, &book.routes.prefix(&file)).xhtml;
        (file, book.page(&page.document.title, language.as_str(), text))
    });
    pages.collect()
}

/// Returns the day of the newest article, for people and for machines.
pub(super) fn newest(book: &BookContext<'_>) -> (String, String) {
    let index = &book.context.content.link_index;
    let mut dates = index.by_date.iter().filter_map(|at| index.articles[*at].card.date);
    let newest = dates.find(|date| (1..=9999).contains(&date.earliest().0));
    let iso = newest.map_or_else(
        || "1980-01-01".to_owned(),
        |date| {
            let (year, month, day) = date.earliest();
            format!("{year:04}-{:02}-{:02}", month.max(1), day.max(1))
        },
    );
    (components::date(&book.context.interface, newest.as_ref()), iso)
}
