//! The pages' pictures: the map, a record's small one, the network, a record's circle. What they show is decided here;
//! where it is drawn, in `crate::geometry`; the signs themselves are the templates' affair.

pub mod circle;
pub mod drawing;
pub mod locator;
pub mod map;
pub mod network;
pub mod place_tree;
