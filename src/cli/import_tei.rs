//! `dossier import` of TEI: articles and records of an edition, all of them or none.
//!
//! The project with the new files is built in memory first. A name that the edition marks becomes a link in the text only
//! where the program's own rules would not find it; a speaker only a decision where they would name another. An id that the
//! project has already is left as it is. What dossier wrote itself comes back as links, `as:`, decisions and notes.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::args::{GlobalOptions, ImportOptions};
use super::edition_marks::{MarkedArticle, is_linked, place};
use super::{Exit, Failure, print, project};
use crate::annotate::Annotations;
use crate::base::SourcePath;
use crate::base::files::read_regular_file;
use crate::base::message::{Message, Words};
use crate::build::{BuildMode, BuiltSite, Memo, PipelineOptions, build};
use crate::edit::{EditAction, FileChange};
use crate::import::inputs::{DocumentOrigin, InputList, list_inputs};
use crate::import::tei::{MAX_EDITION_BYTES, TeiArticle, TeiEdition, recognises, scalar};
use crate::import::text::charset::sha256_hex;
use crate::parse::decisions::{self, DecisionFile};
use crate::say;

/// The endings of the files of a folder that may be editions.
const ENDINGS: [&str; 2] = ["xml", "tei"];
/// What is not taken from an edition; [`left_out`] says it.
const CHANGED_BY_MARKS: Words = Words {
    en: "article whose emphasis and links would change its text",
    fr: "article dont l’italique, le gras et les liens changeraient le texte",
};
const CHANGED_BY_LINKS: Words = Words {
    en: "article whose links would change its text; they are decisions instead",
    fr: "article dont les liens changeraient le texte ; ils deviennent des décisions",
};
const LOST_NOTE: Words =
    Words { en: "editorial note without a certain place", fr: "note éditoriale sans place certaine" };
const KNOWN_RECORD: Words =
    Words { en: "record that the dossier has already", fr: "fiche que le dossier possède déjà" };
const KNOWN_ARTICLE: Words =
    Words { en: "article that the dossier has already", fr: "article que le dossier possède déjà" };
/// How much of a file shows whether it is TEI.
const HEAD_BYTES: usize = 64 << 10;

/// An edition and the files that it was read from.
pub(super) struct OpenEdition {
    edition: TeiEdition,
    /// For each file: its path, its bytes, and how many articles were read up to its end.
    files: Vec<(PathBuf, Vec<u8>, usize)>,
}

/// Reads the given paths as an edition; `None` if none of them is TEI.
pub(super) fn edition(options: &ImportOptions) -> Result<Option<OpenEdition>, Failure> {
    let mut inputs = InputList::default();
    options.paths.iter().for_each(|path| list_inputs(path, &mut inputs));
    let paths = inputs.documents.into_iter().filter_map(|input| match input.origin {
        DocumentOrigin::File(path) => Some(path),
        _ => None,
    });
    let mut open = OpenEdition { edition: TeiEdition::default(), files: Vec::new() };
    let mut others = Vec::new();
    for path in paths {
        let may_be_one = options.paths.contains(&path) || has_ending(&path);
        if !(may_be_one && first_bytes(&path).is_some_and(|head| recognises(&head))) {
            others.push(path);
            continue;
        }
        let Some(bytes) = read_regular_file(&path, MAX_EDITION_BYTES + 1).ok().flatten() else {
            let mebibytes = MAX_EDITION_BYTES >> 20;
            let reason = say!(en: "it is larger than {mebibytes} MiB", fr: "il dépasse {mebibytes} Mio");
            return Err(refused(&path, &reason));
        };
        let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        open.edition.add(&stem, &bytes).map_err(|reason| refused(&path, &reason))?;
        let n_articles = open.edition.articles.len();
        open.files.push((path, bytes, n_articles));
    }
    match others.first().filter(|_| !open.files.is_empty()) {
        Some(other) if options.paths.contains(other) => Err(Failure::new(
            Exit::Usage,
            {
                let other = other.display();
                say!(en: "`{other}` is not TEI, but others are", fr: "`{other}` n’est pas en TEI, mais d’autres le sont")
            },
            say!(
                en: "import the edition with one command and the documents with another",
                fr: "importez l’édition par une commande et les documents par une autre",
            ),
        )),
        // A folder of documents may hold an edition among them.
        Some(_) if others.iter().any(|other| other.extension().is_none_or(|one| one != "xml")) => Ok(None),
        _ => Ok((!open.files.is_empty()).then_some(open)),
    }
}

