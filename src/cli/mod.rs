//! The command line: parses the arguments, runs the command, returns the exit code. Only this folder writes to
//! stdout and stderr.

mod annotate;
mod annotated_files;
mod annotated_lines;
mod args;
mod build;
mod check;
mod clock;
mod command_files;
mod diff;
mod edition_marks;
mod export;
mod export_ner;
mod export_tables;
#[cfg_attr(not(feature = "external-links"), path = "external_missing.rs")]
mod external;
mod findings;
mod first_run;
mod forget;
mod help;
mod import;
mod import_annotations;
mod import_details;
mod import_report;
mod import_stream;
mod import_tables;
mod import_tei;
mod keyboard;
#[cfg_attr(not(unix), path = "keyboard_missing.rs")]
mod keyboard_unix;
mod language;
mod leaks;
mod lexicon;
mod limits;
mod lines;
mod manual;
mod manual_site;
mod pager;
mod print;
mod progress;
mod project;
mod proposals;
mod publish;
mod rename_merge;
mod review;
mod review_keys;
mod scaffold;
mod schema;
mod serve;
mod sitting;
mod stream;
mod suggest;
mod suggest_changes;
mod suggest_decide;
mod suggest_list;
mod suggest_spread;
mod timings;
mod usage_error;
mod why;

use std::borrow::Cow;
use std::ffi::OsString;
use std::process::ExitCode;

use clap::FromArgMatches;

use args::{Arguments, Command, GlobalOptions};

use crate::base::message::{Message, MessageLanguage, io_reason};
use crate::base::panic_boundary;
use crate::edit::{DecisionStoreError, EditError, EditSession};
use crate::say;

/// Exit codes: 0 done, 1 the content has errors, 2 the command line or site.yaml is wrong, 3 disk or network failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Success.
    Done = 0,
    /// The content has errors.
    Content = 1,
    /// The command line or site.yaml is wrong.
    Usage = 2,
    /// Disk or network failed.
    World = 3,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(exit as u8)
    }
}

/// Stack of each worker thread; pages of it that are never used take no memory.
const STACK_BYTES: usize = 16 << 20;

/// Runs the program.
#[must_use]
pub fn main() -> ExitCode {
    panic_boundary::install_panic_hook();
    panic_boundary::enable_failpoint(std::env::var("DOSSIER_FAULT").ok());
    // Rayon's default stack is a quarter of the main thread's.
    let _ = rayon::ThreadPoolBuilder::new().stack_size(STACK_BYTES).build_global();
    let words: Vec<OsString> = std::env::args_os().collect();
    let language = language::choose(words.get(1..).unwrap_or_default());
    let parsed = args::languages::command(language).try_get_matches_from(&words);
    let exit = match parsed.and_then(|matches| Arguments::from_arg_matches(&matches)) {
        Ok(arguments) => run(arguments),
        Err(answer) => usage(&answer, language),
    };
    match stream::first_write_error() {
        // A command whose output could not be written has failed.
        Some(error) => {
            let reason = io_reason(error);
            print::failure(&Failure::new(
                Exit::World,
                say!(en: "cannot write the output: {reason}", fr: "impossible d’écrire la sortie : {reason}"; reason),
                say!(
                    en: "check where the output goes: the command did its work, but could not print all of its report",
                    fr: "vérifiez où va la sortie : la commande a fait son travail, mais n’a pas pu tout afficher",
                ),
            ));
            Exit::World.into()
        }
        None => exit.into(),
    }
}

/// Prints an error of the command line, or the requested help or version.
fn usage(answer: &clap::Error, language: MessageLanguage) -> Exit {
    let is_error = answer.exit_code() != 0;
    let text = if is_error && language == MessageLanguage::French {
        usage_error::french(answer)
    } else {
        answer.render().ansi().to_string()
    };
    // The parser quotes unknown arguments, which may contain control characters.
    let plain = anstream::adapter::strip_str(&text).to_string();
    let text = match stream::escape_controls(&plain) {
        Cow::Borrowed(_) => text,
        Cow::Owned(harmless) => harmless,
    };
    let text = text.trim_end_matches('\n');
    if is_error {
        stream::write_stderr(text);
        return Exit::Usage;
    }
    stream::write_stdout(text);
    Exit::Done
}

