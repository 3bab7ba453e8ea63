//! Redaction: the names of people who must not be named, found and replaced in text.
//!
//! [`name_masker::NameMasker`] is made of the withheld records' names and reads text letter by letter. It does not decide
//! who is withheld; `parse` and the build do.

mod addresses;
mod initials;
mod letters;
mod mask_forms;
mod mask_match;
pub mod name_masker;
