//! The words and signs of a line -> its parts: dates, names, pages, addresses.
//!
//! A grammar without backtracking: at each word it asks for a label, a date, a page, an opener such as `par`, and else
//! takes a name up to the next of them. Invariant: `None` if any word is unexplained, so a sentence has no parts. What
//! the parts say together is decided by `head_line`.

use super::line_name::{has_capital, is_name, is_role_word};
use super::line_tokens::LineToken;
use crate::import::dates::written_date::{NumberOrder, n_words_of_day, written_date};
use crate::lang::{self, in_any};

/// The most parts of a line that states something.
const MAX_PARTS: usize = 14;
/// The most words of a label.
const MAX_LABEL_WORDS: usize = 4;

/// One part of a line.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum LinePart {
    /// A full date.
    Date {
        /// Its possible days, as `YYYY-MM-DD`; two if its numbers are ambiguous.
        days: Vec<String>,
        /// What announces it.
        cue: DateCue,
    },
    /// A day and month without a year: they state nothing, but explain their words.
    DayOfYear,
    /// The number of a page or issue.
    Page,
    /// A web address.
    Address(String),
    /// What a journalist is called.
    Role,
    /// A name.
    Name(LineName),
}

/// What announces a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DateCue {
    /// Nothing.
    None,
    /// Words such as `publié le`.
    Published,
    /// Words such as `mis à jour le`.
    Updated,
}

/// What announces a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NameCue {
    /// Nothing.
    None,
    /// `par`, `by`, or the label of an author.
    Author,
    /// `avec`, `selon`.
    Agency,
    /// `dans`, after a date or its cue.
    Publisher,
    /// `à`, after an author.
    Place,
    /// The label of a newspaper, or `©`.
    PublisherLabel,
    /// The label of a title.
    TitleLabel,
    /// The label of something that the head has no key for.
    OtherLabel,
}

/// A name, and where it is.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct LineName {
    /// The first of its tokens.
    pub(super) first: usize,
    /// The token after its last.
    pub(super) end: usize,
    /// What announces it.
    pub(super) cue: NameCue,
    /// Whether it is in brackets.
    pub(super) is_bracketed: bool,
    /// Whether a word such as `le` and a date follow it: `Brest, le 3 mai 2021`.
    pub(super) is_before_opener: bool,
}

/// Returns the parts of a line; `None` if a word is unexplained.
pub(super) fn line_parts(tokens: &[LineToken<'_>], order: NumberOrder) -> Option<Vec<LinePart>> {
    let folded: Vec<&str> = tokens.iter().map(|token| token.folded.as_str()).collect();
    let mut reader =
        PartReader { tokens, folded: &folded, order, at: 0, depth: 0, cue: NameCue::None, parts: Vec::new() };
    while reader.at < tokens.len() {
        if reader.parts.len() > MAX_PARTS || !reader.read_part() {
            return None;
        }
    }
    (reader.depth == 0).then_some(reader.parts)
}

struct PartReader<'l, 't> {
    tokens: &'l [LineToken<'t>],
    folded: &'l [&'l str],
    order: NumberOrder,
    at: usize,
    /// How many brackets are open.
    depth: usize,
    /// What announces the next name.
    cue: NameCue,
    parts: Vec<LinePart>,
}

impl PartReader<'_, '_> {
    /// Reads one part or sign; `false` if the word at hand is unexplained.
    fn read_part(&mut self) -> bool {
        let (Some(token), Some(words)) = (self.tokens.get(self.at), self.folded.get(self.at..)) else { return false };
        if token.is_boundary() {
            match token.raw {
                "(" | "[" => self.depth += 1,
                ")" | "]" if self.depth == 0 => return false,
                ")" | "]" => self.depth -= 1,
                _ => {}
            }
            // A comma continues a list of names: `selon Interfax, Reuters`.
            if token.raw != "," && self.at > 0 && token.raw != ":" {
                self.cue = NameCue::None;
            }
            self.at += 1;
            return true;
        }
        if self.read_address(token.raw) || self.read_date(words) || self.read_label(words) || self.read_page(words) {
            return true;
        }
        self.read_opener(words) || self.read_name()
    }

