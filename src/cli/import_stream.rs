//! `dossier import --stream`: documents -> articles as JSON Lines on standard output, without a project.
//!
//! The documents are those of the paths, or of the lines of standard input. Each path and each line stands alone: nothing is
//! compared or kept, so that documents may be cut into any number of processes.

use std::io;

use rayon::ThreadPool;

use super::args::{GlobalOptions, ImportOptions};
use super::language::said;
use super::lines::{LineLimits, LineReader, unreadable};
use super::{Exit, Failure, import, import_tables, import_tei, print, stream};
use crate::base::message::Message;
use crate::import::document_lines::{self, MAX_LINE_BYTES};
use crate::import::inputs::{InputDocument, InputList};
use crate::import::pipeline::{ImportEvent, ImportSettings, StreamEvent, stream_documents};
use crate::say;

/// Documents of a batch are held until all of it is read.
const LIMITS: LineLimits = LineLimits { batch_bytes: 16 << 20, batch_lines: 1024, line_bytes: MAX_LINE_BYTES };

pub(super) fn run(
    global: &GlobalOptions,
    options: &ImportOptions,
    settings: &ImportSettings<'_>,
    pool: &ThreadPool,
) -> Result<Exit, Failure> {
    if options.paths.is_empty() && stream::stdin_is_terminal() {
        return Err(Failure::new(
            Exit::Usage,
            say!(
                en: "`dossier import --stream` without a path reads the names of documents on its standard input, one a line",
                fr: "`dossier import --stream` sans chemin lit les noms des documents sur son entrée standard, un par ligne",
            ),
            say!(
                en: "write `dossier import --stream FOLDER > articles.jsonl`; `dossier help scale` shows more",
                fr: "écrivez `dossier import --stream RÉPERTOIRE > articles.jsonl` ; `dossier help echelle` en montre plus",
            ),
        ));
    }
    refuse_own_data(options)?;
    let paths: Vec<InputList> = options
        .paths
        .iter()
        .map(|path| import::documents(std::slice::from_ref(path), options.name.as_deref()))
        .collect::<Result<_, Failure>>()?;
    let mut counts = StreamCounts { is_quiet: global.quiet, ..StreamCounts::default() };
    let mut failure = None;
    // Locked and written on one thread of the pool, whose stack is deep enough for every reader.
    pool.install(|| {
        stream::write_stdout_pieces(|out| {
            if !paths.is_empty() {
                let groups: Vec<&[InputDocument]> = paths.iter().map(|list| &*list.documents).collect();
                return counts.write(out, settings, &groups, &[]);
            }
            let mut input = LineReader::new(io::stdin().lock(), LIMITS);
            loop {
                let lines = match input.next_batch() {
                    Ok(lines) if lines.is_empty() => return Ok(()),
                    Ok(lines) => lines,
                    Err(error) => {
                        failure = Some(error);
                        return Ok(());
                    }
                };
                let (mut lists, mut numbers) = (Vec::new(), Vec::new());
                for line in lines {
                    match line.text().and_then(document_lines::documents) {
                        Ok(list) => {
                            lists.push(list.documents);
                            numbers.push(line.number);
                        }
                        Err(reason) => counts.refuse(Some(line.number), &reason),
                    }
                }
                let groups: Vec<&[InputDocument]> = lists.iter().map(Vec::as_slice).collect();
                counts.write(out, settings, &groups, &numbers)?;
                out.flush()?;
            }
        });
    });
    if let Some(error) = failure {
        let cure = say!(
            en: "what was read until then is written; begin again after its last line",
            fr: "ce qui a été lu jusque-là est écrit ; reprenez après sa dernière ligne",
        );
        return Err(unreadable(&error, cure));
    }
    counts.tell();
    Ok(if counts.n_failed == 0 { Exit::Done } else { Exit::Content })
}

