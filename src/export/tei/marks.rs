//! What was found in the text of an article, as elements and notes of TEI by their places. Pure; `text` writes them.

use super::header::{TeiPeople, own_calendar};
use super::xml::{Attributes, when_in_text, word};
use super::{ExportInput, Pointers};
use crate::annotate::{Annotations, LinkReason};
use crate::export::makers::{ArticleMakers, Maker};
use crate::parse::{Article, EditorialNote};
use crate::text::position::CodePoints;

/// Something that was found in a text, by its place in bytes.
pub(super) struct TextMark {
    /// First byte.
    pub(super) start: usize,
    /// Byte after the last.
    pub(super) end: usize,
    /// Code points before it.
    pub(super) code_point: usize,
    /// Its element.
    pub(super) element: &'static str,
    /// Its attributes, without an id.
    pub(super) attributes: Attributes,
}

/// What was found in an article: quotations, dates and names, each in order of text, and the notes by where they stand.
#[derive(Default)]
pub(super) struct TextMarks<'a> {
    /// Quotations, dates, names.
    pub(super) levels: [Vec<TextMark>; 3],
    /// The notes in order of the ends of their passages.
    pub(super) notes: Vec<MarkedNote<'a>>,
    /// Where passages with notes begin, in order, each with the id of the anchor there.
    pub(super) anchors: Vec<(usize, String)>,
}

/// A note on a passage.
pub(super) struct MarkedNote<'a> {
    /// First byte of the passage.
    pub(super) start: usize,
    /// Byte after its last.
    pub(super) end: usize,
    /// The id of the anchor at its start.
    pub(super) anchor: String,
    /// The note.
    pub(super) note: &'a EditorialNote,
    /// The pointer to who wrote it.
    pub(super) by: String,
}

/// Returns what was found in a text, as elements.
pub(super) fn marks<'a>(
    input: &ExportInput<'a>,
    article: &Article,
    annotated: &Annotations,
    pointers: &Pointers<'_>,
    people: &TeiPeople<'_>,
    xml_id: &str,
) -> TextMarks<'a> {
    let text = article.body.main_text();
    let mut points = CodePoints::new(text);
    let makers = ArticleMakers::of(input, article.id.as_str());
    let resp = |maker: Maker<'_>| pointers.head(people.of_maker(maker));
    let quotes = annotated.quotes.iter().filter(|quote| quote.end <= text.len()).map(|quote| {
        let maker = makers.of_quote(quote);
        let by = if maker == Maker::Program { String::new() } else { resp(maker) };
        let who = quote.speaker.iter().chain(&quote.more_speakers).filter_map(|id| pointers.entity(id.as_str()));
        TextMark {
            start: quote.start,
            end: quote.end,
            code_point: points.at(quote.start),
            element: "said",
            attributes: vec![("who", who.collect::<Vec<_>>().join(" ")), ("resp", by)],
        }
    });
    let quotes = quotes.collect();
    let mut points = CodePoints::new(text);
    let dates = annotated.dates.iter().filter(|date| date.end <= text.len()).map(|date| {
        let dated = when_in_text(&date.value);
        let dated = own_calendar(&dated, pointers);
        let mut attributes: Attributes = dated.into_iter().map(|(key, value)| (key, value.to_owned())).collect();
        attributes.push(("type", word(date.rule.as_str()).0));
        attributes.push(("resp", resp(makers.of_date(date))));
        TextMark { start: date.start, end: date.end, code_point: points.at(date.start), element: "date", attributes }
    });
    let dates = dates.collect();
    let mut points = CodePoints::new(text);
    let names = annotated.mentions.iter().filter(|mention| mention.end <= text.len()).filter_map(|mention| {
        let target = pointers.entity(mention.entity.as_str())?;
        let entity = &input.registry.entities[input.registry.find(mention.entity.as_str())?];
        let cert = if matches!(mention.reason, LinkReason::Weak | LinkReason::Role) { "medium" } else { "high" };
        // Of `as:` the form, where the text spells it otherwise.
        let is_spelled_otherwise =
            mention.reason == LinkReason::LocalAlias && mention.form != text[mention.start..mention.end];
        let form = if is_spelled_otherwise { mention.form.clone() } else { String::new() };
        let (element, kind) = match entity.record.kind.as_str() {
            "person" => ("persName", String::new()),
            "place" => ("placeName", String::new()),
            "organisation" => ("orgName", String::new()),
            "event" => ("eventName", String::new()),
            "work" => ("title", String::new()),
            other => ("rs", word(other).0),
        };
        let attributes = vec![
            ("type", kind),
            ("key", entity.record.id.to_string()),
            ("ref", target),
            ("cert", cert.to_owned()),
            ("resp", resp(makers.of_mention(mention))),
            ("ana", pointers.head(&format!("rule-{}", mention.reason.as_str()))),
            ("n", form),
        ];
        Some(TextMark {
            start: mention.start,
            end: mention.end,
            code_point: points.at(mention.start),
            element,
            attributes,
        })
    });
    let names = names.collect();
    let id = article.id.as_str();
    let first = input.notes.partition_point(|(other, ..)| *other < id);
    let of_article = input.notes[first..].iter().take_while(|(other, ..)| *other == id);
    let mut points = CodePoints::new(text);
    let mut notes: Vec<MarkedNote<'_>> = of_article
        .filter(|(_, range, _)| range.end <= text.len())
        .map(|(_, range, note)| MarkedNote {
            // Notes are in order of start.
            anchor: format!("{xml_id}.s{}", points.at(range.start) + 1),
            start: range.start,
            end: range.end,
            note,
            by: pointers.head(people.of_note(note)),
        })
        .collect();
    let mut anchors: Vec<(usize, String)> = notes.iter().map(|note| (note.start, note.anchor.clone())).collect();
    anchors.dedup();
    notes.sort_by_key(|note| note.end);
    TextMarks { levels: [quotes, dates, names], notes, anchors }
}
