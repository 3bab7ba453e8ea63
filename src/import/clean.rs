//! Understood documents -> cleaned ones: headline, language, date, paragraphs and captions, with every line that was left out
//! and the reason.
//!
//! Invariants: no line of the article is lost, nothing is invented, the work is linear in the text, and no input panics. It
//! reads no disk and no clock, and writes no front matter: that is `compose`. All formats meet here, so that the same dispatch
//! gives the same article whatever it came in.

use super::text::lines::{Line, fold, lines};
use super::text::markdown;
use super::text::markdown_text::clean_markdown;
use super::text::paragraphs::{Passage, paragraphs};
use super::tidy::captions::mark_captions;
use super::tidy::headline::{headline_index, is_text};
use super::tidy::language::language;
use super::tidy::remaining::{Remaining, remaining};
use super::tidy::title::title_from_lead;
use super::understood::{Content, Part, Role, Understood};

/// A raw document after the clean-up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cleaned {
    /// The headline line; `None` where the text has none.
    pub headline: Option<String>,
    /// The headline, or else what the document says its title is, or a piece of the lead; empty where there is no text.
    pub title: String,
    /// `"fr"` or `"en"`; `None` where the text does not decide.
    pub language: Option<&'static str>,
    /// The publication date that the document states in its text.
    pub stated_date: Option<StatedDate>,
    /// What remains, in order; the headline is not among it.
    pub blocks: Vec<Block>,
    /// What was left out, in the order of the document; what has no line in it comes first.
    pub removed: Vec<RemovedLine>,
    /// What `removed` and `stated_date` count.
    pub unit: Unit,
}

/// What the text of a document is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Lines of the file.
    Line,
    /// Paragraphs, where the file has no lines.
    Paragraph,
}

impl Unit {
    /// Returns its name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Line => "line",
            Self::Paragraph => "paragraph",
        }
    }
}

/// A part of a cleaned document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// Plain text of the article, on one line.
    Paragraph(String),
    /// The caption and credit of a picture, on one line.
    Caption(String),
    /// A paragraph with emphasis or links, a subheading, an item of a list, a quotation.
    Marked(Part),
    /// Markdown that is kept as it is.
    Verbatim(String),
}

/// A publication date, and where the document states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatedDate {
    /// The date as `YYYY-MM-DD`.
    pub iso: String,
    /// The number of the line or paragraph, from 1.
    pub line: usize,
    /// The words that state it.
    pub text: String,
}

/// A line that is no part of the article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemovedLine {
    /// Its number, from 1; 0 for what stands in no line.
    pub line: usize,
    /// Its text, without blanks around it.
    pub text: String,
    /// The name of the rule that removed it, in kebab case.
    pub rule: &'static str,
    /// Why it is no part of the article: a fragment that goes on after "the line".
    pub reason: &'static str,
}

/// Cleans a document.
#[must_use]
pub fn clean(understood: &Understood) -> Cleaned {
    let mut cleaned = match &understood.content {
        Content::Lines(text) => clean_lines(text, understood.about.title.as_deref()),
        Content::Markdown(text) => clean_markdown(text),
        Content::Parts(parts) => clean_parts(parts, understood.about.title.as_deref()),
    };
    let dropped = understood.dropped.iter().map(|dropped| {
        let (rule, reason) = dropped.kind.rule();
        let times = if dropped.count > 1 { format!(" ×{}", dropped.count) } else { String::new() };
        RemovedLine { line: 0, text: format!("{}{times}", dropped.what), rule, reason }
    });
    cleaned.removed.splice(0..0, dropped);
    cleaned
}

/// Cleans a document of plain lines. `stated_title` is the one that it states outside of its text.
fn clean_lines(text: &str, stated_title: Option<&str>) -> Cleaned {
    let Remaining { lines, stated_date, removed } = remaining(&lines(text));
    let mut passages = mark_captions(paragraphs(&lines));
    let headline = headline_index(&passages).map(|index| passages.remove(index).block);
    let headline = headline.and_then(|block| plain_text(&block).map(str::to_owned));
    let blocks: Vec<Block> = passages.into_iter().map(|passage| passage.block).collect();
    let title = headline.clone().or_else(|| stated_title.map(str::to_owned));
    let title = title.unwrap_or_else(|| title_from_lead(lead(&blocks)));
    Cleaned { headline, title, language: language(text), stated_date, blocks, removed, unit: Unit::Line }
}

