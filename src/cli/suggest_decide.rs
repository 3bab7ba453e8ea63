//! `dossier suggest --accept`, `--all-above` and `--refuse`: decides about proposals in bulk, by the same plan as the desk, all
//! as one transaction. Says first what that does to the links.

use std::collections::BTreeSet;

use super::args::GlobalOptions;
use super::args::SuggestOptions;
use super::sitting::{CommandSitting, action_failure};
use super::{Exit, Failure, print, project, proposals, suggest, suggest_list};
use crate::base::SourcePath;
use crate::base::nearest::nearest;
use crate::desk::{ActionError, Plan, ProposalList, plan_proposals, proposal_key};
use crate::edit::load_decisions;
use crate::lang;
use crate::parse::{Record, decisions};
use crate::say;
use crate::suggest::draft_plan::may_be_drafted;
use crate::text::tokens::fold;

/// Most links that are shown of what changes.
const MAX_SHOWN: usize = 10;

pub(super) fn run(global: &GlobalOptions, options: &SuggestOptions) -> Result<Exit, Failure> {
    let project = project::open_to_change(global)?;
    // Decisions that cannot be read stop the command before a draft is deleted.
    load_decisions(&global.root).map_err(super::decision_failure)?;
    let mut sitting = CommandSitting::new(global, project, "", false);
    let drafts: Vec<Record> = drafts(&sitting);
    // Refusing alone needs no search for names.
    if options.all_above.is_some() || options.accept.iter().any(|key| draft(&drafts, key).is_none()) {
        sitting.proposals = found(global, &sitting, &drafts, options)?;
    }
    let refuse: Vec<String> = options.refuse.iter().map(|name| name.trim().to_owned()).collect();
    let refused: BTreeSet<String> = refuse.iter().map(|name| fold(name)).collect();
    let mut accept: Vec<String> = Vec::new();
    let mut add = |key: String| {
        if !accept.contains(&key) {
            accept.push(key);
        }
    };
    for key in &options.accept {
        let key = key.trim();
        add(draft(&drafts, key).map_or_else(|| key.to_owned(), |draft| draft.id.to_string()));
    }
    if let Some(least) = options.all_above {
        let n_least = suggest_list::least_mentions(options, sitting.proposals.articles.len());
        certain(&sitting, &drafts, least, n_least)
            .into_iter()
            .filter(|(_, name)| !refused.contains(&fold(name)))
            .for_each(|(key, _)| add(key));
    }
    let refuse: Vec<String> = refuse
        .iter()
        .map(|name| {
            drafts.iter().find(|draft| draft.id.as_str() == name).map_or(name, |draft| &draft.name.value).clone()
        })
        .collect();
    let planned = sitting.plan(|view, read| plan_proposals(view, read, &accept, &refuse));
    let (plan, left) = planned.map_err(|error| unknown_failure(error, &sitting))?;
    for file in &left {
        print::say(&say!(
            en: "{file} still has the name; change it yourself",
            fr: "{file} contient encore le nom ; modifiez-le vous-même",
        ));
    }
    let effects = sitting.effects_of(&plan);
    tell(global, &plan, options.dry_run);
    if effects.gained + effects.lost > 0 {
        let (gained, lost) = (effects.gained, effects.lost);
        let articles = print::count(effects.articles, "article", "article");
        let (s, _) = print::plural(gained);
        print::say(&say!(
            en: "{gained} link{s} gained, {lost} lost, in {articles}",
            fr: "liens gagnés : {gained}, perdus : {lost}, dans {articles}"; articles
        ));
        for one in effects.examples.iter().take(if global.quiet { 0 } else { MAX_SHOWN }) {
            let sign = if one.gained { '+' } else { '-' };
            print::line(&format!("    {sign} {} -> {} ({})", one.text, one.entity, one.article));
        }
    }
    let (n_accepted, refused) = (accept.len(), print::count(refuse.len(), "name", "nom"));
    let sum = say!(
        en: "{n_accepted} accepted, {refused} refused",
        fr: "acceptés : {n_accepted} ; refusés : {refused}"; refused
    );
    if options.dry_run {
        print::say(&say!(
            en: "{sum}: nothing was changed, this is a dry run",
            fr: "{sum} ; rien n’a été modifié, c’est un essai"; sum
        ));
        return Ok(Exit::Done);
    }
    let session = super::open_edit_session(global, options.backup)?;
    session.commit(&plan.changes()).map_err(super::edit_failure)?;
    print::say(&match refuse.is_empty() {
        true => sum,
        false => say!(
            en: "{sum}; see content/decisions.yaml",
            fr: "{sum} ; voir content/decisions.yaml"; sum
        ),
    });
    Ok(if left.is_empty() { Exit::Done } else { Exit::Content })
}

