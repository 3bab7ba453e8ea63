//! One law for each delta of a build: after any edit, `update(previous, input)` equals `update(None, input)`.
//!
//! The deltas run in a chain, as in a build, on a small dossier with random edits. What they take from
//! other stages comes from a cold build.

use std::fmt::Debug;
use std::sync::Arc;

use dossier::base::{Diagnostic, SourcePath};
use dossier::build::incremental::annotations::{AnnotatedCorpus, AnnotationsInput};
use dossier::build::incremental::annotator::Annotator;
use dossier::build::incremental::articles::{Articles, ArticlesInput, PublicationPolicy};
use dossier::build::incremental::duplicates::Duplicates;
use dossier::build::incremental::links::LinkInput;
use dossier::build::incremental::{annotations, articles, duplicates, lexicon_diff, links};
use dossier::build::{Memo, PipelineOptions, build};
use dossier::link::{LinkIndex, LinkState};
use dossier::model::{EntityIx, LangTag};
use dossier::parse::{self, DecisionsByArticle};
use dossier::registry::lexicon::compile_lexicon;
use dossier::registry::{Lexicon, Registry};
use dossier::source::Snapshot;
use proptest::prelude::*;
use proptest::test_runner::{TestCaseResult, TestRunner};

use super::project::{Edit, Files, apply, edit, snapshot, start};

/// What the deltas take from other stages.
struct Inputs {
    snapshot: Snapshot,
    policy: PublicationPolicy,
    language: LangTag,
    registry: Arc<Registry>,
    lexicon: Lexicon,
    decisions: DecisionsByArticle,
}

impl Inputs {
    fn of(files: &Files) -> Self {
        let snapshot = snapshot(files);
        let built = build(&snapshot, &PipelineOptions::default(), &Memo::default());
        let (registry, config) = (Arc::clone(&built.site.content.registry), &built.site.content.config);
        let lexicon = compile_lexicon(&registry, &config.kinds).value;
        let path = SourcePath::new(parse::decisions::FILE);
        let decisions =
            snapshot.files.get(&path).map(|file| parse::decisions::parse(&path, &file.bytes).value.mentions);
        Self {
            policy: PublicationPolicy { with_drafts: false, rights: config.rights },
            language: config.language.clone(),
            decisions: decisions.unwrap_or_default(),
            snapshot,
            registry,
            lexicon,
        }
    }

    fn articles(&self, previous: Option<&Arc<Articles>>) -> Arc<Articles> {
        articles::update(previous, ArticlesInput { snapshot: &self.snapshot, policy: self.policy })
    }

    fn corpus(&self, previous: Option<&State>, articles: &Articles) -> Arc<AnnotatedCorpus> {
        let change = lexicon_diff::update(previous.map(|previous| &previous.inputs.lexicon), &self.lexicon);
        let annotator = &Annotator::new(&self.lexicon, &self.language, change, true);
        let input = AnnotationsInput { articles, decisions: &self.decisions, annotator };
        annotations::update(previous.map(|previous| &previous.corpus), input)
    }

    fn links(&self, previous: Option<&LinkState>, corpus: &AnnotatedCorpus, duplicates: &Duplicates) -> LinkState {
        let summaries = Arc::clone(&corpus.summaries);
        let copies = Arc::clone(&duplicates.grouping.copies);
        links::update(previous, LinkInput { summaries, copies, registry: Arc::clone(&self.registry) })
    }
}

/// The results of all deltas after an edit.
struct State {
    inputs: Inputs,
    articles: Arc<Articles>,
    corpus: Arc<AnnotatedCorpus>,
    duplicates: Arc<Duplicates>,
    links: LinkState,
}

