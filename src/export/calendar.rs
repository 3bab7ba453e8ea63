//! The events of a dossier as a calendar (iCalendar, RFC 5545), for Thunderbird, Outlook, Google and Apple.
//!
//! Only events that have a day, or a first and a last day. A month or an uncertain date has no place in a calendar: such
//! events are counted, and not put on a day that is unknown.

use super::ExportInput;
use super::shared::{IsoDay, certain_day, count, entity_address, loss, newest_day, slug};
use crate::base::Message;
use crate::base::message::Words;
use crate::model::date::{IntervalEnd, days_in_month};
use crate::model::{BaseKind, Coordinates, Edtf, EntityIx};
use crate::registry::Entity;

/// How long a line may be, in bytes without its end.
const MAX_LINE_LEN: usize = 75;
/// How many articles are named as sources of an event.
const MAX_SOURCES: usize = 20;

/// Returns the first and the last day of an event.
fn days(entity: &Entity) -> Option<(IsoDay, IsoDay)> {
    match entity.record.date? {
        Edtf::At(point) => certain_day(&point).map(|day| (day, day)),
        Edtf::Interval(IntervalEnd::At(from), IntervalEnd::At(to)) => certain_day(&from).zip(certain_day(&to)),
        Edtf::Interval(_, _) => None,
    }
}

/// Returns the day after a day, because the end of an event is not part of it.
fn next((year, month, day): IsoDay) -> IsoDay {
    match (month, day) {
        (12, 31) => (year + 1, 1, 1),
        (_, day) if day >= days_in_month(year, month) => (year, month + 1, 1),
        (_, day) => (year, month, day + 1),
    }
}

fn digits((year, month, day): IsoDay) -> String {
    format!("{year:04}{month:02}{day:02}")
}

fn events<'a>(input: &'a ExportInput<'_>) -> impl Iterator<Item = (EntityIx, &'a Entity)> {
    EntityIx::number(&input.registry.entities).filter(|(_, entity)| entity.behaves_as == BaseKind::Event)
}

/// Counts the events that are not in the calendar.
pub(super) fn lost(input: &ExportInput<'_>) -> Vec<Message> {
    let n = events(input).filter(|(_, entity)| days(entity).is_none()).count();
    loss(
        n,
        Words {
            en: "event without a certain day is not in the calendar",
            fr: "événement sans jour certain n’est pas dans le calendrier",
        },
        Words {
            en: "events without a certain day are not in the calendar",
            fr: "événements sans jour certain ne sont pas dans le calendrier",
        },
    )
}

/// Prints the calendar.
pub(super) fn draw(input: &ExportInput<'_>) -> Vec<u8> {
    let mut out = String::new();
    let language = input.config.language.as_str().to_uppercase();
    line(&mut out, "BEGIN", "VCALENDAR");
    line(&mut out, "VERSION", "2.0");
    line(&mut out, "PRODID", &escaped(&format!("-//dossier//dossier {}//{language}", env!("CARGO_PKG_VERSION"))));
    line(&mut out, "CALSCALE", "GREGORIAN");
    line(&mut out, "METHOD", "PUBLISH");
    line(&mut out, "NAME", &escaped(&input.config.title));
    line(&mut out, "X-WR-CALNAME", &escaped(&input.config.title));
    // Without a dated article there is no day of the file: the first that computers count from.
    let stamp = format!("{}T000000Z", digits(newest_day(input).unwrap_or((1970, 1, 1))));
    for (index, entity) in events(input) {
        if let Some((first, last)) = days(entity) {
            event(&mut out, input, index, entity, &stamp, (first, last));
        }
    }
    line(&mut out, "END", "VCALENDAR");
    out.into_bytes()
}

