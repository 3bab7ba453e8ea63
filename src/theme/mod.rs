//! Templates, assets and interface texts: themes that stand on each other, file by file, the
//! default one below all.

pub mod builtin;
pub mod dates;
mod layers;
pub mod load;
pub mod messages;
pub mod ready;
pub mod templates;
pub mod uses;

pub use load::{Asset, Theme, load};
pub use ready::{BoundedShelf, Ready, Shelf};
pub use templates::{DrawError, Frame};
pub use uses::Uses;
