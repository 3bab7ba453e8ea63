//! Look-ups in the gazetteer. A `places` block holds `name | class | country | French name | English name` of the best
//! place (a dash for a missing country; a line `name | -` for a name that no place has); `organisations` holds `name |
//! French name | English name`; `demonyms` holds `word | code`; `given`, `family`, `not-given` and `not-family` hold
//! words.

use dossier::gazetteer::{demonym_place_code, is_family_name, is_given_name, look_up};

use libtest_mimic::Trial;

use crate::literate::{self, Case};

/// The gazetteer's properties of a word.
type Answer<T> = fn(&str) -> T;

fn columns(line: &str) -> Vec<&str> {
    line.split('|').map(str::trim).collect()
}

fn best_place(name: &str) -> Vec<String> {
    let known = look_up(name);
    known.places.first().map_or_else(
        || vec![name.to_owned(), "-".to_owned()],
        |place| {
            let class = format!("{:?}", place.class).to_lowercase();
            let country = place.country.unwrap_or("-");
            [name, &class, country, place.french, place.english].map(str::to_owned).to_vec()
        },
    )
}

fn organisation(name: &str) -> Vec<String> {
    look_up(name).organisation.map_or_else(
        || vec![name.to_owned(), "-".to_owned()],
        |one| [name, one.french, one.english].map(str::to_owned).to_vec(),
    )
}

fn demonym_row(word: &str) -> Vec<String> {
    [word, demonym_place_code(word).unwrap_or("-")].map(str::to_owned).to_vec()
}

/// Returns the differences in the table blocks of a case.
fn wrong_rows(case: &Case) -> Vec<String> {
    let answers: [(&str, Answer<Vec<String>>); 3] =
        [("places", best_place), ("organisations", organisation), ("demonyms", demonym_row)];
    let rows = answers.into_iter().flat_map(|(block, answer)| {
        case.block(block).unwrap_or_default().lines().map(move |line| (columns(line), answer(columns(line)[0])))
    });
    rows.filter(|(expected, found)| expected != found)
        .map(|(expected, found)| format!("{expected:?} expected, {found:?} found"))
        .collect()
}

/// Returns the differences in the word blocks of a case.
fn wrong_words(case: &Case) -> Vec<String> {
    let answers: [(&str, Answer<bool>, bool); 4] = [
        ("given", is_given_name, true),
        ("not-given", is_given_name, false),
        ("family", is_family_name, true),
        ("not-family", is_family_name, false),
    ];
    let words = answers.into_iter().flat_map(|(block, answer, expected)| {
        let words = case.block(block).unwrap_or_default().lines().flat_map(|line| line.split(", "));
        words.filter(move |word| answer(word) != expected).map(move |word| format!("{block}: `{word}`"))
    });
    words.collect()
}

fn check(case: &Case) -> Option<String> {
    let wrong = [wrong_rows(case), wrong_words(case)].concat();
    (!wrong.is_empty()).then(|| wrong.join("\n"))
}

/// The gazetteer has what the cases state, and two properties that do not fit in a table.
pub(crate) fn trials() -> Vec<Trial> {
    let mut trials = literate::trials("gazetteer", check);
    trials.push(literate::trial("gazetteer/homonyms-come-best-first", homonyms_come_best_first));
    trials.push(literate::trial("gazetteer/ordinary-words-are-marked", ordinary_words_are_marked));
    trials
}

fn homonyms_come_best_first() {
    let classes = |name: &str| -> Vec<(Option<&str>, u32)> {
        look_up(name).places.iter().map(|place| (place.country, place.population)).collect()
    };
    let georgia = look_up("Georgia").places;
    assert_eq!(georgia[0].country, Some("GE"));
    for name in ["Tripoli", "Valence", "Birmingham", "San José"] {
        let places = look_up(name).places;
        assert!(places.is_sorted_by(|a, b| (a.class, u32::MAX - a.population) <= (b.class, u32::MAX - b.population)));
        assert!(places.len() > 1, "{name}: {:?}", classes(name));
    }
}

fn ordinary_words_are_marked() {
    for (name, common) in
        [("Nice", true), ("Tours", true), ("Reading", true), ("Mobile", true), ("Pyongyang", false), ("Londres", false)]
    {
        let places = look_up(name).places;
        assert_eq!(places.first().map(|place| place.common_word), Some(common), "{name}");
    }
}
