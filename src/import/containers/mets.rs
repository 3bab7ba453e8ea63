//! METS, the list of the parts of a digitised issue, with the ALTO pages beside it: an article of the logical structure is
//! an article here. The French National Library, Europeana, Luxembourg and the Swiss libraries write it.
//!
//! The issue gives newspaper, day and language; an article's label or its blocks of the type title give the title. A METS
//! without articles is one document of all pages. The pages are claimed, so that a folder does not give them twice.

use std::collections::BTreeMap;

use super::alto::{self, AltoPage};
use super::collected_item::{language_tag, one_line, publication};
use super::item_days::{DayOrder, read_day};
use super::xml_tree::{XmlTree, root_name, whole_tree};
use super::{ContainerInput, ContainerPart, Piece, PieceContent, Pieces, counted, lost};
use crate::base::Message;
use crate::import::extracted_document::{
    BlockRole, DocumentContent, DocumentKey, DocumentMetadata, ExtractedDocument, ExtractionError, TextBlock,
};
use crate::import::files_beside::FilesBeside;
use crate::say;
use crate::source::limits::{MAX_MEDIA_LEN_BYTES, MAX_TEXT_LEN_BYTES};

/// The most pages of an issue.
const MAX_PAGES: usize = 2_000;
/// The most text of an issue, in bytes: it is held in memory.
const MAX_ISSUE_BYTES: usize = 64 << 20;

/// Returns whether a file begins as the list of an issue.
pub(in crate::import) fn recognises(head: &[u8]) -> bool {
    root_name(head).as_deref() == Some("mets")
}

/// Returns the articles of an issue.
///
/// # Errors
/// If it is damaged, or none of its pages lies beside it.
pub(in crate::import) fn pieces(_name: &str, input: ContainerInput) -> Result<Pieces, ExtractionError> {
    let ContainerInput { mut bytes, beside } = input;
    let tree = whole_tree(&bytes.read_text(MAX_TEXT_LEN_BYTES)?)?;
    let issue = Issue::read(&tree, &beside)?;
    let mut parts: Vec<ContainerPart> = issue.claimed.iter().cloned().map(ContainerPart::Claim).collect();
    for path in &issue.missing {
        parts.push(lost(say!(en: "page {path}", fr: "page {path}"), say!(en: "it does not lie beside the list, or cannot be read", fr: "elle n’est pas à côté de la liste, ou ne se lit pas")));
    }
    let root = structure(&tree);
    let articles: Vec<&XmlTree> = root.map(articles).unwrap_or_default();
    let about = issue.about(&tree, root);
    if articles.is_empty() {
        parts.push(ContainerPart::Notice(say!(en: "it names no articles: the issue is one", fr: "il ne nomme aucun article : le numéro en devient un seul")));
        let blocks = issue.pages.values().flat_map(|page| &page.blocks);
        let blocks = blocks.filter_map(|(_, text)| alto::block(text, BlockRole::Paragraph)).collect();
        let title = match (&about.publisher, &about.date) {
            (Some(publisher), Some(date)) => Some(format!("{publisher}, {}", date.iso)),
            (publisher, _) => publisher.clone(),
        };
        parts.push(piece(1, say!(en: "issue", fr: "numéro"), blocks, DocumentMetadata { title, ..about.clone() }));
    }
    let mut n_empty = 0;
    for (index, article) in articles.into_iter().enumerate() {
        let mut text = ArticleText::default();
        issue.collect(article, &mut Vec::new(), &mut text);
        let own = article.attribute("DMDID").map(|ids| issue.described(ids)).unwrap_or_default();
        let title =
            article.attribute("LABEL").and_then(one_line).or(own.title).or_else(|| one_line(&text.titles.join(" ")));
        if text.blocks.is_empty() {
            n_empty += 1;
            continue;
        }
        let author = one_line(&text.authors.join("; "));
        let own = DocumentMetadata { title, author, language: own.language, ..DocumentMetadata::default() };
        parts.push(piece(
            index + 1,
            say!(en: "article {n}", fr: "article {n}", n = index + 1),
            text.blocks,
            own.or(about.clone()),
        ));
    }
    let empty = counted(
        n_empty,
        ("article has no text and is left out", "article n’a pas de texte et est laissé de côté"),
        ("articles have no text and are left out", "articles n’ont pas de texte et sont laissés de côté"),
    );
    parts.extend(empty.map(ContainerPart::Notice));
    Ok(Box::new(parts.into_iter()))
}

fn piece(n: usize, place: Message, blocks: Vec<TextBlock>, about: DocumentMetadata) -> ContainerPart {
    let document = ExtractedDocument { content: DocumentContent::Parts(blocks), ..ExtractedDocument::default() };
    ContainerPart::Piece(Box::new(Piece {
        name: format!("article-{n}"),
        place,
        key: DocumentKey::Place(n),
        content: PieceContent::Document(Box::new(document)),
        about,
        is_page: false,
    }))
}

