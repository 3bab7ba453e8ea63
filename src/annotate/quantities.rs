//! Text -> its quantities: how many of what, as numbers that can be compared. `une vingtaine de marins`, `entre 40 et 45
//! conteneurs`, `two dozen patients`.
//!
//! `figures` lists what a text says in digits, for people to read; this file reads the values, in digits and in words. In
//! doubt it reads none: dates, ages, times, lengths, shares, parts of a whole (`six des conteneurs`, `dont trois blessés`),
//! sums with a sign of money, and separators that may mean thousands or decimals. It compares nothing: see `views::tally`.

use std::ops::Range;

use super::annotations::Annotations;
use super::figures;
use super::quantity_table::{NumberWord, QuantityTable, TABLES, is_one_of};
use super::sentences::SentenceFinder;
use crate::lang::LanguageData;
use crate::lang::quantities::QuantityWords;
use crate::model::{Count, Exactness};
use crate::parse::text_tokens::TextTokens;
use crate::parse::{Block, BlockKind};
use crate::text::tokens::{Gap, Token};

/// How many of what a sentence says. Offsets are bytes of the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// The words, from those that say how exact the number is to the noun.
    pub words: (u32, u32),
    /// The sentence around them.
    pub sentence: (u32, u32),
    /// The part of the sentence between two marks.
    pub clause: (u32, u32),
    /// Number of the paragraph; 0 for a headline.
    pub paragraph: u32,
    /// How many.
    pub count: Count,
    /// The words behind the number, at most three: the noun is one of them.
    pub nouns: Vec<(u32, u32)>,
    /// What a unit of mass is of: the sand of `tonnes de sable`.
    pub complement: Option<(u32, u32)>,
}

/// Maximum number of quantities of a text.
const MAX_QUANTITIES: usize = 1000;
/// Maximum number of words behind a number that may be its noun.
const MAX_NOUNS: usize = 3;
/// Larger numbers are not read.
const MAX_VALUE: f64 = 1e13;
/// Signs directly before a number that make it another thing than a count.
const NOT_BEFORE: &str = "-–.,/:$€£¥#№+×°\u{2011}";

/// Finds the quantities of a text, in order. `annotated` has its dates; `tokens` are those of all blocks.
#[must_use]
pub(crate) fn find(
    text: &str,
    blocks: &[Block],
    annotated: &Annotations,
    language: &'static LanguageData,
    tokens: &TextTokens,
) -> Vec<Quantity> {
    let mut found = Vec::new();
    if language.quantities.scales.is_empty() {
        return found;
    }
    let table = TABLES.of(language);
    let mut sentences = SentenceFinder::new(text, language.matching());
    for (block, tokens) in blocks.iter().zip(tokens.by_block()) {
        let counts = matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading) && block.end <= text.len();
        if !counts {
            continue;
        }
        let reader = QuantityReader { text, block, tokens, table, words: language.quantities, language, annotated };
        let mut at = 0;
        while at < tokens.len() && found.len() < MAX_QUANTITIES {
            let Some((read, next)) = reader.quantity(at) else {
                at += 1;
                continue;
            };
            at = next.max(at + 1);
            let sentence = sentences.sentence_at(block.start..block.end, read.number);
            let clause = clause(text, &sentence, &read.words);
            found.push(Quantity {
                words: small(&read.words),
                sentence: small(&(sentence.start.min(read.words.start)..sentence.end.max(read.words.end))),
                clause: small(&clause),
                paragraph: block.paragraph,
                count: read.count,
                nouns: read.nouns.iter().map(small).collect(),
                complement: read.complement.as_ref().map(small),
            });
        }
    }
    found
}

fn small(range: &Range<usize>) -> (u32, u32) {
    let small = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
    (small(range.start), small(range.end))
}

