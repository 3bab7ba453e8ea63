//! YAML as a tree of values with spans. The only file that uses the YAML crate.
//!
//! Parsing into a tree rather than into structs lets callers report *every* unknown key and wrong type of a file at
//! once, with exact spans. Scalars keep the text as written: `0755`, `no` and `2023-02-30` are not interpreted.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::Spanned;

use super::Message;
use super::diagnostic::Diagnostic;
use super::path::{SourcePath, Span};
use super::yaml_typos;
use crate::codes::Code;
use crate::say;

/// A value with its span.
#[derive(Clone, Debug)]
pub(crate) struct YamlNode {
    /// Byte offset in the file.
    pub start: usize,
    /// Byte offset of the end, exclusive.
    pub end: usize,
    /// The value.
    pub value: YamlValue,
    /// The comment after it on the same line; only kept after a plain scalar or an absent value.
    pub comment: Option<YamlComment>,
}

/// A comment after a value: ` #` and the rest of the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct YamlComment {
    /// Byte offset of the `#` in the file.
    pub start: usize,
    /// Byte offset of the end, exclusive.
    pub end: usize,
    /// Whether a word follows the `#` directly, as in `#3` or `#quai`.
    pub is_at_word: bool,
    /// Whether more than one space precedes it, as people write before a remark.
    pub is_apart: bool,
}

impl YamlNode {
    /// Makes a value without a comment.
    #[must_use]
    pub(crate) fn new(start: usize, end: usize, value: YamlValue) -> Self {
        Self { start, end, value, comment: None }
    }
}

/// The content of a node.
#[derive(Clone, Debug)]
pub(crate) enum YamlValue {
    /// Nothing, `~` or `null`.
    Null,
    /// A scalar as written, without its quotes.
    Scalar(String),
    /// A sequence.
    List(Vec<YamlNode>),
    /// A mapping, in the order of the file; keys are scalars.
    Map(Vec<(YamlNode, YamlNode)>),
}

/// How many more nodes a tree may have than the text has bytes. A document without aliases needs at least one byte per
/// node, so only an alias bomb reaches the limit.
const SPARE_NODES: usize = 1_000;

/// Maximum nesting of sequences and mappings; the deepest file that dossier understands has six levels. Each level
/// takes some 30 kB of the parser's stack in a debug build, and a thread may have only 2 MiB.
const MAX_DEPTH: usize = 24;

/// Parses one YAML document that starts at byte `offset` of the file `path`.
///
/// An empty document is an empty mapping.
///
/// # Errors
/// The first error, with its span.
pub(crate) fn parse(text: &str, path: &SourcePath, offset: usize) -> Result<YamlNode, Box<Diagnostic>> {
    if text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#')) {
        return Ok(YamlNode::new(offset, offset, YamlValue::Map(Vec::new())));
    }
    let options = serde_yaml::options! {
        with_snippet: false,
        budget: serde_yaml::budget! {
            max_nodes: text.len() + SPARE_NODES,
            max_events: 3 * (text.len() + SPARE_NODES),
            max_depth: MAX_DEPTH,
        },
    };
    match serde_yaml::from_str_with_options::<Spanned<YamlTree>>(text, options) {
        Ok(tree) => Ok(node(tree, text, offset)),
        Err(error) => {
            let start = start_of(&error, text);
            let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
            if let Some(slip) = yaml_typos::find_first(text).filter(|slip| slip.start <= line_end) {
                let span = Span::new(path, offset + slip.start, offset + slip.end);
                return Err(Box::new(Diagnostic::new(Code::BrokenYaml, span, slip.message).help(slip.help)));
            }
            if let Some((at, bracket)) = unclosed(text) {
                let span = Span::new(path, offset + at, offset + at + 1);
                let message = say!(
                    en: "this YAML cannot be read: this `{bracket}` is never closed",
                    fr: "ce YAML ne peut pas être lu : ce `{bracket}` n’est jamais fermé",
                );
                let closing = if bracket == '[' { ']' } else { '}' };
                let line = text[at..].lines().next().unwrap_or_default();
                let help = if line.contains(" #") {
                    say!(
                        en: "put values that contain ` #` in quotes: everything after it is a comment",
                        fr: "mettez entre guillemets les valeurs qui contiennent ` #` : tout ce qui suit est un commentaire",
                    )
                } else {
                    say!(
                        en: "write `{closing}` where the list ends, or put a text that contains `{bracket}` in quotes",
                        fr: "écrivez `{closing}` où la liste finit, ou mettez entre guillemets un texte qui contient `{bracket}`",
                    )
                };
                return Err(Box::new(Diagnostic::new(Code::BrokenYaml, span, message).help(help)));
            }
            let message = error.without_snippet().to_string();
            let message = message.lines().next().unwrap_or("the YAML cannot be read");
            // The library repeats the location at the end of its message; our span is in file coordinates.
            let message = message.split(" at line ").next().unwrap_or(message);
            let (message, help) = in_plain_words(message);
            let span = Span::new(path, offset + start, offset + start);
            Err(Box::new(Diagnostic::new(Code::BrokenYaml, span, message).help(help)))
        }
    }
}

