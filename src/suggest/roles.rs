//! What articles call a person: the words between a title and the name, `le président russe Vladimir Poutine`.
//!
//! A guess for the person who fills in the record; it links nothing.

use std::collections::BTreeMap;
use std::ops::Range;

use super::cues;
use super::name_recognition::{ArticleText, NameOccurrence};
use super::tokenized_text::{TokenizedText, shape};
use crate::lang::in_any;

/// A role as an article writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatedRole {
    /// The words, without article: `président russe`.
    pub text: String,
    /// How often it stands there.
    pub count: usize,
    /// The number of the first article that says so.
    pub article: usize,
}

/// The longest role, in words: `secrétaire général de l’Organisation du traité de l’Atlantique nord`.
const MAX_WORDS: usize = 12;

/// Returns the bytes of what the text calls the bearer of a name.
#[must_use]
pub(super) fn role_around(reading: &TokenizedText<'_>, name: &Range<usize>) -> Option<Range<usize>> {
    let range = role_before(reading, name.start).or_else(|| role_after(reading, name.end))?;
    Some(reading.bytes(&range))
}

/// Returns the roles of a person: what says most first, then what is said most.
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
    // `président russe` says more than `président`.
    roles.sort_by(|a, b| {
        let says = |role: &StatedRole| (!role.text.contains(' '), std::cmp::Reverse(role.count));
        says(a).cmp(&says(b)).then_with(|| a.text.cmp(&b.text))
    });
    roles.truncate(3);
    roles
}

/// `le président russe Vladimir Poutine`: back to the office, over adjectives and what binds them. A name behind `de` is
/// no bearer (`le porte-parole de Poutine`), and a conjunction begins somebody else.
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
        // A clause before the office is no part of it.
        if index > floor && !matches!(word.gap, 1..=3) {
            break;
        }
    }
    let range = office?..name;
    range.clone().any(|index| is_office(reading, index)).then_some(range)
}

/// Tells whether a word is an office by itself, which `premier`, `vice` and `général` are not.
fn is_office(reading: &TokenizedText<'_>, index: usize) -> bool {
    let text = reading.tokens[index].text(reading.text);
    reading.words[index].cues & cues::OFFICE != 0 && !in_any(text, |language| language.words.events.ranks)
}

/// `Jean Le Goff, porte-parole du port de Brest,`: an apposition between commas.
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
