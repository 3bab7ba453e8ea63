//! Themes: templates, published files and the texts of the interface.
//!
//! A theme replaces files of the theme below it, down to the default theme. This room draws any view and knows none.

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