/// Runs a command.
fn run(arguments: Arguments) -> Exit {
    let global = arguments.global;
    let Some(command) = arguments.command else { return first_run::run(&global).unwrap_or_else(failed) };
    if let (Some(tag), false) = (&global.lang, matches!(command, Command::Init(_)))
        && MessageLanguage::of_locale(tag).is_none()
    {
        return failed(Failure::new(
            Exit::Usage,
            say!(en: "the program does not speak `{tag}`", fr: "le programme ne parle pas `{tag}`"),
            say!(en: "use --lang en or --lang fr", fr: "utilisez --lang en ou --lang fr"),
        ));
    }
    let result = match command {
        Command::Init(options) => scaffold::init(&global, &options),
        Command::New(options) => scaffold::new(&global, &options),
        Command::Import(options) => import::run(&global, &options),
        Command::Suggest(options) => suggest::run(&global, &options),
        Command::ReadDocument { name } => Ok(import::read_document(&name)),
        Command::Build(options) => build::run(&global, &options),
        Command::Serve(options) => serve::run(&global, &options),
        Command::Edit(options) => serve::edit(global, &options),
        Command::Check(options) => check::run(&global, &options),
        Command::Publish(options) => publish::run(&global, &options),
        Command::Export(options) => export::run(&global, &options),
        Command::Annotate(options) => annotate::run(&global, &options),
        Command::Review(options) => review::run(&global, &options),
        Command::Diff(options) => diff::run(&global, &options),
        Command::Why(options) => why::run(&global, &options),
        Command::Rename(ids) => rename_merge::rename(&global, &ids),
        Command::Merge(ids) => rename_merge::merge(&global, &ids),
        Command::Move(options) => rename_merge::move_record(&global, &options),
        Command::Forget(options) => forget::run(&global, &options),
        Command::Help(options) => help::run(&options),
        Command::Completions(options) => Ok(command_files::completions(&options)),
        Command::Man(options) => command_files::man(&options),
        Command::Schema(options) => schema::run(&options),
        Command::Manual(options) => manual_site::run(&options),
    };
    result.unwrap_or_else(failed)
}

/// Says why a command failed.
#[expect(clippy::needless_pass_by_value, reason = "it is what is left of the command")]
fn failed(failure: Failure) -> Exit {
    print::failure(&failure);
    failure.exit
}

/// Why a command failed.
#[derive(Debug)]
pub struct Failure {
    /// The exit code.
    pub exit: Exit,
    /// What went wrong, in one sentence.
    pub message: Message,
    /// What to do, starting with a verb.
    pub help: Message,
}

impl Failure {
    fn new(exit: Exit, message: Message, help: Message) -> Self {
        Self { exit, message, help }
    }
}

/// Says that a command did nothing.
fn nothing_changed() -> Message {
    say!(en: "nothing was changed", fr: "rien n’a été modifié")
}

/// Opens the dossier for editing, after completing or cleaning up what an interrupted command left.
fn open_edit_session(global: &GlobalOptions, backup: bool) -> Result<EditSession, Failure> {
    let session = EditSession::open(&global.root).map_err(edit_failure)?;
    Ok(if backup { session.with_backup() } else { session })
}

#[expect(clippy::needless_pass_by_value, reason = "it maps errors")]
fn edit_failure(error: EditError) -> Failure {
    let exit = if error.is_environment_error() { Exit::World } else { Exit::Usage };
    Failure::new(exit, error.message(), error.cure())
}

fn decision_failure(error: DecisionStoreError) -> Failure {
    let exit = match error {
        DecisionStoreError::Edit(error) => return edit_failure(error),
        DecisionStoreError::Broken(_) | DecisionStoreError::Layout => Exit::Content,
        DecisionStoreError::Disk { .. } => Exit::World,
    };
    Failure::new(exit, error.message(), error.cure())
}
