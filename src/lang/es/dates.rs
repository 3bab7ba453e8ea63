//! Spanish: the words and patterns of dates, the tenses of verbs, what a rule for dates did. Data only.

use crate::lang::date_rule::DateRule;
use crate::lang::dates::{DAY, DECADE, DateGrammar, MONTH, TemporalMeaning, TenseLexicon, WEEK, WordClass, YEAR};

/// The grammar of Spanish; folded words.
pub(super) static DATES: DateGrammar = DateGrammar {
    words: WORDS,
    patterns: PATTERNS,
    short_months: &["ene", "feb", "mar", "abr", "jun", "jul", "ago", "sep", "sept", "oct", "nov", "dic"],
    month_openers: &[
        "en", "desde", "de", "del", "hasta", "a", "para", "y", "o", "entre", "este", "cada", "antes", "hacia",
        "durante", "por",
    ],
    month_capitals: false,
    clock_openers: &["las", "la", "hacia las", "sobre las", "hasta las", "desde las", "y"],
    duration_openers: &["durante", "en", "por", "unas", "tras"],
    range_openers: &["del", "de", "entre"],
    number_openers: &[
        "pagina", "numero", "n", "los", "las", "unos", "unas", "esos", "estos", "sus", "mas de", "menos de",
        "cerca de", "casi", "articulo", "capitulo", "ley", "total", "son", "eran", "a", "por", "con", "y", "o",
        "modelo", "calle", "otros", "otras", "solo", "alrededor de", "total de", "hasta", "sobre", "entre",
        "aproximadamente",
    ],
    year_followers: &[
        "tras", "mas", "menos", "entonces", "despues", "ademas", "los", "las", "sus", "es", "antes", "dos", "tres",
        "seis", "nos", "ellos", "ellas", "pues", "quienes", "jamas", "incluidos", "muchos", "todos", "algunos",
        "varios", "unos",
    ],
    counted: &[
        "km", "m", "m2", "kg", "g", "ha", "h", "millones", "millon", "mil", "personas", "gente", "euros", "metros",
        "por", "hectareas", "toneladas", "veces", "anos", "dias", "meses", "horas", "minutos", "segundos", "cm", "mm",
    ],
    articles: &["el", "los", "del", "al", "la"],
    number_links: &["y"],
    day_articles: &["el", "los"],
    links: &["y", "e", "o", "al", "a", "hasta", "del", "de", "el", "los", "ni"],
    day_first: true,
    tense: TENSE,
    explain,
    ..crate::lang::neutral::DATES
};

