//! Names of types: a public one is unique in the crate, and none is a participle, a pronoun, an adjective or an adverb.
//!
//! Neither law has exceptions.

use std::collections::BTreeMap;

use super::syntax;

/// Words that are not nouns: they name a state, not a thing.
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

/// Reports every name of a type that breaks a law, with the places of these types.
fn assert_none(wrong: &BTreeMap<String, Vec<String>>) {
    let lines: Vec<String> = wrong.iter().map(|(name, places)| format!("{name}: {}", places.join(" "))).collect();
    assert!(lines.is_empty(), "{}", lines.join("\n"));
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
    assert_none(&homonyms);
}

#[test]
fn the_name_of_a_type_is_a_noun() {
    assert_none(&types(|declared| NO_NOUNS.contains(&declared.name.as_str())));
}
