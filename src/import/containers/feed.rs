//! Feeds (RSS 0.9 to 2.0, RSS 1.0, Atom) with the texts of their articles.
//!
//! An entry that has only a summary is no article: such entries are counted and left out. The date is that of publication;
//! when an entry was last changed is not one. Read entry by entry, so a feed may be larger than the memory.

use super::collected_item::{CollectedItem, SeenItems, one_line, paragraphs};
use super::item_days::DayOrder;
use super::xml_tree::{XmlStep, XmlTree, XmlTrees, root_name, trees};
use super::{ContainerBytes, ContainerInput, ContainerPart, Pieces, counted_summaries, lost};
use crate::base::Message;
use crate::import::extracted_document::ExtractionError;
use crate::import::text::lines::fold;
use crate::lang::field_names::ItemField;
use crate::say;

/// The shortest text in an element that may hold either the text or a summary, in characters.
const MIN_TEXT_LEN: usize = 400;

/// Returns whether a file begins as a feed.
pub(in crate::import) fn recognises(head: &[u8]) -> bool {
    let has = |needle: &[u8]| memchr::memmem::find(head, needle).is_some();
    match root_name(head).as_deref() {
        Some("rss") => true,
        Some("feed") => has(b"http://www.w3.org/2005/Atom") || has(b"http://purl.org/atom/ns"),
        Some("RDF") => has(b"http://purl.org/rss/1.0/") && !has(b"zotero.org"),
        _ => false,
    }
}

/// Returns the entries of a feed.
///
/// # Errors
/// If it cannot be read.
pub(in crate::import) fn pieces(_name: &str, input: ContainerInput) -> Result<Pieces, ExtractionError> {
    let trees = trees(input, |name| matches!(name, "rss" | "channel" | "feed" | "RDF"))?;
    Ok(Box::new(Entries {
        trees,
        publisher: None,
        language: None,
        n: 0,
        n_articles: 0,
        n_summaries: 0,
        seen: SeenItems::default(),
        is_ended: false,
    }))
}

struct Entries {
    trees: XmlTrees<ContainerBytes>,
    publisher: Option<String>,
    language: Option<String>,
    n: usize,
    n_articles: usize,
    n_summaries: usize,
    seen: SeenItems,
    is_ended: bool,
}

impl Iterator for Entries {
    type Item = ContainerPart;

    fn next(&mut self) -> Option<Self::Item> {
        while let Some(step) = self.trees.next() {
            let place = say!(en: "entry {n}", fr: "entrée {n}", n = self.n + 1);
            match step {
                XmlStep::Opens(root) => {
                    self.language = root.attribute("lang").map(str::to_owned).or(self.language.take());
                }
                XmlStep::Tree(tree) => match tree.local_name() {
                    "item" | "entry" => {
                        self.n += 1;
                        let item = self.item(&tree);
                        if item.has_text() {
                            self.n_articles += 1;
                            return Some(item.into_piece(place, self.n, &mut self.seen));
                        }
                        self.n_summaries += 1;
                    }
                    "title" if self.n == 0 && self.publisher.is_none() => self.publisher = one_line(&tree.text()),
                    "language" => self.language = one_line(&tree.text()),
                    // RSS 1.0 has its entries after the channel.
                    _ => {}
                },
                XmlStep::Lost(reason) => {
                    self.n += 1;
                    return Some(lost(place, reason));
                }
            }
        }
        if std::mem::replace(&mut self.is_ended, true) {
            return None;
        }
        let summaries = counted_summaries(self.n_summaries);
        match summaries {
            Some(count) if self.n_articles == 0 => Some(lost(
                say!(en: "the feed", fr: "le flux"),
                say!(
                    en: "{count}: open the pages, save them and import those",
                    fr: "{count} : ouvrez les pages, enregistrez-les et importez celles-là"; count
                ),
            )),
            count => count.map(ContainerPart::Notice),
        }
    }
}

