//! German: the words of press databases. Data only.

use crate::lang::press::{PressField, PressWords};

/// What press databases print in German.
#[rustfmt::skip] // Lists of words, not of lines.
pub(super) static PRESS: PressWords = PressWords {
    labels: &[
        (PressField::Title, &["titel", "überschrift", "schlagzeile", "titel des artikels"]),
        (PressField::Paper, &[
            "zeitung", "publikation", "titel der publikation", "publikationstitel", "medium", "zeitschrift",
            "titel der veröffentlichung", "quellenname",
        ]),
        (PressField::Source, &["quelle", "angaben zur veröffentlichung", "publikationsinformationen", "fundstelle"]),
        (PressField::Date, &["datum", "erscheinungsdatum", "veröffentlichungsdatum", "publikationsdatum", "erschienen am"]),
        (PressField::Author, &["autor", "autoren", "autorin", "verfasser", "autor(en)", "von"]),
        (PressField::Standfirst, &["vorspann", "untertitel", "unterzeile", "highlight"]),
        (PressField::Abstract, &["zusammenfassung", "kurzfassung"]),
        (PressField::Text, &["volltext", "text", "artikeltext", "haupttext"]),
        (PressField::Caption, &["grafik", "bildunterschrift", "bildtext", "abbildung"]),
        (PressField::Correction, &["korrektur", "berichtigung"]),
        (PressField::Language, &["sprache", "sprache der publikation", "sprache der veröffentlichung"]),
        (PressField::Number, &["dokumentnummer", "dokument-id", "proquest-dokument-id", "artikelnummer", "zugriffsnummer"]),
        (PressField::Address, &["dokument-url", "link", "url", "adresse", "persistenter link"]),
        (PressField::Other, &[
            "ressort", "rubrik", "länge", "ort", "update", "seite", "seiten", "ausgabe", "nummer", "nr", "nr.", "thema",
            "themen", "schlagwort", "schlagwörter", "stichwort", "fach", "personen", "unternehmen", "organisation",
            "verlag", "erscheinungsjahr", "erscheinungsort", "land der veröffentlichung", "quellentyp", "dokumententyp",
            "dokumenttyp", "letzte aktualisierung", "datenbank", "urheberrecht", "copyright", "publikationstyp",
            "publication-type", "ladedatum", "zeitungs-code", "wörter", "anzahl wörter", "serie", "jahrgang", "firma",
            "branche", "region", "land", "links", "klassifikation", "anmerkungen", "rechte", "dachzeile",
        ]),
    ],
    length_units: &["wörter", "wörtern", "worte", "zeichen", "wort"],
    document_words: &["dokument", "dokumente", "dokumenten"],
    language_names: &[
        ("deutsch", "de"), ("französisch", "fr"), ("englisch", "en"), ("spanisch", "es"), ("italienisch", "it"),
        ("niederländisch", "nl"), ("portugiesisch", "pt"), ("russisch", "ru"), ("chinesisch", "zh"), ("polnisch", "pl"),
        ("türkisch", "tr"), ("arabisch", "ar"),
    ],
    no_authors: &["unbekannt", "ohne autor", "k.a.", "keine angabe"],
    paper_remarks: &["online", "website", "webseite", "internet"],
    issue_words: &["nr", "nr.", "ausgabe", "heft"],
    not_shown: &["kann nicht angezeigt werden", "ist nicht verfügbar", "nicht mehr verfügbar"],
    original_links: &["dieser artikel erschien in", "zum originalartikel", "link zum originaldokument"],
    months: &[],
};
