//! [`Record`]s -> [`Registry`]. Reports ids that clash and references to ids that no record has.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use super::personal_names;
use crate::base::nearest::Vocabulary;
use crate::base::yaml_fields::SpannedText;
use crate::base::{Code, Diagnostic, Key, KeyBuilder, Message, SourcePath, Span, StageOutput};
use crate::model::id_messages;
use crate::model::{BaseKind, EntityIx, EntityKind, Id, KindIx, List};
use crate::parse::{Record, Visibility};
use crate::say;

/// One person, place, organisation, event or work of the dossier.
#[derive(Clone, Debug)]
pub struct Entity {
    /// The record as written.
    pub record: Arc<Record>,
    /// Key of the record's content, whatever its place in the file: see [`Record::content_key`].
    pub key: Key,
    /// Position in the site's list of kinds.
    pub kind: KindIx,
    /// What its kind behaves as.
    pub behaves_as: BaseKind,
    /// The name that it is sorted by.
    pub sort_name: String,
    /// A one-line description: its last role, or the first sentence of its text.
    pub gloss: String,
    /// The first sentence of its text; may be empty, and is the gloss if it has no role.
    pub sentence: String,
    /// What distinguishes it from others with the same name: its gloss, or its id; empty if no other has its name.
    pub apart: String,
    /// Key of what other pages show of it: name, kind, gloss, and what distinguishes it from namesakes.
    pub card_key: Key,
    /// Key of what its card in an article shows in addition: its roles, the dates of its life, its picture and sentence.
    pub life_key: Key,
}

impl Entity {
    /// Returns its name and, if another has the same, in brackets what distinguishes it: for places that show no more than a
    /// text, such as a label or a title.
    #[must_use]
    pub fn full_name(&self) -> Cow<'_, str> {
        let name = self.record.name.value.as_str();
        if self.apart.is_empty() { Cow::Borrowed(name) } else { Cow::Owned(format!("{name} ({})", self.apart)) }
    }
}

/// All entities, in order of id.
#[derive(Clone, Debug, Default)]
pub struct Registry {
    /// The entities that are published.
    pub entities: List<EntityIx, Entity>,
    /// The withheld records. Their names prevent links; nothing else of them is used.
    pub withheld: Vec<Arc<Record>>,
    by_id: HashMap<Id, EntityIx>,
    /// Former ids, and the entities that had them.
    pub former: BTreeMap<Id, EntityIx>,
    /// Former addresses of entities that were of another kind: that kind, and the id there.
    pub moved: BTreeMap<(KindIx, Id), EntityIx>,
}

impl Registry {
    /// Returns the position of the entity that has an id now or had it before.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<EntityIx> {
        let found = self.by_id.get(id).or_else(|| self.former.get(id)).copied();
        // Nearly all ids come in Unicode form NFC already.
        if found.is_some() || id.is_ascii() {
            return found;
        }
        let id = Id::parse(id).ok()?;
        self.by_id.get(&id).or_else(|| self.former.get(&id)).copied()
    }

    /// Returns the current ids, in order.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.entities.iter().map(|entity| entity.record.id.as_str())
    }
}

/// A record with a key of its source.
#[derive(Clone, Debug)]
pub struct KeyedRecord {
    /// Key of the file's content and of the record's place in it.
    pub key: Key,
    /// The record.
    pub record: Arc<Record>,
}

