//! Finds the photo credit at the end of a text.
//!
//! Invariant: a credit extends to the very end and is short. An agency's signature under an article (`(AFP)`, `avec
//! Reuters`, `AFP/Le Phare`) is not a photo credit.

use crate::import::text::lines::{fold, n_sentences};
use crate::lang::{self, in_any};

/// The longest credit, in characters: a label, a few names and agencies.
const MAX_CREDIT: usize = 100;
/// The most words in the name of the rights holder.
const MAX_HOLDER_WORDS: usize = 9;

/// Agencies and picture libraries whose name after a slash or `via` is a credit.
#[rustfmt::skip] // A list of words, not of lines.
const AGENCIES: &[&str] = &[
    "abaca", "abacapress", "adobe stock", "afp", "anadolu", "ansa", "ap", "ap photo", "belga", "bloomberg",
    "dpa", "efe", "epa", "epa-efe", "getty", "getty images", "istock", "kcna", "keystone",
    "la presse canadienne", "magnum", "maxppp", "pool", "reuters", "shutterstock", "sipa", "sipa press",
    "sputnik", "tass", "the canadian press", "unsplash", "wikimedia commons", "xinhua", "yonhap",
    "zuma press",
];

/// Returns where the credit at the end of a text starts, in bytes; `None` if it does not end in one.
pub(in crate::import) fn credit_start(text: &str) -> Option<usize> {
    let earliest = text.char_indices().rev().take(MAX_CREDIT).last().map_or(0, |(at, _)| at);
    let mut before = None;
    let starts = text.char_indices().filter(|(at, character)| {
        let is_start = before.is_none_or(char::is_whitespace) || matches!(character, '(' | '[' | '©' | '/');
        before = Some(*character);
        is_start && *at >= earliest && !character.is_whitespace()
    });
    let mut starts = starts.map(|(at, _)| at);
    starts.find(|at| text.split_at_checked(*at).is_some_and(|(description, credit)| is_credit(description, credit)))
}

fn is_credit(description: &str, credit: &str) -> bool {
    let description = description.trim_end();
    let is_after_stop =
        description.chars().next_back().is_none_or(|character| !character.is_alphanumeric() && character != ',');
    is_labelled(credit, is_after_stop)
        || credit.strip_prefix('©').is_some_and(is_holder)
        || is_bracketed(credit)
        || is_in_capitals(credit)
        || is_agency_after_slash(description, credit)
        || (is_after_stop && description.contains(char::is_alphanumeric) && is_name_with_agency(credit))
}

/// `Photo : KCNA`, `Crédit photo : Anne Le Goff/AFP`, `Image: Reuters`. If no punctuation precedes it, the label must
/// begin with a capital.
fn is_labelled(credit: &str, is_after_stop: bool) -> bool {
    let Some((label, holder)) = credit.split_once(':') else {
        return false;
    };
    let is_label = is_after_stop || label.starts_with(char::is_uppercase);
    let label = fold(label);
    let is_photo = in_any(&label, |language| language.import.photo_labels);
    let is_named = is_photo || (in_any(&label, |language| language.import.credit_labels) && is_all_names(holder));
    is_label && is_named && is_holder(holder)
}

/// `(Photo by Anne Le Goff)`, `(AP Photo/Anne Le Goff)`, `[Image : Reuters]`.
fn is_bracketed(credit: &str) -> bool {
    let inner =
        |open, close| credit.trim_end_matches('.').strip_prefix(open).and_then(|rest: &str| rest.strip_suffix(close));
    let Some(inner) = inner('(', ')').or_else(|| inner('[', ']')) else {
        return false;
    };
    let folded = fold(inner);
    let is_photo_by = folded.strip_prefix("photo ").is_some_and(|rest| {
        ["by ", "par ", "de ", "d'"].iter().any(|word| rest.starts_with(word)) || AGENCIES.contains(&rest)
    });
    let holder = folded.strip_prefix("photo by ").unwrap_or(&folded);
    let is_library = ["ap photo/", "ap photo,"].iter().any(|opening| folded.starts_with(opening))
        || ["/getty images", "/afp via ", " via getty images", " via reuters", " via ap"]
            .iter()
            .any(|part| folded.contains(part));
    (is_photo_by || is_library || is_labelled(inner, true) || inner.starts_with('©')) && has_few_words(holder)
}

/// `PHOTO ARCHIVES LE PHARE`, `PHOTO ANNE LE GOFF, LE PHARE`, `Photo AFP`, `Photo d’archives`.
fn is_in_capitals(credit: &str) -> bool {
    let credit = credit.trim_end_matches('.');
    if !credit.starts_with('P') {
        return false;
    }
    let shouted = credit.strip_prefix("PHOTO").map(|rest| rest.strip_prefix('S').unwrap_or(rest));
    let is_shouted = shouted.is_some_and(|holder| {
        holder.starts_with(char::is_whitespace)
            && holder.chars().filter(|character| character.is_alphabetic()).count() > 1
            && !holder.contains(char::is_lowercase)
            && has_few_words(holder)
    });
    is_shouted
        || credit.strip_prefix("Photo ").is_some_and(is_signed_by_agency)
        || ["photo d'archives", "photo d'illustration"].contains(&fold(credit).as_str())
}

