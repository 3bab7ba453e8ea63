//! Finds an age under 18 next to a name: `Noé Kerbrat, 14 ans`, `a 14-year-old boy, Noé K.`. Text and name -> range of
//! the age.
//!
//! Used for questions and proposals, which a person decides, and never for links. Only an age right before or after the
//! name counts, in the way newspapers write it; an age further away or that of someone's child does not. The words of
//! all languages are looked for at once, because none of them means something else in another.

use std::ops::Range;

use crate::lang::words::AgeWords;
use crate::lang::{self, LanguageData};
use crate::text::tokens;
use crate::text::tokens::Token;

/// How far from a name an age may be, in bytes.
const REACH_BYTES: usize = 90;
/// The age at which a person is no longer a minor.
const MAJORITY: u32 = 18;
/// Up to this many months, a newspaper gives the age of a small child in months.
const MAX_MONTHS: u32 = 36;

/// Finds an age under 18 right before or after a name within a block of a text. Whether a number
/// alone is an age depends on the language.
#[must_use]
pub(crate) fn minor_beside(
    text: &str,
    block: &Range<usize>,
    name: &Range<usize>,
    language: &LanguageData,
) -> Option<Range<usize>> {
    age_after(text, block.end, name, language).or_else(|| age_before(text, block.start, name))
}

/// The folded words of a range of a text.
struct FoldedWords<'a> {
    text: &'a str,
    list: Vec<Token>,
    folded: Vec<String>,
}

impl<'a> FoldedWords<'a> {
    fn new(text: &'a str, range: Range<usize>) -> Self {
        let mut list = Vec::new();
        tokens::tokenize(text, range.start, range.end, &mut list);
        let folded = list.iter().map(|token| tokens::fold(token.text(text))).collect();
        Self { text, list, folded }
    }

    fn word(&self, index: usize) -> &str {
        self.folded.get(index).map_or("", String::as_str)
    }

    /// Returns whether a word is in a list of some language.
    fn is(&self, index: usize, list: fn(&AgeWords) -> &'static str) -> bool {
        let word = self.word(index);
        let contains = |list: &str| list.split_whitespace().any(|other| other == word);
        !word.is_empty() && lang::all().any(|language| contains(list(&language.words.ages)))
    }

    /// Returns the text between a word and the one before.
    fn gap(&self, index: usize) -> &'a str {
        match (index.checked_sub(1).and_then(|before| self.list.get(before)), self.list.get(index)) {
            (Some(before), Some(token)) => &self.text[before.end as usize..token.start as usize],
            _ => "",
        }
    }

    /// Returns the number that begins at a word, and the word after it.
    fn number(&self, index: usize) -> Option<(u32, usize)> {
        if let Ok(number) = self.word(index).parse() {
            return Some((number, index + 1));
        }
        let written = |index: usize| {
            let word = self.word(index);
            let is_written = |words: &str| !word.is_empty() && words.split_whitespace().any(|other| other == word);
            let mut positions = lang::all()
                .filter_map(|language| language.words.ages.numbers.iter().position(|words| is_written(words)));
            u32::try_from(positions.next()? + 1).ok()
        };
        match (written(index)?, written(index + 1)) {
            (10, Some(7)) if self.gap(index + 1) == "-" => Some((17, index + 2)),
            // From `dix-huit` on it is not a minor.
            (10, Some(_)) if self.gap(index + 1) == "-" => None,
            (number, _) => Some((number, index + 1)),
        }
    }

    /// Returns the word after an age with a unit, if one begins at a word: `14 ans`, `18 months`, `14-year-old`.
    fn age(&self, index: usize) -> Option<usize> {
        let (number, unit) = self.number(index)?;
        let is_age = (self.is(unit, |ages| ages.years) && number < MAJORITY)
            || (self.is(unit, |ages| ages.months) && number <= MAX_MONTHS);
        is_age.then_some(if self.word(unit + 1) == "old" { unit + 2 } else { unit + 1 })
    }

    fn bytes(&self, first: usize, end: usize) -> Option<Range<usize>> {
        Some(self.list.get(first)?.start as usize..self.list.get(end.checked_sub(1)?)?.end as usize)
    }
}

