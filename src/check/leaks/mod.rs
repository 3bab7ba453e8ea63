//! `dossier check --leaks`: reads the finished output for what is withheld.

pub mod read;