    fn read_address(&mut self, raw: &str) -> bool {
        let is_address = raw.starts_with("http://") || raw.starts_with("https://");
        if is_address {
            self.parts.push(LinePart::Address(raw.to_owned()));
            self.at += 1;
        }
        is_address
    }

    /// Reads a date, possibly with its cue, and the time after it.
    fn read_date(&mut self, words: &[&str]) -> bool {
        let cue = date_cue(words, self.order);
        let found = match cue {
            Some((cue, n_words, order)) => {
                let rest = words.get(n_words..).unwrap_or_default();
                written_date(rest, order).map(|date| (cue, date))
            }
            None => written_date(words, self.order).map(|date| (DateCue::None, date)),
        };
        let Some((cue, date)) = found else { return false };
        let rest = date.rest.len();
        self.parts.push(LinePart::Date { days: std::iter::once(date.iso).chain(date.other).collect(), cue });
        self.at = self.tokens.len() - rest;
        self.at += n_words_of_time(self.folded.get(self.at..).unwrap_or_default());
        self.cue = NameCue::None;
        true
    }

    fn read_label(&mut self, words: &[&str]) -> bool {
        if words.first() == Some(&"©") {
            self.cue = NameCue::PublisherLabel;
            self.at += 1;
            return true;
        }
        if !self.opens_part() {
            return false;
        }
        let Some(n_words) = words.iter().take(MAX_LABEL_WORDS + 1).position(|word| *word == ":") else { return false };
        let Some(cue) = words.get(..n_words).and_then(label_cue) else { return false };
        self.at += n_words + 1;
        if cue == NameCue::None {
            return true;
        }
        self.cue = cue;
        let rest = self.folded.get(self.at..).unwrap_or_default();
        let is_address = self.tokens.get(self.at).is_some_and(|token| token.raw.starts_with("http"));
        if !is_address && !self.opens_known(rest) {
            self.read_labelled();
        }
        true
    }

    /// Takes what a label announces, up to a bar, a dash or a date; a comma ends it where a date or page follows.
    fn read_labelled(&mut self) {
        let first = self.at;
        let mut end = first;
        while let Some(token) = self.tokens.get(end) {
            let rest = self.folded.get(end..).unwrap_or_default();
            let ends_whole = matches!(token.raw, "|" | "–" | "—" | "-" | ";") || self.opens_known(rest);
            let ends_name = token.is_boundary() && token.raw != "," && self.cue == NameCue::PublisherLabel;
            let is_comma_before_known =
                token.raw == "," && self.opens_known(self.folded.get(end + 1..).unwrap_or_default());
            if self.cue != NameCue::TitleLabel && end > first && (ends_whole || ends_name || is_comma_before_known) {
                break;
            }
            end += 1;
        }
        if end > first {
            self.push_name(first, end);
        }
        self.at = end;
        self.cue = NameCue::None;
    }

    fn read_page(&mut self, words: &[&str]) -> bool {
        let n_words = n_words_of_page(words);
        if n_words > 0 {
            self.parts.push(LinePart::Page);
            self.at += n_words;
            return true;
        }
        match n_words_of_day(words) {
            Some(n_words) => {
                self.parts.push(LinePart::DayOfYear);
                self.at += n_words;
                true
            }
            None => false,
        }
    }

    fn read_opener(&mut self, words: &[&str]) -> bool {
        let Some(word) = words.first() else { return false };
        let Some(cue) = self.opener_cue(self.at, word) else { return false };
        self.cue = cue;
        self.at += 1;
        true
    }

    /// Returns what a word such as `par` announces, if a name follows it.
    fn opener_cue(&self, at: usize, word: &str) -> Option<NameCue> {
        let next = self.tokens.get(at + 1)?;
        let opens_name = has_capital(next.raw) || in_any(&next.folded, |language| language.import.articles);
        let after_author = || {
            self.cue == NameCue::Author
                || self.parts.iter().any(|part| matches!(part, LinePart::Name(LineName { cue: NameCue::Author, .. })))
        };
        let after_date = || self.parts.iter().any(|part| matches!(part, LinePart::Date { .. }));
        if in_any(word, |language| language.import.bylines) && (has_capital(next.raw) || self.is_role_line(at + 1)) {
            return Some(NameCue::Author);
        }
        if !opens_name {
            return None;
        }
        if after_author() && in_any(word, |language| language.import.place_openers) {
            return Some(NameCue::Place);
        }
        let is_cue_alone = at > 0 && self.folded.get(..at).is_some_and(is_publication_cue);
        if (after_date() || is_cue_alone) && in_any(word, |language| language.import.publisher_openers) {
            return Some(NameCue::Publisher);
        }
        in_any(word, |language| language.import.agency_openers).then_some(NameCue::Agency)
    }

