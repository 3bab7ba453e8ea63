//! Suggested names as `dossier suggest` prints them: which of them, as JSON Lines, and for people.

use serde::Serialize;

use super::args::{ListFormat, SuggestOptions};
use super::{language, print, suggest_changes};
use crate::annotate::sentences;
use crate::base::message::Message;
use crate::say;
use crate::suggest::form_union::MergeReason;
use crate::suggest::{ArticleText, RecordMatch, SuggestedEntity};

/// With more articles than this, a name must occur twice to be proposed by default.
const FEW_ARTICLES: usize = 20;

/// Where a name becomes a record.
#[derive(Clone, Copy, Debug)]
pub(super) enum NextStep {
    /// With the same command: the articles are in the dossier.
    Here,
    /// In the dossier, which does not have the articles.
    InDossier,
}

/// Prints candidates, with the texts in which they stand.
pub(super) fn list(
    candidates: &[SuggestedEntity],
    sources: &[ArticleText<'_>],
    format: ListFormat,
    next_step: NextStep,
) {
    match format {
        ListFormat::Jsonl => candidates.iter().for_each(|candidate| print::json(&json(candidate, sources))),
        ListFormat::Human => {
            table(candidates, sources);
            say_next_step(candidates.len(), next_step);
            say_limits(sources);
        }
    }
}

/// Returns the candidates that are named often enough to be listed.
pub(super) fn frequent(
    mut candidates: Vec<SuggestedEntity>,
    options: &SuggestOptions,
    n_articles: usize,
) -> Vec<SuggestedEntity> {
    let least = least_mentions(options, n_articles);
    // Somebody says of a proposed name that it is one, however rare it is.
    candidates.retain(|candidate| candidate.evidence.len() >= least || !candidate.proposed_by.is_empty());
    candidates
}

/// Returns how many mentions a name must have to be listed.
pub(super) fn least_mentions(options: &SuggestOptions, n_articles: usize) -> usize {
    options.min_mentions.unwrap_or(if n_articles > FEW_ARTICLES { 2 } else { 1 })
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
        because: reasons(candidate).into_iter().map(|reason| reason.en).collect(),
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
        let kind = candidate.kind.map_or_else(|| say!(en: "no kind", fr: "sans type"), Message::same);
        let per_cent = candidate.confidence * 100.0;
        let mentions = print::count(candidate.evidence.len(), "mention", "mention");
        let articles = print::count(candidate.n_articles, "article", "article");
        let sum = say!(
            en: "  {kind} {per_cent:.0} %, {mentions} in {articles}",
            fr: "  {kind} {per_cent:.0} %, {mentions} dans {articles}"; kind, mentions, articles
        );
        print::result_under(&candidate.name, language::said(&sum));
        for reason in reasons(candidate) {
            print::answer(&say!(en: "    {reason}", fr: "    {reason}"; reason));
        }
        if !candidate.ambiguous_with.is_empty() {
            let (en, fr) = (candidate.ambiguous_with.join(" or "), candidate.ambiguous_with.join(" ou "));
            print::answer(&say!(en: "    undecided: may be {en}", fr: "    non tranché : peut être {fr}"));
        }
        for proposer in &candidate.proposed_by {
            let (by, kind) = (&proposer.by, &proposer.kind);
            print::answer(&match kind.is_empty() {
                true => say!(en: "    proposed by {by}", fr: "    proposé par {by}"),
                false => say!(en: "    proposed by {by} as {kind}", fr: "    proposé par {by} comme {kind}"),
            });
        }
        for role in candidate.roles.iter().take(1) {
            let role = &role.text;
            print::answer(&say!(en: "    called {role}", fr: "    appelé {role}"));
        }
        if let Some(age) = &candidate.minor_age {
            let (article, words) = (sources[age.article].id, &age.text);
            print::answer(&say!(
                en: "    may be a child (“{words}”, {article}): the draft gets `visibility: initials`",
                fr: "    peut-être un enfant (« {words} », {article}) : le brouillon reçoit `visibility: initials`",
            ));
        }
        for near in &candidate.record_matches {
            let beside = beside(candidate, near);
            print::answer(&say!(en: "    {beside}", fr: "    {beside}"; beside));
        }
        if let Some((article, sentence)) = best_sentence(candidate, sources) {
            print::answer(&say!(en: "    “{sentence}” ({article})", fr: "    « {sentence} » ({article})"));
        }
    }
}

