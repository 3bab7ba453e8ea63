//! The network of people and organisations that share paragraphs, as a picture and as a table.
//!
//! To keep the picture legible, only the names in most articles are drawn, each is joined to the few with which it
//! shares most, and the total is limited. Places are left out, because they would join everything. Each line leads to
//! a page of the paragraphs behind it.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use super::drawing::{SignLabel, label};
use crate::config::SitePart;
use crate::geometry::clip::Rectangle;
use crate::geometry::layout::{Edge, layout};
use crate::geometry::path::px;
use crate::geometry::{LabelRequest, labels};
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
    /// The network for wide windows, and for narrow ones with fewer names.
    pub drawings: Vec<NetworkDrawing>,
    /// The lines as a table, most shared paragraphs first.
    pub ties: Vec<TieRow>,
    /// Number of names in the picture.
    pub n_nodes: u64,
    /// The kinds of the names in the picture, with their plural labels.
    pub kinds: Vec<(String, String)>,
}

/// A network. Lengths are pixels of the picture.
#[derive(Clone, Debug, Serialize)]
pub struct NetworkDrawing {
    /// `wide` or `narrow`.
    pub format: &'static str,
    /// Width of the picture.
    pub width: String,
    /// Height of the picture.
    pub height: String,
    /// The lines, thinnest first.
    pub lines: Vec<NetworkLine>,
    /// The names, most lines first.
    pub nodes: Vec<NetworkNode>,
}

/// A line between two names.
#[derive(Clone, Debug, Serialize)]
pub struct NetworkLine {
    /// Horizontal position of the first end.
    pub x1: String,
    /// Vertical position of the first end.
    pub y1: String,
    /// Horizontal position of the second end.
    pub x2: String,
    /// Vertical position of the second end.
    pub y2: String,
    /// Width of the stroke.
    pub width: String,
    /// Numbers of the two nodes.
    pub ends: [usize; 2],
    /// Names of the two nodes.
    pub names: [String; 2],
    /// The page of the shared paragraphs.
    pub href: String,
    /// Number of shared paragraphs.
    pub n: u64,
}