/// Makes the registry. `articles` are the ids of all articles with their files: an article and a record cannot share an
/// id.
#[must_use]
pub fn compile_registry(
    mut records: Vec<KeyedRecord>,
    kinds: &[EntityKind],
    articles: &[(&Id, &SourcePath)],
) -> StageOutput<Registry> {
    let mut diagnostics = Vec::new();
    // If two files have the same id, the first in order of path keeps it.
    records.sort_by(|a, b| (&a.record.span, &a.record.id).cmp(&(&b.record.span, &b.record.id)));
    let mut seen = claimed_article_ids(&records, articles);
    let mut kept = Vec::new();
    for keyed in records {
        let record = &keyed.record;
        match seen.entry(record.id.folded()) {
            std::collections::hash_map::Entry::Vacant(slot) => {
                slot.insert((record.id.clone(), record.span.clone()));
                kept.push(keyed);
            }
            std::collections::hash_map::Entry::Occupied(slot) => {
                diagnostics.push(id_clash(&record.id, &record.span, &slot.get().0, &slot.get().1));
            }
        }
    }
    kept.sort_by(|a, b| a.record.id.cmp(&b.record.id));
    let mut registry = Registry::default();
    for keyed in kept {
        if keyed.record.visibility != Visibility::Public {
            registry.withheld.push(keyed.record);
            continue;
        }
        registry.by_id.insert(keyed.record.id.clone(), EntityIx::new(registry.entities.len()));
        registry.entities.push(build_entity(keyed, kinds));
    }
    tell_namesakes_apart(&mut registry.entities);
    former_ids(&mut registry, kinds, &seen, &mut diagnostics);
    check_references(&registry, &mut diagnostics);
    StageOutput { value: registry, diagnostics }
}

/// Returns the folded ids of articles that some record also has, now or formerly. Usually there are none.
fn claimed_article_ids(records: &[KeyedRecord], articles: &[(&Id, &SourcePath)]) -> HashMap<String, (Id, Span)> {
    let former = |keyed: &KeyedRecord| -> Vec<String> {
        let ids = keyed.record.former.iter().filter_map(|text| Id::parse(&text.value).ok());
        ids.map(|id| id.folded()).collect()
    };
    let mut wanted: HashSet<String> = records.iter().map(|keyed| keyed.record.id.folded()).collect();
    wanted.extend(records.iter().flat_map(former));
    let mut seen = HashMap::new();
    for (id, file) in articles {
        let folded = if id.is_folded() { Cow::Borrowed(id.as_str()) } else { Cow::Owned(id.folded()) };
        if wanted.contains(&*folded) {
            seen.insert(folded.into_owned(), ((*id).clone(), Span::whole(file)));
        }
    }
    seen
}

/// Reports two files with the same id, or two ids that a file system may not distinguish.
#[must_use]
pub fn id_clash(id: &Id, span: &Span, first: &Id, first_span: &Span) -> Diagnostic {
    let diagnostic = if id == first {
        let message = say!(en: "the id `{id}` is used twice", fr: "l’identifiant `{id}` est employé deux fois");
        Diagnostic::new(Code::DuplicateId, span.clone(), message)
    } else {
        Diagnostic::new(
            Code::IdClash,
            span.clone(),
            say!(
                en: "the ids `{id}` and `{first}` differ only in capitals or Unicode form",
                fr: "les identifiants `{id}` et `{first}` ne diffèrent que par les majuscules ou la forme Unicode",
            ),
        )
    };
    diagnostic.related(first_span.clone(), say!(en: "first used here", fr: "employé d’abord ici")).help(say!(
        en: "rename one of the two, and list the old id under `former:`",
        fr: "renommez l’un des deux, et gardez l’ancien identifiant sous `former:`",
    ))
}

fn build_entity(keyed: KeyedRecord, kinds: &[EntityKind]) -> Entity {
    let record = &keyed.record;
    let kind = KindIx::new(kinds.iter().position(|kind| kind.id == record.kind).unwrap_or(0));
    let behaves_as = BaseKind::among(kinds, &record.kind);
    let personal = kinds.get(kind.get()).is_some_and(|kind| kind.personal_names);
    let sentence = first_sentence(record);
    let last_role = record.roles.iter().max_by_key(|role| role.from);
    let gloss = last_role.map_or_else(|| sentence.clone(), |role| role.title.clone());
    let card_key = KeyBuilder::new("card")
        .text(record.id.as_str())
        .text(&record.name.value)
        .add(&kind)
        .text(&gloss)
        .number(u64::from(keyed.record.proposed))
        .finish();
    let mut life_key = KeyBuilder::new("life");
    life_key.add(&record.born).add(&record.died).add(&record.date).add(&record.picture).text(&sentence);
    for role in &record.roles {
        life_key.text(&role.title).add(&role.from).add(&role.to);
    }
    Entity {
        key: keyed.record.content_key(),
        kind,
        behaves_as,
        sort_name: personal_names::sort_name(record, personal),
        gloss,
        sentence,
        apart: String::new(),
        card_key,
        life_key: life_key.finish(),
        record: keyed.record,
    }
}

