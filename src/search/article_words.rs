//! One article -> [`ArticleSentences`], and the words in each as [`ArticleWords`]. This is all that the index needs of a text.

use std::ops::Range;

use super::{fold, stop_words};
use crate::annotate::sentences;
use crate::lang;
use crate::model::LangTag;
use crate::parse::{Article, BlockKind};
use crate::text::tokens;
use crate::text::tokens::Token;

/// Sentence number of the headline; the sentences of the text count from 1.
pub(crate) const TITLE: u32 = 0;

/// Only a malicious text has more sentences.
const MAX_SENTENCES: usize = 60_000;

/// The sentences of an article, in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ArticleSentences(Box<[Sentence]>);

/// The words of an article with the sentences they occur in: 5.7 kB of an article of 600 words, so that a build that needs them
/// once keeps none.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ArticleWords {
    /// The words, sorted by hash.
    pub(super) postings: Vec<Posting>,
    /// The sentence numbers of all postings, one posting after the other, increasing in each.
    pub(super) sentence_numbers: Vec<u16>,
}

/// A sentence: bytes of the text, and the number of its paragraph; 0 if that has no anchor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sentence {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) paragraph: u32,
}

/// A word of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Posting {
    /// Hash of its folded letters.
    pub(super) hash: u64,
    /// First occurrence: bytes of the text, or of the title.
    pub(super) start: u32,
    pub(super) len: u16,
    pub(super) in_title: bool,
    /// End of its sentences in [`ArticleWords::sentence_numbers`]; they begin where those of the previous posting end.
    pub(super) sentence_numbers_end: u32,
}

impl ArticleSentences {
    /// Finds the sentences of an article; `site` is the language of an article that does not name one.
    #[must_use]
    pub fn of(article: &Article, site: &LangTag) -> Self {
        Self(sentences_of(article, article.language.as_ref().unwrap_or(site)).into())
    }

    /// Returns the number of the sentence that contains a byte of the text; [`TITLE`] before the first.
    #[must_use]
    pub fn number_at(&self, offset: u32) -> u32 {
        u32::try_from(self.0.partition_point(|sentence| sentence.start <= offset)).unwrap_or(u32::MAX)
    }

    /// Returns the sentences, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Sentence> {
        self.0.iter()
    }
}

impl ArticleWords {
    /// Indexes an article, of which these are the sentences; `site` is the language of an article that does not name one.
    #[must_use]
    pub fn of(article: &Article, sentences: &ArticleSentences, site: &LangTag) -> Self {
        let language = article.language.as_ref().unwrap_or(site);
        let stops = stop_words::stop_words(language);
        let mut occurrences: Vec<(Token, u16)> = Vec::new();
        let mut read = |text: &str, range: Range<usize>, sentence: usize| {
            let mut list = Vec::new();
            tokens::tokenize(text, range.start, range.end, &mut list);
            let list = fold::paired(text, &list);
            let number = u16::try_from(sentence).unwrap_or(u16::MAX);
            occurrences
                .extend(list.into_iter().filter(|token| is_searched(text, token, stops)).map(|token| (token, number)));
        };
        read(&article.title, 0..article.title.len(), TITLE as usize);
        for (index, sentence) in sentences.iter().enumerate() {
            read(&article.body.text, sentence.start as usize..sentence.end as usize, index + 1);
        }
        // A total order: by hash, then by position.
        occurrences.sort_unstable_by_key(|(token, sentence)| (token.hash, *sentence, token.start));
        let (mut entries, mut sentence_numbers): (Vec<Posting>, Vec<u16>) =
            (Vec::new(), Vec::with_capacity(occurrences.len()));
        for (token, sentence) in occurrences {
            let is_known = entries.last().is_some_and(|last| last.hash == token.hash);
            if !is_known {
                entries.push(Posting {
                    hash: token.hash,
                    start: token.start,
                    len: u16::try_from(token.len()).unwrap_or(0),
                    in_title: u32::from(sentence) == TITLE,
                    sentence_numbers_end: 0,
                });
            }
            if !is_known || sentence_numbers.last() != Some(&sentence) {
                sentence_numbers.push(sentence);
            }
            if let Some(last) = entries.last_mut() {
                last.sentence_numbers_end = u32::try_from(sentence_numbers.len()).unwrap_or(u32::MAX);
            }
        }
        sentence_numbers.shrink_to_fit();
        entries.shrink_to_fit();
        Self { postings: entries, sentence_numbers }
    }

    /// Returns the postings for a range of hashes, each with its sentence numbers.
    pub(super) fn postings_between(&self, first: u64, last: u64) -> impl Iterator<Item = (&Posting, &[u16])> {
        let start = self.postings.partition_point(|entry| entry.hash < first);
        let end = self.postings.partition_point(|entry| entry.hash <= last);
        let mut from = start.checked_sub(1).map_or(0, |before| self.postings[before].sentence_numbers_end as usize);
        self.postings[start..end].iter().map(move |entry| {
            let places = &self.sentence_numbers[from..entry.sentence_numbers_end as usize];
            from = entry.sentence_numbers_end as usize;
            (entry, places)
        })
    }
}

/// Returns whether a word can be searched: it has at least two letters and is not a stop word.
fn is_searched(text: &str, token: &Token, stops: &stop_words::StopWords) -> bool {
    let mut letters = token.text(text).chars();
    letters.next();
    // Half a kilobyte is not a word.
    letters.next().is_some() && token.len() < 512 && (token.is(Token::ALL_CAPITALS) || !stops.contains(token.hash))
}

fn sentences_of(article: &Article, language: &LangTag) -> Vec<Sentence> {
    let body = &article.body;
    let rules = lang::data(language).matching();
    let skipped = usize::from(body.headline().is_some());
    let mut list: Vec<Sentence> = Vec::new();
    // For each block, the first paragraph from there on.
    let mut below: Vec<u32> = body.blocks.iter().map(|block| block.paragraph).collect();
    for index in (1..below.len()).rev() {
        if below[index - 1] == 0 {
            below[index - 1] = below[index];
        }
    }
    let blocks = body.blocks.iter().zip(below).skip(skipped);
    for (block, below) in blocks.filter(|(block, _)| block.end <= body.main_len) {
        // A heading links to the paragraph after it, a cell to the one before.
        let paragraph = match block.kind {
            _ if block.paragraph > 0 => block.paragraph,
            BlockKind::Heading => below,
            _ => list.last().map_or(0, |last| last.paragraph),
        };
        for range in sentences::split(&body.text, block.start..block.end, rules) {
            if range.is_empty() || list.len() >= MAX_SENTENCES {
                continue;
            }
            // A text is at most 16 MiB long.
            let small = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
            list.push(Sentence { start: small(range.start), end: small(range.end), paragraph });
        }
    }
    list
}
