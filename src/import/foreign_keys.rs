//! Keys of other tools in a document's front matter -> the keys of an article.
//!
//! Web clippers, read-later services and converters write the same few things under many names. Invariant: a key of our own
//! is never replaced by one of another tool, and of two names for one thing the first in the table counts.

use crate::base::web_address::is_web_address;
use crate::base::yaml::{YamlNode, YamlValue};
use crate::import::dates::written_date::{NumberOrder, words, written_date};
use crate::import::text::lines::fold;
use crate::model::Edtf;

/// An article's key, and the names that other tools have for it, the best first, in small letters without signs.
pub(super) const SYNONYMS: [(&str, &[&str]); 8] = [
    ("title", &["titre", "headline", "articletitle", "titel", "título"]),
    (
        "url",
        &[
            "urloriginal", "originalurl", "canonicalurl", "canonical", "sourceurl", "pageurl", "weburl", "source",
            "link", "href", "permalink", "website", "origin", "lien", "adresse", "enlace",
        ],
    ),
    (
        "date",
        &[
            "published", "datepublished", "publishedat", "publishedon", "publisheddate", "publishdate",
            "publicationdate", "pubdate", "issued", "datepublication", "datedepublication", "datedeparution",
            "parution", "datum", "fecha",
        ],
    ),
    (
        "retrieved",
        &[
            "created", "clipped", "clippedat", "dateclipped", "saved", "savedat", "datesaved", "dateadded", "added",
            "addedat", "accessed", "dateaccessed", "accessdate", "retrievedat", "createdat", "datecreated",
            "datedeconsultation",
        ],
    ),
    (
        "publisher",
        &[
            "site", "sitename", "publication", "publicationtitle", "newspaper", "journal", "media", "média",
            "magazine", "outlet", "source", "website", "periodical", "zeitung", "medio", "domain",
        ],
    ),
    ("author", &["authors", "byline", "auteur", "auteurs", "creator", "creators", "autor", "autoren", "writer"]),
    ("language", &["lang", "langue", "locale", "sprache", "idioma"]),
    ("tags", &["tag", "keywords", "topics", "labels", "motscles", "motsclés"]),
];

/// Tags that tools add to everything that they save.
const TOOL_TAGS: [&str; 6] = ["clippings", "clipping", "omnivore", "pocket", "readwise", "instapaper"];

/// Returns a key in small letters without signs: `date_published`, `Date published` and `datePublished` are one.
pub(super) fn bare_key(key: &str) -> String {
    key.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Returns the texts of a value, with links between notes unwrapped: `[[Anne Morvan]]`.
pub(super) fn texts(node: &YamlNode) -> Vec<String> {
    match &node.value {
        YamlValue::Scalar(text) => Some(unlinked(text)).filter(|text| !text.is_empty()).into_iter().collect(),
        // `[[Anne Morvan]]` without quotation marks is a list in a list.
        YamlValue::List(items) => items.iter().take(100).flat_map(one_text).collect(),
        YamlValue::Null | YamlValue::Map(_) => Vec::new(),
    }
}

fn one_text(node: &YamlNode) -> Option<String> {
    let node = match &node.value {
        YamlValue::List(items) if items.len() == 1 => items.first()?,
        YamlValue::Map(entries) => {
            &entries.iter().find(|(key, _)| matches!(&key.value, YamlValue::Scalar(key) if key == "name"))?.1
        }
        _ => node,
    };
    match &node.value {
        YamlValue::Scalar(text) => Some(unlinked(text)).filter(|text| !text.is_empty()),
        _ => None,
    }
}

fn unlinked(text: &str) -> String {
    let text = text.trim();
    let Some(inner) = text.strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]")) else { return text.to_owned() };
    inner.rsplit('|').next().unwrap_or(inner).trim().to_owned()
}

/// Returns a web address; nothing else is one.
pub(super) fn web_address(text: &str) -> Option<String> {
    (is_web_address(text) && !text.contains(char::is_whitespace)).then(|| text.to_owned())
}

/// Reads a date as tools write it: with a time, with spaces, in words.
pub(super) fn tool_date(text: &str) -> Option<Edtf> {
    let text = text.trim();
    let day = text.get(..10).unwrap_or_default().replace([' ', '/', '.'], "-");
    let has_other_digit = text.get(10..).is_some_and(|rest| rest.starts_with(|next: char| next.is_ascii_digit()));
    let whole = Edtf::parse(text).or_else(|_| Edtf::parse(&day)).ok().filter(|_| !has_other_digit);
    whole.or_else(|| {
        let folded = fold(text.get(..text.len().min(80)).unwrap_or_default());
        written_date(&words(&folded), NumberOrder::Unknown).and_then(|date| Edtf::parse(&date.iso).ok())
    })
}

/// Returns whether a tag only says which tool saved the document.
pub(super) fn is_tool_tag(tag: &str) -> bool {
    TOOL_TAGS.contains(&tag.trim_start_matches('#').to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_of_a_tool_is_a_day() {
        for (text, expected) in [
            ("2021-05-03", Some("2021-05-03")),
            ("2021 05 03T00:00:00", Some("2021-05-03")),
            ("2021-05-03 10:22:31Z", Some("2021-05-03")),
            ("2021-05-03T10:22:31 (UTC +01:00)", Some("2021-05-03")),
            ("2021-05", Some("2021-05")),
            ("3 mai 2021", Some("2021-05-03")),
            ("03/04/2021", None),
            ("1620000000000", None),
            ("hier", None),
        ] {
            assert_eq!(tool_date(text).map(|date| date.to_string()).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn keys_are_compared_without_signs() {
        for key in ["date_published", "Date published", "datePublished", "date-published"] {
            assert_eq!(bare_key(key), "datepublished");
        }
    }
}
