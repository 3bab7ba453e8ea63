//! Recognises lines that state when a page was published or updated.
//!
//! Takes one line and returns the date it states. Invariant: the line must be a date notice. It begins with the cue or
//! has only a byline before it, and after the date follow only a time, an update or an author, never a sentence.
//! `stated_date` decides in which part of a document it counts.

use super::written_date::{NumberOrder, WrittenDate, after_time, is_separator, words, written_date};
use crate::import::text::lines::fold;
use crate::lang::{self, in_any};

/// The longest date notice, in bytes.
const MAX_LINE_BYTES: usize = 220;

/// The date of a notice.
pub(in crate::import) struct DateNotice {
    /// The date as `YYYY-MM-DD`.
    pub(in crate::import) iso: String,
    /// The line contains nothing else.
    pub(in crate::import) is_alone: bool,
}

/// Reads `Publié le 3 mai 2021 à 10h`, `Posted on May 3, 2021` or `Par Anne Le Goff | Publié le 03/05/2021`.
pub(in crate::import) fn read_date_notice(line: &str) -> Option<DateNotice> {
    if line.len() > MAX_LINE_BYTES || line.ends_with(['.', ',', ';', ':']) {
        return None;
    }
    let folded = fold(line.trim_start_matches(|character: char| !character.is_alphanumeric()));
    let words = words(&folded);
    if let Some(WrittenDate { iso, rest }) = publication(&words) {
        let rest = after_time(rest);
        let rest = skip_update_note(rest).map_or(rest, after_time);
        return is_end_or_author(rest).then_some(DateNotice { iso, is_alone: rest.is_empty() });
    }
    // A comma ends a byline only if the byline begins with `par` or `by`.
    let is_byline = words.first().is_some_and(|first| in_any(first, |language| language.import.bylines));
    let ends_byline = |word: &str| is_separator(word) || (is_byline && word == ",");
    let byline_ends = words.iter().take(12).enumerate().filter(|(_, word)| ends_byline(word));
    let mut after_byline = byline_ends.filter_map(|(at, _)| publication(words.get(at + 1..)?));
    let WrittenDate { iso, rest } = after_byline.next()?;
    let rest = after_time(rest);
    skip_update_note(rest).map_or(rest, after_time).is_empty().then_some(DateNotice { iso, is_alone: false })
}

/// Returns whether the line only states when the page was updated.
pub(in crate::import) fn is_update_note(line: &str) -> bool {
    let has_number = line.len() <= MAX_LINE_BYTES && line.contains(|character: char| character.is_ascii_digit());
    has_number && skip_update_note(&words(&fold(line))).is_some_and(|rest| after_time(rest).is_empty())
}

fn publication<'w, 't>(words: &'w [&'t str]) -> Option<WrittenDate<'w, 't>> {
    lang::all().map(|language| language.import).find_map(|import| {
        let order = if import.numbers_day_first { NumberOrder::DayFirst } else { NumberOrder::Unknown };
        import.publication_cues.iter().find_map(|cue| written_date(words.strip_prefix(*cue)?, order))
    })
}

fn is_end_or_author(words: &[&str]) -> bool {
    match words {
        [] => true,
        [first, author @ ..] => {
            (is_separator(first) || in_any(first, |language| language.import.bylines)) && author.len() <= 10
        }
    }
}

fn skip_update_note<'w, 't>(words: &'w [&'t str]) -> Option<&'w [&'t str]> {
    let mut words = words;
    while let [first, rest @ ..] = words {
        if !is_separator(first) && *first != "," {
            break;
        }
        words = rest;
    }
    let after_cue =
        lang::all().flat_map(|language| language.import.update_cues).find_map(|cue| words.strip_prefix(*cue))?;
    Some(written_date(after_cue, NumberOrder::DayFirst)?.rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(lines: &[&str], expected: Option<(&str, bool)>) {
        for line in lines {
            let found = read_date_notice(line);
            assert_eq!(found.as_ref().map(|found| (found.iso.as_str(), found.is_alone)), expected, "{line}");
        }
    }

    #[test]
    fn an_announced_date_is_read() {
        let alone = [
            "Publié le 3 mai 2021",
            "Publié le lundi 3 mai 2021 à 10h30",
            "Publié le 03/05/2021 à 10:30 - Mis à jour le 4 mai 2021 à 9h",
            "• Mis en ligne le 3 mai 2021",
            "Posted on May 3, 2021",
            "Published: May 3, 2021, 2:30 pm ET",
            "Date : 2021-05-03",
        ];
        check(&alone, Some(("2021-05-03", true)));
        let with_author = [
            "Par Anne Le Goff, publié le 3 mai 2021 à 9h",
            "Par Anne Le Goff, à Brest | Publié le 3 mai 2021",
            "Publié le 3 mai 2021 par Anne Le Goff",
            "Monde | Published May 3, 2021",
        ];
        check(&with_author, Some(("2021-05-03", false)));
    }

    #[test]
    fn a_sentence_announces_nothing() {
        let sentences = [
            "Publié le 3 mai 2021, le rapport dort au fond d’un tiroir",
            "Publié le 3 mai 2021.",
            "Le rapport publié le 3 mai 2021 dort au fond d’un tiroir",
            "Le rapport – publié le 3 mai 2021 – dort au fond d’un tiroir",
            "Par décret, publié le 3 mai 2021, le phare est classé",
            "Publié en mai 2021",
            "",
        ];
        check(&sentences, None);
    }

    #[test]
    fn an_update_note_is_known() {
        for (line, expected) in [
            ("Mis à jour le 4 mai 2021 à 9h", true),
            ("Last updated: May 4, 2021", true),
            ("Mis à jour le 4 mai 2021, le plan prévoit un phare", false),
        ] {
            assert_eq!(is_update_note(line), expected, "{line}");
        }
    }
}