/// Finds the entities that share a name, and what distinguishes each of them from the others.
fn tell_namesakes_apart(entities: &mut List<EntityIx, Entity>) {
    let mut by_name: HashMap<String, Vec<EntityIx>> = HashMap::with_capacity(entities.len());
    for index in EntityIx::all(entities.len()) {
        by_name.entry(entities[index].record.name.value.to_lowercase()).or_default().push(index);
    }
    for namesakes in by_name.into_values().filter(|namesakes| namesakes.len() > 1) {
        let n_by_short = counted(namesakes.iter().map(|index| short_gloss(&entities[*index].gloss)));
        let n_by_gloss = counted(namesakes.iter().map(|index| Cow::Borrowed(entities[*index].gloss.as_str())));
        for index in &namesakes {
            let entity = &mut entities[*index];
            let is_only = |counts: &HashMap<String, usize>, gloss: &str| {
                !gloss.is_empty() && counts.get(&gloss.to_lowercase()) == Some(&1)
            };
            let short = short_gloss(&entity.gloss);
            entity.apart = if is_only(&n_by_short, &short) {
                short.into_owned()
            } else if is_only(&n_by_gloss, &entity.gloss) {
                entity.gloss.clone()
            } else {
                entity.record.id.to_string()
            };
            entity.card_key = KeyBuilder::new("namesake").key(entity.card_key).text(&entity.apart).finish();
        }
    }
}

/// Counts texts, whatever their capitals.
fn counted<'a>(texts: impl Iterator<Item = Cow<'a, str>>) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    for text in texts {
        *counts.entry(text.to_lowercase()).or_default() += 1;
    }
    counts
}

/// Longest gloss beside the name of a namesake, in characters: the name must stay what one sees first.
const MAX_SHORT_GLOSS_LEN: usize = 48;

/// Returns a gloss as it stands beside a name, cut at a word.
fn short_gloss(gloss: &str) -> Cow<'_, str> {
    if gloss.chars().count() <= MAX_SHORT_GLOSS_LEN {
        Cow::Borrowed(gloss)
    } else {
        Cow::Owned(cut(gloss, MAX_SHORT_GLOSS_LEN))
    }
}

/// Cuts a text at a word, with an ellipsis.
fn cut(text: &str, max_len: usize) -> String {
    let cut: String = text.chars().take(max_len).collect();
    let cut = cut.rsplit_once(' ').map_or(cut.as_str(), |(head, _)| head).trim_end_matches([',', ';', ':']);
    format!("{cut}…")
}

/// Longest gloss, in characters: a line and a half of a card.
const MAX_GLOSS_LEN: usize = 140;

/// Returns the first sentence of the text, cut at a word.
fn first_sentence(record: &Record) -> String {
    let body = &record.body;
    let paragraph_end = body.main_text().find("\n\n").unwrap_or(body.main_len);
    let mut words = String::new();
    let mut position = 0;
    // `[[article#p3|source]]` cites evidence and is no part of the description.
    for reference in body.wiki_links.iter().filter(|reference| reference.fragment.is_some()) {
        let range = &reference.text;
        if range.start >= position && range.end <= paragraph_end {
            words.push_str(body.text[position..range.start].trim_end());
            position = range.end;
        }
    }
    words.push_str(&body.text[position.min(paragraph_end)..paragraph_end]);
    let sentence = words.split_inclusive(['.', '!', '?']).next().unwrap_or_default().trim();
    if sentence.chars().count() <= MAX_GLOSS_LEN {
        return sentence.trim_end_matches('.').to_owned();
    }
    cut(sentence, MAX_GLOSS_LEN)
}

