//! French: words, patterns, tenses, explanations.

use super::grammar::{Class, Grammar, Means};
use super::resolve::{DAY, DECADE, MONTH, WEEK, YEAR};
use super::rule::Rule;
use super::tense::Tables;

/// The grammar of French; folded words.
pub(super) static FRENCH: Grammar = Grammar {
    words: &[
        (
            Class::Month,
            &[
                ("janvier", 1), ("janv", 1), ("fevrier", 2), ("fevr", 2), ("fev", 2), ("mars", 3), ("avril", 4),
                ("avr", 4), ("mai", 5), ("juin", 6), ("juillet", 7), ("juil", 7), ("aout", 8), ("septembre", 9),
                ("sept", 9), ("octobre", 10), ("oct", 10), ("novembre", 11), ("nov", 11), ("decembre", 12), ("dec", 12),
            ],
        ),
        (
            Class::Weekday,
            &[
                ("lundi", 1), ("mardi", 2), ("mercredi", 3), ("jeudi", 4), ("vendredi", 5), ("samedi", 6),
                ("dimanche", 7),
            ],
        ),
        (Class::Day, &[("premier", 1)]),
        (
            Class::Unit,
            &[
                ("jour", DAY), ("jours", DAY), ("semaine", WEEK), ("semaines", WEEK), ("mois", MONTH), ("an", YEAR),
                ("ans", YEAR), ("annee", YEAR), ("annees", YEAR), ("decennie", DECADE), ("decennies", DECADE),
            ],
        ),
        (
            Class::Direction,
            &[
                ("dernier", -1), ("derniere", -1), ("derniers", -1), ("dernieres", -1), ("passe", -1), ("passee", -1),
                ("ecoule", -1), ("ecoulee", -1), ("prochain", 1), ("prochaine", 1), ("prochains", 1),
                ("prochaines", 1), ("en huit", 2), ("en quinze", 3),
            ],
        ),
        (Class::Season, &[("printemps", 1), ("ete", 2), ("automne", 3), ("hiver", 4)]),
        (
            Class::Part,
            &[
                ("debut", 0), ("fin", 0), ("mi", 0), ("courant", 0), ("milieu", 0), ("commencement", 0),
            ],
        ),
        (
            Class::DayPart,
            &[
                ("matin", 0), ("midi", 0), ("apres midi", 0), ("soir", 0), ("au soir", 0), ("au matin", 0),
                ("matinee", 0), ("soiree", 0), ("en fin de matinee", 0), ("en fin d apres midi", 0),
                ("en fin de journee", 0), ("en soiree", 0), ("en debut de soiree", 0), ("dans la soiree", 0),
                ("dans la matinee", 0), ("dans l apres midi", 0), ("dans la nuit", 0), ("dans la journee", 0),
            ],
        ),
        (
            Class::Number,
            &[
                ("un", 1), ("une", 1), ("deux", 2), ("trois", 3), ("quatre", 4), ("cinq", 5), ("six", 6), ("sept", 7),
                ("huit", 8), ("neuf", 9), ("dix", 10), ("onze", 11), ("douze", 12), ("treize", 13), ("quatorze", 14),
                ("quinze", 15), ("seize", 16), ("vingt", 20), ("vingts", 20), ("trente", 30), ("quarante", 40),
                ("cinquante", 50), ("soixante", 60), ("septante", 70), ("huitante", 80), ("octante", 80),
                ("nonante", 90), ("cent", 100), ("cents", 100), ("mille", 1000),
            ],
        ),
        (
            Class::Decade,
            &[
                ("vingt", 20), ("trente", 30), ("quarante", 40), ("cinquante", 50), ("soixante", 60),
                ("soixante dix", 70), ("quatre vingt", 80), ("quatre vingts", 80), ("quatre vingt dix", 90),
            ],
        ),
        (
            Class::Ordinal,
            &[
                ("premier", 1), ("premiere", 1), ("deuxieme", 2), ("second", 2), ("troisieme", 3), ("quatrieme", 4),
                ("dernier", 4),
            ],
        ),
        (
            Class::Century,
            &[
                ("premier", 1), ("dixieme", 10), ("onzieme", 11), ("douzieme", 12), ("treizieme", 13),
                ("quatorzieme", 14), ("quinzieme", 15), ("seizieme", 16), ("dix septieme", 17), ("dix huitieme", 18),
                ("dix neuvieme", 19), ("vingtieme", 20), ("vingt et unieme", 21), ("i", 0), ("ier", 1), ("iie", 2),
                ("iiie", 3), ("ive", 4), ("ve", 5), ("vie", 6), ("viie", 7), ("viiie", 8), ("ixe", 9), ("xe", 10),
                ("xie", 11), ("xiie", 12), ("xiiie", 13), ("xive", 14), ("xve", 15), ("xvie", 16), ("xviie", 17),
                ("xviiie", 18), ("xixe", 19), ("xxe", 20), ("xxie", 21), ("xv", 15), ("xvi", 16), ("xvii", 17),
                ("xviii", 18), ("xix", 19), ("xx", 20), ("xxi", 21),
            ],
        ),
        (
            Class::Feast,
            &[
                ("noel", 1225), ("la noel", 1225), ("le jour de l an", 101), ("la toussaint", 1101),
                ("la saint sylvestre", 1231), ("l armistice", 1111), ("paques", 10050), ("la pentecote", 10099),
                ("l ascension", 10089), ("la saint valentin", 214),
            ],
        ),
        (
            Class::About,
            &[("environ", 0), ("pres de", 0), ("presque", 0), ("a peine", 0), ("exactement", 0), ("tout juste", 0), ("deja", 0)],
        ),
    ],
    patterns: PATTERNS,
    doubtful_months: &["mars"],
    short_months: &["janv", "fevr", "fev", "avr", "juil", "sept", "oct", "nov", "dec"],
    month_openers: &[
        "en", "depuis", "des", "d", "de", "avant", "apres", "jusqu", "au", "a", "et", "ou", "entre", "pour", "ce",
        "courant", "vers",
    ],
    month_capitals: false,
    clock_openers: &["a", "vers", "des", "avant", "apres", "jusqu", "depuis", "entre", "et", "aux", "environs", "autour", "ici", "heure", "partir de", "environs de", "autour de", "cours de"],
    duration_openers: &[
        "en", "pendant", "durant", "duree", "sur", "apres", "temps", "plus", "moins", "toutes", "les", "par", "est",
    ],
    range_openers: &["de", "du"],
    number_openers: &[
        "page", "numero", "no", "les", "des", "ces", "ses", "leurs", "nos", "un", "une", "quelque", "quelques",
        "environ", "plus de", "moins de", "pres de", "le", "article", "articles", "n", "rn", "rd", "sur", "contre",
        "aux", "cote", "altitude", "modele", "chapitre", "loi", "total", "soit", "tous", "ont", "a", "est", "compte",
        "a pres de", "presque", "quasi", "seulement", "et", "ou", "total de", "somme de", "groupe de", "quelques",
        "norme", "iso", "windows", "vers les", "par", "avec", "autres", "seuls", "premiers",
    ],
    year_followers: &[
        "dans", "sans", "mais", "plus", "puis", "vers", "sous", "ils", "elles", "nous", "vous", "alors", "apres",
        "depuis", "jamais", "aux", "chez", "lors", "tres", "trois", "deux", "leurs", "ces", "ses", "etaient", "toujours",
        "tous", "toutes", "certains", "plusieurs", "parmi", "voix", "sans", "fois", "hors", "pas", "des", "les", "malgre",
        "suscitees", "marques", "passees", "inclus", "moins",
    ],
    counted: &[
        "km", "m", "m2", "kg", "g", "ha", "h", "millions", "milliards", "million", "personnes", "gens", "mille", "mw",
        "euro", "franc", "dollar", "metres", "cm", "mm", "go", "mo", "hectares", "tonnes", "fois", "ans", "jours",
        "mois", "heures", "minutes", "secondes", "pour cent",
    ],
    articles: &["le", "les", "du", "des", "aux", "au", "l", "the"],
    links: &["et", "ou", "au", "a", "aux", "du", "de", "le", "les", "puis", "jusqu", "ainsi", "que"],
    day_first: true,
    tense: TENSE,
    explain,
};

