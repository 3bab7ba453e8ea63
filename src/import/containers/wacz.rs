//! WACZ: a ZIP with web archives and the list of the pages that a person visited. Only these pages are taken; what a
//! crawler found besides (`extraPages.jsonl`) is counted. `warc` reads the archives, where they lie.

use std::collections::{BTreeSet, VecDeque};
use std::io::{BufReader, Cursor};

use serde_json::Value;

use super::{ContainerBytes, ContainerInput, Pieces, warc};
use crate::base::message::io_reason;
use crate::import::extracted_document::ExtractionError;
use crate::import::zip_container::ZipContainer;
use crate::say;
use crate::source::limits::MAX_TEXT_LEN_BYTES;

/// The largest sum of archives in it that are compressed once more, in bytes: they are held in memory.
const MAX_PACKED_BYTES: u64 = 256 << 20;

/// Returns the pages in a WACZ file.
///
/// # Errors
/// If it is damaged, or holds no web archive.
pub(in crate::import) fn pieces(_name: &str, input: ContainerInput) -> Result<Pieces, ExtractionError> {
    let unread = |error: std::io::Error| ExtractionError::because(io_reason(&error));
    let ContainerInput { bytes, .. } = input;
    let again = bytes.again().map_err(unread)?;
    let mut package = ZipContainer::open(BufReader::new(again))?;
    let mut archives = VecDeque::new();
    let mut left_bytes = MAX_PACKED_BYTES;
    for entry in package.entries() {
        let name = entry.name.to_lowercase();
        if !name.ends_with(".warc") && !name.ends_with(".warc.gz") {
            continue;
        }
        archives.push_back(match package.stored_range(&entry) {
            Some((start, len)) => bytes.stretch(start, len).map_err(unread)?,
            None => {
                let whole = package.read(&entry, left_bytes)?;
                left_bytes = left_bytes.saturating_sub(u64::try_from(whole.len()).unwrap_or(u64::MAX));
                ContainerBytes::Memory(Cursor::new(whole.into()))
            }
        });
    }
    if archives.is_empty() {
        return Err(ExtractionError::because(
            say!(en: "there is no web archive in it", fr: "il ne contient aucune archive du web"),
        ));
    }
    let list = package.read_named("pages/pages.jsonl", MAX_TEXT_LEN_BYTES)?.unwrap_or_default();
    let wanted: BTreeSet<String> = list
        .split(|byte| *byte == b'\n')
        .filter_map(|line| serde_json::from_slice::<Value>(line).ok()?.get("url")?.as_str().map(str::to_owned))
        .collect();
    Ok(warc::pages(archives, (!wanted.is_empty()).then_some(wanted)))
}
