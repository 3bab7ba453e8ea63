//! What is said of a file in a format that no importer reads: how to make it readable. Belongs to the table of formats; it reads
//! nothing but the name.

use super::extracted_document::ExtractionError;
use super::formats::{extension, formats_of_files};
use crate::say;

/// Returns the error for an unknown format, with what to do.
#[must_use]
pub(crate) fn unknown(name: &str) -> ExtractionError {
    let ending = extension(name);
    if let Some((_, en, fr)) = WAYS_OUT.iter().find(|(endings, ..)| endings.contains(&ending.as_str())) {
        return ExtractionError::because(
            say!(en: "`.{ending}` files cannot be read: {en}", fr: "un fichier `.{ending}` ne se lit pas : {fr}"),
        );
    }
    let known: Vec<String> = formats_of_files().map(|format| format!(".{}", format.endings[0])).collect();
    ExtractionError::because(
        say!(en: "`.{ending}` files cannot be imported; save it as one of {known}", fr: "un fichier `.{ending}` ne s’importe pas ; enregistrez-le dans l’un de ces formats : {known}", known = known.join(" ")),
    )
}

/// Extensions of documents that are not read, with a way to make them readable.
const WAYS_OUT: &[(&[&str], &str, &str)] = &[
    (
        &["wps", "wpd"],
        "open it in LibreOffice or Word and save it as .docx",
        "ouvrez-le dans LibreOffice ou Word et enregistrez-le en .docx",
    ),
    (
        &["pages"],
        "open it in Pages and export it as Word (.docx)",
        "ouvrez-le dans Pages et exportez-le pour Word (.docx)",
    ),
    (
        &["msg"],
        "open it in Outlook or Thunderbird and save it as .eml",
        "ouvrez-le dans Outlook ou Thunderbird et enregistrez-le en .eml",
    ),
    (
        &["pst", "ost"],
        "export the folder from Outlook or Thunderbird as .mbox or .eml files",
        "exportez le dossier d’Outlook ou de Thunderbird en fichiers .mbox ou .eml",
    ),
    (
        &["7z", "rar", "tar", "gz", "tgz", "bz2", "xz"],
        "unpack it and import the folder, or pack it as .zip",
        "décompressez-le et importez le répertoire, ou faites-en un .zip",
    ),
    (&["numbers"], "export the table as .csv or .xlsx", "exportez le tableau en .csv ou .xlsx"),
    (&["ppt", "pptx", "odp", "key"], "export it as .pdf", "exportez-le en .pdf"),
    (&["djvu", "xps"], "print it to .pdf", "imprimez-le en .pdf"),
    (
        &["mobi", "azw", "azw3", "kfx"],
        "convert it to .epub, for example with Calibre",
        "convertissez-le en .epub, par exemple avec Calibre",
    ),
    (&["one", "onepkg"], "export the notes from OneNote as .docx", "exportez les notes de OneNote en .docx"),
    (
        &["webarchive"],
        "open it in Safari and save the page as .html, or print it to .pdf",
        "ouvrez-le dans Safari et enregistrez la page en .html, ou imprimez-la en .pdf",
    ),
];
