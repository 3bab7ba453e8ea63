//! Who is who: the faces at the head of the list of people, in groups.
//!
//! A person stands here who has a picture, a role or a sentence; everybody stands in the list from A to Z below. The groups
//! are what most of the people shown have in common: an organisation that they are tied to, or a tag.

use std::collections::BTreeMap;

use serde::Serialize;

use super::card::is_held;
use super::components;
use super::content::Content;
use super::context::RenderContext;
use super::portrait;
use super::shared::{EntityLink, Face};
use crate::model::{BaseKind, Edtf, EntityIx, KindIx};
use crate::parse::RecordRole;
use crate::theme::TemplateValue;

/// People with something in common.
#[derive(Clone, Debug, Serialize)]
pub struct FaceGroup {
    /// What they have in common: the name of an organisation, or a tag. Empty for those who share nothing.
    pub label: String,
    /// The route of its page; empty if the label is.
    pub href: String,
    /// The people, those in most articles first.
    pub people: Vec<WhoIsWho>,
}

/// A person in the gallery.
#[derive(Clone, Debug, Serialize)]
pub struct WhoIsWho {
    /// The person; `n` counts mentions.
    pub entity: EntityLink,
    /// Picture or initials.
    pub face: TemplateValue<Face>,
    /// The roles held at the date of the newest article, else the last one; may be empty.
    pub role: String,
    /// When the role was held, if it has ended or its end is known; may be empty.
    pub when: String,
    /// The first sentence of the record; empty if there is none.
    pub sentence: String,
}

/// Maximum number of faces. The others are in the list below.
const MAX_FACES: usize = 60;
/// From this many on, faces tell more than the list.
const MIN_FACES: usize = 3;
/// From this many people on, a group has a heading.
const MIN_GROUP: usize = 2;

/// Makes the gallery of a kind; empty for what are no persons, and for very few.
#[must_use]
pub(crate) fn groups(context: &RenderContext, kind: KindIx) -> Vec<FaceGroup> {
    let content = &context.content;
    let definition = &content.config.kinds[kind];
    if !(definition.personal_names || definition.behaves_as == BaseKind::Person) {
        return Vec::new();
    }
    let link_index = &content.link_index;
    let newest = link_index.by_date.first().and_then(|article| link_index.articles[*article].card.date);
    let tells = |index: &EntityIx| {
        let entity = &content.registry.entities[*index];
        entity.kind == kind && (!entity.gloss.is_empty() || portrait::shown_picture(content, *index).is_some())
    };
    let mut shown: Vec<EntityIx> = EntityIx::all(content.registry.entities.len()).filter(tells).collect();
    if shown.len() < MIN_FACES {
        return Vec::new();
    }
    shown.sort_by_key(|index| (std::cmp::Reverse(link_index.backlinks[*index].len()), *index));
    shown.truncate(MAX_FACES);
    let (labels, places) = placed(content, &shown);
    let mut groups: Vec<FaceGroup> =
        labels.into_iter().map(|(label, href)| FaceGroup { label, href, people: Vec::new() }).collect();
    groups.push(FaceGroup { label: String::new(), href: String::new(), people: Vec::new() });
    let n_groups = groups.len();
    for (index, place) in shown.iter().zip(places) {
        groups[place.unwrap_or(n_groups - 1)].people.push(person(context, *index, newest.as_ref()));
    }
    groups.retain(|group| !group.people.is_empty());
    groups
}

/// Returns labels of groups with their routes, and for each person the number of one of them; `None` for those who share
/// nothing. A person belongs to the largest group. Without a division that tells something there are no groups.
fn placed(content: &Content, shown: &[EntityIx]) -> (Vec<(String, String)>, Vec<Option<usize>>) {
    let common: Vec<Vec<(String, String)>> = shown.iter().map(|index| in_common(content, *index)).collect();
    let mut sizes: BTreeMap<&(String, String), usize> = BTreeMap::new();
    for group in common.iter().flatten() {
        *sizes.entry(group).or_default() += 1;
    }
    // What all have in common divides nobody.
    sizes.retain(|_, n| *n >= MIN_GROUP && *n * 4 <= shown.len() * 3);
    let largest = |groups: &Vec<(String, String)>| {
        let known = groups.iter().filter_map(|group| sizes.get_key_value(group));
        known.max_by(|(a, n_a), (b, n_b)| (n_a, b).cmp(&(n_b, a))).map(|(group, _)| *group)
    };
    let chosen: Vec<Option<&(String, String)>> = common.iter().map(largest).collect();
    let mut members: BTreeMap<&(String, String), usize> = BTreeMap::new();
    for group in chosen.iter().flatten() {
        *members.entry(group).or_default() += 1;
    }
    members.retain(|_, n| *n >= MIN_GROUP);
    let n_grouped: usize = members.values().sum();
    if members.len() < 2 || n_grouped * 2 < shown.len() {
        return (Vec::new(), vec![None; shown.len()]);
    }
    let mut order: Vec<(&(String, String), usize)> = members.into_iter().collect();
    order.sort_by(|(a, n_a), (b, n_b)| n_b.cmp(n_a).then_with(|| a.cmp(b)));
    let place = |group: &Option<&(String, String)>| {
        let group = (*group)?;
        order.iter().position(|(known, _)| *known == group)
    };
    let places = chosen.iter().map(place).collect();
    (order.into_iter().map(|(group, _)| group.clone()).collect(), places)
}

/// Returns what a person may share with others: organisations that the record is tied to, and tags, each with its route.
fn in_common(content: &Content, index: EntityIx) -> Vec<(String, String)> {
    let record = &content.registry.entities[index].record;
    let tied = record.relations.iter().map(|relation| &relation.to).chain(&record.part_of);
    let mut common: Vec<(String, String)> = tied
        .filter_map(|text| content.registry.find(&text.value))
        .filter(|other| content.registry.entities[*other].behaves_as == BaseKind::Organisation)
        .map(|other| {
            (content.registry.entities[other].record.name.value.clone(), content.entity_route(other).to_string())
        })
        .collect();
    common.extend(
        record.tags.iter().filter_map(|tag| components::tag_link(content, &tag.value)).map(|tag| (tag.label, tag.href)),
    );
    common.sort();
    common.dedup();
    common
}

fn person(context: &RenderContext, index: EntityIx, newest: Option<&Edtf>) -> WhoIsWho {
    let content = &context.content;
    let entity = &content.registry.entities[index];
    let roles = &entity.record.roles;
    let held: Vec<&RecordRole> = match newest {
        Some(date) => roles.iter().filter(|role| is_held(role, date)).collect(),
        None => roles.iter().filter(|role| role.to.is_none()).collect(),
    };
    let last = roles.iter().max_by_key(|role| role.from);
    let (role, when) = match (held.as_slice(), last) {
        ([], Some(last)) => {
            (last.title.clone(), components::span(&context.interface, last.from.as_ref(), last.to.as_ref()))
        }
        (held, _) => (held.iter().map(|role| role.title.as_str()).collect::<Vec<_>>().join(", "), String::new()),
    };
    WhoIsWho {
        entity: components::entity_link(content, index, components::counts(content, index)[0]),
        face: portrait::face(context, index),
        role,
        when,
        sentence: entity.sentence.clone(),
    }
}
