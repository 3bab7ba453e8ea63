//! Lines with a date that say nothing: `Par Anne Kerjean, publié le 9 janvier 2023`, `SARVANE, 9 janvier (AAP) –`. The
//! chronology leaves them out.
//!
//! Judged by their shape, so that it holds for all languages with small letters; in others nothing is left out.

use crate::link::summary::{ArticleSummary, DatedSentence};

/// A byline has at most so many words, without its dates,
const MAX_WORDS: usize = 16;
/// and at most so many words of four letters or more that begin with a small letter.
const MAX_SMALL_WORDS: usize = 2;
/// A dateline is at most so long, in bytes.
const MAX_DATELINE: usize = 90;

/// Returns where the text of a dated sentence begins, as a byte of the article's text: behind a dateline that ends in its
/// first date.
#[must_use]
pub(crate) fn text_start(summary: &ArticleSummary, first: &DatedSentence) -> u32 {
    let (start, end) = (first.sentence.0 as usize, first.sentence.1 as usize);
    let words_end = first.words.1 as usize;
    let (before, after) = (summary.text.get(start..words_end), summary.text.get(words_end..end));
    let n_cut = before.zip(after).and_then(|(before, after)| dateline_end(before, after));
    n_cut.and_then(|n| u32::try_from(words_end + n).ok()).unwrap_or(first.sentence.0)
}

/// Returns whether the sentence of these dates, which are in order of text, is a byline.
#[must_use]
pub(crate) fn is_no_sentence<'a>(
    summary: &ArticleSummary,
    mut dates: impl Iterator<Item = &'a DatedSentence> + Clone,
) -> bool {
    let Some(first) = dates.clone().next().filter(|date| date.paragraph > 0) else { return false };
    let (mut at, end) = (first.sentence.0 as usize, first.sentence.1 as usize);
    let mut rest = String::new();
    for date in &mut dates {
        rest.push_str(summary.text.get(at..date.words.0 as usize).unwrap_or_default());
        rest.push(' ');
        at = at.max(date.words.1 as usize);
    }
    rest.push_str(summary.text.get(at..end).unwrap_or_default());
    is_byline(&rest)
}

/// Returns whether a line without its dates is a byline: few words, nearly all of them names, and no full stop.
fn is_byline(line: &str) -> bool {
    let line = line.trim();
    if line.ends_with(['.', '!', '?', '…', '»', '”', '。', '؟']) || line.chars().count() > 160 {
        return false;
    }
    let words = line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let (mut n_words, mut n_small, mut has_case) = (0, 0, false);
    for word in words {
        n_words += 1;
        has_case |= word.chars().any(char::is_uppercase);
        n_small += usize::from(word.chars().count() > 3 && word.starts_with(char::is_lowercase));
    }
    n_words <= MAX_WORDS && n_small <= MAX_SMALL_WORDS && (has_case || n_words <= 2)
}

/// If `before` is a dateline, names and a date, and `after` begins with a dash, perhaps behind an agency in brackets, returns
/// the length of what precedes the text in `after`.
fn dateline_end(before: &str, after: &str) -> Option<usize> {
    let mut rest = after.trim_start();
    if let Some((agency, behind)) = rest.strip_prefix('(').and_then(|inside| inside.split_once(')'))
        && agency.len() <= 40
    {
        rest = behind.trim_start();
    }
    let text = ["— ", "– ", "-- ", "- "].iter().find_map(|dash| rest.strip_prefix(dash))?.trim_start();
    let place = before.split(',').next().unwrap_or_default().trim();
    let is_name = |word: &str| !word.starts_with(char::is_lowercase) || word.chars().count() <= 3;
    let is_dateline = before.len() <= MAX_DATELINE && !place.is_empty() && place.split_whitespace().all(is_name);
    is_dateline.then_some(after.len() - text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byline_is_no_sentence() {
        for line in ["Par Anne Kerjean, publié le  à 18 h", "By Tom Ashdown ", "Le Phare du Nord,  — page 4", ""] {
            assert!(is_byline(line), "{line}");
        }
        for line in [
            "Le chalutier avait quitté le port de Sarvane  sans prévenir personne",
            "Il partit .",
            "« Nous n’avons rien su avant  »",
        ] {
            assert!(!is_byline(line), "{line}");
        }
    }

    #[test]
    fn a_dateline_ends_in_a_dash() {
        let end = |before: &str, after: &str| dateline_end(before, after).map(|n| after[n..].to_owned());
        assert_eq!(end("SARVANE, 9 janvier", " (AAP) — Le barrage").as_deref(), Some("Le barrage"));
        assert_eq!(end("Sarvane, le 9 janvier 2023", " – Le barrage").as_deref(), Some("Le barrage"));
        assert_eq!(end("SARVANE, 9 janvier", " le barrage"), None);
        assert_eq!(end("Le barrage construit en 1932", " – le plus vieux"), None);
    }
}
