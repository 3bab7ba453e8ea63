//! Two full names of persons -> whether they are spellings of one name: transliterations, national forms of a given name, a
//! middle initial more or less. Pure; `person_merging` and `record_match` ask about names with one key.
//!
//! Strict where two people may bear the two names: brothers and sisters (`Michel`, `Michelle`), `Martin` and `Martini`. A
//! merge that is missed costs the user one line; a wrong one makes one person of two.

use super::spelling::{distance, phonetic, sound};
use crate::gazetteer;
use crate::lang::names::{ARABIC_ARTICLES, FAMILY_FIRST};
use crate::registry::personal_names;
use crate::text::tokens;

/// A person's full name in its parts, folded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PersonName {
    /// The given names; a single letter between others is left out, as in `George W. Bush`.
    given: Vec<String>,
    /// The family name with its particles, without an Arabic article.
    family: Vec<String>,
}

impl PersonName {
    /// Splits a name of several words; `None` for a single word. `words` are its folded words.
    #[must_use]
    pub(super) fn parse(text: &str, words: &[String], family: Option<&str>) -> Option<Self> {
        if words.len() < 2 {
            return None;
        }
        let n_family = |family: &str| folded_words(family).len().min(words.len() - 1);
        let (given, family) = match family {
            None if is_family_first(text, words) => (&words[1..], &words[..1]),
            Some(family) if folded_words(family)[..] == words[..n_family(family)] => {
                (&words[n_family(family)..], &words[..n_family(family)])
            }
            family => {
                let family = family.or_else(|| personal_names::family_name(text)).unwrap_or_default();
                words.split_at(words.len() - n_family(family).max(1))
            }
        };
        let last = given.len().saturating_sub(1);
        let is_kept = |(index, word): &(usize, &String)| *index == 0 || (*index < last || last == 0) || word.len() > 1;
        let given: Vec<String> = given.iter().enumerate().filter(is_kept).map(|(_, word)| word.clone()).collect();
        Some(Self { given, family: without_article(family).to_vec() })
    }

    /// Returns a key that all spellings of the family name share; other names may share it too.
    #[must_use]
    pub(super) fn family_key(&self) -> String {
        family_key(&self.family)
    }

    /// Returns whether two names are spellings of one.
    #[must_use]
    pub(super) fn is_spelling_of(&self, other: &Self) -> bool {
        self.given.len() == other.given.len()
            && is_same_family(&self.family, &other.family)
            && self.given.iter().zip(&other.given).all(|(a, b)| is_same_given_name(a, b))
    }

    /// Returns whether a family name alone, as folded words, may be this person's.
    #[must_use]
    pub(super) fn has_family_name(&self, words: &[String]) -> bool {
        is_same_family(&self.family, without_article(words))
    }

    /// Returns whether this name is the other with an initial for a given or for the family name: `J. Morvan`, `Lucas F.`
    #[must_use]
    pub(super) fn abbreviates(&self, other: &Self) -> bool {
        let initial = |word: &[String], of: &[String]| match (word, of) {
            ([letter], [name, ..]) => letter.chars().count() == 1 && name.starts_with(letter.as_str()),
            _ => false,
        };
        // `Mohammed V` is a king, and not the sixth of his name.
        if self.family.iter().any(|word| matches!(word.as_str(), "i" | "v" | "x")) {
            return false;
        }
        (initial(&self.given, &other.given) && is_same_family(&self.family, &other.family))
            || (initial(&self.family, &other.family)
                && self.given.len() == other.given.len()
                && self.given.iter().zip(&other.given).all(|(a, b)| is_same_given_name(a, b)))
    }

    /// Returns the first given name.
    #[must_use]
    pub(super) fn first_given_name(&self) -> Option<&str> {
        self.given.first().map(String::as_str)
    }

    /// Returns whether a part of the name is only an initial.
    #[must_use]
    pub(super) fn has_initial(&self) -> bool {
        [&self.given, &self.family].iter().any(|part| matches!(part.as_slice(), [only] if only.chars().count() == 1))
    }
}

/// Returns a key that all spellings of a family name share.
#[must_use]
pub(super) fn family_key(words: &[String]) -> String {
    without_article(words).iter().map(|word| sound(&plain_ending(word))).collect()
}

