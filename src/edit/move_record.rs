//! Plans to make a record one of another kind: its file goes into the folder of that kind, links to the file follow, and the
//! record remembers its old address. Pure; [`super::apply`] writes the plan.
//!
//! What names a record by its id needs no change: an id does not hold the kind. So decisions, relations, roles, `[[id]]` and
//! the rows of tables stay as they are.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::field_edit::FieldEditor;
use super::field_refusal::FieldRefusal;
use super::registry_entries::all_records;
use super::rename_merge::{ReviseError, Revision};
use crate::base::csv_table::{join_list, split_list};
use crate::base::{SourcePath, Span, percent};
use crate::link::ResolvedLink;
use crate::model::{EntityKind, Route, routes};
use crate::parse::{Body, Record, article, collection, record};
use crate::source::Snapshot;
use crate::views::RenderContext;

/// Changes of texts: what stands at a place of a file instead.
type LinkChanges = BTreeMap<SourcePath, Vec<(Range<usize>, String)>>;

/// Plans to move the record `id` to a kind; needs a project built as written.
///
/// # Errors
/// Why it cannot be done.
pub fn move_record(
    site: &RenderContext,
    snapshot: &Snapshot,
    id: &str,
    kind: &EntityKind,
) -> Result<Revision, ReviseError> {
    move_edited_record(site, (snapshot, &BTreeSet::new()), id, kind)
}

/// Plans to move the record `id` to a kind, where some files are others by now than the site was built from: their texts are
/// read anew.
///
/// # Errors
/// Why it cannot be done.
pub(crate) fn move_edited_record(
    site: &RenderContext,
    (snapshot, edited): (&Snapshot, &BTreeSet<SourcePath>),
    id: &str,
    kind: &EntityKind,
) -> Result<Revision, ReviseError> {
    let content = &site.content;
    let Some(record) = all_records(content).find(|record| record.id.as_str() == id) else {
        let is_other = site.link_resolver.find(id).is_some();
        return Err(if is_other { ReviseError::NoRecord(id.to_owned()) } else { ReviseError::Unknown(id.to_owned()) });
    };
    if record.kind == kind.id {
        return Err(ReviseError::SameKind(id.to_owned(), kind.id.clone()));
    }
    let from = &record.span.file;
    if from.extension() != "md" {
        return Err(ReviseError::InTable(id.to_owned(), from.clone()));
    }
    let to = SourcePath::new(&format!("content/{}/{}", kind.content, from.file_name()));
    if snapshot.files.contains_key(&to) {
        return Err(ReviseError::FileTaken(to));
    }
    let old = content.config.kinds.iter().find(|known| known.id == record.kind);
    let route = old.map(|old| routes::entity(&old.folder, &record.id));
    let mut links = FileLinks { snapshot, from, to: &to, changes: LinkChanges::new(), by_hand: Vec::new() };
    let bodies = content
        .articles
        .iter()
        .map(|text| (&text.document.file, &text.document.body))
        .chain(all_records(content).map(|record| (&record.span.file, &record.body)))
        .chain(content.pages.iter().chain(&content.front).map(|page| (&page.document.file, &page.document.body)));
    for (file, body) in bodies.filter(|(file, _)| !edited.contains(*file)) {
        links.add(site, file, body, route.as_ref());
    }
    for file in edited {
        for body in bodies_of(site, snapshot, file) {
            links.add(site, file, &body, route.as_ref());
        }
    }
    links.add_rest();
    let mut revision = Revision { by_hand: links.by_hand, ..Revision::default() };
    for (file, mut changes) in links.changes {
        let Some(text) = snapshot.text(&file) else { continue };
        changes.sort_by_key(|(range, _)| range.start);
        changes.dedup();
        revision.n_references += changes.len();
        revision.files.insert(file, Some(with_changes(text, &changes)));
    }
    let text = revision.files.get(from).cloned().flatten();
    let mut text = text.or_else(|| snapshot.text(from).map(str::to_owned)).unwrap_or_default();
    // What is withheld has no address that could be known elsewhere, and the address of a draft is only provisional.
    let is_known = content.registry.find(id).is_some() && !record.proposed;
    if let Some(old) = old.filter(|_| is_known) {
        text =
            with_old_address(from, text, record, old, kind).map_err(|refusal| ReviseError::Field(refusal.message()))?;
    }
    revision.files.insert(to, Some(text));
    revision.files.insert(from.clone(), None);
    Ok(revision)
}

/// Returns the text of a record's file with its old address under `former:`, and without the new one.
///
/// # Errors
/// Why that cannot be done.
fn with_old_address(
    file: &SourcePath,
    text: String,
    record: &Record,
    old: &EntityKind,
    new: &EntityKind,
) -> Result<String, FieldRefusal> {
    let mut editor = FieldEditor::new(file, text);
    let former = editor.value_of(&old.id, &record.id, "former").unwrap_or_default();
    let mut former = split_list(&former, ';');
    let address = |kind: &EntityKind| format!("{}/{}", kind.content, record.id);
    let (old_address, new_address) = (address(old), address(new));
    former.retain(|known| *known != new_address && *known != old_address);
    former.push(old_address);
    let former = join_list(former.iter().map(String::as_str), ';');
    editor.set_field(&old.id, &record.id, "former", &former)?;
    Ok(editor.finish())
}

