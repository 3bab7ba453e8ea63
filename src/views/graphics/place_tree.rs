//! Finds the records nearest to a place without looking at all of them, with a k-d tree of points on the globe (Bentley
//! 1975).

use crate::geometry::angle;
use crate::model::{Coordinates, EntityIx};

/// The records with coordinates, as an implicit tree: the middle of each range is its root, the halves are its subtrees.
#[derive(Debug, Default)]
pub struct PlaceTree {
    points: Vec<TreePoint>,
}

#[derive(Clone, Copy, Debug)]
struct TreePoint {
    /// Position on a unit sphere.
    at: [f64; 3],
    entity: EntityIx,
    coordinates: Coordinates,
    /// The first entity of the subtree with this root. Of many at one place, subtrees without a better entity are not
    /// searched.
    first: EntityIx,
}

/// After every entity.
const NO_ENTITY: EntityIx = EntityIx::new(usize::MAX);

/// A candidate: squared distance, then entity.
type NearbyEntity = (f64, EntityIx, Coordinates);

impl PlaceTree {
    /// Builds the tree from entities and their positions.
    #[must_use]
    pub fn new(places: impl Iterator<Item = (EntityIx, Coordinates)>) -> Self {
        let point = |(entity, coordinates)| TreePoint { at: on_globe(coordinates), entity, coordinates, first: entity };
        let mut points: Vec<TreePoint> = places.map(point).collect();
        split(&mut points, 0);
        Self { points }
    }

    /// Returns the `n` entities nearest to a place, except one entity and those with a squared distance above `max_square`.
    /// Nearest first; ties go to the first entity.
    #[must_use]
    pub fn nearest(
        &self,
        to: Coordinates,
        except: EntityIx,
        n: usize,
        max_square: f64,
    ) -> Vec<(EntityIx, Coordinates)> {
        let mut search = NearestSearch { to: on_globe(to), except, n, max_square, near: Vec::with_capacity(n + 1) };
        search.branch(&self.points, 0);
        search.near.into_iter().map(|(_, entity, place)| (entity, place)).collect()
    }
}

fn on_globe(place: Coordinates) -> [f64; 3] {
    let (sin, cos) = angle::sin_cos(place.latitude.to_radians());
    let (sin_east, cos_east) = angle::sin_cos(place.longitude.to_radians());
    [cos * cos_east, cos * sin_east, sin]
}

/// Moves the median along one axis to the middle, and recurses into both halves. Returns the first entity.
fn split(points: &mut [TreePoint], axis: usize) -> EntityIx {
    if points.is_empty() {
        return NO_ENTITY;
    }
    let middle = points.len() / 2;
    points.select_nth_unstable_by(middle, |a, b| a.at[axis].total_cmp(&b.at[axis]).then(a.entity.cmp(&b.entity)));
    let (left, rest) = points.split_at_mut(middle);
    let [root, right @ ..] = rest else { return NO_ENTITY };
    let next = (axis + 1) % 3;
    root.first = root.entity.min(split(left, next)).min(split(right, next));
    root.first
}

struct NearestSearch {
    to: [f64; 3],
    except: EntityIx,
    n: usize,
    max_square: f64,
    near: Vec<NearbyEntity>,
}

impl NearestSearch {
    /// Returns whether a point at this squared distance, of this entity or a later one, would be among the nearest.
    fn may_be_near(&self, square: f64, entity: EntityIx) -> bool {
        if square > self.max_square {
            return false;
        }
        match self.near.last().filter(|_| self.near.len() == self.n) {
            Some((last, other, _)) => square.total_cmp(last).then(entity.cmp(other)).is_lt(),
            None => true,
        }
    }

    fn branch(&mut self, points: &[TreePoint], axis: usize) {
        let middle = points.len() / 2;
        let Some(root) = points.get(middle).copied() else { return };
        if !self.may_be_near(0.0, root.first) {
            return;
        }
        let square: f64 = root.at.iter().zip(self.to).map(|(a, b)| (a - b) * (a - b)).sum();
        if root.entity != self.except && self.may_be_near(square, root.entity) {
            let place = self
                .near
                .partition_point(|(other, entity, _)| other.total_cmp(&square).then(entity.cmp(&root.entity)).is_lt());
            self.near.insert(place, (square, root.entity, root.coordinates));
            self.near.truncate(self.n);
        }
        let away = self.to[axis] - root.at[axis];
        let (left, right) = (&points[..middle], &points[middle + 1..]);
        let (near, far) = if away < 0.0 { (left, right) } else { (right, left) };
        let next = (axis + 1) % 3;
        self.branch(near, next);
        let first = far.get(far.len() / 2).map_or(NO_ENTITY, |root| root.first);
        if self.may_be_near(away * away, first) {
            self.branch(far, next);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tree_finds_what_comparing_all_finds() {
        let place = |n: usize| Coordinates {
            latitude: [48.1, 48.2, -17.8, 48.1, 89.9][n % 5] + (n * n % 7) as f64 * 0.01,
            longitude: [-4.2, 178.0, -179.9, -4.2, 0.0][n % 5] + (n % 11) as f64 * 0.02,
        };
        let places: Vec<(EntityIx, Coordinates)> = (0..300).map(|n| (EntityIx::new(n * 7 % 300), place(n))).collect();
        let tree = PlaceTree::new(places.iter().copied());
        for (own, at) in &places {
            let square = |to: Coordinates| -> f64 {
                on_globe(to).iter().zip(on_globe(*at)).map(|(a, b)| (a - b) * (a - b)).sum()
            };
            let mut all: Vec<(f64, EntityIx)> =
                places.iter().filter(|(entity, _)| entity != own).map(|(entity, to)| (square(*to), *entity)).collect();
            all.retain(|(square, _)| *square <= 1.0);
            all.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
            let expected: Vec<EntityIx> = all.into_iter().take(5).map(|(_, entity)| entity).collect();
            let found: Vec<EntityIx> = tree.nearest(*at, *own, 5, 1.0).into_iter().map(|(entity, _)| entity).collect();
            assert_eq!(found, expected);
        }
    }
}
