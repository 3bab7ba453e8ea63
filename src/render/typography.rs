//! The spaces of good typography, set when a page is drawn: pure functions over text. `typeset` walks over a page's HTML.
//! Content, offsets, JSON and anchors never contain what is set here.
//!
//! Which spaces a language wants is data of `lang`. With guillemets: a thin no-break space before `; ! ?`, a no-break space
//! before `:` and within « », where the thin one of usual fonts is an eighth of an em and the Imprimerie nationale wants a
//! space between words. Addresses, times and ratios are left alone. Nothing but spaces is ever added, removed or exchanged.

use crate::lang;
use crate::lang::format::Spacing;
use crate::model::LangTag;

/// Narrow no-break space.
const THIN: char = '\u{202f}';
/// No-break space.
const FIXED: char = '\u{a0}';

/// Returns how spaces are set in a language.
#[must_use]
pub fn spacing(lang: &LangTag) -> Spacing {
    let format = lang::data(lang).format;
    let regional = format.regional_spacing.iter().find(|(tag, _)| lang.as_str().eq_ignore_ascii_case(tag));
    regional.map_or(format.spacing, |(_, spacing)| *spacing)
}

/// Symbols that stay on the line of their number.
const UNITS: [&str; 47] = [
    "%", "‰", "€", "$", "£", "¥", "°", "°C", "°F", "km", "m", "cm", "mm", "µm", "nm", "km²", "m²", "m³", "km/h", "m/s",
    "kg", "g", "mg", "t", "ha", "l", "L", "h", "min", "s", "ms", "W", "kW", "MW", "GW", "kWh", "MWh", "GWh", "V", "A",
    "Hz", "kHz", "MHz", "GHz", "Mo", "Go", "To",
];

/// What has been set before a stretch of text: a mark looks back over the tags that may stand between.
#[derive(Clone, Debug, Default)]
pub struct TypesetState {
    /// The last character; `None` at the start of a block.
    last_char: Option<char>,
    /// How many digits end it.
    n_digits: usize,
    /// The character before these digits.
    char_before_digits: Option<char>,
    /// Whether the last character is the space that an opening mark at the end of a stretch was given.
    ends_with_opening_space: bool,
}

impl TypesetState {
    /// Returns whether a block begins here.
    pub(super) fn is_nothing(&self) -> bool {
        self.last_char.is_none()
    }

    /// Returns whether what was set decides how even a plain character after it is set.
    fn decides_next(&self) -> bool {
        self.n_digits > 0 || self.ends_with_opening_space || self.last_char == Some('«')
    }

    /// Notes a character that is written as it is.
    pub(super) fn push(&mut self, c: char) {
        if c.is_ascii_digit() {
            if self.n_digits == 0 {
                self.char_before_digits = self.last_char;
            }
            self.n_digits += 1;
        } else {
            self.n_digits = 0;
        }
        self.last_char = Some(c);
        self.ends_with_opening_space = false;
    }
}

/// Sets a plain text by itself.
#[must_use]
pub fn set(text: &str, style: Spacing) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    push(&mut out, text, style, &mut TypesetState::default());
    out
}

/// Appends a piece of text, plain or escaped for HTML. A character reference counts as its character.
pub fn push(out: &mut String, text: &str, style: Spacing, state: &mut TypesetState) {
    let mut at = 0;
    let mut word = AddressScan::default();
    while at < text.len() {
        let plain = &text[at..at + plain_len(&text.as_bytes()[at..], state)];
        if let Some(last) = plain.chars().next_back() {
            out.push_str(plain);
            state.push(last);
            at += plain.len();
            continue;
        }
        let Some((unit, c)) = Units(&text[at..]).next() else { return };
        if is_space(c) {
            let run = Run::at(text, at);
            if state.ends_with_opening_space && at == 0 {
                at = run.end;
                word = AddressScan::beginning(at);
                continue;
            }
            match space(&run, style, state) {
                Some(one) => {
                    out.push(one);
                    state.push(one);
                }
                None => Units(&text[at..run.end]).for_each(|(unit, c)| {
                    out.push_str(unit);
                    state.push(c);
                }),
            }
            at = run.end;
            word = AddressScan::beginning(at);
            continue;
        }
        let next = Units(&text[at + unit.len()..]).next().map(|(_, c)| c);
        if let Some(one) = missing_before(c, next, style, state.last_char).filter(|_| !word.is_address_before(text, at))
        {
            out.push(one);
        }
        out.push_str(unit);
        state.push(c);
        // Not inside the link that begins here.
        if c == '«' && next.is_none() && style.guillemets {
            out.push(FIXED);
            state.push(FIXED);
            state.ends_with_opening_space = true;
        }
        at += unit.len();
    }
}

