//! Names, dates, quotations, notes and open questions as W3C Web Annotations (JSON-LD, Recommendation of 2017).
//!
//! The target is the plain text of an article, `text/ID.txt`, with its page as scope: pages set spaces that the text does
//! not have, so that a quotation would not be found in them. Records and relations are not here.

use serde_json::{Map, Value, json};

use super::jsonl::kind_of;
use super::makers::{ArticleMakers, Maker};
use super::shared::{address, article_address, certain_day, entity_address, iso, loss, site_name};
use super::{ExportInput, FileSet};
use crate::link::summary::{date_anchor, mention_anchor, quote_anchor};
use crate::model::{ArticleIx, Edtf, Route};
use crate::text::position::CodePoints;

/// The route of the collection.
pub(super) const ROUTE: &str = "data/annotations.jsonld";
/// Code points of text before and after the words that a selector has.
const CONTEXT_CHARS: usize = 32;

/// Prints the collection.
pub(super) fn draw(input: &ExportInput<'_>) -> Vec<u8> {
    let mut items: Vec<String> = Vec::new();
    let mut notes = input.notes.iter().peekable();
    for (index, (article, annotated, _)) in ArticleIx::number(&input.articles) {
        let mut scene = AnnotationScene::new(input, index);
        let makers = ArticleMakers::of(input, article.id.as_str());
        let len = article.body.main_text().len();
        for mention in annotated.mentions.iter().filter(|mention| mention.end <= len) {
            let record = scene.record(mention.entity.as_str(), "identifying");
            let why = format!("rule: {}; form: {}", mention.reason.as_str(), mention.form);
            let kind = kind_of(input.registry, mention.entity.as_str());
            let bodies = vec![record, textual(kind, "classifying"), described(&why)];
            let maker = AnnotationMaker::of(makers.of_mention(mention));
            items.push(scene.item(mention_anchor, "identifying", mention.start..mention.end, bodies, &maker));
        }
        for date in annotated.dates.iter().filter(|date| date.end <= len) {
            let bodies = vec![described(&date.value), textual("date", "classifying")];
            let maker = AnnotationMaker::of(makers.of_date(date));
            items.push(scene.item(date_anchor, "describing", date.start..date.end, bodies, &maker));
        }
        for quote in annotated.quotes.iter().filter(|quote| quote.end <= len) {
            let speakers = quote.speaker.iter().chain(&quote.more_speakers);
            let mut bodies: Vec<Value> = speakers.map(|id| scene.record(id.as_str(), "linking")).collect();
            if bodies.is_empty() {
                bodies.push(described("unattributed"));
            }
            bodies.push(textual("quotation", "classifying"));
            let maker = AnnotationMaker::of(makers.of_quote(quote));
            items.push(scene.item(quote_anchor, "linking", quote.start..quote.end, bodies, &maker));
        }
        for review in annotated.ambiguous.iter().filter(|review| review.end <= len) {
            let mut bodies: Vec<Value> =
                review.candidates.iter().map(|id| scene.record(id.as_str(), "identifying")).collect();
            bodies.push(described(&review.reason.to_string()));
            let anchor = |start: usize| format!("r{}", start + 1);
            items.push(scene.item(anchor, "questioning", review.start..review.end, bodies, &AnnotationMaker::Program));
        }
        let mut number = 0;
        while let Some((_, range, note)) = notes.next_if(|(id, _, _)| *id <= article.id.as_str()) {
            if range.end > len {
                continue;
            }
            number += 1;
            let text = note.body.main_text();
            let language = scene.language();
            let mut bodies = vec![json!({"type": "TextualBody", "value": text, "format": "text/markdown",
                "language": language, "purpose": "commenting"})];
            bodies.extend(note.verdict.map(|verdict| textual(verdict.as_str(), "classifying")));
            bodies.extend(note.tags.iter().map(|tag| textual(tag, "tagging")));
            let day = match &note.date {
                Some(Edtf::At(point)) => certain_day(point),
                _ => None,
            };
            let maker = AnnotationMaker::Person(note.by.clone(), day.as_ref().map(iso));
            items.push(scene.item(|_| format!("note-{number}"), "commenting", range.clone(), bodies, &maker));
        }
    }
    let id = address(input, &Route::new(ROUTE));
    let total = items.len();
    let head = json!({"@context": "http://www.w3.org/ns/anno.jsonld", "id": id, "type": "AnnotationCollection",
        "label": input.config.title, "total": total});
    let page = json!({"id": format!("{id}#page-1"), "type": "AnnotationPage", "partOf": {"id": id, "total": total},
        "startIndex": 0});
    let open = |value: &Value| value.to_string().trim_end_matches('}').to_owned();
    // `partOf` ends with a brace too, but is not the last key.
    format!("{},\"first\":{},\"items\":[\n{}\n]}}}}\n", open(&head), open(&page), items.join(",\n")).into_bytes()
}

