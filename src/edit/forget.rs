//! Plans the deletion of everything about a person: the record, and what people wrote about it elsewhere in the
//! content. Pure; [`super::session`] writes the changes.
//!
//! The texts of articles and raw documents are evidence and are not changed; those that name the person are listed.
//! Each file is changed completely or not at all: a file that could not be parsed afterwards is left unchanged and
//! listed too.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::attached_edit::rows_about;
use super::csv_edit::CsvEditor;
use super::forget_cuts;
use super::forget_cuts::the_record;
use crate::base::Message;
use crate::base::csv_table::join_list;
use crate::base::yaml;
use crate::base::{SourcePath, Span};
use crate::parse::attached_rows::{RELATIONS_FILE, ROLES_FILE};
use crate::parse::{ProposedMention, Record, decisions, front_matter, proposed_mentions};
use crate::registry::{Strength, forms};
use crate::say;
use crate::source::Snapshot;
use crate::text::tokens;
use crate::views::{Content, RenderContext};

/// The changes, and the places that need a person's attention.
#[derive(Debug, Default)]
pub struct ForgetPlan {
    /// The name of the forgotten person.
    pub name: String,
    /// New contents of files, each with what was removed from it; `None` deletes the file.
    pub files: BTreeMap<SourcePath, (Option<String>, Vec<Message>)>,
    /// Texts that still name the person: the first place in each file, and the number of places.
    pub remaining: Vec<(Span, usize)>,
    /// Pictures that the record showed.
    pub pictures: Vec<SourcePath>,
    /// Files that the removal would break, and that are left unchanged.
    pub by_hand: Vec<SourcePath>,
}

/// The forgotten person: all names and ids by which files may refer to them.
pub(super) struct PersonForms<'a> {
    ids: BTreeSet<&'a str>,
    /// Every strong form, folded.
    names: BTreeSet<String>,
    /// The same, as word hashes.
    words: Vec<Vec<u64>>,
    /// What stands in place of a link without words of its own.
    unnamed: &'a str,
}

/// What stands for a name that is to be forgotten.
const BLANK: &str = "[…]";

/// Plans to forget the record `id`, published or withheld; `None` if no record has the id.
#[must_use]
pub fn plan_forget(site: &RenderContext, snapshot: &Snapshot, id: &str) -> Option<ForgetPlan> {
    let all =
        || site.content.registry.entities.iter().map(|entity| &entity.record).chain(&site.content.registry.withheld);
    let record = all().find(|record| record.id.as_str() == id)?;
    let person = PersonForms::of(record, &site.content);
    let mut plan = ForgetPlan { name: record.name.value.clone(), ..ForgetPlan::default() };
    // Drafts that `dossier suggest` made for the same name are removed too.
    let drafts = all().filter(|other| other.proposed && person.is_named(&other.name.value));
    let gone: Vec<&Record> = drafts.map(AsRef::as_ref).chain([&**record]).collect();
    for record in &gone {
        plan.pictures.extend(pictures(site, snapshot, record));
        if record.span.file.extension() == "md" {
            plan.files.insert(record.span.file.clone(), (None, vec![the_record()]));
        }
    }
    plan.pictures.sort();
    plan.pictures.dedup();
    let ids: BTreeSet<&str> = gone.iter().map(|record| record.id.as_str()).collect();
    for (path, _) in snapshot.below("content/") {
        if plan.files.contains_key(path) || path.as_str().starts_with("content/media/") {
            continue;
        }
        let Some(text) = snapshot.text(path) else { continue };
        let rows = gone.iter().filter(|record| record.span.file == *path && path.extension() == "csv");
        let rows: Vec<usize> = rows.map(|record| record.span.start).collect();
        let (new, taken) = person.without_person(path, text, &ids, &rows);
        let is_whole = new == text || is_readable(path, &new);
        if !is_whole {
            plan.by_hand.push(path.clone());
        }
        let new = if is_whole { new } else { text.to_owned() };
        plan.remaining.extend(person.remaining_names(path, &new));
        if new != text {
            plan.files.insert(path.clone(), (Some(new), taken));
        }
    }
    let site_file = SourcePath::new(crate::config::site::FILE);
    plan.remaining.extend(snapshot.text(&site_file).and_then(|text| person.remaining_names(&site_file, text)));
    Some(plan)
}

