//! Names of types: a public one is unique in the crate, and none is a participle, a pronoun, an adjective or an adverb.
//!
//! Both tables list what breaks the law today. They may only shrink: a name that is listed without need fails too.

use std::collections::BTreeMap;

use super::syntax;

/// Public names that more than one type has, with their number.
const HOMONYMS: &[(&str, usize)] = &[
    ("Answers", 2),
    ("Asked", 2),
    ("Bearer", 2),
    ("Before", 3),
    ("Block", 2),
    ("Bond", 2),
    ("BuiltIn", 2),
    ("Candidate", 3),
    ("Change", 3),
    ("Changes", 2),
    ("Cleaned", 2),
    ("Context", 2),
    ("Day", 2),
    ("Drawing", 2),
    ("Element", 2),
    ("End", 2),
    ("Entry", 5),
    ("Fields", 2),
    ("Form", 2),
    ("Format", 3),
    ("Found", 7),
    ("Frame", 2),
    ("Given", 2),
    ("Input", 2),
    ("Kind", 2),
    ("Label", 3),
    ("Letter", 2),
    ("Line", 4),
    ("Linked", 2),
    ("Name", 3),
    ("Named", 2),
    ("Node", 3),
    ("Page", 3),
    ("Part", 3),
    ("Passage", 2),
    ("Picture", 2),
    ("Piece", 2),
    ("Place", 6),
    ("Point", 2),
    ("Published", 3),
    ("Question", 2),
    ("Reading", 2),
    ("Reference", 2),
    ("References", 2),
    ("Resolved", 2),
    ("Role", 3),
    ("Rule", 3),
    ("Scene", 2),
    ("Search", 2),
    ("Seen", 2),
    ("ServeOptions", 2),
    ("Shelf", 2),
    ("Shown", 2),
    ("Sources", 3),
    ("Spelling", 2),
    ("Step", 3),
    ("Style", 2),
    ("Subject", 2),
    ("Table", 2),
    ("Told", 2),
    ("Value", 2),
    ("Verdict", 2),
    ("Word", 2),
    ("Words", 3),
    ("Written", 2),
];

/// Types whose whole name is one of `NO_NOUNS`, with their number.
const MISNAMED: &[(&str, usize)] = &[
    ("Asked", 3),
    ("Before", 3),
    ("Built", 1),
    ("Changed", 1),
    ("Checked", 1),
    ("Cleaned", 2),
    ("Composed", 1),
    ("Cut", 1),
    ("Decided", 1),
    ("Done", 1),
    ("Drawn", 1),
    ("Finished", 1),
    ("Found", 7),
    ("Gathered", 2),
    ("Given", 2),
    ("Good", 1),
    ("Heard", 1),
    ("Held", 1),
    ("Known", 2),
    ("Last", 2),
    ("Linked", 2),
    ("Lost", 1),
    ("Marked", 1),
    ("Named", 3),
    ("Open", 2),
    ("Own", 1),
    ("Parsed", 1),
    ("Placed", 1),
    ("Published", 3),
    ("Read", 2),
    ("Ready", 1),
    ("Remembered", 1),
    ("Resolved", 2),
    ("Said", 2),
    ("Same", 1),
    ("Seen", 3),
    ("Shown", 2),
    ("Told", 4),
    ("Understood", 1),
    ("What", 3),
    ("Why", 1),
    ("Withheld", 1),
    ("Written", 4),
];

/// Words that are no nouns: they say a state, not a thing.
const NO_NOUNS: &[&str] = &[
    "After", "Allowed", "Asked", "Bad", "Before", "Bound", "Built", "Carried", "Changed", "Checked", "Cleaned",
    "Closed", "Composed", "Covered", "Cut", "Decided", "Described", "Done", "Drawn", "Each", "Exchanged", "Few",
    "Finished", "First", "Folded", "Found", "Gathered", "Given", "Good", "Guessed", "Heard", "Held", "Here", "Hidden",
    "It", "Judged", "Kept", "Known", "Last", "Left", "Linked", "Lost", "Made", "Many", "Marked", "Masked", "Matched",
    "Meant", "Merged", "Missing", "Named", "New", "Next", "Now", "Old", "Open", "Opened", "Other", "Own", "Parsed",
    "Placed", "Planned", "Printed", "Proposed", "Published", "Read", "Ready", "Refused", "Remembered", "Removed",
    "Renamed", "Resolved", "Said", "Same", "Seen", "Sent", "Shown", "Since", "Split", "Stored", "Taken", "Then",
    "There", "Told", "Tried", "Typed", "Understood", "Unknown", "What", "When", "Where", "Which", "Who", "Whole",
    "Whose", "Why", "Withheld", "Written", "Wrong",
];

fn table(table: &[(&str, usize)]) -> BTreeMap<String, usize> {
    table.iter().map(|(name, n)| ((*name).to_owned(), *n)).collect()
}

/// Compares what breaks a law with its table.
fn compare(found: &BTreeMap<String, Vec<String>>, allowed: &BTreeMap<String, usize>) {
    let mut wrong = Vec::new();
    for (name, places) in found {
        match allowed.get(name) {
            Some(n) if *n == places.len() => {}
            Some(n) if *n > places.len() => wrong.push(format!("{name}: only {} now; mend the table", places.len())),
            _ => wrong.push(format!("{name}: {}", places.join(" "))),
        }
    }
    wrong.extend(
        allowed
            .keys()
            .filter(|name| !found.contains_key(*name))
            .map(|name| format!("{name}: no longer breaks the law; take it out of the table")),
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The places of all types outside tests, by name.
fn types(is_wanted: impl Fn(&syntax::Declared) -> bool) -> BTreeMap<String, Vec<String>> {
    let mut all: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for file in syntax::files() {
        for at in file.types.iter().filter(|at| !at.in_test && is_wanted(&at.what)) {
            all.entry(at.what.name.clone()).or_default().push(format!("src/{}:{}", file.name, at.line));
        }
    }
    all
}

#[test]
fn the_name_of_a_public_type_is_unique_in_the_crate() {
    let mut homonyms = types(|declared| declared.is_public);
    homonyms.retain(|_, places| places.len() > 1);
    compare(&homonyms, &table(HOMONYMS));
}

#[test]
fn the_name_of_a_type_is_a_noun() {
    compare(&types(|declared| NO_NOUNS.contains(&declared.name.as_str())), &table(MISNAMED));
}
