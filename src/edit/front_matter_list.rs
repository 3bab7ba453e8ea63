//! Adds values to a list in a file's front matter and leaves the rest of the file unchanged. Pure, on text.

use crate::base::SourcePath;
use crate::base::yaml::plain_or_quoted;
use crate::parse::front_matter;

/// Returns the file with `values` added to the list under `key`; existing values are not repeated.
#[must_use]
pub fn add_to_list(file: &SourcePath, text: &str, key: &str, values: &[String]) -> String {
    let Ok(parts) = front_matter::split(file, text) else { return text.to_owned() };
    let known = front_matter::fields(file, &parts).texts_of(key);
    let new: Vec<String> =
        values.iter().filter(|value| !known.contains(value)).map(|value| plain_or_quoted(value)).collect();
    if new.is_empty() {
        return text.to_owned();
    }
    if parts.yaml.is_empty() {
        return format!("---\n{key}: [{}]\n---\n{}", new.join(", "), &text[parts.body_start..]);
    }
    let Some(line_start) = line_of(parts.yaml, key).map(|at| parts.yaml_start + at) else {
        let end = parts.yaml_start + parts.yaml.len();
        return format!("{}{key}: [{}]\n{}", &text[..end], new.join(", "), &text[end..]);
    };
    let line_end = text[line_start..].find('\n').map_or(text.len(), |at| line_start + at);
    let value_start = line_start + key.len() + 1;
    let value = text[value_start..line_end].split(" #").next().unwrap_or_default().trim();
    if value.starts_with('[') {
        // The list may extend over several lines.
        let close = text[value_start..].find(']').map_or(line_end, |at| value_start + at);
        let comma = if text[value_start..close].trim().trim_start_matches('[').trim().is_empty() { "" } else { ", " };
        return format!("{}{comma}{}{}", &text[..close], new.join(", "), &text[close..]);
    }
    if value.is_empty() {
        // A block list: add new items after the last, with its indentation.
        let items: Vec<&str> = text[line_end..]
            .split_inclusive('\n')
            .skip(1)
            .take_while(|line| line.trim_start().starts_with('-') && line.trim() != "---")
            .collect();
        let indent = items.last().map_or("  ", |line| &line[..line.len() - line.trim_start().len()]);
        let at = line_end + 1 + items.iter().map(|line| line.len()).sum::<usize>();
        let lines: String = new.iter().map(|value| format!("{indent}- {value}\n")).collect();
        return format!("{}{lines}{}", &text[..at], &text[at..]);
    }
    let start = value_start + text[value_start..].find(value).unwrap_or(0);
    format!("{}[{value}, {}]{}", &text[..start], new.join(", "), &text[start + value.len()..])
}

/// Returns the start of the line with a top-level key.
fn line_of(yaml: &str, key: &str) -> Option<usize> {
    let mut at = 0;
    for line in yaml.split_inclusive('\n') {
        if line.strip_prefix(key).is_some_and(|rest| rest.starts_with(':')) {
            return Some(at);
        }
        at += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layout_and_comments_stay() {
        let add = |front: &str| {
            add_to_list(
                &SourcePath::new("a.md"),
                &format!("---\nname: A # le nom\n{front}born: 1952\n---\nTexte.\n"),
                "names",
                &["B".to_owned(), "C: d".to_owned()],
            )
        };
        let cases = [
            ("", "born: 1952\nnames: [B, \"C: d\"]\n"),
            ("names: [X]  # formes\n", "names: [X, B, \"C: d\"]  # formes\n"),
            ("names: []\n", "names: [B, \"C: d\"]\n"),
            ("names:\n    - X # un\n    - B\n", "names:\n    - X # un\n    - B\n    - \"C: d\"\n"),
            ("names: X # un\n", "names: [X, B, \"C: d\"] # un\n"),
            ("names: [X,\n  Y]\n", "names: [X,\n  Y, B, \"C: d\"]\n"),
        ];
        for (front, expected) in cases {
            let found = add(front);
            assert!(
                found.contains(expected) && found.contains("name: A # le nom\n") && found.ends_with("---\nTexte.\n"),
                "{found}"
            );
        }
    }
}
