//! The bytes of a container or an archive: a file, a stretch of one (an archive stored in an archive), or memory.
//!
//! A [`ByteSource`] says where bytes are and can be opened again; [`ContainerBytes`] are open. Nothing is copied that lies
//! uncompressed in a file, so an archive of 2 GB within another one takes no memory.

use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::path::PathBuf;
use std::sync::Arc;

use super::extracted_document::ExtractionError;
use super::text::charset;
use crate::base::message::io_reason;
use crate::say;

/// Where bytes are.
#[derive(Clone, Debug)]
pub(super) enum ByteSource {
    /// In a file.
    File(PathBuf),
    /// In a stretch of a file: its start and length in bytes.
    Stretch(PathBuf, u64, u64),
    /// In memory.
    Memory(Arc<[u8]>),
}

impl ByteSource {
    /// Opens the bytes.
    ///
    /// # Errors
    /// If the file cannot be opened.
    pub(super) fn open(&self) -> io::Result<ContainerBytes> {
        match self {
            Self::File(path) => Ok(ContainerBytes::File(File::open(path)?)),
            Self::Stretch(path, start, len) => {
                Ok(ContainerBytes::Stretch { file: File::open(path)?, start: *start, len: *len, position: 0 })
            }
            Self::Memory(bytes) => Ok(ContainerBytes::Memory(Cursor::new(bytes.clone()))),
        }
    }

    /// Returns a stretch of these bytes, so far as they are in a file.
    pub(super) fn stretch(&self, start: u64, len: u64) -> Option<Self> {
        match self {
            Self::File(path) => Some(Self::Stretch(path.clone(), start, len)),
            Self::Stretch(path, outer, outer_len) => {
                (start.checked_add(len)? <= *outer_len).then(|| Self::Stretch(path.clone(), outer + start, len))
            }
            Self::Memory(_) => None,
        }
    }
}

/// The open bytes of a container.
pub(crate) enum ContainerBytes {
    /// In a file.
    File(File),
    /// In a stretch of a file.
    Stretch {
        /// The file.
        file: File,
        /// Where the stretch begins.
        start: u64,
        /// Its length.
        len: u64,
        /// Where the next byte is read, from `start`.
        position: u64,
    },
    /// In memory.
    Memory(Cursor<Arc<[u8]>>),
}

impl ContainerBytes {
    /// Opens the same bytes again. Only one of the two may be read at a time: they share their position.
    ///
    /// # Errors
    /// If the file cannot be opened again.
    pub(super) fn again(&self) -> io::Result<Self> {
        Ok(match self {
            Self::File(file) => Self::File(file.try_clone()?),
            Self::Stretch { file, start, len, .. } => {
                Self::Stretch { file: file.try_clone()?, start: *start, len: *len, position: 0 }
            }
            Self::Memory(bytes) => Self::Memory(Cursor::new(bytes.get_ref().clone())),
        })
    }

    /// Opens a stretch of these bytes.
    ///
    /// # Errors
    /// If the file cannot be opened again.
    pub(super) fn stretch(&self, offset: u64, len: u64) -> io::Result<Self> {
        match self {
            Self::File(file) => Ok(Self::Stretch { file: file.try_clone()?, start: offset, len, position: 0 }),
            Self::Stretch { file, start, len: outer, .. } => {
                let len = len.min(outer.saturating_sub(offset));
                Ok(Self::Stretch { file: file.try_clone()?, start: start.saturating_add(offset), len, position: 0 })
            }
            Self::Memory(bytes) => {
                let bytes = bytes.get_ref();
                let start = usize::try_from(offset).unwrap_or(usize::MAX).min(bytes.len());
                let end = start.saturating_add(usize::try_from(len).unwrap_or(usize::MAX)).min(bytes.len());
                Ok(Self::Memory(Cursor::new(bytes[start..end].into())))
            }
        }
    }

    /// Reads all bytes, at most `limit_bytes`; `None` if there are more, and then the position is the start again.
    ///
    /// # Errors
    /// If they cannot be read.
    pub(super) fn read_whole(&mut self, limit_bytes: u64) -> io::Result<Option<Vec<u8>>> {
        let len = self.seek(SeekFrom::End(0))?;
        self.seek(SeekFrom::Start(0))?;
        if len > limit_bytes {
            return Ok(None);
        }
        let mut bytes = Vec::new();
        self.by_ref().take(limit_bytes).read_to_end(&mut bytes)?;
        Ok(Some(bytes))
    }

    /// Reads a text of at most `limit_bytes` in any encoding.
    ///
    /// # Errors
    /// If it cannot be read, is larger, or is no text.
    pub(super) fn read_text(&mut self, limit_bytes: u64) -> Result<String, ExtractionError> {
        let whole = self.read_whole(limit_bytes).map_err(|error| ExtractionError::because(io_reason(&error)))?;
        let bytes = whole.ok_or_else(|| {
            ExtractionError::because(
                say!(en: "it is larger than {n} MiB", fr: "il dépasse {n} Mio", n = limit_bytes >> 20),
            )
        })?;
        let decoded = charset::decode_page(&bytes).map_err(|reason| ExtractionError::because(reason.message()))?;
        Ok(decoded.text)
    }

    /// Returns the same text in UTF-8. A text of more than `limit_bytes` must be UTF-8 already: it is not held in memory.
    ///
    /// # Errors
    /// If it cannot be read.
    pub(super) fn in_utf8(mut self, limit_bytes: u64) -> Result<Self, ExtractionError> {
        match self.read_whole(limit_bytes).map_err(|error| ExtractionError::because(io_reason(&error)))? {
            None => Ok(self),
            Some(bytes) => {
                let decoded = charset::decode_page(&bytes);
                let text = decoded.map_err(|reason| ExtractionError::because(reason.message()))?.text;
                let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
                Ok(Self::Memory(Cursor::new(text.into_bytes().into())))
            }
        }
    }
}

impl Read for ContainerBytes {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::File(file) => file.read(buffer),
            Self::Stretch { file, start, len, position } => {
                // Two stretches of one file share its position.
                file.seek(SeekFrom::Start(start.saturating_add(*position)))?;
                let n = usize::try_from(len.saturating_sub(*position)).unwrap_or(usize::MAX).min(buffer.len());
                let n = file.read(&mut buffer[..n])?;
                *position += u64::try_from(n).unwrap_or(0);
                Ok(n)
            }
            Self::Memory(bytes) => bytes.read(buffer),
        }
    }
}

impl Seek for ContainerBytes {
    fn seek(&mut self, target: SeekFrom) -> io::Result<u64> {
        match self {
            Self::File(file) => file.seek(target),
            Self::Stretch { len, position, .. } => {
                let wanted = match target {
                    SeekFrom::Start(offset) => Some(offset),
                    SeekFrom::End(offset) => len.checked_add_signed(offset),
                    SeekFrom::Current(offset) => position.checked_add_signed(offset),
                };
                let wanted = wanted.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
                *position = wanted;
                Ok(wanted)
            }
            Self::Memory(bytes) => bytes.seek(target),
        }
    }
}
