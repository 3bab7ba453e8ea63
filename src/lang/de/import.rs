//! German: the words that importing a document asks about. Data only. Most lists are asked of every document, so words that are
//! also French or English (`die`, `an`, `in`, `war`, `hat`) are left out.

use crate::lang::import::ImportWords;

/// What importing must know of German.
#[rustfmt::skip] // Lists of words, not of lines.
pub(super) static IMPORT: ImportWords = ImportWords {
    votes: &[
        "der", "die", "das", "den", "dem", "ein", "eine", "einen", "einem", "einer", "und", "oder", "aber", "ist", "sind",
        "war", "waren", "hat", "haben", "hatte", "wird", "werden", "wurde", "wurden", "nicht", "auch", "sich", "mit", "von",
        "vom", "zu", "zum", "zur", "bei", "beim", "nach", "aus", "auf", "im", "für", "um", "durch", "über", "unter", "vor",
        "zwischen", "seit", "bis", "dass", "wenn", "weil", "wie", "noch", "schon", "nur", "sein", "seine", "ihre", "sie",
        "er", "wir", "kann", "soll", "will", "sagte", "laut", "mehr", "dieser", "diese", "am", "als", "so",
    ],
    vote_letters: &['ä', 'ö', 'ü', 'ß'],
    open_words: &["der", "das", "den", "dem", "und", "oder", "von", "vom", "zum", "zur", "mit", "für", "im", "bei", "auf"],
    clause_openers: &["dass", "weil", "nachdem", "während", "obwohl", "bevor"],
    no_title_end: &[
        "der", "das", "den", "dem", "des", "und", "oder", "von", "vom", "zum", "zur", "mit", "für", "im", "bei", "auf", "ein",
        "eine", "einen", "einem", "einer", "ist", "sind", "wird", "dass", "über", "gegen",
    ],
    abbreviations: &["dr", "prof", "nr", "st", "bzw", "ca", "vgl"],
    short_weekdays: &["mo", "di", "mi", "do", "fr", "sa", "so"],
    date_openers: &["am", "vom", "den", "der"],
    time_words: &["um", "uhr"],
    bylines: &["von"],
    author_labels: &["autor", "autorin", "autoren", "text"],
    pointer_openers: &["lesen", "siehe", "mehr", "auch", "lies", "sehen"],
    byline_joiners: &["und", "mit"],
    publication_cues: &[
        &["erstmals", "veröffentlicht"],
        &["zuerst", "veröffentlicht"],
        &["veröffentlicht"],
        &["erschienen"],
        &["publiziert"],
        &["erstellt"],
        &["stand"],
        &["datum"],
    ],
    update_cues: &[
        &["zuletzt", "aktualisiert"],
        &["aktualisiert"],
        &["letzte", "aktualisierung"],
        &["geändert"],
    ],
    numbers_day_first: true,
    share_verbs: &["teilen", "drucken", "versenden", "kopieren", "merken", "twittern"],
    share_fillers: &["auf", "per", "link", "artikel", "diesen", "bei", "mail"],
    share_phrases: &["link kopieren", "artikel teilen"],
    rights_phrases: &["alle rechte vorbehalten"],
    front_pages: &["startseite", "nachrichten", "aktuelles"],
    cookie_openings: &[
        "wir verwenden cookies", "wir nutzen cookies", "wir und unsere partner", "diese website verwendet cookies",
        "diese webseite verwendet cookies", "diese seite verwendet cookies",
    ],
    word_joiners: &["und", "oder"],
    photo_labels: &["foto", "fotos", "fotografie", "archivfoto", "symbolfoto", "symbolbild"],
    credit_labels: &["bild", "bilder", "grafik", "quelle", "bildquelle", "bildnachweis", "bildrechte", "screenshot"],
    credit_holders: &["dpa", "imago", "privat", "archiv"],
    caption_labels: &["bildunterschrift:", "bildtext:"],
    first_halves: &["nord", "süd", "ost", "west", "ex", "nicht", "vize", "deutsch", "euro", "ober", "unter", "mit"],
    second_halves: &[],
    boilerplate: super::boilerplate::BOILERPLATE,
};