const PATTERNS: &[(&str, Means)] = &[
    // Kept from being read otherwise.
    ("tous|toutes le|les <unit>?", Means::Nothing),
    ("chaque <weekday> <day-part>?", Means::Nothing),
    ("uniquement|seulement|sauf le? <weekday>", Means::Nothing),
    ("ouvert|ouverte|ouverts|ouvertes|ferme|fermee le <weekday>", Means::Nothing),
    ("journal|jdd|figaro|monde|parisien du? <weekday>", Means::Nothing),
    ("rue|avenue|place|boulevard|quai|square|pont|stade|lycee|college|ecole|cite du <day> <month> <year>?", Means::Nothing),
    ("lendemain|veille|surlendemain de|du|des|d", Means::Nothing),
    ("des? annees de|durant|d|suivantes|precedentes", Means::Nothing),
    // Days.
    ("le|ce|cet? <weekday>?, le? <day> <month> <short-year>? <direction>?", Means::Date),
    ("le|ce? <weekday>, <day> <month> <short-year>? <direction>?", Means::Date),
    ("les <day> <month> <short-year>? <direction>?", Means::Date),
    ("attentats|attentat|tours du? onze|11 septembre 2001", Means::Fixed(20_010_911)),
    ("[attentats|attentat] [du] 11|onze septembre", Means::Fixed(20_010_911)),
    ("le? <weekday> <day>", Means::WeekdayAndDay),
    // Months and years.
    ("<part> du|de? mois? de|d? <month> <short-year>? <direction>?", Means::Date),
    ("mois de|d <month> <short-year>? <direction>?", Means::Date),
    ("<month> <short-year> <direction>?", Means::Date),
    ("<month> <direction>", Means::Date),
    ("<part> <month> <short-year>? <direction>?", Means::Date),
    ("<month> de l annee|an <direction>", Means::MonthOfYear(0)),
    ("<month> de cette annee", Means::MonthOfYear(0)),
    ("<month>", Means::Month),
    ("<ordinal> trimestre de|d? l? annee? <year>", Means::PartOfYear(3)),
    ("<ordinal> semestre de|d? l? annee? <year>", Means::PartOfYear(6)),
    ("l? an|annee|exercice <year>", Means::Year),
    ("[en|depuis|des|avant|vers|jusqu|ici|jusque|entre] [en]? <year>", Means::Year),
    ("<part> de? l? annee? <year>", Means::Year),
    ("<year>", Means::BareYear),
    ("<part>? des|les? annees <decade>", Means::Decade),
    ("<part> du <century> siecle", Means::Century),
    ("le|ce? <century> siecle", Means::Century),
    ("<part> du siecle <direction>", Means::Century),
    ("le? siecle <direction>", Means::Century),
    // Seasons.
    ("l|le|cet|ce? <season> <year>", Means::Season),
    ("l|le|du|au|cet|ce? <season> <direction>", Means::Season),
    ("cet|ce <season>", Means::Season),
    ("[en] <season>", Means::Season),
    ("[au] <season>", Means::Season),
    ("les mois d <season>", Means::Season),
    ("<part> de|du|d l? <season> <year>? <direction>?", Means::Season),
    ("[a|des|depuis|avant|apres|pendant|durant|dans|pour|jusqu] [a]? l|le <season> <year>? <direction>?", Means::Season),
    // Days counted from publication.
    ("la nuit derniere", Means::DaysOn(-1)),
    ("avant hier <day-part>?", Means::DaysOn(-2)),
    ("hier <weekday>? <day-part>?", Means::DaysOn(-1)),
    ("aujourd hui <weekday>? <day-part>?", Means::DaysOn(0)),
    ("demain <weekday>? <day-part>?", Means::DaysOn(1)),
    ("apres demain <weekday>? <day-part>?", Means::DaysOn(2)),
    ("ce matin|midi|soir|jour", Means::DaysOn(0)),
    ("cet apres midi", Means::DaysOn(0)),
    ("cette nuit", Means::DaysOn(0)),
    ("ce meme jour", Means::ContextPart),
    // Days of the week.
    ("le? <weekday> <day-part>? <direction>?", Means::Weekday),
    ("le? <weekday> <direction> <day-part>?", Means::Weekday),
    ("ce|cet <weekday> <day-part>?", Means::ThisWeekday),
    ("ce meme <weekday> <day-part>?", Means::ThisWeekday),
    ("la nuit de <weekday>", Means::Weekday),
    // Weeks, months, years of publication.
    ("cette annee <year>", Means::Year),
    ("plus tot|tard dans? cette|la|l|le|ce <unit>", Means::Period(0)),
    ("cette|ce <unit> ci?", Means::Period(0)),
    ("l|le|la <unit> <direction>", Means::Period(0)),
    ("an|annee <direction>", Means::Period(0)),
    ("<part> de|du|d? l|la? <unit> <direction>?", Means::Period(0)),
    ("[la] nouvelle annee", Means::NewYear),
    ("ce week end ci?", Means::Weekend(0)),
    ("ce weekend", Means::Weekend(0)),
    ("le? week end <direction>", Means::Weekend(0)),
    ("le? weekend <direction>", Means::Weekend(0)),
    // Counted.
    ("il y a <about>? <number> <unit> et demi|demie", Means::Nothing),
    ("il y a <about>? <number> <unit>", Means::Ago),
    ("voila|voici <about>? <number> <unit>", Means::Ago),
    ("dans <about>? <number> <unit>", Means::Ahead),
    ("d ici a? <about>? <number> <unit>", Means::Ahead),
    ("d ici a? un|une <unit>", Means::Ahead),
    // From the date spoken of.
    ("l avant veille au? soir|matin?", Means::ContextDays(-2)),
    ("la veille au? soir|matin?", Means::ContextDays(-1)),
    ("le|au lendemain <day-part>?", Means::ContextDays(1)),
    ("le surlendemain <day-part>?", Means::ContextDays(2)),
    ("le|la meme jour|journee|date", Means::ContextDays(0)),
    ("le|la|l jour|matin|soir|nuit|apres|journee midi? meme", Means::ContextDays(0)),
    ("ce|cette jour|matin|soir|nuit|journee là", Means::ContextDays(0)),
    ("dans|pendant|durant la soiree|nuit|matinee|journee", Means::ContextPart),
    ("au cours|fil de la nuit|soiree|matinee|journee", Means::ContextPart),
    ("<part> de|d|en soiree|matinee|journee|apres midi?", Means::ContextPart),
    ("[tard|tot] dans la nuit|soiree|matinee", Means::ContextPart),
    ("ce|cet moment|instant là", Means::ContextPart),
    ("cette|ce <unit> là", Means::ContextPeriod(0)),
    ("la|le meme <unit>", Means::ContextPeriod(0)),
    ("l|la|le <unit> d avant", Means::ContextPeriod(-1)),
    ("la|l|le <unit> precedente|precedent", Means::ContextPeriod(-1)),
    ("la|l|le <unit> suivante|suivant", Means::ContextPeriod(1)),
    ("l|la|le <unit> d apres", Means::ContextPeriod(1)),
    ("<about>? <number> <unit> plus? tot|auparavant", Means::ContextCount(-1)),
    ("<about>? <number> <unit> plus tard", Means::ContextCount(1)),
    // Times of day and feasts.
    ("<clock>", Means::Clock),
    ("[a|vers|jusqu|des|avant] [a]? midi|minuit", Means::Clock),
    ("[a|depuis|avant|apres|pour|pres|vers|d] [ici]? [a|de]? <feast> <year>?", Means::Feast),
    ("<feast> <year>", Means::Feast),
];