/// Cleans a document whose paragraphs are known. `stated_title` is the one that it states outside of its text.
fn clean_parts(parts: &[Part], stated_title: Option<&str>) -> Cleaned {
    let numbered: Vec<Line<'_>> =
        parts.iter().enumerate().map(|(index, part)| Line { number: index + 1, text: &part.text }).collect();
    let Remaining { lines, stated_date, removed } = remaining(&numbered);
    let passages = lines.iter().zip(parts).filter(|(line, _)| !line.text.is_empty()).map(|(line, part)| {
        let block = match part.role {
            Role::Title | Role::Paragraph => Block::Paragraph(part.text.clone()),
            Role::Caption => Block::Caption(part.text.clone()),
            Role::Heading(_) | Role::Item { .. } | Role::Quote => Block::Marked(part.clone()),
        };
        Passage { block, group: line.number }
    });
    let mut passages = mark_captions(passages.collect());
    let role_of = |passage: &Passage| parts.get(passage.group - 1).map(|part| part.role);
    let headline_index = passages
        .iter()
        .position(|passage| role_of(passage) == Some(Role::Title))
        .or_else(|| heading_index(&passages).filter(|index| agrees(passages.get(*index), stated_title)))
        .or_else(|| headline_index(&passages).filter(|index| agrees(passages.get(*index), stated_title)));
    let headline = headline_index.and_then(|index| words_of(&passages.remove(index).block).map(str::to_owned));
    let blocks: Vec<Block> = passages.into_iter().map(|passage| with_marks(passage, parts)).collect();
    let title = headline.clone().or_else(|| stated_title.map(str::to_owned));
    let title = title.unwrap_or_else(|| title_from_lead(lead(&blocks)));
    let text: Vec<&str> = lines.iter().map(|line| line.text).collect();
    let language = language(&text.join("\n"));
    Cleaned { headline, title, language, stated_date, blocks, removed, unit: Unit::Paragraph }
}

/// A subheading above everything else, with text below, is the headline.
fn heading_index(passages: &[Passage]) -> Option<usize> {
    let is_heading = |passage: &Passage| matches!(&passage.block, Block::Marked(Part { role: Role::Heading(_), .. }));
    (passages.first().is_some_and(is_heading) && passages.len() > 1).then_some(0)
}

/// A first line that only looks like a headline is none where the document states another title.
fn agrees(passage: Option<&Passage>, stated_title: Option<&str>) -> bool {
    let Some(stated) = stated_title.map(fold) else { return true };
    let Some(text) = passage.and_then(|passage| words_of(&passage.block)).map(fold) else { return false };
    stated.contains(&text) || text.contains(&stated)
}

/// Gives a paragraph back the emphasis and links that the clean-up did not look at.
fn with_marks(passage: Passage, parts: &[Part]) -> Block {
    match (passage.block, parts.get(passage.group - 1)) {
        (Block::Paragraph(text), Some(part)) if part.text == text && part.markdown != markdown::inline(&text) => {
            Block::Marked(Part { role: Role::Paragraph, ..part.clone() })
        }
        (block, _) => block,
    }
}

fn lead(blocks: &[Block]) -> &str {
    let texts = || blocks.iter().filter_map(plain_text);
    texts().find(|text| is_text(text)).or_else(|| texts().next()).unwrap_or_default()
}

/// Returns the article's text as Markdown, without front matter, ending in a line feed unless it is empty.
#[must_use]
pub fn markdown_body(cleaned: &Cleaned) -> String {
    let mut body = cleaned.headline.iter().map(|text| format!("# {}", markdown::heading(text))).collect::<String>();
    let mut previous: Option<&Block> = None;
    for block in &cleaned.blocks {
        let is_quote = |block: &Block| matches!(block, Block::Marked(Part { role: Role::Quote, .. }));
        if !body.is_empty() {
            body.push_str(if is_quote(block) && previous.is_some_and(is_quote) { "\n>\n" } else { "\n\n" });
        }
        body.push_str(&block_markdown(block));
        previous = Some(block);
    }
    if !body.is_empty() {
        body.push('\n');
    }
    body
}

