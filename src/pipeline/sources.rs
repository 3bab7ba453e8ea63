//! Every file of content/ -> its value, each parsed once for as long as it stays as it is.

use std::ops::Bound;
use std::sync::Arc;

use rayon::prelude::*;

use super::articles::{Articles, FOLDER, FOLDER_END, Policy, is_article, parse_articles};
use super::build::Options;
use super::memo::Memo;
use super::withhold;
use crate::base::{Checked, Code, Diagnostic, Key, KeyBuilder, SourcePath, Span};
use crate::config::SiteConfig;
use crate::parse::slips::{self, speaks_of_visibility};
use crate::parse::{self, Decisions, Notes, Page, Record, Visibility};
use crate::registry::compile::KeyedRecord;
use crate::source::{Snapshot, SourceFile};

type Keyed<T> = (Key, Arc<T>);

/// Every content file as values.
pub(super) struct Sources {
    pub(super) articles: Arc<Articles>,
    pub(super) records: Vec<KeyedRecord>,
    pub(super) pages: Vec<Keyed<Page>>,
    pub(super) front: Option<Keyed<Page>>,
    pub(super) decisions: Decisions,
    pub(super) notes: Vec<Keyed<Notes>>,
    pub(super) n_drafts: usize,
    /// The free pages that are left out: ids and files.
    pub(super) draft_pages: Vec<(String, SourcePath)>,
}

impl Sources {
    /// Returns the files of all that is withheld as a whole.
    pub(super) fn left_out(&self) -> impl Iterator<Item = &SourcePath> {
        let records = self.records.iter().map(|keyed| &*keyed.record);
        let records = records.filter(|record| record.visibility != Visibility::Public);
        let records = records.map(|record| &record.span.file).filter(|file| file.extension() == "md");
        let is_unclear = |keyed: &&KeyedRecord| keyed.record.visibility == Visibility::Unclear;
        let unclear = self.records.iter().filter(is_unclear).map(|keyed| &keyed.record.span.file);
        let pages = self.draft_pages.iter().map(|(_, file)| file);
        self.articles.left_out().map(|(_, file)| file).chain(pages).chain(records).chain(unclear)
    }
}

/// What one file gives.
enum Parsed {
    Records(Key, Arc<Checked<Vec<Arc<Record>>>>),
    Page(SourcePath, Key, Arc<Checked<Option<Arc<Page>>>>, bool),
    Decisions(Checked<parse::Decided>),
    Notes(Key, Arc<Checked<Option<Arc<Notes>>>>),
    /// The second says that it may protect somebody.
    Stray(Diagnostic, Option<Diagnostic>),
}

/// Parses every file of content/; `known` are the articles of before.
pub(super) fn parse_all(
    snapshot: &Snapshot,
    config: &SiteConfig,
    options: &Options,
    known: Option<&Arc<Articles>>,
    (memo, generation): (&Memo, u64),
    diagnostics: &mut Vec<Diagnostic>,
) -> Sources {
    let policy = Policy { with_drafts: options.drafts, rights: config.rights };
    let articles = parse_articles(snapshot, policy, known);
    diagnostics.extend(articles.diagnostics().cloned());
    // What stands between the files of the articles is none of them: a folder, a picture.
    let (before, after) = (Bound::Excluded(FOLDER), Bound::Included(FOLDER_END));
    let head = snapshot.files.range::<str, _>((Bound::Unbounded, before));
    let inner = snapshot.below(FOLDER).filter(|(path, _)| !is_article(path));
    let files: Vec<(&SourcePath, &SourceFile)> =
        head.chain(inner).chain(snapshot.files.range::<str, _>((after, Bound::Unbounded))).collect();
    let parsed: Vec<Option<Parsed>> =
        files.into_par_iter().map(|(path, file)| parse_one(path, file, config, memo, generation)).collect();
    let mut sources = Sources {
        n_drafts: articles.n_drafts(),
        articles,
        records: Vec::new(),
        pages: Vec::new(),
        front: None,
        decisions: Decisions::new(),
        notes: Vec::new(),
        draft_pages: Vec::new(),
    };
    let mut strays = Vec::new();
    for one in parsed.into_iter().flatten() {
        match one {
            Parsed::Stray(diagnostic, unknown) => {
                diagnostics.push(diagnostic);
                strays.extend(unknown);
            }
            Parsed::Decisions(mut checked) => {
                diagnostics.append(&mut checked.diagnostics);
                sources.decisions = checked.value.mentions;
            }
            Parsed::Notes(key, checked) => {
                diagnostics.extend(checked.diagnostics.iter().cloned());
                sources.notes.extend(checked.value.iter().map(|notes| (key, Arc::clone(notes))));
            }
            Parsed::Records(key, checked) => {
                diagnostics.extend(checked.diagnostics.iter().cloned());
                sources.records.extend(checked.value.iter().enumerate().map(|(index, record)| KeyedRecord {
                    key: KeyBuilder::new("record").key(key).number(index as u64).finish(),
                    record: Arc::clone(record),
                }));
            }
            Parsed::Page(path, key, checked, front) => {
                diagnostics.extend(checked.diagnostics.iter().cloned());
                let Some(page) = &checked.value else {
                    sources.draft_pages.push((path.stem().to_owned(), path));
                    continue;
                };
                if page.draft && !options.drafts {
                    sources.n_drafts += 1;
                    sources.draft_pages.push((page.id.to_string(), path));
                } else if front {
                    sources.front = Some((key, Arc::clone(page)));
                } else {
                    sources.pages.push((key, Arc::clone(page)));
                }
            }
        }
    }
    // A copy that a program left beside a record that can be read protects nobody anew.
    let covers = |stray: &Diagnostic, record: &Record| {
        let stem = stray.primary.span.file.file_name().split('.').next().unwrap_or_default();
        record.visibility != Visibility::Public && record.id.as_str() == stem
    };
    strays.retain(|stray| !sources.records.iter().any(|keyed| covers(stray, &keyed.record)));
    diagnostics.append(&mut strays);
    withhold::settle(&mut sources.records);
    sources.pages.sort_by(|a, b| a.1.id.cmp(&b.1.id));
    sources
}

