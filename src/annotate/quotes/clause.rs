//! The parts of a sentence around a verb of saying: its group, its clause, the words between commas, and whether what it
//! says is asserted.
//!
//! Words are read by position and by the flags of `lang`; there is no grammar of the whole sentence.

use std::ops::Range;

use super::quote_block::QuoteBlock;
use super::speech_lexicon::{SAID, VERB_GROUP};
use crate::lang::speech::{
    ACCORDING, ALSO_NOUN, BINDING_PREPOSITION, CLAUSE_OPENER, COMPLEMENTISER, CONDITION, COORDINATOR, DETERMINER,
    HESITATION, INFINITIVE_ENDING, INFINITIVE_MARKER, INTERVENING_WORD, IRREGULAR_PARTICIPLE, NEGATION, PAIR_FIRST,
    PAIR_SECOND, PASSIVE_AUXILIARY, PAST_ENDING, PERFECT_AUXILIARY, PLURAL_ENDING, PLURAL_PRONOUN, PLURAL_VERB,
    POSSESSIVE, PREPOSITION, PRESENT_ENDING, PRONOUN, REFLEXIVE, REFUSAL, RELATIVE_OWNER, RELATIVE_SUBJECT, ROLE_NOUN,
    TIME_WORD,
};
use crate::text::tokens::{self, Gap, Token};

/// What separates the parts of a clause.
const BREAKS: [char; 11] = [',', ';', ':', '(', ')', '—', '«', '»', '“', '”', '"'];

/// Returns whether what is between two words separates the parts of a clause. The short dash of `Export–Import` does not.
#[must_use]
pub(super) fn breaks(gap: &str) -> bool {
    gap.contains(BREAKS) || gap.contains('–') && gap.contains(char::is_whitespace)
}

/// How far a verb of denial may be from what it denies, in words.
const DENIAL_REACH: usize = 8;

/// Returns the first word of the group of a verb: auxiliaries, adverbs and pronouns before it.
#[must_use]
pub(super) fn group_start(quote_block: &QuoteBlock<'_>, verb: usize, floor: usize) -> usize {
    let mut group = verb;
    while group > floor && !breaks(quote_block.gap(group)) {
        let before = group - 1;
        // `X, on Sunday, told`, `X on Sunday told`.
        let dated = group < verb && quote_block.is(group, TIME_WORD) && quote_block.is(before, PREPOSITION);
        let belongs = dated
            || quote_block.is(before, VERB_GROUP | NEGATION | TIME_WORD) && !quote_block.is(before, RELATIVE_SUBJECT);
        // `a de son côté dénoncé`, `pour sa part`.
        let aside = group >= floor + 4
            && quote_block.is(group - 3, PREPOSITION | BINDING_PREPOSITION)
            && quote_block.is(group - 2, POSSESSIVE)
            && quote_block.is(group - 4, PERFECT_AUXILIARY);
        match (belongs, aside) {
            (true, _) => group = before,
            (false, true) => group -= 3,
            (false, false) => break,
        }
    }
    group
}

