//! The parts of a person's name: which is the family name, and how the name is sorted.

use crate::gazetteer;
use crate::lang::names::{DROPPED_PARTICLES, FAMILY_PARTICLES, GENERATIONS, INTERCHANGEABLE_ARTICLES};
use crate::parse::Record;
use crate::text::tokens::{self, Gap, Token};

/// Returns the family name within a person's `name`: the last word and the particles before it, without what follows the
/// family name: `Jr.`, `fils`, `III`. `None` for a single word, if the last word is an initial (`Lucas F.`), and for a
/// monarch: `Juan Carlos Ier`.
#[must_use]
pub(crate) fn family_name(name: &str) -> Option<&str> {
    let (bearer, generation) = split_generation(name);
    let words: Vec<&str> = bearer.split_whitespace().collect();
    let last = words.last()?;
    let is_regnal = !generation.is_empty() && !is_generation_word(generation);
    if words.len() < 2 || is_initial(last) || (is_regnal && gazetteer::is_given_name(last)) {
        return None;
    }
    let mut first = words.len() - 1;
    while first > 1 && FAMILY_PARTICLES.contains(&words[first - 1].to_lowercase().as_str()) {
        first -= 1;
    }
    let start = words[first].as_ptr() as usize - name.as_ptr() as usize;
    Some(bearer[start..].trim_end())
}

/// Splits a name before the last word if that is no part of the family name: `Sam Okafor`, `Jr.`; `Ardoin`, `III`. The second
/// part is empty if there is no such word.
#[must_use]
pub(crate) fn split_generation(name: &str) -> (&str, &str) {
    let trimmed = name.trim_end();
    match trimmed.rsplit_once(char::is_whitespace) {
        Some((bearer, last)) if is_generation_word(last) || is_roman_number(last) => {
            (bearer.trim_end().trim_end_matches(','), last)
        }
        _ => (trimmed, ""),
    }
}

/// Returns whether a word says which of several generations is meant: `Jr.`, `fils`.
fn is_generation_word(word: &str) -> bool {
    GENERATIONS.contains(&tokens::fold(word.trim_end_matches('.')).as_str())
}

/// Returns whether a word is a Roman number up to thirty-nine, or the first of a name in French: `III`, `Ier`. `X` alone may
/// be an initial and is a number all the same, because neither is a family name.
fn is_roman_number(word: &str) -> bool {
    let tens = word.trim_start_matches('X');
    let n_tens = word.len() - tens.len();
    let units = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    word == "Ier" || word == "Ire" || (!word.is_empty() && n_tens <= 3 && units.contains(&tens))
}

/// Returns the family name without the particle that the press leaves out: `Villecourt` of `de Villecourt`, `Amrani` of
/// `el-Amrani`. `None` if it has none, and for a short name, which keeps it: `de Gaulle`.
#[must_use]
pub(crate) fn without_particle(family: &str) -> Option<&str> {
    let (particle, rest) = family.split_once([' ', '-', '\'', '’'])?;
    let elides = family[particle.len()..].starts_with(['\'', '’']);
    let rest = rest.trim_start();
    let dropped = DROPPED_PARTICLES.contains(&particle.to_lowercase().as_str());
    let is_one_word = !rest.contains(char::is_whitespace) && rest.starts_with(char::is_uppercase);
    (dropped && is_one_word && (elides || n_syllables(rest) > 1)).then_some(rest)
}

/// Counts the syllables of a word as French and English pronounce it: groups of vowels without a silent `e` at the end.
fn n_syllables(word: &str) -> usize {
    let folded = tokens::fold(word);
    let spoken = folded.strip_suffix("es").or_else(|| folded.strip_suffix('e')).unwrap_or(&folded);
    // `Staël`: two points begin a syllable.
    let n_parted = word.chars().filter(|c| matches!(c, 'ë' | 'ï' | 'ü' | 'ÿ')).count();
    spoken.split(|c: char| !"aeiouy".contains(c)).filter(|group| !group.is_empty()).count() + n_parted
}

/// Returns the other transliteration of a name with an Arabic article: `Bachir al-Amrani` of `Bachir el-Amrani`. `None` if it has
/// no such article.
#[must_use]
pub(crate) fn with_other_article(name: &str) -> Option<String> {
    let is_part_end = |c: char| c.is_whitespace() || c == '-' || c == '\u{2011}';
    let mut start = 0;
    for part in name.split_inclusive(is_part_end) {
        let word = part.trim_end_matches(is_part_end);
        let other = INTERCHANGEABLE_ARTICLES.iter().find(|(one, _)| word.eq_ignore_ascii_case(one));
        if let Some((_, other)) = other.filter(|_| part.len() > word.len()) {
            let other = if word.starts_with(char::is_uppercase) {
                other[..1].to_uppercase() + &other[1..]
            } else {
                (*other).to_owned()
            };
            return Some(format!("{}{other}{}", &name[..start], &name[start + word.len()..]));
        }
        start += part.len();
    }
    None
}

/// Returns whether a word is a particle of family names: `de`, `Le`.
#[must_use]
pub(crate) fn is_particle(word: &str) -> bool {
    FAMILY_PARTICLES.contains(&word.to_lowercase().as_str())
}

/// Returns whether a word is a single capital letter, with or without a full stop.
#[must_use]
pub(crate) fn is_initial(word: &str) -> bool {
    word.trim_end_matches('.').chars().filter(|c| c.is_alphanumeric()).count() == 1
        && word.chars().any(char::is_uppercase)
}

