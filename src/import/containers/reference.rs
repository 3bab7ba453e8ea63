//! The description of an article in a reference manager -> a [`CollectedItem`] without text. What RIS, BibTeX, CSL-JSON and
//! Zotero's RDF share: names, partial dates, paths of files. Pure.

use super::collected_item::{CollectedItem, address, language_tag, one_line, publication};
use super::item_days::{DayOrder, read_day};
use crate::base::Message;
use crate::base::percent;
use crate::lang::field_names::ItemField;
use crate::say;

/// The most files of a reference that are tried for its text.
const MAX_FILES: usize = 20;
/// The most authors of a reference.
const MAX_AUTHORS: usize = 50;

/// A description of an article.
#[derive(Debug, Default)]
pub(super) struct Reference {
    pub(super) title: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) publisher: Option<String>,
    /// As written.
    pub(super) date: Option<String>,
    /// Whether the date was worked out and not stated.
    pub(super) is_circa: bool,
    pub(super) retrieved: Option<String>,
    pub(super) url: Option<String>,
    pub(super) archived: Option<String>,
    pub(super) language: Option<String>,
    pub(super) tags: Vec<String>,
    pub(super) summary: Option<String>,
    /// Paths of files, relative to the list of references.
    pub(super) files: Vec<String>,
}

impl Reference {
    /// Makes an item of it.
    pub(super) fn into_item(self) -> CollectedItem {
        let mut item = CollectedItem::default();
        let mut set = |field: ItemField, value: Option<String>| {
            if let Some(value) = value.filter(|value| !value.trim().is_empty()) {
                item.set(field, &value, Message::default(), DayOrder::Unknown);
            }
        };
        set(ItemField::Title, self.title);
        set(ItemField::Publisher, self.publisher);
        set(ItemField::Url, self.url);
        set(ItemField::Summary, self.summary);
        let day = self.date.as_deref().and_then(|date| read_day(date, DayOrder::Unknown));
        item.about.date =
            day.map(|iso| publication(iso, say!(en: "stated in the reference", fr: "écrite dans la référence")));
        if let Some(date) = &mut item.about.date {
            date.is_publication = !self.is_circa;
        }
        item.about.retrieved =
            self.retrieved.as_deref().and_then(|day| read_day(day, DayOrder::Unknown)).filter(|day| day.len() == 10);
        item.about.archived = self.archived.as_deref().and_then(address);
        item.about.language = self.language.as_deref().and_then(language_tag);
        item.about.tags = self.tags.iter().filter_map(|tag| one_line(tag)).take(100).collect();
        let authors: Vec<String> = self.authors.iter().filter_map(|name| one_line(name)).take(MAX_AUTHORS).collect();
        item.about.author = (!authors.is_empty()).then(|| authors.join("; "));
        item.attachments = self.files.iter().filter_map(|path| relative(path)).take(MAX_FILES).collect();
        // A page or a text has its paragraphs marked; of a PDF they are guessed.
        item.attachments.sort_by_key(|path| path.to_lowercase().ends_with(".pdf"));
        item
    }
}

/// Returns a name as it is spoken: `Tassart, Léonie` is `Léonie Tassart`.
pub(super) fn spoken_name(name: &str) -> String {
    match name.split_once(',') {
        Some((family, given)) if !given.contains(',') && !given.trim().is_empty() => {
            format!("{} {}", given.trim(), family.trim())
        }
        _ => name.trim().to_owned(),
    }
}

/// Returns a path beside the list; `None` for one that leads elsewhere.
fn relative(path: &str) -> Option<String> {
    let path = path.trim().replace('\\', "/");
    let path = path.strip_prefix("file://").unwrap_or(&path);
    let path = percent::decode(path.trim_start_matches("./")).unwrap_or_else(|| path.to_owned());
    let is_inside = !path.is_empty()
        && path.len() < 500
        && !path.contains([':', '\0'])
        && path.split('/').all(|step| !matches!(step, "" | "." | ".."));
    is_inside.then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_path_beside_the_list_is_followed() {
        for (written, path) in [
            ("files/12/page.html", Some("files/12/page.html")),
            ("files\\12\\page%20une.html", Some("files/12/page une.html")),
            ("/home/anne/page.html", None),
            ("C:\\page.html", None),
            ("../page.html", None),
            ("files/%2e%2e/x", None),
        ] {
            assert_eq!(relative(written).as_deref(), path, "{written}");
        }
    }
}
