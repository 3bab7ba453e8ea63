//! Records -> [`Lexicon`]: all names that matching looks for, in one automaton over tokens.
//!
//! Built in one pass: each form is cut into tokens once, and the same steps find equal forms and build the automaton.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use rayon::prelude::*;

use super::entities::Registry;
use super::forms::{self, RecordForm};
use super::personal_names;
use super::surface_form::{FoldedForm, FormIndex, FormSense, Strength, SurfaceForm};
use super::trie::Trie;
use crate::base::yaml_fields::SpannedText;
use crate::base::{Code, Diagnostic, Key, KeyBuilder, Message, StageOutput};
use crate::model::{BaseKind, Edtf, EntityIx, EntityKind, Id, List};
use crate::parse::RecordRole;
use crate::say;
use crate::text::tokens::{self, Token};

/// All forms of all names.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// Key of everything in it.
    pub key: Key,
    /// The forms, in the order in which the records, sorted by id, first have them.
    pub forms: Vec<SurfaceForm>,
    /// The published entities in order of id, then the withheld ones in order of id.
    pub entities: List<EntityIx, LexiconEntity>,
    /// Whether some of the entities are withheld.
    pub has_withheld: bool,
    trie: Trie,
    by_id: HashMap<Id, EntityIx>,
    fingerprints: OnceLock<Vec<Key>>,
}

/// What matching knows of an entity.
#[derive(Clone, Debug)]
pub struct LexiconEntity {
    /// Its id.
    pub id: Id,
    /// What its kind behaves as.
    pub behaves_as: BaseKind,
    /// Whether its kind has personal names.
    pub personal: bool,
    /// The folded initials of its first names, one entry for each strong form: `jp` for Jean-Pierre.
    pub initials: Vec<String>,
    /// Hashes of the words of its first names, without duplicates.
    pub given_words: Box<[u64]>,
    /// The first of its first names; empty if its name does not show it.
    pub given_name: Box<str>,
    /// The roles that its record lists.
    pub roles: Box<[RoleTitle]>,
    /// Whether nothing about it may be published. A mention that may be its own is removed, and no page shows that.
    pub withheld: bool,
}

/// A role that a record lists, as matching compares it with an apposition.
#[derive(Clone, Debug)]
pub struct RoleTitle {
    /// Hashes of the words of its title, without articles and prepositions.
    pub words: Box<[u64]>,
    /// Start of the role.
    pub from: Option<Edtf>,
    /// End of the role.
    pub to: Option<Edtf>,
}

impl Lexicon {
    /// Returns the entity at a position.
    #[must_use]
    pub fn entity(&self, entity: EntityIx) -> &LexiconEntity {
        &self.entities[entity]
    }

    /// Returns the form at a position.
    #[must_use]
    pub fn form(&self, form: FormIndex) -> &SurfaceForm {
        &self.forms[form.get()]
    }

    /// Returns the position after the last published entity. All withheld entities come after it.
    #[must_use]
    pub fn published_end(&self) -> EntityIx {
        EntityIx::new(self.entities.partition_point(|entity| !entity.withheld))
    }

    /// Returns the position after the last entity, withheld ones included.
    #[must_use]
    pub fn end(&self) -> EntityIx {
        EntityIx::new(self.entities.len())
    }

    /// Returns the entity that has an id now or had it before.
    #[must_use]
    pub fn entity_index(&self, id: &str) -> Option<EntityIx> {
        self.by_id.get(id).or_else(|| self.by_id.get(&Id::parse(id).ok()?)).copied()
    }

    /// Returns the key of each form with its senses, in order of the forms.
    pub(super) fn form_fingerprints(&self) -> &[Key] {
        let fingerprint = |form: &SurfaceForm| self.form_fingerprint(form);
        self.fingerprints.get_or_init(|| self.forms.par_iter().map(fingerprint).collect())
    }

