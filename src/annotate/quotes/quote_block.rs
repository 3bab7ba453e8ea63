//! One block made ready for attribution: its tokens, what each may be, its sentences, its names, its marks.

use super::EntityMention;
use super::marks::QuotedSpan;
use super::speech_lexicon::SpeechLexicon;
use crate::lang::speech::{self, WordFlags};
use crate::text::tokens;
use crate::text::tokens::{Gap, Token};

/// A block with quotations in it.
pub struct QuoteBlock<'a> {
    /// The text.
    pub text: &'a str,
    /// The tokens of the block.
    pub tokens: Vec<Token>,
    /// What each token may be, see [`words`].
    pub flags: Vec<WordFlags>,
    /// Number of the sentence of each token.
    pub sentences: Vec<u32>,
    /// For each token, the mark that holds it, as an index, or [`FREE`].
    pub mark_of_token: Vec<u32>,
    /// For each token, the name that holds it, as an index into `bearers`, or [`FREE`].
    pub mention_of_token: Vec<u32>,
    /// Every name of the text.
    pub mentions: &'a [EntityMention<'a>],
    /// For each mark its first token and the token after it.
    pub mark_spans: Vec<(usize, usize)>,
    pub(super) table: &'a SpeechLexicon,
}

/// No mark, no name.
pub const NO_INDEX: u32 = u32::MAX;

