//! Redaction of source files and records: removes references to hidden records and drafts, and replaces masked names by
//! initials, before any stage that publishes reads them.
//!
//! A text may name withheld content where no rule of a page would catch it: `[[id]]` in a sentence, a relation to a hidden
//! person, the name of someone of whom only initials are published. So files are redacted as bytes, and no later stage can
//! leak what it never sees. [`RedactedFiles`] keeps the edits and maps the spans of diagnostics back to the files on disk.
//!
//! Changes no file on disk, and does nothing if nothing is withheld. `parse` reads which records are withheld.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use rayon::prelude::*;

use super::name_masker::{FileSyntax, NameMasker, Replacement};
use crate::base::cache_table::CacheTable;
use crate::base::{Diagnostic, Key, KeyBuilder, SourcePath};
use crate::config::SiteConfig;
use crate::model::{EntityKind, Id};
use crate::parse::{Record, Visibility};
use crate::registry::entities::KeyedRecord;
use crate::source::{Snapshot, SourceFile};

/// The content that decides what is withheld.
pub(crate) struct ProtectedContent<'a> {
    /// All records, unredacted.
    pub records: &'a [KeyedRecord],
    /// Their kinds.
    pub kinds: &'a [EntityKind],
    /// Ids, former ids and files of the articles that are left out.
    pub unpublished_articles: Vec<(&'a str, &'a SourcePath)>,
    /// Ids and files of the free pages that are left out.
    pub unpublished_pages: &'a [(String, SourcePath)],
    /// Ids of articles and pages that exist but could not be read.
    pub unreadable: Vec<String>,
}

/// Everything that is withheld.
pub(crate) struct Redaction {
    /// What replaces a reference without link text, by id: initials, or an omission mark.
    ids: HashMap<String, String>,
    masks: NameMasker,
    /// Files that are not published, and so are left unchanged.
    unpublished_files: BTreeSet<SourcePath>,
    key: Key,
}

/// Maximum length of a `[[id|words]]`, in characters.
const MAX_REFERENCE_LEN: usize = 1000;
/// Replaces omitted text.
const OMISSION: &str = "[…]";

/// A file after redaction, with the edits.
pub(crate) struct RedactedFile {
    bytes: Arc<[u8]>,
    edits: Vec<Replacement>,
}

/// The redacted files, by path, to map spans back to the files on disk.
#[derive(Default)]
pub(crate) struct RedactedFiles(BTreeMap<SourcePath, Arc<Option<RedactedFile>>>);

