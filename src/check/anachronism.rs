//! Finds articles dated before an event that they describe as past. The press announces events all the time, so
//! only a sentence counts whose verb is past and which has no word of planning or announcing.

use std::ops::Range;

use super::dates::is_before;
use super::yaml_location::{YamlStep, locate};
use crate::base::{Code, Diagnostic, Span};
use crate::lang::{self, LanguageData};
use crate::link::Occurrence;
use crate::model::{BaseKind, EntityIx};
use crate::say;
use crate::source::Snapshot;
use crate::text::tokens::fold;
use crate::timex::{Tense, tense_of};
use crate::views::Content;

/// Reports, for each event and article, the first sentence that describes the event as past too early.
pub(super) fn check(site: &Content, snapshot: &Snapshot, diagnostics: &mut Vec<Diagnostic>) {
    for (index, entity) in EntityIx::number(&site.registry.entities) {
        let Some(date) = entity.record.date.filter(|_| entity.behaves_as == BaseKind::Event) else { continue };
        for at in site.link_index.backlinks[index].iter() {
            let summary = &site.link_index.articles[at.article];
            let Some(published) = summary.card.date.filter(|published| is_before(published, &date)) else { continue };
            let language = summary.card.language.as_ref().unwrap_or(&site.config.language);
            let is_past = |passage: &&Occurrence| is_past_sentence(&summary.text, passage, lang::data(language));
            let Some(occurrence) = site.link_index.occurrences(*at).occurrences.iter().find(is_past) else {
                continue;
            };
            let source = &site.articles[at.article].document;
            let place = |offset: u32| source.body.file_offset(offset as usize);
            let message = say!(
                en: "this passage describes `{id}` as past in an article of {published}, but the event is dated {date}",
                fr: "ce passage raconte `{id}` au passé dans un article du {published}, mais l’événement est daté du {date}",
                id = entity.record.id,
            );
            diagnostics.push(
                Diagnostic::new(
                    Code::ReportedBeforeEvent,
                    Span::new(&source.file, place(occurrence.name.0), place(occurrence.name.1)),
                    message,
                )
                .related(
                    locate(snapshot, &entity.record.span, &[YamlStep::Key("date")]),
                    say!(en: "the event", fr: "l’événement"),
                )
                .help(say!(
                    en: "correct the date of the article or of the event; if another event is meant, set `as:` or `unlinked:`",
                    fr: "corrigez la date de l’article ou de l’événement ; si un autre événement est visé, écrivez `as:` ou `unlinked:`",
                )),
            );
        }
    }
}

fn is_past_sentence(text: &str, occurrence: &Occurrence, language: &'static LanguageData) -> bool {
    let range = |(start, end): (u32, u32)| -> Range<usize> { start as usize..end as usize };
    let (sentence, name) = (range(occurrence.sentence), range(occurrence.name));
    let words = text[sentence.start..name.start].split(|c: char| !c.is_alphanumeric());
    let announced = words.chain(text[name.end..sentence.end].split(|c: char| !c.is_alphanumeric())).any(|word| {
        let word = fold(word);
        lang::all().flat_map(|language| language.words.events.announcing).any(|beginning| word.starts_with(beginning))
    });
    !announced && tense_of(text, sentence, name, language) == Tense::Past
}
