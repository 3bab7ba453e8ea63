//! The small map on the page of a record: the location of the record or its event, and the nearest records.

use super::drawing::MapDrawing;
use super::map;
use super::map_signs::{self, MapMarker};
use super::place_tree::PlaceTree;
use crate::base::KeyBuilder;
use crate::config::SitePart;
use crate::geometry::MapViewport;
use crate::geometry::viewport::MapFormat;
use crate::link::index::RecordLink;
use crate::model::{Coordinates, EntityIx};
use crate::views::content::Content;
use crate::views::context::RenderContext;

/// Number of neighbours.
const N_NEIGHBOURS: usize = 5;
/// Maximum size of outlines: the whole map has less than 12 kB.
const MAX_OUTLINE_BYTES: usize = 5_000;
/// At least some 400 km from the middle to the edge.
const FORMAT: MapFormat =
    MapFormat { width_px: 340.0, height_px: (240.0, 240.0), margin: 0.16, min_half_extent: 0.063 };
/// Neighbours farther away than this are not shown: a fifth of the circumference of the globe. As the square of the straight
/// distance through the globe, in radii.
const MAX_SQUARE: f64 = 1.0;

/// Returns the record at the centre of the map: the record itself, or the place of its event.
fn center_place(content: &Content, entity: EntityIx) -> Option<(EntityIx, Coordinates)> {
    if !content.config.has(SitePart::Map) {
        return None;
    }
    let record = &content.registry.entities[entity].record;
    let at = |entity: EntityIx| Some((entity, content.registry.entities[entity].record.coordinates?));
    at(entity).or_else(|| at(content.registry.find(&record.place.as_ref()?.value)?))
}

/// Returns the nearest records with coordinates, nearest first.
fn nearest(context: &RenderContext, own: EntityIx, at: Coordinates) -> Vec<(EntityIx, Coordinates)> {
    let tree = context.cache.place_tree.get_or_init(|| {
        let entities = EntityIx::number(&context.content.registry.entities);
        PlaceTree::new(entities.filter_map(|(entity, of)| Some((entity, of.record.coordinates?))))
    });
    tree.nearest(at, own, N_NEIGHBOURS, MAX_SQUARE)
}

/// Adds the content of the small map to a page's key.
pub(crate) fn key(context: &RenderContext, entity: EntityIx, key: &mut KeyBuilder) {
    let Some((own, at)) = center_place(&context.content, entity) else {
        key.number(0);
        return;
    };
    let content = &context.content;
    key.key(content.registry.entities[own].card_key).add(&at).add(&map::is_area(content, own));
    for (other, place) in nearest(context, own, at) {
        key.key(content.registry.entities[other].card_key).add(&place).add(&map::is_area(content, other));
    }
}

/// Makes the small map of a page; `None` if the position is not known. All events of a place share the map of the place.
pub(crate) fn view(context: &RenderContext, entity: EntityIx) -> Option<MapDrawing> {
    let (own, at) = center_place(&context.content, entity)?;
    let is_shared =
        context.content.link_index.incoming_record_links[own].iter().any(|(_, bond)| *bond == RecordLink::Place);
    let make = || drawing(context, own, at);
    Some(if is_shared { context.cache.locators[own].get_or_init(make).clone() } else { make() })
}

fn drawing(context: &RenderContext, own: EntityIx, at: Coordinates) -> MapDrawing {
    let near = nearest(context, own, at);
    // The place is the subject: neighbours widen the map, but the place stays in the middle.
    let around: Vec<Coordinates> = near.iter().take(3).map(|(_, place)| *place).chain([at]).collect();
    let frame = MapViewport::around(&around, &FORMAT);
    let spot = |entity: EntityIx, at: Coordinates, own: bool| {
        map::marker(&context.content, entity, at, if own { 6.0 } else { 3.0 }, own)
    };
    let in_picture = |place: Coordinates| frame.rectangle(-3.0).has(frame.point(place));
    let others =
        near.into_iter().filter(|(_, place)| in_picture(*place)).map(|(other, place)| spot(other, place, false));
    let spots: Vec<MapMarker> = std::iter::once(spot(own, at, true)).chain(others).collect();
    map_signs::drawing("locator", &frame, &spots, &[], MAX_OUTLINE_BYTES)
}
