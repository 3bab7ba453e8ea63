//! Ids, kinds, dates, coordinates, languages: data with no behaviour beyond parse, print and order.

pub mod coordinates;
pub mod date;
pub mod id;
pub mod index;
pub mod kind;
pub mod lang;
pub mod rights;
pub mod route;
pub mod routes;

pub use coordinates::Coordinates;
pub use date::Edtf;
pub use id::Id;
pub use index::{ArticleIx, EntityIx, KindIx};
pub use kind::EntityKind;
pub use lang::LangTag;
pub use rights::Rights;
pub use route::Route;
