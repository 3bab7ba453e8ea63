//! What a short block of a page is, by its words: a pointer to another article, a line about the page, a clock time, a
//! request to subscribe or to consent.
//!
//! `article_blocks` asks where a block is, and these questions about what it says. A sentence is none of these.

use super::blocks::BlockOrigin;
use super::byline::byline_names;
use super::page_dates::{line_day, opens_with_cue};
use crate::import::dates::is_update_note;
use crate::import::dates::written_date::NumberOrder;
use crate::import::extracted_document::TextBlock;
use crate::import::text::lines::{fold, is_longer_than, sentence_end};
use crate::import::tidy::boilerplate::rule_of;
use crate::lang::in_any;

/// The longest words before the link of a pointer, in bytes.
const MAX_POINTER_OPENING: usize = 40;

/// Returns whether a block is `À lire aussi : [Le phare rallumé]`: a few words that open so, a mark, and a link to the end.
pub(super) fn is_pointer(block: &TextBlock, origin: &BlockOrigin) -> bool {
    let unlinked = block.text.len().saturating_sub(origin.linked_bytes);
    if origin.linked_bytes == 0 || unlinked > MAX_POINTER_OPENING || is_longer_than(&block.text, 220) {
        return false;
    }
    let mark = block.text.char_indices().find(|(_, c)| matches!(c, ':' | '»' | '–' | '—' | '|' | '>' | '→' | '•'));
    let mark = mark.map(|(mark, _)| mark).filter(|mark| *mark <= MAX_POINTER_OPENING);
    // Without a mark it takes two words before the link: `À lire aussi [Le phare rallumé]`.
    let is_marked = mark.is_some();
    let mark = mark.unwrap_or_else(|| block.text.floor_char_boundary(unlinked));
    let opening = fold(block.text.get(..mark).unwrap_or_default().trim_start_matches(|c: char| !c.is_alphanumeric()));
    let words: Vec<&str> = opening.split_whitespace().collect();
    let opens = |word: Option<&&str>| word.is_some_and(|word| in_any(word, |language| language.import.pointer_openers));
    let is_link_behind = words.is_empty() && opening.is_empty() && block.text.starts_with(['>', '→', '»', '•']);
    let is_opened = words.len() <= 6 && (opens(words.first()) || opens(words.get(1)));
    is_link_behind || (is_opened && (is_marked || (2..=4).contains(&words.len()) && !ends_in_a_sentence(&block.text)))
}

fn ends_in_a_sentence(text: &str) -> bool {
    text.ends_with('.')
}

/// Returns whether a block only says when the page was published or changed, and perhaps by whom.
pub(super) fn is_line_of_the_page(text: &str) -> bool {
    if is_longer_than(text, 110) || sentence_end(text).is_some() {
        return false;
    }
    let is_announced = opens_with_cue(text) && line_day(text, NumberOrder::DayFirst).is_some();
    is_announced || is_update_note(text) || has_year_and_time(text)
}

/// Returns whether a line only says who wrote the article: `Par Anne Le Goff`.
pub(super) fn is_byline(text: &str) -> bool {
    let names = byline_names(text);
    let n_words: usize = names.iter().map(|name| name.split_whitespace().count() + 1).sum();
    // `Propos recueillis par` is two words longer than `par`.
    !names.is_empty() && text.split_whitespace().count() <= n_words + 2 && sentence_end(text).is_none()
}

/// Returns whether a text has a year and a time of day.
fn has_year_and_time(text: &str) -> bool {
    let mut numbers = text.split(|c: char| !c.is_ascii_digit());
    let has_year = numbers.any(|number| number.len() == 4 && (number.starts_with("19") || number.starts_with("20")));
    has_year && text.split_whitespace().count() <= 18 && text.split_whitespace().any(is_clock)
}

/// Returns whether a word is a time of day: `21:40`, `21h40`, `9.40`.
pub(super) fn is_clock(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_ascii_digit());
    let parts: Vec<&str> = word.split([':', 'h', 'H']).collect();
    let is_number = |part: &&str| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    (2..=3).contains(&parts.len())
        && parts.iter().all(is_number)
        && parts.first().and_then(|hour| hour.parse::<u32>().ok()).is_some_and(|hour| hour < 25)
        && parts.get(1).is_some_and(|minutes| minutes.len() == 2)
}

/// Returns whether a block says that the rest of the text is for subscribers.
pub(super) fn is_paywall(text: &str) -> bool {
    rule_of(text) == Some("paywall")
}

/// Returns whether a block asks for a subscription, an account or consent, wherever it is.
pub(super) fn is_request(text: &str) -> bool {
    rule_of(text).is_some_and(|name| matches!(name, "paywall" | "newsletter-promo" | "cookie-banner"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_the_page_are_told_from_its_text() {
        for (text, expected) in [
            ("Publié le 04/05/2023 - 18:40 UTC+1•Mis à jour 19:05", true),
            ("Published May 4, 2023 at 4:07 PM | Updated on May 5, 2023", true),
            ("Mis à jour le 4 mai 2023", true),
            (
                "Le 4 mai 2023, à 18h40, la foule a rempli le quai et la jetée jusqu’au vieux phare de Kermor en criant",
                false,
            ),
            ("Publié le 4 mai 2023, le rapport dort au fond d’un tiroir.", false),
        ] {
            assert_eq!(is_line_of_the_page(text), expected, "{text}");
        }
        assert!(is_clock("21h40") && is_clock("9:05") && !is_clock("2023") && !is_clock("99:99") && !is_clock("h"));
    }
}
