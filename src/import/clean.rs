//! The clean-up: [`ExtractedDocument`] -> [`CleanedDocument`], with headline, language, date, paragraphs and captions,
//! and a report of every removed line with the reason.
//!
//! All formats pass through here, so that the same dispatch gives the same article whatever format it came in.
//! Invariants: no line of the article is lost, nothing is invented, the work is linear in the text, and no input
//! panics. The clean-up reads neither disk nor clock, and it writes no front matter: that is the job of `compose`.

use super::clean_markdown::clean_markdown;
use super::cleaned_document::{ArticleBlock, CleanedDocument, RemovedLine, TextUnit};
use super::extracted_document::{BlockRole, DocumentContent, ExtractedDocument, TextBlock};
use super::head::stated_head::HeadEvidence;
use super::text::lines::{NumberedLine, fold, lines};
use super::text::markdown;
use super::text::paragraphs::{GroupedBlock, paragraphs};
use super::tidy::captions::mark_captions;
use super::tidy::headline::{headline_index, is_text};
use super::tidy::language::detect_language;
use super::tidy::line_removal::{RemainingLines, remove_lines};
use super::tidy::title::title_from_lead;
use crate::say;

/// Cleans a document. `stem` is the name of its file without the ending: it confirms names that its lines state.
#[must_use]
pub(crate) fn clean(extracted: &ExtractedDocument, stem: &str) -> CleanedDocument {
    let about = &extracted.about;
    let title = about.title.as_deref();
    let evidence = HeadEvidence {
        stem,
        publisher: about.publisher.as_deref(),
        author: about.author.as_deref(),
        has_address: about.url.is_some(),
        has_title: title.is_some(),
        is_record: extracted.is_record,
        ..HeadEvidence::default()
    };
    let mut cleaned = match &extracted.content {
        DocumentContent::Lines(text) => clean_lines(text, title, evidence),
        DocumentContent::Markdown(text) => clean_markdown(text, evidence),
        DocumentContent::Parts(parts) => clean_parts(parts, title, evidence),
    };
    let dropped = extracted.dropped.iter().map(|dropped| {
        let (rule, reason) = dropped.kind.rule();
        let times = if dropped.count > 1 { format!(" ×{}", dropped.count) } else { String::new() };
        let what = &dropped.what;
        RemovedLine { line: 0, text: say!(en: "{what}{times}", fr: "{what}{times}"; what), rule, reason }
    });
    cleaned.removed.splice(0..0, dropped);
    cleaned
}

/// Cleans a document of plain lines. `stated_title` is the title in its metadata.
fn clean_lines(text: &str, stated_title: Option<&str>, evidence: HeadEvidence<'_>) -> CleanedDocument {
    let language = detect_language(text);
    let RemainingLines { lines, stated, removed } = remove_lines(&lines(text), &HeadEvidence { language, ..evidence });
    let stated_title = stated.title.as_deref().or(stated_title);
    let mut grouped_blocks = mark_captions(paragraphs(&lines));
    // A title after a label is surer than the form of a line.
    let headline = headline_index(&grouped_blocks)
        .filter(|index| agrees_with_title(grouped_blocks.get(*index), stated.title.as_deref()))
        .map(|index| grouped_blocks.remove(index).block);
    let headline = headline.and_then(|block| plain_text(&block).map(str::to_owned));
    let blocks: Vec<ArticleBlock> = grouped_blocks.into_iter().map(|grouped_block| grouped_block.block).collect();
    let title = headline.clone().or_else(|| stated_title.map(str::to_owned));
    let title = title.unwrap_or_else(|| title_from_lead(lead(&blocks)));
    CleanedDocument { headline, title, language, stated, blocks, removed, unit: TextUnit::Line }
}

