//! Delta 1: the articles' files -> their parsed articles, and which of them are published.
//!
//! If one of ten thousand files changes, the previous list is copied and that entry replaced. If files were added or
//! removed, or an id changed, the list is rebuilt, and only new files are parsed. Both give the same list.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::cached_annotation::{ArticleAnnotation, CachedAnnotation};
use crate::base::{Diagnostic, Key, KeyBuilder, SourcePath, StageOutput, panic_boundary};
use crate::duplicates::Sketch;
use crate::link;
use crate::model::{ArticleIx, List, Rights};
use crate::parse::text_tokens::TextTokens;
use crate::parse::{self, Article};
use crate::source::{Snapshot, SourceFile};

/// The file of an article, parsed, with the cached results of the stages that depend on it alone.
pub struct ArticleFile {
    /// Key of the file's name and bytes.
    pub id: Key,
    /// Key of the publishable part: the withheld part of an excerpt does not affect it.
    pub published_key: Key,
    /// The file.
    pub path: SourcePath,
    /// The article; `None` if it is unreadable.
    pub checked: StageOutput<Option<Arc<Article>>>,
    /// Key of its id, file and former ids.
    pub names: Key,
    /// Its cached annotations.
    pub annotation: CachedAnnotation<ArticleAnnotation>,
    /// Its sketch, computed when articles are first compared with each other.
    pub sketch: OnceLock<Arc<Sketch>>,
}

/// The articles' files, parsed, and those of them that are published.
pub struct Articles {
    /// All files, in order of path.
    all: Vec<Arc<ArticleFile>>,
    /// For each of `all` its index in `published`; `None` for drafts, duplicates of an id and unreadable files.
    published_index: Vec<Option<ArticleIx>>,
    /// The published ones, in order of id.
    pub published: Arc<List<ArticleIx, Arc<ArticleFile>>>,
    /// Key of the ids, files and former ids of the published ones.
    pub names: Key,
    /// Ids of the drafts that are left out. Notes and decisions about them are left out with them.
    pub drafts: BTreeSet<String>,
    /// Indices of files that have diagnostics.
    with_diagnostics: BTreeSet<usize>,
    /// Articles that claim one id.
    clashes: Vec<Diagnostic>,
    policy: PublicationPolicy,
}

/// Which articles are published, and how much of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PublicationPolicy {
    /// Whether drafts are published.
    pub with_drafts: bool,
    /// How much is published of an article without `rights:`.
    pub rights: Rights,
}

/// The folder of the articles.
pub const FOLDER: &str = "content/articles/";
/// The end of the range of names in this folder: `0` is the character after `/`.
pub const FOLDER_END: &str = "content/articles0";
/// If more files than this changed, the list is rebuilt.
const MAX_CHANGED: usize = 256;

/// Number of articles that a thread takes at a time.
pub(in crate::build) const PORTION: usize = 32;

/// Returns whether a file below [`FOLDER`] is an article's.
#[must_use]
pub fn is_article(path: &SourcePath) -> bool {
    path.extension() == "md" && !path.as_str()[FOLDER.len()..].contains('/')
}

/// The inputs of the list of articles.
#[derive(Clone, Copy)]
pub struct ArticlesInput<'a> {
    /// The files.
    pub snapshot: &'a Snapshot,
    /// Which articles are published.
    pub policy: PublicationPolicy,
}

/// Parses the articles' files, except those unchanged since the previous list.
#[must_use]
pub fn update(previous: Option<&Arc<Articles>>, input: ArticlesInput<'_>) -> Arc<Articles> {
    let ArticlesInput { snapshot, policy } = input;
    let files: Vec<(&SourcePath, &SourceFile)> = snapshot.below(FOLDER).filter(|(path, _)| is_article(path)).collect();
    let previous = previous.filter(|before| before.policy == policy);
    if let Some(before) = previous.filter(|before| before.all.len() == files.len()) {
        let pairs = files.iter().zip(&before.all).enumerate();
        let changed: Vec<usize> =
            pairs.filter(|(_, ((_, file), known))| file.id != known.id).map(|(index, _)| index).collect();
        if changed.is_empty() {
            return Arc::clone(before);
        }
        if let Some(articles) = replace_changed_articles(before, &files, &changed) {
            return Arc::new(articles);
        }
    }
    let known: HashMap<Key, &Arc<ArticleFile>> =
        previous.map(|before| before.all.iter().map(|file| (file.id, file)).collect()).unwrap_or_default();
    let all = files.into_par_iter().with_max_len(PORTION).map(|(path, file)| match known.get(&file.id) {
        Some(known) => Arc::clone(known),
        None => Arc::new(article_file(path, file, policy)),
    });
    Arc::new(rebuild(all.collect(), policy))
}

fn article_file(path: &SourcePath, file: &SourceFile, policy: PublicationPolicy) -> ArticleFile {
    // The withheld part of an excerpt is not even parsed.
    let checked = parse::article::parse_with(path, &file.bytes, policy.rights);
    let checked = StageOutput { value: checked.value.map(Arc::new), diagnostics: checked.diagnostics };
    let mut names = KeyBuilder::new("article names");
    if let Some(article) = &checked.value {
        names.text(article.id.as_str()).text(article.file.as_str());
        for old in &article.former {
            names.text(&old.value);
        }
    }
    let part = checked.value.as_ref().filter(|article| article.rights != Rights::Full);
    let said = part.map_or(file.id, |article| KeyBuilder::new("part of an article").add(&**article).finish());
    ArticleFile {
        id: file.id,
        published_key: said,
        path: path.clone(),
        checked,
        names: names.finish(),
        annotation: CachedAnnotation::default(),
        sketch: OnceLock::new(),
    }
}

