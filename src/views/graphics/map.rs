//! The map of the dossier: each record with coordinates, sized by its mentions, the same data as a table, and the places
//! without coordinates.
//!
//! The map is drawn twice, for wide and for narrow windows, because names that are legible on one would overlap on the
//! other. The style sheet shows one of them. Positions come from the records: no place is looked up or guessed.

use serde::Serialize;

use super::drawing::MapDrawing;
use super::map_insets::{self, MapInset};
use super::map_signs::{self, InsetFrame, MapMarker};
use crate::config::SitePart;
use crate::gazetteer;
use crate::geometry::viewport::MapFormat;
use crate::geometry::{MapViewport, angle};
use crate::link::index::RecordLink;
use crate::model::{BaseKind, Coordinates, EntityIx, KindIx, Route};
use crate::views::components;
use crate::views::content::Content;
use crate::views::context::RenderContext;
use crate::views::shared::{Chrome, EntityLink, ListedEntity};

/// The data of the map page.
#[derive(Clone, Debug, Serialize)]
pub struct MapView {
    /// Data common to all pages.
    pub page: Chrome,
    /// The map for wide windows, and for narrow ones.
    pub drawings: Vec<MapDrawing>,
    /// Where it is crowded, the same larger; usually none.
    pub insets: Vec<MapDrawing>,
    /// The records on the map, most mentions first.
    pub places: Vec<MappedPlace>,
    /// Number of further records with coordinates left out for lack of room.
    pub n_left_out: u64,
    /// Places without coordinates, most mentions first.
    pub unplaced: Vec<EntityLink>,
    /// Number of further ones.
    pub n_unplaced_more: u64,
}

/// A row of the table.
#[derive(Clone, Debug, Serialize)]
pub struct MappedPlace {
    /// The record.
    #[serde(flatten)]
    pub listed: ListedEntity,
    /// What it is part of, if known.
    pub part_of: Option<EntityLink>,
    /// Number of events that took place there.
    pub n_events: u64,
    /// One of them with its year; may be empty.
    pub event: String,
    /// Whether it is a country or another area, which has a name and no circle.
    pub is_area: bool,
}

/// Maximum number of records on a map for wide and for narrow windows; the table has those of the first.
const MAX_SIGNS: [usize; 2] = [120, 40];
/// Maximum number of places without coordinates that are named.
const MAX_UNPLACED: usize = 60;
/// Maximum size of outlines, wide and narrow: with all markers and the table, a page has less than 100 kB.
const MAX_OUTLINE_BYTES: [usize; 2] = [26_000, 10_000];
const FORMATS: [(&str, MapFormat); 2] = [
    ("wide", MapFormat { width_px: 1040.0, height_px: (440.0, 660.0), margin: 0.08, min_half_extent: 0.06 }),
    ("narrow", MapFormat { width_px: 400.0, height_px: (230.0, 460.0), margin: 0.07, min_half_extent: 0.06 }),
];
/// Maximum size of the outlines of an inset.
const MAX_INSET_BYTES: usize = 6_000;
/// Radius of the largest circle, wide and narrow.
const LARGEST_PX: [f64; 2] = [16.0, 6.5];

/// A record with coordinates and its number of mentions.
struct LocatedEntity {
    entity: EntityIx,
    at: Coordinates,
    n_mentions: u64,
}

/// Returns whether the site has this page, that is, whether any record has coordinates.
#[must_use]
pub(crate) fn is_enabled(content: &Content) -> bool {
    content.config.has(SitePart::Map)
        && content.registry.entities.iter().any(|entity| entity.record.coordinates.is_some())
}

/// Returns the records with coordinates, most mentions first.
fn located_entities(content: &Content) -> Vec<LocatedEntity> {
    let entities = EntityIx::number(&content.registry.entities);
    let mut located: Vec<LocatedEntity> = entities
        .filter_map(|(entity, of)| {
            let at = of.record.coordinates?;
            Some(LocatedEntity { entity, at, n_mentions: components::counts(content, entity)[0] })
        })
        .collect();
    located.sort_by_key(|place| (std::cmp::Reverse(place.n_mentions), place.entity));
    located
}