/// Plans to delete the drafts of refused names, and the references to them in front matter and texts. A draft that somebody
/// has written a text for, or one in a table, is left to the user. Notes and decisions are not changed.
#[must_use]
pub fn plan_refusal(site: &RenderContext, snapshot: &Snapshot, names: &[String]) -> ForgetPlan {
    let refused: BTreeSet<String> = names.iter().map(|name| folded(name)).collect();
    let registry = &site.content.registry;
    let all = registry.entities.iter().map(|entity| &entity.record).chain(&registry.withheld);
    let drafts = all.filter(|record| record.proposed && refused.contains(&folded(&record.name.value)));
    let (mut plan, mut ids) = (ForgetPlan::default(), BTreeSet::new());
    for record in drafts {
        let file = &record.span.file;
        if file.extension() == "md" && record.body.text.trim().is_empty() {
            plan.files.insert(file.clone(), (None, vec![say!(en: "the draft", fr: "le brouillon")]));
            ids.insert(record.id.as_str());
        } else {
            plan.by_hand.push(file.clone());
        }
    }
    if !ids.is_empty() {
        remove_references(&mut plan, snapshot, &ids, None);
    }
    plan
}

/// Plans to delete a record, and the references to it in front matter, texts and other records; `None` if no record has the
/// id. What a text links to it by hand stays, without the link: its words, or the name. Decisions are not changed.
#[must_use]
pub fn plan_delete(site: &RenderContext, snapshot: &Snapshot, id: &str) -> Option<ForgetPlan> {
    let registry = &site.content.registry;
    let mut all = registry.entities.iter().map(|entity| &entity.record).chain(&registry.withheld);
    let record = all.find(|record| record.id.as_str() == id)?;
    let mut plan = ForgetPlan { name: record.name.value.clone(), ..ForgetPlan::default() };
    if record.span.file.extension() == "md" {
        plan.files.insert(record.span.file.clone(), (None, vec![the_record()]));
    }
    let ids = record.former.iter().map(|text| text.value.as_str()).chain([record.id.as_str()]).collect();
    remove_references(&mut plan, snapshot, &ids, Some(record));
    Some(plan)
}

/// Plans to remove the references to some ids, and the row or entry of a record that shares its file with others.
fn remove_references(plan: &mut ForgetPlan, snapshot: &Snapshot, ids: &BTreeSet<&str>, record: Option<&Record>) {
    let unnamed = record.map_or(BLANK, |record| record.name.value.as_str());
    let draft = PersonForms { ids: ids.clone(), names: BTreeSet::new(), words: Vec::new(), unnamed };
    for (path, _) in snapshot.below("content/") {
        if plan.files.contains_key(path)
            || path.as_str().starts_with("content/media/")
            || path.as_str() == decisions::FILE
        {
            continue;
        }
        let Some(text) = snapshot.text(path) else { continue };
        let row = record.filter(|record| record.span.file == *path && path.extension() == "csv");
        let rows: Vec<usize> = row.iter().map(|record| record.span.start).collect();
        // A note stays where only a link in it leads to the record.
        let (new, taken) = if path.as_str().starts_with("content/notes/") {
            draft.without_links(text)
        } else {
            draft.without_person(path, text, ids, &rows)
        };
        if new == text {
            continue;
        }
        if is_readable(path, &new) {
            plan.files.insert(path.clone(), (Some(new), taken));
        } else {
            plan.by_hand.push(path.clone());
        }
    }
}

/// Returns the picture of a record and those in its text.
fn pictures(site: &RenderContext, snapshot: &Snapshot, record: &Record) -> Vec<SourcePath> {
    let own = record.picture.iter().map(|picture| &picture.file.value);
    let hrefs = own.chain(record.body.links.iter().map(|link| &link.href));
    let links = hrefs.map(|href| match site.link_resolver.resolve(&record.span.file, href) {
        crate::link::ResolvedLink::Internal(route, _) => route.to_string(),
        // A picture that only a withheld record shows has no route.
        _ => href.trim_start_matches("../").to_owned(),
    });
    let files = links.map(|route| SourcePath::new(&format!("content/{route}")));
    files.filter(|path| path.as_str().starts_with("content/media/") && snapshot.files.contains_key(path)).collect()
}

