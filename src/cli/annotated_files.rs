//! `--annotated`: files of annotated articles, as `dossier annotate` or an engine of many machines writes them -> articles
//! of a build, with the annotations that it may take.
//!
//! A line becomes the file that its article would have in content/articles/. Nothing is written there. A line that is no article,
//! or whose id is taken, is said and left out, and the build goes on. Whether annotations are taken is decided in
//! `build::given_annotations`.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::{Exit, Failure, print};
use crate::base::confined::{ConfinedDir, FileKind};
use crate::base::files::read_regular_file;
use crate::base::message::{Message, cannot_read};
use crate::base::{SourcePath, web_address::is_web_address};
use crate::build::GivenAnnotations;
use crate::import::article_lines::{ArticleLine, parse_line};
use crate::model::{Id, id::slug};
use crate::say;
use crate::source::Snapshot;

/// One file; engines write parts of some hundred megabytes at most.
const MAX_FILE_BYTES: u64 = 4 << 30;
/// The ends of names of compressed files, which are not read.
const COMPRESSED: [&str; 5] = ["gz", "zst", "bz2", "xz", "snappy"];
/// So many lines are said one by one.
const MAX_SAID: usize = 20;

/// The articles of some files.
pub(super) struct AnnotatedFiles {
    /// The project with them.
    pub(super) snapshot: Snapshot,
    /// Their annotations.
    pub(super) given: GivenAnnotations,
    /// Number of lines that were left out.
    pub(super) n_refused: usize,
}

/// Adds the articles of files to a project.
pub(super) fn add(snapshot: &Snapshot, paths: &[PathBuf]) -> Result<AnnotatedFiles, Failure> {
    let mut files = Vec::new();
    for path in paths {
        files.extend(files_of(path)?);
    }
    let (mut articles, mut lines) = (BTreeMap::new(), BTreeMap::new());
    let mut refused: Vec<Message> = Vec::new();
    for file in &files {
        let bytes = read_regular_file(file, MAX_FILE_BYTES).map_err(|error| unreadable(file, &error))?;
        let bytes = bytes.ok_or_else(|| unreadable(file, &io::ErrorKind::NotFound.into()))?;
        let parsed: Vec<(usize, &[u8], Result<ArticleLine, Message>)> =
            numbered_lines(&bytes).into_par_iter().map(|(number, line)| (number, line, parse(line))).collect();
        for (number, line, parsed) in parsed {
            let taken = |path: &SourcePath| snapshot.files.contains_key(path) || articles.contains_key(path);
            match parsed.and_then(|article| Ok((path_of(&article.id, taken)?, article.file))) {
                Ok((path, article)) => {
                    articles.insert(path.clone(), Arc::from(article.into_bytes()));
                    lines.insert(path, Arc::from(String::from_utf8_lossy(line)));
                }
                Err(reason) => {
                    let file = file.display();
                    refused.push(say!(
                        en: "`{file}`, line {number}: {reason}",
                        fr: "`{file}`, ligne {number} : {reason}"; reason
                    ));
                }
            }
        }
    }
    refused.iter().take(MAX_SAID).for_each(print::say);
    if let Some(n_more @ 1..) = refused.len().checked_sub(MAX_SAID) {
        print::say(&say!(
            en: "and {n_more} more lines cannot be used",
            fr: "et {n_more} autres lignes sont inutilisables"
        ));
    }
    let snapshot = snapshot.with(articles);
    Ok(AnnotatedFiles { snapshot, given: GivenAnnotations::new(lines), n_refused: refused.len() })
}

