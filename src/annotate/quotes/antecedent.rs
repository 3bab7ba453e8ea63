//! Finds who a pronoun, a role or a document means, in the sentences before it.
//!
//! A pronoun means the last speaker or subject of its sex. Where another person might be meant, it means nobody.

use super::cue::Attribution;
use super::phrase::{self, Subject};
use super::quote_block::{EntityMention, Governor, NamedWords, QuoteBlock};
use super::sexes::{self, Sex, Sexes};
use super::{clause, clause_subject, cue, filter, incise, inverted_subject};
use crate::lang::speech::{
    BINDING_PREPOSITION, DETERMINER, FEMININE, FEMININE_ARTICLE, INDEFINITE, MASCULINE, MASCULINE_ARTICLE, OFFICE,
    POSSESSIVE, ROLE_NOUN,
};
use crate::model::BaseKind;
use crate::parse::Block;
use crate::text::tokens::{self, Gap, Token};

/// What precedes the words whose speaker is looked for.
pub(super) struct Precedent<'a, 'b> {
    /// What is known of the people in the article.
    pub sexes: &'b Sexes<'a>,
    /// The attributions of the marks of the block so far; `None` for marks around anything but a quotation.
    pub attributions: &'b [Option<Attribution>],
    /// The last speaker of the paragraph before, unless another person was named since.
    pub carried: Option<usize>,
    /// The paragraph before.
    pub previous: Option<&'b Block>,
}

/// What a sentence says of a pronoun behind it.
enum Verdict {
    /// It means this mention.
    Person(usize),
    /// It may mean somebody else in the sentence.
    Nobody,
    /// Nobody here: the sentence before decides.
    Before,
}

/// A sentence with more words than this is not prose but a list or noise.
const LONG_SENTENCE: usize = 400;

/// How many sentences a pronoun may be behind the name that it means.
const MAX_SENTENCES: usize = 5;

/// Returns a mention of the speaker that the subject of a cue means, if one is certain; with several speakers the others too.
pub(super) fn resolve(quote_block: &QuoteBlock<'_>, subject: &Subject, precedent: &Precedent<'_, '_>) -> Vec<usize> {
    match subject {
        Subject::Named(mention) => Some(*mention),
        Subject::Several(mentions) => return mentions.clone(),
        Subject::Pronoun(at) => of_pronoun(quote_block, *at, precedent),
        Subject::Described(at) => {
            of_role(quote_block, *at, precedent.sexes).or_else(|| of_office(quote_block, *at, precedent.sexes))
        }
        Subject::UnnamedOrganisation(at) => introduced_organisation(quote_block, *at)
            .or_else(|| sole_mention_of_kind(quote_block, *at, BaseKind::Organisation)),
        Subject::Document(at) => nearest_institution(quote_block, *at),
        Subject::Unnamed | Subject::Nobody => None,
    }
    .into_iter()
    .collect()
}

/// Returns the person that a pronoun means, in its block or in the one before.
fn of_pronoun(quote_block: &QuoteBlock<'_>, at: usize, precedent: &Precedent<'_, '_>) -> Option<usize> {
    let wanted = sexes::of_flags(quote_block.words[at].flags);
    let is_possible =
        |mention: &usize| precedent.sexes.of(*mention).is_none_or(|sex| wanted.is_none_or(|wanted| sex == wanted));
    let found = match look_back(quote_block, at, precedent.attributions, wanted, precedent.sexes, 0) {
        Verdict::Person(mention) => Some(mention),
        Verdict::Nobody => None,
        Verdict::Before => precedent.carried.filter(is_possible).or_else(|| {
            let previous = incise::read(quote_block.text, precedent.previous?, quote_block.mentions, quote_block.table);
            match look_back(&previous, previous.words.len(), &[], wanted, precedent.sexes, 2) {
                Verdict::Person(mention) => Some(mention),
                Verdict::Nobody | Verdict::Before => None,
            }
        }),
    };
    found.inspect(|mention| precedent.sexes.learn(*mention, wanted))
}