/// Returns the part of a sentence between the marks around some words.
fn clause(text: &str, sentence: &Range<usize>, words: &Range<usize>) -> Range<usize> {
    let is_mark = |c: char| matches!(c, ',' | ';' | ':' | '(' | ')' | '—' | '–' | '«' | '»' | '“' | '”');
    let start = sentence.start.min(words.start);
    let end = sentence.end.max(words.end);
    let from = text[start..words.start].rfind(is_mark).map_or(start, |at| start + at);
    let to = text[words.end..end].find(is_mark).map_or(end, |at| words.end + at);
    from..to
}

/// A number, and the index of the token behind it.
struct ReadNumber {
    value: f64,
    end: usize,
    /// What it was multiplied by: the second number of `2 à 3 millions` multiplies the first too.
    scale: f64,
    is_round: bool,
}

/// What a number counts, and the index of the token behind it.
struct CountedWords {
    nouns: Vec<Range<usize>>,
    complement: Option<Range<usize>>,
    after: usize,
}

/// A quantity before its sentence is known.
struct ReadQuantity {
    words: Range<usize>,
    /// Offset of the number.
    number: usize,
    count: Count,
    nouns: Vec<Range<usize>>,
    complement: Option<Range<usize>>,
}

struct QuantityReader<'a> {
    text: &'a str,
    block: &'a Block,
    tokens: &'a [Token],
    table: &'static QuantityTable,
    words: &'static QuantityWords,
    language: &'static LanguageData,
    annotated: &'a Annotations,
}

