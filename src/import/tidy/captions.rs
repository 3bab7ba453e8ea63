//! Finds photo captions among the paragraphs of a raw document, by the photo credit at their end.
//!
//! Turns some paragraphs into captions, and joins a line with only a credit to its caption. Invariant: text is never
//! lost. A paragraph without a photo credit at its very end, with more than two sentences, or longer than any caption
//! stays a paragraph. `photo_credit` recognises credits.

use super::photo_credit::credit_start;
use crate::import::cleaned_document::ArticleBlock;
use crate::import::text::lines::{fold, is_longer_than, n_sentences};
use crate::import::text::paragraphs::GroupedBlock;
use crate::lang;

/// The longest caption, in characters.
const MAX_CAPTION: usize = 400;

/// Marks the captions among a document's paragraphs.
pub(in crate::import) fn mark_captions(grouped_blocks: Vec<GroupedBlock>) -> Vec<GroupedBlock> {
    let mut marked: Vec<GroupedBlock> = Vec::with_capacity(grouped_blocks.len());
    let mut n_before_in_group = 0;
    let mut grouped_blocks = grouped_blocks.into_iter().peekable();
    while let Some(GroupedBlock { block, group }) = grouped_blocks.next() {
        if marked.last().is_none_or(|previous| previous.group != group) {
            n_before_in_group = 0;
        }
        let ends_group = grouped_blocks.peek().is_none_or(|next| next.group != group);
        let block = match block {
            ArticleBlock::Paragraph(text) => match kind(&text) {
                ParagraphKind::Paragraph => ArticleBlock::Paragraph(text),
                ParagraphKind::Caption => ArticleBlock::Caption(text),
                ParagraphKind::Credit => {
                    let is_pair = ends_group && n_before_in_group == 1;
                    match marked.pop_if(|previous| is_described_by(previous, group, is_pair)) {
                        Some(GroupedBlock {
                            block: ArticleBlock::Paragraph(description) | ArticleBlock::Caption(description),
                            ..
                        }) => ArticleBlock::Caption(format!("{description} {text}")),
                        _ => ArticleBlock::Caption(text),
                    }
                }
            },
            other => other,
        };
        marked.push(GroupedBlock { block, group });
        n_before_in_group += 1;
    }
    marked
}

/// Returns whether the following credit belongs to this block: a caption right before it, or the only line with it
/// between blank lines.
fn is_described_by(previous: &GroupedBlock, group: usize, is_pair: bool) -> bool {
    match &previous.block {
        ArticleBlock::Caption(text) => previous.group.abs_diff(group) <= 1 && !is_longer_than(text, MAX_CAPTION),
        ArticleBlock::Paragraph(text) => is_pair && previous.group == group && !is_longer_than(text, MAX_CAPTION),
        ArticleBlock::Marked(_) | ArticleBlock::Verbatim(_) => false,
    }
}

enum ParagraphKind {
    Paragraph,
    Caption,
    /// Only a credit.
    Credit,
}

fn kind(text: &str) -> ParagraphKind {
    if is_longer_than(text, MAX_CAPTION) {
        return ParagraphKind::Paragraph;
    }
    let folded = fold(text);
    if lang::all().flat_map(|language| language.import.caption_labels).any(|label| folded.starts_with(label)) {
        return ParagraphKind::Caption;
    }
    match credit_start(text).and_then(|start| text.get(..start)) {
        Some(description) if !description.contains(char::is_alphanumeric) => ParagraphKind::Credit,
        Some(description) if n_sentences(description) <= 2 => ParagraphKind::Caption,
        _ => ParagraphKind::Paragraph,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::text::lines::lines;
    use crate::import::text::paragraphs::paragraphs;

    fn captions(text: &str) -> Vec<String> {
        let marked = mark_captions(paragraphs(&lines(text)));
        marked
            .into_iter()
            .filter_map(|passage| match passage.block {
                ArticleBlock::Caption(text) => Some(text),
                ArticleBlock::Paragraph(_) | ArticleBlock::Marked(_) | ArticleBlock::Verbatim(_) => None,
            })
            .collect()
    }

    #[test]
    fn a_description_with_a_credit_is_a_caption() {
        for caption in [
            "Le maire inaugure le phare, le 3 mai. Photo : KCNA",
            "Un pêcheur sur la jetée. Il attend. Crédit photo : Anne Le Goff/AFP",
            "Légende : le phare avant la tempête.",
        ] {
            assert_eq!(captions(&format!("Un paragraphe.\n{caption}\nUn autre.")), [caption]);
        }
    }

    #[test]
    fn a_long_text_with_a_credit_is_a_paragraph() {
        assert_eq!(captions("Le phare brille. La mer monte. Le vent tombe. Photo : KCNA"), [""; 0]);
        assert_eq!(captions(&format!("Le phare {}. Photo : KCNA", "brille encore ".repeat(30))), [""; 0]);
    }

    #[test]
    fn a_credit_on_its_own_line_joins_its_caption() {
        assert_eq!(captions("Le phare. © AFP\nPhoto : Anne Le Goff\nFin."), ["Le phare. © AFP Photo : Anne Le Goff"]);
        assert_eq!(captions("Début.\n\nLe phare en mai\nPhoto : KCNA\n\nFin."), ["Le phare en mai Photo : KCNA"]);
    }

    #[test]
    fn a_credit_takes_no_paragraph_of_the_article_with_it() {
        assert_eq!(captions("Le maire a parlé.\nLa mer monte.\nPhoto : KCNA\nFin."), ["Photo : KCNA"]);
        assert_eq!(captions("Le maire a parlé.\n\nPhoto : KCNA\n\nFin."), ["Photo : KCNA"]);
    }
}