const TENSE: Tables = Tables {
    future: &[
        "devrait", "devraient", "pourrait", "pourraient", "prévu", "prévue", "prévus", "prévues", "prévoit",
        "prévoient", "attendu", "attendue", "attendus", "attendues", "programmé", "programmée", "programmés",
        "programmées", "fixé", "fixée", "convoqué", "convoquée", "convoqués", "va", "vont", "doit", "doivent", "devait",
        "devaient", "allait", "allaient", "commence", "débute", "démarre", "reporté", "reportée",
    ],
    future_endings: &["ra", "ront", "rai", "rons"],
    no_future: &[
        "opera", "camera", "extra", "infra", "ultra", "supra", "contra", "sierra", "sahara", "vrai", "essai",
        "environs", "patrons", "electrons", "front", "affront", "terra", "libra", "intra",
    ],
    past: &["etait", "etaient", "avait", "avaient", "fut", "furent", "eut", "eurent", "fit", "firent", "prit", "mit"],
    past_endings: &["ait", "aient", "erent", "irent", "urent"],
    no_past: &[
        "fait", "lait", "trait", "parfait", "portrait", "souhait", "retrait", "extrait", "attrait", "forfait",
        "bienfait", "serait", "seraient", "aurait", "auraient", "sait", "plait", "satisfait", "distrait", "different",
        "adherent", "inherent", "coherent",
    ],
    auxiliaries: &[
        "a", "ont", "est", "sont", "avait", "avaient", "etait", "etaient", "ai", "avons", "avez", "sommes", "ayant", "aurait", "auraient", "serait", "seraient", "as",
    ],
    participle_endings: &[
        "e", "ee", "es", "ees", "u", "ue", "us", "ues", "i", "ie", "is", "ies", "it", "ite", "ert", "erte", "int",
        "ise", "ises",
    ],
    infinitive_endings: &["er", "ir", "re"],
    infinitive_marks: &["a", "de", "d", "pour", "se", "s", "y", "en", "n"],
    planning: &[
        "appel", "invit", "demand", "prev", "promet", "promis", "compt", "envisag", "entend", "exig", "menac", "decid",
        "propos", "souhait", "veut", "veulent", "voul", "accept", "afin", "pret", "apprete", "espere", "esperent",
        "esperai", "pour", "s'engage", "engage",
    ],
    since: &["depuis", "des"],
    until: &["ici", "jusqu"],
    abbreviations: &[
        "janv", "fév", "févr", "avr", "juil", "sept", "oct", "nov", "déc", "lun", "mar", "mer", "jeu", "ven", "sam",
        "dim",
    ],
};

