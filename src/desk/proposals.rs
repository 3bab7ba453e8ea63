//! The names that no record covers, as `dossier suggest` finds them and as others propose them, kept with the articles that their evidence refers to.

use std::sync::Arc;

use crate::base::SourcePath;
use crate::build::BuiltSite;
use crate::parse::{DecisionFile, decisions};
use crate::review::{place_proposals, read_proposals};
use crate::source::Snapshot;
use crate::suggest::corpus_texts::SuggestTexts;
use crate::suggest::{ProposedName, SuggestedEntity};

/// The suggestions for one state of a dossier.
#[derive(Clone, Default)]
pub struct ProposalList {
    /// The suggestions, most mentioned first.
    pub(super) candidates: Vec<ListedProposal>,
    /// The ids of the articles that evidence refers to by index.
    pub(crate) articles: Arc<[String]>,
}

/// A suggestion, and what an action calls it.
#[derive(Clone)]
pub(super) struct ListedProposal {
    /// Its id, or its name if no id can be made from it; of a part that was split off, a key of its own.
    pub(super) key: String,
    /// What was found.
    pub(super) entity: Arc<SuggestedEntity>,
}

impl ProposalList {
    /// Finds the suggestions of a built site. This reads every article; a large dossier takes seconds.
    #[must_use]
    pub fn of(built: &BuiltSite, snapshot: &Snapshot) -> Self {
        let content = &built.site.content;
        let file = SourcePath::new(decisions::FILE);
        let decided = snapshot.files.get(&file).map(|found| decisions::parse(&file, &found.bytes).value);
        let DecisionFile { refused_names, mentions } = decided.unwrap_or_default();
        let foreign = read_proposals(snapshot);
        let foreign = foreign.all();
        let placed = place_proposals(content, &mentions, &foreign);
        let proposed =
            placed.unknown_names().map(|(at, one)| ProposedName::at(at.get(), one.range.clone(), one.proposed));
        let proposed: Vec<ProposedName> = proposed.collect();
        let texts = SuggestTexts::of(content);
        let candidates =
            texts.suggest(content, &texts.sources(content), &proposed, &refused_names, &built.site.link_resolver);
        Self::new(candidates, content.articles.iter().map(|text| text.document.id.to_string()).collect())
    }

    /// Lists suggestions; `articles` are the ids that their evidence refers to by index.
    #[must_use]
    pub(crate) fn new(found: Vec<SuggestedEntity>, articles: Vec<String>) -> Self {
        let listed = |entity: SuggestedEntity| ListedProposal { key: proposal_key(&entity), entity: Arc::new(entity) };
        Self { candidates: found.into_iter().map(listed).collect(), articles: articles.into() }
    }

    /// Returns the suggestions in order.
    pub(crate) fn entities(&self) -> impl Iterator<Item = &SuggestedEntity> {
        self.candidates.iter().map(|one| &*one.entity)
    }

    /// Returns the suggestion with an id or a name.
    #[must_use]
    pub(crate) fn find(&self, key: &str) -> Option<&SuggestedEntity> {
        let by_key = self.candidates.iter().find(|one| one.key == key);
        let found = by_key.or_else(|| self.candidates.iter().find(|one| one.entity.name == key));
        found.map(|one| &*one.entity)
    }

    /// Returns the ids or names of all suggestions, in order.
    #[must_use]
    pub fn keys(&self) -> Vec<String> {
        self.candidates.iter().map(|one| one.key.clone()).collect()
    }

    /// Returns the spellings of a suggestion besides its name.
    #[must_use]
    pub fn other_forms(&self, key: &str) -> Vec<String> {
        let found = self.find(key);
        found.map(|one| one.forms.iter().filter(|form| **form != one.name).cloned().collect()).unwrap_or_default()
    }
}

/// Returns what an action calls a suggestion: its id, or its name if no id can be made from it.
pub(crate) fn proposal_key(candidate: &SuggestedEntity) -> String {
    candidate.id.as_ref().map_or_else(|| candidate.name.clone(), ToString::to_string)
}
