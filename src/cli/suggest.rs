//! `dossier suggest`: prints the names without a record. `suggest` finds the names; this file prepares its input and prints
//! its results, and `suggest_changes` writes what the options ask for.

use serde::Serialize;

use super::args::{GlobalOptions, ListFormat};
use super::record_args::SuggestOptions;
use super::{Exit, Failure, print, project, proposals, suggest_changes, suggest_decide};
use crate::annotate::sentences;
use crate::build::{Memo, PipelineOptions};
use crate::edit::load_decisions;
use crate::parse::ProposedMentions;
use crate::suggest::corpus_texts::SuggestTexts;
use crate::suggest::form_union::MergeReason;
use crate::suggest::{ArticleText, ProposedName, RecordMatch, SuggestedEntity};
use crate::views::RenderContext;

/// With more articles than this, a name must occur twice to be proposed by default.
const FEW_ARTICLES: usize = 20;

pub(super) fn run(global: &GlobalOptions, options: &SuggestOptions) -> Result<Exit, Failure> {
    if !options.refuse.is_empty() || !options.accept.is_empty() || options.all_above.is_some() {
        return suggest_decide::run(global, options);
    }
    if options.dry_run {
        let message = "there is nothing to do that could be shown";
        return Err(Failure::new(Exit::Usage, message, "use --dry-run with --accept, --all-above or --refuse"));
    }
    let mut project = project::open(global, &PipelineOptions { drafts: true, ..PipelineOptions::default() })?;
    let proposals = proposals::load(&project.snapshot);
    // Free what only another build would need.
    project.memo = Memo::default();
    if !options.apply {
        project.snapshot.files.clear();
    }
    let project = &project;
    with_candidates(global, &project.built.site, &proposals, |mut candidates, sources| {
        let least = least_mentions(options, sources.len());
        // Somebody says of a proposed name that it is one, however rare it is.
        candidates.retain(|candidate| candidate.evidence.len() >= least || !candidate.proposed_by.is_empty());
        if options.write {
            return suggest_changes::write(global, project, &candidates, sources);
        }
        if options.apply {
            return suggest_changes::apply(global, project, &candidates, options.backup);
        }
        match options.format {
            ListFormat::Jsonl => {
                for candidate in &candidates {
                    print::json(&json(candidate, sources));
                }
            }
            ListFormat::Human => {
                table(&candidates, sources);
                say_limits(sources);
            }
        }
        Ok(Exit::Done)
    })?
}

/// Returns how many mentions a name must have to be listed.
pub(super) fn least_mentions(options: &SuggestOptions, n_articles: usize) -> usize {
    options.min_mentions.unwrap_or(if n_articles > FEW_ARTICLES { 2 } else { 1 })
}

/// Finds the names without a record, and does something with them and the texts in which they stand.
pub(super) fn with_candidates<T>(
    global: &GlobalOptions,
    rendered: &RenderContext,
    proposals: &ProposedMentions,
    then: impl FnOnce(Vec<SuggestedEntity>, &[ArticleText<'_>]) -> T,
) -> Result<T, Failure> {
    let site = &rendered.content;
    let decided = load_decisions(&global.root).map_err(super::decision_failure)?;
    let proposals = proposals.all();
    let placed = proposals::placed(site, &decided.mentions, &proposals, global.quiet);
    let proposed = placed.unknown_names().map(|(at, one)| ProposedName::at(at.get(), one.range.clone(), one.proposed));
    let proposed: Vec<ProposedName> = proposed.collect();
    let texts = SuggestTexts::of(site);
    let sources = texts.sources(site);
    let candidates = texts.suggest(site, &sources, &proposed, &decided.refused_names, &rendered.link_resolver);
    Ok(then(candidates, &sources))
}

#[derive(Serialize)]
struct SuggestionLine<'a> {
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
    /// The visibility that a draft would get, if it is not `public`.
    #[serde(skip_serializing_if = "Option::is_none")]
    visibility: Option<&'a str>,
    /// Who proposed it, if others did.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    proposed_by: Vec<ProposerLine<'a>>,
}

#[derive(Serialize)]
struct ProposerLine<'a> {
    by: &'a str,
    kind: Option<&'a str>,
}

#[derive(Serialize)]
struct EvidenceLine<'a> {
    article: &'a str,
    start: usize,
    end: usize,
    text: &'a str,
}

