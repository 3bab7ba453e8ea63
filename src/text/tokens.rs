//! Text -> tokens, which compare letters without case, accents, soft hyphens and Unicode forms.
//!
//! A token is a maximal run of letters, digits and marks, or a single sign in a script without spaces between words.
//! Offsets are those of the text as it is. The gap between two tokens is kept as a class, so that a name matches with a
//! space, a no-break space or a hyphen.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// One word of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Byte offset of the first letter.
    pub start: u32,
    /// Byte offset after the last letter.
    pub end: u32,
    /// Hash of the folded letters.
    pub hash: u64,
    /// The gap before it.
    pub gap: Gap,
    /// The sum of the constants of this type that apply.
    pub shape: u8,
}

/// The gap between two tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Gap {
    /// The token is the first of its text.
    Start,
    /// Spaces of any kind.
    Space,
    /// A hyphen of any kind, nothing else.
    Hyphen,
    /// An apostrophe of any kind, nothing else.
    Apostrophe,
    /// A full stop, with or without spaces.
    Dot,
    /// A full stop and a hyphen, as in `J.-P.`
    DotHyphen,
    /// Anything else, by its hash.
    Other(u32),
}

impl Gap {
    /// Returns the class that two gaps must share for a name to match. A hyphen has the class of a space.
    #[must_use]
    pub fn class(self) -> u64 {
        match self {
            Gap::Start => 0,
            Gap::Space | Gap::Hyphen => 1,
            Gap::Apostrophe => 2,
            Gap::Dot => 3,
            Gap::DotHyphen => 4,
            Gap::Other(hash) => 16 + u64::from(hash),
        }
    }

    /// Returns whether this gap may follow an initial.
    #[must_use]
    pub fn is_after_initial(self) -> bool {
        matches!(self, Gap::Dot | Gap::DotHyphen)
    }
}

impl Token {
    /// The first letter is a capital.
    pub const CAPITAL: u8 = 1;
    /// Two letters or more, all of them capitals.
    pub const ALL_CAPITALS: u8 = 2;
    /// Some letter carries an accent that folding removes.
    pub const ACCENTED: u8 = 4;
    /// A sentence may begin here: at the start of the text or after a full stop, colon, quotation mark or the like.
    pub const SENTENCE_START: u8 = 8;
    /// The first character is a digit.
    pub const DIGIT: u8 = 16;
    /// It is a sign of a script without spaces between words: a name may begin and end with any of them.
    pub const UNSPACED_SIGN: u8 = 64;

    /// Returns whether the shape has a property, or any of several.
    #[must_use]
    pub fn is(&self, property: u8) -> bool {
        self.shape & property != 0
    }

    /// Returns its length in bytes.
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "no token is empty")]
    pub fn len(&self) -> u32 {
        self.end - self.start
    }

    /// Returns the token's letters as they are in the text.
    #[must_use]
    pub fn text<'a>(&self, text: &'a str) -> &'a str {
        &text[self.start as usize..self.end as usize]
    }
}

/// FNV-1a takes one multiplication per byte. It is good enough here, because letters are compared after hashes are
/// equal.
const FNV_OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x0000_0100_0000_01b3;

/// The folded form of Latin characters: up to two bytes. For a longer one the length alone is kept here.
static LATIN: LazyLock<[FoldedChar; 0x250]> = LazyLock::new(|| {
    std::array::from_fn(|code| fold_slowly(char::from_u32(u32::try_from(code).unwrap_or(0)).unwrap_or(' ')))
});

#[derive(Clone, Copy, Default)]
struct FoldedChar {
    bytes: [u8; 2],
    len: u8,
    accented: bool,
    capital: bool,
    word: bool,
}

fn fold_slowly(c: char) -> FoldedChar {
    let word = c.is_alphanumeric() || c == '\u{ad}';
    let mut fold = FoldedChar { word, capital: c.is_uppercase(), ..FoldedChar::default() };
    let put = |bytes: &[u8], fold: &mut FoldedChar| {
        for byte in bytes {
            if usize::from(fold.len) < fold.bytes.len() {
                fold.bytes[usize::from(fold.len)] = *byte;
            }
            fold.len += 1;
        }
    };
    match c {
        '\u{ad}' => return fold,
        'œ' | 'Œ' => put(b"oe", &mut fold),
        'æ' | 'Æ' => put(b"ae", &mut fold),
        'ß' => put(b"ss", &mut fold),
        'ø' | 'Ø' => put(b"o", &mut fold),
        'ł' | 'Ł' => put(b"l", &mut fold),
        'đ' | 'Đ' => put(b"d", &mut fold),
        'ı' => put(b"i", &mut fold),
        _ => {
            for part in c.nfkd() {
                if is_combining_mark(part) {
                    fold.accented = true;
                } else {
                    for lower in part.to_lowercase() {
                        let mut buffer = [0; 4];
                        put(lower.encode_utf8(&mut buffer).as_bytes(), &mut fold);
                    }
                }
            }
        }
    }
    if matches!(c, 'ø' | 'Ø' | 'ł' | 'Ł' | 'đ' | 'Đ') {
        fold.accented = true;
    }
    fold
}

