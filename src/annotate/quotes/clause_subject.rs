//! Finds the subject of a clause that has none beside its verb: of a relative pronoun, a participle, an infinitive, or of the clause
//! that a sentence begins with.

use super::clause;
use super::inverted_subject::subject_after;
use super::phrase::{
    LONGEST_PHRASE, Subject, can_speak, described, explained_name, has_owner, is_noun_phrase, is_stranger,
    is_subject_name, is_title, phrase_start, pronoun, subject_names,
};
use super::quote_block::{Governor, QuoteBlock};
use super::speech_lexicon::SAID;
use crate::lang::speech::{
    AGENT_PREPOSITION, BINDING_PREPOSITION, CLAUSE_OPENER, CONJUNCTION, COORDINATOR, DETERMINER, FEMININE,
    INTERVENING_WORD, MASCULINE, PASSIVE_AUXILIARY, PERFECT_AUXILIARY, PLURAL_PRONOUN, PREPOSITION, PRONOUN, QUOTING,
    RECEIVING, REFLEXIVE, RELATIVE_OWNER, RELATIVE_SUBJECT, ROLE_NOUN, TIME_WORD,
};
use crate::model::BaseKind;
use crate::text::tokens::Token;

/// `X, qui a dit`: the noun before the pronoun. In `l’avocat de X, qui a dit` it is the lawyer.
pub(super) fn relative_antecedent(quote_block: &QuoteBlock<'_>, pronoun: usize, floor: usize) -> Subject {
    let Some(before) = pronoun.checked_sub(1).filter(|before| *before >= floor) else { return Subject::Unnamed };
    let mut end = pronoun;
    // `X, 45 ans, qui a dit`, `X, maire de Y, qui a dit`.
    if quote_block.mention_at(before).is_none() || !can_speak(quote_block, quote_block.mention_at(before).unwrap_or(0))
    {
        let segment = clause::segment_start(quote_block, before, floor);
        let is_apposition = quote_block.is(segment, ROLE_NOUN) || quote_block.words[segment].token.is(Token::DIGIT);
        if segment == floor || !is_apposition || !quote_block.gap(segment).contains(',') {
            return Subject::Unnamed;
        }
        end = segment;
    }
    let Some(mention) = quote_block.mention_at(end - 1).filter(|mention| can_speak(quote_block, *mention)) else {
        return Subject::Unnamed;
    };
    let words = clause::words_of(quote_block, end - 1);
    if quote_block.governor(words.start, floor) == Governor::Noun {
        let segment = clause::segment_start(quote_block, words.start, floor);
        // `X, le successeur de Y, qui a dit`.
        if quote_block.gap(pronoun).contains(',')
            && segment > floor
            && let Some(explained) = explained_name(quote_block, segment, floor)
        {
            return Subject::Named(explained);
        }
        // `les propos de X, qui`; but `l’avocat de X, qui`.
        let start = phrase_start(quote_block, words.start, floor);
        let bound = (start..words.start).rev().find(|at| quote_block.is(*at, BINDING_PREPOSITION));
        let is_thing = bound.and_then(|at| at.checked_sub(1)).is_some_and(|noun| {
            quote_block.text_at(noun).ends_with('s') && !quote_block.is(noun, ROLE_NOUN | FEMININE | MASCULINE)
        });
        if !is_thing || has_possessor(quote_block, start, words.start) {
            return Subject::Unnamed;
        }
    }
    Subject::Named(mention)
}

fn has_possessor(quote_block: &QuoteBlock<'_>, start: usize, end: usize) -> bool {
    (start..end).any(|at| quote_block.is_possessor(at))
}

/// The subject of an infinitive or a participle: the subject of the clause, unless somebody else is made to say it.
pub(super) fn controlling_subject(quote_block: &QuoteBlock<'_>, verb: usize, group: usize, floor: usize) -> Subject {
    let is_participle = clause::is_present_participle(quote_block, verb);
    let start = clause::start(quote_block, group - 1, floor);
    let before = group - 1;
    // `quoted X as saying`, `a video of X saying`.
    let object = if quote_block.text_at(before) == "as" { before.checked_sub(1) } else { Some(before) };
    let touches = !clause::breaks(quote_block.gap(group));
    if let Some(object) = object.filter(|at| *at >= floor && touches)
        && let Some(mention) = quote_block.mention_at(object).filter(|mention| can_speak(quote_block, *mention))
    {
        return if is_participle { Subject::Named(mention) } else { Subject::Unnamed };
    }
    // `with X of Y calling it`.
    if is_participle && touches {
        let phrase = phrase_start(quote_block, group, floor);
        let names = quote_block.names(phrase..group);
        if let Some(name) = names.iter().find(|name| can_speak(quote_block, name.mention))
            && quote_block.governor(name.words.start, phrase) == Governor::Preposition
            && clause::segment_start(quote_block, phrase, floor) == phrase
            && phrase > floor
        {
            return Subject::Named(name.mention);
        }
    }
    // `X quoted Y, a minister, as saying`.
    if is_participle
        && let Some(quoting) = (start..before).rev().find(|at| quote_block.is(*at, QUOTING))
        && let named @ Subject::Named(_) = subject_after(quote_block, quoting + 1, before)
    {
        return named;
    }
    // `s’est entendu répondre`.
    if quote_block.is(before, RECEIVING) {
        return Subject::Unnamed;
    }
    let subject = clause_subject(quote_block, start, group);
    let own = PREPOSITION | CLAUSE_OPENER | AGENT_PREPOSITION;
    if is_participle && (!touches || quote_block.is(before, own)) {
        return subject;
    }
    // `X a demandé à Y de dire`, `wanted Y to say`.
    let named = match &subject {
        Subject::Named(mention) => Some(*mention),
        _ => None,
    };
    let others = quote_block.names(start..group).into_iter().any(|name| {
        quote_block.mentions[name.mention].kind == BaseKind::Person
            && named.is_none_or(|named| quote_block.mentions[named].entity != quote_block.mentions[name.mention].entity)
    });
    if others { Subject::Unnamed } else { subject }
}

