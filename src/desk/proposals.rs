//! The names that no record covers, as `dossier suggest` finds them and as others propose them, kept with the articles that their evidence refers to.

use crate::base::SourcePath;
use crate::build::BuiltSite;
use crate::parse::{DecisionFile, decisions};
use crate::review::{place_proposals, read_proposals};
use crate::source::Snapshot;
use crate::suggest::corpus_texts::SuggestTexts;
use crate::suggest::{ProposedName, SuggestedEntity};

/// The suggestions for one state of a dossier.
#[derive(Default)]
pub struct ProposalList {
    /// The suggestions, most mentioned first.
    pub(crate) candidates: Vec<SuggestedEntity>,
    /// The ids of the articles that evidence refers to by index.
    pub(crate) articles: Vec<String>,
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
        let articles = content.articles.iter().map(|text| text.document.id.to_string()).collect();
        Self { candidates, articles }
    }

    /// Returns the suggestion with an id or a name.
    #[must_use]
    pub(crate) fn find(&self, key: &str) -> Option<&SuggestedEntity> {
        let has_id = |one: &&SuggestedEntity| one.id.as_ref().is_some_and(|id| id.as_str() == key);
        self.candidates.iter().find(has_id).or_else(|| self.candidates.iter().find(|one| one.name == key))
    }

    /// Returns the ids or names of all suggestions, in order.
    #[must_use]
    pub fn keys(&self) -> Vec<String> {
        self.candidates.iter().map(proposal_key).collect()
    }
}

/// Returns what an action calls a suggestion: its id, or its name if no id can be made from it.
pub(crate) fn proposal_key(candidate: &SuggestedEntity) -> String {
    candidate.id.as_ref().map_or_else(|| candidate.name.clone(), ToString::to_string)
}