/// Returns the root of the logical structure.
fn structure(tree: &XmlTree) -> Option<&XmlTree> {
    let maps = || tree.elements().filter(|element| element.local_name() == "structMap");
    let logical = maps().find(|map| map.attribute("TYPE").is_some_and(|kind| kind.eq_ignore_ascii_case("logical")));
    logical.and_then(|map| map.elements().find(|element| element.local_name() == "div"))
}

/// Returns the articles below a part of the structure, without those that an article contains.
fn articles(root: &XmlTree) -> Vec<&XmlTree> {
    let mut found = Vec::new();
    let mut open = vec![root];
    while let Some(div) = open.pop() {
        if kind(div) == "ARTICLE" {
            found.push(div);
            continue;
        }
        let inner: Vec<&XmlTree> = div.elements().filter(|element| element.local_name() == "div").collect();
        open.extend(inner.into_iter().rev());
    }
    found
}

fn kind(div: &XmlTree) -> String {
    div.attribute("TYPE").unwrap_or_default().to_ascii_uppercase()
}

/// The texts of an article.
#[derive(Default)]
struct ArticleText {
    titles: Vec<String>,
    authors: Vec<String>,
    blocks: Vec<TextBlock>,
}

/// An issue: what is said of its parts, and its pages.
struct Issue {
    descriptions: BTreeMap<String, Description>,
    /// Pages by the ids of their files.
    pages: BTreeMap<String, AltoPage>,
    claimed: Vec<String>,
    missing: Vec<String>,
}

/// What is said of a part of an issue.
#[derive(Clone, Debug, Default)]
struct Description {
    title: Option<String>,
    /// The title of what it is part of.
    host: Option<String>,
    date: Option<String>,
    language: Option<String>,
}

impl Issue {
    fn read(tree: &XmlTree, beside: &FilesBeside) -> Result<Self, ExtractionError> {
        let sections = tree.elements().filter(|element| element.local_name() == "dmdSec");
        let descriptions =
            sections.filter_map(|section| Some((section.attribute("ID")?.to_owned(), description(section))));
        let mut issue = Self {
            descriptions: descriptions.collect(),
            pages: BTreeMap::new(),
            claimed: Vec::new(),
            missing: Vec::new(),
        };
        let mut n_bytes = 0;
        let files: Vec<&XmlTree> = tree.all().into_iter().filter(|element| element.local_name() == "file").collect();
        for file in files.into_iter().take(MAX_PAGES) {
            let location = file.elements().find(|element| element.local_name() == "FLocat");
            let Some((id, href)) = file.attribute("ID").zip(location.and_then(|location| location.attribute("href")))
            else {
                continue;
            };
            let lower = href.to_ascii_lowercase();
            if !lower.ends_with(".xml") && !lower.ends_with(".xml.gz") && !lower.ends_with(".alto") {
                continue;
            }
            let path = href.trim_start_matches("file://").trim_start_matches("./").trim_start_matches('/');
            let candidates =
                [path.to_owned(), format!("{path}.gz"), path.rsplit('/').next().unwrap_or(path).to_owned()];
            let found = candidates.into_iter().find_map(|path| Some((beside.read(&path, MAX_MEDIA_LEN_BYTES)?, path)));
            let page = found.and_then(|(bytes, path)| Some((alto::page(&bytes).ok()?, path)));
            match page {
                Some((page, path)) => {
                    n_bytes += page.blocks.iter().map(|(_, text)| text.len()).sum::<usize>();
                    if n_bytes > MAX_ISSUE_BYTES {
                        return Err(ExtractionError::because(
                            say!(en: "its pages have more than {n} MiB of text", fr: "ses pages ont plus de {n} Mio de texte", n = MAX_ISSUE_BYTES >> 20),
                        ));
                    }
                    issue.pages.insert(id.to_owned(), page);
                    issue.claimed.push(path);
                }
                None => issue.missing.push(path.to_owned()),
            }
        }
        if issue.pages.is_empty() {
            return Err(ExtractionError::because(
                say!(en: "it is the list of a digitised issue, and none of its pages (ALTO) lies beside it: import the folder that holds both", fr: "c’est la liste d’un numéro numérisé, et aucune de ses pages (ALTO) n’est à côté : importez le répertoire qui contient les deux"),
            ));
        }
        Ok(issue)
    }

    /// Returns what several sections say together, the first one first.
    fn described(&self, ids: &str) -> Description {
        ids.split_whitespace().filter_map(|id| self.descriptions.get(id)).fold(Description::default(), |found, next| {
            Description {
                title: found.title.or_else(|| next.title.clone()),
                host: found.host.or_else(|| next.host.clone()),
                date: found.date.or_else(|| next.date.clone()),
                language: found.language.or_else(|| next.language.clone()),
            }
        })
    }