    /// Returns whether a few words with that of a journalist's office are all that is left: `la rédaction`.
    fn is_role_line(&self, at: usize) -> bool {
        let rest = self.folded.get(at..).unwrap_or_default();
        (1..=5).contains(&rest.len()) && rest.iter().any(|word| is_role_word(word))
    }

    fn read_name(&mut self) -> bool {
        let first = self.at;
        // `Paru dans Le Phare`: the cue may be before the newspaper instead of the date.
        let before = self.folded.get(first..).unwrap_or_default();
        if self.parts.is_empty()
            && let Some(n_words) = n_words_of_bare_cue(before)
            && before.get(n_words).is_some_and(|word| in_any(word, |language| language.import.publisher_openers))
        {
            self.at += n_words + 1;
            self.cue = NameCue::Publisher;
            return self.at < self.tokens.len();
        }
        let mut end = first + 1;
        while let Some(token) = self.tokens.get(end) {
            let rest = self.folded.get(end..).unwrap_or_default();
            let ends_author = self.cue == NameCue::Author
                && in_any(&token.folded, |language| language.import.place_openers)
                && self.tokens.get(end + 1).is_some_and(|next| has_capital(next.raw));
            let opens = in_any(&token.folded, |language| language.import.agency_openers)
                || (self.cue != NameCue::Author && in_any(&token.folded, |language| language.import.bylines));
            if token.is_boundary()
                || ends_author
                || self.opens_known(rest)
                || (opens && self.opener_cue(end, &token.folded).is_some_and(|cue| cue != NameCue::Place))
            {
                break;
            }
            end += 1;
        }
        let Some(tokens) = self.tokens.get(first..end) else { return false };
        let is_role = tokens.iter().any(|token| is_role_word(&token.folded));
        let has_author =
            self.parts.iter().any(|part| matches!(part, LinePart::Name(LineName { cue: NameCue::Author, .. })));
        if is_role && has_author && tokens.len() <= 7 {
            self.parts.push(LinePart::Role);
        } else if is_name(tokens) || (is_role && self.cue == NameCue::Author) {
            self.push_name(first, end);
        } else {
            return false;
        }
        self.at = end;
        true
    }

    fn push_name(&mut self, first: usize, end: usize) {
        let after = self.folded.get(end..).unwrap_or_default();
        // `Brest, le 3 mai`: without the comma, `Le Phare du 3 mai`, it is a newspaper.
        let after = after.strip_prefix(&[","]).unwrap_or_default();
        let is_before_opener = after.first().is_some_and(|word| in_any(word, |language| language.import.date_openers));
        self.parts.push(LinePart::Name(LineName {
            first,
            end,
            cue: self.cue,
            is_bracketed: self.depth > 0,
            is_before_opener: is_before_opener && written_date(after, self.order).is_some(),
        }));
    }

    /// Returns whether the words begin with a date, its cue, or a page.
    fn opens_known(&self, words: &[&str]) -> bool {
        let is_sign = words.first().is_some_and(|word| matches!(*word, "," | ":"));
        !is_sign
            && (n_words_of_page(words) > 0
                || written_date(words, self.order).is_some()
                || date_cue(words, self.order).is_some()
                || n_words_of_day(words).is_some())
    }

    fn opens_part(&self) -> bool {
        self.at == 0 || self.tokens.get(self.at - 1).is_some_and(LineToken::is_boundary)
    }
}