/// A name in a network.
#[derive(Clone, Debug, Serialize)]
pub struct NetworkNode {
    /// The record; `n` counts its mentions.
    pub entity: EntityLink,
    /// Its number.
    pub number: usize,
    /// Horizontal position.
    pub x: String,
    /// Vertical position.
    pub y: String,
    /// Radius.
    pub r: String,
    /// Its name; null if there is no room for it.
    pub label: Option<SignLabel>,
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
/// Maximum numbers of names and lines of the narrow picture.
const MAX_NARROW: (usize, usize) = (22, 34);
/// Minimum number of names for a network.
const MIN_NODES: usize = 3;
const LABEL_SIZE_PX: f64 = 13.0;
const MAX_LABEL_LETTERS: usize = 24;

/// Returns the ties to draw, most shared paragraphs first; none if there are too few. Compares sixty entities at most,
/// because a server calls it at every edit.
#[must_use]
pub(crate) fn ties(content: &Content) -> Vec<NetworkTie> {
    if !content.config.has(SitePart::Network) {
        return Vec::new();
    }
    let is_actor = |kind: KindIx| {
        content.config.kind(kind).is_some_and(|kind| ["Person", "Organization"].contains(&kind.schema.as_str()))
    };
    let entities = EntityIx::number(&content.registry.entities).filter(|(_, entity)| is_actor(entity.kind));
    let mut named: Vec<(usize, EntityIx)> =
        entities.map(|(index, _)| (content.link_index.backlinks[index].len(), index)).filter(|(n, _)| *n > 0).collect();
    named.sort_by_key(|(n_articles, index)| (std::cmp::Reverse(*n_articles), *index));
    named.truncate(MAX_NODES);
    let mut nodes: Vec<EntityIx> = named.into_iter().map(|(_, index)| index).collect();
    nodes.sort_unstable();
    let ties = strongest(&nodes, |from, to| content.link_index.n_shared_paragraphs(from, to));
    if degrees(&ties).len() < MIN_NODES { Vec::new() } else { ties }
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

/// Returns the entities of some ties with the number of ties of each, most first.
fn degrees(ties: &[NetworkTie]) -> Vec<(EntityIx, usize)> {
    let mut n_of: HashMap<EntityIx, usize> = HashMap::new();
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
    ties: Vec<NetworkTie>,
    /// The row of the table for each tie.
    rows: Vec<TieRow>,
    /// The names, by index into the registry; `n` counts mentions.
    nodes: BTreeMap<EntityIx, EntityLink>,
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
    let node = |entity: EntityIx| components::entity_link(content, entity, components::counts(content, entity)[0]);
    NetworkInput {
        page: components::chrome(content, route, t.text("network"), t.text("network_lead"), "network"),
        rows: rows.collect(),
        nodes: ties.iter().flat_map(|tie| [tie.from, tie.to]).map(|entity| (entity, node(entity))).collect(),
        kinds: kinds(content, &ties),
        ties,
    }
}

/// Draws the page of the network.
#[must_use]
pub(crate) fn view(input: NetworkInput) -> NetworkView {
    let few = narrowed(&input.ties);
    NetworkView {
        drawings: vec![
            drawing(&input, "wide", (1040.0, 700.0), &input.ties),
            drawing(&input, "narrow", (400.0, 560.0), &few),
        ],
        n_nodes: input.nodes.len() as u64,
        page: input.page,
        kinds: input.kinds,
        ties: input.rows,
    }
}

fn kinds(content: &Content, ties: &[NetworkTie]) -> Vec<(String, String)> {
    let used: Vec<KindIx> =
        degrees(ties).into_iter().map(|(entity, _)| content.registry.entities[entity].kind).collect();
    let kinds = KindIx::number(&content.config.kinds).filter(|(kind, _)| used.contains(kind));
    kinds.map(|(_, kind)| (kind.id.clone(), kind.plural.clone())).collect()
}

/// Returns the strongest ties that fit in a narrow picture.
fn narrowed(ties: &[NetworkTie]) -> Vec<NetworkTie> {
    let mut nodes: Vec<EntityIx> = Vec::new();
    let mut few = Vec::new();
    for tie in ties {
        let new: Vec<EntityIx> = [tie.from, tie.to].into_iter().filter(|end| !nodes.contains(end)).collect();
        if nodes.len() + new.len() <= MAX_NARROW.0 && few.len() < MAX_NARROW.1 {
            nodes.extend(new);
            few.push(*tie);
        }
    }
    few
}

fn drawing(
    input: &NetworkInput,
    format: &'static str,
    (width, height): (f64, f64),
    ties: &[NetworkTie],
) -> NetworkDrawing {
    let degrees = degrees(ties);
    let number: HashMap<EntityIx, usize> =
        degrees.iter().enumerate().map(|(number, (entity, _))| (*entity, number)).collect();
    let most = f64::from(ties.first().map_or(1, |tie| tie.n_paragraphs.max(1)));
    let strength = |tie: &NetworkTie| (f64::from(tie.n_paragraphs) / most).sqrt();
    let name = |entity: EntityIx| labels::short(&input.nodes[&entity].name, MAX_LABEL_LETTERS);
    let radius = |n: usize| 4.0 + f64::from(u32::try_from(n).unwrap_or(u32::MAX)).sqrt() * 1.5;
    let boxes: Vec<(f64, f64)> = degrees
        .iter()
        .map(|(entity, n)| (labels::width(&name(*entity), LABEL_SIZE_PX) / 2.0 + 5.0, radius(*n) + 11.0))
        .collect();
    let edges: Vec<Edge> =
        ties.iter().map(|tie| Edge { from: number[&tie.from], to: number[&tie.to], strength: strength(tie) }).collect();
    let picture = Rectangle { low: (4.0, 4.0), high: (width - 4.0, height - 4.0) };
    let positions = layout(&boxes, &edges, &picture);
    let spots: Vec<LabelRequest> = degrees
        .iter()
        .zip(&positions)
        .map(|((entity, n), at)| LabelRequest {
            at: *at,
            radius_px: radius(*n),
            width_px: labels::width(&name(*entity), LABEL_SIZE_PX),
        })
        .collect();
    let placed = labels::place_labels(&spots, LABEL_SIZE_PX, &picture);
    let rows = input.ties.iter().zip(&input.rows);
    let href: HashMap<(EntityIx, EntityIx), &str> =
        rows.map(|(tie, row)| ((tie.from, tie.to), row.href.as_str())).collect();
    let line = |tie: &NetworkTie| {
        let ends = [number[&tie.from], number[&tie.to]];
        let (a, b) = (positions[ends[0]], positions[ends[1]]);
        let full = |entity: EntityIx| input.nodes[&entity].name.clone();
        NetworkLine {
            x1: px(a.0),
            y1: px(a.1),
            x2: px(b.0),
            y2: px(b.1),
            width: px(1.0 + 6.0 * strength(tie)),
            ends,
            names: [full(tie.from), full(tie.to)],
            href: href.get(&(tie.from, tie.to)).copied().unwrap_or_default().to_owned(),
            n: u64::from(tie.n_paragraphs),
        }
    };
    let node = |(number, (entity, _)): (usize, &(EntityIx, usize))| NetworkNode {
        entity: input.nodes[entity].clone(),
        number,
        x: px(spots[number].at.0),
        y: px(spots[number].at.1),
        r: px(spots[number].radius_px),
        label: placed[number].as_ref().map(|placed| label(name(*entity), placed)),
    };
    NetworkDrawing {
        format,
        width: px(width),
        height: px(height),
        lines: ties.iter().rev().map(line).collect(),
        nodes: degrees.iter().enumerate().map(node).collect(),
    }
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
        assert_eq!(degrees(&ties), [(first, 2), (second, 1), (third, 1)]);
        assert!(strongest(&nodes[..2], |_, _| 0).is_empty());
    }
}
