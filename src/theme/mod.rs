//! Templates, assets and interface texts: themes that stand on each other, file by file, the
//! default one below all.

pub mod builtin;
pub mod dates;
mod layers;
pub mod load;
pub mod messages;
pub mod template_fields;
pub mod template_value;
pub mod templates;

pub use load::{Asset, Theme, load};
pub use template_fields::TemplateFields;
pub use template_value::{BoundedPerThreadCache, PerThreadCache, TemplateValue};
pub use templates::{DrawError, GlobalContext};
