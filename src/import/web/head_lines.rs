//! The short lines of a page around its headline and at the end of its text: bylines, dates, sections.
//!
//! They are often outside of the article's text, so they are kept here for `page_dates` and `byline` before the text is
//! chosen. A sentence is no such line.

use super::blocks::HtmlBlocks;
use super::dom::{HtmlPage, NodeId};
use super::page_dates::opens_with_cue;
use crate::import::dates::written_date::{NumberOrder, words, written_date};
use crate::import::extracted_document::{BlockRole, TextBlock};
use crate::import::text::lines::{fold, is_longer_than, sentence_end};
use crate::lang::field_names::ItemField;
use crate::lang::{self, in_any};
use crate::text::tokens;

/// The longest line, in characters.
const MAX_LINE: usize = 160;
/// How many blocks before the headline are looked at.
const BEFORE: usize = 6;
/// How many blocks from the headline on.
const AFTER: usize = 16;
/// How many blocks from the end of the text on, backwards and forwards.
const AT_END: usize = 3;

/// The longest label of a day, and the longest day, in bytes.
const MAX_LABEL: usize = 40;
const MAX_DAY: usize = 60;
/// The most lines that announce a day.
const MAX_ANNOUNCED: usize = 50;

/// The lines, the nearest to the headline first.
#[derive(Default)]
pub(super) struct HeadLines {
    /// Lines below the headline, then those above it.
    pub(super) near: Vec<String>,
    /// The last lines of the text and the first after it.
    pub(super) end: Vec<String>,
    /// All lines of the page that announce a day of publication.
    pub(super) announced: Vec<String>,
    /// What is below a label for the author.
    pub(super) labelled_names: Vec<String>,
    /// The elements of the first lines, for what only their attributes say.
    pub(super) elements: Vec<NodeId>,
    /// The element of the last block of the text.
    pub(super) last: Option<NodeId>,
}

impl HeadLines {
    /// Finds the lines among the blocks of a page. `chosen` says which blocks are the text.
    pub(super) fn of(page: &HtmlPage, blocks: &HtmlBlocks, chosen: &[bool], title: Option<&str>) -> Self {
        let title = title.map(fold).unwrap_or_default();
        let parts = &blocks.parts;
        let is_prose = |index: usize| {
            chosen.get(index) == Some(&true)
                && parts.get(index).is_some_and(|part| is_longer_than(&part.text, 100) || n_words(part) > 14)
        };
        let is_announced = |part: &&TextBlock| is_line(part) && opens_with_cue(&part.text);
        let announced = parts.iter().filter(is_announced).map(|part| part.text.clone());
        let announced = announced.chain(labelled_days(parts)).take(MAX_ANNOUNCED).collect();
        let is_title = |part: &TextBlock| matches!(part.role, BlockRole::Heading(_)) && fold(&part.text) == title;
        // A page of a film or a recording may have no text below its headline.
        let below_headline =
            || parts.iter().position(is_title).map(|headline| (headline + BEFORE).min(parts.len() - 1));
        let Some(first) = (0..parts.len()).find(|index| is_prose(*index)).or_else(below_headline) else {
            return Self { announced, labelled_names: labelled_names(parts), ..Self::default() };
        };
        let last = (0..parts.len()).rfind(|index| chosen.get(*index) == Some(&true)).unwrap_or(first);
        let opens_with_title =
            |text: &str| text == title || (is_longer_than(&title, 15) && text.starts_with(title.as_str()));
        let is_headline = |index: &usize| {
            let part = parts.get(*index);
            part.is_some_and(|part| matches!(part.role, BlockRole::Heading(_)) && opens_with_title(&fold(&part.text)))
        };
        let headline = (0..first)
            .rfind(is_headline)
            .or_else(|| (0..first).rfind(|index| parts.get(*index).is_some_and(|part| fold(&part.text) == title)));
        let start = headline.unwrap_or(first.saturating_sub(AFTER));
        let below = start..(start + AFTER).min(parts.len());
        // Below the headline the standfirst may come first, and then the line; further down it is the text's own.
        let below: Vec<usize> = below.filter(|index| *index <= first + 1).collect();
        let above: Vec<usize> = (start.saturating_sub(BEFORE)..start).rev().collect();
        let line = |index: &usize| parts.get(*index).filter(|part| is_line(part)).map(|part| part.text.clone());
        let element = |index: &usize| blocks.origins.get(*index).map(|origin| origin.element);
        let near: Vec<usize> = below.into_iter().chain(above).collect();
        let end: Vec<usize> =
            (last.saturating_sub(AT_END - 1).max(first)..(last + AT_END + 1).min(parts.len())).collect();
        Self {
            near: near.iter().filter_map(line).collect(),
            end: end.iter().filter_map(line).collect(),
            elements: near.iter().filter_map(element).filter(|id| page.node(*id).is_some()).collect(),
            last: element(&last),
            labelled_names: labelled_names(parts),
            announced,
        }
    }
}

/// Returns the days that are below a label of their own, each with it: `Mise en ligne` and `4 mai 2023`.
fn labelled_days(parts: &[TextBlock]) -> impl Iterator<Item = String> {
    parts.windows(2).filter_map(|pair| {
        let [label, day] = pair else { return None };
        let is_day = day.text.len() <= MAX_DAY && day.text.contains(|character: char| character.is_ascii_digit());
        (is_day && label.text.len() <= MAX_LABEL && names_publication(&label.text))
            .then(|| format!("{} {}", label.text, day.text))
    })
}

/// Returns what is below a label for the author: `Auteur :` and `Maud Kerval`.
fn labelled_names(parts: &[TextBlock]) -> Vec<String> {
    let names = parts.windows(2).filter_map(|pair| {
        let [label, name] = pair else { return None };
        let word = fold(label.text.trim_end_matches([':', ' ', '\u{a0}']));
        let is_label = word.len() <= MAX_LABEL && in_any(&word, |language| language.import.author_labels);
        // Below `Auteurs` a list may name other people or sites.
        let is_one = name.role == BlockRole::Paragraph && name.text.starts_with(char::is_uppercase);
        (is_label && is_one && name.text.len() <= MAX_DAY).then(|| name.text.clone())
    });
    names.take(MAX_ANNOUNCED).collect()
}

/// Returns whether a text is nothing but the name of the day of publication: `Date`, `Publié le :`.
fn names_publication(label: &str) -> bool {
    let letters: String = tokens::fold(label).chars().filter(|character| character.is_alphanumeric()).collect();
    let names = lang::all().flat_map(|language| language.field_names);
    let is_date =
        names.filter(|(field, _)| *field == ItemField::Date).any(|(_, names)| names.contains(&letters.as_str()));
    is_date || (opens_with_cue(label) && label.split_whitespace().count() <= 4 && !letters.contains(char::is_numeric))
}

/// Returns whether a short line, though marked as a caption, begins with a day: `21. Januar 2022 | Verkehr`.
fn opens_with_day(line: &str) -> bool {
    let folded = fold(line);
    line.split_whitespace().count() <= 8 && written_date(&words(&folded), NumberOrder::DayFirst).is_some()
}

fn n_words(part: &TextBlock) -> usize {
    part.text.split_whitespace().count()
}

fn is_line(part: &TextBlock) -> bool {
    !is_longer_than(&part.text, MAX_LINE)
        && (part.role != BlockRole::Caption || opens_with_day(&part.text))
        && (sentence_end(&part.text).is_none() || n_words(part) <= 8)
}
