//! A page's metadata: JSON-LD (schema.org), Open Graph, `<meta>`, `<title>`, `<html lang>`, and the lines around the
//! headline.
//!
//! The headline that readers saw wins over the titles that are written for search engines; else the first source that
//! has a value. Dates and authors are read by `page_dates` and `bylines`. Whether a value is plausible is not decided
//! here.

use super::byline::page_author;
use super::dom::{HtmlPage, NodeRef, attribute};
use super::head_lines::HeadLines;
use super::json_ld::LinkedData;
use super::page_dates::page_date;
use super::page_origin::is_reader_host;
use super::page_origin::{PageOrigin, host, is_archive, page_origin};
use super::values::{meta, value};
use crate::base::web_address::is_web_address;
use crate::import::extracted_document::DocumentMetadata;
use crate::import::runs::safe_address;
use crate::import::text::lines::fold;

/// What separates the site's name from the title in `<title>`.
const TITLE_MARKS: [&str; 8] = [" - ", " | ", " – ", " — ", " · ", " • ", " » ", " :: "];
/// The most marks of one kind at which a title is divided.
const MAX_MARKS: usize = 4;
/// The most headings that are compared with a title.
const MAX_HEADINGS: usize = 40;

/// The metadata that are in a page's head, and its title.
pub(super) struct PageHead {
    pub(super) title: Option<String>,
    site: Option<String>,
    language: Option<String>,
    address: Option<String>,
    origin: PageOrigin,
    data: LinkedData,
}

impl PageHead {
    /// Reads the head of a page.
    pub(super) fn of(page: &HtmlPage, html: &str) -> Self {
        let data = LinkedData::of(page);
        let origin = page_origin(page, html);
        let window = page.select("head title, title").first().and_then(|node| value(&node.text()));
        let stated = first([
            data.text("headline"),
            meta(page, "og:title"),
            meta(page, "twitter:title"),
            meta(page, "citation_title"),
            meta(page, "dc.title"),
        ]);
        let named_site = site_name(page, &data).filter(|site| !is_page_title(site, window.as_deref()));
        let titles: Vec<&str> = stated.iter().chain(&window).map(String::as_str).collect();
        let shown = headline(page, &titles, named_site.as_deref());
        // A heading may begin with a line above the headline; then the metadata say where the headline begins.
        let shown = shown.map(|shown| match &stated {
            Some(stated) if is_end_of(&shown, stated) => stated.clone(),
            _ => shown,
        });
        let title = shown.or_else(|| {
            let title = stated.as_deref().or(window.as_deref())?;
            Some(without_site(title, named_site.as_deref()))
        });
        let site = named_site.or_else(|| {
            let site = site_in_title(window.as_deref()?, title.as_deref()?)?;
            (!is_archive(&site)).then_some(site)
        });
        Self { title, site, language: language(page, &data), address: address(page, &data), origin, data }
    }

    /// Returns the text of the article as the metadata give it.
    pub(super) fn body(&self) -> Option<&str> {
        self.data.body()
    }

    /// Returns whether the page is a copy in an archive.
    pub(super) fn is_archived(&self) -> bool {
        self.origin.archived.is_some()
    }

    /// Returns all metadata of the page. `lines` are the lines around its headline.
    pub(super) fn describe(self, page: &HtmlPage, lines: &HeadLines) -> DocumentMetadata {
        let address = self.origin.address.or(self.address);
        let host = address.as_deref().map(host).unwrap_or_default();
        DocumentMetadata {
            author: page_author(page, &self.data, lines, &[self.site.as_deref().unwrap_or_default(), &host]),
            date: page_date(page, &self.data, lines, self.language.as_deref()),
            title: self.title,
            publisher: self.site,
            language: self.language,
            url: address,
            archived: self.origin.archived,
            retrieved: self.origin.retrieved,
            ..DocumentMetadata::default()
        }
    }
}

/// Returns the first value that is there.
fn first<const N: usize>(values: [Option<String>; N]) -> Option<String> {
    values.into_iter().flatten().next()
}

/// Returns the publisher as the page names it, unless that is an address or an archive.
fn site_name(page: &HtmlPage, data: &LinkedData) -> Option<String> {
    let is_name =
        |name: &String| !name.contains("://") && !name.ends_with('/') && !name.starts_with("www.") && !is_archive(name);
    let names = [
        meta(page, "og:site_name"),
        data.names("publisher").into_iter().next(),
        meta(page, "citation_journal_title"),
        meta(page, "dc.publisher"),
        data.site(),
        meta(page, "application-name"),
    ];
    names.into_iter().flatten().find(is_name)
}

/// Returns whether the name of a site is a sentence that is also the page's title: a template was filled in wrongly.
fn is_page_title(site: &str, window: Option<&str>) -> bool {
    site.split_whitespace().count() > 5 && window.is_some_and(|window| fold(window) == fold(site))
}

