//! Characters that a word processor or a keyboard puts into YAML and that are hard to see: a no-break space after a
//! colon, a dash for a hyphen, curly quotation marks. YAML treats them as letters and reports an error further down.
//!
//! Only searched for after an error: in prose each of them may be intended.

use super::Message;
use crate::say;

/// A character that was probably not intended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct YamlTypo {
    /// Byte offset of the character in the text.
    pub start: usize,
    /// Byte offset of its end.
    pub end: usize,
    /// What is wrong, in one sentence.
    pub message: Message,
    /// What to do, starting with a verb.
    pub help: Message,
}

fn blank_help() -> Message {
    say!(
        en: "replace it with an ordinary space: word processors and some keyboards insert others",
        fr: "remplacez-la par une espace ordinaire : les traitements de texte et certains claviers en insèrent d’autres",
    )
}

/// Returns the first typo in some YAML.
#[must_use]
pub(crate) fn find_first(yaml: &str) -> Option<YamlTypo> {
    // Indentation of the key whose block scalar we are in.
    let mut literal: Option<usize> = None;
    let mut at = 0;
    for line in yaml.split_inclusive('\n') {
        let indent = line.len() - line.trim_start_matches(' ').len();
        if !literal.is_some_and(|above| line.trim().is_empty() || indent > above) {
            literal = super::yaml::opens_literal(line).then_some(indent);
            if let Some(slip) = find_in_line(line.trim_end_matches(['\r', '\n'])) {
                return Some(YamlTypo { start: at + slip.start, end: at + slip.end, ..slip });
            }
        }
        at += line.len();
    }
    None
}

/// Finds an invisible character in a key.
#[must_use]
pub(crate) fn find_in_key(key: &str) -> Option<YamlTypo> {
    let (start, sign) = key.char_indices().find(|(_, c)| is_odd_blank(*c) || is_invisible(*c))?;
    Some(slip(
        start,
        sign,
        &say!(en: "is in the key", fr: "se trouve dans la clé"),
        say!(en: "delete it: keys are letters and `_`", fr: "supprimez ce signe : une clé est faite de lettres et de `_`"),
    ))
}

/// Returns whether a line is what a word processor makes of `---`, or a misspelling of it.
#[must_use]
pub(crate) fn is_fence(line: &str) -> bool {
    let line = line.trim();
    let is_dashes = !line.is_empty() && line.chars().all(|c| c == '-' || is_dash(c));
    is_dashes && line != "---" && line != "-" && line.chars().count() <= 6
}

fn find_in_line(line: &str) -> Option<YamlTypo> {
    let lead = line.len() - line.trim_start_matches(|c: char| c == ' ' || is_odd_blank(c)).len();
    if let Some(sign) = line[..lead].chars().find(|c| is_odd_blank(*c)) {
        let start = line.find(sign).unwrap_or_default();
        let place = say!(
            en: "indents this line, where YAML allows only ordinary spaces",
            fr: "sert de retrait à cette ligne, où YAML n’admet que des espaces ordinaires",
        );
        return Some(slip(start, sign, &place, blank_help()));
    }
    let mut at = lead;
    while let Some(rest) = line[at..].strip_prefix('-') {
        let blank = rest.chars().next()?;
        if is_odd_blank(blank) {
            return Some(slip(
                at + 1,
                blank,
                &say!(en: "follows the hyphen", fr: "suit le trait d’union"),
                blank_help(),
            ));
        }
        if blank != ' ' {
            break;
        }
        at = line.len() - rest.trim_start_matches(' ').len();
    }
    let rest = &line[at..];
    let first = rest.chars().next()?;
    let is_alone = rest[first.len_utf8()..].starts_with(char::is_whitespace);
    if is_alone && (is_dash(first) || matches!(first, '•' | '‣' | '·' | '◦' | '▪')) {
        let place = say!(
            en: "begins this line, where a list needs a hyphen",
            fr: "commence cette ligne, où une liste demande un trait d’union",
        );
        return Some(slip(at, first, &place, say!(en: "write `- ` instead", fr: "écrivez plutôt `- `")));
    }
    if is_invisible(first) {
        let help = say!(
            en: "delete it: it is invisible, and YAML treats it as a letter",
            fr: "supprimez-le : il est invisible, et YAML le prend pour une lettre",
        );
        return Some(slip(at, first, &say!(en: "precedes the key", fr: "précède la clé"), help));
    }
    find_in_entry(line, at)
}

