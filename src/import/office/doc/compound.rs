//! Compound files (MS-CFB), in which old Word keeps its streams: sectors in chains. Sizes and chains that the file states are
//! not trusted: no chain is longer than the file.

/// The bytes that each compound file begins with.
const MAGIC: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
/// The size of the header, which precedes the first sector, in bytes.
const HEADER_BYTES: usize = 512;
/// The size of a sector of small streams, in bytes.
const MINI_BYTES: usize = 64;
/// The size below which a stream is small, in bytes.
const MINI_CUTOFF: usize = 4096;
/// Numbers from here on mean no sector.
const NO_SECTOR: u32 = 0xffff_fffa;
/// How many sectors of the table the header lists.
const HEADER_SECTORS: usize = 109;
/// The size of an entry of the directory, in bytes.
const ENTRY_BYTES: usize = 128;

/// Returns whether a file begins as a compound file.
pub(in crate::import) fn recognises(head: &[u8]) -> bool {
    head.starts_with(MAGIC)
}

/// A compound file.
pub(super) struct CompoundFile<'b> {
    bytes: &'b [u8],
    sector_bytes: usize,
    table: Vec<u32>,
    mini_table: Vec<u32>,
    mini_stream: Vec<u8>,
    directory: Vec<u8>,
}

/// Returns the number of two bytes at a place.
pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at.checked_add(2)?)?.try_into().ok().map(u16::from_le_bytes)
}

/// Returns the number of four bytes at a place.
pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at.checked_add(4)?)?.try_into().ok().map(u32::from_le_bytes)
}

/// Returns the number of four bytes at a place as a length.
pub(super) fn len_at(bytes: &[u8], at: usize) -> Option<usize> {
    usize::try_from(u32_at(bytes, at)?).ok()
}

impl<'b> CompoundFile<'b> {
    /// Opens a file; `None` if it is damaged.
    pub(super) fn open(bytes: &'b [u8]) -> Option<Self> {
        let sector_bytes = match u16_at(bytes, 30)? {
            9 => 512,
            12 => 4096,
            _ => return None,
        };
        let mut file = Self {
            bytes,
            sector_bytes,
            table: Vec::new(),
            mini_table: Vec::new(),
            mini_stream: Vec::new(),
            directory: Vec::new(),
        };
        file.table = file.read_table()?;
        file.directory = file.chain(u32_at(bytes, 48)?)?;
        file.mini_table = numbers(&file.chain(u32_at(bytes, 60)?)?);
        // The root holds the small streams.
        file.mini_stream = file.chain(u32_at(&file.directory, 116)?)?;
        Some(file)
    }

    /// Returns the stream with a name.
    pub(super) fn stream(&self, name: &str) -> Option<Vec<u8>> {
        let entry = self.directory.chunks_exact(ENTRY_BYTES).find(|entry| entry_name(entry) == name)?;
        let (start, len) = (u32_at(entry, 116)?, len_at(entry, 120)?);
        let mut bytes = if len < MINI_CUTOFF { self.mini_chain(start)? } else { self.chain(start)? };
        bytes.truncate(len);
        Some(bytes)
    }

    fn sector(&self, number: u32) -> Option<&'b [u8]> {
        let number = usize::try_from(number).ok()?;
        // The header takes the place of a first sector, also where sectors are larger.
        let start = HEADER_BYTES.max(self.sector_bytes).checked_add(number.checked_mul(self.sector_bytes)?)?;
        let end = start.checked_add(self.sector_bytes)?.min(self.bytes.len());
        self.bytes.get(start..end)
    }

    /// Reads the table that says which sector follows which.
    fn read_table(&self) -> Option<Vec<u32>> {
        let most = self.bytes.len() / self.sector_bytes + 1;
        let mut sectors: Vec<u32> = (0..HEADER_SECTORS).filter_map(|at| u32_at(self.bytes, 76 + at * 4)).collect();
        let mut next = u32_at(self.bytes, 68)?;
        while next < NO_SECTOR && sectors.len() < most {
            let mut listed = numbers(self.sector(next)?);
            next = listed.pop()?;
            sectors.extend(listed);
        }
        let mut table = Vec::new();
        for sector in sectors.into_iter().filter(|sector| *sector < NO_SECTOR).take(most) {
            table.extend(numbers(self.sector(sector)?));
        }
        Some(table)
    }

    /// Reads the sectors of a chain; none if it has no first one.
    fn chain(&self, start: u32) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        let mut next = start;
        while next < NO_SECTOR {
            bytes.extend_from_slice(self.sector(next)?);
            if bytes.len() > self.bytes.len() {
                return None;
            }
            next = *self.table.get(usize::try_from(next).ok()?)?;
        }
        Some(bytes)
    }

    fn mini_chain(&self, start: u32) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        let mut next = start;
        while next < NO_SECTOR {
            let number = usize::try_from(next).ok()?;
            let from = number.checked_mul(MINI_BYTES)?;
            bytes.extend_from_slice(self.mini_stream.get(from..from.checked_add(MINI_BYTES)?)?);
            if bytes.len() > MINI_CUTOFF {
                return None;
            }
            next = *self.mini_table.get(number)?;
        }
        Some(bytes)
    }
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    bytes.chunks_exact(4).filter_map(|four| u32_at(four, 0)).collect()
}

fn entry_name(entry: &[u8]) -> String {
    let n_bytes = usize::from(u16_at(entry, 64).unwrap_or(0)).min(64);
    let units: Vec<u16> =
        entry.get(..n_bytes).unwrap_or_default().chunks_exact(2).filter_map(|two| u16_at(two, 0)).collect();
    String::from_utf16_lossy(&units).trim_end_matches('\0').to_owned()
}
