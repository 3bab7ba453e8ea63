//! Renames an id and merges two records: first a plan ([`rename`], [`merge`]), then [`apply`] writes it through an
//! [`EditSession`].

use std::collections::BTreeMap;

use super::attached_edit::{attached_file, without_repeated_rows};
use super::claims::IdClaims;
use super::record_files::rows_of;
use super::{front_matter_list, references};
use crate::base::yaml::plain_or_quoted;
use crate::base::{Message, SourcePath, Span, nearest};
use crate::edit::session::{EditAction, EditError, EditSession, FileChange};
use crate::export::registry_tables::RecordRows;
use crate::model::Id;
use crate::model::id_messages;
use crate::parse::Record;
use crate::registry::personal_names;
use crate::say;
use crate::source::Snapshot;
use crate::text::tokens;
use crate::views::{Content, RenderContext};

/// The planned changes: new contents of files. `None` removes a file, which is kept as a hidden copy next to it.
#[derive(Debug, Default)]
pub struct Revision {
    /// The changes by file.
    pub files: BTreeMap<SourcePath, Option<String>>,
    /// Number of rewritten references.
    pub n_references: usize,
    /// References that have to be fixed by hand.
    pub by_hand: Vec<Span>,
    /// Keys of the merged record that were not copied to the other one.
    pub not_taken: Vec<&'static str>,
}

/// Why an id cannot be renamed or merged.
#[derive(Debug)]
pub enum ReviseError {
    /// No article or record has the id.
    Unknown(String),
    /// The new id is invalid.
    BadId(String, Message),
    /// The new id is taken.
    Taken(String),
    /// A hidden or unreadable file may have the new id.
    Claimed(String, SourcePath),
    /// The record is in a file with others.
    InTable(String, SourcePath),
    /// Only records can be merged or moved.
    NoRecord(String),
    /// The record is of this kind already.
    SameKind(String, String),
    /// There is a file where the record would go.
    FileTaken(SourcePath),
    /// A field of the record cannot be changed, for this reason.
    Field(Message),
    /// The two ids are the same.
    Same(String),
    /// Writing failed.
    Edit(EditError),
}

impl ReviseError {
    /// Says why.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::Unknown(id) => id_messages::nothing_has(id),
            Self::BadId(id, reason) => say!(
                en: "`{id}` cannot be an id: it {reason}",
                fr: "`{id}` ne peut pas être un identifiant : il {reason}";
                reason,
            ),
            Self::Taken(id) => say!(
                en: "the id `{id}` is in use; to make one record of two, use `dossier merge`",
                fr: "l’identifiant `{id}` est déjà pris ; pour faire une fiche de deux, employez `dossier merge`",
            ),
            Self::Claimed(id, file) => say!(
                en: "the id `{id}` is in use in `{file}`, or may be: the file is hidden or has mistakes",
                fr: "l’identifiant `{id}` est pris dans `{file}`, ou peut l’être : le fichier est caché ou contient des erreurs",
            ),
            Self::InTable(id, file) => say!(
                en: "`{id}` is in `{file}` together with other records; move it to a file of its own first",
                fr: "`{id}` est dans `{file}` avec d’autres fiches ; donnez-lui d’abord un fichier à part",
            ),
            Self::NoRecord(id) => say!(
                en: "`{id}` is not a record; only records can be merged or moved",
                fr: "`{id}` n’est pas une fiche ; seules les fiches peuvent être fusionnées ou déplacées",
            ),
            Self::SameKind(id, kind) => say!(
                en: "`{id}` is of the kind `{kind}` already",
                fr: "`{id}` est déjà du type `{kind}`",
            ),
            Self::FileTaken(file) => say!(en: "`{file}` exists already", fr: "`{file}` existe déjà"),
            Self::Field(reason) => reason.clone(),
            Self::Same(id) => say!(
                en: "`{id}` cannot be merged with itself",
                fr: "`{id}` ne peut pas être fusionné avec lui-même",
            ),
            Self::Edit(error) => error.message(),
        }
    }
}

crate::base::message::error_in_english!(ReviseError);

impl From<EditError> for ReviseError {
    fn from(error: EditError) -> Self {
        Self::Edit(error)
    }
}

