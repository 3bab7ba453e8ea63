//! The command line: parses the arguments, runs the command, returns the exit code. Only this folder writes to
//! stdout and stderr.

mod args;
mod build;
mod check;
mod diff;
mod edition_marks;
mod export;
mod export_ner;
mod export_tables;
#[cfg_attr(not(feature = "external-links"), path = "external_missing.rs")]
mod external;
mod findings;
mod forget;
mod help;
mod import;
mod import_annotations;
mod import_report;
mod import_tables;
mod import_tei;
mod keyboard;
#[cfg_attr(not(unix), path = "keyboard_missing.rs")]
mod keyboard_unix;
mod leaks;
mod limits;
mod manual;
mod print;
mod progress;
mod project;
mod proposals;
mod record_args;
mod rename_merge;
mod review;
mod review_keys;
mod scaffold;
mod serve;
mod sitting;
mod stream;
mod suggest;
mod suggest_changes;
mod suggest_decide;
mod timings;
mod why;

use std::borrow::Cow;
use std::process::ExitCode;

use clap::Parser;

use args::{Arguments, Command, GlobalOptions};

use crate::base::panic_boundary;
use crate::edit::{DecisionStoreError, EditError, EditSession};

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
    let exit = match Arguments::try_parse() {
        Ok(arguments) => run(arguments),
        Err(answer) => usage(&answer),
    };
    match stream::first_write_error() {
        // A command whose output could not be written has failed.
        Some(error) => {
            let help = "check where the output goes: the command did its work, but could not print all of its report";
            print::failure(&Failure::new(Exit::World, format!("cannot write the output: {error}"), help));
            Exit::World.into()
        }
        None => exit.into(),
    }
}

/// Prints an error of the command line, or the requested help or version.
fn usage(answer: &clap::Error) -> Exit {
    let text = answer.render();
    let plain = text.to_string();
    // The parser quotes unknown arguments, which may contain control characters.
    let text = match stream::escape_controls(&plain) {
        Cow::Borrowed(_) => text.ansi().to_string(),
        Cow::Owned(harmless) => harmless,
    };
    let text = text.trim_end_matches('\n');
    if answer.exit_code() != 0 {
        stream::write_stderr(text);
        return Exit::Usage;
    }
    stream::write_stdout(text);
    Exit::Done
}

/// Runs a command.
fn run(arguments: Arguments) -> Exit {
    let global = arguments.global;
    let result = match arguments.command {
        Command::Init(options) => scaffold::init(&global, &options),
        Command::New(options) => scaffold::new(&global, &options),
        Command::Import(options) => import::run(&global, &options),
        Command::Suggest(options) => suggest::run(&global, &options),
        Command::ReadDocument { name } => Ok(import::read_document(&name)),
        Command::Build(options) => build::run(&global, &options),
        Command::Serve(options) => serve::run(&global, &options),
        Command::Edit(options) => serve::edit(global, &options),
        Command::Check(options) => check::run(&global, &options),
        Command::Export(options) => export::run(&global, &options),
        Command::Review(options) => review::run(&global, &options),
        Command::Diff(options) => diff::run(&global, &options),
        Command::Why(options) => why::run(&global, &options),
        Command::Rename(ids) => rename_merge::rename(&global, &ids),
        Command::Merge(ids) => rename_merge::merge(&global, &ids),
        Command::Move(options) => rename_merge::move_record(&global, &options),
        Command::Forget(options) => forget::run(&global, &options),
        Command::Help(options) => help::run(&options),
    };
    result.unwrap_or_else(|failure| {
        print::failure(&failure);
        failure.exit
    })
}

/// Why a command failed.
#[derive(Debug)]
pub struct Failure {
    /// The exit code.
    pub exit: Exit,
    /// What went wrong, in one sentence.
    pub message: String,
    /// What to do, starting with a verb.
    pub help: String,
}

impl Failure {
    fn new(exit: Exit, message: impl std::fmt::Display, help: &str) -> Self {
        Self { exit, message: message.to_string(), help: help.to_owned() }
    }
}

/// Opens the dossier for editing, after completing or cleaning up what an interrupted command left.
fn open_edit_session(global: &GlobalOptions, backup: bool) -> Result<EditSession, Failure> {
    let session = EditSession::open(&global.root).map_err(edit_failure)?;
    Ok(if backup { session.with_backup() } else { session })
}

fn edit_failure(error: EditError) -> Failure {
    let exit = if error.is_environment_error() { Exit::World } else { Exit::Usage };
    let help = error.cure();
    Failure::new(exit, error, &help.en)
}

fn decision_failure(error: DecisionStoreError) -> Failure {
    match error {
        DecisionStoreError::Edit(error) => edit_failure(error),
        DecisionStoreError::Broken(_) | DecisionStoreError::Layout => {
            Failure::new(Exit::Content, error, "fix content/decisions.yaml first: `dossier check` shows where")
        }
        DecisionStoreError::Disk { .. } => {
            Failure::new(Exit::World, error, "check the file and its permissions; it was not changed")
        }
    }
}
