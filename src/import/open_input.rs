//! Opens an input: reads a document whole, or opens a container to be read piece by piece.
//!
//! The format is decided here, by the first bytes, and with it how much may be read. The sizes that a file or an archive
//! declares are not trusted. Whether the bytes are a document is decided by `formats`.

use std::fs::{self, File};
use std::io::{self, BufReader, Cursor, Read, Seek, SeekFrom};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::byte_source::ContainerBytes;
use super::containers::{ContainerInput, Pieces};
use super::error::{DiskOperation, ImportError, disk};
use super::extracted_document::ExtractionError;
use super::files_beside::FilesBeside;
use super::formats::{ContainerReader, HEAD_BYTES, ImportFormat, container_reader, format_of, recognised_format};
use super::inputs::{ArchiveLocation, DocumentOrigin, InputDocument};
use super::store::RawFile;
use super::text::charset::{sha256_hex, sha256_of};
use super::unknown_format::unknown;
use super::zip_container::ZipContainer;
use crate::base::files;
use crate::say;
use crate::source::limits::MAX_MEDIA_LEN_BYTES;

/// An input that was opened.
pub(super) enum OpenInput {
    /// A file that was read whole.
    Whole(RawFile, Arc<[u8]>),
    /// A container and its documents.
    Container(RawFile, Pieces),
    /// A file of a folder that is no document and no export: only counted.
    NoDocument,
}

/// Opens an input.
///
/// # Errors
/// If it cannot be read, has an unknown format or is larger than its format allows.
pub(super) fn open_input(input: &InputDocument, archives: &mut ArchiveCache) -> Result<OpenInput, ImportError> {
    match &input.origin {
        DocumentOrigin::Unavailable(reason) => Err(reason.clone().into()),
        DocumentOrigin::File(path) => open_file(input, path),
        DocumentOrigin::Archive(place) => {
            let bytes = archives.read(place, MAX_MEDIA_LEN_BYTES)?;
            open_bytes(input, place.raw_file_name.clone(), bytes.into())
        }
        DocumentOrigin::Repetition => Ok(OpenInput::NoDocument),
        DocumentOrigin::Stdin(bytes) => open_bytes(input, input.name.clone(), bytes.as_slice().into()),
    }
}

fn open_file(input: &InputDocument, path: &Path) -> Result<OpenInput, ImportError> {
    let failed = |source: io::Error| disk(DiskOperation::Read, path, source);
    let metadata = fs::metadata(path).map_err(failed)?;
    if !metadata.is_file() {
        return Err(
            ExtractionError::because(say!(en: "it is not a regular file; pass it on standard input as `-` with --name", fr: "ce n’est pas un fichier ordinaire ; donnez-le sur l’entrée standard, avec `-` et `--name`")).into()
        );
    }
    let mut file = File::open(path).map_err(failed)?;
    let mut head = Vec::new();
    let n_head = u64::try_from(HEAD_BYTES).unwrap_or(u64::MAX);
    file.by_ref().take(n_head).read_to_end(&mut head).map_err(failed)?;
    let Some(format) = chosen_format(input, &head) else { return no_format(input) };
    let raw = |sha256, bytes| RawFile { path: Some(path.to_owned()), name: input.name.clone(), bytes, sha256 };
    if let Some(open) = container_reader(format) {
        file.seek(SeekFrom::Start(0)).map_err(failed)?;
        let sha256 = sha256_of(&mut file).map_err(failed)?;
        file.seek(SeekFrom::Start(0)).map_err(failed)?;
        let container = ContainerInput { bytes: ContainerBytes::File(file), beside: FilesBeside::of(&input.origin) };
        return Ok(OpenInput::Container(raw(sha256, None), opened(open, &input.name, container)?));
    }
    if metadata.len() > format.limit_bytes {
        return Err(too_large(metadata.len(), format).into());
    }
    let read = files::read_regular_file(path, format.limit_bytes).map_err(failed)?;
    let bytes: Arc<[u8]> = read.ok_or_else(|| failed(io::ErrorKind::NotFound.into()))?.into();
    Ok(OpenInput::Whole(raw(sha256_hex(&bytes), Some(bytes.clone())), bytes))
}

fn open_bytes(input: &InputDocument, kept_name: String, bytes: Arc<[u8]>) -> Result<OpenInput, ImportError> {
    let Some(format) = chosen_format(input, &bytes) else { return no_format(input) };
    let len = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if len > format.limit_bytes {
        return Err(too_large(len, format).into());
    }
    let raw = RawFile { path: None, name: kept_name, sha256: sha256_hex(&bytes), bytes: Some(bytes.clone()) };
    let Some(open) = container_reader(format) else { return Ok(OpenInput::Whole(raw, bytes)) };
    let container =
        ContainerInput { bytes: ContainerBytes::Memory(Cursor::new(bytes)), beside: FilesBeside::of(&input.origin) };
    Ok(OpenInput::Container(raw, opened(open, &input.name, container)?))
}

/// Returns the format of a file. What lies in a folder and may be anything must show by its content that it is an export.
fn chosen_format(input: &InputDocument, head: &[u8]) -> Option<&'static ImportFormat> {
    if input.is_optional { recognised_format(head) } else { format_of(&input.name, head) }
}

/// Opens a container. A panic of its reader is the failure of this container only.
fn opened(open: ContainerReader, name: &str, container: ContainerInput) -> Result<Pieces, ExtractionError> {
    catch_unwind(AssertUnwindSafe(|| open(name, container))).unwrap_or_else(|_| {
        Err(ExtractionError::because(say!(en: "its reader gave up on it", fr: "sa lecture a échoué")))
    })
}

fn no_format(input: &InputDocument) -> Result<OpenInput, ImportError> {
    if input.is_optional { Ok(OpenInput::NoDocument) } else { Err(unknown(&input.name).into()) }
}

fn too_large(len: u64, format: &ImportFormat) -> ExtractionError {
    let limit = format.limit_bytes >> 20;
    ExtractionError::because(
        say!(en: "it has {size} MiB, more than the limit of {limit} MiB for {name} files", fr: "il fait {size} Mio, plus que la limite de {limit} Mio pour ce format ({name})", size = len >> 20, name = format.name),
    )
}

/// The archive opened last, so that consecutive entries do not reopen it.
#[derive(Default)]
pub(super) struct ArchiveCache {
    open_archive: Option<(PathBuf, ZipContainer<BufReader<ContainerBytes>>)>,
}

impl ArchiveCache {
    fn read(&mut self, place: &ArchiveLocation, limit_bytes: u64) -> Result<Vec<u8>, ImportError> {
        Ok(self.open(place)?.read(&place.entry, limit_bytes)?)
    }

    fn open(&mut self, place: &ArchiveLocation) -> Result<&mut ZipContainer<BufReader<ContainerBytes>>, ImportError> {
        let is_open = self.open_archive.as_ref().is_some_and(|(open, _)| *open == place.label);
        if !is_open {
            let bytes = place.source.open().map_err(|source| disk(DiskOperation::Read, &place.label, source))?;
            self.open_archive = Some((place.label.clone(), ZipContainer::open(BufReader::new(bytes))?));
        }
        let opened = self.open_archive.as_mut().map(|(_, package)| package);
        opened.ok_or_else(|| {
            ExtractionError::because(say!(en: "the archive was closed", fr: "l’archive a été fermée")).into()
        })
    }
}