/// Returns whether a word is a verb of saying in its context.
#[must_use]
pub(crate) fn is_saying_verb(quote_block: &QuoteBlock<'_>, at: usize) -> bool {
    if !quote_block.is(at, SAID) || quote_block.is(at, NEGATION | PREPOSITION) {
        return false;
    }
    let before = at.checked_sub(1).filter(|before| quote_block.is_same_sentence(*before, at));
    // `the States`, `sur Twitter`: a name.
    if before.is_some() && quote_block.words[at].token.is(Token::CAPITAL) && !quote_block.is_quoted(at - 1) {
        return false;
    }
    if quote_block.is(at, ALSO_NOUN)
        && before.is_some_and(|before| quote_block.is(before, DETERMINER | BINDING_PREPOSITION | PREPOSITION))
        && !before.is_some_and(|before| is_object_clitic(quote_block, before, at))
        && !before.is_some_and(|before| quote_block.is(before, INFINITIVE_MARKER))
    {
        return false;
    }
    // `so-called` is not a verb; `dit-il` and `a-t-il dit` are.
    if quote_block.follows_hyphen(at)
        && before.is_some_and(|before| !quote_block.is(before, PRONOUN | PLURAL_PRONOUN | REFLEXIVE))
    {
        return false;
    }
    let word = quote_block.text_at(at).to_lowercase();
    let participle = quote_block.table.participles.iter().any(|ending| word.ends_with(ending));
    let past = quote_block.table.ends_as(&word, PAST_ENDING) || quote_block.is(at, IRREGULAR_PARTICIPLE);
    // The words before it, without adverbs.
    let mut helpers = (1..=5)
        .map_while(|n| at.checked_sub(n))
        .take_while(|before| quote_block.is_same_sentence(*before, at) && !quote_block.is_quoted(*before))
        .filter(|before| !quote_block.is(*before, INTERVENING_WORD) || quote_block.is(*before, PERFECT_AUXILIARY));
    let nearest = helpers.next();
    let passive = nearest.is_some_and(|nearest| quote_block.is(nearest, PASSIVE_AUXILIARY));
    let reflexive = (1..=4).filter_map(|n| at.checked_sub(n)).any(|before| quote_block.is(before, REFLEXIVE));
    if participle {
        let perfect = nearest.into_iter().chain(helpers).any(|before| quote_block.is(before, PERFECT_AUXILIARY));
        return reflexive || perfect && !passive;
    }
    !(past && passive)
}

/// `l’appelle`, `les accuse`: an article that is a pronoun, because no noun follows.
fn is_object_clitic(quote_block: &QuoteBlock<'_>, before: usize, verb: usize) -> bool {
    quote_block.is(before, crate::lang::speech::OBJECT_CLITIC)
        && before.checked_sub(1).is_some_and(|subject| {
            quote_block.is_same_sentence(subject, verb)
                && (quote_block.is(subject, RELATIVE_SUBJECT | PRONOUN | NEGATION | CLAUSE_OPENER)
                    || quote_block.mention_at(subject).is_some())
        })
}

/// Returns whether a verb has several subjects.
#[must_use]
pub(super) fn is_plural(quote_block: &QuoteBlock<'_>, group: usize, verb: usize) -> bool {
    (group..=verb).any(|at| quote_block.is(at, PLURAL_VERB))
        || quote_block.table.ends_as(&quote_block.text_at(verb).to_lowercase(), PLURAL_ENDING)
}

/// Returns whether a verb has the form that no single person has: `say`, beside `says`; behind a name it is an infinitive, as in
/// `heard X say`. Only for a language whose verbs do not otherwise show their number.
#[must_use]
pub(super) fn is_base_form(quote_block: &QuoteBlock<'_>, group: usize, verb: usize) -> bool {
    if quote_block.table.counts_subjects || group < verb {
        return false;
    }
    let with_ending = format!("{}s", quote_block.text_at(verb).to_lowercase());
    let mut words = Vec::new();
    tokens::tokenize(&with_ending, 0, with_ending.len(), &mut words);
    words.first().is_some_and(|word| quote_block.table.flags(word.hash) & SAID != 0)
}

/// Returns whether a verb is a present participle: `qualifiant`, `saying`.
#[must_use]
pub(super) fn is_present_participle(quote_block: &QuoteBlock<'_>, verb: usize) -> bool {
    quote_block.table.ends_as(&quote_block.text_at(verb).to_lowercase(), PRESENT_ENDING)
}

