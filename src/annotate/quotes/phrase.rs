//! Noun phrases around a verb of saying: where one begins, which name in it may be a subject, and what a phrase without a name
//! describes.

use super::clause;
use super::quote_block::{Governor, NamedWords, QuoteBlock};
use crate::lang::in_any;
use crate::lang::speech::{
    ACCORDING, BINDING_PREPOSITION, CLAUSE_OPENER, COMPLEMENTISER, COORDINATOR, DETERMINER, DOCUMENT_NOUN, FEMININE,
    INDEFINITE, MASCULINE, ORGANISATION_NOUN, PASSIVE_AUXILIARY, PERFECT_AUXILIARY, PLURAL_PRONOUN, POSSESSIVE,
    PREPOSITION, PRONOUN, RELATIVE_OWNER, RELATIVE_SUBJECT, ROLE_NOUN, TIME_WORD, WordFlags,
};
use crate::model::BaseKind;
use crate::text::tokens::Token;

/// The speaker that a cue points to. Positions are those of words in the block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Subject {
    /// A name: index into [`QuoteBlock::mentions`].
    Named(usize),
    /// Several names, as above, in order of text.
    Several(Vec<usize>),
    /// The pronoun at this position, for a person named before.
    Pronoun(usize),
    /// A person described by a role, `le ministre`; position of the noun.
    Described(usize),
    /// An organisation without its name, `le studio`; position of the noun.
    UnnamedOrganisation(usize),
    /// A document without an author of its own; position of the noun.
    Document(usize),
    /// A person who is not named here.
    Unnamed,
    /// Nobody: the words are denied, refused, asked or supposed.
    Nobody,
}

/// No noun phrase that touches a verb is longer.
pub(super) const LONGEST_PHRASE: usize = 25;

/// The subject that a pronoun is: one person named before, or several people.
pub(super) fn pronoun(quote_block: &QuoteBlock<'_>, at: usize) -> Subject {
    if quote_block.is(at, PLURAL_PRONOUN) { Subject::Unnamed } else { Subject::Pronoun(at) }
}

/// Returns the name that is alone between commas before a phrase.
pub(super) fn explained_name(quote_block: &QuoteBlock<'_>, start: usize, floor: usize) -> Option<usize> {
    let mention = quote_block.mention_at(start - 1).filter(|_| quote_block.gap(start).contains(','))?;
    let words = clause::words_of(quote_block, start - 1);
    let segment = clause::segment_start(quote_block, start - 1, floor);
    let name = NamedWords { words: words.clone(), mention };
    (is_subject_name(quote_block, &name, segment) && is_title(quote_block, segment, words.start)).then_some(mention)
}

/// Returns the first word of the noun phrase that ends before `end`, its complements included.
pub(super) fn phrase_start(quote_block: &QuoteBlock<'_>, end: usize, floor: usize) -> usize {
    let inside = DETERMINER | ROLE_NOUN | BINDING_PREPOSITION | PREPOSITION;
    let outside = CLAUSE_OPENER
        | COORDINATOR
        | PRONOUN
        | RELATIVE_SUBJECT
        | RELATIVE_OWNER
        | PERFECT_AUXILIARY
        | COMPLEMENTISER
        | ACCORDING
        | PASSIVE_AUXILIARY;
    let mut start = end;
    while start > floor && end - start < LONGEST_PHRASE {
        if start < end && clause::breaks(quote_block.gap(start)) || quote_block.is_quoted(start - 1) {
            break;
        }
        let before = start - 1;
        let belongs = quote_block.is(before, inside) && !quote_block.is(before, ACCORDING | CONDITION_OR_RELATIVE);
        if !belongs && (quote_block.is(before, outside) || clause::is_saying_verb(quote_block, before)) {
            break;
        }
        start = before;
    }
    start
}

