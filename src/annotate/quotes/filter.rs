//! Separates quotations from scare quotes, titles and names between marks.

use std::ops::Range;

use super::cue::Cue;
use super::marks::QuotedSpan;
use super::quote_block::{EntityMention, QuoteBlock};
use super::{clause, speech_lexicon};
use crate::lang::in_any;
use crate::lang::speech::{
    ACCORDING, ACCUSATION, COMPLEMENTISER, DETERMINER, INDEFINITE, INTERVENING_WORD, NAMING_PARTICIPLE, OFFENCE,
    PAIR_SECOND, PASSIVE_AUXILIARY, PERFECT_AUXILIARY, PRONOUN, QUALIFYING_WORD, REFLEXIVE, TERM_OPENER, TITLED_NOUN,
};
use crate::text::tokens::{self, Token};

/// This many words between marks are a quotation even without a cue.
const MIN_WORDS_WITHOUT_CUE: usize = 7;

/// Returns whether the words between two marks are a quotation. `cue` is what attributes them, if anything does.
#[must_use]
pub(crate) fn is_quotation(quote_block: &QuoteBlock<'_>, mark: &QuotedSpan, index: usize, cue: Option<&Cue>) -> bool {
    let words = quote_block.mark_spans[index].clone();
    let (first, n_words) = (words.start, words.len());
    if n_words == 0 {
        return false;
    }
    let direct = cue.is_some_and(|cue| cue.direct);
    let stopped = quote_block.text[mark.start..mark.end].ends_with(['.', '!', '?', '…']);
    if is_known_name(quote_block, words.clone()) || is_capitalised_name(quote_block, mark, words) && !direct {
        return false;
    }
    let introduced = is_introduced_as_term(quote_block, mark, first) && n_words <= MIN_WORDS_WITHOUT_CUE + 1 && !direct;
    let plural = n_words <= 2 && !direct && follows_plural_article(quote_block, mark, first);
    if introduced || plural || is_accusation(quote_block, first) || is_offence(quote_block, first) {
        return false;
    }
    if n_words == 1 && cue.is_some_and(|cue| !is_one_word_said(quote_block, cue, first)) {
        return false;
    }
    let in_brackets = quote_block.text[..mark.open].trim_end().ends_with('(');
    if in_brackets && !direct {
        return false;
    }
    if cue.is_some() {
        return true;
    }
    n_words >= MIN_WORDS_WITHOUT_CUE
        || n_words >= 4 && (stopped || !mark.closed || first == quote_block.sentence_start(first))
}

/// Returns whether a single word is a quotation: the verb must be next to it, or introduce reported speech, as in
/// `qualifie de « … »` and `affirme que … « … »`.
fn is_one_word_said(quote_block: &QuoteBlock<'_>, cue: &Cue, first: usize) -> bool {
    if cue.direct || cue.behind || cue.after > first {
        return true;
    }
    let reach = quote_block.table.one_word_reach;
    let touches = first - cue.after <= reach
        && (reach > 1 || (cue.after..first).all(|at| quote_block.is(at, QUALIFYING_WORD | INTERVENING_WORD)))
        // `parle d’un « gâchis »`.
        || first == cue.after + 2 && quote_block.is(cue.after, QUALIFYING_WORD) && quote_block.is(first - 1, INDEFINITE);
    let qualified = first > 0
        && quote_block.is(first - 1, QUALIFYING_WORD)
        && first - cue.after <= 14
        && !quote_block.is(first - 1, DETERMINER);
    touches
        || qualified
        || (cue.after..first).any(|at| quote_block.is(at, COMPLEMENTISER))
        || is_according(quote_block, cue)
}

fn is_according(quote_block: &QuoteBlock<'_>, cue: &Cue) -> bool {
    cue.after.checked_sub(1).is_some_and(|at| {
        quote_block.is(at, ACCORDING | PAIR_SECOND) || quote_block.is(at.saturating_sub(1), ACCORDING)
    })
}

/// `pour « escroquerie en bande organisée »`.
fn is_offence(quote_block: &QuoteBlock<'_>, first: usize) -> bool {
    let offence =
        quote_block.words.get(first).is_some_and(|word| quote_block.table.flags(word.token.hash) & OFFENCE != 0);
    let Some(before) = first.checked_sub(1).filter(|_| offence) else { return false };
    in_any(quote_block.text_at(before), |language| language.words.charge_prepositions)
        && !clause::is_saying_verb(quote_block, before)
        && !(1..=3).filter_map(|n| first.checked_sub(n)).any(|at| clause::is_saying_verb(quote_block, at))
}

