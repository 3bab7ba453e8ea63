//! What `dossier import` says: each document with what was understood and removed, a summary for a file of many, and a
//! report file where that would be too much for a screen.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::args::{GlobalOptions, ImportOptions, PlanFormat};
use super::{Exit, print, stream};
use crate::base::confined::ConfinedDir;
use crate::base::csv_table::CsvDialect;
use crate::import::cleaned_document::RemovedLine;
use crate::import::extracted_document::DroppedContent;
use crate::import::inputs::InputDocument;
use crate::import::pipeline::{FileSummary, ImportEvent};
use crate::import::plan::{ImportPlan, write_plan};
use crate::import::{ComposedArticle, ImportError, ImportOutcome};

/// With more documents than this, details go to the report file, unless `--verbose` is given.
const MANY: usize = 20;
/// More content of one kind that was left out is said in one line.
const MANY_ALIKE: usize = 4;
/// The largest report file, in bytes: beyond it, later documents are only counted.
const MAX_REPORT_BYTES: usize = 32 << 20;
/// The report file, in the project.
const REPORT_FILE: &str = ".dossier/import-report.txt";

/// Prints and counts the outcomes.
pub(super) struct ImportReport<'o> {
    global: &'o GlobalOptions,
    /// What a dry run found, with the files: each article without its text.
    found: Option<Vec<(String, ComposedArticle)>>,
    /// How the table of a dry run is written; `None` for people.
    format: Option<PlanFormat>,
    /// The documents that were met, by file and number or place.
    met: BTreeSet<(String, String)>,
    n_inputs: usize,
    /// What is said of the documents of the current input, until it is known how many there are.
    waiting: Vec<String>,
    /// The counts of the current input.
    current: OutcomeCounts,
    /// The counts of the whole run.
    total: OutcomeCounts,
    /// Files of folders that were no documents, by extension.
    no_documents: BTreeMap<String, usize>,
    /// What was left out of the documents of the current input alike, with the number of documents.
    left_out: BTreeMap<(String, &'static str), usize>,
    /// Every detail, for the report file.
    details: String,
    /// Whether some details were not printed.
    is_abridged: bool,
    disk_failed: bool,
}

/// How many documents had which outcome.
#[derive(Clone, Copy, Default)]
struct OutcomeCounts {
    articles: usize,
    undated: usize,
    known: usize,
    failed: usize,
    /// Documents that are empty, or that their source does not show.
    empty: usize,
    /// Documents that the plan leaves out.
    skipped: usize,
    /// Documents that the plan does not name.
    unplanned: usize,
    repeats: usize,
    /// Pages of a web archive that are no articles.
    no_articles: usize,
}

impl OutcomeCounts {
    fn add(&mut self, other: Self) {
        self.articles += other.articles;
        self.undated += other.undated;
        self.known += other.known;
        self.failed += other.failed;
        self.empty += other.empty;
        self.skipped += other.skipped;
        self.unplanned += other.unplanned;
        self.repeats += other.repeats;
        self.no_articles += other.no_articles;
    }

    fn n_documents(self) -> usize {
        self.articles + self.known + self.failed + self.empty + self.skipped + self.unplanned
    }
}

impl<'o> ImportReport<'o> {
    pub(super) fn new(global: &'o GlobalOptions, options: &ImportOptions, n_inputs: usize) -> Self {
        Self {
            global,
            found: options.dry_run.then(Vec::new),
            format: options.format,
            met: BTreeSet::new(),
            n_inputs,
            waiting: Vec::new(),
            current: OutcomeCounts::default(),
            total: OutcomeCounts::default(),
            no_documents: BTreeMap::new(),
            left_out: BTreeMap::new(),
            details: String::new(),
            is_abridged: false,
            disk_failed: false,
        }
    }