/// Looks back from a word, sentence by sentence, to the start of the block.
fn look_back(
    quote_block: &QuoteBlock<'_>,
    at: usize,
    attributions: &[Option<Attribution>],
    wanted: Option<Sex>,
    sexes: &Sexes<'_>,
    n_before: usize,
) -> Verdict {
    let mut end = at;
    for n in n_before..MAX_SENTENCES {
        if end == 0 {
            return Verdict::Before;
        }
        let start =
            quote_block.sentence_start(if n == n_before && at < quote_block.words.len() { at } else { end - 1 });
        if end - start > LONG_SENTENCE {
            return Verdict::Nobody;
        }
        match judge(quote_block, start, end, attributions, wanted, sexes) {
            Verdict::Before if start == 0 => return Verdict::Before,
            Verdict::Before => end = start,
            decided => return decided,
        }
        if n + 1 == MAX_SENTENCES {
            return Verdict::Nobody;
        }
    }
    Verdict::Nobody
}

/// Judges one sentence.
fn judge(
    quote_block: &QuoteBlock<'_>,
    start: usize,
    end: usize,
    attributions: &[Option<Attribution>],
    wanted: Option<Sex>,
    sexes: &Sexes<'_>,
) -> Verdict {
    if start >= end {
        return Verdict::Before;
    }
    let fits = |mention: usize| sexes.of(mention).is_none_or(|sex| wanted.is_none_or(|wanted| sex == wanted));
    let is_known = |mention: usize| wanted.is_some() && sexes.of(mention) == wanted;
    let entity = |mention: usize| quote_block.mentions[mention].entity;
    let mut people = quote_block.names(start..end);
    people.retain(|name| quote_block.mentions[name.mention].kind == BaseKind::Person);
    let alone =
        |mention: usize| people.iter().all(|name| !fits(name.mention) || entity(name.mention) == entity(mention));
    // Whoever has just spoken.
    let n_known = quote_block.mark_spans.partition_point(|span| span.start < end).min(attributions.len());
    let last = n_known.checked_sub(1).filter(|last| quote_block.mark_spans[*last].start >= start);
    if let Some(attribution) = last.and_then(|last| attributions[last].as_ref()) {
        return match attribution.speaker {
            // Somebody else acts behind the words: `X said “…”, while Y wrote`.
            Some(speaker)
                if acts_behind(quote_block, &people, quote_block.mark_spans[last.unwrap_or(0)].end, speaker, &fits) =>
            {
                Verdict::Nobody
            }
            Some(speaker) if is_known(speaker) => Verdict::Person(speaker),
            Some(speaker) if fits(speaker) && alone(speaker) && attribution.more.is_empty() => Verdict::Person(speaker),
            Some(speaker) if fits(speaker) => Verdict::Nobody,
            // Another has spoken: only a person of the right sex may be meant.
            Some(_) => sole(&people, &is_known, &entity).map_or(Verdict::Before, Verdict::Person),
            None => Verdict::Nobody,
        };
    }
    // `According to X, …`: X has just spoken; or somebody who is not named.
    if let Some(words) =
        (start..end).find_map(|word| cue::according_words(quote_block, word)).filter(|words| words.end < end)
    {
        return match inverted_subject::subject_after(quote_block, words.end, quote_block.sentence_end(start).max(end)) {
            Subject::Named(mention) if is_known(mention) || fits(mention) && alone(mention) => Verdict::Person(mention),
            Subject::Named(_) if people.is_empty() => Verdict::Before,
            _ => Verdict::Nobody,
        };
    }
    if has_stranger(quote_block, start, end, wanted, sexes) {
        return Verdict::Nobody;
    }
    // Somebody new acts: `un pêcheur a vu la scène`.
    if quote_block.is(start, INDEFINITE) && !people.iter().any(|name| name.words.start < start + 5) {
        return Verdict::Nobody;
    }
    let last_clause = clause::start(quote_block, end - 1, start);
    let mut subject = clause_subject::clause_subject(quote_block, last_clause, end);
    if last_clause > start && matches!(subject, Subject::Unnamed) {
        subject = clause_subject::clause_subject(quote_block, start, end);
    }
    match subject {
        Subject::Named(mention) if quote_block.mentions[mention].kind == BaseKind::Person => match sexes.of(mention) {
            _ if is_known(mention) => Verdict::Person(mention),
            None if alone(mention) => Verdict::Person(mention),
            None => Verdict::Nobody,
            Some(_) if fits(mention) => Verdict::Person(mention),
            Some(_) => sole(&people, &is_known, &entity).map_or(Verdict::Before, Verdict::Person),
        },
        Subject::Several(mentions) => {
            let mut fitting = mentions.into_iter().filter(|mention| fits(*mention));
            match (fitting.next(), fitting.next()) {
                (Some(mention), None) => Verdict::Person(mention),
                (None, _) => Verdict::Before,
                _ => Verdict::Nobody,
            }
        }
        // The same pronoun: both mean the same person.
        Subject::Pronoun(at) if sexes::of_flags(quote_block.words[at].flags) == wanted => Verdict::Before,
        Subject::Pronoun(_) => sole(&people, &is_known, &entity).map_or(Verdict::Before, Verdict::Person),
        Subject::Described(at) => match sex_of_role(quote_block, at) {
            Some(sex) if Some(sex) != wanted => {
                sole(&people, &is_known, &entity).map_or(Verdict::Before, Verdict::Person)
            }
            _ => {
                let block_start = quote_block.words[0].token.start as usize;
                let is_here = |mention: &usize| quote_block.mentions[*mention].start >= block_start;
                let bearer =
                    of_role(quote_block, at, sexes).or_else(|| of_office(quote_block, at, sexes).filter(is_here));
                bearer.filter(|mention| fits(*mention)).map_or(Verdict::Nobody, Verdict::Person)
            }
        },
        _ => {
            let mut subjects: Vec<NamedWords> = people
                .iter()
                .filter(|name| {
                    !quote_block.is_possessor(name.words.end)
                        && quote_block.governor(name.words.start, start) == Governor::None
                })
                .cloned()
                .collect();
            subjects.retain(|name| fits(name.mention));
            let new_person =
                (start..end).any(|at| quote_block.is(at, INDEFINITE) && is_person_noun(quote_block, at + 1));
            match sole(&subjects, &|_| true, &entity) {
                Some(mention) if alone(mention) && !new_person => Verdict::Person(mention),
                None if subjects.is_empty() && people.iter().all(|name| !fits(name.mention)) && !new_person => {
                    Verdict::Before
                }
                _ => Verdict::Nobody,
            }
        }
    }
}

