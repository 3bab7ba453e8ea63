//! `dossier export`: prints the data of all published articles or records in one of the formats of
//! `export::EXPORTS`, or writes one of `export::FOLDER_EXPORTS` into a new folder, whole or not at all, or tables
//! (`export_tables`), or a book (`render::book`).

use std::io;
use std::path::{Path, PathBuf};

use super::args::{ExportOptions, GlobalOptions};
use super::{Exit, Failure, export_tables, print, project, stream};
use crate::base::confined::ConfinedDir;
use crate::base::files;
use crate::build::PipelineOptions;
use crate::export::{
    BOOK_EXPORT, EXPORTS, Export, FOLDER_EXPORTS, FileSet, FolderExport, STREAMED_EXPORTS, TABLE_EXPORTS,
};
use crate::pages::export_input;
use crate::render::book;

/// What was asked for.
enum ExportTarget {
    /// One file, to standard output.
    Stdout(&'static Export),
    /// Several files, into a folder.
    Folder(&'static FolderExport, PathBuf),
    /// A book: one file, which no terminal can show.
    Book(Option<PathBuf>),
}

pub(super) fn run(global: &GlobalOptions, options: &ExportOptions) -> Result<Exit, Failure> {
    if TABLE_EXPORTS.iter().any(|(name, _)| *name == options.format) {
        return export_tables::run(global, options);
    }
    let target = target(options)?;
    let project = project::open(global, &PipelineOptions { drafts: options.drafts, ..PipelineOptions::default() })?;
    project::refuse_unknown_protection(&project)?;
    let input = export_input(&project.built.site.content);
    let lost = match target {
        ExportTarget::Stdout(export) => {
            match STREAMED_EXPORTS.iter().find(|(name, _)| *name == export.name) {
                Some((_, write)) => stream::write_stdout_pieces(|out| write(&input, out)),
                None => stream::write_stdout_bytes(&(export.draw)(&input)),
            }
            (export.lost)(&input)
        }
        ExportTarget::Folder(export, path) => {
            let set = (export.files)(&input, options.once);
            write_folder(&path, &set).map_err(|error| {
                let message = format!("cannot write `{}`: {error}", path.display());
                Failure::new(
                    Exit::World,
                    message,
                    "name a folder that does not exist yet, in one that you may write to",
                )
            })?;
            print::say(&format!("{} written to {}", print::count(set.files.len(), "file"), path.display()));
            set.lost
        }
        ExportTarget::Book(path) => {
            let site = &project.built.site;
            let mut lost = Vec::new();
            let mut write = |out: &mut dyn io::Write| book::write(site, out).map(|left_out| lost = left_out);
            match path {
                None => stream::write_stdout_pieces(write),
                Some(path) => {
                    files::write_pieces(&path, &mut write).map_err(|error| {
                        let message = format!("cannot write `{}`: {error}", path.display());
                        let help = "name a file in a folder that exists and that you may write to";
                        Failure::new(Exit::World, message, help)
                    })?;
                    print::say(&format!("the book is in {}", path.display()));
                }
            }
            lost
        }
    };
    lost.iter().for_each(|lost| print::say(lost));
    let report = crate::check::report(project.built.diagnostics);
    Ok(if report.failed(false) { Exit::Content } else { Exit::Done })
}

/// Finds the format, and checks that the options fit it.
fn target(options: &ExportOptions) -> Result<ExportTarget, Failure> {
    let wanted = if options.relations { format!("{}-relations", options.format) } else { options.format.clone() };
    if let Some(export) = FOLDER_EXPORTS.iter().find(|export| export.name == wanted) {
        let help = format!("write `dossier export {wanted} --output DIR`");
        return match &options.output {
            Some(path) => Ok(ExportTarget::Folder(export, path.clone())),
            None => Err(Failure::new(Exit::Usage, format!("`{wanted}` has several files and needs a folder"), &help)),
        };
    }
    if wanted == BOOK_EXPORT.0 {
        if options.output.is_none() && stream::stdout_is_terminal() {
            let help = "write `dossier export epub --output FILE.epub`";
            return Err(Failure::new(Exit::Usage, "a book is no text that a terminal can show".to_owned(), help));
        }
        if options.once {
            let help = "write `dossier export epub --output FILE.epub`";
            return Err(Failure::new(Exit::Usage, "`--once` has no meaning for a book".to_owned(), help));
        }
        return Ok(ExportTarget::Book(options.output.clone()));
    }
    let Some(export) = EXPORTS.iter().find(|export| export.name == wanted && !export.name.is_empty()) else {
        let named = EXPORTS.iter().map(|export| export.name).filter(|name| !name.is_empty());
        let folders = FOLDER_EXPORTS.iter().map(|export| export.name);
        let tables = TABLE_EXPORTS.iter().map(|(name, _)| *name);
        let known: Vec<&str> = named.chain([BOOK_EXPORT.0]).chain(folders).chain(tables).collect();
        return Err(Failure::new(
            Exit::Usage,
            format!("there is no format `{wanted}`"),
            &format!("use one of: {}; `dossier help export` says who reads them", known.join(", ")),
        ));
    };
    if options.output.is_some() || options.once {
        let message = format!("`{wanted}` is printed, so `--output` and `--once` have no meaning");
        let help = format!("write `dossier export {wanted} > FILE`");
        return Err(Failure::new(Exit::Usage, message, &help));
    }
    Ok(ExportTarget::Stdout(export))
}

/// Writes the files beside their folder and gives it its name when all are there.
fn write_folder(path: &Path, set: &FileSet) -> io::Result<()> {
    let taken = |name: &str| io::Error::new(io::ErrorKind::AlreadyExists, format!("`{name}` exists already"));
    let name = path.file_name().and_then(|name| name.to_str());
    let name = name.ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "it has no name"))?;
    let parent = ConfinedDir::open(path.parent().unwrap_or(Path::new("")))?;
    let waiting = format!(".{name}.part");
    // The second is what an export that was killed left behind.
    for name in [name, &waiting] {
        if parent.stat(name)?.is_some() {
            return Err(taken(name));
        }
    }
    let written = write_files(&parent.make_folder(&waiting, |_| ())?, set).and_then(|()| parent.rename(&waiting, name));
    if written.is_err() {
        // What is left of it has no use; the first error is the one to tell.
        let _ = parent.remove_all(&waiting);
    }
    written
}

fn write_files(folder: &ConfinedDir, set: &FileSet) -> io::Result<()> {
    for (file, bytes) in &set.files {
        if let Some((below, _)) = file.rsplit_once('/') {
            folder.make_folder(below, |_| ())?;
        }
        folder.create(file, bytes)?;
    }
    Ok(())
}