/// Words that no phrase contains, although they may also be something that one contains.
const CONDITION_OR_RELATIVE: WordFlags = crate::lang::speech::CONDITION | RELATIVE_SUBJECT | RELATIVE_OWNER;

/// Returns the names in a range that may be subjects.
pub(super) fn subject_names(quote_block: &QuoteBlock<'_>, start: usize, end: usize, floor: usize) -> Vec<NamedWords> {
    let mut names = quote_block.names(start..end);
    names.retain(|name| is_subject_name(quote_block, name, floor));
    names
}

/// Returns whether a name may be a subject: it can speak, and depends on no other word.
pub(super) fn is_subject_name(quote_block: &QuoteBlock<'_>, name: &NamedWords, floor: usize) -> bool {
    can_speak(quote_block, name.mention)
        && !quote_block.is_possessor(name.words.end)
        && quote_block.governor(name.words.start, floor) == Governor::None
}

/// Returns whether the words between the start of a clause and a name are its title: `le ministre de l’Intérieur X`,
/// `X’s wife Y`. A small word that may be a verb does not count: `le maire rencontre X`.
pub(super) fn is_title(quote_block: &QuoteBlock<'_>, start: usize, name: usize) -> bool {
    let known = DETERMINER | ROLE_NOUN | BINDING_PREPOSITION | FEMININE | MASCULINE | INDEFINITE;
    // Behind these any noun may follow.
    let mut links = false;
    let mut role = false;
    (start..name).all(|at| {
        let word = &quote_block.words[at];
        if word.mark.is_some() || at > start && clause::breaks(quote_block.gap(at)) {
            return false;
        }
        if word.mention.is_some() {
            let end = clause::words_of(quote_block, at).end;
            let bound = links || quote_block.is_possessor(end);
            links = bound && end > at + 1;
            return bound;
        }
        let after_name = at > start && quote_block.mention_at(at - 1).is_some() && quote_block.is_possessor(at);
        if after_name || quote_block.is(at, BINDING_PREPOSITION) || role && quote_block.is(at, PREPOSITION) {
            links = true;
            return true;
        }
        role |= quote_block.is(at, ROLE_NOUN | FEMININE | MASCULINE);
        let passes = quote_block.is(at, known)
            || quote_block.follows_hyphen(at)
            || word.token.is(Token::CAPITAL)
            || links && word.flags & PERFECT_AUXILIARY == 0;
        links &= quote_block.is(at, DETERMINER);
        passes
    })
}

/// Returns whether a phrase makes its person somebody’s: `son avocat`, `X’s lawyer`, `l’avocat de X`.
pub(super) fn has_owner(quote_block: &QuoteBlock<'_>, start: usize, end: usize) -> bool {
    (start..end).any(|at| quote_block.is(at, POSSESSIVE))
        || quote_block.names(start..end).iter().any(|name| can_speak(quote_block, name.mention))
}

/// A subject without a name: a role, a body of people, a document.
pub(super) fn described(quote_block: &QuoteBlock<'_>, start: usize, end: usize, owned: bool) -> Subject {
    let is_subject = |at: &usize| is_subject_noun(quote_block, *at, start);
    let find = |flags: WordFlags| (start..end).find(|at| quote_block.is(*at, flags) && is_subject(at));
    if let Some(at) = find(DOCUMENT_NOUN) {
        // `the family’s statement`.
        let of_stranger =
            at >= start + 2 && quote_block.text_at(at - 1) == "s" && quote_block.mention_at(at - 2).is_none();
        if of_stranger {
            return Subject::Unnamed;
        }
        return document_owner(quote_block, at, end).map_or(Subject::Document(at), Subject::Named);
    }
    let definite = (start..end.min(start + 2)).any(|at| is_singular_article(quote_block, at));
    // `l’avocat de X` is not X, and a capital makes a stranger: `le ministre Dupont`.
    if owned || !definite || (start + 1..end).any(|at| is_stranger(quote_block, at)) {
        return Subject::Unnamed;
    }
    if let Some(at) = find(ORGANISATION_NOUN).filter(|at| *at <= start + 2) {
        return Subject::UnnamedOrganisation(at);
    }
    find(ROLE_NOUN).map_or(Subject::Unnamed, Subject::Described)
}

