//! Finds the cue that attributes a quotation: a verb or preposition next to it. Whose it is, `subject` says.

use std::ops::Range;

use super::clause::{self, is_saying_verb};
use super::clause_subject;
use super::inverted_subject::{agent, subject_after};
use super::marks::QuotedSpan;
use super::phrase::{self, Subject, sole_mention};
use super::quote_block::{Governor, NamedWords, QuoteBlock};
use super::speech_lexicon::{SAID, VERB_GROUP};
use super::subject::subject_before;
use crate::lang::speech::{
    ACCORDING, AGENT_PREPOSITION, BINDING_PREPOSITION, CLAUSE_OPENER, COMPLEMENTISER, CONJUNCTION, COORDINATOR,
    CUE_BEHIND, DETERMINER, DOCUMENT_NOUN, HESITATION, INCISE_VERB, INFINITIVE_ENDING, INTERVENING_WORD, NEGATION,
    PAIR_FIRST, PAIR_SECOND, PASSIVE_AUXILIARY, PAST_ENDING, PERFECT_AUXILIARY, PLURAL_PRONOUN, PREPOSITION, PRONOUN,
    QUALIFYING_WORD, QUOTING, RECEIVING, REFLEXIVE, RELATIVE_OWNER, RELATIVE_SUBJECT, TIME_WORD, VIEWPOINT_PREPOSITION,
};
use crate::model::BaseKind;
use crate::text::tokens::{Gap, Token};

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
    /// The same for those who say it with the speaker.
    pub more: Vec<usize>,
    /// The words that attribute it; may be empty.
    pub cue: String,
    /// What the cue points to; `None` if no cue was found.
    pub subject: Option<Subject>,
}

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
    if let Some(cue) = agent_cue(quote_block, index, first, limit) {
        return Some(cue);
    }
    if quote_block.is(first, CUE_BEHIND) {
        let subject = subject_after(quote_block, first + 1, limit);
        return Some(Cue { behind: true, ..Cue::of_words(quote_block, first..first + 1, subject) });
    }
    let opens = opens_clause(quote_block, mark, index);
    if let Some(cue) = inverted_cue(quote_block, first, limit) {
        return Some(cue);
    }
    if let Some(cue) = position_cue(quote_block, mark, index, first, limit).filter(|_| opens) {
        return Some(cue);
    }
    // `« … » — X`.
    if between.contains(['—', '–'])
        && let Some(mention) = quote_block.mention_at(first).filter(|mention| phrase::can_speak(quote_block, *mention))
    {
        let subject = Subject::Named(mention);
        return Some(Cue { subject, words: "—".to_owned(), direct: true, behind: true, after: first });
    }
    if quote_block.is(first, COORDINATOR | CLAUSE_OPENER) && !quote_block.is(first, ACCORDING | PAIR_FIRST) {
        return None;
    }
    // `,” X, a lawyer and a friend of Y, said`: commas set off what is between a name and its verb.
    let led = (first..limit.min(first + 5))
        .find(|at| quote_block.mention_at(*at).is_some())
        .filter(|name| quote_block.only_titles_between(first, *name))
        .map(|name| clause::words_of(quote_block, name).end)
        .filter(|end| *end < limit && clause::breaks(quote_block.gap(*end)));
    for at in first..limit.min(first + if led.is_some() { 30 } else { 14 }) {
        if led.is_some_and(|end| at >= end && !clause::breaks(quote_block.gap(at))) {
            continue;
        }
        if let Some(words) = according_words(quote_block, at) {
            let subject = subject_after(quote_block, words.end, limit);
            return Some(Cue { behind: true, ..Cue::of_words(quote_block, words, subject) });
        }
        // `,” the minister said`: a subject, then its verb.
        if is_saying_verb(quote_block, at) && at > first {
            if !opens {
                return None;
            }
            let said = clause::is_asserted(quote_block, at, first);
            let subject = if said { subject_before(quote_block, at, first) } else { Subject::Nobody };
            return Some(Cue {
                behind: true,
                direct: true,
                ..Cue::of_words(quote_block, verb_words(quote_block, at), subject)
            });
        }
        let joins_names = quote_block.is(at, CONJUNCTION)
            && at > first
            && quote_block.mention_at(at - 1).is_some()
            && (at + 1..limit.min(at + 4)).any(|next| quote_block.mention_at(next).is_some());
        if quote_block.is(at, CLAUSE_OPENER | COORDINATOR) && at > first && led.is_none() && !joins_names {
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
    if clause::is_present_participle(quote_block, verb) {
        return None;
    }
    // `il` before the verb, or `-il` behind it or behind its auxiliary.
    let pronoun = (first..(verb + 3).min(limit))
        .find(|at| quote_block.is(*at, PRONOUN | PLURAL_PRONOUN) && (*at < verb || quote_block.follows_hyphen(*at)));
    let behind_verb = pronoun.filter(|at| *at > verb && quote_block.follows_hyphen(*at));
    let start = if pronoun == Some(first) { first + 1 } else { first };
    let words = start..behind_verb.unwrap_or(verb) + 1;
    // `X, que Y a traité de « voyou », n’a pas réagi`: nobody follows the verb.
    let has_follower = verb + 1 < limit && !clause::breaks(quote_block.gap(verb + 1));
    if pronoun.is_none() && !has_follower {
        return None;
    }
    let subject = match pronoun {
        Some(at) if quote_block.is(at, PLURAL_PRONOUN) => Subject::Unnamed,
        Some(at) => Subject::Pronoun(at),
        None if is_denied(quote_block, first..verb) => Subject::Nobody,
        None => subject_after(quote_block, verb + 1, limit),
    };
    Some(Cue { subject, words: quote_block.text_of(words), direct: true, behind: true, after: verb + 1 })
}

/// `», n’a pas dit X`.
fn is_denied(quote_block: &QuoteBlock<'_>, mut words: Range<usize>) -> bool {
    let hesitates = words.clone().any(|at| quote_block.is(at, HESITATION));
    !hesitates && words.any(|at| quote_block.is(at, NEGATION))
}

/// `qualifié de « … » par X`, `called “…” by X`: the agent of a passive.
fn agent_cue(quote_block: &QuoteBlock<'_>, index: usize, first: usize, limit: usize) -> Option<Cue> {
    let quoted = quote_block.mark_spans[index].start;
    if !quote_block.is(first, AGENT_PREPOSITION) {
        return None;
    }
    let floor = quote_block.sentence_start(quoted).max(quoted.saturating_sub(6));
    let verb = (floor..quoted).rev().find(|at| is_participle(quote_block, *at))?;
    let subject = agent(quote_block, first, limit)?;
    let words = quote_block.text_of(verb..verb + 1);
    Some(Cue { subject, words, direct: false, behind: true, after: quoted })
}

/// Returns whether a word is a participle of a verb of saying, and not the verb of its sentence.
fn is_participle(quote_block: &QuoteBlock<'_>, at: usize) -> bool {
    let word = quote_block.text_at(at).to_lowercase();
    let ends = quote_block.table.participles.iter().any(|ending| word.ends_with(ending))
        || quote_block.table.ends_as(&word, PAST_ENDING);
    ends && quote_block.is(at, SAID)
}

/// A clause behind the words whose verb no list has: `», peste X`, `», s’étrangle X`, `», tempête-t-il`, `,” X deadpanned`.
fn position_cue(
    quote_block: &QuoteBlock<'_>,
    mark: &QuotedSpan,
    index: usize,
    first: usize,
    limit: usize,
) -> Option<Cue> {
    let inside = &quote_block.text[mark.start..mark.end];
    let parted = quote_block.text[mark.end..quote_block.words[first].token.start as usize].contains(',');
    if !(parted || inside.ends_with([',', '!', '?', '…'])) || quote_block.mark_spans[index].len() < 3 {
        return None;
    }
    let is_verb_like = |at: usize| {
        let word = &quote_block.words[at];
        let known = VERB_GROUP | SAID | INCISE_VERB;
        word.mark.is_none()
            && word.mention.is_none()
            && word.flags & !known == 0
            && !word.token.is(Token::CAPITAL | Token::DIGIT)
    };
    let cue = |verb: usize, subject: Subject, words: Range<usize>| {
        Some(Cue { subject, words: quote_block.text_of(words), direct: true, behind: true, after: verb + 1 })
    };
    if quote_block.table.has_incises {
        let auxiliaries = REFLEXIVE | PERFECT_AUXILIARY | PASSIVE_AUXILIARY | INTERVENING_WORD;
        let verb = (first..limit.min(first + 5)).find(|at| !quote_block.is(*at, auxiliaries))?;
        let pronoun = (verb..limit.min(verb + 3))
            .find(|at| quote_block.is(*at, PRONOUN | PLURAL_PRONOUN) && quote_block.follows_hyphen(*at));
        if let Some(at) = pronoun {
            let plural = quote_block.is(at, PLURAL_PRONOUN);
            return cue(verb, if plural { Subject::Unnamed } else { Subject::Pronoun(at) }, first..at + 1);
        }
        if !is_verb_like(verb) || verb + 1 >= limit {
            return None;
        }
        // `veut croire X`.
        let infinitive = verb + 2 < limit
            && is_verb_like(verb + 1)
            && quote_block.table.ends_as(quote_block.text_at(verb + 1), INFINITIVE_ENDING);
        let verb = verb + usize::from(infinitive);
        let name = (verb + 1..limit.min(verb + 6)).find(|at| quote_block.mention_at(*at).is_some())?;
        let subject = subject_after(quote_block, verb + 1, limit);
        let touches = quote_block.only_titles_between(verb + 1, name)
            && (verb + 1..=name)
                .all(|at| matches!(quote_block.words[at].token.gap, Gap::Space | Gap::Apostrophe | Gap::Dot));
        let is_named = matches!(subject, Subject::Named(_) | Subject::Several(_));
        let after = clause::words_of(quote_block, name).end;
        let ends = after >= limit
            || clause::breaks(quote_block.gap(after))
            || quote_block.is(after, PREPOSITION | BINDING_PREPOSITION | TIME_WORD | COORDINATOR);
        return if touches && is_named && ends { cue(verb, subject, first..verb + 1) } else { None };
    }
    // English: the comma inside the marks says that the clause is about the words.
    if !inside.ends_with(',') {
        return None;
    }
    let is_finite = |at: usize| {
        let word = quote_block.text_at(at);
        let ends = quote_block.table.ends_as(word, PAST_ENDING) || word.ends_with('s') && !word.ends_with("ss");
        is_verb_like(at) && ends && (at == first || quote_block.words[at].token.gap == Gap::Space)
    };
    // `,” he sighed.`
    if quote_block.is(first, PRONOUN) && first + 1 < limit && is_finite(first + 1) {
        let plural = quote_block.is(first, PLURAL_PRONOUN);
        return cue(first + 1, if plural { Subject::Unnamed } else { Subject::Pronoun(first) }, first + 1..first + 2);
    }
    let name = (first..limit.min(first + 5)).find(|at| quote_block.mention_at(*at).is_some())?;
    let after = clause::words_of(quote_block, name).end;
    // `,” quips X.`
    if is_finite(first) && quote_block.only_titles_between(first + 1, name) && name > first {
        let ends = after >= limit || clause::breaks(quote_block.gap(after)) || quote_block.is(after, PREPOSITION);
        return if ends { cue(first, subject_after(quote_block, first + 1, limit), first..first + 1) } else { None };
    }
    if !quote_block.only_titles_between(first, name) || after >= limit || !is_finite(after) {
        return None;
    }
    cue(after, subject_before(quote_block, after, first), after..after + 1)
}

/// Returns whether a quotation begins its sentence, or the clause of what is said in it.
fn opens_clause(quote_block: &QuoteBlock<'_>, mark: &QuotedSpan, index: usize) -> bool {
    let first = quote_block.mark_spans[index].start;
    first == quote_block.sentence_start(first)
        || quote_block.text[..mark.open].trim_end().ends_with([',', ';', ':', '—', '–'])
        || quote_block.is(first.wrapping_sub(1), COORDINATOR) && quote_block.text[mark.start..mark.end].ends_with(',')
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
        if is_aside(quote_block, at, floor, first) {
            continue;
        }
        if let Some(words) = according_words(quote_block, at) {
            let limit = first.min(quote_block.sentence_end(at));
            let subject = subject_after(quote_block, words.end, limit);
            return Some(Cue::of_words(quote_block, words, subject));
        }
        if let Some(subject) = agent(quote_block, at + 1, first).filter(|_| is_participle(quote_block, at)) {
            return Some(Cue::of_words(quote_block, at..at + 1, subject));
        }
        if is_saying_verb(quote_block, at) {
            let start = quote_block.sentence_start(at);
            let subject = if !clause::is_asserted(quote_block, at, start) || is_question(quote_block, mark, at) {
                Subject::Nobody
            } else if colon {
                match (colon_subject(quote_block, start, first), according_words(quote_block, start)) {
                    // `Selon X, la loi va permettre d’agir : « … »`.
                    (Subject::Unnamed, Some(words)) => subject_after(quote_block, words.end, at),
                    (subject, _) => subject,
                }
            } else {
                match subject_of(quote_block, at, start.max(floor.saturating_sub(MAX_CUE_DISTANCE)), first) {
                    Subject::Unnamed => subject_behind(quote_block, index, at),
                    subject => subject,
                }
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

/// Returns whether a word is in a relative clause that ends before the quotation: `— which the BBC noted as odd — “…”`.
fn is_aside(quote_block: &QuoteBlock<'_>, at: usize, floor: usize, quoted: usize) -> bool {
    let start = clause::segment_start(quote_block, at, floor);
    let relative = RELATIVE_SUBJECT | RELATIVE_OWNER;
    start > floor
        && quote_block.is(start, relative)
        && ((at + 1..quoted).any(|next| clause::breaks(quote_block.gap(next)))
            || quote_block.gap(start).contains(['—', '–']) && quote_block.gap(quoted).contains(['—', '–']))
        && !quote_block.gap(start).contains(['»', '”', '"'])
}

/// The object of a verb of quoting, if it is a name: `quoted X`. In `quotes his grandmother` it is nobody.
fn quoted_subject(quote_block: &QuoteBlock<'_>, verb: usize, quoted: usize) -> Subject {
    match subject_after(quote_block, verb + 1, quoted) {
        named @ Subject::Named(_) => named,
        _ => Subject::Unnamed,
    }
}

/// `Calling it “…”, X left.`: the subject of the clause behind a quotation whose participle opens the sentence.
fn subject_behind(quote_block: &QuoteBlock<'_>, index: usize, verb: usize) -> Subject {
    let first = quote_block.mark_spans[index].end;
    let opens = verb == quote_block.sentence_start(verb) && clause::is_present_participle(quote_block, verb);
    let follows = first < quote_block.words.len()
        && quote_block.is_same_sentence(first, verb)
        && quote_block.gap(first).contains(',');
    if !opens || !follows {
        return Subject::Unnamed;
    }
    clause_subject::clause_subject(quote_block, first, quote_block.sentence_end(first))
}

/// Returns the subject of a verb before a quotation that begins at `quoted`.
fn subject_of(quote_block: &QuoteBlock<'_>, verb: usize, floor: usize, quoted: usize) -> Subject {
    // `X cites Y: “…”`: the words are those of Y.
    if quote_block.is(verb, QUOTING) && verb + 1 < quoted {
        return quoted_subject(quote_block, verb, quoted);
    }
    let group = clause::group_start(quote_block, verb, floor);
    // `comme l’a dit X`, `ce que dit X`.
    let inverts = quote_block.table.has_incises
        && group > floor
        && !clause::is_nonfinite(quote_block, verb, group)
        && (quote_block.is(group - 1, COMPLEMENTISER)
            || quote_block.is(group - 1, CLAUSE_OPENER) && quote_block.is(group - 1, QUALIFYING_WORD))
        && !quote_block.is(group - 1, RELATIVE_SUBJECT);
    // `Am Rande der Sitzung des Rats sagte X`: behind what opens the sentence comes the verb, then its subject, unless a name
    // touches the verb: `En la sala, X dijo`.
    let touches =
        verb > floor && quote_block.mention_at(verb - 1).is_some_and(|mention| phrase::can_speak(quote_block, mention));
    let sentence = floor.max(quote_block.sentence_start(verb));
    let is_fronted = quote_block.table.subject_follows && quote_block.is(sentence, PREPOSITION) && !touches;
    let subject = if inverts || is_fronted {
        subject_after(quote_block, verb + 1, quoted.min(quote_block.sentence_end(verb)))
    } else {
        subject_before(quote_block, verb, floor)
    };
    let subject = match subject {
        Subject::Unnamed if quote_block.table.subject_follows => subject_behind_verb(quote_block, verb, floor, quoted),
        subject => subject,
    };
    // Whoever reads or hears words has not said them; a letter that reads so has.
    let is_document = || (floor..group).any(|at| quote_block.is(at, DOCUMENT_NOUN));
    if quote_block.is(verb, RECEIVING) && !matches!(subject, Subject::Document(_)) && !is_document() {
        return Subject::Unnamed;
    }
    subject
}

/// Returns the subject behind a verb, where the language puts it there too: `Am Montag sagte X:`. A name before the verb that
/// could be its subject leaves it open.
fn subject_behind_verb(quote_block: &QuoteBlock<'_>, verb: usize, floor: usize, limit: usize) -> Subject {
    let floor = floor.max(quote_block.sentence_start(verb));
    let names = quote_block.names(floor..verb);
    if names.iter().any(|name| quote_block.governor(name.words.start, floor) == Governor::None) {
        return Subject::Unnamed;
    }
    subject_after(quote_block, verb + 1, limit.min(quote_block.sentence_end(verb)))
}

/// Returns whether the sentence around a quotation asks something: `X a-t-il dit « … » ?`
fn is_question(quote_block: &QuoteBlock<'_>, mark: &QuotedSpan, verb: usize) -> bool {
    let end = quote_block.sentence_end(verb);
    let last = end.checked_sub(1).map_or(mark.close, |last| quote_block.words[last].token.end as usize).max(mark.close);
    let rest = quote_block.text[last..].trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '»' | '”' | '"'));
    mark.closed && rest.starts_with('?')
}

/// Returns who speaks after the words `floor..after`, which end with a colon.
#[must_use]
pub(crate) fn colon_subject(quote_block: &QuoteBlock<'_>, floor: usize, after: usize) -> Subject {
    let floor = floor.max(after.saturating_sub(LONG_SENTENCE));
    let verb = (floor..after).rev().find(|at| is_saying_verb(quote_block, *at));
    if let Some(verb) = verb {
        // `Sur la page de X, on peut lire :` names its author although `on` is the subject.
        let is_read = (floor..verb).any(|at| quote_block.text_at(at) == "on" && quote_block.is(at, PLURAL_PRONOUN));
        if !is_read {
            return match clause::is_asserted(quote_block, verb, floor) {
                true => subject_of(quote_block, verb, floor, after),
                false => Subject::Nobody,
            };
        }
        let names = quote_block.names(floor..after);
        let of_page = |name: &&NamedWords| quote_block.governor(name.words.start, floor) == Governor::Noun;
        let chosen: Vec<usize> = names.iter().filter(of_page).map(|name| name.mention).collect();
        return sole_mention(quote_block, &chosen).map_or(Subject::Unnamed, Subject::Named);
    }
    let start = clause::start(quote_block, after.saturating_sub(1).max(floor), floor);
    // `X was told: “…”`.
    let is_passive = |at: usize| quote_block.is(at, SAID) && quote_block.is(at.wrapping_sub(1), PASSIVE_AUXILIARY);
    if (start..after).any(is_passive) {
        return Subject::Unnamed;
    }
    if let Some(quoting) = (start..after).rev().find(|at| quote_block.is(*at, QUOTING) && *at > start) {
        return quoted_subject(quote_block, quoting, after);
    }
    let subject = clause_subject::clause_subject(quote_block, start, after);
    if subject != Subject::Unnamed || quote_block.is(start, DETERMINER) {
        return subject;
    }
    let mut names = quote_block.names(start..after);
    names.retain(|name| phrase::is_subject_name(quote_block, name, start));
    let chosen: Vec<usize> = names.iter().map(|name| name.mention).collect();
    sole_mention(quote_block, &chosen).map_or(Subject::Unnamed, Subject::Named)
}

/// Returns the words of `selon`, `d’après` or `according to` that begin at a position.
pub(super) fn according_words(quote_block: &QuoteBlock<'_>, at: usize) -> Option<Range<usize>> {
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
    let name = if quote_block.is(next, DETERMINER) { next + 1 } else { next };
    let mention = quote_block.words.get(name)?.mention?;
    let after_name = (name..quote_block.words.len()).find(|at| quote_block.mention_at(*at) != Some(mention))?;
    let speaks = matches!(quote_block.mentions[mention].kind, BaseKind::Person | BaseKind::Organisation);
    let has_comma = quote_block.gap(after_name).trim_start().starts_with(',');
    let opens = at == quote_block.sentence_start(at);
    (quote_block.is(at, VIEWPOINT_PREPOSITION) && speaks && has_comma && opens).then_some(at..next)
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
