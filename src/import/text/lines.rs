//! A raw document as numbered lines, and typographic functions for single lines and paragraphs.
//!
//! Invariant: a line's text has no white space at its ends; an empty line is a separator. All steps of the clean-up use
//! this file, so that they agree on what is white space, which typography is equivalent, and what ends a sentence. It
//! knows nothing of boilerplate, captions or headlines.

use super::charset::is_invisible;

/// One line of a raw document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::import) struct NumberedLine<'t> {
    /// Its number in the decoded text, from 1.
    pub(in crate::import) number: usize,
    /// Its text without surrounding white space; empty for a blank or removed line.
    pub(in crate::import) text: &'t str,
}

/// Returns the lines of a text, in order.
pub(in crate::import) fn lines(text: &str) -> Vec<NumberedLine<'_>> {
    text.split('\n')
        .enumerate()
        .map(|(index, line)| NumberedLine { number: index + 1, text: line.trim_matches(is_invisible) })
        .collect()
}

/// Folds text for comparison: lower case, straight apostrophes and quotation marks, plain hyphens, single plain spaces,
/// and no space before `: ; ! ? %`.
pub(in crate::import) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            // The most frequent characters, so the extra arm pays off.
            'a'..='z' | '0'..='9' => folded.push(character),
            '\u{ad}' => {}
            '’' | '‘' | 'ʼ' | '′' | '`' => folded.push('\''),
            '“' | '”' | '„' => folded.push('"'),
            '‐' | '‑' => folded.push('-'),
            ':' | ';' | '!' | '?' | '%' => {
                folded.truncate(folded.trim_end().len());
                folded.push(character);
            }
            _ if character.is_whitespace() => {
                if !folded.is_empty() && !folded.ends_with(' ') {
                    folded.push(' ');
                }
            }
            _ if is_invisible(character) => {}
            _ => folded.extend(character.to_lowercase()),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// Collapses each run of plain spaces, tabs and similar into one space. Non-breaking and thin spaces are typography,
/// not layout, and are kept.
pub(in crate::import) fn single_spaced(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len());
    let mut after_break = false;
    for character in text.chars() {
        let is_break = matches!(character, ' ' | '\t' | '\r' | '\u{b}' | '\u{c}');
        if !is_break {
            spaced.push(character);
        } else if !after_break {
            spaced.push(' ');
        }
        after_break = is_break;
    }
    spaced
}

/// Returns the mark that ends the text as a sentence (`.`, `!`, `?`, `…`), if any. Closing quotation marks and brackets
/// may follow it.
pub(in crate::import) fn sentence_end(text: &str) -> Option<char> {
    let bare = text.trim_end_matches(|character| is_closing(character) || is_invisible(character));
    bare.chars().next_back().filter(|character| matches!(character, '.' | '!' | '?' | '…'))
}

/// Returns the number of sentences. A last one without a full stop counts; an initial or abbreviation ends none.
pub(in crate::import) fn n_sentences(text: &str) -> usize {
    let mut n_sentences = 0;
    let mut is_open = false;
    for word in text.split_whitespace() {
        let bare = word.trim_end_matches(|character: char| !character.is_alphanumeric());
        let tail = word.get(bare.len()..).unwrap_or_default();
        is_open |= !bare.is_empty();
        // French has a space before the mark, so the mark may be a word of its own.
        if is_open && (tail.contains(['!', '?', '…']) || (tail.contains('.') && bare.chars().count() > 2)) {
            n_sentences += 1;
            is_open = false;
        }
    }
    n_sentences + usize::from(is_open)
}

/// Returns whether the character closes a quotation or a bracket.
pub(in crate::import) fn is_closing(character: char) -> bool {
    matches!(character, '»' | '”' | '’' | '"' | '\'' | ')' | ']' | '›')
}

/// Returns whether the text has more than `limit` characters, without counting all of them.
pub(in crate::import) fn is_longer_than(text: &str, limit: usize) -> bool {
    text.len() > limit && text.chars().nth(limit).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_numbered_and_trimmed() {
        let found: Vec<_> = lines("\u{a0}un \n\u{200b}\ndeux\r").iter().map(|line| (line.number, line.text)).collect();
        assert_eq!(found, [(1, "un"), (2, ""), (3, "deux")]);
    }

    #[test]
    fn folding_forgets_typography_only() {
        for (text, folded) in [
            ("L’ÉTÉ\u{202f}:  À\tlire", "l'été: à lire"),
            ("Semi\u{ad}nar\u{200b} “x”\u{a0}!", "seminar \"x\"!"),
            ("porte‑avions", "porte-avions"),
        ] {
            assert_eq!(fold(text), folded);
        }
    }

    #[test]
    fn runs_of_spaces_become_one_and_fine_spaces_stay() {
        assert_eq!(single_spaced("a  b\t \tc\u{a0}: d"), "a b c\u{a0}: d");
    }

    #[test]
    fn a_sentence_end_is_seen_behind_closing_marks() {
        for (text, end) in
            [("Oui.", Some('.')), ("Oui ?\u{a0}»", Some('?')), ("« oui »", None), ("Fin…)", Some('…')), ("", None)]
        {
            assert_eq!(sentence_end(text), end, "{text}");
        }
    }

    #[test]
    fn length_is_counted_in_characters() {
        assert!(!is_longer_than("éé", 2) && is_longer_than("ééé", 2) && !is_longer_than("", 0));
    }

    #[test]
    fn sentences_are_counted_without_abbreviations() {
        for (text, expected) in [("", 0), ("Le phare", 1), ("M. Le Goff parle. Il rit", 2), ("Quoi ! Où ? Là…", 3)]
        {
            assert_eq!(n_sentences(text), expected, "{text}");
        }
    }
}