/// Returns the texts of a file of articles or records as it is now.
fn bodies_of(site: &RenderContext, snapshot: &Snapshot, file: &SourcePath) -> Vec<Body> {
    let Some(found) = snapshot.files.get(file) else { return Vec::new() };
    let config = &site.content.config;
    if file.as_str().starts_with("content/articles/") {
        let article = article::parse_with(file, &found.bytes, config.rights).value;
        return article.map(|article| article.body).into_iter().collect();
    }
    let folder = file.as_str().split('/').nth(1).unwrap_or_default();
    let is_of = |kind: &&EntityKind| folder.split('.').next() == Some(kind.content.as_str());
    let Some(kind) = config.kinds.iter().find(is_of) else { return Vec::new() };
    let records = if file.extension() == "md" {
        record::parse(file, &kind.id, &found.bytes).value.into_iter().collect()
    } else {
        collection::parse(file, &kind.id, &found.bytes).value
    };
    records.into_iter().map(|record| record.body).collect()
}

/// The links that name a file that moves, and those of that file to its neighbours.
struct FileLinks<'a> {
    snapshot: &'a Snapshot,
    from: &'a SourcePath,
    to: &'a SourcePath,
    changes: LinkChanges,
    by_hand: Vec<Span>,
}

impl FileLinks<'_> {
    /// Finds the links of a text.
    fn add(&mut self, site: &RenderContext, file: &SourcePath, body: &Body, route: Option<&Route>) {
        for link in &body.links {
            let is_target = match site.link_resolver.resolve(file, &link.href) {
                ResolvedLink::Internal(found, _) => Some(&found) == route,
                _ => false,
            };
            let new = if is_target {
                self.moved(file, &link.href)
            } else if file == self.from && self.is_neighbour(&link.href) {
                let folder = folder_name(self.from);
                Some(format!("../{folder}/{}", link.href.trim_start_matches("./")))
            } else {
                continue;
            };
            let span = &link.span;
            let written = self.snapshot.text(file).and_then(|text| text.get(span.start..span.end)).unwrap_or_default();
            match (new, written.rfind(&link.href)) {
                (Some(new), Some(at)) => {
                    let start = span.start + at;
                    if new != link.href {
                        let changes = self.changes.entry(file.clone()).or_default();
                        changes.push((start..start + link.href.len(), new));
                    }
                }
                _ => self.by_hand.push(span.clone()),
            }
        }
    }

    /// Returns a link to the moved file as it must be written then; `None` if that is not certain.
    fn moved(&self, file: &SourcePath, href: &str) -> Option<String> {
        let end = href.find(['#', '?']).unwrap_or(href.len());
        let (path, rest) = href.split_at(end);
        let (old, new) = (folder_name(self.from), folder_name(self.to));
        match path.rsplit_once('/') {
            // It moves along.
            None | Some((".", _)) if file == self.from => Some(href.to_owned()),
            None => Some(format!("../{new}/{href}")),
            Some((".", name)) => Some(format!("../{new}/{name}{rest}")),
            Some((folders, name)) => {
                let (before, last) = folders.rsplit_once('/').map_or(("", folders), |(before, last)| (before, last));
                if percent::decode_lossy(last) != old {
                    return None;
                }
                let before = &path[..before.len() + usize::from(folders.contains('/'))];
                Some(format!("{before}{new}/{name}{rest}"))
            }
        }
    }

    /// Returns whether a link of the moved file names a file of its old folder.
    fn is_neighbour(&self, href: &str) -> bool {
        let path = href.split(['#', '?']).next().unwrap_or_default();
        let name = percent::decode_lossy(path.trim_start_matches("./"));
        let folder = self.from.as_str().rsplit_once('/').map_or("", |(folder, _)| folder);
        !name.is_empty()
            && !name.contains('/')
            && self.snapshot.files.contains_key(&SourcePath::new(&format!("{folder}/{name}")))
    }

    /// Reports other files that name the old path: notes, comments, and links that lead nowhere.
    fn add_rest(&mut self) {
        let path = format!("{}/{}", folder_name(self.from), self.from.file_name());
        for (file, _) in self.snapshot.below("content/") {
            let is_text = ["md", "yaml", "yml", "csv"].contains(&file.extension());
            let Some(text) = self.snapshot.text(file).filter(|_| is_text) else { continue };
            let known: &[_] = self.changes.get(file).map_or(&[], Vec::as_slice);
            let is_known = |at: usize| {
                known.iter().any(|(range, _)| range.contains(&at))
                    || self.by_hand.iter().any(|span| span.file == *file && (span.start..span.end).contains(&at))
            };
            let rest = text.match_indices(&path).map(|(at, _)| at).find(|at| !is_known(*at));
            if let Some(at) = rest {
                self.by_hand.push(Span::new(file, at, at + path.len()));
            }
        }
    }
}

/// Returns the name of the folder that a file is in.
fn folder_name(file: &SourcePath) -> &str {
    let folder = file.as_str().rsplit_once('/').map_or("", |(folder, _)| folder);
    folder.rsplit('/').next().unwrap_or_default()
}

fn with_changes(text: &str, changes: &[(Range<usize>, String)]) -> String {
    let (mut out, mut position) = (String::with_capacity(text.len()), 0);
    for (range, new) in changes {
        // Two links never overlap, unless one is the text of the other.
        if range.start < position {
            continue;
        }
        out.push_str(&text[position..range.start]);
        out.push_str(new);
        position = range.end;
    }
    out.push_str(&text[position..]);
    out
}
