//! Names only: what matching may see of the registry. Records -> [`Lexicon`], an automaton over tokens.
//!
//! The automaton is a trie whose steps are tokens, not bytes: a word boundary needs no check, a hyphen is as good as a
//! space, and a text is read once, however many names there are. A step is one look-up in one flat hash table; a
//! filter of 64 Ki bits, which stays in the nearest cache, turns away nearly every word that begins no name.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use super::compile::Registry;
use super::forms::{self, Written};
use super::names;
use super::tokens::{self, Token};
use crate::base::fields::Text;
use crate::base::memo::KeyHasher;
use crate::base::{Checked, Code, Diagnostic, Key, KeyBuilder};
use crate::model::{Edtf, Id, Kind};

/// All forms of all names.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// Identity of everything in it.
    pub key: Key,
    /// The forms, in order of their folded text.
    pub forms: Vec<Form>,
    /// The entities, in order of id; bearers point here.
    pub entities: Vec<Named>,
    trie: HashMap<Key64, Step, BuildHasherDefault<KeyHasher>>,
    filter: Vec<u64>,
    by_id: HashMap<Id, u32>,
}

/// An entity as matching sees it.
#[derive(Clone, Debug)]
pub struct Named {
    /// Its id.
    pub id: Id,
    /// Id of its kind.
    pub kind: String,
    /// Whether it is of a kind that bears personal names.
    pub personal: bool,
    /// The folded initials of its first names, one entry a strong form: `jp` for Jean-Pierre.
    pub initials: Vec<String>,
    /// Whether it must leave no trace: it takes its mentions away, and nothing shows them.
    pub withheld: bool,
}

/// One spelling, whoever bears it.
#[derive(Clone, Debug)]
pub struct Form {
    /// As the first record writes it.
    pub text: String,
    /// Its words.
    pub words: Vec<Word>,
    /// Who bears it, in order of entity; one entry a bearer and strength.
    pub bearers: Vec<Bearer>,
}

/// One word of a form.
#[derive(Clone, Debug)]
pub struct Word {
    /// Its folded letters.
    pub folded: String,
    /// Its shape, see [`Token`].
    pub shape: u8,
}

impl Word {
    /// It must stand in capitals: the family name of `DUPONT Jean`. A bit that no token's shape has.
    pub const SHOUTED: u8 = 128;
}

/// Index into [`Lexicon::forms`].
pub type FormIndex = u32;

/// Who bears a form, and how firmly.
#[derive(Clone, Debug, PartialEq)]
pub struct Bearer {
    /// Index into [`Lexicon::entities`].
    pub entity: u32,
    /// How firmly.
    pub strength: Strength,
}

/// How firmly a form belongs to its bearer.
#[derive(Clone, Debug, PartialEq, PartialOrd)]
pub enum Strength {
    /// It links wherever it stands.
    Strong,
    /// It links once a strong form of the same bearer stands in the article, or where nobody else bears it.
    Weak,
    /// It refers to the bearer while a role lasts.
    Role {
        /// Since when.
        from: Option<Edtf>,
        /// Until when.
        to: Option<Edtf>,
    },
}

type Key64 = u64;

/// Gap class and hash of each word: what makes two spellings one form.
type Shape = Vec<(u64, u64)>;

#[derive(Clone, Copy, Debug)]
struct Step {
    node: u32,
    form: Option<FormIndex>,
}

/// Bits of the filter for first words.
const FILTER_BITS: u64 = 1 << 16;

impl Lexicon {
    /// Returns the entity of an id that is in use.
    #[must_use]
    pub fn entity(&self, id: &str) -> Option<u32> {
        self.by_id.get(&Id::parse(id).ok()?).copied()
    }