/// Says how many names have no record, and what to do with them.
fn say_next_step(n_names: usize, next_step: NextStep) {
    let names = print::count(n_names, "name", "nom");
    print::say(&match next_step {
        _ if n_names == 0 => say!(en: "every name found has a record", fr: "chaque nom trouvé a une fiche"),
        NextStep::Here => say!(
            en: "{names} without a record; --write drafts records for them, --accept NAME writes one, --refuse NAME excludes a \
                 name for good",
            fr: "{names} sans fiche ; --write écrit des brouillons de fiches, --accept NOM écrit une fiche, --refuse NOM écarte un \
                 nom pour de bon"; names
        ),
        NextStep::InDossier => say!(
            en: "{names} without a record; `dossier new` writes one, in the folder of the dossier",
            fr: "{names} sans fiche ; `dossier new` en écrit une, dans le répertoire du dossier"; names
        ),
    });
}

/// Says in which languages only evident names are proposed.
fn say_limits(sources: &[ArticleText<'_>]) {
    let n_limited = sources.iter().filter(|source| !source.language.is_tagged).count();
    if n_limited > 0 {
        let articles = print::count(n_limited, "article", "article");
        print::say(&say!(
            en: "{articles} in languages other than French and English: proposed there are only names that the text itself \
                 shows, such as a known given name before a family name; add the others with `dossier new`",
            fr: "{articles} dans d’autres langues que le français et l’anglais : là ne sont proposés que les noms que le texte \
                 montre lui-même, comme un prénom connu devant un nom de famille ; ajoutez les autres avec `dossier new`"; articles
        ));
    }
}

fn beside(candidate: &SuggestedEntity, near: &RecordMatch) -> Message {
    let (forms, id) = (suggest_changes::quoted(&candidate.forms), &near.id);
    match near.why {
        Some(_) => say!(
            en: "add {forms} to {id}? (--apply does)",
            fr: "ajouter {forms} à {id} ? (--apply le fait)",
        ),
        None => say!(en: "has the same last name as {id}", fr: "a le même nom de famille que {id}"),
    }
}

/// Returns why the spellings count as one name, one line per spelling.
fn reasons(candidate: &SuggestedEntity) -> Vec<Message> {
    let reason = |why: MergeReason| match why {
        MergeReason::Sound => say!(
            en: "spelled differently, sounds the same",
            fr: "s’écrit autrement, se prononce de même",
        ),
        MergeReason::Acronym => say!(en: "its acronym", fr: "son sigle"),
        MergeReason::Gazetteer => say!(
            en: "listed as the same in the gazetteer",
            fr: "donné pour le même dans le répertoire de noms",
        ),
        MergeReason::OnlyLongerForm => say!(
            en: "shorter, and only this name continues it",
            fr: "plus court, et seul ce nom le prolonge",
        ),
        MergeReason::SameParts => say!(
            en: "the same except for small words and inner names",
            fr: "le même, aux petits mots et aux noms intermédiaires près",
        ),
        MergeReason::LastName => say!(
            en: "last name, no one else here has it",
            fr: "nom de famille, que personne d’autre ne porte ici",
        ),
        MergeReason::LastNameInArticle => say!(
            en: "last name, no one else in the article has it",
            fr: "nom de famille, que personne d’autre ne porte dans l’article",
        ),
        MergeReason::Initial => say!(
            en: "an initial for a part of the name, and no one else here fits",
            fr: "une initiale pour une partie du nom, et personne d’autre ne convient ici",
        ),
        MergeReason::AcronymInArticle => say!(
            en: "its acronym, and the article names no other that has it",
            fr: "son sigle, et l’article n’en nomme pas d’autre qui l’ait",
        ),
    };
    let merges = candidate.merges.iter();
    merges
        .map(|merge| {
            let (form, with, why) = (&merge.form, &merge.with, reason(merge.why));
            say!(en: "{form} = {with}: {why}", fr: "{form} = {with} : {why}"; why)
        })
        .collect()
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
