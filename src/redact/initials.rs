//! Replaces a name in a text by its initials. The letters of a word are removed; signs among them that a reader or a parser
//! needs are kept.

use super::letters::FoldedLetters;
use super::mask_forms::{MaskForm, ScriptType};
use super::mask_match::MaskMatch;
use super::name_masker::Replacement;

/// Adds the replacements for one name, one per word. Small words (`de`, `von`) and initials are kept.
pub(crate) fn replace_with_initials(
    text: &str,
    letters: &FoldedLetters,
    fit: &MaskMatch,
    mask: &MaskForm,
    edits: &mut Vec<(Replacement, String)>,
) {
    let whole_end = replaced_end(letters, fit, mask);
    for (position, first) in fit.words.iter().enumerate() {
        let end = fit.words.get(position + 1).copied().unwrap_or(whole_end);
        let has_capital = letters.list[*first].capital && mask.words.get(position).is_some_and(|(_, capital)| *capital);
        let is_small = mask.script == ScriptType::Cased && !has_capital && end - first <= 3;
        if end - first == 1 || (is_small && fit.words.len() > 1) {
            continue;
        }
        edits.push(word(text, letters, *first, end));
    }
}

/// Returns the letter at which a name ends: the end of its last word in cased scripts.
pub(crate) fn replaced_end(letters: &FoldedLetters, fit: &MaskMatch, mask: &MaskForm) -> usize {
    if mask.script == ScriptType::Cased { letters.word(fit.end - 1).end } else { fit.end }
}

fn word(text: &str, letters: &FoldedLetters, first: usize, end: usize) -> (Replacement, String) {
    let list = &letters.list[first..end];
    let offsets = |index: usize| (list[index].start as usize, list[index].end as usize);
    let (start, mut stop) = (offsets(0).0, offsets(list.len() - 1).1);
    let written = text[start..].chars().next().filter(|c| c.is_alphabetic() || c.is_numeric());
    let shown = written.or_else(|| letters.folded(first, first + 1).chars().next()).unwrap_or('…');
    // Georgian has capitals, but does not use them in names.
    let mut new: String =
        if matches!(shown, '\u{10d0}'..='\u{10ff}') { shown.to_string() } else { shown.to_uppercase().collect() };
    let kept: Vec<String> = (1..list.len()).map(|index| kept(&text[offsets(index - 1).1..offsets(index).0])).collect();
    let kept: Vec<&str> = kept.iter().map(String::as_str).filter(|gap| !gap.is_empty()).collect();
    let is_emphasis = |gap: &str| gap.chars().all(|c| "*~`_".contains(c));
    let mut inside = kept.concat();
    match kept.as_slice() {
        // `Ker**dan**iel`: no letters are left to emphasise.
        [one, other] if one == other && is_emphasis(one) => inside.clear(),
        [one] if is_emphasis(one) && text[stop..].starts_with(one) => {
            stop += one.len();
            inside.clear();
        }
        _ => {}
    }
    // At the end of a sentence there is a full stop already.
    if !text[stop..].starts_with('.') || !inside.is_empty() {
        new.push('.');
    }
    new.push_str(&inside);
    (Replacement { start, end: stop, len: new.len() }, new)
}

/// Returns what is kept of the signs between two letters: markup, and a line break with the indentation after it.
fn kept(gap: &str) -> String {
    if let Some(line) = gap.find('\n') {
        return gap[line..].to_owned();
    }
    let is_markup = gap.contains(['<', '*', '~', '`', '[', ']']) && !gap.contains("<!--");
    if is_markup { gap.to_owned() } else { String::new() }
}
