//! Names only: what matching may see of the registry. Records -> [`Lexicon`], an automaton over tokens.
//!
//! Built in one pass: each form is cut into tokens once; its steps serve for telling equal forms and for the automaton.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use super::entities::Registry;
use super::forms::{self, RecordForm};
use super::lexicon_diff;
use super::personal_names;
use super::trie::Trie;
use crate::base::yaml_fields::SpannedText;
use crate::base::{Checked, Code, Diagnostic, Key, KeyBuilder};
use crate::model::{BaseKind, Edtf, EntityKind, Id};
use crate::text::tokens;
use crate::text::tokens::Token;

/// All forms of all names.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// Identity of everything in it.
    pub key: Key,
    /// The forms, in the order in which the records, by id, first write them.
    pub forms: Vec<SurfaceForm>,
    /// The entities, in order of id; bearers point here.
    pub entities: Vec<LexiconEntity>,
    /// Whether some of the entities are withheld.
    pub has_withheld: bool,
    trie: Trie,
    by_id: HashMap<Id, u32>,
    fingerprints: OnceLock<Vec<Key>>,
}

/// An entity as matching sees it.
#[derive(Clone, Debug)]
pub struct LexiconEntity {
    /// Its id.
    pub id: Id,
    /// What its kind behaves as.
    pub behaves_as: BaseKind,
    /// Whether it is of a kind that bears personal names.
    pub personal: bool,
    /// The folded initials of its first names, one entry a strong form: `jp` for Jean-Pierre.
    pub initials: Vec<String>,
    /// Whether it must leave no trace: it takes away mentions that may be its own, and nothing shows them.
    pub withheld: bool,
}

/// One spelling, whoever bears it.
#[derive(Clone, Debug)]
pub struct SurfaceForm {
    /// As the first record writes it.
    pub text: Box<str>,
    /// Its words, as matching compares them.
    pub folded_form: FoldedForm,
    /// Who bears it: first the strong bearers, then the weak, then the roles, each in order of entity; one entry a bearer
    /// and strength.
    pub senses: Vec<FormSense>,
    /// What its published bearers are: the sum of [`Form::PERSON`] and its like.
    pub entity_types: u8,
    /// What all its bearers are, the withheld ones too.
    pub entity_types_with_withheld: u8,
}

impl SurfaceForm {
    /// Some bearer has a personal name.
    pub const PERSON: u8 = 1;
    /// Some bearer is a place.
    pub const PLACE: u8 = 2;
    /// Some bearer is an organisation.
    pub const ORGANISATION: u8 = 4;
    /// It is some person's full name.
    pub const FULL_NAME: u8 = 8;

    /// Returns its bearers by how firmly it belongs to them.
    #[must_use]
    pub fn senses_by_strength(&self) -> SensesByStrength<'_> {
        SensesByStrength::new(&self.senses)
    }

    /// Puts the bearers in order, and notes what they are.
    fn sort_senses(&mut self, entities: &[LexiconEntity]) {
        // What is only implied comes after what is written, whatever the order of entities; nearly all have one bearer.
        if self.senses.len() > 1 {
            self.senses.sort_by_key(|bearer| (bearer.strength.rank(), bearer.entity));
        }
        for bearer in &self.senses {
            let Some(named) = entities.get(bearer.entity as usize) else { continue };
            let is_full = named.personal && bearer.strength == Strength::Strong && self.folded_form.n_words() > 1;
            for (nature, holds) in [
                (Self::PERSON, named.personal),
                (Self::PLACE, named.behaves_as == BaseKind::Place),
                (Self::ORGANISATION, named.behaves_as == BaseKind::Organisation),
                (Self::FULL_NAME, is_full),
            ] {
                self.entity_types_with_withheld |= if holds { nature } else { 0 };
                self.entity_types |= if holds && !named.withheld { nature } else { 0 };
            }
        }
    }
}

/// The bearers of a form, each list in order of entity.
#[derive(Clone, Copy, Debug, Default)]
pub struct SensesByStrength<'a> {
    /// It is theirs wherever it stands.
    pub strong: &'a [FormSense],
    /// It may be theirs.
    pub weak: &'a [FormSense],
    /// They had the role at some time; one entry a time.
    pub roles: &'a [FormSense],
}

impl<'a> SensesByStrength<'a> {
    /// Parts bearers that are ordered as those of a form.
    #[must_use]
    pub fn new(bearers: &'a [FormSense]) -> Self {
        let after = |class: u8| bearers.partition_point(|bearer| bearer.strength.rank() <= class);
        let (strong, weak) = (after(0), after(1));
        Self { strong: &bearers[..strong], weak: &bearers[strong..weak], roles: &bearers[weak..] }
    }

    /// Returns those among them whose entities come before `end`.
    #[must_use]
    pub fn before_entity(self, end: u32) -> Self {
        let cut = |list: &'a [FormSense]| &list[..list.partition_point(|bearer| bearer.entity < end)];
        Self { strong: cut(self.strong), weak: cut(self.weak), roles: cut(self.roles) }
    }