/// Replaces the files that changed; `None` if too many changed, or if the published ids and files differ.
fn replace_changed_articles(
    previous: &Articles,
    files: &[(&SourcePath, &SourceFile)],
    changed: &[usize],
) -> Option<Articles> {
    if changed.len() > MAX_CHANGED {
        return None;
    }
    let (mut all, mut published) = (previous.all.clone(), List::clone(&previous.published));
    let (mut noted, mut same_names) = (previous.with_diagnostics.clone(), true);
    for index in changed {
        let (path, file) = files[*index];
        let (old, new) = (&previous.all[*index], Arc::new(article_file(path, file, previous.policy)));
        let article = new.checked.value.as_ref().filter(|article| previous.policy.with_drafts || !article.draft)?;
        let known = old.checked.value.as_ref().filter(|known| known.id == article.id && known.file == article.file)?;
        debug_assert_eq!(known.file, *path);
        published[previous.published_index[*index]?] = Arc::clone(&new);
        same_names &= old.names == new.names;
        if new.checked.diagnostics.is_empty() {
            noted.remove(index)
        } else {
            noted.insert(*index)
        };
        all[*index] = new;
    }
    Some(Articles {
        all,
        published_index: previous.published_index.clone(),
        names: if same_names { previous.names } else { names(&published) },
        published: Arc::new(published),
        drafts: previous.drafts.clone(),
        with_diagnostics: noted,
        clashes: previous.clashes.clone(),
        policy: previous.policy,
    })
}

fn rebuild(all: Vec<Arc<ArticleFile>>, policy: PublicationPolicy) -> Articles {
    let (mut drafts, mut published) = (BTreeSet::new(), Vec::with_capacity(all.len()));
    for (index, file) in all.iter().enumerate() {
        match &file.checked.value {
            Some(article) if article.draft && !policy.with_drafts => drop(drafts.insert(article.id.to_string())),
            Some(article) => published.push((index, Arc::clone(article))),
            None => {}
        }
    }
    let unique = link::duplicate_ids::reject_duplicate_ids(published, |(_, article)| article);
    let mut places = vec![None; all.len()];
    for (place, (index, _)) in ArticleIx::number(&unique.value) {
        places[*index] = Some(place);
    }
    let published: List<ArticleIx, Arc<ArticleFile>> =
        unique.value.iter().map(|(index, _)| Arc::clone(&all[*index])).collect();
    let noted = all.iter().enumerate().filter(|(_, file)| !file.checked.diagnostics.is_empty());
    Articles {
        with_diagnostics: noted.map(|(index, _)| index).collect(),
        all,
        published_index: places,
        names: names(&published),
        published: Arc::new(published),
        drafts,
        clashes: unique.diagnostics,
        policy,
    }
}

fn names(published: &[Arc<ArticleFile>]) -> Key {
    let mut names = KeyBuilder::new("names");
    for file in published {
        names.key(file.names);
    }
    names.finish()
}

impl Articles {
    /// Returns the diagnostics of the files.
    pub fn diagnostics(&self) -> impl Iterator<Item = &Diagnostic> {
        self.with_diagnostics.iter().flat_map(|index| &self.all[*index].checked.diagnostics).chain(&self.clashes)
    }

    /// Returns the number of drafts left out.
    #[must_use]
    pub fn n_drafts(&self) -> usize {
        let left_out = |file: &&Arc<ArticleFile>| file.checked.value.as_ref().is_some_and(|article| article.draft);
        if self.policy.with_drafts || self.drafts.is_empty() { 0 } else { self.all.iter().filter(left_out).count() }
    }

    /// Returns the ids, former ids and files of the drafts that are left out, and of unreadable files, which may be drafts.
    pub fn unpublished(&self) -> impl Iterator<Item = (&str, &SourcePath)> {
        let none = self.policy.with_drafts || self.drafts.is_empty();
        let all = if none { &[] } else { self.all.as_slice() };
        let drafts = all.iter().filter_map(|file| file.checked.value.as_ref()).filter(|article| article.draft);
        let drafts = drafts.flat_map(|article| {
            let former = article.former.iter().map(|text| text.value.as_str());
            former.chain([article.id.as_str()]).map(|id| (id, &article.file))
        });
        let unread =
            self.with_diagnostics.iter().map(|index| &self.all[*index]).filter(|file| file.checked.value.is_none());
        drafts.chain(unread.map(|file| (file.path.stem(), &file.path)))
    }

    /// Returns the published articles, in order of id.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Article>> {
        self.published.iter().filter_map(|file| file.checked.value.as_ref())
    }
}

impl ArticleFile {
    /// Returns the sketch of the published part of the article.
    #[must_use]
    pub fn sketch(&self) -> Arc<Sketch> {
        let article = self.checked.value.as_ref();
        let make = |article: &Arc<Article>| {
            Sketch::of_article(article, &TextTokens::tokenize(&article.body.text, &article.body.blocks))
        };
        self.sketch_or(|| article.map(make).unwrap_or_default())
    }

    /// Returns the sketch; calls `make` if there is none yet.
    pub fn sketch_or(&self, make: impl FnOnce() -> Sketch) -> Arc<Sketch> {
        // If sketching panics, the article counts as unique; the next stage that reads it reports the panic.
        Arc::clone(self.sketch.get_or_init(|| Arc::new(panic_boundary::catch_panic(make).unwrap_or_default())))
    }
}