/// Returns the records that await a decision, withheld ones too.
fn drafts(sitting: &CommandSitting<'_>) -> Vec<Record> {
    let registry = &sitting.project.built.site.content.registry;
    let published = registry.entities.iter().map(|entity| &entity.record);
    published.chain(&registry.withheld).filter(|record| record.proposed).map(|record| (**record).clone()).collect()
}

/// Returns the draft with an id or a name.
fn draft<'d>(drafts: &'d [Record], key: &str) -> Option<&'d Record> {
    let by_id = drafts.iter().find(|draft| draft.id.as_str() == key);
    by_id.or_else(|| drafts.iter().find(|draft| fold(&draft.name.value) == fold(key)))
}

/// Finds the suggestions. With --all-above as if there were no drafts, so that these have a certainty too.
fn found(
    global: &GlobalOptions,
    sitting: &CommandSitting<'_>,
    drafts: &[Record],
    options: &SuggestOptions,
) -> Result<ProposalList, Failure> {
    let snapshot = &sitting.project.snapshot;
    let without = options.all_above.map(|_| {
        let files = drafts.iter().map(|draft| draft.span.file.clone()).filter(|file| file.extension() == "md");
        sitting.built_after(&Plan { files: files.map(|file| (file, (None, None))).collect(), ..Plan::default() })
    });
    let built = without.as_ref().unwrap_or(&sitting.project.built);
    let proposed = proposals::load(snapshot);
    suggest::with_candidates(global, &built.site, &proposed, |candidates, sources| {
        ProposalList::new(candidates, sources.iter().map(|source| source.id.to_owned()).collect())
    })
}

/// Returns the keys and names of what is certain enough, and named as often as what is listed: drafts by their ids, other names by theirs.
fn certain(sitting: &CommandSitting<'_>, drafts: &[Record], least: f32, n_least: usize) -> Vec<(String, String)> {
    let language = lang::data(&sitting.project.built.site.content.config.language);
    let certain = sitting.proposals.entities().filter(|one| {
        // As the list shows it, rounded.
        let is_often = one.evidence.len() >= n_least || !one.proposed_by.is_empty();
        is_often && (one.confidence * 100.0).round() >= least && may_be_drafted(one, language)
    });
    let key = |one: &crate::suggest::SuggestedEntity| match draft(drafts, &one.name) {
        Some(draft) => (draft.id.to_string(), one.name.clone()),
        None => (proposal_key(one), one.name.clone()),
    };
    certain.map(key).collect()
}

/// Says why a proposal cannot be decided about; names the nearest one.
fn unknown_failure(error: ActionError, sitting: &CommandSitting<'_>) -> Failure {
    let ActionError::Unknown(key) = &error else { return action_failure(error) };
    let registry = &sitting.project.built.site.content.registry;
    let drafts = registry.entities.iter().filter(|one| one.record.proposed).map(|one| one.record.id.as_str());
    let names = sitting.proposals.entities().map(|one| one.name.as_str());
    let near = nearest(key, drafts.chain(names));
    let help = match near {
        Some(near) => say!(en: "did you mean `{near}`?", fr: "vouliez-vous dire `{near}` ?"),
        None => say!(
            en: "nothing was changed; `dossier suggest` lists the names",
            fr: "rien n’a été modifié ; `dossier suggest` énumère les noms",
        ),
    };
    let message = say!(en: "nothing is proposed under `{key}`", fr: "rien n’est proposé sous `{key}`");
    Failure::new(Exit::Usage, message, help)
}

/// Lists the files that change.
fn tell(global: &GlobalOptions, plan: &Plan, is_dry: bool) {
    let decided = SourcePath::new(decisions::FILE);
    for (file, (before, after)) in plan.files.iter().filter(|(file, _)| !global.quiet && **file != decided) {
        print::say(&match (before, after, is_dry) {
            (None, _, false) => say!(en: "    written  {file}", fr: "    écrit  {file}"),
            (None, _, true) => say!(en: "    to write  {file}", fr: "    à écrire  {file}"),
            (_, None, false) => say!(en: "    deleted  {file}", fr: "    supprimé  {file}"),
            (_, None, true) => say!(en: "    to delete  {file}", fr: "    à supprimer  {file}"),
            (_, _, false) => say!(en: "    changed  {file}", fr: "    modifié  {file}"),
            (_, _, true) => say!(en: "    to change  {file}", fr: "    à modifier  {file}"),
        });
    }
}