impl<'a> QuoteBlock<'a> {
    /// Reads `text[start..end]`, whose marks are given.
    #[must_use]
    pub fn new(
        text: &'a str,
        (start, end): (usize, usize),
        marks: &[QuotedSpan],
        bearers: &'a [EntityMention<'a>],
        table: &'a SpeechLexicon,
    ) -> Self {
        let mut list = Vec::with_capacity((end - start) / 5);
        tokens::tokenize(text, start, end, &mut list);
        let n_tokens = list.len();
        let first_token = |offset: usize| list.partition_point(|token| (token.start as usize) < offset);
        let spans: Vec<(usize, usize)> =
            marks.iter().map(|mark| (first_token(mark.start), first_token(mark.end))).collect();
        let (mut quoted, mut named) = (vec![NO_INDEX; n_tokens], vec![NO_INDEX; n_tokens]);
        for (index, (first, after)) in (0_u32..).zip(&spans) {
            quoted[*first..*after].fill(index);
        }
        let first_bearer = bearers.partition_point(|bearer| bearer.end <= start);
        for (index, bearer) in bearers.iter().enumerate().skip(first_bearer).take_while(|(_, b)| b.start < end) {
            let (first, after) = (first_token(bearer.start), first_token(bearer.end));
            named[first..after.max(first)].fill(u32::try_from(index).unwrap_or(NO_INDEX));
        }
        let kinds = list.iter().map(|token| word_flags(text, token, table)).collect();
        let mut quote_block = Self {
            text,
            tokens: list,
            flags: kinds,
            sentences: Vec::new(),
            mark_of_token: quoted,
            mention_of_token: named,
            mentions: bearers,
            mark_spans: spans,
            table,
        };
        quote_block.sentences = quote_block.number_sentences();
        quote_block
    }

    fn number_sentences(&self) -> Vec<u32> {
        let mut number = 0;
        let mut numbers = Vec::with_capacity(self.tokens.len());
        for at in 0..self.tokens.len() {
            if at > 0 && self.begins_sentence(at) {
                number += 1;
            }
            numbers.push(number);
        }
        numbers
    }

    /// Tells whether a sentence begins with a token; sentences inside a quotation are none of ours.
    fn begins_sentence(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        if matches!(token.gap, Gap::Space | Gap::Hyphen | Gap::Apostrophe) {
            return false;
        }
        if self.mark_of_token[at] != NO_INDEX && self.mark_of_token[at] == self.mark_of_token[at - 1] {
            return false;
        }
        let upper = token.is(Token::CAPITAL) || token.is(Token::DIGIT) || self.mark_of_token[at] != NO_INDEX;
        if token.gap == Gap::Dot {
            let before = self.tokens[at - 1];
            let short = before.end - before.start <= 2 && before.is(Token::CAPITAL);
            return upper && !short;
        }
        let gap = self.gap(at);
        gap.contains('\n') || upper && gap.contains(['.', '!', '?', '…'])
    }

    /// Returns what stands before a token.
    #[must_use]
    pub fn gap(&self, at: usize) -> &str {
        let start = at.checked_sub(1).map_or(self.tokens[at].start, |before| self.tokens[before].end);
        &self.text[start as usize..self.tokens[at].start as usize]
    }

    /// Tells whether a token is of a kind, outside quotations and names.
    #[must_use]
    pub fn is(&self, at: usize, kind: WordFlags) -> bool {
        self.flags.get(at).is_some_and(|kinds| kinds & kind != 0)
            && self.mark_of_token[at] == NO_INDEX
            && self.mention_of_token[at] == NO_INDEX
    }

    /// Returns the first token of the sentence that holds a token.
    #[must_use]
    pub fn sentence_start(&self, at: usize) -> usize {
        match self.sentences.get(at.min(self.tokens.len().saturating_sub(1))) {
            Some(number) => self.sentences.partition_point(|one| one < number),
            None => 0,
        }
    }

    /// Returns the token after the sentence that holds a token.
    #[must_use]
    pub fn sentence_end(&self, at: usize) -> usize {
        self.sentences.get(at).map_or(self.tokens.len(), |number| self.sentences.partition_point(|one| one <= number))
    }

    /// Returns the words of a stretch of tokens as they are written.
    #[must_use]
    pub fn words(&self, first: usize, after: usize) -> String {
        match (self.tokens.get(first), after.checked_sub(1).and_then(|last| self.tokens.get(last))) {
            (Some(start), Some(end)) if start.start < end.end => {
                self.text[start.start as usize..end.end as usize].to_owned()
            }
            _ => String::new(),
        }
    }

    /// Returns the names between two tokens, outside quotations: first token, token after, index of the bearer.
    #[must_use]
    pub fn names(&self, first: usize, after: usize) -> Vec<(usize, usize, usize)> {
        let mut names: Vec<(usize, usize, usize)> = Vec::new();
        for at in first..after.min(self.tokens.len()) {
            let name = self.mention_of_token[at];
            if name == NO_INDEX || self.mark_of_token[at] != NO_INDEX {
                continue;
            }
            match names.last_mut() {
                Some((_, end, last)) if *last == name as usize && *end == at => *end = at + 1,
                _ => names.push((at, at + 1, name as usize)),
            }
        }
        names
    }

    /// Returns how a name that begins at a token hangs on what stands before it: [`words::BOUND`],
    /// [`words::PREPOSITION`], or 0 where it may be a subject.
    #[must_use]
    pub fn governor(&self, first: usize, floor: usize) -> WordFlags {
        let mut at = first;
        // More articles and titles than these are no phrase.
        let floor = floor.max(first.saturating_sub(12));
        while at > floor {
            let gap = self.gap(at);
            if gap.contains([',', ';', ':', '.', '—', '–', '«', '“', '"', '»', '”']) {
                return 0;
            }
            if gap.contains('(') {
                return speech::PREPOSITION;
            }
            at -= 1;
            let kinds = self.flags[at];
            // `l’avocat de l’ancien président X`: articles and titles pass the preposition on.
            if kinds & speech::BINDING_PREPOSITION != 0 {
                return speech::BINDING_PREPOSITION;
            }
            if kinds & speech::PREPOSITION != 0 {
                return speech::PREPOSITION;
            }
            if kinds & (speech::DETERMINER | speech::ROLE_NOUN) == 0 || self.mention_of_token[at] != NO_INDEX {
                return 0;
            }
        }
        0
    }
}

fn word_flags(text: &str, token: &Token, table: &SpeechLexicon) -> WordFlags {
    let kinds = table.flags(token.hash);
    if kinds == 0 {
        return 0;
    }
    // `a` and `à` fold alike.
    match token.text(text) {
        "à" | "À" => speech::PREPOSITION,
        "a" | "A" => kinds & !speech::PREPOSITION,
        "où" => speech::CLAUSE_OPENER,
        _ => kinds,
    }
}