/// Says what a rule did.
pub(super) fn explain(rule: Rule) -> &'static str {
    match rule {
        Rule::FullDate => "le jour, le mois et l’année sont écrits",
        Rule::MonthAndYear => "le mois et l’année sont écrits",
        Rule::Year => "l’année est écrite",
        Rule::NumericDate => "la date est écrite en chiffres",
        Rule::Era => "la décennie ou le siècle, de sa première à sa dernière année",
        Rule::PartOfYear => "la saison, le trimestre ou le semestre d’une année écrite",
        Rule::Nearest => "sans année : la date la plus proche de la publication",
        Rule::LastBefore => "sans année : la dernière avant la publication",
        Rule::NextAfter => "sans année : la première après la publication",
        Rule::YearOfContext => "sans année : celle de la date qui précède dans le paragraphe",
        Rule::SharedWithNext => "complétée par la date qui suit",
        Rule::WeekdayOfPublication => "le jour même de la publication",
        Rule::WeekdayBefore => "le dernier jour de ce nom avant la publication",
        Rule::WeekdayAfter => "le premier jour de ce nom après la publication",
        Rule::WeekdayBeside => "le jour de ce nom voisin de l’autre date",
        Rule::DayFromPublication => "compté en jours depuis la publication",
        Rule::CountedBack => "compté en arrière depuis la publication",
        Rule::CountedOn => "compté en avant depuis la publication",
        Rule::PeriodOfPublication => "la semaine, le mois ou l’année de la publication",
        Rule::PeriodBefore => "la semaine, le mois ou l’année d’avant la publication",
        Rule::PeriodAfter => "la semaine, le mois ou l’année d’après la publication",
        Rule::SameAsContext => "la date dont le paragraphe vient de parler",
        Rule::CountedFromContext => "compté depuis la date dont le paragraphe vient de parler",
        Rule::TimeOfDay => "une heure du jour dont il est question",
        Rule::Feast => "le jour de la fête",
    }
}
