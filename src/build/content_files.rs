//! Every file of content/ -> its value. A file that did not change is not parsed again.

use std::ops::Bound;
use std::sync::Arc;

use rayon::prelude::*;

use super::attached_rows;
use super::incremental::articles::{self, Articles, ArticlesInput, FOLDER, FOLDER_END, PublicationPolicy, is_article};
use super::options::PipelineOptions;
use super::session::Session;
use crate::base::yaml_fields::words_of;
use crate::base::{Code, Diagnostic, Key, KeyBuilder, SourcePath, Span, StageOutput};
use crate::config::SiteConfig;
use crate::parse::corrections::CorrectionFile;
use crate::parse::suspected_protection::{self, mentions_visibility};
use crate::parse::{self, ArticleNotes, DecisionsByArticle, FreePage, Record, Visibility};
use crate::redact::redaction;
use crate::registry::entities::KeyedRecord;
use crate::say;
use crate::source::{Snapshot, SourceFile};

type Keyed<T> = (Key, Arc<T>);

/// Every content file as values.
pub(super) struct ContentFiles {
    pub(super) articles: Arc<Articles>,
    pub(super) records: Vec<KeyedRecord>,
    pub(super) pages: Vec<Keyed<FreePage>>,
    pub(super) front: Option<Keyed<FreePage>>,
    pub(super) decisions: DecisionsByArticle,
    pub(super) corrections: CorrectionFile,
    pub(super) notes: Vec<Keyed<ArticleNotes>>,
    pub(super) n_drafts: usize,
    /// Ids and files of draft pages, which are left out.
    pub(super) draft_pages: Vec<(String, SourcePath)>,
}

impl ContentFiles {
    /// Returns the files that are withheld as a whole.
    pub(super) fn unpublished_files(&self) -> impl Iterator<Item = &SourcePath> {
        let records = self.records.iter().map(|keyed| &*keyed.record);
        let records = records.filter(|record| record.visibility != Visibility::Public);
        let records = records.map(|record| &record.span.file).filter(|file| file.extension() == "md");
        let is_unclear = |keyed: &&KeyedRecord| keyed.record.visibility == Visibility::Unclear;
        let unclear = self.records.iter().filter(is_unclear).map(|keyed| &keyed.record.span.file);
        let pages = self.draft_pages.iter().map(|(_, file)| file);
        self.articles.unpublished().map(|(_, file)| file).chain(pages).chain(records).chain(unclear)
    }
}

/// The value of one file.
enum ParsedFile {
    Records(Key, Arc<StageOutput<Vec<Arc<Record>>>>),
    Page(SourcePath, Key, Arc<StageOutput<Option<Arc<FreePage>>>>, bool),
    Decisions(StageOutput<parse::DecisionFile>),
    Corrections(Key, StageOutput<CorrectionFile>),
    /// Roles or relations of records, with the key of the file.
    Attached(Key, StageOutput<parse::attached_rows::AttachedRows>),
    Notes(Key, Arc<StageOutput<Option<Arc<ArticleNotes>>>>),
    /// A file in a place that dossier does not read; the second diagnostic reports that it may protect someone.
    Stray(Box<(Diagnostic, Option<Diagnostic>)>),
}

/// Parses every file of content/; `previous` is the last list of articles.
pub(super) fn parse_content_files(
    snapshot: &Snapshot,
    config: &SiteConfig,
    options: &PipelineOptions,
    previous: Option<&Arc<Articles>>,
    session: &Session<'_>,
) -> StageOutput<ContentFiles> {
    let policy = PublicationPolicy { with_drafts: options.drafts, rights: config.rights };
    let articles = articles::update(previous, ArticlesInput { snapshot, policy });
    let mut diagnostics: Vec<Diagnostic> = articles.diagnostics().cloned().collect();
    // The folder of the articles may contain other files: a picture, a folder.
    let (before, after) = (Bound::Excluded(FOLDER), Bound::Included(FOLDER_END));
    let head = snapshot.files.range::<str, _>((Bound::Unbounded, before));
    let inner = snapshot.below(FOLDER).filter(|(path, _)| !is_article(path));
    let files: Vec<(&SourcePath, &SourceFile)> =
        head.chain(inner).chain(snapshot.files.range::<str, _>((after, Bound::Unbounded))).collect();
    let parsed: Vec<Option<ParsedFile>> =
        files.into_par_iter().map(|(path, file)| parse_one(path, file, config, session)).collect();
    let mut content_files = ContentFiles {
        n_drafts: articles.n_drafts(),
        articles,
        records: Vec::new(),
        pages: Vec::new(),
        front: None,
        decisions: DecisionsByArticle::new(),
        corrections: CorrectionFile::default(),
        notes: Vec::new(),
        draft_pages: Vec::new(),
    };
    let (mut strays, mut attached) = (Vec::new(), Vec::new());
    for one in parsed.into_iter().flatten() {
        match one {
            ParsedFile::Stray(found) => {
                let (diagnostic, unknown) = *found;
                diagnostics.push(diagnostic);
                strays.extend(unknown);
            }
            ParsedFile::Decisions(mut checked) => {
                diagnostics.append(&mut checked.diagnostics);
                content_files.decisions = checked.value.mentions;
            }
            ParsedFile::Corrections(key, mut checked) => {
                diagnostics.append(&mut checked.diagnostics);
                content_files.corrections = CorrectionFile { key, ..checked.value };
            }
            ParsedFile::Attached(key, checked) => attached.push((key, checked)),
            ParsedFile::Notes(key, checked) => {
                diagnostics.extend(checked.diagnostics.iter().cloned());
                content_files.notes.extend(checked.value.iter().map(|notes| (key, Arc::clone(notes))));
            }
            ParsedFile::Records(key, checked) => {
                diagnostics.extend(checked.diagnostics.iter().cloned());
                content_files.records.extend(checked.value.iter().enumerate().map(|(index, record)| KeyedRecord {
                    key: KeyBuilder::new("record").key(key).number(index as u64).finish(),
                    record: Arc::clone(record),
                }));
            }
            ParsedFile::Page(path, key, checked, front) => {
                diagnostics.extend(checked.diagnostics.iter().cloned());
                let Some(page) = &checked.value else {
                    content_files.draft_pages.push((path.stem().to_owned(), path));
                    continue;
                };
                if page.draft && !options.drafts {
                    content_files.n_drafts += 1;
                    content_files.draft_pages.push((page.id.to_string(), path));
                } else if front {
                    content_files.front = Some((key, Arc::clone(page)));
                } else {
                    content_files.pages.push((key, Arc::clone(page)));
                }
            }
        }
    }
    // A copy that a program left next to a readable record protects no one else.
    let covers = |stray: &Diagnostic, record: &Record| {
        let stem = stray.primary.span.file.file_name().split('.').next().unwrap_or_default();
        record.visibility != Visibility::Public && record.id.as_str() == stem
    };
    strays.retain(|stray| !content_files.records.iter().any(|keyed| covers(stray, &keyed.record)));
    diagnostics.append(&mut strays);
    diagnostics.extend(attached_rows::attach(&mut content_files.records, attached));
    redaction::withhold_contradictions(&mut content_files.records);
    content_files.pages.sort_by(|a, b| a.1.id.cmp(&b.1.id));
    StageOutput { value: content_files, diagnostics }
}