fn refused(path: &Path, reason: &Message) -> Failure {
    let path = path.display();
    Failure::new(
        Exit::Content,
        say!(en: "`{path}` was not imported: {reason}", fr: "`{path}` n’a pas été importé : {reason}"; reason),
        say!(en: "nothing was written", fr: "rien n’a été écrit"),
    )
}

/// Returns whether a file may be an edition by its name. Files of a folder with other names are not opened.
fn has_ending(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known))
}

/// Returns the beginning of a file. A pipe is not opened: nothing may ever come.
fn first_bytes(path: &Path) -> Option<Vec<u8>> {
    if !std::fs::metadata(path).ok()?.is_file() {
        return None;
    }
    let mut head = Vec::new();
    std::fs::File::open(path).ok()?.take(HEAD_BYTES as u64).read_to_end(&mut head).ok()?;
    Some(head)
}

/// The files that the edition becomes.
#[derive(Default)]
struct EditionFiles {
    files: BTreeMap<SourcePath, Vec<u8>>,
    /// For each article that is new: its place in the edition and its file.
    articles: Vec<(usize, SourcePath)>,
    n_records: usize,
    told: BTreeMap<Message, usize>,
}

/// Imports an edition.
pub(super) fn run(global: &GlobalOptions, options: &ImportOptions, open: &OpenEdition) -> Result<Exit, Failure> {
    let project = project::open_as_written(global)?;
    let mut made = EditionFiles { told: open.edition.told.clone(), ..EditionFiles::default() };
    let ids = records(&mut made, &open.edition, &project)?;
    let heads = article_heads(&mut made, open, &project, &ids);
    let write = |made: &mut EditionFiles, links: &[Vec<usize>], marks: &[bool]| {
        for (number, (index, file)) in made.articles.iter().enumerate() {
            let body = open.edition.articles[*index].text.markdown(&links[number], marks[number]);
            made.files.insert(file.clone(), format!("{}\n{}\n", heads[number], body.trim_end()).into_bytes());
        }
    };
    let n = made.articles.len();
    let (mut links, mut marks) = (vec![Vec::new(); n], vec![true; n]);
    write(&mut made, &links, &marks);
    let mut built = build_with(&project, &made);
    let texts = |built: &BuiltSite, made: &EditionFiles| -> Vec<Option<(Arc<str>, Arc<Annotations>)>> {
        let by_file: BTreeMap<&SourcePath, _> =
            built.site.content.articles.iter().map(|text| (&text.document.file, text)).collect();
        let of = |(_, file): &(usize, SourcePath)| {
            by_file.get(file).map(|text| (Arc::from(text.document.body.main_text()), Arc::clone(&text.annotated)))
        };
        made.articles.iter().map(of).collect()
    };
    let mut found = texts(&built, &made);
    let article =
        |made: &EditionFiles, number: usize| -> &TeiArticle { &open.edition.articles[made.articles[number].0] };
    // Emphasis that Markdown would read otherwise is left out.
    for number in 0..n {
        let text = &article(&made, number).text;
        marks[number] = found[number].as_ref().is_some_and(|(read, _)| **read == *text.plain);
        if !marks[number] && text.has_marks() {
            tell(&mut made, CHANGED_BY_MARKS);
        }
    }
    if marks.contains(&false) {
        write(&mut made, &links, &marks);
        built = build_with(&project, &made);
        found = texts(&built, &made);
    }
    for (number, read) in found.iter().enumerate().take(n) {
        let Some((text, annotated)) = read else { continue };
        let spans = &article(&made, number).text.names;
        links[number] = (0..spans.len())
            .filter(|at| built.site.content.registry.find(&spans[*at].value).is_some())
            .filter(|at| match spans[*at].rule.as_str() {
                // What dossier's own has from its front matter and its decisions comes from there again.
                "explicit" if open.edition.is_own => true,
                "pinned" | "decided" if open.edition.is_own => false,
                _ => !is_linked(annotated, place(text, &spans[*at]).as_ref(), &spans[*at].value),
            })
            .collect();
    }
    if links.iter().any(|links| !links.is_empty()) {
        write(&mut made, &links, &marks);
        built = build_with(&project, &made);
        let linked = texts(&built, &made);
        // A link that would change the text is a decision instead.
        let mut has_changed = false;
        for number in 0..n {
            let is_same = matches!((&linked[number], &found[number]), (Some((a, _)), Some((b, _))) if a == b);
            if !is_same && !links[number].is_empty() {
                links[number].clear();
                has_changed = true;
                tell(&mut made, CHANGED_BY_LINKS);
            }
        }
        if has_changed {
            write(&mut made, &links, &marks);
            built = build_with(&project, &made);
        }
        found = texts(&built, &made);
    }
    let mut decided = DecisionFile::default();
    for (number, read) in found.iter().enumerate().take(n) {
        let Some((text, annotated)) = read else { continue };
        let (_, file) = &made.articles[number];
        let file = file.clone();
        let marked = MarkedArticle {
            file: &file,
            text,
            annotated,
            registry: &built.site.content.registry,
            edition: &open.edition,
            article: article(&made, number),
        };
        let list = marked.decisions();
        if !list.is_empty() {
            decided.mentions.insert(file.stem().to_owned(), list);
        }
        let (notes, n_lost) = marked.notes();
        let name = SourcePath::new(&format!("content/notes/{}.yaml", file.stem()));
        let is_taken = project.snapshot.files.contains_key(&name);
        if !notes.is_empty() && !is_taken {
            made.files.insert(name, notes.into_bytes());
        }
        let n_lost = if is_taken { marked.article.text.notes.len() } else { n_lost };
        if n_lost > 0 {
            *made.told.entry(LOST_NOTE.message()).or_default() += n_lost;
        }
    }
    let n_decisions: usize = decided.mentions.values().map(Vec::len).sum();
    add_decisions(&mut made, decided, &project)?;
    finish(global, options, &project, &made, n_decisions)
}

