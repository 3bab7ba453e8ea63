//! Reads a text as a sequence of letters, without anything that may be put between them to hide a name.
//!
//! Tokens ([`crate::text::tokens`]) compare words; this compares letters, for names that must be found even where they
//! are broken over a line, written `R O S E`, `#RoseKerdaniel`, with invisible signs, with an element or an entity
//! inside, or with letters of another script. Each letter has its offsets and what precedes it. One pass; does not know
//! any names.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use crate::base::html::{character_reference, is_block};
use crate::text::tokens;

/// What precedes a letter, within its word or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LetterGap {
    /// Nothing visible.
    Nothing,
    /// Only markup, which readers do not see: `**`, `~~`, `<b>`, a link's brackets.
    Markup,
    /// A hyphen.
    Hyphen,
    /// A hyphen and a line break or a blank, as in text copied from print.
    Break,
    /// One blank.
    Blank,
    /// An apostrophe.
    Apostrophe,
    /// One other sign.
    Sign(char),
    /// More than one sign or blank.
    Signs,
    /// The beginning of the text or of another block.
    Block,
}

impl LetterGap {
    /// Returns whether a word may continue across this gap.
    pub(crate) fn is_within_word(self) -> bool {
        matches!(self, LetterGap::Nothing | LetterGap::Markup)
    }
}

/// One letter or digit.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FoldedLetter {
    /// Byte offset of its character.
    pub(crate) start: u32,
    /// Byte after its last mark.
    pub(crate) end: u32,
    /// What precedes it.
    pub(crate) before: LetterGap,
    /// Whether it is a capital.
    pub(crate) capital: bool,
    /// Whether a word begins with it: a gap precedes it, a capital follows a small letter, or digits begin or end.
    pub(crate) opens: bool,
    /// Index of its word.
    word: u32,
}

/// The letters of a text.
#[derive(Debug, Default)]
pub(crate) struct FoldedLetters {
    /// Folded: small, without accents, look-alikes of other scripts as Latin letters.
    pub(crate) folded: String,
    /// The letters, in order.
    pub(crate) list: Vec<FoldedLetter>,
    /// For each byte of `folded`, the letter it belongs to.
    owners: Vec<u32>,
    /// The first letter of each word, and whether it belongs to a hashtag or handle, begun by `#` or `@`.
    words: Vec<(u32, bool)>,
}

impl FoldedLetters {
    /// Reads everything, including the inside of HTML tags. Before `yaml_end`, backslashes are YAML escapes.
    pub(crate) fn from_source(text: &str, yaml_end: usize) -> Self {
        read_letters(text, yaml_end, false)
    }

    /// Reads the visible text: without HTML tags and link destinations.
    pub(crate) fn from_visible_text(text: &str) -> Self {
        read_letters(text, 0, true)
    }

    /// Returns the letters of a range of `folded`; `None` if it begins or ends inside one.
    pub(crate) fn at(&self, start: usize, end: usize) -> Option<(usize, usize)> {
        let owner = |byte: usize| self.owners.get(byte).copied();
        let (first, last) = (owner(start)?, owner(end.checked_sub(1)?)?);
        let whole = start.checked_sub(1).and_then(owner) != Some(first) && owner(end) != Some(last);
        whole.then_some((first as usize, last as usize + 1))
    }

    /// Returns, for each word delimited by signs, the byte in `folded` of its first letter, and whether it is a capital.
    pub(crate) fn words_apart(&self) -> Vec<(usize, bool)> {
        let mut words = Vec::new();
        let mut byte = 0;
        for (index, letter) in self.list.iter().enumerate() {
            if index == 0 || !letter.before.is_within_word() {
                words.push((byte, letter.capital));
            }
            byte += self.owners[byte..].iter().take_while(|owner| **owner as usize == index).count();
        }
        words
    }

    /// Returns whether a word ends before a letter.
    pub(crate) fn ends_before(&self, letter: usize) -> bool {
        self.list.get(letter).is_none_or(|letter| letter.opens)
    }

    /// Returns the letters of the word that a letter belongs to.
    pub(crate) fn word(&self, letter: usize) -> Range<usize> {
        let number = self.list[letter].word as usize;
        let first = |number: usize| self.words.get(number).map_or(self.list.len(), |(first, _)| *first as usize);
        first(number)..first(number + 1)
    }

