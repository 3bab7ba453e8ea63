//! Impossible dates: compares lives, roles, events and articles with each other.
//!
//! Reports only what is impossible however the dates are read: `1952` and `1952-10-07` do not contradict each
//! other, nor does an open or unknown end. What a text says of an event is checked in `anachronism.rs`.

use std::collections::BTreeMap;

use super::lifespan::{self, LifeEnd, LifespanViolation};
use super::yaml_location::{YamlStep, locate};
use crate::base::{Code, Diagnostic, Message, Span};
use crate::model::Edtf;
use crate::parse::{Article, Record};
use crate::say;
use crate::source::Snapshot;

/// The records of a dossier by id, including withheld ones.
pub(super) type RecordsById<'a> = BTreeMap<&'a str, &'a Record>;

/// Returns whether one date is over before the other begins, however both are read.
pub(super) fn is_before(one: &Edtf, other: &Edtf) -> bool {
    one.latest() < other.earliest()
}

/// Checks the dates of records.
pub(super) fn records<'a>(records: &RecordsById<'a>, snapshot: &'a Snapshot, diagnostics: &mut Vec<Diagnostic>) {
    let mut strays = Vec::new();
    for record in records.values() {
        let mut sheet = RecordDateCheck { record, snapshot, diagnostics, violations: &mut strays };
        sheet.life();
        sheet.roles();
        sheet.relations();
        sheet.event(records);
    }
    lifespan::report(strays, snapshot, diagnostics);
}

/// Checks that an article was not fetched before it was published.
pub(super) fn article(article: &Article, snapshot: &Snapshot, diagnostics: &mut Vec<Diagnostic>) {
    let (Some(date), Some(retrieved)) = (&article.date, &article.retrieved) else { return };
    if !is_before(retrieved, date) {
        return;
    }
    let place = |key| locate(snapshot, &Span::whole(&article.file), &[YamlStep::Key(key)]);
    diagnostics.push(
        Diagnostic::new(
            Code::FetchedTooEarly,
            place("retrieved"),
            say!(
                en: "fetched on {retrieved}, before it was published on {date}",
                fr: "relevé le {retrieved}, avant sa publication le {date}",
            ),
        )
        .related(place("date"), say!(en: "published", fr: "publié"))
        .help(say!(en: "correct `date:` or `retrieved:`", fr: "corrigez `date:` ou `retrieved:`")),
    );
}

/// One record, with the list that its findings are added to.
struct RecordDateCheck<'a, 'd> {
    record: &'a Record,
    snapshot: &'a Snapshot,
    diagnostics: &'d mut Vec<Diagnostic>,
    violations: &'d mut Vec<LifespanViolation<'a>>,
}

impl<'a> RecordDateCheck<'a, '_> {
    fn yaml_span(&self, steps: &[YamlStep]) -> Span {
        locate(self.snapshot, &self.record.span, steps)
    }

    fn life(&mut self) {
        let (Some(born), Some(died)) = (&self.record.born, &self.record.died) else { return };
        if is_before(died, born) {
            let message = say!(
                en: "`{id}` ends on {died}, before it begins on {born}",
                fr: "`{id}` finit ({died}) avant de commencer ({born})",
                id = self.record.id,
            );
            self.diagnostics.push(
                Diagnostic::new(Code::EndBeforeStart, self.yaml_span(&[YamlStep::Key("died")]), message)
                    .related(self.yaml_span(&[YamlStep::Key("born")]), say!(en: "the beginning", fr: "le début"))
                    .help(say!(en: "correct `born:` or `died:`", fr: "corrigez `born:` ou `died:`")),
            );
        }
    }

    fn roles(&mut self) {
        for (index, role) in self.record.roles.iter().enumerate() {
            let place = |key| [YamlStep::Key("roles"), YamlStep::Item(index), YamlStep::Key(key)];
            let what = say!(en: "the role `{title}`", fr: "la fonction `{title}`", title = role.title);
            self.span_of_time(&what, (role.from.as_ref(), &place("from")), (role.to.as_ref(), &place("to")));
        }
    }

    fn relations(&mut self) {
        for (index, relation) in self.record.relations.iter().enumerate() {
            let place = |key| [YamlStep::Key("relations"), YamlStep::Item(index), YamlStep::Key(key)];
            let what = say!(
                en: "the relation `{label}` with `{other}`",
                fr: "la relation `{label}` avec `{other}`",
                label = relation.label,
                other = relation.to.value,
            );
            let (from, until) = (relation.from.as_ref(), relation.until.as_ref());
            self.span_of_time(&what, (from, &place("from")), (until, &place("until")));
        }
    }

    /// Checks a period against itself and against the life of the record it belongs to.
    fn span_of_time(&mut self, what: &Message, from: (Option<&Edtf>, &[YamlStep]), to: (Option<&Edtf>, &[YamlStep])) {
        if let (Some(start), Some(end)) = (from.0, to.0)
            && is_before(end, start)
        {
            let message = say!(
                en: "{what} ends on {end}, before it begins on {start}",
                fr: "{what} finit ({end}) avant de commencer ({start})";
                what,
            );
            let diagnostic = Diagnostic::new(Code::EndBeforeStart, self.yaml_span(to.1), message)
                .related(self.yaml_span(from.1), say!(en: "the beginning", fr: "le début"))
                .help(say!(en: "correct one of the two dates", fr: "corrigez l’une des deux dates"));
            self.diagnostics.push(diagnostic);
            return;
        }
        let dates = [from, to].into_iter().filter_map(|(date, steps)| Some((date?, steps)));
        let outside = dates.filter_map(|(date, steps)| Some((date, steps, LifeEnd::missed(self.record, date)?)));
        // If both ends are outside, one finding is enough.
        if let Some((date, steps, end)) = outside.take(1).next() {
            let what = say!(en: "{what} is dated {date}", fr: "{what} est datée de {date}"; what);
            self.violations.push(LifespanViolation {
                record: self.record,
                end,
                span: self.yaml_span(steps),
                what,
                is_event: false,
            });
        }
    }

    fn event(&mut self, records: &RecordsById<'a>) {
        let Some(date) = &self.record.date else { return };
        for participant in &self.record.participants {
            let Some(other) = records.get(participant.value.as_str()) else { continue };
            if let Some(end) = LifeEnd::missed(other, date) {
                let what = say!(
                    en: "`{id}` takes part in an event of {date}",
                    fr: "`{id}` participe à un événement daté de {date}",
                    id = other.id,
                );
                let place = participant.span.clone();
                self.violations.push(LifespanViolation { record: other, end, span: place, what, is_event: true });
            }
        }
        let Some(part_of) = &self.record.part_of else { return };
        let Some((whole, whole_date)) =
            records.get(part_of.value.as_str()).and_then(|whole| Some((whole, whole.date.as_ref()?)))
        else {
            return;
        };
        if is_before(date, whole_date) || is_before(whole_date, date) {
            let message = say!(
                en: "this event of {date} is part of `{id}`, which is dated {whole_date}",
                fr: "cet événement du {date} fait partie de `{id}`, qui est daté du {whole_date}",
                id = whole.id,
            );
            let diagnostic = Diagnostic::new(Code::PartOutsideWhole, self.yaml_span(&[YamlStep::Key("date")]), message)
                .related(
                    locate(self.snapshot, &whole.span, &[YamlStep::Key("date")]),
                    say!(en: "the whole", fr: "l’ensemble"),
                )
                .help(say!(
                    en: "correct one of the dates, or `part_of:`",
                    fr: "corrigez l’une des dates, ou `part_of:`",
                ));
            self.diagnostics.push(diagnostic);
        }
    }
}
