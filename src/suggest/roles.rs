//! The roles of a person in the articles: the words before the name, `le président russe Vladimir Poutine`, or after
//! it.
//!
//! They are suggestions for the user who completes the record, and link nothing.

use std::collections::BTreeMap;
use std::ops::Range;

use super::cues;
use super::name_occurrence::{ArticleText, NameOccurrence};
use super::tokenized_text::{TokenizedText, shape};
use crate::lang::in_any;

/// A role as an article writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatedRole {
    /// The words, without article: `président russe`.
    pub text: String,
    /// The number of its occurrences.
    pub count: usize,
    /// The index of the first article with it.
    pub article: usize,
}

/// The longest role, in words: `secrétaire général de l’Organisation du traité de l’Atlantique nord`.
const MAX_WORDS: usize = 12;

/// Returns the bytes of the role that the text gives the person with a name.
#[must_use]
pub(super) fn role_around(reading: &TokenizedText<'_>, name: &Range<usize>) -> Option<Range<usize>> {
    let range = role_before(reading, name.start).or_else(|| role_after(reading, name.end))?;
    Some(reading.bytes(&range))
}

/// Returns the roles of a person: those of several words first, then the most frequent.
#[must_use]
pub(super) fn collect_roles(
    article_texts: &[ArticleText<'_>],
    occurrences: &[NameOccurrence],
    numbers: &[usize],
) -> Vec<StatedRole> {
    let mut roles: BTreeMap<String, StatedRole> = BTreeMap::new();
    for number in numbers {
        let name = &occurrences[*number];
        let Some(bytes) = name.role.clone() else { continue };
        let text = article_texts[name.article].text[bytes].split_whitespace().collect::<Vec<_>>().join(" ");
        let role = roles.entry(text.to_lowercase()).or_insert(StatedRole { text, count: 0, article: name.article });
        role.count += 1;
    }
    let mut roles: Vec<StatedRole> = roles.into_values().collect();
    // `président russe` is more specific than `président`.
    roles.sort_by(|a, b| {
        let says = |role: &StatedRole| (!role.text.contains(' '), std::cmp::Reverse(role.count));
        says(a).cmp(&says(b)).then_with(|| a.text.cmp(&b.text))
    });
    roles.truncate(3);
    roles
}

/// Reads a role before a name, `le président russe Vladimir Poutine`: goes back to the office, over adjectives and
/// prepositions. A name after `de` does not have the role (`le porte-parole de Poutine`), and a conjunction begins
/// another person.
fn role_before(reading: &TokenizedText<'_>, name: usize) -> Option<Range<usize>> {
    const BINDS: u32 = cues::BINDER | cues::ELISION | cues::ARTICLE | cues::CONJUNCTION;
    let block = block_of(reading, name)?;
    let floor = name.saturating_sub(MAX_WORDS).max(block.start);
    let is_bound = |index: usize| reading.words[index].cues & BINDS != 0 && reading.words[index].shape == shape::SMALL;
    if name == block.start || !matches!(reading.words[name].gap, 1 | 6) || is_bound(name - 1) {
        return None;
    }
    let mut office = None;
    for index in (floor..name).rev() {
        let word = &reading.words[index];
        if word.cues & cues::OFFICE != 0 && word.shape == shape::SMALL {
            office = Some(index);
        } else if word.shape == shape::NUMBER
            || word.cues & (cues::SPEECH_VERB | cues::LOCATIVE | cues::CONJUNCTION) != 0
        {
            break;
        }
        // A preceding clause is not part of the role.
        if index > floor && !matches!(word.gap, 1..=3) {
            break;
        }
    }
    let range = office?..name;
    range.clone().any(|index| is_office(reading, index)).then_some(range)
}

/// Returns whether a word alone is an office; `premier`, `vice` and `général` are not.
fn is_office(reading: &TokenizedText<'_>, index: usize) -> bool {
    let text = reading.tokens[index].text(reading.text);
    reading.words[index].cues & cues::OFFICE != 0 && !in_any(text, |language| language.words.events.ranks)
}

/// Reads a role after a name, an apposition between commas: `Jean Le Goff, porte-parole du port de Brest,`.
fn role_after(reading: &TokenizedText<'_>, name: usize) -> Option<Range<usize>> {
    let block = block_of(reading, name.checked_sub(1)?)?;
    let first = reading.words.get(name).filter(|word| name < block.end && word.gap == 6)?;
    let start = if first.cues & cues::ARTICLE != 0 { name + 1 } else { name };
    let head = reading.words.get(start).filter(|_| start < block.end && is_office(reading, start))?;
    if head.shape != shape::SMALL {
        return None;
    }
    let end =
        (start + 1..block.end.min(start + MAX_WORDS)).find(|index| !matches!(reading.words[*index].gap, 1..=3))?;
    Some(start..end)
}

fn block_of<'a>(reading: &'a TokenizedText<'_>, token: usize) -> Option<&'a Range<usize>> {
    let number = reading.blocks.partition_point(|block| block.end <= token);
    reading.blocks.get(number).filter(|block| block.contains(&token))
}