impl Entries {
    fn item(&self, entry: &XmlTree) -> CollectedItem {
        let mut item = CollectedItem::default();
        let mut set = |field: ItemField, names: &[&str]| {
            if let Some(value) = entry.text_of(names) {
                item.set(field, &value, say!(en: "stated in the feed", fr: "écrite dans le flux"), DayOrder::Unknown);
            }
        };
        set(ItemField::Title, &["title", "dc:title"]);
        set(ItemField::Date, &["pubDate", "published", "issued", "dc:date", "dcterms:issued", "date"]);
        set(ItemField::Url, &["feedburner:origLink", "link", "guid", "id"]);
        set(ItemField::Language, &["dc:language", "language"]);
        for name in ["category", "dc:subject"] {
            for category in entry.elements().filter(|element| element.name == name) {
                let term = category.attribute("term").map_or_else(|| category.text(), str::to_owned);
                item.about.tags.extend(one_line(&term));
            }
        }
        item.about.tags.truncate(100);
        let alternate = entry.elements().find(|element| {
            element.local_name() == "link" && element.attribute("rel").is_none_or(|rel| rel == "alternate")
        });
        if let Some(address) = alternate.and_then(|link| link.attribute("href")) {
            item.set(ItemField::Url, address, Message::default(), DayOrder::Unknown);
        }
        let authors = entry
            .elements()
            .filter(|element| matches!(element.name.as_str(), "author" | "dc:creator" | "itunes:author"));
        let authors: Vec<String> = authors.filter_map(author).collect();
        let mut distinct: Vec<String> = Vec::new();
        authors.into_iter().take(20).for_each(|author| {
            if !distinct.contains(&author) {
                distinct.push(author);
            }
        });
        item.about.author = (!distinct.is_empty()).then(|| distinct.join("; "));
        // An entry that another site took over names its source.
        let source = entry.first(&["source", "dc:source"]);
        let source = source.and_then(|source| source.text_of(&["title"]).or_else(|| Some(source.text())));
        item.about.publisher =
            source.as_deref().and_then(one_line).filter(|name| !name.contains("://")).or(self.publisher.clone());
        item.about.language = item.about.language.take().or_else(|| {
            let own = entry.attribute("lang").map(str::to_owned).or(self.language.clone())?;
            super::collected_item::language_tag(&own)
        });
        item.text = whole_text(entry);
        item.text = without_footer(&item);
        item
    }
}

/// Returns the text of an entry: `content:encoded`, Atom's `content`, or a `description` that is as long as a text.
fn whole_text(entry: &XmlTree) -> String {
    let html = |element: &XmlTree| {
        let is_tree = element.attribute("type").is_some_and(|kind| kind.contains("xhtml"));
        if is_tree { element.inner_html() } else { element.text() }
    };
    let content = entry.first(&["content:encoded", "content", "fullText", "xhtml:body", "body"]).map(html);
    if let Some(content) = content.filter(|content| !content.trim().is_empty()) {
        return content;
    }
    let summary = entry.first(&["description", "summary"]).map(html).unwrap_or_default();
    let is_whole = summary.chars().count() >= MIN_TEXT_LEN && paragraphs(&summary.replace("</p>", "\n")).len() > 1;
    if is_whole { summary } else { String::new() }
}

/// Cuts the last paragraph if it only says where the article appeared: it names the title and the site.
fn without_footer(item: &CollectedItem) -> String {
    let (Some(title), Some(publisher)) = (&item.about.title, &item.about.publisher) else { return item.text.clone() };
    let text = item.text.trim_end();
    let Some(at) = text.rfind("<p").filter(|at| text[*at..].len() < 3000) else { return item.text.clone() };
    let mut plain = String::new();
    let mut is_element = false;
    for character in text[at..].chars() {
        match character {
            '<' => is_element = true,
            '>' => is_element = false,
            _ if !is_element => plain.push(character),
            _ => {}
        }
    }
    let plain = fold(&crate::base::markup::unescaped(&plain));
    let is_footer = plain.contains(&fold(title))
        && plain.contains(&fold(publisher))
        && plain.chars().count() <= title.chars().count() + publisher.chars().count() + 60;
    if is_footer { text[..at].to_owned() } else { item.text.clone() }
}

/// Returns the name of an author: `<name>` in Atom, `mail (name)` in RSS. A mail address alone is no name.
fn author(element: &XmlTree) -> Option<String> {
    let text = element.text_of(&["name"]).unwrap_or_else(|| element.text());
    let text = one_line(&text)?;
    match text.split_once('(') {
        Some((mail, name)) if mail.contains('@') => one_line(name.trim_end_matches(')')),
        _ => Some(text).filter(|text| !text.contains('@')),
    }
}
