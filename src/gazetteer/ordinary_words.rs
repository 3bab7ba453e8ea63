//! Names that are also ordinary words: a capital proves little about them. Hand-written, see data/people.tsv.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::fold::fold;
use super::tables;

static ORDINARY_NAMES: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let dropped = tables::rows::<3>(include_str!("data/people.tsv")).filter(|[verb, _, _]| *verb == "drop");
    let words = dropped.flat_map(|[_, _, names]| names.split(' '));
    words.chain(super::places::common_words()).map(fold).collect()
});

/// Returns whether a name is also an ordinary word, a month or a place: `Marchand`, `May`, `Paris`.
#[must_use]
pub fn is_ordinary_name(word: &str) -> bool {
    ORDINARY_NAMES.contains(&fold(word))
}
