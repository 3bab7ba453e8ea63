//! Reads from the verbs around an expression whether it lies before or after publication.
//!
//! The nearest verb of the same sentence decides. Only forms that are sure count; the rest says nothing.

use std::borrow::Cow;

use super::types::{TokenLine, gap_text, word};
use crate::lang::dates::{TenseLexicon, WordClass};
use crate::text::tokens;
use crate::text::tokens::{Gap, Token};

/// What the words around an expression say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tense {
    /// It was.
    Past,
    /// It will be.
    Future,
    /// They do not say.
    Unknown,
}

/// How far from the expression a verb is looked for, in words.
const REACH: usize = 24;

/// How many words a comma counts for.
const COMMA: usize = 5;

/// How far before an infinitive the verb that governs it is looked for, in words.
const RULE_REACH: usize = 8;

/// Returns the tense of the verb nearest to the tokens `first..after`.
#[must_use]
pub(crate) fn around(line: &TokenLine<'_>, first: usize, after: usize) -> Tense {
    around_at(line, first, after).0
}

/// Returns the tense of the verb nearest to the tokens `first..after`, and how far it is in words.
#[must_use]
pub(crate) fn around_at(line: &TokenLine<'_>, first: usize, after: usize) -> (Tense, usize) {
    let tables = &line.compiled.grammar.tense;
    for n in 1..=2.min(first) {
        if !line.compiled.is_tense_word(line.tokens[first - n].hash) {
            continue;
        }
        let word = tokens::fold(line.tokens[first - n].text(line.text));
        if tables.since.contains(&word.as_str()) {
            return (Tense::Past, n);
        }
        if tables.until.contains(&word.as_str()) {
            // `ont été privés de courant jusqu'à vendredi` may be over.
            let verb = nearest_verb(line, first - n, true, n);
            let over = verb.is_some_and(|(words, tense)| tense == Tense::Past && words <= REACH / 2);
            return (if over { Tense::Unknown } else { Tense::Future }, n);
        }
    }
    let back = nearest_verb(line, first, true, 0);
    let ahead = nearest_verb(line, after, false, 0);
    match (back, ahead) {
        // `told the paper on Tuesday she would run`: the verb before is that of the date.
        (Some((back, tense)), Some((ahead, _))) if back <= ahead + 4 => (tense, back),
        // `who takes over on Monday, said`: the verb behind the clause is not that of the date.
        (None, Some((words, _))) if words > COMMA && in_relative_clause(line, first) => (Tense::Unknown, REACH),
        (_, Some((words, tense))) | (Some((words, tense)), None) => (tense, words),
        (None, None) => (Tense::Unknown, REACH),
    }
}

/// Returns whether the clause before a token begins with a relative pronoun.
fn in_relative_clause(line: &TokenLine<'_>, at: usize) -> bool {
    let relatives = line.compiled.grammar.tense.relatives;
    let opening = (1..=REACH.min(at)).find(|n| clause_begins(line, at - n)).map(|n| at - n);
    opening.is_some_and(|opening| relatives.contains(&tokens::fold(line.tokens[opening].text(line.text)).as_str()))
}

/// Returns the nearest verb before `at`, or from `at` on, with its distance in words: a comma counts as several, because
/// `will appear on Tuesday, police said` is to come. So many words are between `at` and the expression.
fn nearest_verb(line: &TokenLine<'_>, at: usize, before: bool, between: usize) -> Option<(usize, Tense)> {
    let mut n_commas = 0;
    for n in 1..=REACH {
        let (index, edge) = if before { (at.checked_sub(n)?, at + 1 - n) } else { (at + n - 1, at + n - 1) };
        if index >= line.tokens.len() {
            return None;
        }
        // The date itself may be the last of the line.
        if edge < line.tokens.len() {
            if sentence_begins(line, edge) {
                return None;
            }
            n_commas += usize::from(clause_begins(line, edge));
        }
        if let Some(tense) = verb(line, index, n + between, before) {
            return Some((n + COMMA * n_commas, tense));
        }
    }
    None
}

/// Returns whether a sentence or a part of it between commas begins with this token.
#[must_use]
pub(crate) fn clause_begins(line: &TokenLine<'_>, at: usize) -> bool {
    matches!(line.tokens[at].gap, Gap::Other(_)) || sentence_begins(line, at)
}

/// Returns whether a sentence begins with this token.
#[must_use]
pub(crate) fn sentence_begins(line: &TokenLine<'_>, at: usize) -> bool {
    let token = &line.tokens[at];
    match token.gap {
        Gap::Start => true,
        Gap::Space | Gap::Hyphen | Gap::DotHyphen | Gap::Apostrophe => false,
        Gap::Dot => {
            // `M. Kim`, `J. Dupont`: a short word before the full stop.
            let before = line.tokens[at - 1];
            (token.is(Token::CAPITAL) || token.is(Token::DIGIT)) && before.end - before.start > 2
        }
        Gap::Other(_) => gap_text(line, at).contains(['.', '!', '?', '…', ';', '\n']),
    }
}

