//! Tells a weekday from a name or word that is written like one: `Jeudi noir`, `Sheffield Wednesday`, `Sat in the dock`.
//!
//! An expression and the letters around it -> yes or no.

use super::types::{DateMatch, TokenLine, gap_text};
use crate::lang::dates::WordClass;
use crate::text::tokens;
use crate::text::tokens::{Gap, Token};

/// How many words a name before a weekday may have.
const NAME_REACH: usize = 4;

/// Returns whether the weekday of an expression is one.
#[must_use]
pub(super) fn is_weekday(line: &TokenLine<'_>, one: &DateMatch) -> bool {
    let is_day = |at: &usize| {
        let entry = &line.compiled.entries[usize::from(line.entries[*at])];
        entry.senses.iter().any(|(class, _, _)| *class == WordClass::Weekday)
    };
    let Some(at) = (one.first..one.after).find(is_day) else { return true };
    let token = &line.tokens[at];
    let grammar = line.compiled.grammar;
    let capital = token.is(Token::CAPITAL);
    if grammar.month_capitals && !capital {
        return false;
    }
    let opens = token.is(Token::SENTENCE_START) || token.is(Token::ALL_CAPITALS);
    if !grammar.month_capitals && capital && !opens {
        // `Le Jeudi noir` is a name, `Lundi` in a title of capitals is not.
        return false;
    }
    if is_title(line, at) {
        return false;
    }
    let short = tokens::fold(token.text(line.text));
    if grammar.tense.abbreviations.contains(&short.as_str()) {
        return is_abbreviation(line, at);
    }
    // `Sundays` is another word; `Sunday mornings` are many.
    let plural =
        line.tokens.get(one.after).is_some_and(|next| next.gap == Gap::Space && is_plural_part(line, one.after));
    let is_name = grammar.month_capitals && at == one.first && is_name_before(line, at);
    !plural && !is_name
}

/// A weekday of three letters has a full stop behind it that ends no sentence; with a number or month beside it the
/// expression is another.
fn is_abbreviation(line: &TokenLine<'_>, at: usize) -> bool {
    let Some(next) = line.tokens.get(at + 1) else { return false };
    let small = !next.is(Token::CAPITAL) && gap_text(line, at + 1).starts_with('.');
    small && line.tokens[at].gap != Gap::Start && !line.tokens[at].is(Token::SENTENCE_START)
}

/// A weekday right behind an opening mark is a title, unless a comma follows: `« Vendredi ou la vie sauvage »`, but `« Vendredi,
/// nous irons »`.
fn is_title(line: &TokenLine<'_>, at: usize) -> bool {
    let opened = gap_text(line, at).trim_end().ends_with(['«', '“', '„', '"']);
    opened && line.tokens.get(at + 1).is_some_and(|next| next.gap == Gap::Space)
}

/// `mornings`: a part of the day in the plural.
fn is_plural_part(line: &TokenLine<'_>, at: usize) -> bool {
    let word = tokens::fold(line.tokens[at].text(line.text));
    let grammar = line.compiled.grammar;
    word.strip_suffix('s').is_some_and(|one| grammar.value_of(WordClass::DayPart, one).is_some())
}

/// Returns whether the capitalised words right before a weekday make one name with it. After `in`, and where they are
/// several with a verb behind the weekday, they do not: `in Sydney Friday`, `Governor Adams Tuesday said`.
fn is_name_before(line: &TokenLine<'_>, at: usize) -> bool {
    let grammar = line.compiled.grammar;
    if !grammar.words.iter().any(|(class, _)| *class == WordClass::Locative) {
        return false;
    }
    let is_name = |index: usize| {
        let token = &line.tokens[index];
        let known = !line.compiled.entries[usize::from(line.entries[index])].senses.is_empty();
        token.is(Token::CAPITAL) && !token.is(Token::SENTENCE_START) && !known
    };
    let n_names = (1..=NAME_REACH.min(at))
        .take_while(|n| is_name(at - n) && matches!(line.tokens[at + 1 - n].gap, Gap::Space | Gap::Hyphen))
        .count();
    if n_names == 0 {
        return false;
    }
    let opener = at.checked_sub(n_names + 1).map(|before| tokens::fold(line.tokens[before].text(line.text)));
    let is_place = opener.is_some_and(|opener| grammar.value_of(WordClass::Locative, &opener).is_some());
    let next_is_verb =
        line.tokens.get(at + 1).is_some_and(|next| next.gap == Gap::Space && line.compiled.is_tense_word(next.hash));
    !(is_place || n_names > 1 && next_is_verb)
}