/// `Noé Kerbrat, 14 ans`, `Noé Kerbrat (âgé de 14 ans)`, `Noé K., 14,`.
fn age_after(text: &str, block_end: usize, name: &Range<usize>, language: &LanguageData) -> Option<Range<usize>> {
    if is_parents(text, name) {
        return None;
    }
    let end = (name.end..=(name.end + REACH_BYTES).min(block_end)).rev().find(|at| text.is_char_boundary(*at))?;
    let words = FoldedWords::new(text, name.end..end);
    let first = words.list.first()?.start as usize;
    // The full stop of an initial belongs to the name.
    let opening = text[name.end..first].trim_start_matches('.');
    let is_near = |gap: &str| gap.chars().all(|c| c.is_whitespace() || ",(–—-’'".contains(c));
    let n_between = (0..words.list.len()).take_while(|index| words.is(*index, |ages| ages.before_age)).count();
    let n_between = (0..=n_between).find(|index| words.number(*index).is_some())?;
    if !is_near(opening) || !(1..=n_between).all(|index| is_near(words.gap(index))) {
        return None;
    }
    if let Some(after) = words.age(n_between) {
        // Behind a comma the word belongs to something else: `14 ans, de Brest`.
        let is_time = words.is(after, |ages| ages.after_time) && words.gap(after).trim().is_empty();
        return if is_time { None } else { words.bytes(n_between, after) };
    }
    // English newspapers write the number alone, between commas or in brackets.
    let (number, after) = words.number(n_between)?;
    let token = words.list.get(after - 1)?;
    let is_figure = token.is(Token::DIGIT) && (1..MAJORITY).contains(&number);
    let is_apart = opening.contains([',', '(']) || matches!(words.word(0), "aged" | "age");
    let closes = text[token.end as usize..].chars().next().is_none_or(|c| ",).;—–".contains(c));
    let goes_on = text[token.end as usize..].starts_with([',', '.'])
        && text[token.end as usize + 1..].starts_with(|c: char| c.is_ascii_digit());
    (language.words.ages.number_alone && is_figure && is_apart && closes && !goes_on)
        .then(|| words.bytes(n_between, after))
        .flatten()
}

/// Returns whether a name is that of a child's parent: `la fille de Paul Morvan, 6 ans`.
fn is_parents(text: &str, name: &Range<usize>) -> bool {
    let start =
        (name.start.saturating_sub(REACH_BYTES)..=name.start).find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let words = FoldedWords::new(text, start..name.start);
    let n = words.list.len();
    let tied = |index: usize| words.is(index, |ages| ages.of_parent);
    let titled = n > 0 && words.is(n - 1, |ages| ages.titles);
    let last = n.saturating_sub(1 + usize::from(titled));
    n > 1 && tied(last) && (last.saturating_sub(2)..last).any(|index| words.is(index, |ages| ages.kin))
}

