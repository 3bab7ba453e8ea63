//! A page's metadata: JSON-LD (schema.org), Open Graph, `<meta>`, `<title>`, `<html lang>`.
//!
//! The first source that has a value wins; metadata that the publisher wrote for machines comes before that for
//! browsers. Dates keep the name of their source. Whether a value is plausible is not decided here.

use serde_json::Value;

use super::dom::{HtmlPage, NodeRef, attribute};
use crate::import::extracted_document::{DocumentMetadata, MetadataDate};
use crate::import::runs::safe_address;
use crate::import::text::lines::{fold, single_spaced};

/// The longest value that is kept, in characters.
const MAX_VALUE: usize = 300;
/// The most JSON-LD scripts that are read.
const MAX_SCRIPTS: usize = 20;

/// Reads the metadata of a page.
pub(super) fn page_metadata(page: &HtmlPage) -> DocumentMetadata {
    let json = json_ld(page);
    let json = json.as_ref();
    let site = first([
        meta(page, "og:site_name"),
        json.and_then(|json| json_name(json.get("publisher")?)),
        meta(page, "application-name"),
    ]);
    let title = first([
        json.and_then(|json| json_text(json.get("headline")?)),
        meta(page, "og:title"),
        meta(page, "twitter:title"),
    ]);
    let title = title.or_else(|| page.select("head title").first().and_then(|node| value(&node.text())));
    DocumentMetadata {
        title: title.map(|title| without_site(&headline(page, &title).unwrap_or(title), site.as_deref())),
        author: first([
            json.and_then(|json| json_name(json.get("author")?)),
            meta(page, "author"),
            meta(page, "article:author").filter(|author| !author.contains("://")),
            page.select("[rel=author], [itemprop=author] [itemprop=name], .byline-name, .byline__name")
                .first()
                .and_then(|node| value(&node.text())),
        ])
        .map(|author| without_by(&author)),
        publisher: site,
        date: date(page, json),
        language: language(page, json),
        url: address(page, json),
        tags: Vec::new(),
        ..DocumentMetadata::default()
    }
}

fn first<const N: usize>(values: [Option<String>; N]) -> Option<String> {
    values.into_iter().flatten().next()
}

/// Returns a value on one line; `None` if it is empty.
fn value(text: &str) -> Option<String> {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let text = single_spaced(text.trim());
    let text: String = text.trim().chars().take(MAX_VALUE).collect();
    (!text.is_empty()).then_some(text)
}

fn meta(page: &HtmlPage, key: &str) -> Option<String> {
    let selector = format!("meta[property=\"{key}\"], meta[name=\"{key}\"], meta[itemprop=\"{key}\"]");
    page.select(&selector).iter().find_map(|node| value(&attribute(node, "content")?))
}

