//! `dossier import`.

use std::path::{Path, PathBuf};

use super::args::{Global, ImportOptions};
use super::{Exit, Failure, print};
use crate::import::compose::{Composed, compose};
use crate::import::store::{Done, ImportError, Shelf, import};
use crate::import::{Given, text::RemovedLine};
use crate::model::{Edtf, Lang};
use crate::source::snapshot::is_editors_own;

pub(super) fn run(global: &Global, options: &ImportOptions) -> Result<Exit, Failure> {
    let given = given(options)?;
    if !global.root.join("site.yaml").is_file() {
        let message = format!("there is no site.yaml in `{}`", global.root.display());
        return Err(Failure::new(
            Exit::Usage,
            message,
            "write one with two lines, `title: …` and `language: fr`, or name the dossier's folder with --root",
        ));
    }
    let documents = documents(&options.paths)?;
    let mut shelf = Shelf::open(&global.root)
        .map_err(|error| Failure::new(Exit::World, error, "check the folder and its permissions"))?;
    let (mut n_written, mut n_known, mut n_failed) = (0, 0, 0);
    let mut disk_failed = false;
    for document in &documents {
        let shown = document.display();
        if options.dry_run {
            match std::fs::read(document)
                .map_err(|error| error.to_string())
                .and_then(|bytes| compose(&file_name(document), &bytes, &given).map_err(|error| error.to_string()))
            {
                Ok(composed) => tell(&format!("{shown} would become `{}`", composed.id), &composed, global),
                Err(reason) => print::say(&format!("{shown}: not imported: {reason}")),
            }
            continue;
        }
        match import(&mut shelf, document, &given) {
            Ok(Done::Written { article, composed, taken }) => {
                n_written += 1;
                tell(&format!("{shown} -> {}", relative(&article, &global.root)), &composed, global);
                if let Some(id) = taken {
                    print::say(&format!("    the id `{id}` was taken by another article, so it got another"));
                }
            }
            Ok(Done::Known(article)) => {
                n_known += 1;
                print::say(&format!(
                    "{shown}: these bytes were imported before, as {}; nothing was done",
                    relative(&article, &global.root)
                ));
            }
            Err(error) => {
                n_failed += 1;
                disk_failed |= matches!(error, ImportError::Disk { .. });
                print::say(&format!("{shown}: not imported: {error}"));
            }
        }
    }
    if documents.len() > 1 && !global.quiet && !options.dry_run {
        print::say(&format!("{n_written} imported, {n_known} known before, {n_failed} failed"));
    }
    Ok(match (n_failed, disk_failed) {
        (0, _) => Exit::Done,
        (_, true) => Exit::World,
        (_, false) => Exit::Content,
    })
}

fn given(options: &ImportOptions) -> Result<Given, Failure> {
    let date = match &options.date {
        None => None,
        Some(text) => Some(Edtf::parse(text).map_err(|reason| {
            Failure::new(Exit::Usage, format!("--date `{text}` {reason}"), "write it as 2023-09-15")
        })?),
    };
    let language = match &options.language {
        None => None,
        Some(tag) => Some(Lang::parse(tag).ok_or_else(|| {
            Failure::new(
                Exit::Usage,
                format!("--language `{tag}` is not a language tag"),
                "write `fr`, `en` or the like",
            )
        })?),
    };
    if let Some(url) = options.url.as_ref().filter(|url| !url.starts_with("https://") && !url.starts_with("http://")) {
        return Err(Failure::new(
            Exit::Usage,
            format!("--url `{url}` is not a web address"),
            "write it in full, starting with https://",
        ));
    }
    Ok(Given {
        title: options.title.clone(),
        date,
        publisher: options.publisher.clone(),
        url: options.url.clone(),
        language,
    })
}

/// Lists the documents that the paths name, in order; a folder stands for the documents in it.
fn documents(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut documents = Vec::new();
    for path in paths {
        let Ok(metadata) = path.metadata() else {
            return Err(Failure::new(Exit::Usage, format!("there is no `{}`", path.display()), "check the path"));
        };
        if metadata.is_dir() { add_folder(path, &mut documents, 0) } else { documents.push(path.clone()) }
    }
    Ok(documents)
}

fn add_folder(folder: &Path, documents: &mut Vec<PathBuf>, depth: usize) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let mut entries: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    entries.sort();
    for entry in entries {
        if is_editors_own(&file_name(&entry)) || entry.is_symlink() {
            continue;
        }
        if entry.is_dir() && depth < 32 {
            add_folder(&entry, documents, depth + 1);
        } else if entry.is_file() {
            documents.push(entry);
        }
    }
}

fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn relative(path: &Path, root: &Path) -> String {
    path.strip_prefix(root).unwrap_or(path).display().to_string()
}

/// Says what was understood and, line by line, what was removed.
fn tell(heading: &str, composed: &Composed, global: &Global) {
    if global.quiet {
        return;
    }
    print::say(heading);
    print::say(&format!("    title     {}", composed.title));
    match &composed.date {
        Some((date, how)) => print::say(&format!("    date      {date}, {how}")),
        None => print::say("    date      unknown; give it with --date, or add `date:` to the article"),
    }
    print::say(&format!("    language  {}", composed.language.as_deref().unwrap_or("undecided: the site's is taken")));
    if let Some(encoding) = composed.converted_from {
        print::say(&format!("    converted from {encoding}"));
    }
    print::say(&format!("    kept      {} paragraphs and captions", composed.n_blocks));
    for RemovedLine { line, text, rule, reason } in &composed.removed {
        let text = text.trim();
        let shown: String =
            if text.chars().count() > 70 { text.chars().take(69).chain(['…']).collect() } else { text.to_owned() };
        print::say(&format!("    removed   line {line}: {shown:?} [{rule}: {reason}]"));
    }
}