impl State {
    fn after(previous: Option<&State>, files: &Files) -> Self {
        let inputs = Inputs::of(files);
        let articles = inputs.articles(previous.map(|previous| &previous.articles));
        let corpus = inputs.corpus(previous, &articles);
        let duplicates = duplicates::update(previous.map(|previous| &previous.duplicates), &articles);
        let links = inputs.links(previous.map(|previous| &previous.links), &corpus, &duplicates);
        Self { inputs, articles, corpus, duplicates, links }
    }
}

/// Runs random edit scripts, and checks what holds between the state before and after each edit.
fn after_each_edit(law: impl Fn(&State, &State) -> TestCaseResult) {
    after_each(edit().boxed(), law);
}

fn after_each(edits: BoxedStrategy<Edit>, law: impl Fn(&State, &State) -> TestCaseResult) {
    let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases()) };
    let scripts = prop::collection::vec(edits, 1..8);
    let result = TestRunner::new(config).run(&scripts, |script| {
        let mut files = start();
        let mut state = State::after(None, &files);
        for edit in &script {
            apply(&mut files, edit);
            let next = State::after(Some(&state), &files);
            law(&state, &next)?;
            state = next;
        }
        Ok(())
    });
    assert!(result.is_ok(), "{result:?}");
}

fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(12)
}

/// Everything that other stages read from the list of articles.
fn shown_articles(articles: &Articles) -> impl Debug + PartialEq {
    let diagnostics: Vec<Diagnostic> = articles.diagnostics().cloned().collect();
    let published: Vec<_> = articles.iter().map(|article| (**article).clone()).collect();
    let unpublished: Vec<String> = articles.unpublished().map(|one| format!("{one:?}")).collect();
    let published_keys: Vec<_> = articles.published.iter().map(|file| (file.id, file.published_key)).collect();
    (published, published_keys, articles.names, articles.drafts.clone(), unpublished, articles.n_drafts(), diagnostics)
}

/// Edits of an article's identifiers, in a file that is kept.
const OF_NAMES: [(&str, &str); 3] = [
    ("tags: [phare]", "tags: [phare]\nformer: [vieux-phare]"),
    ("former: [vieux-phare]", "former: [autre-phare]"),
    ("title: Le port", "former: [vieux-port]\ntitle: Le port"),
];

/// Random edits, half of them from a list.
fn edits_with(replacements: &[(&'static str, &'static str)]) -> BoxedStrategy<Edit> {
    let replaced = (any::<usize>(), prop::sample::select(replacements.to_vec()));
    prop_oneof![edit(), replaced.prop_map(|(index, (from, to))| Edit::Replace(index, from, to))].boxed()
}

#[test]
fn the_list_of_articles_is_updated_to_what_it_is_made_anew() {
    after_each(edits_with(&OF_NAMES), |_, now| {
        let anew = now.inputs.articles(None);
        prop_assert_eq!(shown_articles(&now.articles), shown_articles(&anew));
        Ok(())
    });
}

/// Everything that other stages read from the annotations.
fn shown_corpus(corpus: &AnnotatedCorpus) -> impl Debug + PartialEq {
    let article = |one: &Arc<_>| {
        let one: &dossier::build::incremental::cached_annotation::ArticleAnnotation = one;
        let (text, result) = (&one.text, &one.result);
        assert!(Arc::ptr_eq(&text.annotated, &result.annotated));
        (
            (text.document.id.to_string(), text.key, text.is_whole, text.annotated.key()),
            (format!("{:?}", result.unapplied_decisions), result.panic_message.clone(), one.needs_cross_check),
            format!("{:?}", one.summary),
        )
    };
    let pairs = corpus.texts.iter().zip(&*corpus.summaries).zip(&*corpus.annotations);
    for ((text, summary), annotation) in pairs {
        assert!(Arc::ptr_eq(text, &annotation.text) && Arc::ptr_eq(summary, &annotation.summary));
    }
    (corpus.annotations.iter().map(article).collect::<Vec<_>>(), corpus.cross_check_indexes.clone(), corpus.texts.len())
}

