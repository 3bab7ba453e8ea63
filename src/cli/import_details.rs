//! What is said of one imported document: its row in the table of a dry run, what was understood, and each line that was removed.
//! Pure; `import_report` prints it.

use super::language::{said, spoken};
use super::print;
use crate::base::message::Message;
use crate::import::ComposedArticle;
use crate::import::cleaned_document::{RemovedLine, TextUnit};
use crate::say;

/// One row of the table of a dry run.
pub(super) fn row(composed: &ComposedArticle) -> [String; 7] {
    let date = match &composed.date {
        Some((date, how)) => format!("{date} ({}: {})", composed.date_certainty, said(how)),
        None => spoken(&say!(en: "unknown", fr: "inconnue")),
    };
    let unknown = || "?".to_owned();
    [
        composed.id.to_string(),
        composed.title.clone(),
        date,
        composed.publisher.clone().unwrap_or_else(unknown),
        composed.language.clone().unwrap_or_else(unknown),
        spoken(&print::count(composed.removed.len(), "line", "ligne")),
        composed.duplicate_of.as_ref().map(ToString::to_string).unwrap_or_default(),
    ]
}

/// Returns what was understood and, line by line, what was removed.
pub(super) fn details(heading: &str, composed: &ComposedArticle) -> Vec<String> {
    let title = &composed.title;
    let mut lines = vec![say!(en: "    title     {title}", fr: "    titre     {title}")];
    lines.push(match &composed.date {
        Some((date, how)) => {
            say!(en: "    date      {date}, {how}", fr: "    date      {date}, {how}"; how)
        }
        None => {
            let doubt = composed.date_doubt.as_ref();
            let doubt = doubt.map(|doubt| say!(en: ": {doubt}", fr: " : {doubt}"; doubt)).unwrap_or_default();
            say!(
                en: "    date      unknown{doubt}; give it with --date, or add `date:` to the article",
                fr: "    date      inconnue{doubt} ; donnez-la avec --date, ou ajoutez `date:` à l’article"; doubt
            )
        }
    });
    if let Some(publisher) = &composed.publisher {
        lines.push(say!(en: "    publisher {publisher}", fr: "    éditeur   {publisher}"));
    }
    lines.push(match composed.language.as_deref() {
        Some(language) => say!(en: "    language  {language}", fr: "    langue    {language}"),
        None => say!(
            en: "    language  unknown: the site's language is used",
            fr: "    langue    inconnue : c’est celle du site qui vaut",
        ),
    });
    if let Some(encoding) = &composed.converted_from {
        lines.push(say!(en: "    converted from {encoding}", fr: "    converti depuis {encoding}"));
    }
    if let Some(id) = &composed.duplicate_of {
        lines.push(say!(en: "    repeats   {id}", fr: "    répète    {id}"));
    }
    let n_blocks = print::count(composed.n_blocks, "paragraph", "paragraphe");
    lines.push(say!(
        en: "    kept      {n_blocks}, captions included",
        fr: "    gardé     {n_blocks}, légendes comprises"; n_blocks
    ));
    for RemovedLine { line, text, rule, reason } in &composed.removed {
        let unit = match composed.unit {
            TextUnit::Line => say!(en: "line {line}: ", fr: "ligne {line} : "),
            TextUnit::Paragraph => say!(en: "paragraph {line}: ", fr: "paragraphe {line} : "),
        };
        let place = if *line > 0 { unit } else { Message::default() };
        let (text, reason) = (shortened(text), reason.message());
        lines.push(say!(
            en: "    removed   {place}{text:?} [{rule}: {reason}]",
            fr: "    retiré    {place}« {text} » [{rule} : {reason}]"; place, text, reason
        ));
    }
    std::iter::once(heading.to_owned()).chain(lines.iter().map(spoken)).collect()
}

/// Returns a text on one line of at most 70 characters.
pub(super) fn shortened(text: &Message) -> Message {
    let short = |text: &str| {
        let text = text.split(['\n', '\r']).map(str::trim).collect::<Vec<_>>().join(" ");
        let text = text.trim();
        if text.chars().count() > 70 { text.chars().take(69).chain(['…']).collect() } else { text.to_owned() }
    };
    Message { en: short(&text.en), fr: short(&text.fr) }
}
