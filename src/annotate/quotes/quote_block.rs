//! One block prepared for attribution: its words, with what each may be, its sentences, the names in it and its marks.

use std::ops::Range;

use super::marks::QuotedSpan;
use super::speech_lexicon::SpeechLexicon;
use crate::lang::speech::{self, WordFlags};
use crate::model::{BaseKind, Id};
use crate::text::tokens::{self, Gap, Token};

/// A name in the text, as attribution needs it.
#[derive(Clone, Copy, Debug)]
pub struct EntityMention<'a> {
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// The entity that it names.
    pub entity: &'a Id,
    /// What the entity's kind behaves as.
    pub kind: BaseKind,
}

/// A block with quotations in it. Positions of words count from 0 within the block.
pub(crate) struct QuoteBlock<'a> {
    /// The text.
    pub text: &'a str,
    /// The words of the block.
    pub words: Vec<QuoteWord>,
    /// Every name of the text.
    pub mentions: &'a [EntityMention<'a>],
    /// The words between each pair of marks.
    pub mark_spans: Vec<Range<usize>>,
    pub(super) table: &'a SpeechLexicon,
}

/// A word of a block.
#[derive(Clone, Copy, Debug)]
pub(crate) struct QuoteWord {
    /// The token.
    pub token: Token,
    /// What it may be, see [`speech`].
    pub flags: WordFlags,
    /// Number of its sentence.
    pub sentence: u32,
    /// The marks that it is between, as an index into [`QuoteBlock::mark_spans`].
    pub mark: Option<usize>,
    /// The name that it is part of, as an index into [`QuoteBlock::mentions`].
    pub mention: Option<usize>,
}

/// A name within a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NamedWords {
    /// Its words.
    pub words: Range<usize>,
    /// Index into [`QuoteBlock::mentions`].
    pub mention: usize,
}

/// How a noun depends on the words before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Governor {
    /// On no preposition: it may be a subject.
    None,
    /// On a preposition that binds it to the noun before: `de`, `of`.
    Noun,
    /// On any other preposition.
    Preposition,
}

