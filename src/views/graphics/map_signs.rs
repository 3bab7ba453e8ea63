//! Markers at their places -> the signs of a map: what is at one point is one circle with several names, countries and regions
//! are names without a circle, and events stand under their places.

use super::drawing::{MapDrawing, MapFrame, MapScale, Sign, SignLabel, label};
use crate::geometry::angle;
use crate::geometry::clip::{PlanePoint, Rectangle};
use crate::geometry::labels::{LINE_HEIGHT, LabelObstacles, LabelPlacer};
use crate::geometry::path::px;
use crate::geometry::{Basemap, LabelRequest, MapViewport, PlacedLabel, basemap, labels};
use crate::model::Coordinates;
use crate::views::shared::EntityLink;

/// A record in a picture, before rendering.
pub(super) struct MapMarker {
    /// The record; `n` counts its mentions.
    pub(super) entity: EntityLink,
    /// Number of events that took place there.
    pub(super) n_events: u64,
    /// One of these events with its year; may be empty.
    pub(super) event: String,
    /// Where it is.
    pub(super) at: Coordinates,
    /// Radius of its circle.
    pub(super) radius_px: f64,
    /// Whether it is the subject of the map.
    pub(super) own: bool,
    /// Whether it is a country or another area.
    pub(super) is_area: bool,
    /// Whether its name stands on an inset, and not here.
    pub(super) is_inset: bool,
}

/// What an inset shows of a map.
pub(super) struct InsetFrame {
    /// Its area on the map.
    pub(super) area: Rectangle,
    /// The place that it is around.
    pub(super) title: String,
}

const LABEL_SIZE_PX: f64 = 13.0;
const NOTE_SIZE_PX: f64 = 11.0;
/// Letters in a line of a name, and of an event.
const LINE_LETTERS: usize = 24;
const NOTE_LETTERS: usize = 30;
/// A longer name of an event is left out.
const MAX_NOTE_LINES: usize = 3;
/// Names at one point; further ones are counted.
const MAX_GATHERED: usize = 4;
/// What the spaced letters of areas are wider.
const AREA_SPACING: f64 = 1.12;

/// Some markers at one point: the first has the circle.
struct MarkerGroup {
    members: Vec<usize>,
    at: PlanePoint,
    radius_px: f64,
}

/// Joins the markers whose centre lies on the circle of an earlier one.
fn gathered(markers: &[MapMarker], points: &[PlanePoint]) -> Vec<MarkerGroup> {
    let mut groups: Vec<MarkerGroup> = Vec::new();
    for (index, marker) in markers.iter().enumerate().filter(|(_, marker)| !marker.is_area) {
        let at = points[index];
        let near = |group: &&mut MarkerGroup| {
            let (dx, dy) = (group.at.0 - at.0, group.at.1 - at.1);
            (dx * dx + dy * dy).sqrt() < group.radius_px.max(4.0)
        };
        match groups.iter_mut().find(near) {
            Some(group) => group.members.push(index),
            None => groups.push(MarkerGroup { members: vec![index], at, radius_px: marker.radius_px }),
        }
    }
    groups
}