/// Returns whether the YAML of a file can be parsed.
fn is_readable(path: &SourcePath, text: &str) -> bool {
    match path.extension() {
        "md" => front_matter::split(path, text).is_ok_and(|parts| yaml::parse(parts.yaml, path, 0).is_ok()),
        "yaml" | "yml" => yaml::parse(text, path, 0).is_ok(),
        _ => true,
    }
}

impl<'a> PersonForms<'a> {
    fn of(record: &'a Record, site: &Content) -> Self {
        let personal = site.config.kinds.iter().any(|kind| kind.id == record.kind && kind.personal_names);
        let strong: Vec<String> = forms::record_forms(record, personal)
            .into_iter()
            .filter(|form| form.strength == Strength::Strong)
            .map(|form| form.text.value)
            .collect();
        let former = record.former.iter().map(|text| text.value.as_str());
        Self {
            ids: former.chain([record.id.as_str()]).collect(),
            names: strong.iter().map(|name| folded(name)).collect(),
            words: strong.iter().map(|name| words(name).iter().map(|token| token.hash).collect()).collect(),
            unnamed: BLANK,
        }
    }

    pub(super) fn is_named(&self, text: &str) -> bool {
        self.names.contains(&folded(text))
    }

    pub(super) fn is_own_id(&self, id: &str) -> bool {
        self.ids.contains(id.split('#').next().unwrap_or_default())
    }

    /// Returns whether a text contains the full name, or refers to the record.
    pub(super) fn names(&self, text: &str) -> bool {
        !self.places(text).is_empty() || !self.references(text).is_empty()
    }

    /// Returns a file's text without everything about the person, and what was removed. `gone` are the ids of removed
    /// records, `rows` their places in a table.
    fn without_person(
        &self,
        path: &SourcePath,
        text: &str,
        gone: &BTreeSet<&str>,
        rows: &[usize],
    ) -> (String, Vec<Message>) {
        if proposed_mentions::is_file(path.as_str()) {
            return self.without_proposals(text);
        }
        let (new, mut taken) = match path.extension() {
            "csv" => self.without_rows(path, text, gone, rows),
            _ => self.without_keys(path, text, gone),
        };
        let (new, links) = self.without_links(&new);
        taken.extend(links);
        (new, taken)
    }

    /// Returns a table without the rows of removed records, those of content/roles.csv and content/relations.csv that are
    /// about the person, and cells that refer to the person.
    fn without_rows(
        &self,
        path: &SourcePath,
        text: &str,
        gone: &BTreeSet<&str>,
        rows: &[usize],
    ) -> (String, Vec<Message>) {
        let Some(mut editor) = CsvEditor::new(text) else { return (text.to_owned(), Vec::new()) };
        let is_gone = |id: &str| self.is_own_id(id) || gone.contains(id);
        let (rows, what) = match path.as_str() {
            ROLES_FILE => (rows_about(path, text, is_gone), say!(en: "a role", fr: "une fonction")),
            RELATIONS_FILE => (rows_about(path, text, is_gone), say!(en: "a relation", fr: "une relation")),
            _ => (rows.to_vec(), the_record()),
        };
        let removed: BTreeSet<usize> = rows.iter().filter_map(|place| editor.row_at(*place)).collect();
        let mut taken = vec![what; removed.len()];
        removed.iter().for_each(|row| editor.remove(*row));
        for row in (0..editor.n_rows()).filter(|row| !removed.contains(row)) {
            for column in ["participants", "place", "part_of", "tags", "never"] {
                let is_name = matches!(column, "tags" | "never");
                let mut values = editor.values(row, column);
                let n_before = values.len();
                values.retain(|value| !if is_name { self.is_named(value) } else { is_gone(value) });
                if values.len() < n_before {
                    editor.set(row, column, Some(&join_list(values.iter().map(String::as_str), ';')));
                    taken.push(Message::same(format!("`{column}:`")));
                }
            }
        }
        (editor.finish(), taken)
    }

    fn without_keys(&self, path: &SourcePath, text: &str, gone: &BTreeSet<&str>) -> (String, Vec<Message>) {
        let (yaml, start) = match path.extension() {
            "md" => match front_matter::split(path, text) {
                Ok(parts) => (parts.yaml, parts.yaml_start),
                Err(_) => ("", 0),
            },
            "yaml" | "yml" => (text, 0),
            _ => ("", 0),
        };
        match yaml::parse(yaml, path, start) {
            Ok(node) => forget_cuts::without_person(self, path, text, &node, gone),
            Err(_) => (text.to_owned(), Vec::new()),
        }
    }

