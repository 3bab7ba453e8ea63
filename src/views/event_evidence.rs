//! What was written about the days of an event: the dated sentences that fall on one of its days and name somebody who took
//! part, or its place. An event that no article calls by its name has its passages all the same.
//!
//! The index is made once for a build. Only events whose days are certain and few are in it: a sentence about `2023` says
//! nothing about a day of that year.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::context::RenderContext;
use super::moments;
use super::time_index::{DayPassage, DayRange, EvidenceIndex};
use crate::geometry::time_axis::DayNumber;
use crate::link::summary::{ArticleSummary, DatedSentence};
use crate::model::{ArticleIx, EntityIx, Id, List};

/// A longer event is a time, not a happening.
const MAX_EVENT_DAYS: i32 = 31;
/// A passage about more days than a week is about no day.
const MAX_PASSAGE_DAYS: i32 = 6;
/// Maximum numbers: events that are looked up for a day, participants of each, passages kept for each event.
const MAX_EVENTS_OF_DAY: usize = 16;
const MAX_PARTICIPANTS: usize = 24;
const MAX_PASSAGES: usize = 60;
/// Maximum number of names before and after a date that are compared with its paragraph.
const MAX_NEAR: usize = 32;

/// Returns the index.
#[must_use]
pub(crate) fn index(context: &RenderContext) -> &EvidenceIndex {
    context.cache.event_evidence.get_or_init(|| make(context))
}

/// Returns the articles that report an event: those that name it, those with passages about its days, those that it cites.
#[must_use]
pub(crate) fn articles(context: &RenderContext, event: EntityIx) -> BTreeSet<ArticleIx> {
    let named = context.content.link_index.backlinks[event].iter().map(|at| at.article);
    let of_days = index(context).passages[event].iter().map(|passage| passage.article);
    let cited = cited_paragraphs(context, event).into_iter().map(|(article, _)| article);
    named.chain(of_days).chain(cited).collect()
}

/// Maximum number of paragraphs that one record may cite.
const MAX_CITED: usize = 40;

/// Returns the paragraphs of articles that a record cites: in its `sources`, then in its text, `[[article#p3]]`.
#[must_use]
pub(crate) fn cited_paragraphs(context: &RenderContext, event: EntityIx) -> Vec<(ArticleIx, u32)> {
    let content = &context.content;
    let mut cited: Vec<(ArticleIx, u32)> = Vec::new();
    let record = &content.registry.entities[event].record;
    let sources = record.sources.iter().map(|text| text.value.split_once('#').unwrap_or((&text.value, "p1")));
    let links = record.body.wiki_links.iter();
    let links = links.map(|link| (link.id.as_str(), link.fragment.as_deref().unwrap_or_default()));
    for (id, fragment) in sources.chain(links) {
        let number = fragment.strip_prefix('p').and_then(|number| number.parse::<u32>().ok());
        let article =
            Id::parse(id).ok().and_then(|id| content.articles.binary_search_by(|one| one.document.id.cmp(&id)).ok());
        let Some(place) = article.map(ArticleIx::new).zip(number.filter(|number| *number > 0)) else { continue };
        if !cited.contains(&place) && cited.len() < MAX_CITED {
            cited.push(place);
        }
    }
    cited
}

/// What of an event a sentence may name.
struct EventSigns<'a> {
    event: EntityIx,
    days: DayRange,
    /// The event, who took part, and the place.
    signs: Vec<(EntityIx, &'a Id, Sign)>,
}

/// How much a name says about which event is meant. In order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Sign {
    Place,
    Participant,
    Event,
}

