//! One content file -> the ids that it may claim, checked before a new article or record gets an id. An unreadable file
//! claims every word in it, so that it is not overwritten and its names are not reused.

use super::attached_rows::is_attached_table;
use super::{collection, corrections, decisions, front_matter};
use crate::base::yaml::{self, YamlValue};
use crate::base::{Diagnostic, Severity, SourcePath};
use crate::model::Id;

/// Folders and files of the content that have no ids of articles or records.
const WITHOUT_IDS: [&str; 5] =
    ["content/media/", "content/notes/", "content/pages/", decisions::FILE, corrections::FILE];

/// Returns the ids that a file of articles or records may claim, folded by [`fold_id`]: its own, former ones, and those
/// of the rows of a table.
#[must_use]
pub(crate) fn claimed_ids(file: &SourcePath, bytes: &[u8]) -> Vec<String> {
    let name = file.as_str();
    if WITHOUT_IDS.iter().any(|place| name.starts_with(place)) || !name.starts_with("content/") {
        return Vec::new();
    }
    let text = String::from_utf8_lossy(bytes);
    // Its rows name records, and are none, unless a kind has this name.
    if is_attached_table(file) && text.lines().next().is_some_and(|head| head.contains("record")) {
        return Vec::new();
    }
    match file.extension() {
        "md" => former(file, &text).into_iter().chain([fold_id(file.stem())]).collect(),
        "yaml" | "yml" | "csv" if name.matches('/').count() == 1 => rows(file, bytes, &text),
        _ => Vec::new(),
    }
}

fn rows(file: &SourcePath, bytes: &[u8], text: &str) -> Vec<String> {
    let table = collection::parse(file, "", bytes);
    let is_error = |diagnostic: &Diagnostic| diagnostic.severity() == Severity::Error;
    if table.diagnostics.iter().any(is_error) {
        return words(text);
    }
    let ids = |record: &crate::parse::Record| {
        let former = record.former.iter().map(|id| fold_id(&id.value));
        former.chain([record.id.folded()]).collect::<Vec<_>>()
    };
    table.value.iter().flat_map(ids).collect()
}

fn former(file: &SourcePath, text: &str) -> Vec<String> {
    if !text.contains("former") {
        return Vec::new();
    }
    let Ok(parts) = front_matter::split(file, text) else { return words(text) };
    let Ok(node) = yaml::parse(parts.yaml, file, parts.yaml_start) else { return words(parts.yaml) };
    let YamlValue::Map(entries) = node.value else { return Vec::new() };
    let scalar = |value: &YamlValue| match value {
        YamlValue::Scalar(text) => vec![fold_id(text)],
        _ => Vec::new(),
    };
    let is_former = |value: &YamlValue| matches!(value, YamlValue::Scalar(key) if key == "former");
    let values = entries.into_iter().filter(|(key, _)| is_former(&key.value)).map(|(_, node)| node.value);
    values
        .flat_map(|value| match value {
            YamlValue::List(items) => items.iter().flat_map(|item| scalar(&item.value)).collect(),
            value => scalar(&value),
        })
        .collect()
}

fn words(text: &str) -> Vec<String> {
    let is_of_id = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.') || is_mark(c);
    let words = text.split(|c| !is_of_id(c)).map(|word| word.trim_matches(['-', '.']));
    words.filter(|word| !word.is_empty()).map(fold_id).collect()
}

fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// Returns the form in which ids are compared: case and Unicode form are folded, because two spellings of one id would
/// be the same file on some disks.
#[must_use]
pub(crate) fn fold_id(id: &str) -> String {
    Id::parse(id).map_or_else(|_| id.to_lowercase(), |id| id.folded())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, text: &str, id: &str, expected: bool) {
        let ids = claimed_ids(&SourcePath::new(name), text.as_bytes());
        assert_eq!(ids.contains(&fold_id(id)), expected, "{name}: {ids:?}");
    }

    #[test]
    fn a_file_claims_its_own_ids_and_one_that_cannot_be_read_every_word() {
        check("content/people/rose.md", "---\nname: Rose\n---\n", "rose", true);
        check("content/people/Rose.md", "", "rose", true);
        check("content/people/rose.md", "---\nname: Rose\nformer: [marthe, odile]\n---\n", "odile", true);
        check("content/people/rose.md", "---\nname: Rose\n---\nformer: odile\n", "odile", false);
        check("content/people/rose.md", "---\nname: [Rose\nformer: [odile\n---\n", "odile", true);
        check("content/people.yaml", "- id: odile\n  name: Odile\n", "odile", true);
        check("content/people.yaml", "- id: odile\n  name: Rose\n", "rose", false);
        check("content/people.yaml", "odile:\n  name: [Rose\n", "odile", true);
        check("content/people.csv", "id,name\nodile,Odile\n", "odile", true);
        check("content/people.csv", "id,name\nodile,Odile,x,y\n", "odile", true);
        check("content/notes/odile.yaml", "- id: odile\n", "odile", false);
    }
}
