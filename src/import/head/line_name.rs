//! What a name in a line may be: a newspaper, an agency, a place, a person.
//!
//! By the gazetteer, by the nouns of newspapers in `lang`, and by form. Invariant: a name that nothing explains is
//! [`NameKind::Unknown`]; what becomes of it depends on the line and is decided by `head_line`.

use super::line_tokens::LineToken;
use crate::gazetteer;
use crate::import::text::lines::fold;
use crate::import::tidy::photo_credit::is_agency;
use crate::lang::{self, in_any};

/// The most words in a name.
const MAX_WORDS: usize = 8;
/// The longest acronym, in letters.
const MAX_ACRONYM: usize = 6;

/// What a name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NameKind {
    /// A newspaper, broadcaster or site that is known or says what it is.
    Paper,
    /// A body that is known, and no newspaper.
    Body,
    /// A newspaper by its form alone: an article and a capital.
    PaperByForm,
    /// An agency.
    Agency,
    /// A few capitals, as agencies have them.
    Acronym,
    /// A place that the gazetteer knows.
    Place,
    /// A given name that is known, and more.
    Person,
    /// Nothing says what it is.
    Unknown,
}

/// Returns whether the words are a name: capitals, articles and particles; small letters only at the end of a name that
/// opens with an article or has the noun of a newspaper (`La Gazette du littoral`).
pub(super) fn is_name(tokens: &[LineToken<'_>]) -> bool {
    let is_stopped = |raw: &str| {
        // `14.` is the first day of a period.
        let is_ordinal = raw.strip_suffix('.').is_some_and(|day| day.bytes().all(|byte| byte.is_ascii_digit()));
        is_ordinal
            || raw.contains(['!', '?', '…', '@', '/'])
            || raw.trim_end_matches('.').chars().count() > 3 && raw.ends_with('.')
    };
    if tokens.is_empty() || tokens.len() > MAX_WORDS || tokens.iter().any(|token| is_stopped(token.raw)) {
        return false;
    }
    if let [token] = tokens
        && is_domain(&token.folded)
    {
        return true;
    }
    let may_end_small = opens_with_article(tokens) || tokens.iter().any(|token| is_press_noun(token));
    let (mut n_capitals, mut n_small) = (0, 0);
    for (index, token) in tokens.iter().enumerate() {
        let is_article = index == 0 && is_article(&token.folded);
        if has_capital(token.raw) || is_domain(&token.folded) {
            let is_word = token.raw.contains(char::is_alphabetic);
            n_capitals += usize::from(is_word && (!is_article || token.raw.contains(['\'', '’'])));
        } else if n_capitals == 0 && !is_article {
            return false;
        } else if !is_article && !is_particle(&token.folded) {
            n_small += 1;
            let says_more = lang::all().any(|language| language.import.votes.contains(&token.folded.as_str()));
            if !may_end_small || says_more || n_small > 2 || token.raw.contains(char::is_numeric) {
                return false;
            }
        }
    }
    let ends_open = tokens.last().is_some_and(|last| !has_capital(last.raw) && is_particle(&last.folded));
    n_capitals > 0 && !ends_open
}

/// Returns what a name is. `evidence` is other text that names the newspaper or author, folded by [`letters`]: the file's
/// name.
pub(super) fn name_kind(name: &str, tokens: &[LineToken<'_>], evidence: &str) -> NameKind {
    let is_listed = |list: fn(&lang::LanguageData) -> &'static [&'static str]| {
        tokens.iter().any(|token| has_capital(token.raw) && in_any(without_elision(&token.folded), list))
    };
    let is_first_given = tokens.first().is_some_and(|first| gazetteer::is_given_name(first.raw));
    let is_person = is_first_given
        && (2..=5).contains(&tokens.len())
        && !opens_with_article(tokens)
        && tokens.iter().all(|token| has_capital(token.raw) || is_particle(&token.folded))
        && !ends_in_agency(tokens);
    if is_agency(name) || is_listed(|language| language.import.agency_nouns) {
        return NameKind::Agency;
    }
    if tokens.iter().all(|token| is_domain(&token.folded)) {
        return NameKind::Paper;
    }
    let known = gazetteer::look_up(name);
    let shown_by_file = |name: &str| {
        let letters = letters(name);
        letters.len() >= 8 && evidence.contains(&letters)
    };
    if let Some(organisation) = known.organisation {
        return if organisation.is_press { NameKind::Paper } else { NameKind::Body };
    }
    if is_person {
        return NameKind::Person;
    }
    // `Presse` or `News` alone is a section.
    if tokens.len() > 1 && is_listed(|language| language.import.press_nouns) {
        return NameKind::Paper;
    }
    if !known.places.is_empty() {
        return NameKind::Place;
    }
    if shown_by_file(name) {
        return if opens_with_article(tokens) { NameKind::Paper } else { NameKind::PaperByForm };
    }
    match tokens {
        [token] if is_acronym(token.raw) => NameKind::Acronym,
        _ if opens_with_article(tokens) => NameKind::PaperByForm,
        _ => NameKind::Unknown,
    }
}

/// Returns whether an agency follows a name without a sign, as in the credit of a picture: `Anne Morvan Getty Images`.
fn ends_in_agency(tokens: &[LineToken<'_>]) -> bool {
    (1..tokens.len()).any(|from| {
        let words: Vec<&str> = tokens.iter().skip(from).map(|token| token.raw).collect();
        is_agency(&words.join(" "))
    })
}

/// Returns the small letters and digits of a text, to compare a name with that of a file.
pub(super) fn letters(text: &str) -> String {
    let folded = crate::text::tokens::fold(text);
    folded.chars().filter(|character| character.is_alphanumeric()).collect()
}

/// Returns whether a word begins with a capital or a digit, also after an elided article: `d’Armor`.
pub(super) fn has_capital(raw: &str) -> bool {
    let bare =
        raw.split_once(['\'', '’']).filter(|(article, _)| article.chars().count() <= 2).map_or(raw, |(_, rest)| rest);
    [raw, bare].iter().any(|word| word.starts_with(|first: char| first.is_uppercase() || first.is_ascii_digit()))
}

/// Returns whether the word is written in capitals alone.
pub(super) fn is_shouted(name: &str) -> bool {
    name.chars().filter(|character| character.is_alphabetic()).count() > 1 && !name.contains(char::is_lowercase)
}

fn is_acronym(raw: &str) -> bool {
    is_shouted(raw) && raw.chars().count() <= MAX_ACRONYM && raw.chars().all(char::is_alphanumeric)
}

fn without_elision(folded: &str) -> &str {
    folded.split_once('\'').filter(|(article, _)| article.len() <= 2).map_or(folded, |(_, rest)| rest)
}

fn is_press_noun(token: &LineToken<'_>) -> bool {
    has_capital(token.raw) && in_any(without_elision(&token.folded), |language| language.import.press_nouns)
}

fn opens_with_article(tokens: &[LineToken<'_>]) -> bool {
    tokens.first().is_some_and(|first| {
        (tokens.len() > 1 && is_article(&first.folded))
            || (first.folded.len() > 3 && first.folded.starts_with("l'") && has_capital(first.raw))
    })
}

fn is_article(folded: &str) -> bool {
    in_any(folded, |language| language.import.articles)
}

/// Returns whether a small word may be a part of a name.
pub(super) fn is_particle(folded: &str) -> bool {
    let is_open = |word| in_any(word, |language| language.import.open_words);
    is_open(folded)
        || is_article(folded)
        || in_any(folded, |language| language.import.byline_joiners)
        || matches!(folded, "&" | "van" | "bin" | "ibn" | "al" | "el" | "di" | "da" | "dos" | "ben" | "ter" | "zu")
}

/// Returns whether a word is a site's name: `lephare.fr`.
fn is_domain(folded: &str) -> bool {
    let name = folded.strip_prefix("www.").unwrap_or(folded);
    let is_label = |label: &str| {
        !label.is_empty() && label.chars().all(|character| character.is_ascii_alphanumeric() || character == '-')
    };
    let labels: Vec<&str> = name.split('.').collect();
    match labels.as_slice() {
        [inner @ .., last] => {
            !inner.is_empty()
                && (2..=8).contains(&last.len())
                && last.chars().all(|character| character.is_ascii_lowercase())
                && inner.iter().all(|label| is_label(label) && label.len() > 1)
        }
        [] => false,
    }
}

/// Returns a name without what a line puts around it.
pub(super) fn tidy_name(name: &str) -> String {
    let name =
        name.trim_matches(|character: char| character.is_whitespace() || "«»\"“”„‹›,;:*_[]({}|–—-".contains(character));
    let name: Vec<&str> = name.split_whitespace().collect();
    name.join(" ")
}

/// Returns whether a word is what a journalist is called: `correspondant`, `editor`.
pub(super) fn is_role_word(folded: &str) -> bool {
    let bare = fold(folded);
    in_any(bare.trim_end_matches('.'), |language| language.import.role_words)
}

#[cfg(test)]
mod tests {
    use super::super::line_tokens::line_tokens;
    use super::*;

    #[test]
    fn a_name_has_capitals_and_few_small_words() {
        for name in [
            "Le Phare d’Iroise", "La Gazette du littoral", "L’Écho du large", "lephare.fr", "20 Marées",
            "The Bay Herald", "l’Humeur", "Le Marin enchaîné", "Anne Le Goff et Yann Morvan", "J. Morvan",
        ] {
            assert!(is_name(&line_tokens(name)), "{name}");
        }
        for sentence in [
            "Le maire de Brest",
            "Photo prise",
            "le rapport dort au fond d’un tiroir",
            "Le Phare brillera. Oui",
            "",
            "Brest a peur",
            "Le Maire est parti",
            "jour de fête",
        ] {
            assert!(!is_name(&line_tokens(sentence)), "{sentence}");
        }
    }

    #[test]
    fn a_kind_needs_evidence() {
        for (name, expected) in [
            ("Le Courrier d’Iroise", NameKind::Paper),
            ("The Bay Herald", NameKind::Paper),
            ("lephare.fr", NameKind::Paper),
            ("Le Phare d’Iroise", NameKind::PaperByForm),
            ("AFP", NameKind::Agency),
            ("Agence Iroise", NameKind::Agency),
            ("AIP", NameKind::Acronym),
            ("Brest", NameKind::Place),
            ("Anne Le Goff", NameKind::Person),
            ("Kervran", NameKind::Unknown),
        ] {
            assert_eq!(name_kind(name, &line_tokens(name), ""), expected, "{name}");
        }
    }
}
