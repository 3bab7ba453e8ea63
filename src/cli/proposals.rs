//! Reads the proposed mentions of a project (content/annotations/) for `review`, `suggest` and `import`, and says which of
//! them have no place any more.

use super::print;
use crate::parse::{DecisionsByArticle, ProposedMention, ProposedMentions};
use crate::review::proposals::LostReason;
use crate::review::{PlacedProposals, place_proposals, read_proposals};
use crate::source::Snapshot;
use crate::text::selector::SelectorError;
use crate::views::Content;

/// How many messages of one sort are printed; the others are counted.
pub(super) const MAX_TOLD: usize = 10;

/// Reads the files; lines that cannot be read are printed.
pub(super) fn load(snapshot: &Snapshot) -> ProposedMentions {
    let read = read_proposals(snapshot);
    for (file, line, reason) in read.broken.iter().take(MAX_TOLD) {
        print::say(&format!("{file}:{line}: the line is no proposed mention and is left out: {reason}"));
    }
    if read.broken.len() > MAX_TOLD {
        print::say(&format!("and {} more such lines", read.broken.len() - MAX_TOLD));
    }
    read
}

/// Finds the places of proposed mentions, and says how many have none.
pub(super) fn placed<'p>(
    content: &Content,
    decisions: &DecisionsByArticle,
    proposals: &[&'p ProposedMention],
    is_quiet: bool,
) -> PlacedProposals<'p> {
    let placed = place_proposals(content, decisions, proposals);
    for (proposed, why) in placed.lost.iter().take(if is_quiet { 0 } else { MAX_TOLD }) {
        print::say(&format!("content/annotations: {}", lost(proposed, *why)));
    }
    if placed.lost.len() > MAX_TOLD && !is_quiet {
        print::say(&format!("and {} more proposed mentions without a place", placed.lost.len() - MAX_TOLD));
    }
    placed
}

/// Says why a proposed mention has no place.
fn lost(proposed: &ProposedMention, why: LostReason) -> String {
    let (quote, article) = (shortened(&proposed.quote), &proposed.article);
    match why {
        LostReason::NoArticle => format!("“{quote}” is proposed in the article `{article}`, which there is not"),
        LostReason::Selector(SelectorError::NotFound) => format!("“{quote}” is no longer in the article `{article}`"),
        LostReason::Selector(SelectorError::Ambiguous(n)) => {
            format!("“{quote}” may be one of {n} places of the article `{article}`, whose text has changed")
        }
    }
}

/// Cuts a text for a message.
pub(super) fn shortened(text: &str) -> String {
    const MAX_CHARS: usize = 60;
    if text.chars().count() <= MAX_CHARS {
        return text.to_owned();
    }
    text.chars().take(MAX_CHARS - 1).chain(['…']).collect()
}