    /// Returns whether a letter belongs to a hashtag or a handle.
    pub(crate) fn is_tagged(&self, letter: usize) -> bool {
        self.words[self.list[letter].word as usize].1
    }

    /// Returns the folded letters of a range of letters.
    pub(crate) fn folded(&self, first: usize, end: usize) -> &str {
        let byte = |letter: usize| self.owners.partition_point(|owner| (*owner as usize) < letter);
        &self.folded[byte(first)..byte(end)]
    }

    fn push(&mut self, c: char, (start, end): (usize, usize), passed: &GapState) {
        let before = passed.before();
        let n_bytes = self.folded.len();
        skeleton(c, &mut self.folded);
        if self.folded.len() == n_bytes {
            return;
        }
        let owner = self.list.len();
        // Files above 16 MiB are not read, so offsets fit.
        let number = |value: usize| u32::try_from(value).unwrap_or(u32::MAX);
        self.owners.resize(self.folded.len(), number(owner));
        let capital = c.is_uppercase() || is_small_capital(c);
        let last = self.list.last().filter(|_| before.is_within_word());
        let changes = |last: &FoldedLetter| (capital && !last.capital) || c.is_numeric() != self.is_digit(owner);
        let hump = last.is_none_or(changes);
        if hump {
            let goes_on = before.is_within_word() || before == LetterGap::Sign('_');
            let tagged = matches!(passed.last, Some('#' | '@'))
                || (goes_on && self.words.last().is_some_and(|(_, tagged)| *tagged));
            self.words.push((number(owner), tagged));
        }
        let word = number(self.words.len().saturating_sub(1));
        self.list.push(FoldedLetter { start: number(start), end: number(end), before, capital, opens: hump, word });
    }

    /// Returns whether the previous letter is a digit.
    fn is_digit(&self, owner: usize) -> bool {
        let before = self.owners.iter().rposition(|other| (*other as usize) < owner);
        before.is_some_and(|byte| self.folded.as_bytes()[byte].is_ascii_digit())
    }
}

/// Maximum number of signs between two words of one name: enough for the blanks of a table, not for a column of figures.
const MAX_SIGNS: usize = 120;

/// What was skipped since the last letter.
struct GapState {
    n_signs: usize,
    n_lines: usize,
    first: Option<char>,
    last: Option<char>,
    markup: bool,
    block: bool,
}

impl GapState {
    const START: Self = Self { n_signs: 0, n_lines: 0, first: None, last: None, markup: false, block: true };
    const NOTHING: Self = Self { block: false, ..Self::START };

    fn sign(&mut self, c: char) {
        self.n_signs += 1;
        self.n_lines += usize::from(c == '\n');
        self.block |= self.n_lines > 1 || self.n_signs > MAX_SIGNS;
        self.first.get_or_insert(c);
        self.last = Some(c);
    }

    fn before(&self) -> LetterGap {
        let hyphen = self.first.is_some_and(|c| HYPHENS.contains(c));
        match self.first {
            _ if self.block => LetterGap::Block,
            None if self.markup => LetterGap::Markup,
            None => LetterGap::Nothing,
            Some(_) if self.n_signs > 1 && hyphen => LetterGap::Break,
            Some(_) if self.n_signs > 1 => LetterGap::Signs,
            Some(_) if hyphen => LetterGap::Hyphen,
            Some(c) if c.is_whitespace() => LetterGap::Blank,
            Some(c) if "'’ʼ‘´‛′＇".contains(c) => LetterGap::Apostrophe,
            Some(c) => LetterGap::Sign(c),
        }
    }
}

const HYPHENS: &str = "-‐‑¬﹣－";

