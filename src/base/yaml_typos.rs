//! Characters that a word processor or a keyboard puts into YAML and that are hard to see: a no-break space after a
//! colon, a dash for a hyphen, curly quotation marks. YAML treats them as letters and reports an error further down.
//!
//! Only searched for after an error: in prose each of them may be intended.

/// A character that was probably not intended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct YamlTypo {
    /// Byte offset of the character in the text.
    pub start: usize,
    /// Byte offset of its end.
    pub end: usize,
    /// What is wrong, in one sentence.
    pub message: String,
    /// What to do, starting with a verb.
    pub help: &'static str,
}

const BLANK_HELP: &str = "replace it with an ordinary space: word processors and some keyboards insert others";
const QUOTES_HELP: &str = "put straight quotation marks, `\"…\"`, around it: YAML treats curly ones as letters";

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
    Some(slip(start, sign, "is in the key", "delete it: keys are letters and `_`"))
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
        return Some(slip(start, sign, "indents this line, where YAML allows only ordinary spaces", BLANK_HELP));
    }
    let mut at = lead;
    while let Some(rest) = line[at..].strip_prefix('-') {
        let blank = rest.chars().next()?;
        if is_odd_blank(blank) {
            return Some(slip(at + 1, blank, "follows the hyphen", BLANK_HELP));
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
        return Some(slip(at, first, "begins this line, where a list needs a hyphen", "write `- ` instead"));
    }
    if is_invisible(first) {
        return Some(slip(at, first, "precedes the key", "delete it: it is invisible, and YAML treats it as a letter"));
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
        return Some(slip(colon, sign, "is used instead of a colon", "write `: ` instead"));
    }
    if sign != ':' {
        return None;
    }
    if let Some((start, blank)) = line[behind..colon].char_indices().find(|(_, c)| is_odd_blank(*c)) {
        return Some(slip(behind + start, blank, "precedes the colon", BLANK_HELP));
    }
    let value = colon + 1;
    match line[value..].chars().next()? {
        ' ' | '\t' => {}
        blank if is_odd_blank(blank) => return Some(slip(value, blank, "follows the colon", BLANK_HELP)),
        // A URL, not a key.
        '/' => return None,
        _ => {
            let message = format!("there is no space after the colon of `{key}`");
            return Some(YamlTypo { start: colon, end: value, message, help: "write `: `, a colon and a space" });
        }
    }
    let words = line[value..].trim_start();
    let start = line.len() - words.len();
    let first = words.chars().next()?;
    // Elsewhere in the value they are ordinary text.
    let needs_quotes = words.contains(": ") || words.contains(" #") || words.contains(":\u{a0}");
    if is_round_quote(first) && needs_quotes {
        return Some(slip(start, first, "begins this value, and is not a quotation mark in YAML", QUOTES_HELP));
    }
    let (end, sign) = words.char_indices().find(|(_, c)| ends_line(*c))?;
    let message = "is used instead of a line end";
    Some(slip(start + end, sign, message, "start a new line instead"))
}

fn slip(start: usize, sign: char, where_it_is: &str, help: &'static str) -> YamlTypo {
    let code = u32::from(sign);
    let message = format!("{} (U+{code:04X}) {where_it_is}", name(sign));
    YamlTypo { start, end: start + sign.len_utf8(), message, help }
}

/// Returns the common name of a character.
fn name(sign: char) -> &'static str {
    match sign {
        '\u{a0}' => "a no-break space",
        '\u{202f}' => "a narrow no-break space",
        '\t' => "a tab",
        '\u{3000}' => "a full-width space",
        c if is_odd_blank(c) => "an unusual space",
        '\u{ff1a}' => "a full-width colon",
        c if is_odd_colon(c) => "a character like a colon",
        c if is_dash(c) => "a dash",
        c if is_round_quote(c) => "a curly quotation mark",
        c if ends_line(c) => "an unusual line break",
        c if is_invisible(c) => "an invisible character",
        _ => "a character",
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
            let found = find_first(yaml).map_or((0, String::new()), |slip| (slip.start, slip.message));
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