/// Returns the subject of the clause `from..to`: the noun phrase that it begins with, adverbs and the like left out.
pub(crate) fn clause_subject(quote_block: &QuoteBlock<'_>, from: usize, to: usize) -> Subject {
    let segments = clause::segments(quote_block, from, to);
    let Some(number) = segments.iter().position(|segment| !clause::is_adverbial(quote_block, segment.clone())) else {
        return subject_behind_adverbial(quote_block, from, segments.first().map_or(to, |segment| segment.end));
    };
    let segment = segments[number].clone();
    let skipped = COORDINATOR | CLAUSE_OPENER | TIME_WORD | INTERVENING_WORD;
    let is_skipped = |at: &usize| quote_block.is(*at, skipped) && !quote_block.is(*at, DETERMINER | PRONOUN);
    let first = segment.clone().find(|at| !is_skipped(at)).unwrap_or(segment.start);
    if quote_block.is(first, PRONOUN | PLURAL_PRONOUN) {
        return pronoun(quote_block, first);
    }
    let end = phrase_end(quote_block, first, segment.end);
    let names = subject_names(quote_block, first, end, from);
    if let Some(name) = names.first() {
        let named = is_title(quote_block, first, name.words.start);
        let next = name.words.end;
        // `X et Y ont rencontré Z, qualifiant`.
        if let [_, second] = &names[..]
            && quote_block.is(next, CONJUNCTION)
            && second.words.start == next + 1
        {
            return Subject::Several(vec![name.mention, second.mention]);
        }
        let is_group = quote_block.is(next, CONJUNCTION);
        return if named && !is_group { Subject::Named(name.mention) } else { Subject::Unnamed };
    }
    // `le maire de V, X, a …`
    let describes = end == segment.end && is_noun_phrase(quote_block, segment);
    if describes
        && let Some(next) = segments.get(number + 1)
        && let Some(name) = quote_block.names(next.clone()).first()
        && is_subject_name(quote_block, name, next.start)
        && quote_block.only_titles_between(next.start, name.words.start)
    {
        return Subject::Named(name.mention);
    }
    described(quote_block, first, end, has_owner(quote_block, first, end))
}

/// `In the filing itself X also made`: the first name behind a preposition’s words, unless another noun is before it.
fn subject_behind_adverbial(quote_block: &QuoteBlock<'_>, from: usize, to: usize) -> Subject {
    let names = subject_names(quote_block, from, to, from);
    let Some(name) = names.first().filter(|_| from < to && quote_block.is(from, PREPOSITION)) else {
        return Subject::Unnamed;
    };
    let bound = |at: usize| at > from && quote_block.is(at - 1, PREPOSITION | BINDING_PREPOSITION);
    let other = (from..name.words.start).any(|at| {
        quote_block.is(at, PRONOUN | PLURAL_PRONOUN | PERFECT_AUXILIARY)
            || quote_block.is(at, DETERMINER) && !bound(at)
            || is_stranger(quote_block, at) && !bound(at)
    });
    if other { Subject::Unnamed } else { Subject::Named(name.mention) }
}

/// Returns the word after the noun phrase that begins at a word.
fn phrase_end(quote_block: &QuoteBlock<'_>, first: usize, limit: usize) -> usize {
    let ends =
        PERFECT_AUXILIARY | PASSIVE_AUXILIARY | REFLEXIVE | CLAUSE_OPENER | RELATIVE_SUBJECT | RELATIVE_OWNER | PRONOUN;
    let within = PREPOSITION | BINDING_PREPOSITION | DETERMINER | ROLE_NOUN;
    (first..limit.min(first + LONGEST_PHRASE))
        .find(|at| {
            *at > first
                && !quote_block.is(*at, within)
                && (quote_block.is(*at, ends)
                    || quote_block.is_quoted(*at)
                    || quote_block.is(*at, SAID) && clause::is_saying_verb(quote_block, *at))
        })
        .unwrap_or(limit)
}
