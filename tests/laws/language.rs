//! Data of languages is in one folder: no other file has names of months, lists of function words, or branches on a
//! language.
//!
//! What is found: a month's name in a string; three function words of a language in one array, pattern or macro, or a
//! string that is a list of them; the identifier `is_french`; a branch on `Language::French` or `Language::English`.
//! Tests within src/ are left out.

use std::collections::BTreeSet;

use super::syntax::{self, File};

/// The folder of languages.
const LANG: &str = "lang";

/// Names of months that are not also another word of their language or of the other: neither March nor May, `mars` nor
/// `mai`.
const MONTHS: &[&str] = &[
    "janvier", "février", "avril", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre",
    "january", "february", "april", "june", "july", "august", "september", "october", "november", "december", "janv",
    "févr", "juil", "januar", "februar", "märz", "juni", "juli", "oktober", "dezember", "enero", "febrero", "marzo",
    "abril", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
];

/// Function words. Those that are a word of both languages, or a letter, are left out.
const FUNCTION_WORDS: &[&str] = &[
    "le", "la", "les", "de", "des", "du", "et", "un", "une", "dans", "pour", "qui", "que", "avec", "au", "aux", "the",
    "of", "and", "to", "with", "for", "from", "that", "this", "is", "was", "by", "der", "das", "dem", "und", "oder",
    "mit", "für", "auf", "nicht", "los", "las", "del", "para", "con", "por", "una", "según",
];

/// Ways to write a branch on a language.
const CHOICES: &[&[&str]] = &[&["Language", "French"], &["Language", "English"]];

fn is_function_word(word: &str) -> bool {
    FUNCTION_WORDS.contains(&word)
}

/// Returns whether a string is a list of distinct words that are mostly function words.
fn is_word_list(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let distinct: BTreeSet<&&str> = words.iter().collect();
    let n = words.iter().filter(|word| is_function_word(word)).count();
    words.len() >= 5 && distinct.len() == words.len() && n * 2 > words.len()
}

/// Returns the language data in a file, with lines.
fn data(file: &File) -> Vec<String> {
    let mut found = Vec::new();
    for at in file.strings.iter().filter(|at| !at.in_test) {
        let lower = at.what.to_lowercase();
        let month = lower.split(|c: char| !c.is_alphabetic()).find(|word| MONTHS.contains(word));
        if let Some(month) = month {
            found.push(format!("src/{}:{}: the month `{month}`", file.name, at.line));
        } else if is_word_list(&at.what) {
            found.push(format!("src/{}:{}: function words: {}", file.name, at.line, at.what));
        }
    }
    for at in file.lists.iter().filter(|at| !at.in_test) {
        let words: Vec<&str> =
            at.what.iter().map(String::as_str).filter(|word| is_function_word(word.trim())).collect();
        if words.len() >= 3 {
            found.push(format!("src/{}:{}: function words: {}", file.name, at.line, words.join(" ")));
        }
    }
    let asks = file.identifiers.iter().filter(|at| !at.in_test && at.what == "is_french");
    found.extend(asks.map(|at| format!("src/{}:{}: `is_french`", file.name, at.line)));
    let choices = file.paths.iter().filter(|at| {
        !at.in_test
            && CHOICES.iter().any(|choice| at.what.iter().map(String::as_str).collect::<Vec<_>>().ends_with(choice))
    });
    found.extend(choices.map(|at| format!("src/{}:{}: `{}`", file.name, at.line, at.what.join("::"))));
    found
}

#[test]
fn data_of_languages_is_in_their_folder() {
    let outside = syntax::files().iter().filter(|file| file.room() != LANG);
    let wrong: Vec<String> = outside.flat_map(data).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
