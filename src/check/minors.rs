//! Asks about people whose age an article gives as under 18 and whose record is public, once each.

use super::yaml_location::{YamlStep, locate};
use crate::annotate::ages::minor_beside;
use crate::base::{Code, Diagnostic, Span};
use crate::lang;
use crate::model::{EntityIx, List};
use crate::parse::{BlockKind, Record};
use crate::say;
use crate::source::Snapshot;
use crate::views::Content;

/// Reports each public person whom an article describes as a minor, at the first place.
pub(super) fn check(site: &Content, snapshot: &Snapshot, diagnostics: &mut Vec<Diagnostic>) {
    let mut asked: List<EntityIx, bool> = vec![false; site.registry.entities.len()].into();
    for text in site.articles.iter() {
        let body = &text.document.body;
        let language = lang::data(text.document.language.as_ref().unwrap_or(&site.config.language));
        for mention in &text.annotated.mentions {
            let Some(index) = site.registry.find(mention.entity.as_str()).filter(|index| !asked[*index]) else {
                continue;
            };
            let entity = &site.registry.entities[index];
            let is_person = site.config.kind(entity.kind).is_some_and(|kind| kind.personal_names);
            let block = body.blocks.iter().find(|block| block.start <= mention.start && mention.end <= block.end);
            let Some(block) = block.filter(|block| is_person && block.kind != BlockKind::Code) else { continue };
            let Some(age) =
                minor_beside(&body.text, &(block.start..block.end), &(mention.start..mention.end), language)
            else {
                continue;
            };
            asked[index] = true;
            if is_decided(&entity.record, snapshot) {
                continue;
            }
            let message = say!(
                en: "`{age}` next to the name of `{id}`, who has a public page: should a child be found by name?",
                fr: "`{age}` à côté du nom de `{id}`, qui a une page publique : faut-il qu’on trouve un enfant par son nom ?",
                age = &body.text[age.clone()],
                id = entity.record.id,
            );
            let span = Span::new(&text.document.file, body.file_offset(age.start), body.file_offset(age.end));
            diagnostics.push(
                Diagnostic::new(Code::MinorPublic, span, message)
                    .related(entity.record.span.clone(), say!(en: "the record", fr: "la fiche"))
                    .help(say!(
                        en: "write `visibility: initials` in the record, or `visibility: public` to keep the name",
                        fr: "écrivez `visibility: initials` dans la fiche, ou `visibility: public` pour garder le nom",
                    )),
            );
        }
    }
}

/// Returns whether the record says `visibility: public`: then a person has decided.
fn is_decided(record: &Record, snapshot: &Snapshot) -> bool {
    if record.span.file.extension() == "csv" {
        let row = snapshot.text(&record.span.file).and_then(|text| text.get(record.span.start..record.span.end));
        return row
            .is_some_and(|row| row.split([',', ';', '\t']).any(|cell| cell.trim().trim_matches('"') == "public"));
    }
    locate(snapshot, &record.span, &[YamlStep::Key("visibility")]) != locate(snapshot, &record.span, &[])
}