fn tell(made: &mut EditionFiles, what: Words) {
    *made.told.entry(what.message()).or_default() += 1;
}

/// Writes the files and says what was done.
fn finish(
    global: &GlobalOptions,
    options: &ImportOptions,
    project: &project::Project,
    made: &EditionFiles,
    n_decisions: usize,
) -> Result<Exit, Failure> {
    if !options.dry_run && !made.files.is_empty() {
        let session = super::open_edit_session(global, options.backup)?;
        let changes = made.files.iter().map(|(file, bytes)| FileChange {
            name: file.clone(),
            previous_bytes: project.snapshot.files.get(file).map(|file| file.bytes.to_vec()),
            action: EditAction::Write(bytes.clone()),
        });
        session.commit(&changes.collect::<Vec<_>>()).map_err(super::edit_failure)?;
    }
    if !global.quiet {
        for (what, n) in &made.told {
            print::say(&say!(en: "    left out  {what}: {n}", fr: "    laissé de côté  {what} : {n}"; what));
        }
    }
    let articles = print::count(made.articles.len(), "article", "article");
    let records = print::count(made.n_records, "record", "fiche");
    let decisions = print::count(n_decisions, "decision", "décision");
    print::say(&match options.dry_run {
        true => say!(
            en: "{articles}, {records} and {decisions} would be written",
            fr: "à écrire : {articles}, {records} et {decisions}"; articles, records, decisions
        ),
        false => say!(
            en: "{articles}, {records} and {decisions} written",
            fr: "écrits : {articles}, {records} et {decisions}"; articles, records, decisions
        ),
    });
    Ok(Exit::Done)
}

