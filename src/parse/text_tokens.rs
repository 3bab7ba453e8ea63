//! A text and its blocks -> its words, tokenised once for names, dates, and the sketch for finding copies.

use crate::parse::Block;
use crate::text::tokens;
use crate::text::tokens::Token;

/// The words of all blocks of a text; each block begins with [`Gap::Start`](tokens::Gap::Start), so no name crosses blocks.
#[derive(Clone, Debug, Default)]
pub struct TextTokens {
    list: Vec<Token>,
    /// For each block the index after its last token.
    ends: Vec<usize>,
}

impl TextTokens {
    /// Tokenises a text.
    #[must_use]
    pub fn tokenize(text: &str, blocks: &[Block]) -> Self {
        let mut list = Vec::with_capacity(text.len() / 5);
        let cut = |block: &Block| {
            tokens::tokenize(text, block.start, block.end, &mut list);
            list.len()
        };
        let ends = blocks.iter().map(cut).collect();
        Self { list, ends }
    }

    /// All words, in order of text.
    #[must_use]
    pub fn all(&self) -> &[Token] {
        &self.list
    }

    /// The words of each block, in order.
    pub fn by_block(&self) -> impl Iterator<Item = &[Token]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| &self.list[start..*end])
    }
}