/// Returns the places without coordinates, most mentions first.
fn entities_without_coordinates(content: &Content) -> Vec<(EntityIx, u64)> {
    let is_place = |kind: KindIx| content.config.kind(kind).is_some_and(|kind| kind.schema == "Place");
    let entities = EntityIx::number(&content.registry.entities);
    let mut unplaced: Vec<(EntityIx, u64)> = entities
        .filter(|(_, entity)| is_place(entity.kind) && entity.record.coordinates.is_none())
        .map(|(index, _)| (index, components::counts(content, index)[0]))
        .collect();
    unplaced.sort_by_key(|(index, n)| (std::cmp::Reverse(*n), *index));
    unplaced
}

fn n_events(content: &Content, entity: EntityIx) -> u64 {
    content.link_index.incoming_record_links[entity].iter().filter(|(_, bond)| *bond == RecordLink::Place).count()
        as u64
}

fn part_of(content: &Content, entity: EntityIx) -> Option<EntityIx> {
    let whole = content.registry.entities[entity].record.part_of.as_ref()?;
    content.registry.find(&whole.value)
}

/// All inputs of the map page. Their hash is the key of the page, because outlines take long to draw.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct MapInput {
    page: Chrome,
    /// Positions of all records, most mentions first.
    everywhere: Vec<Coordinates>,
    /// The first of these records, for the table.
    places: Vec<MappedPlace>,
    unplaced: Vec<EntityLink>,
    n_unplaced_more: u64,
}

/// Collects the inputs of the map page.
#[must_use]
pub(crate) fn input(context: &RenderContext, route: &Route) -> MapInput {
    let t = &context.interface.theme.messages;
    let content = &context.content;
    let located = located_entities(content);
    let unplaced = entities_without_coordinates(content);
    let places = located.iter().take(MAX_SIGNS[0]).map(|place| MappedPlace {
        listed: components::listed_entity(content, place.entity),
        part_of: part_of(content, place.entity).map(|whole| components::entity_link(content, whole, 0)),
        n_events: n_events(content, place.entity),
        event: event(content, place.entity),
        is_area: is_area(content, place.entity),
    });
    MapInput {
        page: components::chrome(content, route, t.text("map"), t.text("map_lead"), "map"),
        everywhere: located.iter().map(|place| place.at).collect(),
        places: places.collect(),
        n_unplaced_more: unplaced.len().saturating_sub(MAX_UNPLACED) as u64,
        unplaced: unplaced
            .into_iter()
            .take(MAX_UNPLACED)
            .map(|(entity, n)| components::entity_link(content, entity, n))
            .collect(),
    }
}

