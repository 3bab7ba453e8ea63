//! The network of people and organisations: who shares paragraphs with whom, and which relations the records declare; as a
//! picture, as a list by name, and as a table.
//!
//! Newspapers and their authors are left out: they stand beside every name. To keep the picture legible, only the names in most articles are drawn, each is joined to the few with which it
//! shares most, and the total is limited. Places are left out, because they would join everything. Each line leads to
//! a page of the paragraphs behind it.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use super::actors;
use super::network_drawing::{NetworkDrawing, drawing};
use crate::config::SitePart;
use crate::model::{EntityIx, KindIx, Route};
use crate::views::components;
use crate::views::content::Content;
use crate::views::context::RenderContext;
use crate::views::entity_pair;
use crate::views::shared::{Chrome, EntityLink};

/// The data of the network page.
#[derive(Clone, Debug, Serialize)]
pub struct NetworkView {
    /// Data common to all pages.
    pub page: Chrome,
    /// The network, for windows that are not narrow.
    pub drawings: Vec<NetworkDrawing>,
    /// The same by name, for narrow windows: each with those it is joined to.
    pub names: Vec<NetworkName>,
    /// The lines as a table, most shared paragraphs first.
    pub ties: Vec<TieRow>,
    /// The relations that records declare between the names.
    pub relations: Vec<DeclaredRelation>,
    /// Number of names in the picture.
    pub n_nodes: u64,
    /// The kinds of the names in the picture, with their plural labels.
    pub kinds: Vec<(String, String)>,
}

/// A relation that a record declares.
#[derive(Clone, Debug, Serialize)]
pub struct DeclaredRelation {
    /// The record that declares it.
    pub from: EntityLink,
    /// The other record.
    pub to: EntityLink,
    /// What it is.
    pub verb: String,
    /// The period; may be empty.
    pub when: String,
}

/// A name with those that it is joined to.
#[derive(Clone, Debug, Serialize)]
pub struct NetworkName {
    /// The record; `n` counts its mentions.
    pub entity: EntityLink,
    /// Those it shares most paragraphs with; `n` counts the paragraphs.
    pub near: Vec<EntityLink>,
    /// The pages of these paragraphs, in the same order.
    pub pages: Vec<String>,
    /// The relations that it declares.
    pub relations: Vec<DeclaredRelation>,
}

/// A row of the table.
#[derive(Clone, Debug, Serialize)]
pub struct TieRow {
    /// The first entity.
    pub from: EntityLink,
    /// The second entity.
    pub to: EntityLink,
    /// Number of paragraphs that name both.
    pub n: u64,
    /// The page that shows them.
    pub href: String,
    /// Date of the earliest article; empty if none is known.
    pub first: String,
    /// Date of the latest article.
    pub last: String,
}

/// Two entities and how many paragraphs they share; `from` is the smaller index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct NetworkTie {
    /// Index into the registry.
    pub from: EntityIx,
    /// Index into the registry.
    pub to: EntityIx,
    /// Number of shared paragraphs.
    pub n_paragraphs: u32,
}

/// Maximum number of names in the picture.
pub(crate) const MAX_NODES: usize = 60;
/// Maximum number of lines in the picture.
pub(crate) const MAX_TIES: usize = 100;
/// A line is drawn if it is among this many strongest lines of one of its ends.
const STRONGEST: usize = 3;
/// Maximum number of declared relations in the picture, and of names added for them.
const MAX_RELATIONS: usize = 60;
/// Maximum number of those that a name is joined to in the list.
const MAX_NEAR: usize = 5;
/// Minimum number of names for a network.
const MIN_NODES: usize = 3;
/// Returns the ties to draw, most shared paragraphs first; none if there are too few. Compares sixty entities at most,
/// because a server calls it at every edit.
#[must_use]
pub(crate) fn ties(content: &Content) -> Vec<NetworkTie> {
    if !content.config.has(SitePart::Network) {
        return Vec::new();
    }
    let nodes: Vec<EntityIx> = actors::leading(content, MAX_NODES);
    let ties = strongest(&nodes, |from, to| content.link_index.n_shared_paragraphs(from, to));
    if degrees(&ties, &relations(content)).len() < MIN_NODES { Vec::new() } else { ties }
}

/// A relation between two actors, by index; `number` is its place in the record of the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(super) struct RelationTie {
    /// The record that declares it.
    pub(super) from: EntityIx,
    /// The other.
    pub(super) to: EntityIx,
    number: usize,
}