    /// Calls `found(end, form)` for every form that begins at token `start`, shortest first; `end` is exclusive.
    pub fn matches(&self, tokens: &[Token], start: usize, mut found: impl FnMut(usize, FormIndex)) {
        let first = tokens[start].hash;
        let bit = first % FILTER_BITS;
        if self.filter.is_empty() || self.filter[usize::try_from(bit / 64).unwrap_or(0)] & (1 << (bit % 64)) == 0 {
            return;
        }
        let mut step = step_key(0, 0, first);
        let mut end = start + 1;
        while let Some(next) = self.trie.get(&step) {
            if let Some(form) = next.form {
                found(end, form);
            }
            let Some(token) = tokens.get(end).filter(|token| token.gap != tokens::Gap::Start) else { return };
            step = step_key(next.node, token.gap.class(), token.hash);
            end += 1;
        }
    }

    /// Builds the automaton over `forms`.
    fn index(&mut self) {
        self.filter = vec![0; usize::try_from(FILTER_BITS / 64).unwrap_or(0)];
        let mut n_nodes = 0_u32;
        let mut list = Vec::new();
        for (index, form) in self.forms.iter().enumerate() {
            list.clear();
            tokens::tokenize(&form.text, 0, form.text.len(), &mut list);
            let mut node = 0;
            for (position, token) in list.iter().enumerate() {
                let class = if position == 0 { 0 } else { token.gap.class() };
                if position == 0 {
                    let bit = token.hash % FILTER_BITS;
                    self.filter[usize::try_from(bit / 64).unwrap_or(0)] |= 1 << (bit % 64);
                }
                let step = self.trie.entry(step_key(node, class, token.hash)).or_insert_with(|| {
                    n_nodes += 1;
                    Step { node: n_nodes, form: None }
                });
                node = step.node;
                if position + 1 == list.len() {
                    step.form = Some(u32::try_from(index).unwrap_or(u32::MAX));
                }
            }
        }
    }
}

