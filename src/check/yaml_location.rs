//! Finds where the value of a key is written in the file of an article or a record, for findings about values whose
//! spans the stages do not keep. The file is parsed again for each finding; there are few.

use crate::base::yaml::{self, YamlNode, YamlValue};
use crate::base::{SourcePath, Span};
use crate::parse::front_matter;
use crate::source::Snapshot;

/// One step from a value to a value inside it.
#[derive(Clone, Copy, Debug)]
pub(super) enum YamlStep {
    /// The value of a key.
    Key(&'static str),
    /// The value at an index of a list; a value that is not a list is its own first item.
    Item(usize),
}

/// Returns the place of a value of the article or record that begins at `start`, or the nearest place that is
/// known.
pub(super) fn locate(snapshot: &Snapshot, start: &Span, steps: &[YamlStep]) -> Span {
    let found = snapshot.text(&start.file).and_then(|text| {
        let node = root(text, start)?;
        let mut place = (node.start, node.end);
        let mut at = Some(&node);
        for step in steps {
            let Some(next) = at.and_then(|node| follow(node, *step)) else { break };
            place = (next.start, next.end);
            at = Some(next);
        }
        Some(place)
    });
    found.map_or_else(|| start.clone(), |(from, to)| Span::new(&start.file, from, to))
}

fn root(text: &str, start: &Span) -> Option<YamlNode> {
    if extension_is(&start.file, "md") {
        let parts = front_matter::split(&start.file, text).ok()?;
        return yaml::parse(parts.yaml, &start.file, parts.yaml_start).ok();
    }
    // In a table, the line is the nearest place that is known.
    if extension_is(&start.file, "csv") {
        return None;
    }
    match yaml::parse(text, &start.file, 0).ok()?.value {
        YamlValue::List(items) => items.into_iter().find(|item| item.start == start.start),
        YamlValue::Map(entries) => {
            entries.into_iter().find(|(key, _)| key.start == start.start).map(|(_, record)| record)
        }
        _ => None,
    }
}

fn extension_is(file: &SourcePath, extension: &str) -> bool {
    file.extension() == extension
}

fn follow(node: &YamlNode, step: YamlStep) -> Option<&YamlNode> {
    match (step, &node.value) {
        (YamlStep::Key(name), YamlValue::Map(entries)) => {
            let named = |key: &YamlNode| matches!(&key.value, YamlValue::Scalar(word) if word == name);
            entries.iter().find(|(key, _)| named(key)).map(|(_, value)| value)
        }
        (YamlStep::Item(index), YamlValue::List(items)) => items.get(index),
        (YamlStep::Item(0), _) => Some(node),
        _ => None,
    }
}
