//! Dated noun phrases -> suggested events: `le sommet de Vostotchny du 13 septembre`, `la visite de Poutine à
//! Pyongyang`.
//!
//! A phrase is an event noun and its complements, up to the last name or date. Two phrases are one event if their nouns
//! are of one sort, the participants of one are among those of the other, and places and dates do not contradict each
//! other.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use rayon::prelude::*;

use super::cues::{ARTICLE, BINDER, CONJUNCTION, ELISION, LOCATIVE};
use super::event_names;
use super::kind_nouns;
use super::name_occurrence::ArticleText;
use super::suggested_entity::{NameEvidence, SuggestedEntity, SuggestedEvent};
use super::tokenized_text::{TokenizedText, shape};
use crate::gazetteer;
use crate::lang;
use crate::lang::format::FormatRules;
use crate::model::Edtf;
use crate::text::position::CodePoints;
use crate::text::tokens;
use crate::timex::calendar::CalendarDay;

/// An entity named in a text.
#[derive(Clone, Debug)]
pub struct EventEntity {
    /// Its bytes in the text.
    pub bytes: Range<usize>,
    /// The id of its record, or the id that a draft record would get.
    pub id: String,
    /// Its kind.
    pub kind: String,
}

/// A date in a text.
#[derive(Clone, Debug)]
pub struct EventDate {
    /// Its bytes in the text.
    pub bytes: Range<usize>,
    /// The date in EDTF.
    pub value: String,
}

/// The entities and dates of one article.
pub(crate) struct EventContext<'a> {
    /// The entities, in order.
    pub entities: &'a [EventEntity],
    /// The dates, in order.
    pub dates: &'a [EventDate],
}

/// The longest phrase, in words.
const MAX_WORDS: usize = 16;

/// Returns the key of the sort that a noun belongs to.
fn sort_of(noun: &str) -> Option<&'static str> {
    let mut sorts = lang::all().flat_map(|language| language.words.events.sorts);
    sorts.find(|sort| sort.nouns.contains(&noun)).map(|sort| sort.key)
}

/// A phrase that names an event.
pub(super) struct EventPhrase {
    pub(super) article: usize,
    pub(super) bytes: Range<usize>,
    /// The phrase without its date.
    pub(super) text: String,
    sort: String,
    people: BTreeSet<String>,
    pub(super) place: Option<String>,
    pub(super) date: Option<String>,
}

impl EventPhrase {
    /// Returns look-up keys; phrases of one event have one in common.
    fn keys(&self) -> Vec<String> {
        let place = self.place.as_ref().map(|place| format!("{} at {place}", self.sort));
        let date = self.date.as_ref().filter(|_| self.place.is_none()).map(|date| format!("{} on {date}", self.sort));
        let people = (self.people.len() > 1).then(|| {
            let people: Vec<&str> = self.people.iter().map(String::as_str).collect();
            format!("{} of {}", self.sort, people.join(" "))
        });
        [place, date, people].into_iter().flatten().collect()
    }
}

