//! `dossier import`: lists the documents, imports them through `import::store`, prints what was understood and
//! removed.

use std::io::Read;
use std::path::{Path, PathBuf};

use super::args::{GlobalOptions, ImportOptions};
use super::progress::Progress;
use super::{Exit, Failure, print, stream};
use crate::base::files::FolderLock;
use crate::import::cleaned_document::RemovedLine;
use crate::import::formats::{format_of, unknown};
use crate::import::inputs::{DocumentOrigin, InputDocument, InputList, list_inputs};
use crate::import::sandbox::{self, SandboxedReader};
use crate::import::store::{ImportError, ImportIndex, ImportOutcome, import_documents};
use crate::import::{ComposedArticle, Overrides};
use crate::model::{Edtf, LangTag};

/// With more documents than this, only failures are printed, unless `--verbose` is given.
const MANY: usize = 20;
/// Readers recurse into nested elements; this is enough for the deepest nesting that they accept.
const STACK_BYTES: usize = 32 << 20;

pub(super) fn run(global: &GlobalOptions, options: &ImportOptions) -> Result<Exit, Failure> {
    let given = parse_overrides(options)?;
    if !global.root.join("site.yaml").is_file() {
        let message = format!("there is no site.yaml in `{}`", global.root.display());
        return Err(Failure::new(
            Exit::Usage,
            message,
            "write one with two lines, `title: …` and `language: fr`, or give the dossier's folder with --root",
        ));
    }
    let InputList { documents, n_ignored: n_passed_by } = documents(options)?;
    let _alone = lock_articles(global, options)?;
    let mut shelf = ImportIndex::open(&global.root)
        .map_err(|error| Failure::new(Exit::World, error, "check the folder and its permissions"))?;
    let readers = SandboxedReader::new(&std::env::current_exe().unwrap_or_else(|_| PathBuf::from("dossier")));
    let pool = rayon::ThreadPoolBuilder::new()
        .stack_size(STACK_BYTES)
        .build()
        .map_err(|error| Failure::new(Exit::World, error, "close other programs and try again"))?;
    let mut report = ImportReport::new(global, options, documents.len());
    let progress = Progress::new(documents.len(), global.quiet);
    pool.install(|| {
        import_documents(&mut shelf, &documents, &given, &readers, options.dry_run, |document, done| {
            progress.aside(|| report.add(document, done));
            progress.step();
        });
    });
    progress.finish();
    Ok(report.finish(n_passed_by))
}

/// Cleans up after an interrupted command and locks out other imports: two at once would import the same document
/// twice.
fn lock_articles(global: &GlobalOptions, options: &ImportOptions) -> Result<Option<FolderLock>, Failure> {
    if options.dry_run {
        return Ok(None);
    }
    const ARTICLES: &str = "content/articles";
    let articles = super::open_edit_session(global, false)?.make_folder(ARTICLES).map_err(super::edit_failure)?;
    articles.lock().map(Some).ok_or_else(|| {
        let message = format!("another import is writing to `{}`", global.root.display());
        Failure::new(Exit::World, message, "wait for it to finish and try again; nothing was written")
    })
}

/// The hidden command: reads one document for another process of this program.
pub(super) fn read_document(name: &str) -> Exit {
    super::limits::limit_process(sandbox::MEMORY_BYTES, sandbox::CPU_SECONDS);
    let name = name.to_owned();
    // Readers recurse into nested elements.
    let reader = std::thread::Builder::new()
        .stack_size(2 * STACK_BYTES)
        .spawn(move || sandbox::child_answer(&name, &mut std::io::stdin().lock()));
    let answer = reader.map_err(|_| ()).and_then(|reader| reader.join().map_err(|_| ()));
    match answer {
        Ok(answer) => {
            stream::write_stdout_bytes(&answer);
            Exit::Done
        }
        Err(()) => Exit::Content,
    }
}

fn parse_overrides(options: &ImportOptions) -> Result<Overrides, Failure> {
    let date = match &options.date {
        None => None,
        Some(text) => Some(Edtf::parse(text).map_err(|reason| {
            Failure::new(Exit::Usage, format!("--date `{text}` {reason}"), "write it as 2023-09-15")
        })?),
    };
    let language = match &options.language {
        None => None,
        Some(tag) => Some(LangTag::parse(tag).ok_or_else(|| {
            Failure::new(
                Exit::Usage,
                format!("--language `{tag}` is not a language tag"),
                "use a tag such as `fr` or `en`",
            )
        })?),
    };
    if let Some(url) = options.url.as_ref().filter(|url| !url.starts_with("https://") && !url.starts_with("http://")) {
        return Err(Failure::new(
            Exit::Usage,
            format!("--url `{url}` is not a web address"),
            "write it in full, starting with https://",
        ));
    }
    Ok(Overrides {
        title: options.title.clone(),
        date,
        publisher: options.publisher.clone(),
        url: options.url.clone(),
        language,
    })
}

/// Lists the documents given on the command line, in order.
fn documents(options: &ImportOptions) -> Result<InputList, Failure> {
    let mut gathered = InputList::default();
    for path in &options.paths {
        if path.as_os_str() == "-" {
            gathered.documents.push(standard_input(options.name.as_deref())?);
        } else if path.exists() {
            list_inputs(path, &mut gathered);
        } else {
            return Err(Failure::new(Exit::Usage, format!("there is no `{}`", path.display()), "check the path"));
        }
    }
    Ok(gathered)
}

