//! Spellings of one name: sound keys that its transliterations share, edit distance, acronyms, gazetteer identity.
//!
//! A sound key is deliberately coarse and never sufficient: `cluster` and `record_match` also compare the kind and the
//! letters.

use crate::gazetteer;
use crate::lang::in_any;
use crate::text::tokens;

/// Groups of letters that transliterations of Cyrillic, Korean, Arabic and Chinese names exchange, longest first, and
/// their replacements. French and English romanisations differ in just these (`ou`/`u`, `tch`/`ch`, `kh`/`h`,
/// `Poutine`/`Putin`).
const SOUNDS: [(&str, &str); 48] = [
    ("chtch", "c"),
    ("shch", "c"),
    ("tsch", "c"),
    ("tch", "c"),
    ("tsh", "c"),
    ("sch", "c"),
    ("dzh", "j"),
    ("dj", "j"),
    ("zh", "j"),
    ("sh", "c"),
    ("ch", "c"),
    ("cz", "c"),
    ("iou", "u"),
    ("you", "u"),
    ("kh", "k"),
    ("gh", "g"),
    ("ph", "f"),
    ("th", "t"),
    ("dh", "d"),
    ("bh", "b"),
    ("ou", "u"),
    ("oo", "u"),
    ("oe", "u"),
    ("eu", "u"),
    ("ee", "i"),
    ("ie", "i"),
    ("ei", "i"),
    ("ey", "i"),
    ("ai", "i"),
    ("ay", "i"),
    ("iy", "i"),
    ("ij", "i"),
    ("ia", "a"),
    ("ya", "a"),
    ("io", "o"),
    ("yo", "o"),
    ("iu", "u"),
    ("yu", "u"),
    ("qu", "k"),
    ("ck", "k"),
    ("q", "k"),
    ("x", "ks"),
    ("w", "v"),
    ("y", "i"),
    ("j", "i"),
    ("z", "s"),
    ("h", ""),
    ("\u{2bc}", ""),
];

/// Returns the sound key of a word: letters that transliterations exchange are unified, doubled letters single, a mute
/// ending removed.
#[must_use]
pub(crate) fn sound(word: &str) -> String {
    let mut sound = phonetic(word);
    // The ending differs in `Poutine` and `Putin`, `Loukachenko` and `Lukashenko`, `-sky`, `-ski` and `-skii`.
    let end = sound.trim_end_matches(['e', 'i']);
    if end.chars().count() > 2 {
        sound.truncate(end.len());
    }
    sound
}

/// Returns the same with the ending.
#[must_use]
pub(crate) fn phonetic(word: &str) -> String {
    let folded = tokens::fold(word);
    let mut sound = String::with_capacity(folded.len());
    let mut rest = folded.as_str();
    while !rest.is_empty() {
        // In French the `u` of `Sergueï` only keeps the `g` hard.
        if rest.starts_with("gu") && rest[2..].starts_with(['e', 'i', 'y']) {
            sound.push('g');
            rest = &rest[2..];
            continue;
        }
        let group = SOUNDS.iter().find(|(group, _)| rest.starts_with(group));
        if let Some((group, stands)) = group {
            sound.push_str(stands);
            rest = &rest[group.len()..];
        } else if let Some(c) = rest.chars().next() {
            sound.push(if c == 'c' { 'k' } else { c });
            rest = &rest[c.len_utf8()..];
        }
    }
    // `c` is hard unless a group has replaced it; in the replacements it is soft.
    let mut single = String::with_capacity(sound.len());
    for c in sound.chars() {
        if !single.ends_with(c) {
            single.push(c);
        }
    }
    single
}

/// Returns the edit distance of two words, or `limit` + 1 if their lengths alone differ by more than `limit`.
#[must_use]
pub(crate) fn distance(a: &str, b: &str, limit: usize) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > limit {
        return limit + 1;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = (above + 1).min(row[j] + 1).min(corner + usize::from(x != y));
            corner = above;
        }
    }
    row[b.len()]
}

/// Returns the possible acronyms of a name of several words, folded: its initials with and without function words, as
/// in `Organisation du traité de l’Atlantique nord` and `OTAN`.
#[must_use]
pub(crate) fn acronyms(name: &str) -> Vec<String> {
    let words: Vec<String> =
        name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(tokens::fold).collect();
    let initials = |keep: &dyn Fn(&&String) -> bool| -> String {
        words.iter().filter(keep).filter_map(|word| word.chars().next()).collect()
    };
    let mut all = vec![initials(&|word| !in_any(word, |language| language.words.no_initial)), initials(&|_| true)];
    all.dedup();
    all.retain(|acronym| (2..=8).contains(&acronym.len()));
    all
}

/// Returns whether an acronym may stand for a name.
#[must_use]
pub(crate) fn is_acronym(acronym: &str, name: &str) -> bool {
    let letters: String = tokens::fold(acronym).chars().filter(|c| c.is_alphanumeric()).collect();
    acronyms(name).contains(&letters)
}

/// Returns an identifier of the gazetteer's entry for a name, which is the same for all names of one thing; `None` if
/// the gazetteer does not list it as this kind, or the kind has no entries.
#[must_use]
pub(crate) fn gazetteer_identity(name: &str, kind: &str) -> Option<String> {
    let known = gazetteer::look_up(name);
    match kind {
        "organisation" => known.organisation.map(|body| format!("organisation {}", body.english)),
        "place" => known
            .places
            .first()
            .map(|place| format!("place {:?} {} {}", place.class, place.country.unwrap_or_default(), place.english)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn transliterations_sound_alike() {
        let same = [
            ("Poutine", "Putin"),
            ("Loukachenko", "Lukashenko"),
            ("Vostotchny", "Vostochny"),
            ("Iakoutsk", "Yakutsk"),
            ("Khrouchtchev", "Khrushchev"),
            ("Zelensky", "Zelenskyy"),
            ("Zelenski", "Zelensky"),
            ("Tchernobyl", "Chernobyl"),
            ("Eltsine", "Eltsin"),
            ("Choïgou", "Shoigu"),
            ("Gorbatchev", "Gorbachev"),
            ("Bachar", "Bashar"),
            ("Kadhafi", "Kadafi"),
        ];
        for (a, b) in same {
            assert_eq!(sound(a), sound(b), "{a} {b}");
        }
        let different =
            [("Poutine", "Patine"), ("Kim", "Kam"), ("Moscou", "Macao"), ("Iran", "Irak"), ("Mali", "Malte")];
        for (a, b) in different {
            assert_ne!(sound(a), sound(b), "{a} {b}");
        }
    }

    #[test]
    fn acronyms_are_read_with_and_without_small_words() {
        assert!(is_acronym("ONU", "Organisation des Nations unies"));
        assert!(is_acronym("CPI", "Cour pénale internationale"));
        assert!(is_acronym("FBI", "Federal Bureau of Investigation"));
        assert!(!is_acronym("CPI", "Cour de cassation"));
        assert!(!is_acronym("A", "Armée"));
    }

    #[test]
    fn distance_counts_letters() {
        assert_eq!(distance("vostotchny", "vostochny", 2), 1);
        assert_eq!(distance("a", "abcdef", 2), 3);
    }
}
