//! Recognises lines that only say when a page was last changed: such a day is not that of publication.

use super::written_date::{NumberOrder, after_time, is_separator, words, written_date};
use crate::import::text::lines::fold;
use crate::lang;

/// The longest such line, in bytes.
const MAX_LINE_BYTES: usize = 220;

/// Returns whether the line only states when the page was updated.
pub(in crate::import) fn is_update_note(line: &str) -> bool {
    let has_number = line.len() <= MAX_LINE_BYTES && line.contains(|character: char| character.is_ascii_digit());
    has_number && skip_update_note(&words(&fold(line))).is_some_and(|rest| after_time(rest).is_empty())
}

fn skip_update_note<'w, 't>(words: &'w [&'t str]) -> Option<&'w [&'t str]> {
    let n_signs = words.iter().take_while(|word| is_separator(word) || **word == ",").count();
    let words = words.get(n_signs..)?;
    let after_cue =
        lang::all().flat_map(|language| language.import.update_cues).find_map(|cue| words.strip_prefix(*cue))?;
    Some(written_date(after_cue, NumberOrder::DayFirst)?.rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_update_note_is_known() {
        for (line, expected) in [
            ("Mis à jour le 4 mai 2021 à 9h", true),
            ("Last updated: May 4, 2021", true),
            ("Mis à jour le 4 mai 2021, le plan prévoit un phare", false),
        ] {
            assert_eq!(is_update_note(line), expected, "{line}");
        }
    }
}
