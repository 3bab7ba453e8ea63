//! The publication date that a raw document states in its text.
//!
//! Returns at most one date and its line. Invariant: only a line that is there to state the date counts (`Publié le …`,
//! an agency's dateline, a lone date near the top), never a date within a sentence, and the year must be written.
//! `date_notice` reads notices, `written_date` reads dates.

use super::date_notice::read_date_notice;
use super::written_date::{NumberOrder, WrittenDate, after_time, is_calendar_word, words, written_date};
use crate::import::cleaned_document::StatedDate;
use crate::import::text::lines::{NumberedLine, fold};

/// How many lines from the top may be date notices.
const HEAD: usize = 12;
/// How many lines from the end may be date notices.
const TAIL: usize = 6;
/// How many lines from the top may be a dateline or a lone date.
const TOP: usize = 6;

/// A stated date, and whether its line contains anything else.
pub(in crate::import) struct StatedDateLine {
    /// The date.
    pub(in crate::import) stated: StatedDate,
    /// The line contains only the date, so the front matter can replace it.
    pub(in crate::import) is_alone: bool,
}

/// Returns the publication date that the document states.
pub(in crate::import) fn stated_date(lines: &[NumberedLine<'_>]) -> Option<StatedDateLine> {
    let written = || lines.iter().filter(|line| !line.text.is_empty());
    let mut edges = written().take(HEAD).chain(written().rev().take(TAIL));
    let notice = |line: &NumberedLine<'_>| {
        let notice = read_date_notice(line.text)?;
        Some(date_line(notice.iso, line, line.text, notice.is_alone))
    };
    edges.find_map(notice).or_else(|| written().take(TOP).find_map(|line| dateline(line))).or_else(|| lone_date(lines))
}

/// Reads a dateline: a place in capitals, the date, possibly an agency, and a dash, as in `PARIS, 3 mai 2021 (AFP) - Le
/// maire …`.
fn dateline(line: &NumberedLine<'_>) -> Option<StatedDateLine> {
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
    (is_agency && is_place_in_capitals).then(|| date_line(date.iso, line, text, false))
}

/// Reads a lone date near the top: `3 mai 2021` or `Brest, le 3 mai 2021`. Two such lines are headings of a chronology
/// and do not date the document.
fn lone_date(lines: &[NumberedLine<'_>]) -> Option<StatedDateLine> {
    let mut found: Option<StatedDateLine> = None;
    for (index, line) in lines.iter().filter(|line| !line.text.is_empty()).enumerate() {
        let Some(date_line) = date_alone(line) else {
            continue;
        };
        if index >= TOP || found.is_some() {
            return None;
        }
        found = Some(date_line);
    }
    found
}

fn date_alone(line: &NumberedLine<'_>) -> Option<StatedDateLine> {
    if line.text.len() > 80 || !line.text.contains(|character: char| character.is_ascii_digit()) {
        return None;
    }
    // Wikinews and others end it with a full stop and a dash.
    let folded = fold(line.text.trim_end_matches(['.', ' ', '\u{a0}', '-', '–', '—', ':']));
    let words = words(&folded);
    if let Some(date) = written_date(&words, NumberOrder::Unknown) {
        return after_time(date.rest).is_empty().then(|| date_line(date.iso, line, line.text, true));
    }
    let date = after_place(&words)?;
    let is_name = |word: &str| word.starts_with(char::is_uppercase) || word.starts_with('(');
    let has_place = place_before_date(line.text)?.strip_suffix(',')?.split_whitespace().all(is_name);
    (has_place && after_time(date.rest).is_empty() && !line.text.ends_with('.'))
        .then(|| date_line(date.iso, line, line.text, false))
}

fn date_line(iso: String, line: &NumberedLine<'_>, text: &str, is_alone: bool) -> StatedDateLine {
    StatedDateLine { stated: StatedDate { iso, line: line.number, text: text.to_owned() }, is_alone }
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

    fn check(text: &str, expected: Option<(&str, usize, bool)>) {
        let found = stated_date(&lines(text));
        let found = found.as_ref().map(|found| (found.stated.iso.as_str(), found.stated.line, found.is_alone));
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_dateline_is_stated_up_to_its_dash() {
        for (line, text) in [
            ("BREST, 3 mai 2021 (AFP) - Le maire a parlé.", "BREST, 3 mai 2021 (AFP) -"),
            ("BREST (Finistère), le 3 mai 2021 – Le maire a parlé.", "BREST (Finistère), le 3 mai 2021 –"),
            ("NEW YORK, May 3, 2021 (AP) — The mayor spoke.", "NEW YORK, May 3, 2021 (AP) —"),
            ("OSLO, 3 May 2021 -- The mayor spoke.", "OSLO, 3 May 2021 --"),
        ] {
            let found = stated_date(&lines(line)).map(|found| found.stated.text).unwrap_or_default();
            assert_eq!(found, text, "{line}");
        }
    }

    #[test]
    fn a_date_alone_near_the_top_is_stated_once() {
        check("Un phare\n2021-05-03\nLe maire a parlé.", Some(("2021-05-03", 2, true)));
        check("Un phare\n3 mai 2021, 14h30 . –\nLe maire a parlé.", Some(("2021-05-03", 2, true)));
        check("Un phare\nLe Phare, 3 mai 2021.\nLe maire a parlé.", None);
        check("Brest, le 3 mai 2021\n\nMonsieur le maire,", Some(("2021-05-03", 1, false)));
        check("Le siège\n3 mai 2021\nLe phare s’éteint.\n4 mai 2021\nLe phare brille.", None);
        check(&format!("{}3 mai 2021", "Le maire a parlé.\n".repeat(9)), None);
    }

    #[test]
    fn an_announcement_counts_near_either_edge() {
        check(
            &format!("Un phare\nPublié le 3 mai 2021\n{}", "Le maire a parlé.\n".repeat(30)),
            Some(("2021-05-03", 2, true)),
        );
        check(&format!("{}Publié le 3 mai 2021", "Le maire a parlé.\n".repeat(30)), Some(("2021-05-03", 31, true)));
        let middle = "Le maire a parlé.\n".repeat(15);
        check(&format!("{middle}Publié le 3 mai 2021\n{middle}"), None);
    }

    #[test]
    fn a_date_inside_a_sentence_is_not_stated() {
        for text in [
            "Le 3 mai 2021, le maire a parlé.",
            "Publié le 3 mai 2021, le rapport dort au fond d’un tiroir.",
            "Le rapport publié le 3 mai 2021 dort au fond d’un tiroir.",
            "Par décret, publié le 3 mai 2021, le phare est classé.",
            "Le phare, mis en ligne le 3 mai 2021",
            "BREST, 3 mai (AFP) - Le maire a parlé.",
            "Le maire de Brest, le 3 mai 2021 - jour de fête - a parlé.",
            "Photo prise le 3 mai 2021",
            "Mis à jour le 3 mai 2021",
        ] {
            check(text, None);
        }
    }
}
