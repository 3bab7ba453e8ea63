//! TEI: the names that an edition marks in texts of this dossier, with whoever is responsible for each.
//!
//! `containers/tei` reads the edition; here its names become marks in its paragraphs. Dates and speech are counted.

use std::collections::HashMap;

use super::labels::{LabelMeaning, LabelTable};
use super::{ForeignAnnotations, ForeignDocument, ForeignMention};
use super::{dates, quotations};
use crate::base::Message;
use crate::base::web_address::is_web_address;
use crate::import::containers::tei::{TeiArticle, TeiEdition, TeiSpan, recognises};
use crate::say;
use crate::text::position::CodePoints;

/// How much of a file shows whether it is TEI.
const HEAD_BYTES: usize = 64 << 10;

/// Reads an edition; `stem` is the name of its file.
///
/// # Errors
/// If it is no TEI, is damaged, or may not be read.
pub(super) fn read(stem: &str, text: &str, labels: &LabelTable) -> Result<ForeignAnnotations, Message> {
    if !recognises(&text.as_bytes()[..text.len().min(HEAD_BYTES)]) {
        return Err(say!(en: "it is XML, but no TEI", fr: "c’est du XML, mais pas du TEI"));
    }
    let mut edition = TeiEdition::default();
    edition.add(stem, text.as_bytes())?;
    let mut all = ForeignAnnotations { numbers_annotations: true, ..ForeignAnnotations::default() };
    // Ids of somebody else's register mean nothing here; their numbers in authority files do.
    let numbers: HashMap<&str, String> = edition
        .records
        .iter()
        .filter(|_| !edition.is_own)
        .filter_map(|record| record.authorities.first().map(|(file, number)| (&*record.id, format!("{file}:{number}"))))
        .collect();
    let is_alone = edition.articles.len() == 1;
    let mut n_names = 0;
    for article in &edition.articles {
        for (what, n) in [(dates(), article.text.dates.len()), (quotations(), article.text.speech.len())] {
            if n > 0 {
                *all.left_out.entry(what).or_default() += n;
            }
        }
        let mut document = ForeignDocument { clues: clues(article, is_alone.then_some(stem)), ..Default::default() };
        let passages = TeiPassages::new(&article.text.plain, &article.text.names);
        for span in &article.text.names {
            n_names += 1;
            if let Some(mention) = mention((n_names, span), (&edition, &numbers), labels, &passages, &mut all) {
                document.mentions.push(mention);
            }
        }
        document.passages = passages.list.iter().map(|(_, passage)| (*passage).to_owned()).collect();
        all.add(document);
    }
    if edition.articles.is_empty() {
        return Err(say!(en: "it holds no text", fr: "il ne contient aucun texte"));
    }
    Ok(all)
}

/// Returns what may say which article a text is.
fn clues(article: &TeiArticle, stem: Option<&str>) -> Vec<String> {
    let addresses = article.head.iter().filter(|(key, _)| matches!(*key, "url" | "archived"));
    let addresses = addresses.flat_map(|(_, values)| values.iter().cloned());
    std::iter::once(article.id.clone()).chain(addresses).chain(stem.map(str::to_owned)).collect()
}

/// Where a name is: the number of its paragraph, and its range in code points there and in the whole text.
struct TeiPlace {
    passage: usize,
    range: (usize, usize),
    in_text: (usize, usize),
}

/// The paragraphs of a text, each with its first byte, and the code points before each end of a name.
struct TeiPassages<'a> {
    text: &'a str,
    list: Vec<(usize, &'a str)>,
    points: HashMap<usize, usize>,
}

impl<'a> TeiPassages<'a> {
    fn new(text: &'a str, names: &[TeiSpan]) -> Self {
        let mut start = 0;
        let list = text.split("\n\n").map(|passage| {
            let at = start;
            start += passage.len() + 2;
            (at, passage)
        });
        let list: Vec<(usize, &str)> = list.collect();
        // Names may be in names: their ends are counted in order.
        let ends = names.iter().flat_map(|name| [name.start, name.end]).filter(|at| text.is_char_boundary(*at));
        let mut wanted: Vec<usize> = ends.chain(list.iter().map(|(first, _)| *first)).collect();
        wanted.sort_unstable();
        wanted.dedup();
        let mut points = CodePoints::new(text);
        let points = wanted.into_iter().map(|at| (at, points.at(at))).collect();
        Self { text, list, points }
    }

    /// Returns where a range of bytes is; `None` if no paragraph holds it.
    fn place(&self, start: usize, end: usize) -> Option<TeiPlace> {
        let at = self.list.partition_point(|(first, _)| *first <= start).checked_sub(1)?;
        let (first, passage) = *self.list.get(at)?;
        if start >= end || end > first + passage.len() {
            return None;
        }
        let at_code_point = |byte: usize| self.points.get(&byte).copied();
        let (before, from, to) = (at_code_point(first)?, at_code_point(start)?, at_code_point(end)?);
        Some(TeiPlace { passage: at, range: (from - before, to - before), in_text: (from, to) })
    }
}

/// Makes a mark of a name; `None` if it is none.
fn mention(
    (number, span): (usize, &TeiSpan),
    (edition, numbers): (&TeiEdition, &HashMap<&str, String>),
    labels: &LabelTable,
    passages: &TeiPassages<'_>,
    all: &mut ForeignAnnotations,
) -> Option<ForeignMention> {
    let entity = match numbers.get(span.value.as_str()) {
        _ if is_web_address(&span.pointer) => span.pointer.clone(),
        Some(number) => number.clone(),
        None => span.value.clone(),
    };
    let kind = match labels.meaning(&span.kind) {
        LabelMeaning::Kind(kind) => kind,
        LabelMeaning::AnyName if span.kind == "rs" && entity.is_empty() => {
            all.leave_out(say!(en: "references without a record", fr: "renvois sans fiche"));
            return None;
        }
        LabelMeaning::AnyName => String::new(),
        LabelMeaning::NoName => {
            all.leave_out(say!(en: "marks of what is no name", fr: "marques de ce qui n’est pas un nom"));
            return None;
        }
    };
    let Some(TeiPlace { passage, range, in_text: stated }) = passages.place(span.start, span.end) else {
        all.problem(number, say!(en: "the name is empty, or in several paragraphs", fr: "le nom est vide, ou à cheval sur plusieurs paragraphes"));
        return None;
    };
    Some(ForeignMention {
        place: number,
        passage: Some(passage),
        range: Some(range),
        stated: Some(stated),
        quote: passages.text[span.start..span.end].to_owned(),
        entity,
        kind,
        by: edition.person(&span.by).to_owned(),
        ..ForeignMention::default()
    })
}