/// `al-Assad`, `el-Assad` and `Assad` are one family name.
fn without_article(words: &[String]) -> &[String] {
    match words {
        [first, rest @ ..] if !rest.is_empty() && ARABIC_ARTICLES.contains(&first.as_str()) => rest,
        words => words,
    }
}

fn is_same_family(a: &[String], b: &[String]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_same_family_name(a, b))
}

fn is_same_family_name(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let (x, y) = (plain_ending(a), plain_ending(b));
    let limit = 1 + a.len().max(b.len()) / 4;
    let is_near = x.len().min(y.len()) > 2 && distance(&x, &y, limit) <= limit;
    let is_same_stem = || sound(&x).len() > 3 && sound(&x) == sound(&y) && !are_two_listed_names(a, b);
    is_near && (phonetic(&x) == phonetic(&y) || is_same_stem())
}

/// `Poutine` and `Putin` differ in the ending and elsewhere. `Martin`, `Martini` and `Martine` differ in nothing but the ending,
/// and are two family names and a given name.
fn are_two_listed_names(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let is_listed = |word: &str| gazetteer::is_family_name(word) || gazetteer::is_given_name(word);
    long.starts_with(short) && is_listed(short) && is_listed(long)
}

/// Replaces the endings of family names that transliterations exchange: `-off` and `-ov`, `-enka` and `-enko`, `-ić` and
/// `-itch`.
fn plain_ending(word: &str) -> String {
    const ENDINGS: [(&str, &str); 9] = [
        ("off", "ov"),
        ("eff", "ev"),
        ("ow", "ov"),
        ("ew", "ev"),
        ("enka", "enko"),
        ("itch", "ich"),
        ("itsch", "ich"),
        ("icz", "ich"),
        ("vic", "vich"),
    ];
    // Short names end so by chance: `Low`, `Eff`.
    let ending = ENDINGS.iter().find(|(ending, _)| word.len() > ending.len() + 3 && word.ends_with(ending));
    ending.map_or_else(|| word.to_owned(), |(ending, plain)| format!("{}{plain}", &word[..word.len() - ending.len()]))
}

/// Returns whether two given names are spellings of one: `Sergueï` and `Sergey`, `Alexandre` and `Alexander`. Two names
/// with other vowels (`Aliaksandr`) count only if one of them is in no list of given names: `Francis` and `Frances` are two.
fn is_same_given_name(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let (x, y) = (given_name_key(a), given_name_key(b));
    if x == y {
        return true;
    }
    const MIN_LEN: usize = 5;
    let is_vowel = |c: char| "aeiou".contains(c);
    let consonants = |key: &str| key.chars().filter(|c| !is_vowel(*c)).collect::<String>();
    let (first, last) = (|key: &str| key.chars().next(), |key: &str| key.chars().next_back());
    let vowel_or_nothing = |key: &str| first(key).filter(|c| !is_vowel(*c));
    x.len().min(y.len()) >= MIN_LEN
        && last(&x) == last(&y)
        && vowel_or_nothing(&x) == vowel_or_nothing(&y)
        && consonants(&x) == consonants(&y)
        && consonants(&x).len() >= 3
        && distance(&x, &y, 1) <= 1
        && !(gazetteer::is_given_name(a) && gazetteer::is_given_name(b))
}

/// Returns the sound of a given name with its ending, which distinguishes `Stéphane` from `Stéphanie`. `-dre`, `-der` and
/// `-dr` are one ending, `Ye-` and `E-` one beginning.
fn given_name_key(word: &str) -> String {
    let word = word
        .strip_prefix("ye")
        .or_else(|| word.strip_prefix("ie"))
        .map_or_else(|| word.to_owned(), |rest| format!("e{rest}"));
    let mut key = phonetic(&word);
    let is_consonant = |c: char| !"aeiour".contains(c);
    for ending in ["re", "r"] {
        let stem = key.strip_suffix(ending).filter(|stem| stem.chars().next_back().is_some_and(is_consonant));
        if let Some(stem) = stem {
            key = format!("{stem}er");
            break;
        }
    }
    key
}

