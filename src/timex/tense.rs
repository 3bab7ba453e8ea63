//! Reads from the verbs around an expression whether it lies before or after publication.
//!
//! The nearest verb of the same sentence decides. Only forms that are sure count; the rest says nothing.

use std::borrow::Cow;

use super::types::{TokenLine, gap_text};
use crate::lang::dates::TenseLexicon;
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
const REACH: usize = 16;

/// How far before an infinitive the verb that governs it is looked for, in words.
const RULE_REACH: usize = 8;

/// Returns the tense of the verb nearest to the tokens `first..after`.
#[must_use]
pub(crate) fn around(line: &TokenLine<'_>, first: usize, after: usize) -> Tense {
    let tables = &line.compiled.grammar.tense;
    for n in 1..=2.min(first) {
        if !line.compiled.is_tense_word(line.tokens[first - n].hash) {
            continue;
        }
        let word = tokens::fold(line.tokens[first - n].text(line.text));
        if tables.since.contains(&word.as_str()) {
            return Tense::Past;
        }
        if tables.until.contains(&word.as_str()) {
            return Tense::Future;
        }
    }
    let before = (1..=REACH).take_while(|n| first >= *n && !sentence_begins(line, first + 1 - n));
    let behind = (0..REACH).take_while(|n| after + n < line.tokens.len() && !sentence_begins(line, after + n));
    let back = before.filter_map(|n| verb(line, first - n, n, true).map(|tense| (n, tense))).next();
    let ahead = behind.filter_map(|n| verb(line, after + n, n + 1, false).map(|tense| (n + 1, tense))).next();
    match (back, ahead) {
        (Some((back, tense)), Some((ahead, _))) if back <= ahead + 2 => tense,
        (_, Some((_, tense))) | (Some((_, tense)), None) => tense,
        (None, None) => Tense::Unknown,
    }
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

/// Returns what the word at `at` says; `before` says whether it precedes the expression.
fn verb(line: &TokenLine<'_>, at: usize, distance: usize, before: bool) -> Option<Tense> {
    let token = &line.tokens[at];
    // Words of dates are no verbs.
    let entry = &line.compiled.entries[usize::from(line.entries[at])];
    let of_dates = entry.senses.iter().any(|(_, _, rest)| rest.is_empty());
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
    if in_tables && says_future(tables, lower, word) {
        return Some(Tense::Future);
    }
    // `à` is no auxiliary.
    let accented = token.is(Token::ACCENTED);
    if in_tables && tables.auxiliaries.contains(&word) && !(accented && word.len() == 1) {
        return auxiliary(line, at);
    }
    if in_tables && tables.past.contains(&word) {
        return Some(Tense::Past);
    }
    if token.is(Token::CAPITAL) && !token.is(Token::SENTENCE_START) {
        return None;
    }
    if ends(tables.future_endings) && !tables.no_future.contains(&word) {
        return Some(Tense::Future);
    }
    if ends(tables.past_endings) && !tables.no_past.contains(&word) {
        return Some(Tense::Past);
    }
    if before && ends(tables.infinitive_endings) && is_planned(line, at) {
        return Some(Tense::Future);
    }
    // A participle that touches the expression: `la résolution adoptée mercredi`.
    let participle = distance <= 2 && accented && ends_accented(token.text(line.text)) && word.len() >= 4;
    (participle && before && !is_to_come(line, at)).then_some(Tense::Past)
}

/// A form with an accent in the table needs it: `débute` is to come, `débuté` was.
fn says_future(tables: &TenseLexicon, lower: &str, folded: &str) -> bool {
    tables.future.contains(&lower) || !folded.ends_with(['e', 's']) && tables.future.contains(&folded)
}

/// Returns whether the word before a participle puts it in the future: `seront mobilisés`, `être reçu`.
fn is_to_come(line: &TokenLine<'_>, at: usize) -> bool {
    let tables = &line.compiled.grammar.tense;
    at.checked_sub(1).is_some_and(|before| {
        let word = tokens::fold(line.tokens[before].text(line.text));
        tables.be.contains(&word.as_str())
            || word.len() >= 4 && tables.future_endings.iter().any(|ending| word.ends_with(ending))
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
        let lower = line.tokens[next].text(line.text).to_lowercase();
        let word = tokens::fold(&lower);
        if line.compiled.is_tense_word(line.tokens[next].hash) && says_future(tables, &lower, &word) {
            return Some(Tense::Future);
        }
        if word.len() >= 2 && tables.participle_endings.iter().any(|ending| word.ends_with(ending)) {
            return Some(Tense::Past);
        }
    }
    let word = tokens::fold(line.tokens[at].text(line.text));
    tables.past.contains(&word.as_str()).then_some(Tense::Past)
}

/// Returns whether an infinitive is what somebody plans: `appelle à manifester`.
fn is_planned(line: &TokenLine<'_>, at: usize) -> bool {
    let tables = &line.compiled.grammar.tense;
    let marked = at > 0 && {
        let mark = tokens::fold(line.tokens[at - 1].text(line.text));
        tables.infinitive_marks.contains(&mark.as_str())
            || at > 1 && tables.infinitive_marks.contains(&tokens::fold(line.tokens[at - 2].text(line.text)).as_str())
    };
    marked
        && (1..=RULE_REACH).take_while(|n| at >= *n && !sentence_begins(line, at + 1 - n)).any(|n| {
            let word = tokens::fold(line.tokens[at - n].text(line.text));
            tables.planning.iter().any(|beginning| word.starts_with(beginning))
        })
}