/// Classes of ASCII characters.
const WORD: u8 = 1;
const LETTER: u8 = 2;
const UPPER: u8 = 4;

const ASCII: [u8; 0x80] = {
    let (mut classes, mut code) = ([0; 0x80], 0);
    while code < 0x80 {
        let byte = code as u8;
        classes[code] = (if byte.is_ascii_alphanumeric() { WORD } else { 0 })
            | (if byte.is_ascii_alphabetic() { LETTER } else { 0 })
            | (if byte.is_ascii_uppercase() { UPPER } else { 0 });
        code += 1;
    }
    classes
};

/// Cuts `text[start..end]` into tokens and appends them. The first one begins a sentence and has [`Gap::Start`].
pub fn tokenize(text: &str, start: usize, end: usize, tokens: &mut Vec<Token>) {
    let bytes = &text.as_bytes()[..end];
    let latin = &*LATIN;
    let mut at = start;
    let mut gap_start = start;
    let mut first = true;
    while at < end {
        // Skip what is not part of a word.
        let (width, is_word) = step(text, bytes, at, latin);
        if !is_word {
            at += width;
            continue;
        }
        let token_start = at;
        let mut hash = FNV_OFFSET;
        let (mut n_letters, mut n_capitals) = (0_u32, 0_u32);
        let mut shape = match bytes[at] {
            b'A'..=b'Z' => Token::CAPITAL,
            b'0'..=b'9' => Token::DIGIT,
            _ => 0,
        };
        while at < end {
            let byte = bytes[at];
            if let Some(class) = ASCII.get(usize::from(byte)) {
                if class & WORD == 0 {
                    if byte == b'.' && n_letters == n_capitals && is_dotted(bytes, token_start, at) {
                        at += 1;
                        continue;
                    }
                    break;
                }
                hash = (hash ^ u64::from(byte.to_ascii_lowercase())).wrapping_mul(FNV_PRIME);
                n_letters += u32::from(class & LETTER != 0);
                n_capitals += u32::from(class & UPPER != 0);
                at += 1;
                continue;
            }
            let Some(c) = char_at(text, bytes, at) else { break };
            if c >= FIRST_MARK && is_combining_mark(c) {
                shape |= Token::ACCENTED;
                at += c.len_utf8();
                continue;
            }
            let fold = latin.get(c as usize).copied().unwrap_or_else(|| fold_slowly(c));
            if !fold.word {
                break;
            }
            let is_sign = c >= FIRST_SIGN && is_sign(c);
            if is_sign && at > token_start {
                break;
            }
            if usize::from(fold.len) <= fold.bytes.len() {
                for byte in &fold.bytes[..usize::from(fold.len)] {
                    hash = (hash ^ u64::from(*byte)).wrapping_mul(FNV_PRIME);
                }
            } else {
                hash_long(c, &mut hash);
            }
            n_letters += u32::from(fold.len > 0);
            n_capitals += u32::from(fold.capital);
            shape |= if fold.accented { Token::ACCENTED } else { 0 };
            shape |= if fold.capital && at == token_start { Token::CAPITAL } else { 0 };
            at += c.len_utf8();
            if is_sign {
                shape |= Token::UNSPACED_SIGN;
                at += marks_len(&text[at..end]);
                break;
            }
        }
        if n_letters >= 2 && n_capitals == n_letters {
            shape |= Token::ALL_CAPITALS;
        }
        let (gap, opens) = if first { (Gap::Start, true) } else { classify(&text[gap_start..token_start]) };
        shape |= if opens { Token::SENTENCE_START } else { 0 };
        first = false;
        gap_start = at;
        // A block is at most 16 MiB long, so its offsets fit.
        #[expect(clippy::cast_possible_truncation, reason = "files above 16 MiB are not read")]
        tokens.push(Token { start: token_start as u32, end: at as u32, hash, gap, shape });
    }
}