impl Redaction {
    /// Collects what is withheld; `None` if nothing is. `article_ids` are the ids of the published articles.
    #[must_use]
    pub(crate) fn of<'a>(content: &ProtectedContent<'a>, article_ids: impl Iterator<Item = &'a str>) -> Option<Self> {
        let (mut ids, mut unpublished_files) = (HashMap::new(), BTreeSet::new());
        let (mut masked, mut public) = (Vec::new(), Vec::new());
        for KeyedRecord { record, .. } in content.records {
            let kind = content.kinds.iter().find(|kind| kind.id == record.kind);
            let personal = kind.is_some_and(|kind| kind.personal_names);
            match record.visibility {
                Visibility::Public => {
                    public.push((&**record, personal));
                    continue;
                }
                Visibility::Initials | Visibility::Unclear => masked.push((&**record, personal)),
                Visibility::Hidden => {}
            }
            let label = if record.visibility == Visibility::Initials { &record.name.value } else { OMISSION };
            let former = record.former.iter().map(|text| text.value.as_str());
            ids.extend(former.chain([record.id.as_str()]).map(|id| (normal(id), label.to_owned())));
            if record.span.file.extension() == "md" {
                unpublished_files.insert(record.span.file.clone());
            }
        }
        for (draft, file) in &content.unpublished_articles {
            ids.insert(normal(draft), OMISSION.to_owned());
            unpublished_files.insert(SourcePath::clone(file));
        }
        for (page, file) in content.unpublished_pages {
            ids.insert(normal(page), OMISSION.to_owned());
            unpublished_files.insert(file.clone());
        }
        // An unreadable file may be a draft. Its id is the file name.
        ids.extend(content.unreadable.iter().map(|id| (normal(id), OMISSION.to_owned())));
        if ids.is_empty() {
            return None;
        }
        let known = content.records.iter().map(|keyed| keyed.record.id.as_str());
        let masks = NameMasker::new(&masked, &public, known.chain(article_ids));
        let mut key = KeyBuilder::new("withheld");
        key.key(masks.key).add(&ids.iter().collect::<BTreeMap<_, _>>()).add(&unpublished_files);
        Some(Self { ids, masks, unpublished_files, key: key.finish() })
    }

    /// Returns the files after redaction; `None` if no file names anything withheld.
    pub(crate) fn redact_snapshot(
        &self,
        snapshot: &Snapshot,
        cache: &CacheTable<Option<RedactedFile>>,
    ) -> Option<(Snapshot, RedactedFiles)> {
        let files: Vec<(&SourcePath, &SourceFile)> = snapshot
            .below("content/")
            .filter(|(path, _)| ["md", "yaml", "yml", "csv"].contains(&path.extension()))
            .filter(|(path, _)| !path.as_str().starts_with("content/media/") && !self.unpublished_files.contains(*path))
            .collect();
        let changed = files.into_par_iter().map(|(path, file)| {
            let articles = articles_of(snapshot, path, file);
            let mut key = KeyBuilder::new("without");
            key.key(self.key).key(file.id).text(path.extension());
            articles.iter().for_each(|article| _ = key.key(article.id));
            let named = || articles.iter().flat_map(|article| self.named(&article.bytes)).collect();
            (path, cache.get_or(key.finish(), || self.redact_bytes(&file.bytes, path.extension(), &named())))
        });
        let changed: BTreeMap<SourcePath, Arc<Option<RedactedFile>>> = changed
            .filter(|(_, changed)| changed.is_some())
            .map(|(path, changed)| (path.clone(), Arc::clone(&changed)))
            .collect();
        if changed.is_empty() {
            return None;
        }
        let new =
            changed.iter().filter_map(|(path, new)| Some((path.clone(), Arc::clone(&new.as_ref().as_ref()?.bytes))));
        Some((snapshot.with(new), RedactedFiles(changed)))
    }

    /// Returns the masked persons that an article names.
    fn named(&self, bytes: &[u8]) -> BTreeSet<usize> {
        std::str::from_utf8(bytes)
            .map(|text| self.masks.named_records(text, FileSyntax::FrontMatterPage))
            .unwrap_or_default()
    }

    fn redact_bytes(&self, bytes: &[u8], extension: &str, named: &BTreeSet<usize>) -> Option<RedactedFile> {
        let text = std::str::from_utf8(bytes).ok()?;
        let mut edits = self.references(text);
        if !self.masks.is_empty() {
            let of_references: Vec<(usize, usize)> = edits.iter().map(|(edit, _)| (edit.start, edit.end)).collect();
            // References are in order and not nested.
            let outside = |edit: &Replacement| {
                let next = of_references.partition_point(|(_, end)| *end <= edit.start);
                of_references.get(next).is_none_or(|(start, _)| edit.end <= *start)
            };
            let names = self.masks.replacements(text, FileSyntax::from_extension(extension), named);
            edits.extend(names.into_iter().filter(|(edit, _)| outside(edit)));
            edits.sort_by_key(|(edit, _)| edit.start);
        }
        if edits.is_empty() {
            return None;
        }
        let (mut out, mut at) = (String::with_capacity(text.len()), 0);
        for (edit, new) in &edits {
            out.push_str(&text[at..edit.start]);
            out.push_str(new);
            at = edit.end;
        }
        out.push_str(&text[at..]);
        Some(RedactedFile { bytes: out.into_bytes().into(), edits: edits.into_iter().map(|(edit, _)| edit).collect() })
    }

    /// Finds `[[id|words]]` with withheld ids. The words are kept; without words, initials or the omission mark are used.
    fn references(&self, text: &str) -> Vec<(Replacement, String)> {
        let mut edits = Vec::new();
        let mut at = 0;
        while let Some(start) = text[at..].find("[[").map(|found| at + found) {
            at = start + 2;
            // One line of limited length, so that a million `[[` take linear time.
            let mut letters = text[at..].char_indices();
            let line = letters.by_ref().take(MAX_REFERENCE_LEN).find(|(_, c)| *c == '\n').or_else(|| letters.next());
            let window = &text[at..line.map_or(text.len(), |(found, _)| at + found)];
            let Some(end) = window.find("]]").map(|found| at + found) else { continue };
            let inner = &text[at..end];
            let id_len = inner.find(['|', '#', '\\']).unwrap_or(inner.len());
            let Some(label) = self.ids.get(&*normal(inner[..id_len].trim())) else { continue };
            let words = inner.split_once('|').map(|(_, words)| words);
            // Names in the words, or the name itself, are replaced by initials.
            let mut new = words.unwrap_or(label).to_owned();
            let named = self.masks.withheld_record(inner[..id_len].trim()).into_iter().collect();
            for (edit, initial) in self.masks.replacements(&new, FileSyntax::PlainText, &named).into_iter().rev() {
                new.replace_range(edit.start..edit.end, &initial);
            }
            edits.push((Replacement { start, end: end + 2, len: new.len() }, new));
            at = end + 2;
        }
        edits
    }

    /// Replaces masked names by initials in the site's title, description and author.
    pub(crate) fn redact_config(&self, config: &mut SiteConfig) {
        for text in [&mut config.title, &mut config.description, &mut config.author] {
            for (edit, new) in self.masks.replacements(text, FileSyntax::PlainText, &BTreeSet::new()).into_iter().rev()
            {
                text.replace_range(edit.start..edit.end, &new);
            }
        }
    }

    /// Removes references to withheld records from public ones: relations, participants, places, and citations and sources in
    /// drafts.
    pub(crate) fn redact_records(&self, records: &mut [KeyedRecord]) {
        let withheld = |id: &str| self.ids.contains_key(&normal(id.split('#').next().unwrap_or_default().trim()));
        for keyed in records.iter_mut().filter(|keyed| keyed.record.visibility == Visibility::Public) {
            let record = &keyed.record;
            let ids = record.participants.iter().chain(&record.place).chain(&record.part_of).chain(&record.sources);
            let related = record.relations.iter().flat_map(|relation| [Some(&relation.to), relation.citation.as_ref()]);
            let counted = record.figures.iter().filter_map(|figure| figure.source.as_ref());
            let mut named = ids.chain(related.flatten()).chain(counted).filter(|text| withheld(&text.value)).peekable();
            if named.peek().is_none() {
                continue;
            }
            let mut key = KeyBuilder::new("record without");
            key.key(keyed.key);
            for text in named {
                key.text(&text.value);
            }
            let mut record = Record::clone(record);
            record.participants.retain(|text| !withheld(&text.value));
            record.place = record.place.filter(|text| !withheld(&text.value));
            record.part_of = record.part_of.filter(|text| !withheld(&text.value));
            record.sources.retain(|text| !withheld(&text.value));
            record.relations.retain(|relation| !withheld(&relation.to.value));
            for relation in &mut record.relations {
                relation.citation = relation.citation.take().filter(|text| !withheld(&text.value));
            }
            for figure in &mut record.figures {
                figure.source = figure.source.take().filter(|text| !withheld(&text.value));
            }
            *keyed = KeyedRecord { key: key.finish(), record: Arc::new(record) };
        }
    }
}

