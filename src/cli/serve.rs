//! `dossier serve`: starts the server and prints its notices. The server itself is in `serve`.

use std::path::Path;
use std::sync::Arc;

use super::args::{EditArguments, GlobalOptions, ServeArguments};
use super::{Exit, Failure, language, print};
use crate::base::confined::ConfinedDir;
use crate::base::message::Message;
use crate::base::{Diagnostic, Severity};
use crate::build::PipelineOptions;
use crate::check;
use crate::config::site as site_file;
use crate::desk::DeskService;
use crate::say;
use crate::serve::companion::{COMPANION_FOLDER, Companion};
use crate::serve::{self, Notice, RebuildReport, ServeError};

pub(super) fn run(global: &GlobalOptions, options: &ServeArguments) -> Result<Exit, Failure> {
    if options.reconcile && options.host.is_some_and(|host| !host.is_loopback()) {
        return Err(Failure::new(
            Exit::Usage,
            say!(
                en: "--reconcile answers programs of this machine only",
                fr: "--reconcile ne répond qu’aux programmes de cet ordinateur",
            ),
            say!(
                en: "leave out --host, or give a loopback address such as 127.0.0.1",
                fr: "omettez --host, ou donnez une adresse locale comme 127.0.0.1",
            ),
        ));
    }
    let serve_options = serve::ServerOptions {
        root: global.root.clone(),
        host: options.host,
        port: options.preview.port,
        watch: options.watch,
        poll: options.preview.poll,
        unbegun: None,
        reconcile: options.reconcile,
        language: language::chosen(),
        build: PipelineOptions { drafts: options.preview.drafts, ..PipelineOptions::default() },
    };
    start(global, &serve_options, None, options.preview.open)
}

/// `dossier edit`: the preview with the desk over it.
pub(super) fn edit(mut global: GlobalOptions, options: &EditArguments) -> Result<Exit, Failure> {
    if let Some(folder) = &options.folder {
        global.root = global.root.join(folder);
    }
    let serve_options = serve::ServerOptions {
        root: global.root.clone(),
        host: None,
        port: options.preview.port,
        watch: true,
        poll: options.preview.poll,
        unbegun: is_folder(&global.root).then(unbegun_site),
        reconcile: false,
        language: language::chosen(),
        build: PipelineOptions { drafts: options.preview.drafts, ..PipelineOptions::default() },
    };
    let desk: Arc<dyn Companion> = Arc::new(DeskService::new(&global.root));
    start(&global, &serve_options, Some(desk), options.preview.open)
}

/// Returns whether a dossier may begin in a folder.
fn is_folder(root: &Path) -> bool {
    ConfinedDir::open(root).is_ok()
}

/// Returns the site.yaml of a dossier that has not begun, in the language of the person: the desk then speaks it.
fn unbegun_site() -> String {
    format!("title: dossier\nlanguage: {}\n", language::chosen().tag())
}

/// Serves until the process ends.
fn start(
    global: &GlobalOptions,
    serve_options: &serve::ServerOptions,
    desk: Option<Arc<dyn Companion>>,
    open: bool,
) -> Result<Exit, Failure> {
    let (quiet, least) = (global.quiet, if global.verbose { Severity::Note } else { Severity::Warning });
    let has_site = global.root.join(site_file::FILE).symlink_metadata().is_ok();
    let first_view = desk.is_some().then_some(if has_site { "review" } else { "begin" });
    let notify: serve::NoticeHandler = Arc::new(move |notice| print_notice(&notice, quiet, least, open, first_view));
    super::project::finish_interrupted(global)?;
    serve::serve(serve_options, desk, &notify).map_err(|error| match error {
        ServeError::Read(_) => Failure::new(Exit::Usage, error.message(), super::project::how_to_begin()),
        ServeError::Listen { .. } => Failure::new(
            Exit::World,
            error.message(),
            say!(en: "choose another port with --port", fr: "choisissez un autre port avec --port"),
        ),
        ServeError::Runtime(_) => {
            Failure::new(Exit::World, error.message(), say!(en: "try again", fr: "essayez de nouveau"))
        }
    })?;
    Ok(Exit::Done)
}