    /// Returns the key of a form with everything that matching reads of it.
    fn form_fingerprint(&self, form: &SurfaceForm) -> Key {
        let mut key = KeyBuilder::new("form");
        key.text(&form.text);
        for (letters, shape) in form.folded_form.words() {
            key.text(letters).number(u64::from(shape));
        }
        for sense in &form.senses {
            let entity = self.entity(sense.entity);
            key.text(entity.id.as_str()).add(&entity.behaves_as).add(&entity.personal);
            key.add(&entity.withheld).add(&sense.strength);
            if form.entity_types_with_withheld & SurfaceForm::PERSON != 0 {
                key.text(&entity.given_name);
                for word in &entity.given_words {
                    key.number(*word);
                }
                for role in &entity.roles {
                    key.add(&role.from).add(&role.to);
                    for word in &role.words {
                        key.number(*word);
                    }
                }
            }
        }
        key.finish()
    }

    /// Returns the ids that lead to another entity in `other`, or to none.
    pub(super) fn ids_resolving_otherwise<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = Id> + 'a {
        let find = |lexicon: &'a Self, id: &Id| lexicon.by_id.get(id).map(|entity| lexicon.entity(*entity));
        // Initials do not matter here: a link by id does not look at them.
        let identity = |entity: &'a LexiconEntity| (&entity.id, entity.behaves_as, entity.personal, entity.withheld);
        self.by_id.keys().filter(move |id| find(self, id).map(identity) != find(other, id).map(identity)).cloned()
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
            form.text.len() + form.folded_form.heap_bytes() + form.senses.capacity() * size_of::<FormSense>()
        };
        let forms = self.forms.capacity() * size_of::<SurfaceForm>() + self.forms.iter().map(form).sum::<usize>();
        (forms, self.trie.heap_bytes())
    }
}

/// Makes the lexicon of a registry. Reports forms that cannot be used and strong forms that two records share.
#[must_use]
pub fn compile_lexicon(registry: &Registry, kinds: &[EntityKind]) -> StageOutput<Lexicon> {
    let mut lexicon = Lexicon::default();
    // Most records have two or three forms. Growing the tables later would cost a fifth of the time.
    let mut builder = LexiconBuilder::with_room((registry.entities.len() + registry.withheld.len()) * 3);
    let mut implied: Vec<(EntityIx, RecordForm, bool)> = Vec::new();
    let mut key = KeyBuilder::new("lexicon");
    let public = registry.entities.iter().map(|entity| (&entity.record, false));
    for (record, withheld) in public.chain(registry.withheld.iter().map(|record| (record, true))) {
        let entity = EntityIx::new(lexicon.entities.len());
        lexicon.by_id.insert(record.id.clone(), entity);
        key.text(record.id.as_str()).text(&record.kind).number(u64::from(withheld));
        let personal = kinds.iter().any(|kind| kind.id == record.kind && kind.personal_names);
        let behaves_as = BaseKind::among(kinds, &record.kind);
        key.add(&behaves_as);
        let mut named = LexiconEntity {
            id: record.id.clone(),
            behaves_as,
            personal,
            initials: Vec::new(),
            given_words: Box::default(),
            given_name: Box::default(),
            roles: Box::default(),
            withheld,
        };
        if personal {
            named.initials = personal_names::initials(record);
            named.given_words = personal_names::given_words(record);
            named.given_name = personal_names::given_name(record).into();
            let role = |role: &RecordRole| RoleTitle { words: title_words(&role.title), from: role.from, to: role.to };
            named.roles = record.roles.iter().map(role).collect();
        }
        lexicon.entities.push(named);
        for written in forms::record_forms(record, personal) {
            key.text(&written.text.value);
            key.add(&written.strength);
            if written.derived {
                implied.push((entity, written, withheld));
            } else {
                builder.add(entity, written, withheld);
            }
        }
    }
    // Implied forms come last: a form that any record writes takes precedence over them.
    for (entity, written, withheld) in implied {
        builder.add(entity, written, withheld);
    }
    for (old, index) in &registry.former {
        key.text(old.as_str());
        if let Some(entity) =
            registry.entities.entry(*index).and_then(|entity| lexicon.by_id.get(&entity.record.id)).copied()
        {
            key.add(&entity);
            lexicon.by_id.insert(old.clone(), entity);
        }
    }
    lexicon.has_withheld = !registry.withheld.is_empty();
    lexicon.forms = builder.forms;
    for form in &mut lexicon.forms {
        sort_senses(form, &lexicon.entities);
    }
    lexicon.trie = builder.trie;
    lexicon.key = key.finish();
    StageOutput { value: lexicon, diagnostics: builder.diagnostics }
}

