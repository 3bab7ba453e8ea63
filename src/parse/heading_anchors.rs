//! Gives each heading of a document a unique anchor.

use std::collections::{HashMap, HashSet};

/// The anchors assigned so far.
#[derive(Default)]
pub(super) struct HeadingAnchors {
    assigned: HashSet<String>,
    /// The last number used for an anchor, so that many headings with the same text need not try all numbers again.
    numbers: HashMap<String, usize>,
}

impl HeadingAnchors {
    /// Returns the wanted anchor if it is free, else the anchor with the first free number from 2 on.
    pub(super) fn assign(&mut self, wanted: String) -> String {
        if self.assigned.insert(wanted.clone()) {
            return wanted;
        }
        let number = self.numbers.entry(wanted.clone()).or_insert(1);
        // Another heading's own text may produce such an anchor.
        loop {
            *number += 1;
            let name = format!("{wanted}-{number}");
            if self.assigned.insert(name.clone()) {
                return name;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_headings_are_numbered_around_those_that_have_such_a_name() {
        let mut names = HeadingAnchors::default();
        let given: Vec<String> =
            ["h-a", "h-a-3", "h-a", "h-a", "h-a-2", "h-a"].map(|wanted| names.assign(wanted.to_owned())).into();
        assert_eq!(given, ["h-a", "h-a-3", "h-a-2", "h-a-4", "h-a-2-2", "h-a-5"]);
    }
}
