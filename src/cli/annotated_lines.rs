//! Articles as JSON Lines on standard input -> annotated articles, batch by batch, each annotated on all cores: what `annotate` and
//! `suggest --partial` share. A line that is no article is reported with its number; all others are annotated.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::Arc;

use rayon::prelude::*;

use super::lines::{InputLine, LineLimits, LineReader};
use super::print;
use crate::annotate::Annotations;
use crate::base::message::Message;
use crate::base::{Severity, SourcePath};
use crate::build::{AnnotatedBatch, BuildMode, LexiconFiles, Memo, PipelineOptions, annotate_batch};
use crate::import::article_lines::{ArticleLine, parse_line};
use crate::model::Rights;
use crate::parse::Article;
use crate::say;

/// Names are compiled for each batch (500 records: some milliseconds). 43 MB of lines in batches of 16 MB took 161 MB of memory.
const LIMITS: LineLimits = LineLimits { batch_bytes: 16 << 20, batch_lines: 8192, line_bytes: 64 << 20 };

/// An annotated article.
pub(super) struct AnnotatedLine<'a> {
    /// The id as given, which may be no id of a dossier.
    pub(super) id: &'a str,
    pub(super) article: &'a Article,
    pub(super) annotated: &'a Annotations,
    /// How much of the text may be published: what the line says, or what the site does, whichever withholds more.
    pub(super) rights: Rights,
    /// The records and settings that it was annotated with.
    pub(super) batch: &'a AnnotatedBatch,
}

/// The articles on standard input.
pub(super) struct AnnotatedInput<'a> {
    lexicon: &'a LexiconFiles,
    memo: Memo,
    reader: LineReader<io::StdinLock<'static>>,
    /// How many lines were no articles.
    pub(super) n_refused: usize,
}

impl<'a> AnnotatedInput<'a> {
    pub(super) fn new(lexicon: &'a LexiconFiles) -> Self {
        let reader = LineReader::new(io::stdin().lock(), LIMITS);
        Self { lexicon, memo: Memo::default(), reader, n_refused: 0 }
    }

    /// Annotates the next batch. Returns what `make` makes of each article, in order; `None` at the end.
    ///
    /// # Errors
    /// If standard input cannot be read.
    pub(super) fn next_batch<T: Send>(
        &mut self,
        make: impl Fn(&AnnotatedLine<'_>) -> T + Sync,
    ) -> io::Result<Option<Vec<T>>> {
        let lines = self.reader.next_batch()?;
        if lines.is_empty() {
            return Ok(None);
        }
        let mut made = Vec::with_capacity(lines.len());
        for (line, answer) in lines.iter().zip(annotate(self.lexicon, &lines, &self.memo, make)) {
            match answer {
                Ok(one) => made.push(one),
                Err(reason) => {
                    self.n_refused += 1;
                    let number = line.number;
                    print::say(&say!(en: "line {number}: {reason}", fr: "ligne {number} : {reason}"; reason));
                }
            }
        }
        Ok(Some(made))
    }
}

/// Annotates a batch. Returns for each line what was made of it, or why nothing.
fn annotate<T: Send>(
    lexicon: &LexiconFiles,
    lines: &[InputLine],
    memo: &Memo,
    make: impl Fn(&AnnotatedLine<'_>) -> T + Sync,
) -> Vec<Result<T, Message>> {
    let mut parsed: Vec<Result<ArticleLine, Message>> = lines.par_iter().map(|line| parse_line(line.text()?)).collect();
    let mut names = BTreeSet::new();
    // Only an article that was decided about needs its own id; another may have an id that is none here, or that of a record.
    let paths: Vec<SourcePath> = lines
        .iter()
        .zip(&parsed)
        .map(|(line, parsed)| {
            let id = parsed.as_ref().map_or("", |article| article.id.as_str());
            let is_own = lexicon.decided_articles.contains(id) && names.insert(id.to_owned());
            let number = line.number;
            let name = if is_own { id.to_owned() } else { format!("line-{number:012}") };
            SourcePath::new(&format!("content/articles/{name}.md"))
        })
        .collect();
    let files = paths.iter().zip(&mut parsed).filter_map(|(path, parsed)| {
        let file = std::mem::take(&mut parsed.as_mut().ok()?.file);
        Some((path.clone(), Arc::from(file.into_bytes())))
    });
    let snapshot = lexicon.files.with(files);
    let batch =
        annotate_batch(&snapshot, &PipelineOptions { mode: BuildMode::Once, ..PipelineOptions::default() }, memo);
    let texts: BTreeMap<&SourcePath, _> = batch.texts.iter().map(|text| (&text.0.file, text)).collect();
    let mut errors = BTreeMap::new();
    for one in batch.diagnostics.iter().filter(|one| one.severity() == Severity::Error) {
        errors.entry(&one.primary.span.file).or_insert(&one.message);
    }
    paths
        .par_iter()
        .zip(parsed)
        .map(|(path, parsed)| {
            let ArticleLine { id, rights, .. } = parsed?;
            // An article whose date cannot be read would have its days and roles wrong.
            if let Some(reason) = errors.get(path) {
                return Err((*reason).clone());
            }
            let (article, annotated) =
                texts.get(path).ok_or_else(|| say!(en: "this article is left out", fr: "cet article est omis"))?;
            let rights = rights.map_or(article.rights, |given| given.max(article.rights));
            Ok(make(&AnnotatedLine { id: &id, article, annotated, rights, batch: &batch }))
        })
        .collect()
}
