//! The kind of a name by its first noun, if the noun is unambiguous: a treaty is a work, a summit an event.

use std::sync::LazyLock;

use crate::base::FxHashSet;
use crate::lang::{self, in_any};

/// Returns the kind that the first noun of a name shows, for names that the tagger often confuses.
#[must_use]
pub(super) fn kind_by_head_noun(words: &[String], tagged: &str) -> Option<&'static str> {
    let head = words.first().filter(|_| words.len() > 1)?;
    match tagged {
        "thing" | "event" if in_any(head, |language| language.words.events.works) => Some("work"),
        "thing" if in_any(head, |language| language.words.events.events) => Some("event"),
        _ => None,
    }
}

/// Returns whether a word is an event noun, by the hash of its token.
#[must_use]
pub(super) fn is_event_noun(hash: u64) -> bool {
    static NOUNS: LazyLock<FxHashSet<u64>> = LazyLock::new(|| {
        let nouns = lang::all().flat_map(|language| language.words.events.events);
        nouns.map(|noun| crate::text::tokens::hash(noun)).collect()
    });
    NOUNS.contains(&hash)
}
