//! Finds what attributes a quotation: the verb or preposition around it, and the subject that goes with it.

use super::marks::Marked;
use super::scene::{FREE, Scene};
use super::words::{
    ACCORDING, BE, BETWEEN, BODY, BOUND, CLAUSE, DETERMINER, DOCUMENT, FIRST, HAVE, HIM, NOUN_TOO, PLURAL, PREPOSITION,
    PRONOUN, ROLE, SAY, SECOND, SELF, TIES, VIEW,
};
use crate::registry::tokens::{Gap, Token};

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
    Body(usize),
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
const REACH: usize = 40;

/// From how many words on a sentence is none, but a list or noise.
const LONG_SENTENCE: usize = 400;

/// Returns the cue behind a quotation: `», a déclaré X`, `» selon X`, `,” X said`.
#[must_use]
pub fn behind(scene: &Scene<'_>, mark: &Marked, index: usize) -> Option<Cue> {
    let first = scene.spans[index].1;
    let token = scene.tokens.get(first)?;
    let between = &scene.text[mark.close..token.start as usize];
    let near = between.chars().all(|c| c.is_whitespace() || matches!(c, ',' | '-' | '–' | '—' | '!' | '?'));
    let same = first > 0 && scene.sentences[first] == scene.sentences[first - 1];
    if !near || !same || scene.quoted[first] != FREE {
        return None;
    }
    let limit = (first..scene.sentence_end(first).min(first + 30))
        .find(|at| scene.quoted[*at] != FREE)
        .unwrap_or(scene.sentence_end(first).min(first + 30));
    if let Some(cue) = inverted(scene, first, limit) {
        return Some(cue);
    }
    // `« … » — X`.
    if between.contains(['—', '–']) && scene.named[first] != FREE && speaks(scene, scene.named[first] as usize) {
        let subject = Subject::Named(scene.named[first] as usize);
        return Some(Cue { subject, words: "—".to_owned(), direct: true, behind: true, after: first });
    }
    if scene.is(first, TIES | CLAUSE) && !scene.is(first, ACCORDING | FIRST) {
        return None;
    }
    for at in first..limit.min(first + 14) {
        if let Some(len) = according(scene, at) {
            let subject = forward(scene, at + len, limit);
            return Some(Cue {
                subject,
                words: scene.words(at, at + len),
                direct: false,
                behind: true,
                after: at + len,
            });
        }
        // `,” the minister said`: a subject, then its verb.
        if says(scene, at) && at > first {
            let whole = opens_clause(scene, mark, index);
            let subject = backward(scene, at, first);
            return whole.then(|| Cue {
                subject,
                words: verb_words(scene, at),
                direct: false,
                behind: true,
                after: at + 1,
            });
        }
        if scene.is(at, CLAUSE | TIES) && at > first {
            break;
        }
    }
    None
}

/// `a-t-il ajouté`, `dit-elle`, `a déclaré X`, `said X`.
fn inverted(scene: &Scene<'_>, first: usize, limit: usize) -> Option<Cue> {
    let helps = HAVE | SELF | PRONOUN | BETWEEN | BE;
    let verb = (first..limit.min(first + 6))
        .take_while(|at| *at == first || (first..*at).all(|before| scene.is(before, helps) || says(scene, before)))
        .find(|at| says(scene, *at))?;
    let pronoun = (first..(verb + 3).min(limit))
        .find(|at| scene.is(*at, PRONOUN | PLURAL) && (*at < verb || matches!(scene.tokens[*at].gap, Gap::Hyphen)));
    let behind_verb = pronoun.filter(|at| *at > verb && matches!(scene.tokens[*at].gap, Gap::Hyphen));
    let own = if pronoun == Some(first) { first + 1 } else { first };
    let words = scene.words(own, behind_verb.unwrap_or(verb) + 1);
    let subject = match pronoun {
        Some(at) if scene.is(at, PLURAL) => Subject::Unnamed,
        Some(at) => Subject::Pronoun(at),
        None => forward(scene, verb + 1, limit),
    };
    Some(Cue { subject, words, direct: true, behind: true, after: verb + 1 })
}

/// Tells whether a quotation opens its sentence, or what is said in it.
fn opens_clause(scene: &Scene<'_>, mark: &Marked, index: usize) -> bool {
    let (first, _) = scene.spans[index];
    first == scene.sentence_start(first) || scene.text[..mark.open].trim_end().ends_with([',', ':', '—', '–'])
}

