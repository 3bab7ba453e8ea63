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

use super::lines::{InputLine, LineLimits, LineReader};
use super::{Exit, Failure, print};
use crate::base::SourcePath;
use crate::base::confined::{ConfinedDir, FileKind};
use crate::base::message::{Message, cannot_read};
use crate::build::{GivenAnnotations, GivenLine};
use crate::import::article_lines::{ArticleLine, parse_line};
use crate::model::{Id, Rights, id::slug};
use crate::say;
use crate::source::Snapshot;

/// An article of a line, with its annotations, has at most this.
const LIMITS: LineLimits = LineLimits { batch_bytes: 16 << 20, batch_lines: 8192, line_bytes: 256 << 20 };
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
pub(super) fn add(snapshot: Snapshot, paths: &[PathBuf]) -> Result<AnnotatedFiles, Failure> {
    if paths.is_empty() {
        return Ok(AnnotatedFiles { snapshot, given: GivenAnnotations::default(), n_refused: 0 });
    }
    let (mut articles, mut given) = (BTreeMap::new(), BTreeMap::new());
    let mut n_refused = 0;
    for file in paths.iter().map(|path| files_of(path)).collect::<Result<Vec<_>, _>>()?.concat() {
        let mut reader = LineReader::open(&file, LIMITS).map_err(|error| unreadable(&file, &error))?;
        loop {
            let lines = reader.next_batch().map_err(|error| unreadable(&file, &error))?;
            if lines.is_empty() {
                break;
            }
            let parsed: Vec<_> = lines.par_iter().map(parse).collect();
            for (line, parsed) in lines.iter().zip(parsed) {
                let taken = |path: &SourcePath| snapshot.files.contains_key(path) || articles.contains_key(path);
                match parsed.and_then(|(article, given)| Ok((path_of(&article.id, taken)?, article.file, given))) {
                    Ok((path, article, annotations)) => {
                        articles.insert(path.clone(), Arc::from(article.into_bytes()));
                        given.insert(path, annotations);
                    }
                    Err(reason) => {
                        n_refused += 1;
                        say_refused(n_refused, &file, line.number, &reason);
                    }
                }
            }
        }
    }
    if let Some(n_more @ 1..) = n_refused.checked_sub(MAX_SAID) {
        let lines = print::count(n_more, "more line", "autre ligne");
        print::say(&say!(en: "not published either: {lines}", fr: "non publiées non plus : {lines}"; lines));
    }
    let snapshot = snapshot.with(articles);
    Ok(AnnotatedFiles { snapshot, given: GivenAnnotations::new(given), n_refused })
}

/// Says why a line cannot be used, for the first lines of which that is so.
fn say_refused(n_refused: usize, file: &Path, number: u64, reason: &Message) {
    if n_refused <= MAX_SAID {
        let file = file.display();
        print::say(&say!(en: "`{file}`, line {number}: {reason}", fr: "`{file}`, ligne {number} : {reason}"; reason));
    }
}

/// Returns the files that are meant by a path: itself, or those in a folder, in order of name. Engines write `part-00000` there,
/// beside files of their own whose names begin with a point or `_`.
fn files_of(path: &Path) -> Result<Vec<PathBuf>, Failure> {
    let Ok(folder) = ConfinedDir::open(path) else {
        return uncompressed(vec![path.to_owned()]);
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
    uncompressed(files)
}

/// Returns files of which none is compressed.
fn uncompressed(files: Vec<PathBuf>) -> Result<Vec<PathBuf>, Failure> {
    let is_compressed = |file: &&PathBuf| file.extension().is_some_and(|end| COMPRESSED.iter().any(|one| end == *one));
    let Some(file) = files.iter().find(is_compressed) else { return Ok(files) };
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

fn how_to_make() -> Message {
    say!(
        en: "make one with `dossier annotate < articles.jsonl > annotated.jsonl`; `dossier help scale` shows more",
        fr: "faites-en un avec `dossier annotate < articles.jsonl > annotes.jsonl` ; `dossier help echelle` en montre plus",
    )
}

fn unreadable(path: &Path, error: &io::Error) -> Failure {
    Failure::new(Exit::World, cannot_read(path, error), how_to_make())
}

fn parse(line: &InputLine) -> Result<(ArticleLine, Option<GivenLine>), Message> {
    let line = line.text()?;
    let mut article = parse_line(line)?;
    match article.rights {
        Some(Rights::Excerpt) => {
            return Err(say!(
                en: "this is an excerpt already, and of an excerpt an excerpt would be published: give the whole text",
                fr: "ceci est déjà un extrait, et c’est un extrait de l’extrait qui serait publié : donnez le texte entier",
            ));
        }
        Some(Rights::Reference) => article.file = article.file.replacen("---\n", "---\nrights: reference\n", 1),
        Some(Rights::Full) | None => {}
    }
    Ok((article, GivenLine::read(line)))
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
