//! Why an edit failed, and what to do; every command shows these messages.

use std::io;
use std::path::PathBuf;

use crate::base::Message;
use crate::base::message::{cannot_write, error_in_english};
use crate::base::path::SourcePath;
use crate::edit::journal::FILE as JOURNAL;
use crate::say;

/// Why an edit failed. Unless a variant says otherwise, nothing was changed.
#[derive(Debug)]
pub enum EditError {
    /// Another process is editing the project.
    Busy(PathBuf),
    /// The file is not the one that the change was planned for.
    Changed(SourcePath),
    /// There is already a file where a new one was to be written.
    Taken(SourcePath),
    /// A link points outside.
    Outside(PathBuf),
    /// The file is read-only.
    ReadOnly(PathBuf),
    /// The journal of an interrupted command is not valid.
    Journal,
    /// Renaming failed after it had begun.
    Halfway {
        /// The file being written.
        path: PathBuf,
        /// The error of the system.
        source: io::Error,
    },
    /// Reading or writing failed.
    Disk {
        /// The file.
        path: PathBuf,
        /// The error of the system.
        source: io::Error,
    },
}

impl EditError {
    /// Returns whether the cause is the disk or another program, rather than the command's arguments.
    #[must_use]
    pub fn is_environment_error(&self) -> bool {
        !matches!(self, Self::Outside(_) | Self::Taken(_))
    }

    /// Returns what to do, starting with a verb.
    #[must_use]
    pub fn cure(&self) -> Message {
        match self {
            Self::Busy(_) => say!(
                en: "wait for it to finish, and try again; nothing was written",
                fr: "attendez qu’elle ait fini, et recommencez ; rien n’a été écrit",
            ),
            Self::Changed(_) => say!(
                en: "try again with the file as it is now; nothing was written",
                fr: "recommencez avec le fichier tel qu’il est maintenant ; rien n’a été écrit",
            ),
            Self::Taken(_) => say!(
                en: "choose another name, or move that file away; nothing was written",
                fr: "choisissez un autre nom, ou déplacez ce fichier ; rien n’a été écrit",
            ),
            Self::Outside(_) => say!(
                en: "put a real folder or file in its place; nothing was written",
                fr: "mettez à sa place un vrai répertoire ou un vrai fichier ; rien n’a été écrit",
            ),
            Self::ReadOnly(_) => say!(
                en: "make it writable if you want it changed; nothing was written",
                fr: "rendez-le modifiable si vous voulez qu’il change ; rien n’a été écrit",
            ),
            Self::Journal => say!(
                en: "look at it and remove it: it lists what an interrupted command was renaming",
                fr: "regardez-le et supprimez-le : il dit ce qu’une commande interrompue était en train de renommer",
            ),
            Self::Halfway { .. } => say!(
                en: "free some space or fix the permissions, then run any dossier command",
                fr: "libérez de la place ou corrigez les droits, puis lancez n’importe quelle commande de dossier",
            ),
            Self::Disk { .. } => say!(
                en: "check the folder, its permissions and the free space; nothing was changed",
                fr: "vérifiez le répertoire, vos droits sur lui et la place libre ; rien n’a été modifié",
            ),
        }
    }

    /// Says what went wrong.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::Busy(root) => say!(
                en: "another dossier command is changing `{root}`",
                fr: "une autre commande de dossier est en train de modifier `{root}`",
                root = root.display(),
            ),
            Self::Changed(file) => say!(
                en: "`{file}` was changed in the meantime",
                fr: "`{file}` a été modifié entre-temps",
            ),
            Self::Taken(file) => say!(en: "`{file}` already exists", fr: "`{file}` existe déjà"),
            Self::Outside(path) => say!(
                en: "`{path}` is a link, and files are never written through one that leads out of the project",
                fr: "`{path}` est un lien, et rien n’est jamais écrit à travers un lien qui mène hors du dossier",
                path = path.display(),
            ),
            Self::ReadOnly(path) => say!(
                en: "`{path}` is read-only",
                fr: "`{path}` est en lecture seule",
                path = path.display(),
            ),
            Self::Journal => say!(
                en: "`{JOURNAL}` is damaged, or did not come from a command of this dossier",
                fr: "`{JOURNAL}` est abîmé, ou ne vient pas d’une commande de ce dossier",
            ),
            Self::Halfway { path, source } => {
                let failure = cannot_write(path, source);
                say!(
                    en: "{failure}; the next dossier command finishes the change",
                    fr: "{failure} ; la prochaine commande de dossier finira la modification"; failure
                )
            }
            Self::Disk { path, source } => cannot_write(path, source),
        }
    }
}

error_in_english!(EditError);
