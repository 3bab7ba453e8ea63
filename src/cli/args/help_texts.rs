//! The lists below the help of a command: formats of exports and of imports. In French what a format is
//! stands in `french_formats`, because the tables of formats themselves say it in English.

use super::french_formats::{EXPORTS as FRENCH_EXPORTS, FOLDERS as FRENCH_FOLDERS, IMPORTS as FRENCH_IMPORTS};
use crate::base::message::{MessageLanguage, french_spaces};
use crate::export::{BOOK_EXPORTS, EXPORTS, FOLDER_EXPORTS, LEXICON_EXPORT, TABLE_EXPORTS, TRAINING_EXPORT};

/// Returns the French text of a row, or the English one if there is none, which a test reports.
fn french<'t>(table: &[(&str, &'static str)], name: &str, english: &'t str) -> &'t str
where
    'static: 't,
{
    table.iter().find(|(known, _)| *known == name).map_or(english, |(_, text)| text)
}

/// Returns the list of formats of `dossier export`, each with what it is and who reads it.
pub(super) fn exports_help(language: MessageLanguage) -> String {
    let in_language = |table: &[(&str, &'static str)], name: &'static str, about: &'static str| match language {
        MessageLanguage::English => about,
        MessageLanguage::French => french(table, name, about),
    };
    let named = EXPORTS.iter().filter(|export| !export.name.is_empty());
    let printed = named.map(|export| (export.name, in_language(&FRENCH_EXPORTS, export.name, export.about)));
    let books = BOOK_EXPORTS.iter().map(|book| book.name);
    let tables = TABLE_EXPORTS.iter().copied().chain([TRAINING_EXPORT, LEXICON_EXPORT]);
    let folders = FOLDER_EXPORTS.iter();
    let folders = folders.map(|export| (export.name, in_language(&FRENCH_FOLDERS, export.name, export.about)));
    let whole = |(name, about)| (name, in_language(&FRENCH_EXPORTS, name, about));
    let rows = printed.chain(books.map(whole)).chain(folders).chain(tables.map(whole));
    let lines: Vec<String> = rows.map(|(name, about)| format!("  {name:<18} {about}")).collect();
    let lines = lines.join("\n");
    match language {
        MessageLanguage::English => format!("Formats:\n{lines}"),
        MessageLanguage::French => french_spaces(&format!("Formats :\n{lines}")),
    }
}

/// Lists what each format of `dossier import` gives, from the table of formats.
pub(super) fn formats_help(language: MessageLanguage) -> String {
    let rows = crate::import::formats::formats_of_files().map(|format| {
        let endings = format.endings.iter().filter(|ending| !ending.is_empty());
        let endings: Vec<String> = endings.map(|ending| format!(".{ending}")).collect();
        let endings = endings.join(" ");
        let (name, gives) = (format.name, format.gives);
        let mebibytes = format.limit_bytes >> 20;
        if language == MessageLanguage::English {
            let size =
                if format.limit_bytes == u64::MAX { "any size".to_owned() } else { format!("up to {mebibytes} MiB") };
            return format!("  {endings} ({name}; {size})\n      {gives}");
        }
        let size = if format.limit_bytes == u64::MAX {
            "sans limite de taille".to_owned()
        } else {
            format!("{mebibytes} Mio au plus")
        };
        let row = FRENCH_IMPORTS.iter().find(|(known, ..)| *known == name);
        let (name, gives) = row.map_or((name, gives), |(_, name, gives)| (name, gives));
        format!("  {endings} ({name} ; {size})\n      {gives}")
    });
    let rows = rows.collect::<Vec<String>>().join("\n");
    match language {
        MessageLanguage::English => format!("What each format gives:\n\n{rows}\n\nNothing is ever fetched."),
        MessageLanguage::French => {
            french_spaces(&format!("Ce que donne chaque format :\n\n{rows}\n\nRien n’est jamais téléchargé."))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_french() {
        let has = |table: &[(&str, &str)], name: &str| assert!(table.iter().any(|(known, _)| *known == name), "{name}");
        EXPORTS.iter().filter(|one| !one.name.is_empty()).for_each(|one| has(&FRENCH_EXPORTS, one.name));
        BOOK_EXPORTS.iter().for_each(|one| has(&FRENCH_EXPORTS, one.name.0));
        TABLE_EXPORTS.iter().chain([&TRAINING_EXPORT, &LEXICON_EXPORT]).for_each(|one| has(&FRENCH_EXPORTS, one.0));
        FOLDER_EXPORTS.iter().for_each(|one| has(&FRENCH_FOLDERS, one.name));
        for format in crate::import::formats::formats_of_files() {
            assert!(FRENCH_IMPORTS.iter().any(|(known, ..)| *known == format.name), "{}", format.name);
        }
    }
}