/// Plans to rename the article or record `old` to `new`.
///
/// # Errors
/// Why it cannot be done.
pub fn rename(site: &RenderContext, snapshot: &Snapshot, old: &str, new: &str) -> Result<Revision, ReviseError> {
    let id = Id::parse(new).map_err(|reason| ReviseError::BadId(new.to_owned(), reason))?;
    if old == new {
        return Err(ReviseError::Same(old.to_owned()));
    }
    if site.link_resolver.find(new).is_some() {
        return Err(ReviseError::Taken(new.to_owned()));
    }
    let file = file_of(&site.content, old)?;
    if let Some(other) = IdClaims::of(snapshot).find_other(new, &file) {
        return Err(ReviseError::Claimed(new.to_owned(), other.clone()));
    }
    let mut revision = rewrite_references(&site.content, snapshot, old, new);
    let text = current_text(&revision, snapshot, &file);
    let text = front_matter_list::add_to_list(&file, &text, "former", &[old.to_owned()]);
    let folder = file.as_str().rsplit_once('/').map_or("content", |(folder, _)| folder);
    revision.files.insert(SourcePath::new(&format!("{folder}/{id}.md")), Some(text));
    revision.files.insert(file, None);
    // Notes are named after their article.
    let notes = SourcePath::new(&format!("content/notes/{old}.yaml"));
    if snapshot.files.contains_key(&notes) {
        let text = current_text(&revision, snapshot, &notes);
        revision.files.insert(SourcePath::new(&format!("content/notes/{id}.yaml")), Some(text));
        revision.files.insert(notes, None);
    }
    Ok(revision)
}

/// Plans to merge the record `from` into `into`, which gets its forms, text and ids.
///
/// # Errors
/// Why it cannot be done.
pub fn merge(site: &RenderContext, snapshot: &Snapshot, from: &str, into: &str) -> Result<Revision, ReviseError> {
    if from == into {
        return Err(ReviseError::Same(from.to_owned()));
    }
    let record = |id: &str| {
        site.content
            .registry
            .find(id)
            .map(|index| &site.content.registry.entities[index].record)
            .filter(|record| record.id.as_str() == id)
    };
    let missing = |id: &str| {
        if site.link_resolver.find(id).is_some() {
            ReviseError::NoRecord(id.to_owned())
        } else {
            ReviseError::Unknown(id.to_owned())
        }
    };
    let (old, new) = (record(from).ok_or_else(|| missing(from))?, record(into).ok_or_else(|| missing(into))?);
    let (old_file, new_file) = (file_of(&site.content, from)?, file_of(&site.content, into)?);
    let mut revision = rewrite_references(&site.content, snapshot, from, into);
    let mut text = current_text(&revision, snapshot, &new_file);
    let values = |texts: &[crate::base::yaml_fields::SpannedText]| {
        texts.iter().map(|text| text.value.clone()).collect::<Vec<String>>()
    };
    let mut names = vec![old.name.value.clone()];
    names.extend(values(&old.names));
    names.retain(|name| *name != new.name.value);
    // A last name alone stays weak: as a strong form it would link every other bearer of it.
    let is_personal = site.content.config.kinds.iter().any(|kind| kind.id == new.kind && kind.personal_names);
    let (mut weak, names): (Vec<String>, Vec<String>) =
        names.into_iter().partition(|name| is_personal && is_part_of_name(name, new));
    let family = new.family.as_ref().map(|family| family.value.as_str());
    let family = family.or_else(|| personal_names::family_name(&new.name.value));
    weak.retain(|name| family != Some(name.as_str()));
    weak.extend(values(&old.weak));
    let mut former = vec![from.to_owned()];
    former.extend(values(&old.former));
    for (key, values) in [
        ("names", names),
        ("weak", weak),
        ("never", values(&old.never)),
        ("tags", values(&old.tags)),
        ("former", former),
    ] {
        text = front_matter_list::add_to_list(&new_file, &text, key, &values);
    }
    let old_text = current_text(&revision, snapshot, &old_file);
    if let Ok(parts) = crate::parse::front_matter::split(&old_file, &old_text)
        && !parts.body.trim().is_empty()
    {
        text = format!("{}\n\n{}\n", text.trim_end(), parts.body.trim());
    }
    let own = rows_of(&old_file, &old.kind, snapshot.text(&old_file).unwrap_or_default()).remove(&old.id);
    revision.not_taken = not_taken(old, &own.unwrap_or_default());
    for key in ["roles", "relations"] {
        let file = attached_file(key);
        if let Some(Some(text)) = revision.files.get(&file) {
            let text = without_repeated_rows(key, text, into);
            revision.files.insert(file, Some(text));
        }
    }
    revision.files.insert(new_file, Some(text));
    revision.files.insert(old_file, None);
    Ok(revision)
}

