//! Zotero's own export (RDF), with the files that lie beside it.
//!
//! An item is an article: with the text of one of its files (`files/12/page.html`), or else of `rights: reference` with its
//! abstract. Notes and attachments are no articles. The whole list is one document, so it is held in memory.

use crate::base::web_address::is_web_address;
use crate::say;
use std::collections::BTreeMap;

use super::collected_item::SeenItems;
use super::reference::Reference;
use super::xml_tree::{XmlTree, root_name, whole_tree};
use super::{ContainerInput, ContainerPart, Pieces};
use crate::import::extracted_document::ExtractionError;
use crate::source::limits::MAX_TEXT_LEN_BYTES;

/// Returns whether a file begins as an export of Zotero.
pub(in crate::import) fn recognises(head: &[u8]) -> bool {
    root_name(head).as_deref() == Some("RDF") && memchr::memmem::find(head, b"zotero.org/namespaces").is_some()
}

/// Returns the items of an export.
///
/// # Errors
/// If it is damaged, or larger than one document may be.
pub(in crate::import) fn pieces(_name: &str, input: ContainerInput) -> Result<Pieces, ExtractionError> {
    let mut bytes = input.bytes;
    let tree = whole_tree(&bytes.read_text(MAX_TEXT_LEN_BYTES)?)?;
    let files = attached_files(&tree);
    let journals = journals(&tree);
    let items: Vec<Reference> = tree
        .elements()
        .filter(|element| !matches!(kind(element).as_deref(), None | Some("attachment" | "note" | "annotation")))
        .map(|element| reference(element, &files, &journals))
        .filter(|reference| reference.title.is_some())
        .collect();
    if items.is_empty() {
        return Err(ExtractionError::because(
            say!(en: "it holds no item with a title", fr: "il ne contient aucun élément qui ait un titre"),
        ));
    }
    let mut seen = SeenItems::default();
    let pieces = items.into_iter().enumerate().map(move |(index, reference)| -> ContainerPart {
        let place = say!(en: "item {n}", fr: "élément {n}", n = index + 1);
        reference.into_item().into_reference(place, index + 1, &mut seen)
    });
    Ok(Box::new(pieces))
}

fn kind(element: &XmlTree) -> Option<String> {
    let kind = element.text_of(&["z:itemType"]).map(|kind| kind.trim().to_owned());
    kind.or_else(|| (element.local_name() == "Attachment").then(|| "attachment".to_owned()))
}

/// Returns the paths of attached files by the names that items give them.
fn attached_files(tree: &XmlTree) -> BTreeMap<String, String> {
    let attachments = tree.elements().filter(|element| kind(element).as_deref() == Some("attachment"));
    let named = attachments.filter_map(|attachment| {
        let path = attachment.elements().find(|element| element.name == "rdf:resource")?.attribute("resource")?;
        Some((attachment.attribute("about")?.to_owned(), path.to_owned()))
    });
    named.collect()
}

/// Returns the newspapers that are beside the items, by their names in the file.
fn journals(tree: &XmlTree) -> BTreeMap<String, String> {
    let named = tree.elements().filter_map(|element| {
        kind(element).is_none().then_some(())?;
        Some((element.attribute("about")?.to_owned(), element.text_of(&["dc:title"])?))
    });
    named.collect()
}

fn reference(item: &XmlTree, files: &BTreeMap<String, String>, journals: &BTreeMap<String, String>) -> Reference {
    let part_of = item.first(&["dcterms:isPartOf"]);
    let publisher = part_of.and_then(|part| {
        let inside = part.elements().find_map(|journal| journal.text_of(&["dc:title"]));
        inside.or_else(|| journals.get(part.attribute("resource")?).cloned())
    });
    let organisation =
        || item.first(&["dc:publisher"])?.all().iter().find_map(|element| element.text_of(&["foaf:name"]));
    let people = item.first(&["bib:authors"]).or_else(|| item.first(&["z:authors"]));
    let people = people.map(XmlTree::all).unwrap_or_default();
    let people = people.into_iter().filter(|element| element.local_name() == "Person");
    let name = |person: &XmlTree| {
        let given = person.text_of(&["foaf:givenName", "foaf:givenname"]).unwrap_or_default();
        let family = person.text_of(&["foaf:surname"]).unwrap_or_default();
        format!("{} {}", given.trim(), family.trim()).trim().to_owned()
    };
    let addresses = item.elements().filter(|element| element.name == "dc:identifier");
    let url = addresses.filter_map(|element| {
        let uri = element.all().into_iter().find(|inner| inner.local_name() == "URI")?;
        uri.text_of(&["rdf:value"])
    });
    let about = item.attribute("about").filter(|about| is_web_address(about)).map(str::to_owned);
    let linked = item.elements().filter(|element| element.name == "link:link");
    let linked = linked.filter_map(|link| files.get(link.attribute("resource")?).cloned());
    Reference {
        title: item.text_of(&["dc:title"]),
        authors: people.map(name).filter(|name| !name.is_empty()).collect(),
        publisher: publisher
            .or_else(|| item.text_of(&["prism:publicationName", "z:websiteTitle", "z:websiteType"]))
            .or_else(organisation),
        date: item.text_of(&["dc:date"]),
        is_circa: false,
        retrieved: item.text_of(&["dcterms:dateSubmitted"]),
        url: url.into_iter().next().or(about),
        archived: None,
        language: item.text_of(&["z:language", "dc:language"]),
        tags: item.elements().filter(|element| element.name == "dc:subject").map(XmlTree::text).collect(),
        summary: item.text_of(&["dcterms:abstract"]),
        files: linked.collect(),
    }
}
