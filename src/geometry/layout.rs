//! A weighted network -> positions of its nodes: a force-directed layout, then room for the labels. Equal input gives
//! an equal picture.
//!
//! Forces as in T. Fruchterman and E. Reingold, "Graph drawing by force-directed placement", Software: Practice and
//! Experience 21 (1991) 1129-1164, with a pull to the centre that keeps unconnected parts together. The initial
//! positions form a spiral, so no randomness is involved. For some tens of nodes: the time is quadratic.

use std::f64::consts::TAU;

use super::angle;
use super::clip::{PlanePoint, Rectangle};

/// An edge between two nodes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Edge {
    /// Index of one node.
    pub from: usize,
    /// Index of the other.
    pub to: usize,
    /// Its weight: more than 0, 1 for the strongest.
    pub strength: f64,
}

const N_ROUNDS: u32 = 500;
/// Range of the repulsion, in ideal distances; and strength of the pull to the centre.
const FAR: f64 = 3.0;
const PULL: f64 = 0.8;
/// Iterations that make room for the labels.
const N_SPREADS: usize = 400;

/// Places the nodes in a picture; `boxes` is the room that each needs to either side of its position, including its
/// label.
#[must_use]
pub(crate) fn layout(boxes: &[PlanePoint], edges: &[Edge], picture: &Rectangle) -> Vec<PlanePoint> {
    let mut positions = spiral(boxes.len());
    let mut heat = 0.12;
    for _ in 0..N_ROUNDS {
        let forces = forces(&positions, edges);
        for (place, force) in positions.iter_mut().zip(forces) {
            let length = length(force).max(1e-9);
            let step = length.min(heat) / length;
            *place = (place.0 + force.0 * step, place.1 + force.1 * step);
        }
        heat *= 0.992;
    }
    let mut places = fitted(&positions, boxes, picture);
    for _ in 0..N_SPREADS {
        if !spread(&mut places, boxes, picture) {
            break;
        }
    }
    places
}

/// The sunflower spiral: even, and without symmetries that the forces could not break.
fn spiral(n: usize) -> Vec<PlanePoint> {
    let golden = TAU * 0.381_966_011_250_105;
    let count = f64::from(u32::try_from(n.max(1)).unwrap_or(u32::MAX));
    let mut turn = 0.5;
    let mut places = Vec::with_capacity(n);
    for _ in 0..n {
        let (sin, cos) = angle::sin_cos(turn * golden);
        let radius = (turn / count).sqrt() / 2.0;
        places.push((radius * cos, radius * sin));
        turn += 1.0;
    }
    places
}

fn forces(positions: &[PlanePoint], edges: &[Edge]) -> Vec<PlanePoint> {
    let count = f64::from(u32::try_from(positions.len().max(1)).unwrap_or(u32::MAX));
    let ideal = 0.9 / count.sqrt();
    let mut forces = vec![(0.0, 0.0); positions.len()];
    for (index, place) in positions.iter().enumerate() {
        for other in index + 1..positions.len() {
            let (dx, dy) = (place.0 - positions[other].0, place.1 - positions[other].1);
            let square = (dx * dx + dy * dy).max(1e-6);
            // No repulsion over long distances, so that unconnected parts stay near each other.
            let push = if square > FAR * FAR * ideal * ideal { 0.0 } else { ideal * ideal / square };
            forces[index] = (forces[index].0 + dx * push, forces[index].1 + dy * push);
            forces[other] = (forces[other].0 - dx * push, forces[other].1 - dy * push);
        }
        forces[index] = (forces[index].0 - place.0 * PULL * ideal, forces[index].1 - place.1 * PULL * ideal);
    }
    for bond in edges {
        let (a, b) = (positions[bond.from], positions[bond.to]);
        let (dx, dy) = (b.0 - a.0, b.1 - a.1);
        let pull = length((dx, dy)) / ideal * (0.12 + 0.38 * bond.strength);
        forces[bond.from] = (forces[bond.from].0 + dx * pull, forces[bond.from].1 + dy * pull);
        forces[bond.to] = (forces[bond.to].0 - dx * pull, forces[bond.to].1 - dy * pull);
    }
    forces
}

