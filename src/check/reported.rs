//! Articles dated before an event that they speak of as past. Announcements are the rule in the press, so only a sentence
//! counts whose verb is past and that has no word of planning or announcing.

use std::ops::Range;

use super::locate::{Step, locate};
use super::time::before;
use crate::annotate::dates::{Tense, tense_of};
use crate::base::{Code, Diagnostic, Span};
use crate::link::Passage;
use crate::model::lang::Rules;
use crate::plan::Site;
use crate::registry::tokens::fold;
use crate::source::Snapshot;

/// Beginnings of folded words after which an event may well be to come, French and English.
const ANNOUNCING: [&str; 40] = [
    "annonc", "announc", "prev", "prepar", "attend", "await", "expect", "plan", "program", "schedul", "promis",
    "promes", "confirm", "propos", "invit", "souhait", "voul", "veut", "want", "hop", "esper", "doit", "devr", "devai",
    "prochain", "next", "futur", "avant", "before", "veille", "ahead", "upcoming", "projet", "eventuel", "possib",
    "refus", "report", "postpon", "evoqu", "if",
];

/// Reports, for each event and article, the first sentence that tells of the event too early.
pub(super) fn check(site: &Site, snapshot: &Snapshot, diagnostics: &mut Vec<Diagnostic>) {
    for (index, entity) in site.registry.entities.iter().enumerate() {
        let Some(date) = entity.record.date.filter(|_| entity.record.kind == "event") else { continue };
        for (article, slice) in site.dossier.backlinks[index].iter() {
            let summary = &site.dossier.articles[*article];
            let Some(published) = summary.card.date.filter(|published| before(published, &date)) else { continue };
            let language = summary.card.language.as_ref().unwrap_or(&site.config.language);
            let told = |passage: &&Passage| tells_of_the_past(&summary.text, passage, language.rules());
            let Some(passage) = summary.slices[*slice].passages.iter().find(told) else { continue };
            let source = &site.articles[*article].source;
            let place = |offset: u32| source.body.origin(offset as usize);
            let message = format!(
                "this tells of `{}` as past, in an article of {published}; the event is dated {date}",
                entity.record.id
            );
            diagnostics.push(
                Diagnostic::new(
                    Code::ReportedBeforeEvent,
                    Span::new(&source.file, place(passage.name.0), place(passage.name.1)),
                    message,
                )
                .related(locate(snapshot, &entity.record.span, &[Step::Key("date")]), "the event")
                .help("correct the date of the article or of the event; if another event is meant, say so with `as:` or `unlinked:`"),
            );
        }
    }
}

fn tells_of_the_past(text: &str, passage: &Passage, rules: Rules) -> bool {
    let range = |(start, end): (u32, u32)| -> Range<usize> { start as usize..end as usize };
    let (sentence, name) = (range(passage.sentence), range(passage.name));
    let words = text[sentence.start..name.start].split(|c: char| !c.is_alphanumeric());
    let announced = words.chain(text[name.end..sentence.end].split(|c: char| !c.is_alphanumeric())).any(|word| {
        let word = fold(word);
        ANNOUNCING.iter().any(|beginning| word.starts_with(beginning))
    });
    !announced && tense_of(text, sentence, name, rules) == Tense::Past
}
