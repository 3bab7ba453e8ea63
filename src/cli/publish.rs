//! `dossier publish`: builds the site and brings it to where it is published: a ZIP file, a folder, a remote of rclone.
//!
//! It builds as `build` does and publishes nothing if that reports errors. What is sent is what the build wrote, no other file of
//! the output folder. Before anything goes to a remote it says what will be run, and asks.

use std::io::BufRead;
use std::path::Path;

use super::args::{BuildOptions, GlobalOptions, PublishOptions};
use super::build::{build, publish_failure};
use super::{Exit, Failure, language, print, stream};
use crate::base::files::{real_path, write_pieces};
use crate::base::message::{Message, cannot_write, io_reason};
use crate::publish::finished_site::{FinishedSite, SiteChanges};
use crate::publish::manifest::Manifest;
use crate::publish::rclone::{Remote, RemoteContent, RemoteError};
use crate::say;

/// Where the site goes.
enum Target<'a> {
    Archive(&'a Path),
    Folder(&'a Path),
    Remote(Remote),
}

pub(super) fn run(global: &GlobalOptions, options: &PublishOptions) -> Result<Exit, Failure> {
    let targets = targets(options)?;
    let build_options =
        BuildOptions { annotated: options.annotated.clone(), strict: options.strict, ..BuildOptions::default() };
    let (exit, output) = build(global, &build_options)?;
    if exit != Exit::Done {
        print::say(&say!(
            en: "nothing was published: correct what is reported first",
            fr: "rien n’a été publié : corrigez d’abord ce qui est signalé",
        ));
        return Ok(exit);
    }
    let site = FinishedSite::open(&output).map_err(|error| publish_failure(&error, "--output"))?;
    for target in targets {
        match target {
            Target::Archive(file) => archive(global, &site, &output, file, options.dry_run)?,
            Target::Folder(folder) => copy(global, &site, &output, folder, options.dry_run)?,
            Target::Remote(remote) => {
                let exit = send(global, &site, &output, &remote, options)?;
                if exit != Exit::Done {
                    return Ok(exit);
                }
            }
        }
    }
    Ok(Exit::Done)
}

/// Returns where the site goes, as the command line says it.
fn targets(options: &PublishOptions) -> Result<Vec<Target<'_>>, Failure> {
    let mut targets: Vec<Target<'_>> = options.zip.iter().map(|file| Target::Archive(file)).collect();
    match options.to.as_deref().map(|to| (to, to.strip_prefix("rclone:"))) {
        Some((to, Some(remote))) => targets.push(Target::Remote(Remote::parse(remote).ok_or_else(|| no_remote(to))?)),
        Some((to, None)) if to.starts_with('-') || to.is_empty() => return Err(no_remote(to)),
        Some((to, None)) => targets.push(Target::Folder(Path::new(to))),
        None => {}
    }
    if targets.is_empty() {
        return Err(Failure::new(
            Exit::Usage,
            say!(en: "it is not said where to publish", fr: "il n’est pas dit où publier"),
            say!(
                en: "add --zip FILE, --to DIR or --to rclone:REMOTE:PATH; `dossier help hosting` compares hosts",
                fr: "ajoutez --zip FICHIER, --to RÉPERTOIRE ou --to rclone:SERVEUR:CHEMIN ; `dossier help hebergement` compare les \
                     hébergements",
            ),
        ));
    }
    Ok(targets)
}

fn no_remote(to: &str) -> Failure {
    Failure::new(
        Exit::Usage,
        say!(en: "`{to}` is neither a folder nor a remote", fr: "`{to}` n’est ni un répertoire, ni un serveur"),
        say!(
            en: "write `--to rclone:REMOTE:PATH` with a name that `rclone listremotes` prints, or the path of a folder",
            fr: "écrivez `--to rclone:SERVEUR:CHEMIN` avec un nom qu’affiche `rclone listremotes`, ou le chemin d’un répertoire",
        ),
    )
}

