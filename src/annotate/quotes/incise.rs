//! Takes the reporter’s clause out of the words between two marks: `« Nous partirons, a déclaré X, et vite. »`
//!
//! French papers leave the marks open around such a clause. It begins behind a comma with a verb of saying, has its subject
//! behind the verb, and ends at the next comma, at a full stop, or with the marks. The words before and behind it are two
//! quotations, and the clause between them is the cue of both.

use super::marks::{self, QuotedSpan};
use super::quote_block::{EntityMention, QuoteBlock};
use super::speech_lexicon::{SAID, SpeechLexicon};
use crate::lang::speech::{
    COMPLEMENTISER, DETERMINER, INCISE_VERB, INFINITIVE_ENDING, INTERVENING_WORD, INVERTING, ORGANISATION_NOUN,
    PASSIVE_AUXILIARY, PERSON_OBJECT, PLURAL_PRONOUN, PREPOSITION, PRESENT_ENDING, PRONOUN, REFLEXIVE, ROLE_NOUN,
    TIME_WORD, WordFlags,
};
use crate::parse::Block;
use crate::text::tokens::{self, Gap, Token};

/// The words between two marks, while a clause is looked for in them.
struct Inside<'a> {
    text: &'a str,
    end: usize,
    words: Vec<Token>,
    mentions: &'a [EntityMention<'a>],
    table: &'a SpeechLexicon,
}

/// The longest clause, in words.
const MAX_WORDS: usize = 40;

/// Reads a block for attribution, its marks divided.
pub(super) fn read<'a>(
    text: &'a str,
    block: &Block,
    mentions: &'a [EntityMention<'a>],
    table: &'a SpeechLexicon,
) -> QuoteBlock<'a> {
    let mut found = Vec::new();
    marks::find(text, block, &mut found);
    divide(text, mentions, table, &mut found);
    QuoteBlock::new(text, (block.start, block.end), &found, mentions, table)
}

