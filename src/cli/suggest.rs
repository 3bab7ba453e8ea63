//! `dossier suggest`: the names without a record. `suggest` finds the names; this file prepares its input, `suggest_list` prints its
//! results, and `suggest_changes` writes what the options ask for.

use super::args::{GlobalOptions, SuggestOptions};
use super::suggest_list::{self, NextStep};
use super::{Exit, Failure, project, proposals, suggest_changes, suggest_decide, suggest_spread};
use crate::build::{Memo, PipelineOptions};
use crate::edit::load_decisions;
use crate::parse::ProposedMentions;
use crate::say;
use crate::suggest::corpus_texts::SuggestTexts;
use crate::suggest::{ArticleText, ProposedName, SuggestedEntity};
use crate::views::RenderContext;

pub(super) fn run(global: &GlobalOptions, options: &SuggestOptions) -> Result<Exit, Failure> {
    if options.partial {
        return suggest_spread::write_partial(global, options);
    }
    if !options.merge.is_empty() {
        return suggest_spread::merge(global, options);
    }
    if !options.refuse.is_empty() || !options.accept.is_empty() || options.all_above.is_some() {
        return suggest_decide::run(global, options);
    }
    if options.dry_run {
        return Err(Failure::new(
            Exit::Usage,
            say!(en: "there is nothing to do that could be shown", fr: "il n’y a rien à faire qui puisse être montré"),
            say!(
                en: "use --dry-run with --accept, --all-above or --refuse",
                fr: "utilisez --dry-run avec --accept, --all-above ou --refuse",
            ),
        ));
    }
    let mut project = project::open(global, &PipelineOptions { drafts: true, ..PipelineOptions::default() })?;
    let proposals = proposals::load(&project.snapshot);
    // Free what only another build would need.
    project.memo = Memo::default();
    if !options.apply {
        project.snapshot.files.clear();
    }
    let project = &project;
    with_candidates(global, &project.built.site, &proposals, |candidates, sources| {
        let candidates = suggest_list::frequent(candidates, options, sources.len());
        if options.write {
            return suggest_changes::write(global, project, &candidates, sources);
        }
        if options.apply {
            return suggest_changes::apply(global, project, &candidates, options.backup);
        }
        suggest_list::list(&candidates, sources, options.format, NextStep::Here);
        Ok(Exit::Done)
    })?
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
