//! Ids, kinds, dates, coordinates, languages: data with no behaviour beyond parse, print and order.

pub(crate) mod coordinates;
pub(crate) mod count;
pub(crate) mod date;
pub mod id;
pub(crate) mod id_messages;
pub(crate) mod index;
pub(crate) mod kind;
pub(crate) mod lang;
pub(crate) mod prose_keys;
pub(crate) mod rights;
pub(crate) mod route;
pub mod routes;

pub use coordinates::Coordinates;
pub use count::{Count, Exactness};
pub use date::Edtf;
pub use id::Id;
pub use index::{ArticleIx, EntityIx, KindIx, List};
pub use kind::{BaseKind, EntityKind};
pub use lang::LangTag;
pub use rights::Rights;
pub use route::Route;
