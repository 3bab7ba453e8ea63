//! Sets keys of a YAML mapping and leaves the rest of the file unchanged, including comments, quotes and layout. Collects the
//! edits of one text and applies them together. Pure, on text; whoever uses it parses the result and compares.

use std::ops::Range;

use super::yaml_cut::{column, flow_end, item, lines, previous_char};
use crate::base::yaml::{YamlNode, YamlValue, plain_or_quoted};

/// Edits of one text.
pub(super) struct YamlEditor<'t> {
    text: &'t str,
    newline: &'static str,
    /// Range, rank among edits at the same place, new text.
    edits: Vec<(Range<usize>, usize, String)>,
}

/// The rank of what is added behind the deepest key; what is less indented follows.
const FIRST_RANK: usize = 0;

impl<'t> YamlEditor<'t> {
    /// Starts without edits.
    #[must_use]
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, newline: if text.contains("\r\n") { "\r\n" } else { "\n" }, edits: Vec::new() }
    }

    /// Replaces a range.
    pub(super) fn replace(&mut self, range: Range<usize>, text: String) {
        self.edits.push((range, FIRST_RANK, text));
    }

    /// Adds lines behind a key or an item. At one place the more indented come first, and items before keys.
    fn add_lines(&mut self, at: usize, indent: usize, is_item: bool, text: String) {
        self.edits.push((at..at, usize::MAX - 2 * indent - usize::from(is_item), text));
    }

    /// Returns the text with all edits. Ranges may overlap only where text is removed.
    #[must_use]
    pub(super) fn finish(mut self) -> String {
        self.edits.sort_by_key(|(range, rank, _)| (range.start, *rank));
        let (mut out, mut at) = (String::with_capacity(self.text.len()), 0);
        for (range, _, new) in self.edits {
            if range.start > at {
                out.push_str(&self.text[at..range.start]);
            }
            at = at.max(range.end);
            out.push_str(&new);
        }
        out.push_str(&self.text[at..]);
        out
    }

    /// Sets a key to a text; `None` if that cannot be done here.
    pub(super) fn set_text(&mut self, map: &YamlNode, key: &str, value: &str) -> Option<()> {
        let Some((name, old)) = entry(map, key) else { return self.insert(map, key, &scalar(value)) };
        let source = self.text.get(old.start..old.end)?.trim_end();
        let is_own = old.start >= name.end && !source.is_empty();
        let is_plain = is_own && !source.contains('\n') && !source.starts_with(['|', '>', '&', '*', '!']);
        match &old.value {
            YamlValue::Scalar(_) | YamlValue::Null if is_plain => {
                self.replace(old.start..old.start + source.len(), scalar(value));
                Some(())
            }
            YamlValue::Null if !is_own => {
                let behind = name.end + self.text[name.end..].find(':')? + 1;
                self.replace(behind..behind, format!(" {}", scalar(value)));
                Some(())
            }
            _ => self.set_raw(map, key, &scalar(value)),
        }
    }

    /// Replaces an item of a list that is written on one line; `None` if that cannot be done here.
    pub(super) fn replace_scalar(&mut self, item: &YamlNode, value: &str) -> Option<()> {
        let source = self.text.get(item.start..item.end)?.trim_end();
        let is_plain = !source.is_empty() && !source.contains('\n') && !source.starts_with(['|', '>', '&', '*', '!']);
        let end = item.start + source.len();
        is_plain.then(|| self.replace(item.start..end, scalar(value)))
    }

    /// Sets a key to what is already written as YAML. Comments in the old value are kept: behind a value of one line, else on lines below it.
    pub(super) fn set_raw(&mut self, map: &YamlNode, key: &str, value: &str) -> Option<()> {
        let Some((name, _)) = entry(map, key) else { return self.insert(map, key, value) };
        let start = name.start;
        if is_flow(self.text, map)? {
            let range = start..flow_end(self.text, start);
            if !comments(&self.text[range.clone()]).is_empty() {
                return None;
            }
            self.replace(range, format!("{key}: {value}"));
            return Some(());
        }
        let end = lines(self.text, start, true).end;
        let region = &self.text[start..end];
        // The lines of a block scalar are text, also those that look like a comment.
        let header = region.lines().next().and_then(|line| line.split_once(": ")).map_or("", |(_, value)| value.trim());
        let is_block = header.starts_with(['|', '>']);
        let kept = if is_block { comments(region.lines().next().unwrap_or_default()) } else { comments(region) };
        let indent = " ".repeat(column(self.text, start));
        // A comment behind a value of one line stays behind it.
        let beside = match kept.as_slice() {
            [comment] if region.lines().count() == 1 && !is_block && !value.contains('\n') => {
                region.trim_end().strip_suffix(comment).map(|before| &region[before.trim_end().len()..])
            }
            _ => None,
        };
        if let Some(behind) = beside {
            self.replace(start..end, format!("{key}: {value}{behind}"));
            return Some(());
        }
        let mut new = format!("{key}: {value}{}", self.newline);
        for comment in kept {
            new.push_str(&format!("{indent}{comment}{}", self.newline));
        }
        self.replace(start..end, new);
        Some(())
    }

    /// Removes a key.
    pub(super) fn remove(&mut self, map: &YamlNode, key: &str) -> Option<()> {
        let (name, _) = entry(map, key)?;
        self.replace(super::yaml_cut::entry(self.text, name.start), String::new());
        Some(())
    }

    /// Changes the list under a key: keeps some of its items, and adds others, which are written as YAML, behind them. A
    /// single value counts as a list of one.
    pub(super) fn set_list(&mut self, map: &YamlNode, key: &str, keep: &[bool], add: &[String]) -> Option<()> {
        let all = || format!("[{}]", add.join(", "));
        let Some((_, old)) = entry(map, key) else { return self.insert(map, key, &all()) };
        let YamlValue::List(items) = &old.value else {
            let kept = match &old.value {
                YamlValue::Scalar(value) if keep.first() == Some(&true) => vec![scalar(value)],
                _ => Vec::new(),
            };
            return self.set_raw(map, key, &format!("[{}]", [kept.as_slice(), add].concat().join(", ")));
        };
        if items.len() != keep.len() {
            return None;
        }
        if !keep.contains(&true) {
            return if add.is_empty() { self.remove(map, key) } else { self.set_raw(map, key, &all()) };
        }
        for (node, _) in items.iter().zip(keep).filter(|(_, keep)| !**keep) {
            let range = item(self.text, node.start);
            if range.is_empty() {
                return None;
            }
            self.replace(range, String::new());
        }
        let last = items.last().filter(|_| !add.is_empty());
        let Some(last) = last else { return Some(()) };
        match previous_char(self.text, last.start)? {
            (dash, '-') => {
                let at = lines(self.text, dash, false).end;
                let n_spaces = column(self.text, dash);
                let indent = " ".repeat(n_spaces);
                let mut new = self.line_end_before(at);
                for value in add {
                    new.push_str(&format!("{indent}- {value}{}", self.newline));
                }
                self.add_lines(at, n_spaces, true, new);
            }
            (_, '[' | ',') => {
                let at = flow_end(self.text, last.start);
                self.replace(at..at, format!(", {}", add.join(", ")));
            }
            _ => return None,
        }
        Some(())
    }

    /// Adds a key behind the others.
    fn insert(&mut self, map: &YamlNode, key: &str, value: &str) -> Option<()> {
        let YamlValue::Map(entries) = &map.value else { return None };
        let last = entries.last()?.0.start;
        if is_flow(self.text, map)? {
            let at = flow_end(self.text, last);
            self.replace(at..at, format!(", {key}: {value}"));
            return Some(());
        }
        let at = lines(self.text, last, true).end;
        let n_spaces = column(self.text, last);
        let (before, indent) = (self.line_end_before(at), " ".repeat(n_spaces));
        self.add_lines(at, n_spaces, false, format!("{before}{indent}{key}: {value}{}", self.newline));
        Some(())
    }

    /// Returns a line end if the text before a position has none.
    fn line_end_before(&self, at: usize) -> String {
        if self.text[..at].ends_with('\n') { String::new() } else { self.newline.to_owned() }
    }
}