/// Returns the relations that actors declare with each other, in order of record.
fn relations(content: &Content) -> Vec<RelationTie> {
    let entities = EntityIx::number(&content.registry.entities).filter(|(index, _)| actors::is_actor(content, *index));
    let declared = entities.flat_map(|(from, entity)| {
        entity.record.relations.iter().enumerate().filter_map(move |(number, relation)| {
            let to = content.registry.find(&relation.to.value)?;
            (to != from && actors::is_actor(content, to)).then_some(RelationTie { from, to, number })
        })
    });
    declared.take(MAX_RELATIONS).collect()
}

/// Selects the ties that are among the strongest of one of their ends.
fn strongest(nodes: &[EntityIx], n_shared: impl Fn(EntityIx, EntityIx) -> u32) -> Vec<NetworkTie> {
    let mut all: Vec<NetworkTie> = Vec::new();
    for (place, from) in nodes.iter().enumerate() {
        for to in &nodes[place + 1..] {
            let n_paragraphs = n_shared(*from, *to);
            if n_paragraphs > 0 {
                all.push(NetworkTie { from: *from, to: *to, n_paragraphs });
            }
        }
    }
    all.sort_by_key(|tie| (std::cmp::Reverse(tie.n_paragraphs), tie.from, tie.to));
    let mut n_of: HashMap<EntityIx, usize> = HashMap::new();
    all.retain(|tie| {
        let rank = |n_of: &mut HashMap<EntityIx, usize>, end: EntityIx| {
            let n = n_of.entry(end).or_default();
            *n += 1;
            *n
        };
        let (from, to) = (rank(&mut n_of, tie.from), rank(&mut n_of, tie.to));
        from.min(to) <= STRONGEST
    });
    all.truncate(MAX_TIES);
    all
}

/// Returns the entities of some ties and relations with the number of them of each, most first.
pub(super) fn degrees(ties: &[NetworkTie], relations: &[RelationTie]) -> Vec<(EntityIx, usize)> {
    let mut n_of: HashMap<EntityIx, usize> = HashMap::new();
    for relation in relations {
        *n_of.entry(relation.from).or_default() += 1;
        *n_of.entry(relation.to).or_default() += 1;
    }
    for tie in ties {
        *n_of.entry(tie.from).or_default() += 1;
        *n_of.entry(tie.to).or_default() += 1;
    }
    let mut degrees: Vec<(EntityIx, usize)> = n_of.into_iter().collect();
    degrees.sort_by_key(|(entity, n)| (std::cmp::Reverse(*n), *entity));
    degrees
}

/// All inputs of the network page. Their hash is the key of the page: computing the layout takes as long as the keys of
/// three hundred articles, and it depends on nothing else.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct NetworkInput {
    page: Chrome,
    pub(super) ties: Vec<NetworkTie>,
    /// The row of the table for each tie.
    pub(super) rows: Vec<TieRow>,
    pub(super) relation_ties: Vec<RelationTie>,
    /// The row of the table for each relation.
    pub(super) relations: Vec<DeclaredRelation>,
    /// The names, by index into the registry; `n` counts mentions.
    pub(super) nodes: BTreeMap<EntityIx, EntityLink>,
    kinds: Vec<(String, String)>,
}

/// Collects the inputs of the network page.
#[must_use]
pub(crate) fn input(context: &RenderContext, route: &Route) -> NetworkInput {
    let t = &context.interface.theme.messages;
    let content = &context.content;
    let ties = ties(content);
    let rows = ties.iter().map(|tie| {
        let (first, last) = entity_pair::dates(content, tie.from, tie.to);
        TieRow {
            from: components::entity_link(content, tie.from, 0),
            to: components::entity_link(content, tie.to, 0),
            n: u64::from(tie.n_paragraphs),
            href: entity_pair::route(content, tie.from, tie.to).to_string(),
            first: components::date(&context.interface, first.as_ref()),
            last: components::date(&context.interface, last.as_ref()),
        }
    });
    let relation_ties = relations(content);
    let relations = relation_ties.iter().filter_map(|tie| declared(context, *tie));
    let ends = ties.iter().flat_map(|tie| [tie.from, tie.to]);
    let ends = ends.chain(relation_ties.iter().flat_map(|tie| [tie.from, tie.to]));
    let node = |entity: EntityIx| components::entity_link(content, entity, components::counts(content, entity)[0]);
    NetworkInput {
        page: components::chrome(content, route, t.text("network"), t.text("network_lead"), "network"),
        rows: rows.collect(),
        nodes: ends.map(|entity| (entity, node(entity))).collect(),
        kinds: kinds(content, &ties, &relation_ties),
        relations: relations.collect(),
        relation_ties,
        ties,
    }
}

