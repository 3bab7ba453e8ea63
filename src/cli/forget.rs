//! `dossier forget`.

use std::fs;
use std::path::{Path, PathBuf};

use super::args::{ForgetOptions, Global};
use super::{Exit, Failure, print, project};
use crate::base::files;
use crate::base::nearest::nearest;
use crate::check::leaks::read::readings;
use crate::publish::Last;
use crate::revise::forget::{self, Forgetting};
use crate::source::Snapshot;

/// Takes a record out of everything that people wrote, and lists what stays.
pub(super) fn run(global: &Global, options: &ForgetOptions) -> Result<Exit, Failure> {
    let project = project::open_as_written(global)?;
    let site = &project.built.site;
    let Some(plan) = forget::forget(site, &project.snapshot, &options.id) else {
        let ids = site.registry.ids().chain(site.registry.withheld.iter().map(|record| record.id.as_str()));
        let near = nearest(&options.id, ids).map(|near| format!("did you mean `{near}`? nothing was changed"));
        let message = format!("no record has the id `{}`", options.id);
        return Err(Failure::new(Exit::Usage, message, near.as_deref().unwrap_or("nothing was changed")));
    };
    let raw = raw_files(&global.root, &plan.name);
    if !options.dry_run {
        carry_out(&global.root, &plan)?;
        for path in raw.iter().filter(|_| options.raw) {
            files::remove(&global.root.join(path)).map_err(|error| refused(path, &error))?;
        }
    }
    tell(&plan, options, &project.snapshot);
    tell_raw(&raw, options);
    tell_beyond(global, options, &site.config.output, &plan);
    Ok(if plan.by_hand.is_empty() { Exit::Done } else { Exit::Content })
}

/// New contents first, deletions last, so that whatever stops it can be done again.
fn carry_out(root: &Path, plan: &Forgetting) -> Result<(), Failure> {
    for (file, (text, _)) in &plan.files {
        if let Some(text) = text {
            let path = files::on_disk(root, file);
            files::write_whole(&path, text.as_bytes()).map_err(|error| refused(&path, &error))?;
        }
    }
    for (file, _) in plan.files.iter().filter(|(_, (text, _))| text.is_none()) {
        let path = files::on_disk(root, file);
        // Copies that renaming and merging put aside.
        let kept = path.with_file_name(format!(".{}.before", file.file_name()));
        for path in [&kept, &path] {
            files::remove(path).map_err(|error| refused(path, &error))?;
        }
    }
    // What the last build said quotes the files as they were.
    Last::forget(root).map_err(|error| refused(root, &error))
}

fn refused(path: &Path, error: &std::io::Error) -> Failure {
    let message = format!("cannot change `{}`: {error}", path.display());
    Failure::new(Exit::World, message, "files named so far are changed; mend the cause, and do it again")
}

fn tell(plan: &Forgetting, options: &ForgetOptions, snapshot: &Snapshot) {
    let would = if options.dry_run { "would be " } else { "" };
    print::say(&format!("`{}` ({}) {would}forgotten:", options.id, plan.name));
    for (file, (text, taken)) in &plan.files {
        let verb = if text.is_none() { "deleted" } else { "changed" };
        print::say(&format!("    {verb}  {file}: {}", counted(taken)));
    }
    if plan.left.is_empty() && plan.pictures.is_empty() && plan.by_hand.is_empty() {
        return;
    }
    print::say("left to you:");
    for file in &plan.by_hand {
        print::say(&format!("    {file}: could not be read any more, and stays as it was"));
    }
    for (span, n) in &plan.left {
        let text = snapshot.text(&span.file).unwrap_or_default();
        let found = plan.files.get(&span.file).and_then(|(new, _)| new.as_deref()).unwrap_or(text);
        let line = found[..span.start].matches('\n').count() + 1;
        print::say(&format!("    {}:{line}: the text names the person ({})", span.file, print::count(*n, "time")));
    }
    for picture in &plan.pictures {
        print::say(&format!("    {picture}: the record showed it; delete it if nothing else does"));
    }
}

/// `a decision, a decision, a note` -> `2 x a decision, a note`.
fn counted(taken: &[String]) -> String {
    let mut kinds: Vec<(&str, usize)> = Vec::new();
    for what in taken {
        match kinds.iter_mut().find(|(kind, _)| kind == what) {
            Some((_, n)) => *n += 1,
            None => kinds.push((what, 1)),
        }
    }
    let kinds = kinds.into_iter().map(|(what, n)| if n == 1 { what.to_owned() } else { format!("{n} x {what}") });
    kinds.collect::<Vec<_>>().join(", ")
}

fn tell_raw(raw: &[PathBuf], options: &ForgetOptions) {
    if raw.is_empty() {
        return;
    }
    print::say(match (options.raw, options.dry_run) {
        (true, false) => "raw documents deleted:",
        (true, true) => "raw documents that would be deleted:",
        (false, _) => "raw documents that name the person, and stay (--raw deletes them):",
    });
    for path in raw {
        print::say(&format!("    {}", path.display()));
    }
}

/// Says what no program on this machine can reach, and how to go on.
fn tell_beyond(global: &Global, options: &ForgetOptions, output: &str, plan: &Forgetting) {
    print::say("out of reach:");
    let root = fs::canonicalize(&global.root).unwrap_or_else(|_| global.root.clone());
    if root.ancestors().any(|folder| folder.join(".git").exists()) {
        print::say(
            "    the history of git keeps the files as they were, here and in every clone: see `git filter-repo`",
        );
    }
    print::say("    copies that were published, mailed, archived or put in a backup");
    print::say("go on:");
    let build = if global.root.join(output).exists() { " (the old pages are still in it)" } else { "" };
    print::say(&format!("    dossier build            write {output} anew{build}, and replace what you published"));
    print::say("    dossier check --leaks    read it for everything that is withheld");
    if !plan.left.is_empty() {
        let verb = if options.dry_run { "would" } else { "do" };
        print::say(&format!(
            "    Texts {verb} still name the person. If they must not, a record with `visibility: initials` puts initials in\n    \
             place of the name everywhere; `draft: true` or `rights: reference` withhold an article."
        ));
    }
}

/// Returns the raw documents that name somebody, as paths from the project's folder.
fn raw_files(root: &Path, name: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::from("seeds")];
    let wanted = crate::search::fold(name).join(" ");
    while let Some(folder) = folders.pop() {
        // No raw documents, or none that may be read: there is nothing to tell.
        for entry in fs::read_dir(root.join(&folder)).into_iter().flatten().flatten() {
            let path = folder.join(entry.file_name());
            let Ok(kind) = entry.file_type() else { continue };
            if kind.is_dir() {
                folders.push(path);
            } else if kind.is_file() && names(&entry.path(), &path, &wanted) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn names(file: &Path, path: &Path, wanted: &str) -> bool {
    let Ok(bytes) = fs::read(file) else { return false };
    let readings = readings(&path.to_string_lossy(), &bytes);
    let wanted = format!(" {wanted} ");
    readings.iter().any(|reading| format!(" {} ", crate::search::fold(&reading.text).join(" ")).contains(&wanted))
}