/// Returns the key and the value under a key.
#[must_use]
pub(super) fn entry<'n>(map: &'n YamlNode, key: &str) -> Option<&'n (YamlNode, YamlNode)> {
    let YamlValue::Map(entries) = &map.value else { return None };
    entries.iter().find(|(name, _)| matches!(&name.value, YamlValue::Scalar(name) if name == key))
}

/// Writes a value: plain where it cannot be misread, also in a list, else in quotation marks.
#[must_use]
pub(super) fn scalar(value: &str) -> String {
    let is_date = value.starts_with(|c: char| c.is_ascii_digit())
        && value.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | '/'))
        && !value.ends_with('.');
    if is_date { value.to_owned() } else { plain_or_quoted(value) }
}

/// Returns whether a mapping is written in braces; `None` if it has no keys.
fn is_flow(text: &str, map: &YamlNode) -> Option<bool> {
    let YamlValue::Map(entries) = &map.value else { return None };
    let before = previous_char(text, entries.first()?.0.start);
    Some(matches!(before, Some((_, '{' | ','))))
}

/// Returns the comments in a piece of YAML, without those that look like one inside of quotation marks.
fn comments(text: &str) -> Vec<&str> {
    let (mut found, mut quote, mut last, mut skip) = (Vec::new(), None, '\n', 0);
    let mut is_escaped = false;
    for (at, letter) in text.char_indices() {
        if at < skip {
            continue;
        }
        match (quote, letter) {
            (Some('"'), '\\') if !is_escaped => {
                is_escaped = true;
                continue;
            }
            (Some(open), _) if letter == open && !is_escaped => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') if !last.is_alphanumeric() => quote = Some(letter),
            (None, '#') if last.is_whitespace() => {
                let line = text[at..].lines().next().unwrap_or_default();
                skip = at + line.len();
                found.push(line.trim_end());
            }
            _ => {}
        }
        is_escaped = false;
        last = letter;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::SourcePath;
    use crate::base::yaml;

    fn edited(text: &str, edit: fn(&mut YamlEditor<'_>, &YamlNode) -> Option<()>) -> String {
        let node = yaml::parse(text, &SourcePath::new("a.yaml"), 0).expect("YAML");
        let mut editor = YamlEditor::new(text);
        edit(&mut editor, &node).expect("an edit");
        editor.finish()
    }

    #[test]
    fn a_value_changes_and_the_rest_stays() {
        for (text, expected) in [
            ("a: x # c\nk: old  # d\nb: y\n", "a: x # c\nk: 2021-05  # d\nb: y\n"),
            ("k: 'old' # d\n", "k: 2021-05 # d\n"),
            ("k:   # d\nb: y\n", "k: 2021-05   # d\nb: y\n"),
            ("k: |\n  old\n  # no comment\nb: y\n", "k: 2021-05\nb: y\n"),
            ("k:\n  - x # c\n  - y\nb: z\n", "k: 2021-05\n# c\nb: z\n"),
            ("a: x", "a: x\nk: 2021-05\n"),
            ("a: x\nb:\n  - y\n\n# c\n", "a: x\nb:\n  - y\nk: 2021-05\n\n# c\n"),
            ("{a: [x, y], b: z}", "{a: [x, y], b: z, k: 2021-05}"),
            ("a: x\r\n", "a: x\r\nk: 2021-05\r\n"),
        ] {
            assert_eq!(edited(text, |editor, map| editor.set_text(map, "k", "2021-05")), expected, "{text}");
        }
    }

    #[test]
    fn a_list_keeps_what_it_keeps() {
        for (text, expected) in [
            ("k: [x, y, z] # c\n", "k: [x, z, \"n: 1\"] # c\n"),
            (
                "k:\n    - x # one\n    - y # two\n    # three\n    - z\nb: 1\n",
                "k:\n    - x # one\n    # three\n    - z\n    - \"n: 1\"\nb: 1\n",
            ),
        ] {
            let edit: fn(&mut YamlEditor<'_>, &YamlNode) -> Option<()> =
                |editor, map| editor.set_list(map, "k", &[true, false, true], &[scalar("n: 1")]);
            assert_eq!(edited(text, edit), expected, "{text}");
        }
        let edit: fn(&mut YamlEditor<'_>, &YamlNode) -> Option<()> =
            |editor, map| editor.set_list(map, "k", &[true], &[scalar("n")]);
        assert_eq!(edited("k: x # c\n", edit), "k: [x, n] # c\n");
    }
}
