//! Finds what attributes a quotation: the verb or preposition around it, and the subject that goes with it.

use super::marks::QuotedSpan;
use super::quote_block::{NO_INDEX, QuoteBlock};
use crate::lang::in_any;
use crate::lang::speech::{
    ACCORDING, ALSO_NOUN, BINDING_PREPOSITION, CLAUSE_OPENER, COORDINATOR, DETERMINER, DOCUMENT_NOUN, INTERVENING_WORD,
    OBJECT_PRONOUN, ORGANISATION_NOUN, PAIR_FIRST, PAIR_SECOND, PASSIVE_AUXILIARY, PERFECT_AUXILIARY, PLURAL_PRONOUN,
    PREPOSITION, PRONOUN, REFLEXIVE, ROLE_NOUN, SAYING_VERB, VIEWPOINT_PREPOSITION,
};
use crate::model::BaseKind;
use crate::text::tokens::{Gap, Token};

/// Who a cue says is speaking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A name: index of the bearer.
    Named(usize),
    /// A pronoun, which stands for somebody named before; the token it stands at.
    Pronoun(usize),
    /// Somebody described by a role: `le ministre`; the token of the cue.
    Described(usize),
    /// A body of people without its name: `le studio`; the token of the cue.
    UnnamedOrganisation(usize),
    /// A document with no author of its own; the token of the cue.
    Document(usize),
    /// Somebody without a name here.
    Unnamed,
}

/// What attributes a quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// Who.
    pub subject: Subject,
    /// The words, as they stand in the text.
    pub words: String,
    /// Whether it touches the quotation and can be nothing else: `», dit-il`, `X a dit : «`.
    pub direct: bool,
    /// Whether it stands behind the quotation.
    pub behind: bool,
    /// Token after the cue.
    pub after: usize,
}

/// How far from a quotation a cue is looked for, in words.
const MAX_CUE_DISTANCE: usize = 40;

/// From how many words on a sentence is none, but a list or noise.
const LONG_SENTENCE: usize = 400;

/// Returns the cue behind a quotation: `», a déclaré X`, `» selon X`, `,” X said`.
#[must_use]
pub fn cue_after(quote_block: &QuoteBlock<'_>, mark: &QuotedSpan, index: usize) -> Option<Cue> {
    let first = quote_block.mark_spans[index].1;
    let token = quote_block.tokens.get(first)?;
    let between = &quote_block.text[mark.close..token.start as usize];
    let near = between.chars().all(|c| c.is_whitespace() || matches!(c, ',' | '-' | '–' | '—' | '!' | '?'));
    let same = first > 0 && quote_block.sentences[first] == quote_block.sentences[first - 1];
    if !near || !same || quote_block.mark_of_token[first] != NO_INDEX {
        return None;
    }
    let limit = (first..quote_block.sentence_end(first).min(first + 30))
        .find(|at| quote_block.mark_of_token[*at] != NO_INDEX)
        .unwrap_or(quote_block.sentence_end(first).min(first + 30));
    if let Some(cue) = inverted_cue(quote_block, first, limit) {
        return Some(cue);
    }
    // `« … » — X`.
    if between.contains(['—', '–'])
        && quote_block.mention_of_token[first] != NO_INDEX
        && can_speak(quote_block, quote_block.mention_of_token[first] as usize)
    {
        let subject = Subject::Named(quote_block.mention_of_token[first] as usize);
        return Some(Cue { subject, words: "—".to_owned(), direct: true, behind: true, after: first });
    }
    if quote_block.is(first, COORDINATOR | CLAUSE_OPENER) && !quote_block.is(first, ACCORDING | PAIR_FIRST) {
        return None;
    }
    for at in first..limit.min(first + 14) {
        if let Some(len) = according_len(quote_block, at) {
            let subject = subject_after(quote_block, at + len, limit);
            return Some(Cue {
                subject,
                words: quote_block.words(at, at + len),
                direct: false,
                behind: true,
                after: at + len,
            });
        }
        // `,” the minister said`: a subject, then its verb.
        if is_saying_verb(quote_block, at) && at > first {
            let whole = opens_clause(quote_block, mark, index);
            let subject = subject_before(quote_block, at, first);
            return whole.then(|| Cue {
                subject,
                words: verb_words(quote_block, at),
                direct: false,
                behind: true,
                after: at + 1,
            });
        }
        if quote_block.is(at, CLAUSE_OPENER | COORDINATOR) && at > first {
            break;
        }
    }
    None
}

