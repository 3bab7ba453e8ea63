//! Decides whether a raw document begins with a headline.
//!
//! Returns the index of the headline, if any. Invariant: only the first paragraph, or the first after labels such as a
//! section's name, can be a headline. It must look like one and be followed by text; in doubt, the line stays in the
//! body.

use crate::import::cleaned_document::ArticleBlock;
use crate::import::dates::written_date::{NumberOrder, words, written_date};
use crate::import::text::lines::{fold, is_longer_than, sentence_end};
use crate::import::text::paragraphs::GroupedBlock;
use crate::lang::in_any;

/// The longest headline, in characters.
const MAX_HEADLINE: usize = 200;
/// The longest headline that is a question or an exclamation, in characters.
const MAX_QUESTION: usize = 120;
/// How many paragraphs below the headline the text must have begun; subtitle and byline may come between.
const MAX_DISTANCE: usize = 4;
/// A paragraph of this many characters is text even without a full stop.
const TEXT_LENGTH: usize = 120;

/// Returns the index of the headline among the blocks.
pub(in crate::import) fn headline_index(grouped_blocks: &[GroupedBlock]) -> Option<usize> {
    let opening: Vec<OpeningParagraph<'_>> = openings(grouped_blocks);
    let after_labels = opening.iter().position(|opening| !is_label(opening.text));
    let starts = [after_labels, Some(0)].into_iter().flatten();
    let mut headlines = starts.filter_map(|start| headline(opening.get(start..)?));
    headlines.next()
}

/// Returns whether a paragraph is text that can follow a headline.
pub(in crate::import) fn is_text(text: &str) -> bool {
    sentence_end(text).is_some() || is_longer_than(text, TEXT_LENGTH)
}

/// One of the first paragraphs of a document.
struct OpeningParagraph<'p> {
    text: &'p str,
    /// Its index among the blocks.
    index: usize,
    group: usize,
}

fn openings(grouped_blocks: &[GroupedBlock]) -> Vec<OpeningParagraph<'_>> {
    let paragraphs =
        grouped_blocks.iter().enumerate().filter_map(|(index, grouped_block)| match &grouped_block.block {
            ArticleBlock::Paragraph(text) => Some(OpeningParagraph { text, index, group: grouped_block.group }),
            ArticleBlock::Caption(_) | ArticleBlock::Marked(_) | ArticleBlock::Verbatim(_) => None,
        });
    paragraphs.take(2 * MAX_DISTANCE).collect()
}

/// Returns the index of the first paragraph if it is the headline of those after it.
fn headline(opening: &[OpeningParagraph<'_>]) -> Option<usize> {
    let (first, others) = opening.split_first()?;
    let next = others.first()?;
    let stands_apart = next.group != first.group;
    let is_continued = !stands_apart && next.text.starts_with(char::is_lowercase);
    let is_over_text = others.iter().take(MAX_DISTANCE).any(|other| is_text(other.text));
    (looks_like_headline(first.text, stands_apart) && !is_continued && is_over_text).then_some(first.index)
}

/// Returns whether a line above the headline is a section's name or a date: one word, or only a date.
fn is_label(text: &str) -> bool {
    !text.contains(char::is_whitespace) || is_date(text)
}

fn is_date(text: &str) -> bool {
    !is_longer_than(text, 40)
        && written_date(&words(&fold(text)), NumberOrder::DayFirst).is_some_and(|date| date.rest.is_empty())
}

fn looks_like_headline(text: &str, stands_apart: bool) -> bool {
    let has_headline_end = match sentence_end(text) {
        None => !text.ends_with([',', ';', ':', '-', '–', '—', '(', '«']),
        Some('?' | '!') => stands_apart && !is_longer_than(text, MAX_QUESTION),
        Some(_) => false,
    };
    let is_address = text.contains('@') || text.contains("://");
    has_headline_end
        && !is_longer_than(text, MAX_HEADLINE)
        && text.contains(char::is_alphabetic)
        && !is_address
        && !is_byline(text)
        && !is_date(text)
}

/// Returns whether a line is a byline, `Par` or `By` and a few names: `Par Anne Le Goff (à Brest)`, `By Anne Le Goff
/// and Yann Morvan`.
fn is_byline(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let is_opened = words.next().is_some_and(|first| in_any(&fold(first), |language| language.import.bylines));
    let is_name = |word: &str| {
        let bare = word.trim_start_matches(['(', '«']);
        bare.starts_with(char::is_uppercase) || in_any(bare, |language| language.import.byline_joiners)
    };
    is_opened && words.clone().count() <= 12 && words.all(is_name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::text::lines::lines;
    use crate::import::text::paragraphs::paragraphs;

    fn check(text: &str, expected: Option<usize>) {
        assert_eq!(headline_index(&paragraphs(&lines(text))), expected, "{text}");
    }

    #[test]
    fn a_short_first_line_without_full_stop_is_a_headline() {
        check("Le phare rallumé\nLe maire a parlé.", Some(0));
        check("Le maire loue son « bon voisin »\n\nLe maire a parlé.", Some(0));
        check("Phare : le maire cède\n\nUn chantier de deux ans\nPar Anne Le Goff\n\nLe maire a parlé.", Some(0));
        check(&format!("Le phare\n{}", "Et la mer et le vent ".repeat(8)), Some(0));
    }

    #[test]
    fn a_question_is_a_headline_where_it_stands_apart() {
        check("Qui paiera le phare ?\n\nLe maire a parlé.", Some(0));
        check("Qui paiera le phare ?\nLe maire a parlé.", None);
    }

    #[test]
    fn the_name_of_a_section_stands_above_the_headline() {
        check("Monde\nEurope\nLe phare rallumé\nLe maire a parlé.", Some(2));
        check("3 mai 2021\nLe phare rallumé\nLe maire a parlé.", Some(1));
        check("Incendie\n\nLe phare a brûlé.", Some(0));
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
            "Par Anne Le Goff (à Brest) et Yann Morvan\n\nLe maire a parlé.",
            "Le maire a dit\nque le phare brille.",
            "3 mai 2021\n\nLe maire a parlé.",
            "De : redaction@exemple.fr\n\nLe maire a parlé.",
            "Pommes\nPoires\nNoix",
            "***\n\nLe maire a parlé.",
        ] {
            check(text, None);
        }
        check(&format!("{}\n\nLe maire a parlé.", "le phare et ".repeat(20)), None);
    }
}
