//! `dossier suggest --partial` and `--merge`: the search for names over articles that are in no dossier, cut into parts.
//!
//! `suggest::partial` says what a part holds. Here parts are written, read and put together; the proposals are printed as `suggest`
//! prints them.

use std::io;
use std::path::Path;

use rayon::prelude::*;

use super::annotated_lines::{AnnotatedInput, AnnotatedLine};
use super::args::{GlobalOptions, SuggestOptions};
use super::lines::{LineLimits, LineReader, unreadable};
use super::suggest_list::{self, NextStep};
use super::{Exit, Failure, lexicon, stream};
use crate::base::SourcePath;
use crate::base::message::{Message, cannot_read};
use crate::build::{LexiconFiles, Memo, PipelineOptions, annotate_batch};
use crate::parse::decisions;
use crate::say;
use crate::suggest::corpus_evidence::CorpusEvidence;
use crate::suggest::partial::{self, PartialArticle, Partials, PriorNames};

/// A line of a part holds an article, which had at most a quarter of this.
const LIMITS: LineLimits = LineLimits { batch_bytes: 16 << 20, batch_lines: 8192, line_bytes: 256 << 20 };

/// Writes the part of the articles on standard input.
pub(super) fn write_partial(global: &GlobalOptions, options: &SuggestOptions) -> Result<Exit, Failure> {
    if stream::stdin_is_terminal() {
        return Err(Failure::new(
            Exit::Usage,
            say!(
                en: "`dossier suggest --partial` reads articles on its standard input, one JSON object a line",
                fr: "`dossier suggest --partial` lit les articles sur son entrée standard, un objet JSON par ligne",
            ),
            say!(
                en: "write `dossier suggest --partial < articles.jsonl > names.part`; `dossier help scale` shows more",
                fr: "écrivez `dossier suggest --partial < articles.jsonl > noms.part` ; `dossier help echelle` en montre plus",
            ),
        ));
    }
    let lexicon = lexicon::open(global, options.lexicon.as_deref())?;
    let mut input = AnnotatedInput::new(&lexicon);
    let mut failure = None;
    stream::write_stdout_pieces(|out| {
        out.write_all(&partial::head(lexicon.key()))?;
        let (mut evidence, mut n_articles) = (CorpusEvidence::default(), 0);
        loop {
            let articles = match input.next_batch(part_of) {
                Ok(None) => break,
                Ok(Some(articles)) => articles,
                Err(error) => {
                    failure = Some(error);
                    return Ok(());
                }
            };
            n_articles += articles.len();
            evidence = evidence.merge(partial::evidence(&articles));
            let lines: Vec<Vec<u8>> = articles.into_par_iter().map(PartialArticle::line).collect();
            lines.iter().try_for_each(|line| out.write_all(line))?;
        }
        partial::last_lines(&evidence, n_articles).try_for_each(|line| out.write_all(&line))
    });
    if let Some(error) = failure {
        let cure =
            say!(en: "this part is not whole; make it again", fr: "cette partie n’est pas entière ; refaites-la");
        return Err(unreadable(&error, cure));
    }
    Ok(if input.n_refused == 0 { Exit::Done } else { Exit::Content })
}

fn part_of(line: &AnnotatedLine<'_>) -> PartialArticle {
    let AnnotatedLine { id, article, annotated, batch, .. } = *line;
    PartialArticle::new(id, article, annotated, &batch.registry, &batch.config.language)
}

/// Prints the proposals of all parts together.
pub(super) fn merge(global: &GlobalOptions, options: &SuggestOptions) -> Result<Exit, Failure> {
    let lexicon = lexicon::open(global, options.lexicon.as_deref())?;
    let mut partials = Partials::new(lexicon.key());
    for file in &options.merge {
        read_part(file, &mut partials)?;
    }
    let mut corpus = partials.whole();
    let names = annotate_batch(&lexicon.files, &PipelineOptions::default(), &Memo::default());
    let (candidates, sources) = corpus.suggest(&PriorNames {
        registry: &names.registry,
        kinds: &names.config.kinds,
        refused: &refused(&lexicon),
        language: &names.config.language,
    });
    let candidates = suggest_list::frequent(candidates, options, sources.len());
    suggest_list::list(&candidates, &sources, options.format, NextStep::InDossier);
    Ok(Exit::Done)
}

fn refused(lexicon: &LexiconFiles) -> Vec<String> {
    let path = SourcePath::new(decisions::FILE);
    let file = lexicon.files.files.get(&path);
    file.map(|file| decisions::parse(&path, &file.bytes).value.refused_names).unwrap_or_default()
}

fn read_part(file: &Path, partials: &mut Partials) -> Result<(), Failure> {
    let unreadable = |error: io::Error| {
        let help = say!(en: "check the path", fr: "vérifiez le chemin");
        Failure::new(Exit::World, cannot_read(file, &error), help)
    };
    let mut reader = LineReader::open(file, LIMITS).map_err(unreadable)?;
    let mut n_lines = 0;
    loop {
        let lines = reader.next_batch().map_err(unreadable)?;
        if lines.is_empty() {
            break;
        }
        let read: Vec<_> = lines.par_iter().map(|line| partial::read_line(line.text()?)).collect();
        for (line, read) in lines.iter().zip(read) {
            n_lines = line.number;
            read.and_then(|read| partials.add(read)).map_err(|reason| refused_part(file, n_lines, &reason))?;
        }
    }
    if n_lines == 0 {
        let reason = say!(en: "there is no part in it", fr: "il ne contient aucune partie");
        return Err(refused_part(file, 1, &reason));
    }
    partials.end_file().map_err(|reason| refused_part(file, n_lines + 1, &reason))
}

/// Parts of which one is wrong would give other numbers without saying so.
fn refused_part(file: &Path, line: u64, reason: &Message) -> Failure {
    let file = file.display();
    Failure::new(
        Exit::Content,
        say!(en: "`{file}`, line {line}: {reason}", fr: "`{file}`, ligne {line} : {reason}"; reason),
        say!(
            en: "make this part again with `dossier suggest --partial` and the names of the others, with the same program",
            fr: "refaites cette partie avec `dossier suggest --partial` et les noms des autres, avec le même programme",
        ),
    )
}