    /// Returns how many entries the lists have.
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "nobody asks whether a form has no bearer")]
    pub fn len(self) -> usize {
        self.strong.len() + self.weak.len() + self.roles.len()
    }
}

/// The words of a form: folded letters, one after the other in one piece of memory, and their shapes.
#[derive(Clone, Debug, Default)]
pub struct FoldedForm {
    folded: Box<str>,
    words: Box<[FoldedWord]>,
}

/// One word of a form.
#[derive(Clone, Copy, Debug)]
pub struct FoldedWord {
    /// The end of its folded letters.
    end: u32,
    /// Its shape, see [`Token`].
    pub shape: u8,
}

impl FoldedWord {
    /// It must stand in capitals: the family name of `DUPONT Jean`. A bit that no token's shape has.
    pub const IN_CAPITALS: u8 = 128;
}

impl FoldedForm {
    /// Makes the spelling of a text's tokens, the first `n_shouted` of which must stand in capitals.
    #[must_use]
    pub fn new(text: &str, list: &[Token], n_shouted: usize) -> Self {
        let mut folded = String::with_capacity(text.len());
        let words = list.iter().enumerate().map(|(position, token)| {
            tokens::fold_into(token.text(text), &mut folded);
            let shouted = if position < n_shouted { FoldedWord::IN_CAPITALS } else { 0 };
            FoldedWord { end: u32::try_from(folded.len()).unwrap_or(u32::MAX), shape: token.shape | shouted }
        });
        let words = words.collect();
        Self { folded: folded.into_boxed_str(), words }
    }

    /// Returns how many words it has.
    #[must_use]
    pub fn n_words(&self) -> usize {
        self.words.len()
    }

    /// Returns the folded letters and the shape of each word.
    pub fn words(&self) -> impl Iterator<Item = (&str, u8)> {
        let mut start = 0;
        self.words.iter().map(move |word| {
            let end = word.end as usize;
            let letters = &self.folded[start..end];
            start = end;
            (letters, word.shape)
        })
    }
}

/// Index into [`Lexicon::forms`].
pub type FormIndex = u32;

/// Who bears a form, and how firmly.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FormSense {
    /// Index into [`Lexicon::entities`].
    pub entity: u32,
    /// How firmly.
    pub strength: Strength,
}

/// How firmly a form belongs to its bearer.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
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

impl Strength {
    /// Returns its place in the order of bearers.
    fn rank(&self) -> u8 {
        match self {
            Self::Strong => 0,
            Self::Weak => 1,
            Self::Role { .. } => 2,
        }
    }
}

impl Lexicon {
    /// Returns how many entities are published; those that are withheld come after them.
    #[must_use]
    pub fn n_published(&self) -> u32 {
        u32::try_from(self.entities.partition_point(|named| !named.withheld)).unwrap_or(u32::MAX)
    }

    /// Returns the entity of an id that is in use.
    #[must_use]
    pub fn entity_index(&self, id: &str) -> Option<u32> {
        self.by_id.get(id).or_else(|| self.by_id.get(&Id::parse(id).ok()?)).copied()
    }

    /// Returns the key of each form with its bearers, in order of the forms.
    pub(super) fn form_fingerprints(&self) -> &[Key] {
        self.fingerprints.get_or_init(|| lexicon_diff::form_fingerprints(self))
    }

    /// Returns the ids that lead to another entity in `other`, or to none.
    pub(super) fn ids_resolving_otherwise<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = Id> + 'a {
        let named = |lexicon: &'a Self, id: &Id| lexicon.by_id.get(id).map(|index| &lexicon.entities[*index as usize]);
        // Whoever names an id asks for no initials.
        let face = |named: &'a LexiconEntity| (&named.id, named.behaves_as, named.personal, named.withheld);
        self.by_id.keys().filter(move |id| named(self, id).map(face) != named(other, id).map(face)).cloned()
    }

    /// Calls `found(end, form)` for every form that begins at token `start`, shortest first; `end` is exclusive.
    #[inline]
    pub fn matches(&self, tokens: &[Token], start: usize, found: impl FnMut(usize, FormIndex)) {
        self.trie.matches(tokens, start, found);
    }

    /// Returns how many bytes the forms and the automaton take, counted from their tables.
    #[must_use]
    pub fn heap_bytes(&self) -> (usize, usize) {
        let form = |form: &SurfaceForm| {
            let FoldedForm { folded, words } = &form.folded_form;
            form.text.len() + folded.len() + size_of_val(&**words) + form.senses.capacity() * size_of::<FormSense>()
        };
        let forms = self.forms.capacity() * size_of::<SurfaceForm>() + self.forms.iter().map(form).sum::<usize>();
        (forms, self.trie.heap_bytes())
    }
}