fn read_letters(text: &str, yaml_end: usize, shown: bool) -> FoldedLetters {
    let mut letters = FoldedLetters::default();
    let mut passed = GapState::START;
    let mut at = 0;
    // After one failed search for an end, do not search again.
    let (mut tags_end, mut links_end) = (true, true);
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        let start = at;
        at += c.len_utf8();
        let mut c = c;
        match c {
            '&' => {
                if let Some((decoded, len)) = reference(rest) {
                    (c, at) = (decoded, start + len);
                }
            }
            '\\' => {
                if let Some((decoded, len)) = escape(rest).filter(|_| start < yaml_end) {
                    (c, at) = (decoded, start + len);
                } else {
                    passed.markup = true;
                    continue;
                }
            }
            '<' if shown && tags_end && rest.starts_with("<!--") => match rest.find("-->") {
                Some(len) => {
                    at = start + len + "-->".len();
                    passed.markup = true;
                    continue;
                }
                None => tags_end = false,
            },
            '<' if shown && tags_end && rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') => {
                match rest.find('>') {
                    Some(len) => {
                        at = start + len + 1;
                        passed.markup = true;
                        if is_block(&rest[1..len]) {
                            passed.sign('\n');
                        }
                        continue;
                    }
                    None => tags_end = false,
                }
            }
            ']' if shown && links_end && rest[1..].starts_with('(') => match rest.find([')', '\n']) {
                Some(len) if rest[len..].starts_with(')') => {
                    at = start + len + 1;
                    passed.markup = true;
                    continue;
                }
                Some(_) => {}
                None => links_end = false,
            },
            'Η' | 'Ν' | 'Υ' if is_among_latin(text, start) => c = capital_twin(c),
            _ => {}
        }
        if is_ignorable(c) {
            continue;
        }
        if is_accent(c) {
            if let Some(last) = letters.list.last_mut().filter(|_| passed.first.is_none()) {
                last.end = u32::try_from(at).unwrap_or(u32::MAX);
            }
        } else if c.is_alphanumeric() || is_combining_mark(c) || is_enclosed(c) {
            letters.push(c, (start, at), &passed);
            passed = GapState::NOTHING;
        } else if matches!(c, '*' | '~' | '`' | '[' | ']' | '^') {
            passed.markup = true;
        } else {
            passed.sign(c);
        }
    }
    letters
}

/// Decodes `&eacute;` or `&#101;`: the character, and how many bytes it takes.
fn reference(text: &str) -> Option<(char, usize)> {
    const MAX_LEN: usize = 32;
    let end = text.bytes().take(MAX_LEN).position(|byte| byte == b';')?;
    Some((character_reference(text.get(1..end)?)?, end + 1))
}

/// Decodes `\x65`, `\u0065`, `\U00000065`.
fn escape(text: &str) -> Option<(char, usize)> {
    let len = match text.as_bytes().get(1)? {
        b'x' => 2,
        b'u' => 4,
        b'U' => 8,
        _ => return None,
    };
    let code = u32::from_str_radix(text.get(2..2 + len)?, 16).ok()?;
    Some((char::from_u32(code)?, 2 + len))
}

/// Returns whether a sign is invisible (Unicode's Default_Ignorable_Code_Point), or only stretches a word.
fn is_ignorable(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{640}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fff8}'
        | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// Returns whether a mark is an accent or a point, which names may omit. Vowel signs of Indian scripts are letters.
fn is_accent(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}'
        | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6ed}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

/// Letters in circles, squares and flags, which have no case folding of their own.
fn is_enclosed(c: char) -> bool {
    enclosed(c).is_some()
}

fn enclosed(c: char) -> Option<char> {
    let first = [0x1f150, 0x1f170, 0x1f1e6].into_iter().rfind(|first| u32::from(c) >= *first)?;
    let offset = u8::try_from(u32::from(c) - first).ok().filter(|offset| *offset < 26)?;
    Some(char::from(b'a' + offset))
}

/// Greek capitals that look like a different Latin letter than their small forms, for words that are otherwise Latin.
fn capital_twin(c: char) -> char {
    match c {
        'Η' => 'H',
        'Ν' => 'N',
        _ => 'Y',
    }
}

/// Returns whether the word around a letter has Latin letters, judged by its neighbours.
fn is_among_latin(text: &str, at: usize) -> bool {
    const MAX_LEN: usize = 30;
    let is_letter = |c: &char| c.is_alphabetic();
    let before = text[..at].chars().rev().take(MAX_LEN).take_while(is_letter);
    let behind = text[at..].chars().take(MAX_LEN).take_while(is_letter);
    before.chain(behind).any(|c| c.is_ascii_alphabetic())
}

