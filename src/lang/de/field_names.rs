//! German: what columns of tables and keys of exports are called. Data only.

use crate::lang::field_names::FieldNames;
use crate::lang::field_names::ItemField::{Author, Date, Language, Publisher, Saved, Summary, Tags, Text, Title, Url};

/// Names of fields.
#[rustfmt::skip] // Lists of words, not of lines.
pub(super) static FIELD_NAMES: FieldNames = &[
    (Title, &["titel", "uberschrift", "schlagzeile", "artikeltitel"]),
    (Text, &["volltext", "artikeltext", "inhalt", "artikel", "beitrag", "fliesstext"]),
    (Summary, &["zusammenfassung", "vorspann", "kurzfassung"]),
    (Date, &[
        "veroffentlichungsdatum", "erscheinungsdatum", "publikationsdatum", "veroffentlichtam", "erschienenam", "datum",
    ]),
    (Saved, &["gespeichertam", "abrufdatum", "hinzugefugtam", "abgerufenam"]),
    (Publisher, &["zeitung", "medium", "publikation", "zeitschrift", "quelle", "herausgeber"]),
    (Author, &["autor", "autoren", "autorin", "verfasser", "journalist"]),
    (Url, &["webadresse", "adresse", "internetadresse"]),
    (Language, &["sprache"]),
    (Tags, &["schlagworter", "schlagworte", "stichworter", "stichworte", "themen"]),
];
