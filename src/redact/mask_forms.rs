//! Lists the [`MaskForm`]s of a record: every form in which texts may name it, with the conditions for each form.
//!
//! In addition to the names that a record has or implies (`forms`): first names alone, a first name with the family name's
//! initial, parts of a family name, a Slavic stem, `ae` for `ä`. `name_masker` finds them; this module reads no text.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::letters::FoldedLetters;
use crate::parse::Record;
use crate::registry::Strength;
use crate::registry::{forms, personal_names};
use crate::text::tokens;

/// Which part of a name a form is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum MaskKind {
    /// Several words.
    Full,
    /// A family name of one word.
    Family,
    /// Another single word, as the record writes it: a handle, a nickname.
    Single,
    /// A first name or a part of a name: masked only where the text names the bearer.
    Part,
    /// A first name and an initial.
    Initial,
    /// A family name without its ending, in an inflected language.
    Stem,
}

/// How likely a longer word that begins with a form's last word derives from it: `Kerdanielstraße`, but `Martinique`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum CompoundReach {
    /// A short name, or an ordinary word.
    Word,
    /// Five or six letters.
    Stem,
    /// Seven or more.
    Far,
}

/// How the script of a form separates words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ScriptType {
    /// With capitals.
    Cased,
    /// Without capitals; words may have endings, and in Arabic and Hebrew prefixes.
    Uncased,
    /// Without blanks between words.
    Unspaced,
}

/// A form to search for.
#[derive(Clone, Debug)]
pub(crate) struct MaskForm {
    /// As it is written.
    pub(crate) text: String,
    /// Its letters, folded.
    pub(crate) folded: String,
    /// Byte offset in `folded` of each word, and whether it has a capital.
    pub(crate) words: Vec<(usize, bool)>,
    pub(crate) kind: MaskKind,
    pub(crate) reach: CompoundReach,
    pub(crate) script: ScriptType,
    /// Whether other people may have it too.
    pub(crate) weak: bool,
    /// Whether it belongs to a withheld record.
    pub(crate) withheld: bool,
    /// The record.
    pub(crate) record: usize,
    /// Whether it is the name of a place. A place has a claim only to first names.
    pub(crate) place: bool,
    /// Whether its last word is an ordinary word.
    pub(crate) ordinary: bool,
    /// Whether the record declares it an ordinary word too (`never`).
    pub(crate) is_declared_word: bool,
}

/// Ordinary words that are also names.
static ORDINARY: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let lines = include_str!("ordinary.txt").lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).collect()
});

/// Returns all masks of a record. A published record gets fewer, only in their usual spelling, to protect its names.
pub(crate) fn record_masks(record: &Record, personal: bool, bearer: usize, withheld: bool) -> Vec<MaskForm> {
    let mut masks = Vec::new();
    // For Anne Petit, `never: [petit]` means that `petit` in small letters is a word; `never: [Petit]`, that `Petit` is
    // not her.
    let folded = |text: &str| FoldedLetters::from_source(text, 0).folded;
    let has_capital = |text: &str| text.chars().any(char::is_uppercase);
    let refused = |text: &str| record.never.iter().find(|never| folded(&never.value) == folded(text));
    let mut add = |text: &str, sort: MaskKind, weak: bool| {
        let refused = refused(text);
        if refused.is_some_and(|refused| has_capital(&refused.value) || !has_capital(text)) {
            return;
        }
        let Some(mask) = MaskForm::new(text, sort, weak, (bearer, withheld)) else { return };
        let mask = if refused.is_some() { mask.into_word() } else { mask };
        if !masks.iter().any(|other: &MaskForm| other.folded == mask.folded && other.kind == mask.kind) {
            masks.push(mask);
        }
    };
    let whole = Record { never: Vec::new(), ..record.clone() };
    let families = families(record, personal);
    for written in forms::record_forms(if withheld { &whole } else { record }, personal) {
        let weak = match written.strength {
            Strength::Role { .. } => continue,
            Strength::Weak => true,
            Strength::Strong => false,
        };
        let text = &written.text.value;
        let sort = if families.contains(&tokens::fold(text)) { MaskKind::Family } else { MaskKind::Full };
        add(text, sort, weak);
        spelt_out(text).iter().filter(|_| withheld).for_each(|other| add(other, sort, weak));
    }
    if !personal {
        return masks;
    }
    for name in std::iter::once(&record.name).chain(&record.names) {
        let Some((given, family, _)) = parts(record, &name.value) else { continue };
        // `R. K.` is the published form.
        if given.split([' ', '-']).all(personal_names::is_initial) {
            continue;
        }
        let first = given.split_whitespace().next().unwrap_or(given);
        for given in [given, first] {
            for initial in initials(family) {
                add(&format!("{given} {initial}"), MaskKind::Initial, true);
            }
        }
        if !withheld {
            continue;
        }
        let words = given.split_whitespace().chain(family.split([' ', '-', '\u{2011}', '’', '\'']));
        let words = words.filter(|word| !personal_names::is_particle(word));
        for word in std::iter::once(given).chain(words) {
            add(word, MaskKind::Part, true);
            // `Анне` of Анна.
            stem(word).iter().for_each(|stem| add(stem, MaskKind::Part, true));
        }
        if let Some(stem) = stem(family) {
            add(stem, MaskKind::Stem, true);
        }
    }
    masks
}

