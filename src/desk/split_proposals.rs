//! A proposal that joins several spellings -> two proposals: some of its spellings become one of their own. Pure.
//!
//! A suggestion is in no file, so that its split is in none either: the list of suggestions is divided by the splits that the
//! sitting holds, and undivided when they are taken back. A draft is split in its file. What is accepted afterwards writes
//! a record with the spellings that are left to it.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::action::Action;
use super::plan::ActionError;
use super::planner::Planner;
use super::proposals::{ListedProposal, ProposalList};
use super::record_plans::record_path;
use super::refusals::no_draft_any_more;
use crate::base::csv_table::{join_list, split_list};
use crate::edit::{FieldEditor, new_record_text};
use crate::model::Id;
use crate::model::id::slug;
use crate::parse::Record;
use crate::say;
use crate::suggest::SuggestedEntity;
use crate::text::tokens::fold;

/// Returns what the desk calls the part of a suggestion that was split off. No id holds a slash.
pub(super) fn part_key(proposal: &str, forms: &[String]) -> String {
    format!("{proposal}/{}", forms.first().map_or("", String::as_str))
}

/// Returns the single actions of an action.
pub(super) fn single_actions(action: &Action) -> &[Action] {
    match action {
        Action::Several { actions } => actions,
        action => std::slice::from_ref(action),
    }
}

/// Returns the proposals that an action accepts or refuses.
pub(super) fn decided_keys(action: &Action) -> impl Iterator<Item = &str> {
    single_actions(action).iter().flat_map(|action| match action {
        Action::Accept { proposal, also, .. } => std::iter::once(proposal).chain(also).map(String::as_str).collect(),
        Action::Refuse { proposal } => vec![proposal.as_str()],
        _ => Vec::new(),
    })
}

/// Returns whether a later action needs the rows that an action has split.
pub(super) fn is_needed(action: &Action, later: &Action) -> bool {
    let rows: BTreeSet<String> = single_actions(action)
        .iter()
        .flat_map(|action| match action {
            Action::Split { proposal, forms } => vec![proposal.clone(), part_key(proposal, forms)],
            _ => Vec::new(),
        })
        .collect();
    let is_split = |action: &Action| matches!(action, Action::Split { proposal, .. } if rows.contains(proposal));
    decided_keys(later).any(|key| rows.contains(key)) || single_actions(later).iter().any(is_split)
}

impl ProposalList {
    /// Returns the list with a suggestion split; as it is if there is no such suggestion, or none of its spellings is chosen.
    pub(super) fn divide(&mut self, proposal: &str, forms: &[String]) {
        let Some(index) = self.candidates.iter().position(|one| one.key == proposal) else { return };
        let Some((rest, part)) = parts(&self.candidates[index].entity, forms) else { return };
        let key = part_key(proposal, forms);
        self.candidates[index].entity = Arc::new(rest);
        self.candidates.insert(index + 1, ListedProposal { key, entity: Arc::new(part) });
    }
}

/// Splits a suggestion into what is left and what has the chosen spellings; its name stays. What was found out about the
/// whole stays with the name; only an age under 18 goes with both, because it protects.
fn parts(whole: &SuggestedEntity, chosen: &[String]) -> Option<(SuggestedEntity, SuggestedEntity)> {
    let chosen: Vec<&String> =
        chosen.iter().filter(|form| **form != whole.name && whole.forms.contains(form)).collect();
    let name = (*chosen.first()?).clone();
    let folded: BTreeSet<String> = chosen.iter().map(|form| fold(form)).collect();
    let is_chosen = |form: &String| folded.contains(&fold(form)) && *form != whole.name;
    let (mut rest, mut part) = (whole.clone(), whole.clone());
    rest.forms.retain(|form| !is_chosen(form));
    part.forms.retain(is_chosen);
    // Its name is the first of its forms.
    part.forms.retain(|form| *form != name);
    part.forms.insert(0, name.clone());
    rest.merges.retain(|merge| !is_chosen(&merge.form));
    part.merges.retain(|merge| is_chosen(&merge.form));
    rest.evidence.retain(|one| !is_chosen(&one.text));
    part.evidence.retain(|one| is_chosen(&one.text));
    for one in [&mut rest, &mut part] {
        one.n_articles = one.evidence.iter().map(|evidence| evidence.article).collect::<BTreeSet<_>>().len();
    }
    part.id = Id::parse(&slug(&name)).ok();
    part.name = name;
    (part.family, part.coordinates, part.event) = (None, None, None);
    part.roles.clear();
    part.record_matches.clear();
    Some((rest, part))
}