/// Returns what a label announces; nothing for the label of an address, whose value says what it is.
fn label_cue(words: &[&str]) -> Option<NameCue> {
    let label = words.join(" ");
    let is_in = |list: fn(&lang::LanguageData) -> &'static [&'static str]| in_any(&label, list);
    if is_in(|language| language.import.publisher_labels) {
        Some(NameCue::PublisherLabel)
    } else if is_in(|language| language.import.author_labels) {
        Some(NameCue::Author)
    } else if is_in(|language| language.import.title_labels) {
        Some(NameCue::TitleLabel)
    } else if is_in(|language| language.import.other_labels) {
        Some(NameCue::OtherLabel)
    } else {
        is_in(|language| language.import.address_labels).then_some(NameCue::None)
    }
}

/// Returns the cue at the start of the words if a date follows it, its length, and the order of numbers after it.
fn date_cue(words: &[&str], order: NumberOrder) -> Option<(DateCue, usize, NumberOrder)> {
    lang::all().map(|language| language.import).find_map(|import| {
        let order = if import.numbers_day_first { NumberOrder::DayFirst } else { order };
        let of = |cues: &[&[&str]], cue| {
            cues.iter().find_map(|opening| {
                let rest = words.strip_prefix(*opening)?;
                written_date(rest, order).is_some().then_some((cue, opening.len(), order))
            })
        };
        of(import.update_cues, DateCue::Updated).or_else(|| of(import.publication_cues, DateCue::Published))
    })
}

fn n_words_of_bare_cue(words: &[&str]) -> Option<usize> {
    let cues = lang::all().flat_map(|language| language.import.publication_cues);
    cues.filter(|cue| words.starts_with(cue)).map(|cue| cue.len()).max()
}

fn is_publication_cue(words: &[&str]) -> bool {
    n_words_of_bare_cue(words) == Some(words.len())
}

/// Returns the number of words of a page or issue: `p. 7`, `n° 24512`, `page A3`, `pp. 3-4`.
fn n_words_of_page(words: &[&str]) -> usize {
    let is_number = |word: &str| {
        word.len() <= 12
            && word.contains(|character: char| character.is_ascii_digit())
            && word.chars().all(|character| character.is_ascii_alphanumeric() || "-–.()/".contains(character))
            && word.chars().filter(char::is_ascii_alphabetic).count() <= 1
    };
    let opens = |word: &str| {
        in_any(word, |language| language.import.page_words) || in_any(word, |language| language.import.issue_words)
    };
    match words {
        [word, number, ..] if opens(word) && is_number(number) => 2,
        [word, ..] => {
            let digits = word.trim_start_matches(|character: char| !character.is_ascii_digit());
            let opening = word.get(..word.len() - digits.len()).unwrap_or_default();
            usize::from(!digits.is_empty() && opens(opening) && is_number(digits))
        }
        [] => 0,
    }
}

/// Returns the number of words of a time of day: `à 18 h 42`, `, 2:30 pm ET`, `| 10:15`.
fn n_words_of_time(words: &[&str]) -> usize {
    const ZONES: [&str; 10] = ["utc", "gmt", "est", "edt", "et", "cet", "cest", "bst", "pst", "pdt"];
    let is_of_time = |word: &str| in_any(word, |language| language.import.time_words);
    let is_number = |word: &str| word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit());
    let is_clock = |word: &str| {
        word.len() <= 8
            && word.starts_with(|character: char| character.is_ascii_digit())
            && word.contains(['h', ':', '.', 'a', 'p'])
            && word.chars().all(|character| character.is_ascii_digit() || "hm:.ap".contains(character))
    };
    let n_before =
        words.iter().take_while(|word| is_of_time(word) || matches!(**word, "," | "-" | "–" | "—" | "|")).count();
    let is_time = match words.get(n_before..).unwrap_or_default() {
        [clock, ..] if is_clock(clock) => true,
        [hour, unit, ..] => is_number(hour) && (is_of_time(unit) || *unit == ":"),
        _ => false,
    };
    if !is_time {
        return 0;
    }
    let of_clock =
        |word: &&&str| is_clock(word) || is_number(word) || is_of_time(word) || ZONES.contains(*word) || **word == ":";
    let n_words = n_before + words.iter().skip(n_before).take_while(of_clock).count();
    match words.get(n_words..) {
        Some(["(", zone, ")", ..]) if ZONES.contains(zone) || is_of_time(zone) => n_words + 3,
        _ => n_words,
    }
}
