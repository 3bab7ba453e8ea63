//! The names that commands look for in texts that are in no dossier: those of a file of `dossier export lexicon`, or of the dossier
//! itself.

use std::io;
use std::path::Path;

use super::args::GlobalOptions;
use super::{Exit, Failure, print, project};
use crate::base::Severity;
use crate::base::files;
use crate::base::message::cannot_read;
use crate::build::{LexiconFiles, lexicon_files};
use crate::check;
use crate::say;
use crate::source::{Snapshot, lexicon_file};

/// A lexicon has 121 bytes a record where there is little but names (500 records, 61 kB), some kilobytes where there is more.
const MAX_LEXICON_BYTES: u64 = 1 << 30;

/// Reads the names of a file, or without one those of the dossier. Refuses where they have errors.
pub(super) fn open(global: &GlobalOptions, file: Option<&Path>) -> Result<LexiconFiles, Failure> {
    match file {
        Some(file) => checked(&read(file)?),
        None => checked(&project::snapshot(global, None)?),
    }
}

fn read(file: &Path) -> Result<Snapshot, Failure> {
    let help = || {
        say!(
            en: "make one with `dossier export lexicon > names.lexicon` in the folder of the dossier",
            fr: "faites-en un avec `dossier export lexicon > noms.lexicon` dans le répertoire du dossier",
        )
    };
    let unreadable = |error: io::Error| Failure::new(Exit::World, cannot_read(file, &error), help());
    let bytes = files::read_regular_file(file, MAX_LEXICON_BYTES).map_err(unreadable)?;
    let bytes = bytes.ok_or_else(|| unreadable(io::ErrorKind::NotFound.into()))?;
    lexicon_file::read(&String::from_utf8_lossy(&bytes)).map_err(|reason| {
        let name = file.display();
        let message =
            say!(en: "`{name}` is no lexicon: {reason}", fr: "`{name}` n’est pas un lexique : {reason}"; reason);
        Failure::new(Exit::Usage, message, help())
    })
}

/// Selects the files that names depend on; refuses where they have errors: each article would lack the names of a record that
/// cannot be read.
pub(super) fn checked(snapshot: &Snapshot) -> Result<LexiconFiles, Failure> {
    let lexicon = lexicon_files(snapshot);
    let of_names = lexicon.diagnostics.iter().filter(|one| one.severity() == Severity::Error);
    let wrong: Vec<_> = lexicon.protection.unknown.iter().chain(of_names).cloned().collect();
    if wrong.is_empty() {
        return Ok(lexicon);
    }
    print::report(&check::report(wrong), snapshot, Severity::Error, false);
    Err(Failure::new(
        Exit::Content,
        say!(
            en: "nothing was done: records or settings have errors",
            fr: "rien n’a été fait : des fiches ou des réglages contiennent des erreurs",
        ),
        say!(
            en: "fix the files named above: without a record its names would be missing in every article",
            fr: "corrigez les fichiers nommés ci-dessus : sans une fiche, ses noms manqueraient dans chaque article",
        ),
    ))
}