/// Returns the first names and the family name within one of a person's full names, and whether the family name comes
/// first. `None` if the name does not show which is which.
#[must_use]
pub(crate) fn split_name<'a>(record: &'a Record, name: &'a str) -> Option<(&'a str, &'a str, bool)> {
    let (name, _) = split_generation(name.trim());
    let family = match &record.family {
        Some(family) => family.value.trim(),
        None => family_name(name)?,
    };
    let is_space = |c: char| c.is_whitespace();
    if let Some(given) = name.strip_suffix(family).filter(|given| given.ends_with(is_space)) {
        return Some((given.trim(), family, false));
    }
    let given = name.strip_prefix(family).filter(|given| given.starts_with(is_space))?;
    Some((given.trim(), family, true))
}

/// Returns the folded initials of a person's first names, one entry for each full name: `jp` for Jean-Pierre, `v` for
/// Vladimir.
#[must_use]
pub(crate) fn initials(record: &Record) -> Vec<String> {
    let mut all: Vec<String> = std::iter::once(&record.name)
        .chain(&record.names)
        .filter_map(|name| split_name(record, &name.value))
        .map(|(given, _, _)| {
            given.split(|c: char| !c.is_alphanumeric()).filter_map(|word| tokens::fold(word).chars().next()).collect()
        })
        .collect();
    all.sort();
    all.dedup();
    all
}

/// Returns the hashes of the words of a person's first names, in all full names.
#[must_use]
pub(crate) fn given_words(record: &Record) -> Box<[u64]> {
    let mut hashes = Vec::new();
    for name in std::iter::once(&record.name).chain(&record.names) {
        if let Some((given, _, _)) = split_name(record, &name.value) {
            let mut words = Vec::new();
            tokens::tokenize(given, 0, given.len(), &mut words);
            hashes.extend(first_name_hashes(&words));
        }
    }
    hashes.sort_unstable();
    hashes.dedup();
    hashes.into_boxed_slice()
}

/// Returns one hash for each first name among words: `Anne-Marie` is one name, and neither Anne nor Marie.
#[must_use]
pub(crate) fn first_name_hashes(words: &[Token]) -> Vec<u64> {
    let mut hashes: Vec<u64> = Vec::with_capacity(words.len());
    for word in words {
        match hashes.last_mut() {
            Some(last) if word.gap == Gap::Hyphen => *last = last.rotate_left(7) ^ word.hash,
            _ => hashes.push(word.hash),
        }
    }
    hashes
}

/// Returns a person's first name, the first of several; empty if the name does not show it.
#[must_use]
pub(crate) fn given_name(record: &Record) -> &str {
    let given = split_name(record, &record.name.value).map_or("", |(given, _, _)| given);
    given.split_whitespace().next().unwrap_or_default()
}

/// Returns the name that a record is sorted by: its `sort:`, else the family name first for people, else its name.
#[must_use]
pub(crate) fn sort_name(record: &Record, personal: bool) -> String {
    if let Some(sort) = &record.sort {
        return sort.clone();
    }
    let name = record.name.value.trim();
    if !personal {
        return name.to_owned();
    }
    let family = record.family.as_ref().map_or_else(|| family_name(name), |text| Some(text.value.as_str()));
    let (bearer, generation) = split_generation(name);
    match family {
        Some(family) if bearer.len() > family.len() && bearer.ends_with(family) => {
            let given = bearer[..bearer.len() - family.len()].trim();
            format!("{family}, {given} {generation}").trim_end().to_owned()
        }
        _ => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn particles_belong_to_the_family_name() {
        assert_eq!(family_name("Vladimir Poutine"), Some("Poutine"));
        assert_eq!(family_name("Charles de Gaulle"), Some("de Gaulle"));
        assert_eq!(family_name("James O’Brien"), Some("O’Brien"));
        assert_eq!(family_name("Voltaire"), None);
        assert_eq!((family_name("Noé K."), family_name("Noé K")), (None, None));
    }

    #[test]
    fn what_follows_a_family_name_is_no_part_of_it() {
        let all = [
            "Ada Berg Jr.", "Ada Berg, Sr", "Ada Berg fils", "Ada Berg III", "Ardoin III", "Juan Carlos Ier",
            "Childéric X",
        ];
        assert_eq!(all.map(family_name), [Some("Berg"), Some("Berg"), Some("Berg"), Some("Berg"), None, None, None]);
    }

    #[test]
    fn the_press_drops_some_particles() {
        let all = [
            "de Villecourt", "el-Amrani", "d’Estreville", "de Gaulle", "de Staël", "van der Meulen", "Le Goff",
            "Villecourt",
        ];
        let short = [Some("Villecourt"), Some("Amrani"), Some("Estreville"), None, Some("Staël"), None, None, None];
        assert_eq!(all.map(without_particle), short);
        assert_eq!(with_other_article("Bachir el-Amrani").as_deref(), Some("Bachir al-Amrani"));
        assert_eq!(with_other_article("Nadia Al Masri").as_deref(), Some("Nadia El Masri"));
        assert_eq!(
            (with_other_article("Al Gore Al"), with_other_article("Paul Dupont")),
            (Some("El Gore Al".to_owned()), None)
        );
    }
}