/// The first of the signs of [`is_sign`].
const FIRST_SIGN: char = '\u{e01}';

/// Returns whether a letter belongs to a script without spaces between words: Thai, Lao, Burmese, Khmer, kana, Han.
/// search.js has the same list.
fn is_sign(c: char) -> bool {
    matches!(c, '\u{e01}'..='\u{e4e}' | '\u{e81}'..='\u{ecd}' | '\u{edc}'..='\u{edf}' | '\u{1000}'..='\u{103f}'
        | '\u{1050}'..='\u{108f}' | '\u{1780}'..='\u{17d3}' | '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{30ff}'
        | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{ff66}'..='\u{ff9f}' | '\u{20000}'..='\u{3ffff}')
}

/// Returns the length in bytes of the combining marks that a text begins with.
pub(crate) fn marks_len(text: &str) -> usize {
    text.len() - text.trim_start_matches(|c| is_combining_mark(c) || c == '\u{ad}').len()
}

/// Returns the character at an offset. Two bytes, the length of most that are not ASCII, are decoded here, which is
/// faster.
fn char_at(text: &str, bytes: &[u8], at: usize) -> Option<char> {
    match (bytes[at], bytes.get(at + 1)) {
        (first @ 0xc2..=0xdf, Some(second)) => char::from_u32(u32::from(first & 0x1f) << 6 | u32::from(second & 0x3f)),
        _ => text[at..].chars().next(),
    }
}

fn step(text: &str, bytes: &[u8], at: usize, latin: &[FoldedChar; 0x250]) -> (usize, bool) {
    if let Some(class) = ASCII.get(usize::from(bytes[at])) {
        return (1, class & WORD != 0);
    }
    let Some(c) = char_at(text, bytes, at) else { return (1, false) };
    let word = c != '\u{ad}' && latin.get(c as usize).map_or_else(|| c.is_alphanumeric(), |fold| fold.word);
    (c.len_utf8(), word)
}

/// Returns whether a full stop is inside an acronym such as `O.N.U.`: a single capital before it and one after it.
fn is_dotted(bytes: &[u8], start: usize, stop: usize) -> bool {
    let alone = stop == start + 1 || (stop > start + 2 && bytes[stop - 2] == b'.');
    alone
        && bytes[stop - 1].is_ascii_uppercase()
        && bytes.get(stop + 1).is_some_and(u8::is_ascii_uppercase)
        && bytes.get(stop + 2).is_none_or(|next| next.is_ascii() && !next.is_ascii_alphanumeric() && *next != b'\'')
}

#[cold]
fn hash_long(c: char, hash: &mut u64) {
    for lower in c.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        let mut buffer = [0; 4];
        for byte in lower.encode_utf8(&mut buffer).as_bytes() {
            *hash = (*hash ^ u64::from(*byte)).wrapping_mul(FNV_PRIME);
        }
    }
}

/// Returns the hash that the token of a word has.
#[must_use]
pub fn hash(word: &str) -> u64 {
    let mut list = Vec::new();
    tokenize(word, 0, word.len(), &mut list);
    list.first().map_or(0, |token| token.hash)
}

/// Returns the hash of letters that are already folded.
#[must_use]
pub fn hash_folded(letters: &str) -> u64 {
    letters.bytes().fold(FNV_OFFSET, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(FNV_PRIME))
}

/// Returns the gap that a punctuation mark makes.
#[must_use]
pub fn punctuation_gap(mark: &str) -> Gap {
    classify(mark).0
}

/// Returns the gap that a text between two tokens makes, and whether a sentence may begin after it.
fn classify(gap: &str) -> (Gap, bool) {
    // Nearly every gap is one of these.
    if gap.as_bytes() == b" " {
        return (Gap::Space, false);
    }
    match gap {
        ", " => return (Gap::Other(COMMA), false),
        ". " => return (Gap::Dot, true),
        "’" | "'" => return (Gap::Apostrophe, false),
        "-" => return (Gap::Hyphen, false),
        _ => {}
    }
    let is_space = |c: char| c.is_whitespace() || matches!(c, '\u{200b}' | '\u{2060}' | '\u{ad}');
    if gap.len() > 1 && gap.contains("\n\n") {
        return (Gap::Start, true);
    }
    let opens = gap.contains(['.', '!', '?', '…', ':', ';', '«', '»', '"', '“', '”', '—', '–', '•', '(', '[']);
    let bare = gap.trim_matches(is_space);
    let gap = match bare {
        "" => Gap::Space,
        "." => Gap::Dot,
        ".-" | ".\u{2010}" | ".\u{2011}" => Gap::DotHyphen,
        "'" | "’" | "ʼ" | "‘" | "´" | "‛" | "′" | "\u{ff07}" => Gap::Apostrophe,
        "-" | "\u{2010}" | "\u{2011}" | "\u{fe63}" | "\u{ff0d}" if gap.len() == bare.len() => Gap::Hyphen,
        _ => Gap::Other(other(bare)),
    };
    (gap, opens)
}