/// Cleans a document whose paragraphs are known. `stated_title` is the title in its metadata.
fn clean_parts(parts: &[TextBlock], stated_title: Option<&str>, evidence: HeadEvidence<'_>) -> CleanedDocument {
    let numbered: Vec<NumberedLine<'_>> =
        parts.iter().enumerate().map(|(index, part)| NumberedLine { number: index + 1, text: &part.text }).collect();
    let text: Vec<&str> = parts.iter().map(|part| part.text.as_str()).collect();
    let is_line = |index: usize| {
        parts.get(index).is_some_and(|part| matches!(part.role, BlockRole::Paragraph | BlockRole::Heading(_)))
    };
    let evidence = HeadEvidence { language: detect_language(&text.join("\n")), is_line: Some(&is_line), ..evidence };
    let RemainingLines { lines, stated, removed } = remove_lines(&numbered, &evidence);
    let stated_title = stated.title.as_deref().or(stated_title);
    let grouped_blocks = lines.iter().zip(parts).filter(|(line, _)| !line.text.is_empty()).map(|(line, part)| {
        let block = match part.role {
            BlockRole::Title | BlockRole::Paragraph => ArticleBlock::Paragraph(part.text.clone()),
            BlockRole::Caption => ArticleBlock::Caption(part.text.clone()),
            BlockRole::Heading(_) | BlockRole::Item { .. } | BlockRole::Quote | BlockRole::Code => {
                ArticleBlock::Marked(part.clone())
            }
        };
        GroupedBlock { block, group: line.number }
    });
    let mut grouped_blocks = mark_captions(grouped_blocks.collect());
    let role_of = |grouped_block: &GroupedBlock| parts.get(grouped_block.group - 1).map(|part| part.role);
    let headline_index = grouped_blocks
        .iter()
        .position(|grouped_block| role_of(grouped_block) == Some(BlockRole::Title))
        .or_else(|| {
            heading_index(&grouped_blocks).filter(|index| agrees_with_title(grouped_blocks.get(*index), stated_title))
        })
        .or_else(|| {
            headline_index(&grouped_blocks).filter(|index| agrees_with_title(grouped_blocks.get(*index), stated_title))
        });
    let headline = headline_index.and_then(|index| block_text(&grouped_blocks.remove(index).block).map(str::to_owned));
    let blocks: Vec<ArticleBlock> =
        grouped_blocks.into_iter().map(|grouped_block| restore_markup(grouped_block, parts)).collect();
    let title = headline.clone().or_else(|| stated_title.map(str::to_owned));
    let title = title.unwrap_or_else(|| title_from_lead(lead(&blocks)));
    let text: Vec<&str> = lines.iter().map(|line| line.text).collect();
    let language = detect_language(&text.join("\n"));
    CleanedDocument { headline, title, language, stated, blocks, removed, unit: TextUnit::Paragraph }
}

/// Returns the index of a leading subheading that has text below it: it is the headline.
fn heading_index(grouped_blocks: &[GroupedBlock]) -> Option<usize> {
    let is_heading = |grouped_block: &GroupedBlock| {
        matches!(&grouped_block.block, ArticleBlock::Marked(TextBlock { role: BlockRole::Heading(_), .. }))
    };
    (grouped_blocks.first().is_some_and(is_heading) && grouped_blocks.len() > 1).then_some(0)
}

/// Returns whether a headline agrees with the title in the metadata; if not, it is only a first line that looks like
/// one.
fn agrees_with_title(grouped_block: Option<&GroupedBlock>, stated_title: Option<&str>) -> bool {
    let Some(stated) = stated_title.map(fold) else { return true };
    let Some(text) = grouped_block.and_then(|passage| block_text(&passage.block)).map(fold) else { return false };
    stated.contains(&text) || text.contains(&stated)
}

/// Restores the emphasis and links of a paragraph, which the clean-up ignores.
fn restore_markup(grouped_block: GroupedBlock, parts: &[TextBlock]) -> ArticleBlock {
    match (grouped_block.block, parts.get(grouped_block.group - 1)) {
        (ArticleBlock::Paragraph(text), Some(part))
            if part.text == text && part.markdown != markdown::escape_inline(&text) =>
        {
            ArticleBlock::Marked(TextBlock { role: BlockRole::Paragraph, ..part.clone() })
        }
        (block, _) => block,
    }
}