/// Checks a key, its colon and its value, which begin at a byte of a line.
fn find_in_entry(line: &str, at: usize) -> Option<YamlTypo> {
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    let rest = &line[at..];
    let key = &rest[..rest.find(|c| !is_word(c)).unwrap_or(rest.len())];
    if key.is_empty() {
        return None;
    }
    let behind = at + key.len();
    let colon = behind + line[behind..].find(|c: char| c != ' ' && !is_odd_blank(c))?;
    let sign = line[colon..].chars().next()?;
    if is_odd_colon(sign) {
        let place = say!(en: "is used instead of a colon", fr: "est à la place de deux-points");
        return Some(slip(colon, sign, &place, say!(en: "write `: ` instead", fr: "écrivez plutôt `: `")));
    }
    if sign != ':' {
        return None;
    }
    if let Some((start, blank)) = line[behind..colon].char_indices().find(|(_, c)| is_odd_blank(*c)) {
        let place = say!(en: "precedes the colon", fr: "précède les deux-points");
        return Some(slip(behind + start, blank, &place, blank_help()));
    }
    let value = colon + 1;
    match line[value..].chars().next()? {
        ' ' | '\t' => {}
        blank if is_odd_blank(blank) => {
            let place = say!(en: "follows the colon", fr: "suit les deux-points");
            return Some(slip(value, blank, &place, blank_help()));
        }
        // A URL, not a key.
        '/' => return None,
        _ => {
            let message = say!(
                en: "there is no space after the colon of `{key}`",
                fr: "il manque une espace après les deux-points de `{key}`",
            );
            let help = say!(
                en: "write `: `, a colon and a space",
                fr: "écrivez `: `, c’est-à-dire deux-points et une espace",
            );
            return Some(YamlTypo { start: colon, end: value, message, help });
        }
    }
    let words = line[value..].trim_start();
    let start = line.len() - words.len();
    let first = words.chars().next()?;
    // Elsewhere in the value they are ordinary text.
    let needs_quotes = words.contains(": ") || words.contains(" #") || words.contains(":\u{a0}");
    if is_round_quote(first) && needs_quotes {
        let place = say!(
            en: "begins this value, and is not a quotation mark in YAML",
            fr: "commence cette valeur, et n’est pas un guillemet pour YAML",
        );
        let help = say!(
            en: "put straight quotation marks, `\"…\"`, around it: YAML treats curly ones as letters",
            fr: "mettez-la entre guillemets droits, `\"…\"` : YAML prend les autres pour des lettres",
        );
        return Some(slip(start, first, &place, help));
    }
    let (end, sign) = words.char_indices().find(|(_, c)| ends_line(*c))?;
    let place = say!(en: "is used instead of a line end", fr: "est à la place d’une fin de ligne");
    Some(slip(start + end, sign, &place, say!(en: "start a new line instead", fr: "allez plutôt à la ligne")))
}

fn slip(start: usize, sign: char, place: &Message, help: Message) -> YamlTypo {
    let (code, name) = (u32::from(sign), name(sign));
    let message = say!(en: "{name} (U+{code:04X}) {place}", fr: "{name} (U+{code:04X}) {place}"; name, place);
    YamlTypo { start, end: start + sign.len_utf8(), message, help }
}