/// Returns the folded family names of a record. Those implied by its other names count only if they share a first name with
/// the main name: the family name of `la Mouette Rieuse` would be a nickname's last word.
fn families(record: &Record, personal: bool) -> Vec<String> {
    if !personal {
        return Vec::new();
    }
    let given = |name: &str| parts(record, name).map(|(given, _, _)| tokens::fold(given));
    let own = given(&record.name.value);
    let all = std::iter::once(&record.name).chain(&record.names);
    let families =
        all.filter(|name| given(&name.value) == own).filter_map(|name| personal_names::family_name(&name.value));
    let spelt = |family: &str| spelt_out(family).into_iter().chain([family.to_owned()]).collect::<Vec<_>>();
    let families = families.chain(record.family.as_ref().map(|text| text.value.as_str())).flat_map(spelt);
    families.map(|family| tokens::fold(&family)).collect()
}

/// Splits a name into first names and family name, or its initial. In Chinese names the family name is the first character.
fn parts<'a>(record: &'a Record, name: &'a str) -> Option<(&'a str, &'a str, bool)> {
    if let Some(parts) = personal_names::split_name(record, name) {
        return Some(parts);
    }
    if let Some((given, initial)) = name.trim().rsplit_once(' ').filter(|(_, last)| personal_names::is_initial(last)) {
        return Some((given, initial, false));
    }
    let first = name.chars().next().filter(|c| is_han(*c) || is_hangul(*c))?;
    let is_whole = !name.contains(char::is_whitespace) && name.chars().count() > 2;
    is_whole.then(|| (&name[first.len_utf8()..], &name[..first.len_utf8()], true))
}

/// `F` for Fabre; `L`, `G`, `Le G`, `L G` for Le Goff.
fn initials(family: &str) -> Vec<String> {
    let first = |word: &str| word.chars().next().filter(|c| c.is_uppercase()).map(String::from);
    let words: Vec<&str> = family.split([' ', '-', '\u{2011}']).filter(|word| !word.is_empty()).collect();
    let mut all: Vec<String> = words.iter().filter_map(|word| first(word)).collect();
    if let [head @ .., last] = words.as_slice()
        && let Some(last) = first(last).filter(|_| !head.is_empty())
    {
        all.push(format!("{} {last}", head.join(" ")));
        all.push(head.iter().filter_map(|word| first(word)).chain([last]).collect::<Vec<_>>().join(" "));
    }
    all
}

/// Returns a name with `ae`, `oe`, `ue`, `aa` for letters that some keyboards lack, or the reverse.
fn spelt_out(text: &str) -> Vec<String> {
    const PAIRS: [(char, &str); 5] = [('ä', "ae"), ('ö', "oe"), ('ü', "ue"), ('ø', "oe"), ('å', "aa")];
    let lower = text.to_lowercase();
    // Only letters within words are exchanged, so capitals keep their positions.
    let out = PAIRS.iter().fold(text.to_owned(), |text, (letter, pair)| {
        let capital: String = letter.to_uppercase().collect();
        let mut letters = pair.chars();
        let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
        text.replace(*letter, pair).replace(&capital, &(first + letters.as_str()))
    });
    let back = ["ae", "oe", "ue"].iter().fold(text.to_owned(), |text, pair| text.replace(pair, &pair[..1]));
    let is_long = lower.chars().count() >= 5;
    [out, back].into_iter().filter(|other| is_long && other != text).collect()
}

/// Returns the part of a Cyrillic name that inflection does not change: `Навальн` for Навальный.
fn stem(name: &str) -> Option<&str> {
    const ENDINGS: [&str; 10] = ["ый", "ий", "ой", "ая", "яя", "ій", "а", "я", "о", "ова"];
    let stem = ENDINGS.iter().filter_map(|ending| name.strip_suffix(ending)).min_by_key(|stem| stem.len())?;
    (stem.chars().count() >= 3).then_some(stem)
}

