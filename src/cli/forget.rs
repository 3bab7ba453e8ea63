//! `dossier forget`: removes a record and every reference to it, and lists what it cannot reach. `edit::forget`
//! plans the changes; this file reads raw documents, applies the plan and prints it.

use std::io;
use std::path::Path;

use super::args::ForgetOptions;
use super::args::GlobalOptions;
use super::{Exit, Failure, print, project};
use crate::base::SourcePath;
use crate::base::confined::{ConfinedDir, FileKind};
use crate::base::message::{Message, io_reason};
use crate::base::nearest::nearest;
use crate::check::leaks::extracted_text::extract_texts;
use crate::edit::{EditAction, FileChange, ForgetPlan, plan_forget};
use crate::publish::BuildRecord;
use crate::say;
use crate::source::Snapshot;

/// The folder of raw documents, below the project's root.
const SEEDS: &str = "seeds";
/// The largest raw document that is searched for a name: import accepts no larger one.
const MAX_RAW_LEN_BYTES: u64 = crate::source::limits::MAX_MEDIA_LEN_BYTES;
/// Deepest folder that is entered: bind mounts can create an endless tree.
const MAX_DEPTH: usize = 32;

/// Removes a record from everything that people wrote, and lists what remains.
pub(super) fn run(global: &GlobalOptions, options: &ForgetOptions) -> Result<Exit, Failure> {
    let project = project::open_as_written(global)?;
    let site = &project.built.site;
    let Some(plan) = plan_forget(site, &project.snapshot, &options.id) else {
        let ids =
            site.content.registry.ids().chain(site.content.registry.withheld.iter().map(|record| record.id.as_str()));
        let help = match nearest(&options.id, ids) {
            Some(near) => say!(
                en: "did you mean `{near}`? nothing was changed",
                fr: "vouliez-vous dire `{near}` ? rien n’a été modifié",
            ),
            None => super::nothing_changed(),
        };
        let id = &options.id;
        let message = say!(en: "no record has the id `{id}`", fr: "aucune fiche n’a l’identifiant `{id}`");
        return Err(Failure::new(Exit::Usage, message, help));
    };
    let raw = raw_files(&global.root, &plan.name);
    let raw_left = raw.unread;
    let raw = raw.naming;
    if !options.dry_run {
        let gone = if options.raw { raw.as_slice() } else { &[] };
        carry_out(global, &plan, gone, &project.snapshot)?;
    }
    print_plan(&plan, options, &project.snapshot);
    print_raw(&raw, &raw_left, options);
    print_out_of_reach(global, options, &site.content.config.output, &plan);
    Ok(if plan.by_hand.is_empty() { Exit::Done } else { Exit::Content })
}

/// Changes and deletes all files together, or none. Fails if a file was changed since it was read. The copies that
/// `rename` and `merge` set aside are deleted with their file.
fn carry_out(
    global: &GlobalOptions,
    plan: &ForgetPlan,
    raw: &[SourcePath],
    snapshot: &Snapshot,
) -> Result<(), Failure> {
    let session = super::open_edit_session(global, false)?;
    let mut changes = Vec::new();
    for (file, (text, _)) in &plan.files {
        let was = snapshot.files.get(file).map(|file| file.bytes.to_vec());
        let action = text.as_ref().map_or(EditAction::Delete, |text| EditAction::Write(text.clone().into_bytes()));
        changes.push(FileChange { name: file.clone(), previous_bytes: was, action });
        let aside = if text.is_none() { session.set_aside_files(file) } else { Vec::new() };
        for name in &aside {
            changes.push(deletion(name));
        }
    }
    changes.extend(raw.iter().map(deletion));
    session.commit(&changes).map_err(super::edit_failure)?;
    // The record of the last build quotes the files as they were.
    BuildRecord::forget(&global.root).map_err(|error| {
        let reason = io_reason(&error);
        Failure::new(
            Exit::World,
            say!(
                en: "cannot delete the record of the last build: {reason}",
                fr: "impossible de supprimer la trace de la dernière construction : {reason}"; reason
            ),
            say!(
                en: "delete the folder `.dossier` yourself; the next build creates it again",
                fr: "supprimez vous-même le répertoire `.dossier` ; la prochaine construction le recrée",
            ),
        )
    })
}