/// Returns the hashes of the words of a role's title that say which role it is.
fn title_words(title: &str) -> Box<[u64]> {
    let mut list = Vec::new();
    tokens::tokenize(title, 0, title.len(), &mut list);
    list.iter().filter(|token| is_content_word(token)).map(|token| token.hash).collect()
}

/// Returns whether a word of a title or apposition says which role it is: no article and no preposition, which are short.
#[must_use]
pub(crate) fn is_content_word(token: &Token) -> bool {
    token.len() > 3 || token.is(Token::CAPITAL)
}

/// Sorts the senses of a form, and notes the kinds of its entities.
fn sort_senses(form: &mut SurfaceForm, entities: &List<EntityIx, LexiconEntity>) {
    // Implied forms were added after written ones, whatever the order of entities. Most forms have one sense.
    if form.senses.len() > 1 {
        form.senses.sort_by_key(|sense| (sense.strength.rank(), sense.entity));
    }
    for sense in &form.senses {
        let Some(entity) = entities.entry(sense.entity) else { continue };
        let is_full = entity.personal && sense.strength == Strength::Strong && form.folded_form.n_words() > 1;
        for (entity_type, holds) in [
            (SurfaceForm::PERSON, entity.personal),
            (SurfaceForm::PLACE, entity.behaves_as == BaseKind::Place),
            (SurfaceForm::ORGANISATION, entity.behaves_as == BaseKind::Organisation),
            (SurfaceForm::FULL_NAME, is_full),
        ] {
            form.entity_types_with_withheld |= if holds { entity_type } else { 0 };
            form.entity_types |= if holds && !entity.withheld { entity_type } else { 0 };
        }
    }
}

/// From this number of senses on, a set shows whether a further one is new; below it, a scan of the list does.
const MANY_SENSES: usize = 16;

/// Collects the forms. The automaton finds out which of them are equal.
struct LexiconBuilder {
    trie: Trie,
    forms: Vec<SurfaceForm>,
    /// Where each form comes from, in the order of `forms`.
    origins: Vec<FormOrigin>,
    /// The senses of forms that have many of them.
    known: HashSet<(FormIndex, FormSense)>,
    diagnostics: Vec<Diagnostic>,
    list: Vec<Token>,
    steps: Vec<(u64, u64)>,
}

/// Where a form comes from.
struct FormOrigin {
    /// The first record that has it as a strong form, with the place in its file.
    first_strong: Option<(SpannedText, EntityIx)>,
    /// Whether a form that a record implies may still be added: none that is published writes it.
    is_implied: bool,
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

