//! Clips rings and lines to a rectangle, and drops points that make no visible difference.

/// A point in the plane.
pub(crate) type PlanePoint = (f64, f64);

/// A rectangle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Rectangle {
    /// Minimum x and y.
    pub low: PlanePoint,
    /// Maximum x and y.
    pub high: PlanePoint,
}

impl Rectangle {
    /// Returns the bounding box of points; without points, an empty one.
    #[must_use]
    pub(crate) fn around(points: &[PlanePoint]) -> Self {
        Self::joining(points.iter().map(|point| Self { low: *point, high: *point }))
    }

    /// Returns the bounding box of boxes.
    #[must_use]
    pub(crate) fn joining(all: impl Iterator<Item = Self>) -> Self {
        let nowhere = f64::INFINITY;
        all.fold(Self { low: (nowhere, nowhere), high: (-nowhere, -nowhere) }, |whole, next| {
            // None of the numbers is NaN, which `min` and `max` would check for.
            let less = |a: f64, b: f64| if b < a { b } else { a };
            let more = |a: f64, b: f64| if b > a { b } else { a };
            Self {
                low: (less(whole.low.0, next.low.0), less(whole.low.1, next.low.1)),
                high: (more(whole.high.0, next.high.0), more(whole.high.1, next.high.1)),
            }
        })
    }

    /// Returns whether a point is inside or on the edge.
    #[must_use]
    pub(crate) fn has(&self, point: PlanePoint) -> bool {
        point.0 >= self.low.0 && point.0 <= self.high.0 && point.1 >= self.low.1 && point.1 <= self.high.1
    }

    /// Returns whether two rectangles overlap.
    #[must_use]
    pub(crate) fn overlaps(&self, other: &Self) -> bool {
        self.low.0 < other.high.0 && other.low.0 < self.high.0 && self.low.1 < other.high.1 && other.low.1 < self.high.1
    }

    /// Returns whether all of it lies beyond one side of `other`.
    #[must_use]
    pub(crate) fn is_beyond(&self, other: &Self) -> bool {
        self.high.0 < other.low.0 || self.low.0 > other.high.0 || self.high.1 < other.low.1 || self.low.1 > other.high.1
    }

    /// Returns it shifted along x.
    #[must_use]
    pub(crate) fn moved(&self, shift: f64) -> Self {
        Self { low: (self.low.0 + shift, self.low.1), high: (self.high.0 + shift, self.high.1) }
    }

    /// The sides of the rectangle that this extent crosses, in a fixed order, each as the signed distance of a point
    /// from it (positive inside).
    fn sides_crossed(self, extent: Self) -> impl Iterator<Item = impl Fn(PlanePoint) -> f64> {
        let Self { low, high } = extent;
        let crossed = [low.0 < self.low.0, high.0 > self.high.0, low.1 < self.low.1, high.1 > self.high.1];
        let sides = (0..4).filter(move |side| crossed[*side]);
        sides.map(move |side| {
            move |point: PlanePoint| match side {
                0 => point.0 - self.low.0,
                1 => self.high.0 - point.0,
                2 => point.1 - self.low.1,
                _ => self.high.1 - point.1,
            }
        })
    }
}

/// Clips a ring to a rectangle (Sutherland and Hodgman, "Reentrant polygon clipping", 1974). The clipped ring is closed
/// along the edge.
#[must_use]
pub(crate) fn ring(points: Vec<PlanePoint>, window: &Rectangle) -> Vec<PlanePoint> {
    let sides = window.sides_crossed(Rectangle::around(&points));
    let mut kept = points;
    for inside in sides {
        let Some(mut before) = kept.last().copied() else { return kept };
        let mut was_in = inside(before) >= 0.0;
        let mut next = Vec::with_capacity(kept.len());
        for point in kept {
            let is_in = inside(point) >= 0.0;
            if is_in != was_in {
                next.push(crossing(before, point, &inside));
            }
            if is_in {
                next.push(point);
            }
            (before, was_in) = (point, is_in);
        }
        kept = next;
    }
    kept
}

/// Clips a line to a rectangle; returns the pieces inside.
#[must_use]
pub(crate) fn line(points: Vec<PlanePoint>, window: &Rectangle) -> Vec<Vec<PlanePoint>> {
    if points.len() < 2 {
        return Vec::new();
    }
    let sides = window.sides_crossed(Rectangle::around(&points));
    let mut pieces = vec![points];
    for inside in sides {
        let mut kept: Vec<Vec<PlanePoint>> = Vec::new();
        for piece in pieces {
            let mut current: Vec<PlanePoint> = Vec::new();
            for pair in piece.windows(2) {
                let (a, b) = (pair[0], pair[1]);
                match (inside(a) >= 0.0, inside(b) >= 0.0) {
                    (true, is_in) => {
                        if current.is_empty() {
                            current.push(a);
                        }
                        current.push(if is_in { b } else { crossing(a, b, &inside) });
                        if !is_in {
                            kept.push(std::mem::take(&mut current));
                        }
                    }
                    (false, true) => current.extend([crossing(a, b, &inside), b]),
                    (false, false) => {}
                }
            }
            kept.push(current);
        }
        kept.retain(|piece| piece.len() > 1);
        pieces = kept;
    }
    pieces
}

fn crossing(a: PlanePoint, b: PlanePoint, inside: &impl Fn(PlanePoint) -> f64) -> PlanePoint {
    let (from, to) = (inside(a), inside(b));
    let share = from / (from - to);
    (a.0 + (b.0 - a.0) * share, a.1 + (b.1 - a.1) * share)
}