/// Returns whether another person of the right sex is a subject behind a quotation in its sentence.
fn acts_behind(
    quote_block: &QuoteBlock<'_>,
    people: &[NamedWords],
    quoted: usize,
    speaker: usize,
    fits: &impl Fn(usize) -> bool,
) -> bool {
    people.iter().any(|name| {
        name.words.start >= quoted
            && fits(name.mention)
            && quote_block.mentions[name.mention].entity != quote_block.mentions[speaker].entity
            && phrase::is_subject_name(quote_block, name, quoted)
    })
}

fn is_person_noun(quote_block: &QuoteBlock<'_>, at: usize) -> bool {
    (at..at + 3).any(|at| quote_block.is(at, ROLE_NOUN | FEMININE | MASCULINE))
}

/// Returns a mention of the only entity among names that pass a test.
fn sole<'a, E: PartialEq + 'a>(
    names: &[NamedWords],
    passes: &impl Fn(usize) -> bool,
    entity: &impl Fn(usize) -> E,
) -> Option<usize> {
    let mut passing = names.iter().map(|name| name.mention).filter(|mention| passes(*mention));
    let first = passing.next()?;
    passing.all(|mention| entity(mention) == entity(first)).then_some(first)
}

/// Returns whether a sentence has a person of the right sex whom no record knows: a given name and another capital.
fn has_stranger(
    quote_block: &QuoteBlock<'_>,
    start: usize,
    end: usize,
    wanted: Option<Sex>,
    sexes: &Sexes<'_>,
) -> bool {
    (start + 1..end).any(|at| {
        let is_pair = phrase::is_stranger(quote_block, at)
            && matches!(quote_block.words[at].token.gap, Gap::Space | Gap::Hyphen)
            && quote_block.words[at - 1].token.is(Token::CAPITAL)
            && quote_block.mention_at(at - 1).is_none()
            && !quote_block.is_quoted(at - 1);
        let title = quote_block.is(at - 1, ROLE_NOUN);
        let given = if is_pair { sexes.of_given_name(quote_block.text_at(at - 1)) } else { None };
        let of_title = sexes::of_flags(quote_block.words[at - 1].flags);
        is_pair
            && (given.is_some() || title)
            && given.or(of_title).is_none_or(|sex| wanted.is_none_or(|wanted| sex == wanted))
    })
}

