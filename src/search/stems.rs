//! Groups terms that are inflections of one word: those with the same stem by the Snowball rules of the texts'
//! languages. Done when the index is built, so that the page needs no stemmer.

use std::collections::HashMap;

use pagefind_stem::{Algorithm, Stemmer};

use crate::model::LangTag;
use crate::text::tokens;

/// Languages with a stemmer, by primary tag. At most eight: a term stores its languages in eight bits.
const LANGUAGES: [(&str, Algorithm); 6] = [
    ("fr", Algorithm::French),
    ("en", Algorithm::English),
    ("de", Algorithm::German),
    ("es", Algorithm::Spanish),
    ("it", Algorithm::Italian),
    ("pt", Algorithm::Portuguese),
];

/// Returns the bit of a language; 0 if it has no stemmer.
pub(super) fn bit(language: &LangTag) -> u8 {
    let primary = language.as_str().split('-').next().unwrap_or_default().to_ascii_lowercase();
    LANGUAGES.iter().position(|(tag, _)| *tag == primary).map_or(0, |index| 1 << index)
}

/// Returns groups of at least two words that share a stem, as indices into `words`. Each word is given as written, with
/// accents, in lower case, with the bits of the languages it occurs in. Groups are in order of their first word.
pub(super) fn groups<'a>(words: impl Iterator<Item = (&'a str, u8)>) -> Vec<Vec<usize>> {
    let stemmers = LANGUAGES.map(|(_, algorithm)| Stemmer::create(algorithm));
    let mut by_stem: HashMap<(usize, String), usize> = HashMap::new();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (index, (word, languages)) in words.enumerate() {
        // Numbers have no inflections, and two letters would be a stem of everything.
        if word.len() < 3 || !word.chars().all(char::is_alphabetic) {
            continue;
        }
        for (language, stemmer) in stemmers.iter().enumerate().filter(|(language, _)| languages & (1 << language) != 0)
        {
            let stem = tokens::fold(&stemmer.stem(word));
            let group = *by_stem.entry((language, stem)).or_insert_with(|| {
                groups.push(Vec::new());
                groups.len() - 1
            });
            groups[group].push(index);
        }
    }
    groups.retain(|group| group.len() > 1);
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inflections_stand_together_and_languages_apart() {
        let french = bit(&LangTag::french());
        let english = bit(&LangTag::parse("en-GB").expect("a tag"));
        let words = [
            ("annoncé", french),
            ("annoncées", french),
            ("annonçait", french),
            ("accords", french),
            ("accord", french),
            ("ships", english),
            ("ship", french | english),
        ];
        assert_eq!(groups(words.into_iter()), [vec![0, 1, 2], vec![3, 4], vec![5, 6]]);
    }
}