fn standard_input(name: Option<&str>) -> Result<InputDocument, Failure> {
    let help = "give one: `--name 2023-09-15-le-phare.html`; its extension gives the format";
    let name = name.ok_or_else(|| Failure::new(Exit::Usage, "a document on standard input has no name", help))?;
    if name.contains(['/', '\\', '\0']) || name.starts_with('.') {
        return Err(Failure::new(Exit::Usage, format!("--name `{name}` is not a file name"), help));
    }
    let format = format_of(name).ok_or_else(|| Failure::new(Exit::Usage, unknown(name), help))?;
    let mut bytes = Vec::new();
    let read = std::io::stdin().lock().take(format.limit_bytes + 1).read_to_end(&mut bytes);
    read.map_err(|error| {
        Failure::new(Exit::World, format!("standard input: {error}"), "check the program before `|`")
    })?;
    Ok(InputDocument { display_name: name.to_owned(), name: name.to_owned(), origin: DocumentOrigin::Stdin(bytes) })
}

/// Prints and counts the outcomes.
struct ImportReport<'o> {
    global: &'o GlobalOptions,
    n_documents: usize,
    /// The table of a dry run: one row per document.
    table: Option<Vec<[String; 7]>>,
    is_detailed: bool,
    n_done: usize,
    n_known: usize,
    n_failed: usize,
    n_repeats: usize,
    disk_failed: bool,
}

impl<'o> ImportReport<'o> {
    fn new(global: &'o GlobalOptions, options: &ImportOptions, n_documents: usize) -> Self {
        Self {
            global,
            n_documents,
            table: options.dry_run.then(Vec::new),
            is_detailed: !global.quiet && (n_documents <= MANY || global.verbose),
            n_done: 0,
            n_known: 0,
            n_failed: 0,
            n_repeats: 0,
            disk_failed: false,
        }
    }

    fn add(&mut self, document: &InputDocument, done: Result<ImportOutcome, ImportError>) {
        let shown = &document.display_name;
        match done {
            Ok(ImportOutcome::Written { article, composed, taken }) => {
                self.n_done += 1;
                self.n_repeats += usize::from(composed.duplicate_of.is_some());
                if self.is_detailed {
                    details(&format!("{shown} -> {}", relative(&article, &self.global.root)), &composed);
                    if let Some(id) = taken {
                        print::say(&format!(
                            "    the id `{id}` is used by another article, so a different one was chosen"
                        ));
                    }
                }
            }
            Ok(ImportOutcome::WouldWrite(composed)) => {
                self.n_done += 1;
                self.n_repeats += usize::from(composed.duplicate_of.is_some());
                if self.is_detailed {
                    details(&format!("{shown} would become `{}`", composed.id), &composed);
                }
                self.table.get_or_insert_default().push(row(&composed));
            }
            Ok(ImportOutcome::AlreadyImported(article)) => {
                self.n_known += 1;
                if self.is_detailed {
                    let article = relative(&article, &self.global.root);
                    print::say(&format!("{shown}: already imported as {article}; nothing was done"));
                }
            }
            Err(error) => {
                self.n_failed += 1;
                self.disk_failed |= matches!(error, ImportError::Disk { .. } | ImportError::Edit(_));
                print::say(&format!("{shown}: not imported: {error}"));
            }
        }
    }

    fn finish(self, n_passed_by: usize) -> Exit {
        if let Some(rows) = &self.table {
            for line in print::table(["id", "title", "date", "publisher", "language", "removed", "duplicate of"], rows)
            {
                print::result(&line);
            }
        }
        if (self.n_documents > 1 || n_passed_by > 0) && !self.global.quiet {
            let done = if self.table.is_some() { "would be imported" } else { "imported" };
            let passed_by = if n_passed_by > 0 {
                format!(", {} skipped: not documents", print::count(n_passed_by, "file"))
            } else {
                String::new()
            };
            print::say(&format!(
                "{} {done}, {} known before, {} failed{passed_by}",
                self.n_done, self.n_known, self.n_failed
            ));
            if self.n_repeats > 0 {
                print::say(&format!(
                    "{} another article: copies count as one source, and the site shows the differences",
                    if self.n_repeats == 1 { "1 repeats".to_owned() } else { format!("{} repeat", self.n_repeats) }
                ));
            }
        }
        match (self.n_failed, self.disk_failed) {
            (0, _) => Exit::Done,
            (_, true) => Exit::World,
            (_, false) => Exit::Content,
        }
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

/// Prints what was understood and, line by line, what was removed.
fn details(heading: &str, composed: &ComposedArticle) {
    print::say(heading);
    print::say(&format!("    title     {}", composed.title));
    match &composed.date {
        Some((date, how)) => print::say(&format!("    date      {date}, {how}")),
        None => {
            let doubt = composed.date_doubt.as_ref().map(|doubt| format!(": {doubt}")).unwrap_or_default();
            print::say(&format!("    date      unknown{doubt}; give it with --date, or add `date:` to the article"));
        }
    }
    if let Some(publisher) = &composed.publisher {
        print::say(&format!("    publisher {publisher}"));
    }
    print::say(&format!(
        "    language  {}",
        composed.language.as_deref().unwrap_or("unknown: the site's language is used")
    ));
    if let Some(encoding) = &composed.converted_from {
        print::say(&format!("    converted from {encoding}"));
    }
    if let Some(id) = &composed.duplicate_of {
        print::say(&format!("    repeats   {id}"));
    }
    print::say(&format!("    kept      {}, captions included", print::count(composed.n_blocks, "paragraph")));
    for RemovedLine { line, text, rule, reason } in &composed.removed {
        let text = text.trim();
        let shown: String =
            if text.chars().count() > 70 { text.chars().take(69).chain(['…']).collect() } else { text.to_owned() };
        let place = if *line > 0 { format!("{} {line}: ", composed.unit.as_str()) } else { String::new() };
        print::say(&format!("    removed   {place}{shown:?} [{rule}: {reason}]"));
    }
}
