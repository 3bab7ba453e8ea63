//! Names, dates, quotations, notes and open questions as W3C Web Annotations (JSON-LD, Recommendation of 2017).
//!
//! The target is the plain text of an article, `text/ID.txt`, with its page as scope: pages set spaces that the text does
//! not have, so that a quotation would not be found in them. Records and relations are not here.

use std::io::{self, Write};
use std::ops::Range;

use serde::Serialize;
use serde_json::{Value, json};

use super::in_order::for_articles;
use super::jsonl::kind_of;
use super::makers::{ArticleMakers, Maker};
use super::shared::{address, article_address, certain_day, entity_address, iso, loss, site_name};
use super::{ExportInput, FileSink};
use crate::base::Message;
use crate::base::message::Words;
use crate::link::summary::{date_anchor, mention_anchor, quote_anchor};
use crate::model::{ArticleIx, Edtf, Route};
use crate::parse::EditorialNote;
use crate::text::position::CodePoints;

/// The route of the collection.
pub(super) const ROUTE: &str = "data/annotations.jsonld";
/// Code points of text before and after the words that a selector has.
const CONTEXT_CHARS: usize = 32;

/// Writes the collection.
pub(super) fn write(input: &ExportInput<'_>, out: &mut dyn Write) -> io::Result<Vec<Message>> {
    let id = address(input, &Route::new(ROUTE));
    let total: usize = ArticleIx::all(input.articles.len()).map(|index| count_items(input, index)).sum();
    let head = json!({"@context": "http://www.w3.org/ns/anno.jsonld", "id": id, "type": "AnnotationCollection",
        "label": input.config.title, "total": total});
    let page = json!({"id": format!("{id}#page-1"), "type": "AnnotationPage", "partOf": {"id": id, "total": total},
        "startIndex": 0});
    let open = |value: &Value| value.to_string().trim_end_matches('}').to_owned();
    // `partOf` ends with a brace too, but is not the last key.
    writeln!(out, "{},\"first\":{},\"items\":[", open(&head), open(&page))?;
    let mut between = "";
    let items = |index| items(input, index).join(",\n");
    for_articles(input, items, |items| {
        if items.is_empty() {
            return Ok(());
        }
        out.write_all(std::mem::replace(&mut between, ",\n").as_bytes())?;
        out.write_all(items.as_bytes())
    })?;
    out.write_all(b"\n]}}\n")?;
    Ok(lost(input))
}

/// Returns the notes of an article that are about a part of its published text.
fn notes_of<'a>(
    input: &'a ExportInput<'_>,
    index: ArticleIx,
) -> impl Iterator<Item = (&'a Range<usize>, &'a EditorialNote)> {
    let article = input.articles[index].0;
    let (id, len) = (article.id.as_str(), article.body.main_text().len());
    let first = input.notes.partition_point(|(other, ..)| *other < id);
    let of_article = input.notes[first..].iter().take_while(move |(other, ..)| *other == id);
    of_article.filter(move |(_, range, _)| range.end <= len).map(|(_, range, note)| (range, *note))
}

/// Counts the annotations of an article.
fn count_items(input: &ExportInput<'_>, index: ArticleIx) -> usize {
    let (article, annotated, _) = &input.articles[index];
    let len = article.body.main_text().len();
    annotated.mentions.iter().filter(|mention| mention.end <= len).count()
        + annotated.dates.iter().filter(|date| date.end <= len).count()
        + annotated.quotes.iter().filter(|quote| quote.end <= len).count()
        + annotated.ambiguous.iter().filter(|review| review.end <= len).count()
        + notes_of(input, index).count()
}