    pub(super) fn add(&mut self, input: &InputDocument, event: ImportEvent) {
        match event {
            ImportEvent::Document { place, document, result } => {
                let shown = match &place {
                    Some(place) => format!("{}, {place}", input.display_name),
                    None => input.display_name.clone(),
                };
                self.met.insert((input.display_name.clone(), document));
                self.document(input, &shown, result, place.is_some());
            }
            ImportEvent::NotInPlan { document, is_skipped } => {
                self.met.insert((input.display_name.clone(), document));
                if is_skipped {
                    self.current.skipped += 1;
                } else {
                    self.current.unplanned += 1;
                }
            }
            ImportEvent::Unread(unread) => {
                let line = format!("{}, {}: not imported: {}", input.display_name, unread.place, unread.reason);
                if unread.is_loss {
                    self.current.failed += 1;
                } else {
                    self.current.empty += 1;
                }
                self.failure(&line);
            }
            ImportEvent::NoArticle => self.current.no_articles += 1,
            ImportEvent::Read(summary) => self.finish_input(&input.display_name, &summary),
            ImportEvent::NoDocument => {
                let ending = input.name.rsplit_once('.').map_or("", |(_, ending)| ending).to_lowercase();
                *self.no_documents.entry(ending).or_default() += 1;
            }
        }
    }

    /// Counts one document and notes what is said of it. `is_one_of_many`: what its source left out alike of all is
    /// said once for the file.
    fn document(
        &mut self,
        input: &InputDocument,
        shown: &str,
        done: Result<ImportOutcome, ImportError>,
        is_one_of_many: bool,
    ) {
        let (heading, mut composed, taken) = match done {
            Ok(ImportOutcome::Written { article, composed, taken }) => {
                (format!("{shown} -> {}", relative(&article, &self.global.root)), composed, taken)
            }
            Ok(ImportOutcome::WouldWrite(composed)) => {
                let found = self.found.get_or_insert_default();
                found.push((input.display_name.clone(), composed.without_text()));
                (format!("{shown} would become `{}`", composed.id), composed, None)
            }
            Ok(ImportOutcome::AlreadyImported(article)) => {
                self.current.known += 1;
                let article = relative(&article, &self.global.root);
                self.waiting.push(format!("{shown}: already imported as {article}; nothing was done"));
                return;
            }
            Err(error) => {
                self.current.failed += 1;
                self.disk_failed |= matches!(error, ImportError::Disk { .. } | ImportError::Edit(_));
                self.failure(&format!("{shown}: not imported: {error}"));
                return;
            }
        };
        self.current.articles += 1;
        self.current.undated += usize::from(composed.date.is_none());
        self.current.repeats += usize::from(composed.duplicate_of.is_some());
        if is_one_of_many {
            for removed in composed.removed.extract_if(.., |removed| removed.line == 0) {
                *self.left_out.entry((removed.text, removed.rule)).or_default() += 1;
            }
        }
        self.waiting.extend(details(&heading, &composed));
        if let Some(id) = taken {
            self.waiting.push(format!("    the id `{id}` is used by another article, so a different one was chosen"));
        }
    }

    /// Says at once why something was not imported, whatever else is said of its file.
    fn failure(&mut self, line: &str) {
        print::say(line);
        self.note(line);
    }

    /// Says what there is to say of an input.
    fn finish_input(&mut self, shown: &str, summary: &FileSummary) {
        let waiting = std::mem::take(&mut self.waiting);
        let counts = std::mem::take(&mut self.current);
        let left_out = std::mem::take(&mut self.left_out);
        waiting.iter().for_each(|line| self.note(line));
        let is_many = counts.n_documents() > MANY;
        let is_detailed = !self.global.quiet && (self.global.verbose || (!is_many && self.n_inputs <= MANY));
        if is_detailed {
            waiting.iter().for_each(|line| print::say(line));
        } else {
            self.is_abridged |= !waiting.is_empty();
        }
        self.total.add(counts);
        if let Some(notice) = &summary.notice {
            self.tell(&format!("{shown}: {notice}"));
        }
        if summary.has_many {
            self.tell(&format!("{shown}: {}", counts.in_words(self.found.is_some())));
        }
        match counts.no_articles {
            0 => {}
            1 => self.tell(&format!("{shown}: 1 page is no article and is left out")),
            n => self.tell(&format!("{shown}: {n} pages are no articles and are left out")),
        }
        self.tell_dropped(&summary.dropped);
        for ((text, rule), n) in left_out {
            let of = if n > 1 { format!(" of {n} documents") } else { String::new() };
            self.tell(&format!("    left out{of}  {:?} [{rule}]", shortened(&text)));
        }
    }