impl Planner<'_> {
    /// Splits a draft in its file, or a suggestion in this sitting.
    pub(super) fn split(&mut self, proposal: &str, forms: &[String]) -> Result<(), ActionError> {
        let distinct: BTreeSet<&String> = forms.iter().collect();
        if forms.is_empty() || distinct.len() < forms.len() {
            return Err(ActionError::Impossible(say!(
                en: "choose the spellings that become a row of their own, each once",
                fr: "cochez, une fois chacune, les graphies qui doivent former une ligne à part",
            )));
        }
        if let Ok(record) = self.record(proposal) {
            return self.split_draft(record, forms);
        }
        let found = self.view.proposals.find(proposal).ok_or_else(|| ActionError::Unknown(proposal.to_owned()))?;
        let is_other = |form: &&String| **form == found.name || !found.forms.contains(form);
        if let Some(form) = forms.iter().find(is_other) {
            return Err(no_spelling(form, &found.name));
        }
        self.is_kept = true;
        Ok(())
    }

    fn split_draft(&mut self, record: &Record, forms: &[String]) -> Result<(), ActionError> {
        if !record.proposed {
            return Err(no_draft_any_more(record.id.as_str()));
        }
        let editor = FieldEditor::new(&record.span.file, self.text(&record.span.file)?);
        let value = |field: &str| editor.value_of(&record.kind, &record.id, field).unwrap_or_default();
        let lists = ["names", "weak"].map(|field| (field, split_list(&value(field), ';')));
        let visibility = value("visibility");
        if let Some(form) = forms.iter().find(|form| !lists.iter().any(|(_, list)| list.contains(form))) {
            return Err(no_spelling(form, &record.name.value));
        }
        let name = forms.first().map_or("", String::as_str);
        let kind = self.kind(&record.kind)?;
        let id = self.free_id(name, kind, None)?;
        let file = record_path(kind, &id);
        let id = Id::parse(&id)
            .map_err(|reason| ActionError::Impossible(say!(en: "`{id}` {reason}", fr: "`{id}` {reason}"; reason)))?;
        let mut new = FieldEditor::new(&file, new_record_text(name));
        let set =
            |editor: &mut FieldEditor<'_>, field: &str, value: &str| editor.set_field(&record.kind, &id, field, value);
        set(&mut new, "status", "proposed")?;
        // Whom it may be about is protected as before.
        set(&mut new, "visibility", if visibility == "public" { "" } else { &visibility })?;
        for (field, list) in lists {
            let (own, rest): (Vec<&String>, Vec<&String>) = list.iter().partition(|form| forms.contains(form));
            let own = own.into_iter().filter(|form| *form != name).map(String::as_str);
            set(&mut new, field, &join_list(own, ';'))?;
            let rest = join_list(rest.into_iter().map(String::as_str), ';');
            self.edit_record(record.id.as_str(), |editor, kind, id| editor.set_field(kind, id, field, &rest))?;
        }
        let text = new.finish();
        self.write(&file, text)
    }
}

fn no_spelling(form: &str, name: &str) -> ActionError {
    ActionError::Impossible(say!(
        en: "`{form}` is no other spelling of `{name}`, or none any more; load the page again",
        fr: "`{form}` ne figure pas, ou plus, parmi les autres graphies de `{name}` ; rechargez la page",
    ))
}
