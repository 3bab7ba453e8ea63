//! `dossier annotate`: articles as JSON Lines on standard input -> the same with their annotations on standard output.
//!
//! Reads and writes in batches, each annotated on all cores, so that memory does not grow with the input. A line that is no
//! article is reported with its number and has no output; all others do. Nothing is compared between articles: a stream
//! may be cut anywhere and run on many machines.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::args::{AnnotateOptions, GlobalOptions};
use super::lines::{InputLine, LineLimits, LineReader, unreadable};
use super::{Exit, Failure, print, project, stream};
use crate::base::files;
use crate::base::message::{Message, cannot_read};
use crate::base::{Severity, SourcePath};
use crate::build::{BuildMode, LexiconFiles, Memo, PipelineOptions, annotate_batch, lexicon_files};
use crate::check;
use crate::export::jsonl;
use crate::import::article_lines::{ArticleLine, parse_line};
use crate::say;
use crate::source::{Snapshot, lexicon_file};

/// Names are compiled for each batch (500 records: some milliseconds). 43 MB of lines in batches of 16 MB took 161 MB of memory.
pub(super) const LIMITS: LineLimits = LineLimits { batch_bytes: 16 << 20, batch_lines: 8192, line_bytes: 64 << 20 };

/// A lexicon has 121 bytes a record where there is little but names (500 records, 61 kB), some kilobytes where there is more.
const MAX_LEXICON_BYTES: u64 = 1 << 30;

pub(super) fn run(global: &GlobalOptions, options: &AnnotateOptions) -> Result<Exit, Failure> {
    if stream::stdin_is_terminal() {
        return Err(Failure::new(
            Exit::Usage,
            say!(
                en: "`dossier annotate` reads articles on its standard input, one JSON object a line",
                fr: "`dossier annotate` lit les articles sur son entrée standard, un objet JSON par ligne",
            ),
            say!(
                en: "write `dossier annotate < articles.jsonl > annotated.jsonl`; `dossier help scale` shows more",
                fr: "écrivez `dossier annotate < articles.jsonl > annotes.jsonl` ; `dossier help echelle` en montre plus",
            ),
        ));
    }
    let snapshot = match &options.lexicon {
        Some(file) => read_lexicon(file)?,
        None => project::snapshot(global, None)?,
    };
    let lexicon = checked(&snapshot)?;
    let memo = Memo::default();
    let mut input = LineReader::new(io::stdin().lock(), LIMITS);
    let (mut n_refused, mut failure) = (0, None);
    stream::write_stdout_pieces(|out| {
        loop {
            let lines = match input.next_batch() {
                Ok(lines) if lines.is_empty() => return Ok(()),
                Ok(lines) => lines,
                Err(error) => {
                    failure = Some(error);
                    return Ok(());
                }
            };
            for (line, answer) in lines.iter().zip(annotate(&lexicon, &lines, &memo)) {
                match answer {
                    Ok(bytes) => out.write_all(&bytes)?,
                    Err(reason) => {
                        n_refused += 1;
                        let number = line.number;
                        print::say(&say!(en: "line {number}: {reason}", fr: "ligne {number} : {reason}"; reason));
                    }
                }
            }
            out.flush()?;
        }
    });
    if let Some(error) = failure {
        let cure = say!(
            en: "what was read until then is annotated; begin again after its last line",
            fr: "ce qui a été lu jusque-là est annoté ; reprenez après sa dernière ligne",
        );
        return Err(unreadable(&error, cure));
    }
    Ok(if n_refused == 0 { Exit::Done } else { Exit::Content })
}

fn read_lexicon(file: &Path) -> Result<Snapshot, Failure> {
    let help = || {
        say!(
            en: "make one with `dossier export lexicon > names.lexicon` in the folder of the dossier",
            fr: "faites-en un avec `dossier export lexicon > noms.lexicon` dans le répertoire du dossier",
        )
    };
    let unreadable = |error: io::Error| Failure::new(Exit::World, cannot_read(file, &error), help());
    let bytes = files::read_regular_file(file, MAX_LEXICON_BYTES).map_err(unreadable)?;
    let bytes = bytes.ok_or_else(|| unreadable(io::ErrorKind::NotFound.into()))?;
    lexicon_file::read(&String::from_utf8_lossy(&bytes)).map_err(|reason| {
        let name = file.display();
        let message =
            say!(en: "`{name}` is no lexicon: {reason}", fr: "`{name}` n’est pas un lexique : {reason}"; reason);
        Failure::new(Exit::Usage, message, help())
    })
}

/// Selects the files that names depend on; refuses where they have errors: each article would lack the names of a record that
/// cannot be read.
pub(super) fn checked(snapshot: &Snapshot) -> Result<LexiconFiles, Failure> {
    let lexicon = lexicon_files(snapshot);
    let of_names = lexicon.diagnostics.iter().filter(|one| one.severity() == Severity::Error);
    let wrong: Vec<_> = lexicon.protection.unknown.iter().chain(of_names).cloned().collect();
    if wrong.is_empty() {
        return Ok(lexicon);
    }
    print::report(&check::report(wrong), snapshot, Severity::Error, false);
    Err(Failure::new(
        Exit::Content,
        say!(
            en: "nothing was done: records or settings have errors",
            fr: "rien n’a été fait : des fiches ou des réglages contiennent des erreurs",
        ),
        say!(
            en: "fix the files named above: without a record its names would be missing in every article",
            fr: "corrigez les fichiers nommés ci-dessus : sans une fiche, ses noms manqueraient dans chaque article",
        ),
    ))
}

/// Annotates a batch. Returns for each line its bytes, or why it has none.
fn annotate(lexicon: &LexiconFiles, lines: &[InputLine], memo: &Memo) -> Vec<Result<Vec<u8>, Message>> {
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
            let id = parsed?.id;
            // An article whose date cannot be read would have its days and roles wrong.
            if let Some(reason) = errors.get(path) {
                return Err((*reason).clone());
            }
            let (article, annotated) =
                texts.get(path).ok_or_else(|| say!(en: "this article is left out", fr: "cet article est omis"))?;
            let mut bytes = Vec::with_capacity(article.body.text.len() * 2);
            let line = (id.as_str(), &**article, &**annotated);
            jsonl::push_single_article(&mut bytes, line, &batch.registry, &batch.config.language);
            Ok(bytes)
        })
        .collect()
}
