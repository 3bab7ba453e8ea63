//! Finds the cue that attributes a quotation: a verb or preposition next to it, and the subject of the verb.

use std::ops::Range;

use super::marks::QuotedSpan;
use super::quote_block::{Governor, NamedWords, QuoteBlock};
use crate::lang::in_any;
use crate::lang::speech::{
    ACCORDING, ALSO_NOUN, BINDING_PREPOSITION, CLAUSE_OPENER, COORDINATOR, CUE_BEHIND, DETERMINER, DOCUMENT_NOUN,
    INTERVENING_WORD, OBJECT_PRONOUN, ORGANISATION_NOUN, PAIR_FIRST, PAIR_SECOND, PASSIVE_AUXILIARY, PERFECT_AUXILIARY,
    PLURAL_PRONOUN, PREPOSITION, PRONOUN, REFLEXIVE, ROLE_NOUN, SAYING_VERB, VIEWPOINT_PREPOSITION, WordFlags,
};
use crate::model::BaseKind;
use crate::text::tokens::Gap;

/// The speaker that a cue points to. Positions are those of words in the block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Subject {
    /// A name: index into [`QuoteBlock::mentions`].
    Named(usize),
    /// The pronoun at this position, for a person named before.
    Pronoun(usize),
    /// A person described by a role, `le ministre`; position of the cue.
    Described(usize),
    /// An organisation without its name, `le studio`; position of the cue.
    UnnamedOrganisation(usize),
    /// A document without an author of its own; position of the cue.
    Document(usize),
    /// A person who is not named here.
    Unnamed,
}

/// What attributes a quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cue {
    /// The speaker.
    pub subject: Subject,
    /// The words, as they are in the text.
    pub words: String,
    /// Whether it is next to the quotation and can be nothing else: `», dit-il`, `X a dit : «`.
    pub direct: bool,
    /// Whether it follows the quotation.
    pub behind: bool,
    /// Position of the word after the cue.
    pub after: usize,
}

impl Cue {
    /// Makes a cue of a range of words. It is neither direct nor behind the quotation.
    fn of_words(quote_block: &QuoteBlock<'_>, words: Range<usize>, subject: Subject) -> Self {
        let after = words.end;
        Self { subject, words: quote_block.text_of(words), direct: false, behind: false, after }
    }
}

/// What is known of the words between two marks that are a quotation.
#[derive(Clone, Debug)]
pub(super) struct Attribution {
    /// Index of a name of the speaker; `None` if no speaker is certain.
    pub speaker: Option<usize>,
    /// The words that attribute it; may be empty.
    pub cue: String,
}

/// Words that may be between a verb of saying and its subject.
const VERB_GROUP: WordFlags = PERFECT_AUXILIARY | REFLEXIVE | PASSIVE_AUXILIARY | INTERVENING_WORD;

/// How far from a quotation a cue is looked for, in words.
const MAX_CUE_DISTANCE: usize = 40;

/// A sentence with more words than this is not prose but a list or noise.
const LONG_SENTENCE: usize = 400;

/// Returns the cue behind a quotation: `», a déclaré X`, `» selon X`, `,” X said`.
#[must_use]
pub(crate) fn cue_after(quote_block: &QuoteBlock<'_>, mark: &QuotedSpan, index: usize) -> Option<Cue> {
    let first = quote_block.mark_spans[index].end;
    let word = quote_block.words.get(first)?;
    let between = &quote_block.text[mark.close..word.token.start as usize];
    let near = between.chars().all(|c| c.is_whitespace() || matches!(c, ',' | '-' | '–' | '—' | '!' | '?'));
    let same_sentence = first > 0 && quote_block.is_same_sentence(first, first - 1);
    if !near || !same_sentence || quote_block.is_quoted(first) {
        return None;
    }
    // German and Spanish part what is said from its verb by a comma: in `„Der Anker“ schrieb` the words are the subject.
    let said = quote_block.text[mark.start..mark.end].ends_with(['?', '!', '…']);
    if quote_block.table.subject_follows && !said && between.chars().all(char::is_whitespace) {
        return None;
    }
    let limit = quote_block.sentence_end(first).min(first + 30);
    let limit = (first..limit).find(|at| quote_block.is_quoted(*at)).unwrap_or(limit);
    if quote_block.is(first, CUE_BEHIND) {
        let subject = subject_after(quote_block, first + 1, limit);
        return Some(Cue { behind: true, ..Cue::of_words(quote_block, first..first + 1, subject) });
    }
    if let Some(cue) = inverted_cue(quote_block, first, limit) {
        return Some(cue);
    }
    // `« … » — X`.
    if between.contains(['—', '–'])
        && let Some(mention) = quote_block.mention_at(first).filter(|mention| can_speak(quote_block, *mention))
    {
        let subject = Subject::Named(mention);
        return Some(Cue { subject, words: "—".to_owned(), direct: true, behind: true, after: first });
    }
    if quote_block.is(first, COORDINATOR | CLAUSE_OPENER) && !quote_block.is(first, ACCORDING | PAIR_FIRST) {
        return None;
    }
    for at in first..limit.min(first + 14) {
        if let Some(words) = according_words(quote_block, at) {
            let subject = subject_after(quote_block, words.end, limit);
            return Some(Cue { behind: true, ..Cue::of_words(quote_block, words, subject) });
        }
        // `,” the minister said`: a subject, then its verb.
        if is_saying_verb(quote_block, at) && at > first {
            if !opens_clause(quote_block, mark, index) {
                return None;
            }
            let subject = subject_before(quote_block, at, first);
            return Some(Cue { behind: true, ..Cue::of_words(quote_block, verb_words(quote_block, at), subject) });
        }
        if quote_block.is(at, CLAUSE_OPENER | COORDINATOR) && at > first {
            break;
        }
    }
    None
}

