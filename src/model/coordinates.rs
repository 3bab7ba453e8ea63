//! Geographic coordinates.

use crate::base::{KeyBuilder, Keyed};

/// WGS 84 degrees; latitude north and longitude east are positive.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize)]
pub struct Coordinates {
    /// −90 to 90.
    pub latitude: f64,
    /// −180 to 180.
    pub longitude: f64,
}

impl Coordinates {
    /// Returns the point, or `None` if either number is out of range.
    #[must_use]
    pub fn new(latitude: f64, longitude: f64) -> Option<Self> {
        ((-90.0..=90.0).contains(&latitude) && (-180.0..=180.0).contains(&longitude))
            .then_some(Self { latitude, longitude })
    }
}

impl Keyed for Coordinates {
    fn key_into(&self, key: &mut KeyBuilder) {
        let Self { latitude, longitude } = self;
        key.add(latitude).add(longitude);
    }
}
