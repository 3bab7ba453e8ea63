//! Rejects what looks like a date and is not one: `Mars`, `may`, `2000 personnes`, `pendant 2 h`.
//!
//! A match and the tokens around it -> yes or no. Values are worked out in `resolve`.

use super::types::{DateMatch, TokenLine, gap_text, word};
use super::{digits, names, tense};
use crate::lang::dates::{TemporalMeaning, WordClass};
use crate::text::tokens;
use crate::text::tokens::{Gap, Token};

/// How far from a month or day the words are that say that it recurs.
const HABIT_REACH: usize = 6;

/// How far the words of a sentence are looked at.
const SENTENCE_REACH: usize = 16;

/// Returns whether an expression is a date at its place; `before` and `next` are the expressions around it.
#[must_use]
pub(crate) fn is_date(
    line: &TokenLine<'_>,
    one: &DateMatch,
    before: Option<&DateMatch>,
    next: Option<&DateMatch>,
) -> bool {
    let fields = &one.fields;
    let has_year = fields.year.is_some() || matches!(one.means, TemporalMeaning::Century);
    if has_year && is_before_christ(line, one, next) {
        return false;
    }
    let recurs = matches!(one.means, TemporalMeaning::Month | TemporalMeaning::Date | TemporalMeaning::NthWeekday)
        && fields.year.is_none()
        && fields.direction.is_none();
    if recurs && is_beside(line, one, WordClass::Habit, HABIT_REACH) {
        return false;
    }
    match one.means {
        TemporalMeaning::Month => is_month(line, one),
        TemporalMeaning::Date if fields.day.is_none() && fields.year.is_none() => is_month(line, one),
        // Behind a month a number before a capital is the year: `im Mai 2024 Hamburg verlassen`.
        TemporalMeaning::Date if fields.year.is_some() => {
            line.compiled.grammar.noun_capitals || !is_counted(line, one.after)
        }
        TemporalMeaning::Year => !is_counted(line, one.after) && !counts_with_next(line, one, next),
        TemporalMeaning::BareYear => is_bare_year(line, one, before) && !counts_with_next(line, one, next),
        TemporalMeaning::Clock => is_time_of_day(line, one, before),
        // `dans la nuit du 16 au 17` is no night of its own.
        TemporalMeaning::ContextPart => {
            let next = line.tokens.get(one.after).filter(|next| matches!(next.gap, Gap::Space | Gap::Apostrophe));
            next.is_none_or(|_| !line.compiled.grammar.range_openers.contains(&folded(line, one.after).as_str()))
        }
        // `am Morgen` is no tomorrow: the noun has its capital within a sentence.
        TemporalMeaning::DaysOn(_) if line.compiled.grammar.noun_capitals => {
            let token = &line.tokens[one.first];
            !token.is(Token::CAPITAL) || token.is(Token::SENTENCE_START) || one.after > one.first + 1
        }
        TemporalMeaning::WeekdayAndDay => !is_counted(line, one.after),
        TemporalMeaning::ContextDaysAlone(_) | TemporalMeaning::ContextPeriodAlone(_) => ends_phrase(line, one.after),
        TemporalMeaning::Weekday | TemporalMeaning::WeekdayWithArticle | TemporalMeaning::ThisWeekday => {
            names::is_weekday(line, one)
        }
        TemporalMeaning::PartOfYear(_) if fields.year.is_none() => {
            !is_beside(line, one, WordClass::Sport, SENTENCE_REACH)
        }
        TemporalMeaning::Decade if fields.which.is_some_and(|decade| decade < 100) => {
            is_short_decade(line, one) && !is_beside(line, one, WordClass::Sport, SENTENCE_REACH)
        }
        _ => true,
    }
}

/// Returns whether a year or century is counted back from the year 1: `IIIe siècle av. J.-C.`, `1200 BC`, and the first of
/// `de 1300 à 1200 av. J.-C.`
fn is_before_christ(line: &TokenLine<'_>, one: &DateMatch, next: Option<&DateMatch>) -> bool {
    let marked = |after: usize| {
        after < line.tokens.len() && word(line, WordClass::BeforeChrist, after).is_some_and(|(n, _)| n == 0)
    };
    let near = |next: &&DateMatch| next.first <= one.after + 3 && next.fields.month.is_none();
    marked(one.after) || next.filter(near).is_some_and(|next| marked(next.after))
}