/// Draws a map; names are placed in the order of the markers.
pub(super) fn drawing(
    format: &'static str,
    frame: &MapViewport,
    markers: &[MapMarker],
    insets: &[InsetFrame],
    max_bytes: usize,
) -> MapDrawing {
    let points: Vec<PlanePoint> = markers.iter().map(|marker| frame.point(marker.at)).collect();
    let groups = gathered(markers, &points);
    let sign_of =
        |group: &MarkerGroup| LabelRequest { at: group.at, radius_px: group.radius_px, width_px: 0.0, n_lines: 0 };
    let spots: Vec<LabelRequest> = groups.iter().map(sign_of).collect();
    let (picture, obstacles) = (frame.rectangle(-2.0), LabelObstacles::default());
    let mut placer = LabelPlacer::new(&spots, &picture, &obstacles);
    let frames = insets.iter().map(|inset| map_frame(inset, &mut placer)).collect();
    let mut circles: Vec<PlacedGroup> = Vec::with_capacity(groups.len());
    let mut areas: Vec<Sign> = Vec::new();
    // What is mentioned most is placed first, be it a point with its event or an area.
    for (index, marker) in markers.iter().enumerate() {
        if marker.is_area {
            areas.extend(area_sign(marker, points[index], &picture, &mut placer));
        } else if let Some(number) = groups.iter().position(|group| group.members[0] == index) {
            let mut group = group_signs(markers, &groups[number], number, &mut placer);
            if format != "locator" {
                group.note = note(&group, &mut placer);
            }
            circles.push(group);
        }
    }
    circles.sort_by(|a, b| b.radius_px.total_cmp(&a.radius_px));
    let circles = circles.into_iter().flat_map(|mut group| {
        if let Some(last) = group.signs.last_mut() {
            last.note = group.note;
        }
        group.signs
    });
    let signs: Vec<Sign> = circles.chain(areas).collect();
    let Basemap { sea, graticule, land, borders } = basemap(frame, max_bytes);
    MapDrawing {
        format,
        title: String::new(),
        width: px(frame.width_px),
        height: px(frame.height_px),
        sea,
        graticule,
        land,
        borders,
        scale: scale(frame),
        frames,
        signs,
    }
}

/// Maps that are wider have no scale: it is another one in the north than in the south.
const MAX_SCALED_KM: f64 = 4_000.0;
/// Longest line of a scale, as a part of the width.
const SCALE_SHARE: f64 = 0.2;

/// Draws the scale at the lower left.
fn scale(frame: &MapViewport) -> Option<MapScale> {
    let middle = (frame.width_px / 2.0, frame.height_px / 2.0);
    let (a, b) = (frame.place((middle.0 - 50.0, middle.1))?, frame.place((middle.0 + 50.0, middle.1))?);
    let km_of_px = angle::kilometres(a, b) / 100.0;
    if km_of_px <= 0.0 || km_of_px * frame.width_px > MAX_SCALED_KM {
        return None;
    }
    let most = km_of_px * frame.width_px * SCALE_SHARE;
    let lengths = [1000.0, 500.0, 200.0, 100.0, 50.0, 20.0, 10.0, 5.0, 2.0, 1.0];
    let km = lengths.into_iter().find(|km| *km <= most)?;
    let (x, y) = (10.0, frame.height_px - 10.0);
    let end = x + km / km_of_px;
    Some(MapScale {
        path: format!("M{} {}V{}H{}V{}", px(x), px(y - 4.0), px(y), px(end), px(y - 4.0)),
        label: format!("{km} km"),
        x: px(end + 5.0),
        y: px(y),
    })
}

fn bare(marker: &MapMarker, at: PlanePoint) -> Sign {
    Sign {
        entity: marker.entity.clone(),
        x: px(at.0),
        y: px(at.1),
        r: px(marker.radius_px),
        n_events: marker.n_events,
        own: marker.own,
        is_area: false,
        is_gathered: false,
        n_more: 0,
        note: None,
        label: None,
    }
}

fn map_frame(inset: &InsetFrame, placer: &mut LabelPlacer<'_>) -> MapFrame {
    let area = inset.area;
    let lines = labels::wrapped(&inset.title, LINE_LETTERS);
    let middle = ((area.low.0 + area.high.0) / 2.0, (area.low.1 + area.high.1) / 2.0);
    let radius_px = ((area.high.0 - area.low.0).max(area.high.1 - area.low.1)) / 2.0;
    let width_px = labels::widest(&lines, LABEL_SIZE_PX);
    let placed =
        placer.place(None, &LabelRequest { at: middle, radius_px, width_px, n_lines: lines.len() }, LABEL_SIZE_PX);
    MapFrame {
        x: px(area.low.0),
        y: px(area.low.1),
        width: px(area.high.0 - area.low.0),
        height: px(area.high.1 - area.low.1),
        label: placed.map(|placed| label(&lines, &placed, LABEL_SIZE_PX)),
    }
}

/// The signs of the markers at one point.
struct PlacedGroup {
    radius_px: f64,
    signs: Vec<Sign>,
    /// Its names, as one label.
    names: Option<PlacedLabel>,
    /// An event that took place there; may be empty.
    event: String,
    note: Option<SignLabel>,
}