/// Returns the sex that a role and its article show.
fn sex_of_role(quote_block: &QuoteBlock<'_>, at: usize) -> Option<Sex> {
    let article = (at.saturating_sub(3)..at).rev().find(|before| quote_block.is(*before, DETERMINER));
    let by_article = article.and_then(|at| {
        let flags = quote_block.words[at].flags;
        match (flags & FEMININE_ARTICLE != 0, flags & MASCULINE_ARTICLE != 0) {
            (true, false) => Some(Sex::Female),
            (false, true) => Some(Sex::Male),
            _ => None,
        }
    });
    sexes::of_flags(quote_block.words[at].flags).or(by_article)
}

/// `La ministre a déclaré`: the person whom the article has called so. An office alone says nothing: in `X a été arrêté. Le maire a
/// dénoncé « … »` the mayor is another.
fn of_role(quote_block: &QuoteBlock<'_>, at: usize, sexes: &Sexes<'_>) -> Option<usize> {
    const MAX_MENTIONS: usize = 60;
    let role = quote_block.words.get(at)?.token;
    let mentions = quote_block.mentions;
    let n_before = mentions.partition_point(|mention| mention.start < role.start as usize);
    let sex = sex_of_role(quote_block, at);
    let fits = |index: usize| sexes.of(index).is_none_or(|known| sex.is_none_or(|sex| sex == known));
    let people = || (0..n_before).rev().take(MAX_MENTIONS).filter(|index| mentions[*index].kind == BaseKind::Person);
    let kind = qualifier(quote_block, at);
    let mut bearers = people().filter(|index| {
        let has = |word: u64| has_role(quote_block, &mentions[*index], word);
        has(role.hash) && kind.is_none_or(has)
    });
    let first = bearers.next()?;
    let is_sole = bearers.all(|index| mentions[index].entity == mentions[first].entity);
    Some(first).filter(|first| is_sole && fits(*first) && !has_unknown_bearer(quote_block, role))
}

/// Returns the word that says which minister: `the health minister`, `le ministre de la Santé`, `le président russe`.
fn qualifier(quote_block: &QuoteBlock<'_>, at: usize) -> Option<u64> {
    let hash = |at: usize| Some(quote_block.words.get(at)?.token.hash);
    if !quote_block.table.counts_subjects {
        let before = at.checked_sub(1)?;
        return hash(before).filter(|_| !quote_block.is(before, DETERMINER | ROLE_NOUN | POSSESSIVE));
    }
    let next = quote_block.words.get(at + 1).filter(|word| word.token.gap == Gap::Space && word.mark.is_none())?;
    if quote_block.is(at + 1, BINDING_PREPOSITION) {
        let noun = (at + 2..at + 5).find(|word| !quote_block.is(*word, DETERMINER | BINDING_PREPOSITION))?;
        return hash(noun);
    }
    (next.flags == 0 && next.mention.is_none() && !next.token.is(Token::CAPITAL)).then_some(next.token.hash)
}

