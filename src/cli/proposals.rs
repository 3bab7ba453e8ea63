//! Reads the proposed mentions of a project (content/annotations/) for `review`, `suggest` and `import`, and says which of
//! them have no place any more.

use super::print;
use crate::base::message::Message;
use crate::parse::{DecisionsByArticle, ProposedMention, ProposedMentions};
use crate::review::proposals::LostReason;
use crate::review::{PlacedProposals, place_proposals, read_proposals};
use crate::say;
use crate::source::Snapshot;
use crate::text::selector::SelectorError;
use crate::views::Content;

/// How many messages of one sort are printed; the others are counted.
pub(super) const MAX_TOLD: usize = 10;

/// Reads the files; lines that cannot be read are printed.
pub(super) fn load(snapshot: &Snapshot) -> ProposedMentions {
    let read = read_proposals(snapshot);
    for (file, line, reason) in read.broken.iter().take(MAX_TOLD) {
        print::say(&say!(
            en: "{file}:{line}: the line is no proposed mention and is left out: {reason}",
            fr: "`{file}:{line}` : la ligne n’est pas une mention proposée et est laissée de côté : {reason}"; reason
        ));
    }
    if read.broken.len() > MAX_TOLD {
        let n = read.broken.len() - MAX_TOLD;
        print::say(&say!(en: "and {n} more such lines", fr: "et {n} autres lignes de ce genre"));
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
        let why = lost(proposed, *why);
        print::say(&say!(en: "content/annotations: {why}", fr: "content/annotations : {why}"; why));
    }
    if placed.lost.len() > MAX_TOLD && !is_quiet {
        let n = placed.lost.len() - MAX_TOLD;
        print::say(&say!(
            en: "and {n} more proposed mentions without a place",
            fr: "et {n} autres mentions proposées sans place",
        ));
    }
    placed
}

/// Says why a proposed mention has no place.
fn lost(proposed: &ProposedMention, why: LostReason) -> Message {
    let (quote, article) = (shortened(&proposed.quote), &proposed.article);
    match why {
        LostReason::NoArticle => say!(
            en: "“{quote}” is proposed in the article `{article}`, which there is not",
            fr: "« {quote} » est proposé dans l’article `{article}`, qui n’existe pas",
        ),
        LostReason::Selector(SelectorError::NotFound) => say!(
            en: "“{quote}” is no longer in the article `{article}`",
            fr: "« {quote} » n’est plus dans l’article `{article}`",
        ),
        LostReason::Selector(SelectorError::Ambiguous(n)) => say!(
            en: "“{quote}” may be one of {n} places of the article `{article}`, whose text has changed",
            fr: "« {quote} » peut être l’un de {n} endroits de l’article `{article}`, dont le texte a changé",
        ),
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
