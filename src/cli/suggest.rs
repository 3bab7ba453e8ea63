//! `dossier suggest`: the names that no record covers.

use std::collections::HashSet;
use std::ops::Range;
use std::path::Path;

use serde::Serialize;

use super::args::{Global, ListFormat, SuggestOptions};
use super::{Exit, Failure, print, project};
use crate::annotate::annotated::Mention;
use crate::annotate::{language, sentences};
use crate::base::SourcePath;
use crate::base::edit::Change;
use crate::parse::{Article, BlockKind, Decided};
use crate::pipeline::{Memo, Options};
use crate::plan::{AnnotatedText, Site};
use crate::registry::tokens::fold;
use crate::review::{load, update};
use crate::revise::claims::Claims;
use crate::revise::{self, ReviseError, Revision, front};
use crate::suggest::cluster::Why;
use crate::suggest::events::{Actor, Dated};
use crate::suggest::model::Rounds;
use crate::suggest::near::{self, Names};
use crate::suggest::{Candidate, Near, Question, Source, draft, suggest};

/// A dossier of more articles proposes only what is named twice.
const FEW_ARTICLES: usize = 20;

pub(super) fn run(global: &Global, options: &SuggestOptions) -> Result<Exit, Failure> {
    if !options.refuse.is_empty() {
        return refuse(global, options);
    }
    let mut project = project::open(global, &Options { drafts: true, base_url: None })?;
    // What only another build would need is given back.
    project.memo = Memo::for_one_build();
    if !options.apply {
        project.snapshot.files.clear();
    }
    let site = &project.built.site;
    let decided = load(&global.root).map_err(super::review::refused)?;
    let names = Names::new(&site.registry, &site.config.kinds);
    let texts: Vec<Text> = site.articles.iter().map(|text| Text::new(text)).collect();
    let sources: Vec<Source<'_>> =
        texts.iter().zip(site.articles.iter()).map(|(text, article)| text.source(article, site)).collect();
    let covered: Vec<Vec<Range<usize>>> = texts.iter().map(|text| text.covered.clone()).collect();
    let actors: Vec<Vec<Actor>> = site.articles.iter().map(|text| actors(text, site)).collect();
    let dates: Vec<Vec<Dated>> = site.articles.iter().map(|text| dates(text)).collect();
    let refused = near::refused(&decided.refused);
    let mut candidates = suggest(Question {
        sources: &sources,
        covered: &covered,
        names: &names,
        refused: &refused,
        language: &site.config.language,
        rounds: Rounds::built_in(),
        actors: &actors,
        dates: &dates,
        taken: site.targets.ids().map(str::to_lowercase).collect::<HashSet<String>>(),
    });
    let least = options.min_mentions.unwrap_or(if sources.len() > FEW_ARTICLES { 2 } else { 1 });
    candidates.retain(|candidate| candidate.evidence.len() >= least);
    if options.write {
        return write(global, &project, &candidates, &sources);
    }
    if options.apply {
        return apply(global, &project, &candidates, options.backup);
    }
    match options.format {
        ListFormat::Jsonl => {
            for candidate in &candidates {
                print::json(&json(candidate, &sources));
            }
        }
        ListFormat::Human => table(&candidates, &sources),
    }
    Ok(Exit::Done)
}

/// What discovery sees of an article.
struct Text {
    blocks: Vec<Range<usize>>,
    covered: Vec<Range<usize>>,
}

impl Text {
    fn new(text: &AnnotatedText<Article>) -> Self {
        let body = &text.source.body;
        let open = body.blocks.iter().filter(|block| block.kind != BlockKind::Code && block.end <= body.main_len);
        let mentions = text.annotated.mentions.iter().map(|mention| mention.start..mention.end);
        let reviews = text.annotated.undecided().into_iter().map(|review| review.start..review.end);
        let mut covered: Vec<Range<usize>> = mentions.chain(reviews).collect();
        covered.sort_by_key(|range| (range.start, range.end));
        Self { blocks: open.map(|block| block.start..block.end).collect(), covered }
    }

    fn source<'a>(&'a self, text: &'a AnnotatedText<Article>, site: &Site) -> Source<'a> {
        Source {
            id: text.source.id.as_str(),
            text: text.source.body.main_text(),
            blocks: &self.blocks,
            rules: text.source.language.as_ref().unwrap_or(&site.config.language).rules(),
        }
    }
}

fn actors(text: &AnnotatedText<Article>, site: &Site) -> Vec<Actor> {
    let kind_of = |id: &str| {
        site.registry.find(id).map(|index| site.registry.entities[index].record.kind.clone()).unwrap_or_default()
    };
    let actor = |mention: &Mention| Actor {
        bytes: mention.start..mention.end,
        id: mention.entity.to_string(),
        kind: kind_of(mention.entity.as_str()),
    };
    text.annotated.mentions.iter().map(actor).collect()
}

fn dates(text: &AnnotatedText<Article>) -> Vec<Dated> {
    let dates = text.annotated.dates.iter();
    dates.map(|date| Dated { bytes: date.start..date.end, value: date.value.clone() }).collect()
}