/// Returns what the word at `at` says, `Unknown` where it is a verb that may be of either time; `before` says whether it
/// precedes the expression.
fn verb(line: &TokenLine<'_>, at: usize, distance: usize, before: bool) -> Option<Tense> {
    let token = &line.tokens[at];
    if line.entries[at] != 0 {
        match word(line, WordClass::Plan, at) {
            Some((2, _)) if before => return Some(plan_at(line, at)),
            Some((4, _)) if before => return Some(Tense::Past),
            Some((6, _)) if before => return Some(Tense::Unknown),
            Some((5 | 7, _)) if before && touches(line, at, distance) && !is_to_come(line, at) => {
                return Some(Tense::Past);
            }
            _ => {}
        }
    }
    // Words of dates are no verbs.
    let entry = &line.compiled.entries[usize::from(line.entries[at])];
    let of_dates = entry.senses.iter().any(|(class, _, rest)| rest.is_empty() && is_of_dates(*class));
    if of_dates || token.is(Token::DIGIT) || token.is(Token::ALL_CAPITALS) {
        return None;
    }
    let tables = &line.compiled.grammar.tense;
    let raw = token.text(line.text);
    let in_tables = line.compiled.is_tense_word(token.hash);
    // Most words are plain small letters and in no table: nothing is copied for them.
    let plain = raw.bytes().all(|byte| byte.is_ascii_lowercase());
    let lower = if plain { Cow::Borrowed(raw) } else { Cow::Owned(raw.to_lowercase()) };
    let word = if plain { Cow::Borrowed(raw) } else { Cow::Owned(tokens::fold(&lower)) };
    let (lower, word): (&str, &str) = (&lower, &word);
    // An ending with an accent needs it: `llegó`, `llegará`.
    let ends = |endings: &[&str]| {
        word.len() >= 4 && endings.iter().any(|ending| word.ends_with(ending) || lower.ends_with(ending))
    };
    let accented = token.is(Token::ACCENTED);
    if in_tables && says_future(tables, lower, word) {
        // `Convoqué mardi, il n'est pas venu` was; `la réunion prévue mardi` is to come, and so is `would strike`.
        let participle = accented && ends_accented(raw) || ends(tables.participle_endings);
        return Some(match (participle, clause_begins(line, at)) {
            (false, _) => Tense::Future,
            (true, true) => Tense::Unknown,
            (true, false) => plan_at(line, at),
        });
    }
    // `à` is no auxiliary.
    if in_tables && tables.auxiliaries.contains(&word) && !(accented && word.len() == 1) {
        return auxiliary(line, at);
    }
    if in_tables && tables.past.contains(&word) {
        return (!is_to_come(line, at)).then_some(Tense::Past);
    }
    if token.is(Token::CAPITAL) && !token.is(Token::SENTENCE_START) {
        return None;
    }
    // With their accents: `quitterait` is to come, `espérait` was.
    let will_be = |endings: &[&str]| lower.len() >= 4 && endings.iter().any(|ending| lower.ends_with(ending));
    if will_be(tables.future_endings) && !tables.no_future.contains(&word) {
        return Some(Tense::Future);
    }
    if ends(tables.past_endings) && !tables.no_past.contains(&word) {
        return (!is_to_come(line, at)).then_some(Tense::Past);
    }
    if before
        && (tables.infinitive_endings == [""] || ends(tables.infinitive_endings))
        && let Some(tense) = planned(line, at)
    {
        return Some(tense);
    }
    // A participle that touches the expression: `la résolution adoptée mercredi`.
    let accented = accented && ends_accented(raw);
    // `les négociations, suspendues mardi`.
    let apposed = clause_begins(line, at) && ends(tables.participle_endings) && !tables.no_future.contains(&word);
    let participle = touches(line, at, distance) && (accented || apposed) && word.len() >= 4;
    (participle && before && !is_to_come(line, at)).then_some(Tense::Past)
}

/// Returns whether a participle before an expression touches it; `la rentrée de septembre` has a word between that ties a noun.
fn touches(line: &TokenLine<'_>, at: usize, distance: usize) -> bool {
    let openers = line.compiled.grammar.range_openers;
    distance == 1
        || distance == 2
            && line
                .tokens
                .get(at + 1)
                .is_some_and(|next| !openers.contains(&tokens::fold(next.text(line.text)).as_str()))
}

/// A word of plans is of the future: `est convoqué`, `set to`; unless its own verb is past, and then the plan may be carried out
/// or not: `a convoqué`, `was expected to`.
fn plan_at(line: &TokenLine<'_>, at: usize) -> Tense {
    let tables = &line.compiled.grammar.tense;
    let is_past = |at: usize| {
        // `à Londres est prévue`: `à` is no auxiliary.
        word(line, WordClass::Have, at).is_some() && !line.tokens[at].is(Token::ACCENTED)
            || line.compiled.is_tense_word(line.tokens[at].hash)
                && tables.past.contains(&tokens::fold(line.tokens[at].text(line.text)).as_str())
    };
    let past = (1..=4.min(at)).take_while(|n| !clause_begins(line, at + 1 - n)).any(|n| is_past(at - n));
    if past { Tense::Unknown } else { Tense::Future }
}

