//! Finds the subject behind a verb of saying or a preposition: `a déclaré X`, `said a spokesman, X`, `selon X`, `by X`.

use super::clause;
use super::phrase::{LONGEST_PHRASE, Subject, can_speak, described, is_stranger, is_subject_name, pronoun};
use super::quote_block::{NamedWords, QuoteBlock};
use crate::lang::speech::{
    AGENT_PREPOSITION, BINDING_PREPOSITION, CLAUSE_OPENER, CONJUNCTION, COORDINATOR, DETERMINER, DOCUMENT_NOUN,
    OBJECT_PRONOUN, ORGANISATION_NOUN, PASSIVE_AUXILIARY, PERFECT_AUXILIARY, POSSESSIVE, PREPOSITION, PRONOUN,
    RELATIVE_OWNER, ROLE_NOUN, WordFlags,
};
use crate::model::BaseKind;
use crate::text::tokens::{Gap, Token};

/// Returns the subject behind a verb or a preposition. In `le porte-parole de X, Y` it is Y.
pub(crate) fn subject_after(quote_block: &QuoteBlock<'_>, first: usize, limit: usize) -> Subject {
    let limit = limit.min(first + LONGEST_PHRASE).min(quote_block.words.len());
    let mut at = first;
    let mut phrase = None;
    let mut owned = false;
    let mut prepositional = false;
    while at < limit {
        let gap = quote_block.gap(at);
        // The stop of `M. X` ends nothing.
        let abbreviated =
            at > first && quote_block.is(at - 1, ROLE_NOUN) && quote_block.words[at].token.gap == Gap::Dot;
        if quote_block.is_quoted(at) || at > first && gap.contains([';', ':', '.']) && !abbreviated {
            break;
        }
        let is_apposition = at > first && clause::breaks(gap);
        if is_apposition {
            // Behind a comma only a name that explains the noun before counts: `le porte-parole de X, Y`.
            return match (phrase, apposition(quote_block, at, limit)) {
                (Some(_), Some(mention)) => Subject::Named(mention),
                (Some(start), None) => described(quote_block, start, at, owned),
                (None, _) => Subject::Unnamed,
            };
        }
        if let Some(mention) = quote_block.mention_at(at) {
            let words = clause::words_of(quote_block, at);
            let name = NamedWords { words: words.start.max(first)..words.end, mention };
            // `a Reuters spokesman`: the name is a part of the phrase, whose noun follows.
            let noun = quote_block.words.get(words.end).is_some_and(|word| word.token.gap == Gap::Space)
                && words.end < limit
                && quote_block.is(words.end, ROLE_NOUN | ORGANISATION_NOUN | DOCUMENT_NOUN)
                && !quote_block.words[words.end].token.is(Token::CAPITAL)
                && !quote_block.table.counts_subjects;
            if noun {
                owned = true;
                phrase = phrase.or(Some(words.start));
                at = words.end;
                continue;
            }
            if is_subject_name(quote_block, &name, first) && !(owned && phrase.is_none()) {
                // `the Reuters correspondent X`: the last name of the phrase is its head, if it is a person.
                let next = name.words.end;
                let follows = quote_block.words.get(next).is_some_and(|word| word.token.gap == Gap::Space);
                let better = (next..limit.min(next + 5))
                    .take_while(|_| follows && quote_block.mentions[mention].kind != BaseKind::Person)
                    .take_while(|at| {
                        !clause::breaks(quote_block.gap(*at))
                            && !quote_block.is(*at, DETERMINER | PREPOSITION | BINDING_PREPOSITION | COORDINATOR)
                    })
                    .find_map(|at| quote_block.mention_at(at))
                    .filter(|other| quote_block.mentions[*other].kind == BaseKind::Person);
                return with_second_of_pair(quote_block, better.unwrap_or(mention), next, limit);
            }
            owned |= phrase.is_some() && can_speak(quote_block, mention) || quote_block.is_possessor(words.end);
            phrase = phrase.or(quote_block.is_possessor(words.end).then_some(words.start));
            at = words.end
                + usize::from(
                    quote_block.is_possessor(words.end) && words.end < limit && quote_block.text_at(words.end) == "s",
                );
            prepositional = false;
            continue;
        }
        // `said her.`, but `said her husband`.
        let has_noun = at + 1 < limit && !clause::breaks(quote_block.gap(at + 1)) && quote_block.is(at, POSSESSIVE);
        if at == first && quote_block.is(at, OBJECT_PRONOUN | PRONOUN) && !has_noun {
            return pronoun(quote_block, at);
        }
        if quote_block.is(at, PREPOSITION) {
            prepositional = true;
        } else if phrase.is_none() && !prepositional && quote_block.is(at, DETERMINER | ROLE_NOUN | POSSESSIVE)
            || prepositional
                && phrase.is_none()
                && quote_block.is(at, DETERMINER)
                && starts_second_phrase(quote_block, at, first)
        {
            phrase = Some(at);
            owned |= quote_block.is(at, POSSESSIVE);
        } else if is_stranger(quote_block, at) && phrase.is_some() && is_complement(quote_block, at, first) {
            // `le ministre de l’Intérieur, X`, `l’avocat de Dupont, X`: who it is somebody’s is not said by name.
            owned = true;
        } else if is_stranger(quote_block, at) && !prepositional {
            // A capital before a name may be part of its title: `Deputy Minister X`.
            let named = (at..limit.min(at + 7))
                .take_while(|next| *next == at || quote_block.words[*next].token.gap == Gap::Space)
                .take_while(|next| {
                    let word = &quote_block.words[*next];
                    word.mention.is_some() || word.token.is(Token::CAPITAL) || word.flags & !ROLE_NOUN == 0
                })
                .any(|next| quote_block.mention_at(next).is_some());
            if !named {
                return Subject::Unnamed;
            }
        } else if quote_block.is(at, CLAUSE_OPENER | COORDINATOR | RELATIVE_OWNER)
            && !quote_block.is(at, DETERMINER | BINDING_PREPOSITION)
            || phrase.is_some() && quote_block.is(at, PERFECT_AUXILIARY | PASSIVE_AUXILIARY)
        {
            break;
        }
        at += 1;
    }
    phrase.map_or(Subject::Unnamed, |start| described(quote_block, start, at.max(start), owned))
}

