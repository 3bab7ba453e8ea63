//! Finds every place in the content that refers to an id. Pure.

use std::collections::BTreeMap;

use crate::base::yaml_fields::SpannedText;
use crate::base::{SourcePath, Span};
use crate::parse::attached_rows::{self, RELATIONS_FILE, ROLES_FILE};
use crate::parse::{corrections, decisions};
use crate::source::Snapshot;
use crate::views::Content;

/// The references to an id: where the id itself is written, and spans that cannot be rewritten automatically.
#[derive(Debug, Default)]
pub(super) struct ReferencePlaces {
    /// The places by file, in order.
    pub(super) places: BTreeMap<SourcePath, Vec<ReferencePlace>>,
    /// References that have to be fixed by hand.
    pub(super) by_hand: Vec<Span>,
}

/// Where an id is written in a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ReferencePlace {
    /// The bytes of the id.
    pub(super) range: (usize, usize),
    /// It is a value of YAML without quotation marks, so that an id like `no` or `-` needs them.
    pub(super) is_plain_yaml: bool,
}

/// Finds the references to `id`.
#[must_use]
pub(super) fn find(site: &Content, snapshot: &Snapshot, id: &str) -> ReferencePlaces {
    let mut references = ReferencePlaces::default();
    for record in site.registry.entities.iter().map(|entity| &entity.record).chain(&site.registry.withheld) {
        let ids = record
            .participants
            .iter()
            .chain(&record.place)
            .chain(&record.part_of)
            .chain(&record.sources)
            .chain(record.relations.iter().map(|relation| &relation.to));
        ids.for_each(|text| references.add(text, id, snapshot));
        let counted = record.figures.iter().filter_map(|figure| figure.source.as_ref());
        record
            .relations
            .iter()
            .filter_map(|relation| relation.citation.as_ref())
            .chain(counted)
            .for_each(|text| references.add(text, id, snapshot));
    }
    for file in [ROLES_FILE, RELATIONS_FILE] {
        let path = SourcePath::new(file);
        let Some(file) = snapshot.files.get(&path) else { continue };
        let table = attached_rows::parse(&path, &file.bytes).value;
        table.roles.iter().for_each(|(record, _)| references.add(record, id, snapshot));
        for (record, relation) in &table.relations {
            let named = [record, &relation.to].into_iter().chain(&relation.citation);
            named.for_each(|text| references.add(text, id, snapshot));
        }
    }
    for text in site.articles.iter() {
        text.document.local_aliases.iter().for_each(|(_, text)| references.add(text, id, snapshot));
    }
    let path = SourcePath::new(decisions::FILE);
    if let Some(file) = snapshot.files.get(&path) {
        for decision in decisions::parse(&path, &file.bytes).value.mentions.values().flatten() {
            references.add(&decision.article, id, snapshot);
            if let Some(entity) = &decision.entity {
                references.add(entity, id, snapshot);
            }
        }
    }
    let path = SourcePath::new(corrections::FILE);
    if let Some(file) = snapshot.files.get(&path) {
        corrections::parse(&path, &file.bytes).value.ids.iter().for_each(|text| references.add(text, id, snapshot));
    }
    for path in snapshot.files.keys().filter(|path| {
        path.as_str().starts_with("content/") && ["md", "yaml", "yml", "csv"].contains(&path.extension())
    }) {
        let Some(text) = snapshot.text(path) else { continue };
        for (at, _) in text.match_indices(&format!("[[{id}")) {
            let start = at + 2;
            if text[start + id.len()..].starts_with(['|', '#', ']', '\\']) {
                let place = ReferencePlace { range: (start, start + id.len()), is_plain_yaml: false };
                references.places.entry(path.clone()).or_default().push(place);
            }
        }
    }
    references.by_hand.sort();
    references.by_hand.dedup();
    for places in references.places.values_mut() {
        places.sort_unstable();
        places.dedup();
    }
    references
}

impl ReferencePlaces {
    /// Adds a value that is the id, alone or before a `#`.
    fn add(&mut self, text: &SpannedText, id: &str, snapshot: &Snapshot) {
        if text.value.split('#').next() != Some(id) {
            return;
        }
        let span = &text.span;
        let written = snapshot.text(&span.file).and_then(|file| file.get(span.start..span.end)).unwrap_or_default();
        match written.find(id) {
            Some(at) if written.trim_matches(['"', '\'']) == text.value => {
                let start = span.start + at;
                let is_plain_yaml = written == id && span.file.extension() != "csv";
                let place = ReferencePlace { range: (start, start + id.len()), is_plain_yaml };
                self.places.entry(span.file.clone()).or_default().push(place);
            }
            _ => self.by_hand.push(span.clone()),
        }
    }
}
