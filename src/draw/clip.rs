//! Cuts rings and lines to a rectangle, and leaves out points that nobody would see.

/// A point of the plane.
pub type Point = (f64, f64);

/// A rectangle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rectangle {
    /// Least x and y.
    pub low: Point,
    /// Greatest x and y.
    pub high: Point,
}

impl Rectangle {
    /// Tells whether a point is in it or on its edge.
    #[must_use]
    pub fn has(&self, point: Point) -> bool {
        point.0 >= self.low.0 && point.0 <= self.high.0 && point.1 >= self.low.1 && point.1 <= self.high.1
    }

    /// Tells whether two share some area.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.low.0 < other.high.0 && other.low.0 < self.high.0 && self.low.1 < other.high.1 && other.low.1 < self.high.1
    }

    /// The sides that some point is beyond, in a fixed order: how far inside of each a point is.
    fn sides_crossed(self, points: &[Point]) -> impl Iterator<Item = impl Fn(Point) -> f64> {
        let (mut low, mut high) = (self.low, self.high);
        for point in points {
            (low.0, low.1) = (low.0.min(point.0), low.1.min(point.1));
            (high.0, high.1) = (high.0.max(point.0), high.1.max(point.1));
        }
        let crossed = [low.0 < self.low.0, high.0 > self.high.0, low.1 < self.low.1, high.1 > self.high.1];
        let sides = (0..4).filter(move |side| crossed[*side]);
        sides.map(move |side| {
            move |point: Point| match side {
                0 => point.0 - self.low.0,
                1 => self.high.0 - point.0,
                2 => point.1 - self.low.1,
                _ => self.high.1 - point.1,
            }
        })
    }
}

/// Cuts a ring to a rectangle (Sutherland and Hodgman, "Reentrant polygon clipping", 1974). What is cut off is closed along
/// the edge.
#[must_use]
pub fn ring(points: &[Point], window: &Rectangle) -> Vec<Point> {
    let mut kept = points.to_vec();
    for inside in window.sides_crossed(points) {
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

/// Cuts a line to a rectangle: the pieces within.
#[must_use]
pub fn line(points: &[Point], window: &Rectangle) -> Vec<Vec<Point>> {
    if points.len() < 2 {
        return Vec::new();
    }
    let mut pieces = vec![points.to_vec()];
    for inside in window.sides_crossed(points) {
        let mut kept: Vec<Vec<Point>> = Vec::new();
        for piece in pieces {
            let mut current: Vec<Point> = Vec::new();
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

fn crossing(a: Point, b: Point, inside: &impl Fn(Point) -> f64) -> Point {
    let (from, to) = (inside(a), inside(b));
    let share = from / (from - to);
    (a.0 + (b.0 - a.0) * share, a.1 + (b.1 - a.1) * share)
}

/// Leaves out points that lie closer than `tolerance` to the line without them (Douglas and Peucker, 1973).
#[must_use]
pub fn simplify(points: &[Point], tolerance: f64) -> Vec<Point> {
    if points.len() < 3 {
        return points.to_vec();
    }
    let mut keep = vec![false; points.len()];
    keep[0] = true;
    keep[points.len() - 1] = true;
    let mut open = vec![(0, points.len() - 1)];
    while let Some((first, last)) = open.pop() {
        let mut farthest = (tolerance * tolerance, None);
        for (index, point) in points.iter().enumerate().take(last).skip(first + 1) {
            let distance = square_distance(*point, points[first], points[last]);
            if distance > farthest.0 {
                farthest = (distance, Some(index));
            }
        }
        if let Some(index) = farthest.1 {
            keep[index] = true;
            open.extend([(first, index), (index, last)]);
        }
    }
    points.iter().zip(keep).filter(|(_, keep)| *keep).map(|(point, _)| *point).collect()
}

/// Returns the square of the distance of a point from the line between two.
fn square_distance(point: Point, a: Point, b: Point) -> f64 {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let length = dx * dx + dy * dy;
    let share = if length > 0.0 { ((point.0 - a.0) * dx + (point.1 - a.1) * dy) / length } else { 0.0 };
    let share = share.clamp(0.0, 1.0);
    let (x, y) = (point.0 - a.0 - share * dx, point.1 - a.1 - share * dy);
    x * x + y * y
}

/// Returns the area of a ring, without its sign.
#[must_use]
pub fn area(points: &[Point]) -> f64 {
    let Some(last) = points.last() else { return 0.0 };
    let mut before = last;
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
        let cut = ring(&square, &WINDOW);
        assert!((area(&cut) - 30.0).abs() < 1e-9 && cut.iter().all(|point| WINDOW.has(*point)), "{cut:?}");
        assert!(ring(&[(20.0, 0.0), (30.0, 0.0), (20.0, 5.0)], &WINDOW).is_empty());
    }

    #[test]
    fn a_line_that_leaves_and_returns_is_two() {
        let pieces = line(&[(2.0, 5.0), (12.0, 5.0), (12.0, 7.0), (2.0, 7.0)], &WINDOW);
        assert_eq!(pieces, [vec![(2.0, 5.0), (10.0, 5.0)], vec![(10.0, 7.0), (2.0, 7.0)]]);
    }

    #[test]
    fn what_is_straight_needs_two_points() {
        let straight = [(0.0, 0.0), (1.0, 0.1), (2.0, 0.0), (3.0, 4.0)];
        assert_eq!(simplify(&straight, 0.5), [(0.0, 0.0), (2.0, 0.0), (3.0, 4.0)]);
    }
}