/// Mixes a step into one number (SplitMix64's finaliser), which the table takes as its hash.
fn step_key(node: u32, class: u64, hash: u64) -> Key64 {
    let mut key =
        hash ^ u64::from(node).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ class.wrapping_mul(0xff51_afd7_ed55_8ccd);
    key = (key ^ (key >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    key = (key ^ (key >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    key ^ (key >> 31)
}

/// Makes the lexicon of a registry. Reports forms that cannot be used and strong forms that two records bear.
#[must_use]
pub fn compile(registry: &Registry, kinds: &[Kind]) -> Checked<Lexicon> {
    let mut lexicon = Lexicon::default();
    let mut collected = Collected::default();
    let mut implied: Vec<(u32, Written, bool)> = Vec::new();
    let mut key = KeyBuilder::new("lexicon");
    let public = registry.entities.iter().map(|entity| (&entity.record, false));
    for (record, withheld) in public.chain(registry.withheld.iter().map(|record| (record, true))) {
        let index = u32::try_from(lexicon.entities.len()).unwrap_or(u32::MAX);
        lexicon.by_id.insert(record.id.clone(), index);
        key.text(record.id.as_str()).text(&record.kind).number(u64::from(withheld));
        let personal = kinds.iter().any(|kind| kind.id == record.kind && kind.personal_names);
        let initials = if personal { names::initials(record) } else { Vec::new() };
        let kind = record.kind.clone();
        lexicon.entities.push(Named { id: record.id.clone(), kind, personal, initials, withheld });
        for written in forms::of(record, personal) {
            key.text(&written.text.value).debug(&written.strength);
            if written.derived {
                implied.push((index, written, withheld));
            } else {
                collected.add(index, written, withheld);
            }
        }
    }
    // What is only implied comes last, so that it never stands in the way of what somebody wrote.
    for (index, written, withheld) in implied {
        collected.add(index, written, withheld);
    }
    for (old, index) in &registry.former {
        key.text(old.as_str());
        if let Some(entity) =
            registry.entities.get(*index).and_then(|entity| lexicon.by_id.get(&entity.record.id)).copied()
        {
            key.number(u64::from(entity));
            lexicon.by_id.insert(old.clone(), entity);
        }
    }
    // Sorted, because a hash map's order is nobody's.
    let mut sorted: Vec<Form> = collected.forms.into_values().map(|collecting| collecting.form).collect();
    sorted.sort_by(|a, b| a.text.cmp(&b.text));
    lexicon.forms = sorted;
    lexicon.key = key.finish();
    lexicon.index();
    Checked { value: lexicon, diagnostics: collected.diagnostics }
}

/// The forms on their way into the lexicon.
#[derive(Default)]
struct Collected {
    forms: HashMap<Shape, Collecting>,
    diagnostics: Vec<Diagnostic>,
    list: Vec<Token>,
}

/// A form and where its strong bearers write it.
struct Collecting {
    form: Form,
    places: Vec<Text>,
    derived: bool,
}

impl Collected {
    fn add(&mut self, entity: u32, written: Written, withheld: bool) {
        let Written { text, strength, derived, n_shouted } = written;
        let list = &mut self.list;
        list.clear();
        tokens::tokenize(&text.value, 0, text.value.len(), list);
        if let Some(reason) = unusable(list, &text.value) {
            let message = format!("the form `{}` {reason}", text.value);
            self.diagnostics.push(
                Diagnostic::new(Code::UselessForm, text.span, message)
                    .help("remove it, or link its mentions by hand with `[[id|words]]`"),
            );
            return;
        }
        let shape: Shape =
            list.iter().enumerate().map(|(i, t)| (if i == 0 { 0 } else { t.gap.class() }, t.hash)).collect();
        let collecting = self.forms.entry(shape).or_insert_with(|| Collecting {
            form: form(&text.value, list, n_shouted),
            places: Vec::new(),
            derived,
        });
        if derived && !collecting.derived {
            return;
        }
        let form = &mut collecting.form;
        let bearer = Bearer { entity, strength };
        if bearer.strength == Strength::Strong && !derived {
            let other = form.bearers.iter().any(|b| b.strength == Strength::Strong && b.entity != entity);
            if other && !withheld {
                self.diagnostics.push(shared(&text, collecting.places.first()));
            }
            collecting.places.push(text);
        }
        if !form.bearers.contains(&bearer) {
            form.bearers.push(bearer);
        }
    }
}

/// Says why a form cannot be matched, if it cannot.
fn unusable(list: &[Token], text: &str) -> Option<&'static str> {
    match list {
        [] => Some("has no letter"),
        [one] if one.text(text).chars().count() < 2 => Some("is a single letter, and would match everywhere"),
        [one]
            if !one.is(Token::CAPITAL)
                && !text.chars().any(|c| c.is_uppercase() || c.is_ascii_digit())
                && has_case(text) =>
        {
            Some("is a single lower-case word, and would match everywhere")
        }
        _ => None,
    }
}

/// Tells whether the text is in a script that has capitals at all.
fn has_case(text: &str) -> bool {
    text.chars().any(char::is_lowercase)
}

fn form(text: &str, list: &[Token], n_shouted: usize) -> Form {
    let shape = |position: usize, token: &Token| {
        if position < n_shouted { token.shape | Word::SHOUTED } else { token.shape }
    };
    let words = list
        .iter()
        .enumerate()
        .map(|(position, token)| Word { folded: tokens::fold(token.text(text)), shape: shape(position, token) })
        .collect();
    Form { text: text.to_owned(), words, bearers: Vec::new() }
}

fn shared(text: &Text, first: Option<&Text>) -> Diagnostic {
    let message = format!("the form `{}` is strong in two records, so it links to neither", text.value);
    let diagnostic = Diagnostic::new(Code::SharedForm, text.span.clone(), message)
        .help("list it under `weak:` in one of them, or say in an article which one is meant: `as: {form: id}`");
    match first {
        Some(first) => diagnostic.related(first.span.clone(), "the other record"),
        None => diagnostic,
    }
}