/// Draws the page of the map.
#[must_use]
pub(crate) fn view(input: MapInput) -> MapView {
    let most =
        input.places.iter().filter(|place| !place.is_area).map(|place| place.listed.link.n).max().unwrap_or(1).max(1);
    let marker = |(place, at): (&MappedPlace, &Coordinates), largest_px: f64| MapMarker {
        entity: place.listed.link.clone(),
        n_events: place.n_events,
        event: place.event.clone(),
        at: *at,
        radius_px: sign_radius(place.listed.link.n, most, largest_px),
        own: false,
        is_area: place.is_area,
        is_inset: false,
    };
    let markers = |max: usize, largest_px: f64| -> Vec<MapMarker> {
        input.places.iter().zip(&input.everywhere).take(max).map(|one| marker(one, largest_px)).collect()
    };
    let wide = MapViewport::around(&input.everywhere, &FORMATS[0].1);
    let insets = map_insets::insets(&markers(MAX_SIGNS[0], LARGEST_PX[0]), &wide);
    let drawings = FORMATS.iter().enumerate().map(|(index, (name, format))| {
        let frame = MapViewport::around(&input.everywhere, format);
        let mut markers = markers(MAX_SIGNS[index], LARGEST_PX[index]);
        let shown = insets.iter().flat_map(|inset| &inset.members);
        shown.for_each(|member| {
            if let Some(marker) = markers.get_mut(*member) {
                marker.is_inset = true;
            }
        });
        let frames: Vec<InsetFrame> = insets.iter().filter_map(|inset| map_insets::frame_on(&frame, inset)).collect();
        map_signs::drawing(name, &frame, &markers, &frames, MAX_OUTLINE_BYTES[index])
    });
    let inset = |inset: &MapInset| {
        let one = |member: &usize| marker((&input.places[*member], &input.everywhere[*member]), LARGEST_PX[1] * 1.5);
        let markers: Vec<MapMarker> = inset.members.iter().map(one).collect();
        let drawing = map_signs::drawing("inset", &inset.frame, &markers, &[], MAX_INSET_BYTES);
        MapDrawing { title: inset.title.clone(), ..drawing }
    };
    MapView {
        drawings: drawings.collect(),
        insets: insets.iter().map(inset).collect(),
        n_left_out: input.everywhere.len().saturating_sub(MAX_SIGNS[0]) as u64,
        page: input.page,
        places: input.places,
        unplaced: input.unplaced,
        n_unplaced_more: input.n_unplaced_more,
    }
}

/// Returns the radius of a marker, whose area grows with the number of mentions.
fn sign_radius(n_mentions: u64, most: u64, largest_px: f64) -> f64 {
    let share =
        f64::from(u32::try_from(n_mentions).unwrap_or(u32::MAX)) / f64::from(u32::try_from(most).unwrap_or(u32::MAX));
    (largest_px * share.sqrt()).max(3.0)
}

/// Makes the marker of a record on a small map.
pub(super) fn marker(content: &Content, entity: EntityIx, at: Coordinates, radius_px: f64, own: bool) -> MapMarker {
    MapMarker {
        entity: components::entity_link(content, entity, components::counts(content, entity)[0]),
        n_events: n_events(content, entity),
        event: String::new(),
        at,
        radius_px,
        own,
        is_area: is_area(content, entity),
        is_inset: false,
    }
}

/// A place with a part as far from it is an area and no town.
const AREA_KM: f64 = 15.0;

/// Returns whether a record is that of a country, a region or a sea: by its name, or because a place that is far from its
/// point is part of it.
pub(super) fn is_area(content: &Content, entity: EntityIx) -> bool {
    let of = &content.registry.entities[entity];
    if of.behaves_as != BaseKind::Place {
        return false;
    }
    let at = of.record.coordinates;
    let has_far_part = || {
        let links =
            content.link_index.incoming_record_links[entity].iter().filter(|(_, bond)| *bond == RecordLink::Part);
        let places = links.filter_map(|(part, _)| content.registry.entities[*part].record.coordinates);
        at.is_some_and(|at| places.take(MAX_PARTS).any(|part| angle::kilometres(at, part) > AREA_KM))
    };
    std::iter::once(&of.record.name).chain(&of.record.names).any(|name| gazetteer::is_area(&name.value))
        || has_far_part()
}

/// Maximum number of parts of a place that are looked at.
const MAX_PARTS: usize = 100;

/// Returns one of the events that took place at a record, with its year: the one that most articles name.
fn event(content: &Content, entity: EntityIx) -> String {
    let links = content.link_index.incoming_record_links[entity].iter().filter(|(_, bond)| *bond == RecordLink::Place);
    let dated = links.filter_map(|(event, _)| Some((*event, content.registry.entities[*event].record.date?)));
    let main = dated.max_by_key(|(event, _)| (content.link_index.backlinks[*event].len(), std::cmp::Reverse(*event)));
    let shown = main.map(|(event, date)| {
        format!("{} · {}", date.sort_point().year, content.registry.entities[event].record.name.value)
    });
    shown.unwrap_or_default()
}