/// Returns the cue before a quotation in the tokens `floor..`: the last verb of saying, `selon X`, or a colon.
#[must_use]
pub fn before(scene: &Scene<'_>, mark: &Marked, index: usize, floor: usize) -> Option<Cue> {
    let first = scene.spans[index].0;
    let floor = floor.max(first.saturating_sub(REACH));
    let colon = first > 0 && scene.text[scene.tokens[first - 1].end as usize..mark.open].contains(':');
    for at in (floor..first).rev() {
        if scene.quoted[at] != FREE {
            continue;
        }
        if let Some(len) = according(scene, at) {
            let limit = first.min(scene.sentence_end(at));
            let subject = forward(scene, at + len, limit);
            return Some(Cue {
                subject,
                words: scene.words(at, at + len),
                direct: false,
                behind: false,
                after: at + len,
            });
        }
        if says(scene, at) {
            if colon {
                let subject = colon_subject(scene, scene.sentence_start(at), first);
                return Some(Cue { subject, words: verb_words(scene, at), direct: true, behind: false, after: at + 1 });
            }
            let subject = backward(scene, at, scene.sentence_start(at).max(floor.saturating_sub(REACH)));
            return Some(Cue { subject, words: verb_words(scene, at), direct: false, behind: false, after: at + 1 });
        }
    }
    if colon {
        let subject = colon_subject(scene, scene.sentence_start(first - 1).max(floor), first);
        return Some(Cue { subject, words: ":".to_owned(), direct: true, behind: false, after: first });
    }
    None
}

/// Returns who speaks after a sentence that ends with a colon.
#[must_use]
pub fn colon_subject(scene: &Scene<'_>, floor: usize, after: usize) -> Subject {
    let floor = floor.max(after.saturating_sub(LONG_SENTENCE));
    let verb = (floor..after).rev().find(|at| says(scene, *at));
    let subject = verb.map_or(Subject::Unnamed, |verb| backward(scene, verb, floor));
    // `Sur la page de X, on peut lire :` names its author all the same.
    let read = verb.is_some_and(|verb| (floor..verb).any(|at| scene.tokens[at].text(scene.text) == "on"));
    if verb.is_some() && !read {
        return subject;
    }
    let names = scene.names(floor, after);
    let free: Vec<usize> =
        names.iter().filter(|(at, _, _)| scene.hangs_on(*at, floor) == 0).map(|(_, _, bearer)| *bearer).collect();
    let chosen = if free.is_empty() { names.iter().map(|(_, _, bearer)| *bearer).collect() } else { free };
    sole(scene, &chosen).map_or(Subject::Unnamed, Subject::Named)
}

/// Tells whether a token is a verb of saying where it stands.
#[must_use]
pub fn says(scene: &Scene<'_>, at: usize) -> bool {
    if !scene.is(at, SAY) {
        return false;
    }
    let before = at.checked_sub(1).filter(|before| scene.sentences[*before] == scene.sentences[at]);
    if scene.is(at, NOUN_TOO) && before.is_some_and(|before| scene.is(before, DETERMINER | BOUND | PREPOSITION)) {
        return false;
    }
    // `so-called`; but `dit-il`, `a-t-il dit`.
    if hyphen(scene, at) && before.is_some_and(|before| !scene.is(before, PRONOUN | PLURAL | SELF)) {
        return false;
    }
    let word = scene.tokens[at].text(scene.text).to_lowercase();
    let participle = scene.table.participles.iter().any(|ending| word.ends_with(ending));
    let past = word.ends_with("ed");
    // What stands before, adverbs left out.
    let mut helpers = (1..=5)
        .map_while(|n| at.checked_sub(n))
        .take_while(|before| scene.sentences[*before] == scene.sentences[at] && scene.quoted[*before] == FREE)
        .filter(|before| !scene.is(*before, BETWEEN) || scene.is(*before, HAVE));
    let nearest = helpers.next();
    let passive = nearest.is_some_and(|nearest| scene.is(nearest, BE));
    let reflexive = (1..=4).filter_map(|n| at.checked_sub(n)).any(|before| scene.is(before, SELF));
    if participle {
        let perfect = nearest.into_iter().chain(helpers).any(|before| scene.is(before, HAVE));
        return reflexive || perfect && !passive;
    }
    !(past && passive)
}

fn hyphen(scene: &Scene<'_>, at: usize) -> bool {
    matches!(scene.tokens[at].gap, Gap::Hyphen)
}