#[derive(Serialize)]
struct Line<'a> {
    name: &'a str,
    forms: &'a [String],
    kind: Option<&'a str>,
    mentions: usize,
    articles: usize,
    evidence: Vec<EvidenceLine<'a>>,
    near: Vec<&'a str>,
    confidence: f32,
    because: Vec<String>,
    may_be: &'a [String],
    /// What a draft of it would say, where that is not `public`.
    #[serde(skip_serializing_if = "Option::is_none")]
    visibility: Option<&'a str>,
}

#[derive(Serialize)]
struct EvidenceLine<'a> {
    article: &'a str,
    start: usize,
    end: usize,
    text: &'a str,
}

/// One line of the contract (DESIGN, section 7); what is beyond it stands last.
fn json(candidate: &Candidate, sources: &[Source<'_>]) -> String {
    let evidence = candidate.evidence.iter().map(|evidence| EvidenceLine {
        article: sources[evidence.article].id,
        start: evidence.start,
        end: evidence.end,
        text: &evidence.text,
    });
    let line = Line {
        name: &candidate.name,
        forms: &candidate.forms,
        kind: candidate.kind,
        mentions: candidate.evidence.len(),
        articles: candidate.n_articles,
        evidence: evidence.collect(),
        near: candidate.near.iter().map(|near| near.id.as_str()).collect(),
        confidence: (candidate.confidence * 100.0).round() / 100.0,
        because: reasons(candidate),
        may_be: &candidate.may_be,
        visibility: candidate.minor.as_ref().map(|_| "initials"),
    };
    // Plain data with text keys always serialises.
    serde_json::to_string(&line).unwrap_or_default()
}

fn table(candidates: &[Candidate], sources: &[Source<'_>]) {
    for candidate in candidates {
        let kind = candidate.kind.unwrap_or("no kind");
        let sum = format!(
            "  {kind} {:.0} %, {} in {}",
            candidate.confidence * 100.0,
            print::count(candidate.evidence.len(), "mention"),
            print::count(candidate.n_articles, "article"),
        );
        print::result_under(&candidate.name, &sum);
        for reason in reasons(candidate) {
            print::result(&format!("    {reason}"));
        }
        if !candidate.may_be.is_empty() {
            print::result(&format!("    left open: may be {}", candidate.may_be.join(" or ")));
        }
        for role in candidate.roles.iter().take(1) {
            print::result(&format!("    called {}", role.text));
        }
        if let Some(age) = &candidate.minor {
            let article = sources[age.article].id;
            print::result(&format!(
                "    may be a child (“{}”, {article}): a draft gets `visibility: initials`",
                age.text
            ));
        }
        for near in &candidate.near {
            print::result(&format!("    {}", beside(candidate, near)));
        }
        if let Some((article, sentence)) = best_sentence(candidate, sources) {
            print::result(&format!("    “{sentence}” ({article})"));
        }
    }
    if candidates.is_empty() {
        print::say("no name without a record was found");
    } else {
        print::say(&format!(
            "{} without a record; --write drafts records for them, --refuse NAME never proposes a name again",
            print::count(candidates.len(), "name")
        ));
    }
}

fn beside(candidate: &Candidate, near: &Near) -> String {
    match near.why {
        Some(_) => format!("add {} to {}? (--apply does)", quoted(&candidate.forms), near.id),
        None => format!("bears the same last name as {}", near.id),
    }
}

fn quoted(forms: &[String]) -> String {
    forms.iter().map(|form| format!("`{form}`")).collect::<Vec<_>>().join(", ")
}

/// Says why the spellings are one name, one line a form.
fn reasons(candidate: &Candidate) -> Vec<String> {
    let reason = |why: Why| match why {
        Why::Sound => "written otherwise, sounds alike",
        Why::Acronym => "its acronym",
        Why::Listed => "known as the same",
        Why::Longer => "shorter, and only this goes on so",
        Why::Parts => "the same but for small words and names within it",
        Why::LastName => "last name, nobody else bears it here",
        Why::LastNameHere => "last name, where nobody else in the article bears it",
    };
    candidate.merges.iter().map(|merge| format!("{} = {}: {}", merge.form, merge.with, reason(merge.why))).collect()
}

/// The sentence of the first passage with the fullest form.
fn best_sentence<'a>(candidate: &Candidate, sources: &[Source<'a>]) -> Option<(&'a str, String)> {
    const MAX_CHARS: usize = 160;
    let best =
        candidate.evidence.iter().find(|evidence| evidence.text == candidate.name).or(candidate.evidence.first())?;
    let source = &sources[best.article];
    let block = source.blocks.iter().find(|block| block.contains(&best.bytes.start))?.clone();
    let sentence = sentences::around(source.text, block, best.bytes.start, language::of(source.rules));
    let words = source.text[sentence].split_whitespace().collect::<Vec<_>>().join(" ");
    let short = if words.chars().count() > MAX_CHARS {
        words.chars().take(MAX_CHARS - 1).chain(['…']).collect()
    } else {
        words
    };
    Some((source.id, short))
}

