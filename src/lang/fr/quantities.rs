//! French: words around quantities. Data only.

use crate::lang::quantities::{Fate, QuantityWords};

/// The words around quantities of French.
pub(super) static QUANTITIES: QuantityWords = QuantityWords {
    ones: &["un", "une"],
    joiners: &["et"],
    scales: &[
        ("cent", 100),
        ("cents", 100),
        ("mille", 1000),
        ("million", 1_000_000),
        ("millions", 1_000_000),
        ("milliard", 1_000_000_000),
        ("milliards", 1_000_000_000),
    ],
    bare_scales: &["cent", "mille"],
    rounds: &[
        ("dizaine", 10),
        ("douzaine", 12),
        ("douzaines", 12),
        ("quinzaine", 15),
        ("vingtaine", 20),
        ("trentaine", 30),
        ("quarantaine", 40),
        ("cinquantaine", 50),
        ("soixantaine", 60),
        ("centaine", 100),
        ("millier", 1000),
    ],
    articles: &["un", "une"],
    binders: &["de", "d"],
    range_openers: &["entre", "de"],
    range_links: &["et", "a"],
    range_joints: &["a", "ou"],
    at_least: &["au moins", "plus de", "plus d", "au minimum", "au dela de"],
    at_most: &["moins de", "au plus", "jusqu a", "au maximum", "tout au plus", "pas plus de"],
    about: &[
        "pres de", "environ", "quelque", "quelques", "autour de", "a peu pres", "presque", "aux alentours de",
        "de l ordre de",
    ],
    subsets: &["dont", "parmi lesquels", "parmi lesquelles", "autres", "y compris"],
    incomparable: &[
        "an", "ans", "annee", "annees", "mois", "semaine", "semaines", "jour", "jours", "journee", "journees", "nuit",
        "nuits", "heure", "heures", "minute", "minutes", "seconde", "secondes", "siecle", "siecles", "decennies",
        "trimestre", "trimestres", "fois", "reprises", "points", "point", "degres", "degre", "metre", "metres",
        "kilometre", "kilometres", "km", "m", "cm", "mm", "centimetres", "millimetres", "milles", "nautiques",
        "noeuds", "hectares", "ha", "autre", "autres", "nouveau", "nouveaux", "nouvelle", "nouvelles", "premier",
        "premiers", "premiere", "premieres", "dernier", "derniers", "derniere", "dernieres", "prochains", "prochaines",
        "pour", "tiers", "quarts", "quart", "moitie", "cas", "choses", "grands", "grandes", "etapes", "phases",
        "pages", "volets", "raisons", "facons", "parties", "cotes",
    ],
    masses: &[
        "tonne", "tonnes", "kilo", "kilos", "kilogramme", "kilogrammes", "kg", "gramme", "grammes", "litre", "litres",
        "baril", "barils", "t", "l", "m3",
    ],
    fates: &[
        (Fate::Lost, &["perd", "perte", "tomb", "dispar", "bascul", "arrach", "coule", "coulai", "manqu", "detach"]),
        (Fate::Dead, &["mort", "mour", "meur", "deced", "deces", "tue", "victim", "perir"]),
        (
            Fate::Hurt,
            &["bless", "hospitalis", "intoxiq", "malade", "contamin", "infect", "touch", "incommod", "irradi", "soign"],
        ),
        (Fate::Saved, &["sauv", "secour", "recuper", "retrouv", "repech", "ramass", "collecte", "recueil", "indemn"]),
        (Fate::Aboard, &["bord", "transport", "equipage", "cargaison", "employ", "embarq", "passager", "contenai"]),
        (Fate::Held, &["arret", "interpell", "detenu", "emprisonn", "inculp", "examen", "condamn"]),
        (Fate::Moved, &["evacu", "deplac", "expuls", "refugi", "deport", "reloge"]),
        (Fate::Gathered, &["manifest", "rassembl", "defil", "mobilis", "reuni", "greviste", "votant"]),
        (Fate::Paid, &["verse", "paye", "paie", "coute", "couta", "indemnis", "financ", "debours", "rembours"]),
        (Fate::Sent, &["envoy", "livrai", "livrer", "livree", "expedi", "fourni", "achemin"]),
    ],
    capital_nouns: false,
};