/// Returns whether a verb is a participle or an infinitive, which has no subject of its own.
#[must_use]
pub(super) fn is_nonfinite(quote_block: &QuoteBlock<'_>, verb: usize, group: usize) -> bool {
    if is_present_participle(quote_block, verb) {
        return (group..verb).all(|at| !quote_block.is(at, PASSIVE_AUXILIARY));
    }
    let marked = group.checked_sub(1).is_some_and(|before| quote_block.is(before, INFINITIVE_MARKER));
    marked || quote_block.table.ends_as(&quote_block.text_at(verb).to_lowercase(), INFINITIVE_ENDING)
        // `avoir parlé`, `having called`
        || (group..verb).any(|at| {
            let word = quote_block.text_at(at).to_lowercase();
            quote_block.is(at, PERFECT_AUXILIARY) && quote_block.table.ends_as(&word, PRESENT_ENDING | INFINITIVE_ENDING)
        })
}

/// Returns the words of the name that a word is part of.
#[must_use]
pub(super) fn words_of(quote_block: &QuoteBlock<'_>, at: usize) -> Range<usize> {
    let mention = quote_block.mention_at(at);
    let is_part = |word: &usize| quote_block.mention_at(*word) == mention;
    let start = (0..=at).rev().take_while(is_part).last().unwrap_or(at);
    start..(at..quote_block.words.len()).take_while(is_part).last().unwrap_or(at) + 1
}

/// Returns the first word of the words between commas that a word is in.
#[must_use]
pub(super) fn segment_start(quote_block: &QuoteBlock<'_>, at: usize, floor: usize) -> usize {
    (floor + 1..=at).rev().find(|word| breaks(quote_block.gap(*word))).unwrap_or(floor)
}

/// Returns the parts of a range of words that commas and the like divide.
#[must_use]
pub(super) fn segments(quote_block: &QuoteBlock<'_>, from: usize, to: usize) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = from;
    for at in from + 1..to {
        if breaks(quote_block.gap(at)) {
            parts.push(start..at);
            start = at;
        }
    }
    if start < to {
        parts.push(start..to);
    }
    parts
}

/// Returns the first word of the clause that a word is in: behind a semicolon, a colon, or a comma with `and`.
#[must_use]
pub(super) fn start(quote_block: &QuoteBlock<'_>, at: usize, floor: usize) -> usize {
    let begins = |word: &usize| {
        let gap = quote_block.gap(*word);
        let coordinated = gap.contains(',') && quote_block.is(*word, COORDINATOR);
        gap.contains([';', ':']) && !quote_block.is_quoted(*word) || coordinated
    };
    let found = (floor + 1..=at).rev().find(begins);
    match found {
        Some(word) if quote_block.is(word, COORDINATOR) && word < at => word + 1,
        Some(word) if quote_block.is(word, COORDINATOR) => floor,
        Some(word) => word,
        None => floor,
    }
}

/// Returns whether words between commas are not a noun phrase but say when, where, how or why.
#[must_use]
pub(super) fn is_adverbial(quote_block: &QuoteBlock<'_>, segment: Range<usize>) -> bool {
    let openers = PREPOSITION
        | BINDING_PREPOSITION
        | ACCORDING
        | CLAUSE_OPENER
        | RELATIVE_SUBJECT
        | RELATIVE_OWNER
        | CONDITION
        | COMPLEMENTISER;
    let Some(first) = segment.clone().find(|at| !quote_block.is(*at, COORDINATOR)) else { return true };
    if quote_block.is_quoted(first) {
        return true;
    }
    if quote_block.mention_at(first).is_some() || quote_block.is(first, PRONOUN | PLURAL_PRONOUN) {
        return quote_block.is(first, RELATIVE_SUBJECT);
    }
    let pair = quote_block.is(first, PAIR_FIRST) && quote_block.is(first + 1, PAIR_SECOND);
    if pair || quote_block.is(first, openers) && !quote_block.is(first, DETERMINER) {
        return true;
    }
    let has_name = segment.clone().any(|at| quote_block.mention_at(at).is_some());
    // `the same day that he left`.
    let dated = quote_block.is(first, DETERMINER)
        && (first + 1..segment.end.min(first + 4)).any(|at| quote_block.is(at, TIME_WORD));
    if dated && !has_name {
        return true;
    }
    if quote_block.is(first, TIME_WORD | INTERVENING_WORD) {
        return !has_name;
    }
    // `Interrogé par …`, `Asked about …`.
    let word = quote_block.text_at(first).to_lowercase();
    let is_participle = quote_block.table.participles.iter().any(|ending| word.ends_with(ending))
        || quote_block.table.ends_as(&word, PRESENT_ENDING | PAST_ENDING);
    is_participle && !quote_block.is(first, ROLE_NOUN | DETERMINER)
}

