//! Where a map is crowded -> the insets that show it larger, two at most.

use super::map_signs::{InsetFrame, MapMarker};
use crate::geometry::MapViewport;
use crate::geometry::clip::{PlanePoint, Rectangle};
use crate::geometry::viewport::MapFormat;

/// An inset: its section of the globe, and the markers on it by index.
pub(super) struct MapInset {
    /// The section.
    pub(super) frame: MapViewport,
    /// The markers, in their order.
    pub(super) members: Vec<usize>,
    /// Name of the first of them.
    pub(super) title: String,
}

/// Maximum number of insets.
const MAX_INSETS: usize = 2;
/// Minimum number of markers of an inset.
const MIN_MEMBERS: usize = 4;
/// Markers within this distance are crowded.
const CROWD_PX: f64 = 52.0;
/// An inset shows its places at least so many times larger.
const MIN_GAIN: f64 = 2.5;
/// At least some 25 km from the middle to the edge: the outlines are not finer.
const FORMAT: MapFormat = MapFormat { width_px: 400.0, height_px: (260.0, 260.0), margin: 0.2, min_half_extent: 0.004 };
/// Smallest side of the frame of an inset.
const MIN_FRAME_PX: f64 = 16.0;

/// Finds the insets of a map.
pub(super) fn insets(markers: &[MapMarker], frame: &MapViewport) -> Vec<MapInset> {
    let points: Vec<PlanePoint> = markers.iter().map(|marker| frame.point(marker.at)).collect();
    let mut free: Vec<usize> = (0..markers.len()).filter(|index| !markers[*index].is_area).collect();
    let mut found = Vec::new();
    while found.len() < MAX_INSETS {
        let near = |center: usize| -> Vec<usize> {
            let is_near = |index: &usize| {
                let (dx, dy) = (points[*index].0 - points[center].0, points[*index].1 - points[center].1);
                dx * dx + dy * dy < CROWD_PX * CROWD_PX
            };
            free.iter().copied().filter(is_near).collect()
        };
        let crowds = free.iter().map(|center| near(*center));
        let Some(members) = crowds.max_by_key(|members| (members.len(), std::cmp::Reverse(members.first().copied())))
        else {
            break;
        };
        if members.len() < MIN_MEMBERS {
            break;
        }
        free.retain(|index| !members.contains(index));
        let places: Vec<_> = members.iter().map(|index| markers[*index].at).collect();
        let inset = MapViewport::around(&places, &FORMAT);
        let spread = |frame: &MapViewport| {
            let points: Vec<PlanePoint> = places.iter().map(|place| frame.point(*place)).collect();
            let around = Rectangle::around(&points);
            (around.high.0 - around.low.0).max(around.high.1 - around.low.1)
        };
        if spread(&inset) > 40.0 && spread(&inset) >= MIN_GAIN * spread(frame) {
            let title = markers[members[0]].entity.name.clone();
            found.push(MapInset { frame: inset, members, title });
        }
    }
    found
}

/// Returns the area of an inset on the map.
pub(super) fn frame_on(map: &MapViewport, inset: &MapInset) -> Option<InsetFrame> {
    let corners = [(0.0, 0.0), (inset.frame.width_px, inset.frame.height_px)];
    let [a, b] = corners.map(|corner| inset.frame.place(corner));
    let (a, b) = (map.point(a?), map.point(b?));
    let middle = ((a.0 + b.0) / 2.0, (a.1 + b.1) / 2.0);
    let half = |low: f64, high: f64| ((high - low).abs() / 2.0).max(MIN_FRAME_PX / 2.0);
    let (x, y) = (half(a.0, b.0), half(a.1, b.1));
    let area = Rectangle { low: (middle.0 - x, middle.1 - y), high: (middle.0 + x, middle.1 + y) };
    Some(InsetFrame { area, title: inset.title.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Coordinates;
    use crate::views::shared::EntityLink;

    fn marker((latitude, longitude): (f64, f64), is_area: bool) -> MapMarker {
        let text = String::new;
        let entity = EntityLink {
            id: text(),
            name: "Port-Ariel".to_owned(),
            sort: text(),
            href: text(),
            kind: text(),
            gloss: text(),
            apart: text(),
            proposed: false,
            n: 1,
        };
        let at = Coordinates { latitude, longitude };
        MapMarker { entity, n_events: 0, event: text(), at, radius_px: 5.0, own: false, is_area, is_inset: false }
    }

    #[test]
    fn a_crowd_has_an_inset_and_others_do_not() {
        let format = MapFormat { width_px: 1040.0, height_px: (440.0, 660.0), margin: 0.08, min_half_extent: 0.06 };
        let map = |places: &[(f64, f64)], is_area: bool| {
            let markers: Vec<MapMarker> = places.iter().map(|place| marker(*place, is_area)).collect();
            let at: Vec<Coordinates> = markers.iter().map(|marker| marker.at).collect();
            let frame = MapViewport::around(&at, &format);
            let found = insets(&markers, &frame);
            let areas = found.iter().filter_map(|inset| frame_on(&frame, inset));
            assert!(areas.into_iter().all(|one| one.area.high.0 - one.area.low.0 >= MIN_FRAME_PX - 1e-9));
            found.iter().map(|inset| inset.members.len()).collect::<Vec<_>>()
        };
        let crowd = [(48.1, -4.2), (48.3, -4.4), (48.2, -4.6), (48.4, -4.1), (55.7, 37.6), (40.4, -3.7)];
        assert_eq!(map(&crowd, false), [4]);
        assert_eq!(map(&crowd, true), Vec::<usize>::new(), "areas are no crowd");
        assert_eq!(map(&[(48.1, -4.2); 9], false), Vec::<usize>::new(), "one point stays one point");
        assert_eq!(map(&crowd[3..], false), Vec::<usize>::new());
        assert_eq!(map(&[], false), Vec::<usize>::new());
    }
}