/// Returns the events that articles mention, most frequent first; `format` is how the site writes a day that tells two apart.
#[must_use]
pub(crate) fn suggest_events(
    article_texts: &[ArticleText<'_>],
    scenes: &[EventContext<'_>],
    format: &FormatRules,
) -> Vec<SuggestedEntity> {
    let mut phrases: Vec<EventPhrase> = (article_texts.par_iter().zip(scenes).enumerate())
        .flat_map_iter(|(article, (article_text, scene))| phrases(&article_text.tokenize(), scene, article))
        .collect();
    // One with a vague date or none joins the only event that it agrees with, so the precise ones come first.
    phrases.sort_by_key(|phrase| Reverse(phrase.date.as_ref().map_or(0, String::len)));
    let mut events: Vec<Vec<EventPhrase>> = Vec::new();
    let mut by_key: HashMap<String, Vec<usize>> = HashMap::new();
    for phrase in phrases {
        let keys = phrase.keys();
        let mut likely: Vec<usize> = keys.iter().filter_map(|key| by_key.get(key)).flatten().copied().collect();
        likely.sort_unstable();
        likely.dedup();
        likely.retain(|event| events[*event].iter().all(|other| is_same_event(other, &phrase)));
        let event =
            event_names::only_one(&likely, |event| event_names::date_of(&events[event]) == phrase.date.as_deref());
        let event = event.unwrap_or_else(|| {
            events.push(Vec::new());
            events.len() - 1
        });
        for key in keys {
            let list = by_key.entry(key).or_default();
            if list.last() != Some(&event) {
                list.push(event);
            }
        }
        events[event].push(phrase);
    }
    let events = event_names::unite_namesakes(events);
    let mut candidates: Vec<SuggestedEntity> = events.iter().map(|event| suggest_event(article_texts, event)).collect();
    event_names::tell_apart(&mut candidates, format);
    candidates.sort_by(|a, b| b.evidence.len().cmp(&a.evidence.len()).then_with(|| a.name.cmp(&b.name)));
    candidates
}

fn phrases(reading: &TokenizedText<'_>, scene: &EventContext<'_>, article: usize) -> Vec<EventPhrase> {
    let mut phrases = Vec::new();
    for block in &reading.blocks {
        let mut at = block.start;
        while at < block.end {
            match phrase(reading, scene, article, at, block.end) {
                Some((phrase, end)) => {
                    phrases.push(phrase);
                    at = end;
                }
                None => at += 1,
            }
        }
    }
    phrases
}

/// Reads the phrase that begins at a token.
fn phrase(
    reading: &TokenizedText<'_>,
    scene: &EventContext<'_>,
    article: usize,
    first: usize,
    limit: usize,
) -> Option<(EventPhrase, usize)> {
    let noun = &reading.tokens[first];
    if !kind_nouns::is_event_noun(noun.hash)
        || reading.words[first].shape == shape::CAPITALS
        || is_bound(reading, first)
    {
        return None;
    }
    let noun = tokens::fold(noun.text(reading.text));
    let limit = limit.min(first + MAX_WORDS);
    let (mut people, mut places, mut date) = (BTreeSet::new(), Vec::new(), None);
    let (mut end, mut end_of_names) = (first + 1, first + 1);
    let mut at = first + 1;
    while at < limit && matches!(reading.words[at].gap, 1..=3) {
        let byte = reading.tokens[at].start as usize;
        let next = scene.entities.partition_point(|actor| actor.bytes.start < byte);
        if let Some(actor) = scene.entities.get(next).filter(|actor| actor.bytes.start == byte) {
            let is_place = actor.kind == "place";
            // `la visite de Poutine à Pyongyang`: a place after a preposition is where it happens, not a participant.
            let where_ = is_place && reading.words[at - 1].cues & (LOCATIVE | BINDER) != 0;
            if where_ {
                places.push(actor.id.clone());
            } else {
                people.insert(actor.id.clone());
            }
            at = after(reading, at, actor.bytes.end);
            (end, end_of_names) = (at, at);
            continue;
        }
        let next = scene.dates.partition_point(|dated| dated.bytes.start < byte);
        if let Some(dated) = scene.dates.get(next).filter(|dated| dated.bytes.start == byte) {
            date = Some(dated.value.clone());
            at = after(reading, at, dated.bytes.end);
            end = at;
            continue;
        }
        let word = &reading.words[at];
        let text = reading.tokens[at].text(reading.text);
        let ties = word.cues & (ARTICLE | BINDER | ELISION | LOCATIVE | CONJUNCTION) != 0
            || ["entre", "avec", "between", "with", "in", "chez", "president", "président", "dirigeant", "leader"]
                .contains(&text);
        if gazetteer::demonym_place_code(text).is_some() {
            at += 1;
            (end, end_of_names) = (at, at);
        } else if ties || date.is_none() && at == first + 1 && word.shape == shape::SMALL {
            at += 1;
        } else {
            break;
        }
    }
    let sort = sort_of(&noun).unwrap_or(&noun).to_owned();
    let n_parts = people.len() + places.len().min(1) + usize::from(date.is_some());
    // A place identifies a war; but a place may have many visits.
    let least = if sort == "guerre" && !places.is_empty() { 1 } else { 2 };
    if n_parts < least || end_of_names == first + 1 {
        return None;
    }
    let tokens = first..end;
    let text = &reading.text[reading.bytes(&(first..end_of_names))];
    let phrase = EventPhrase {
        article,
        bytes: reading.bytes(&tokens),
        text: text.split_whitespace().collect::<Vec<_>>().join(" "),
        sort,
        people,
        place: places.pop(),
        date: date.or_else(|| in_sentence(reading, scene, &tokens)),
    };
    Some((phrase, end))
}

/// Returns whether the noun only complements another, as in `crimes de guerre`.
fn is_bound(reading: &TokenizedText<'_>, first: usize) -> bool {
    let before = first.checked_sub(1).map(|before| &reading.words[before]);
    reading.words[first].gap == 1 && before.is_some_and(|word| word.cues & BINDER != 0 && word.cues & ARTICLE == 0)
}

fn after(reading: &TokenizedText<'_>, mut at: usize, byte: usize) -> usize {
    while at < reading.tokens.len() && (reading.tokens[at].start as usize) < byte {
        at += 1;
    }
    at
}

/// Returns the day named close to the phrase in the same sentence, if there is only one.
fn in_sentence(reading: &TokenizedText<'_>, scene: &EventContext<'_>, tokens: &Range<usize>) -> Option<String> {
    const REACH: usize = 40;
    let bytes = reading.bytes(tokens);
    let near = |dated: &&EventDate| {
        let before = dated.bytes.end <= bytes.start && bytes.start - dated.bytes.end < REACH;
        let after = dated.bytes.start >= bytes.end && dated.bytes.start - bytes.end < REACH;
        let (from, to) = (dated.bytes.start.min(bytes.start), dated.bytes.end.max(bytes.end));
        (before || after) && !reading.text[from..to].contains(['.', ';', ':', '\n']) && dated.value.len() == 10
    };
    let from = scene.dates.partition_point(|dated| dated.bytes.end + REACH < bytes.start);
    let mut all = scene.dates[from..].iter().take_while(|dated| dated.bytes.start < bytes.end + REACH).filter(near);
    let only = all.next()?;
    all.next().is_none().then(|| only.value.clone())
}

/// Returns the date of a text as a record writes it: EDTF has no weeks, so a week is its seven days.
fn record_date(value: &str) -> Option<String> {
    let ends = |part: &str| match part.split_once("-W") {
        None => Some((part.to_owned(), part.to_owned())),
        Some((year, week)) => {
            // The fourth of January is always in the first week.
            let fourth = CalendarDay::new(year.parse().ok()?, 1, 4)?;
            let monday = fourth.plus((week.parse::<i32>().ok()? - 1) * 7 + 1 - fourth.weekday())?;
            Some((written(monday), written(monday.plus(6)?)))
        }
    };
    let (first, last) = value.split_once('/').unwrap_or((value, value));
    let (from, to) = (ends(first)?.0, ends(last)?.1);
    let date = if from == to { from } else { format!("{from}/{to}") };
    Edtf::parse(&date).is_ok().then_some(date)
}

fn written(day: CalendarDay) -> String {
    format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.number() % 100)
}

fn is_same_event(a: &EventPhrase, b: &EventPhrase) -> bool {
    let dates = match (&a.date, &b.date) {
        (Some(a), Some(b)) => a.starts_with(b.as_str()) || b.starts_with(a.as_str()),
        _ => true,
    };
    let places = match (&a.place, &b.place) {
        (Some(a), Some(b)) => a == b,
        // Without two places, the dates or at least two participants must be equal.
        _ => (a.date.is_some() && a.date == b.date) || (a.people.len() > 1 && a.people == b.people),
    };
    a.sort == b.sort && dates && places && (a.people.is_subset(&b.people) || b.people.is_subset(&a.people))
}

/// Returns the phrase that names an event: the one with most participants and a place.
pub(super) fn fullest(phrases: &[EventPhrase]) -> Option<&EventPhrase> {
    phrases
        .iter()
        .max_by_key(|phrase| (phrase.people.len() + usize::from(phrase.place.is_some()), Reverse(phrase.text.len())))
}

/// Makes an event of its phrases. Its name has no date yet.
fn suggest_event(article_texts: &[ArticleText<'_>], phrases: &[EventPhrase]) -> SuggestedEntity {
    let name = fullest(phrases).map(|phrase| phrase.text.clone()).unwrap_or_default();
    let date = event_names::date_of(phrases).and_then(record_date);
    let mut forms = vec![name.clone()];
    for phrase in phrases {
        // Shorter phrases may refer to other events; one of four words or more is specific.
        if phrase.text.split_whitespace().count() > 3 && !forms.contains(&phrase.text) {
            forms.push(phrase.text.clone());
        }
    }
    let mut points = CodePoints::new("");
    let mut article = usize::MAX;
    let evidence: Vec<NameEvidence> = phrases
        .iter()
        .map(|phrase| {
            if phrase.article != article {
                article = phrase.article;
                points = CodePoints::new(article_texts[article].text);
            }
            NameEvidence {
                article,
                start: points.at(phrase.bytes.start),
                end: points.at(phrase.bytes.end),
                bytes: phrase.bytes.clone(),
                text: article_texts[article].text[phrase.bytes.clone()].to_owned(),
            }
        })
        .collect();
    let mut articles: Vec<usize> = phrases.iter().map(|phrase| phrase.article).collect();
    articles.dedup();
    let participants: BTreeSet<String> = phrases.iter().flat_map(|phrase| phrase.people.iter().cloned()).collect();
    SuggestedEntity {
        id: None,
        name,
        forms,
        kind: Some("event"),
        confidence: if date.is_some() { 0.8 } else { 0.6 },
        n_articles: articles.len(),
        evidence,
        merges: Vec::new(),
        ambiguous_with: Vec::new(),
        record_matches: Vec::new(),
        family: None,
        coordinates: None,
        roles: Vec::new(),
        minor_age: None,
        proposed_by: Vec::new(),
        event: Some(SuggestedEvent {
            date,
            participants: participants.into_iter().collect(),
            place: phrases.iter().find_map(|phrase| phrase.place.clone()),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::record_date;

    #[test]
    fn the_date_of_an_event_is_one_that_a_record_may_have() {
        for (found, written) in [
            ("2020-06-24", Some("2020-06-24")),
            ("2020", Some("2020")),
            ("2020-W26", Some("2020-06-22/2020-06-28")),
            ("2020-W53", Some("2020-12-28/2021-01-03")),
            ("2020-W26/2020-W27", Some("2020-06-22/2020-07-05")),
            ("2020-06-24/2020-06-26", Some("2020-06-24/2020-06-26")),
            ("mardi", None),
        ] {
            assert_eq!(record_date(found).as_deref(), written, "{found}");
        }
    }
}