fn lead(blocks: &[ArticleBlock]) -> &str {
    let texts = || blocks.iter().filter_map(plain_text);
    texts().find(|text| is_text(text)).or_else(|| texts().next()).unwrap_or_default()
}

/// Returns the article's text as Markdown without front matter, ending in a line feed unless it is empty.
#[must_use]
pub(crate) fn markdown_body(cleaned: &CleanedDocument) -> String {
    let mut body =
        cleaned.headline.iter().map(|text| format!("# {}", markdown::escape_heading(text))).collect::<String>();
    let mut previous: Option<&ArticleBlock> = None;
    for block in &cleaned.blocks {
        let is_quote =
            |block: &ArticleBlock| matches!(block, ArticleBlock::Marked(TextBlock { role: BlockRole::Quote, .. }));
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

fn block_markdown(block: &ArticleBlock) -> String {
    match block {
        ArticleBlock::Paragraph(text) => markdown::escape_paragraph(text),
        ArticleBlock::Caption(text) => format!("> [!caption] {}", markdown::escape_inline(text)),
        ArticleBlock::Marked(TextBlock { role, markdown, .. }) => match role {
            BlockRole::Heading(level) => format!("{} {}", "#".repeat(usize::from((*level).clamp(2, 6))), markdown),
            BlockRole::Item { depth, number } => {
                let indent = "   ".repeat(usize::from(*depth));
                let mark = number.map_or("-".to_owned(), |number| format!("{number}."));
                format!("{indent}{mark} {}", markdown::escape_block_start(markdown))
            }
            BlockRole::Quote => format!("> {}", markdown::escape_block_start(markdown)),
            BlockRole::Code => markdown.clone(),
            BlockRole::Title | BlockRole::Paragraph | BlockRole::Caption => markdown::escape_block_start(markdown),
        },
        ArticleBlock::Verbatim(markdown) => markdown.clone(),
    }
}

fn block_text(block: &ArticleBlock) -> Option<&str> {
    match block {
        ArticleBlock::Marked(part) => Some(&part.text),
        other => plain_text(other),
    }
}

fn plain_text(block: &ArticleBlock) -> Option<&str> {
    match block {
        ArticleBlock::Paragraph(text)
        | ArticleBlock::Marked(TextBlock { role: BlockRole::Paragraph | BlockRole::Quote, text, .. }) => Some(text),
        ArticleBlock::Caption(_) | ArticleBlock::Marked(_) | ArticleBlock::Verbatim(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(text: &str) -> CleanedDocument {
        let content = DocumentContent::Lines(text.to_owned());
        clean(&ExtractedDocument { content, ..ExtractedDocument::default() }, "")
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
        assert_eq!(article.stated.date.map(|date| (date.days, date.line)), Some((vec!["2021-05-03".to_owned()], 3)));
        assert_eq!(article.stated.author.as_deref(), Some("Jeanne Morvan (avec Radio Iroise)"));
        let report: Vec<_> = article.removed.iter().map(|removed| (removed.line, removed.rule)).collect();
        assert_eq!(
            report,
            [
                (1, "ad-marker"),
                (3, "publication-date"),
                (4, "share-bar"),
                (8, "related-link"),
                (10, "byline"),
                (11, "source-link")
            ]
        );
    }

    #[test]
    fn the_body_is_markdown_that_reads_back_as_the_text() {
        assert_eq!(
            markdown_body(&cleaned(DIRTY)),
            "# Le phare rallumé\n\n\
             Le maire a promis de rallumer le phare de la pointe, éteint depuis la grande tempête.\n\n\
             > [!caption] Le phare en avril. Photo : Anne Le Goff\n\n\
             \\* Les travaux dureront deux ans.\n"
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