    /// Returns what is said of the issue as a whole.
    fn about(&self, tree: &XmlTree, root: Option<&XmlTree>) -> DocumentMetadata {
        let mut ids = Vec::new();
        let mut div = root;
        // The issue is within its newspaper, and says more of the day.
        while let Some(part) = div.filter(|part| kind(part) != "ARTICLE") {
            ids.extend(part.attribute("DMDID"));
            div = part.elements().find(|element| element.local_name() == "div");
        }
        let mut found = self.described(&ids.join(" "));
        if ids.is_empty() {
            let all: Vec<&str> = self.descriptions.keys().map(String::as_str).collect();
            found = self.described(&all.join(" "));
        }
        let label = || tree.attribute("LABEL").and_then(|label| label.split_whitespace().find_map(day));
        DocumentMetadata {
            publisher: found.host.or(found.title),
            date: found
                .date
                .or_else(label)
                .map(|iso| publication(iso, say!(en: "the day of the issue", fr: "le jour du numéro"))),
            language: found.language,
            ..DocumentMetadata::default()
        }
    }

    /// Collects the texts of a part of an article. `kinds` are the types of the parts around it.
    fn collect(&self, div: &XmlTree, kinds: &mut Vec<String>, text: &mut ArticleText) {
        kinds.push(kind(div));
        let is_paragraph = kinds.last().is_some_and(|kind| kind == "PARAGRAPH");
        let n_before = text.blocks.len();
        for element in div.elements() {
            match element.local_name() {
                "div" => self.collect(element, kinds, text),
                "fptr" => {
                    for area in element.all() {
                        self.area(area, kinds, text);
                    }
                }
                _ => {}
            }
        }
        // A paragraph may go on in the next column.
        if is_paragraph && text.blocks.len() > n_before + 1 {
            let parts: Vec<TextBlock> = text.blocks.drain(n_before..).collect();
            let whole = parts.iter().map(|part| part.text.as_str()).collect::<Vec<_>>().join(" ");
            text.blocks.extend(alto::block(&whole, BlockRole::Paragraph));
        }
        kinds.pop();
    }

    fn area(&self, area: &XmlTree, kinds: &[String], text: &mut ArticleText) {
        let Some(page) = area.attribute("FILEID").and_then(|id| self.pages.get(id)) else { return };
        let is_in = |kind: &str| kinds.iter().any(|known| known == kind);
        let found: Vec<&str> = match area.attribute("BEGIN") {
            Some(id) => page.texts(id),
            None => page.blocks.iter().map(|(_, text)| text.as_str()).collect(),
        };
        for found in found.into_iter().filter(|found| !found.trim().is_empty()) {
            if is_in("TITLE") || is_in("HEADLINE") {
                text.titles.push(found.to_owned());
            } else if is_in("AUTHOR") {
                text.authors.push(found.to_owned());
            } else {
                let role = match () {
                    () if is_in("CAPTION") => BlockRole::Caption,
                    () if is_in("HEADING") => BlockRole::Heading(2),
                    () => BlockRole::Paragraph,
                };
                text.blocks.extend(alto::block(found, role));
            }
        }
    }
}

/// Reads a section of MODS or Dublin Core.
fn description(section: &XmlTree) -> Description {
    let all = section.all();
    let text = |names: &[&str]| {
        let named = all.iter().filter(|element| names.contains(&element.local_name()));
        named.map(|element| element.text()).find(|text| !text.trim().is_empty())
    };
    let title_of = |element: &XmlTree| {
        let titles = element.all().into_iter().filter(|inner| inner.local_name() == "title").map(XmlTree::text);
        titles.into_iter().find_map(|title| one_line(&title))
    };
    let hosts = || all.iter().filter(|element| element.local_name() == "relatedItem");
    let host = hosts().find(|element| element.attribute("type").is_some_and(|kind| kind == "host"));
    let n_foreign: usize =
        hosts().map(|host| host.all().iter().filter(|inner| inner.local_name() == "title").count()).sum();
    // Its own title is the only one outside of related items; these may be before it.
    let titles = || all.iter().filter(|element| element.local_name() == "title");
    let is_foreign = |title: &XmlTree| hosts().any(|host| host.all().iter().any(|inner| std::ptr::eq(*inner, title)));
    let own = if n_foreign == 0 { titles().next() } else { titles().take(100).find(|title| !is_foreign(title)) };
    Description {
        title: own.and_then(|title| one_line(&title.text())),
        host: host.and_then(|host| title_of(host)),
        date: text(&["dateIssued", "issued", "date", "dateCreated"]).as_deref().and_then(day),
        language: text(&["languageTerm", "language"]).as_deref().and_then(language_tag),
    }
}

/// Reads a day as libraries write it: with points the day comes first.
fn day(text: &str) -> Option<String> {
    let order = if text.contains('.') { DayOrder::DayFirst } else { DayOrder::Unknown };
    read_day(text, order).filter(|day| day.len() == 10)
}