/// One line of `--format jsonl`. Fields that were added later come last.
fn json(candidate: &SuggestedEntity, sources: &[ArticleText<'_>]) -> String {
    let evidence = candidate.evidence.iter().map(|evidence| EvidenceLine {
        article: sources[evidence.article].id,
        start: evidence.start,
        end: evidence.end,
        text: &evidence.text,
    });
    let line = SuggestionLine {
        name: &candidate.name,
        forms: &candidate.forms,
        kind: candidate.kind,
        mentions: candidate.evidence.len(),
        articles: candidate.n_articles,
        evidence: evidence.collect(),
        near: candidate.record_matches.iter().map(|near| near.id.as_str()).collect(),
        confidence: (candidate.confidence * 100.0).round() / 100.0,
        because: reasons(candidate),
        may_be: &candidate.ambiguous_with,
        visibility: candidate.minor_age.as_ref().map(|_| "initials"),
        proposed_by: candidate
            .proposed_by
            .iter()
            .map(|one| ProposerLine { by: &one.by, kind: Some(one.kind.as_str()).filter(|kind| !kind.is_empty()) })
            .collect(),
    };
    // Plain values with string keys always serialise.
    serde_json::to_string(&line).unwrap_or_default()
}

fn table(candidates: &[SuggestedEntity], sources: &[ArticleText<'_>]) {
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
        if !candidate.ambiguous_with.is_empty() {
            print::result(&format!("    undecided: may be {}", candidate.ambiguous_with.join(" or ")));
        }
        for proposer in &candidate.proposed_by {
            let kind = if proposer.kind.is_empty() { String::new() } else { format!(" as {}", proposer.kind) };
            print::result(&format!("    proposed by {}{kind}", proposer.by));
        }
        for role in candidate.roles.iter().take(1) {
            print::result(&format!("    called {}", role.text));
        }
        if let Some(age) = &candidate.minor_age {
            let article = sources[age.article].id;
            print::result(&format!(
                "    may be a child (“{}”, {article}): the draft gets `visibility: initials`",
                age.text
            ));
        }
        for near in &candidate.record_matches {
            print::result(&format!("    {}", beside(candidate, near)));
        }
        if let Some((article, sentence)) = best_sentence(candidate, sources) {
            print::result(&format!("    “{sentence}” ({article})"));
        }
    }
    if candidates.is_empty() {
        print::say("every name found has a record");
    } else {
        print::say(&format!(
            "{} without a record; --write drafts records for them, --accept NAME writes one, --refuse NAME excludes a name for good",
            print::count(candidates.len(), "name")
        ));
    }
}

/// Says in which languages only evident names are proposed.
fn say_limits(sources: &[ArticleText<'_>]) {
    let n_limited = sources.iter().filter(|source| !source.language.is_tagged).count();
    if n_limited > 0 {
        print::say(&format!(
            "{} in languages other than French and English: proposed there are only names that the text itself shows, \
             such as a known given name before a family name; add the others with `dossier new`",
            print::count(n_limited, "article")
        ));
    }
}

fn beside(candidate: &SuggestedEntity, near: &RecordMatch) -> String {
    match near.why {
        Some(_) => format!("add {} to {}? (--apply does)", suggest_changes::quoted(&candidate.forms), near.id),
        None => format!("has the same last name as {}", near.id),
    }
}

/// Returns why the spellings count as one name, one line per spelling.
fn reasons(candidate: &SuggestedEntity) -> Vec<String> {
    let reason = |why: MergeReason| match why {
        MergeReason::Sound => "spelled differently, sounds the same",
        MergeReason::Acronym => "its acronym",
        MergeReason::Gazetteer => "listed as the same in the gazetteer",
        MergeReason::OnlyLongerForm => "shorter, and only this name continues it",
        MergeReason::SameParts => "the same except for small words and inner names",
        MergeReason::LastName => "last name, no one else here has it",
        MergeReason::LastNameInArticle => "last name, no one else in the article has it",
        MergeReason::Initial => "an initial for a part of the name, and no one else here fits",
        MergeReason::AcronymInArticle => "its acronym, and the article names no other that has it",
    };
    candidate.merges.iter().map(|merge| format!("{} = {}: {}", merge.form, merge.with, reason(merge.why))).collect()
}

/// Returns the sentence of the first passage that contains the full form.
fn best_sentence<'a>(candidate: &SuggestedEntity, sources: &[ArticleText<'a>]) -> Option<(&'a str, String)> {
    const MAX_CHARS: usize = 160;
    let best =
        candidate.evidence.iter().find(|evidence| evidence.text == candidate.name).or(candidate.evidence.first())?;
    let source = &sources[best.article];
    let block = source.blocks.iter().find(|block| block.contains(&best.bytes.start))?.clone();
    let sentence = sentences::sentence_at(source.text, block, best.bytes.start, source.language.matching());
    let words = source.text[sentence].split_whitespace().collect::<Vec<_>>().join(" ");
    let short = if words.chars().count() > MAX_CHARS {
        words.chars().take(MAX_CHARS - 1).chain(['…']).collect()
    } else {
        words
    };
    Some((source.id, short))
}
