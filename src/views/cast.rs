//! The people whom the front page introduces, and the initials that stand for a face.
//!
//! Only published records are here: who is hidden or reduced to initials has no record in the registry's entities.

use serde::Serialize;

use super::components;
use super::context::RenderContext;
use super::portrait;
use super::shared::{EntityLink, Face};
use crate::base::yaml_fields::SpannedText;
use crate::model::{BaseKind, EntityIx, List};
use crate::theme::TemplateValue;

/// Somebody or something in the cast.
#[derive(Clone, Debug, Serialize)]
pub struct CastMember {
    /// The record; `n` counts mentions.
    #[serde(flatten)]
    pub link: EntityLink,
    /// Its picture, if it has one that may be shown.
    pub face: TemplateValue<Face>,
    /// Its initials, at most two letters.
    pub initials: String,
    /// Number of quotations of it.
    pub n_quotes: u64,
}

/// Maximum and minimum number of people where nobody chose them: two rows of four, or half a row.
const MAX_MEMBERS: usize = 8;
const MIN_MEMBERS: usize = 3;

/// Makes the cast: the chosen records; else the people named by most sources, those who are quoted before those who only are
/// spoken of. `counts` are mentions, articles and sources of each entity.
#[must_use]
pub(super) fn cast(
    context: &RenderContext,
    chosen: &[SpannedText],
    counts: &List<EntityIx, [u64; 3]>,
) -> Vec<CastMember> {
    let content = &context.content;
    if !chosen.is_empty() {
        let found = chosen.iter().filter_map(|id| content.registry.find(&id.value));
        return found.map(|entity| member(context, entity, counts)).collect();
    }
    let people = EntityIx::number(&content.registry.entities).filter(|(index, entity)| {
        entity.behaves_as == BaseKind::Person && counts.entry(*index).is_some_and(|[n_mentions, ..]| *n_mentions > 0)
    });
    let mut ranked: Vec<_> = people
        .map(|(index, _)| {
            let [n_mentions, _, n_sources] = counts[index];
            let speaks = !content.link_index.quotes_by[index].is_empty();
            (std::cmp::Reverse((speaks, n_sources, n_mentions)), index)
        })
        .collect();
    if ranked.len() < MIN_MEMBERS {
        return Vec::new();
    }
    ranked.sort_unstable();
    ranked.truncate(MAX_MEMBERS);
    ranked.into_iter().map(|(_, index)| member(context, index, counts)).collect()
}

fn member(context: &RenderContext, index: EntityIx, counts: &List<EntityIx, [u64; 3]>) -> CastMember {
    let content = &context.content;
    let [n_mentions, ..] = counts[index];
    CastMember {
        link: components::entity_link(content, index, n_mentions),
        face: portrait::face(context, index),
        initials: portrait::initials(content, index),
        n_quotes: content.link_index.quotes_by[index].len() as u64,
    }
}