impl<'a> QuoteBlock<'a> {
    /// Reads `text[start..end]`, whose marks are given.
    #[must_use]
    pub(crate) fn new(
        text: &'a str,
        (start, end): (usize, usize),
        marks: &[QuotedSpan],
        mentions: &'a [EntityMention<'a>],
        table: &'a SpeechLexicon,
    ) -> Self {
        let mut list = Vec::with_capacity((end - start) / 5);
        tokens::tokenize(text, start, end, &mut list);
        let first_token = |offset: usize| list.partition_point(|token| (token.start as usize) < offset);
        let mark_spans: Vec<Range<usize>> =
            marks.iter().map(|mark| first_token(mark.start)..first_token(mark.end)).collect();
        let word = |token: &Token| QuoteWord {
            token: *token,
            flags: word_flags(text, token, table),
            sentence: 0,
            mark: None,
            mention: None,
        };
        let mut words: Vec<QuoteWord> = list.iter().map(word).collect();
        for (index, span) in mark_spans.iter().enumerate() {
            words[span.clone()].iter_mut().for_each(|word| word.mark = Some(index));
        }
        let first_mention = mentions.partition_point(|mention| mention.end <= start);
        for (index, mention) in mentions.iter().enumerate().skip(first_mention).take_while(|(_, one)| one.start < end) {
            let (first, after) = (first_token(mention.start), first_token(mention.end));
            words[first..after.max(first)].iter_mut().for_each(|word| word.mention = Some(index));
        }
        let mut quote_block = Self { text, words, mentions, mark_spans, table };
        quote_block.number_sentences();
        quote_block
    }

    fn number_sentences(&mut self) {
        let mut number = 0;
        for at in 0..self.words.len() {
            if at > 0 && self.begins_sentence(at) {
                number += 1;
            }
            self.words[at].sentence = number;
        }
    }

    /// Returns whether a sentence of the block begins with a word. Sentences inside a quotation do not count.
    fn begins_sentence(&self, at: usize) -> bool {
        let QuoteWord { token, mark, .. } = &self.words[at];
        if matches!(token.gap, Gap::Space | Gap::Hyphen | Gap::Apostrophe) {
            return false;
        }
        if mark.is_some() && *mark == self.words[at - 1].mark {
            return false;
        }
        let upper = token.is(Token::CAPITAL) || token.is(Token::DIGIT) || mark.is_some();
        if token.gap == Gap::Dot {
            let before = self.words[at - 1].token;
            let is_short = before.len() <= 2 && before.is(Token::CAPITAL);
            return upper && !is_short;
        }
        let gap = self.gap(at);
        gap.contains('\n') || upper && gap.contains(['.', '!', '?', '…'])
    }

    /// Returns a word as it is written.
    #[must_use]
    pub(crate) fn text_at(&self, at: usize) -> &str {
        self.words[at].token.text(self.text)
    }

    /// Returns the text between a word and the one before; empty for the first word.
    #[must_use]
    pub(crate) fn gap(&self, at: usize) -> &str {
        let token = self.words[at].token;
        let start = at.checked_sub(1).map_or(token.start, |before| self.words[before].token.end);
        &self.text[start as usize..token.start as usize]
    }

    /// Returns whether a hyphen joins a word to the one before.
    #[must_use]
    pub(crate) fn follows_hyphen(&self, at: usize) -> bool {
        self.words[at].token.gap == Gap::Hyphen
    }

    /// Returns whether a word is one of some kinds, and is not part of a quotation or a name.
    #[must_use]
    pub(crate) fn is(&self, at: usize, flags: WordFlags) -> bool {
        self.words.get(at).is_some_and(|word| word.flags & flags != 0 && word.mark.is_none() && word.mention.is_none())
    }

    /// Returns whether a word is between marks.
    #[must_use]
    pub(crate) fn is_quoted(&self, at: usize) -> bool {
        self.words[at].mark.is_some()
    }

    /// Returns the name that a word is part of, as an index into [`QuoteBlock::mentions`].
    #[must_use]
    pub(crate) fn mention_at(&self, at: usize) -> Option<usize> {
        self.words[at].mention
    }

    /// Returns whether two words are in the same sentence.
    #[must_use]
    pub(crate) fn is_same_sentence(&self, one: usize, other: usize) -> bool {
        self.words[one].sentence == self.words[other].sentence
    }

    /// Returns the first word of the sentence that a word is in.
    #[must_use]
    pub(crate) fn sentence_start(&self, at: usize) -> usize {
        match self.words.get(at.min(self.words.len().saturating_sub(1))) {
            Some(word) => self.words.partition_point(|other| other.sentence < word.sentence),
            None => 0,
        }
    }

    /// Returns the word after the sentence that a word is in.
    #[must_use]
    pub(crate) fn sentence_end(&self, at: usize) -> usize {
        match self.words.get(at) {
            Some(word) => self.words.partition_point(|other| other.sentence <= word.sentence),
            None => self.words.len(),
        }
    }

    /// Returns a range of words as they are written.
    #[must_use]
    pub(crate) fn text_of(&self, words: Range<usize>) -> String {
        match (self.words.get(words.start), words.end.checked_sub(1).and_then(|last| self.words.get(last))) {
            (Some(first), Some(last)) if first.token.start < last.token.end => {
                self.text[first.token.start as usize..last.token.end as usize].to_owned()
            }
            _ => String::new(),
        }
    }

    /// Returns the names in a range of words, outside quotations, in order.
    #[must_use]
    pub(crate) fn names(&self, words: Range<usize>) -> Vec<NamedWords> {
        let mut names: Vec<NamedWords> = Vec::new();
        for at in words.start..words.end.min(self.words.len()) {
            let Some(mention) = self.mention_at(at).filter(|_| !self.is_quoted(at)) else { continue };
            match names.last_mut() {
                Some(last) if last.mention == mention && last.words.end == at => last.words.end = at + 1,
                _ => names.push(NamedWords { words: at..at + 1, mention }),
            }
        }
        names
    }

    /// Returns how a noun or name that begins at a word depends on the words before it, back to `floor`.
    #[must_use]
    pub(crate) fn governor(&self, first: usize, floor: usize) -> Governor {
        let mut at = first;
        // No noun has more articles and titles than these before it.
        let floor = floor.max(first.saturating_sub(12));
        while at > floor {
            let gap = self.gap(at);
            if gap.contains([',', ';', ':', '.', '—', '–', '«', '“', '"', '»', '”']) {
                return Governor::None;
            }
            if gap.contains('(') {
                return Governor::Preposition;
            }
            at -= 1;
            let flags = self.words[at].flags;
            if flags & speech::BINDING_PREPOSITION != 0 {
                return Governor::Noun;
            }
            if flags & speech::PREPOSITION != 0 {
                return Governor::Preposition;
            }
            // `l’avocat de l’ancien président X`: articles and titles may be between the preposition and the name.
            let passes = flags & (speech::DETERMINER | speech::ROLE_NOUN) != 0;
            if !passes || self.mention_at(at).is_some() {
                return Governor::None;
            }
        }
        Governor::None
    }

    /// Returns whether the name before a word is a possessor: `X’s`, `the Adams’`. The word is the `s`, or the one behind.
    #[must_use]
    pub(crate) fn is_possessor(&self, after: usize) -> bool {
        let Some(name_end) = after.checked_sub(1).and_then(|last| self.words.get(last)).map(|last| last.token.end)
        else {
            return false;
        };
        match self.words.get(after) {
            Some(next) if next.token.gap == Gap::Apostrophe => next.token.text(self.text).eq_ignore_ascii_case("s"),
            Some(_) => {
                let rest = &self.text[name_end as usize..];
                self.text[..name_end as usize].ends_with('s') && (rest.starts_with("’ ") || rest.starts_with("' "))
            }
            None => false,
        }
    }

    /// Returns whether there are only articles and titles from `start` to a name at `first`.
    #[must_use]
    pub(crate) fn only_titles_between(&self, start: usize, first: usize) -> bool {
        let is_title = speech::ROLE_NOUN | speech::DETERMINER;
        (start..first).all(|at| self.is(at, is_title) || self.words[at].token.is(Token::CAPITAL))
    }
}

fn word_flags(text: &str, token: &Token, table: &SpeechLexicon) -> WordFlags {
    let flags = table.flags(token.hash);
    if flags == 0 {
        return 0;
    }
    // `WHO` is no `who`; `PDG` is a role.
    if token.is(Token::ALL_CAPITALS) {
        return flags & (speech::ROLE_NOUN | speech::OFFICE);
    }
    // `a` and `à` have the same folded form.
    match token.text(text) {
        "à" | "À" => speech::PREPOSITION,
        "a" | "A" => flags & !speech::PREPOSITION,
        "où" => speech::CLAUSE_OPENER,
        // `el` without its accent is an article.
        "él" | "Él" => speech::PRONOUN,
        _ => flags,
    }
}