/// Makes the annotations of an article.
fn items(input: &ExportInput<'_>, index: ArticleIx) -> Vec<String> {
    let (article, annotated, _) = &input.articles[index];
    let mut items: Vec<String> = Vec::new();
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
    for (number, (range, note)) in (1..).zip(notes_of(input, index)) {
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
    items
}

/// Writes the collection and the texts that it is about.
pub(super) fn write_files(input: &ExportInput<'_>, _once: bool, files: &dyn FileSink) -> io::Result<Vec<Message>> {
    files.put_pieces("annotations.jsonld", &mut |out| write(input, out).map(drop))?;
    let text = |index: ArticleIx| {
        let article = input.articles[index].0;
        files.put(&format!("text/{}.txt", article.id), article.body.main_text().as_bytes())
    };
    for_articles(input, text, |written| written)?;
    Ok(lost(input))
}

/// Counts what the format leaves out.
fn lost(input: &ExportInput<'_>) -> Vec<Message> {
    let n = input.registry.entities.iter().map(|entity| entity.record.relations.len()).sum();
    loss(
        n,
        Words { en: "relation of the records is no annotation", fr: "relation des fiches n’est pas une annotation" },
        Words {
            en: "relations of the records are no annotations",
            fr: "relations des fiches ne sont pas des annotations",
        },
    )
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

/// An annotation as it is written, its keys in alphabetical order, as in all JSON that is made of values. What all have is no
/// tree of values, which would take twice the time.
#[derive(Serialize)]
struct AnnotationLine<'a> {
    body: Vec<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    created: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    creator: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    generator: Option<&'a Value>,
    id: &'a str,
    motivation: &'a str,
    target: AnnotationTarget<'a>,
    r#type: &'static str,
}

#[derive(Serialize)]
struct AnnotationTarget<'a> {
    scope: &'a str,
    selector: (QuoteSelector<'a>, PositionSelector),
    source: &'a Value,
    r#type: &'static str,
}

#[derive(Serialize)]
struct QuoteSelector<'a> {
    exact: &'a str,
    prefix: &'a str,
    suffix: &'a str,
    r#type: &'static str,
}

#[derive(Serialize)]
struct PositionSelector {
    end: usize,
    start: usize,
    r#type: &'static str,
}

/// An article whose annotations are written.
struct AnnotationScene<'a> {
    input: &'a ExportInput<'a>,
    text: &'a str,
    page: String,
    source: Value,
    program: Value,
    points: CodePoints<'a>,
}

impl<'a> AnnotationScene<'a> {
    fn new(input: &'a ExportInput<'a>, index: ArticleIx) -> Self {
        let article = input.articles[index].0;
        let text = article.body.main_text();
        let language = article.language.as_ref().unwrap_or(&input.config.language);
        let file = address(input, &Route::new(&format!("data/text/{}.txt", article.id)));
        let source = json!({"id": file, "type": "Text", "format": "text/plain", "language": language.as_str()});
        let page = article_address(input, index);
        Self { input, text, page, source, program: program(input), points: CodePoints::new(text) }
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
        range: Range<usize>,
        bodies: Vec<Value>,
        maker: &AnnotationMaker,
    ) -> String {
        let (start, end) = (self.points.at(range.start), self.points.at(range.end));
        let page = format!("{}#{}", self.page, anchor(start));
        let before = self.text[..range.start].char_indices().rev().nth(CONTEXT_CHARS - 1).map_or(0, |(at, _)| at);
        let after = &self.text[range.end..];
        let after_len = after.char_indices().nth(CONTEXT_CHARS).map_or(after.len(), |(at, _)| at);
        let quote = QuoteSelector {
            r#type: "TextQuoteSelector",
            exact: &self.text[range.clone()],
            prefix: &self.text[before..range.start],
            suffix: &after[..after_len],
        };
        let position = PositionSelector { r#type: "TextPositionSelector", start, end };
        let mut item = AnnotationLine {
            id: &page,
            r#type: "Annotation",
            motivation,
            body: bodies,
            target: AnnotationTarget {
                r#type: "SpecificResource",
                source: &self.source,
                scope: &page,
                selector: (quote, position),
            },
            generator: None,
            creator: None,
            created: None,
        };
        match maker {
            AnnotationMaker::Program => item.generator = Some(&self.program),
            AnnotationMaker::Person(name, day) => {
                let name = Some(name.as_str()).filter(|name| !name.is_empty());
                item.creator = Some(json!({"type": "Person", "name": name.unwrap_or(self.editors())}));
                item.created = day.as_ref().map(|day| format!("{day}T00:00:00Z"));
            }
            AnnotationMaker::Editors => item.creator = Some(json!({"type": "Person", "name": self.editors()})),
        }
        // Plain data with text keys always serialises.
        serde_json::to_string(&item).unwrap_or_default()
    }

    /// Returns the name of those who publish the dossier.
    fn editors(&self) -> &'a str {
        let config = self.input.config;
        if config.author.is_empty() { &config.title } else { &config.author }
    }
}

/// Returns what made the annotations that no person made.
fn program(input: &ExportInput<'_>) -> Value {
    let base = &input.config.base_url;
    let site = if base.is_empty() { site_name(input) } else { base.clone() };
    let name = concat!("dossier ", env!("CARGO_PKG_VERSION"));
    json!({"id": format!("{site}#dossier"), "type": "Software", "name": name})
}