/// Returns the heading that is the headline: the one that a title of the page names, else the only `<h1>` if it
/// shares words with one. A title in metadata may be shortened, be followed by the site's name, or be written for
/// search engines.
fn headline(page: &HtmlPage, titles: &[&str], site: Option<&str>) -> Option<String> {
    let site = site.map(fold).unwrap_or_default();
    let text = |node: &NodeRef<'_>| value(&node.text()).filter(|text| fold(text) != site);
    let top: Vec<String> = page.select("h1").iter().take(MAX_HEADINGS).filter_map(text).collect();
    let folded: Vec<String> = titles.iter().map(|title| fold(title)).collect();
    let is_title = |heading: &&String| {
        let heading = fold(heading);
        folded.iter().any(|title| {
            let start = title.trim_end_matches(['.', '…', ' ']);
            title.starts_with(&heading) && !is_half_of_a_title(title, &heading)
                || (start.chars().count() >= 10 && heading.starts_with(start))
        })
    };
    let named = top.iter().find(is_title).cloned();
    let named = named.or_else(|| {
        let headings = page.select("h1, h2, h3");
        let headings = headings.iter().take(MAX_HEADINGS).filter_map(text);
        let halves = headings.filter(|heading| {
            let heading = fold(heading);
            folded.iter().any(|title| title_halves(title).any(|half| half == heading && half.contains(' ')))
        });
        halves.max_by_key(|heading| heading.chars().count())
    });
    // A heading may end with a label of the page: `Le phare rallumé Abonnés`.
    let named = named.or_else(|| {
        let halves = titles.iter().flat_map(|title| title_halves(title));
        let is_labelled = |half: &&str| {
            let half = fold(half);
            half.split(' ').count() > 2
                && top
                    .iter()
                    .map(|heading| fold(heading))
                    .any(|heading| heading.starts_with(&half) && half.len() * 10 >= heading.len() * 7)
        };
        halves.filter(is_labelled).max_by_key(|half| half.len()).and_then(value)
    });
    let only = || match top.as_slice() {
        [only] if titles.iter().any(|title| shares_words(title, only)) => Some(only.clone()),
        _ => None,
    };
    named.or_else(only)
}

/// Returns whether a heading ends with a stated title of several words, after other words.
fn is_end_of(heading: &str, stated: &str) -> bool {
    let (heading, stated) = (fold(heading), fold(stated));
    stated.split(' ').count() > 2
        && heading.len() > stated.len()
        && heading.ends_with(&stated)
        && heading.len() < stated.len() * 2
}

/// Returns the parts of a title between marks that separate it from the site's name.
fn title_halves(title: &str) -> impl Iterator<Item = &str> {
    let marks = TITLE_MARKS.iter().chain(&[": "]);
    marks
        .flat_map(|mark| {
            // A section and the site may both follow the title.
            let before = title.match_indices(mark).map(|(at, _)| title.get(..at)).take(MAX_MARKS);
            before.chain([
                title.rsplit_once(mark).map(|(before, _)| before),
                title.split_once(mark).map(|(_, after)| after),
            ])
        })
        .flatten()
        .map(str::trim)
}

/// Returns whether a heading is what is before a colon of a title: `Carnets du port: Le phare rallumé`. Then it may
/// be the name of the site.
fn is_half_of_a_title(title: &str, heading: &str) -> bool {
    let rest = title.strip_prefix(heading).unwrap_or_default();
    rest.starts_with(':') || TITLE_MARKS.iter().any(|mark| rest.starts_with(mark)) && heading.split(' ').count() < 4
}

/// Returns whether two titles have at least two longer words in common, or half of them.
fn shares_words(title: &str, heading: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let folded = fold(text);
        let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() >= 4);
        words.map(str::to_owned).collect()
    };
    let (title, heading) = (words(title), words(heading));
    let n_shared = heading.iter().filter(|word| title.contains(word)).count();
    n_shared >= 2 || (n_shared == 1 && heading.len() <= 2)
}

/// Removes the site's name from a title: `Le phare rallumé - L’Écho` becomes `Le phare rallumé`.
fn without_site(title: &str, site: Option<&str>) -> String {
    let Some(site) = site.map(fold) else { return title.to_owned() };
    let ends = TITLE_MARKS.iter().flat_map(|mark| {
        let last = title.rsplit_once(mark).filter(|(_, after)| fold(after) == site).map(|(before, _)| before);
        let first = title.split_once(mark).filter(|(before, _)| fold(before) == site).map(|(_, after)| after);
        [last, first]
    });
    let title_alone = ends.flatten().find(|rest| !rest.trim().is_empty());
    title_alone.unwrap_or(title).trim().to_owned()
}

/// Returns the name of the site where `<title>` is the page's title and one other short part.
fn site_in_title(window: &str, title: &str) -> Option<String> {
    let title = fold(title);
    let site = TITLE_MARKS.iter().find_map(|mark| {
        let (before, after) = window.rsplit_once(mark)?;
        if fold(before) == title {
            return Some(after);
        }
        let (before, after) = window.split_once(mark)?;
        (fold(after) == title).then_some(before)
    })?;
    // A section is between the title and the site: `Le phare rallumé - Littoral | L’Écho`.
    let is_last = window.ends_with(site);
    let outer = TITLE_MARKS.iter().find_map(|mark| {
        if is_last { site.rsplit_once(mark).map(|(_, name)| name) } else { site.split_once(mark).map(|(name, _)| name) }
    });
    let site = outer.unwrap_or(site);
    let site = site.trim();
    ((2..=40).contains(&site.chars().count()) && site.split(' ').count() <= 6).then(|| site.to_owned())
}

fn language(page: &HtmlPage, data: &LinkedData) -> Option<String> {
    first([
        page.select("html[lang]").first().and_then(|node| attribute(node, "lang")),
        data.text("inLanguage"),
        meta(page, "og:locale").map(|locale| locale.replace('_', "-")),
        meta(page, "language"),
    ])
}

fn address(page: &HtmlPage, data: &LinkedData) -> Option<String> {
    let canonical = page.select("link[rel=canonical]").first().and_then(|node| attribute(node, "href"));
    [canonical, meta(page, "og:url"), data.text("url")]
        .into_iter()
        .flatten()
        .filter(|address| is_web_address(address))
        .filter(|address| !is_reader_host(address))
        .find_map(|address| safe_address(&address))
}