/// Returns the `<h1>` that begins with the title, or with which the title begins: a title in metadata may be shortened,
/// or followed by the site's name.
fn headline(page: &HtmlPage, title: &str) -> Option<String> {
    let headlines = page.select("h1");
    let texts = headlines.iter().filter_map(|node: &NodeRef<'_>| value(&node.text()));
    let title = fold(title);
    texts.into_iter().find(|text| {
        let text = fold(text);
        title.starts_with(&text) || text.starts_with(title.trim_end_matches(['.', '…', ' ']))
    })
}

/// Removes the site's name from a title: `Le phare rallumé - L’Écho` becomes `Le phare rallumé`.
fn without_site(title: &str, site: Option<&str>) -> String {
    let Some(site) = site.map(fold) else { return title.to_owned() };
    [" - ", " | ", " – ", " — ", " · "]
        .iter()
        .filter_map(|mark| title.rsplit_once(mark))
        .find(|(before, after)| fold(after) == site && !before.trim().is_empty())
        .map_or(title.to_owned(), |(before, _)| before.trim().to_owned())
}

fn without_by(author: &str) -> String {
    ["Par ", "par ", "By ", "by "].iter().find_map(|by| author.strip_prefix(by)).unwrap_or(author).to_owned()
}

fn date(page: &HtmlPage, json: Option<&Value>) -> Option<MetadataDate> {
    let dates_by_key = [
        ("datePublished", json.and_then(|json| json_text(json.get("datePublished")?))),
        ("article:published_time", meta(page, "article:published_time")),
        ("og:published_time", meta(page, "og:published_time")),
        ("datePublished", meta(page, "datePublished")),
        ("date", meta(page, "date")),
        ("DC.date.issued", first([meta(page, "DC.date.issued"), meta(page, "dcterms.issued"), meta(page, "dc.date")])),
        ("publish-date", first([meta(page, "publish-date"), meta(page, "pubdate"), meta(page, "sailthru.date")])),
        (
            "<time>",
            page.select("time[itemprop=datePublished][datetime], time[pubdate][datetime], time.entry-date[datetime], time.published[datetime]")
                .first()
                .and_then(|node| attribute(node, "datetime")),
        ),
    ];
    dates_by_key.into_iter().find_map(|(name, date)| {
        let date = date?;
        // The day at the place of publication: the part before the `T`, whatever the UTC offset.
        let iso = date
            .trim()
            .get(..10)
            .filter(|_| date.trim().as_bytes().get(10).is_none_or(|byte| !byte.is_ascii_digit()))?;
        crate::model::Edtf::parse(iso).ok()?;
        Some(MetadataDate {
            iso: iso.to_owned(), place: format!("the page’s metadata ({name})"), is_publication: true
        })
    })
}

fn language(page: &HtmlPage, json: Option<&Value>) -> Option<String> {
    first([
        page.select("html[lang]").first().and_then(|node| attribute(node, "lang")),
        json.and_then(|json| json_text(json.get("inLanguage")?)),
        meta(page, "og:locale").map(|locale| locale.replace('_', "-")),
        meta(page, "language"),
    ])
}

fn address(page: &HtmlPage, json: Option<&Value>) -> Option<String> {
    let canonical = page.select("link[rel=canonical]").first().and_then(|node| attribute(node, "href"));
    [canonical, meta(page, "og:url"), json.and_then(|json| json_text(json.get("url")?))]
        .into_iter()
        .flatten()
        .filter(|address| address.starts_with("https://") || address.starts_with("http://"))
        .find_map(|address| safe_address(&address))
}

/// Returns the first object of the page's JSON-LD that is an article.
fn json_ld(page: &HtmlPage) -> Option<Value> {
    let scripts = page.select("script[type=\"application/ld+json\"]");
    scripts.iter().take(MAX_SCRIPTS).find_map(|script| {
        // serde_json itself limits nesting to 128 levels.
        let value: Value = serde_json::from_str(script.text().trim()).ok()?;
        article(value)
    })
}

fn article(value: Value) -> Option<Value> {
    match value {
        Value::Array(values) => values.into_iter().find_map(article),
        Value::Object(mut object) => {
            let is_article = |kind: &Value| {
                kind.as_str()
                    .is_some_and(|kind| kind.ends_with("Article") || kind.ends_with("Posting") || kind == "Report")
            };
            let is_one = object.get("@type").is_some_and(|kind| {
                is_article(kind) || kind.as_array().is_some_and(|kinds| kinds.iter().any(is_article))
            });
            if is_one { Some(Value::Object(object)) } else { object.remove("@graph").and_then(article) }
        }
        _ => None,
    }
}

fn json_text(json: &Value) -> Option<String> {
    match json {
        Value::String(text) => value(text),
        Value::Array(values) => values.iter().find_map(json_text),
        _ => None,
    }
}

/// Returns the name in `"Anne"`, `{"name": "Anne"}`, or a list of these.
fn json_name(json: &Value) -> Option<String> {
    match json {
        Value::String(name) => value(name).filter(|name| !name.contains("://")),
        Value::Object(object) => json_text(object.get("name")?),
        Value::Array(values) => {
            let names: Vec<String> = values.iter().take(8).filter_map(json_name).collect();
            (!names.is_empty()).then(|| names.join(", "))
        }
        _ => None,
    }
}
