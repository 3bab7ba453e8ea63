//! `dossier import`: lists the documents, imports them through `import::store`, prints what was understood and
//! removed.

use crate::base::web_address::is_web_address;
use std::io::Read;
use std::path::{Path, PathBuf};

use super::args::{GlobalOptions, ImportOptions};
use super::first_run::Beginning;
use super::import_report::ImportReport;
use super::progress::Progress;
use super::{Exit, Failure, import_annotations, import_stream, import_tables, import_tei, stream};
use crate::base::files::FolderLock;
use crate::base::message::{Message, cannot_read, io_reason};
use crate::import::Overrides;
use crate::import::formats::format_of;
use crate::import::inputs::{DocumentOrigin, InputDocument, InputList, list_inputs};
use crate::import::known_articles::KnownArticles;
use crate::import::pipeline::{ImportSettings, import_documents};
use crate::import::plan::ImportPlan;
use crate::import::sandbox::{self, SandboxedReader};
use crate::import::text::charset;
use crate::import::unknown_format::unknown;
use crate::model::{Edtf, LangTag};
use crate::say;
use crate::source::limits::MAX_MEDIA_LEN_BYTES;

/// Readers recurse into nested elements; this is enough for the deepest nesting that they accept.
const STACK_BYTES: usize = 32 << 20;

pub(super) fn run(global: &GlobalOptions, options: &ImportOptions) -> Result<Exit, Failure> {
    let mut given = parse_overrides(options)?;
    let plan = options.plan.as_deref().map(read_plan).transpose()?;
    if options.annotations {
        return import_annotations::run(global, options);
    }
    if options.stream {
        let settings = ImportSettings {
            overrides: &given,
            plan: plan.as_ref(),
            readers: &readers(),
            is_dry_run: true,
            keep_limit_bytes: None,
            has_lasting_ids: true,
        };
        return import_stream::run(global, options, &settings, &reading_pool()?);
    }
    let beginning = Beginning::of(global, options)?;
    let tables = if plan.is_some() { Vec::new() } else { import_tables::own_tables(options)? };
    if !tables.is_empty() {
        begin_now(global, options, beginning.as_ref())?;
        return import_tables::run(global, options, &tables);
    }
    if plan.is_none()
        && let Some(edition) = import_tei::edition(options)?
    {
        begin_now(global, options, beginning.as_ref())?;
        return import_tei::run(global, options, &edition);
    }
    if options.remove || options.backup {
        let message = say!(
            en: "--remove and --backup are for the tables of `dossier export registry`, and these are none",
            fr: "--remove et --backup sont pour les tableaux de `dossier export registry`, et ceci n’en est pas",
        );
        let help = say!(
            en: "leave them out, or check the first line of the tables",
            fr: "omettez-les, ou vérifiez la première ligne des tableaux",
        );
        return Err(Failure::new(Exit::Usage, message, help));
    }
    let InputList { documents, n_ignored: n_passed_by, .. } = match &plan {
        Some(plan) if options.paths.is_empty() => planned_documents(plan)?,
        _ => documents(&options.paths, options.name.as_deref())?,
    };
    if beginning.is_some() {
        // It is the title of the dossier.
        given.title = None;
    }
    let _alone = lock_articles(global, options)?;
    let mut known = KnownArticles::open(&global.root)
        .map_err(|error| Failure::new(Exit::World, error.message(), super::project::check_folder()))?;
    let readers = readers();
    let pool = reading_pool()?;
    let mut report = ImportReport::new(global, options, documents.len());
    let progress = Progress::new(documents.len(), global.quiet);
    let settings = ImportSettings {
        overrides: &given,
        plan: plan.as_ref(),
        readers: &readers,
        is_dry_run: options.dry_run,
        keep_limit_bytes: None,
        has_lasting_ids: false,
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
    let (has_articles, found) = (report.has_articles(), report.language().map(str::to_owned));
    let exit = report.finish(n_passed_by, plan.as_ref());
    if let Some(beginning) = beginning.filter(|_| has_articles && !options.dry_run) {
        beginning.write(global, found.as_deref())?;
    }
    Ok(exit)
}

fn readers() -> SandboxedReader {
    SandboxedReader::new(&std::env::current_exe().unwrap_or_else(|_| PathBuf::from("dossier")))
}

/// Starts the threads that read documents.
fn reading_pool() -> Result<rayon::ThreadPool, Failure> {
    rayon::ThreadPoolBuilder::new().stack_size(STACK_BYTES).build().map_err(|error| {
        let help = say!(
            en: "close other programs and try again",
            fr: "fermez d’autres programmes et essayez de nouveau",
        );
        let message = say!(
            en: "there are not enough resources to read the files: {error}",
            fr: "les ressources manquent pour lire les fichiers : `{error}`",
        );
        Failure::new(Exit::World, message, help)
    })
}

/// Begins a dossier before an import that reads it.
fn begin_now(global: &GlobalOptions, options: &ImportOptions, beginning: Option<&Beginning>) -> Result<(), Failure> {
    match beginning {
        Some(beginning) if !options.dry_run => beginning.write(global, None),
        _ => Ok(()),
    }
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
        let root = global.root.display();
        Failure::new(
            Exit::World,
            say!(en: "another import is writing to `{root}`", fr: "un autre import écrit dans `{root}`"),
            say!(
                en: "wait for it to finish and try again; nothing was written",
                fr: "attendez la fin et essayez de nouveau ; rien n’a été écrit",
            ),
        )
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
            Failure::new(
                Exit::Usage,
                say!(en: "--date `{text}` {reason}", fr: "--date `{text}` {reason}"; reason),
                say!(en: "write it as 2023-09-15", fr: "écrivez-la comme 2023-09-15"),
            )
        })?),
    };
    let language = match &options.language {
        None => None,
        Some(tag) => Some(LangTag::parse(tag).ok_or_else(|| {
            Failure::new(
                Exit::Usage,
                say!(en: "--language `{tag}` is not a language tag", fr: "--language `{tag}` n’est pas un code de langue"),
                say!(en: "use a tag such as `fr` or `en`", fr: "utilisez un code comme `fr` ou `en`"),
            )
        })?),
    };
    if let Some(url) = options.url.as_ref().filter(|url| !is_web_address(url)) {
        return Err(Failure::new(
            Exit::Usage,
            say!(en: "--url `{url}` is not a web address", fr: "--url `{url}` n’est pas une adresse du Web"),
            say!(
                en: "write it in full, starting with https://",
                fr: "écrivez-la en entier, en commençant par https://",
            ),
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
        Failure::new(
            Exit::Usage,
            cannot_read(path, &error),
            say!(
                en: "make one with `dossier import PATH --dry-run --format csv > plan.csv`",
                fr: "faites-en un avec `dossier import CHEMIN --dry-run --format csv > plan.csv`",
            ),
        )
    })?;
    let of_file = |reason: Message| say!(en: "`{shown}`: {reason}", fr: "`{shown}` : {reason}"; reason);
    let text = charset::decode(&bytes).map_err(|reason| {
        let help = say!(en: "save it as CSV in UTF-8", fr: "enregistrez-le en CSV, en UTF-8");
        Failure::new(Exit::Content, of_file(reason.message()), help)
    })?;
    ImportPlan::read(&text.text).map_err(|wrong| {
        let help = say!(
            en: "correct these cells and run the command again; nothing was written",
            fr: "corrigez ces cellules et relancez la commande ; rien n’a été écrit",
        );
        Failure::new(Exit::Content, of_file(Message::joined(&wrong, "\n  ", "\n  ")), help)
    })
}

