//! The door of the pure part of `dossier import`: a raw text becomes the blocks of an article and a report.
//!
//! Decoded text goes in; headline, language, date, paragraphs and captions come out, with every line that was left out and
//! the reason. Invariants: no line of the article is lost, nothing is invented, the work is linear in the text, and no
//! input panics. It reads no disk and no clock, and writes no front matter: that is the caller's.

use super::captions::mark_captions;
use super::headline::{headline_index, is_text};
use super::language::language;
use super::lines::lines;
use super::markdown;
use super::paragraphs::paragraphs;
use super::remaining::{Remaining, remaining};
use super::title::title_from_lead;

/// A raw document after the clean-up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cleaned {
    /// The headline line; `None` where the text has none.
    pub headline: Option<String>,
    /// The headline, or else a piece of the lead; empty where there is no text.
    pub title: String,
    /// `"fr"` or `"en"`; `None` where the text does not decide.
    pub language: Option<&'static str>,
    /// The publication date that the document states about itself.
    pub stated_date: Option<StatedDate>,
    /// What remains, in order; the headline is not among it.
    pub blocks: Vec<Block>,
    /// The lines that were left out, in the order of the document.
    pub removed: Vec<RemovedLine>,
}

/// A part of a cleaned document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// Plain text of the article, on one line.
    Paragraph(String),
    /// The caption and credit of a picture, on one line.
    Caption(String),
    /// Markdown that is kept as it is.
    Verbatim(String),
}

/// A publication date, and where the document states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatedDate {
    /// The date as `YYYY-MM-DD`.
    pub iso: String,
    /// The line's number in the decoded text, from 1.
    pub line: usize,
    /// The words that state it.
    pub text: String,
}

/// A line that is no part of the article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemovedLine {
    /// Its number in the decoded text, from 1.
    pub line: usize,
    /// Its text, without blanks around it.
    pub text: String,
    /// The name of the rule that removed it, in kebab case.
    pub rule: &'static str,
    /// Why it is no part of the article: a fragment that goes on after "the line".
    pub reason: &'static str,
}

/// Cleans a raw text document.
#[must_use]
pub fn clean(text: &str) -> Cleaned {
    let Remaining { lines, stated_date, removed } = remaining(&lines(text));
    let mut passages = mark_captions(paragraphs(&lines));
    let headline = headline_index(&passages).map(|index| passages.remove(index).block);
    let headline = headline.and_then(|block| plain_text(&block).map(str::to_owned));
    let blocks: Vec<Block> = passages.into_iter().map(|passage| passage.block).collect();
    let texts = || blocks.iter().filter_map(plain_text);
    let lead = texts().find(|text| is_text(text)).or_else(|| texts().next()).unwrap_or_default();
    let title = headline.clone().unwrap_or_else(|| title_from_lead(lead));
    Cleaned { headline, title, language: language(text), stated_date, blocks, removed }
}

/// Returns the article's text as Markdown, without front matter, ending in a line feed unless it is empty.
#[must_use]
pub fn markdown_body(cleaned: &Cleaned) -> String {
    let headline = cleaned.headline.iter().map(|headline| format!("# {}", markdown::heading(headline)));
    let blocks = cleaned.blocks.iter().map(|block| match block {
        Block::Paragraph(text) => markdown::paragraph(text),
        Block::Caption(text) => format!("> [!caption] {}", markdown::inline(text)),
        Block::Verbatim(markdown) => markdown.clone(),
    });
    let mut body = headline.chain(blocks).collect::<Vec<String>>().join("\n\n");
    if !body.is_empty() {
        body.push('\n');
    }
    body
}

fn plain_text(block: &Block) -> Option<&str> {
    match block {
        Block::Paragraph(text) => Some(text),
        Block::Caption(_) | Block::Verbatim(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DIRTY: &str = "[ad_1]\nLe phare rallumé\nPublié le 3 mai 2021\nPartager sur Facebook\n\n\
        Le maire a promis de rallumer le phare de la pointe, éteint depuis la grande tempête.\n\
        Le phare en avril. Photo : Anne Le Goff\n\
        Lire aussi : La jetée qui penche\n\
        * Les travaux dureront deux ans.\nJeanne Morvan (avec Radio Iroise)\nLien source\n";

    #[test]
    fn a_dirty_document_becomes_an_article_and_a_report() {
        let cleaned = clean(DIRTY);
        assert_eq!(cleaned.title, "Le phare rallumé");
        assert_eq!(cleaned.stated_date.map(|date| (date.iso, date.line)), Some(("2021-05-03".to_owned(), 3)));
        let report: Vec<_> = cleaned.removed.iter().map(|removed| (removed.line, removed.rule)).collect();
        assert_eq!(
            report,
            [(1, "ad-marker"), (3, "publication-date"), (4, "share-bar"), (8, "related-link"), (11, "source-link")]
        );
    }

    #[test]
    fn the_body_is_markdown_that_reads_back_as_the_text() {
        assert_eq!(
            markdown_body(&clean(DIRTY)),
            "# Le phare rallumé\n\n\
             Le maire a promis de rallumer le phare de la pointe, éteint depuis la grande tempête.\n\n\
             > [!caption] Le phare en avril. Photo : Anne Le Goff\n\n\
             \\* Les travaux dureront deux ans.\n\n\
             Jeanne Morvan (avec Radio Iroise)\n"
        );
    }

    #[test]
    fn without_a_headline_the_title_comes_from_the_lead_after_its_dateline() {
        let cleaned = clean("BREST, 3 mai 2021 (AFP) - Le maire a parlé. Le phare brille.");
        assert_eq!((cleaned.headline, cleaned.title.as_str()), (None, "Le maire a parlé"));
        assert_eq!(cleaned.blocks.len(), 1);
    }

    #[test]
    fn a_document_of_boilerplate_alone_has_no_title_and_no_body() {
        for text in ["", "\n\n", "[ad_1]\nLien source\nComment (0)\n"] {
            let cleaned = clean(text);
            assert_eq!((cleaned.title.as_str(), markdown_body(&cleaned).as_str()), ("", ""), "{text}");
        }
    }
}
