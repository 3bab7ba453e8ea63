//! A file of content/media/ -> the bytes that are published, with what the author should know of it.

use std::sync::Arc;

use super::{MediaCleaning, clean};
use crate::base::{Code, Diagnostic, Message, SourcePath, StageOutput};
use crate::say;

/// Returns the bytes that are published; `None` if the file is refused.
#[must_use]
pub(crate) fn for_publication(path: &SourcePath, bytes: &Arc<[u8]>) -> StageOutput<Option<Arc<[u8]>>> {
    let with_warning = |value: Option<&[u8]>, code, message: Message, help: Message| StageOutput {
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
            let message = say!(
                en: "what this {format} picture tells of place, time and camera is published with it",
                fr: "ce que cette image {format} dit du lieu, de l’heure et de l’appareil est publié avec elle",
            );
            let help = say!(
                en: "save it as JPEG, PNG or WebP, of which only the picture is published",
                fr: "enregistrez-la en JPEG, PNG ou WebP, dont seule l’image est publiée",
            );
            with_warning(Some(bytes), Code::PictureMetadata, message, help)
        }
        MediaCleaning::Broken(format) => {
            let message = say!(
                en: "this file cannot be read as the {format} that it should be, and is published empty",
                fr: "ce fichier ne peut pas être lu comme le {format} qu’il devrait être, et est publié vide",
            );
            let empty: &[u8] = if format == "SVG" { b"<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>" } else { b"" };
            with_warning(
                Some(empty),
                Code::PictureBroken,
                message,
                say!(
                    en: "open it in a program for pictures and save it again",
                    fr: "ouvrez-le dans un éditeur d’images et enregistrez-le de nouveau",
                ),
            )
        }
        MediaCleaning::Refused(why) => {
            let help = say!(
                en: "save it as a picture, a PDF or plain text, or link to it where it was published",
                fr: "enregistrez-le comme image, PDF ou texte brut, ou mettez un lien vers l’endroit où il a été publié",
            );
            let message =
                say!(en: "this file {why}; it is left out", fr: "ce fichier {why} ; il est laissé de côté"; why);
            with_warning(None, Code::MediaRefused, message, help)
        }
    }
}

/// Reports a file that nothing published refers to.
#[must_use]
pub(crate) fn report_unused(path: &SourcePath) -> Diagnostic {
    let message = say!(
        en: "nothing published shows this file or links to it: it stays at home",
        fr: "rien de publié ne montre ce fichier ni n’y renvoie : il n’est pas publié",
    );
    Diagnostic::of_file(Code::MediaUnused, path, message).help(say!(
        en: "show it or link to it in a published text, or delete it",
        fr: "montrez-le ou liez-le dans un texte publié, ou supprimez-le",
    ))
}