/// Returns whether a number is the first of two that count what follows: `from 1800 to 2000 people`.
fn counts_with_next(line: &TokenLine<'_>, one: &DateMatch, next: Option<&DateMatch>) -> bool {
    next.is_some_and(|next| {
        let years = matches!(next.means, TemporalMeaning::BareYear | TemporalMeaning::Year);
        years
            && next.first == one.after + 1
            && line.compiled.grammar.links.contains(&folded(line, one.after).as_str())
            && is_counted(line, next.after)
    })
}

/// Returns whether no noun follows that would make a preposition of the last word: `the day before the vote`.
fn ends_phrase(line: &TokenLine<'_>, after: usize) -> bool {
    let Some(next) = line.tokens.get(after) else { return true };
    if !matches!(next.gap, Gap::Space | Gap::Hyphen | Gap::Apostrophe) {
        return true;
    }
    let grammar = line.compiled.grammar;
    let word = folded(line, after);
    !next.is(Token::CAPITAL | Token::DIGIT)
        && (grammar.month_openers.contains(&word.as_str()) || grammar.clock_openers.contains(&word.as_str()))
}

/// A decade of two digits has an article or an apostrophe before it: `the 90s`, `’90s`; `mid-20s` may be an age.
fn is_short_decade(line: &TokenLine<'_>, one: &DateMatch) -> bool {
    let plural = |at: usize| word(line, WordClass::PluralDecade, at).is_some() || line.tokens[at].is(Token::DIGIT);
    let part = word(line, WordClass::Part, one.first).map_or(0, |(_, len)| len);
    let at = one.first + part;
    if at >= one.after || !plural(at) {
        return true;
    }
    // `90er Jahre`: the ending is no plural of ages.
    let is_ending = line.tokens[at].text(line.text).ends_with("er");
    is_ending || gap_text(line, at).ends_with(['\'', '’', '‘'])
}

/// Returns whether a word of a class is so near in the sentence, such as `touchdown`, beside which quarters are none of a year, or
/// `every year`, beside which a month is of no year.
fn is_beside(line: &TokenLine<'_>, one: &DateMatch, class: WordClass, reach: usize) -> bool {
    let is_word = |at: usize| line.entries[at] != 0 && word(line, class, at).is_some();
    let back = (1..=reach.min(one.first)).take_while(|n| !tense::sentence_begins(line, one.first + 1 - n));
    let ahead =
        (one.after..(one.after + reach).min(line.tokens.len())).take_while(|at| !tense::sentence_begins(line, *at));
    back.map(|n| one.first - n).chain(ahead).any(is_word)
}

pub(super) fn folded(line: &TokenLine<'_>, at: usize) -> String {
    tokens::fold(line.tokens[at].text(line.text))
}

/// Returns the word before a place, if only a space, hyphen or apostrophe separates them.
fn word_before(line: &TokenLine<'_>, at: usize) -> Option<String> {
    let near = matches!(line.tokens.get(at)?.gap, Gap::Space | Gap::Hyphen | Gap::Apostrophe);
    near.then(|| at.checked_sub(1).map(|before| folded(line, before))).flatten()
}

/// Returns whether the two words before a place are in a list: `partir de`.
fn after_two_words(line: &TokenLine<'_>, at: usize, list: &[&str]) -> bool {
    let Some(second) = word_before(line, at) else { return false };
    word_before(line, at - 1).is_some_and(|first| list.contains(&format!("{first} {second}").as_str()))
}

