//! Small articles of cases: paragraphs separated by blank lines.

use dossier::parse::{Block, BlockKind};

/// Returns the paragraphs of a text as blocks.
pub(crate) fn paragraphs(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut start = 0;
    for part in text.split("\n\n") {
        let passage = u32::try_from(blocks.len() + 1).expect("a small text");
        blocks.push(Block { start, end: start + part.len(), kind: BlockKind::Paragraph, paragraph: passage });
        start += part.len() + 2;
    }
    blocks
}
