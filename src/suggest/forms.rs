//! Name occurrences -> name forms: the occurrences of the same words, whatever their typography, are counted together.

use std::collections::BTreeMap;

use super::labels::N_KINDS;
use super::name_occurrence::{ArticleText, NameOccurrence, best_kind};

/// One spelling of a name.
#[derive(Clone, Debug)]
pub(crate) struct NameForm {
    /// Its words, folded.
    pub words: Vec<String>,
    /// Its most frequent typography.
    pub text: String,
    /// The indices of its occurrences, in order.
    pub occurrences: Vec<usize>,
    /// The sum of its occurrences' kind scores.
    pub kinds: [f32; N_KINDS],
    /// Whether it is an acronym: one word in capitals, or of letters and digits.
    pub is_acronym: bool,
}

impl NameForm {
    /// Returns its most probable kind.
    #[must_use]
    pub(crate) fn kind(&self) -> usize {
        best_kind(&self.kinds)
    }

    /// Returns its share of a kind.
    #[must_use]
    pub(crate) fn share(&self, kind: usize) -> f32 {
        self.kinds[kind] / self.kinds.iter().sum::<f32>().max(f32::MIN_POSITIVE)
    }
}

/// Returns the forms of all occurrences, those with more words first, then alphabetically.
#[must_use]
pub(crate) fn collect_forms(article_texts: &[ArticleText<'_>], occurrences: &[NameOccurrence]) -> Vec<NameForm> {
    let mut forms: BTreeMap<Vec<String>, (NameForm, BTreeMap<&str, usize>)> = BTreeMap::new();
    for (number, name) in occurrences.iter().enumerate() {
        let (form, texts) = forms.entry(name.words.clone()).or_insert_with(|| {
            let form = NameForm {
                words: name.words.clone(),
                text: String::new(),
                occurrences: Vec::new(),
                kinds: [0.0; N_KINDS],
                is_acronym: true,
            };
            (form, BTreeMap::new())
        });
        form.occurrences.push(number);
        form.is_acronym &= name.is_acronym;
        form.kinds.iter_mut().zip(name.kinds).for_each(|(sum, share)| *sum += share);
        *texts.entry(&article_texts[name.article].text[name.bytes.clone()]).or_insert(0) += 1;
    }
    let mut forms: Vec<NameForm> = forms
        .into_values()
        .map(|(mut form, texts)| {
            // The most frequent typography; among equals the one with most accents, then the first alphabetically.
            let usual = texts.iter().max_by_key(|(text, count)| (**count, weight(text), std::cmp::Reverse(**text)));
            form.text = usual.map(|(text, _)| plain(text)).unwrap_or_default();
            form
        })
        .collect();
    forms.sort_by(|a, b| b.words.len().cmp(&a.words.len()).then_with(|| a.words.cmp(&b.words)));
    forms
}

/// Ranks a typography by its accents; several words all in capitals, as in a headline, rank last.
fn weight(text: &str) -> usize {
    let shouted = text.contains(' ') && !text.chars().any(char::is_lowercase);
    if shouted { 0 } else { 1 + text.chars().filter(|c| !c.is_ascii()).count() }
}

/// Returns a name as a record has it: with an ordinary space for any white space in the text.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