/// Lists the documents that a plan names. A document of an archive is named by the archive's path and its own.
fn planned_documents(plan: &ImportPlan) -> Result<InputList, Failure> {
    let mut paths: Vec<PathBuf> = Vec::new();
    for file in plan.files() {
        let path = Path::new(file).ancestors().find(|path| path.is_file());
        let path = path.ok_or_else(|| {
            Failure::new(
                Exit::Usage,
                say!(en: "there is no `{file}`, which the plan names", fr: "`{file}`, que le plan nomme, n’existe pas"),
                say!(
                    en: "run the command in the folder in which the table was made",
                    fr: "lancez la commande dans le répertoire où le tableau a été fait",
                ),
            )
        })?;
        if !paths.iter().any(|known| known == path) {
            paths.push(path.to_owned());
        }
    }
    documents(&paths, None)
}

/// Lists the documents given on the command line, in order.
pub(super) fn documents(paths: &[PathBuf], name: Option<&str>) -> Result<InputList, Failure> {
    let mut gathered = InputList::default();
    for path in paths {
        if path.as_os_str() == "-" {
            gathered.documents.push(standard_input(name)?);
        } else if path.exists() {
            list_inputs(path, &mut gathered);
        } else {
            let path = path.display();
            return Err(Failure::new(
                Exit::Usage,
                say!(en: "there is no `{path}`", fr: "`{path}` n’existe pas"),
                say!(en: "check the path", fr: "vérifiez le chemin"),
            ));
        }
    }
    Ok(gathered)
}

fn standard_input(name: Option<&str>) -> Result<InputDocument, Failure> {
    let help = || {
        say!(
            en: "give one: `--name 2023-09-15-le-phare.html`; its extension gives the format",
            fr: "donnez-en un : `--name 2023-09-15-le-phare.html` ; son extension donne le format",
        )
    };
    let name = name.ok_or_else(|| {
        let message = say!(
            en: "a document on standard input has no name",
            fr: "un document lu sur l’entrée standard n’a pas de nom",
        );
        Failure::new(Exit::Usage, message, help())
    })?;
    if name.contains(['/', '\\', '\0']) || name.starts_with('.') {
        let message = say!(en: "--name `{name}` is not a file name", fr: "--name `{name}` n’est pas un nom de fichier");
        return Err(Failure::new(Exit::Usage, message, help()));
    }
    let mut bytes = Vec::new();
    let read = std::io::stdin().lock().take(MAX_MEDIA_LEN_BYTES + 1).read_to_end(&mut bytes);
    read.map_err(|error| {
        let reason = io_reason(&error);
        Failure::new(
            Exit::World,
            say!(en: "standard input: {reason}", fr: "entrée standard : {reason}"; reason),
            say!(en: "check the program before `|`", fr: "vérifiez le programme qui précède `|`"),
        )
    })?;
    if format_of(name, &bytes).is_none() {
        return Err(Failure::new(Exit::Usage, unknown(name).message().clone(), help()));
    }
    Ok(InputDocument {
        display_name: name.to_owned(),
        name: name.to_owned(),
        origin: DocumentOrigin::Stdin(bytes),
        is_optional: false,
    })
}