/// Normalises an id for comparison: Unicode form NFC, as everywhere else.
fn normal(id: &str) -> String {
    if id.is_ascii() { id.to_owned() } else { Id::parse(id).map_or_else(|_| id.to_owned(), |id| id.to_string()) }
}

/// Marks all records with the same id as unclear if one of them is withheld: it is unknown which of them is meant.
pub(crate) fn withhold_contradictions(records: &mut [KeyedRecord]) {
    let is_withheld = |keyed: &&KeyedRecord| keyed.record.visibility != Visibility::Public;
    let withheld: BTreeSet<String> = records.iter().filter(is_withheld).map(|keyed| keyed.record.id.folded()).collect();
    if withheld.is_empty() {
        return;
    }
    let mut n_bearers: HashMap<String, usize> = HashMap::new();
    let ids: Vec<String> = records.iter().map(|keyed| keyed.record.id.folded()).collect();
    ids.iter().for_each(|id| *n_bearers.entry(id.clone()).or_default() += 1);
    for (keyed, id) in records.iter_mut().zip(ids) {
        if withheld.contains(&id) && n_bearers.get(&id).is_some_and(|n| *n > 1) {
            let record = Record { visibility: Visibility::Unclear, ..Record::clone(&keyed.record) };
            let key = KeyBuilder::new("record in doubt").key(keyed.key).finish();
            *keyed = KeyedRecord { key, record: Arc::new(record) };
        }
    }
}

