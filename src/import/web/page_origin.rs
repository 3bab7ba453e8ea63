//! Where a saved page comes from: what browsers, SingleFile and archives write into it.
//!
//! Chrome and Firefox name the address in a comment, SingleFile also the day, the Wayback Machine and archive.today
//! rewrite the page's own addresses. An archive is where a copy is, never who published the page.

use super::dom::{HtmlPage, attribute};
use crate::base::web_address::is_web_address;
use crate::import::dates::written_date::{NumberOrder, words, written_date};
use crate::import::runs::safe_address;
use crate::import::text::lines::fold;

/// How much of a page is searched for the comments of the program that saved it, in bytes.
const HEAD_BYTES: usize = 4096;

/// The hosts of archives.
const ARCHIVES: [&str; 10] = [
    "web.archive.org", "archive.org", "archive.ph", "archive.today", "archive.is", "archive.li", "archive.vn",
    "archive.md", "archive.fo", "archive-it.org",
];

/// Where a page was saved from.
#[derive(Default)]
pub(super) struct PageOrigin {
    /// The page's own address.
    pub(super) address: Option<String>,
    /// The address of the copy in an archive.
    pub(super) archived: Option<String>,
    /// The day on which it was saved or archived, as `YYYY-MM-DD`.
    pub(super) retrieved: Option<String>,
}

/// Reads where a page was saved from.
pub(super) fn page_origin(page: &HtmlPage, html: &str) -> PageOrigin {
    let copy = archive_addresses(page).into_iter().find_map(|address| archived_copy(&address));
    if let Some((archived, original, day)) = copy {
        return PageOrigin { address: safe_address(&original), archived: safe_address(&archived), retrieved: day };
    }
    let head = html.get(..html.floor_char_boundary(HEAD_BYTES)).unwrap_or(html);
    comment_of_a_browser(head).or_else(|| comment_of_single_file(head)).unwrap_or_default()
}

/// Returns whether an address is in an archive.
pub(super) fn is_archive(address: &str) -> bool {
    let host = host(address);
    ARCHIVES.iter().any(|archive| host == *archive || host.strip_suffix(archive).is_some_and(|sub| sub.ends_with('.')))
}

/// Returns the host of an address, or of a name that is one, in lower case.
pub(super) fn host(address: &str) -> String {
    let address = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = address.split(['/', ':', '?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    host.strip_prefix("www.").map_or(host.clone(), str::to_owned)
}

/// Returns whether an address goes through the proxy or the private network of the reader's library.
pub(in crate::import) fn is_reader_host(address: &str) -> bool {
    let is_private_network = |label: &str| label.starts_with("vpn") || label.ends_with("vpn");
    let host = host(address);
    host.contains("proxy")
        || host.contains("idm.oclc")
        || host.split('.').any(is_private_network)
        // A gateway of Cisco writes the target into the path.
        || address.contains("/+CSCO")
}

fn archive_addresses(page: &HtmlPage) -> Vec<String> {
    let links = page.select("link[rel=canonical], link[rel=bookmark], link[rel=original]");
    let mut addresses: Vec<String> = links.iter().filter_map(|node| attribute(node, "href")).collect();
    let meta = page.select("meta[property=\"og:url\"]");
    addresses.extend(meta.iter().filter_map(|node| attribute(node, "content")));
    // The Wayback Machine's own script names the address and the time.
    for script in page.select("head script").iter().take(20) {
        let text = script.text();
        let Some((_, call)) = text.split_once("__wm.wombat(") else { continue };
        let mut texts = call.split('"').skip(1).step_by(2);
        if let (Some(original), Some(time)) = (texts.next(), texts.next()) {
            addresses.push(format!("https://web.archive.org/web/{time}/{original}"));
        }
    }
    addresses
}

/// Reads `https://web.archive.org/web/20240313081500/https://…` or `https://archive.ph/2024.03.13-081500/https://…`.
fn archived_copy(address: &str) -> Option<(String, String, Option<String>)> {
    if !is_archive(address) {
        return None;
    }
    let (_, path) = address.split_once("://")?;
    let at = [path.find("/http://"), path.find("/https://")].into_iter().flatten().min()?;
    let original = path.get(at + 1..)?;
    let time = path.get(..at)?.rsplit('/').next()?;
    let digits: String = time.chars().filter(char::is_ascii_digit).take(8).collect();
    let day = (digits.len() == 8).then(|| format!("{}-{}-{}", &digits[..4], &digits[4..6], &digits[6..]));
    let day = day.filter(|day| crate::model::Edtf::parse(day).is_ok());
    Some((address.to_owned(), original.to_owned(), day))
}

/// Reads `<!-- saved from url=(0058)https://… -->`.
fn comment_of_a_browser(head: &str) -> Option<PageOrigin> {
    let (_, after) = head.split_once("saved from url=(")?;
    let address = after.split_once(')')?.1.split_whitespace().next()?;
    Some(PageOrigin { address: web_address(address), ..PageOrigin::default() })
}

/// Reads SingleFile's comment: `url: https://…` and `saved date: Fri Mar 15 2024 10:22:31 GMT+0100 (…)`.
fn comment_of_single_file(head: &str) -> Option<PageOrigin> {
    let (_, after) = head.split_once("Page saved with SingleFile")?;
    let comment = after.split("-->").next()?;
    let field = |name: &str| comment.lines().find_map(|line| line.trim().strip_prefix(name)).map(str::trim);
    let day = field("saved date:").and_then(|saved| {
        let folded = fold(saved);
        written_date(&words(&folded), NumberOrder::Unknown).map(|date| date.iso)
    });
    Some(PageOrigin { address: field("url:").and_then(web_address), retrieved: day, archived: None })
}

fn web_address(address: &str) -> Option<String> {
    safe_address(address).filter(|address| is_web_address(address) && !is_reader_host(address))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn origin(html: &str) -> [String; 3] {
        let origin = page_origin(&HtmlPage::parse(html).expect("a page"), html);
        [origin.address, origin.archived, origin.retrieved].map(Option::unwrap_or_default)
    }

    #[test]
    fn programs_and_archives_name_the_page() {
        let phare = "https://journal.example/phare";
        for (html, expected) in [
            (
                "<link rel=canonical href='https://web.archive.org/web/20230504101112/https://journal.example/phare'>",
                [phare, "https://web.archive.org/web/20230504101112/https://journal.example/phare", "2023-05-04"],
            ),
            (
                "<link rel=bookmark href='http://archive.today/20230504101112/https://journal.example/phare'>",
                [phare, "http://archive.today/20230504101112/https://journal.example/phare", "2023-05-04"],
            ),
            ("<!-- saved from url=(0029)https://journal.example/phare -->", [phare, "", ""]),
            (
                "<!--\n Page saved with SingleFile \n url: https://journal.example/phare\n saved date: Thu May 04 2023 10:11:12 GMT+0200 (CEST)\n-->",
                [phare, "", "2023-05-04"],
            ),
            ("<link rel=canonical href='https://journal.example/archive.org/x'>", ["", "", ""]),
            ("<!-- saved from url=(0016)javascript:alert(1) -->", ["", "", ""]),
            ("<!-- saved from url=(0040)https://univpn.kerpen.example/+CSCO+31/x -->", ["", "", ""]),
            ("<!-- saved from url=(0040)https://journal-example.ezproxy.kerpen.example/x -->", ["", "", ""]),
        ] {
            assert_eq!(origin(html), expected, "{html}");
        }
    }
}
