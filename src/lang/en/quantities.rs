//! English: words around quantities. Data only.

use crate::lang::quantities::{Fate, QuantityWords};

/// The words around quantities of English.
pub(super) static QUANTITIES: QuantityWords = QuantityWords {
    ones: &["one"],
    joiners: &["and"],
    scales: &[("hundred", 100), ("thousand", 1000), ("million", 1_000_000), ("billion", 1_000_000_000)],
    bare_scales: &[],
    rounds: &[("dozen", 12), ("score", 20)],
    articles: &["a", "some"],
    binders: &["of"],
    range_openers: &["between", "from"],
    range_links: &["and", "to"],
    range_joints: &["to", "or"],
    at_least: &["at least", "more than", "over", "upwards of", "no fewer than", "no less than"],
    at_most: &["up to", "fewer than", "less than", "at most", "no more than", "as many as"],
    about: &["nearly", "about", "almost", "around", "some", "roughly", "approximately", "close to"],
    subsets: &["including", "among them", "of them", "of whom", "other"],
    incomparable: &[
        "year", "years", "month", "months", "week", "weeks", "day", "days", "night", "nights", "hour", "hours",
        "minute", "minutes", "second", "seconds", "century", "centuries", "decades", "quarters", "time", "times",
        "points", "point", "degrees", "metre", "metres", "meter", "meters", "kilometre", "kilometres", "kilometer",
        "kilometers", "km", "m", "cm", "mm", "mile", "miles", "foot", "feet", "inches", "knots", "nautical",
        "hectares", "acres", "other", "others", "more", "further", "new", "first", "last", "next", "additional",
        "percent", "per", "thirds", "half", "cases", "things", "major", "pages", "reasons", "ways", "sides", "parts",
        "phases",
    ],
    masses: &[
        "tonne", "tonnes", "ton", "tons", "kilo", "kilos", "kilogram", "kilograms", "kg", "gram", "grams", "litre",
        "litres", "liter", "liters", "gallon", "gallons", "barrel", "barrels", "t", "l",
    ],
    fates: &[
        (Fate::Lost, &["lost", "losing", "loss", "fell", "fallen", "missing", "overboard", "sank", "disappear"]),
        (Fate::Dead, &["dead", "died", "death", "kill", "victim", "perish"]),
        (
            Fate::Hurt,
            &["injur", "wound", "hurt", "hospital", "sick", "illness", "poison", "contaminat", "infect", "treated"],
        ),
        (Fate::Saved, &["saved", "rescu", "recover", "collect", "unhurt", "unharmed", "picked"]),
        (Fate::Aboard, &["aboard", "board", "crew", "carry", "carried", "employ", "passenger"]),
        (Fate::Held, &["arrest", "detain", "jail", "imprison", "charged", "convict", "custody"]),
        (Fate::Moved, &["evacuat", "displac", "expel", "refugee", "deport", "fled", "rehous"]),
        (Fate::Gathered, &["protest", "demonstrat", "marched", "marching", "gather", "rally", "rallied", "striker"]),
        (Fate::Paid, &["paid", "payment", "cost", "compensat", "fund", "spent", "refund"]),
        (Fate::Sent, &["deliver", "shipped", "supplied"]),
    ],
    capital_nouns: false,
};
