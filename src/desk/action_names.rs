//! An action -> what the things that it names are called: titles of articles, names of records, proposals and kinds. Pure.
//!
//! The list of what was done shows them: a record that is gone, or has another name by then, is called what it was called.

use std::collections::BTreeMap;

use super::action::Action;
use super::file_plans::file_of_id;
use super::planner::DeskView;
use super::split_proposals::single_actions;

/// Names by id.
#[derive(Clone, Debug, Default)]
pub(super) struct ActionNames {
    things: BTreeMap<String, String>,
    kinds: BTreeMap<String, String>,
}

/// Most actions of several whose things are looked up: more are not said one by one.
const MAX_ACTIONS: usize = 20;

impl ActionNames {
    /// Looks up what an action names.
    #[must_use]
    pub(super) fn of(view: &DeskView<'_>, action: &Action) -> Self {
        let mut names = Self::default();
        for one in single_actions(action).iter().take(MAX_ACTIONS) {
            for id in one.ids() {
                if let Some(name) = name_of(view, id) {
                    names.things.insert(id.to_owned(), name);
                }
            }
            if let Action::Retype { kind, .. } = one {
                let kinds = &view.built.site.content.config.kinds;
                let label = kinds.iter().find(|known| known.id == *kind).map(|known| known.label.clone());
                names.kinds.extend(label.map(|label| (kind.clone(), label)));
            }
        }
        names
    }

    /// Returns what something is called, or its id.
    #[must_use]
    pub(super) fn thing(&self, id: &str) -> String {
        self.things.get(id).cloned().unwrap_or_else(|| id.to_owned())
    }

    /// Returns what a kind is called, or its id.
    #[must_use]
    pub(super) fn kind(&self, id: &str) -> String {
        self.kinds.get(id).cloned().unwrap_or_else(|| id.to_owned())
    }
}

/// Returns the title of an article, the name of a record or a proposal, or the name of a file.
fn name_of(view: &DeskView<'_>, id: &str) -> Option<String> {
    let content = &view.built.site.content;
    let article = content.articles.binary_search_by(|text| text.document.id.as_str().cmp(id)).ok();
    if let Some(text) = article.and_then(|index| content.articles.get(index)) {
        return Some(text.document.title.clone());
    }
    let shown = content.registry.find(id).map(|index| &content.registry.entities[index].record);
    let record = shown.or_else(|| content.registry.withheld.iter().find(|record| record.id.as_str() == id));
    if let Some(record) = record {
        return Some(record.name.value.clone());
    }
    let proposal = view.proposals.find(id).map(|found| found.name.clone());
    proposal.or_else(|| file_of_id(view.built, view.snapshot, id).map(|file| file.to_string()))
}