    /// Says what lies outside of the documents of a file; much of one kind, such as its pictures, in one line.
    fn tell_dropped(&mut self, dropped: &[DroppedContent]) {
        let mut by_rule: BTreeMap<&'static str, Vec<&DroppedContent>> = BTreeMap::new();
        for content in dropped {
            by_rule.entry(content.kind.rule().0).or_default().push(content);
        }
        for (rule, contents) in by_rule {
            let n: usize = contents.iter().map(|content| content.count).sum();
            let Some(first) = contents.first() else { continue };
            let reason = first.kind.rule().1;
            if contents.len() > MANY_ALIKE {
                let what = shortened(&first.what);
                self.tell(&format!("    left out  {n} times [{rule}: {reason}], the first {what:?}"));
                continue;
            }
            for content in contents {
                let times = if content.count > 1 { format!(" ×{}", content.count) } else { String::new() };
                self.tell(&format!("    left out  {:?}{times} [{rule}: {reason}]", shortened(&content.what)));
            }
        }
    }

    /// Says something of a file as a whole.
    fn tell(&mut self, line: &str) {
        self.note(line);
        if !self.global.quiet {
            print::say(line);
        }
    }

    fn note(&mut self, line: &str) {
        if self.details.len() + line.len() < MAX_REPORT_BYTES {
            self.details.push_str(line);
            self.details.push('\n');
        }
    }

    pub(super) fn finish(mut self, n_passed_by: usize, plan: Option<&ImportPlan>) -> Exit {
        match (&self.found, self.format) {
            (None, _) => {}
            (Some(found), None) => {
                let rows: Vec<[String; 7]> = found.iter().map(|(_, composed)| row(composed)).collect();
                let heads = ["id", "title", "date", "publisher", "language", "removed", "duplicate of"];
                print::table(heads, &rows).iter().for_each(|line| print::result(line));
            }
            (Some(found), Some(format)) => {
                let dialect = match format {
                    PlanFormat::Csv => CsvDialect::Rfc4180,
                    PlanFormat::Excel => CsvDialect::Excel,
                };
                stream::write_stdout_bytes(write_plan(found, dialect).as_bytes());
            }
        }
        self.total.add(self.current);
        self.report_plan(plan);
        let total = self.total;
        let n_no_documents: usize = self.no_documents.values().sum();
        if (self.n_inputs > 1 || n_passed_by > 0) && !self.global.quiet {
            let done = if self.found.is_some() { "would be imported" } else { "imported" };
            let passed_by = if n_passed_by > 0 {
                format!(", {} skipped: not documents", print::count(n_passed_by, "file"))
            } else {
                String::new()
            };
            print::say(&format!(
                "{} {done}, {} known before, {} failed{passed_by}",
                total.articles, total.known, total.failed
            ));
        }
        if n_no_documents > 0 && !self.global.quiet {
            let kinds: Vec<String> = self.no_documents.iter().map(|(ending, n)| format!("{n} .{ending}")).collect();
            print::say(&format!("{} skipped: no export that dossier knows", kinds.join(", ")));
        }
        if total.repeats > 0 && !self.global.quiet && (self.n_inputs > 1 || total.n_documents() > 1) {
            print::say(&format!(
                "{} another article: copies count as one source, and the site shows the differences",
                if total.repeats == 1 { "1 repeats".to_owned() } else { format!("{} repeat", total.repeats) }
            ));
        }
        if self.is_abridged && self.found.is_none() && total.articles + total.failed > 0 {
            self.write_details();
        }
        match (total.failed, self.disk_failed) {
            (0, _) => Exit::Done,
            (_, true) => Exit::World,
            (_, false) => Exit::Content,
        }
    }