/// Writes a draft of a record for each candidate that has a kind and is no spelling of a record that exists.
fn write(
    global: &Global,
    project: &project::Project,
    candidates: &[Candidate],
    sources: &[Source<'_>],
) -> Result<Exit, Failure> {
    let site = &project.built.site;
    let claims = Claims::of(&project.snapshot);
    let articles: Vec<&str> = sources.iter().map(|source| source.id).collect();
    let is_french = site.config.language.as_str().starts_with("fr");
    let common = &language::of(site.config.language.rules()).common_names;
    let desk = super::desk(global, false)?;
    let (mut drafts, mut n_left): (Vec<Change>, usize) = (Vec::new(), 0);
    for candidate in candidates {
        let kind = candidate.kind.and_then(|kind| site.config.kinds.iter().find(|known| known.id == kind));
        // `Défense` in `ministre de la Défense` is a name, and no page.
        let is_noun = !candidate.name.contains(' ') && common.contains(&fold(&candidate.name));
        let is_new = !is_noun && candidate.near.iter().all(|near| near.why.is_none());
        let Some(kind) = kind.filter(|_| is_new) else {
            n_left += 1;
            continue;
        };
        let Some(id) = &candidate.id else {
            n_left += 1;
            continue;
        };
        let path = Path::new("content").join(&kind.content).join(format!("{id}.md"));
        let name = SourcePath::new(&path.to_string_lossy().replace('\\', "/"));
        if desk.exists(&name) || claims.find(id.as_str()).is_some() {
            n_left += 1;
            continue;
        }
        drafts.push(Change::new_file(name.as_str(), &draft::draft(candidate, &articles, is_french)));
    }
    desk.commit(&drafts).map_err(super::not_edited)?;
    for draft in drafts.iter().filter(|_| !global.quiet) {
        print::say(&format!("    written  {}", draft.name));
    }
    let left = if n_left > 0 {
        format!(
            "; {n_left} left: no kind, a common noun, or a spelling of a record that exists (see `dossier suggest`)"
        )
    } else {
        String::new()
    };
    print::say(&format!("{} drafted{left}", print::count(drafts.len(), "record")));
    Ok(Exit::Done)
}

/// Adds the spellings to the records that lack them.
fn apply(global: &Global, project: &project::Project, candidates: &[Candidate], backup: bool) -> Result<Exit, Failure> {
    let site = &project.built.site;
    let mut revision = Revision {
        files: std::collections::BTreeMap::new(),
        n_references: 0,
        by_hand: Vec::new(),
        not_taken: Vec::new(),
    };
    let mut n_by_hand = 0;
    for candidate in candidates {
        let certain: Vec<_> = candidate.near.iter().filter(|near| near.why.is_some()).collect();
        let [near] = certain.as_slice() else { continue };
        let Some(record) = site.registry.find(&near.id).map(|index| &site.registry.entities[index].record) else {
            continue;
        };
        let file: &SourcePath = &record.span.file;
        let is_own_file = file.as_str().ends_with(".md");
        let text = revision.files.get(file).cloned().flatten();
        let text = text
            .or_else(|| project.snapshot.files.get(file).map(|file| String::from_utf8_lossy(&file.bytes).into_owned()));
        let Some(text) = text.filter(|_| is_own_file) else {
            print::say(&format!("add {} to {} by hand: it stands in {file}", quoted(&candidate.forms), near.id));
            n_by_hand += 1;
            continue;
        };
        let (strong, weak): (Vec<String>, Vec<String>) =
            candidate.forms.iter().cloned().partition(|form| candidate.kind != Some("person") || form.contains(' '));
        let added = front::add_to_list(file, &text, "names", &strong);
        let added = front::add_to_list(file, &added, "weak", &weak);
        print::say(&format!("    {} added to {}", quoted(&candidate.forms), near.id));
        revision.files.insert(file.clone(), Some(added));
    }
    let n_files = revision.files.len();
    let desk = super::desk(global, backup)?;
    revise::apply(&desk, &revision, &project.snapshot).map_err(|error| match error {
        ReviseError::Edit(error) => super::not_edited(error),
        error => Failure::new(Exit::Usage, error, "nothing was changed"),
    })?;
    print::say(&format!("{} changed", print::count(n_files, "record")));
    Ok(if n_by_hand == 0 { Exit::Done } else { Exit::Content })
}

fn refuse(global: &Global, options: &SuggestOptions) -> Result<Exit, Failure> {
    project::snapshot(global, None)?;
    let desk = super::desk(global, options.backup)?;
    let add = |decided: &mut Decided| {
        for name in &options.refuse {
            let name = name.trim();
            if !name.is_empty() && !decided.refused.iter().any(|known| known == name) {
                decided.refused.push(name.to_owned());
            }
        }
        decided.refused.sort();
    };
    let decided = update(&desk, add).map_err(super::review::refused)?;
    print::say(&format!("{} refused in all; see content/decisions.yaml", print::count(decided.refused.len(), "name")));
    Ok(Exit::Done)
}