/// `… sur le quai / AFP`. If an agency also precedes the slash, it is a signature.
fn is_agency_after_slash(description: &str, credit: &str) -> bool {
    let last_word = description.rsplit(|character: char| !character.is_alphanumeric()).next().unwrap_or_default();
    credit.strip_prefix('/').is_some_and(is_agency)
        && description.split_whitespace().count() > 2
        && !is_agency(last_word)
}

/// `Anne Le Goff/AFP`, `REUTERS/Anne Le Goff`, `Sputnik/Anne Le Goff/Pool via REUTERS`.
fn is_name_with_agency(credit: &str) -> bool {
    let credit = credit.trim_end_matches('.');
    let is_opened_by_agency = credit.split('/').next().is_some_and(is_agency);
    let is_only_agencies = credit.split('/').all(is_agency);
    credit.contains('/')
        && !is_only_agencies
        && is_all_names(&credit.replace(" via ", " "))
        && has_few_words(credit)
        && (is_opened_by_agency || is_signed_by_agency(credit))
}

/// The agency comes last: after a slash, after `via`, or alone.
fn is_signed_by_agency(credit: &str) -> bool {
    let last = credit.rsplit('/').next().unwrap_or_default();
    has_few_words(credit) && (is_agency(last) || last.rsplit_once(" via ").is_some_and(|(_, agency)| is_agency(agency)))
}

/// Returns whether this is the name of an agency or picture library.
pub(in crate::import) fn is_agency(name: &str) -> bool {
    let folded = fold(name.trim_end_matches('.'));
    AGENCIES.contains(&folded.strip_prefix("via ").unwrap_or(&folded))
}

/// Returns whether this names a rights holder: a few words, capitalised or in the list of holders, with nothing after
/// them.
fn is_holder(holder: &str) -> bool {
    let holder = holder.trim_start_matches(|character: char| character.is_whitespace() || character == '©');
    let is_named = holder.starts_with(|character: char| character.is_uppercase() || character == '@')
        || lang::all().flat_map(|language| language.import.credit_holders).any(|known| fold(holder).starts_with(known));
    is_named && has_few_words(holder)
}

fn is_all_names(words: &str) -> bool {
    words
        .split(|character: char| !character.is_alphanumeric())
        .all(|word| !word.starts_with(char::is_lowercase) || word.len() <= 3)
}

fn has_few_words(holder: &str) -> bool {
    let n_words = holder.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
    (1..=MAX_HOLDER_WORDS).contains(&n_words) && n_sentences(holder) == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, credit: Option<&str>) {
        assert_eq!(credit_start(text).and_then(|start| text.get(start..)), credit, "{text}");
    }

    #[test]
    fn a_credit_at_the_end_is_found() {
        for (description, credit) in [
            ("Le phare, le 3 mai. ", "Photo : KCNA"),
            ("Le phare en mai ", "Photo: Reuters"),
            ("Le phare. ", "Photo d’archives : AFP"),
            ("Le phare. ", "Crédit photo\u{a0}: A. Le Goff / AFP."),
            ("The harbour. ", "Image: Getty Images"),
            ("Le phare ", "© AFP"),
            ("Le phare. ", "© Anne Le Goff / Le Phare"),
            ("The harbour ", "(Photo by Anne Le Goff)"),
            ("The harbour. ", "(AP Photo/Anne Le Goff)"),
            ("Le phare ", "(photo d’Anne Le Goff)"),
            ("Le phare. ", "PHOTO ARCHIVES LE LITTORAL"),
            ("Le phare. ", "PHOTO ANNE LE GOFF, LE LITTORAL"),
            ("Le phare ", "Photo AFP"),
            ("Le vieux phare ", "/ AFP"),
            ("The old harbour in May. ", "REUTERS/Anne Le Goff"),
            ("The old harbour. ", "Sputnik/Anne Le Goff/Pool via REUTERS"),
            ("Le vieux phare. ", "Anne Le Goff / AFP"),
            ("Le vieux phare. ", "ANNE LE GOFF / VIA REUTERS"),
            ("", "Photo : KCNA"),
            ("", "© AFP"),
        ] {
            check(&format!("{description}{credit}"), Some(credit));
        }
    }

    #[test]
    fn what_only_resembles_a_credit_is_none() {
        for text in [
            "",
            "Il a publié cette photo : Un bateau échoué.",
            "Le maire montre une photo. Elle date de mai.",
            "La mer monte, selon Reuters.",
            "La mer monte. (AFP)",
            "Jeanne Morvan (selon Interfax, Reuters )",
            "Le Phare avec AFP / Reuters",
            "AFP/Reuters",
            "AFP/Le Phare",
            "Crédit : Les banques serrent la vis",
            "Image : La mairie soigne la sienne",
            "Photo : le maire arrive. Il salue la foule.",
            "Deux bateaux sur trois et/ou leurs équipages",
            "PHOTO",
        ] {
            check(text, None);
        }
    }
}
