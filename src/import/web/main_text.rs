//! Finds the main text of a page. The only file that uses the library that does so.
//!
//! `trafilatura` is a port of the best program of its kind; it answers with HTML of its own, of which only the words are
//! used: they tell which blocks of the page belong to the article. It fetches nothing.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::panic::{AssertUnwindSafe, catch_unwind};

use trafilatura::{Options, extract};

use super::blocks::collect_blocks;
use super::dom::HtmlPage;
use crate::import::extracted_document::TextBlock;

/// How many words in a row are compared.
const SHINGLE: usize = 3;

/// Returns the blocks of the main text of a page; `None` if there is none, or the library gives up.
pub(super) fn main_text(html: &str) -> Option<Vec<TextBlock>> {
    let options = Options::default().with_fallback(true).with_exclude_comments(true);
    let found = catch_unwind(AssertUnwindSafe(|| extract(html, &options))).ok()?.ok()?;
    let page = HtmlPage::parse(&found.content_html).ok()?;
    Some(collect_blocks(&page.body()).parts)
}

/// The words of a text, to ask whether a block is a part of it.
pub(super) struct WordSequences {
    /// Hashes of all sequences of [`SHINGLE`] words.
    sequences: HashSet<u64>,
    /// The short blocks, and how often each occurs.
    short: HashMap<u64, usize>,
}

impl WordSequences {
    /// Takes the blocks of a text.
    pub(super) fn of(blocks: &[TextBlock]) -> Self {
        let mut known = Self { sequences: HashSet::new(), short: HashMap::new() };
        for block in blocks {
            let words = known.add(&block.text);
            if words.len() < 2 * SHINGLE {
                *known.short.entry(hash(&words)).or_default() += 1;
            }
        }
        known
    }

    /// Adds the sequences of a text, and returns its words.
    pub(super) fn add(&mut self, text: &str) -> Vec<String> {
        let words = words(text);
        self.sequences.extend(words.windows(SHINGLE).map(hash));
        words
    }

    /// Returns whether most of a text is a part.
    pub(super) fn contains(&self, text: &str) -> bool {
        let words = words(text);
        if words.len() < 2 * SHINGLE && self.short.contains_key(&hash(&words)) {
            return true;
        }
        let n_sequences = (words.len() + 1).saturating_sub(SHINGLE);
        let n_known = words.windows(SHINGLE).filter(|window| self.sequences.contains(&hash(window))).count();
        n_sequences > 0 && n_known * 10 >= n_sequences * 7
    }
}

fn words(text: &str) -> Vec<String> {
    text.split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

fn hash(words: &[String]) -> u64 {
    let mut hasher = DefaultHasher::new();
    words.hash(&mut hasher);
    hasher.finish()
}
