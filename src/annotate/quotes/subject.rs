//! Finds who is the subject of a verb of saying in the words before it.
//!
//! A subject is read from the position of the words: which noun phrase touches the verb, which one is set off from it by
//! commas, which one a clause begins with. A name that depends on another noun (`l’avocat de X`, `X’s lawyer`) is no subject,
//! and a capitalised word that no record knows is a stranger, whose words belong to nobody here. What a pronoun or a role
//! means is found in `antecedent`.

use super::clause;
use super::clause_subject::{clause_subject, controlling_subject, relative_antecedent};
use super::phrase::{
    Subject, can_speak, described, explained_name, has_owner, is_noun_phrase, is_title, phrase_start, pronoun,
    subject_names,
};
use super::quote_block::{Governor, NamedWords, QuoteBlock};
use crate::lang::speech::{
    BINDING_PREPOSITION, CLAUSE_OPENER, CONJUNCTION, COORDINATOR, PASSIVE_AUXILIARY, PERFECT_AUXILIARY, PLURAL_PRONOUN,
    PREPOSITION, PRONOUN, RELATIVE_OWNER, RELATIVE_SUBJECT,
};
use crate::model::BaseKind;
use crate::text::tokens::Token;

/// Returns the subject of a verb in the words `floor..verb`.
pub(crate) fn subject_before(quote_block: &QuoteBlock<'_>, verb: usize, floor: usize) -> Subject {
    let floor = floor.max(quote_block.sentence_start(verb));
    let group = clause::group_start(quote_block, verb, floor);
    let Some(last) = group.checked_sub(1).filter(|last| *last >= floor) else { return Subject::Unnamed };
    if clause::is_nonfinite(quote_block, verb, group) {
        return controlling_subject(quote_block, verb, group, floor);
    }
    let plural = clause::is_plural(quote_block, group, verb);
    if quote_block.is(last, RELATIVE_SUBJECT) {
        return relative_antecedent(quote_block, last, floor);
    }
    if quote_block.is(last, PRONOUN | PLURAL_PRONOUN) && !quote_block.is(last, CLAUSE_OPENER) {
        return pronoun(quote_block, last);
    }
    if clause::breaks(quote_block.gap(group)) {
        return set_off_subject(quote_block, group, floor, plural);
    }
    if quote_block.is(last, COORDINATOR) {
        return clause_subject(quote_block, clause::start(quote_block, last, floor), last);
    }
    touching_subject(quote_block, verb, group, floor, plural)
}

/// `X a déclaré`, `le ministre X a déclaré`, `X du parti Y a déclaré`, `X and Y said`: the phrase that touches the verb.
fn touching_subject(quote_block: &QuoteBlock<'_>, verb: usize, group: usize, floor: usize, plural: bool) -> Subject {
    let start = phrase_start(quote_block, group, floor);
    let owned = start > floor && quote_block.is(start - 1, RELATIVE_OWNER) || has_owner(quote_block, start, group);
    let names = subject_names(quote_block, start, group, start);
    if let Some(name) = names.last() {
        // `Kama Melly QC said`.
        let end = (name.words.end..group).find(|at| !quote_block.words[*at].token.is(Token::CAPITAL)).unwrap_or(group);
        let is_whole = end == group || quote_block.is(end, BINDING_PREPOSITION | PREPOSITION);
        if !is_whole || quote_block.is(start.wrapping_sub(1), RELATIVE_OWNER) {
            return Subject::Unnamed;
        }
        if name.words.end == group && clause::is_base_form(quote_block, group, verb) {
            // `heard X say`; `X and Y say`.
            return match with_first_of_pair(quote_block, name, start, floor, plural) {
                several @ Subject::Several(_) => several,
                _ => Subject::Unnamed,
            };
        }
        return with_first_of_pair(quote_block, name, start, floor, plural);
    }
    match described(quote_block, start, group, owned) {
        // `X, le président du conseil a déclaré`: the second comma was forgotten.
        Subject::Described(_) if start > floor => explained_name(quote_block, start, floor)
            .map_or_else(|| described(quote_block, start, group, owned), Subject::Named),
        subject => subject,
    }
}