/// Makes the collection and the texts that it is about.
pub(super) fn files(input: &ExportInput<'_>, _once: bool) -> FileSet {
    let mut files = vec![("annotations.jsonld".to_owned(), draw(input))];
    for (article, _, _) in &input.articles {
        files.push((format!("text/{}.txt", article.id), article.body.main_text().as_bytes().to_vec()));
    }
    FileSet { files, lost: lost(input) }
}

/// Counts what the format leaves out.
pub(super) fn lost(input: &ExportInput<'_>) -> Vec<String> {
    let n = input.registry.entities.iter().map(|entity| entity.record.relations.len()).sum();
    loss(n, "relation", "of the records is no annotation", "of the records are no annotations")
}

/// Who made an annotation.
enum AnnotationMaker {
    Program,
    Editors,
    /// Who decided or wrote a note, and the day.
    Person(String, Option<String>),
}

impl AnnotationMaker {
    fn of(maker: Maker<'_>) -> Self {
        match maker {
            Maker::Program => Self::Program,
            Maker::Editors => Self::Editors,
            Maker::Person(name) => Self::Person(name.to_owned(), None),
        }
    }
}

fn textual(value: &str, purpose: &str) -> Value {
    json!({"type": "TextualBody", "value": value, "purpose": purpose})
}

fn described(value: &str) -> Value {
    json!({"type": "TextualBody", "value": value, "format": "text/plain", "purpose": "describing"})
}

/// An article whose annotations are written.
struct AnnotationScene<'a> {
    input: &'a ExportInput<'a>,
    text: &'a str,
    page: String,
    source: Value,
    points: CodePoints<'a>,
}

impl<'a> AnnotationScene<'a> {
    fn new(input: &'a ExportInput<'a>, index: ArticleIx) -> Self {
        let article = input.articles[index].0;
        let text = article.body.main_text();
        let language = article.language.as_ref().unwrap_or(&input.config.language);
        let file = address(input, &Route::new(&format!("data/text/{}.txt", article.id)));
        let source = json!({"id": file, "type": "Text", "format": "text/plain", "language": language.as_str()});
        Self { input, text, page: article_address(input, index), source, points: CodePoints::new(text) }
    }

    fn language(&self) -> Value {
        json!(self.input.config.language.as_str())
    }

    fn record(&self, id: &str, purpose: &str) -> Value {
        let at = self.input.registry.find(id);
        let address = at.map(|at| entity_address(self.input, at)).unwrap_or_default();
        json!({"type": "SpecificResource", "source": address, "purpose": purpose})
    }

    /// Writes one annotation of a range of bytes.
    fn item(
        &mut self,
        anchor: impl Fn(usize) -> String,
        motivation: &str,
        range: std::ops::Range<usize>,
        bodies: Vec<Value>,
        maker: &AnnotationMaker,
    ) -> String {
        let (start, end) = (self.points.at(range.start), self.points.at(range.end));
        let page = format!("{}#{}", self.page, anchor(start));
        let before = self.text[..range.start].char_indices().rev().nth(CONTEXT_CHARS - 1).map_or(0, |(at, _)| at);
        let after = &self.text[range.end..];
        let after_len = after.char_indices().nth(CONTEXT_CHARS).map_or(after.len(), |(at, _)| at);
        let mut item = Map::new();
        let mut set = |key: &str, value: Value| {
            item.insert(key.to_owned(), value);
        };
        set("id", json!(page));
        set("type", json!("Annotation"));
        set("motivation", json!(motivation));
        set("body", Value::Array(bodies));
        set(
            "target",
            json!({"type": "SpecificResource", "source": self.source, "scope": page, "selector": [
                {"type": "TextQuoteSelector", "exact": &self.text[range.clone()], "prefix": &self.text[before..range.start],
                 "suffix": &after[..after_len]},
                {"type": "TextPositionSelector", "start": start, "end": end}]}),
        );
        match maker {
            AnnotationMaker::Program => set("generator", self.program()),
            AnnotationMaker::Person(name, day) => {
                let name = Some(name.as_str()).filter(|name| !name.is_empty());
                set("creator", json!({"type": "Person", "name": name.unwrap_or(self.editors())}));
                if let Some(day) = day {
                    set("created", json!(format!("{day}T00:00:00Z")));
                }
            }
            AnnotationMaker::Editors => set("creator", json!({"type": "Person", "name": self.editors()})),
        }
        Value::Object(item).to_string()
    }

    /// Returns the name of those who publish the dossier.
    fn editors(&self) -> &'a str {
        let config = self.input.config;
        if config.author.is_empty() { &config.title } else { &config.author }
    }

    fn program(&self) -> Value {
        let base = &self.input.config.base_url;
        let site = if base.is_empty() { site_name(self.input) } else { base.clone() };
        let name = concat!("dossier ", env!("CARGO_PKG_VERSION"));
        json!({"id": format!("{site}#dossier"), "type": "Software", "name": name})
    }
}
