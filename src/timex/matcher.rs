//! Finds the patterns of the grammar in a block of tokens: from left to right, the longest one first.
//!
//! Tokens and grammar -> [`DateMatch`]es. Whether a match is a date at all is decided in `filter`, its value in `resolve`.

use super::grammar::{PatternStep, StepMatcher};
use super::types::{DateFields, DateMatch, TokenLine, gap_text, word};
use super::{digits, numeric};
use crate::lang::dates::WordClass;
use crate::text::tokens::{Gap, Token};

/// Adds every expression of a line in order; they never overlap.
pub(crate) fn find(line: &TokenLine<'_>, found: &mut Vec<DateMatch>) {
    let mut at = 0;
    while at < line.tokens.len() {
        let entry = line.entries[at];
        if let Some(one) = line.tokens[at].is(Token::DIGIT).then(|| numeric::read(line, at)).flatten() {
            at = one.after;
            found.push(one);
            continue;
        }
        let digits = line.tokens[at].is(Token::DIGIT);
        if entry == 0 && !digits {
            at += 1;
            continue;
        }
        let known = &line.compiled.entries[usize::from(entry)];
        let patterns: &[u16] = match (digits, may_continue(line, at)) {
            (true, true) => &line.compiled.digit_patterns,
            (true, false) => &line.compiled.digit_alone,
            (false, true) => &known.patterns,
            (false, false) => &known.alone,
        };
        let mut best: Option<DateMatch> = None;
        for pattern in patterns {
            let (steps, means) = &line.compiled.patterns[usize::from(*pattern)];
            let start = DateMatch { first: at, after: at, means: *means, fields: DateFields::default() };
            let Some(one) = match_steps(line, steps, at, false, start) else { continue };
            if one.after > one.first && best.is_none_or(|best| one.after > best.after) {
                best = Some(one);
            }
        }
        match best {
            Some(one) => {
                at = one.after.max(at + 1);
                found.push(one);
            }
            None => at += 1,
        }
    }
}

/// Returns whether the next word may belong to an expression at all: most articles and prepositions precede one that
/// may not, and then few patterns are left to try.
fn may_continue(line: &TokenLine<'_>, at: usize) -> bool {
    let Some(next) = line.tokens.get(at + 1) else { return false };
    if line.compiled.entries[usize::from(line.entries[at + 1])].in_patterns {
        return true;
    }
    if next.is(Token::DIGIT) {
        // Two numbers in a row are a date only with a word behind them.
        return !line.tokens[at].is(Token::DIGIT) || line.entries.get(at + 2).is_some_and(|entry| *entry != 0);
    }
    // Roman numbers of centuries, and `1 er`, `XX e`.
    matches!(line.text.as_bytes().get(next.start as usize), Some(b'I' | b'V' | b'X'))
        || matches!(next.text(line.text), "er" | "e")
}

/// Follows the steps of a pattern from a token on; `comma` says whether a comma may precede it.
fn match_steps(
    line: &TokenLine<'_>,
    steps: &[PatternStep],
    at: usize,
    comma: bool,
    so_far: DateMatch,
) -> Option<DateMatch> {
    let Some((step, rest)) = steps.split_first() else { return Some(so_far) };
    let begins = so_far.first == at && so_far.after == at && !comma;
    if let Some((fields, len)) = match_step(line, step, at, so_far.fields).filter(|_| begins || joined(line, at, comma))
    {
        let mut next = DateMatch { fields, ..so_far };
        if !step.outside {
            next.after = at + len;
        } else if next.first == at {
            next.first = at + len;
            next.after = at + len;
        }
        if let Some(done) = match_steps(line, rest, at + len, step.comma, next) {
            return Some(done);
        }
    }
    if step.optional { match_steps(line, rest, at, comma, so_far) } else { None }
}

