//! Names found -> forms: the same words counted once, whatever their typography, with everything that was seen of them.

use std::collections::BTreeMap;

use super::labels::N_KINDS;
use super::name_occurrence::{ArticleText, NameOccurrence, best_kind};

/// One way of writing a name.
#[derive(Clone, Debug)]
pub struct NameForm {
    /// Its words, folded.
    pub words: Vec<String>,
    /// How it is mostly written.
    pub text: String,
    /// Numbers of the names found, in order.
    pub occurrences: Vec<usize>,
    /// How much it looks like each kind, summed over its occurrences.
    pub kinds: [f32; N_KINDS],
    /// Whether it is one word in capitals.
    pub is_acronym: bool,
}

impl NameForm {
    /// Returns the kind that it looks most like.
    #[must_use]
    pub fn kind(&self) -> usize {
        best_kind(&self.kinds)
    }

    /// Returns its share of a kind.
    #[must_use]
    pub fn share(&self, kind: usize) -> f32 {
        self.kinds[kind] / self.kinds.iter().sum::<f32>().max(f32::MIN_POSITIVE)
    }
}

/// Returns the forms of everything found, those with more words first, then in order of their letters.
#[must_use]
pub fn collect_forms(article_texts: &[ArticleText<'_>], occurrences: &[NameOccurrence]) -> Vec<NameForm> {
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
            // The most frequent writing; of equals the one with most accents and capitals, then the first.
            let usual = texts.iter().max_by_key(|(text, count)| (**count, weight(text), std::cmp::Reverse(**text)));
            form.text = usual.map(|(text, _)| plain(text)).unwrap_or_default();
            form
        })
        .collect();
    forms.sort_by(|a, b| b.words.len().cmp(&a.words.len()).then_with(|| a.words.cmp(&b.words)));
    forms
}

/// A headline's capitals are no usual writing; accents that it leaves out are missed.
fn weight(text: &str) -> usize {
    let shouted = text.contains(' ') && !text.chars().any(char::is_lowercase);
    if shouted { 0 } else { 1 + text.chars().filter(|c| !c.is_ascii()).count() }
}

/// A name as a record writes it: one ordinary space where the text has any white space.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