/// Letters that look like Latin ones, or whose capitals do (from UTS 39, which distinguishes case).
const LOOK_ALIKES: &str = "аa вb еe ѕs іi јj кk мm нh оo рp сc тt уy хx ԁd ԛq ԝw һh ӏl ѵv \
    αa βb εe ηh ιi κk μm νv οo ρp τt υy χx ϲc ϳj ɑa ɡg ɩi ℓl օo սu ռn հh ցg զq \
    ᴀa ʙb ᴄc ᴅd ᴇe ꜰf ɢg ʜh ɪi ᴊj ᴋk ʟl ᴍm ɴn ᴏo ᴘp ꞯq ʀr ꜱs ᴛt ᴜu ᴠv ᴡw ʏy ᴢz ɐa ɛe ɔo ʋv ɱm ŋn ƙk ɓb ɗd ʌv \
    ىي ةه کك یي";

static TWINS: std::sync::LazyLock<std::collections::HashMap<char, char>> = std::sync::LazyLock::new(|| {
    let pair = |pair: &str| {
        let mut letters = pair.chars();
        Some((letters.next()?, letters.next()?))
    };
    LOOK_ALIKES.split_whitespace().filter_map(pair).collect()
});

fn is_small_capital(c: char) -> bool {
    matches!(c, 'ᴀ'..='ᴢ' | 'ʙ' | 'ɢ' | 'ʜ' | 'ɪ' | 'ʟ' | 'ɴ' | 'ʀ' | 'ʏ' | 'ꜰ' | 'ꜱ') || is_enclosed(c)
}

/// Appends the folded form of a character.
fn skeleton(c: char, folded: &mut String) {
    if c.is_ascii() {
        folded.push(c.to_ascii_lowercase());
        return;
    }
    if let Some(letter) = enclosed(c) {
        folded.push(letter);
        return;
    }
    let mut buffer = [0; 4];
    let one = if is_combining_mark(c) { c.to_string() } else { tokens::fold(c.encode_utf8(&mut buffer)) };
    let letters = one.chars().filter(|c| c.is_alphanumeric() || is_combining_mark(*c));
    folded.extend(letters.map(|c| TWINS.get(&c).copied().unwrap_or(c)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_hides_a_name_is_nothing() {
        for text in [
            "Rose Kerdaniel",
            "R O S E  K E R D A N I E L",
            "Rose Kerda-\nniel",
            "#RoseKerdaniel",
            "Rôse Kerdäniel",
            "Ro\u{200b}se Ker\u{feff}da\u{200e}niel",
            "Rose Кеrdаniеl",
            "Ｒｏｓｅ Ｋｅｒｄａｎｉｅｌ",
            "ʀᴏꜱᴇ ᴋᴇʀᴅᴀɴɪᴇʟ",
            "Rose Kerdani&#101;l",
            "R&ocirc;se&nbsp;Kerdaniel",
            "Rose Ker<b>dan</b>iel",
            "Rose Ker**dan**iel",
            "🅡🅞🅢🅔 🅺erdaniel",
            "[Rose](https://a.example/b) Kerdaniel",
        ] {
            assert_eq!(FoldedLetters::from_visible_text(text).folded, "rosekerdaniel", "{text}");
        }
        assert_eq!(FoldedLetters::from_source("\"Kerdani\\x65l\"", 99).folded, "kerdaniel");
        // Vowels of Indian scripts are letters.
        assert_ne!(FoldedLetters::from_visible_text("राम").folded, FoldedLetters::from_visible_text("रम").folded);
    }

    #[test]
    fn words_begin_behind_signs_and_at_capitals() {
        let letters = FoldedLetters::from_visible_text("#AffaireKerdaniel, d’O2x");
        let opening: String = letters
            .list
            .iter()
            .filter(|letter| letter.opens)
            .map(|l| {
                letters.folded.as_bytes()[letters.list.iter().position(|o| o.start == l.start).unwrap_or(0)] as char
            })
            .collect();
        assert_eq!(opening, "akdo2x");
    }
}
