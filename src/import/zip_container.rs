//! ZIP archives within limits: bundles of documents, and the containers of word processors. The only file that uses the
//! ZIP library in this room.
//!
//! Nothing is unpacked to disk, and no name from an archive is used as a path here. The sizes that an archive declares
//! are not trusted: reading stops at the limit.

use std::io::{Read, Seek, SeekFrom};

use zip::ZipArchive;

use super::extracted_document::ExtractionError;
use crate::say;

/// The most entries in an archive.
const MAX_ENTRIES: usize = 20_000;
/// An entry that expands by more than this factor is a ZIP bomb: text expands about 10 times, the worst XML 50 times.
const MAX_EXPANSION: u64 = 200;
/// An entry of up to this size is harmless at any expansion, in bytes.
const HARMLESS_BYTES: u64 = 4 << 20;

/// An open archive.
pub(super) struct ZipContainer<R>(ZipArchive<R>);

/// An entry of an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ZipEntry {
    /// Its index.
    pub(super) index: usize,
    /// Its full name in the archive, with `/` as the separator.
    pub(super) name: String,
}

impl<R: Read + Seek> ZipContainer<R> {
    /// Opens an archive.
    ///
    /// # Errors
    /// If it is not a ZIP archive, or exceeds a limit.
    pub(super) fn open(mut reader: R) -> Result<Self, ExtractionError> {
        if reader.seek(SeekFrom::End(0)).is_ok_and(|len| len == 0) {
            return Err(ExtractionError::because(say!(en: "the file is empty", fr: "le fichier est vide")));
        }
        let archive = ZipArchive::new(reader).map_err(|error| {
            ExtractionError::because(say!(en: "it is not a ZIP archive, or not all of it: download it again ({error})", fr: "ce n’est pas une archive ZIP, ou elle est incomplète : téléchargez-la de nouveau (`{error}`)"))
        })?;
        if archive.len() > MAX_ENTRIES {
            return Err(ExtractionError::because(
                say!(en: "it contains {n} files, more than {MAX_ENTRIES}", fr: "elle contient {n} fichiers, plus que {MAX_ENTRIES}", n = archive.len()),
            ));
        }
        Ok(Self(archive))
    }

    /// Lists the files in archive order, without folders and links.
    pub(super) fn entries(&mut self) -> Vec<ZipEntry> {
        (0..self.0.len())
            .filter_map(|index| {
                let file = self.0.by_index_raw(index).ok()?;
                let name = file.name().ok()?.into_owned();
                (!file.is_dir() && !file.is_symlink()).then_some(ZipEntry { index, name })
            })
            .collect()
    }

    /// Reads an entry of at most `limit_bytes`.
    ///
    /// # Errors
    /// If it is larger, expands too much, is encrypted or is damaged.
    pub(super) fn read(&mut self, entry: &ZipEntry, limit_bytes: u64) -> Result<Vec<u8>, ExtractionError> {
        let damaged = |error: &dyn std::fmt::Display| {
            ExtractionError::because(
                say!(en: "`{name}` in it cannot be read: {error}", fr: "`{name}`, qu’elle contient, ne se lit pas : `{error}`", name = entry.name),
            )
        };
        let file = self.0.by_index(entry.index).map_err(|error| damaged(&error))?;
        let packed = file.compressed_size().max(1);
        let bound = limit_bytes.min(packed.saturating_mul(MAX_EXPANSION).max(HARMLESS_BYTES));
        let mut bytes = Vec::new();
        file.take(bound + 1).read_to_end(&mut bytes).map_err(|error| damaged(&error))?;
        let len = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if len <= bound {
            return Ok(bytes);
        }
        Err(ExtractionError::because(if bound < limit_bytes {
            say!(en: "`{name}` in it expands more than {MAX_EXPANSION} times, as only a ZIP bomb does", fr: "`{name}`, qu’elle contient, se décompresse plus de {MAX_EXPANSION} fois, comme seule une bombe ZIP le fait", name = entry.name)
        } else {
            say!(en: "`{name}` in it is larger than {n} MiB", fr: "`{name}`, qu’elle contient, dépasse {n} Mio", name = entry.name, n = limit_bytes >> 20)
        }))
    }

    /// Returns where the bytes of an entry lie in the archive, start and length; `None` if they are compressed or encrypted.
    pub(super) fn stored_range(&mut self, entry: &ZipEntry) -> Option<(u64, u64)> {
        let file = self.0.by_index_raw(entry.index).ok()?;
        let is_plain = file.compression() == zip::CompressionMethod::Stored && !file.encrypted();
        let start = file.data_start()?;
        is_plain.then(|| (start, file.compressed_size()))
    }

    /// Reads the entry with a name; `None` if there is none.
    ///
    /// # Errors
    /// As [`ZipContainer::read`].
    pub(super) fn read_named(&mut self, name: &str, limit_bytes: u64) -> Result<Option<Vec<u8>>, ExtractionError> {
        match self.0.index_for_name(name) {
            Some(index) => self.read(&ZipEntry { index, name: name.to_owned() }, limit_bytes).map(Some),
            None => Ok(None),
        }
    }
}