/// Returns whether a text says that the words were said: not denied, refused, asked or supposed.
#[must_use]
pub(super) fn is_asserted(quote_block: &QuoteBlock<'_>, verb: usize, floor: usize) -> bool {
    let floor = floor.max(quote_block.sentence_start(verb)).max(verb.saturating_sub(25));
    let group = group_start(quote_block, verb, floor);
    let denies = |at: usize| {
        let negated = quote_block.is(at, NEGATION) && !quote_block.is(at + 1, HESITATION);
        negated || quote_block.is(at, REFUSAL)
    };
    // What governs the verb: `a refusé de dire`, `n’a pas voulu dire`; with `hésiter` the denial is an assertion.
    let nonfinite = is_nonfinite(quote_block, verb, group);
    let links = NEGATION | REFUSAL | HESITATION | BINDING_PREPOSITION | PREPOSITION | VERB_GROUP | INFINITIVE_MARKER;
    let mut from = group;
    let mut n_unknown = 0;
    while from > floor && verb - from < DENIAL_REACH && !breaks(quote_block.gap(from)) {
        let before = from - 1;
        if quote_block.mention_at(before).is_some() || quote_block.is_quoted(before) {
            break;
        }
        if !quote_block.is(before, links) && quote_block.words[before].token.gap != Gap::Apostrophe {
            n_unknown += 1;
            if !nonfinite || n_unknown > 2 {
                break;
            }
        }
        from = before;
    }
    // `didn’t say`: the `t` is a word of its own.
    let from = if from > floor && quote_block.is(from - 1, NEGATION) { from - 1 } else { from };
    let mut governs = from..verb;
    let hesitates = governs.clone().any(|at| quote_block.is(at, HESITATION));
    if !hesitates && governs.any(denies) {
        return false;
    }
    // `ce n’est pas X qui a dit`, `neither X nor Y said`.
    let before = group.saturating_sub(1);
    let cleft = group > floor && quote_block.is(before, RELATIVE_SUBJECT) && {
        (segment_start(quote_block, before, floor)..before).any(|at| quote_block.is(at, NEGATION))
    };
    let is_name = |at: &usize| quote_block.mention_at(*at).is_some() || quote_block.is(*at, DETERMINER | ROLE_NOUN);
    let subject = (floor..group).rev().take_while(is_name).last();
    let excluded = subject
        .is_some_and(|first| first > floor && !breaks(quote_block.gap(first)) && quote_block.is(first - 1, NEGATION));
    if cleft || excluded {
        return false;
    }
    // `denied that X said`, `dément que X ait dit`.
    let clause_reach = group.saturating_sub(DENIAL_REACH).max(floor);
    let denied_clause = (clause_reach..group)
        .any(|at| quote_block.is(at, REFUSAL) && (at..group).any(|next| quote_block.is(next, COMPLEMENTISER)));
    // `si X dit`, `s’il disait`, `whether X said`.
    let part = segment_start(quote_block, group, floor);
    let supposed = (part..=group).any(|at| {
        let elided = quote_block.text_at(at).eq_ignore_ascii_case("s")
            && at < verb
            && quote_block.words[at + 1].token.gap == Gap::Apostrophe
            && quote_block.is(at + 1, PRONOUN | PLURAL_PRONOUN);
        quote_block.is(at, CONDITION) || elided
    });
    !denied_clause && !supposed
}