/// Returns whether a single word is a spelling of a part of a person's full names: a last or a first name alone.
fn is_part_of_name(word: &str, record: &Record) -> bool {
    let full = std::iter::once(&record.name).chain(&record.names).map(|text| text.value.as_str());
    let full = full.filter(|name| name.contains(char::is_whitespace));
    let folded = tokens::fold(word);
    let n_allowed = folded.chars().count() / 4;
    let is_like = |part: &str| {
        let part = tokens::fold(part);
        part.chars().next() == folded.chars().next() && nearest::distance(&part, &folded) <= n_allowed
    };
    !word.contains(char::is_whitespace) && full.into_iter().any(|name| name.split_whitespace().any(is_like))
}

/// Lists the keys that a person has to merge, because the two values could contradict each other. `own` is what the record's
/// file says: rows of tables follow by themselves.
fn not_taken(record: &Record, own: &RecordRows) -> Vec<&'static str> {
    let keys = [
        ("sort", record.sort.is_some()),
        ("family", record.family.is_some()),
        ("roles", !own.roles.is_empty()),
        ("born", record.born.is_some()),
        ("died", record.died.is_some()),
        ("coordinates", record.coordinates.is_some()),
        ("date", record.date.is_some()),
        ("place", record.place.is_some()),
        ("participants", !record.participants.is_empty()),
        ("part_of", record.part_of.is_some()),
        ("relations", !own.relations.is_empty()),
        ("figures", !record.figures.is_empty()),
        ("sources", !record.sources.is_empty()),
        ("same_as", !record.same_as.is_empty()),
        ("picture", record.picture.is_some()),
    ];
    keys.into_iter().filter(|(_, there)| *there).map(|(key, _)| key).collect()
}

/// Rewrites every reference.
fn rewrite_references(site: &Content, snapshot: &Snapshot, old: &str, new: &str) -> Revision {
    let references = references::find(site, snapshot, old);
    let as_yaml = plain_or_quoted(new);
    let mut revision = Revision { by_hand: references.by_hand, ..Revision::default() };
    for (file, places) in references.places {
        let Some(text) = snapshot.text(&file) else { continue };
        let mut out = String::with_capacity(text.len());
        let mut position = 0;
        for place in &places {
            let (start, end) = place.range;
            out.push_str(&text[position..start]);
            out.push_str(if place.is_plain_yaml { &as_yaml } else { new });
            position = end;
        }
        out.push_str(&text[position..]);
        revision.n_references += places.len();
        revision.files.insert(file, Some(out));
    }
    revision
}

fn current_text(revision: &Revision, snapshot: &Snapshot, file: &SourcePath) -> String {
    match revision.files.get(file) {
        Some(Some(text)) => text.clone(),
        _ => snapshot.text(file).unwrap_or_default().to_owned(),
    }
}

/// Returns the file of an article or record that has a file of its own.
fn file_of(site: &Content, id: &str) -> Result<SourcePath, ReviseError> {
    if let Some(text) = site.articles.iter().find(|text| text.document.id.as_str() == id) {
        return Ok(text.document.file.clone());
    }
    let index = site.registry.find(id).ok_or_else(|| ReviseError::Unknown(id.to_owned()))?;
    let record = &site.registry.entities[index].record;
    if record.id.as_str() != id {
        return Err(ReviseError::Unknown(id.to_owned()));
    }
    let file = record.span.file.clone();
    if file.extension() == "md" { Ok(file) } else { Err(ReviseError::InTable(id.to_owned(), file)) }
}

/// Writes a revision, all of it or nothing; `snapshot` is the one it was planned with.
///
/// # Errors
/// When a file was changed since, or cannot be written.
pub fn apply(session: &EditSession, revision: &Revision, snapshot: &Snapshot) -> Result<(), ReviseError> {
    let changes = revision.files.iter().map(|(file, text)| FileChange {
        name: file.clone(),
        previous_bytes: snapshot.files.get(file).map(|file| file.bytes.to_vec()),
        action: text.as_ref().map_or(EditAction::SetAside, |text| EditAction::Write(text.clone().into_bytes())),
    });
    Ok(session.commit(&changes.collect::<Vec<_>>())?)
}