/// Returns the length of `selon`, `d’après`, `according to` at a token.
fn according(scene: &Scene<'_>, at: usize) -> Option<usize> {
    if scene.is(at, ACCORDING) {
        let to = scene.tokens.get(at + 1).is_some_and(|next| next.text(scene.text) == "to");
        return Some(1 + usize::from(to));
    }
    let next = scene.tokens.get(at + 1)?;
    if scene.is(at, FIRST) && scene.is(at + 1, SECOND) && next.gap == Gap::Apostrophe {
        // `l’avis de X`.
        return Some(2 + usize::from(scene.is(at + 2, BOUND)));
    }
    // `Pour X, « … »`.
    let name = scene.named.get(at + 1).copied().filter(|name| *name != FREE)?;
    let after = (at + 1..scene.tokens.len()).find(|next| scene.named[*next] != name)?;
    let person = scene.bearers[name as usize].kind == "person";
    (scene.is(at, VIEW) && person && scene.gap(after).trim_start().starts_with(',')).then_some(1)
}

/// Returns the words of a verb with its auxiliary: `a déclaré`.
fn verb_words(scene: &Scene<'_>, verb: usize) -> String {
    let mut first = verb;
    while first > 0
        && scene.is(first - 1, HAVE | SELF | BE | BETWEEN)
        && scene.sentences[first - 1] == scene.sentences[verb]
        && verb - first < 4
    {
        first -= 1;
    }
    // Adverbs before the auxiliary are not the verb's.
    while first < verb && !scene.is(first, HAVE | SELF | BE) {
        first += 1;
    }
    scene.words(first, verb + 1)
}

/// Returns the subject that follows a verb or a preposition: `le porte-parole de X, Y` is Y.
fn forward(scene: &Scene<'_>, first: usize, limit: usize) -> Subject {
    let (mut described, mut bound, mut body) = (false, false, false);
    let mut at = first;
    while at < limit.min(first + 25) {
        if scene.quoted[at] != FREE || at > first && scene.gap(at).contains([';', ':', '.']) {
            break;
        }
        let name = scene.named[at];
        if name != FREE {
            let end = (at..limit).find(|next| scene.named[*next] != name).unwrap_or(limit);
            let hangs = scene.hangs_on(at, first);
            if hangs == 0 && speaks(scene, name as usize) {
                return Subject::Named(name as usize);
            }
            if hangs == PREPOSITION {
                break;
            }
            bound = true;
            at = end;
            continue;
        }
        if at == first && scene.is(at, HIM) {
            return Subject::Pronoun(at);
        }
        if at == first && scene.is(at, PRONOUN) {
            return if scene.is(at, PLURAL) { Subject::Unnamed } else { Subject::Pronoun(at) };
        }
        if scene.is(at, DOCUMENT) && at <= first + 2 {
            return document(scene, at, limit).map_or(Subject::Document(first), Subject::Named);
        }
        if scene.is(at, CLAUSE) && !scene.is(at, ROLE | DETERMINER) {
            break;
        }
        described |= scene.is(at, ROLE);
        body |= scene.is(at, BODY) && at <= first + 1;
        at += 1;
    }
    let definite =
        scene.tokens.get(first).is_some_and(|token| matches!(token.text(scene.text), "le" | "la" | "l" | "the"));
    if body && definite && !bound {
        return Subject::Body(first);
    }
    // `le porte-parole de X` is not X.
    if described && definite && !bound { Subject::Described(first) } else { Subject::Unnamed }
}

/// Returns the institution whose document it is: `une résolution du Parlement européen`.
fn document(scene: &Scene<'_>, at: usize, limit: usize) -> Option<usize> {
    let (first, _, bearer) = *scene.names(at, limit.min(at + 8)).first()?;
    (scene.hangs_on(first, at) == BOUND && speaks(scene, bearer)).then_some(bearer)
}