/// Decides by its path what a file is, and parses it.
fn parse_one(
    path: &SourcePath,
    file: &SourceFile,
    config: &SiteConfig,
    memo: &Memo,
    generation: u64,
) -> Option<Parsed> {
    let name = path.as_str().strip_prefix("content/")?;
    let (key, bytes) = (file.id, &*file.bytes);
    let shared = |checked: Checked<Option<Page>>| Checked {
        value: checked.value.map(Arc::new),
        diagnostics: checked.diagnostics,
    };
    if name == "index.md" {
        return Some(Parsed::Page(
            path.clone(),
            key,
            memo.pages.get_or(key, generation, || shared(parse::page::parse_front(path, bytes))),
            true,
        ));
    }
    if name.starts_with("media/") {
        return None;
    }
    if name == "decisions.yaml" {
        return Some(Parsed::Decisions(parse::decisions::parse(path, bytes)));
    }
    let (folder, rest) = name.split_once('/').unwrap_or(("", name));
    let markdown = path.extension() == "md" && !rest.contains('/');
    if folder == "notes" && path.extension() == "yaml" && !rest.contains('/') {
        let parse = || {
            let checked = parse::notes::parse(path, bytes);
            Checked { value: checked.value.map(Arc::new), diagnostics: checked.diagnostics }
        };
        return Some(Parsed::Notes(key, memo.notes.get_or(key, generation, parse)));
    }
    if markdown && folder == "pages" {
        return Some(Parsed::Page(
            path.clone(),
            key,
            memo.pages.get_or(key, generation, || shared(parse::page::parse(path, bytes))),
            false,
        ));
    }
    let of_folder = config.kinds.iter().find(|kind| kind.content == folder).filter(|_| markdown);
    let of_table = config
        .kinds
        .iter()
        .find(|kind| kind.content == path.stem())
        .filter(|_| folder.is_empty() && ["yaml", "yml", "csv"].contains(&path.extension()));
    let Some(kind) = of_folder.or(of_table) else {
        let is_table =
            folder.is_empty() && config.kinds.iter().any(|kind| Some(kind.content.as_str()) == name.split('.').next());
        let unknown = (is_table || speaks_of_visibility(bytes)).then(|| {
            let message = format!("`{path}` may protect somebody, and stands where dossier does not look");
            slips::unknown(Span::whole(path), &message)
        });
        return Some(Parsed::Stray(stray(path, config), unknown));
    };
    let key = KeyBuilder::new("records").key(key).text(&kind.id).finish();
    let parse = || {
        let checked = if markdown {
            let one = parse::record::parse(path, &kind.id, bytes);
            Checked { value: one.value.into_iter().collect(), diagnostics: one.diagnostics }
        } else {
            parse::collection::parse(path, &kind.id, bytes)
        };
        Checked { value: checked.value.into_iter().map(Arc::new).collect(), diagnostics: checked.diagnostics }
    };
    Some(Parsed::Records(key, memo.records.get_or(key, generation, parse)))
}

fn stray(path: &SourcePath, config: &SiteConfig) -> Diagnostic {
    let mut folders: Vec<&str> = vec!["articles", "pages", "media"];
    folders.extend(config.kinds.iter().map(|kind| kind.content.as_str()));
    let folder = path.as_str().split('/').nth(1).unwrap_or_default();
    Diagnostic::of_file(
        Code::StrangeFile,
        path,
        format!("`{path}` stands where dossier does not look, and is left out"),
    )
    .help(format!(
        "articles are content/articles/*.md, records content/<kind>/*.md; the folders are: {}",
        folders.join(", ")
    ))
    .did_you_mean(folder, folders.iter().copied().filter(|known| *known != folder))
}