fn is_month(line: &TokenLine<'_>, one: &DateMatch) -> bool {
    let grammar = line.compiled.grammar;
    let month = (one.first..one.after).find(|at| {
        let entry = &line.compiled.entries[usize::from(line.entries[*at])];
        entry.senses.iter().any(|(class, _, _)| *class == WordClass::Month)
    });
    let Some(month) = month else { return true };
    let token = &line.tokens[month];
    // `32 mars` is no day, and then no month.
    if month == one.first && month > 0 && line.tokens[month - 1].is(Token::DIGIT) && token.gap == Gap::Space {
        return false;
    }
    let capital = token.is(Token::CAPITAL);
    if grammar.month_capitals && !capital {
        return false;
    }
    if grammar.short_months.contains(&folded(line, month).as_str()) {
        return false;
    }
    // `Avril Lavigne`, `June Carter`: a name goes on, unless the sentence ends.
    let name_goes_on = line.tokens.get(month + 1).is_some_and(|next| next.gap == Gap::Space && next.is(Token::CAPITAL));
    let opened = one.fields.direction.is_some()
        || month > one.first
        || word_before(line, month).is_some_and(|word| grammar.month_openers.contains(&word.as_str()));
    if opened && (grammar.month_capitals || !capital) {
        return !(grammar.month_capitals && name_goes_on && one.first == month && one.after == month + 1)
            || opened && !grammar.doubtful_months.contains(&folded(line, month).as_str());
    }
    if grammar.doubtful_months.contains(&folded(line, month).as_str()) {
        return !grammar.month_capitals && !capital;
    }
    let free = grammar.month_capitals || !capital || token.is(Token::SENTENCE_START) || token.is(Token::ALL_CAPITALS);
    free && !(capital && name_goes_on)
}

/// Returns whether the number that ends before `after` counts what follows: `en 2000 exemplaires`, `2000 km`.
fn is_counted(line: &TokenLine<'_>, after: usize) -> bool {
    let Some(next) = line.tokens.get(after) else {
        let rest = line.tokens.last().map_or("", |last| &line.text[last.end as usize..]);
        return rest.trim_start().starts_with(['%', '€', '$', '£', '°']);
    };
    let gap = gap_text(line, after);
    if gap.trim_start().starts_with(['%', '€', '$', '£', '°']) {
        return true;
    }
    if next.is(Token::DIGIT) {
        // `2000,5`, `2 000 000`.
        return matches!(gap, "," | ".") || next.gap == Gap::Space && next.end - next.start == 3;
    }
    let grammar = line.compiled.grammar;
    if next.gap != Gap::Space || next.is(Token::CAPITAL) {
        return next.gap == Gap::Space && grammar.noun_capitals;
    }
    let word = folded(line, after);
    // `1950 cm3`.
    if word.len() > 1 && word.ends_with(|c: char| c.is_ascii_digit()) {
        return true;
    }
    let plural = !grammar.noun_capitals && word.len() > 3 && word.ends_with(['s', 'x']);
    grammar.counted.contains(&word.as_str()) || plural && !grammar.year_followers.contains(&word.as_str())
}

fn is_bare_year(line: &TokenLine<'_>, one: &DateMatch, last: Option<&DateMatch>) -> bool {
    let year = one.fields.year.unwrap_or(0);
    if !(1700..=2060).contains(&year) || is_counted(line, one.after) {
        return false;
    }
    // `de 1914 à 1918`.
    let tied = last.is_some_and(|last| {
        let links = line.compiled.grammar.links;
        let years = last.fields.year.is_some() && last.fields.month.is_none() && last.after < one.first;
        years
            && one.first - last.after <= 2
            && (last.after..one.first).all(|at| links.contains(&folded(line, at).as_str()))
    });
    if tied {
        return true;
    }
    let gap = gap_text(line, one.first);
    // `(1964)`, `2002/2003`, `– 2019`.
    let Some(before) = one.first.checked_sub(1) else { return gap.is_empty() && line.tokens.len() > 1 };
    let token = &line.tokens[before];
    if token.is(Token::DIGIT) {
        let is_year = digits::whole(token.text(line.text)).is_some_and(|n| (1700..=2060).contains(&n));
        return is_year && matches!(gap.trim(), "/" | "-" | "–" | "—" | "," | ", ");
    }
    if gap.contains(['$', '€', '£', '#', '°', '_', '@', '=', '+', '*', '&', '\\']) {
        return false;
    }
    match token.gap {
        _ if gap.trim_start().starts_with('(') => true,
        _ if token.gap == Gap::Start && token.is(Token::CAPITAL) && line.tokens.len() < 4 => false,
        _ => {
            let word = folded(line, before);
            let counts = line.compiled.grammar.number_openers;
            let twice = after_two_words(line, one.first, counts);
            let lower = !token.is(Token::CAPITAL) || line.entries[before] != 0;
            matches!(line.tokens[one.first].gap, Gap::Space) && lower && !twice && !counts.contains(&word.as_str())
                // `4,000 people, 2000 of them children`.
                || gap.trim() == "," && lower && year % 100 != 0
        }
    }
}

