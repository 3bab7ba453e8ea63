//! Names of which initials are published: any text as written -> the same text with `J. M.` for `Jeanne Morvan`.
//!
//! Works on the files before they are read, so that no later stage ever learns the name: offsets, quotations, citations,
//! the search and the data agree by themselves. Letter by letter, a word of the name becomes its initial; what stands
//! between the words (a space, a hyphen, the star of an emphasis) stays, and lines stay lines.
//!
//! It withholds rather too much: a family name by itself goes too, unless the text names a published bearer of it in full
//! and the withheld one nowhere. Addresses, paths and ids are left alone, because they must go on leading somewhere.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::forms;
use super::lexicon::Strength;
use super::tokens::{self, Token};
use crate::base::{Key, KeyBuilder};
use crate::parse::Record;

/// The names that are withheld, and those that must stay although they look alike.
#[derive(Debug, Default)]
pub struct Masks {
    forms: Vec<Form>,
    /// Forms by the hash of their first word, longest first.
    by_first: HashMap<u64, Vec<usize>>,
    /// Ids, which are no words.
    ids: HashSet<String>,
    /// Identity of all of it.
    pub key: Key,
}

#[derive(Debug)]
struct Form {
    /// Hash of each word's letters, and whether it begins with a capital.
    words: Vec<(u64, bool)>,
    /// Whether it is a withheld record's.
    withheld: bool,
    /// The record.
    bearer: usize,
    weak: bool,
}

/// One replacement: where it stands in the new text, and what it stands for in the old one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Byte offset in the old text.
    pub start: usize,
    /// Byte after the last, in the old text.
    pub end: usize,
    /// Length in bytes of what stands there now.
    pub len: usize,
}