fn deletion(name: &SourcePath) -> FileChange {
    FileChange { name: name.clone(), previous_bytes: None, action: EditAction::Delete }
}

fn print_plan(plan: &ForgetPlan, options: &ForgetOptions, snapshot: &Snapshot) {
    let (id, name) = (&options.id, &plan.name);
    print::say(&match options.dry_run {
        false => say!(en: "`{id}` ({name}) forgotten:", fr: "`{id}` ({name}) est oublié :"),
        true => say!(en: "`{id}` ({name}) would be forgotten:", fr: "`{id}` ({name}) serait oublié :"),
    });
    for (file, (text, taken)) in &plan.files {
        let taken = counted(taken);
        print::say(&match text {
            None => say!(en: "    deleted  {file}: {taken}", fr: "    supprimé  {file} : {taken}"; taken),
            Some(_) => say!(en: "    changed  {file}: {taken}", fr: "    modifié   {file} : {taken}"; taken),
        });
    }
    if plan.remaining.is_empty() && plan.pictures.is_empty() && plan.by_hand.is_empty() {
        return;
    }
    print::say(&say!(en: "left to you:", fr: "il vous reste à faire :"));
    for file in &plan.by_hand {
        print::say(&say!(
            en: "    {file}: could no longer be read and was not changed",
            fr: "    {file} : n’a pas pu être relu et n’a pas été modifié",
        ));
    }
    for (span, n) in &plan.remaining {
        let text = snapshot.text(&span.file).unwrap_or_default();
        let found = plan.files.get(&span.file).and_then(|(new, _)| new.as_deref()).unwrap_or(text);
        let line = found[..span.start].matches('\n').count() + 1;
        let (file, (s, _)) = (&span.file, print::plural(*n));
        print::say(&say!(
            en: "    {file}:{line}: the text names the person ({n} time{s})",
            fr: "    `{file}:{line}` : le texte nomme la personne ({n} fois)",
        ));
    }
    for picture in &plan.pictures {
        print::say(&say!(
            en: "    {picture}: shown by the record; delete it if nothing else uses it",
            fr: "    {picture} : montré par la fiche ; supprimez-le si rien d’autre ne s’en sert",
        ));
    }
}

/// `a decision, a decision, a note` -> `2 x a decision, a note`.
fn counted(taken: &[Message]) -> Message {
    let mut kinds: Vec<(&Message, usize)> = Vec::new();
    for what in taken {
        match kinds.iter_mut().find(|(kind, _)| *kind == what) {
            Some((_, n)) => *n += 1,
            None => kinds.push((what, 1)),
        }
    }
    let kinds = kinds.into_iter().map(|(what, n)| match n {
        1 => what.clone(),
        n => say!(en: "{n} x {what}", fr: "{n} fois {what}"; what),
    });
    Message::joined(&kinds.collect::<Vec<_>>(), ", ", ", ")
}

fn print_raw(raw: &[SourcePath], unread: &[SourcePath], options: &ForgetOptions) {
    if !unread.is_empty() {
        print::say(&say!(
            en: "raw documents that were not read because they are links, too large or not readable; check them yourself:",
            fr: "documents bruts qui n’ont pas été lus parce qu’ils sont des liens, trop gros ou illisibles ; vérifiez-les vous-même :",
        ));
        unread.iter().for_each(|path| print::line(&format!("    {path}")));
    }
    if raw.is_empty() {
        return;
    }
    print::say(&match (options.raw, options.dry_run) {
        (true, false) => say!(en: "raw documents deleted:", fr: "documents bruts supprimés :"),
        (true, true) => {
            say!(en: "raw documents that would be deleted:", fr: "documents bruts qui seraient supprimés :")
        }
        (false, _) => say!(
            en: "raw documents that name the person and were kept (--raw deletes them):",
            fr: "documents bruts qui nomment la personne et ont été gardés (--raw les supprime) :",
        ),
    });
    for path in raw {
        print::line(&format!("    {path}"));
    }
}