/// `Le président a déclaré`: the only person that the whole article names, if that person acts in it.
fn of_office(quote_block: &QuoteBlock<'_>, at: usize, sexes: &Sexes<'_>) -> Option<usize> {
    let role = quote_block.words.get(at).filter(|_| quote_block.is(at, OFFICE))?.token;
    let n_before = quote_block.mentions.partition_point(|mention| mention.start < role.start as usize);
    let sex = sex_of_role(quote_block, at);
    let fits = |index: &usize| sexes.of(*index).is_none_or(|known| sex.is_none_or(|sex| sex == known));
    sole_person(quote_block, n_before, sexes)
        .filter(fits)
        .filter(|_| !has_unknown_bearer(quote_block, role) && !sexes.names_others())
}

/// Returns the last mention before a number, if the whole article names one person only, as somebody who acts.
fn sole_person(quote_block: &QuoteBlock<'_>, n_before: usize, sexes: &Sexes<'_>) -> Option<usize> {
    // The limit bounds the work in an article with many names.
    const MAX_MENTIONS: usize = 200;
    let mentions = quote_block.mentions;
    let sole = sexes.sole_person()?;
    let mut near = (0..n_before).rev().take(MAX_MENTIONS).filter(|index| mentions[*index].entity == sole);
    let last = near.next()?;
    std::iter::once(last)
        .chain(near)
        .any(|index| filter::is_acting_subject(quote_block, &mentions[index]))
        .then_some(last)
}

/// Returns whether a capitalised word that no record knows follows the same role, not far before it: `le ministre Dupont`.
fn has_unknown_bearer(quote_block: &QuoteBlock<'_>, role: Token) -> bool {
    const FAR_BYTES: usize = 1500;
    let text = quote_block.text;
    let from = text.floor_char_boundary((role.start as usize).saturating_sub(FAR_BYTES));
    let mut words = Vec::new();
    tokens::tokenize(text, from, role.start as usize, &mut words);
    words.windows(2).any(|pair| {
        let start = pair[1].start as usize;
        let index = quote_block.mentions.partition_point(|mention| mention.end <= start);
        let is_named = quote_block.mentions.get(index).is_some_and(|mention| mention.start <= start);
        pair[0].hash == role.hash && pair[1].gap == Gap::Space && pair[1].is(Token::CAPITAL) && !is_named
    })
}

/// Returns whether a role is beside a name: `la ministre X`, `X, ministre de`.
pub(super) fn has_role(quote_block: &QuoteBlock<'_>, mention: &EntityMention<'_>, role: u64) -> bool {
    let text = quote_block.text;
    let mut words = Vec::new();
    let from = text.floor_char_boundary(mention.start.saturating_sub(60));
    tokens::tokenize(text, from, mention.start, &mut words);
    let is_title = |hash: u64| quote_block.table.flags(hash) & (ROLE_NOUN | DETERMINER | BINDING_PREPOSITION) != 0;
    let mut next = mention.start;
    for word in words.iter().rev().take(6) {
        if text[word.end as usize..next].contains(['.', ';', ':', '\n', '»', '”']) {
            break;
        }
        if word.hash == role {
            return true;
        }
        if !is_title(word.hash) && !word.is(Token::CAPITAL) {
            break;
        }
        next = word.start as usize;
    }
    words.clear();
    let to = text.ceil_char_boundary((mention.end + 50).min(text.len()));
    if !text[mention.end..to].starts_with([',', '(']) && !text[mention.end..to].starts_with(" (") {
        return false;
    }
    tokens::tokenize(text, mention.end, to, &mut words);
    words
        .iter()
        .take(4)
        .any(|word| word.hash == role && !text[mention.end + 1..word.start as usize].contains([',', '.', ';']))
}