fn match_step(
    line: &TokenLine<'_>,
    step: &PatternStep,
    at: usize,
    mut fields: DateFields,
) -> Option<(DateFields, usize)> {
    let token = line.tokens.get(at)?;
    if step.accented && !token.is(Token::ACCENTED) && token.gap != Gap::Hyphen {
        return None;
    }
    match &step.accept {
        StepMatcher::Words(words) => {
            words.contains(&line.entries[at]).then_some((fields, 1)).filter(|_| line.entries[at] != 0)
        }
        StepMatcher::Class(class) => {
            let (value, len) = if token.is(Token::DIGIT) {
                digits::read(*class, line.text, line.tokens, at)?
            } else if *class == WordClass::Number {
                number_in_words(line, at)?
            } else if *class == WordClass::Century {
                digits::roman_century(line.text, line.tokens, at).or_else(|| word(line, *class, at))?
            } else {
                word(line, *class, at)?
            };
            match class {
                WordClass::Day | WordClass::WordedDay => fields.day = Some(value),
                WordClass::LastDay => fields.last_day = Some(value),
                WordClass::Month => fields.month = Some(value),
                WordClass::LastMonth => fields.last_month = Some(value),
                WordClass::Year | WordClass::ShortYear => fields.year = Some(value),
                WordClass::Weekday => fields.weekday = Some(value),
                WordClass::Number => fields.number = Some(value),
                WordClass::Unit => fields.unit = Some(value),
                WordClass::Direction => fields.direction = Some(value),
                WordClass::Season
                | WordClass::Ordinal
                | WordClass::Century
                | WordClass::Decade
                | WordClass::PluralDecade
                | WordClass::Clock
                | WordClass::Feast
                | WordClass::NamedDay
                | WordClass::QuarterSign => {
                    fields.which = Some(value);
                }
                WordClass::Part
                | WordClass::DayPart
                | WordClass::About
                | WordClass::BeforeChrist
                | WordClass::Plan
                | WordClass::Have
                | WordClass::Habit
                | WordClass::Locative
                | WordClass::Sport
                | WordClass::Anniversary => {}
            }
            Some((fields, len))
        }
    }
}

/// Returns whether a token follows the one before it closely enough to be of one expression with it.
fn joined(line: &TokenLine<'_>, at: usize, comma: bool) -> bool {
    match line.tokens[at].gap {
        Gap::Space | Gap::Hyphen | Gap::Apostrophe => true,
        // After an ordinal: `12. Mai`, `3.–5. Mai`.
        Gap::Dot | Gap::DotHyphen | Gap::Other(_) if follows_ordinal(line, at) => true,
        // After an abbreviation: `sept. 2023`.
        Gap::Dot => {
            let before = line.tokens[at - 1];
            before.end - before.start <= 5 && !before.is(Token::DIGIT) && line.entries[at - 1] != 0 && {
                let word = before.text(line.text).to_lowercase();
                line.compiled.grammar.tense.abbreviations.contains(&word.as_str())
            }
        }
        Gap::DotHyphen => false,
        Gap::Other(_) => comma && gap_text(line, at).trim() == ",",
        Gap::Start => false,
    }
}

/// Returns whether a token follows a number with the full stop of an ordinal, perhaps with a dash behind it.
fn follows_ordinal(line: &TokenLine<'_>, at: usize) -> bool {
    let before = &line.tokens[at - 1];
    let is_short = before.is(Token::DIGIT) && before.end - before.start <= 2;
    let gap = gap_text(line, at);
    line.compiled.grammar.ordinal_stop
        && is_short
        && gap.starts_with('.')
        && gap.len() > 1
        && matches!(gap[1..].trim(), "" | "-" | "–" | "/")
}

/// Reads a number in words: `vingt-quatre`, `quatre-vingt-dix`, `cent vingt`, `twenty-four`.
fn number_in_words(line: &TokenLine<'_>, at: usize) -> Option<(i32, usize)> {
    let (mut current, mut len) = word(line, WordClass::Number, at)?;
    while let Some(next) = line.tokens.get(at + len).filter(|next| matches!(next.gap, Gap::Space | Gap::Hyphen)) {
        if next.is(Token::DIGIT) || len > 6 {
            break;
        }
        // `vingt et un`, `a hundred and one`.
        let linked = line.compiled.grammar.number_links.contains(&next.text(line.text));
        let Some((value, n_words)) = word(line, WordClass::Number, at + len + usize::from(linked)) else { break };
        current = match value {
            20 if current == 4 => 80,
            100 if (1..20).contains(&current) => current * 100,
            1000 if (1..1000).contains(&current) => current * 1000,
            1..20 if current >= 20 && (current % 20 == 0 || current % 10 == 0) => current + value,
            20..100 if current >= 100 && current % 100 == 0 => current + value,
            _ => break,
        };
        len += n_words + usize::from(linked);
    }
    Some((current, len))
}