#[test]
fn annotations_are_updated_to_what_they_are_made_anew() {
    after_each_edit(|_, now| {
        // Articles keep their last annotations: only those of a new list have none.
        let anew = now.inputs.corpus(None, &now.inputs.articles(None));
        prop_assert_eq!(shown_corpus(&now.corpus), shown_corpus(&anew));
        Ok(())
    });
}

#[test]
fn a_text_that_new_names_do_not_affect_is_annotated_alike_with_the_old_ones() {
    after_each_edit(|previous, now| {
        let Some(change) = lexicon_diff::update(Some(&previous.inputs.lexicon), &now.inputs.lexicon) else {
            prop_assert_eq!(previous.inputs.lexicon.key, now.inputs.lexicon.key);
            return Ok(());
        };
        let annotate = |lexicon: &Lexicon| {
            let articles = now.inputs.articles(None);
            let annotator = &Annotator::new(lexicon, &now.inputs.language, None, true);
            let decisions = &DecisionsByArticle::new();
            let corpus = annotations::update(None, AnnotationsInput { articles: &articles, decisions, annotator });
            (articles, corpus)
        };
        let ((articles, old), (_, new)) = (annotate(&previous.inputs.lexicon), annotate(&now.inputs.lexicon));
        for ((file, old), new) in articles.published.iter().zip(&*old.texts).zip(&*new.texts) {
            let footprint = file.annotation.footprint.get();
            if footprint.is_some_and(|footprint| !change.diff.affects(footprint)) {
                prop_assert_eq!(old.annotated.key(), new.annotated.key(), "{} is affected", file.path);
            }
        }
        Ok(())
    });
}

/// Edits of the two dispatches: their dates, their words, their `copy_of:`.
const OF_DISPATCHES: [(&str, &str); 7] = [
    ("date: 2021-05-05", "date: 2021-05-01"),
    ("date: 2021-05-04", "date: 2021-05-06"),
    ("date: 2021-05-01", "title: Sans date"),
    ("publisher: Agence", "copy_of: none"),
    ("copy_of: none", "copy_of: le-port"),
    (" l’été", " l’été, la pluie et le vent"),
    ("La mairie cherche encore trois gardiens pour la saison.", "Nul ne sait qui gardera le phare."),
];

#[test]
fn groups_of_copies_are_updated_to_what_they_are_made_anew() {
    after_each(edits_with(&OF_DISPATCHES), |_, now| {
        let anew = duplicates::update(None, &now.inputs.articles(None));
        prop_assert_eq!(&now.duplicates.grouping.copies, &anew.grouping.copies);
        prop_assert_eq!(&now.duplicates.diagnostics, &anew.diagnostics);
        Ok(())
    });
}

/// Everything that other stages read from the link index.
fn shown_links(index: &LinkIndex) -> impl Debug + PartialEq {
    let entities = EntityIx::all(index.backlinks.len());
    let shared: Vec<(EntityIx, EntityIx, u32)> = entities
        .clone()
        .flat_map(|one| entities.clone().map(move |other| (one, other)))
        .map(|(one, other)| (one, other, index.n_shared_paragraphs(one, other)))
        .filter(|(_, _, n)| *n > 0)
        .collect();
    (
        (index.by_date.clone(), index.rank_by_date.clone(), index.article_weights.clone()),
        (index.n_dated, index.n_quoting, index.backlinks.clone(), index.quotes_by.clone()),
        (index.neighbours.clone(), index.incoming_record_links.clone(), shared),
        (format!("{:?}", index.tags.by_slug), index.copies.clone(), format!("{:?}", index.articles)),
    )
}

#[test]
fn the_link_index_is_updated_to_what_it_is_made_anew() {
    after_each_edit(|_, now| {
        let anew = now.inputs.links(None, &now.corpus, &now.duplicates);
        prop_assert_eq!(shown_links(&now.links.link_index), shown_links(&anew.link_index));
        Ok(())
    });
}
