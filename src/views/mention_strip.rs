//! Where in an article the entities are named: a narrow strip along the text, a line for each place and kind.
//!
//! The places are those of the text, not of the page: pictures and margin notes take no room in it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::content::Content;
use crate::model::{ArticleIx, KindIx};

/// The mentions of the entities of one kind.
#[derive(Clone, Debug, Serialize)]
pub struct StripTicks {
    /// Id of the kind.
    pub kind: String,
    /// The path of its lines, in a strip of 6 by 160 units.
    pub path: String,
}

/// Length of the strip in units. Places nearer than one unit are one line, which bounds the drawing.
const LENGTH: usize = 160;

/// Makes the lines of an article's strip, by kind.
#[must_use]
pub(crate) fn ticks(content: &Content, index: ArticleIx) -> Vec<StripTicks> {
    let summary = &content.link_index.articles[index];
    let n_points = summary.text.chars().count().max(1);
    let mut rows: BTreeMap<KindIx, [bool; LENGTH]> = BTreeMap::new();
    for named in &summary.entity_occurrences {
        let Some(entity) = content.registry.find(named.entity.as_str()) else { continue };
        let own = rows.entry(content.registry.entities[entity].kind).or_insert([false; LENGTH]);
        for occurrence in &named.occurrences {
            own[(occurrence.code_point as usize * LENGTH / n_points).min(LENGTH - 1)] = true;
        }
    }
    let path = |own: [bool; LENGTH]| {
        let places = own.iter().enumerate().filter(|(_, is_named)| **is_named);
        places.map(|(at, _)| format!("M0 {at}h6")).collect()
    };
    rows.into_iter()
        .map(|(kind, own)| StripTicks { kind: content.config.kinds[kind].id.clone(), path: path(own) })
        .collect()
}