impl Masks {
    /// Makes masks for `withheld` records; the names of the `public` ones stay. Each with whether it is called as people
    /// are. `ids` are those of the dossier.
    #[must_use]
    pub fn new<'a>(
        withheld: &[(&'a Record, bool)],
        public: &[(&'a Record, bool)],
        ids: impl Iterator<Item = &'a str>,
    ) -> Self {
        let mut masks = Self::default();
        let mut key = KeyBuilder::new("masks");
        for (bearer, (record, personal)) in withheld.iter().enumerate() {
            masks.add(record, *personal, bearer, true, &mut key);
        }
        if masks.forms.is_empty() {
            return Self::default();
        }
        // Of the published names only those matter that share a word with a withheld one.
        let words: HashSet<u64> =
            masks.forms.iter().flat_map(|form| form.words.iter().map(|(hash, _)| *hash)).collect();
        // An event named after somebody withheld has no claim to the name; a relative has.
        for (bearer, (record, personal)) in public.iter().enumerate().filter(|(_, (_, personal))| *personal) {
            let mut list = Vec::new();
            let name = &record.name.value;
            tokens::tokenize(name, 0, name.len(), &mut list);
            let others = record.names.iter().chain(&record.weak).any(|text| {
                let mut list = Vec::new();
                tokens::tokenize(&text.value, 0, text.value.len(), &mut list);
                list.iter().any(|token| words.contains(&token.hash))
            });
            if others || list.iter().any(|token| words.contains(&token.hash)) {
                masks.add(record, *personal, withheld.len() + bearer, false, &mut key);
            }
        }
        masks.ids = ids.map(str::to_owned).collect();
        let mut order: Vec<usize> = (0..masks.forms.len()).collect();
        // Of equal ones the published name comes first: it is looked at whether it holds.
        order.sort_by_key(|index| (usize::MAX - masks.forms[*index].words.len(), masks.forms[*index].withheld));
        for index in order {
            masks.by_first.entry(masks.forms[index].words[0].0).or_default().push(index);
        }
        masks.key = key.finish();
        masks
    }

    fn add(&mut self, record: &Record, personal: bool, bearer: usize, withheld: bool, key: &mut KeyBuilder) {
        for written in forms::of(record, personal) {
            if matches!(written.strength, Strength::Role { .. }) {
                continue;
            }
            let text = &written.text.value;
            let mut list = Vec::new();
            tokens::tokenize(text, 0, text.len(), &mut list);
            let words: Vec<(u64, bool)> = list.iter().map(|token| (token.hash, token.is(Token::CAPITAL))).collect();
            if words.is_empty() || (words.len() == 1 && !words[0].1) {
                continue;
            }
            key.text(text).number(bearer as u64).number(u64::from(withheld));
            self.forms.push(Form { words, withheld, bearer, weak: written.strength == Strength::Weak });
        }
    }

    /// Tells whether there is nothing to mask.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.forms.is_empty()
    }

    /// Finds the words that must go, each with the initial that comes in its place, in order.
    #[must_use]
    pub fn edits(&self, text: &str) -> Vec<(Edit, String)> {
        let mut list = Vec::new();
        tokens::tokenize(text, 0, text.len(), &mut list);
        let mut edits = BTreeMap::new();
        self.edits_of(text, &list, &mut edits);
        // Once more as a reader sees it, for whom an element between two words of a name is nothing.
        let shown = outside_tags(text, &list);
        if shown.len() < list.len() {
            self.edits_of(text, &shown, &mut edits);
        }
        edits.into_values().collect()
    }

    fn edits_of(&self, text: &str, list: &[Token], edits: &mut BTreeMap<usize, (Edit, String)>) {
        let matches = self.matches(text, list);
        let full: BTreeSet<usize> = matches
            .iter()
            .map(|found| &self.forms[found.form])
            .filter(|form| !form.weak)
            .map(|form| form.bearer)
            .collect();
        for found in matches {
            let form = &self.forms[found.form];
            if !form.withheld || (form.weak && self.is_anothers(form, &full)) {
                continue;
            }
            for token in &list[found.first..found.first + form.words.len()] {
                edits.extend(initial(text, token).map(|(edit, new)| (edit.start, (edit, new))));
            }
        }
    }

    /// Tells whether a family name is that of a published person whom the text names in full, as it never does the
    /// withheld one.
    fn is_anothers(&self, form: &Form, full: &BTreeSet<usize>) -> bool {
        let bears = |other: &&Form| !other.withheld && other.words == form.words && full.contains(&other.bearer);
        !full.contains(&form.bearer) && self.forms.iter().any(|other| bears(&other))
    }

    /// Finds every name, the longest where several begin, never overlapping.
    fn matches(&self, text: &str, list: &[Token]) -> Vec<Match> {
        let mut matches = Vec::new();
        let mut at = 0;
        while let Some(token) = list.get(at) {
            let candidates = self.by_first.get(&token.hash).map_or(&[][..], Vec::as_slice);
            let fits = |index: &&usize| stands(&self.forms[**index], text, &list[at..]);
            let mut found = candidates.iter().filter(fits).copied().peekable();
            let first = found.peek().copied();
            // A published name of the same words does not protect a withheld one: nobody knows whose it is.
            let same = |index: &usize| {
                first.is_some_and(|first| self.forms[*index].words.len() == self.forms[first].words.len())
            };
            let chosen = found.filter(same).max_by_key(|index| (self.forms[*index].withheld, !self.forms[*index].weak));
            match chosen.filter(|_| !self.is_address(text, token)) {
                Some(form) => {
                    matches.push(Match { first: at, form });
                    at += self.forms[form].words.len();
                }
                None => at += 1,
            }
        }
        matches
    }

    /// Tells whether a word is part of an address, a path or an id.
    fn is_address(&self, text: &str, token: &Token) -> bool {
        let parts = |c: char| c.is_whitespace() || "\"'<>()[]{},|«»“”".contains(c);
        let (start, end) = (token.start as usize, token.end as usize);
        let from = text[..start].rfind(parts).map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
        let run = &text[from..end + text[end..].find(parts).unwrap_or(text.len() - end)];
        let id = run.split('#').next().unwrap_or_default();
        run.contains("://")
            || ["media/", "seeds/", "content/", "../", "./", "/", "www."].iter().any(|head| run.starts_with(head))
            || self.ids.contains(id)
    }
}

/// A name in a text: index of its first token, and of the form.
struct Match {
    first: usize,
    form: usize,
}

/// Tells whether a form's words are the next ones: with capitals where it has them, or all small (as tags are written)
/// with nothing but blanks between.
fn stands(form: &Form, text: &str, list: &[Token]) -> bool {
    if list.len() < form.words.len() {
        return false;
    }
    let list = &list[..form.words.len()];
    if !form.words.iter().zip(list).all(|((hash, _), token)| *hash == token.hash) {
        return false;
    }
    let gap = |pair: &[Token]| &text[pair[0].end as usize..pair[1].start as usize];
    let capital = form.words.iter().zip(list).all(|((_, capital), token)| !capital || token.is(Token::CAPITAL));
    if capital {
        return list.windows(2).all(|pair| joins(gap(pair), pair[0].len() <= 2));
    }
    let small = list.iter().all(|token| !token.is(Token::CAPITAL));
    small && list.len() > 1 && list.windows(2).all(|pair| gap(pair).chars().all(char::is_whitespace))
}

/// Tells whether two words with this between them can be one name: blanks, one line's end, hyphens, apostrophes, a comma,
/// emphasis, an element, the stop of an initial.
fn joins(gap: &str, after_initial: bool) -> bool {
    const MAX_LEN: usize = 80;
    let mut inside = false;
    let mut n_lines = 0;
    gap.len() <= MAX_LEN
        && gap.chars().all(|c| {
            n_lines += usize::from(c == '\n');
            match c {
                '<' => inside = true,
                '>' => inside = false,
                '.' => return inside || after_initial,
                _ => {
                    return inside || c.is_whitespace() || "-‐‑\u{ad}\u{2060}\u{200b}'’ʼ*_,[]`".contains(c);
                }
            }
            true
        })
        && n_lines < 2
}

/// Returns the tokens that stand in no HTML element's own `<…>`.
fn outside_tags(text: &str, list: &[Token]) -> Vec<Token> {
    let (mut at, mut inside) = (0, false);
    let mut shown = Vec::with_capacity(list.len());
    for token in list {
        let start = token.start as usize;
        for (sign, c) in text[at..start].char_indices().filter(|(_, c)| matches!(c, '<' | '>')) {
            let named = text[at + sign + 1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
            inside = c == '<' && named;
        }
        at = start;
        if !inside {
            shown.push(*token);
        }
    }
    shown
}

/// Returns the initial of a word of a name; small words (`de`, `von`) and initials stay.
fn initial(text: &str, token: &Token) -> Option<(Edit, String)> {
    let (start, end) = (token.start as usize, token.end as usize);
    let word = &text[start..end];
    let behind = text[end..].chars().next();
    let is_short = word.chars().count() == 1;
    if is_short || (!token.is(Token::CAPITAL) && word.chars().count() <= 3) {
        return None;
    }
    let mut new: String = word.chars().next()?.to_uppercase().collect();
    // Where the sentence ends there is a stop already.
    if behind != Some('.') {
        new.push('.');
    }
    Some((Edit { start, end, len: new.len() }, new))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::SourcePath;
    use crate::parse;

    fn record(id: &str, front: &str) -> Record {
        let file = SourcePath::new(&format!("content/people/{id}.md"));
        parse::record::parse(&file, "person", format!("---\n{front}\n---\n").as_bytes()).value.expect("a record")
    }

    fn masked(text: &str) -> String {
        let withheld = record("jeanne-le-goff", "name: Jeanne Le Goff\nnames: [la Renarde, \"Anne-Marie O’Brien\"]");
        let public = record("paul-le-goff", "name: Paul Le Goff");
        let masks = Masks::new(&[(&withheld, true)], &[(&public, true)], ["Affaire-Goff"].into_iter());
        let mut out = text.to_owned();
        for (edit, new) in masks.edits(text).into_iter().rev() {
            out.replace_range(edit.start..edit.end, &new);
        }
        out
    }

    #[test]
    fn initials_stand_in_place_of_every_form() {
        for (text, expected) in [
            ("Jeanne Le Goff parle.", "J. L. G. parle."),
            ("avec JEANNE LE GOFF", "avec J. L. G."),
            ("M. Le Goff l’a dit à Le Goff.", "M. L. G. l’a dit à L. G."),
            ("Jeanne *Le Goff* et Jeanne\u{a0}Le <b>Goff</b>", "J. *L. G.* et J.\u{a0}L. <b>G.</b>"),
            ("Jeanne\nLe Goff", "J.\nL. G."),
            ("tags: [jeanne le goff]", "tags: [J. le G.]"),
            ("Le Goff Jeanne, dite la Renarde", "L. G. J., dite la R."),
            ("Anne-Marie O’Brien", "A.-M. O’B."),
            ("Jeanne. Le goffre", "Jeanne. Le goffre"),
            (
                "[x](https://a.example/Jeanne-Le-Goff) media/Jeanne Affaire-Goff",
                "[x](https://a.example/Jeanne-Le-Goff) media/Jeanne Affaire-Goff",
            ),
        ] {
            assert_eq!(masked(text), expected, "{text}");
        }
    }

    #[test]
    fn a_published_person_of_the_same_family_keeps_the_name() {
        assert_eq!(masked("Paul Le Goff. Le Goff a ri."), "Paul Le Goff. Le Goff a ri.");
        assert_eq!(masked("Paul Le Goff et Jeanne Le Goff. Le Goff a ri."), "Paul Le Goff et J. L. G. L. G. a ri.");
    }
}