#[rustfmt::skip] // Lists of words, not of lines.
const WORDS: &[(WordClass, &[(&str, i32)])] = &[
    (WordClass::Month, &[
        ("enero", 1), ("ene", 1), ("febrero", 2), ("feb", 2), ("marzo", 3), ("mar", 3), ("abril", 4), ("abr", 4), ("mayo", 5),
        ("junio", 6), ("jun", 6), ("julio", 7), ("jul", 7), ("agosto", 8), ("ago", 8), ("septiembre", 9), ("setiembre", 9),
        ("sept", 9), ("sep", 9), ("octubre", 10), ("oct", 10), ("noviembre", 11), ("nov", 11), ("diciembre", 12), ("dic", 12),
    ]),
    (WordClass::Weekday, &[
        ("lunes", 1), ("martes", 2), ("miercoles", 3), ("jueves", 4), ("viernes", 5), ("sabado", 6), ("domingo", 7),
    ]),
    (WordClass::Day, &[
        ("primero", 1), ("uno", 1), ("dos", 2), ("tres", 3), ("cuatro", 4), ("cinco", 5), ("seis", 6), ("siete", 7), ("ocho", 8),
        ("nueve", 9), ("diez", 10), ("once", 11), ("doce", 12), ("trece", 13), ("catorce", 14), ("quince", 15), ("veinte", 20),
        ("treinta", 30),
    ]),
    (WordClass::Unit, &[
        ("dia", DAY), ("dias", DAY), ("semana", WEEK), ("semanas", WEEK), ("mes", MONTH), ("meses", MONTH), ("ano", YEAR),
        ("anos", YEAR), ("decada", DECADE), ("decadas", DECADE),
    ]),
    (WordClass::Direction, &[
        ("pasado", -1), ("pasada", -1), ("ultimo", -1), ("ultima", -1), ("anterior", -1), ("proximo", 1), ("proxima", 1),
        ("siguiente", 1), ("que viene", 1), ("entrante", 1),
    ]),
    (WordClass::Season, &[("primavera", 1), ("verano", 2), ("otono", 3), ("invierno", 4)]),
    (WordClass::Part, &[
        ("principios", 0), ("comienzos", 0), ("inicios", 0), ("mediados", 0), ("finales", 0), ("fines", 0),
    ]),
    (WordClass::DayPart, &[
        ("por la manana", 0), ("por la tarde", 0), ("por la noche", 0), ("de madrugada", 0), ("a mediodia", 0),
        ("al mediodia", 0), ("de noche", 0), ("en la noche", 0), ("en la tarde", 0), ("en la manana", 0),
    ]),
    (WordClass::Number, &[
        ("un", 1), ("una", 1), ("uno", 1), ("dos", 2), ("tres", 3), ("cuatro", 4), ("cinco", 5), ("seis", 6), ("siete", 7),
        ("ocho", 8), ("nueve", 9), ("diez", 10), ("once", 11), ("doce", 12), ("trece", 13), ("catorce", 14), ("quince", 15),
        ("dieciseis", 16), ("diecisiete", 17), ("dieciocho", 18), ("diecinueve", 19), ("veinte", 20), ("veinticinco", 25),
        ("treinta", 30), ("cuarenta", 40), ("cincuenta", 50), ("sesenta", 60), ("setenta", 70), ("ochenta", 80), ("noventa", 90),
        ("cien", 100),
        ("veintiuno", 21), ("veintidos", 22), ("veintitres", 23), ("veinticuatro", 24), ("veintiseis", 26), ("veintisiete", 27), ("veintiocho", 28), ("veintinueve", 29),
    ]),
    (WordClass::Decade, &[
        ("veinte", 20), ("treinta", 30), ("cuarenta", 40), ("cincuenta", 50), ("sesenta", 60), ("setenta", 70), ("ochenta", 80),
        ("noventa", 90),
    ]),
    (WordClass::Ordinal, &[
        ("primer", 1), ("primero", 1), ("segundo", 2), ("tercer", 3), ("tercero", 3), ("cuarto", 4), ("ultimo", 4),
    ]),
    (WordClass::Century, &[
        ("xv", 15), ("xvi", 16), ("xvii", 17), ("xviii", 18), ("xix", 19), ("xx", 20), ("xxi", 21), ("xii", 12), ("xiii", 13),
        ("xiv", 14), ("xi", 11), ("viii", 8), ("vii", 7),
    ]),
    (WordClass::Feast, &[
        ("navidad", 1225), ("la navidad", 1225), ("nochebuena", 1224), ("nochevieja", 1231), ("ano nuevo", 101),
        ("el dia de reyes", 106), ("todos los santos", 1101), ("san valentin", 214), ("viernes santo", 10048),
        ("jueves santo", 10047), ("domingo de resurreccion", 10050), ("lunes de pascua", 10051), ("miercoles de ceniza", 10004),
        ("domingo de ramos", 10043), ("corpus christi", 10110),
    ]),
    (WordClass::About, &[
        ("casi", 0), ("unos", 0), ("unas", 0), ("aproximadamente", 0), ("cerca de", 0), ("alrededor de", 0), ("apenas", 0),
        ("ya", 0), ("exactamente", 0), ("mas de", 0),
    ]),
];