fn declared(context: &RenderContext, tie: RelationTie) -> Option<DeclaredRelation> {
    let content = &context.content;
    let relation = content.registry.entities[tie.from].record.relations.get(tie.number)?;
    Some(DeclaredRelation {
        from: components::entity_link(content, tie.from, 0),
        to: components::entity_link(content, tie.to, 0),
        verb: relation.label.clone(),
        when: components::span(&context.interface, relation.from.as_ref(), relation.until.as_ref()),
    })
}

/// Draws the page of the network.
#[must_use]
pub(crate) fn view(input: NetworkInput) -> NetworkView {
    NetworkView {
        drawings: vec![drawing(&input)],
        names: names(&input),
        n_nodes: input.nodes.len() as u64,
        page: input.page,
        kinds: input.kinds,
        ties: input.rows,
        relations: input.relations,
    }
}

fn kinds(content: &Content, ties: &[NetworkTie], relations: &[RelationTie]) -> Vec<(String, String)> {
    let used: Vec<KindIx> =
        degrees(ties, relations).into_iter().map(|(entity, _)| content.registry.entities[entity].kind).collect();
    let kinds = KindIx::number(&content.config.kinds).filter(|(kind, _)| used.contains(kind));
    kinds.map(|(_, kind)| (kind.id.clone(), kind.plural.clone())).collect()
}

/// Makes the list by name, those with most ties first.
fn names(input: &NetworkInput) -> Vec<NetworkName> {
    let name = |(entity, _): (EntityIx, usize)| {
        let near = input.ties.iter().zip(&input.rows).filter(|(tie, _)| tie.from == entity || tie.to == entity);
        let near: Vec<(EntityLink, String)> = near
            .take(MAX_NEAR)
            .map(|(tie, row)| {
                let other = if tie.from == entity { &row.to } else { &row.from };
                (EntityLink { n: row.n, ..other.clone() }, row.href.clone())
            })
            .collect();
        let (near, pages) = near.into_iter().unzip();
        let own = input.relation_ties.iter().zip(&input.relations).filter(|(tie, _)| tie.from == entity);
        NetworkName {
            entity: input.nodes[&entity].clone(),
            near,
            pages,
            relations: own.map(|(_, relation)| relation.clone()).collect(),
        }
    };
    degrees(&input.ties, &input.relation_ties).into_iter().map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_joined_to_those_it_shares_most_with_and_nobody_makes_a_hairball() {
        // Sixty that all share something: more than seventeen hundred pairs.
        let nodes: Vec<EntityIx> = EntityIx::all(60).collect();
        let shared =
            |from: EntityIx, to: EntityIx| u32::try_from(1 + from.get() * 7 % 13 + to.get() * 5 % 11).expect("small");
        let ties = strongest(&nodes, shared);
        assert!(ties.len() <= MAX_TIES && ties.len() >= 60, "{}", ties.len());
        assert!(ties.windows(2).all(|pair| pair[0].n_paragraphs >= pair[1].n_paragraphs));
    }

    #[test]
    fn each_keeps_the_tie_that_it_shares_most_by() {
        let nodes: Vec<EntityIx> = EntityIx::all(20).collect();
        let shared =
            |from: EntityIx, to: EntityIx| u32::try_from(1 + from.get() * 7 % 13 + to.get() * 5 % 11).expect("small");
        let ties = strongest(&nodes, shared);
        for node in &nodes {
            let others = nodes.iter().filter(|other| *other != node);
            let best = others.map(|other| shared(*node.min(other), *node.max(other))).max();
            let kept = ties.iter().filter(|tie| tie.from == *node || tie.to == *node).map(|tie| tie.n_paragraphs).max();
            assert_eq!(kept, best, "{node:?}");
        }
    }

    #[test]
    fn whoever_shares_nothing_is_left_out() {
        let nodes = [2, 5, 9].map(EntityIx::new);
        let [first, second, third] = nodes;
        let ties = strongest(&nodes, |from, _| u32::from(from == first));
        assert_eq!(degrees(&ties, &[]), [(first, 2), (second, 1), (third, 1)]);
        assert!(strongest(&nodes[..2], |_, _| 0).is_empty());
    }
}
