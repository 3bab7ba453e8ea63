//! The names of a built site's records, by letters: what a name in somebody's table may mean. Pure; it speaks no protocol.
//!
//! Only published records are candidates. A withheld record that bears the same name only prevents that another is chosen
//! without asking, as it prevents links in the texts.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::base::path::composed;
use crate::model::{Edtf, EntityIx};
use crate::parse::Record;
use crate::registry::Strength;
use crate::registry::forms::record_forms;
use crate::text::tokens::fold;
use crate::views::Content;

/// The score of the displayed name.
const NAME_SCORE: u8 = 100;
/// The score of another strong form; from here on a record bears the name strongly.
const STRONG_SCORE: u8 = 90;
/// The score of a weak form, of the name that the record is sorted by, and of a name in another order.
const WEAK_SCORE: u8 = 60;
/// The score of a form with the same letters but for accents and capitals.
const SAME_LETTERS_SCORE: u8 = 40;

/// One record that bears a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct NameBearer {
    /// Its place: the published records in order, then the withheld ones.
    place: usize,
    score: u8,
}

/// The names of all records.
#[derive(Debug, Default)]
pub(super) struct NameTable {
    /// By the form as written.
    exact: HashMap<String, Vec<NameBearer>>,
    /// By folded letters; in order, for names that are typed from their beginning.
    folded: BTreeMap<String, Vec<usize>>,
}

/// What a query asks for besides the name.
#[derive(Clone, Debug, Default)]
pub(super) struct NarrowingTerms {
    /// The ids of kinds; any, if empty.
    pub kinds: Vec<String>,
    /// Keys of records with one of the values that they may have.
    pub values: Vec<(String, Vec<String>)>,
}

/// A record that a name may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NameCandidate {
    pub entity: EntityIx,
    pub score: u8,
    /// Whether no other record bears the name strongly.
    pub is_certain: bool,
}

impl NameTable {
    /// Collects the names of the records.
    pub(super) fn of(content: &Content) -> Self {
        let mut table = Self::default();
        for (place, record) in records(content).enumerate() {
            let personal = content.config.kinds.iter().any(|kind| kind.id == record.kind && kind.personal_names);
            let mut forms: Vec<(String, u8)> = Vec::new();
            for form in record_forms(record, personal) {
                let score = match form.strength {
                    Strength::Strong if form.derived || form.n_in_capitals > 0 => WEAK_SCORE,
                    Strength::Strong if form.text.value == record.name.value => NAME_SCORE,
                    Strength::Strong => STRONG_SCORE,
                    Strength::Weak => WEAK_SCORE,
                    Strength::Role { .. } => continue,
                };
                forms.push((form.text.value, score));
            }
            // A column of names is often filed as a list of names is: `Morvan, Jeanne`.
            let filed = (place < content.registry.entities.len())
                .then(|| &content.registry.entities[EntityIx::new(place)].sort_name);
            forms.extend(record.sort.iter().chain(filed).map(|sort| (sort.clone(), WEAK_SCORE)));
            for (form, score) in forms {
                table.add(&form, NameBearer { place, score });
            }
        }
        table
    }

    fn add(&mut self, form: &str, bearer: NameBearer) {
        let written = written_key(form);
        if written.is_empty() {
            return;
        }
        let folded = self.folded.entry(fold(&written)).or_default();
        // The records come in order: one that is known is the last.
        if folded.last() != Some(&bearer.place) {
            folded.push(bearer.place);
        }
        let bearers = self.exact.entry(written).or_default();
        match bearers.last_mut().filter(|known| known.place == bearer.place) {
            Some(known) => known.score = known.score.max(bearer.score),
            None => bearers.push(bearer),
        }
    }