impl QuantityReader<'_> {
    fn bytes(&self, first: usize, end: usize) -> Range<usize> {
        self.tokens[first].start as usize..self.tokens[end.max(first + 1) - 1].end as usize
    }

    fn is_spaced(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| matches!(token.gap, Gap::Space | Gap::Hyphen))
    }

    /// Reads the quantity whose number begins at a token, and returns the token behind it.
    fn quantity(&self, at: usize) -> Option<(ReadQuantity, usize)> {
        let first = self.number(at, false)?;
        let (mut low, mut high, mut end) = (first.value, first.value, first.end);
        let mut exactness = if first.is_round { Exactness::About } else { Exactness::Exact };
        let mut start = at;
        // An article belongs to a round number: `une vingtaine`.
        if start > 0 && self.needs_article(at) {
            start -= 1;
        }
        if let Some((second, opener)) = self.second_end(start, end) {
            if second.scale > first.scale && first.value < second.scale {
                low *= second.scale / first.scale;
            }
            (high, end, exactness) = (second.value, second.end, Exactness::Range);
            start = opener;
            if high <= low {
                return None;
            }
        }
        if low < 2.0 || high > MAX_VALUE || self.is_date(at, end) {
            return None;
        }
        let mut begin = start;
        if exactness == Exactness::Exact || exactness == Exactness::About {
            let phrases = self.table.exactness.iter();
            if let Some((words, how)) = phrases.clone().find(|(words, _)| self.is_before(start, words)) {
                (begin, exactness) = (start - words.len(), *how);
            }
        }
        if self.table.subsets.iter().any(|words| self.is_before(begin, words)) {
            return None;
        }
        let CountedWords { nouns, complement, after } = self.nouns(end)?;
        let last = nouns.last().map_or(0, |noun| noun.end).max(complement.as_ref().map_or(0, |range| range.end));
        let words = self.tokens[begin].start as usize..nouns.first().map_or(last, |noun| noun.end);
        let words = words.start..complement.as_ref().map_or(words.end, |range| range.end.max(words.end));
        let number = self.tokens[at].start as usize;
        let count = Count { low, high, exactness };
        Some((ReadQuantity { words, number, count, nouns, complement }, after))
    }

    /// Returns whether the number at a token is one only with an article before it: `un million`, `une vingtaine`.
    fn needs_article(&self, at: usize) -> bool {
        match self.table.numbers.get(&self.tokens[at].hash) {
            Some(NumberWord::Round(_)) => true,
            Some(NumberWord::Scale(_)) => !is_one_of(&self.tokens[at], self.words.bare_scales),
            _ => false,
        }
    }

    /// Reads the second number of a range behind the first; returns it and where the range begins.
    fn second_end(&self, start: usize, end: usize) -> Option<(ReadNumber, usize)> {
        let link = self.tokens.get(end)?;
        let both_digits = |token: &Token| token.is(Token::DIGIT);
        if link.gap == Gap::Hyphen && both_digits(link) && both_digits(&self.tokens[start]) {
            return Some((self.number(end, true)?, start));
        }
        if link.gap != Gap::Space {
            return None;
        }
        let is_open = start > 0 && is_one_of(&self.tokens[start - 1], self.words.range_openers);
        if is_open && is_one_of(link, self.words.range_links) {
            return Some((self.number(end + 1, false)?, start - 1));
        }
        if is_one_of(link, self.words.range_joints) { Some((self.number(end + 1, false)?, start)) } else { None }
    }

    fn is_date(&self, first: usize, end: usize) -> bool {
        let range = self.bytes(first, end);
        figures::is_in_date(&range, self.annotated)
            || (self.tokens[first].is(Token::DIGIT)
                && figures::names_a_day(self.text, self.block.start, range, self.block.end))
    }

    /// Returns whether some words stand right before a token.
    fn is_before(&self, at: usize, words: &[u64]) -> bool {
        at >= words.len()
            && self.tokens[at - words.len()..at].iter().zip(words).all(|(token, word)| token.hash == *word)
            && self.tokens[at - words.len() + 1..=at.min(self.tokens.len() - 1)]
                .iter()
                .all(|token| matches!(token.gap, Gap::Space | Gap::Hyphen | Gap::Apostrophe))
    }

    fn number(&self, at: usize, is_second: bool) -> Option<ReadNumber> {
        let token = self.tokens.get(at)?;
        if token.is(Token::DIGIT) { self.digits(at, is_second) } else { self.in_words(at) }
    }

    fn digits(&self, at: usize, is_second: bool) -> Option<ReadNumber> {
        let start = self.tokens[at].start as usize;
        let before = self.text[self.block.start..start].chars().next_back();
        if !is_second && before.is_some_and(|c| c.is_alphanumeric() || NOT_BEFORE.contains(c)) {
            return None;
        }
        let stop = figures::number_end(self.text, start, self.block.end);
        let mut end = at + self.tokens[at..].iter().take_while(|token| (token.start as usize) < stop).count();
        if end == at || self.tokens[end - 1].end as usize != stop {
            return None;
        }
        let mut value = digits_value(&self.text[start..stop], self.language.format.thousands)?;
        let mut scale = 1.0;
        if let Some(NumberWord::Scale(by)) =
            self.tokens.get(end).filter(|_| self.is_spaced(end)).and_then(|token| self.table.numbers.get(&token.hash))
        {
            scale = f64::from(*by);
            value *= scale;
            end += 1;
        }
        Some(ReadNumber { value, end, scale, is_round: false })
    }

    fn in_words(&self, at: usize) -> Option<ReadNumber> {
        let (mut total, mut current, mut last, mut scale) = (0.0_f64, 0_u32, u32::MAX, 1.0_f64);
        let mut index = at;
        if self.needs_article(at) && !(at > 0 && is_one_of(&self.tokens[at - 1], self.words.articles)) {
            return None;
        }
        while let Some(token) = self.tokens.get(index).filter(|_| index == at || self.is_spaced(index)) {
            match self.table.numbers.get(&token.hash) {
                Some(NumberWord::Number(n)) if current.is_multiple_of(100) => (current, last) = (current + n, *n),
                Some(NumberWord::Number(n)) if *n < last && last.is_multiple_of(10) => {
                    (current, last) = (current + n, *n);
                }
                // `quatre-vingt`
                Some(NumberWord::Number(20)) if last < 10 => (current, last) = (current + 19 * last, 20),
                Some(NumberWord::Scale(100)) if current < 100 => {
                    (current, last, scale) = (current.max(1) * 100, u32::MAX, 100.0);
                }
                Some(NumberWord::Scale(by)) if *by > 100 => {
                    scale = f64::from(*by);
                    total += f64::from(current.max(1)) * scale;
                    (current, last) = (0, u32::MAX);
                }
                Some(NumberWord::Round(by)) => {
                    let value = f64::from(current.max(1)) * f64::from(*by);
                    return Some(ReadNumber { value, end: index + 1, scale: 1.0, is_round: true });
                }
                None if index > at && self.continues(index, current, last) => {
                    if is_one_of(token, self.words.ones) {
                        (current, last) = (current + 1, 1);
                    }
                }
                _ => break,
            }
            index += 1;
        }
        let value = total + f64::from(current);
        (index > at).then_some(ReadNumber { value, end: index, scale, is_round: false })
    }

    /// Returns whether a word that is no number continues one: the `et` and the `un` of `vingt et un`.
    fn continues(&self, index: usize, current: u32, last: u32) -> bool {
        let token = &self.tokens[index];
        let is_open = (20..100).contains(&last) && last.is_multiple_of(10);
        if is_one_of(token, self.words.ones) {
            let joined = is_one_of(&self.tokens[index - 1], self.words.joiners) || token.gap == Gap::Hyphen;
            return is_open && joined;
        }
        let follows = |next: &Token| match self.table.numbers.get(&next.hash) {
            Some(NumberWord::Number(n)) => (is_open && *n < 20) || (current >= 100 && current.is_multiple_of(100)),
            Some(_) => false,
            None => is_open && is_one_of(next, self.words.ones),
        };
        is_one_of(token, self.words.joiners) && self.tokens.get(index + 1).is_some_and(follows)
    }

    /// Returns the words behind a number, what a unit is of, and the token behind them; `None` if nothing comparable is
    /// counted.
    fn nouns(&self, end: usize) -> Option<CountedWords> {
        let mut at = end;
        let before = self.table.numbers.get(&self.tokens.get(end.checked_sub(1)?)?.hash);
        let takes_binder = matches!(before, Some(NumberWord::Scale(_) | NumberWord::Round(_)));
        if takes_binder && self.tokens.get(at).is_some_and(|token| is_one_of(token, self.words.binders)) {
            at += 1;
        }
        let mut nouns = Vec::new();
        let mut complement = None;
        while nouns.len() < MAX_NOUNS {
            let Some((noun, next)) = self.noun(at, nouns.is_empty()) else { break };
            nouns.push(noun);
            at = next;
            let binds = self.tokens.get(at).is_some_and(|token| is_one_of(token, self.words.binders));
            if nouns.len() == 1 && binds {
                complement = self.noun(at + 1, true).map(|(noun, _)| noun);
                break;
            }
        }
        let is_part = |words: &Vec<u64>| {
            self.tokens.get(at..at + words.len()).is_some_and(|tokens| {
                tokens.iter().zip(words).all(|(token, word)| token.hash == *word) && tokens[0].gap == Gap::Space
            })
        };
        let is_subset = self.table.subsets.iter().filter(|words| words.len() > 1).any(is_part);
        (!nouns.is_empty() && !is_subset).then_some(CountedWords { nouns, complement, after: at })
    }

    /// Returns the noun at a token and the token behind it. Words with hyphens are one.
    fn noun(&self, at: usize, is_first: bool) -> Option<(Range<usize>, usize)> {
        let token = self.tokens.get(at)?;
        let gap_fits = token.gap == Gap::Space || (is_first && token.gap == Gap::Apostrophe);
        let capital = token.is(Token::CAPITAL) && !self.words.capital_nouns;
        let is_known = self.table.stop.contains_key(&token.hash) || self.table.numbers.contains_key(&token.hash);
        let is_kept_out = is_first && self.table.incomparable.contains_key(&token.hash);
        if !gap_fits || capital || is_known || is_kept_out || token.is(Token::DIGIT) || token.end - token.start < 3 {
            return None;
        }
        let n_more = self.tokens[at + 1..].iter().take_while(|next| next.gap == Gap::Hyphen).count().min(3);
        Some((self.bytes(at, at + 1 + n_more), at + 1 + n_more))
    }
}