/// What a byte is to [`plain_len`].
#[derive(Clone, Copy, PartialEq, Eq)]
enum Byte {
    /// No rule depends on it.
    Plain,
    /// A space, which is plain before a plain one or a digit.
    Space,
    /// A digit: rules look back at a number from the space behind it only.
    Digit,
    /// A rule depends on it, or on a character that begins with it.
    Seen,
}

/// Which bytes no rule looks at: neither marks, spaces and references, nor what may begin «, », a no-break or a
/// thin space.
const BYTES: [Byte; 256] = {
    let mut bytes = [Byte::Plain; 256];
    let seen = b":;!?&\n\t\r\xc2\xe2";
    let mut at = 0;
    while at < seen.len() {
        bytes[seen[at] as usize] = Byte::Seen;
        at += 1;
    }
    at = b'0' as usize;
    while at <= b'9' as usize {
        bytes[at] = Byte::Digit;
        at += 1;
    }
    bytes[b' ' as usize] = Byte::Space;
    bytes
};

/// Returns how many bytes at the start of a text are written as they are, whatever the style: most of any text.
fn plain_len(text: &[u8], state: &TypesetState) -> usize {
    if state.decides_next() {
        return 0;
    }
    let is = |byte: &u8, class: Byte| BYTES[usize::from(*byte)] == class;
    let mut at = 0;
    loop {
        at += text[at..].iter().take_while(|byte| is(byte, Byte::Plain)).count();
        match text.get(at).map(|byte| BYTES[usize::from(*byte)]) {
            Some(Byte::Space) if text.get(at + 1).is_some_and(|byte| is(byte, Byte::Plain)) => at += 2,
            Some(Byte::Space | Byte::Digit) => {
                let start = at + usize::from(is(&text[at], Byte::Space));
                let n_digits = text[start..].iter().take_while(|byte| is(byte, Byte::Digit)).count();
                let is_passed = text.get(start + n_digits).is_some_and(|byte| is(byte, Byte::Plain));
                if n_digits == 0 || !is_passed {
                    return at;
                }
                at = start + n_digits + 1;
            }
            // The apostrophe is no mark.
            Some(Byte::Seen) if text[at..].starts_with("’".as_bytes()) => at += "’".len(),
            _ => return at,
        }
    }
}

/// Returns the last character of a text that is written as it is in any style; `None` for any other text. A text is plain here if
/// it has no mark, no reference, no digit, no Roman numeral with a letter of an ordinal, and only single spaces between words.
pub(super) fn last_of_plain(text: &str, state: &TypesetState) -> Option<char> {
    if state.decides_next() {
        return None;
    }
    let mut before = b' ';
    for byte in text.bytes() {
        let is_plain = match BYTES[usize::from(byte)] {
            Byte::Plain => !(matches!(byte, b'e' | b'r') && matches!(before, b'I' | b'V' | b'X')),
            Byte::Space => BYTES[usize::from(before)] == Byte::Plain,
            Byte::Digit | Byte::Seen => false,
        };
        if !is_plain {
            return None;
        }
        before = byte;
    }
    (before != b' ').then(|| text.chars().next_back()).flatten()
}

/// A run of spaces in a text.
struct Run<'a> {
    text: &'a str,
    end: usize,
    n_spaces: usize,
    first: char,
}

impl<'a> Run<'a> {
    fn at(text: &'a str, start: usize) -> Self {
        let spaces = Units(&text[start..]).take_while(|(_, c)| is_space(*c));
        let (mut end, mut n_spaces, mut first) = (start, 0, ' ');
        for (unit, c) in spaces {
            if n_spaces == 0 {
                first = c;
            }
            end += unit.len();
            n_spaces += 1;
        }
        Self { text, end, n_spaces, first }
    }

    /// The characters after it, as meant.
    fn rest(&self) -> impl Iterator<Item = char> {
        Units(&self.text[self.end..]).map(|(_, c)| c)
    }

    fn after(&self, n: usize) -> Option<char> {
        self.rest().nth(n)
    }
}

/// Returns the one space that replaces a run of them; `None` where they stay.
fn space(run: &Run<'_>, style: Spacing, state: &TypesetState) -> Option<char> {
    let last = state.last_char.filter(|last| !is_space(*last))?;
    let french = style.guillemets;
    if french && last == '«' {
        return Some(FIXED);
    }
    let next = run.after(0)?;
    if french && is_high_mark(next) && ends_here(run.after(1)) {
        return Some(THIN);
    }
    if french && (next == '»' || next == ':' && ends_here(run.after(1))) {
        return Some(FIXED);
    }
    if !style.units || state.n_digits == 0 || run.first == '\n' {
        return None;
    }
    if french && is_thousands(run, state) {
        return Some(THIN);
    }
    // A space that holds already, thin or not, is its author's choice.
    (run.n_spaces == 1 && run.first == ' ' && is_unit(run)).then_some(FIXED)
}

