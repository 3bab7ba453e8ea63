//! A site as one ZIP file. The same files give the same bytes: they are in order of name, of the first day that ZIP knows, and
//! packed one by one.

use std::io::{self, Cursor, Seek, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Endings of files that are packed already.
const PACKED: [&str; 10] = ["jpg", "jpeg", "png", "gif", "webp", "avif", "woff2", "epub", "zip", "mp4"];

/// Packs the files of a site, each given as its route and bytes.
///
/// # Errors
/// If a name or the whole is too long for the format.
pub(crate) fn site_archive(files: &[(String, Vec<u8>)]) -> io::Result<Vec<u8>> {
    let mut order: Vec<&(String, Vec<u8>)> = files.iter().collect();
    order.sort_by(|one, other| one.0.cmp(&other.0));
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in order {
        add(&mut archive, name, bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}

/// Packs files that are read one by one, in the order of `names`, into a writer that cannot go back.
///
/// # Errors
/// That of `read` or `out`, or if a name is too long for the format.
pub(crate) fn write_archive<'a>(
    out: &mut dyn Write,
    names: impl Iterator<Item = &'a str>,
    read: &dyn Fn(&str) -> io::Result<Vec<u8>>,
) -> io::Result<()> {
    let mut archive = ZipWriter::new_stream(out);
    for name in names {
        add(&mut archive, name, &read(name)?)?;
    }
    archive.finish()?;
    Ok(())
}

fn add<W: Write + Seek>(archive: &mut ZipWriter<W>, name: &str, bytes: &[u8]) -> io::Result<()> {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let method = if PACKED.contains(&ending) { CompressionMethod::Stored } else { CompressionMethod::Deflated };
    let options = SimpleFileOptions::default()
        .last_modified_time(DateTime::default())
        .compression_method(method)
        .unix_permissions(0o644)
        .large_file(bytes.len() >= 1 << 31);
    archive.start_file(name, options)?;
    archive.write_all(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_files_give_the_same_bytes() {
        let file = |name: &str, text: &str| (name.to_owned(), text.as_bytes().to_vec());
        let one = [file("index.html", "a"), file("articles/é.html", &"b".repeat(1000)), file("x.png", "c")];
        let other: Vec<_> = one.iter().rev().cloned().collect();
        let bytes = site_archive(&one).expect("an archive");
        assert_eq!(bytes, site_archive(&other).expect("an archive"));
        assert!(bytes.starts_with(b"PK\x03\x04") && bytes.len() < 1000);
    }
}