fn event(
    out: &mut String,
    input: &ExportInput<'_>,
    index: EntityIx,
    entity: &Entity,
    stamp: &str,
    (first, last): (IsoDay, IsoDay),
) {
    let record = &entity.record;
    line(out, "BEGIN", "VEVENT");
    line(out, "UID", &escaped(&format!("{}@{}", record.id, host(input))));
    line(out, "DTSTAMP", stamp);
    line(out, "DTSTART;VALUE=DATE", &digits(first));
    // The year 10000 has no date in a calendar.
    if last != (9999, 12, 31) {
        line(out, "DTEND;VALUE=DATE", &digits(next(last)));
    }
    line(out, "SUMMARY", &escaped(&record.name.value));
    let description = description(input, index, entity);
    if !description.is_empty() {
        line(out, "DESCRIPTION", &escaped(&description));
    }
    let place = record.place.as_ref().map(|place| (place, input.registry.find(&place.value)));
    if let Some((written, found)) = &place {
        let name = found.map_or(&written.value, |found| &input.registry.entities[found].record.name.value);
        line(out, "LOCATION", &escaped(name));
    }
    let at_place = || input.registry.entities[place?.1?].record.coordinates;
    if let Some(Coordinates { latitude, longitude }) = record.coordinates.or_else(at_place) {
        line(out, "GEO", &format!("{latitude};{longitude}"));
    }
    let tags: Vec<String> = record.tags.iter().map(|tag| escaped(&tag.value)).collect();
    if !tags.is_empty() {
        line(out, "CATEGORIES", &tags.join(","));
    }
    if !input.config.base_url.is_empty() {
        line(out, "URL", &entity_address(input, index));
    }
    line(out, "TRANSP", "TRANSPARENT");
    line(out, "CLASS", "PUBLIC");
    line(out, "END", "VEVENT");
}

/// Returns what makes an id of an event unique in the world.
fn host(input: &ExportInput<'_>) -> String {
    let address = input.config.base_url.split_once("://").map(|(_, rest)| rest);
    match address.and_then(|rest| rest.split('/').next()) {
        Some(host) if !host.is_empty() => host.to_owned(),
        _ => format!("{}.dossier.invalid", slug(input)),
    }
}

/// What it is, who took part, and which articles name it.
fn description(input: &ExportInput<'_>, index: EntityIx, entity: &Entity) -> String {
    let mut lines: Vec<String> = Vec::new();
    if !entity.gloss.is_empty() {
        lines.push(entity.gloss.clone());
    }
    let found = entity.record.participants.iter().filter_map(|id| input.registry.find(&id.value));
    let names: Vec<&str> = found.map(|found| input.registry.entities[found].record.name.value.as_str()).collect();
    if !names.is_empty() {
        lines.push(names.join(", "));
    }
    let articles = &input.link_index.backlinks[index];
    for at in articles.iter().take(MAX_SOURCES) {
        let card = &input.link_index.articles[at.article].card;
        let mut words = vec![card.title.clone()];
        words.extend(card.publisher.clone());
        words.extend(card.date.map(|date| date.to_string()));
        lines.push(words.join(", "));
    }
    if articles.len() > MAX_SOURCES {
        lines.push(format!("… {}", count(articles.len() - MAX_SOURCES, "article")));
    }
    lines.join("\n")
}

/// Escapes a text. Control characters have no place in a calendar.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push_str("\\n"),
            '\r' => {}
            '\t' => out.push(' '),
            c if c.is_control() => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

/// Writes a line, cut between characters where it is too long; a cut line goes on after a space.
fn line(out: &mut String, name: &str, value: &str) {
    let mut len = 0;
    for c in name.chars().chain([':']).chain(value.chars()) {
        if len + c.len_utf8() > MAX_LINE_LEN {
            out.push_str("\r\n ");
            len = 1;
        }
        out.push(c);
        len += c.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_is_cut_between_characters() {
        let value = "été\u{202f}; « 😀 » ".repeat(40);
        let mut out = String::new();
        line(&mut out, "SUMMARY", &escaped(&value));
        assert!(out.ends_with("\r\n") && out.split("\r\n").all(|line| line.len() <= MAX_LINE_LEN));
        let whole = out.replace("\r\n ", "").replace("\\;", ";");
        assert_eq!(whole, format!("SUMMARY:{value}\r\n"));
    }

    #[test]
    fn a_value_cannot_begin_a_line_of_its_own() {
        assert_eq!(escaped("a\r\nEND:VEVENT\\;,\u{7}"), "a\\nEND:VEVENT\\\\\\;\\,\u{fffd}");
    }

    #[test]
    fn the_day_after_a_day_is_a_day() {
        assert_eq!(next((2023, 12, 31)), (2024, 1, 1));
        assert_eq!(next((2024, 2, 28)), (2024, 2, 29));
        assert_eq!(next((2023, 2, 28)), (2023, 3, 1));
    }
}