/// `12 000`: one to three digits, the space, three digits and no fourth.
fn is_thousands(run: &Run<'_>, state: &TypesetState) -> bool {
    let digit = |n: usize| run.after(n).is_some_and(|c| c.is_ascii_digit());
    let is_head = !state.char_before_digits.is_some_and(|c| ",./-:".contains(c));
    run.n_spaces == 1 && state.n_digits <= 3 && is_head && (0..3).all(digit) && !digit(3)
}

fn is_unit(run: &Run<'_>) -> bool {
    let word: String = run.rest().take(6).take_while(|c| c.is_alphanumeric() || "%‰€$£¥°/²³".contains(*c)).collect();
    UNITS.contains(&word.as_str())
}

/// Returns the space that French wants before a mark, or after the opening one, which has none.
fn missing_before(c: char, next: Option<char>, style: Spacing, last: Option<char>) -> Option<char> {
    if !style.guillemets {
        return None;
    }
    if last == Some('«') {
        return Some(FIXED);
    }
    let last = last.filter(|last| !is_space(*last))?;
    match c {
        '»' => Some(FIXED),
        _ if !carries_mark(last) => None,
        ':' if next.is_none_or(|next| is_space(next) || "«»“\"".contains(next)) => Some(FIXED),
        c if is_high_mark(c) && style.before_high_marks && ends_here(next) => Some(THIN),
        _ => None,
    }
}

/// Returns whether a mark may follow without being part of something else: `(!)`, `?!` and `« ?` keep together.
fn carries_mark(c: char) -> bool {
    c.is_alphanumeric() || ")]}»”\"’'%€$£°….".contains(c) || ('\u{300}'..='\u{36f}').contains(&c)
}

fn is_high_mark(c: char) -> bool {
    matches!(c, ';' | '!' | '?')
}

/// Returns whether a mark ends what it stands in: a space, the end or a closing mark follows, not `=` or a letter.
fn ends_here(next: Option<char>) -> bool {
    next.is_none_or(|c| is_space(c) || is_high_mark(c) || ")]}»”\"’'….,:*_—–".contains(c))
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | FIXED | THIN | '\n' | '\t' | '\r')
}

/// What of a word has been written: an address is left alone from its `://`, its `www.` or its `@` on. It is read when a
/// mark asks for it, and each character once, so that a word of a million marks is not read a million times.
#[derive(Default)]
struct AddressScan {
    /// Up to where the text has been read.
    position: usize,
    n_chars: usize,
    last_two: (char, char),
    is_www: bool,
    is_address: bool,
}

impl AddressScan {
    fn beginning(at: usize) -> Self {
        Self { position: at, ..Self::default() }
    }

    /// Returns whether the word that reaches up to `at` is an address there.
    fn is_address_before(&mut self, text: &str, at: usize) -> bool {
        let unread = &text[self.position..at];
        let unread = unread.rfind(' ').map_or(unread, |space| {
            *self = Self::default();
            &unread[space + 1..]
        });
        Units(unread).for_each(|(_, c)| self.push(c));
        self.position = at;
        self.is_address
    }

    fn push(&mut self, c: char) {
        match self.n_chars {
            0..3 => self.is_www = c == 'w' && (self.is_www || self.n_chars == 0),
            3 => self.is_address |= self.is_www && c == '.',
            _ => {}
        }
        self.is_address |= c == '@' || (self.last_two, c) == ((':', '/'), '/');
        self.last_two = (self.last_two.1, c);
        self.n_chars += 1;
    }
}

/// The characters of a text, each as written and as meant: `&#39;` is one, an apostrophe.
struct Units<'a>(&'a str);

impl<'a> Iterator for Units<'a> {
    type Item = (&'a str, char);

    fn next(&mut self) -> Option<Self::Item> {
        const MAX_REFERENCE_LEN: usize = 10;
        let c = self.0.chars().next()?;
        let reference = (c == '&')
            .then(|| self.0.bytes().take(MAX_REFERENCE_LEN).position(|b| b == b';'))
            .flatten()
            .and_then(|end| Some((end + 1, referred(&self.0[1..end])?)));
        let (len, meant) = reference.unwrap_or((c.len_utf8(), c));
        let (unit, rest) = self.0.split_at(len);
        self.0 = rest;
        Some((unit, meant))
    }
}

/// Returns the character of a reference, for the references that escaping and sanitising write.
fn referred(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some(FIXED),
        "laquo" => Some('«'),
        "raquo" => Some('»'),
        name => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)
        }
    }
}
