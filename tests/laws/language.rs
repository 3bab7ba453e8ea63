//! Data of languages is in one folder: no other file has names of months, lists of function words, or asks for one language.
//!
//! What is seen: a month's name in a string; three function words of a language side by side in an array, a pattern or a
//! macro, or a string that is a list of them; the identifier `is_french`; a choice by `Rules::French` or `Rules::English`.
//! Tests within src/ are left out.

use std::collections::BTreeSet;

use super::syntax::{self, File};

/// The folder of languages.
const LANG: &str = "lang";

/// Files outside it that have data of a language today. The table may only shrink.
const EXCEPTIONS: &[&str] = &[
    "annotate/ages.rs",
    "annotate/acronyms.rs",
    "timex/english.rs",
    "timex/french.rs",
    "timex/mod.rs",
    "timex/filter.rs",
    "annotate/figures.rs",
    "annotate/language/english.rs",
    "annotate/language/french.rs",
    "annotate/language/mod.rs",
    "annotate/quotes/cue.rs",
    "annotate/quotes/filter.rs",
    "annotate/quotes/mod.rs",
    "cli/scaffold.rs",
    "cli/suggest.rs",
    "config/site.rs",
    "import/dates/written_date.rs",
    "import/text/paragraphs.rs",
    "import/tidy/boilerplate_forms.rs",
    "import/tidy/headline.rs",
    "import/tidy/language.rs",
    "import/tidy/title.rs",
    "model/lang.rs",
    "views/cite.rs",
    "views/listing.rs",
    "views/components.rs",
    "views/dates_and_quotes.rs",
    "registry/forms.rs",
    "registry/personal_names.rs",
    "render/page.rs",
    "render/typography.rs",
    "search/stop_words.rs",
    "scaffold/mod.rs",
    "scaffold/record_template.rs",
    "suggest/suggested_entity.rs",
    "suggest/cluster.rs",
    "suggest/cues.rs",
    "suggest/draft.rs",
    "suggest/spelling.rs",
    "theme/dates.rs",
    "theme/messages.rs",
];

/// Names of months that are no other word of their language or of the other: neither March nor May, `mars` nor `mai`.
const MONTHS: &[&str] = &[
    "janvier", "février", "avril", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre",
    "january", "february", "april", "june", "july", "august", "september", "october", "november", "december", "janv",
    "févr", "juil",
];

/// Function words. Those that are a word of both languages, or a letter, are left out.
const FUNCTION_WORDS: &[&str] = &[
    "le", "la", "les", "de", "des", "du", "et", "un", "une", "dans", "pour", "qui", "que", "avec", "au", "aux", "the",
    "of", "and", "to", "with", "for", "from", "that", "this", "is", "was", "by",
];

/// Two types of today; the enum becomes `Language` of the folder.
const CHOICES: &[&[&str]] = &[&["Rules", "French"], &["Rules", "English"]];

fn is_function_word(word: &str) -> bool {
    FUNCTION_WORDS.contains(&word)
}

/// Whether a string is a list of words that are mostly function words, each once.
fn is_word_list(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let distinct: BTreeSet<&&str> = words.iter().collect();
    let n = words.iter().filter(|word| is_function_word(word)).count();
    words.len() >= 5 && distinct.len() == words.len() && n * 2 > words.len()
}

/// Returns what a file has of a language, with its lines.
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
    let mut wrong = Vec::new();
    let mut idle: BTreeSet<&str> = EXCEPTIONS.iter().copied().collect();
    for file in syntax::files().iter().filter(|file| file.room() != LANG) {
        let found = data(file);
        if !EXCEPTIONS.contains(&file.name.as_str()) {
            wrong.extend(found);
        } else if !found.is_empty() {
            idle.remove(file.name.as_str());
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(idle.is_empty(), "no longer with data of a language; take out of the table: {idle:?}");
}