/// `X et Y ont déclaré`: `Y` is given; adds `X`. One name with a verb for several is one of a group that is not named.
fn with_first_of_pair(
    quote_block: &QuoteBlock<'_>,
    name: &NamedWords,
    start: usize,
    floor: usize,
    plural: bool,
) -> Subject {
    let single = Subject::Named(name.mention);
    let conjunction = start.checked_sub(1).filter(|at| *at > floor && quote_block.is(*at, CONJUNCTION));
    let counts_subjects = quote_block.table.counts_subjects;
    let is_person = quote_block.mentions[name.mention].kind == BaseKind::Person;
    let Some(conjunction) = conjunction.filter(|at| !clause::breaks(quote_block.gap(*at))) else {
        // `les avocats de X ont`, but `les Verts ont`: the name of a body may be a plural.
        return if plural && counts_subjects && is_person { Subject::Unnamed } else { single };
    };
    if counts_subjects && !plural {
        return single;
    }
    let first = quote_block.mention_at(conjunction - 1).filter(|mention| can_speak(quote_block, *mention));
    let Some(first) = first else {
        return if plural && counts_subjects && is_person { Subject::Unnamed } else { single };
    };
    let words = clause::words_of(quote_block, conjunction - 1);
    let begins = quote_block.only_titles_between(clause::segment_start(quote_block, words.start, floor), words.start);
    match quote_block.governor(words.start, floor) {
        Governor::None if begins => Subject::Several(vec![first, name.mention]),
        // `a spokesman for X and Y said`, `met X and Y said`.
        _ => Subject::Unnamed,
    }
}

/// `X, venu à Paris, a déclaré`: between the subject and its verb there are words set off by commas.
fn set_off_subject(quote_block: &QuoteBlock<'_>, group: usize, floor: usize, plural: bool) -> Subject {
    let start = clause::start(quote_block, group - 1, floor);
    let segments = clause::segments(quote_block, start, group);
    for (number, segment) in segments.iter().enumerate() {
        if clause::is_adverbial(quote_block, segment.clone()) {
            continue;
        }
        let names = subject_names(quote_block, segment.start, segment.end, start);
        let Some(name) = names.first() else { continue };
        let explains = number > 0 && is_noun_phrase(quote_block, segments[number - 1].clone());
        let is_bare = |at: usize| {
            !quote_block.is(at, PERFECT_AUXILIARY | PASSIVE_AUXILIARY | PRONOUN | PREPOSITION | RELATIVE_SUBJECT)
        };
        // `the author, doctoral candidate X, said`.
        let ends = explains && name.words.end >= segment.end && (segment.start..name.words.start).all(is_bare);
        if !ends && !is_title(quote_block, segment.start, name.words.start) {
            continue;
        }
        // Two commas set words off; with one, they follow a role: `le maire, X, a dit`.
        let is_last = number + 1 == segments.len();
        let is_whole = (name.words.end..segment.end)
            .find(|at| !quote_block.words[*at].token.is(Token::CAPITAL))
            .is_none_or(|next| quote_block.is(next, BINDING_PREPOSITION | PREPOSITION));
        if is_whole && (!is_last || explains) {
            return Subject::Named(name.mention);
        }
        // `X et Y, venus à Paris, ont déclaré`.
        if let [first, second] = &names[..]
            && plural
            && !is_last
            && second.words.end == segment.end
            && second.words.start == first.words.end + 1
            && quote_block.is(first.words.end, CONJUNCTION)
        {
            return Subject::Several(vec![first.mention, second.mention]);
        }
        return Subject::Unnamed;
    }
    let first = segments.iter().find(|segment| !clause::is_adverbial(quote_block, (*segment).clone()));
    match first {
        Some(segment) if segment.end < group => {
            let owned = has_owner(quote_block, segment.start, segment.end);
            described(quote_block, segment.start, segment.end, owned)
        }
        _ => Subject::Unnamed,
    }
}
