//! Checks records against each other: relations without a source, cycles, ids of the wrong kind, ids in authority
//! files.

use super::authority;
use super::dates::RecordsById;
use crate::base::diagnostic::did_you_mean;
use crate::base::yaml_fields::SpannedText;
use crate::base::{Code, Diagnostic, Message};
use crate::link::LinkResolver;
use crate::link::link_checks::unknown_paragraph;
use crate::model::{BaseKind, EntityKind};
use crate::parse::Record;
use crate::say;

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
                let message = say!(
                    en: "there is no authority file `{name}`",
                    fr: "il n’y a pas de référentiel `{name}`",
                    name = authority.value,
                );
                let diagnostic = Diagnostic::new(Code::BadAuthorityId, authority.span.clone(), message);
                diagnostics.push(diagnostic.help(did_you_mean(near)));
            }
            if let Some(reason) = authority::fault(&authority.value, &id.value) {
                let message = say!(en: "`{id}` {reason}", fr: "`{id}` {reason}", id = id.value; reason);
                diagnostics.push(Diagnostic::new(Code::BadAuthorityId, id.span.clone(), message).help(say!(
                    en: "copy the id again from the authority file's own page",
                    fr: "copiez de nouveau l’identifiant sur la page du référentiel lui-même",
                )));
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
            let message = say!(
                en: "no source is given for the claim that `{id}` {label} `{other}`",
                fr: "aucune source n’est donnée pour cette affirmation : `{id}`, `{label}`, `{other}`",
                id = record.id,
                label = relation.label,
                other = other.id,
            );
            diagnostics.push(Diagnostic::new(Code::NoSource, relation.to.span.clone(), message).help(say!(
                en: "add the passage that says so: `source: article-id#p3`",
                fr: "ajoutez le passage qui le dit : `source: identifiant#p3`",
            )));
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
    let mut report = |text: &SpannedText, message: Message| {
        let diagnostic = Diagnostic::new(Code::SelfReference, text.span.clone(), message);
        let help =
            say!(en: "name another record, or remove it", fr: "indiquez une autre fiche, ou retirez cette valeur");
        diagnostics.push(diagnostic.help(help));
    };
    for relation in record.relations.iter().filter(|relation| relation.to.value == id) {
        let message =
            say!(en: "`{id}` has a relation with itself", fr: "la fiche `{id}` a une relation avec elle-même");
        report(&relation.to, message);
    }
    for participant in record.participants.iter().filter(|participant| participant.value == id) {
        report(participant, say!(en: "`{id}` takes part in itself", fr: "`{id}` participe à elle-même"));
    }
    let Some(part_of) = &record.part_of else { return };
    let mut above = part_of.value.as_str();
    // A cycle that does not contain this record is left after as many steps as there are records.
    for _ in 0..records.len() {
        if above == id {
            let message = if part_of.value == id {
                say!(en: "`{id}` is part of itself", fr: "la fiche `{id}` fait partie d’elle-même")
            } else {
                say!(
                    en: "`{id}` is part of `{whole}`, which is part of `{id}`",
                    fr: "`{id}` fait partie de `{whole}`, qui fait partie de `{id}`",
                    whole = part_of.value,
                )
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
            let message = say!(
                en: "`{key}:` names `{id}`, which is not of the kind `{kind}` but `{other}`",
                fr: "`{key}:` nomme `{id}`, qui n’est pas du type `{kind}` mais `{other}`",
                id = other.id,
                other = other.kind,
            );
            let help = say!(en: "name a record of the kind `{kind}`", fr: "indiquez une fiche du type `{kind}`");
            diagnostics.push(Diagnostic::new(Code::WrongKind, text.span.clone(), message).help(help));
        }
    };
    // A kind defined in site.yaml may be a place too: a ship, a prison.
    let somewhere = |other: &Record| !matches!(base(other), BaseKind::Person | BaseKind::Event | BaseKind::Work);
    wants("place", record.place.as_ref(), &somewhere, "place");
    if base(record) == BaseKind::Event {
        wants("part_of", record.part_of.as_ref(), &|other| base(other) == BaseKind::Event, "event");
    }
}