/// Decides by the path what a file is, and parses it.
fn parse_one(path: &SourcePath, file: &SourceFile, config: &SiteConfig, session: &Session<'_>) -> Option<ParsedFile> {
    let name = path.as_str().strip_prefix("content/")?;
    let (key, bytes) = (file.id, &*file.bytes);
    let shared = |checked: StageOutput<Option<FreePage>>| StageOutput {
        value: checked.value.map(Arc::new),
        diagnostics: checked.diagnostics,
    };
    if name == "index.md" {
        return Some(ParsedFile::Page(
            path.clone(),
            key,
            session.pages.get_or(key, || shared(parse::free_page::parse_front(path, bytes))),
            true,
        ));
    }
    // Proposed mentions are asked about by `review` and `suggest`; no page shows them.
    if name.starts_with("media/") || parse::proposed_mentions::is_file(path.as_str()) {
        return None;
    }
    if name == "decisions.yaml" {
        return Some(ParsedFile::Decisions(parse::decisions::parse(path, bytes)));
    }
    if name == "corrections.yaml" {
        return Some(ParsedFile::Corrections(key, parse::corrections::parse(path, bytes)));
    }
    let (folder, rest) = name.split_once('/').unwrap_or(("", name));
    let markdown = path.extension() == "md" && !rest.contains('/');
    if folder == "notes" && path.extension() == "yaml" && !rest.contains('/') {
        let parse = || {
            let checked = parse::notes::parse(path, bytes);
            StageOutput { value: checked.value.map(Arc::new), diagnostics: checked.diagnostics }
        };
        return Some(ParsedFile::Notes(key, session.notes.get_or(key, parse)));
    }
    if markdown && folder == "pages" {
        return Some(ParsedFile::Page(
            path.clone(),
            key,
            session.pages.get_or(key, || shared(parse::free_page::parse(path, bytes))),
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
        if parse::attached_rows::is_attached_table(path) {
            return Some(ParsedFile::Attached(key, parse::attached_rows::parse(path, bytes)));
        }
        let is_table =
            folder.is_empty() && config.kinds.iter().any(|kind| Some(kind.content.as_str()) == name.split('.').next());
        let unknown = (is_table || mentions_visibility(bytes)).then(|| {
            let message = say!(
                en: "`{path}` may protect somebody, and stands where dossier does not look",
                fr: "`{path}` protège peut-être quelqu’un, et se trouve là où dossier ne regarde pas",
            );
            suspected_protection::protection_unknown(Span::whole(path), message)
        });
        return Some(ParsedFile::Stray(Box::new((stray(path, config), unknown))));
    };
    let key = KeyBuilder::new("records").key(key).text(&kind.id).finish();
    let parse = || {
        let checked = if markdown {
            let one = parse::record::parse(path, &kind.id, bytes);
            StageOutput { value: one.value.into_iter().collect(), diagnostics: one.diagnostics }
        } else {
            parse::collection::parse(path, &kind.id, bytes)
        };
        StageOutput { value: checked.value.into_iter().map(Arc::new).collect(), diagnostics: checked.diagnostics }
    };
    Some(ParsedFile::Records(key, session.records.get_or(key, parse)))
}

fn stray(path: &SourcePath, config: &SiteConfig) -> Diagnostic {
    let mut folders: Vec<&str> = vec!["articles", "pages", "media"];
    folders.extend(config.kinds.iter().map(|kind| kind.content.as_str()));
    let folder = path.as_str().split('/').nth(1).unwrap_or_default();
    let known = words_of(&folders);
    Diagnostic::of_file(
        Code::StrangeFile,
        path,
        say!(
            en: "`{path}` stands where dossier does not look, and is left out",
            fr: "`{path}` se trouve là où dossier ne regarde pas, et est laissé de côté",
        ),
    )
    .help(say!(
        en: "articles are content/articles/*.md, records content/<kind>/*.md; the folders are: {known}",
        fr: "les articles sont `content/articles/*.md`, les fiches `content/<type>/*.md` ; les répertoires sont : {known}";
        known,
    ))
    .did_you_mean(folder, folders.iter().copied().filter(|known| *known != folder))
}