fn build_with(project: &project::Project, made: &EditionFiles) -> BuiltSite {
    let files = made.files.iter().filter(|(file, _)| !file.as_str().starts_with("seeds/"));
    let snapshot = project.snapshot.with(files.map(|(file, bytes)| (file.clone(), Arc::from(bytes.as_slice()))));
    let options = PipelineOptions { drafts: true, mode: BuildMode::AsWritten, ..PipelineOptions::default() };
    build(&snapshot, &options, &Memo::default())
}

/// Makes the files of the records; returns the ids that are taken.
fn records(
    made: &mut EditionFiles,
    edition: &TeiEdition,
    project: &project::Project,
) -> Result<BTreeSet<String>, Failure> {
    let content = &project.built.site.content;
    let all = content.registry.entities.iter().map(|entity| &entity.record).chain(&content.registry.withheld);
    let mut taken: BTreeSet<String> = all.map(|record| record.id.to_string()).collect();
    for record in &edition.records {
        if !taken.insert(record.id.clone()) {
            *made.told.entry(KNOWN_RECORD.message()).or_default() += 1;
            continue;
        }
        let Some(kind) = content.config.kinds.iter().find(|kind| kind.id == record.kind) else {
            return Err(Failure::new(
                Exit::Content,
                {
                    let (id, kind) = (&record.id, &record.kind);
                    say!(
                        en: "`{id}` is of the kind `{kind}`, which site.yaml does not define",
                        fr: "`{id}` est du type `{kind}`, que site.yaml ne définit pas",
                    )
                },
                say!(
                    en: "define it under `kinds:` and try again; nothing was written",
                    fr: "définissez-le sous `kinds:` et essayez de nouveau ; rien n’a été écrit",
                ),
            ));
        };
        let mut text = format!("---\n{}", record.head);
        if !record.relations.is_empty() {
            text.push_str(&format!("relations:\n  - {}\n", record.relations.join("\n  - ")));
        }
        text.push_str(&format!("---\n\n{}\n", record.text.trim_end()));
        made.files.insert(SourcePath::new(&format!("content/{}/{}.md", kind.content, record.id)), text.into_bytes());
        made.n_records += 1;
    }
    Ok(taken)
}

/// Makes the front matter of each new article.
fn article_heads(
    made: &mut EditionFiles,
    open: &OpenEdition,
    project: &project::Project,
    records: &BTreeSet<String>,
) -> Vec<String> {
    let content = &project.built.site.content;
    let known: BTreeSet<&str> = content.articles.iter().map(|text| text.document.id.as_str()).collect();
    let mut taken: BTreeSet<String> = records.clone();
    let mut heads = Vec::new();
    let mut first = 0;
    for (path, bytes, end) in &open.files {
        let raw = raw_file(made, open, (path, bytes), first..*end);
        for (index, article) in open.edition.articles.iter().enumerate().take(*end).skip(first) {
            if known.contains(article.id.as_str()) {
                *made.told.entry(KNOWN_ARTICLE.message()).or_default() += 1;
                continue;
            }
            let mut id = article.id.clone();
            let mut number = 1;
            while !taken.insert(id.clone()) {
                number += 1;
                id = format!("{}-{number}", article.id);
            }
            let mut head = head(article, raw.as_ref(), content.config.language.as_str());
            if open.edition.is_own {
                head.push_str(&pinned(article));
            }
            heads.push(head + "---\n");
            made.articles.push((index, SourcePath::new(&format!("content/articles/{id}.md"))));
        }
        first = *end;
    }
    heads
}