/// Returns the byte of the text that the library's error points at.
fn start_of(error: &serde_yaml::Error, text: &str) -> usize {
    let start = error.location().map_or(0, |location| {
        let offset = location.span().byte_offset().and_then(|at| usize::try_from(at).ok());
        offset.unwrap_or_else(|| place_of(text, to_usize(location.line()), to_usize(location.column())))
    });
    text.floor_char_boundary(start)
}

/// Rewrites the library's usual errors for people who do not know YAML's grammar.
fn in_plain_words(message: &str) -> (Message, Message) {
    if let Some(rest) = message.strip_prefix("duplicate mapping key: ") {
        let key = rest.split(',').next().unwrap_or(rest);
        return (
            say!(en: "the key `{key}` is given twice", fr: "la clé `{key}` est donnée deux fois"),
            say!(en: "keep one of the two", fr: "gardez l’une des deux"),
        );
    }
    if message.contains("found a tab") {
        return (
            say!(
                en: "there is a tab where spaces are needed",
                fr: "il y a une tabulation là où il faut des espaces",
            ),
            say!(en: "replace the tab with spaces", fr: "remplacez la tabulation par des espaces"),
        );
    }
    if message.contains("mapping values are not allowed") {
        return (
            say!(
                en: "there is a colon where no key can begin",
                fr: "il y a un deux-points là où aucune clé ne peut commencer",
            ),
            say!(
                en: "put quotes around a value that contains `: `, and begin all keys in the same column",
                fr: "mettez entre guillemets une valeur qui contient `: `, et commencez toutes les clés dans la même colonne",
            ),
        );
    }
    if message.starts_with("budget breached: Depth") {
        return (
            say!(
                en: "this YAML cannot be read: its lists and keys are nested too deep",
                fr: "ce YAML ne peut pas être lu : ses listes et ses clés sont trop imbriquées",
            ),
            say!(en: "use fewer levels", fr: "employez moins de niveaux"),
        );
    }
    if message.starts_with("budget breached") {
        return (
            say!(
                en: "this YAML cannot be read: its aliases expand to far more than its own length",
                fr: "ce YAML ne peut pas être lu : ses alias se développent bien au-delà de sa propre longueur",
            ),
            say!(en: "write out its anchors and aliases", fr: "écrivez en toutes lettres ses ancres et ses alias"),
        );
    }
    (
        say!(en: "this YAML cannot be read: {message}", fr: "ce YAML ne peut pas être lu : `{message}`"),
        say!(
            en: "check the indentation, and put quotes around a value that contains `: ` or starts with punctuation",
            fr: "vérifiez le retrait des lignes, et mettez entre guillemets une valeur qui contient `: ` ou commence par une ponctuation",
        ),
    )
}

