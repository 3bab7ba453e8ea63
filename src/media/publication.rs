//! A file of content/media/ -> the bytes that are published, with what the author should know of it.

use std::sync::Arc;

use super::{MediaCleaning, clean};
use crate::base::{Code, Diagnostic, SourcePath, StageOutput};

/// Returns the bytes that are published; `None` if the file is refused.
#[must_use]
pub(crate) fn for_publication(path: &SourcePath, bytes: &Arc<[u8]>) -> StageOutput<Option<Arc<[u8]>>> {
    let with_warning = |value: Option<&[u8]>, code, message: String, help: &str| StageOutput {
        value: value.map(Arc::from),
        diagnostics: vec![Diagnostic::of_file(code, path, message).help(help)],
    };
    match clean(path.as_str(), bytes) {
        MediaCleaning::Clean(clean) if *clean != **bytes => {
            StageOutput { value: Some(clean.into()), diagnostics: Vec::new() }
        }
        MediaCleaning::Clean(_) | MediaCleaning::Other => {
            StageOutput { value: Some(Arc::clone(bytes)), diagnostics: Vec::new() }
        }
        MediaCleaning::Unknown(format) => {
            let message = format!("what this {format} picture tells of place, time and camera is published with it");
            let help = "save it as JPEG, PNG or WebP, of which only the picture is published";
            with_warning(Some(bytes), Code::PictureMetadata, message, help)
        }
        MediaCleaning::Broken(format) => {
            let message = format!("this file cannot be read as the {format} that it should be, and is published empty");
            let empty: &[u8] = if format == "SVG" { b"<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>" } else { b"" };
            with_warning(
                Some(empty),
                Code::PictureBroken,
                message,
                "open it in a program for pictures and save it again",
            )
        }
        MediaCleaning::Refused(why) => {
            let help = "save it as a picture, a PDF or plain text, or link to it where it was published";
            with_warning(None, Code::MediaRefused, format!("this file {why}; it is left out"), help)
        }
    }
}

/// Reports a file that nothing published refers to.
#[must_use]
pub(crate) fn report_unused(path: &SourcePath) -> Diagnostic {
    Diagnostic::of_file(Code::MediaUnused, path, "nothing published shows this file or links to it: it stays at home")
        .help("show it or link to it in a published text, or delete it")
}