    /// Says what the plan names and the documents do not have, and the reverse.
    fn report_plan(&mut self, plan: Option<&ImportPlan>) {
        let Some(plan) = plan else { return };
        for (file, document, row) in plan.rows() {
            if !self.met.contains(&(file.to_owned(), document.to_owned())) {
                self.total.failed += 1;
                let which = if document.is_empty() { String::new() } else { format!(", document `{document}`") };
                self.failure(&format!(
                    "line {} of the plan: not imported: there is no such document: `{file}`{which}",
                    row.line
                ));
            }
        }
        if self.total.unplanned > 0 && !self.global.quiet {
            let n = print::count(self.total.unplanned, "document");
            print::say(&format!("{n} not imported: the plan does not name them"));
        }
    }

    /// Writes the report file. A project where it cannot be written has its articles all the same.
    fn write_details(&self) {
        let written = ConfinedDir::open(&self.global.root).and_then(|root| {
            root.make_folder(".dossier", |_| ())?;
            root.replace(REPORT_FILE, self.details.as_bytes())
        });
        if self.global.quiet {
            return;
        }
        match written {
            Ok(()) => print::say(&format!("what was understood and removed, article by article: {REPORT_FILE}")),
            Err(error) => print::say(&format!("the report {REPORT_FILE} could not be written: {error}")),
        }
    }
}

impl OutcomeCounts {
    /// Returns the counts of a file in words: "412 articles, 3 without date, 5 known before".
    fn in_words(self, is_dry_run: bool) -> String {
        let mut words = vec![format!(
            "{}{}",
            if is_dry_run { "would become " } else { "" },
            print::count(self.articles, "article")
        )];
        for (n, what) in [
            (self.undated, "without date"),
            (self.known, "known before"),
            (self.empty, "empty"),
            (self.failed, "failed"),
            (self.skipped, "left out by the plan"),
            (self.unplanned, "not in the plan"),
        ] {
            if n > 0 {
                words.push(format!("{n} {what}"));
            }
        }
        words.join(", ")
    }
}

/// One row of the table of a dry run.
fn row(composed: &ComposedArticle) -> [String; 7] {
    let date = match &composed.date {
        Some((date, how)) => format!("{date} ({}: {how})", composed.date_certainty),
        None => "unknown".to_owned(),
    };
    let unknown = || "?".to_owned();
    [
        composed.id.to_string(),
        composed.title.clone(),
        date,
        composed.publisher.clone().unwrap_or_else(unknown),
        composed.language.clone().unwrap_or_else(unknown),
        print::count(composed.removed.len(), "line"),
        composed.duplicate_of.as_ref().map(ToString::to_string).unwrap_or_default(),
    ]
}

fn relative(path: &Path, root: &Path) -> String {
    path.strip_prefix(root).unwrap_or(path).display().to_string()
}

/// Returns what was understood and, line by line, what was removed.
fn details(heading: &str, composed: &ComposedArticle) -> Vec<String> {
    let mut lines = vec![heading.to_owned(), format!("    title     {}", composed.title)];
    lines.push(match &composed.date {
        Some((date, how)) => format!("    date      {date}, {how}"),
        None => {
            let doubt = composed.date_doubt.as_ref().map(|doubt| format!(": {doubt}")).unwrap_or_default();
            format!("    date      unknown{doubt}; give it with --date, or add `date:` to the article")
        }
    });
    if let Some(publisher) = &composed.publisher {
        lines.push(format!("    publisher {publisher}"));
    }
    lines.push(format!(
        "    language  {}",
        composed.language.as_deref().unwrap_or("unknown: the site's language is used")
    ));
    if let Some(encoding) = &composed.converted_from {
        lines.push(format!("    converted from {encoding}"));
    }
    if let Some(id) = &composed.duplicate_of {
        lines.push(format!("    repeats   {id}"));
    }
    lines.push(format!("    kept      {}, captions included", print::count(composed.n_blocks, "paragraph")));
    for RemovedLine { line, text, rule, reason } in &composed.removed {
        let place = if *line > 0 { format!("{} {line}: ", composed.unit.as_str()) } else { String::new() };
        lines.push(format!("    removed   {place}{:?} [{rule}: {reason}]", shortened(text)));
    }
    lines
}

/// Returns a text on one line of at most 70 characters.
fn shortened(text: &str) -> String {
    let text = text.trim();
    if text.chars().count() > 70 { text.chars().take(69).chain(['…']).collect() } else { text.to_owned() }
}