    fn add(&mut self, entity: EntityIx, written: RecordForm, withheld: bool) {
        let RecordForm { text, strength, derived, n_in_capitals } = written;
        let list = &mut self.list;
        list.clear();
        tokens::tokenize(&text.value, 0, text.value.len(), list);
        if let Some(reason) = unusable(list, &text.value) {
            let message = say!(
                en: "the form `{form}` {reason}",
                fr: "la graphie `{form}` {reason}",
                form = text.value;
                reason,
            );
            self.diagnostics.push(Diagnostic::new(Code::UselessForm, text.span, message).help(say!(
                en: "remove it, or link its mentions by hand with `[[id|words]]`",
                fr: "retirez-la, ou liez ses mentions à la main par `[[identifiant|mots]]`",
            )));
            return;
        }
        self.steps.clear();
        self.steps.extend(list.iter().enumerate().map(|(i, t)| (if i == 0 { 0 } else { t.gap.class() }, t.hash)));
        let slot = self.trie.slot(&self.steps);
        let form_index = *slot.get_or_insert(FormIndex::new(self.forms.len()));
        if form_index.get() == self.forms.len() {
            // Nearly every form has one sense. The default of four places would be most of the lexicon's memory.
            self.forms.push(SurfaceForm {
                text: text.value.as_str().into(),
                folded_form: FoldedForm::new(&text.value, list, n_in_capitals),
                senses: Vec::with_capacity(1),
                entity_types: 0,
                entity_types_with_withheld: 0,
            });
            // A form that only a withheld record writes does not take precedence over implied ones.
            self.origins.push(FormOrigin { first_strong: None, is_implied: derived || withheld });
        }
        let (form, origin) = (&mut self.forms[form_index.get()], &mut self.origins[form_index.get()]);
        if derived && !origin.is_implied {
            return;
        }
        let sense = FormSense { entity, strength };
        if sense.strength == Strength::Strong && !derived {
            let other = origin.first_strong.as_ref().filter(|(_, first)| *first != entity);
            if let Some((other, _)) = other.filter(|_| !withheld) {
                self.diagnostics.push(shared(&text, other));
            }
            origin.first_strong.get_or_insert((text, entity));
        }
        let is_known = if form.senses.len() < MANY_SENSES {
            form.senses.contains(&sense)
        } else {
            if form.senses.len() == MANY_SENSES {
                self.known.extend(form.senses.iter().map(|sense| (form_index, sense.clone())));
            }
            !self.known.insert((form_index, sense.clone()))
        };
        if !is_known {
            form.senses.push(sense);
        }
    }
}

/// Returns why a form cannot be matched; `None` if it can.
#[must_use]
pub(crate) fn unusable_form(text: &str) -> Option<Message> {
    let mut list = Vec::new();
    tokens::tokenize(text, 0, text.len(), &mut list);
    unusable(&list, text)
}

fn unusable(list: &[Token], text: &str) -> Option<Message> {
    match list {
        [] => Some(say!(en: "has no letter", fr: "n’a pas de lettre")),
        [one] if one.text(text).chars().count() < 2 => Some(say!(
            en: "is a single letter, and would match everywhere",
            fr: "est une seule lettre, et se retrouverait partout",
        )),
        [one]
            if !one.is(Token::CAPITAL)
                && !text.chars().any(|c| c.is_uppercase() || c.is_ascii_digit())
                && has_case(text) =>
        {
            Some(say!(
                en: "is a single lower-case word, and would match everywhere",
                fr: "est un seul mot en minuscules, et se retrouverait partout",
            ))
        }
        _ => None,
    }
}

/// Returns whether the text is in a script that has capitals.
fn has_case(text: &str) -> bool {
    text.chars().any(char::is_lowercase)
}

fn shared(text: &SpannedText, first: &SpannedText) -> Diagnostic {
    let message = say!(
        en: "the form `{form}` is strong in two records, so it links to neither",
        fr: "la graphie `{form}` est sûre dans deux fiches, et ne mène donc à aucune",
        form = text.value,
    );
    Diagnostic::new(Code::SharedForm, text.span.clone(), message)
        .help(say!(
            en: "list it under `weak:` in one of them, or say in an article which one is meant: `as: {{form: id}}`",
            fr: "mettez-la sous `weak:` dans l’une d’elles, ou dites dans un article laquelle est visée : `as: {{graphie: identifiant}}`",
        ))
        .related(first.span.clone(), say!(en: "the other record", fr: "l’autre fiche"))
}