fn former_ids(
    registry: &mut Registry,
    kinds: &[EntityKind],
    seen: &HashMap<String, (Id, Span)>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for entity in EntityIx::all(registry.entities.len()) {
        let record = Arc::clone(&registry.entities[entity].record);
        for text in &record.former {
            if let Some((folder, id)) = text.value.split_once('/') {
                diagnostics.extend(former_address(registry, kinds, entity, text, folder, id));
                continue;
            }
            let Ok(id) = Id::parse(&text.value) else {
                let message = id_messages::never_an_id(&text.value);
                diagnostics
                    .push(Diagnostic::new(Code::BadId, text.span.clone(), message).help(id_messages::remove_it()));
                continue;
            };
            if let Some((_, span)) = seen.get(&id.folded()) {
                let message = id_messages::former_id_in_use(id.as_str());
                diagnostics.push(
                    Diagnostic::new(Code::FormerClash, text.span.clone(), message)
                        .related(span.clone(), id_messages::used_here())
                        .help(id_messages::remove_from_former()),
                );
            } else if let Some(other) = registry.former.insert(id.clone(), entity).filter(|other| *other != entity) {
                registry.former.insert(id.clone(), other);
                let message = id_messages::former_id_claimed_twice(id.as_str());
                let first = registry.entities[other].record.span.clone();
                diagnostics.push(
                    Diagnostic::new(Code::FormerClash, text.span.clone(), message)
                        .related(first, id_messages::first_claimed_here())
                        .help(id_messages::leave_to_one()),
                );
            }
        }
    }
}

/// Adds the address that an entity had as one of another kind, `people/ID`; returns why it is none.
fn former_address(
    registry: &mut Registry,
    kinds: &[EntityKind],
    entity: EntityIx,
    text: &SpannedText,
    folder: &str,
    id: &str,
) -> Option<Diagnostic> {
    let kind = kinds.iter().position(|kind| kind.content == folder).map(KindIx::new);
    let Some((kind, id)) = kind.zip(Id::parse(id).ok()) else {
        let message = say!(
            en: "`{address}` could never have been the address of a record",
            fr: "`{address}` n’a jamais pu être l’adresse d’une fiche",
            address = text.value,
        );
        let help = say!(
            en: "write the folder of a kind in content/ and an id, such as `people/anna`, or remove it",
            fr: "écrivez le répertoire d’un type dans content/ et un identifiant, comme `people/anna`, ou retirez cette valeur",
        );
        return Some(Diagnostic::new(Code::BadId, text.span.clone(), message).help(help));
    };
    let clash = |message: Message| Diagnostic::new(Code::FormerClash, text.span.clone(), message);
    let holder = registry.by_id.get(&id).copied().filter(|holder| registry.entities[*holder].kind == kind);
    if let Some(holder) = holder {
        let span = registry.entities[holder].record.span.clone();
        let message = say!(
            en: "the former address `{address}` is in use",
            fr: "l’ancienne adresse `{address}` est employée ailleurs",
            address = text.value,
        );
        return Some(clash(message).related(span, id_messages::used_here()).help(id_messages::remove_from_former()));
    }
    let first = *registry.moved.entry((kind, id)).or_insert(entity);
    (first != entity).then(|| {
        let span = registry.entities[first].record.span.clone();
        let message = say!(
            en: "the former address `{address}` is claimed twice",
            fr: "l’ancienne adresse `{address}` est revendiquée deux fois",
            address = text.value,
        );
        clash(message).related(span, id_messages::first_claimed_here()).help(id_messages::leave_to_one())
    })
}

/// Reports ids that a record names and no record has.
fn check_references(registry: &Registry, diagnostics: &mut Vec<Diagnostic>) {
    let withheld: HashSet<&str> = registry.withheld.iter().map(|record| record.id.as_str()).collect();
    let known = Vocabulary::new(registry.ids());
    for entity in &registry.entities {
        let record = &entity.record;
        let named = record
            .participants
            .iter()
            .chain(&record.place)
            .chain(&record.part_of)
            .chain(record.relations.iter().map(|r| &r.to));
        for text in named {
            if registry.find(&text.value).is_none() && !withheld.contains(text.value.as_str()) {
                let message = id_messages::no_record_has(&text.value);
                diagnostics.push(
                    Diagnostic::new(Code::UnknownId, text.span.clone(), message)
                        .help(id_messages::correct_or_write())
                        .did_you_mean_of(&text.value, &known),
                );
            }
        }
    }
}
