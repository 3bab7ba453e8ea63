//! Restores paragraphs from lines: distinguishes line breaks of the text from those that an editor or mail program added.
//!
//! A blank line always separates. Adjacent lines are joined only if they show signs of wrapping. Invariant: nothing of
//! the text is lost or changed except white space and soft hyphens at the end of a wrapped line. Lists and verse are
//! not joined.

use super::lines::{NumberedLine, is_longer_than, sentence_end, single_spaced};
use crate::import::cleaned_document::ArticleBlock;
use crate::lang::in_any;

/// The widest line to which an editor or mail program wraps, in characters.
const MAX_WIDTH: usize = 100;
/// The narrowest such line, in characters; shorter lines are verse, lists or subheadings.
const MIN_WIDTH: usize = 50;

/// A paragraph or caption, and the group of lines that it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::import) struct GroupedBlock {
    /// Its text.
    pub(in crate::import) block: ArticleBlock,
    /// The number of the group. Groups are separated by blank or removed lines; blocks of one group are adjacent in the
    /// document.
    pub(in crate::import) group: usize,
}

/// Returns the paragraphs of a document, in order.
pub(in crate::import) fn paragraphs(lines: &[NumberedLine<'_>]) -> Vec<GroupedBlock> {
    let stretches = stretches(lines);
    let document_width = stretches.iter().filter_map(|stretch| wrapped_width(&stretch.lines)).max();
    let mut grouped_blocks = Vec::new();
    for LineRun { lines, group } in &stretches {
        let width = wrapped_width(lines).or(document_width.filter(|width| fits_width(lines, *width)));
        let texts = match width {
            Some(width) => join_wrapped(lines, width),
            None => lines.iter().map(|line| (*line).to_owned()).collect(),
        };
        grouped_blocks.extend(
            texts
                .iter()
                .map(|text| GroupedBlock { block: ArticleBlock::Paragraph(single_spaced(text)), group: *group }),
        );
    }
    grouped_blocks
}

/// Adjacent lines that may have been wrapped together, or one long line.
struct LineRun<'t> {
    lines: Vec<&'t str>,
    group: usize,
}

fn stretches<'t>(lines: &[NumberedLine<'t>]) -> Vec<LineRun<'t>> {
    let mut stretches: Vec<LineRun<'_>> = Vec::new();
    let (mut group, mut is_open) = (0, false);
    for line in lines {
        if line.text.is_empty() {
            group += 1;
            is_open = false;
            continue;
        }
        let is_long = is_longer_than(line.text, MAX_WIDTH);
        match stretches.last_mut().filter(|_| is_open && !is_long) {
            Some(stretch) => stretch.lines.push(line.text),
            None => stretches.push(LineRun { lines: vec![line.text], group }),
        }
        is_open = !is_long;
    }
    stretches
}

/// Returns the width to which lines were wrapped, if they show it: most are so full that the next word did not fit, and
/// enough of them break off in mid-sentence.
fn wrapped_width(lines: &[&str]) -> Option<usize> {
    let width = lines.iter().map(|line| line.chars().count()).max()?;
    // The line before a list item ends there in any case, so it is no evidence.
    let pairs = || pairs(lines).filter(|(_, next)| !is_item(next));
    let n_pairs = pairs().count();
    if n_pairs == 0 || !(MIN_WIDTH..=MAX_WIDTH).contains(&width) {
        return None;
    }
    let n_filled = pairs().filter(|(line, next)| is_filled(line, next, width)).count();
    let n_continued = pairs().filter(|(line, next)| is_continued(line, next)).count();
    (n_filled * 5 >= n_pairs * 3 && n_continued * 3 >= n_pairs).then_some(width)
}

