//! A ZIP file: members are packed one by one, with their sizes known before they are written, so an archive can be written to
//! anything, no member needs an extra field or a descriptor behind it, and the bytes are the same each time. With 65,535 members
//! or 4 GB the directory is that of ZIP64, which readers of books must know (EPUB 3.3, OCF ZIP container).
//!
//! No clock: every member is of 1980-01-01, the first day that ZIP knows. It reads nothing, and does not know what it packs.

use std::io::{self, Write};

use flate2::{Compress, Compression, FlushCompress, Status};

/// How hard members are packed. A book of 10,000 articles, 117 MB, is packed in half the time of level 6 and is 3 % larger;
/// at 1 it would be 40 % larger.
const LEVEL: u32 = 3;
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
        // What has no room here is not smaller.
        let mut packed = Vec::with_capacity(bytes.len());
        let made =
            Compress::new(Compression::new(LEVEL), false).compress_vec(bytes, &mut packed, FlushCompress::Finish);
        if packed.len() >= bytes.len() || !matches!(made, Ok(Status::StreamEnd)) {
            return Self::stored(name, bytes);
        }
        packed.shrink_to_fit();
        Ok(Self { packed, is_packed: true, ..Self::stored(name, &[])?.with_sum(bytes)? })
    }

    fn with_sum(self, bytes: &[u8]) -> io::Result<Self> {
        Ok(Self { crc: checksum(bytes), len: small(bytes.len())?, ..self })
    }
}

/// An archive that is being written.
pub(crate) struct ArchiveWriter<'a> {
    out: &'a mut dyn Write,
    len: u64,
    n_members: u64,
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
        let mut facts = facts(member)?;
        let head = [&b"PK\x03\x04"[..], &facts, &[0, 0], member.name.as_bytes()].concat();
        self.out.write_all(&head)?;
        self.out.write_all(&member.packed)?;
        let start = self.len;
        self.len += (head.len() + member.packed.len()) as u64;
        self.n_members += 1;
        // What does not fit into four bytes is in a field behind the name: its kind, its length, the number.
        let more = if start < LARGE { Vec::new() } else { [&[1, 0, 8, 0][..], &start.to_le_bytes()].concat() };
        if !more.is_empty() {
            facts[0] = 45;
        }
        // Made by: version 2.0 of FAT systems, which have no rights of files.
        let lengths = [more.len() as u8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        self.directory.extend([&b"PK\x01\x02"[..], &[20, 0], &facts, &lengths].concat());
        self.directory.extend(capped(start).to_le_bytes());
        self.directory.extend(member.name.as_bytes());
        self.directory.extend(more);
        Ok(())
    }

    /// Writes the directory.
    pub(crate) fn finish(self) -> io::Result<()> {
        let (start, len) = (self.len, self.directory.len() as u64);
        let n_members = u16::try_from(self.n_members).unwrap_or(u16::MAX);
        self.out.write_all(&self.directory)?;
        let mut end = Vec::new();
        if n_members == u16::MAX || start >= LARGE || len >= LARGE {
            // Length of this record behind the length itself; made by and needed: version 4.5; numbers of disks.
            end.extend(b"PK\x06\x06");
            end.extend(44_u64.to_le_bytes());
            end.extend([45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
            [self.n_members, self.n_members, len, start].iter().for_each(|n| end.extend(n.to_le_bytes()));
            // Where it is.
            end.extend(b"PK\x06\x07\0\0\0\0");
            end.extend((start + len).to_le_bytes());
            end.extend([1, 0, 0, 0]);
        }
        end.extend(b"PK\x05\x06\0\0\0\0");
        end.extend(n_members.to_le_bytes());
        end.extend(n_members.to_le_bytes());
        end.extend(capped(len).to_le_bytes());
        end.extend(capped(start).to_le_bytes());
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
    u32::try_from(n).map_err(|_| io::Error::other("a file of the archive would be larger than 4 GB"))
}

/// Numbers from this one on do not fit into four bytes, where it stands for "see elsewhere".
const LARGE: u64 = 0xffff_ffff;

fn capped(n: u64) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// The checksums of each byte, as ZIP wants them (CRC-32, ISO 3309), and of each byte before 1 to 7 others: eight bytes are
/// added at a time, which takes a fifth of the time.
const SUMS: [[u32; 256]; 8] = {
    let mut sums = [[0; 256]; 8];
    let mut byte = 0;
    while byte < 256 {
        let (mut sum, mut bit) = (byte as u32, 0);
        while bit < 8 {
            sum = if sum & 1 == 1 { 0xedb8_8320 ^ (sum >> 1) } else { sum >> 1 };
            bit += 1;
        }
        sums[0][byte] = sum;
        byte += 1;
    }
    let mut at = 0;
    while at < 7 * 256 {
        let before = sums[at / 256][at % 256];
        sums[at / 256 + 1][at % 256] = sums[0][(before & 0xff) as usize] ^ (before >> 8);
        at += 1;
    }
    sums
};

fn checksum(bytes: &[u8]) -> u32 {
    let (eights, rest) = bytes.as_chunks::<8>();
    let sum = eights.iter().fold(!0_u32, |sum, eight| {
        let mixed = (u64::from_le_bytes(*eight) ^ u64::from(sum)).to_le_bytes();
        mixed.iter().zip(SUMS.iter().rev()).fold(0, |sum, (byte, sums)| sum ^ sums[usize::from(*byte)])
    });
    !rest.iter().fold(sum, |sum, byte| SUMS[0][usize::from(sum as u8 ^ byte)] ^ (sum >> 8))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_that_of_the_standard() {
        assert_eq!(checksum(b"123456789"), 0xcbf4_3926);
        assert_eq!(checksum(b""), 0);
        assert_eq!(checksum(b"The quick brown fox jumps over the lazy dog"), 0x414f_a339);
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

    #[test]
    fn many_members_and_large_books_have_a_large_directory() {
        let mut out = Vec::new();
        let mut archive = ArchiveWriter::new(&mut out);
        for number in 0..70_000 {
            archive.add(&ArchiveMember::stored(&number.to_string(), b"").expect("a member")).expect("written");
        }
        let (start, len) = (archive.len, archive.directory.len() as u64);
        archive.finish().expect("written");
        let end = &out[(start + len) as usize..];
        assert_eq!(
            (&end[..4], &end[24..32], end.len()),
            (&b"PK\x06\x06"[..], &70_000_u64.to_le_bytes()[..], 56 + 20 + 22)
        );
        assert_eq!((&end[56..60], &end[64..72]), (&b"PK\x06\x07"[..], &(start + len).to_le_bytes()[..]));
        assert_eq!(end[76 + 8..76 + 12], [255; 4]);

        let mut out = Vec::new();
        let mut archive = ArchiveWriter { len: 5 << 30, ..ArchiveWriter::new(&mut out) };
        archive.add(&ArchiveMember::stored("a", b"").expect("a member")).expect("written");
        let entry = archive.directory.clone();
        assert_eq!((entry[30], &entry[42..]), (12, &b"\xff\xff\xff\xffa\x01\0\x08\0\0\0\0\x40\x01\0\0\0"[..]));
        archive.finish().expect("written");
        assert!(out.windows(8).any(|bytes| bytes == ((5_u64 << 30) + 31).to_le_bytes()));
    }
}
