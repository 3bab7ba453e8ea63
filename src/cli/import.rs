//! `dossier import`: lists the documents, imports them through `import::store`, prints what was understood and
//! removed.

use crate::base::web_address::is_web_address;
use std::io::Read;
use std::path::{Path, PathBuf};

use super::args::{GlobalOptions, ImportOptions};
use super::import_report::ImportReport;
use super::progress::Progress;
use super::{Exit, Failure, import_annotations, import_tables, import_tei, stream};
use crate::base::files::FolderLock;
use crate::import::Overrides;
use crate::import::formats::{format_of, unknown};
use crate::import::inputs::{DocumentOrigin, InputDocument, InputList, list_inputs};
use crate::import::known_articles::KnownArticles;
use crate::import::pipeline::{ImportSettings, import_documents};
use crate::import::plan::ImportPlan;
use crate::import::sandbox::{self, SandboxedReader};
use crate::import::text::charset;
use crate::model::{Edtf, LangTag};
use crate::source::limits::MAX_MEDIA_LEN_BYTES;

/// Readers recurse into nested elements; this is enough for the deepest nesting that they accept.
const STACK_BYTES: usize = 32 << 20;

pub(super) fn run(global: &GlobalOptions, options: &ImportOptions) -> Result<Exit, Failure> {
    let given = parse_overrides(options)?;
    let plan = options.plan.as_deref().map(read_plan).transpose()?;
    if !global.root.join("site.yaml").is_file() {
        let message = format!("there is no site.yaml in `{}`", global.root.display());
        return Err(Failure::new(
            Exit::Usage,
            message,
            "write one with two lines, `title: …` and `language: fr`, or give the dossier's folder with --root",
        ));
    }
    if options.annotations {
        return import_annotations::run(global, options);
    }
    let tables = if plan.is_some() { Vec::new() } else { import_tables::own_tables(options)? };
    if !tables.is_empty() {
        return import_tables::run(global, options, &tables);
    }
    if plan.is_none()
        && let Some(edition) = import_tei::edition(options)?
    {
        return import_tei::run(global, options, &edition);
    }
    if options.remove || options.backup {
        let message = "--remove and --backup are for the tables of `dossier export registry`, and these are none";
        return Err(Failure::new(Exit::Usage, message, "leave them out, or check the first line of the tables"));
    }
    let InputList { documents, n_ignored: n_passed_by, .. } = match &plan {
        Some(plan) if options.paths.is_empty() => planned_documents(plan)?,
        _ => documents(&options.paths, options.name.as_deref())?,
    };
    let _alone = lock_articles(global, options)?;
    let mut known = KnownArticles::open(&global.root)
        .map_err(|error| Failure::new(Exit::World, error, "check the folder and its permissions"))?;
    let readers = SandboxedReader::new(&std::env::current_exe().unwrap_or_else(|_| PathBuf::from("dossier")));
    let pool = rayon::ThreadPoolBuilder::new()
        .stack_size(STACK_BYTES)
        .build()
        .map_err(|error| Failure::new(Exit::World, error, "close other programs and try again"))?;
    let mut report = ImportReport::new(global, options, documents.len());
    let progress = Progress::new(documents.len(), global.quiet);
    let settings = ImportSettings {
        overrides: &given,
        plan: plan.as_ref(),
        readers: &readers,
        is_dry_run: options.dry_run,
        keep_limit_bytes: None,
    };
    // Nothing is kept.
    drop(pool.install(|| {
        import_documents(&mut known, &documents, &settings, |input, event| {
            let ends_input = event.ends_input();
            progress.aside(|| report.add(input, event));
            if ends_input {
                progress.step();
            }
            true
        })
    }));
    progress.finish();
    Ok(report.finish(n_passed_by, plan.as_ref()))
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
            Failure::new(Exit::Usage, format!("--date `{text}` {}", reason.en), "write it as 2023-09-15")
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
    if let Some(url) = options.url.as_ref().filter(|url| !is_web_address(url)) {
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
        as_picture: options.as_picture,
    })
}

/// Reads the corrected table of a dry run. Nothing is imported if anything in it is wrong.
fn read_plan(path: &Path) -> Result<ImportPlan, Failure> {
    let shown = path.display();
    let bytes = std::fs::read(path).map_err(|error| {
        let help = "make one with `dossier import PATH --dry-run --format csv > plan.csv`";
        Failure::new(Exit::Usage, format!("cannot read `{shown}`: {error}"), help)
    })?;
    let text = charset::decode(&bytes)
        .map_err(|reason| Failure::new(Exit::Content, format!("`{shown}`: {reason}"), "save it as CSV in UTF-8"))?;
    ImportPlan::read(&text.text).map_err(|wrong| {
        let message = format!("`{shown}`: {}", wrong.join("\n  "));
        Failure::new(Exit::Content, message, "correct these cells and run the command again; nothing was written")
    })
}

/// Lists the documents that a plan names. A document of an archive is named by the archive's path and its own.
fn planned_documents(plan: &ImportPlan) -> Result<InputList, Failure> {
    let mut paths: Vec<PathBuf> = Vec::new();
    for file in plan.files() {
        let path = Path::new(file).ancestors().find(|path| path.is_file());
        let path = path.ok_or_else(|| {
            let help = "run the command in the folder in which the table was made";
            Failure::new(Exit::Usage, format!("there is no `{file}`, which the plan names"), help)
        })?;
        if !paths.iter().any(|known| known == path) {
            paths.push(path.to_owned());
        }
    }
    documents(&paths, None)
}

/// Lists the documents given on the command line, in order.
fn documents(paths: &[PathBuf], name: Option<&str>) -> Result<InputList, Failure> {
    let mut gathered = InputList::default();
    for path in paths {
        if path.as_os_str() == "-" {
            gathered.documents.push(standard_input(name)?);
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
    let mut bytes = Vec::new();
    let read = std::io::stdin().lock().take(MAX_MEDIA_LEN_BYTES + 1).read_to_end(&mut bytes);
    read.map_err(|error| {
        Failure::new(Exit::World, format!("standard input: {error}"), "check the program before `|`")
    })?;
    if format_of(name, &bytes).is_none() {
        return Err(Failure::new(Exit::Usage, unknown(name), help));
    }
    Ok(InputDocument {
        display_name: name.to_owned(),
        name: name.to_owned(),
        origin: DocumentOrigin::Stdin(bytes),
        is_optional: false,
    })
}