/// Keeps a copy of a file of somebody else's edition; returns its name and hash.
fn raw_file(
    made: &mut EditionFiles,
    open: &OpenEdition,
    (path, bytes): (&Path, &[u8]),
    articles: std::ops::Range<usize>,
) -> Option<(String, String)> {
    if open.edition.is_own || articles.is_empty() {
        return None;
    }
    let sha256 = sha256_hex(bytes);
    let stem = path.file_stem().map(|stem| crate::model::id::slug(&stem.to_string_lossy())).unwrap_or_default();
    let name = format!("seeds/{}-{}.xml", if stem.is_empty() { "edition" } else { &stem }, &sha256[..8]);
    made.files.insert(SourcePath::new(&name), bytes.to_vec());
    Some((name, sha256))
}

fn head(article: &TeiArticle, raw: Option<&(String, String)>, site_language: &str) -> String {
    let mut out = String::from("---\n");
    for (key, values) in &article.head {
        match values.as_slice() {
            [language] if *key == "language" && language == site_language => {}
            [one] if *key != "tags" => out.push_str(&format!("{key}: {}\n", scalar(one))),
            several => {
                let words: Vec<String> = several.iter().map(|one| scalar(one)).collect();
                out.push_str(&format!("{key}: [{}]\n", words.join(", ")));
            }
        }
    }
    let source = match (&article.raw, raw) {
        (Some([file, sha256, document]), _) => Some((file.as_str(), sha256.as_str(), document.as_str())),
        (None, Some((file, sha256))) => Some((file.as_str(), sha256.as_str(), article.id.as_str())),
        (None, None) => None,
    };
    if let Some((file, sha256, document)) = source {
        out.push_str(&format!("source: {{file: {}, sha256: {}", scalar(file), scalar(sha256)));
        if !document.is_empty() {
            out.push_str(&format!(", document: {}", scalar(document)));
        }
        out.push_str("}\n");
    }
    out
}

/// Returns the `as:` of an article of dossier's own.
fn pinned(article: &TeiArticle) -> String {
    let mut forms: BTreeMap<&str, &str> = BTreeMap::new();
    for name in article.text.names.iter().filter(|name| name.rule == "pinned" && !name.value.is_empty()) {
        let words = article.text.plain.get(name.start..name.end).unwrap_or_default();
        let form = if name.form.is_empty() { words } else { &name.form };
        forms.entry(form).or_insert(&name.value);
    }
    let pairs: Vec<String> = forms.iter().map(|(form, id)| format!("{}: {}", scalar(form), scalar(id))).collect();
    if pairs.is_empty() { String::new() } else { format!("as: {{{}}}\n", pairs.join(", ")) }
}

/// Adds decisions to those of the project.
fn add_decisions(made: &mut EditionFiles, decided: DecisionFile, project: &project::Project) -> Result<(), Failure> {
    if decided.mentions.is_empty() {
        return Ok(());
    }
    let name = SourcePath::new(decisions::FILE);
    let mut all = match project.snapshot.files.get(&name) {
        Some(file) => {
            let read = decisions::parse(&name, &file.bytes);
            if !read.diagnostics.is_empty() {
                let file = decisions::FILE;
                return Err(Failure::new(
                    Exit::Content,
                    say!(
                        en: "`{file}` has errors, and decisions would be lost",
                        fr: "`{file}` contient des erreurs, et des décisions seraient perdues",
                    ),
                    say!(en: "correct it first; nothing was written", fr: "corrigez-le d’abord ; rien n’a été écrit"),
                ));
            }
            read.value
        }
        None => DecisionFile::default(),
    };
    for (article, list) in decided.mentions {
        all.mentions.entry(article).or_default().extend(list);
    }
    made.files.insert(name, decisions::write(&all).into_bytes());
    Ok(())
}
