//! The anchors of a document's headings: what each wants to be called -> a name that no other has.

use std::collections::{HashMap, HashSet};

/// The names that were given.
#[derive(Default)]
pub(super) struct HeadingAnchors {
    assigned: HashSet<String>,
    /// The last number that a wanted name was given with. Many headings may have one text: none tries all numbers again.
    numbers: HashMap<String, usize>,
}

impl HeadingAnchors {
    /// Returns the wanted name, or that name with the first number from 2 on that makes it another than those before.
    pub(super) fn assign(&mut self, wanted: String) -> String {
        if self.assigned.insert(wanted.clone()) {
            return wanted;
        }
        let number = self.numbers.entry(wanted.clone()).or_insert(1);
        // Another heading may have such a name by its own text.
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
