//! Redaction: what is withheld is removed from the source files before any stage that publishes reads them.
//!
//! [`redaction`] collects what is withheld and rewrites files and records; [`name_masker`] finds masked names in text,
//! letter by letter; [`protection`] judges whether it is certain what must be withheld. Which records and articles are
//! withheld is set in their files and read by `parse`.

mod addresses;
mod initials;
mod letters;
mod mask_forms;
mod mask_match;
pub(crate) mod name_masker;
pub(crate) mod protection;
pub(crate) mod redaction;

pub(crate) use protection::Protection;
pub(crate) use redaction::{ProtectedContent, RedactedFile, RedactedFiles, Redaction};
