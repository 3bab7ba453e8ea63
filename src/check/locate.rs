//! Where a key's value stands in the file of an article or a record, for findings about values whose place the stages
//! do not carry along. The file is read again for each finding: there are few.

use crate::base::yaml::{self, Node, Value};
use crate::base::{SourcePath, Span};
use crate::parse::front_matter;
use crate::source::Snapshot;

/// One step from a value to a value inside it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step {
    /// The value of a key.
    Key(&'static str),
    /// The value at a place of a list; a value that is no list is its own first one.
    Item(usize),
}

/// Returns the place of a value of the article or record that begins at `start`; as near to it as can be found.
pub(super) fn locate(snapshot: &Snapshot, start: &Span, steps: &[Step]) -> Span {
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

fn root(text: &str, start: &Span) -> Option<Node> {
    if extension_is(&start.file, "md") {
        let parts = front_matter::split(&start.file, text).ok()?;
        return yaml::parse(parts.yaml, &start.file, parts.yaml_start).ok();
    }
    // A line of a table is the nearest place that is known.
    if extension_is(&start.file, "csv") {
        return None;
    }
    match yaml::parse(text, &start.file, 0).ok()?.value {
        Value::List(items) => items.into_iter().find(|item| item.start == start.start),
        Value::Map(entries) => entries.into_iter().find(|(key, _)| key.start == start.start).map(|(_, record)| record),
        _ => None,
    }
}

fn extension_is(file: &SourcePath, extension: &str) -> bool {
    file.extension() == extension
}

fn follow(node: &Node, step: Step) -> Option<&Node> {
    match (step, &node.value) {
        (Step::Key(name), Value::Map(entries)) => {
            let named = |key: &Node| matches!(&key.value, Value::Scalar(word) if word == name);
            entries.iter().find(|(key, _)| named(key)).map(|(_, value)| value)
        }
        (Step::Item(index), Value::List(items)) => items.get(index),
        (Step::Item(0), _) => Some(node),
        _ => None,
    }
}