/// `a-t-il ajouté`, `dit-elle`, `a déclaré X`, `said X`.
fn inverted_cue(quote_block: &QuoteBlock<'_>, first: usize, limit: usize) -> Option<Cue> {
    let helps = PERFECT_AUXILIARY | REFLEXIVE | PRONOUN | INTERVENING_WORD | PASSIVE_AUXILIARY;
    let verb = (first..limit.min(first + 6))
        .take_while(|at| {
            *at == first
                || (first..*at).all(|before| quote_block.is(before, helps) || is_saying_verb(quote_block, before))
        })
        .find(|at| is_saying_verb(quote_block, *at))?;
    let pronoun = (first..(verb + 3).min(limit)).find(|at| {
        quote_block.is(*at, PRONOUN | PLURAL_PRONOUN)
            && (*at < verb || matches!(quote_block.tokens[*at].gap, Gap::Hyphen))
    });
    let behind_verb = pronoun.filter(|at| *at > verb && matches!(quote_block.tokens[*at].gap, Gap::Hyphen));
    let own = if pronoun == Some(first) { first + 1 } else { first };
    let words = quote_block.words(own, behind_verb.unwrap_or(verb) + 1);
    let subject = match pronoun {
        Some(at) if quote_block.is(at, PLURAL_PRONOUN) => Subject::Unnamed,
        Some(at) => Subject::Pronoun(at),
        None => subject_after(quote_block, verb + 1, limit),
    };
    Some(Cue { subject, words, direct: true, behind: true, after: verb + 1 })
}

/// Tells whether a quotation opens its sentence, or what is said in it.
fn opens_clause(quote_block: &QuoteBlock<'_>, mark: &QuotedSpan, index: usize) -> bool {
    let (first, _) = quote_block.mark_spans[index];
    first == quote_block.sentence_start(first)
        || quote_block.text[..mark.open].trim_end().ends_with([',', ':', '—', '–'])
}

/// Returns the cue before a quotation in the tokens `floor..`: the last verb of saying, `selon X`, or a colon.
#[must_use]
pub fn cue_before(quote_block: &QuoteBlock<'_>, mark: &QuotedSpan, index: usize, floor: usize) -> Option<Cue> {
    let first = quote_block.mark_spans[index].0;
    let floor = floor.max(first.saturating_sub(MAX_CUE_DISTANCE));
    let colon = first > 0 && quote_block.text[quote_block.tokens[first - 1].end as usize..mark.open].contains(':');
    for at in (floor..first).rev() {
        if quote_block.mark_of_token[at] != NO_INDEX {
            continue;
        }
        if let Some(len) = according_len(quote_block, at) {
            let limit = first.min(quote_block.sentence_end(at));
            let subject = subject_after(quote_block, at + len, limit);
            return Some(Cue {
                subject,
                words: quote_block.words(at, at + len),
                direct: false,
                behind: false,
                after: at + len,
            });
        }
        if is_saying_verb(quote_block, at) {
            if colon {
                let subject = colon_subject(quote_block, quote_block.sentence_start(at), first);
                return Some(Cue {
                    subject,
                    words: verb_words(quote_block, at),
                    direct: true,
                    behind: false,
                    after: at + 1,
                });
            }
            let subject = subject_before(
                quote_block,
                at,
                quote_block.sentence_start(at).max(floor.saturating_sub(MAX_CUE_DISTANCE)),
            );
            return Some(Cue {
                subject,
                words: verb_words(quote_block, at),
                direct: false,
                behind: false,
                after: at + 1,
            });
        }
    }
    if colon {
        let subject = colon_subject(quote_block, quote_block.sentence_start(first - 1).max(floor), first);
        return Some(Cue { subject, words: ":".to_owned(), direct: true, behind: false, after: first });
    }
    None
}