fn to_usize(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// Returns the byte offset of a line and column, both counted from 1, columns in characters.
fn place_of(text: &str, line: usize, column: usize) -> usize {
    let line_start =
        text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum::<usize>().min(text.len());
    text[line_start..].chars().take(column.saturating_sub(1)).map(char::len_utf8).sum::<usize>() + line_start
}

/// The library's output, before offsets are made absolute.
enum YamlTree {
    Null,
    Scalar(String),
    List(Vec<Spanned<YamlTree>>),
    Map(Vec<(Spanned<String>, Spanned<YamlTree>)>),
}

fn node(tree: Spanned<YamlTree>, text: &str, offset: usize) -> YamlNode {
    let (start, end) = place(&tree.referenced, text);
    let source = text[start..end].trim_end();
    let is_plain =
        matches!(tree.value, YamlTree::Scalar(_)) && !source.starts_with(['"', '\'', '|', '>', '&', '*', '!']);
    let comment = if is_plain { comment_behind(text, start + source.len(), offset) } else { None };
    let value = match tree.value {
        YamlTree::Null => YamlValue::Null,
        YamlTree::Scalar(value) => YamlValue::Scalar(as_written(value, &text[start..end])),
        YamlTree::List(items) => YamlValue::List(items.into_iter().map(|item| node(item, text, offset)).collect()),
        YamlTree::Map(entries) => YamlValue::Map(
            entries
                .into_iter()
                .map(|(key, value)| {
                    let (start, end) = place(&key.referenced, text);
                    let key = YamlNode::new(offset + start, offset + end, YamlValue::Scalar(key.value));
                    let mut value = node(value, text, offset);
                    let colon = text[end..].find(':').map(|at| end + at + 1);
                    if let (YamlValue::Null, Some(behind)) = (&value.value, colon) {
                        value.comment = comment_behind(text, behind, offset);
                    }
                    (key, value)
                })
                .collect(),
        ),
    };
    YamlNode { start: offset + start, end: offset + end, value, comment }
}

/// Returns the comment that follows a position on the same line, after spaces only.
fn comment_behind(text: &str, at: usize, offset: usize) -> Option<YamlComment> {
    // Look for the end of the line only if there is a comment: a list of names on one line may have thousands of
    // values.
    let rest = &text[at..];
    if !rest.trim_start_matches([' ', '\t']).starts_with('#') {
        return None;
    }
    let line = rest.split('\n').next().unwrap_or_default().trim_end();
    let found = line.trim_start_matches([' ', '\t']);
    let behind = found.strip_prefix('#').filter(|_| found.len() < line.len())?;
    let is_at_word = behind.starts_with(|c: char| !c.is_whitespace() && c != '#');
    let end = at + line.len();
    let is_apart = line.len() - found.len() > 1;
    Some(YamlComment { start: offset + end - found.len(), end: offset + end, is_at_word, is_apart })
}

/// A plain scalar is returned as in the file, not as the number or boolean that the library made of it.
fn as_written(value: String, source: &str) -> String {
    let source = source.trim();
    let plain =
        !source.is_empty() && !source.contains('\n') && !source.starts_with(['"', '\'', '|', '>', '&', '*', '!']);
    if plain { source.to_owned() } else { value }
}

fn place(location: &serde_yaml::Location, text: &str) -> (usize, usize) {
    let span = location.span();
    let number = |value: Option<u64>| value.and_then(|value| usize::try_from(value).ok());
    let start = text.floor_char_boundary(number(span.byte_offset()).unwrap_or(0));
    let len = number(span.byte_len()).unwrap_or(0);
    (start, text.floor_char_boundary(start.saturating_add(len)))
}

impl<'de> Deserialize<'de> for YamlTree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TreeVisitor)
    }
}

struct TreeVisitor;

