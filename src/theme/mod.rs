//! Templates, assets and interface texts: the site's theme over the built-in one, file by file.

pub mod builtin;
pub mod dates;
mod layers;
pub mod load;
pub mod messages;
pub mod templates;

pub use load::{Asset, Theme, load};
pub use templates::DrawError;
