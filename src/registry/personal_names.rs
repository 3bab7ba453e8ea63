//! The parts of a person's name: which is the family name, and how the name is sorted.

use crate::lang::names::FAMILY_PARTICLES;
use crate::parse::Record;
use crate::text::tokens;

/// Returns the family name within a person's `name`: the last word and the particles before it. `None` for a single
/// word, and if the last word is an initial: `Lucas F.`
#[must_use]
pub(crate) fn family_name(name: &str) -> Option<&str> {
    let words: Vec<&str> = name.split_whitespace().collect();
    if words.len() < 2 || words.last().is_some_and(|last| is_initial(last)) {
        return None;
    }
    let mut first = words.len() - 1;
    while first > 1 && FAMILY_PARTICLES.contains(&words[first - 1].to_lowercase().as_str()) {
        first -= 1;
    }
    let start = words[first].as_ptr() as usize - name.as_ptr() as usize;
    Some(name[start..].trim_end())
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
    let name = name.trim();
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
    match family {
        Some(family) if name.len() > family.len() && name.ends_with(family) => {
            format!("{family}, {}", name[..name.len() - family.len()].trim())
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
}
