//! Checks records against each other: relations without a source, cycles, ids of the wrong kind, ids in authority
//! files.

use super::authority;
use super::dates::RecordsById;
use crate::base::yaml_fields::SpannedText;
use crate::base::{Code, Diagnostic};
use crate::link::LinkResolver;
use crate::link::link_checks::unknown_paragraph;
use crate::model::{BaseKind, EntityKind};
use crate::parse::Record;

/// Checks the records against each other; `targets` knows which passages exist.
pub(super) fn records(
    records: &RecordsById<'_>,
    kinds: &[EntityKind],
    targets: &LinkResolver,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for record in records.values() {
        check_citations(record, records, kinds, targets, diagnostics);
        check_cycles(record, records, diagnostics);
        check_kinds(record, records, kinds, diagnostics);
        for (authority, id) in &record.same_as {
            if let Some(near) = authority::near(&authority.value) {
                let message = format!("there is no authority file `{}`", authority.value);
                let diagnostic = Diagnostic::new(Code::BadAuthorityId, authority.span.clone(), message);
                diagnostics.push(diagnostic.help(format!("did you mean `{near}`?")));
            }
            if let Some(reason) = authority::fault(&authority.value, &id.value) {
                let message = format!("`{}` {reason}", id.value);
                diagnostics.push(
                    Diagnostic::new(Code::BadAuthorityId, id.span.clone(), message)
                        .help("copy the id again from the authority file's own page"),
                );
            }
        }
    }
}

fn check_citations(
    record: &Record,
    records: &RecordsById<'_>,
    kinds: &[EntityKind],
    targets: &LinkResolver,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for relation in &record.relations {
        let Some(source) = &relation.citation else {
            let Some(other) = records.get(relation.to.value.as_str()) else { continue };
            if [record, *other].iter().any(|one| needs_no_citation(one, kinds)) {
                continue;
            }
            let message =
                format!("no source is given for the claim that `{}` {} `{}`", record.id, relation.label, other.id);
            diagnostics.push(
                Diagnostic::new(Code::NoSource, relation.to.span.clone(), message)
                    .help("add the passage that says so: `source: article-id#p3`"),
            );
            continue;
        };
        let Some((id, fragment)) = source.value.split_once('#') else { continue };
        // An unknown id was already reported when the dossier was linked.
        let target = targets.find(id);
        diagnostics.extend(target.and_then(|target| unknown_paragraph(id, fragment, &target, &source.span)));
    }
}

/// That a town is a capital, or that a state signed a treaty, is public knowledge; what people and organisations do
/// with each other needs a source.
fn needs_no_citation(record: &Record, kinds: &[EntityKind]) -> bool {
    matches!(BaseKind::among(kinds, &record.kind), BaseKind::Place | BaseKind::Work)
}

fn check_cycles(record: &Record, records: &RecordsById<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let id = record.id.as_str();
    let mut report = |text: &SpannedText, message: String| {
        let diagnostic = Diagnostic::new(Code::SelfReference, text.span.clone(), message);
        diagnostics.push(diagnostic.help("name another record, or remove it"));
    };
    for relation in record.relations.iter().filter(|relation| relation.to.value == id) {
        report(&relation.to, format!("`{id}` has a relation with itself"));
    }
    for participant in record.participants.iter().filter(|participant| participant.value == id) {
        report(participant, format!("`{id}` takes part in itself"));
    }
    let Some(part_of) = &record.part_of else { return };
    let mut above = part_of.value.as_str();
    // A cycle that does not contain this record is left after as many steps as there are records.
    for _ in 0..records.len() {
        if above == id {
            let message = if part_of.value == id {
                format!("`{id}` is part of itself")
            } else {
                format!("`{id}` is part of `{}`, which is part of `{id}`", part_of.value)
            };
            return report(part_of, message);
        }
        let Some(next) = records.get(above).and_then(|whole| whole.part_of.as_ref()) else { return };
        above = next.value.as_str();
    }
}

fn check_kinds(record: &Record, records: &RecordsById<'_>, kinds: &[EntityKind], diagnostics: &mut Vec<Diagnostic>) {
    let base = |record: &Record| BaseKind::among(kinds, &record.kind);
    let mut wants = |key: &str, text: Option<&SpannedText>, fits: &dyn Fn(&Record) -> bool, kind: &str| {
        let Some((text, other)) = text.and_then(|text| Some((text, records.get(text.value.as_str())?))) else { return };
        if !fits(other) {
            let message =
                format!("`{key}:` names `{}`, which is not of the kind `{kind}` but `{}`", other.id, other.kind);
            diagnostics.push(
                Diagnostic::new(Code::WrongKind, text.span.clone(), message)
                    .help(format!("name a record of the kind `{kind}`")),
            );
        }
    };
    // A kind defined in site.yaml may be a place too: a ship, a prison.
    let somewhere = |other: &Record| !matches!(base(other), BaseKind::Person | BaseKind::Event | BaseKind::Work);
    wants("place", record.place.as_ref(), &somewhere, "place");
    if base(record) == BaseKind::Event {
        wants("part_of", record.part_of.as_ref(), &|other| base(other) == BaseKind::Event, "event");
    }
}