/// Lists what no program on this machine can reach, and the next steps.
fn print_out_of_reach(global: &GlobalOptions, options: &ForgetOptions, output: &str, plan: &ForgetPlan) {
    print::say(&say!(en: "out of reach:", fr: "hors d’atteinte :"));
    let root = global.root.canonicalize().unwrap_or_else(|_| global.root.clone());
    if root.ancestors().any(|folder| folder.join(".git").exists()) {
        print::say(&say!(
            en: "    git history keeps the old files, here and in every clone: see `git filter-repo`",
            fr: "    l’historique de git garde les anciens fichiers, ici et dans chaque clone : voir `git filter-repo`",
        ));
    }
    print::say(&say!(
        en: "    copies already published, mailed, archived or backed up",
        fr: "    les copies déjà publiées, envoyées, archivées ou sauvegardées",
    ));
    print::say(&say!(en: "next:", fr: "ensuite :"));
    let build = if global.root.join(output).exists() {
        say!(en: " (it still contains the old pages)", fr: " (il contient encore les anciennes pages)")
    } else {
        Message::default()
    };
    print::say(&say!(
        en: "    dossier build            rebuild {output}{build}, then replace what you published",
        fr: "    dossier build            reconstruire {output}{build}, puis remplacer ce que vous avez publié"; build
    ));
    print::say(&say!(
        en: "    dossier check --leaks    search it for everything that is withheld",
        fr: "    dossier check --leaks    y chercher tout ce qui est masqué",
    ));
    if !plan.remaining.is_empty() {
        let still = match options.dry_run {
            true => say!(en: "would still name", fr: "nommeraient encore"),
            false => say!(en: "do still name", fr: "nomment encore"),
        };
        print::say(&say!(
            en: "    Texts {still} the person. To avoid that, a record with `visibility: initials` replaces the name by\n    \
                 initials everywhere; `draft: true` or `rights: reference` withholds an article.",
            fr: "    Des textes {still} la personne. Pour l’éviter, une fiche avec `visibility: initials` remplace partout le\n    \
                 nom par des initiales ; `draft: true` ou `rights: reference` retient un article."; still
        ));
    }
}

/// Returns the raw documents that contain a name, below the project's folder, and those that could not be read.
fn raw_files(root: &Path, name: &str) -> RawDocuments {
    let mut raw = RawDocuments::default();
    let wanted = crate::search::fold(name).join(" ");
    let opened = ConfinedDir::open(root).and_then(|root| root.folder(SEEDS));
    match opened {
        Ok(folder) => read_folder(&folder, SEEDS, &wanted, 0, &mut raw),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(_) => raw.unread.push(SourcePath::new(SEEDS)),
    }
    raw
}

/// Raw documents that contain the name, and files and folders that could not be searched for it.
#[derive(Default)]
struct RawDocuments {
    naming: Vec<SourcePath>,
    unread: Vec<SourcePath>,
}

fn read_folder(folder: &ConfinedDir, name: &str, wanted: &str, depth: usize, raw: &mut RawDocuments) {
    let Ok(entries) = folder.entries() else { return raw.unread.push(SourcePath::new(name)) };
    for (entry, kind) in entries {
        let path = SourcePath::new(&format!("{name}/{}", entry.to_string_lossy()));
        let Some(entry) = entry.to_str() else {
            raw.unread.push(path);
            continue;
        };
        match kind {
            FileKind::Folder if depth < MAX_DEPTH => match folder.folder(entry) {
                Ok(folder) => read_folder(&folder, path.as_str(), wanted, depth + 1, raw),
                Err(_) => raw.unread.push(path),
            },
            FileKind::File => match folder.read(entry, MAX_RAW_LEN_BYTES) {
                Ok(Some(bytes)) if names(&path, &bytes, wanted) => raw.naming.push(path),
                Ok(_) => {}
                Err(_) => raw.unread.push(path),
            },
            FileKind::Folder | FileKind::Link | FileKind::Other => raw.unread.push(path),
        }
    }
}

fn names(path: &SourcePath, bytes: &[u8], wanted: &str) -> bool {
    let wanted = format!(" {wanted} ");
    let readings = extract_texts(path.as_str(), bytes);
    readings.iter().any(|reading| format!(" {} ", crate::search::fold(&reading.text).join(" ")).contains(&wanted))
}
