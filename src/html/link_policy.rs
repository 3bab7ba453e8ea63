//! Decides which mentions of a text become links, by the policy of the site.

use std::collections::HashSet;

use super::input::BodyInput;
use crate::annotate::{LinkReason, Mention};
use crate::config::LinkPolicy;
use crate::model::Id;

/// Returns for each mention whether the policy makes it a link.
#[must_use]
pub(super) fn linked_mentions(input: &BodyInput<'_>) -> Vec<bool> {
    let mentions = &input.annotated.mentions;
    let mut seen: HashSet<(Id, usize)> = HashSet::new();
    let is_link = |(index, mention): (usize, &Mention)| {
        if input.own_entity == Some(&mention.entity) {
            return false;
        }
        let scope = match input.policy {
            LinkPolicy::All => return true,
            LinkPolicy::First => 0,
            LinkPolicy::FirstInParagraph => input.body.block_at(mention.start).map_or(0, |block| block.start),
        };
        if mention.reason == LinkReason::Explicit {
            seen.insert((mention.entity.clone(), scope));
            return true;
        }
        // In `le président russe Vladimir Poutine` the name is the link, not the role before it.
        let named_next = mentions.get(index + 1).is_some_and(|next| {
            let between = input.body.text.get(mention.end..next.start).unwrap_or("?");
            next.entity == mention.entity && between.trim_matches([' ', ',', '\u{a0}']).is_empty()
        });
        let in_apposition = mention.reason == LinkReason::Role && named_next;
        !in_apposition && seen.insert((mention.entity.clone(), scope))
    };
    mentions.iter().enumerate().map(is_link).collect()
}