/// Writes the site as a ZIP file, or says that it would. Replaces only a ZIP file.
fn archive(
    global: &GlobalOptions,
    site: &FinishedSite,
    output: &Path,
    file: &Path,
    is_dry: bool,
) -> Result<(), Failure> {
    let (shown, size) = (file.display(), size(site.n_files(), site.len_bytes()));
    if is_inside(file, output) {
        return Err(Failure::new(
            Exit::Usage,
            say!(
                en: "`{shown}` is in the folder of the site, and would be published with the next copy",
                fr: "`{shown}` est dans le répertoire du site, et serait publié avec la prochaine copie",
            ),
            say!(en: "give a file elsewhere", fr: "indiquez un fichier ailleurs"),
        ));
    }
    let failed = |error: std::io::Error| {
        Failure::new(
            Exit::World,
            cannot_write(file, &error),
            say!(
                en: "check the folder, its permissions and the free space; an earlier file is unchanged",
                fr: "vérifiez le répertoire, ses droits d’accès et la place libre ; un fichier antérieur n’a pas changé",
            ),
        )
    };
    if file.exists() && !is_archive(file) {
        return Err(Failure::new(
            Exit::Usage,
            say!(en: "`{shown}` exists and is not a ZIP file", fr: "`{shown}` existe et n’est pas un fichier ZIP"),
            say!(en: "give another name", fr: "indiquez un autre nom"),
        ));
    }
    if is_dry {
        print::say(&say!(en: "would write {shown}: {size}", fr: "serait écrit : {shown}, {size}"; size));
        return Ok(());
    }
    write_pieces(file, &mut |out| site.pack(out)).map_err(failed)?;
    if !global.quiet {
        print::say(&say!(en: "{shown}: {size}", fr: "{shown} : {size}"; size));
    }
    Ok(())
}

fn is_archive(file: &Path) -> bool {
    use std::io::Read;
    let mut begin = [0; 2];
    file.is_file()
        && std::fs::File::open(file).and_then(|mut file| file.read_exact(&mut begin)).is_ok()
        && begin == *b"PK"
}

fn is_inside(path: &Path, folder: &Path) -> bool {
    matches!((real_path(path), real_path(folder)), (Some(path), Some(folder)) if path.starts_with(&folder))
}

/// Makes a folder hold the site, or says that it would.
fn copy(
    global: &GlobalOptions,
    site: &FinishedSite,
    output: &Path,
    target: &Path,
    is_dry: bool,
) -> Result<(), Failure> {
    let shown = target.display();
    if is_inside(target, output) {
        return Err(Failure::new(
            Exit::Usage,
            say!(
                en: "`{shown}` is the folder that `dossier build` writes, or inside of it",
                fr: "`{shown}` est le répertoire qu’écrit `dossier build`, ou se trouve dedans",
            ),
            say!(en: "give another folder with --to", fr: "indiquez un autre répertoire avec --to"),
        ));
    }
    if is_dry {
        let size = size(site.n_files(), site.len_bytes());
        print::say(&say!(
            en: "would copy to {shown} what differs of {size}",
            fr: "serait copié dans {shown} ce qui diffère, sur {size}"; size
        ));
        return Ok(());
    }
    let outcome = site.copy_to(target, &global.root).map_err(|error| publish_failure(&error, "--to"))?;
    for path in &outcome.unowned_files {
        let path = path.display();
        print::say(&say!(
            en: "`{path}` is no longer a page of this site, but was kept: it was changed after it was written; delete it yourself",
            fr: "`{path}` n’est plus une page de ce site, mais a été gardé : il a été modifié après avoir été écrit ; \
                 supprimez-le vous-même",
        ));
    }
    let (written, unchanged, deleted) = (outcome.n_written, outcome.n_unchanged, outcome.n_deleted);
    if !global.quiet {
        print::say(&say!(
            en: "{shown}: {written} written, {unchanged} unchanged, {deleted} deleted",
            fr: "{shown} : {written} écrits, {unchanged} inchangés, {deleted} supprimés",
        ));
    }
    Ok(())
}

/// Sends what differs to a remote, after saying what will be run.
fn send(
    global: &GlobalOptions,
    site: &FinishedSite,
    output: &Path,
    remote: &Remote,
    options: &PublishOptions,
) -> Result<Exit, Failure> {
    let published = match remote.content().map_err(remote_failure)? {
        RemoteContent::Empty => Manifest::default(),
        RemoteContent::Site(manifest) => manifest,
        RemoteContent::Foreign => return Err(foreign(remote)),
    };
    let changes = site.changes(&published).ok_or_else(|| other_dossier(remote))?;
    if changes == SiteChanges::default() {
        if !global.quiet {
            print::say(&say!(en: "{remote} is up to date", fr: "{remote} est à jour"));
        }
        return Ok(Exit::Done);
    }
    // Whoever is asked, or tries it out, has to see what will be run.
    if !global.quiet || options.dry_run || !options.yes {
        let sent = size(changes.changed.len(), site.len_bytes_of(&changes.changed));
        let deleted = print::count(changes.gone.len(), "file", "fichier");
        print::say(&say!(
            en: "to send to {remote}: {sent}; to delete there: {deleted}. To be run:",
            fr: "à envoyer à {remote} : {sent} ; à y supprimer : {deleted}. Commandes :"; sent, deleted
        ));
        for command in remote.commands(output, &changes) {
            print::line(&format!("  rclone {}", command.join(" ")));
        }
    }
    if options.dry_run {
        return Ok(Exit::Done);
    }
    if !options.yes && !is_agreed()? {
        print::say(&say!(en: "nothing was sent", fr: "rien n’a été envoyé"));
        return Ok(Exit::Done);
    }
    remote.send(output, &changes, &site.pending(&published, &changes)).map_err(remote_failure)?;
    if !global.quiet {
        print::say(&say!(en: "published at {remote}", fr: "publié : {remote}"));
    }
    Ok(Exit::Done)
}