fn is_time_of_day(line: &TokenLine<'_>, one: &DateMatch, before: Option<&DateMatch>) -> bool {
    let grammar = line.compiled.grammar;
    let word = word_before(line, one.first);
    let word = word.as_deref().unwrap_or_default();
    let certain = one.fields.which == Some(1);
    if grammar.duration_openers.contains(&word) {
        return false;
    }
    let beside = before.is_some_and(|before| before.after == one.first && before.means != TemporalMeaning::Nothing);
    let ranged = grammar.range_openers.contains(&word)
        && line.tokens.get(one.after + 1).is_some_and(|token| token.is(Token::DIGIT))
        && grammar.links.contains(&folded(line, one.after).as_str());
    // `3:2` is a score, `15:30` a time.
    let opened = grammar.clock_openers.contains(&word) || after_two_words(line, one.first, grammar.clock_openers);
    certain || beside || ranged || opened || gap_text(line, one.first).trim() == "("
}

/// Returns the days of a list that ends with a day and its month, `les 12 et 13 septembre`: first token, token after,
/// day. At most a dozen, and only from the token `floor` on.
#[must_use]
pub(crate) fn days_listed_before(line: &TokenLine<'_>, one: &DateMatch, floor: usize) -> Vec<(usize, usize, i32)> {
    let grammar = line.compiled.grammar;
    let mut days = Vec::new();
    let mut at = one.first;
    let mut introduced = false;
    while days.len() < 12 && at > floor && !tense::sentence_begins(line, at) {
        // What ties the day before: a word, a comma, a hyphen.
        let mut day = at - 1;
        let gap = gap_text(line, at).trim();
        let mut tied = matches!(gap, "," | "-" | "–");
        while day > floor && !line.tokens[day].is(Token::DIGIT) && at - day <= 3 {
            let word = folded(line, day);
            let class = &line.compiled.entries[usize::from(line.entries[day])].senses;
            let weekday = class.iter().any(|(class, _, _)| *class == WordClass::Weekday);
            if grammar.links.contains(&word.as_str()) {
                tied = true;
            } else if !grammar.articles.contains(&word.as_str()) && !weekday {
                return keep_if_introduced(days, introduced);
            }
            day -= 1;
        }
        let token = &line.tokens[day];
        let number = digits::read(WordClass::Day, line.text, line.tokens, day).filter(|(_, len)| *len == 1);
        let Some((number, _)) = number.filter(|_| tied && token.is(Token::DIGIT)) else { break };
        let mut first = day;
        introduced = false;
        if day > floor && matches!(line.tokens[day].gap, Gap::Space) {
            let word = folded(line, day - 1);
            let senses = &line.compiled.entries[usize::from(line.entries[day - 1])].senses;
            let named = senses.iter().any(|(class, _, _)| *class == WordClass::Weekday);
            introduced =
                named || grammar.articles.contains(&word.as_str()) || grammar.range_openers.contains(&word.as_str());
            if named || grammar.day_articles.contains(&word.as_str()) {
                first = day - 1;
            }
        }
        days.push((first, day + 1, number));
        at = first;
    }
    keep_if_introduced(days, introduced)
}

/// A list counts only where it has a beginning: `les 12, 13`, not `12, 13`.
fn keep_if_introduced(mut days: Vec<(usize, usize, i32)>, introduced: bool) -> Vec<(usize, usize, i32)> {
    if !introduced {
        return Vec::new();
    }
    days.reverse();
    days
}
