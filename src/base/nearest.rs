//! "Did you mean": the known word nearest to an unknown one.

/// Returns the candidate that needs the fewest edits to become `word`, or `None` where none is near enough
/// (more than a third of the letters would change). Ties go to the first candidate.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let letters: Vec<char> = word.chars().flat_map(char::to_lowercase).collect();
    let allowed = (letters.len() / 3).clamp(1, 4);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        // Lengths that differ by more than the allowance cannot be near; this keeps long lists cheap.
        if candidate.chars().count().abs_diff(letters.len()) > allowed {
            continue;
        }
        let distance = edits(&letters, candidate);
        if distance <= allowed && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Returns how many edits make one word of the other, capitals or not.
#[must_use]
pub fn distance(one: &str, other: &str) -> usize {
    edits(&one.chars().flat_map(char::to_lowercase).collect::<Vec<char>>(), other)
}

/// Returns the optimal string alignment distance: insertions, deletions, changes and swaps of neighbours.
fn edits(left: &[char], right: &str) -> usize {
    let right: Vec<char> = right.chars().flat_map(char::to_lowercase).collect();
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=right.len()).collect();
    for (i, a) in left.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in right.iter().enumerate() {
            let mut cost = (above[j] + usize::from(a != b)).min(above[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *a == right[j - 1] && left[i - 1] == *b {
                cost = cost.min(before[j - 1] + 1);
            }
            row.push(cost);
        }
        before = std::mem::replace(&mut above, row);
    }
    above[right.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_words_are_found_and_far_ones_are_not() {
        let known = ["title", "date", "publisher"];
        assert_eq!(nearest("titel", known), Some("title"));
        assert_eq!(nearest("publsher", known), Some("publisher"));
        assert_eq!(nearest("colour", known), None);
    }
}
