//! The ties and relations of a network -> its picture: grey lines for shared paragraphs, black arrows with their words for
//! declared relations, and every name in full, off the lines where there is room.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use super::drawing::{SignLabel, label};
use super::network::{DeclaredRelation, NetworkInput, NetworkTie, degrees};
use crate::geometry::clip::Rectangle;
use crate::geometry::labels::LabelObstacles;
use crate::geometry::layout::{Edge, layout};
use crate::geometry::path::px;
use crate::geometry::{LabelRequest, PlacedLabel, labels};
use crate::model::EntityIx;
use crate::views::shared::EntityLink;

/// A network. Lengths are pixels of the picture.
#[derive(Clone, Debug, Serialize)]
pub struct NetworkDrawing {
    /// `wide`.
    pub format: &'static str,
    /// Width of the picture.
    pub width: String,
    /// Height of the picture.
    pub height: String,
    /// The lines, thinnest first.
    pub lines: Vec<NetworkLine>,
    /// The declared relations.
    pub arrows: Vec<NetworkArrow>,
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

/// A declared relation in a picture.
#[derive(Clone, Debug, Serialize)]
pub struct NetworkArrow {
    /// The line.
    pub path: String,
    /// Its head.
    pub head: String,
    /// What the relation is, `préside`; several are separated by commas.
    pub verb: String,
    /// The words beside the line; null if there is no room for them.
    pub label: Option<SignLabel>,
    /// Numbers of the two nodes.
    pub ends: [usize; 2],
    /// Names of the two nodes.
    pub names: [String; 2],
    /// The page of the record that declares it.
    pub href: String,
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

const LABEL_SIZE_PX: f64 = 13.0;
/// Letters in a line of a label; the next ones stand on the next line.
const LINE_LETTERS: usize = 20;
/// How strongly a declared relation pulls its ends together, where 1 is the strongest tie.
const RELATION_STRENGTH: f64 = 0.5;
/// Length of the head of an arrow.
const HEAD_PX: f64 = 8.0;
const VERB_SIZE_PX: f64 = 11.5;
const MAX_VERB_LETTERS: usize = 30;

/// Returns the lines of a name in the picture; what tells namesakes apart stands under it.
fn name_lines(entity: &EntityLink) -> Vec<String> {
    let mut lines = labels::wrapped(&entity.name, LINE_LETTERS);
    if !entity.apart.is_empty() {
        lines.extend(labels::wrapped(&format!("({})", labels::short(&entity.apart, 2 * LINE_LETTERS)), LINE_LETTERS));
    }
    lines
}

/// Draws a network.
pub(super) fn drawing(input: &NetworkInput) -> NetworkDrawing {
    let degrees = degrees(&input.ties, &input.relation_ties);
    let n_nodes = f64::from(u32::try_from(degrees.len()).unwrap_or(u32::MAX));
    let (width, height) = (1040.0, (n_nodes * 26.0 + 120.0).clamp(360.0, 900.0));
    let number: HashMap<EntityIx, usize> =
        degrees.iter().enumerate().map(|(number, (entity, _))| (*entity, number)).collect();
    let most = f64::from(input.ties.first().map_or(1, |tie| tie.n_paragraphs.max(1)));
    let strength = |tie: &NetworkTie| (f64::from(tie.n_paragraphs) / most).sqrt();
    let radius = |n: usize| 4.0 + f64::from(u32::try_from(n).unwrap_or(u32::MAX)).sqrt() * 1.5;
    let texts: Vec<Vec<String>> = degrees.iter().map(|(entity, _)| name_lines(&input.nodes[entity])).collect();
    let boxes: Vec<(f64, f64)> = degrees
        .iter()
        .zip(&texts)
        .map(|((_, n), lines)| {
            let n_lines = f64::from(u32::try_from(lines.len()).unwrap_or(1));
            (labels::widest(lines, LABEL_SIZE_PX) / 2.0 + 6.0, radius(*n) + 4.0 + n_lines * LABEL_SIZE_PX * 0.6)
        })
        .collect();
    let ties =
        input.ties.iter().map(|tie| Edge { from: number[&tie.from], to: number[&tie.to], strength: strength(tie) });
    let declared = input.relation_ties.iter();
    let declared =
        declared.map(|tie| Edge { from: number[&tie.from], to: number[&tie.to], strength: RELATION_STRENGTH });
    let edges: Vec<Edge> = ties.chain(declared).collect();
    let picture = Rectangle { low: (4.0, 4.0), high: (width - 4.0, height - 4.0) };
    // A name may stand above or below its sign, so half of its lines are room enough on either side.
    let positions = layout(&boxes, &edges, &picture);
    let spots: Vec<LabelRequest> = degrees
        .iter()
        .zip(&positions)
        .zip(&texts)
        .map(|(((_, n), at), lines)| LabelRequest {
            at: *at,
            radius_px: radius(*n),
            width_px: labels::widest(lines, LABEL_SIZE_PX),
            n_lines: lines.len(),
        })
        .collect();
    let segment = |edge: &Edge| (positions[edge.from], positions[edge.to]);
    let mut obstacles = LabelObstacles { areas: Vec::new(), lines: edges.iter().map(segment).collect() };
    let placed: Vec<PlacedLabel> = labels::place_labels(&spots, LABEL_SIZE_PX, &picture, &obstacles)
        .into_iter()
        .zip(&spots)
        .map(|(placed, spot)| placed.unwrap_or_else(|| labels::below(spot, LABEL_SIZE_PX)))
        .collect();
    obstacles.areas = placed.iter().map(|name| name.box_px).collect();
    let signs = spots.iter().map(|spot| {
        let ((x, y), r) = (spot.at, spot.radius_px);
        Rectangle { low: (x - r, y - r), high: (x + r, y + r) }
    });
    obstacles.areas.extend(signs);
    let href: HashMap<(EntityIx, EntityIx), &str> =
        input.ties.iter().zip(&input.rows).map(|(tie, row)| ((tie.from, tie.to), row.href.as_str())).collect();
    let full = |entity: EntityIx| input.nodes[&entity].name.clone();
    let line = |tie: &NetworkTie| {
        let ends = [number[&tie.from], number[&tie.to]];
        let (a, b) = (positions[ends[0]], positions[ends[1]]);
        NetworkLine {
            x1: px(a.0),
            y1: px(a.1),
            x2: px(b.0),
            y2: px(b.1),
            width: px(line_width(tie.n_paragraphs)),
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
        label: Some(label(&texts[number], &placed[number], LABEL_SIZE_PX)),
    };
    NetworkDrawing {
        format: "wide",
        width: px(width),
        height: px(height),
        lines: input.ties.iter().rev().map(line).collect(),
        arrows: arrows(input, &number, &spots, &picture, &mut obstacles),
        nodes: degrees.iter().enumerate().map(node).collect(),
    }
}

/// Returns the width of a line: the square root keeps those of few paragraphs apart and the thickest from covering others.
fn line_width(n_paragraphs: u32) -> f64 {
    (1.0 + 1.1 * f64::from(n_paragraphs.saturating_sub(1)).sqrt()).min(6.5)
}

/// Draws the declared relations between names that have their places; those of one pair are one arrow.
fn arrows(
    input: &NetworkInput,
    number: &HashMap<EntityIx, usize>,
    spots: &[LabelRequest],
    picture: &Rectangle,
    obstacles: &mut LabelObstacles,
) -> Vec<NetworkArrow> {
    let mut verbs: BTreeMap<(EntityIx, EntityIx), Vec<&DeclaredRelation>> = BTreeMap::new();
    for (tie, relation) in input.relation_ties.iter().zip(&input.relations) {
        verbs.entry((tie.from, tie.to)).or_default().push(relation);
    }
    let mut arrows = Vec::new();
    for ((from, to), relations) in verbs {
        let ends = [number[&from], number[&to]];
        let (a, b) = (spots[ends[0]], spots[ends[1]]);
        let (dx, dy) = (b.at.0 - a.at.0, b.at.1 - a.at.1);
        let length = (dx * dx + dy * dy).sqrt().max(1.0);
        let (ux, uy) = (dx / length, dy / length);
        let start = (a.at.0 + ux * (a.radius_px + 2.0), a.at.1 + uy * (a.radius_px + 2.0));
        let tip = (b.at.0 - ux * (b.radius_px + 2.5), b.at.1 - uy * (b.radius_px + 2.5));
        let back = (tip.0 - ux * HEAD_PX, tip.1 - uy * HEAD_PX);
        let side = (uy * HEAD_PX * 0.42, -ux * HEAD_PX * 0.42);
        let verb = relations.iter().map(|relation| relation.verb.as_str()).collect::<Vec<_>>().join(", ");
        let text = vec![labels::short(&verb, MAX_VERB_LETTERS)];
        let spot = LabelRequest {
            at: ((start.0 + tip.0) / 2.0, (start.1 + tip.1) / 2.0),
            radius_px: 0.5,
            width_px: labels::widest(&text, VERB_SIZE_PX),
            n_lines: 1,
        };
        let placed = labels::place_labels(&[spot], VERB_SIZE_PX, picture, obstacles)[0];
        obstacles.areas.extend(placed.map(|placed| placed.box_px));
        let point = |at: (f64, f64)| format!("{} {}", px(at.0), px(at.1));
        arrows.push(NetworkArrow {
            path: format!("M{}L{}", point(start), point(back)),
            head: format!(
                "M{}L{}L{}z",
                point(tip),
                point((back.0 + side.0, back.1 + side.1)),
                point((back.0 - side.0, back.1 - side.1))
            ),
            label: placed.map(|placed| label(&text, &placed, VERB_SIZE_PX)),
            verb,
            ends,
            names: [relations[0].from.name.clone(), relations[0].to.name.clone()],
            href: relations[0].from.href.clone(),
        });
    }
    arrows
}