/// Returns the files that are meant by a path: itself, or those in a folder, in order of name. Engines write `part-00000` there,
/// beside files of their own whose names begin with a point or `_`.
fn files_of(path: &Path) -> Result<Vec<PathBuf>, Failure> {
    let Ok(folder) = ConfinedDir::open(path) else {
        return Ok(vec![path.to_owned()]);
    };
    let entries = folder.entries().map_err(|error| unreadable(path, &error))?;
    let names = entries.into_iter().filter(|(_, kind)| *kind == FileKind::File);
    let mut names: Vec<String> = names.filter_map(|(name, _)| name.into_string().ok()).collect();
    names.retain(|name| !name.starts_with(['.', '_']));
    names.sort_unstable();
    let files: Vec<PathBuf> = names.iter().map(|name| path.join(name)).collect();
    if files.is_empty() {
        let path = path.display();
        return Err(Failure::new(
            Exit::Usage,
            say!(en: "there is no file in `{path}`", fr: "il n’y a aucun fichier dans `{path}`"),
            how_to_make(),
        ));
    }
    let is_compressed = |file: &&PathBuf| file.extension().is_some_and(|end| COMPRESSED.iter().any(|one| end == *one));
    match files.iter().find(is_compressed) {
        Some(file) => {
            let file = file.display();
            Err(Failure::new(
                Exit::Usage,
                say!(en: "`{file}` is compressed", fr: "`{file}` est compressé"),
                say!(
                    en: "unpack it first, or have the engine write without compression",
                    fr: "décompressez-le d’abord, ou faites écrire le moteur sans compression",
                ),
            ))
        }
        None => Ok(files),
    }
}

fn how_to_make() -> Message {
    say!(
        en: "make one with `dossier annotate < articles.jsonl > annotated.jsonl`; `dossier help scale` shows more",
        fr: "faites-en un avec `dossier annotate < articles.jsonl > annotes.jsonl` ; `dossier help echelle` en montre plus",
    )
}

fn unreadable(path: &Path, error: &io::Error) -> Failure {
    let help = if path.to_str().is_some_and(is_web_address) {
        say!(en: "save it as a file first", fr: "enregistrez-le d’abord dans un fichier")
    } else {
        how_to_make()
    };
    Failure::new(Exit::World, cannot_read(path, error), help)
}

fn numbered_lines(bytes: &[u8]) -> Vec<(usize, &[u8])> {
    let lines = bytes.split(|byte| *byte == b'\n').enumerate().map(|(index, line)| (index + 1, line));
    lines.filter(|(_, line)| !line.trim_ascii().is_empty()).collect()
}

fn parse(line: &[u8]) -> Result<ArticleLine, Message> {
    let line = std::str::from_utf8(line).map_err(|_| say!(en: "this is not UTF-8", fr: "ceci n’est pas de l’UTF-8"))?;
    let article = parse_line(line)?;
    match article.rights.as_deref() {
        Some("excerpt") => Err(say!(
            en: "this is an excerpt already, and of an excerpt an excerpt would be published: give the whole text",
            fr: "ceci est déjà un extrait, et c’est un extrait de l’extrait qui serait publié : donnez le texte entier",
        )),
        Some("reference") => {
            let file = article.file.replacen("---\n", "---\nrights: reference\n", 1);
            Ok(ArticleLine { file, ..article })
        }
        _ => Ok(article),
    }
}

/// Returns the file of an article. An id that a dossier cannot have is written as one; that of a database is often a number.
fn path_of(id: &str, taken: impl Fn(&SourcePath) -> bool) -> Result<SourcePath, Message> {
    let parsed = Id::parse(id).or_else(|_| Id::parse(&slug(id)));
    let parsed = parsed.map_err(|_| {
        say!(
            en: "its id `{id}` has no letter or digit: a page could not be named after it",
            fr: "son identifiant `{id}` n’a ni lettre ni chiffre : aucune page ne pourrait en porter le nom",
        )
    })?;
    let path = SourcePath::new(&format!("content/articles/{parsed}.md"));
    if taken(&path) {
        return Err(say!(
            en: "another article has the id `{parsed}`",
            fr: "un autre article a l’identifiant `{parsed}`",
        ));
    }
    Ok(path)
}
