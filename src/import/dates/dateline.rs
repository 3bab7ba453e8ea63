//! The date in an agency's dateline that opens the first sentence: `PARIS, 3 mai 2021 (AFP) - Le maire …`.
//!
//! The line stays in the text. Invariant: place in capitals, full date, a dash. Lines that only state a date are read by
//! `head`.

use super::written_date::{NumberOrder, WrittenDate, is_calendar_word, words, written_date};
use crate::import::cleaned_document::StatedDate;
use crate::import::text::lines::{NumberedLine, fold};

/// Reads a dateline: a place in capitals, the date, possibly an agency, and a dash, as in `PARIS, 3 mai 2021 (AFP) - Le
/// maire …`.
pub(in crate::import) fn dateline(line: &NumberedLine<'_>) -> Option<StatedDate> {
    let dash = ["-", "–", "—"].iter().filter_map(|dash| {
        let at = line.text.find(&format!(" {dash}"))?;
        Some(at + 1)
    });
    let end = dash.min().filter(|end| *end <= 100)?;
    let opening = line.text.get(..end)?;
    let folded = fold(opening);
    let words = words(&folded);
    let date = after_place(&words)?;
    let is_agency = match date.rest {
        [] | [_] => true,
        ["(", name @ .., ")"] => name.len() <= 4,
        _ => false,
    };
    let is_place_in_capitals = place_before_date(opening)
        .is_some_and(|place| place.split('(').next().is_some_and(|town| !town.contains(char::is_lowercase)));
    let after_dash = line.text.get(end..)?.trim_start_matches(['-', '–', '—']);
    let text = line.text.get(..line.text.len() - after_dash.len())?;
    (is_agency && is_place_in_capitals).then(|| StatedDate {
        days: vec![date.iso],
        line: line.number,
        text: text.to_owned(),
    })
}

/// Returns the date after a place of a few words.
fn after_place<'w, 't>(words: &'w [&'t str]) -> Option<WrittenDate<'w, 't>> {
    (1..=8).find_map(|n_words| written_date(words.get(n_words..)?, NumberOrder::Unknown))
}

/// Returns the text before the first word of the date, if it is a place of one to five words.
fn place_before_date(text: &str) -> Option<String> {
    let is_of_the_date = |word: &&str| {
        word.contains(|character: char| character.is_ascii_digit()) || *word == "le" || is_calendar_word(word)
    };
    let place: Vec<&str> = text.split_whitespace().take(6).take_while(|word| !is_of_the_date(word)).collect();
    (1..=5).contains(&place.len()).then(|| place.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::text::lines::lines;

    #[test]
    fn a_dateline_is_stated_up_to_its_dash() {
        for (line, text) in [
            ("BREST, 3 mai 2021 (AFP) - Le maire a parlé.", "BREST, 3 mai 2021 (AFP) -"),
            ("BREST (Finistère), le 3 mai 2021 – Le maire a parlé.", "BREST (Finistère), le 3 mai 2021 –"),
            ("NEW YORK, May 3, 2021 (AP) — The mayor spoke.", "NEW YORK, May 3, 2021 (AP) —"),
            ("OSLO, 3 May 2021 -- The mayor spoke.", "OSLO, 3 May 2021 --"),
            ("BREST, 3 mai (AFP) - Le maire a parlé.", ""),
            ("Le maire de Brest, le 3 mai 2021 - jour de fête - a parlé.", ""),
        ] {
            let found = lines(line).first().and_then(dateline).map(|found| found.text).unwrap_or_default();
            assert_eq!(found, text, "{line}");
        }
    }
}
