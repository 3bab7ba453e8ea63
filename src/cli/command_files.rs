//! `dossier completions` and `dossier man`: files that shells and readers of manuals want, made from the arguments.

use std::fs;
use std::io;
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use clap::Command;

use super::args::{CompletionsOptions, ManOptions, languages};
use super::{Exit, Failure, clock, language, print, stream};
use crate::base::files::write_whole;
use crate::base::message::{MessageLanguage, cannot_write};
use crate::say;

/// Prints the completions of a shell, with help in the chosen language.
pub(super) fn completions(options: &CompletionsOptions) -> Exit {
    let mut script = Vec::new();
    let mut program = languages::command(language::chosen());
    clap_complete::generate(options.shell, &mut program, "dossier", &mut script);
    stream::write_stdout_bytes(&script);
    Exit::Done
}

/// The folder of each language below the one that is given, as `man` looks for them.
const FOLDERS: [(MessageLanguage, &str); 2] =
    [(MessageLanguage::English, "man1"), (MessageLanguage::French, "fr/man1")];

/// Writes the man pages of all commands. They are made anew, so earlier ones are replaced.
pub(super) fn man(options: &ManOptions) -> Result<Exit, Failure> {
    let mut n_pages = 0;
    for (language, name) in FOLDERS {
        let folder = options.folder.join(name);
        n_pages += write_pages(language, &folder).map_err(|error| {
            Failure::new(Exit::World, cannot_write(&folder, &error), super::project::check_folder())
        })?;
    }
    let ((s, fr_s), folder) = (print::plural(n_pages), options.folder.display());
    print::say(&say!(
        en: "{n_pages} page{s} written to {folder}",
        fr: "{n_pages} page{fr_s} écrite{fr_s} dans {folder}",
    ));
    Ok(Exit::Done)
}

fn write_pages(language: MessageLanguage, folder: &Path) -> io::Result<usize> {
    fs::create_dir_all(folder)?;
    let mut program = languages::command(language);
    program.build();
    let date = date();
    let shown = program.get_subcommands().filter(|command| !command.is_hide_set()).cloned();
    let pages: Vec<Command> = shown.chain([program.clone()]).collect();
    let n_pages = pages.len();
    for command in pages {
        let page = clap_mangen::Man::new(command).date(&date);
        let mut text = Vec::new();
        page.render(&mut text)?;
        let text = in_language(&String::from_utf8_lossy(&text), language);
        write_whole(&folder.join(page.get_filename()), text.as_bytes())?;
    }
    Ok(n_pages)
}

/// Puts the headings that the library writes in English into a language.
fn in_language(page: &str, language: MessageLanguage) -> String {
    if language == MessageLanguage::English {
        return page.to_owned();
    }
    let mut out = String::with_capacity(page.len());
    for line in page.lines() {
        out.push_str(match line {
            ".SH NAME" => ".SH NOM",
            ".SH EXTRA" => ".SH \"VOIR AUSSI\"",
            line => line,
        });
        out.push('\n');
    }
    out
}

/// Returns the day of the pages: that of a reproducible build if it is given (reproducible-builds.org, `SOURCE_DATE_EPOCH`), else
/// today.
fn date() -> String {
    let given = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| seconds.parse().ok());
    let given = given.and_then(|seconds| UNIX_EPOCH.checked_add(Duration::from_secs(seconds)));
    clock::day(given.unwrap_or_else(SystemTime::now))
}