impl MaskForm {
    /// Creates a form; `None` if it has too few letters to be found.
    fn new(text: &str, sort: MaskKind, weak: bool, (bearer, withheld): (usize, bool)) -> Option<Self> {
        let letters = FoldedLetters::from_source(text, 0);
        let words: Vec<(usize, bool)> = letters.words_apart();
        let last = words.last()?.0;
        let first = text.chars().find(|c| c.is_alphanumeric())?;
        let script = script(first);
        let core = &letters.folded[last..];
        let n_letters = letters.list.len();
        // `Lucas F.` as people write it; `F` alone names no one.
        let ends_in_initial = core.chars().count() == 1 && script == ScriptType::Cased;
        let sort = match (sort, words.len()) {
            (MaskKind::Full | MaskKind::Family, 2..) if ends_in_initial => MaskKind::Initial,
            (MaskKind::Full, 1) => MaskKind::Single,
            (MaskKind::Family, 2..) => MaskKind::Full,
            _ => sort,
        };
        let particle = sort == MaskKind::Part && script == ScriptType::Cased && !first.is_uppercase();
        let all_initials = script == ScriptType::Cased && n_letters == words.len();
        if n_letters < 2 || all_initials || particle {
            return None;
        }
        let ordinary = ORDINARY.contains(core);
        let reach = match core.chars().count() {
            _ if ordinary => CompoundReach::Word,
            0..5 => CompoundReach::Word,
            5 | 6 => CompoundReach::Stem,
            _ => CompoundReach::Far,
        };
        Some(Self {
            text: text.to_owned(),
            folded: letters.folded,
            words,
            kind: sort,
            reach,
            script,
            weak,
            withheld,
            record: bearer,
            place: false,
            ordinary,
            is_declared_word: false,
        })
    }

    /// Turns it into an ordinary word, as the record declares: a name only if capitalised.
    fn into_word(self) -> Self {
        Self { reach: CompoundReach::Word, ordinary: true, is_declared_word: true, ..self }
    }

    /// Returns its folded words.
    pub(crate) fn folded_words(&self) -> impl Iterator<Item = &str> {
        let ends = self.words.iter().skip(1).map(|(start, _)| *start).chain([self.folded.len()]);
        self.words.iter().zip(ends).map(|((start, _), end)| &self.folded[*start..end])
    }

    /// Returns whether its language inflects names, as those of the Greek and Cyrillic scripts do.
    pub(crate) fn declines(&self) -> bool {
        self.text.chars().any(|c| ('\u{370}'..='\u{52f}').contains(&c))
    }
}

fn script(c: char) -> ScriptType {
    match c {
        _ if is_han(c) => ScriptType::Unspaced,
        // Kana, Thai, Lao, Tibetan, Burmese, Khmer.
        '\u{3040}'..='\u{30ff}' | '\u{e00}'..='\u{fff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' => {
            ScriptType::Unspaced
        }
        // Georgian has capitals, but does not use them in names.
        '\u{10d0}'..='\u{10ff}' => ScriptType::Uncased,
        _ if c.is_uppercase() || c.is_lowercase() || !c.is_alphabetic() => ScriptType::Cased,
        _ => ScriptType::Uncased,
    }
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

fn is_hangul(c: char) -> bool {
    matches!(c, '\u{ac00}'..='\u{d7a3}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::SourcePath;
    use crate::parse;

    #[test]
    fn a_record_is_named_in_more_forms_than_it_writes() {
        let file = SourcePath::new("content/people/a.md");
        let front = "---\nname: Anne-Lise Le Müller\nnames: [Lise M., la Corneille]\n---\n";
        let record = parse::record::parse(&file, "person", front.as_bytes()).value.expect("a record");
        let all: Vec<String> = record_masks(&record, true, 0, true)
            .into_iter()
            .map(|mask| format!("{} {:?}", mask.text, mask.kind))
            .collect();
        for form in [
            "Anne-Lise Le Müller Full", "Anne-Lise Le Mueller Full", "Le Müller Full", "Lise M. Initial",
            "Anne-Lise M Initial", "Anne-Lise Le M Initial", "Anne-Lise Part", "Müller Part", "Lise Part",
            "Corneille Single",
        ] {
            assert!(all.iter().any(|other| other == form), "{form} in {all:#?}");
        }
    }
}