/// Returns the common name of a character.
fn name(sign: char) -> Message {
    match sign {
        '\u{a0}' => say!(en: "a no-break space", fr: "une espace insécable"),
        '\u{202f}' => say!(en: "a narrow no-break space", fr: "une espace fine insécable"),
        '\t' => say!(en: "a tab", fr: "une tabulation"),
        '\u{3000}' => say!(en: "a full-width space", fr: "une espace pleine chasse"),
        c if is_odd_blank(c) => say!(en: "an unusual space", fr: "une espace inhabituelle"),
        '\u{ff1a}' => say!(en: "a full-width colon", fr: "un deux-points pleine chasse"),
        c if is_odd_colon(c) => say!(en: "a character like a colon", fr: "un signe semblable à deux-points"),
        c if is_dash(c) => say!(en: "a dash", fr: "un tiret"),
        c if is_round_quote(c) => say!(en: "a curly quotation mark", fr: "un guillemet typographique"),
        c if ends_line(c) => say!(en: "an unusual line break", fr: "un saut de ligne inhabituel"),
        c if is_invisible(c) => say!(en: "an invisible character", fr: "un caractère invisible"),
        _ => say!(en: "a character", fr: "un caractère"),
    }
}

/// Returns whether a character looks like a space but is not one to YAML.
fn is_odd_blank(c: char) -> bool {
    c == '\t' || (c.is_whitespace() && !matches!(c, ' ' | '\n' | '\r') && !ends_line(c))
}

fn ends_line(c: char) -> bool {
    matches!(c, '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn is_odd_colon(c: char) -> bool {
    matches!(c, '\u{ff1a}' | '\u{fe55}' | '\u{2236}' | '\u{a789}' | '\u{2d0}')
}

fn is_dash(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{2015}' | '\u{2212}')
}

fn is_round_quote(c: char) -> bool {
    matches!(c, '“' | '”' | '„' | '‟' | '‘' | '’' | '‚' | '«' | '»' | '「' | '『' | '＂')
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn invisible_characters_are_named_with_their_position() {
        for (yaml, at, words) in [
            ("title:\u{a0}Un quai\ndate: 2021\n", 6, "a no-break space (U+00A0) follows the colon"),
            ("a: b\ntitle:\u{202f}Un quai", 11, "a narrow no-break space (U+202F)"),
            ("title\u{a0}: Un quai", 5, "precedes the colon"),
            ("title：Un quai", 5, "a full-width colon (U+FF1A)"),
            ("title ： Un quai", 6, "a full-width colon"),
            ("title:Un quai\ndate: 2021", 5, "there is no space after the colon of `title`"),
            ("title: “Un quai: suite”", 7, "a curly quotation mark (U+201C)"),
            ("tags:\n– mer\n– quai", 6, "a dash (U+2013) begins this line"),
            ("tags:\n  • mer", 8, "where a list needs a hyphen"),
            ("tags:\n  -\u{a0}mer", 9, "follows the hyphen"),
            ("tags:\n\u{a0}\u{a0}- mer", 6, "indents this line"),
            ("tags:\n\t- mer", 6, "a tab (U+0009) indents this line"),
            ("\u{200b}title: a", 0, "an invisible character (U+200B)"),
            ("title: a\u{2028}date: 2021", 8, "an unusual line break (U+2028)"),
            ("- to: a\n  label:\u{a0}b", 16, "follows the colon"),
            ("a: |\n  title:\u{a0}x\nb: c", 0, ""),
            ("a: b\nhttp://x: c", 0, ""),
            ("title: Un\u{a0}quai «\u{a0}a\u{a0}»", 0, ""),
        ] {
            let found = find_first(yaml).map_or((0, String::new()), |slip| (slip.start, slip.message.en));
            assert!(
                found.0 == at && found.1.contains(words) && found.1.is_empty() == words.is_empty(),
                "{yaml:?}: {found:?}"
            );
        }
        assert!(
            ["—", "–-", "----", "−−−"].into_iter().all(is_fence) && !["---", "-", "", "a—"].into_iter().any(is_fence)
        );
        assert!(find_in_key("title\u{a0}").is_some_and(|slip| slip.start == 5) && find_in_key("title").is_none());
    }
}