    /// Returns what a name may mean, best first. A query without a name means every record that fits the other terms; such a
    /// candidate is never certain.
    pub(super) fn candidates(&self, content: &Content, name: &str, terms: &NarrowingTerms) -> Vec<NameCandidate> {
        let fits = |place: usize| record_at(content, place).is_some_and(|record| terms.fit(record));
        let written = written_key(name);
        let mut bearers: Vec<NameBearer> = Vec::new();
        if written.is_empty() {
            if terms.values.iter().any(|(key, values)| key.starts_with(SAME_AS) && !values.is_empty()) {
                let all = records(content).enumerate();
                let found = all.filter(|(_, record)| terms.fit(record) && terms.names_authority(record));
                bearers.extend(found.map(|(place, _)| NameBearer { place, score: WEAK_SCORE }));
            }
        } else {
            let exact = self.exact.get(&written).map(Vec::as_slice).unwrap_or_default();
            bearers.extend(exact.iter().filter(|bearer| fits(bearer.place)));
            let folded = self.folded.get(&fold(&written)).map(Vec::as_slice).unwrap_or_default();
            let known: BTreeSet<usize> = bearers.iter().map(|bearer| bearer.place).collect();
            let others = folded.iter().filter(|place| !known.contains(place) && fits(**place));
            bearers.extend(others.map(|place| NameBearer { place: *place, score: SAME_LETTERS_SCORE }));
        }
        let is_strong = |score: u8| score >= STRONG_SCORE;
        let n_strong = bearers.iter().filter(|bearer| is_strong(bearer.score)).count();
        let n_published = content.registry.entities.len();
        let mut candidates: Vec<NameCandidate> = bearers
            .iter()
            .filter(|bearer| bearer.place < n_published)
            .map(|bearer| NameCandidate {
                entity: EntityIx::new(bearer.place),
                score: bearer.score,
                is_certain: is_strong(bearer.score) && n_strong == 1,
            })
            .collect();
        // The published records are in order of id.
        candidates.sort_by_key(|candidate| (std::cmp::Reverse(candidate.score), candidate.entity));
        candidates
    }

    /// Returns the published records with a name that begins so, in order of the names, at most `limit` after `skipped`.
    pub(super) fn beginning_with(
        &self,
        content: &Content,
        prefix: &str,
        skipped: usize,
        limit: usize,
    ) -> Vec<EntityIx> {
        let prefix = fold(&written_key(prefix));
        let mut seen = BTreeSet::new();
        let n_published = content.registry.entities.len();
        let names = self.folded.range(prefix.clone()..).take_while(|(name, _)| name.starts_with(&prefix));
        let places = names.flat_map(|(_, places)| places).filter(|place| **place < n_published);
        let places = places.filter(|place| seen.insert(**place));
        places.skip(skipped).take(limit).map(|place| EntityIx::new(*place)).collect()
    }
}

/// The beginning of the keys of authority files.
pub(super) const SAME_AS: &str = "same_as.";

impl NarrowingTerms {
    /// Returns whether nothing in a record contradicts the terms. What a record does not say contradicts nothing.
    fn fit(&self, record: &Record) -> bool {
        (self.kinds.is_empty() || self.kinds.contains(&record.kind))
            && self.values.iter().all(|(key, values)| values.is_empty() || agrees(record, key, values))
    }

    /// Returns whether a record has one of the ids of an authority file that are asked for.
    fn names_authority(&self, record: &Record) -> bool {
        self.values.iter().any(|(key, values)| {
            let name = key.strip_prefix(SAME_AS);
            name.is_some_and(|name| authority(record, name).is_some_and(|id| values.iter().any(|value| value == id)))
        })
    }
}

fn agrees(record: &Record, key: &str, values: &[String]) -> bool {
    let overlaps = |own: Option<Edtf>| {
        let Some(own) = own else { return true };
        let asked: Vec<Edtf> = values.iter().filter_map(|value| Edtf::parse(value).ok()).collect();
        asked.is_empty() || asked.iter().any(|one| one.earliest() <= own.latest() && own.earliest() <= one.latest())
    };
    match key {
        "born" => overlaps(record.born),
        "died" => overlaps(record.died),
        _ => match key.strip_prefix(SAME_AS).and_then(|name| authority(record, name)) {
            Some(id) => values.iter().any(|value| value == id),
            None => true,
        },
    }
}

fn authority<'a>(record: &'a Record, name: &str) -> Option<&'a str> {
    record.same_as.iter().find(|(known, _)| known.value == name).map(|(_, id)| id.value.as_str())
}

/// Returns the published records in order, then the withheld ones.
fn records(content: &Content) -> impl Iterator<Item = &Record> {
    let published = content.registry.entities.iter().map(|entity| &*entity.record);
    published.chain(content.registry.withheld.iter().map(|record| &**record))
}

fn record_at(content: &Content, place: usize) -> Option<&Record> {
    let n_published = content.registry.entities.len();
    if place < n_published {
        return Some(&content.registry.entities[EntityIx::new(place)].record);
    }
    content.registry.withheld.get(place - n_published).map(|record| &**record)
}

/// Returns a form as it is looked up: composed, with one kind of blank and one kind of apostrophe.
fn written_key(form: &str) -> String {
    let composed = composed(form);
    let words: Vec<&str> = composed.split_whitespace().collect();
    words.join(" ").replace('’', "'")
}
