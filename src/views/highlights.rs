//! Which dated records of a dossier matter most: for the front page and the lines of time.

use super::components;
use super::context::RenderContext;
use super::event_evidence;
use super::moments::dated_records;
use super::time_index::DatedRecord;

/// Returns the dated records that matter most, in order of time: those that somebody wrote or accepted before proposals,
/// then those with more sources. A proposal that no article names is left out.
#[must_use]
pub(crate) fn leading(context: &RenderContext, max: usize) -> Vec<DatedRecord> {
    let content = &context.content;
    let mut ranked: Vec<_> = dated_records(context)
        .records
        .iter()
        .filter_map(|one| {
            let record = &content.registry.entities[one.entity].record;
            let [n_mentions, _, n_sources] = components::counts(content, one.entity);
            let n_sources = n_sources.max(event_evidence::articles(context, one.entity).len() as u64);
            let rank = (n_sources, n_mentions, record.participants.len());
            (!record.proposed || n_sources > 0).then_some((record.proposed, std::cmp::Reverse(rank), *one))
        })
        .collect();
    ranked.sort_by_key(|(proposed, rank, one)| (*proposed, *rank, one.entity));
    ranked.truncate(max);
    let mut leading: Vec<DatedRecord> = ranked.into_iter().map(|(_, _, one)| one).collect();
    leading.sort_by_key(|one| (one.days.from, one.days.to, one.entity));
    leading
}

/// Returns how many dated records are no proposals.
#[must_use]
pub(crate) fn n_written(context: &RenderContext) -> usize {
    let is_written = |one: &&DatedRecord| !context.content.registry.entities[one.entity].record.proposed;
    dated_records(context).records.iter().filter(is_written).count()
}