/// Refuses what dossier wrote to be changed and read back: it changes records and articles, which are in a project.
fn refuse_own_data(options: &ImportOptions) -> Result<(), Failure> {
    if import_tables::own_tables(options)?.is_empty() && import_tei::edition(options)?.is_none() {
        return Ok(());
    }
    Err(Failure::new(
        Exit::Usage,
        say!(
            en: "these tables or this edition change a dossier, and with --stream there is none",
            fr: "ces tableaux ou cette édition modifient un dossier, et avec --stream il n’y en a pas",
        ),
        say!(
            en: "import them in the dossier's folder without --stream",
            fr: "importez-les dans le répertoire du dossier, sans --stream",
        ),
    ))
}

/// How many documents had which outcome.
#[derive(Default)]
struct StreamCounts {
    is_quiet: bool,
    n_articles: usize,
    n_undated: usize,
    n_failed: usize,
    /// Documents that are empty, or that their source does not show.
    n_empty: usize,
    /// Documents that the plan leaves out or does not name.
    n_unplanned: usize,
    /// Pages of a web archive and files of a folder that are no articles.
    n_others: usize,
}

impl StreamCounts {
    /// Writes the articles of groups of documents. `numbers` are the lines that the groups come from, if they come from lines.
    fn write(
        &mut self,
        out: &mut dyn io::Write,
        settings: &ImportSettings<'_>,
        groups: &[&[InputDocument]],
        numbers: &[u64],
    ) -> io::Result<()> {
        let mut written = Ok(());
        stream_documents(groups, settings, |group, input, event| {
            match event {
                StreamEvent::Article { line, is_dated } => {
                    self.n_articles += 1;
                    self.n_undated += usize::from(!is_dated);
                    written = out.write_all(&line);
                }
                StreamEvent::Other(event) => self.add(numbers.get(group).copied(), input, event),
            }
            written.is_ok()
        });
        written
    }

    fn add(&mut self, line: Option<u64>, input: &InputDocument, event: ImportEvent) {
        let name = &input.display_name;
        match event {
            ImportEvent::Document { place, result: Err(error), .. } => {
                let place = place.map(|place| say!(en: ", {place}", fr: ", {place}"; place)).unwrap_or_default();
                let why = error.message();
                let reason = say!(
                    en: "{name}{place}: not imported: {why}",
                    fr: "{name}{place} : non importé : {why}"; place, why
                );
                self.refuse(line, &reason);
            }
            ImportEvent::Unread(unread) => {
                let (place, why) = (&unread.place, &unread.reason);
                let reason = say!(
                    en: "{name}, {place}: not imported: {why}",
                    fr: "{name}, {place} : non importé : {why}"; place, why
                );
                if unread.is_loss {
                    self.refuse(line, &reason);
                } else {
                    self.n_empty += 1;
                    tell(line, &reason);
                }
            }
            ImportEvent::NotInPlan { .. } => self.n_unplanned += 1,
            ImportEvent::NoArticle | ImportEvent::NoDocument => self.n_others += 1,
            ImportEvent::Read(summary) => {
                if let Some(notice) = summary.notice.filter(|_| !self.is_quiet) {
                    tell(line, &say!(en: "{name}: {notice}", fr: "{name} : {notice}"; notice));
                }
            }
            // Nothing is written, and nothing is known beforehand.
            ImportEvent::Document { result: Ok(_), .. } => {}
        }
    }

    fn refuse(&mut self, line: Option<u64>, reason: &Message) {
        self.n_failed += 1;
        tell(line, reason);
    }

    /// Says in one line what was read.
    fn tell(&self) {
        if self.is_quiet {
            return;
        }
        let mut words = vec![print::count(self.n_articles, "article", "article")];
        for (n, en, fr) in [
            (self.n_undated, "without date", "sans date"),
            (self.n_empty, "empty", "vides"),
            (self.n_others, "no articles", "sans article"),
            (self.n_unplanned, "not in the plan", "absents du plan"),
            (self.n_failed, "failed", "en échec"),
        ] {
            if n > 0 {
                words.push(Message { en: format!("{n} {en}"), fr: format!("{fr}\u{a0}: {n}") });
            }
        }
        print::say(&Message::joined(&words, ", ", ", "));
    }
}

fn tell(line: Option<u64>, reason: &Message) {
    match line {
        Some(line) => print::say(&say!(en: "line {line}: {reason}", fr: "ligne {line} : {reason}"; reason)),
        None => print::line(said(reason)),
    }
}