/// Makes the lexicon of a registry. Reports forms that cannot be used and strong forms that two records bear.
#[must_use]
pub fn compile_lexicon(registry: &Registry, kinds: &[EntityKind]) -> Checked<Lexicon> {
    let mut lexicon = Lexicon::default();
    // Half again as many forms as records write is a fair guess; a table that must grow costs a fifth of the time.
    let mut collected = LexiconBuilder::with_room((registry.entities.len() + registry.withheld.len()) * 3);
    let mut implied: Vec<(u32, RecordForm, bool)> = Vec::new();
    let mut key = KeyBuilder::new("lexicon");
    let public = registry.entities.iter().map(|entity| (&entity.record, false));
    for (record, withheld) in public.chain(registry.withheld.iter().map(|record| (record, true))) {
        let index = u32::try_from(lexicon.entities.len()).unwrap_or(u32::MAX);
        lexicon.by_id.insert(record.id.clone(), index);
        key.text(record.id.as_str()).text(&record.kind).number(u64::from(withheld));
        let personal = kinds.iter().any(|kind| kind.id == record.kind && kind.personal_names);
        let behaves_as = BaseKind::among(kinds, &record.kind);
        key.debug(&behaves_as);
        let initials = if personal { personal_names::initials(record) } else { Vec::new() };
        lexicon.entities.push(LexiconEntity { id: record.id.clone(), behaves_as, personal, initials, withheld });
        for written in forms::record_forms(record, personal) {
            key.text(&written.text.value);
            match &written.strength {
                Strength::Strong => key.number(1),
                Strength::Weak => key.number(2),
                role @ Strength::Role { .. } => key.debug(role),
            };
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
    lexicon.has_withheld = !registry.withheld.is_empty();
    lexicon.forms = collected.forms;
    for form in &mut lexicon.forms {
        form.sort_senses(&lexicon.entities);
    }
    lexicon.trie = collected.trie;
    lexicon.key = key.finish();
    Checked { value: lexicon, diagnostics: collected.diagnostics }
}

/// A form of as many bearers looks a further one up; one of fewer goes through them.
const MANY_SENSES: usize = 16;

/// The forms on their way into the lexicon. The automaton tells which forms are equal.
struct LexiconBuilder {
    trie: Trie,
    forms: Vec<SurfaceForm>,
    /// For each form, where its first strong bearer writes it, who that is, and whether it is only implied.
    origins: Vec<(Option<(SpannedText, u32)>, bool)>,
    /// The bearers of forms that have many, to tell which are known.
    known: HashSet<(FormIndex, FormSense)>,
    diagnostics: Vec<Diagnostic>,
    list: Vec<Token>,
    steps: Vec<(u64, u64)>,
}

impl LexiconBuilder {
    fn with_room(n_forms: usize) -> Self {
        Self {
            trie: Trie::with_room(n_forms),
            forms: Vec::with_capacity(n_forms),
            origins: Vec::with_capacity(n_forms),
            known: HashSet::new(),
            diagnostics: Vec::new(),
            list: Vec::new(),
            steps: Vec::new(),
        }
    }

    fn add(&mut self, entity: u32, written: RecordForm, withheld: bool) {
        let RecordForm { text, strength, derived, n_in_capitals: n_shouted } = written;
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
        self.steps.clear();
        self.steps.extend(list.iter().enumerate().map(|(i, t)| (if i == 0 { 0 } else { t.gap.class() }, t.hash)));
        let slot = self.trie.slot(&self.steps);
        let index = *slot.get_or_insert(u32::try_from(self.forms.len()).unwrap_or(u32::MAX)) as usize;
        if index == self.forms.len() {
            let spelling = FoldedForm::new(&text.value, list, n_shouted);
            // Nearly every form has one bearer; four places for each would be most of the lexicon.
            self.forms.push(SurfaceForm {
                text: text.value.as_str().into(),
                folded_form: spelling,
                senses: Vec::with_capacity(1),
                entity_types: 0,
                entity_types_with_withheld: 0,
            });
            // What only a withheld record writes stands in nobody's way.
            self.origins.push((None, derived || withheld));
        }
        let (form, (first, implied)) = (&mut self.forms[index], &mut self.origins[index]);
        if derived && !*implied {
            return;
        }
        let bearer = FormSense { entity, strength };
        if bearer.strength == Strength::Strong && !derived {
            let other = first.as_ref().filter(|(_, first)| *first != entity);
            if let Some((other, _)) = other.filter(|_| !withheld) {
                self.diagnostics.push(shared(&text, other));
            }
            first.get_or_insert((text, entity));
        }
        let form_index = u32::try_from(index).unwrap_or(u32::MAX);
        let is_known = if form.senses.len() < MANY_SENSES {
            form.senses.contains(&bearer)
        } else {
            if form.senses.len() == MANY_SENSES {
                self.known.extend(form.senses.iter().map(|bearer| (form_index, bearer.clone())));
            }
            !self.known.insert((form_index, bearer.clone()))
        };
        if !is_known {
            form.senses.push(bearer);
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

fn shared(text: &SpannedText, first: &SpannedText) -> Diagnostic {
    let message = format!("the form `{}` is strong in two records, so it links to neither", text.value);
    Diagnostic::new(Code::SharedForm, text.span.clone(), message)
        .help("list it under `weak:` in one of them, or say in an article which one is meant: `as: {form: id}`")
        .related(first.span.clone(), "the other record")
}