/// Returns who speaks after a sentence that ends with a colon.
#[must_use]
pub fn colon_subject(quote_block: &QuoteBlock<'_>, floor: usize, after: usize) -> Subject {
    let floor = floor.max(after.saturating_sub(LONG_SENTENCE));
    let verb = (floor..after).rev().find(|at| is_saying_verb(quote_block, *at));
    let subject = verb.map_or(Subject::Unnamed, |verb| subject_before(quote_block, verb, floor));
    // `Sur la page de X, on peut lire :` names its author all the same.
    let read = verb.is_some_and(|verb| (floor..verb).any(|at| quote_block.tokens[at].text(quote_block.text) == "on"));
    if verb.is_some() && !read {
        return subject;
    }
    let names = quote_block.names(floor, after);
    let free: Vec<usize> =
        names.iter().filter(|(at, _, _)| quote_block.governor(*at, floor) == 0).map(|(_, _, bearer)| *bearer).collect();
    let chosen = if free.is_empty() { names.iter().map(|(_, _, bearer)| *bearer).collect() } else { free };
    sole_mention(quote_block, &chosen).map_or(Subject::Unnamed, Subject::Named)
}

/// Tells whether a token is a verb of saying where it stands.
#[must_use]
pub fn is_saying_verb(quote_block: &QuoteBlock<'_>, at: usize) -> bool {
    if !quote_block.is(at, SAYING_VERB) {
        return false;
    }
    let before = at.checked_sub(1).filter(|before| quote_block.sentences[*before] == quote_block.sentences[at]);
    if quote_block.is(at, ALSO_NOUN)
        && before.is_some_and(|before| quote_block.is(before, DETERMINER | BINDING_PREPOSITION | PREPOSITION))
    {
        return false;
    }
    // `so-called`; but `dit-il`, `a-t-il dit`.
    if hyphen(quote_block, at)
        && before.is_some_and(|before| !quote_block.is(before, PRONOUN | PLURAL_PRONOUN | REFLEXIVE))
    {
        return false;
    }
    let word = quote_block.tokens[at].text(quote_block.text).to_lowercase();
    let participle = quote_block.table.participles.iter().any(|ending| word.ends_with(ending));
    let past = word.ends_with("ed");
    // What stands before, adverbs left out.
    let mut helpers = (1..=5)
        .map_while(|n| at.checked_sub(n))
        .take_while(|before| {
            quote_block.sentences[*before] == quote_block.sentences[at]
                && quote_block.mark_of_token[*before] == NO_INDEX
        })
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

fn hyphen(quote_block: &QuoteBlock<'_>, at: usize) -> bool {
    matches!(quote_block.tokens[at].gap, Gap::Hyphen)
}

/// Returns the length of `selon`, `d’après`, `according to` at a token.
fn according_len(quote_block: &QuoteBlock<'_>, at: usize) -> Option<usize> {
    if quote_block.is(at, ACCORDING) {
        let to = quote_block.tokens.get(at + 1).is_some_and(|next| next.text(quote_block.text) == "to");
        return Some(1 + usize::from(to));
    }
    let next = quote_block.tokens.get(at + 1)?;
    if quote_block.is(at, PAIR_FIRST) && quote_block.is(at + 1, PAIR_SECOND) && next.gap == Gap::Apostrophe {
        // `l’avis de X`.
        return Some(2 + usize::from(quote_block.is(at + 2, BINDING_PREPOSITION)));
    }
    // `Pour X, « … »`.
    let name = quote_block.mention_of_token.get(at + 1).copied().filter(|name| *name != NO_INDEX)?;
    let after = (at + 1..quote_block.tokens.len()).find(|next| quote_block.mention_of_token[*next] != name)?;
    let person = quote_block.mentions[name as usize].kind == BaseKind::Person;
    (quote_block.is(at, VIEWPOINT_PREPOSITION) && person && quote_block.gap(after).trim_start().starts_with(','))
        .then_some(1)
}

/// Returns the words of a verb with its auxiliary: `a déclaré`.
fn verb_words(quote_block: &QuoteBlock<'_>, verb: usize) -> String {
    let mut first = verb;
    while first > 0
        && quote_block.is(first - 1, PERFECT_AUXILIARY | REFLEXIVE | PASSIVE_AUXILIARY | INTERVENING_WORD)
        && quote_block.sentences[first - 1] == quote_block.sentences[verb]
        && verb - first < 4
    {
        first -= 1;
    }
    // Adverbs before the auxiliary are not the verb's.
    while first < verb && !quote_block.is(first, PERFECT_AUXILIARY | REFLEXIVE | PASSIVE_AUXILIARY) {
        first += 1;
    }
    quote_block.words(first, verb + 1)
}

/// Returns the subject that follows a verb or a preposition: `le porte-parole de X, Y` is Y.
fn subject_after(quote_block: &QuoteBlock<'_>, first: usize, limit: usize) -> Subject {
    let (mut described, mut bound, mut body) = (false, false, false);
    let mut at = first;
    while at < limit.min(first + 25) {
        if quote_block.mark_of_token[at] != NO_INDEX || at > first && quote_block.gap(at).contains([';', ':', '.']) {
            break;
        }
        let name = quote_block.mention_of_token[at];
        if name != NO_INDEX {
            let end = (at..limit).find(|next| quote_block.mention_of_token[*next] != name).unwrap_or(limit);
            let hangs = quote_block.governor(at, first);
            if hangs == 0 && can_speak(quote_block, name as usize) {
                return Subject::Named(name as usize);
            }
            if hangs == PREPOSITION {
                break;
            }
            bound = true;
            at = end;
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
        body |= quote_block.is(at, ORGANISATION_NOUN) && at <= first + 1;
        at += 1;
    }
    let definite = quote_block
        .tokens
        .get(first)
        .is_some_and(|token| in_any(token.text(quote_block.text), |language| language.words.singular_articles));
    if body && definite && !bound {
        return Subject::UnnamedOrganisation(first);
    }
    // `le porte-parole de X` is not X.
    if described && definite && !bound { Subject::Described(first) } else { Subject::Unnamed }
}

/// Returns the institution whose document it is: `une résolution du Parlement européen`.
fn document_owner(quote_block: &QuoteBlock<'_>, at: usize, limit: usize) -> Option<usize> {
    let (first, _, bearer) = *quote_block.names(at, limit.min(at + 8)).first()?;
    (quote_block.governor(first, at) == BINDING_PREPOSITION && can_speak(quote_block, bearer)).then_some(bearer)
}

/// Returns the subject of a verb in the tokens `floor..verb`.
fn subject_before(quote_block: &QuoteBlock<'_>, verb: usize, floor: usize) -> Subject {
    let floor = floor.max(quote_block.sentence_start(verb));
    let mut group = verb;
    while group > floor
        && quote_block.is(group - 1, PERFECT_AUXILIARY | REFLEXIVE | PASSIVE_AUXILIARY | INTERVENING_WORD)
        && quote_block.mark_of_token[group - 1] == NO_INDEX
    {
        group -= 1;
    }
    if group > floor && quote_block.is(group - 1, PRONOUN | PLURAL_PRONOUN) && !quote_block.is(group - 1, CLAUSE_OPENER)
    {
        let at = group - 1;
        return if quote_block.is(at, PLURAL_PRONOUN) { Subject::Unnamed } else { Subject::Pronoun(at) };
    }
    let names: Vec<(usize, usize, usize)> = quote_block
        .names(floor, group)
        .into_iter()
        .filter(|(first, _, bearer)| can_speak(quote_block, *bearer) && quote_block.governor(*first, floor) == 0)
        .collect();
    // The verb stands right behind its subject, or behind what is set between commas after it.
    if let Some((_, end, bearer)) = names.last()
        && *end == group
    {
        return Subject::Named(*bearer);
    }
    let document_at =
        (floor..group).find(|at| quote_block.is(*at, DOCUMENT_NOUN) && is_subject_noun(quote_block, *at, floor));
    if let Some(at) = document_at
        && names.iter().all(|(first, _, _)| *first > at)
    {
        return document_owner(quote_block, at, group).map_or(Subject::Document(verb), Subject::Named);
    }
    let comma = quote_block.tokens.get(group).is_some_and(|_| group > floor && quote_block.gap(group).contains(','));
    if comma {
        let set_off = names.iter().rev().find(|(_, end, _)| *end < group && quote_block.gap(*end).contains(','));
        if let Some((_, _, bearer)) = set_off {
            return Subject::Named(*bearer);
        }
    }
    let bearers: Vec<usize> = names.iter().map(|(_, _, bearer)| *bearer).collect();
    // A noun phrase of its own right before the verb: `… , le ministre a déclaré`.
    let own = (floor..group)
        .rev()
        .take(8)
        .take_while(|at| !quote_block.gap(at + 1).contains([',', ';', ':']) || at + 1 == group);
    let own: Vec<usize> = own.collect();
    let described = own.iter().any(|at| quote_block.is(*at, ROLE_NOUN) && is_subject_noun(quote_block, *at, floor));
    let named_there = names.iter().any(|(first, _, _)| own.contains(first));
    if described && !named_there {
        // `l’avocat de X` is not X.
        let of_somebody = own.iter().any(|at| quote_block.mention_of_token[*at] != NO_INDEX);
        return if of_somebody { Subject::Unnamed } else { Subject::Described(verb) };
    }
    if let Some(bearer) = sole_mention(quote_block, &bearers) {
        return Subject::Named(bearer);
    }
    if bearers.is_empty()
        && own.iter().any(|at| quote_block.is(*at, ORGANISATION_NOUN) && is_subject_noun(quote_block, *at, floor))
    {
        return Subject::UnnamedOrganisation(verb);
    }
    // `X a rencontré Y et a déclaré`, `X a salué Y en déclarant`.
    let tied = group > floor && quote_block.is(group - 1, COORDINATOR)
        || quote_block.tokens[verb].text(quote_block.text).ends_with("ant");
    match bearers.first() {
        Some(bearer) if tied => Subject::Named(*bearer),
        _ => Subject::Unnamed,
    }
}

/// Tells whether a noun hangs on no preposition.
fn is_subject_noun(quote_block: &QuoteBlock<'_>, at: usize, floor: usize) -> bool {
    quote_block.governor(at, floor) == 0 && !quote_block.is(at, BINDING_PREPOSITION)
}

/// Tells whether the bearer of a name can speak: no place, no event.
fn can_speak(quote_block: &QuoteBlock<'_>, bearer: usize) -> bool {
    quote_block.mentions.get(bearer).is_some_and(|bearer| !matches!(bearer.kind, BaseKind::Place | BaseKind::Event))
}

/// Returns the bearer, where all names are one and the same entity's.
fn sole_mention(quote_block: &QuoteBlock<'_>, bearers: &[usize]) -> Option<usize> {
    let mut speaking = bearers.iter().copied().filter(|bearer| can_speak(quote_block, *bearer));
    let first = speaking.next()?;
    speaking.all(|bearer| quote_block.mentions[bearer].entity == quote_block.mentions[first].entity).then_some(first)
}

/// Returns whom a pronoun stands for, looking back from its sentence, at most three sentences: a person who is the
/// subject there and the only one. `spoken` gives for a mark before it who spoke, `carried` who was the last to speak in the
/// paragraph before.
#[must_use]
pub fn antecedent(
    quote_block: &QuoteBlock<'_>,
    at: usize,
    spoken: &[Option<Option<usize>>],
    carried: Option<usize>,
) -> Option<usize> {
    let mut end = at;
    for n in 0..4 {
        let start = quote_block.sentence_start(if n == 0 { at } else { end.saturating_sub(1) });
        if end - start > LONG_SENTENCE {
            return None;
        }
        let names: Vec<(usize, usize, usize)> = quote_block
            .names(start, end)
            .into_iter()
            .filter(|(first, _, bearer)| {
                quote_block.mentions[*bearer].kind == BaseKind::Person && quote_block.governor(*first, start) == 0
            })
            .collect();
        if let Some((first, _, bearer)) = names.first() {
            let others = names
                .iter()
                .any(|(_, _, one)| quote_block.mentions[*one].entity != quote_block.mentions[*bearer].entity);
            // Of several the first is the subject, if it opens the sentence or its verb follows.
            let leads = quote_block.only_titles_between(start, *first) || !others;
            return leads.then_some(*bearer);
        }
        // Somebody without a name has just spoken.
        let unnamed = (start..end).any(|token| according_len(quote_block, token).is_some());
        if unnamed {
            return None;
        }
        let known = quote_block.mark_spans.partition_point(|(first, _)| *first < end).min(spoken.len());
        let last_mark =
            quote_block.mark_spans[..known].iter().zip(spoken).next_back().filter(|((first, _), _)| *first >= start);
        if let Some((_, Some(speaker))) = last_mark {
            return *speaker;
        }
        if start == 0 {
            // Nobody is named in this paragraph: the last who spoke in the one before.
            return carried;
        }
        end = start;
    }
    None
}

impl QuoteBlock<'_> {
    /// Tells whether only articles and titles stand between a place and a name.
    fn only_titles_between(&self, start: usize, first: usize) -> bool {
        (start..first).all(|at| self.is(at, ROLE_NOUN | DETERMINER) || self.tokens[at].is(Token::CAPITAL))
    }
}