/// Returns whether lines too few to show a width of their own fit the width of the document.
fn fits_width(lines: &[&str], width: usize) -> bool {
    let n_items = lines.iter().filter(|line| is_item(line)).count();
    lines.len() > 1
        && n_items == 0
        && lines.iter().all(|line| !is_longer_than(line, width))
        && pairs(lines).all(|(line, next)| is_filled(line, next, width.saturating_sub(4)))
}

fn pairs<'l, 't>(lines: &'l [&'t str]) -> impl Iterator<Item = (&'t str, &'t str)> + use<'l, 't> {
    lines.iter().copied().zip(lines.iter().copied().skip(1))
}

/// Returns whether the first word of the next line would not have fitted on this one.
fn is_filled(line: &str, next: &str, width: usize) -> bool {
    let first_word = next.split_whitespace().next().unwrap_or_default();
    line.chars().count() + 1 + first_word.chars().count() > width
}

/// Returns whether the line breaks off in mid-sentence: a small letter or number follows, or its last word needs
/// another.
fn is_continued(line: &str, next: &str) -> bool {
    let last_word = line.rsplit(char::is_whitespace).next().unwrap_or_default();
    sentence_end(line).is_none()
        && !line.ends_with([':', ';'])
        && (next.starts_with(|first: char| first.is_lowercase() || first.is_ascii_digit())
            || in_any(last_word, |language| language.import.open_words))
}

fn join_wrapped(lines: &[&str], width: usize) -> Vec<String> {
    let is_list = lines.iter().filter(|line| is_item(line)).count() > 1;
    let mut paragraphs: Vec<String> = Vec::new();
    let mut previous: Option<&str> = None;
    for line in lines {
        let is_wrapped = previous.is_some_and(|previous| {
            let flows = is_filled(previous, line, width)
                || (is_continued(previous, line) && is_longer_than(previous, width / 2));
            flows && !(is_item(line) && (is_list || sentence_end(previous).is_some() || previous.ends_with([':', ';'])))
        });
        match paragraphs.last_mut().filter(|_| is_wrapped) {
            Some(paragraph) => append(paragraph, line),
            None => paragraphs.push((*line).to_owned()),
        }
        previous = Some(line);
    }
    paragraphs
}

fn append(paragraph: &mut String, line: &str) {
    if paragraph.ends_with('\u{ad}') {
        paragraph.pop();
    } else if !ends_inside_a_word(paragraph, line) {
        paragraph.push(' ');
    }
    paragraph.push_str(line);
}

/// Returns whether a line ends in a hard hyphen that joins it to the next without a space (`Vitry-sur-` `Seine`).
/// Before a conjunction the space stays (`avant-` `et après-guerre`).
fn ends_inside_a_word(line: &str, next: &str) -> bool {
    let first_word = next.split_whitespace().next().unwrap_or_default();
    let stem = line.strip_suffix(['-', '‐', '‑']).unwrap_or_default();
    stem.ends_with(char::is_alphanumeric)
        && next.starts_with(char::is_alphanumeric)
        && !in_any(first_word, |language| language.import.word_joiners)
}

fn is_item(line: &str) -> bool {
    let number = line.trim_start_matches(|character: char| character.is_ascii_digit());
    let is_numbered =
        (1..=2).contains(&(line.len() - number.len())) && (number.starts_with(". ") || number.starts_with(") "));
    is_numbered || ["- ", "* ", "• ", "· ", "▪ ", "– ", "— "].iter().any(|bullet| line.starts_with(bullet))
}

#[cfg(test)]
mod tests {
    use super::super::lines::lines;
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<String> = paragraphs(&lines(text))
            .into_iter()
            .map(|passage| match passage.block {
                ArticleBlock::Paragraph(text) | ArticleBlock::Caption(text) | ArticleBlock::Verbatim(text) => text,
                ArticleBlock::Marked(part) => part.text,
            })
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn blank_lines_separate_paragraphs() {
        check("Un.\n\n\n \u{a0}\nDeux.\n", &["Un.", "Deux."]);
        check("", &[]);
    }