/// `un garçon de 14 ans, Noé Kerbrat`, `the 14-year-old Noé Kerbrat`, `À 14 ans, Noé Kerbrat …`.
fn age_before(text: &str, block_start: usize, name: &Range<usize>) -> Option<Range<usize>> {
    const MAX_BETWEEN: usize = 4;
    let from = name.start.saturating_sub(REACH_BYTES).max(block_start);
    let start = (from..=name.start).find(|at| text.is_char_boundary(*at))?;
    let words = FoldedWords::new(text, start..name.start);
    let n = words.list.len();
    let last_gap = &text[words.list.last()?.end as usize..name.start];
    let is_near = |gap: &str| gap.chars().all(|c| c.is_whitespace() || ",(–—-«“".contains(c));
    let begins = |index: usize| index < n && words.age(index).is_some_and(|after| after <= n);
    let first = (n.saturating_sub(MAX_BETWEEN + 4)..n).rev().find(|index| begins(*index))?;
    let after = words.age(first)?;
    let between_is_near = (after..n).all(|index| words.is(index, |ages| ages.before_name) && is_near(words.gap(index)));
    if n - after > MAX_BETWEEN || !is_near(last_gap) || !between_is_near {
        return None;
    }
    let is_english = words.word(after - 1) == "old";
    let of_child = || {
        first >= 2
            && words.is(first - 1, |ages| ages.of_age)
            && (first.saturating_sub(3)..first - 1).any(|index| words.is(index, |ages| ages.children))
    };
    let opens = || {
        first >= 1
            && words.is(first - 1, |ages| ages.openers)
            && words.list[first - 1].is(Token::SENTENCE_START)
            && words.list[first - 1].is(Token::CAPITAL)
    };
    (is_english || of_child() || opens()).then(|| words.bytes(first, after)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the age next to `Noé Kerbrat`.
    fn found(text: &str) -> Option<&str> {
        let start = text.find("Noé K").expect("the name");
        let len = if text[start..].starts_with("Noé Kerbrat") { "Noé Kerbrat".len() } else { "Noé K".len() };
        minor_beside(text, &(0..text.len()), &(start..start + len), crate::lang::by_tag("en")).map(|range| &text[range])
    }

    #[test]
    fn an_age_under_18_right_beside_a_name_is_found() {
        for (text, age) in [
            ("Le jeune Noé Kerbrat, 14 ans, est rentré.", "14 ans"),
            ("Noé Kerbrat (14 ans) est rentré.", "14 ans"),
            ("Noé Kerbrat, âgé de quatorze ans, est rentré.", "quatorze ans"),
            ("Noé Kerbrat, dix-sept ans.", "dix-sept ans"),
            ("Noé Kerbrat avait seulement 9 ans.", "9 ans"),
            ("Noé Kerbrat n’a que 9 ans.", "9 ans"),
            ("Noé Kerbrat, mort à 14 ans, repose là.", "14 ans"),
            ("Noé Kerbrat, 18 mois, va bien.", "18 mois"),
            ("Un garçon de 14 ans, Noé Kerbrat, est rentré.", "14 ans"),
            ("L’adolescente âgée de 15 ans, prénommée Noé K., rit.", "15 ans"),
            ("À 14 ans, Noé Kerbrat navigue.", "14 ans"),
            ("Noé Kerbrat, 14, was discharged.", "14"),
            ("A boy, Noé K., 14, was discharged.", "14"),
            ("Noé Kerbrat (14) scored.", "14"),
            ("Noé Kerbrat, aged 14, left.", "14"),
            ("Noé Kerbrat is 14 years old.", "14 years old"),
            ("A 14-year-old boy, Noé K., was discharged.", "14-year-old"),
            ("The fourteen-year-old Noé Kerbrat left.", "fourteen-year-old"),
        ] {
            assert_eq!(found(text), Some(age), "{text}");
        }
    }

    #[test]
    fn other_spans_of_time_and_other_peoples_ages_are_not() {
        for text in [
            "Noé Kerbrat, 18 ans, est rentré.",
            "Noé Kerbrat, dix-huit ans.",
            "Noé Kerbrat, 14 ans après, revient.",
            "Noé Kerbrat a 14 ans de métier.",
            "Noé Kerbrat, condamné à 14 ans de prison.",
            "Noé Kerbrat, maire depuis 14 ans.",
            "La fille de Noé Kerbrat, 6 ans, rit.",
            "The daughter of Noé Kerbrat, 6, laughs.",
            "Noé Kerbrat’s 14-year-old son left.",
            "Une peine de 14 ans, Noé Kerbrat le sait.",
            "Après 14 ans, Noé Kerbrat revient.",
            "Noé Kerbrat, 14 mars 2021.",
            "Noé Kerbrat, 14,5 points.",
            "Noé Kerbrat. 14 ans plus tard, rien.",
            "Le fils de 14 ans de Noé Kerbrat.",
            "Noé Kerbrat et 14 autres.",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