fn area_sign(marker: &MapMarker, at: PlanePoint, picture: &Rectangle, placer: &mut LabelPlacer<'_>) -> Option<Sign> {
    let lines = labels::wrapped(&marker.entity.name, LINE_LETTERS);
    let width_px = labels::widest(&lines, LABEL_SIZE_PX) * AREA_SPACING;
    let spot = LabelRequest { at, radius_px: 0.0, width_px, n_lines: lines.len() };
    let placed = picture.has(at).then(|| placer.place_on(&spot, LABEL_SIZE_PX)).flatten()?;
    Some(Sign { is_area: true, label: Some(label(&lines, &placed, LABEL_SIZE_PX)), ..bare(marker, at) })
}

/// Places an event under the names of its place, or its year alone.
fn note(group: &PlacedGroup, placer: &mut LabelPlacer<'_>) -> Option<SignLabel> {
    let names = group.names.as_ref()?;
    let year = group.event.split(' ').next().unwrap_or_default();
    let choices = [labels::wrapped(&group.event, NOTE_LETTERS), labels::wrapped(year, NOTE_LETTERS)];
    choices.into_iter().filter(|lines| (1..=MAX_NOTE_LINES).contains(&lines.len())).find_map(|lines| {
        let width_px = labels::widest(&lines, NOTE_SIZE_PX);
        let placed = placer.place_under(names, width_px, lines.len(), NOTE_SIZE_PX)?;
        Some(label(&lines, &placed, NOTE_SIZE_PX))
    })
}

/// Makes the signs of the markers at one point: all their names if there is room, or the first, or none.
fn group_signs(markers: &[MapMarker], group: &MarkerGroup, index: usize, placer: &mut LabelPlacer<'_>) -> PlacedGroup {
    let of_group = || group.members.iter().map(|member| &markers[*member]);
    let names: Vec<Vec<String>> =
        of_group().take(MAX_GATHERED).map(|marker| labels::wrapped(&marker.entity.name, LINE_LETTERS)).collect();
    let n_left = |n_named: usize| group.members.len().saturating_sub(n_named) as u64;
    let mut placed: Option<(PlacedLabel, usize)> = None;
    let is_elsewhere = of_group().all(|marker| marker.is_inset);
    for n_named in [names.len(), 1] {
        if placed.is_none() && !is_elsewhere {
            let lines: Vec<String> = names[..n_named].concat();
            let more_px = if n_left(n_named) > 0 { 3.0 * LABEL_SIZE_PX } else { 0.0 };
            let spot = LabelRequest {
                at: group.at,
                radius_px: group.radius_px,
                width_px: labels::widest(&lines, LABEL_SIZE_PX) + more_px,
                n_lines: lines.len(),
            };
            placed = placer.place(Some(index), &spot, LABEL_SIZE_PX).map(|label| (label, n_named));
        }
    }
    let mut offset = 0;
    let mut signs = Vec::new();
    for (number, marker) in of_group().enumerate() {
        let mut sign = bare(marker, group.at);
        sign.is_gathered = number > 0;
        sign.r = px(group.radius_px);
        if number == 0 {
            sign.n_events = of_group().map(|marker| marker.n_events).sum();
        }
        if let Some((place, n_named)) = placed.filter(|(_, n_named)| number < *n_named) {
            let mut lines = names[number].clone();
            sign.n_more = if number + 1 == n_named { n_left(n_named) } else { 0 };
            if let Some(last) = lines.last_mut().filter(|_| sign.n_more > 0) {
                last.push_str(&format!(" +{}", sign.n_more));
            }
            let down = f64::from(u32::try_from(offset).unwrap_or(0)) * LINE_HEIGHT * LABEL_SIZE_PX;
            let line = PlacedLabel { at: (place.at.0, place.at.1 + down), ..place };
            sign.label = Some(label(&lines, &line, LABEL_SIZE_PX));
            offset += lines.len();
        } else if number > 0 {
            // Its name is in the table.
            break;
        }
        signs.push(sign);
    }
    PlacedGroup {
        radius_px: group.radius_px,
        signs,
        names: placed.map(|(label, _)| label),
        event: of_group().map(|marker| marker.event.clone()).find(|event| !event.is_empty()).unwrap_or_default(),
        note: None,
    }
}
