//! Themes: templates, published files and the texts of the interface.
//!
//! A theme replaces files of the theme below it, down to the default theme. This module renders any view and knows none.

pub(crate) mod builtin;
mod css_spaces;
pub(crate) mod dates;
mod layers;
pub(crate) mod load;
pub(crate) mod messages;
pub(crate) mod template_fields;
pub(crate) mod template_value;
pub(crate) mod templates;

pub use load::{Theme, load};
pub(crate) use template_fields::TemplateFields;
pub(crate) use template_value::{BoundedPerThreadCache, PerThreadCache, TemplateValue};
pub(crate) use templates::GlobalContext;
