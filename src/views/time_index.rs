//! What is known of the times of a dossier, made once for a build and kept in the render cache: dated records, and passages
//! about the days of events. Plain data; `moments` and `event_evidence` make it.

use std::collections::HashMap;

use crate::base::Key;
use crate::geometry::time_axis::DayNumber;
use crate::model::{ArticleIx, EntityIx, List};

/// The days that a date may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayRange {
    /// The first day.
    pub from: DayNumber,
    /// The last day; of an open interval the first day again.
    pub to: DayNumber,
    /// Whether its ends are days that nobody doubts.
    pub is_exact: bool,
    /// Whether it goes on.
    pub is_open: bool,
}

impl DayRange {
    /// Returns its length in days, from 0 for one day.
    #[must_use]
    pub(crate) fn length(&self) -> i32 {
        self.to.saturating_sub(self.from)
    }
}

/// A record with a date.
#[derive(Clone, Copy, Debug)]
pub struct DatedRecord {
    /// The record.
    pub entity: EntityIx,
    /// Its days, as they are drawn.
    pub days: DayRange,
}

/// The dated records of a dossier, in order of time.
pub struct DatedRecords {
    /// The records.
    pub records: Vec<DatedRecord>,
    /// Key of their dates.
    pub key: Key,
}

/// A dated sentence about a day of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayPassage {
    /// The article.
    pub article: ArticleIx,
    /// Index into the article's [`dates`](crate::link::ArticleSummary::dates).
    pub date: usize,
    /// Who or what of the event it names; the event itself if it names that.
    pub with: EntityIx,
}

/// The passages of all events, and the event of each passage.
#[derive(Default)]
pub struct EvidenceIndex {
    /// For each entity its passages, newest article first; empty for all but events.
    pub passages: List<EntityIx, Vec<DayPassage>>,
    /// The event that a dated sentence is about, by article and index of the date.
    pub event_of: HashMap<(ArticleIx, usize), EntityIx>,
}
