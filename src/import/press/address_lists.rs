//! Lists of addresses without their texts: bookmarks, reading lists of Pocket and Instapaper, alerts by mail. They are refused.
//!
//! Nothing is ever fetched, so such a list holds no article; the message says what it is, how many addresses it has, and
//! what to do.

use crate::base::Message;
use crate::base::percent;
use crate::base::web_address::is_web_address;
use crate::import::extracted_document::ExtractionError;
use crate::import::runs::safe_address;
use crate::import::text::lines::sentence_end;
use crate::import::web::dom::{HtmlPage, attribute, element_name};
use crate::say;

/// The most addresses that a message lists.
const MAX_SHOWN: usize = 5;
/// A paragraph with less text outside its links, in bytes, may be the note to an address.
const MIN_PROSE: usize = 300;
/// The columns of reading lists that hold no text.
const LIST_COLUMNS: &[&str] = &[
    "url", "title", "time_added", "tags", "status", "selection", "folder", "timestamp", "id", "created", "cover",
    "favorite", "highlights", "note", "excerpt", "labels", "saved_at", "link", "archived", "starred", "date_added",
    "read", "added", "name", "description", "state",
];

/// Returns why a page is no document, if it is only a list of addresses.
pub(super) fn refusal_of_page(html: &str, page: &HtmlPage) -> Option<ExtractionError> {
    let opening: String = html.trim_start_matches('\u{feff}').trim_start().chars().take(40).collect();
    let links: Vec<(String, usize, bool)> = page
        .select("a[href]")
        .iter()
        .filter_map(|link| {
            let address = attribute(link, "href").and_then(|href| safe_address(&href))?;
            let text = link.text();
            is_web_address(&address).then(|| (address, text.trim().len(), link.has_attr("time_added")))
        })
        .collect();
    let is_bookmarks = opening.to_ascii_uppercase().starts_with("<!DOCTYPE NETSCAPE-BOOKMARK");
    let is_reading_list = links.iter().any(|(_, _, is_dated)| *is_dated);
    let is_list = || {
        let in_links: usize = links.iter().map(|(_, len, _)| len).sum();
        let all: usize = page.body().text().split_whitespace().map(|word| word.len() + 1).sum();
        links.len() >= 3 && in_links * 100 >= all * 85 && !has_prose(page)
    };
    (is_bookmarks || is_reading_list || is_list())
        .then(|| refusal(&say!(en: "a list", fr: "une liste"), links.len(), &[]))
}

/// Returns whether a page has a paragraph of prose of its own: an article may stand beside a menu of 700 links.
fn has_prose(page: &HtmlPage) -> bool {
    page.select("p").iter().any(|paragraph| {
        let links = paragraph.descendants_it().filter(|node| element_name(node) == "a");
        let in_links: usize = links.map(|link| link.text().len()).sum();
        let text = paragraph.text();
        text.trim().len() >= in_links + MIN_PROSE && sentence_end(&text).is_some()
    })
}

/// Returns whether a file begins as the table of a reading list: all its columns are known, and one is the address.
pub(in crate::import) fn recognises_table(head: &[u8]) -> bool {
    let line = head.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let line = String::from_utf8_lossy(line.get(..1000).unwrap_or(line)).to_lowercase();
    let columns: Vec<String> = columns(line.trim_start_matches('\u{feff}').trim());
    let has = |name: &str| columns.iter().any(|column| column == name);
    columns.len() >= 2
        && columns.iter().all(|column| LIST_COLUMNS.contains(&column.as_str()))
        && (has("url") || has("link"))
        && (has("title") || has("name") || has("time_added"))
}

fn columns(line: &str) -> Vec<String> {
    let mark = if line.contains('\t') {
        '\t'
    } else if line.contains(';') {
        ';'
    } else {
        ','
    };
    line.split(mark).map(|column| column.trim().trim_matches('"').to_owned()).collect()
}

/// Refuses the table of a reading list.
///
/// # Errors
/// Always: it holds no text.
pub(in crate::import) fn read_table(
    _name: &str,
    bytes: &[u8],
) -> Result<crate::import::extracted_document::ExtractedFile, ExtractionError> {
    let text = String::from_utf8_lossy(bytes);
    let n = text.lines().skip(1).filter(|line| line.contains("://")).count();
    Err(refusal(&say!(en: "a reading list", fr: "une liste de lecture"), n, &[]))
}

/// Returns why a mail is no document, if it is an alert. `html` is its page, `sender` its address.
pub(in crate::import) fn refusal_of_alert(html: &str, sender: &str) -> Option<ExtractionError> {
    if !sender.to_ascii_lowercase().contains("googlealerts") {
        return None;
    }
    let page = HtmlPage::parse(html).ok()?;
    let mut addresses: Vec<String> = Vec::new();
    for link in page.select("a[href]") {
        let target = attribute(&link, "href").and_then(|href| redirect_target(&href));
        if let Some(target) = target.filter(|target| !addresses.contains(target)) {
            addresses.push(target);
        }
        if addresses.len() >= 1_000 {
            break;
        }
    }
    Some(refusal(&say!(en: "an alert with a list", fr: "une alerte avec une liste"), addresses.len(), &addresses))
}

/// Returns where a redirect of the search engine leads: `https://www.google.com/url?…&url=https://…`.
fn redirect_target(address: &str) -> Option<String> {
    let (site, query) = address.split_once("/url?")?;
    if !site.contains("google.") {
        return None;
    }
    let value = query.split('&').find_map(|pair| pair.strip_prefix("url=").or_else(|| pair.strip_prefix("q=")))?;
    safe_address(&percent::decode_lossy(value))
}

fn refusal(what: &Message, n: usize, addresses: &[String]) -> ExtractionError {
    let noun = match n {
        1 => say!(en: "1 address", fr: "1 adresse"),
        n => say!(en: "{n} addresses", fr: "{n} adresses"),
    };
    let shown: String = addresses.iter().take(MAX_SHOWN).map(|address| format!("\n      {address}")).collect();
    let more = match addresses.len().saturating_sub(MAX_SHOWN) {
        0 => Message::default(),
        n => say!(en: "\n      and {n} more", fr: "\n      et {n} de plus"),
    };
    ExtractionError::because(say!(
        en: "it is {what} of {noun} and has no text of theirs: open the pages, save them and import those{shown}{more}",
        fr: "c’est {what} de {noun}, sans leurs textes : ouvrez les pages, enregistrez-les et importez celles-là{shown}{more}";
        what, noun, more
    ))
}