/// Returns the subject of a verb in the tokens `floor..verb`.
fn backward(scene: &Scene<'_>, verb: usize, floor: usize) -> Subject {
    let floor = floor.max(scene.sentence_start(verb));
    let mut group = verb;
    while group > floor && scene.is(group - 1, HAVE | SELF | BE | BETWEEN) && scene.quoted[group - 1] == FREE {
        group -= 1;
    }
    if group > floor && scene.is(group - 1, PRONOUN | PLURAL) && !scene.is(group - 1, CLAUSE) {
        let at = group - 1;
        return if scene.is(at, PLURAL) { Subject::Unnamed } else { Subject::Pronoun(at) };
    }
    let names: Vec<(usize, usize, usize)> = scene
        .names(floor, group)
        .into_iter()
        .filter(|(first, _, bearer)| speaks(scene, *bearer) && scene.hangs_on(*first, floor) == 0)
        .collect();
    // The verb stands right behind its subject, or behind what is set between commas after it.
    if let Some((_, end, bearer)) = names.last()
        && *end == group
    {
        return Subject::Named(*bearer);
    }
    let document_at = (floor..group).find(|at| scene.is(*at, DOCUMENT) && is_subject_noun(scene, *at, floor));
    if let Some(at) = document_at
        && names.iter().all(|(first, _, _)| *first > at)
    {
        return document(scene, at, group).map_or(Subject::Document(verb), Subject::Named);
    }
    let comma = scene.tokens.get(group).is_some_and(|_| group > floor && scene.gap(group).contains(','));
    if comma {
        let set_off = names.iter().rev().find(|(_, end, _)| *end < group && scene.gap(*end).contains(','));
        if let Some((_, _, bearer)) = set_off {
            return Subject::Named(*bearer);
        }
    }
    let bearers: Vec<usize> = names.iter().map(|(_, _, bearer)| *bearer).collect();
    // A noun phrase of its own right before the verb: `… , le ministre a déclaré`.
    let own =
        (floor..group).rev().take(8).take_while(|at| !scene.gap(at + 1).contains([',', ';', ':']) || at + 1 == group);
    let own: Vec<usize> = own.collect();
    let described = own.iter().any(|at| scene.is(*at, ROLE) && is_subject_noun(scene, *at, floor));
    let named_there = names.iter().any(|(first, _, _)| own.contains(first));
    if described && !named_there {
        // `l’avocat de X` is not X.
        let of_somebody = own.iter().any(|at| scene.named[*at] != FREE);
        return if of_somebody { Subject::Unnamed } else { Subject::Described(verb) };
    }
    if let Some(bearer) = sole(scene, &bearers) {
        return Subject::Named(bearer);
    }
    if bearers.is_empty() && own.iter().any(|at| scene.is(*at, BODY) && is_subject_noun(scene, *at, floor)) {
        return Subject::Body(verb);
    }
    // `X a rencontré Y et a déclaré`, `X a salué Y en déclarant`.
    let tied = group > floor && scene.is(group - 1, TIES) || scene.tokens[verb].text(scene.text).ends_with("ant");
    match bearers.first() {
        Some(bearer) if tied => Subject::Named(*bearer),
        _ => Subject::Unnamed,
    }
}

/// Tells whether a noun hangs on no preposition.
fn is_subject_noun(scene: &Scene<'_>, at: usize, floor: usize) -> bool {
    scene.hangs_on(at, floor) == 0 && !scene.is(at, BOUND)
}

/// Tells whether the bearer of a name can speak: no place, no event.
fn speaks(scene: &Scene<'_>, bearer: usize) -> bool {
    scene.bearers.get(bearer).is_some_and(|bearer| !matches!(bearer.kind, "place" | "event"))
}

/// Returns the bearer, where all names are one and the same entity's.
fn sole(scene: &Scene<'_>, bearers: &[usize]) -> Option<usize> {
    let mut speaking = bearers.iter().copied().filter(|bearer| speaks(scene, *bearer));
    let first = speaking.next()?;
    speaking.all(|bearer| scene.bearers[bearer].entity == scene.bearers[first].entity).then_some(first)
}

/// Returns whom a pronoun stands for, looking back from its sentence, at most three sentences: a person who is the
/// subject there and the only one. `spoken` gives for a mark before it who spoke, `carried` who was the last to speak in the
/// paragraph before.
#[must_use]
pub fn antecedent(
    scene: &Scene<'_>,
    at: usize,
    spoken: &[Option<Option<usize>>],
    carried: Option<usize>,
) -> Option<usize> {
    let mut end = at;
    for n in 0..4 {
        let start = scene.sentence_start(if n == 0 { at } else { end.saturating_sub(1) });
        if end - start > LONG_SENTENCE {
            return None;
        }
        let names: Vec<(usize, usize, usize)> = scene
            .names(start, end)
            .into_iter()
            .filter(|(first, _, bearer)| scene.bearers[*bearer].kind == "person" && scene.hangs_on(*first, start) == 0)
            .collect();
        if let Some((first, _, bearer)) = names.first() {
            let others = names.iter().any(|(_, _, one)| scene.bearers[*one].entity != scene.bearers[*bearer].entity);
            // Of several the first is the subject, if it opens the sentence or its verb follows.
            let leads = scene.gap_free(start, *first) || !others;
            return leads.then_some(*bearer);
        }
        // Somebody without a name has just spoken.
        let unnamed = (start..end).any(|token| according(scene, token).is_some());
        if unnamed {
            return None;
        }
        let known = scene.spans.partition_point(|(first, _)| *first < end).min(spoken.len());
        let last_mark = scene.spans[..known].iter().zip(spoken).next_back().filter(|((first, _), _)| *first >= start);
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

impl Scene<'_> {
    /// Tells whether only articles and titles stand between a place and a name.
    fn gap_free(&self, start: usize, first: usize) -> bool {
        (start..first).all(|at| self.is(at, ROLE | DETERMINER) || self.tokens[at].is(Token::CAPITAL))
    }
}
