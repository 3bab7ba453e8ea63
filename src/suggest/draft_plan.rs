//! Suggested entities -> the draft records to write. Pure: the command line writes the files.
//!
//! A draft links at once, so only what cannot make the links of a dossier worse is drafted: no last name or first name that
//! may be one of several persons', no spelling of a record, no form that would match everywhere. A draft refers to other
//! records only if they exist or are drafted with it.

use std::collections::HashSet;

use super::SuggestedEntity;
use super::draft;
use crate::lang::LanguageData;
use crate::model::EntityKind;
use crate::registry::lexicon::unusable_form;
use crate::text::tokens::fold;

/// The drafts to write, and how many names get none.
#[derive(Debug, Default)]
pub(crate) struct DraftPlan {
    /// The drafts, in order of suggestion.
    pub drafts: Vec<DraftRecord>,
    /// How many names may be one of several persons or bodies: `dossier review` asks about them.
    pub n_undecided: usize,
    /// How many other names get no draft.
    pub n_skipped: usize,
}

/// One draft record.
#[derive(Debug)]
pub(crate) struct DraftRecord {
    /// Its file below the project's folder.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// Plans the drafts. `articles` are the ids of the articles that evidence refers to by index, `is_known` says whether a
/// record has an id, `is_taken` whether a new file of that id and path would collide with another.
pub(crate) fn plan_drafts(
    candidates: &[SuggestedEntity],
    articles: &[&str],
    kinds: &[EntityKind],
    language: &LanguageData,
    is_known: impl Fn(&str) -> bool,
    is_taken: impl Fn(&str, &str) -> bool,
) -> DraftPlan {
    let mut plan = DraftPlan::default();
    let mut chosen: Vec<(&SuggestedEntity, String, String)> = Vec::new();
    for candidate in candidates {
        if is_undecided(candidate) {
            plan.n_undecided += 1;
            continue;
        }
        let kind = candidate.kind.and_then(|kind| kinds.iter().find(|known| known.id == kind));
        let id = candidate.id.as_ref().map(ToString::to_string);
        let place = kind.zip(id).map(|(kind, id)| (format!("content/{}/{id}.md", kind.content), id));
        match place.filter(|(path, id)| is_record(candidate, language) && !is_taken(id, path)) {
            Some((path, id)) => chosen.push((candidate, path, id)),
            None => plan.n_skipped += 1,
        }
    }
    let ids: HashSet<&str> = chosen.iter().map(|(_, _, id)| id.as_str()).collect();
    for (candidate, path, _) in &chosen {
        let has_record = |id: &str| ids.contains(id) || is_known(id);
        let text = draft::draft(candidate, articles, &language.records.draft, has_record);
        plan.drafts.push(DraftRecord { path: path.clone(), text });
    }
    plan
}

/// Returns whether a name may be given a record without asking anybody.
pub(crate) fn may_be_drafted(candidate: &SuggestedEntity, language: &LanguageData) -> bool {
    candidate.kind.is_some() && !is_undecided(candidate) && is_record(candidate, language)
}

/// Returns whether a name may be one of several, or is only a part of a recorded person's name.
fn is_undecided(candidate: &SuggestedEntity) -> bool {
    let is_part = candidate.kind == Some("person") && !candidate.name.contains(' ');
    !candidate.ambiguous_with.is_empty() || (is_part && candidate.record_matches.iter().any(|near| near.why.is_none()))
}

/// Returns whether a name deserves a record of its own. `Défense` in `ministre de la Défense` is recognised as a name but
/// deserves no page.
fn is_record(candidate: &SuggestedEntity, language: &LanguageData) -> bool {
    let common = &language.matching().common_names;
    let is_noun = !candidate.name.contains(' ') && common.contains(&fold(&candidate.name));
    !is_noun
        && unusable_form(&candidate.name).is_none()
        && candidate.record_matches.iter().all(|near| near.why.is_none())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang;
    use crate::model::Id;
    use crate::suggest::suggested_entity::{NameEvidence, SuggestedEvent};

    fn candidate(name: &str, kind: &'static str) -> SuggestedEntity {
        SuggestedEntity {
            id: Id::parse(&crate::model::id::slug(name)).ok(),
            name: name.to_owned(),
            forms: vec![name.to_owned()],
            kind: Some(kind),
            confidence: 1.0,
            evidence: Vec::new(),
            n_articles: 1,
            merges: Vec::new(),
            ambiguous_with: Vec::new(),
            record_matches: Vec::new(),
            family: None,
            coordinates: None,
            roles: Vec::new(),
            event: None,
            minor_age: None,
            proposed_by: Vec::new(),
        }
    }

    fn plan(candidates: &[SuggestedEntity]) -> DraftPlan {
        let kinds = crate::config::site::parse("title: T\nlanguage: fr\n").value.kinds;
        plan_drafts(candidates, &["a"], &kinds, lang::by_tag("fr"), |id| id == "brest", |_, _| false)
    }

    #[test]
    fn a_name_that_may_be_one_of_several_gets_no_draft() {
        let stray = SuggestedEntity {
            ambiguous_with: vec!["Jeanne Morvan".to_owned(), "Yann Morvan".to_owned()],
            ..candidate("Morvan", "person")
        };
        let plan = plan(&[candidate("Jeanne Morvan", "person"), candidate("Yann Morvan", "person"), stray]);
        let paths: Vec<&str> = plan.drafts.iter().map(|draft| draft.path.as_str()).collect();
        assert_eq!(paths, ["content/people/jeanne-morvan.md", "content/people/yann-morvan.md"]);
        assert_eq!((plan.n_undecided, plan.n_skipped), (1, 0));
    }

    #[test]
    fn a_draft_refers_to_records_that_exist_and_has_no_form_of_one_letter() {
        let event = SuggestedEvent {
            date: Some("2020-06-22/2020-06-28".to_owned()),
            participants: vec!["jeanne-morvan".to_owned(), "paul-adam".to_owned()],
            place: Some("brest".to_owned()),
        };
        let person = SuggestedEntity {
            forms: vec!["Jeanne Morvan".to_owned(), "J. Morvan".to_owned(), "M.".to_owned(), "X".to_owned()],
            minor_age: Some(NameEvidence { article: 0, start: 0, end: 6, bytes: 0..6, text: "14\nans".to_owned() }),
            ..candidate("Jeanne Morvan", "person")
        };
        let visit = SuggestedEntity { event: Some(event), ..candidate("visite à Brest (2020)", "event") };
        let plan = plan(&[person, visit, candidate("X", "organisation")]);
        let texts: Vec<&str> = plan.drafts.iter().map(|draft| draft.text.as_str()).collect();
        assert_eq!((texts.len(), plan.n_skipped), (2, 1));
        assert!(texts[0].contains("names: [J. Morvan]\n") && !texts[0].contains("weak:"), "{}", texts[0]);
        assert!(texts[0].contains("14 ans (a)\n"), "{}", texts[0]);
        assert!(
            texts[1].contains("participants: [jeanne-morvan]\n") && texts[1].contains("place: brest\n"),
            "{}",
            texts[1]
        );
    }
}
