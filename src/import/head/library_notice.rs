//! The description that a digital library puts before the recognised text of a newspaper.
//!
//! Gallica writes it line by line, `Titre : …`, `Date d'édition : …`, `Identifiant : ark:/…`, and ends it with a word on the
//! recognition. Invariant: without an ARK identifier among such lines at the very top there is no description. The day on
//! which the library put the document online is none of publication.

use super::head_line::head_line;
use crate::import::cleaned_document::{StatedDate, StatedHead};
use crate::import::dates::written_date::NumberOrder;
use crate::import::text::lines::{NumberedLine, fold};
use crate::lang;

/// How many lines a description may have.
const MAX_LINES: usize = 60;
/// The fewest labelled lines that make one.
const MIN_LABELS: usize = 5;
/// The sites of the libraries whose identifiers begin so.
const SITES: [(&str, &str); 1] = [("ark:/12148/", "https://gallica.bnf.fr/")];

/// Reads the description at the top; returns it and the number of lines that it takes.
pub(in crate::import) fn library_notice(lines: &[NumberedLine<'_>]) -> Option<(StatedHead, usize)> {
    let written: Vec<(usize, &NumberedLine<'_>)> =
        lines.iter().enumerate().filter(|(_, line)| !line.text.is_empty()).take(MAX_LINES).collect();
    let ark = written.iter().position(|(_, line)| identifier(line.text).is_some())?;
    let is_labelled = |text: &str| text.split_once(':').is_some_and(|(label, _)| label.split_whitespace().count() <= 6);
    if written.iter().take(ark + 1).filter(|(_, line)| is_labelled(line.text)).count() < MIN_LABELS {
        return None;
    }
    let n_labelled = written.iter().skip(ark).take_while(|(_, line)| is_labelled(line.text)).count();
    let is_on_recognition = |text: &str| fold(text).split(|c: char| !c.is_alphanumeric()).any(|word| word == "ocr");
    // One or two sentences on the recognition follow.
    let after = written.iter().enumerate().skip(ark + n_labelled).take(4);
    let last = after.rev().find(|(_, (_, line))| is_on_recognition(line.text));
    let notice = written.get(..last.map_or(ark + n_labelled, |(at, _)| at + 1))?;
    let says: Vec<_> =
        notice.iter().filter_map(|(_, line)| Some((line, head_line(line.text, NumberOrder::DayFirst, "")?))).collect();
    let title = says.iter().find_map(|(_, says)| says.title.clone());
    let is_serial = notice.iter().any(|(_, line)| {
        let text = fold(line.text);
        lang::all().flat_map(|language| language.import.serial_phrases).any(|phrase| text.contains(phrase))
    });
    // `Le Phare : journal du matin`: the words after the colon describe the newspaper.
    let paper = title.as_deref().filter(|_| is_serial).and_then(|title| title.split(" : ").next()).map(str::to_owned);
    let date = says.iter().find(|(_, says)| says.is_announced && says.days.len() == 1).map(|(line, says)| StatedDate {
        days: says.days.clone(),
        line: line.number,
        text: line.text.to_owned(),
    });
    let url = written.get(ark).and_then(|(_, line)| identifier(line.text));
    let title = if paper.is_some() { None } else { title };
    let (end, _) = notice.last()?;
    Some((StatedHead { title, date, publisher: paper, author: None, url }, end + 1))
}

/// Returns the address that an identifier stands for.
fn identifier(line: &str) -> Option<String> {
    let ark = line.split_whitespace().find(|word| word.starts_with("ark:/"))?;
    SITES.iter().find(|(number, _)| ark.starts_with(number)).map(|(_, site)| format!("{site}{ark}"))
}