/// Returns whether the words of a class are times, and so no verbs.
fn is_of_dates(class: WordClass) -> bool {
    !matches!(
        class,
        WordClass::BeforeChrist
            | WordClass::Plan
            | WordClass::Have
            | WordClass::Habit
            | WordClass::Locative
            | WordClass::Sport
            | WordClass::Anniversary
    )
}

/// A form with an accent in the table needs it: `débute` is to come, `débuté` was.
fn says_future(tables: &TenseLexicon, lower: &str, folded: &str) -> bool {
    tables.future.contains(&lower) || !folded.ends_with(['e', 's']) && tables.future.contains(&folded)
}

/// Returns whether one of the two words before a participle puts it in the future, or leaves that to the verb before them:
/// `seront mobilisés`, `être reçu`, `will be questioned`; or in the present, `is sold out`.
fn is_to_come(line: &TokenLine<'_>, at: usize) -> bool {
    let tables = &line.compiled.grammar.tense;
    if tables.be.is_empty() {
        return false;
    }
    (1..=2.min(at)).take_while(|n| !clause_begins(line, at + 1 - n)).any(|n| {
        let token = &line.tokens[at - n];
        let short = token.len() < 4 && !tables.be.iter().any(|be| be.len() < 4);
        if short {
            return false;
        }
        let lower = token.text(line.text).to_lowercase();
        tables.be.contains(&tokens::fold(&lower).as_str())
            || lower.len() >= 4 && tables.future_endings.iter().any(|ending| lower.ends_with(ending))
    })
}

/// A participle ends in an accented vowel, perhaps with `e` or `s` behind it.
fn ends_accented(word: &str) -> bool {
    word.trim_end_matches('s').trim_end_matches('e').ends_with('é')
}

/// `a déclaré`, `a été tenue`; `est prévue` is a plan.
fn auxiliary(line: &TokenLine<'_>, at: usize) -> Option<Tense> {
    let tables = &line.compiled.grammar.tense;
    for next in at + 1..(at + 5).min(line.tokens.len()) {
        if sentence_begins(line, next) {
            break;
        }
        let entry = &line.compiled.entries[usize::from(line.entries[next])];
        if entry.senses.iter().any(|(class, _, rest)| rest.is_empty() && is_of_dates(*class)) {
            continue;
        }
        let lower = line.tokens[next].text(line.text).to_lowercase();
        let word = tokens::fold(&lower);
        if line.compiled.is_tense_word(line.tokens[next].hash) && says_future(tables, &lower, &word) {
            return Some(Tense::Future);
        }
        let accented = line.tokens[next].is(Token::ACCENTED) && ends_accented(&lower);
        let ends = tables.participle_endings.iter().any(|ending| word.ends_with(ending));
        if word.len() >= 2 && (accented || ends && !tables.no_future.contains(&word.as_str())) {
            // `est organisée dimanche` is to come or is told in the present, `est arrivée dimanche` was.
            let moved = matches!(crate::timex::types::word(line, WordClass::Plan, next), Some((7, _)));
            let told = !moved
                && !is_reflexive(line, at)
                && tables.be.contains(&tokens::fold(line.tokens[at].text(line.text)).as_str());
            return Some(if told { Tense::Unknown } else { Tense::Past });
        }
    }
    let word = tokens::fold(line.tokens[at].text(line.text));
    tables.past.contains(&word.as_str()).then_some(Tense::Past)
}

/// `s'est tenue`, `se sont réunis`: a pronoun of one letter, or of one syllable, that the language has before infinitives too.
fn is_reflexive(line: &TokenLine<'_>, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| {
        let word = tokens::fold(line.tokens[before].text(line.text));
        word.starts_with('s') && line.compiled.grammar.tense.infinitive_marks.contains(&word.as_str())
    })
}

/// Returns the time of an infinitive that somebody plans: `appelle à manifester` is to come. Where the plan itself is told in
/// a form that is past for certain, the date may be of either: `ordered him to pay Monday`, `was due to report Monday`.
fn planned(line: &TokenLine<'_>, at: usize) -> Option<Tense> {
    let tables = &line.compiled.grammar.tense;
    let marked = at > 0 && {
        let mark = tokens::fold(line.tokens[at - 1].text(line.text));
        tables.infinitive_marks.contains(&mark.as_str())
            || at > 1 && tables.infinitive_marks.contains(&tokens::fold(line.tokens[at - 2].text(line.text)).as_str())
    };
    if !marked {
        return None;
    }
    (1..=RULE_REACH).take_while(|n| at >= *n && !sentence_begins(line, at + 1 - n)).find_map(|n| {
        let word = tokens::fold(line.tokens[at - n].text(line.text));
        let governs = tables.planning.iter().any(|beginning| word.starts_with(beginning));
        let is_past = || {
            tables.past_endings.iter().any(|ending| word.ends_with(ending))
                && !tables.future.contains(&word.as_str())
                && !tables.no_past.contains(&word.as_str())
        };
        let was = || at > n && tables.past.contains(&tokens::fold(line.tokens[at - n - 1].text(line.text)).as_str());
        governs.then(|| if is_past() || was() { Tense::Unknown } else { Tense::Future })
    })
}
