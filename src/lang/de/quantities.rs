//! German: words around quantities. Data only. Composed numbers such as `einundzwanzig` are one word and are not read.

use crate::lang::quantities::{Fate, QuantityWords};

/// The words around quantities of German.
pub(super) static QUANTITIES: QuantityWords = QuantityWords {
    ones: &[],
    joiners: &[],
    scales: &[
        ("hundert", 100),
        ("tausend", 1000),
        ("million", 1_000_000),
        ("millionen", 1_000_000),
        ("milliarde", 1_000_000_000),
        ("milliarden", 1_000_000_000),
    ],
    bare_scales: &["hundert", "tausend"],
    rounds: &[("dutzend", 12)],
    articles: &["ein"],
    binders: &[],
    range_openers: &["zwischen", "von"],
    range_links: &["und", "bis"],
    range_joints: &["bis", "oder"],
    at_least: &["mehr als", "mindestens", "uber"],
    at_most: &["weniger als", "bis zu", "hochstens"],
    about: &["rund", "etwa", "fast", "knapp", "gut", "circa", "ungefahr"],
    subsets: &["darunter", "davon", "weitere"],
    incomparable: &[
        "jahr", "jahre", "jahren", "monat", "monate", "monaten", "woche", "wochen", "tag", "tage", "tagen", "stunde",
        "stunden", "minute", "minuten", "sekunden", "mal", "grad", "meter", "metern", "kilometer", "kilometern", "km",
        "cm", "hektar", "knoten", "weitere", "weiteren", "andere", "neue", "erste", "ersten", "letzten", "prozent",
        "seiten", "uhr",
    ],
    masses: &["tonne", "tonnen", "kilo", "kilogramm", "kg", "gramm", "liter", "litern", "barrel"],
    fates: &[
        (Fate::Lost, &["verlor", "verlier", "verlust", "vermiss", "gefallen", "gesunk"]),
        (Fate::Dead, &["tote", "starb", "gestorb", "getotet", "todes"]),
        (Fate::Hurt, &["verletz", "erkrank", "vergift", "krank", "behandel"]),
        (Fate::Saved, &["gerett", "geborg", "gefund", "gesammel"]),
        (Fate::Aboard, &["bord", "besatzung", "passagier", "geladen"]),
        (Fate::Held, &["festgenomm", "verhaft", "angeklag", "verurteil"]),
        (Fate::Moved, &["evakuier", "vertrieb", "gefluch", "abgeschob"]),
        (Fate::Gathered, &["demonstr", "versammel", "streik", "protest"]),
        (Fate::Paid, &["gezahl", "bezahl", "kost", "forder"]),
        (Fate::Sent, &["geschick", "gelief", "liefer"]),
    ],
    capital_nouns: true,
};
