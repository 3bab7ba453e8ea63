//! The articles of a dossier, from one build to the next: which there are, and what is told of each.
//!
//! Ten thousand articles of which one was saved are the list of before with one entry exchanged: nothing of the others is
//! looked at. Where a list does not compare with the one before, it is made whole; the answers are the same.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::annotator::Annotator;
use super::memo::{ArticleAnnotation, ArticleFile, CachedAnnotation};
use crate::base::{Checked, Diagnostic, Key, KeyBuilder, SourcePath, panic_boundary};
use crate::duplicates::Sketch;
use crate::link;
use crate::link::ArticleSummary;
use crate::model::Rights;
use crate::parse::text_tokens::TextTokens;
use crate::parse::{self, Article, DecisionsByArticle};
use crate::source::{Snapshot, SourceFile};
use crate::views::AnnotatedText;

/// The articles' files, parsed, and those of them that are published.
pub(super) struct Articles {
    /// All files, in order of path.
    all: Vec<Arc<ArticleFile>>,
    /// For each of all its place among the published; `None` for a draft, a second of one id, what cannot be read.
    published_index: Vec<Option<usize>>,
    /// The published ones, in order of id.
    pub(super) published: Arc<Vec<Arc<ArticleFile>>>,
    /// Key of what the published ones are called by: ids, files, old ids.
    pub(super) names: Key,
    /// Ids of the drafts that are left out: what is noted or decided about them waits with them.
    pub(super) drafts: BTreeSet<String>,
    /// Which of all have something to say against them.
    with_diagnostics: BTreeSet<usize>,
    clashes: Vec<Diagnostic>,
    policy: PublicationPolicy,
}

/// What of the articles is published.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct PublicationPolicy {
    pub(super) with_drafts: bool,
    /// How much of an article that does not say.
    pub(super) rights: Rights,
}

/// Where articles stand.
pub(super) const FOLDER: &str = "content/articles/";
/// What comes after all that stands there: `0` is the character after `/`.
pub(super) const FOLDER_END: &str = "content/articles0";
/// With more changed files than this the list is made whole.
const MAX_CHANGED: usize = 256;

/// How many articles a thread takes at a time.
const PORTION: usize = 32;

/// Tells whether a file below [`FOLDER`] is an article's.
pub(super) fn is_article(path: &SourcePath) -> bool {
    path.extension() == "md" && !path.as_str()[FOLDER.len()..].contains('/')
}

/// Parses the articles' files, except those that `before` knows as they are.
pub(super) fn parse_articles(
    snapshot: &Snapshot,
    policy: PublicationPolicy,
    previous: Option<&Arc<Articles>>,
) -> Arc<Articles> {
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
    Arc::new(whole(all.collect(), policy))
}