const PATTERNS: &[(&str, TemporalMeaning)] = &[
    // Kept from being read otherwise.
    ("todos|todas los|las <unit>", TemporalMeaning::Nothing),
    ("todos los <weekday>", TemporalMeaning::Nothing),
    ("los <weekday>", TemporalMeaning::Nothing),
    ("cada <weekday>", TemporalMeaning::Nothing),
    ("cada <unit>", TemporalMeaning::Nothing),
    ("calle|avenida|plaza|paseo|parque|estadio|hospital|colegio del? <day> de <month>", TemporalMeaning::Nothing),
    ("<ordinal> <weekday> de|del", TemporalMeaning::Nothing),
    ("black|ciber <weekday>", TemporalMeaning::Nothing),
    ("<weekday> negro|sangriento", TemporalMeaning::Nothing),
    // Which week such a day belongs to is not written on it.
    ("el? <weekday> de la semana <direction>", TemporalMeaning::Nothing),
    ("el? <weekday> de la <direction> semana", TemporalMeaning::Nothing),
    // Days.
    ("el|este|al|del? <weekday>, dia? <day> de? <month> de|del? ano? <year>?", TemporalMeaning::Date),
    ("el|al|del? dia? <day> de <month> de|del? ano? <year>", TemporalMeaning::Date),
    ("el|al|del? dia? <day> de <month> <direction>?", TemporalMeaning::Date),
    ("<day> de? <month>, <year>", TemporalMeaning::Date),
    ("el? pasado|proximo <day> de <month> de|del? <year>?", TemporalMeaning::Date),
    ("el? pasado|proximo <weekday>, <day> de <month> de|del? <year>?", TemporalMeaning::Date),
    ("<day> al|a|hasta <last-day> de <month> de|del? <year>?", TemporalMeaning::DayRange),
    ("<day> <last-day> de <month> de|del? <year>?", TemporalMeaning::DayRange),
    ("entre? el <day> y el <last-day> de <month> de|del? <year>?", TemporalMeaning::DayRange),
    ("el? <weekday>, <day>", TemporalMeaning::WeekdayAndDay),
    ("atentados|atentado del 11 s|septiembre de? 2001?", TemporalMeaning::Fixed(20_010_911)),
    ("11 s|m", TemporalMeaning::Nothing),
    // Months and years.
    ("<part>? de? <month> de|del? ano? <year>", TemporalMeaning::Date),
    ("<part> de <month>", TemporalMeaning::Date),
    ("<part> del mes de <month>", TemporalMeaning::Date),
    ("mes de <month> de|del? <year>", TemporalMeaning::Date),
    ("mes de <month>", TemporalMeaning::Date),
    ("el? <direction> mes? de? <month>", TemporalMeaning::Date),
    ("<month> <direction>", TemporalMeaning::Date),
    ("<month> del|de ano? <direction> ano?", TemporalMeaning::MonthOfYear(0)),
    ("<month> de este ano", TemporalMeaning::MonthOfYear(0)),
    ("<month>", TemporalMeaning::Month),
    ("el? <ordinal> trimestre de|del? ano? <year>", TemporalMeaning::PartOfYear(3)),
    ("el? <ordinal> semestre de|del? ano? <year>", TemporalMeaning::PartOfYear(6)),
    ("el? ano|curso|ejercicio <year>", TemporalMeaning::Year),
    ("[en|desde|hasta|hacia|entre|antes|despues] [de]? <year>", TemporalMeaning::Year),
    ("<part> de|del ano? <year>", TemporalMeaning::Year),
    ("<year>", TemporalMeaning::BareYear),
    ("<part>? de? los? anos <decade>", TemporalMeaning::Decade),
    ("la? decada de|del los? <decade>", TemporalMeaning::Decade),
    ("<part> del siglo <century>", TemporalMeaning::Century),
    ("el? siglo <century>", TemporalMeaning::Century),
    ("el? siglo <direction>", TemporalMeaning::Century),
    // Seasons.
    ("el|la? <season> de|del <year>", TemporalMeaning::Season),
    ("el|la? <season> <direction>", TemporalMeaning::Season),
    ("el|la? pasado|pasada|proximo|proxima <season>", TemporalMeaning::Nothing),
    ("este|esta <season>", TemporalMeaning::Season),
    // Days counted from publication.
    ("anteayer|antier", TemporalMeaning::DaysOn(-2)),
    ("antes de ayer", TemporalMeaning::DaysOn(-2)),
    ("anoche", TemporalMeaning::DaysOn(-1)),
    ("ayer <weekday>? <day-part>?", TemporalMeaning::DaysOn(-1)),
    ("hoy <weekday>? <day-part>?", TemporalMeaning::DaysOn(0)),
    ("esta manana|tarde|noche|madrugada", TemporalMeaning::DaysOn(0)),
    ("este mediodia", TemporalMeaning::DaysOn(0)),
    ("la|una|cada|media|primera|ultima|esa|aquella|toda manana", TemporalMeaning::Nothing),
    ("pasado manana", TemporalMeaning::DaysOn(2)),
    ("manana <weekday>? <day-part>?", TemporalMeaning::DaysOn(1)),
    // Days of the week.
    ("el|este? <weekday> <day-part>? <direction>?", TemporalMeaning::Weekday),
    ("el? <weekday> <direction> <day-part>?", TemporalMeaning::Weekday),
    ("el? <direction> <weekday> <day-part>?", TemporalMeaning::Weekday),
    ("este <weekday> <day-part>?", TemporalMeaning::ThisWeekday),
    ("este mismo <weekday> <day-part>?", TemporalMeaning::ThisWeekday),
    ("la? noche|madrugada|tarde|manana del <weekday>", TemporalMeaning::Weekday),
    // Weeks, months, years of publication.
    ("este ano <year>", TemporalMeaning::Year),
    ("el|la <unit> <direction>", TemporalMeaning::Period(0)),
    ("el|la pasado|pasada|proximo|proxima <unit>", TemporalMeaning::Nothing),
    ("esta|este <unit>", TemporalMeaning::Period(0)),
    ("<part> de este|esta <unit>", TemporalMeaning::Period(0)),
    ("<part> de|del la? <unit> <direction>", TemporalMeaning::Period(0)),
    ("este fin de semana", TemporalMeaning::Weekend(0)),
    ("el? fin de semana <direction>", TemporalMeaning::Weekend(0)),
    ("el? <direction> fin de semana", TemporalMeaning::Weekend(0)),
    // Counted.
    ("hace <about>? <number> <unit> y media|medio", TemporalMeaning::Nothing),
    ("desde hace <about>? <number> <unit>", TemporalMeaning::Nothing),
    ("hace <about>? <number> <unit>", TemporalMeaning::Ago),
    ("dentro de <about>? <number> <unit>", TemporalMeaning::Ahead),
    // From the date spoken of.
    ("la vispera", TemporalMeaning::ContextDays(-1)),
    ("el|al dia anterior|antes", TemporalMeaning::ContextDays(-1)),
    ("la noche|tarde|manana anterior", TemporalMeaning::ContextDays(-1)),
    ("el|al dia siguiente", TemporalMeaning::ContextDays(1)),
    ("la manana|tarde|noche siguiente", TemporalMeaning::ContextDays(1)),
    ("el mismo dia", TemporalMeaning::ContextDays(0)),
    ("ese|aquel mismo? dia", TemporalMeaning::ContextDays(0)),
    ("esa|aquella misma? noche|tarde|manana|madrugada", TemporalMeaning::ContextDays(0)),
    ("ese|aquel mismo? <unit>", TemporalMeaning::ContextPeriod(0)),
    ("esa|aquella misma? <unit>", TemporalMeaning::ContextPeriod(0)),
    ("el|la <unit> anterior", TemporalMeaning::ContextPeriod(-1)),
    ("el|la <unit> siguiente", TemporalMeaning::ContextPeriod(1)),
    ("<about>? <number> <unit> antes|atras", TemporalMeaning::ContextCount(-1)),
    ("<about>? <number> <unit> despues", TemporalMeaning::ContextCount(1)),
    ("<about>? <number> <unit> mas tarde", TemporalMeaning::ContextCount(1)),
    // Times of day and feasts.
    ("<clock> horas?", TemporalMeaning::Clock),
    ("[en|desde|antes|despues|por|hasta|el|para|tras] [de]? <feast> de|del? <year>?", TemporalMeaning::Feast),
    ("<feast> de? <year>", TemporalMeaning::Feast),
];