impl<'de> Visitor<'de> for TreeVisitor {
    type Value = YamlTree;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a YAML value")
    }
    fn visit_unit<E>(self) -> Result<YamlTree, E> {
        Ok(YamlTree::Null)
    }
    fn visit_none<E>(self) -> Result<YamlTree, E> {
        Ok(YamlTree::Null)
    }
    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<YamlTree, D::Error> {
        YamlTree::deserialize(deserializer)
    }
    fn visit_bool<E>(self, value: bool) -> Result<YamlTree, E> {
        Ok(YamlTree::Scalar(value.to_string()))
    }
    fn visit_i64<E>(self, value: i64) -> Result<YamlTree, E> {
        Ok(YamlTree::Scalar(value.to_string()))
    }
    fn visit_u64<E>(self, value: u64) -> Result<YamlTree, E> {
        Ok(YamlTree::Scalar(value.to_string()))
    }
    fn visit_i128<E>(self, value: i128) -> Result<YamlTree, E> {
        Ok(YamlTree::Scalar(value.to_string()))
    }
    fn visit_u128<E>(self, value: u128) -> Result<YamlTree, E> {
        Ok(YamlTree::Scalar(value.to_string()))
    }
    fn visit_f64<E>(self, value: f64) -> Result<YamlTree, E> {
        Ok(YamlTree::Scalar(value.to_string()))
    }
    fn visit_str<E>(self, value: &str) -> Result<YamlTree, E> {
        Ok(YamlTree::Scalar(value.to_owned()))
    }
    fn visit_string<E>(self, value: String) -> Result<YamlTree, E> {
        Ok(YamlTree::Scalar(value))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<YamlTree, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = sequence.next_element()? {
            items.push(item);
        }
        Ok(YamlTree::List(items))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<YamlTree, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(YamlTree::Map(entries))
    }
}

/// Writes a word or name as YAML: plain if it cannot be misread, even in a list, else quoted.
#[must_use]
pub(crate) fn plain_or_quoted(value: &str) -> String {
    let plain = value.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '’' | '.'))
        && value.starts_with(char::is_alphabetic);
    let reserved = ["true", "false", "null", "yes", "no", "on", "off"].contains(&value.to_lowercase().as_str());
    if plain && !reserved { value.to_owned() } else { quoted(value) }
}

/// Writes a text in quotation marks, as JSON does, which YAML reads too. What YAML does not count as printable (1.2.2, 5.1) is
/// written by its number; JSON leaves some of that as it is, and no parser of YAML takes it.
#[must_use]
pub(crate) fn quoted(value: &str) -> String {
    let json = serde_json::Value::from(value).to_string();
    let is_odd =
        |c: char| matches!(c, '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}');
    if !json.contains(is_odd) {
        return json;
    }
    json.chars().fold(String::with_capacity(json.len()), |mut out, c| {
        if is_odd(c) {
            out.push_str(&format!("\\u{:04x}", u32::from(c)));
        } else {
            out.push(c);
        }
        out
    })
}

/// Returns the first bracket of a flow sequence or mapping that is not closed before the next unindented line, where it
/// must have ended. The library reports whatever it trips over later.
fn unclosed(text: &str) -> Option<(usize, char)> {
    let mut open: Vec<(usize, char)> = Vec::new();
    // Indentation of the key whose block scalar we are in.
    let mut literal: Option<usize> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if !open.is_empty() && !line.starts_with([' ', '\t', ']', '}', '\r', '\n', '#']) {
            break;
        }
        let (indent, is_blank) = (line.len() - line.trim_start_matches(' ').len(), line.trim().is_empty());
        if !literal.is_some_and(|above| is_blank || indent > above) {
            literal = (open.is_empty() && opens_literal(line)).then_some(indent);
            if let Some(crossed) = follow_brackets(line, at, &mut open) {
                return Some(crossed);
            }
        }
        at += line.len();
    }
    open.first().copied()
}

/// Returns whether a line ends with `|` or `>`, so that a block scalar follows.
pub(super) fn opens_literal(line: &str) -> bool {
    let last = line.trim_end().trim_end_matches(['-', '+']);
    last.ends_with(" |") || last.ends_with(" >")
}