    #[test]
    fn without_blank_lines_each_line_is_a_paragraph() {
        let long = "Le conseil municipal a voté la rénovation du vieux port, qui durera deux ans et coûtera le prix d’un phare.";
        check(&format!("Titre\n{long}\n{long}"), &["Titre", long, long]);
        check(
            "Le maire a promis de rallumer le phare avant la fin de l’été.\nLes pêcheurs n’en croient pas un mot depuis la dernière tempête.",
            &[
                "Le maire a promis de rallumer le phare avant la fin de l’été.",
                "Les pêcheurs n’en croient pas un mot depuis la dernière tempête.",
            ],
        );
    }

    #[test]
    fn wrapped_lines_are_joined() {
        let wrapped = "Le phare de la pointe, éteint depuis la grande tempête de l’hiver\n\
                       dernier, sera rallumé au printemps. C’est ce qu’a promis le maire\n\
                       Jean Le Goff lors d’une visite du chantier, où travaillent douze\n\
                       ouvriers.";
        let whole = "Le phare de la pointe, éteint depuis la grande tempête de l’hiver dernier, sera rallumé au printemps. \
                     C’est ce qu’a promis le maire Jean Le Goff lors d’une visite du chantier, où travaillent douze ouvriers.";
        check(wrapped, &[whole]);
        check(&format!("Un phare rallumé\n\n{wrapped}\n\n{wrapped}"), &["Un phare rallumé", whole, whole]);
    }

    #[test]
    fn a_short_line_ends_a_wrapped_paragraph_that_no_blank_line_ends() {
        check(
            "Le phare de la pointe, éteint depuis la grande tempête de l’hiver\ndernier, sera rallumé.\n\
             Le maire l’a promis lors d’une visite du chantier, où une dizaine\nd’ouvriers travaillent encore.",
            &[
                "Le phare de la pointe, éteint depuis la grande tempête de l’hiver dernier, sera rallumé.",
                "Le maire l’a promis lors d’une visite du chantier, où une dizaine d’ouvriers travaillent encore.",
            ],
        );
    }

    #[test]
    fn a_stretch_too_short_to_show_its_width_follows_the_document() {
        check(
            "Le phare de la pointe, éteint depuis la grande tempête de l’hiver\ndernier, sera rallumé au printemps.\n\n\
             C’est ce qu’a promis à la radio locale le maire de la commune, M.\nLe Goff.",
            &[
                "Le phare de la pointe, éteint depuis la grande tempête de l’hiver dernier, sera rallumé au printemps.",
                "C’est ce qu’a promis à la radio locale le maire de la commune, M. Le Goff.",
            ],
        );
    }

    #[test]
    fn only_soft_hyphens_disappear() {
        check(
            "Le phare de la pointe, éteint depuis la grande tempête de cet hi\u{ad}\nver, sera rallumé par les gens venus à pied de la ville de Loc-\n\
             maria, dit le maire, qui veut refaire le port tel qu’il fut avant-\net après-guerre.",
            &[
                "Le phare de la pointe, éteint depuis la grande tempête de cet hiver, sera rallumé par les gens venus à pied de la ville \
               de Loc-maria, dit le maire, qui veut refaire le port tel qu’il fut avant- et après-guerre.",
            ],
        );
    }

    #[test]
    fn lists_and_verse_stay_apart() {
        check("- le phare\n- la jetée\n- le môle", &["- le phare", "- la jetée", "- le môle"]);
        check(
            "La mer monte au loin\net le phare s’éteint\nsous un ciel sans fin",
            &["La mer monte au loin", "et le phare s’éteint", "sous un ciel sans fin"],
        );
        check(
            "1. la rénovation du phare, promise depuis longtemps par la mairie et\nle département\n2. la jetée",
            &["1. la rénovation du phare, promise depuis longtemps par la mairie et le département", "2. la jetée"],
        );
    }
}
