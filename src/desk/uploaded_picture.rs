//! A picture that a form of the desk uploads: checked as files of content/media/ are, then planned by `text_plans` as a new file
//! there, in the change of the field that names it. It is kept as it was sent; what is published of it is `media`'s business.

use crate::base::SourcePath;
use crate::media::{MediaCleaning, clean};
use crate::model::id::slug;
use crate::source::Snapshot;

/// The folder of pictures, as front matter names it.
pub(super) const MEDIA: &str = "media/";
/// The longest picture, in bytes: a longer one would not be read from content/media/.
pub(super) const MAX_PICTURE_BYTES: u64 = crate::source::limits::MAX_MEDIA_LEN_BYTES;
/// Endings of pictures that browsers show.
pub(super) const ENDINGS: [&str; 7] = ["jpg", "jpeg", "png", "webp", "gif", "avif", "svg"];
/// The longest stem of a new name, in bytes.
const MAX_STEM_BYTES: usize = 80;
/// Names that are tried.
const MAX_TRIES: usize = 1000;

/// A picture that was uploaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct UploadedPicture {
    stem: String,
    ending: String,
    pub(super) bytes: Vec<u8>,
    /// The format, if what it tells of place, time and camera would be published with it.
    pub(super) revealing: Option<&'static str>,
}

impl UploadedPicture {
    /// Takes a file if it is a picture that may be published; `None` if it is none, or broken.
    pub(super) fn of(name: &str, bytes: Vec<u8>) -> Option<Self> {
        let (stem, ending) = name.rsplit_once('.')?;
        let ending = ending.to_ascii_lowercase();
        if !ENDINGS.contains(&ending.as_str()) {
            return None;
        }
        let revealing = match clean(name, &bytes) {
            MediaCleaning::Clean(_) => None,
            MediaCleaning::Unknown(format) if ending == "avif" && format == "AVIF" => Some(format),
            MediaCleaning::Unknown(_) | MediaCleaning::Other | MediaCleaning::Broken(_) | MediaCleaning::Refused(_) => {
                return None;
            }
        };
        let mut stem = slug(stem);
        stem.truncate(crate::text::position::floor_char_boundary(&stem, MAX_STEM_BYTES.min(stem.len())));
        let stem = stem.trim_end_matches('-').to_owned();
        let stem = if stem.is_empty() { "image".to_owned() } else { stem };
        Some(Self { stem, ending, bytes, revealing })
    }

    /// Returns the name that it gets in a project: that of the same picture, or one that is free.
    pub(super) fn free_file(&self, snapshot: &Snapshot) -> Option<String> {
        let name = |n: usize| match n {
            1 => format!("{MEDIA}{}.{}", self.stem, self.ending),
            n => format!("{MEDIA}{}-{n}.{}", self.stem, self.ending),
        };
        (1..=MAX_TRIES).map(name).find(|file| match holder(snapshot, file) {
            None => true,
            Some((path, bytes)) => path.as_str() == format!("content/{file}") && *bytes == *self.bytes,
        })
    }

    /// Returns whether a name may be its own.
    pub(super) fn may_be_called(&self, file: &str) -> bool {
        let parts = file.strip_prefix(MEDIA).and_then(|name| name.rsplit_once('.'));
        parts.is_some_and(|(stem, ending)| !stem.is_empty() && slug(stem) == stem && ending == self.ending)
    }
}

/// Returns the file that has a name, in whatever case: some systems do not tell them apart.
pub(super) fn holder<'s>(snapshot: &'s Snapshot, file: &str) -> Option<(&'s SourcePath, &'s [u8])> {
    let wanted = format!("content/{file}").to_lowercase();
    let found = snapshot.below("content/media/").find(|(path, _)| path.as_str().to_lowercase() == wanted);
    found.map(|(path, file)| (path, &*file.bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SVG: &[u8] = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M0 0h9v9z\"/></svg>";

    #[test]
    fn only_whole_pictures_are_taken_and_their_names_are_cleaned() {
        for (name, bytes, file) in [
            ("Le pont d\u{2019}Armel.SVG", SVG, Some("media/le-pont-d-armel.svg")),
            ("..svg", SVG, Some("media/image.svg")),
            ("page.html", b"<p>", None),
            ("page.png", b"<p>", None),
            ("pont.png", b"\x89PNG\r\n\x1a\n", None),
            ("pont.txt", b"un pont", None),
            ("svg", SVG, None),
        ] {
            let picture = UploadedPicture::of(name, bytes.to_vec());
            let found = picture.as_ref().and_then(|one| one.free_file(&Snapshot::default()));
            assert_eq!(found.as_deref(), file, "{name}");
        }
    }

    #[test]
    fn a_name_that_is_taken_gets_a_number_and_the_same_picture_keeps_its_own() {
        let picture = UploadedPicture::of("pont.svg", SVG.to_vec()).expect("a picture");
        let with =
            |path: &str, bytes: &[u8]| Snapshot::default().with([(SourcePath::new(path), bytes.to_vec().into())]);
        for (path, bytes, file) in [
            ("content/media/pont.svg", SVG, "media/pont.svg"),
            ("content/media/pont.svg", b"<svg/>", "media/pont-2.svg"),
            ("content/media/Pont.svg", SVG, "media/pont-2.svg"),
        ] {
            assert_eq!(picture.free_file(&with(path, bytes)).as_deref(), Some(file), "{path}");
        }
        for (file, may) in [
            ("media/pont-2.svg", true),
            ("media/pont.png", false),
            ("media/../pont.svg", false),
            ("site.svg", false),
            ("media/.svg", false),
            ("media/a/b.svg", false),
        ] {
            assert_eq!(picture.may_be_called(file), may, "{file}");
        }
    }
}
