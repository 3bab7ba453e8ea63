//! The map of the dossier: each record with coordinates, sized by its mentions, the same data as a table, and the places
//! without coordinates.
//!
//! The map is drawn twice, for wide and for narrow windows, because names that are legible on one would overlap on the
//! other. The style sheet shows one of them. Positions come from the records: no place is looked up or guessed.

use serde::Serialize;

use super::drawing::{MapDrawing, Sign, label};
use crate::config::SitePart;
use crate::geometry::path::px;
use crate::geometry::viewport::MapFormat;
use crate::geometry::{Basemap, LabelRequest, MapViewport, basemap, labels};
use crate::link::index::RecordLink;
use crate::model::{Coordinates, EntityIx, KindIx, Route};
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
const LABEL_SIZE_PX: f64 = 13.0;
const MAX_LABEL_LETTERS: usize = 26;

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
    let drawings = FORMATS.iter().zip(MAX_SIGNS).zip(MAX_OUTLINE_BYTES).map(|(((name, format), max), max_bytes)| {
        let frame = MapViewport::around(&input.everywhere, format);
        let most = input.places.first().map_or(1, |place| place.listed.link.n.max(1));
        let marker = |(place, at): (&MappedPlace, &Coordinates)| MapMarker {
            entity: place.listed.link.clone(),
            n_events: place.n_events,
            at: *at,
            radius_px: sign_radius(place.listed.link.n, most, format.width_px / 62.0),
            own: false,
        };
        let markers: Vec<MapMarker> = input.places.iter().zip(&input.everywhere).take(max).map(marker).collect();
        drawing(name, &frame, &markers, max_bytes)
    });
    MapView {
        drawings: drawings.collect(),
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

/// Makes the marker of a record on a map.
pub(super) fn marker(content: &Content, entity: EntityIx, at: Coordinates, radius_px: f64, own: bool) -> MapMarker {
    let link = components::entity_link(content, entity, components::counts(content, entity)[0]);
    MapMarker { entity: link, n_events: n_events(content, entity), at, radius_px, own }
}

/// A record in a picture, before rendering.
pub(super) struct MapMarker {
    /// The record; `n` counts its mentions.
    pub(super) entity: EntityLink,
    pub(super) n_events: u64,
    pub(super) at: Coordinates,
    pub(super) radius_px: f64,
    pub(super) own: bool,
}

/// Draws a map; names are placed in the order of `spots`.
pub(super) fn drawing(format: &'static str, frame: &MapViewport, spots: &[MapMarker], max_bytes: usize) -> MapDrawing {
    let name = |spot: &MapMarker| labels::short(&spot.entity.name, MAX_LABEL_LETTERS);
    let wanted: Vec<LabelRequest> = spots
        .iter()
        .map(|spot| LabelRequest {
            at: frame.point(spot.at),
            radius_px: spot.radius_px,
            width_px: labels::width(&name(spot), LABEL_SIZE_PX),
        })
        .collect();
    let placed = labels::place_labels(&wanted, LABEL_SIZE_PX, &frame.rectangle(-2.0));
    let mut signs: Vec<(f64, Sign)> = spots
        .iter()
        .zip(wanted.iter().zip(placed))
        .map(|(spot, (wanted, placed))| {
            let sign = Sign {
                entity: spot.entity.clone(),
                x: px(wanted.at.0),
                y: px(wanted.at.1),
                r: px(spot.radius_px),
                n_events: spot.n_events,
                own: spot.own,
                label: placed.map(|placed| label(name(spot), &placed)),
            };
            (spot.radius_px, sign)
        })
        .collect();
    signs.sort_by(|a, b| b.0.total_cmp(&a.0));
    let Basemap { sea, graticule, land, borders } = basemap(frame, max_bytes);
    MapDrawing {
        format,
        width: px(frame.width_px),
        height: px(frame.height_px),
        sea,
        graticule,
        land,
        borders,
        signs: signs.into_iter().map(|(_, sign)| sign).collect(),
    }
}