#[rustfmt::skip] // Lists of words, not of lines.
const TENSE: TenseLexicon = TenseLexicon {
    future: &[
        "debería", "deberían", "podría", "podrían", "previsto", "prevista", "previstos", "previstas", "prevé", "prevén",
        "esperado", "programado", "programada", "programados", "programadas", "convocado", "convocada", "fijado", "fijada",
        "debe", "deben", "comienza", "comienzan", "empieza", "empiezan", "arranca", "arrancan", "celebrará",
        "planea", "planean", "pretende", "pretenden", "espera", "quiere", "quieren", "aplazado", "aplazada", "será", "serán",
        "habrá", "tendrá", "tendrán",
    ],
    future_endings: &["rá", "rán"],
    no_future: &["ira", "teheran"],
    past: &[
        "era", "eran", "fue", "fueron", "habia", "habian", "tuvo", "tuvieron", "hizo", "hicieron", "dijo", "dijeron", "puso",
        "pusieron", "vino", "vinieron", "dio", "dieron", "vio", "vieron", "supo", "quiso", "pudo", "pudieron", "estuvo",
        "estuvieron", "anduvo", "trajo", "condujo", "produjo", "produjeron", "murio", "murieron", "hubo", "ha", "han", "mantuvo",
        "sostuvo", "obtuvo", "detuvo", "detuvieron", "propuso", "llego", "gano", "perdio", "nacio", "salio", "cayo", "leyo",
        "oyo", "huyo", "estaba", "estaban", "iba", "iban",
    ],
    past_endings: &["ó", "aron", "ieron", "jeron", "aba", "aban"],
    no_past: &["acaba", "graba", "prueba", "traba", "caraba", "sílaba", "rebaba", "jarabe", "alaban", "acaban", "varon"],
    infinitive_endings: &["ar", "er", "ir"],
    be: &["ser"],
    infinitive_marks: &["a", "de", "para"],
    planning: &["prev", "planea", "plane", "pretend", "prome", "compromet", "propone", "invit", "convoc", "quier", "prepar", "llama"],
    since: &["desde"],
    until: &["hasta"],
    relatives: &["que", "quien", "cual"],
    abbreviations: &["ene", "feb", "mar", "abr", "jun", "jul", "ago", "sept", "sep", "oct", "nov", "dic"],
    ..crate::lang::neutral::DATES.tense
};

