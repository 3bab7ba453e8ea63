//! Facts outside of a life. A single fact is reported where it is written; if several contradict the same birth or
//! death, that date is the likelier mistake and is reported once.

use std::collections::BTreeMap;

use super::dates::is_before;
use super::yaml_location::{YamlStep, locate};
use crate::base::{Code, Diagnostic, Message, Span};
use crate::model::Edtf;
use crate::parse::Record;
use crate::say;
use crate::source::Snapshot;

/// The end of a life that a fact is beyond.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum LifeEnd {
    /// It comes before the birth, or the foundation.
    Born,
    /// It comes after the death, or the dissolution.
    Died,
}

impl LifeEnd {
    /// Returns the end that a date is beyond, however both are read. A life that contradicts itself is reported
    /// only for that.
    pub(super) fn missed(record: &Record, date: &Edtf) -> Option<Self> {
        match (&record.born, &record.died) {
            (Some(born), Some(died)) if is_before(died, born) => None,
            (Some(born), _) if is_before(date, born) => Some(LifeEnd::Born),
            (_, Some(died)) if is_before(died, date) => Some(LifeEnd::Died),
            _ => None,
        }
    }

    fn key(self) -> &'static str {
        match self {
            LifeEnd::Born => "born",
            LifeEnd::Died => "died",
        }
    }

    /// Says when the life began or ended.
    fn describe(self, record: &Record) -> Message {
        let date = match self {
            LifeEnd::Born => &record.born,
            LifeEnd::Died => &record.died,
        };
        let date = date.map(|date| date.to_string()).unwrap_or_default();
        let is_person = record.kind == "person";
        let how = match self {
            LifeEnd::Born if is_person => say!(en: "was not born until {date}", fr: "n’est pas né avant {date}"),
            LifeEnd::Born => say!(en: "did not begin until {date}", fr: "n’a pas commencé avant {date}"),
            LifeEnd::Died if is_person => say!(en: "died on {date}", fr: "est mort ({date})"),
            LifeEnd::Died => say!(en: "ended on {date}", fr: "a pris fin ({date})"),
        };
        say!(en: "`{id}` {how}", fr: "`{id}` {how}", id = record.id; how)
    }
}

/// A fact outside of a life.
pub(super) struct LifespanViolation<'a> {
    /// The record whose life it is.
    pub(super) record: &'a Record,
    /// The end that the fact is beyond.
    pub(super) end: LifeEnd,
    /// Where the fact is written.
    pub(super) span: Span,
    /// The fact, as the first half of a sentence.
    pub(super) what: Message,
    /// Whether it is the participant of an event; otherwise a role or a relation.
    pub(super) is_event: bool,
}

/// How many of the contradicting facts are shown.
const MAX_SHOWN: usize = 3;

/// Reports each fact, or the date that several contradict.
pub(super) fn report(strays: Vec<LifespanViolation<'_>>, snapshot: &Snapshot, diagnostics: &mut Vec<Diagnostic>) {
    let mut by_life: BTreeMap<(&str, LifeEnd), Vec<LifespanViolation<'_>>> = BTreeMap::new();
    for stray in strays {
        by_life.entry((stray.record.id.as_str(), stray.end)).or_default().push(stray);
    }
    for strays in by_life.into_values() {
        let Some(first) = strays.first() else { continue };
        let (key, described) = (first.end.key(), first.end.describe(first.record));
        let life = locate(snapshot, &first.record.span, &[YamlStep::Key(key)]);
        let code = if strays.iter().any(|stray| stray.is_event) { Code::EventOutsideLife } else { Code::OutsideLife };
        let diagnostic = if strays.len() == 1 {
            let what = &first.what;
            let message = say!(en: "{what}, but {described}", fr: "{what}, mais {described}"; what, described);
            Diagnostic::new(code, first.span.clone(), message).related(life, Message::same(format!("`{key}:`"))).help(
                say!(
                    en: "correct the date, or `{key}:`; or name the right record",
                    fr: "corrigez la date, ou `{key}:` ; ou indiquez la bonne fiche",
                ),
            )
        } else {
            let message = say!(
                en: "{described}, but the dates of {n} facts contradict that",
                fr: "{described}, mais les dates de {n} faits le contredisent",
                n = strays.len();
                described,
            );
            let help = say!(
                en: "correct `{key}:`; if it is right, correct the dates of the facts",
                fr: "corrigez `{key}:` ; si cette date est juste, corrigez celles des faits",
            );
            let diagnostic = Diagnostic::new(code, life, message).help(help);
            let shown = strays.iter().take(MAX_SHOWN);
            shown.fold(diagnostic, |diagnostic, stray| diagnostic.related(stray.span.clone(), stray.what.clone()))
        };
        diagnostics.push(diagnostic);
    }
}