/// Returns whether a word has a capital that no record and no title explains.
pub(super) fn is_stranger(quote_block: &QuoteBlock<'_>, at: usize) -> bool {
    quote_block.words.get(at).is_some_and(|word| {
        word.token.is(Token::CAPITAL)
            && word.mention.is_none()
            && word.mark.is_none()
            && word.flags & (ROLE_NOUN | DETERMINER | PREPOSITION | BINDING_PREPOSITION | TIME_WORD | PRONOUN) == 0
    })
}

fn is_singular_article(quote_block: &QuoteBlock<'_>, at: usize) -> bool {
    quote_block.words.get(at).is_some_and(|word| word.mention.is_none())
        && in_any(&quote_block.text_at(at).to_lowercase(), |language| language.words.singular_articles)
}

/// Returns whether words begin as a noun phrase that describes somebody: `le maire de …`, `ancien ministre`.
pub(super) fn is_noun_phrase(quote_block: &QuoteBlock<'_>, words: std::ops::Range<usize>) -> bool {
    // `X’s lawyer, Y, said`.
    if words.clone().any(|at| quote_block.is_possessor(at)) {
        return true;
    }
    // `news source Daily Xtra’s editorial director, Y, said`.
    let acts = PERFECT_AUXILIARY | PASSIVE_AUXILIARY | PRONOUN | PLURAL_PRONOUN;
    let has_role = words.clone().any(|at| quote_block.is(at, ROLE_NOUN));
    if has_role
        && !words.clone().any(|at| quote_block.is(at, acts))
        && !clause::is_adverbial(quote_block, words.clone())
    {
        return true;
    }
    quote_block.is(words.start, DETERMINER | ROLE_NOUN | POSSESSIVE | INDEFINITE)
        && !clause::is_adverbial(quote_block, words)
}

/// Returns the institution that a document belongs to: `une résolution du Parlement européen`.
pub(super) fn document_owner(quote_block: &QuoteBlock<'_>, at: usize, limit: usize) -> Option<usize> {
    // `X’s statement`.
    if let Some(owner) = at.checked_sub(2).filter(|_| quote_block.is_possessor(at - 1))
        && let Some(mention) = quote_block.mention_at(owner).filter(|mention| can_speak(quote_block, *mention))
    {
        return Some(mention);
    }
    let names = quote_block.names(at..limit.min(at + 8));
    let NamedWords { words, mention } = names.first()?;
    (quote_block.governor(words.start, at) == Governor::Noun && can_speak(quote_block, *mention)).then_some(*mention)
}

/// Returns whether a noun depends on no preposition.
fn is_subject_noun(quote_block: &QuoteBlock<'_>, at: usize, floor: usize) -> bool {
    quote_block.governor(at, floor) == Governor::None && !quote_block.is(at, BINDING_PREPOSITION)
}

/// Returns whether the entity of a mention can speak: it is not a place or an event.
pub(super) fn can_speak(quote_block: &QuoteBlock<'_>, mention: usize) -> bool {
    quote_block.mentions.get(mention).is_some_and(|mention| !matches!(mention.kind, BaseKind::Place | BaseKind::Event))
}

/// Returns the first mention that can speak, if all that can speak are of the same entity.
pub(super) fn sole_mention(quote_block: &QuoteBlock<'_>, mentions: &[usize]) -> Option<usize> {
    let mut speaking = mentions.iter().copied().filter(|mention| can_speak(quote_block, *mention));
    let first = speaking.next()?;
    let entity = quote_block.mentions[first].entity;
    speaking.all(|mention| quote_block.mentions[mention].entity == entity).then_some(first)
}
