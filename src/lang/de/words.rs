//! German: short lists of words. Data only.

use crate::lang::words::{AgeWords, EventSort, EventWords, FigureWords, WordLists};

/// The short lists of German.
pub(super) static WORDS: WordLists = WordLists {
    definite_articles: &["der", "die", "das", "den", "dem"],
    singular_articles: &["der", "die", "das"],
    plural_articles: &[],
    charge_prepositions: &["wegen"],
    unfiled_articles: &["der ", "das "],
    no_initial: &["der", "die", "das", "des", "und", "für", "fur", "zur", "zum", "im", "von", "e"],
    name_ties: &["der", "die", "das", "des", "und", "für", "von", "zu", "am", "an"],
    figures: FigureWords {
        approximators: &[
            "mehr als", "mindestens", "rund", "etwa", "fast", "knapp", "über", "uber", "bis zu", "weniger als", "gut",
            "circa",
        ],
        scales: &["millionen", "milliarden", "milliarde", "tausend"],
        binders: &[],
        uncounted: &[
            "und", "oder", "bis", "im", "auf", "von", "der", "das", "mit", "für", "aus", "zum", "zur", "wurden",
        ],
        day_links: &["und", "bis"],
    },
    events: EventWords {
        works: &[
            "vertrag", "abkommen", "resolution", "gesetz", "pakt", "konvention", "protokoll", "charta", "dekret",
            "verfassung", "bericht", "memorandum", "richtlinie", "verordnung", "manifest",
        ],
        events: &[
            "gipfel", "krieg", "schlacht", "konferenz", "besuch", "treffen", "wahl", "wahlen", "referendum",
            "meisterschaft", "turnier", "anschlag", "angriff", "massaker", "erdbeben", "hurrikan", "zyklon", "sturm",
            "absturz", "unfall", "unglück", "unglueck", "streik", "krise", "konflikt", "belagerung", "pandemie",
            "epidemie", "prozess", "skandal", "verhandlungen",
        ],
        sorts: &[
            EventSort { key: "sommet", nouns: &["gipfel", "gipfeltreffen", "verhandlungen"] },
            EventSort { key: "visite", nouns: &["besuch", "reise"] },
            EventSort { key: "guerre", nouns: &["krieg"] },
            EventSort { key: "attentat", nouns: &["anschlag", "angriff"] },
            EventSort { key: "election", nouns: &["wahl", "wahlen"] },
        ],
        announcing: &[
            "angekund", "ankund", "geplant", "vorbereit", "erwart", "versproch", "kunftig", "bevorsteh", "soll",
            "vorgeseh",
        ],
        ranks: &["erste", "erster", "stellvertretende", "stellvertretender", "vize"],
    },
    ages: AgeWords {
        years: "jahre jahren jahrige jahriger jahrigen jahriges jahrigem",
        months: "monate monaten",
        before_age: "alt erst knapp gerade mit im alter von ist war wurde starb",
        before_name: "alt alte alter alten altes junge madchen kind schuler schulerin der die das namens",
        children: "junge jungen madchen kind kinder jugendliche jugendlicher jugendlichen schuler schulerin baby saugling sohn \
            tochter bruder schwester",
        kin: "sohn tochter kind kinder baby bruder schwester neffe nichte cousin cousine enkel enkelin",
        after_time: "spater zuvor vor nach lang haft gefangnis",
        of_age: "von",
        of_parent: "von",
        titles: "herr frau herrn",
        openers: "mit im",
        numbers: [
            "ein eine eins", "zwei", "drei", "vier", "funf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwolf",
            "dreizehn", "vierzehn", "funfzehn", "sechzehn", "siebzehn",
        ],
        number_alone: true,
    },
};