/// Returns whether words between marks that begin a sentence may continue the speech before them, even if they are few.
#[must_use]
pub(crate) fn may_continue_speech(quote_block: &QuoteBlock<'_>, index: usize) -> bool {
    let Range { start: first, end: after } = quote_block.mark_spans[index];
    // `« Oui. »` is a whole sentence; in `« Libération » a écrit` the words are the subject of one.
    let is_whole_sentence = after >= quote_block.words.len() || !quote_block.is_same_sentence(after, first);
    is_whole_sentence && quote_block.mention_at(first).is_none()
}

/// Returns whether most of the words are names of records.
fn is_known_name(quote_block: &QuoteBlock<'_>, words: Range<usize>) -> bool {
    let n_words = words.len();
    let n_in_names = words.filter(|at| quote_block.mention_at(*at).is_some()).count();
    n_in_names > 0 && n_in_names * 10 >= n_words * 8
}

/// Returns whether the words look like a name: every long word has a capital.
fn is_capitalised_name(quote_block: &QuoteBlock<'_>, mark: &QuotedSpan, words: Range<usize>) -> bool {
    if words.len() > 6 || quote_block.text[mark.start..mark.end].ends_with(['.', '!', '?', '…']) {
        return false;
    }
    let is_long = |at: &usize| quote_block.words[*at].token.len() > 3;
    let has_capital = |at: usize| quote_block.words[at].token.is(Token::CAPITAL | Token::DIGIT);
    has_capital(words.start) && words.filter(is_long).all(has_capital)
}

/// `le journal « … »`, `intitulé « … »`, `le mot « … »`, `le quai dit « … »`.
fn is_introduced_as_term(quote_block: &QuoteBlock<'_>, mark: &QuotedSpan, first: usize) -> bool {
    let Some(before) = word_touching(quote_block, mark, first) else { return false };
    if quote_block.is(before, NAMING_PARTICIPLE) {
        let is_verb = before.checked_sub(1).is_some_and(|at| {
            quote_block.is(at, PERFECT_AUXILIARY | PASSIVE_AUXILIARY | REFLEXIVE | PRONOUN | INTERVENING_WORD)
                || quote_block.mention_at(at).is_some()
        });
        return !is_verb;
    }
    if quote_block.is(before, speech_lexicon::SAID) && clause::is_saying_verb(quote_block, before) {
        return false;
    }
    quote_block.is(before, TERM_OPENER)
        || quote_block.is(before, TITLED_NOUN) && quote_block.words[first].token.is(Token::CAPITAL)
}

/// Returns the word before an opening mark, if only a space is between them.
fn word_touching(quote_block: &QuoteBlock<'_>, mark: &QuotedSpan, first: usize) -> Option<usize> {
    let before = first.checked_sub(1)?;
    let end = quote_block.words[before].token.end as usize;
    quote_block.text[end..mark.open].chars().all(char::is_whitespace).then_some(before)
}

/// `les « gilets jaunes »`: the usual name of a class of people or things.
fn follows_plural_article(quote_block: &QuoteBlock<'_>, mark: &QuotedSpan, first: usize) -> bool {
    word_touching(quote_block, mark, first).is_some_and(|before| {
        in_any(&tokens::fold(quote_block.text_at(before)), |language| language.words.plural_articles)
    })
}

/// `accusés de « … »`, also further on in the same sentence.
fn is_accusation(quote_block: &QuoteBlock<'_>, first: usize) -> bool {
    let start = quote_block.sentence_start(first);
    for at in (start.max(first.saturating_sub(30))..first).rev() {
        if clause::is_saying_verb(quote_block, at) {
            return false;
        }
        if quote_block.is(at, ACCUSATION) {
            return true;
        }
    }
    false
}

/// Returns whether a name is the subject of a verb right behind it.
#[must_use]
pub(crate) fn is_acting_subject(quote_block: &QuoteBlock<'_>, mention: &EntityMention<'_>) -> bool {
    let rest = quote_block.text[mention.end..].chars().take(60).collect::<String>();
    let mut list = Vec::new();
    tokens::tokenize(&rest, 0, rest.len(), &mut list);
    // `X a été arrêté`: X does nothing.
    let is_passive = list.get(1).is_some_and(|token| quote_block.table.flags(token.hash) & PASSIVE_AUXILIARY != 0);
    list.first().filter(|_| !is_passive).is_some_and(|token| {
        let kinds = quote_block.table.flags(token.hash);
        token.text(&rest) != "à"
            && kinds & (PERFECT_AUXILIARY | speech_lexicon::SAID) != 0
            && token.gap == tokens::Gap::Start
            && rest.starts_with(' ')
    })
}
