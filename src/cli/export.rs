//! `dossier export`: prints the data of all published articles or records in one of the formats of
//! `export::EXPORTS`, or writes one of `export::FOLDER_EXPORTS` into a new folder, whole or not at all, or tables
//! (`export_tables`), or a book (`render::book`).

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use super::args::{ExportOptions, GlobalOptions};
use super::{Exit, Failure, export_ner, export_tables, lexicon, print, project, stream};
use crate::base::confined::ConfinedDir;
use crate::base::files;
use crate::base::message::{Message, cannot_write};
use crate::build::PipelineOptions;
use crate::export::file_sink::{FileSink, PieceWriter};
use crate::export::{
    BOOK_EXPORTS, BookExport, EXPORTS, Export, FOLDER_EXPORTS, FolderExport, LEXICON_EXPORT, STREAMED_EXPORTS,
    TABLE_EXPORTS, TRAINING_EXPORT,
};
use crate::pages::export_input;
use crate::render::book;
use crate::say;
use crate::source::lexicon_file;

/// What was asked for.
enum ExportTarget {
    /// One file, to standard output.
    Stdout(&'static Export),
    /// Several files, into a folder.
    Folder(&'static FolderExport, PathBuf),
    /// A book: one file, which no terminal can show.
    Book(&'static BookExport, Option<PathBuf>),
}

pub(super) fn run(global: &GlobalOptions, options: &ExportOptions) -> Result<Exit, Failure> {
    let is_lexicon = options.format == LEXICON_EXPORT.0;
    if options.with_withheld && !is_lexicon {
        let message = say!(
            en: "`--with-withheld` is for `dossier export lexicon`",
            fr: "`--with-withheld` est pour `dossier export lexicon`",
        );
        return Err(Failure::new(Exit::Usage, message, leave_out()));
    }
    if is_lexicon {
        return write_lexicon(global, options);
    }
    if TABLE_EXPORTS.iter().any(|(name, _)| *name == options.format) {
        return export_tables::run(global, options);
    }
    let is_training = options.format == TRAINING_EXPORT.0;
    if !is_training && (options.training.is_some() || options.fine || options.all) {
        let message = say!(
            en: "`--format`, `--fine` and `--all` are for `dossier export ner`",
            fr: "`--format`, `--fine` et `--all` sont pour `dossier export ner`",
        );
        return Err(Failure::new(Exit::Usage, message, leave_out()));
    }
    if is_training {
        return export_ner::run(global, options);
    }
    let target = target(options)?;
    let pipeline = PipelineOptions { drafts: options.drafts, ..PipelineOptions::default() };
    let project = project::open_and_release(global, &pipeline)?;
    project::refuse_unknown_protection(&project)?;
    let input = export_input(&project.built.site.content);
    let lost = match target {
        ExportTarget::Stdout(export) => match STREAMED_EXPORTS.iter().find(|(name, _)| *name == export.name) {
            Some((_, write)) => {
                let mut lost = Vec::new();
                stream::write_stdout_pieces(|out| write(&input, out).map(|told| lost = told));
                lost
            }
            None => {
                stream::write_stdout_bytes(&(export.draw)(&input));
                (export.lost)(&input)
            }
        },
        ExportTarget::Folder(export, path) => write_folder(&path, |files| (export.write)(&input, options.once, files))?,
        ExportTarget::Book(edition, path) => {
            let site = &project.built.site;
            let mut lost = Vec::new();
            let mut write =
                |out: &mut dyn io::Write| book::write(site, edition.edition, out).map(|left_out| lost = left_out);
            match path {
                None => stream::write_stdout_pieces(write),
                Some(path) => {
                    files::write_pieces(&path, &mut write).map_err(|error| {
                        Failure::new(
                            Exit::World,
                            cannot_write(&path, &error),
                            say!(
                                en: "name a file in a folder that exists and that you may write to",
                                fr: "indiquez un fichier d’un répertoire qui existe et où vous pouvez écrire",
                            ),
                        )
                    })?;
                    let path = path.display();
                    print::say(&say!(en: "the book is in {path}", fr: "le livre est dans {path}"));
                }
            }
            lost
        }
    };
    lost.iter().for_each(print::say);
    Ok(project.into_exit())
}

/// Writes what `dossier annotate --lexicon` reads. Withheld names are in it, since they keep others from being linked and are
/// replaced in texts, and decisions quote articles: only with a person's consent.
fn write_lexicon(global: &GlobalOptions, options: &ExportOptions) -> Result<Exit, Failure> {
    if options.output.is_some() || options.once || options.relations || options.drafts {
        let message = say!(
            en: "`dossier export lexicon` prints one file and has no option but `--with-withheld`",
            fr: "`dossier export lexicon` affiche un seul fichier et n’a d’autre option que `--with-withheld`",
        );
        return Err(Failure::new(Exit::Usage, message, leave_out()));
    }
    let lexicon = lexicon::checked(&project::snapshot(global, None)?)?;
    let mut withheld = Vec::new();
    if lexicon.n_withheld > 0 {
        let records = print::count(lexicon.n_withheld, "withheld record", "fiche cachée");
        withheld.push(say!(en: "the names of {records}", fr: "les noms de {records}"; records));
    }
    if lexicon.n_partial > 0 {
        let articles = print::count(lexicon.n_partial, "article", "article");
        withheld.push(say!(
            en: "words of {articles} not published whole, which decisions quote",
            fr: "des mots de {articles} non publiés en entier, que citent des décisions"; articles
        ));
    }
    if !withheld.is_empty() && !options.with_withheld {
        let what = Message::joined(&withheld, " and ", " et ");
        return Err(Failure::new(
            Exit::Content,
            say!(
                en: "nothing was written: the file would hold {what}",
                fr: "rien n’a été écrit : le fichier contiendrait {what}";
                what,
            ),
            say!(
                en: "if only you can read the file, add --with-withheld: names are then replaced and kept unlinked as on the site",
                fr: "si vous seul pouvez lire le fichier, ajoutez --with-withheld : les noms sont alors remplacés et sans lien comme sur le site",
            ),
        ));
    }
    stream::write_stdout_bytes(lexicon_file::write(&lexicon.files).as_bytes());
    Ok(Exit::Done)
}

/// Says what to do with options that do not fit.
pub(super) fn leave_out() -> Message {
    say!(en: "leave them out", fr: "omettez-les")
}

/// Finds the format, and checks that the options fit it.
fn target(options: &ExportOptions) -> Result<ExportTarget, Failure> {
    let wanted = if options.relations { format!("{}-relations", options.format) } else { options.format.clone() };
    // A format that is printed as one file may be had as a folder, too.
    let is_printed = EXPORTS.iter().any(|export| export.name == wanted) && options.output.is_none();
    if let Some(export) = FOLDER_EXPORTS.iter().find(|export| export.name == wanted && !is_printed) {
        return match &options.output {
            Some(path) => Ok(ExportTarget::Folder(export, path.clone())),
            None => Err(Failure::new(
                Exit::Usage,
                say!(
                    en: "`{wanted}` has several files and needs a folder",
                    fr: "`{wanted}` a plusieurs fichiers et veut un répertoire",
                ),
                say!(
                    en: "write `dossier export {wanted} --output DIR`",
                    fr: "écrivez `dossier export {wanted} --output RÉPERTOIRE`",
                ),
            )),
        };
    }
    if let Some(book) = BOOK_EXPORTS.iter().find(|book| book.name.0 == wanted) {
        let ending = book.route.rsplit('.').next().unwrap_or_default();
        let help = say!(
            en: "write `dossier export {wanted} --output FILE.{ending}`",
            fr: "écrivez `dossier export {wanted} --output FICHIER.{ending}`",
        );
        if options.output.is_none() && stream::stdout_is_terminal() {
            let message = say!(
                en: "a book is no text that a terminal can show",
                fr: "un livre n’est pas un texte qu’un terminal puisse montrer",
            );
            return Err(Failure::new(Exit::Usage, message, help));
        }
        if options.once {
            let message = say!(en: "`--once` has no meaning for a book", fr: "`--once` n’a pas de sens pour un livre");
            return Err(Failure::new(Exit::Usage, message, help));
        }
        return Ok(ExportTarget::Book(book, options.output.clone()));
    }
    let Some(export) = EXPORTS.iter().find(|export| export.name == wanted && !export.name.is_empty()) else {
        let named = EXPORTS.iter().map(|export| export.name).filter(|name| !name.is_empty());
        let folders = FOLDER_EXPORTS.iter().map(|export| export.name);
        let folders = folders.filter(|name| EXPORTS.iter().all(|export| export.name != *name));
        let tables = TABLE_EXPORTS.iter().chain([&TRAINING_EXPORT, &LEXICON_EXPORT]).map(|(name, _)| *name);
        let known: Vec<&str> =
            named.chain(BOOK_EXPORTS.iter().map(|book| book.name.0)).chain(folders).chain(tables).collect();
        let known = known.join(", ");
        return Err(Failure::new(
            Exit::Usage,
            say!(en: "there is no format `{wanted}`", fr: "le format `{wanted}` n’existe pas"),
            say!(
                en: "use one of: {known}; `dossier help export` says who reads them",
                fr: "choisissez parmi : {known} ; `dossier help export` dit qui les lit",
            ),
        ));
    };
    if options.output.is_some() || options.once {
        return Err(Failure::new(
            Exit::Usage,
            say!(
                en: "`{wanted}` is printed, so `--output` and `--once` have no meaning",
                fr: "`{wanted}` est affiché, donc `--output` et `--once` n’ont pas de sens",
            ),
            say!(
                en: "write `dossier export {wanted} > FILE`",
                fr: "écrivez `dossier export {wanted} > FICHIER`",
            ),
        ));
    }
    Ok(ExportTarget::Stdout(export))
}

/// Writes files into a new folder: beside it while they are made, and under its name when all are there.
pub(super) fn write_folder(
    path: &Path,
    write: impl FnOnce(&dyn FileSink) -> io::Result<Vec<Message>>,
) -> Result<Vec<Message>, Failure> {
    let (n_files, lost) = write_new_folder(path, write).map_err(|error| {
        Failure::new(
            Exit::World,
            cannot_write(path, &error),
            say!(
                en: "name a folder that does not exist yet, in one that you may write to",
                fr: "indiquez un répertoire qui n’existe pas encore, dans un autre où vous pouvez écrire",
            ),
        )
    })?;
    let ((s, fr_s), path) = (print::plural(n_files), path.display());
    print::say(&say!(
        en: "{n_files} file{s} written to {path}",
        fr: "{n_files} fichier{fr_s} écrit{fr_s} dans {path}",
    ));
    Ok(lost)
}

fn write_new_folder(
    path: &Path,
    write: impl FnOnce(&dyn FileSink) -> io::Result<Vec<Message>>,
) -> io::Result<(usize, Vec<Message>)> {
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
    let files =
        FolderSink { folder: parent.make_folder(&waiting, |_| ())?, below: Mutex::default(), n_files: 0.into() };
    let written = write(&files).and_then(|lost| parent.rename(&waiting, name).map(|()| lost));
    if written.is_err() {
        // What is left of it has no use; the first error is the one to tell.
        let _ = parent.remove_all(&waiting);
    }
    written.map(|lost| (files.n_files.into_inner(), lost))
}

/// A folder that takes files. Folders below it stay open: of ten thousand files in one, only the first makes it.
struct FolderSink {
    folder: ConfinedDir,
    below: Mutex<BTreeMap<String, ConfinedDir>>,
    n_files: AtomicUsize,
}

impl FolderSink {
    /// Returns the folder of a file, and its name there.
    fn place<'n>(&self, file: &'n str) -> io::Result<(ConfinedDir, &'n str)> {
        self.n_files.fetch_add(1, Ordering::Relaxed);
        let Some((below, name)) = file.rsplit_once('/') else { return Ok((self.folder.clone(), file)) };
        let mut open = self.below.lock().unwrap_or_else(PoisonError::into_inner);
        let folder = match open.get(below) {
            Some(folder) => folder.clone(),
            None => {
                let made = self.folder.make_folder(below, |_| ())?;
                open.insert(below.to_owned(), made.clone());
                made
            }
        };
        Ok((folder, name))
    }
}

impl FileSink for FolderSink {
    fn put(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let (folder, name) = self.place(name)?;
        folder.create(name, bytes)
    }

    fn put_pieces(&self, name: &str, write: PieceWriter<'_>) -> io::Result<()> {
        let (folder, name) = self.place(name)?;
        files::create_pieces(&folder, name, write)
    }
}