/// `a-t-il ajouté`, `dit-elle`, `a déclaré X`, `said X`.
fn inverted_cue(quote_block: &QuoteBlock<'_>, first: usize, limit: usize) -> Option<Cue> {
    let may_precede_verb = |at: usize| quote_block.is(at, VERB_GROUP | PRONOUN) || is_saying_verb(quote_block, at);
    let verb = (first..limit.min(first + 6))
        .take_while(|at| *at == first || (first..*at).all(may_precede_verb))
        .find(|at| is_saying_verb(quote_block, *at))?;
    // `il` before the verb, or `-il` behind it or behind its auxiliary.
    let pronoun = (first..(verb + 3).min(limit))
        .find(|at| quote_block.is(*at, PRONOUN | PLURAL_PRONOUN) && (*at < verb || quote_block.follows_hyphen(*at)));
    let behind_verb = pronoun.filter(|at| *at > verb && quote_block.follows_hyphen(*at));
    let start = if pronoun == Some(first) { first + 1 } else { first };
    let words = start..behind_verb.unwrap_or(verb) + 1;
    let subject = match pronoun {
        Some(at) if quote_block.is(at, PLURAL_PRONOUN) => Subject::Unnamed,
        Some(at) => Subject::Pronoun(at),
        None => subject_after(quote_block, verb + 1, limit),
    };
    Some(Cue { subject, words: quote_block.text_of(words), direct: true, behind: true, after: verb + 1 })
}

/// Returns whether a quotation begins its sentence, or the clause of what is said in it.
fn opens_clause(quote_block: &QuoteBlock<'_>, mark: &QuotedSpan, index: usize) -> bool {
    let first = quote_block.mark_spans[index].start;
    first == quote_block.sentence_start(first)
        || quote_block.text[..mark.open].trim_end().ends_with([',', ':', '—', '–'])
}

/// Returns the cue before a quotation, from the word `floor` on: the last verb of saying, `selon X`, or a colon.
#[must_use]
pub(crate) fn cue_before(quote_block: &QuoteBlock<'_>, mark: &QuotedSpan, index: usize, floor: usize) -> Option<Cue> {
    let first = quote_block.mark_spans[index].start;
    let floor = floor.max(first.saturating_sub(MAX_CUE_DISTANCE));
    let colon = first
        .checked_sub(1)
        .is_some_and(|before| quote_block.text[quote_block.words[before].token.end as usize..mark.open].contains(':'));
    for at in (floor..first).rev().filter(|at| !quote_block.is_quoted(*at)) {
        if let Some(words) = according_words(quote_block, at) {
            let limit = first.min(quote_block.sentence_end(at));
            let subject = subject_after(quote_block, words.end, limit);
            return Some(Cue::of_words(quote_block, words, subject));
        }
        if is_saying_verb(quote_block, at) {
            let start = quote_block.sentence_start(at);
            let subject = if colon {
                colon_subject(quote_block, start, first)
            } else {
                let floor = start.max(floor.saturating_sub(MAX_CUE_DISTANCE));
                subject_beside(quote_block, at, floor, first)
            };
            return Some(Cue { direct: colon, ..Cue::of_words(quote_block, verb_words(quote_block, at), subject) });
        }
    }
    if colon {
        let subject = colon_subject(quote_block, quote_block.sentence_start(first - 1).max(floor), first);
        return Some(Cue { subject, words: ":".to_owned(), direct: true, behind: false, after: first });
    }
    None
}