/// Drops points that are closer than `tolerance` to the line without them (Douglas and Peucker, 1973).
#[must_use]
pub(crate) fn simplify(points: &[PlanePoint], tolerance: f64) -> Vec<PlanePoint> {
    ranked(points, tolerance).into_iter().map(|ranked| ranked.point).collect()
}

/// A point of a line, and the tolerance up to which it is kept.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct RankedPoint {
    /// The point.
    pub point: PlanePoint,
    /// The smallest tolerance at which it is dropped; infinite at the ends.
    pub rank: f64,
}

/// Returns the points of [`simplify`] with their ranks: at any larger tolerance, the points that rank above it are
/// those that `simplify` keeps. This works because the farthest point does not depend on the tolerance.
#[must_use]
pub(crate) fn ranked(points: &[PlanePoint], tolerance: f64) -> Vec<RankedPoint> {
    let least = tolerance * tolerance;
    let mut squares = vec![0.0; points.len()];
    let mut n_kept = points.len().min(2);
    if let [first, .., last] = &mut *squares {
        (*first, *last) = (f64::INFINITY, f64::INFINITY);
    } else {
        squares.fill(f64::INFINITY);
    }
    let mut open = vec![(0, points.len().saturating_sub(1), f64::INFINITY)];
    while let Some((first, last, above)) = open.pop() {
        let Some(between) = points.get(first + 1..last).filter(|between| !between.is_empty()) else { continue };
        let distance = square_distance(points[first], points[last]);
        let mut farthest = (least, None);
        for (index, point) in between.iter().enumerate() {
            let square = distance(*point);
            if square > farthest.0 {
                farthest = (square, Some(first + 1 + index));
            }
        }
        if let (square, Some(index)) = farthest {
            // A point is kept no longer than the point that split its part of the line.
            let square = if square < above { square } else { above };
            squares[index] = square;
            n_kept += 1;
            open.extend([(first, index, square), (index, last, square)]);
        }
    }
    let mut kept = Vec::with_capacity(n_kept);
    let stays = points.iter().zip(squares).filter(|(_, square)| *square > least);
    kept.extend(stays.map(|(point, square)| RankedPoint { point: *point, rank: square.sqrt() }));
    kept
}

/// Returns a function for the squared distance of a point from the segment between two others.
fn square_distance(a: PlanePoint, b: PlanePoint) -> impl Fn(PlanePoint) -> f64 {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let length = dx * dx + dy * dy;
    // The step along the segment, as a fraction of it, per pixel of offset.
    let (east, north) = if length > 0.0 { (dx / length, dy / length) } else { (0.0, 0.0) };
    move |point| {
        let (x, y) = (point.0 - a.0, point.1 - a.1);
        let share = (x * east + y * north).clamp(0.0, 1.0);
        let (x, y) = (x - share * dx, y - share * dy);
        x * x + y * y
    }
}

/// Returns the area of a ring, without sign.
#[must_use]
pub(crate) fn area(points: &[PlanePoint]) -> f64 {
    let Some(mut before) = points.last() else { return 0.0 };
    let mut twice = 0.0;
    for point in points {
        twice += before.0 * point.1 - point.0 * before.1;
        before = point;
    }
    twice.abs() / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    const WINDOW: Rectangle = Rectangle { low: (0.0, 0.0), high: (10.0, 10.0) };

    #[test]
    fn a_ring_is_closed_along_the_edge() {
        let square = [(-5.0, 2.0), (5.0, 2.0), (5.0, 8.0), (-5.0, 8.0)];
        let cut = ring(square.to_vec(), &WINDOW);
        assert!((area(&cut) - 30.0).abs() < 1e-9 && cut.iter().all(|point| WINDOW.has(*point)), "{cut:?}");
        assert!(ring(vec![(20.0, 0.0), (30.0, 0.0), (20.0, 5.0)], &WINDOW).is_empty());
    }

    #[test]
    fn a_line_that_leaves_and_returns_is_two() {
        let pieces = line(vec![(2.0, 5.0), (12.0, 5.0), (12.0, 7.0), (2.0, 7.0)], &WINDOW);
        assert_eq!(pieces, [vec![(2.0, 5.0), (10.0, 5.0)], vec![(10.0, 7.0), (2.0, 7.0)]]);
    }

    #[test]
    fn what_is_straight_needs_two_points() {
        let straight = [(0.0, 0.0), (1.0, 0.1), (2.0, 0.0), (3.0, 4.0)];
        assert_eq!(simplify(&straight, 0.5), [(0.0, 0.0), (2.0, 0.0), (3.0, 4.0)]);
    }

    #[test]
    fn those_that_rank_above_a_tolerance_are_those_that_it_keeps() {
        let zigzag: Vec<PlanePoint> =
            (0..400).map(|i| (f64::from(i), f64::from((i * i * 7919) % 101) / f64::from(1 + i % 17))).collect();
        let all = ranked(&zigzag, 0.5);
        for tolerance in [0.5, 0.9, 2.0, 7.0, 30.0, 500.0] {
            let above: Vec<PlanePoint> = all.iter().filter(|one| one.rank > tolerance).map(|one| one.point).collect();
            assert_eq!(above, simplify(&zigzag, tolerance), "{tolerance}");
        }
        for short in [&zigzag[..0], &zigzag[..1], &zigzag[..2]] {
            assert_eq!(simplify(short, 1.0), short);
        }
    }
}
