//! The entries of YAML that say something about a person who is to be forgotten: keys and list items of records, decisions,
//! corrections and notes. A part of `forget`, which knows the person and decides about whole files.

use std::collections::BTreeSet;
use std::ops::Range;

use super::forget::PersonForms;
use super::yaml_cut;
use crate::base::Message;
use crate::base::SourcePath;
use crate::base::yaml::{YamlNode, YamlValue};
use crate::parse::{corrections, decisions};
use crate::say;

/// Returns a text without these entries, and what was removed; `node` is its YAML, `gone` are the ids whose records are removed.
pub(super) fn without_person(
    person: &PersonForms<'_>,
    path: &SourcePath,
    text: &str,
    node: &YamlNode,
    gone: &BTreeSet<&str>,
) -> (String, Vec<Message>) {
    let mut cuts = YamlCuts { person, text, gone, ranges: Vec::new(), taken: Vec::new() };
    let name = path.as_str();
    match &node.value {
        YamlValue::List(items) if name == decisions::FILE => cuts.decisions(items),
        YamlValue::List(items) if name == corrections::FILE => cuts.corrections(items),
        YamlValue::List(items) if name.starts_with("content/notes/") => cuts.notes(items),
        _ => cuts.walk(node, path.extension() != "md"),
    }
    (yaml_cut::apply_cuts(text, cuts.ranges), cuts.taken)
}

/// What to remove from one file.
struct YamlCuts<'a> {
    person: &'a PersonForms<'a>,
    text: &'a str,
    gone: &'a BTreeSet<&'a str>,
    ranges: Vec<Range<usize>>,
    taken: Vec<Message>,
}

impl YamlCuts<'_> {
    fn item(&mut self, node: &YamlNode, what: Message) {
        self.ranges.push(yaml_cut::item(self.text, node.start));
        self.taken.push(what);
    }

    fn decisions(&mut self, items: &[YamlNode]) {
        for item in items {
            let of = |key| scalar(item, key).unwrap_or_default();
            let decided = self.person.is_own_id(of("entity")) || self.person.is_own_id(of("speaker"));
            if decided || self.person.is_named(of("refused")) || self.person.is_named(of("quote")) {
                self.item(item, say!(en: "a decision", fr: "une décision"));
            }
        }
    }

    /// Cuts what was corrected about the person; an entry that says nothing else goes whole.
    fn corrections(&mut self, entries: &[YamlNode]) {
        for entry in entries {
            let YamlValue::Map(fields) = &entry.value else { continue };
            let is_list =
                |(key, _): &&(YamlNode, YamlNode)| matches!(&key.value, YamlValue::Scalar(key) if key == "changes");
            let Some((_, YamlNode { value: YamlValue::List(changes), .. })) = fields.iter().find(is_list) else {
                continue;
            };
            let is_own = |change: &&YamlNode| {
                ["record", "was", "now"]
                    .iter()
                    .any(|key| self.person.is_own_id(scalar(change, key).unwrap_or_default()))
            };
            let own: Vec<&YamlNode> = changes.iter().filter(is_own).collect();
            if own.len() == changes.len() && !own.is_empty() {
                self.item(entry, say!(en: "a correction", fr: "une correction"));
                continue;
            }
            own.into_iter().for_each(|change| self.item(change, say!(en: "a correction", fr: "une correction")));
        }
    }

    fn notes(&mut self, items: &[YamlNode]) {
        for item in items {
            let of = |key| scalar(item, key).unwrap_or_default();
            if self.person.names(of("note")) || self.person.is_named(of("by")) {
                self.item(item, say!(en: "a note", fr: "une note"));
            }
        }
    }

    /// Visits front matter, or a file of records.
    fn walk(&mut self, node: &YamlNode, is_collection: bool) {
        match &node.value {
            YamlValue::List(items) => {
                for item in items {
                    match scalar(item, "id") {
                        Some(id) if is_collection && self.gone.contains(id) => self.item(item, the_record()),
                        _ => self.walk(item, false),
                    }
                }
            }
            YamlValue::Map(entries) => {
                for (key, value) in entries {
                    let YamlValue::Scalar(name) = &key.value else { continue };
                    if is_collection && self.gone.contains(name.as_str()) {
                        self.entry(key, the_record());
                    } else if is_collection {
                        self.walk(value, false);
                    } else {
                        self.key(name, key, value);
                    }
                }
            }
            YamlValue::Null | YamlValue::Scalar(_) => {}
        }
    }

    fn entry(&mut self, key: &YamlNode, what: Message) {
        self.ranges.push(yaml_cut::entry(self.text, key.start));
        self.taken.push(what);
    }

    /// Visits one key of an article or a record.
    fn key(&mut self, name: &str, key: &YamlNode, value: &YamlNode) {
        let what = || Message::same(format!("`{name}:`"));
        let is_gone = |item: &YamlNode| match (name, &item.value) {
            ("participants" | "place" | "part_of", YamlValue::Scalar(id)) => self.person.is_own_id(id),
            ("tags" | "never" | "unlinked", YamlValue::Scalar(text)) => self.person.is_named(text),
            ("relations", YamlValue::Map(_)) => scalar(item, "to").is_some_and(|id| self.person.is_own_id(id)),
            _ => false,
        };
        match &value.value {
            YamlValue::List(items) => {
                let gone: Vec<&YamlNode> = items.iter().filter(|item| is_gone(item)).collect();
                if gone.len() == items.len() && !gone.is_empty() {
                    return self.entry(key, what());
                }
                gone.into_iter().for_each(|item| self.item(item, what()));
            }
            YamlValue::Map(pairs) if name == "as" => {
                let meant =
                    |value: &YamlNode| matches!(&value.value, YamlValue::Scalar(id) if self.person.is_own_id(id));
                let gone: Vec<&YamlNode> = pairs.iter().filter(|(_, id)| meant(id)).map(|(form, _)| form).collect();
                if gone.len() == pairs.len() && !gone.is_empty() {
                    return self.entry(key, what());
                }
                gone.into_iter().for_each(|form| self.entry(form, what()));
            }
            YamlValue::Scalar(_) if is_gone(value) => self.entry(key, what()),
            _ => {}
        }
    }
}

/// Names the record itself, as what is removed.
pub(super) fn the_record() -> Message {
    say!(en: "the record", fr: "la fiche")
}

/// Returns the value of a key in a mapping.
fn scalar<'a>(node: &'a YamlNode, wanted: &str) -> Option<&'a str> {
    let YamlValue::Map(entries) = &node.value else { return None };
    entries.iter().find_map(|(key, value)| match (&key.value, &value.value) {
        (YamlValue::Scalar(key), YamlValue::Scalar(value)) if key == wanted => Some(value.as_str()),
        _ => None,
    })
}