/// Returns whether a word depends on a noun before it: `de Hacienda`, `de l’Intérieur`, `die Sprecherin der Werft`.
fn is_complement(quote_block: &QuoteBlock<'_>, at: usize, first: usize) -> bool {
    let follows = |distance: usize, flags: WordFlags| at >= first + distance && quote_block.is(at - distance, flags);
    follows(1, BINDING_PREPOSITION)
        || follows(1, DETERMINER) && follows(2, BINDING_PREPOSITION | ROLE_NOUN | ORGANISATION_NOUN)
}

/// `a dit à X un marin`: whether an article behind a preposition begins another phrase than the preposition's own.
fn starts_second_phrase(quote_block: &QuoteBlock<'_>, at: usize, first: usize) -> bool {
    at > first + 1 && !quote_block.is(at - 1, PREPOSITION | BINDING_PREPOSITION | DETERMINER)
}

/// Returns a name that is alone between commas from a word on: `, X,`.
fn apposition(quote_block: &QuoteBlock<'_>, at: usize, limit: usize) -> Option<usize> {
    let first = (at..limit.min(at + 6)).find(|word| quote_block.mention_at(*word).is_some())?;
    let mention = quote_block.mention_at(first).filter(|mention| can_speak(quote_block, *mention))?;
    let words = clause::words_of(quote_block, first);
    let next = words.end;
    let alone = next >= quote_block.words.len()
        || !quote_block.is_same_sentence(next, first)
        || quote_block.gap(next).contains([',', ')', ';', ':', '—', '–'])
        || quote_block.is(next, PREPOSITION | BINDING_PREPOSITION | CONJUNCTION | CLAUSE_OPENER);
    (alone && !quote_block.is_possessor(next) && quote_block.only_titles_between(at, first)).then_some(mention)
}

/// `ont déclaré X et Y`: adds the second name behind the first, unless a clause begins with it.
fn with_second_of_pair(quote_block: &QuoteBlock<'_>, first: usize, next: usize, limit: usize) -> Subject {
    let single = Subject::Named(first);
    if next >= limit || !quote_block.is(next, CONJUNCTION) || clause::breaks(quote_block.gap(next)) {
        return single;
    }
    let Some(name) = (next + 1..limit.min(next + 5)).find(|at| quote_block.mention_at(*at).is_some()) else {
        return single;
    };
    let Some(second) = quote_block.mention_at(name).filter(|mention| can_speak(quote_block, *mention)) else {
        return single;
    };
    let end = clause::words_of(quote_block, name).end;
    let ends = end >= quote_block.words.len()
        || !quote_block.is_same_sentence(end, name)
        || clause::breaks(quote_block.gap(end))
        || quote_block.is(end, PREPOSITION);
    let bare = quote_block.only_titles_between(next + 1, name) && !quote_block.is_possessor(end);
    if ends && bare { Subject::Several(vec![first, second]) } else { single }
}

/// Returns the agent of a passive, in the words `from..limit`: `par X`, `by X`.
pub(crate) fn agent(quote_block: &QuoteBlock<'_>, from: usize, limit: usize) -> Option<Subject> {
    let preposition = (from..limit.min(from + 3)).find(|at| quote_block.is(*at, AGENT_PREPOSITION))?;
    Some(subject_after(quote_block, preposition + 1, limit))
}
