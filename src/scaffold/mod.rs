//! The record that `dossier new` writes, to be filled in. Pure text: where it is written is decided by the command.
//!
//! The sample dossier of `dossier init` is data of `lang`.

pub(crate) mod record_template;
