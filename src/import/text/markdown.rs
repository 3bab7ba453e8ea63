//! Escapes plain text as Markdown that renders as exactly that text.
//!
//! Invariant: a backslash is added where, and only where, a character would otherwise be read as markup, by
//! `CommonMark` 0.31 or by dossier's extensions (`[[mention]]`, `[^note]`, `~~`). The text is one line without
//! surrounding white space, as the clean-up returns it.

use std::collections::HashSet;

/// Returns one paragraph as Markdown.
pub(in crate::import) fn escape_paragraph(text: &str) -> String {
    escaped(text, block_mark(text))
}

/// Returns the content of a heading or of a line that does not start a block.
pub(in crate::import) fn escape_inline(text: &str) -> String {
    escaped(text, None)
}

/// Returns the content of a `#` heading, in which number signs at the end would be read as a closing sequence.
pub(in crate::import) fn escape_heading(text: &str) -> String {
    let bare = text.trim_end_matches('#');
    let is_closing = bare.len() < text.len() && (bare.is_empty() || bare.ends_with([' ', '\t']));
    escaped(text, is_closing.then_some(bare.len()))
}

/// Escapes the marker at the start of Markdown that would turn a paragraph into another block.
pub(in crate::import) fn escape_block_start(markdown: &str) -> String {
    escape_at(markdown, block_mark(markdown))
}

fn escape_at(text: &str, mark: Option<usize>) -> String {
    match mark {
        Some(at) => format!("{}\\{}", &text[..at], &text[at..]),
        None => text.to_owned(),
    }
}

/// Escapes a piece of text that will be placed between other pieces with markup: every mark that could pair up with one
/// of theirs is escaped.
pub(in crate::import) fn escape_strictly(text: &str) -> String {
    let mut markdown = String::with_capacity(text.len() + 8);
    let mut before = None;
    for (at, character) in text.char_indices() {
        let rest = text.get(at..).unwrap_or_default();
        let is_markup = match character {
            '\\' | '*' | '~' | '`' | '[' | ']' | '<' => true,
            '_' => !is_inside_a_word(before, rest),
            '&' => is_entity(rest) || rest.len() == 1,
            // A link may follow, and `!` would turn it into a picture.
            '!' => rest.len() == 1,
            _ => false,
        };
        if is_markup {
            markdown.push('\\');
        }
        markdown.push(character);
        before = Some(character);
    }
    markdown
}

/// Returns the offset of the marker that would turn the line into a block other than a paragraph.
fn block_mark(text: &str) -> Option<usize> {
    let ends_or_blank = |rest: &str| rest.is_empty() || rest.starts_with([' ', '\t']);
    let first = text.chars().next()?;
    match first {
        '>' => Some(0),
        '#' => {
            let rest = text.trim_start_matches('#');
            (text.len() - rest.len() <= 6 && ends_or_blank(rest)).then_some(0)
        }
        '-' | '+' | '*' | '_' => {
            let is_bullet = first != '_' && ends_or_blank(text.get(1..)?);
            let is_rule = first != '+'
                && text.chars().all(|character| character == first || character == ' ')
                && text.chars().filter(|character| *character == first).count() >= 3;
            (is_bullet || is_rule).then_some(0)
        }
        // The definition of a term, which is the paragraph before.
        ':' => Some(0),
        '`' | '~' => (text.starts_with("```") || text.starts_with("~~~")).then_some(0),
        '0'..='9' => {
            let rest = text.trim_start_matches(|character: char| character.is_ascii_digit());
            let mark = text.len() - rest.len();
            (mark <= 9 && rest.starts_with(['.', ')']) && ends_or_blank(rest.get(1..)?)).then_some(mark)
        }
        _ => None,
    }
}

fn escaped(text: &str, block_mark: Option<usize>) -> String {
    // Most paragraphs have no such sign; looking at each letter took twice as long as reading them as Markdown again.
    if !text.contains(['\\', '*', '~', '`', '_', '[', '<', '&']) {
        return escape_at(text, block_mark);
    }
    let pairs = PairedMarks::find(text);
    let mut markdown = String::with_capacity(text.len() + text.len() / 64);
    let mut before = None;
    let mut is_in_word = false;
    for (at, character) in text.char_indices() {
        let rest = text.get(at..).unwrap_or_default();
        if character == '_' && before != Some('_') {
            is_in_word = is_inside_a_word(before, rest);
        }
        let is_markup = match character {
            '\\' => rest.chars().nth(1).is_some_and(|next| next.is_ascii_punctuation()),
            '*' | '~' | '`' => pairs.marks.contains(&character),
            '_' => pairs.marks.contains(&'_') && !is_in_word,
            '[' => {
                opens_link(rest)
                    || pairs.last_target.is_some_and(|target| at < target)
                    || (at == 0 && text.contains("]:"))
            }
            '<' => opens_tag(rest) && (at == 0 || pairs.last_angle.is_some_and(|angle| at < angle)),
            '&' => is_entity(rest),
            _ => false,
        };
        if is_markup || block_mark == Some(at) {
            markdown.push('\\');
        }
        markdown.push(character);
        before = Some(character);
    }
    markdown
}

/// The marks of a text that could pair up. All others are plain text and need no backslash.
struct PairedMarks {
    /// The characters that could both open and later close markup: among `*`, `_`, `~` and the backtick.
    marks: HashSet<char>,
    /// The offset of the last `](`: a bracket before it could open a link.
    last_target: Option<usize>,
    /// The offset of the last `>`: a `<` before it could open a tag. At the start of a block a tag need not be closed.
    last_angle: Option<usize>,
}

