//! German: what files say that a person fills in. Data only. The names of kinds are part of the interface, which has no German.

use crate::lang::records::{DraftComments, RecordComments, RecordWords};

/// The words of German in files for a person to fill in.
pub(super) static RECORDS: RecordWords = RecordWords {
    kinds: crate::lang::en::RECORDS.kinds,
    sample_files: &[],
    comments: RecordComments {
        head: "Vor ausgefüllten Zeilen das # entfernen, die übrigen löschen.",
        names: "weitere sichere Formen: sie verlinken überall",
        weak: "Formen, die nur neben einer sicheren verlinken",
        never: "Formen, die nie verlinken dürfen",
        family: "der Familienname, wenn er nicht das letzte Wort ist",
        roles: "Ämter, und wie ein Text sie nennt",
        born: "Geburt",
        coordinates: "Breite, Länge",
        date: "Datum, oder 2024-03",
        place: "der Eintrag des Ortes",
        participants: "die Einträge der Beteiligten",
        relations: "Beziehungen, mit der Stelle, die sie belegt",
        same_as: "Kennungen anderswo",
        tags: "Themen",
    },
    draft: DraftComments {
        head: "Vorgeschlagen von `dossier suggest`. Prüfen, dann die Zeile `status:` löschen, um ihn anzunehmen.",
        family: "der Familienname steht vorn",
        roles: "Was die Artikel darüber sagen; um „der Präsident …“ zu verlinken, hier übernehmen:",
        times: "Mal",
        gazetteer: "nach dem Ortsverzeichnis; zu prüfen",
        minor: "ein Alter unter 18 Jahren neben dem Namen",
        may_be: "Vielleicht auch:",
    },
};
