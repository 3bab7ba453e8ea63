//! Tells quotations from scare quotes, titles and names in marks.

use super::EntityMention;
use super::cue::Cue;
use super::marks::QuotedSpan;
use super::quote_block::{NO_INDEX, QuoteBlock};
use crate::lang::in_any;
use crate::lang::speech::{
    ACCORDING, ACCUSATION, COMPLEMENTISER, DETERMINER, INTERVENING_WORD, NAMING_PARTICIPLE, OFFENCE, PAIR_SECOND,
    PASSIVE_AUXILIARY, PERFECT_AUXILIARY, PRONOUN, QUALIFYING_WORD, REFLEXIVE, SAYING_VERB, TERM_OPENER, TITLED_NOUN,
};
use crate::text::tokens;
use crate::text::tokens::Token;

/// From how many words on marked words are a quotation without a cue.
const MIN_WORDS_WITHOUT_CUE: usize = 7;

/// Tells whether marked words are a quotation; `cue` is what attributes them, if anything does.
#[must_use]
pub fn is_quotation(quote_block: &QuoteBlock<'_>, mark: &QuotedSpan, index: usize, cue: Option<&Cue>) -> bool {
    let (first, after) = quote_block.mark_spans[index];
    let n_words = after - first;
    if n_words == 0 {
        return false;
    }
    let direct = cue.is_some_and(|cue| cue.direct);
    let stopped = quote_block.text[mark.start..mark.end].ends_with(['.', '!', '?', '…']);
    if is_known_name(quote_block, first, after) || is_capitalised_name(quote_block, mark, first, after) && !direct {
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

/// One word is said only where the verb touches it, or speech is reported: `qualifie de « … »`, `affirme que … « … »`.
fn is_one_word_said(quote_block: &QuoteBlock<'_>, cue: &Cue, first: usize) -> bool {
    if cue.direct || cue.behind || cue.after > first {
        return true;
    }
    let reach = quote_block.table.one_word_reach;
    let touches = first - cue.after <= reach
        && (reach > 1 || (cue.after..first).all(|at| quote_block.is(at, QUALIFYING_WORD | INTERVENING_WORD)));
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
    let offence = quote_block.tokens.get(first).is_some_and(|token| quote_block.table.flags(token.hash) & OFFENCE != 0);
    let Some(before) = first.checked_sub(1).filter(|_| offence) else { return false };
    in_any(quote_block.tokens[before].text(quote_block.text), |language| language.words.charge_prepositions)
        && !super::cue::is_saying_verb(quote_block, before)
        && !(1..=3).filter_map(|n| first.checked_sub(n)).any(|at| super::cue::is_saying_verb(quote_block, at))
}

/// Tells whether marked words that open a sentence may go on with the speech before them, short as they are.
#[must_use]
pub fn may_continue_speech(quote_block: &QuoteBlock<'_>, index: usize) -> bool {
    let (first, after) = quote_block.mark_spans[index];
    // `« Oui. »` is the whole sentence; in `« Libération » a écrit` the words are its subject.
    let ends =
        quote_block.tokens.get(after).is_none_or(|_| quote_block.sentences[after] != quote_block.sentences[first]);
    ends && quote_block.mention_of_token[first] == NO_INDEX
}

/// Words that a record bears.
fn is_known_name(quote_block: &QuoteBlock<'_>, first: usize, after: usize) -> bool {
    let borne = (first..after).filter(|at| quote_block.mention_of_token[*at] != NO_INDEX).count();
    borne > 0 && borne * 10 >= (after - first) * 8
}

/// A name: every long word with a capital.
fn is_capitalised_name(quote_block: &QuoteBlock<'_>, mark: &QuotedSpan, first: usize, after: usize) -> bool {
    if after - first > 6 || quote_block.text[mark.start..mark.end].ends_with(['.', '!', '?', '…']) {
        return false;
    }
    let long = |at: &usize| quote_block.tokens[*at].end - quote_block.tokens[*at].start > 3;
    let capital = |at: usize| quote_block.tokens[at].is(Token::CAPITAL) || quote_block.tokens[at].is(Token::DIGIT);
    capital(first) && (first..after).filter(long).all(capital)
}

/// `le journal « … »`, `intitulé « … »`, `le mot « … »`, `le quai dit « … »`.
fn is_introduced_as_term(quote_block: &QuoteBlock<'_>, mark: &QuotedSpan, first: usize) -> bool {
    let Some(before) = first.checked_sub(1) else { return false };
    let touches = quote_block.text[quote_block.tokens[before].end as usize..mark.open].chars().all(char::is_whitespace);
    if !touches {
        return false;
    }
    if quote_block.is(before, NAMING_PARTICIPLE) {
        let spoken = before.checked_sub(1).is_some_and(|one| {
            quote_block.is(one, PERFECT_AUXILIARY | PASSIVE_AUXILIARY | REFLEXIVE | PRONOUN | INTERVENING_WORD)
                || quote_block.mention_of_token[one] != NO_INDEX
        });
        return !spoken;
    }
    if quote_block.is(before, SAYING_VERB) && super::cue::is_saying_verb(quote_block, before) {
        return false;
    }
    quote_block.is(before, TERM_OPENER)
        || quote_block.is(before, TITLED_NOUN) && quote_block.tokens[first].is(Token::CAPITAL)
}

/// `les « gilets jaunes »`: a class of people or things under its usual name.
fn follows_plural_article(quote_block: &QuoteBlock<'_>, mark: &QuotedSpan, first: usize) -> bool {
    let Some(before) = first.checked_sub(1) else { return false };
    let touches = quote_block.text[quote_block.tokens[before].end as usize..mark.open].chars().all(char::is_whitespace);
    touches
        && in_any(&tokens::fold(quote_block.tokens[before].text(quote_block.text)), |language| {
            language.words.plural_articles
        })
}

/// `accusés de « … »`, also further on in the list.
fn is_accusation(quote_block: &QuoteBlock<'_>, first: usize) -> bool {
    let start = quote_block.sentence_start(first);
    for at in (start.max(first.saturating_sub(30))..first).rev() {
        if super::cue::is_saying_verb(quote_block, at) {
            return false;
        }
        if quote_block.is(at, ACCUSATION) {
            return true;
        }
    }
    false
}

/// Tells whether a name is the subject of a verb right behind it.
#[must_use]
pub fn is_acting_subject(quote_block: &QuoteBlock<'_>, bearer: &EntityMention<'_>) -> bool {
    let rest = quote_block.text[bearer.end..].chars().take(60).collect::<String>();
    let mut list = Vec::new();
    tokens::tokenize(&rest, 0, rest.len(), &mut list);
    list.first().is_some_and(|token| {
        let kinds = quote_block.table.flags(token.hash);
        token.text(&rest) != "à"
            && kinds & (PERFECT_AUXILIARY | SAYING_VERB) != 0
            && token.gap == tokens::Gap::Start
            && rest.starts_with(' ')
    })
}