/// Divides the marks of a block that have such a clause in them.
pub(super) fn divide(text: &str, mentions: &[EntityMention<'_>], table: &SpeechLexicon, marks: &mut Vec<QuotedSpan>) {
    if !table.has_incises {
        return;
    }
    let mut divided = Vec::with_capacity(marks.len());
    for mark in marks.drain(..) {
        divide_mark(text, mentions, table, mark, &mut divided);
    }
    *marks = divided;
}

fn divide_mark(
    text: &str,
    mentions: &[EntityMention<'_>],
    table: &SpeechLexicon,
    mark: QuotedSpan,
    divided: &mut Vec<QuotedSpan>,
) {
    let mut words = Vec::new();
    tokens::tokenize(text, mark.start, mark.end, &mut words);
    let inside = Inside { text, end: mark.end, words, mentions, table };
    let mut rest = mark;
    let mut at = 2;
    while at < inside.words.len() {
        let Some(after) = inside.clause_at(at) else {
            at += 1;
            continue;
        };
        // The mark of the clause’s start belongs to the words before it.
        let before = inside.words[at - 1].end as usize;
        let gap = &text[before..inside.words[at].start as usize];
        let end = before + gap.trim_end().len();
        divided.push(QuotedSpan { end, close: end, closed: true, ..rest });
        let Some(next) = inside.words.get(after) else { return };
        let start = next.start as usize;
        rest = QuotedSpan { open: start, start, continues: true, ..mark };
        at = after + 1;
    }
    divided.push(rest);
}

impl Inside<'_> {
    fn flags(&self, at: usize) -> WordFlags {
        let Some(word) = self.words.get(at) else { return 0 };
        match word.text(self.text) {
            "à" | "À" => PREPOSITION,
            _ => self.table.flags(word.hash),
        }
    }

    fn is(&self, at: usize, flags: WordFlags) -> bool {
        self.flags(at) & flags != 0
    }

    /// Returns the text between a word and the one before; behind the last word, what is left.
    fn gap(&self, at: usize) -> &str {
        let start = at.checked_sub(1).map_or(0, |before| self.words[before].end as usize);
        &self.text[start..self.words.get(at).map_or(self.end, |word| word.start as usize)]
    }

    fn is_hyphened(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.gap == Gap::Hyphen)
    }

    fn is_name(&self, at: usize) -> bool {
        let Some(word) = self.words.get(at) else { return false };
        let start = word.start as usize;
        let index = self.mentions.partition_point(|mention| mention.end <= start);
        let is_mention = self.mentions.get(index).is_some_and(|mention| mention.start <= start);
        is_mention || word.is(Token::CAPITAL)
    }

    /// Returns the word after the clause that begins at a word, if one does.
    fn clause_at(&self, first: usize) -> Option<usize> {
        let gap = self.gap(first);
        let opens = gap.trim_end().ends_with([',', '!', '?', '…']);
        if !opens || self.words[first].is(Token::CAPITAL) {
            return None;
        }
        let mut at = first;
        let reflexive = self.is(at, REFLEXIVE);
        at += usize::from(reflexive);
        let auxiliary = self.is(at, INVERTING) || reflexive && self.is(at, PASSIVE_AUXILIARY);
        if auxiliary {
            at += 1;
            if let Some(after) = self.pronoun_after(at) {
                // `a-t-il déclaré`.
                let verb = self.skip(after, INTERVENING_WORD);
                return self.is(verb, SAID).then(|| self.clause_end(verb + 1));
            }
            at = self.skip(at, INTERVENING_WORD);
        }
        // `a fait savoir X`.
        let causes = auxiliary && at > first + 1;
        let verb = at;
        let word = self.words.get(verb)?.text(self.text).to_lowercase();
        if let Some(after) = self.pronoun_after(verb + 1).filter(|_| !auxiliary) {
            let ends = self.gap(after).trim_start().starts_with([',', '.', '!', '?', ';']) || after >= self.words.len();
            return (ends || self.is(verb, SAID)).then(|| self.clause_end(after));
        }
        let participle = self.table.participles.iter().any(|ending| word.ends_with(ending));
        let nonfinite = self.table.ends_as(&word, PRESENT_ENDING | INFINITIVE_ENDING);
        if !self.is(verb, SAID | INCISE_VERB)
            || self.is(verb, PERSON_OBJECT) && !reflexive
            || nonfinite && !causes
            || participle && !auxiliary
        {
            return None;
        }
        self.has_subject(verb + 1).then(|| self.clause_end(verb + 1))
    }

    fn skip(&self, mut at: usize, flags: WordFlags) -> usize {
        while self.is(at, flags) && !self.is_name(at) {
            at += 1;
        }
        at
    }

    /// Returns the word after `-t-il`, `-elle`, if that is what begins at a word.
    fn pronoun_after(&self, at: usize) -> Option<usize> {
        let pronoun = at + usize::from(self.is_hyphened(at) && self.is_hyphened(at + 1));
        (self.is_hyphened(pronoun) && self.is(pronoun, PRONOUN | PLURAL_PRONOUN)).then_some(pronoun + 1)
    }

    /// Returns whether a subject begins at a word: a name, or an article and a role.
    fn has_subject(&self, first: usize) -> bool {
        let at = self.skip(first, TIME_WORD | INTERVENING_WORD);
        let touches = |at: usize| at < self.words.len() && !self.gap(at).contains([',', ';', ':', '!', '?', '«', '“']);
        if !touches(at) || self.is(at, COMPLEMENTISER) {
            return false;
        }
        if self.is_name(at) {
            return true;
        }
        let near = (at..at + 5).take_while(|next| *next == at || touches(*next));
        if self.is(at, DETERMINER) {
            return near.clone().any(|next| self.is(next, ROLE_NOUN | ORGANISATION_NOUN) || self.is_name(next));
        }
        if self.is(at, PREPOSITION) {
            // `a déclaré à la presse X`.
            return (at + 1..at + 10).take_while(|next| touches(*next)).any(|next| self.is_name(next));
        }
        self.is(at, ROLE_NOUN)
    }

    /// Returns the word after the clause whose verb is behind it: behind the next comma or stop, words that explain the subject
    /// included.
    fn clause_end(&self, from: usize) -> usize {
        let mut end = self.stop(from);
        for _ in 0..2 {
            let follows = self.gap(end).contains(',');
            let role = self.is(end, ROLE_NOUN) || self.is(end, DETERMINER) && self.is(end + 1, ROLE_NOUN);
            let name = (end..self.stop(end + 1)).all(|at| self.is_name(at)) && end < self.words.len();
            let age = self.words.get(end).is_some_and(|word| word.is(Token::DIGIT));
            let next = self.stop(end + 1);
            if !follows
                || !(role || age || name)
                || next >= self.words.len() && !self.gap(next).contains(['.', '!', '?'])
            {
                break;
            }
            end = next;
        }
        end
    }

    fn stop(&self, from: usize) -> usize {
        (from..self.words.len().min(from + MAX_WORDS))
            .find(|at| {
                let gap = self.gap(*at);
                let short = *at > 0 && (self.is(*at - 1, ROLE_NOUN) || self.words[*at - 1].len() < 2);
                gap.contains([',', ';', '!', '?', '…', '—']) || gap.contains('.') && !short
            })
            .unwrap_or(self.words.len())
    }
}