fn print_notice(notice: &Notice<'_>, quiet: bool, least: Severity, open: bool, first_view: Option<&str>) {
    match notice {
        Notice::Listening(address, moved) => {
            let busy = match moved {
                true => say!(en: " (the requested port is busy)", fr: " (le port demandé est pris)"),
                false => Message::default(),
            };
            print::say(&say!(
                en: "the site is at {address}{busy}; press Ctrl-C to stop",
                fr: "le site est à l’adresse {address}{busy} ; Ctrl-C arrête le programme"; busy
            ));
            let desk = first_view.map(|view| format!("{address}{COMPANION_FOLDER}{view}"));
            if let Some(desk) = &desk {
                print::say(&say!(
                    en: "the desk is at {desk}: what you do there changes your files",
                    fr: "la table de travail est à l’adresse {desk} : ce que vous y faites modifie vos fichiers",
                ));
            }
            if open && !browse(desk.as_ref().unwrap_or(address)) {
                print::say(&say!(
                    en: "cannot open a browser; open the address yourself",
                    fr: "impossible d’ouvrir un navigateur ; ouvrez l’adresse vous-même",
                ));
            }
        }
        Notice::Reconciling(address) => {
            print::say(&say!(
                en: "OpenRefine finds the records at {address} (Reconcile, Add standard service)",
                fr: "OpenRefine trouve les fiches à l’adresse {address} (`Reconcile`, `Add standard service`)",
            ));
        }
        Notice::Exposed(host) => print::say(&say!(
            en: "warning: listening at {host}: anyone who can reach this machine can read the dossier, including any drafts \
                 shown",
            fr: "attention : le programme écoute à l’adresse {host} : quiconque a accès à cet ordinateur peut lire le dossier, \
                 y compris les brouillons montrés",
        )),
        Notice::Polling(reason) => {
            print::say(&say!(
                en: "the system cannot report changes: {reason}; files are checked every half second instead",
                fr: "le système ne peut pas signaler les changements : {reason} ; les fichiers sont vérifiés toutes les \
                     demi-secondes"; reason
            ));
        }
        Notice::Unreadable(error) => {
            let error = error.message();
            print::say(&say!(
                en: "{error}; still showing the last good site",
                fr: "{error} ; le dernier site valable reste affiché"; error
            ));
        }
        Notice::RenderDiagnostics(diagnostics) => {
            for diagnostic in *diagnostics {
                let (file, message) = (&diagnostic.primary.span.file, &diagnostic.message);
                print::say(&say!(en: "{file}: {message}", fr: "{file} : {message}"; message));
            }
        }
        Notice::Rebuilt(rebuilt) => self::rebuilt(rebuilt, quiet, least),
    }
}

fn rebuilt(rebuilt: &RebuildReport<'_>, quiet: bool, least: Severity) {
    let diagnostics: Vec<Diagnostic> = rebuilt.diagnostics.to_vec();
    print::report(&check::report(diagnostics), rebuilt.snapshot, least, false);
    let what = match rebuilt.files {
        [] => say!(en: "built", fr: "construit"),
        [file] => Message::same(file),
        [file, rest @ ..] => {
            let n = rest.len();
            say!(en: "{file} and {n} more", fr: "{file} et {n} de plus")
        }
    };
    if !quiet {
        let time_ms = rebuilt.time.as_secs_f64() * 1000.0;
        let pages = print::count(rebuilt.n_pages, "page", "page");
        let line = say!(
            en: "{what}: {pages} in {time_ms:.1} ms",
            fr: "{what} : {pages} en {time_ms:.1} ms"; what, pages
        );
        let mut line = language::spoken(&line);
        if least == Severity::Note {
            let stages = rebuilt.stages.iter();
            let stages: Vec<String> =
                stages.map(|(stage, time)| format!("{stage} {:.1}", time.as_secs_f64() * 1000.0)).collect();
            line.push_str(&format!(" ({})", stages.join(", ")));
        }
        print::line(&line);
    }
}

/// Opens an address in the browser, with the program that the system provides for that.
pub(super) fn browse(address: &str) -> bool {
    let programs: &[&[&str]] = if cfg!(target_os = "macos") {
        &[&["open"]]
    } else if cfg!(windows) {
        &[&["cmd", "/C", "start", ""]]
    } else {
        &[&["xdg-open"], &["wslview"]]
    };
    programs.iter().any(|words| {
        let mut command = std::process::Command::new(words[0]);
        command.args(&words[1..]).arg(address);
        let silent = std::process::Stdio::null;
        command.stdin(silent()).stdout(silent()).stderr(silent()).spawn().is_ok()
    })
}
