//! A ZIP file: members are packed one by one, with their sizes known before they are written, so an archive can be
//! written to anything, no member needs an extra field or a descriptor behind it, and the bytes are the same each time.
//!
//! No clock: every member is of 1980-01-01, the first day that ZIP knows. It reads nothing, and does not know what it packs.

use std::io::{self, Write};

use miniz_oxide::deflate::compress_to_vec;

/// How hard members are packed. A book of 10,000 articles takes twice as long at 9 and is 1 % smaller.
const LEVEL: u8 = 6;
/// 1980-01-01 as ZIP writes it; the time is 0.
const DAY: u16 = 0x0021;

/// A file of an archive, packed.
pub(crate) struct ArchiveMember {
    /// Its name in the archive.
    pub(crate) name: String,
    crc: u32,
    len: u32,
    packed: Vec<u8>,
    is_packed: bool,
}

impl ArchiveMember {
    /// Takes a file as it is: what is packed already, and the first member of a book.
    pub(crate) fn stored(name: &str, bytes: &[u8]) -> io::Result<Self> {
        Ok(Self {
            name: name.to_owned(),
            crc: checksum(bytes),
            len: small(bytes.len())?,
            packed: bytes.to_vec(),
            is_packed: false,
        })
    }

    /// Packs a file.
    pub(crate) fn packed(name: &str, bytes: &[u8]) -> io::Result<Self> {
        let packed = compress_to_vec(bytes, LEVEL);
        if packed.len() >= bytes.len() {
            return Self::stored(name, bytes);
        }
        Ok(Self { packed, is_packed: true, ..Self::stored(name, &[])?.with_sum(bytes)? })
    }

    fn with_sum(self, bytes: &[u8]) -> io::Result<Self> {
        Ok(Self { crc: checksum(bytes), len: small(bytes.len())?, ..self })
    }
}

/// An archive that is being written.
pub(crate) struct ArchiveWriter<'a> {
    out: &'a mut dyn Write,
    len: usize,
    n_members: usize,
    /// The directory, which comes last.
    directory: Vec<u8>,
}

impl<'a> ArchiveWriter<'a> {
    /// Begins an archive.
    pub(crate) fn new(out: &'a mut dyn Write) -> Self {
        Self { out, len: 0, n_members: 0, directory: Vec::new() }
    }

    /// Writes a member.
    pub(crate) fn add(&mut self, member: &ArchiveMember) -> io::Result<()> {
        let start = small(self.len)?;
        let facts = facts(member)?;
        let head = [&b"PK\x03\x04"[..], &facts, &[0, 0], member.name.as_bytes()].concat();
        self.out.write_all(&head)?;
        self.out.write_all(&member.packed)?;
        self.len += head.len() + member.packed.len();
        self.n_members += 1;
        // Made by: version 2.0 of FAT systems, which have no rights of files.
        self.directory.extend([&b"PK\x01\x02"[..], &[20, 0], &facts, &[0; 12]].concat());
        self.directory.extend(start.to_le_bytes());
        self.directory.extend(member.name.as_bytes());
        Ok(())
    }

    /// Writes the directory.
    pub(crate) fn finish(self) -> io::Result<()> {
        let n_members = u16::try_from(self.n_members).map_err(|_| {
            io::Error::other("the archive would have more than 65,535 files; a reader could not open it")
        })?;
        let (start, len) = (small(self.len)?, small(self.directory.len())?);
        self.out.write_all(&self.directory)?;
        self.out.write_all(b"PK\x05\x06\0\0\0\0")?;
        let mut end = Vec::new();
        end.extend(n_members.to_le_bytes());
        end.extend(n_members.to_le_bytes());
        end.extend(len.to_le_bytes());
        end.extend(start.to_le_bytes());
        end.extend([0, 0]);
        self.out.write_all(&end)?;
        self.out.flush()
    }
}

/// Returns what both heads of a member say, from the version that is needed to the length of its name.
fn facts(member: &ArchiveMember) -> io::Result<Vec<u8>> {
    let name_len = u16::try_from(member.name.len()).map_err(|_| io::Error::other("a name is too long"))?;
    let mut facts = vec![20, 0, 0, 0, if member.is_packed { 8 } else { 0 }, 0, 0, 0];
    facts.extend(DAY.to_le_bytes());
    facts.extend(member.crc.to_le_bytes());
    facts.extend(small(member.packed.len())?.to_le_bytes());
    facts.extend(member.len.to_le_bytes());
    facts.extend(name_len.to_le_bytes());
    Ok(facts)
}

fn small(n: usize) -> io::Result<u32> {
    u32::try_from(n).map_err(|_| io::Error::other("the archive would be larger than 4 GB"))
}

/// The checksum of each byte, as ZIP wants it (CRC-32, ISO 3309).
const SUMS: [u32; 256] = {
    let mut sums = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let (mut sum, mut bit) = (byte as u32, 0);
        while bit < 8 {
            sum = if sum & 1 == 1 { 0xedb8_8320 ^ (sum >> 1) } else { sum >> 1 };
            bit += 1;
        }
        sums[byte] = sum;
        byte += 1;
    }
    sums
};

fn checksum(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |sum, byte| SUMS[(sum as u8 ^ byte) as usize] ^ (sum >> 8))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_that_of_the_standard() {
        assert_eq!(checksum(b"123456789"), 0xcbf4_3926);
        assert_eq!(checksum(b""), 0);
    }

    #[test]
    fn the_first_member_is_where_readers_look_for_it() {
        let mut out = Vec::new();
        let mut archive = ArchiveWriter::new(&mut out);
        archive.add(&ArchiveMember::stored("mimetype", b"application/epub+zip").expect("a member")).expect("written");
        archive.add(&ArchiveMember::packed("a.txt", &[b'a'; 999]).expect("a member")).expect("written");
        archive.finish().expect("written");
        assert_eq!(&out[30..58], b"mimetypeapplication/epub+zip");
        assert!(out.len() < 300 && out.ends_with(&[0, 0]));
    }
}