fn article_file(path: &SourcePath, file: &SourceFile, policy: PublicationPolicy) -> ArticleFile {
    // What is withheld is not even parsed.
    let checked = parse::article::parse_with(path, &file.bytes, policy.rights);
    let checked = Checked { value: checked.value.map(Arc::new), diagnostics: checked.diagnostics };
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

/// Exchanges the files that changed, where the same articles stand in the same files.
fn replace_changed_articles(
    previous: &Articles,
    files: &[(&SourcePath, &SourceFile)],
    changed: &[usize],
) -> Option<Articles> {
    if changed.len() > MAX_CHANGED {
        return None;
    }
    let (mut all, mut published) = (previous.all.clone(), Vec::clone(&previous.published));
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

fn whole(all: Vec<Arc<ArticleFile>>, policy: PublicationPolicy) -> Articles {
    let (mut drafts, mut published) = (BTreeSet::new(), Vec::with_capacity(all.len()));
    for (index, file) in all.iter().enumerate() {
        match &file.checked.value {
            Some(article) if article.draft && !policy.with_drafts => drop(drafts.insert(article.id.to_string())),
            Some(article) => published.push((index, Arc::clone(article))),
            None => {}
        }
    }
    let unique = link::index::reject_duplicate_ids(published, |(_, article)| article);
    let mut places = vec![None; all.len()];
    for (place, (index, _)) in unique.value.iter().enumerate() {
        places[*index] = Some(place);
    }
    let published: Vec<Arc<ArticleFile>> = unique.value.iter().map(|(index, _)| Arc::clone(&all[*index])).collect();
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
    /// Returns what is wrong with the files by themselves.
    pub(super) fn diagnostics(&self) -> impl Iterator<Item = &Diagnostic> {
        self.with_diagnostics.iter().flat_map(|index| &self.all[*index].checked.diagnostics).chain(&self.clashes)
    }

    /// Returns how many drafts were left out.
    pub(super) fn n_drafts(&self) -> usize {
        let left_out = |file: &&Arc<ArticleFile>| file.checked.value.as_ref().is_some_and(|article| article.draft);
        if self.policy.with_drafts || self.drafts.is_empty() { 0 } else { self.all.iter().filter(left_out).count() }
    }

    /// Returns the ids of the drafts that are left out, old ones too, and their files; those of files that cannot be read too,
    /// which may be drafts.
    pub(super) fn unpublished(&self) -> impl Iterator<Item = (&str, &SourcePath)> {
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
    pub(super) fn iter(&self) -> impl Iterator<Item = &Arc<Article>> {
        self.published.iter().filter_map(|file| file.checked.value.as_ref())
    }
}

impl ArticleFile {
    /// Returns the sketch of the article, of what is published of it.
    pub(super) fn sketch(&self) -> Arc<Sketch> {
        let article = self.checked.value.as_ref();
        let make = |article: &Arc<Article>| {
            Sketch::of_article(article, &TextTokens::tokenize(&article.body.text, &article.body.blocks))
        };
        self.sketch_by(|| article.map(make).unwrap_or_default())
    }

    /// Returns the sketch, for somebody who has the words at hand to make it of.
    pub(super) fn sketch_by(&self, make: impl FnOnce() -> Sketch) -> Arc<Sketch> {
        // An article on which this fails is nobody's copy; that it fails is told by what else fails on it.
        Arc::clone(self.sketch.get_or_init(|| Arc::new(panic_boundary::catch_panic(make).unwrap_or_default())))
    }
}

/// What is told of the published articles, in their order, and what it was told with.
pub(super) struct AnnotatedCorpus {
    files: Arc<Vec<Arc<ArticleFile>>>,
    lexicon: Key,
    language: Key,
    decisions: DecisionsByArticle,
    pub(super) annotations: Arc<Vec<Arc<ArticleAnnotation>>>,
    pub(super) texts: Arc<Vec<Arc<AnnotatedText<Article>>>>,
    pub(super) summaries: Arc<Vec<Arc<ArticleSummary>>>,
    /// Those that must be compared with the rest of the dossier.
    pub(super) cross_check_indexes: BTreeSet<usize>,
}

/// Annotates and summarises the articles.
pub(super) fn annotate_articles(
    articles: &Articles,
    decisions: &DecisionsByArticle,
    annotator: &Annotator<'_>,
    previous: Option<&Arc<AnnotatedCorpus>>,
) -> Arc<AnnotatedCorpus> {
    let files = &articles.published;
    let comparable = previous.filter(|before| before.files.len() == files.len());
    let alike = |before: &&Arc<AnnotatedCorpus>| {
        (before.lexicon, before.language) == (annotator.lexicon.key, annotator.language)
            && before.decisions == *decisions
    };
    let answer = |file: &Arc<ArticleFile>| {
        let article = file.checked.value.as_ref()?;
        let decided = decisions.get(article.id.as_str()).map_or(&[][..], Vec::as_slice);
        Some(annotator.annotate_article(file, article, decided))
    };
    let annotations: Arc<Vec<Arc<ArticleAnnotation>>> = match comparable.filter(alike) {
        Some(before) if Arc::ptr_eq(&before.files, files) => return Arc::clone(before),
        Some(before) => {
            let mut annotations = Vec::clone(&before.annotations);
            for index in changed_indexes(&before.files, files) {
                annotations[index] = answer(&files[index]).unwrap_or_else(|| Arc::clone(&annotations[index]));
            }
            Arc::new(annotations)
        }
        None => Arc::new(files.par_iter().with_max_len(PORTION).filter_map(answer).collect()),
    };
    let changed = comparable.map(|before| changed_indexes(&before.annotations, &annotations));
    let (texts, summaries, leaning) = match comparable.zip(changed) {
        Some((before, changed)) if changed.is_empty() => {
            (Arc::clone(&before.texts), Arc::clone(&before.summaries), before.cross_check_indexes.clone())
        }
        Some((before, changed)) => {
            let (mut texts, mut summaries) = (Vec::clone(&before.texts), Vec::clone(&before.summaries));
            let mut leaning = before.cross_check_indexes.clone();
            for index in changed {
                texts[index] = Arc::clone(&annotations[index].text);
                summaries[index] = Arc::clone(&annotations[index].summary);
                if annotations[index].needs_cross_check {
                    leaning.insert(index)
                } else {
                    leaning.remove(&index)
                };
            }
            (Arc::new(texts), Arc::new(summaries), leaning)
        }
        None => (
            Arc::new(annotations.iter().map(|told| Arc::clone(&told.text)).collect()),
            Arc::new(annotations.iter().map(|told| Arc::clone(&told.summary)).collect()),
            annotations.iter().enumerate().filter(|(_, told)| told.needs_cross_check).map(|(index, _)| index).collect(),
        ),
    };
    let (lexicon, language, files) = (annotator.lexicon.key, annotator.language, Arc::clone(files));
    Arc::new(AnnotatedCorpus {
        files,
        lexicon,
        language,
        decisions: decisions.clone(),
        annotations,
        texts,
        summaries,
        cross_check_indexes: leaning,
    })
}

/// Returns the places at which two lists of one length hold other values.
fn changed_indexes<T>(before: &[Arc<T>], now: &[Arc<T>]) -> Vec<usize> {
    let pairs = before.iter().zip(now).enumerate();
    pairs.filter(|(_, (a, b))| !Arc::ptr_eq(a, b)).map(|(index, _)| index).collect()
}