/// Returns the value of a number in digits; `None` where a separator may mean thousands or decimals.
fn digits_value(digits: &str, thousands: char) -> Option<f64> {
    let mut plain = String::with_capacity(digits.len());
    let mut has_decimals = false;
    for (at, c) in digits.char_indices() {
        match c {
            '0'..='9' => plain.push(c),
            ' ' | '\u{a0}' | '\u{202f}' => {}
            c if c == thousands => {
                let n_digits = digits[at + 1..].bytes().take_while(u8::is_ascii_digit).count();
                if n_digits != 3 || has_decimals {
                    return None;
                }
            }
            '.' | ',' => {
                let n_digits = digits[at + 1..].bytes().take_while(u8::is_ascii_digit).count();
                if n_digits == 3 || has_decimals {
                    return None;
                }
                has_decimals = true;
                plain.push('.');
            }
            _ => return None,
        }
    }
    plain.parse().ok().filter(|value: &f64| value.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang;

    fn read(text: &str, tag: &str) -> Vec<String> {
        let blocks = [Block { start: 0, end: text.len(), kind: BlockKind::Paragraph, paragraph: 1 }];
        let tokens = TextTokens::tokenize(text, &blocks);
        let shown = |one: Quantity| {
            let noun = one.nouns.first().expect("it has a noun");
            let Count { low, high, exactness } = one.count;
            let value = if low < high { format!("{low}..{high}") } else { low.to_string() };
            format!("{value} {exactness:?} {}", &text[noun.0 as usize..noun.1 as usize])
        };
        find(text, &blocks, &Annotations::default(), lang::by_tag(tag), &tokens).into_iter().map(shown).collect()
    }

    #[test]
    fn numbers_are_read_in_digits_and_in_words() {
        for (text, shown) in [
            ("Le cargo a perdu 42 caisses.", "42 Exact caisses"),
            ("Une vingtaine de marins, dit-on.", "20 About marins"),
            ("Quatre-vingt-dix-sept caisses.", "97 Exact caisses"),
            ("Vingt et un marins étaient là.", "21 Exact marins"),
            ("Deux cents caisses.", "200 Exact caisses"),
            ("Trois mille cinq cents habitants.", "3500 Exact habitants"),
            ("Près de 5 millions d’obus.", "5000000 About obus"),
            ("Plus de 11 000 caisses.", "11000 AtLeast caisses"),
            ("Entre 40 et 45 caisses.", "40..45 Range caisses"),
            ("De 2 à 3 millions d’obus.", "2000000..3000000 Range obus"),
            ("Douze à quinze patients.", "12..15 Range patients"),
            ("Au moins soixante et onze patients.", "71 AtLeast patients"),
            ("Jusqu’à 300 patients.", "300 AtMost patients"),
        ] {
            assert_eq!(read(text, "fr"), [shown], "{text}");
        }
        for (text, shown) in [
            ("Two dozen patients fell ill.", "24 About patients"),
            ("At least forty-two crates.", "42 AtLeast crates"),
            ("Between 40 and 45 crates.", "40..45 Range crates"),
            ("Two hundred and five crates.", "205 Exact crates"),
            ("Some 1,500 crates.", "1500 About crates"),
        ] {
            assert_eq!(read(text, "en"), [shown], "{text}");
        }
    }

    #[test]
    fn what_is_not_a_count_of_things_is_not_read() {
        for text in [
            "Il a 12 ans, et vingt minutes plus tard.",
            "Six des caisses ont coulé, dont trois blessés.",
            "Le 42e étage, l’article 5, 4,5 % de pertes, cent pour cent.",
            "Un marin, une caisse, 1,500 tonnes, $40 millions.",
            "À 14:30 ou à 3-4 Brest.",
        ] {
            assert_eq!(read(text, "fr"), Vec::<String>::new(), "{text}");
        }
        assert_eq!(read("٤٢ حاوية 42 حاوية", "ar"), Vec::<String>::new());
    }

    #[test]
    fn any_text_is_read_in_linear_time() {
        for word in ["entre 40 et ", "cent ", "vingt et ", "deux ", "12 345 ", "une dizaine de ", "2 à "] {
            let _ = read(&word.repeat(5_000), "fr");
        }
    }
}