impl PairedMarks {
    fn find(text: &str) -> Self {
        let mut opened: HashSet<char> = HashSet::new();
        let mut marks: HashSet<char> = HashSet::new();
        let mut before = None;
        for (at, character) in text.char_indices() {
            if matches!(character, '*' | '_' | '~') && before != Some(character) {
                let rest = text.get(at..).unwrap_or_default();
                let after = rest.trim_start_matches(character).chars().next();
                let is_in_word = character == '_' && is_inside_a_word(before, rest);
                let closes = !is_in_word && before.is_some_and(|before: char| !before.is_whitespace());
                let opens = !is_in_word && after.is_some_and(|after| !after.is_whitespace());
                if closes && opened.contains(&character) {
                    marks.insert(character);
                }
                if opens {
                    opened.insert(character);
                }
            }
            before = Some(character);
        }
        if has_equal_backtick_runs(text) {
            marks.insert('`');
        }
        Self { marks, last_target: text.rfind("]("), last_angle: text.rfind('>') }
    }
}

/// Returns whether the text has two backtick runs of equal length, which would make code of the text between them.
fn has_equal_backtick_runs(text: &str) -> bool {
    let mut lengths: HashSet<usize> = HashSet::new();
    let mut runs = text.split(|character| character != '`').map(str::len).filter(|len| *len > 0);
    let has_equal = runs.any(|len| !lengths.insert(len));
    // Escaping the first backtick of a fence shortens its run, which may then equal another.
    has_equal || (text.starts_with("```") && lengths.len() > 1)
}

/// Returns whether an underscore is between letters or digits, where it is never markup. A run of them counts as one.
fn is_inside_a_word(before: Option<char>, rest: &str) -> bool {
    let after = rest.trim_start_matches('_').chars().next();
    before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric)
}

fn opens_link(rest: &str) -> bool {
    rest.starts_with("[[") || rest.starts_with("[^")
}

fn opens_tag(rest: &str) -> bool {
    rest.chars().nth(1).is_some_and(|next| next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?'))
}

/// Returns whether the text starts with a character reference: `&amp;`, `&#233;`, `&#xe9;`.
fn is_entity(rest: &str) -> bool {
    let name = rest.strip_prefix('&').unwrap_or_default();
    let end = name.bytes().take(40).position(|byte| byte == b';').unwrap_or_default();
    let name = name.get(..end).unwrap_or_default().trim_start_matches('#');
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(write: fn(&str) -> String, cases: &[(&str, &str)]) {
        for (text, markdown) in cases {
            assert_eq!(write(text), *markdown);
        }
    }

    #[test]
    fn a_mark_that_would_start_a_block_is_escaped() {
        check(
            escape_paragraph,
            &[
                ("# Un", "\\# Un"),
                ("> Un", "\\> Un"),
                (">", "\\>"),
                ("- Un", "\\- Un"),
                ("+ Un", "\\+ Un"),
                ("* Un", "\\* Un"),
                ("1. Un", "1\\. Un"),
                ("12) Un", "12\\) Un"),
                ("---", "\\---"),
                ("* * *", "\\* * *"),
                ("___", "\\___"),
                ("```rust", "\\```rust"),
                ("~~~", "\\~~~"),
                ("######", "\\######"),
            ],
        );
    }

    #[test]
    fn a_mark_that_marks_nothing_stays_bare() {
        for text in [
            "#phare", "-5 degrés", "+33 2 98", "1.5 million", "3 * 4 = 12", "une note* en bas", "nom_de_fichier",
            "a__b__c", "[ad_1]", "[…] le phare", "a < b > c", "R&D et AT&T ;", "l`été", "a\\b", "~20 % d’ici",
            "C# et F#", "Qui | quoi", "1234567890. x", "===", "####### sept", "",
        ] {
            assert_eq!(escape_paragraph(text), text);
        }
    }

    #[test]
    fn inline_markup_is_escaped() {
        check(
            escape_inline,
            &[
                ("un *mot* et **deux**", "un \\*mot\\* et \\*\\*deux\\*\\*"),
                ("un _mot_ et nom_de_fichier", "un \\_mot\\_ et nom_de_fichier"),
                ("un `mot` seul", "un \\`mot\\` seul"),
                ("~~non~~", "\\~\\~non\\~\\~"),
                ("[[le-goff|le maire]]", "\\[[le-goff|le maire]]"),
                ("voir [^1]", "voir \\[^1]"),
                ("[ici](https://exemple.fr)", "\\[ici](https://exemple.fr)"),
                ("[ici]: https://exemple.fr", "\\[ici]: https://exemple.fr"),
                ("<b>gras</b> <https://exemple.fr>", "\\<b>gras\\</b> \\<https://exemple.fr>"),
                ("l&eacute;ger &#233; &#xe9;", "l\\&eacute;ger \\&#233; \\&#xe9;"),
                ("C:\\[x] \\* a", "C:\\\\[x] \\\\* a"),
            ],
        );
    }

    #[test]
    fn number_signs_that_would_close_a_heading_are_escaped() {
        check(
            escape_heading,
            &[("Le n° #", "Le n° \\#"), ("Le ##", "Le \\##"), ("En C#", "En C#"), ("#", "\\#"), ("- Un", "- Un")],
        );
    }
}