/// Scales the positions to the picture.
fn fitted(places: &[PlanePoint], boxes: &[PlanePoint], picture: &Rectangle) -> Vec<PlanePoint> {
    let range = |axis: fn(&PlanePoint) -> f64| {
        let low = places.iter().map(axis).fold(f64::INFINITY, f64::min);
        let high = places.iter().map(axis).fold(f64::NEG_INFINITY, f64::max);
        (low, (high - low).max(1e-9))
    };
    let ((left, width), (top, height)) = (range(|place| place.0), range(|place| place.1));
    let room = |low: f64, high: f64, half: f64, share: f64| low + half + (high - low - 2.0 * half).max(0.0) * share;
    places
        .iter()
        .zip(boxes)
        .map(|(place, half)| {
            (
                room(picture.low.0, picture.high.0, half.0, (place.0 - left) / width),
                room(picture.low.1, picture.high.1, half.1, (place.1 - top) / height),
            )
        })
        .collect()
}

/// Pushes overlapping boxes apart along the shorter axis; returns whether any overlapped.
fn spread(places: &mut [PlanePoint], boxes: &[PlanePoint], picture: &Rectangle) -> bool {
    let mut moved = false;
    for index in 0..places.len() {
        for other in index + 1..places.len() {
            let (dx, dy) = (places[other].0 - places[index].0, places[other].1 - places[index].1);
            let over_x = boxes[index].0 + boxes[other].0 - dx.abs();
            let over_y = boxes[index].1 + boxes[other].1 - dy.abs();
            if over_x <= 0.0 || over_y <= 0.0 {
                continue;
            }
            moved = true;
            let sign = |way: f64| if way < 0.0 { -0.51 } else { 0.51 };
            let (x, y) = if over_x < over_y { (over_x * sign(dx), 0.0) } else { (0.0, over_y * sign(dy)) };
            places[index] = within((places[index].0 - x, places[index].1 - y), boxes[index], picture);
            places[other] = within((places[other].0 + x, places[other].1 + y), boxes[other], picture);
        }
    }
    moved
}

fn within(place: PlanePoint, half: PlanePoint, picture: &Rectangle) -> PlanePoint {
    let keep = |at: f64, low: f64, high: f64, half: f64| at.min(high - half).max(low + half);
    (keep(place.0, picture.low.0, picture.high.0, half.0), keep(place.1, picture.low.1, picture.high.1, half.1))
}

fn length(way: PlanePoint) -> f64 {
    (way.0 * way.0 + way.1 * way.1).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PICTURE: Rectangle = Rectangle { low: (0.0, 0.0), high: (960.0, 640.0) };

    /// Two cliques that share one node, and a separate pair.
    fn friends() -> (Vec<PlanePoint>, Vec<Edge>) {
        let bond = |from, to| Edge { from, to, strength: 0.5 };
        let mut bonds: Vec<Edge> = (0..9).map(|index| bond(index, index + 1)).collect();
        bonds.extend([bond(0, 4), bond(4, 9), bond(10, 11)]);
        (vec![(50.0, 12.0); 12], bonds)
    }

    #[test]
    fn the_same_network_is_drawn_alike_and_inside() {
        let (boxes, bonds) = friends();
        let places = layout(&boxes, &bonds, &PICTURE);
        assert_eq!(places, layout(&boxes, &bonds, &PICTURE));
        for (index, place) in places.iter().enumerate() {
            assert!(place.0 >= 50.0 && place.0 <= 910.0 && place.1 >= 12.0 && place.1 <= 628.0, "{place:?}");
            for other in &places[index + 1..] {
                let apart = (place.0 - other.0).abs() > 99.0 || (place.1 - other.1).abs() > 23.0;
                assert!(apart, "{place:?} {other:?}");
            }
        }
    }

    #[test]
    fn friends_are_closer_than_strangers() {
        let (boxes, bonds) = friends();
        let places = layout(&boxes, &bonds, &PICTURE);
        let apart = |a: usize, b: usize| length((places[a].0 - places[b].0, places[a].1 - places[b].1));
        assert!(apart(0, 1) < apart(0, 8) && apart(10, 11) < apart(10, 0), "{places:?}");
    }

    #[test]
    fn one_node_and_none() {
        assert!(layout(&[], &[], &PICTURE).is_empty());
        let alone = layout(&[(10.0, 10.0)], &[], &PICTURE);
        assert!(PICTURE.has(alone[0]), "{alone:?}");
    }
}