fn block_markdown(block: &Block) -> String {
    match block {
        Block::Paragraph(text) => markdown::paragraph(text),
        Block::Caption(text) => format!("> [!caption] {}", markdown::inline(text)),
        Block::Marked(Part { role, markdown, .. }) => match role {
            Role::Heading(level) => format!("{} {}", "#".repeat(usize::from((*level).clamp(2, 6))), markdown),
            Role::Item { depth, number } => {
                let indent = "   ".repeat(usize::from(*depth));
                let mark = number.map_or("-".to_owned(), |number| format!("{number}."));
                format!("{indent}{mark} {}", markdown::opened(markdown))
            }
            Role::Quote => format!("> {}", markdown::opened(markdown)),
            Role::Title | Role::Paragraph | Role::Caption => markdown::opened(markdown),
        },
        Block::Verbatim(markdown) => markdown.clone(),
    }
}

fn words_of(block: &Block) -> Option<&str> {
    match block {
        Block::Marked(part) => Some(&part.text),
        other => plain_text(other),
    }
}

fn plain_text(block: &Block) -> Option<&str> {
    match block {
        Block::Paragraph(text) | Block::Marked(Part { role: Role::Paragraph | Role::Quote, text, .. }) => Some(text),
        Block::Caption(_) | Block::Marked(_) | Block::Verbatim(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(text: &str) -> Cleaned {
        clean(&Understood { content: Content::Lines(text.to_owned()), ..Understood::default() })
    }

    const DIRTY: &str = "[ad_1]\nLe phare rallumé\nPublié le 3 mai 2021\nPartager sur Facebook\n\n\
        Le maire a promis de rallumer le phare de la pointe, éteint depuis la grande tempête.\n\
        Le phare en avril. Photo : Anne Le Goff\n\
        Lire aussi : La jetée qui penche\n\
        * Les travaux dureront deux ans.\nJeanne Morvan (avec Radio Iroise)\nLien source\n";

    #[test]
    fn a_dirty_document_becomes_an_article_and_a_report() {
        let article = cleaned(DIRTY);
        assert_eq!(article.title, "Le phare rallumé");
        assert_eq!(article.stated_date.map(|date| (date.iso, date.line)), Some(("2021-05-03".to_owned(), 3)));
        let report: Vec<_> = article.removed.iter().map(|removed| (removed.line, removed.rule)).collect();
        assert_eq!(
            report,
            [(1, "ad-marker"), (3, "publication-date"), (4, "share-bar"), (8, "related-link"), (11, "source-link")]
        );
    }

    #[test]
    fn the_body_is_markdown_that_reads_back_as_the_text() {
        assert_eq!(
            markdown_body(&cleaned(DIRTY)),
            "# Le phare rallumé\n\n\
             Le maire a promis de rallumer le phare de la pointe, éteint depuis la grande tempête.\n\n\
             > [!caption] Le phare en avril. Photo : Anne Le Goff\n\n\
             \\* Les travaux dureront deux ans.\n\n\
             Jeanne Morvan (avec Radio Iroise)\n"
        );
    }

    #[test]
    fn without_a_headline_the_title_comes_from_the_lead_after_its_dateline() {
        let article = cleaned("BREST, 3 mai 2021 (AFP) - Le maire a parlé. Le phare brille.");
        assert_eq!((article.headline, article.title.as_str()), (None, "Le maire a parlé"));
        assert_eq!(article.blocks.len(), 1);
    }

    #[test]
    fn a_document_of_boilerplate_alone_has_no_title_and_no_body() {
        for text in ["", "\n\n", "[ad_1]\nLien source\nComment (0)\n"] {
            let article = cleaned(text);
            assert_eq!((article.title.as_str(), markdown_body(&article).as_str()), ("", ""), "{text}");
        }
    }
}
