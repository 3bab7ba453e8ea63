//! The formats of several files as one archive each, which a site can publish. Pure; the files are those that
//! `dossier export` writes into a folder.

use super::{ExportInput, corpus, data_package, shared, tables};
use crate::base::csv_table::CsvDialect;
use crate::base::zip_archive::{ArchiveMember, ArchiveWriter};

/// The tables with their description.
pub(super) fn tables(input: &ExportInput<'_>) -> Vec<u8> {
    let dialect = CsvDialect::Rfc4180;
    let tables = tables::tables(input, dialect.list_separator());
    packed(data_package::files(&input.config.title, &tables, dialect))
}

/// The texts with the table about them.
pub(super) fn corpus(input: &ExportInput<'_>) -> Vec<u8> {
    packed(corpus::files(input, false).files)
}

/// Says what the corpus cannot hold.
pub(super) fn corpus_lost(input: &ExportInput<'_>) -> Vec<String> {
    corpus::files(input, false).lost
}

/// The key of both: everything that is published.
pub(super) use shared::everything_and_notes_key as key;

/// Packs files in order of their names; nothing comes of more than an archive can hold, 65,535 files or 4 GB.
fn packed(mut files: Vec<(String, Vec<u8>)>) -> Vec<u8> {
    files.sort();
    let mut out = Vec::new();
    let mut archive = ArchiveWriter::new(&mut out);
    let added = files.iter().try_for_each(|(name, bytes)| archive.add(&ArchiveMember::packed(name, bytes)?));
    if added.and_then(|()| archive.finish()).is_err() {
        out.clear();
    }
    out
}