/// Asks whether to send.
fn is_agreed() -> Result<bool, Failure> {
    if !stream::is_conversation() {
        return Err(Failure::new(
            Exit::Usage,
            say!(
                en: "nothing is sent without a yes, and nobody can be asked here",
                fr: "rien n’est envoyé sans un oui, et il n’y a personne à qui le demander",
            ),
            say!(en: "add --yes", fr: "ajoutez --yes"),
        ));
    }
    stream::prompt(language::said(&say!(en: "Send? [y/N] ", fr: "Envoyer ? [o/N] ")));
    let line = std::io::stdin().lock().lines().next().and_then(Result::ok).unwrap_or_default();
    Ok(["y", "yes", "o", "oui"].contains(&line.trim().to_lowercase().as_str()))
}

fn foreign(remote: &Remote) -> Failure {
    Failure::new(
        Exit::Usage,
        say!(
            en: "{remote} holds files that dossier did not write there",
            fr: "{remote} contient des fichiers que dossier n’y a pas écrits",
        ),
        say!(
            en: "give an empty folder of the remote, or empty this one yourself",
            fr: "indiquez un répertoire vide du serveur, ou videz celui-ci vous-même",
        ),
    )
}

fn other_dossier(remote: &Remote) -> Failure {
    Failure::new(
        Exit::Usage,
        say!(en: "{remote} holds the site of another dossier", fr: "{remote} contient le site d’un autre dossier"),
        say!(en: "give another folder of the remote", fr: "indiquez un autre répertoire du serveur"),
    )
}

fn remote_failure(error: RemoteError) -> Failure {
    let (message, help) = match error {
        RemoteError::NoProgram => (
            say!(en: "rclone is not installed", fr: "rclone n’est pas installé"),
            say!(
                en: "install it (https://rclone.org/install/; Debian: `sudo apt install rclone`), describe the remote once with \
                     `rclone config`, and try again; or publish with --zip or --to DIR",
                fr: "installez-le (https://rclone.org/install/ ; Debian : `sudo apt install rclone`), décrivez une fois le \
                     serveur avec `rclone config`, et recommencez ; ou publiez avec --zip ou --to RÉPERTOIRE",
            ),
        ),
        RemoteError::Start(error) => {
            let error = io_reason(&error);
            let message = say!(en: "cannot start rclone: {error}", fr: "impossible de lancer rclone : {error}"; error);
            (message, say!(en: "try `rclone version`", fr: "essayez `rclone version`"))
        }
        RemoteError::Failed(said) => {
            let message = say!(en: "rclone failed: {said}", fr: "rclone a échoué : {said}");
            let help = say!(
                en: "try `rclone lsf REMOTE:`; then publish again: what has arrived stays, the rest is sent",
                fr: "essayez `rclone lsf SERVEUR:`, puis publiez de nouveau : ce qui est arrivé reste, le reste est envoyé",
            );
            (message, help)
        }
        RemoteError::Interrupted => (
            say!(en: "rclone was interrupted", fr: "rclone a été interrompu"),
            say!(
                en: "publish again: what has arrived stays, the rest is sent",
                fr: "publiez de nouveau : ce qui est arrivé reste, le reste est envoyé",
            ),
        ),
    };
    Failure::new(Exit::World, message, help)
}

/// Says how many files there are, and how long they are together.
fn size(n_files: usize, len_bytes: u64) -> Message {
    let files = print::count(n_files, "file", "fichier");
    let kib = len_bytes.div_ceil(1024);
    if kib < 10_000 {
        return say!(en: "{files}, {kib} KiB", fr: "{files}, {kib} Kio"; files);
    }
    let mib = kib / 1024;
    say!(en: "{files}, {mib} MiB", fr: "{files}, {mib} Mio"; files)
}
