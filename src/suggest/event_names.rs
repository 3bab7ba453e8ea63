//! Events of one name -> one event, or events that are told apart by their date.
//!
//! Phrases of the same words are one event unless their dates or places contradict each other, whoever else is named with them:
//! a participant may be known in one article only. Two that remain get their year, and two of one year their day. A phrase that
//! may mean either belongs to neither: it is left open, as a last name with two bearers is.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use super::events::{EventPhrase, fullest};
use super::suggested_entity::SuggestedEntity;
use crate::lang::format::FormatRules;
use crate::model::Edtf;
use crate::text::tokens;
use crate::theme::dates;

/// Unites events of one name.
pub(super) fn unite_namesakes(events: Vec<Vec<EventPhrase>>) -> Vec<Vec<EventPhrase>> {
    let mut by_name: BTreeMap<String, Vec<Vec<EventPhrase>>> = BTreeMap::new();
    for event in events {
        let name = fullest(&event).map(|phrase| tokens::fold(&phrase.text)).unwrap_or_default();
        by_name.entry(name).or_default().push(event);
    }
    by_name.into_values().flat_map(unite).collect()
}

/// Unites events of the same words. The most precise dates come first, so that a vague one or none can join the only event that it
/// agrees with.
fn unite(mut events: Vec<Vec<EventPhrase>>) -> Vec<Vec<EventPhrase>> {
    events.sort_by_key(|event| Reverse(date_of(event).map_or(0, str::len)));
    let mut united: Vec<Vec<EventPhrase>> = Vec::with_capacity(events.len());
    for event in events {
        let same: Vec<usize> = (0..united.len()).filter(|at| agree(&united[*at], &event)).collect();
        match only_one(&same, |at| date_of(&united[at]) == date_of(&event)) {
            Some(at) => united[at].extend(event),
            None => united.push(event),
        }
    }
    for event in &mut united {
        event.sort_by_key(|phrase| (phrase.article, phrase.bytes.start));
    }
    united
}

/// Returns the event that a phrase belongs to, of those that it agrees with: the only one, or the one with the same date.
pub(super) fn only_one(agreeing: &[usize], has_same_date: impl Fn(usize) -> bool) -> Option<usize> {
    match agreeing {
        [one] => Some(*one),
        several => several.iter().copied().find(|at| has_same_date(*at)),
    }
}

/// Returns the most precise date that is said of an event.
pub(super) fn date_of(event: &[EventPhrase]) -> Option<&str> {
    event.iter().filter_map(|phrase| phrase.date.as_deref()).max_by_key(|date| date.len())
}

fn agree(a: &[EventPhrase], b: &[EventPhrase]) -> bool {
    let place = |event: &[EventPhrase]| event.iter().find_map(|phrase| phrase.place.clone());
    let dates = match (date_of(a), date_of(b)) {
        (Some(a), Some(b)) => a.starts_with(b) || b.starts_with(a),
        _ => true,
    };
    dates && place(a).zip(place(b)).is_none_or(|(a, b)| a == b)
}

/// Names events after their year; those that still have one name after their day. One with a vaguer date than others of its name,
/// or none, may be any of them. A form that several have is taken from all: it says which event as little as it would link.
pub(super) fn tell_apart(events: &mut [SuggestedEntity], format: &FormatRules) {
    let bare: Vec<String> = events.iter().map(|event| event.name.clone()).collect();
    for (event, name) in events.iter_mut().zip(&bare) {
        event.name = named_after(event, name, |date| date.sort_point().year.to_string());
    }
    let n_bearers = count(events.iter().map(|event| event.name.as_str()));
    for (event, name) in events.iter_mut().zip(&bare) {
        if n_bearers[&tokens::fold(&event.name)] > 1 {
            event.name = named_after(event, name, |date| dates::long(date, format));
        }
    }
    let mut namesakes: HashMap<&str, Vec<(String, String)>> = HashMap::new();
    for (event, name) in events.iter_mut().zip(&bare) {
        let others = namesakes.entry(name).or_default();
        let date = event.event.as_ref().and_then(|event| event.date.clone()).unwrap_or_default();
        // The last resort, where nothing tells two apart: the less frequent one is left open.
        event.ambiguous_with =
            others.iter().filter(|(other, _)| *other == event.name).map(|(other, _)| other.clone()).collect();
        others.push((event.name.clone(), date));
    }
    for (event, name) in events.iter_mut().zip(&bare) {
        let date = event.event.as_ref().and_then(|event| event.date.clone()).unwrap_or_default();
        let precise =
            namesakes[name.as_str()].iter().filter(|(_, other)| other.len() > date.len() && other.starts_with(&date));
        event.ambiguous_with.extend(precise.map(|(other, _)| other.clone()));
    }
    for event in events.iter_mut() {
        event.forms.retain(|form| *form != event.name);
        event.forms.insert(0, event.name.clone());
    }
    let n_bearers = count(events.iter().flat_map(|event| &event.forms).map(String::as_str));
    for event in events {
        event.forms.retain(|form| *form == event.name || n_bearers[&tokens::fold(form)] == 1);
    }
}

/// Adds a part of the date to a name that does not have it. An event of antiquity has no year that a name could show.
fn named_after(event: &SuggestedEntity, name: &str, label: impl Fn(&Edtf) -> String) -> String {
    let date = event.event.as_ref().and_then(|event| Edtf::parse(event.date.as_deref()?).ok());
    let label = date.filter(|date| date.sort_point().year > 0).map(|date| label(&date));
    match label.filter(|label| !name.contains(label.as_str())) {
        Some(label) => format!("{name} ({label})"),
        None => name.to_owned(),
    }
}

fn count<'a>(names: impl Iterator<Item = &'a str>) -> HashMap<String, usize> {
    let mut n_bearers = HashMap::new();
    for name in names {
        *n_bearers.entry(tokens::fold(name)).or_default() += 1;
    }
    n_bearers
}
