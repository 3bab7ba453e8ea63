//! Text -> the figures in it: `près de 5 millions d’obus`, `plus de 11 000 conteneurs`. An event's page lists them
//! together, so that contradictions can be seen; nothing is computed with them.
//!
//! A figure is a number in digits with what it counts. Dates, times, years and model numbers (`Su-57`) are not figures.
//! The words of all languages are looked for at once, because none of them means something else in another language.

use std::ops::Range;
use std::sync::LazyLock;

use super::annotations::Annotations;
use crate::lang::{self, in_any};
use crate::parse::{Block, BlockKind};
use crate::text::tokens::fold;

/// Months, folded: `3 mai` is a day, whether or not its year is known.
static MONTHS: LazyLock<Vec<String>> =
    LazyLock::new(|| lang::LANGUAGES.iter().flat_map(|language| language.format.months).map(fold).collect());

fn is_month(folded: &str) -> bool {
    MONTHS.iter().any(|month| month == folded)
}

/// Returns the length of the words between a number and what it counts; 0 if there are none.
fn binder_len(text: &str) -> usize {
    let mut binders = lang::all().flat_map(|language| language.words.figures.binders);
    binders.find(|binder| text.starts_with(**binder)).map_or(0, |binder| binder.len())
}

/// Finds the figures of a text, in order. `annotated` has its dates.
#[must_use]
pub(crate) fn find(text: &str, blocks: &[Block], annotated: &Annotations) -> Vec<Range<usize>> {
    let mut figures = Vec::new();
    for block in
        blocks.iter().filter(|block| matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading | BlockKind::Cell))
    {
        let mut at = block.start;
        while let Some(offset) = text.as_bytes()[at..block.end].iter().position(u8::is_ascii_digit) {
            let start = at + offset;
            let end = number_end(text, start, block.end);
            at = end;
            let joined = text[block.start..start]
                .chars()
                .next_back()
                .is_some_and(|c| c.is_alphanumeric() || matches!(c, '-' | '.' | '/' | ':' | '\u{2011}'));
            if joined || is_in_date(&(start..end), annotated) || names_a_day(text, block.start, start..end, block.end) {
                continue;
            }
            if let Some(counted) = counted_end(text, end, block.end) {
                at = counted;
                figures.push(approximated(text, block.start, start)..counted);
            }
        }
    }
    figures
}

/// Returns whether a number overlaps a date of the text. The dates are in order and do not overlap each other.
pub(super) fn is_in_date(number: &Range<usize>, annotated: &Annotations) -> bool {
    let next = annotated.dates.partition_point(|date| date.end <= number.start);
    let next_uncertain = annotated.uncertain_dates.partition_point(|date| date.end <= number.start);
    annotated.dates.get(next).is_some_and(|date| date.start < number.end)
        || annotated.uncertain_dates.get(next_uncertain).is_some_and(|date| date.start < number.end)
}

/// Returns whether a number is the day of a month, before it (`May 3 attack`) or behind it, alone or with another day
/// (`3 mai`, `les 3 et 4 mai`).
pub(super) fn names_a_day(text: &str, start: usize, number: Range<usize>, limit: usize) -> bool {
    if !text[number.clone()].parse::<u32>().is_ok_and(|day| (1..=31).contains(&day)) {
        return false;
    }
    let before = text[start..number.start].trim_end().rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let mut behind = text[number.end..limit].split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut next = behind.next().map(fold).unwrap_or_default();
    if in_any(&next, |language| language.words.figures.day_links)
        && behind.next().is_some_and(|word| word.bytes().all(|byte| byte.is_ascii_digit()))
    {
        next = behind.next().map(fold).unwrap_or_default();
    }
    is_month(&fold(before)) || is_month(&next)
}

/// Returns the end of a number, which may have groups of three digits or decimals: `11 000`, `4,5`.
pub(super) fn number_end(text: &str, start: usize, limit: usize) -> usize {
    let mut end = start;
    loop {
        end += text[end..limit].bytes().take_while(u8::is_ascii_digit).count();
        let rest = &text[end..limit];
        let Some(separator) = rest.chars().next().filter(|c| matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '.' | ','))
        else {
            return end;
        };
        let after = &rest[separator.len_utf8()..];
        let n_digits = after.bytes().take_while(u8::is_ascii_digit).count();
        let grouped = n_digits == 3 || (matches!(separator, '.' | ',') && (1..=2).contains(&n_digits));
        if !grouped {
            return end;
        }
        end += separator.len_utf8();
    }
}

/// Returns the end of what a number counts; `None` if it counts nothing.
fn counted_end(text: &str, number_end: usize, limit: usize) -> Option<usize> {
    let mut end = number_end;
    let skip_space = |end: usize| {
        end + text[end..limit].len() - text[end..limit].trim_start_matches([' ', '\u{a0}', '\u{202f}']).len()
    };
    if let Some(percent) = text[skip_space(end)..limit].strip_prefix('%') {
        return Some(limit - percent.len());
    }
    let mut n_words = 0;
    loop {
        let next = skip_space(end);
        if next == end && n_words == 0 {
            return None;
        }
        let binder = binder_len(&text[next..limit]);
        let word_start = next + binder;
        let word_len = text[word_start..limit]
            .chars()
            .take_while(|c| c.is_alphabetic() || *c == '-')
            .map(char::len_utf8)
            .sum::<usize>();
        if word_len == 0 {
            return None;
        }
        end = word_start + word_len;
        n_words += 1;
        let word = fold(&text[word_start..end]);
        if in_any(&word, |language| language.words.figures.uncounted) {
            return None;
        }
        // `5 millions d’obus`: the scale is followed by what is counted.
        if !in_any(&word, |language| language.words.figures.scales) || n_words > 2 {
            return (word.chars().count() > 1).then_some(end);
        }
        if binder_len(&text[skip_space(end)..limit]) == 0 {
            return Some(end);
        }
    }
}

/// Returns the start of the words that say how exact a number is, or of the number if there are none.
fn approximated(text: &str, limit: usize, number: usize) -> usize {
    let before = text[limit..number].trim_end();
    for words in lang::all().flat_map(|language| language.words.figures.approximators) {
        let n_chars = words.chars().count();
        let Some((start, _)) = before.char_indices().rev().nth(n_chars - 1) else { continue };
        let boundary = before[..start].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
        if boundary && fold(&before[start..]) == *words {
            return limit + start;
        }
    }
    number
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figures(text: &str) -> Vec<&str> {
        let block = Block { start: 0, end: text.len(), kind: BlockKind::Paragraph, paragraph: 1 };
        find(text, &[block], &Annotations::default()).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn a_number_with_what_it_counts_is_a_figure() {
        let text = "Près de 5 millions d’obus, plus de 11 000 conteneurs et 4,5 % de pertes ; le Su-57, l’article 5, 1500 soldats.";
        assert_eq!(figures(text), ["Près de 5 millions d’obus", "plus de 11 000 conteneurs", "4,5 %", "1500 soldats"]);
        assert_eq!(figures("At least 300 people and 2 billion dollars."), ["At least 300 people", "2 billion"]);
        assert_eq!(figures("Rien. 12"), Vec::<&str>::new());
    }

    #[test]
    fn a_day_of_a_month_is_no_figure() {
        let text = "Le 3 mai, les 4 et 5 août, du 6 au 9 décembre, 40 marins ; le 7, en 12 et en 13 sur place.";
        assert_eq!(figures(text), ["40 marins"]);
        assert_eq!(figures("The May 3 attack, on 4 September, killed 12 people."), ["12 people"]);
    }
}