/// Tracks the brackets of a line that begins at `at`, given those `open` before it. Returns a bracket that is closed by
/// one of the other kind.
fn follow_brackets(line: &str, at: usize, open: &mut Vec<(usize, char)>) -> Option<(usize, char)> {
    // Brackets and quotation marks have a meaning only where a value begins.
    let (mut quote, mut before, mut begins) = (None, ' ', true);
    for (index, c) in line.char_indices() {
        match c {
            _ if quote == Some(c) => quote = None,
            _ if quote.is_some() => {}
            '#' if before.is_whitespace() => break,
            '"' | '\'' if begins => quote = Some(c),
            '[' | '{' if begins => open.push((at + index, c)),
            ']' | '}' => match open.pop() {
                Some((_, opened)) if (opened == '[') == (c == ']') => {}
                Some(crossed) => return Some(crossed),
                None => {}
            },
            _ => {}
        }
        begins = match c {
            '[' | '{' => begins,
            ',' => !open.is_empty(),
            ' ' | '\t' => begins || matches!(before, ':' | '-' | '?'),
            _ => false,
        };
        before = c;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_quoted_is_read_again() {
        for text in ["\u{7f}e", "a\u{80}\u{85}\u{9f}b", "\u{feff}x\u{ffff}", "l\u{2028}m", "\"\\\n\t\u{1}é😀"] {
            let node = read(&format!("a: {}", quoted(text)));
            let YamlValue::Map(entries) = &node.value else { panic!("{text:?} is no mapping") };
            assert!(matches!(&entries[0].1.value, YamlValue::Scalar(read) if read == text), "{text:?}: {entries:?}");
        }
    }

    fn read(text: &str) -> YamlNode {
        parse(text, &SourcePath::new("a.yaml"), 0).expect("good YAML")
    }

    #[test]
    fn scalars_keep_their_text_and_places() {
        let text = "a: 0755\nb: [x, \"y: z\"]\nc: no\nd:\ne: 2023-09-13 # when\nf: 1_000.50\n";
        let YamlValue::Map(entries) = read(text).value else { panic!("a map") };
        let shown: Vec<String> = entries.iter().map(|(_, value)| format!("{:?}", value.value)).collect();
        assert_eq!(shown[0], "Scalar(\"0755\")");
        assert_eq!(shown[2], "Scalar(\"no\")");
        assert_eq!(shown[3], "Null");
        assert_eq!(shown[4], "Scalar(\"2023-09-13\")");
        assert_eq!(shown[5], "Scalar(\"1_000.50\")");
        let YamlValue::List(items) = &entries[1].1.value else { panic!("a list") };
        assert_eq!(&text[items[0].start..items[0].end], "x");
        assert!(matches!(&items[1].value, YamlValue::Scalar(s) if s == "y: z"));
    }

    #[test]
    fn broken_yaml_names_the_place_in_the_file() {
        let error = parse("a: b\nc: [", &SourcePath::new("a.md"), 4).expect_err("broken");
        assert!(error.primary.span.start >= 4);
        assert!(parse("a: 1\na: 2\n", &SourcePath::new("a.md"), 0).is_err(), "a key given twice");
    }

    #[test]
    fn a_bracket_that_nothing_closes_is_shown_itself() {
        let place = |text: &str| {
            let error = parse(text, &SourcePath::new("a.md"), 0).expect_err(text);
            (error.primary.span.start, error.message.en.contains("is never closed"))
        };
        assert_eq!(place("date: [hier\ntitle: oui\n"), (6, true));
        assert_eq!(place("a: b\nc: ["), (8, true));
        assert_eq!(place("- {a: [b, c, d}\n"), (6, true));
        assert_eq!(place("a: [b,\n  {c: 'd}']\nb: 1\n"), (9, true));
        for other in [
            "a: [b,\n  c]\nb: : c\n",
            "a: |-\n  - [b\n\n  [c\nd: : e\n",
            "a: l'un [sic] et\n b: {c}\n  d: e\n",
            "a: \"[\nb: c\n",
        ] {
            assert!(!place(other).1, "{other}");
        }
        for good in ["a: [b,\n  c\n]\n", "a: oui [sic\n", "a: 'l''un [de'\nb: \"[\"\n", "a: x # [\n"] {
            assert!(parse(good, &SourcePath::new("a.md"), 0).is_ok(), "{good}");
        }
    }

    #[test]
    fn an_alias_bomb_is_refused() {
        let mut bomb = String::from("a0: &a0 [x, x]\n");
        for i in 1..60 {
            bomb.push_str(&format!("a{i}: &a{i} [*a{0}, *a{0}]\n", i - 1));
        }
        assert!(parse(&bomb, &SourcePath::new("a.yaml"), 0).is_err());
    }
}
