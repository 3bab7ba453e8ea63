//! Decides whether a raw document opens with a headline.
//!
//! Passages go in, the position of the headline or nothing comes out. Invariant: only the first paragraph can be one, it
//! must look like a headline and be followed by text; in doubt there is none, and the line stays in the body.

use super::lines::{fold, is_longer_than, sentence_end};
use super::paragraphs::Passage;
use super::text::Block;

/// The longest headline, in characters.
const MAX_HEADLINE: usize = 200;
/// The longest headline that is a question or an exclamation, in characters.
const MAX_QUESTION: usize = 120;
/// How far below the headline the text may start, subtitle and byline between, in paragraphs.
const MAX_DISTANCE: usize = 4;
/// A paragraph of this many characters is text even without a full stop.
const TEXT_LENGTH: usize = 120;

/// Returns the index of the headline among the passages.
pub(super) fn headline_index(passages: &[Passage]) -> Option<usize> {
    let mut texts =
        passages
            .iter()
            .enumerate()
            .filter_map(|(index, passage)| match &passage.block {
                Block::Paragraph(text) => Some((index, text.as_str(), passage.group)),
                Block::Caption(_) | Block::Verbatim(_) => None,
            });
    let (index, first, group) = texts.next()?;
    let stands_apart = passages
        .get(index + 1)
        .is_some_and(|next| next.group != group);
    let is_followed_by_text = texts.take(MAX_DISTANCE).any(|(_, text, _)| is_text(text));
    (looks_like_headline(first, stands_apart) && is_followed_by_text).then_some(index)
}

fn looks_like_headline(text: &str, stands_apart: bool) -> bool {
    let has_headline_end = match sentence_end(text) {
        None => !text.ends_with([',', ';', ':', '-', '–', '—', '(', '«']),
        Some('?' | '!') => stands_apart && !is_longer_than(text, MAX_QUESTION),
        Some(_) => false,
    };
    has_headline_end
        && !is_longer_than(text, MAX_HEADLINE)
        && text.contains(char::is_alphabetic)
        && !is_byline(text)
}

/// `Par Anne Le Goff`, `By Anne Le Goff and Yann Morvan`: `Par` before a few names.
fn is_byline(text: &str) -> bool {
    let folded = fold(text);
    let Some(names) = ["par ", "by "]
        .iter()
        .find_map(|opening| folded.strip_prefix(opening))
    else {
        return false;
    };
    let n_words = names.split_whitespace().count();
    let is_name = |word: &str| {
        word.starts_with(char::is_uppercase)
            || matches!(word, "et" | "and" | "avec" | "with" | "à" | "de" | "in")
    };
    n_words <= 12 && text.split_whitespace().skip(1).all(is_name)
}

fn is_text(text: &str) -> bool {
    sentence_end(text).is_some() || is_longer_than(text, TEXT_LENGTH)
}

#[cfg(test)]
mod tests {
    use super::super::lines::lines;
    use super::super::paragraphs::paragraphs;
    use super::*;

    fn check(text: &str, expected: Option<usize>) {
        assert_eq!(
            headline_index(&paragraphs(&lines(text))),
            expected,
            "{text}"
        );
    }

    #[test]
    fn a_short_first_line_without_full_stop_is_a_headline() {
        check("Le phare rallumé\nLe maire a parlé.", Some(0));
        check(
            "Le maire loue son « bon voisin »\n\nLe maire a parlé.",
            Some(0),
        );
        check(
            "Phare : le maire cède\n\nUn chantier de deux ans\nPar Anne Le Goff\n\nLe maire a parlé.",
            Some(0),
        );
        check(
            &format!("Le phare\n{}", "et la mer et le vent ".repeat(8)),
            Some(0),
        );
    }

    #[test]
    fn a_question_is_a_headline_where_it_stands_apart() {
        check("Qui paiera le phare ?\n\nLe maire a parlé.", Some(0));
        check("Qui paiera le phare ?\nLe maire a parlé.", None);
    }

    #[test]
    fn other_first_lines_are_no_headline() {
        for text in [
            "",
            "Le phare",
            "Le maire a parlé.\n\nLe phare brille.",
            "« Le phare brillera. »\n\nLe maire a parlé.",
            "Le phare s’est éteint…\n\nLe maire a parlé.",
            "Le maire a dit,\nhier, que le phare brille.",
            "Par Anne Le Goff\n\nLe maire a parlé.",
            "Pommes\nPoires\nNoix",
            "***\n\nLe maire a parlé.",
        ] {
            check(text, None);
        }
        check(
            &format!("{}\n\nLe maire a parlé.", "le phare et ".repeat(20)),
            None,
        );
    }
}