/// Returns who speaks after the words `floor..after`, which end with a colon.
#[must_use]
pub(crate) fn colon_subject(quote_block: &QuoteBlock<'_>, floor: usize, after: usize) -> Subject {
    let floor = floor.max(after.saturating_sub(LONG_SENTENCE));
    let verb = (floor..after).rev().find(|at| is_saying_verb(quote_block, *at));
    if let Some(verb) = verb {
        // `Sur la page de X, on peut lire :` names its author although `on` is the subject.
        let is_read = (floor..verb).any(|at| quote_block.text_at(at) == "on");
        if !is_read {
            return subject_beside(quote_block, verb, floor, after);
        }
    }
    let names = quote_block.names(floor..after);
    let may_be_subject = |name: &&NamedWords| quote_block.governor(name.words.start, floor) == Governor::None;
    let mut chosen: Vec<usize> = names.iter().filter(may_be_subject).map(|name| name.mention).collect();
    if chosen.is_empty() {
        chosen = names.iter().map(|name| name.mention).collect();
    }
    sole_mention(quote_block, &chosen).map_or(Subject::Unnamed, Subject::Named)
}

/// Returns whether a word is a verb of saying in its context.
#[must_use]
pub(crate) fn is_saying_verb(quote_block: &QuoteBlock<'_>, at: usize) -> bool {
    if !quote_block.is(at, SAYING_VERB) {
        return false;
    }
    let before = at.checked_sub(1).filter(|before| quote_block.is_same_sentence(*before, at));
    if quote_block.is(at, ALSO_NOUN)
        && before.is_some_and(|before| quote_block.is(before, DETERMINER | BINDING_PREPOSITION | PREPOSITION))
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
    let past = word.ends_with("ed");
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

/// Returns the words of `selon`, `d’après` or `according to` that begin at a position.
fn according_words(quote_block: &QuoteBlock<'_>, at: usize) -> Option<Range<usize>> {
    let next = at + 1;
    if quote_block.is(at, ACCORDING) {
        let has_to = next < quote_block.words.len() && quote_block.text_at(next) == "to";
        return Some(at..next + usize::from(has_to));
    }
    let next_word = quote_block.words.get(next)?;
    if quote_block.is(at, PAIR_FIRST) && quote_block.is(next, PAIR_SECOND) && next_word.token.gap == Gap::Apostrophe {
        // `l’avis de X`.
        return Some(at..next + 1 + usize::from(quote_block.is(next + 1, BINDING_PREPOSITION)));
    }
    // `Pour X, « … »`.
    let mention = next_word.mention?;
    let after_name = (next..quote_block.words.len()).find(|at| quote_block.mention_at(*at) != Some(mention))?;
    let is_person = quote_block.mentions[mention].kind == BaseKind::Person;
    let has_comma = quote_block.gap(after_name).trim_start().starts_with(',');
    (quote_block.is(at, VIEWPOINT_PREPOSITION) && is_person && has_comma).then_some(at..next)
}

/// Returns the words of a verb with its auxiliary: `a déclaré`.
fn verb_words(quote_block: &QuoteBlock<'_>, verb: usize) -> Range<usize> {
    let mut first = verb;
    while first > 0
        && quote_block.is(first - 1, VERB_GROUP)
        && quote_block.is_same_sentence(first - 1, verb)
        && verb - first < 4
    {
        first -= 1;
    }
    // Adverbs before the auxiliary do not belong to the verb.
    while first < verb && !quote_block.is(first, PERFECT_AUXILIARY | REFLEXIVE | PASSIVE_AUXILIARY) {
        first += 1;
    }
    first..verb + 1
}

/// Returns the subject behind a verb or a preposition. In `le porte-parole de X, Y` it is Y.
fn subject_after(quote_block: &QuoteBlock<'_>, first: usize, limit: usize) -> Subject {
    let (mut described, mut has_bound_name, mut organisation) = (false, false, false);
    let mut at = first;
    while at < limit.min(first + 25) {
        if quote_block.is_quoted(at) || at > first && quote_block.gap(at).contains([';', ':', '.']) {
            break;
        }
        if let Some(mention) = quote_block.mention_at(at) {
            match quote_block.governor(at, first) {
                Governor::None if can_speak(quote_block, mention) => return Subject::Named(mention),
                Governor::Preposition => break,
                Governor::None | Governor::Noun => {}
            }
            has_bound_name = true;
            at = (at..limit).find(|next| quote_block.mention_at(*next) != Some(mention)).unwrap_or(limit);
            continue;
        }
        if at == first && quote_block.is(at, OBJECT_PRONOUN) {
            return Subject::Pronoun(at);
        }
        if at == first && quote_block.is(at, PRONOUN) {
            return if quote_block.is(at, PLURAL_PRONOUN) { Subject::Unnamed } else { Subject::Pronoun(at) };
        }
        if quote_block.is(at, DOCUMENT_NOUN) && at <= first + 2 {
            return document_owner(quote_block, at, limit).map_or(Subject::Document(first), Subject::Named);
        }
        if quote_block.is(at, CLAUSE_OPENER) && !quote_block.is(at, ROLE_NOUN | DETERMINER) {
            break;
        }
        described |= quote_block.is(at, ROLE_NOUN);
        organisation |= quote_block.is(at, ORGANISATION_NOUN) && at <= first + 1;
        at += 1;
    }
    let definite = first < quote_block.words.len()
        && in_any(quote_block.text_at(first), |language| language.words.singular_articles);
    // `le porte-parole de X` is not X.
    match definite && !has_bound_name {
        true if organisation => Subject::UnnamedOrganisation(first),
        true if described => Subject::Described(first),
        _ => Subject::Unnamed,
    }
}

/// Returns the subject of a verb: before it, or, where the language puts it there too, behind it: `Am Montag sagte X:`. With a
/// name on both sides the verb has its subject behind it only if none before it can be one.
fn subject_beside(quote_block: &QuoteBlock<'_>, verb: usize, floor: usize, limit: usize) -> Subject {
    let before = subject_before(quote_block, verb, floor);
    let floor = floor.max(quote_block.sentence_start(verb));
    // `Am Rande der Sitzung des Rats sagte X`: behind what opens the sentence comes the verb, then its subject, unless a name
    // touches the verb: `En la sala, X dijo`.
    let touches =
        verb > floor && quote_block.mention_at(verb - 1).is_some_and(|mention| can_speak(quote_block, mention));
    let is_fronted = quote_block.table.subject_follows && quote_block.is(floor, PREPOSITION) && !touches;
    if !is_fronted && (before != Subject::Unnamed || !quote_block.table.subject_follows) {
        return before;
    }
    if is_fronted {
        return subject_after(quote_block, verb + 1, limit.min(quote_block.sentence_end(verb)));
    }
    let names = quote_block.names(floor..verb);
    if names.iter().any(|name| quote_block.governor(name.words.start, floor) == Governor::None) {
        return before;
    }
    subject_after(quote_block, verb + 1, limit.min(quote_block.sentence_end(verb)))
}

/// Returns the institution that a document belongs to: `une résolution du Parlement européen`.
fn document_owner(quote_block: &QuoteBlock<'_>, at: usize, limit: usize) -> Option<usize> {
    let names = quote_block.names(at..limit.min(at + 8));
    let NamedWords { words, mention } = names.first()?;
    (quote_block.governor(words.start, at) == Governor::Noun && can_speak(quote_block, *mention)).then_some(*mention)
}

/// Returns the subject of a verb in the words `floor..verb`.
fn subject_before(quote_block: &QuoteBlock<'_>, verb: usize, floor: usize) -> Subject {
    let floor = floor.max(quote_block.sentence_start(verb));
    // The first word of the verb with its auxiliaries and adverbs.
    let mut group = verb;
    while group > floor && quote_block.is(group - 1, VERB_GROUP) {
        group -= 1;
    }
    let last_word = group.checked_sub(1).filter(|last| *last >= floor);
    if let Some(at) = last_word
        && quote_block.is(at, PRONOUN | PLURAL_PRONOUN)
        && !quote_block.is(at, CLAUSE_OPENER)
    {
        return if quote_block.is(at, PLURAL_PRONOUN) { Subject::Unnamed } else { Subject::Pronoun(at) };
    }
    let mut names = quote_block.names(floor..group);
    names.retain(|name| {
        can_speak(quote_block, name.mention) && quote_block.governor(name.words.start, floor) == Governor::None
    });
    if let Some(name) = names.last().filter(|name| name.words.end == group) {
        return Subject::Named(name.mention);
    }
    let document =
        (floor..group).find(|at| quote_block.is(*at, DOCUMENT_NOUN) && is_subject_noun(quote_block, *at, floor));
    if let Some(at) = document
        && names.iter().all(|name| name.words.start > at)
    {
        return document_owner(quote_block, at, group).map_or(Subject::Document(verb), Subject::Named);
    }
    // `X, venu à Paris, a déclaré`: between the subject and its verb there are words set off by commas.
    if group < quote_block.words.len() && last_word.is_some() && quote_block.gap(group).contains(',') {
        let set_off = |name: &&NamedWords| name.words.end < group && quote_block.gap(name.words.end).contains(',');
        if let Some(name) = names.iter().rev().find(set_off) {
            return Subject::Named(name.mention);
        }
    }
    // A noun phrase of its own right before the verb: `… , le ministre a déclaré`.
    let phrase: Vec<usize> = (floor..group)
        .rev()
        .take(8)
        .take_while(|at| !quote_block.gap(at + 1).contains([',', ';', ':']) || at + 1 == group)
        .collect();
    let has_subject_noun = |flags: WordFlags| {
        phrase.iter().any(|at| quote_block.is(*at, flags) && is_subject_noun(quote_block, *at, floor))
    };
    let is_named = names.iter().any(|name| phrase.contains(&name.words.start));
    if has_subject_noun(ROLE_NOUN) && !is_named {
        // `l’avocat de X` is not X.
        let has_name = phrase.iter().any(|at| quote_block.mention_at(*at).is_some());
        return if has_name { Subject::Unnamed } else { Subject::Described(verb) };
    }
    let mentions: Vec<usize> = names.iter().map(|name| name.mention).collect();
    if let Some(mention) = sole_mention(quote_block, &mentions) {
        return Subject::Named(mention);
    }
    // `X a rencontré Y et a déclaré`, `X a salué Y en déclarant`: the first name is the subject of both verbs.
    let shares_subject =
        last_word.is_some_and(|at| quote_block.is(at, COORDINATOR)) || quote_block.text_at(verb).ends_with("ant");
    match mentions.first() {
        Some(mention) if shares_subject => Subject::Named(*mention),
        None if has_subject_noun(ORGANISATION_NOUN) => Subject::UnnamedOrganisation(verb),
        _ => Subject::Unnamed,
    }
}

/// Returns whether a noun depends on no preposition.
fn is_subject_noun(quote_block: &QuoteBlock<'_>, at: usize, floor: usize) -> bool {
    quote_block.governor(at, floor) == Governor::None && !quote_block.is(at, BINDING_PREPOSITION)
}

/// Returns whether the entity of a mention can speak: it is not a place or an event.
fn can_speak(quote_block: &QuoteBlock<'_>, mention: usize) -> bool {
    quote_block.mentions.get(mention).is_some_and(|mention| !matches!(mention.kind, BaseKind::Place | BaseKind::Event))
}

/// Returns the first mention that can speak, if all that can speak are of the same entity.
fn sole_mention(quote_block: &QuoteBlock<'_>, mentions: &[usize]) -> Option<usize> {
    let mut speaking = mentions.iter().copied().filter(|mention| can_speak(quote_block, *mention));
    let first = speaking.next()?;
    let entity = quote_block.mentions[first].entity;
    speaking.all(|mention| quote_block.mentions[mention].entity == entity).then_some(first)
}

/// Returns the person that a pronoun means. Looks back from its sentence over at most three more, for a person who is
/// the subject there, and the only one. `attributions` are those of the marks so far, with `None` for marks around
/// anything but a quotation; `carried` is the last speaker of the paragraph before.
#[must_use]
pub(super) fn antecedent(
    quote_block: &QuoteBlock<'_>,
    at: usize,
    attributions: &[Option<Attribution>],
    carried: Option<usize>,
) -> Option<usize> {
    let mut end = at;
    for n in 0..4 {
        let start = quote_block.sentence_start(if n == 0 { at } else { end.saturating_sub(1) });
        if end - start > LONG_SENTENCE {
            return None;
        }
        let mut names = quote_block.names(start..end);
        names.retain(|name| {
            quote_block.mentions[name.mention].kind == BaseKind::Person
                && quote_block.governor(name.words.start, start) == Governor::None
        });
        if let Some(first) = names.first() {
            let entity = quote_block.mentions[first.mention].entity;
            let has_others = names.iter().any(|name| quote_block.mentions[name.mention].entity != entity);
            // The first of several is the subject if it begins the sentence.
            let is_subject = !has_others || quote_block.only_titles_between(start, first.words.start);
            return is_subject.then_some(first.mention);
        }
        // A person who is not named has just spoken.
        if (start..end).any(|word| according_words(quote_block, word).is_some()) {
            return None;
        }
        let n_known = quote_block.mark_spans.partition_point(|span| span.start < end).min(attributions.len());
        if let Some(last) = n_known.checked_sub(1)
            && quote_block.mark_spans[last].start >= start
            && let Some(attribution) = &attributions[last]
        {
            return attribution.speaker;
        }
        if start == 0 {
            return carried;
        }
        end = start;
    }
    None
}