/// Returns whether a person's name begins with the family name: it is in the list and the given name is not European
/// (unlike `Lee Harvey Oswald` and `Kim Kardashian`), or the given name has the form `Jong-un`, `Ing-wen`.
#[must_use]
pub(crate) fn is_family_first(name: &str, words: &[String]) -> bool {
    let hyphened = name.split_once(' ').is_some_and(|(_, given)| {
        let mut parts = given.split(['-', '\u{2010}', '\u{2011}']);
        let (first, second) = (parts.next(), parts.next());
        let is_one_word = parts.next().is_none() && !given.contains(' ');
        let begins =
            |part: Option<&str>, test: fn(char) -> bool| part.and_then(|part| part.chars().next()).is_some_and(test);
        is_one_word && begins(first, char::is_uppercase) && begins(second, char::is_lowercase)
    });
    let known = words.first().is_some_and(|first| FAMILY_FIRST.split_whitespace().any(|family| family == first));
    let european = |word: &String| word.len() > 4 && gazetteer::is_given_name(word);
    hyphened || (known && (2..=3).contains(&words.len()) && !words[1..].iter().any(european))
}

fn folded_words(text: &str) -> Vec<String> {
    let mut list = Vec::new();
    tokens::tokenize(text, 0, text.len(), &mut list);
    list.iter().map(|token| tokens::fold(token.text(text))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> PersonName {
        PersonName::parse(text, &folded_words(text), None).expect("a full name")
    }

    fn is_one(a: &str, b: &str) -> bool {
        let (x, y) = (name(a), name(b));
        assert_eq!(x.is_spelling_of(&y), y.is_spelling_of(&x), "{a} {b}");
        x.is_spelling_of(&y) && x.family_key() == y.family_key()
    }

    #[test]
    fn transliterations_and_national_forms_are_one_name() {
        for (a, b) in [
            ("Serguei Tarassov", "Sergey Tarasov"),
            ("Sergueï Tarassov", "Sergei Tarassoff"),
            ("Alexandre Vinogradov", "Aleksandr Vinogradov"),
            ("Alexander Vinogradov", "Alexandre Vinogradow"),
            ("Aliaksandr Lukinenka", "Alexandre Loukinenko"),
            ("Evgueni Malychev", "Yevgeny Malyshev"),
            ("Iouri Tcherniakov", "Yuri Cherniakov"),
            ("Mohammed El Amrani", "Mohamed Amrani"),
            ("Bachir al-Khoury", "Bashir el-Khouri"),
            ("Zoran Petrović", "Zoran Petrovitch"),
            ("Andreï Poutchine", "Andrey Puchin"),
            ("Vladimir Poutine", "Vladimir Putin"),
            ("Boris Eltsine", "Boris Eltsin"),
            ("Helen W. Ashdown", "Helen Ashdown"),
            ("JEANNE MORVAN", "Jeanne Morvan"),
            ("Gaël Rouzic", "Gael Rouzic"),
        ] {
            assert!(is_one(a, b), "{a} {b}");
        }
    }

    #[test]
    fn brothers_sisters_and_other_family_names_are_not() {
        for (a, b) in [
            ("Michel Rouzic", "Michelle Rouzic"),
            ("Frédéric Rouzic", "Frédérique Rouzic"),
            ("Stéphane Rouzic", "Stéphanie Rouzic"),
            ("Jeanne Morvan", "Joanne Morvan"),
            ("Jean Morvan", "Jeanne Morvan"),
            ("Francis Hollis", "Frances Hollis"),
            ("Paul Martin", "Paul Martini"),
            ("Paul Martin", "Paul Martine"),
            ("Serge Tarassov", "Sergueï Tarassov"),
            ("Marie Morel", "Mario Morel"),
            ("Paul Morel", "Paul Moral"),
            ("Jean Morvan", "Jean-Pierre Morvan"),
            ("Daniel Petit", "Danielle Petit"),
        ] {
            assert!(!is_one(a, b), "{a} {b}");
        }
    }

    #[test]
    fn an_initial_may_replace_a_given_or_the_family_name() {
        let is = |a: &str, b: &str| name(a).abbreviates(&name(b));
        assert!(is("J. Morvan", "Jeanne Morvan") && is("Lucas F.", "Lucas Fabre") && is("Lucas F", "Lucas Fabre"));
        assert!(!is("P. Morvan", "Jeanne Morvan") && !is("Lucas F.", "Luc Fabre") && !is("Jeanne Morvan", "J. Morvan"));
        assert!(!is("Charles V", "Charles Vidal"));
        assert!(name("Lucas F.").has_initial() && !name("Lucas Fabre").has_initial());
    }
}