    /// Returns a text with the words of each link to the person in its place.
    fn without_links(&self, text: &str) -> (String, Vec<Message>) {
        let (mut new, mut taken) = (text.to_owned(), Vec::new());
        let references = self.references(text);
        if !references.is_empty() {
            taken.push(match references.len() {
                1 => say!(en: "1 link in its text", fr: "1 lien dans son texte"),
                n => say!(en: "{n} links in its text", fr: "{n} liens dans son texte"),
            });
        }
        for (range, words) in references.into_iter().rev() {
            new.replace_range(range, &words);
        }
        (new, taken)
    }

    /// Returns the lines of proposed mentions without those of the person; where only the text around a name has the
    /// person's, that text is removed.
    fn without_proposals(&self, text: &str) -> (String, Vec<Message>) {
        let (mut new, mut n_gone, mut n_cut) = (String::with_capacity(text.len()), 0, 0);
        for line in text.split_inclusive('\n') {
            match serde_json::from_str::<ProposedMention>(line) {
                Ok(proposed) if self.is_own_id(&proposed.entity) || self.names(&proposed.quote) => n_gone += 1,
                Ok(proposed) if self.names(&format!("{}{}{}", proposed.prefix, proposed.quote, proposed.suffix)) => {
                    n_cut += 1;
                    new += &ProposedMention { prefix: String::new(), suffix: String::new(), ..proposed }.line();
                }
                _ => new.push_str(line),
            }
        }
        let mut taken = Vec::new();
        match n_gone {
            0 => {}
            1 => taken.push(say!(en: "1 proposed mention", fr: "1 mention proposée")),
            n => taken.push(say!(en: "{n} proposed mentions", fr: "{n} mentions proposées")),
        }
        match n_cut {
            0 => {}
            1 => taken.push(say!(en: "1 text around a proposed mention", fr: "1 texte autour d’une mention proposée")),
            n => taken.push(say!(
                en: "{n} texts around proposed mentions",
                fr: "{n} textes autour de mentions proposées",
            )),
        }
        (new, taken)
    }

    /// Finds `[[id]]` and `[[id|words]]`, each with the text that replaces it.
    fn references(&self, text: &str) -> Vec<(Range<usize>, String)> {
        let mut found = Vec::new();
        for id in &self.ids {
            for (at, open) in text.match_indices(&format!("[[{id}")) {
                let rest = &text[at + open.len()..];
                let line = rest.split('\n').next().unwrap_or_default();
                let Some(end) = line.find("]]").filter(|_| rest.starts_with(['|', '#', ']', '\\'])) else { continue };
                let words = line[..end].split_once('|').map_or(self.unnamed, |(_, words)| words);
                found.push((at..at + open.len() + end + 2, words.to_owned()));
            }
        }
        found.sort_by_key(|(range, _)| range.start);
        found
    }

    /// Returns the first place in a text that has the name or the id, and the number of places.
    fn remaining_names(&self, path: &SourcePath, text: &str) -> Option<(Span, usize)> {
        let places = self.places(text);
        let first = places.first()?;
        Some((Span::new(path, first.start, first.end), places.len()))
    }

    fn places(&self, text: &str) -> Vec<Range<usize>> {
        let list = words(text);
        let ids: Vec<Vec<u64>> = self.ids.iter().map(|id| words(id).iter().map(|token| token.hash).collect()).collect();
        let mut places: Vec<Range<usize>> = Vec::new();
        for at in 0..list.len() {
            let names = self.words.iter().chain(ids.iter().filter(|id| id.len() > 1));
            let here =
                |form: &&Vec<u64>| list[at..].iter().map(|token| token.hash).take(form.len()).eq(form.iter().copied());
            let longest = names.filter(|form| !form.is_empty()).filter(here).map(Vec::len).max();
            if let Some(len) = longest.filter(|_| places.last().is_none_or(|last| last.end <= list[at].start as usize))
            {
                places.push(list[at].start as usize..list[at + len - 1].end as usize);
            }
        }
        places
    }
}

fn words(text: &str) -> Vec<tokens::Token> {
    let mut list = Vec::new();
    tokens::tokenize(text, 0, text.len(), &mut list);
    list
}

fn folded(text: &str) -> String {
    let list = words(text);
    list.iter().map(|token| tokens::fold(token.text(text)) + " ").collect()
}
