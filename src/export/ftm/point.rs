//! Where something was, for FollowTheMoney: only an address has coordinates there, so a record of another kind has an address
//! of its own for them. A place is an address itself.

use super::{MoneyEntity, MoneyIds, schema_of};
use crate::model::{Coordinates, EntityIx};
use crate::registry::Entity;

/// Returns the id of the address that a record has for its coordinates.
pub(super) fn id(ids: &MoneyIds<'_>, record: EntityIx) -> String {
    ids.tie('p', &[&ids.record(record)])
}

/// Writes the coordinates of an address.
pub(super) fn degrees(out: &mut MoneyEntity, at: &Coordinates) {
    out.push("latitude", at.latitude.to_string());
    out.push("longitude", at.longitude.to_string());
}

/// Makes the address of a record that is no place and has coordinates. The model wants words for it: the coordinates.
pub(super) fn of_record(ids: &MoneyIds<'_>, index: EntityIx, entity: &Entity) -> Option<MoneyEntity> {
    let at = entity.record.coordinates.as_ref().filter(|_| schema_of(entity) != "Address")?;
    let mut out = MoneyEntity::new(id(ids, index), "Address");
    out.place("full", &format!("{}, {}", at.latitude, at.longitude));
    degrees(&mut out, at);
    Some(out)
}
