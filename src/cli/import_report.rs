//! What `dossier import` says: each document with what was understood and removed, a summary for a file of many, and a
//! report file where that would be too much for a screen.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::args::{GlobalOptions, ImportOptions, PlanFormat};
use super::first_run::most_frequent;
use super::import_details::{details, row, shortened};
use super::language::{said, spoken};
use super::{Exit, print, stream};
use crate::base::confined::ConfinedDir;
use crate::base::csv_table::CsvDialect;
use crate::base::message::{Message, io_reason};
use crate::import::extracted_document::DroppedContent;
use crate::import::inputs::InputDocument;
use crate::import::pipeline::{FileSummary, ImportEvent};
use crate::import::plan::{ImportPlan, write_plan};
use crate::import::{ComposedArticle, ImportError, ImportOutcome};
use crate::say;

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
    left_out: BTreeMap<(Message, &'static str), usize>,
    /// Every detail, for the report file.
    details: String,
    /// Whether some details were not printed.
    is_abridged: bool,
    disk_failed: bool,
    /// How many articles are in which language.
    languages: BTreeMap<String, usize>,
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
            languages: BTreeMap::new(),
        }
    }

    pub(super) fn add(&mut self, input: &InputDocument, event: ImportEvent) {
        match event {
            ImportEvent::Document { place, document, result } => {
                let shown = match &place {
                    Some(place) => format!("{}, {}", input.display_name, said(place)),
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
                let (name, place, why) = (&input.display_name, &unread.place, &unread.reason);
                let line = say!(
                    en: "{name}, {place}: not imported: {why}",
                    fr: "{name}, {place} : non importé : {why}"; place, why
                );
                if unread.is_loss {
                    self.current.failed += 1;
                } else {
                    self.current.empty += 1;
                }
                self.failure(&spoken(&line));
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
                let id = &composed.id;
                let heading = say!(en: "{shown} would become `{id}`", fr: "{shown} deviendrait `{id}`");
                (spoken(&heading), composed, None)
            }
            Ok(ImportOutcome::AlreadyImported(article)) => {
                self.current.known += 1;
                let article = relative(&article, &self.global.root);
                self.waiting.push(spoken(&say!(
                    en: "{shown}: already imported as {article}; nothing was done",
                    fr: "{shown} : déjà importé comme {article} ; rien n’a été fait",
                )));
                return;
            }
            Err(error) => {
                self.current.failed += 1;
                self.disk_failed |= matches!(error, ImportError::Disk { .. } | ImportError::Edit(_));
                let why = error.message();
                self.failure(&spoken(&say!(
                    en: "{shown}: not imported: {why}",
                    fr: "{shown} : non importé : {why}"; why
                )));
                return;
            }
        };
        self.current.articles += 1;
        if let Some(language) = &composed.language {
            *self.languages.entry(language.clone()).or_default() += 1;
        }
        self.current.undated += usize::from(composed.date.is_none());
        self.current.repeats += usize::from(composed.duplicate_of.is_some());
        if is_one_of_many {
            for removed in composed.removed.extract_if(.., |removed| removed.line == 0) {
                *self.left_out.entry((removed.text, removed.rule)).or_default() += 1;
            }
        }
        self.waiting.extend(details(&heading, &composed));
        if let Some(id) = taken {
            self.waiting.push(spoken(&say!(
                en: "    the id `{id}` is used by another article, so a different one was chosen",
                fr: "    l’identifiant `{id}` est celui d’un autre article ; un autre a été choisi",
            )));
        }
    }

    /// Says at once why something was not imported, whatever else is said of its file.
    fn failure(&mut self, line: &str) {
        print::line(line);
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
            waiting.iter().for_each(|line| print::line(line));
        } else {
            self.is_abridged |= !waiting.is_empty();
        }
        self.total.add(counts);
        if let Some(notice) = &summary.notice {
            self.tell(&say!(en: "{shown}: {notice}", fr: "{shown} : {notice}"; notice));
        }
        if summary.has_many {
            let counts = counts.in_words(self.found.is_some());
            self.tell(&say!(en: "{shown}: {counts}", fr: "{shown} : {counts}"; counts));
        }
        match counts.no_articles {
            0 => {}
            1 => self.tell(&say!(
                en: "{shown}: 1 page is no article and is left out",
                fr: "{shown} : 1 page n’est pas un article et est laissée de côté",
            )),
            n => self.tell(&say!(
                en: "{shown}: {n} pages are no articles and are left out",
                fr: "{shown} : {n} pages ne sont pas des articles et sont laissées de côté",
            )),
        }
        self.tell_dropped(&summary.dropped);
        for ((text, rule), n) in left_out {
            let text = shortened(&text);
            self.tell(&match n {
                1 => say!(en: "    left out  {text:?} [{rule}]", fr: "    laissé de côté  « {text} » [{rule}]"; text),
                n => say!(
                    en: "    left out of {n} documents  {text:?} [{rule}]",
                    fr: "    laissé de côté dans {n} documents  « {text} » [{rule}]"; text
                ),
            });
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
            let reason = first.kind.rule().1.message();
            if contents.len() > MANY_ALIKE {
                let what = shortened(&first.what);
                self.tell(&say!(
                    en: "    left out  {n} times [{rule}: {reason}], the first {what:?}",
                    fr: "    laissé de côté  {n} fois [{rule} : {reason}], d’abord « {what} »"; reason, what
                ));
                continue;
            }
            for content in contents {
                let times = if content.count > 1 { format!(" ×{}", content.count) } else { String::new() };
                let what = shortened(&content.what);
                self.tell(&say!(
                    en: "    left out  {what:?}{times} [{rule}: {reason}]",
                    fr: "    laissé de côté  « {what} »{times} [{rule} : {reason}]"; reason, what
                ));
            }
        }
    }

    /// Says something of a file as a whole.
    fn tell(&mut self, message: &Message) {
        let line = spoken(message);
        self.note(&line);
        if !self.global.quiet {
            print::line(&line);
        }
    }

    fn note(&mut self, line: &str) {
        if self.details.len() + line.len() < MAX_REPORT_BYTES {
            self.details.push_str(line);
            self.details.push('\n');
        }
    }

    /// Returns whether the dossier has articles of these documents.
    pub(super) fn has_articles(&self) -> bool {
        self.total.articles + self.total.known + self.current.articles + self.current.known > 0
    }

    /// Returns the language of most articles.
    pub(super) fn language(&self) -> Option<&str> {
        most_frequent(&self.languages)
    }

    pub(super) fn finish(mut self, n_passed_by: usize, plan: Option<&ImportPlan>) -> Exit {
        match (&self.found, self.format) {
            (None, _) => {}
            (Some(found), None) => {
                let rows: Vec<[String; 7]> = found.iter().map(|(_, composed)| row(composed)).collect();
                let heads = [
                    say!(en: "id", fr: "identifiant"),
                    say!(en: "title", fr: "titre"),
                    say!(en: "date", fr: "date"),
                    say!(en: "publisher", fr: "éditeur"),
                    say!(en: "language", fr: "langue"),
                    say!(en: "removed", fr: "retiré"),
                    say!(en: "duplicate of", fr: "double de"),
                ];
                print::table(heads.each_ref().map(said), &rows).iter().for_each(|line| print::result(line));
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
            let OutcomeCounts { articles, known, failed, .. } = total;
            let done = match self.found.is_some() {
                true => say!(en: "{articles} would be imported", fr: "à importer : {articles}"),
                false => say!(en: "{articles} imported", fr: "importés : {articles}"),
            };
            let passed_by = match n_passed_by {
                0 => Message::default(),
                n => {
                    let (s, _) = print::plural(n);
                    say!(en: ", {n} file{s} skipped: not documents", fr: ", passés, car ce ne sont pas des documents : {n}")
                }
            };
            print::say(&say!(
                en: "{done}, {known} known before, {failed} failed{passed_by}",
                fr: "{done}, déjà connus : {known}, en échec : {failed}{passed_by}"; done, passed_by
            ));
        }
        if n_no_documents > 0 && !self.global.quiet {
            let kinds: Vec<String> = self.no_documents.iter().map(|(ending, n)| format!("{n} .{ending}")).collect();
            let kinds = kinds.join(", ");
            print::say(&say!(
                en: "{kinds} skipped: no export that dossier knows",
                fr: "passés, car ce ne sont pas des exports que dossier connaît : {kinds}",
            ));
        }
        if total.repeats > 0 && !self.global.quiet && (self.n_inputs > 1 || total.n_documents() > 1) {
            print::say(&match total.repeats {
                1 => say!(
                    en: "1 repeats another article: copies count as one source, and the site shows the differences",
                    fr: "1 répète un autre article : les copies comptent pour une source, et le site montre les différences",
                ),
                n => say!(
                    en: "{n} repeat another article: copies count as one source, and the site shows the differences",
                    fr: "{n} répètent un autre article : les copies comptent pour une source, et le site montre les différences",
                ),
            });
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
                let (which, line) =
                    (if document.is_empty() { String::new() } else { format!(", document `{document}`") }, row.line);
                self.failure(&spoken(&say!(
                    en: "line {line} of the plan: not imported: there is no such document: `{file}`{which}",
                    fr: "ligne {line} du plan : non importé : ce document n’existe pas : `{file}`{which}",
                )));
            }
        }
        if self.total.unplanned > 0 && !self.global.quiet {
            let n = self.total.unplanned;
            let (s, fr_s) = print::plural(n);
            print::say(&say!(
                en: "{n} document{s} not imported: the plan does not name them",
                fr: "{n} document{fr_s} non importé{fr_s} : le plan n’en parle pas",
            ));
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
            Ok(()) => print::say(&say!(
                en: "what was understood and removed, article by article: {REPORT_FILE}",
                fr: "ce qui a été compris et retiré, article par article : {REPORT_FILE}",
            )),
            Err(error) => {
                let reason = io_reason(&error);
                print::say(&say!(
                    en: "the report {REPORT_FILE} could not be written: {reason}",
                    fr: "le compte rendu {REPORT_FILE} n’a pas pu être écrit : {reason}"; reason
                ));
            }
        }
    }
}

impl OutcomeCounts {
    /// Returns the counts of a file in words: "412 articles, 3 without date, 5 known before".
    fn in_words(self, is_dry_run: bool) -> Message {
        let articles = print::count(self.articles, "article", "article");
        let mut words = vec![match is_dry_run {
            true => say!(en: "would become {articles}", fr: "donnerait {articles}"; articles),
            false => articles,
        }];
        for (n, en, fr) in [
            (self.undated, "without date", "sans date"),
            (self.known, "known before", "déjà connus"),
            (self.empty, "empty", "vides"),
            (self.failed, "failed", "en échec"),
            (self.skipped, "left out by the plan", "écartés par le plan"),
            (self.unplanned, "not in the plan", "absents du plan"),
        ] {
            if n > 0 {
                words.push(Message { en: format!("{n} {en}"), fr: format!("{fr}\u{a0}: {n}") });
            }
        }
        Message::joined(&words, ", ", ", ")
    }
}

fn relative(path: &Path, root: &Path) -> String {
    path.strip_prefix(root).unwrap_or(path).display().to_string()
}
