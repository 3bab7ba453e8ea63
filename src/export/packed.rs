//! The formats of several files as one archive each, which a site can publish. Pure; the files are those that
//! `dossier export` writes into a folder, packed as they are made.

use std::io;
use std::sync::{Mutex, PoisonError};

use super::file_sink::{FileSink, PieceWriter};
use super::{ExportInput, corpus, data_package, shared, tables};
use crate::base::csv_table::CsvDialect;
use crate::base::zip_archive::{ArchiveMember, ArchiveWriter};

/// The tables with their description.
pub(super) fn tables(input: &ExportInput<'_>) -> Vec<u8> {
    let dialect = CsvDialect::Rfc4180;
    let tables = tables::tables(input, dialect.list_separator());
    packed(|files| {
        let mut put = |name: &str, write: PieceWriter<'_>| files.put_pieces(name, write);
        data_package::write(&input.config.title, &tables, dialect, &mut put).map(drop)
    })
}

/// The texts with the table about them.
pub(super) fn corpus(input: &ExportInput<'_>) -> Vec<u8> {
    packed(|files| corpus::write(input, false, files).map(drop))
}

/// The key of both: everything that is published.
pub(super) use shared::everything_and_notes_key as key;

/// The files of an archive, packed.
#[derive(Default)]
struct ArchiveSink(Mutex<Vec<ArchiveMember>>);

impl FileSink for ArchiveSink {
    fn put(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let member = ArchiveMember::packed(name, bytes)?;
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(member);
        Ok(())
    }

    fn put_pieces(&self, name: &str, write: PieceWriter<'_>) -> io::Result<()> {
        let mut bytes = Vec::new();
        write(&mut bytes)?;
        self.put(name, &bytes)
    }
}

/// Packs files in order of their names; nothing comes of a file of 4 GB, which an archive cannot hold.
fn packed(write: impl FnOnce(&ArchiveSink) -> io::Result<()>) -> Vec<u8> {
    let sink = ArchiveSink::default();
    let mut out = Vec::new();
    let made = write(&sink).and_then(|()| {
        let mut members = sink.0.into_inner().unwrap_or_else(PoisonError::into_inner);
        members.sort_by(|one, other| one.name.cmp(&other.name));
        let mut archive = ArchiveWriter::new(&mut out);
        members.iter().try_for_each(|member| archive.add(member))?;
        archive.finish()
    });
    if made.is_err() {
        out.clear();
    }
    out
}