/// Returns the articles that a file of notes or decisions is about. In that file, first names of persons whom these articles
/// name are masked too.
fn articles_of<'a>(snapshot: &'a Snapshot, path: &SourcePath, file: &SourceFile) -> Vec<&'a SourceFile> {
    let article = |id: &str| snapshot.files.get(&SourcePath::new(&format!("content/articles/{id}.md")));
    if let Some(notes) = path.as_str().strip_prefix("content/notes/") {
        return notes.strip_suffix(".yaml").and_then(article).into_iter().collect();
    }
    if !["content/decisions.yaml", "content/corrections.yaml"].contains(&path.as_str()) {
        return Vec::new();
    }
    let text = String::from_utf8_lossy(&file.bytes);
    let ids: BTreeSet<&str> = text
        .split("article:")
        .skip(1)
        .filter_map(|rest| rest.split([',', '}', '\n']).next())
        .map(|id| id.trim().trim_matches(['"', '\'']))
        .collect();
    ids.into_iter().filter_map(article).collect()
}

impl RedactedFiles {
    /// Maps the spans of diagnostics to the files on disk. A build calls this once, when all its diagnostics are known.
    #[must_use]
    pub(crate) fn map_to_original(&self, mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
        if self.0.is_empty() {
            return diagnostics;
        }
        for diagnostic in &mut diagnostics {
            for label in std::iter::once(&mut diagnostic.primary).chain(&mut diagnostic.related) {
                let Some(Some(changed)) = self.0.get(&label.span.file).map(Arc::as_ref) else { continue };
                label.span.start = changed.original_offset(label.span.start);
                label.span.end = changed.original_offset(label.span.end).max(label.span.start);
            }
        }
        diagnostics
    }
}

impl RedactedFile {
    /// Returns the offset in the original of a byte of the redacted file.
    fn original_offset(&self, offset: usize) -> usize {
        let (mut old, mut new) = (0, 0);
        for edit in &self.edits {
            let start = new + (edit.start - old);
            if offset < start {
                break;
            }
            (old, new) = (edit.end, start + edit.len);
            if offset < new {
                return edit.start;
            }
        }
        old + (offset - new)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_the_changed_text_leads_back() {
        // `Jeanne Morvan rit.` -> `J. M. rit.`
        let edits = vec![Replacement { start: 0, end: 6, len: 2 }, Replacement { start: 7, end: 13, len: 2 }];
        let changed = RedactedFile { bytes: Arc::from(&b"J. M. rit."[..]), edits };
        let back: Vec<usize> = [0, 1, 2, 3, 4, 5, 6, 10].into_iter().map(|at| changed.original_offset(at)).collect();
        assert_eq!(back, [0, 0, 6, 7, 7, 13, 14, 18]);
    }
}