fn make(context: &RenderContext) -> EvidenceIndex {
    let content = &context.content;
    let mut made = EvidenceIndex {
        passages: List::from(vec![Vec::new(); content.registry.entities.len()]),
        event_of: HashMap::new(),
    };
    let events = events(context);
    let mut by_day: BTreeMap<DayNumber, Vec<usize>> = BTreeMap::new();
    for (number, event) in events.iter().enumerate() {
        for day in event.days.from..=event.days.to {
            let of_day = by_day.entry(day).or_default();
            if of_day.len() < MAX_EVENTS_OF_DAY {
                of_day.push(number);
            }
        }
    }
    if by_day.is_empty() {
        return made;
    }
    for article in &content.link_index.by_date {
        let summary = &content.link_index.articles[*article];
        for (number, date) in summary.dates.iter().enumerate() {
            let days = moments::value_range(&date.value).filter(|days| days.length() <= MAX_PASSAGE_DAYS);
            let Some(days) = days.filter(|days| !days.is_open) else { continue };
            let mut found: Vec<usize> =
                by_day.range(days.from..=days.to).flat_map(|(_, events)| events).copied().collect();
            found.sort_unstable();
            found.dedup();
            let named = found.iter().filter_map(|event| {
                let (with, score) = named_sign(summary, date, &events[*event].signs)?;
                Some((score, std::cmp::Reverse(events[*event].days.length()), std::cmp::Reverse(*event), with))
            });
            let named: Vec<_> = named.collect();
            if let Some((_, _, best, _)) = named.iter().max() {
                made.event_of.insert((*article, number), events[best.0].event);
            }
            for (_, _, event, with) in named {
                let passages = &mut made.passages[events[event.0].event];
                if passages.len() < MAX_PASSAGES {
                    passages.push(DayPassage { article: *article, date: number, with });
                }
            }
        }
    }
    made
}

/// Returns the events whose days are certain and few.
fn events(context: &RenderContext) -> Vec<EventSigns<'_>> {
    let registry = &context.content.registry;
    let dated = moments::dated_records(context).records.iter();
    let short = dated.filter(|one| one.days.is_exact && !one.days.is_open && one.days.length() < MAX_EVENT_DAYS);
    let with_signs = short.map(|one| {
        let record = &registry.entities[one.entity].record;
        let participants = record.participants.iter().take(MAX_PARTICIPANTS).map(|text| (text, Sign::Participant));
        let named = participants.chain(record.place.iter().map(|text| (text, Sign::Place)));
        let signs = named.filter_map(|(text, sign)| {
            let entity = registry.find(&text.value)?;
            Some((entity, &registry.entities[entity].record.id, sign))
        });
        let own = std::iter::once((one.entity, &record.id, Sign::Event));
        EventSigns { event: one.entity, days: one.days, signs: own.chain(signs).collect() }
    });
    with_signs.collect()
}

/// Returns the sign of an event that a dated sentence names, and how much the sentence says: names in the sentence itself
/// count more than those in its paragraph. A place alone must be in the sentence.
fn named_sign(
    summary: &ArticleSummary,
    date: &DatedSentence,
    signs: &[(EntityIx, &Id, Sign)],
) -> Option<(EntityIx, (Sign, bool, usize))> {
    let mut best: Option<(EntityIx, (Sign, bool))> = None;
    let mut n = 0;
    for (entity, id, sign) in signs {
        let Ok(list) = summary.entity_occurrences.binary_search_by(|of| of.entity.cmp(id)) else { continue };
        let occurrences = &summary.entity_occurrences[list].occurrences;
        let from = occurrences.partition_point(|one| one.sentence.0 < date.sentence.0);
        let in_sentence = occurrences.get(from).is_some_and(|one| one.sentence.0 == date.sentence.0);
        let near = &occurrences[from.saturating_sub(MAX_NEAR)..(from + MAX_NEAR).min(occurrences.len())];
        let in_paragraph =
            date.paragraph > 0 && *sign != Sign::Place && near.iter().any(|one| one.paragraph == date.paragraph);
        if in_sentence || in_paragraph {
            n += 1;
            let score = (*sign, in_sentence);
            if best.is_none_or(|(_, known)| known < score) {
                best = Some((*entity, score));
            }
        }
    }
    best.map(|(entity, (sign, in_sentence))| (entity, (sign, in_sentence, n)))
}