/// Says what a rule did.
fn explain(rule: DateRule) -> &'static str {
    match rule {
        DateRule::FullDate => "día, mes y año están escritos",
        DateRule::MonthAndYear => "mes y año están escritos",
        DateRule::Year => "el año está escrito",
        DateRule::NumericDate => "la fecha está escrita en cifras",
        DateRule::Era => "la década o el siglo, del primer año al último",
        DateRule::PartOfYear => "la estación, el trimestre o el semestre de un año escrito",
        DateRule::Nearest => "sin año: la fecha más cercana a la publicación",
        DateRule::LastBefore => "sin año: la última antes de la publicación",
        DateRule::NextAfter => "sin año: la primera después de la publicación",
        DateRule::YearOfContext => "sin año: el de la fecha anterior del párrafo",
        DateRule::SharedWithNext => "completada por la fecha que sigue",
        DateRule::WeekdayOfPublication => "el mismo día de la publicación",
        DateRule::WeekdayBefore => "el último día de ese nombre antes de la publicación",
        DateRule::WeekdayAfter => "el primer día de ese nombre después de la publicación",
        DateRule::WeekdayBeside => "el día de ese nombre junto a la otra fecha",
        DateRule::DayFromPublication => "contado en días desde la publicación",
        DateRule::CountedBack => "contado hacia atrás desde la publicación",
        DateRule::CountedOn => "contado hacia delante desde la publicación",
        DateRule::PeriodOfPublication => "la semana, el mes o el año de la publicación",
        DateRule::PeriodBefore => "la semana, el mes o el año anterior a la publicación",
        DateRule::PeriodAfter => "la semana, el mes o el año posterior a la publicación",
        DateRule::SameAsContext => "la fecha de la que acaba de hablar el párrafo",
        DateRule::CountedFromContext => "contado desde la fecha de la que acaba de hablar el párrafo",
        DateRule::TimeOfDay => "una hora del día en cuestión",
        DateRule::Feast => "el día de la fiesta",
        DateRule::Decided => "decidido por una persona",
    }
}