const COMMA: u32 = other(",");

/// Hashes any other gap.
#[expect(clippy::cast_possible_truncation, reason = "a hash")]
const fn other(gap: &str) -> u32 {
    let (bytes, mut at, mut hash) = (gap.as_bytes(), 0, FNV_OFFSET);
    while at < bytes.len() {
        hash = (hash ^ bytes[at] as u64).wrapping_mul(FNV_PRIME);
        at += 1;
    }
    hash as u32
}

/// The first combining mark.
const FIRST_MARK: char = '\u{300}';

/// Returns the folded letters of a word, for comparing words with equal hashes and for sorting.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded
}

/// Appends the folded letters of a word.
pub fn fold_into(text: &str, folded: &mut String) {
    let latin = &*LATIN;
    for c in text.chars() {
        // The full stops of `O.N.U.`
        if c == '.' {
            continue;
        }
        if c.is_ascii() {
            folded.push(c.to_ascii_lowercase());
            continue;
        }
        if c >= FIRST_MARK && is_combining_mark(c) {
            continue;
        }
        let fold = latin.get(c as usize).copied().unwrap_or_else(|| fold_slowly(c));
        match std::str::from_utf8(&fold.bytes[..usize::from(fold.len).min(2)]) {
            Ok(letters) if usize::from(fold.len) <= fold.bytes.len() => folded.push_str(letters),
            _ => folded.extend(c.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase)),
        }
    }
}

/// Returns whether a word has one of these letters, in either case and any Unicode form.
#[must_use]
pub fn has_letter_of(text: &str, letters: &str) -> bool {
    text.nfc().flat_map(char::to_lowercase).any(|c| letters.contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(text: &str) -> Vec<Token> {
        let mut tokens = Vec::new();
        tokenize(text, 0, text.len(), &mut tokens);
        tokens
    }

    #[test]
    fn typography_makes_no_difference() {
        let hashes = |text: &str| tokens(text).iter().map(|t| (t.hash, t.gap.class())).collect::<Vec<_>>();
        assert_eq!(hashes("Kim Jong-un"), hashes("KIM\u{a0}Jong\u{2011}Un"));
        assert_eq!(hashes("l’État"), hashes("l'E\u{301}tat"));
        assert_eq!(hashes("Œuvre"), hashes("oeuvre"));
        assert_eq!(hashes("Ukrai\u{ad}ne"), hashes("Ukraine"));
        assert_ne!(hashes("Kim, Jong"), hashes("Kim Jong"));
    }

    #[test]
    fn each_sign_of_a_script_without_spaces_is_a_token() {
        let cut = |text: &'static str| tokens(text).iter().map(|token| token.text(text)).collect::<Vec<_>>();
        assert_eq!(cut("2023年港口ship"), ["2023", "年", "港", "口", "ship"]);
        assert_eq!(cut("カ\u{3099}ス、ที่"), ["カ\u{3099}", "ス", "ที่"]);
        assert_eq!(cut("서울에서 Москва"), ["서울에서", "Москва"]);
        assert!(tokens("港口")[1].gap == Gap::Space && tokens("港口")[1].is(Token::UNSPACED_SIGN));
    }

    #[test]
    fn shapes_have_capitals_accents_and_starts_of_sentences() {
        let list = tokens("L’ONU. Été 2023");
        assert!(
            list[0].is(Token::SENTENCE_START) && list[1].is(Token::ALL_CAPITALS) && !list[1].is(Token::SENTENCE_START)
        );
        assert!(list[2].is(Token::SENTENCE_START | Token::ACCENTED) && list[3].is(Token::DIGIT));
        assert_eq!(list[1].text("L’ONU. Été 2023"), "ONU");
    }
}