/// `Selon le studio`: the organisation that the article has introduced by this noun (`le studio de création Orvane`), if it is
/// only one, whatever others it names.
fn introduced_organisation(quote_block: &QuoteBlock<'_>, at: usize) -> Option<usize> {
    const MAX_MENTIONS: usize = 60;
    let noun = quote_block.words.get(at)?.token;
    let mentions = quote_block.mentions;
    let n_before = mentions.partition_point(|mention| mention.start < noun.start as usize);
    let before = (0..n_before).rev().take(MAX_MENTIONS);
    let mut introduced = before.filter(|index| {
        let mention = &mentions[*index];
        mention.kind == BaseKind::Organisation
            && (has_role(quote_block, mention, noun.hash) || is_introduced(quote_block, mention, noun.hash))
    });
    let first = introduced.next()?;
    introduced.all(|index| mentions[index].entity == mentions[first].entity).then_some(first)
}

/// Returns whether a noun with small complements precedes a name: `le studio de création Orvane`.
fn is_introduced(quote_block: &QuoteBlock<'_>, mention: &EntityMention<'_>, noun: u64) -> bool {
    const MAX_COMPLEMENTS: usize = 2;
    let text = quote_block.text;
    let mut words = Vec::new();
    let from = text.floor_char_boundary(mention.start.saturating_sub(60));
    tokens::tokenize(text, from, mention.start, &mut words);
    let mut next = mention.start;
    let mut before = words.iter().rev().take_while(|word| {
        let is_tied =
            text[word.end as usize..next].chars().all(|c| c == '-' || c.is_whitespace() || matches!(c, '\'' | '’'));
        next = word.start as usize;
        is_tied
    });
    for _ in 0..=MAX_COMPLEMENTS {
        match before.next() {
            Some(word) if word.hash == noun => return true,
            Some(word) if !word.is(Token::CAPITAL) => {}
            _ => return false,
        }
        let is_bound = before.next().is_some_and(|word| quote_block.table.flags(word.hash) & BINDING_PREPOSITION != 0);
        if !is_bound {
            return false;
        }
    }
    false
}

/// The only organisation that the article has named so far.
fn sole_mention_of_kind(quote_block: &QuoteBlock<'_>, at: usize, kind: BaseKind) -> Option<usize> {
    let end = quote_block.words.get(at)?.token.start as usize;
    let before = &quote_block.mentions[..quote_block.mentions.partition_point(|mention| mention.start < end)];
    let mut of_kind = before.iter().enumerate().rev().filter(|(_, mention)| mention.kind == kind);
    let (last, mention) = of_kind.next()?;
    // The limit bounds the work in an article that names many.
    of_kind.take(200).all(|(_, other)| other.entity == mention.entity).then_some(last)
}

/// A document without an author: the last institution before it that did something, not far away.
fn nearest_institution(quote_block: &QuoteBlock<'_>, at: usize) -> Option<usize> {
    const FAR_BYTES: usize = 900;
    let end = quote_block.words.get(at)?.token.start as usize;
    let mentions = quote_block.mentions;
    let before = mentions.partition_point(|mention| mention.end <= end);
    let near = (0..before).rev().take(30).take_while(|index| end - mentions[*index].end < FAR_BYTES);
    let mut acting = near.filter(|index| {
        let mention = &mentions[*index];
        mention.kind == BaseKind::Organisation && filter::is_acting_subject(quote_block, mention)
    });
    let first = acting.next()?;
    acting.all(|index| mentions[index].entity == mentions[first].entity).then_some(first)
}
