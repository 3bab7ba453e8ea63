//! German: the words and patterns of dates, the tenses of verbs, what a rule for dates did. Data only.

use crate::lang::date_rule::DateRule;
use crate::lang::dates::{DAY, DECADE, DateGrammar, MONTH, TemporalMeaning, TenseLexicon, WEEK, WordClass, YEAR};

/// The grammar of German; folded words.
pub(super) static DATES: DateGrammar = DateGrammar {
    words: WORDS,
    patterns: PATTERNS,
    doubtful_months: &["august"],
    short_months: &["jan", "feb", "mrz", "apr", "jun", "jul", "aug", "sep", "sept", "okt", "nov", "dez"],
    month_openers: &[
        "im", "seit", "bis", "ab", "von", "vom", "vor", "nach", "anfang", "mitte", "ende", "und", "oder", "zwischen",
        "gegen", "monat", "fur", "zum", "noch", "schon", "erst",
    ],
    month_capitals: true,
    clock_openers: &[
        "um", "gegen", "ab", "bis", "seit", "nach", "vor", "zwischen", "und", "von", "kurz nach", "kurz vor",
    ],
    duration_openers: &["fur", "uber", "binnen", "innerhalb", "wahrend"],
    range_openers: &["vom", "von", "zwischen"],
    number_openers: &[
        "seite", "nummer", "nr", "die", "den", "der", "diese", "rund", "etwa", "knapp", "fast", "mit", "je", "pro",
        "insgesamt", "alle", "ihre", "seine", "mindestens", "hochstens", "artikel", "kapitel", "modell", "strasse",
        "auf", "mehr als", "weniger als", "bis zu", "zirka", "ca", "nur", "circa", "exakt", "genau", "weitere", "und",
        "oder",
    ],
    counted: &["km", "m", "kg", "g", "ha", "qm", "cm", "mm"],
    articles: &["am", "den", "dem", "der", "die", "vom", "zum", "des"],
    number_links: &["und"],
    links: &["und", "oder", "bis", "zum", "auf", "den", "dem", "sowie"],
    day_first: true,
    ordinal_stop: true,
    noun_capitals: true,
    tense: TENSE,
    explain,
    ..crate::lang::neutral::DATES
};

#[rustfmt::skip] // Lists of words, not of lines.
const WORDS: &[(WordClass, &[(&str, i32)])] = &[
    (WordClass::Month, &[
        ("januar", 1), ("janner", 1), ("jan", 1), ("februar", 2), ("feber", 2), ("feb", 2), ("marz", 3), ("mrz", 3),
        ("april", 4), ("apr", 4), ("mai", 5), ("juni", 6), ("jun", 6), ("juli", 7), ("jul", 7), ("august", 8), ("aug", 8),
        ("september", 9), ("sept", 9), ("sep", 9), ("oktober", 10), ("okt", 10), ("november", 11), ("nov", 11),
        ("dezember", 12), ("dez", 12),
    ]),
    (WordClass::Weekday, &[
        ("montag", 1), ("dienstag", 2), ("mittwoch", 3), ("donnerstag", 4), ("freitag", 5), ("samstag", 6),
        ("sonnabend", 6), ("sonntag", 7),
        ("montagmorgen", 1), ("dienstagmorgen", 2), ("mittwochmorgen", 3), ("donnerstagmorgen", 4), ("freitagmorgen", 5),
        ("samstagmorgen", 6), ("sonntagmorgen", 7), ("montagfruh", 1), ("dienstagfruh", 2), ("mittwochfruh", 3),
        ("donnerstagfruh", 4), ("freitagfruh", 5), ("samstagfruh", 6), ("sonntagfruh", 7),
        ("montagvormittag", 1), ("dienstagvormittag", 2), ("mittwochvormittag", 3), ("donnerstagvormittag", 4),
        ("freitagvormittag", 5), ("samstagvormittag", 6), ("sonntagvormittag", 7), ("montagmittag", 1),
        ("dienstagmittag", 2), ("mittwochmittag", 3), ("donnerstagmittag", 4), ("freitagmittag", 5), ("samstagmittag", 6),
        ("sonntagmittag", 7), ("montagnachmittag", 1), ("dienstagnachmittag", 2), ("mittwochnachmittag", 3),
        ("donnerstagnachmittag", 4), ("freitagnachmittag", 5), ("samstagnachmittag", 6), ("sonntagnachmittag", 7),
        ("montagabend", 1), ("dienstagabend", 2), ("mittwochabend", 3), ("donnerstagabend", 4), ("freitagabend", 5),
        ("samstagabend", 6), ("sonntagabend", 7),
    ]),
    (WordClass::Day, &[("ersten", 1)]),
    (WordClass::Unit, &[
        ("tag", DAY), ("tage", DAY), ("tagen", DAY), ("tages", DAY), ("woche", WEEK), ("wochen", WEEK), ("monat", MONTH),
        ("monate", MONTH), ("monaten", MONTH), ("monats", MONTH), ("jahr", YEAR), ("jahre", YEAR), ("jahren", YEAR),
        ("jahres", YEAR), ("jahrzehnt", DECADE), ("jahrzehnte", DECADE), ("jahrzehnten", DECADE), ("jahrzehnts", DECADE),
    ]),
    (WordClass::Direction, &[
        ("letzte", -1), ("letzten", -1), ("letzter", -1), ("letztes", -1), ("letztem", -1), ("vergangene", -1),
        ("vergangenen", -1), ("vergangener", -1), ("vergangenes", -1), ("vergangenem", -1), ("vorige", -1), ("vorigen", -1),
        ("voriger", -1), ("voriges", -1), ("vorigem", -1), ("nachste", 1), ("nachsten", 1), ("nachster", 1),
        ("nachstes", 1), ("nachstem", 1), ("kommende", 1), ("kommenden", 1), ("kommender", 1), ("kommendes", 1),
        ("kommendem", 1), ("diese", 0), ("diesen", 0), ("dieser", 0), ("dieses", 0), ("diesem", 0), ("laufenden", 0),
        ("laufende", 0),
    ]),
    (WordClass::Season, &[
        ("fruhling", 1), ("fruhjahr", 1), ("fruhlings", 1), ("fruhjahrs", 1), ("sommer", 2), ("sommers", 2), ("herbst", 3),
        ("herbsts", 3), ("winter", 4), ("winters", 4),
    ]),
    (WordClass::Part, &[("anfang", 0), ("mitte", 0), ("ende", 0), ("beginn", 0)]),
    (WordClass::DayPart, &[
        ("morgen", 0), ("vormittag", 0), ("mittag", 0), ("nachmittag", 0), ("abend", 0), ("nacht", 0), ("fruh", 0),
    ]),
    (WordClass::Number, &[
        ("ein", 1), ("eine", 1), ("einem", 1), ("einer", 1), ("einen", 1), ("zwei", 2), ("drei", 3), ("vier", 4),
        ("funf", 5), ("sechs", 6), ("sieben", 7), ("acht", 8), ("neun", 9), ("zehn", 10), ("elf", 11), ("zwolf", 12),
        ("dreizehn", 13), ("vierzehn", 14), ("funfzehn", 15), ("sechzehn", 16), ("siebzehn", 17), ("achtzehn", 18),
        ("neunzehn", 19), ("zwanzig", 20), ("funfundzwanzig", 25), ("dreissig", 30), ("vierzig", 40), ("funfzig", 50),
        ("sechzig", 60), ("siebzig", 70), ("achtzig", 80), ("neunzig", 90), ("hundert", 100),
    ]),
    (WordClass::Decade, &[
        ("zwanziger", 20), ("dreissiger", 30), ("vierziger", 40), ("funfziger", 50), ("sechziger", 60), ("siebziger", 70),
        ("achtziger", 80), ("neunziger", 90),
    ]),
    (WordClass::Ordinal, &[
        ("erste", 1), ("ersten", 1), ("erstes", 1), ("zweite", 2), ("zweiten", 2), ("zweites", 2), ("dritte", 3),
        ("dritten", 3), ("drittes", 3), ("vierte", 4), ("vierten", 4), ("viertes", 4),
    ]),
    (WordClass::Century, &[
        ("funfzehnten", 15), ("sechzehnten", 16), ("siebzehnten", 17), ("achtzehnten", 18), ("neunzehnten", 19),
        ("zwanzigsten", 20), ("einundzwanzigsten", 21),
    ]),
    (WordClass::Feast, &[
        ("weihnachten", 1225), ("heiligabend", 1224), ("silvester", 1231), ("neujahr", 101), ("nikolaus", 1206),
        ("allerheiligen", 1101), ("reformationstag", 1031), ("tag der deutschen einheit", 1003), ("tag der arbeit", 501),
        ("ostern", 10050), ("ostersonntag", 10050), ("ostermontag", 10051), ("karfreitag", 10048),
        ("grundonnerstag", 10047), ("christi himmelfahrt", 10089), ("pfingsten", 10099), ("pfingstsonntag", 10099),
        ("pfingstmontag", 10100), ("fronleichnam", 10110), ("rosenmontag", 10002), ("aschermittwoch", 10004),
    ]),
    (WordClass::About, &[
        ("rund", 0), ("etwa", 0), ("fast", 0), ("knapp", 0), ("gut", 0), ("ungefahr", 0), ("circa", 0), ("zirka", 0),
        ("genau", 0), ("uber", 0),
    ]),
];

const PATTERNS: &[(&str, TemporalMeaning)] = &[
    // Kept from being read otherwise.
    ("jeden|jeder|jedem <weekday> <day-part>?", TemporalMeaning::Nothing),
    ("jede|jeden|jedes|jeder|jedem <unit>", TemporalMeaning::Nothing),
    ("jeden|jede|guten|gute|den|einen|der|eines|ein|kein|des <day-part>", TemporalMeaning::Nothing),
    ("welt|bild|tagesspiegel am sonntag", TemporalMeaning::Nothing),
    ("schwarzer|schwarze|schwarzen|blutiger|blutigen|blauer|blauen|weisser <weekday>", TemporalMeaning::Nothing),
    ("<direction> tage|tagen|wochen|monate|monaten|jahre|jahren|jahrzehnte|jahrzehnten", TemporalMeaning::Nothing),
    ("<direction> tag|tages", TemporalMeaning::Nothing),
    ("[das|die|der] letzte <unit>", TemporalMeaning::Nothing),
    // Which week such a day belongs to is not written on it.
    ("<weekday> <direction> woche", TemporalMeaning::Nothing),
    ("<weekday> der <direction> woche", TemporalMeaning::Nothing),
    ("<weekday> in einer woche", TemporalMeaning::Nothing),
    ("<ordinal> <weekday> im|des|jeden", TemporalMeaning::Nothing),
    ("strasse|platz des|der|vom <day> <month>", TemporalMeaning::Nothing),
    // Days.
    ("<weekday>, den|dem|der? <day> <month> <year>?", TemporalMeaning::Date),
    ("<day> <month> <year>?", TemporalMeaning::Date),
    ("<day> <month> <direction> jahres", TemporalMeaning::Nothing),
    ("<day> <month> des <direction> jahres", TemporalMeaning::Nothing),
    ("<day> bis|auf|zum zum|auf? den? <last-day> <month> <year>?", TemporalMeaning::DayRange),
    ("<day> <last-day> <month> <year>?", TemporalMeaning::DayRange),
    ("<weekday>, den|dem <day>", TemporalMeaning::WeekdayAndDay),
    ("anschlage|anschlagen|anschlag des|vom|am 11 september 2001", TemporalMeaning::Fixed(20_010_911)),
    // Months and years.
    ("<part>? <month> <year>", TemporalMeaning::Date),
    ("<direction> <month>", TemporalMeaning::Date),
    ("<part> <month>", TemporalMeaning::Date),
    ("<month> des? vergangenen|letzten|vorigen jahres", TemporalMeaning::MonthOfYear(-1)),
    ("<month> dieses|diesen|des|dieses laufenden? jahres", TemporalMeaning::MonthOfYear(0)),
    ("<month> des? kommenden|nachsten jahres", TemporalMeaning::MonthOfYear(1)),
    ("<month>", TemporalMeaning::Month),
    ("<ordinal> quartal des? jahres? <year>", TemporalMeaning::PartOfYear(3)),
    ("<ordinal> quartals des? jahres? <year>", TemporalMeaning::PartOfYear(3)),
    ("<ordinal> halbjahr des? jahres? <year>", TemporalMeaning::PartOfYear(6)),
    ("<part>? des? jahr|jahre|jahres <year>", TemporalMeaning::Year),
    ("[seit|bis|ab|vor|nach|zwischen|von|um|gegen] <year>", TemporalMeaning::Year),
    ("<part> <year>", TemporalMeaning::Year),
    ("<year>", TemporalMeaning::BareYear),
    ("<part>? der? <decade> jahre|jahren", TemporalMeaning::Decade),
    ("<part>? des? <century> jahrhundert|jahrhunderts", TemporalMeaning::Century),
    // Seasons.
    ("<part>? des? <season> <year>", TemporalMeaning::Season),
    ("<part>? des? <direction> <season>", TemporalMeaning::Season),
    ("[im] <season> <year>?", TemporalMeaning::BareSeason),
    // Days counted from publication.
    ("vorgestern <day-part>?", TemporalMeaning::DaysOn(-2)),
    ("gestern <day-part>?", TemporalMeaning::DaysOn(-1)),
    ("gestrigen <weekday> <day-part>?", TemporalMeaning::DaysOn(-1)),
    ("vergangene|vergangenen|letzte|letzten nacht", TemporalMeaning::DaysOn(-1)),
    ("heute <day-part>?", TemporalMeaning::DaysOn(0)),
    ("heutigen <weekday> <day-part>?", TemporalMeaning::DaysOn(0)),
    ("morgen <weekday>?", TemporalMeaning::DaysOn(1)),
    ("morgen fruh|vormittag|mittag|nachmittag|abend", TemporalMeaning::DaysOn(1)),
    ("morgigen <weekday> <day-part>?", TemporalMeaning::DaysOn(1)),
    ("ubermorgen <day-part>?", TemporalMeaning::DaysOn(2)),
    // Days of the week.
    ("<weekday> <day-part>?", TemporalMeaning::Weekday),
    ("diesen|diesem <weekday> <day-part>?", TemporalMeaning::ThisWeekday),
    ("<direction> <weekday> <day-part>?", TemporalMeaning::Weekday),
    // Weeks, months, years of publication.
    ("<part>? der|des? <direction> <unit>", TemporalMeaning::Period(0)),
    ("[am] wochenende", TemporalMeaning::Weekend(0)),
    ("<direction> wochenende", TemporalMeaning::Weekend(0)),
    // Counted. `in drei Tagen` may be how long something took, so it is left alone.
    ("vor <about>? <number> <unit>", TemporalMeaning::Ago),
    // From the date spoken of.
    ("tag|abend|morgen|nachmittag zuvor|davor|vorher", TemporalMeaning::ContextDays(-1)),
    ("[am] vortag", TemporalMeaning::ContextDays(-1)),
    ("[am] vorabend", TemporalMeaning::ContextDays(-1)),
    ("[am] nachsten|folgenden tag|morgen|vormittag|nachmittag|abend", TemporalMeaning::ContextDays(1)),
    ("[am] folgetag", TemporalMeaning::ContextDays(1)),
    ("tags darauf", TemporalMeaning::ContextDays(1)),
    ("[am] tag danach|darauf", TemporalMeaning::ContextDays(1)),
    ("[am] selben|gleichen tag|abend|morgen|nachmittag", TemporalMeaning::ContextDays(0)),
    ("[an] diesem|jenem tag|abend|morgen|nachmittag|vormittag", TemporalMeaning::ContextDays(0)),
    ("[in] dieser|jener nacht", TemporalMeaning::ContextDays(0)),
    ("[am] fruhen|spaten? morgen|vormittag|mittag|nachmittag|abend", TemporalMeaning::ContextPart),
    ("woche|monat|jahr zuvor|davor|vorher", TemporalMeaning::ContextPeriod(-1)),
    ("[im] folgejahr", TemporalMeaning::Nothing),
    ("<about>? <number> <unit> zuvor|davor|vorher|fruher", TemporalMeaning::ContextCount(-1)),
    ("<about>? <number> <unit> spater|danach|darauf", TemporalMeaning::ContextCount(1)),
    // Times of day and feasts.
    ("<clock> uhr?", TemporalMeaning::Clock),
    ("[um|gegen|bis|vor|nach|ab] mitternacht", TemporalMeaning::Clock),
    ("[an|zu|vor|nach|seit|bis|uber|am|ab] <feast> <year>?", TemporalMeaning::Feast),
    ("<feast> <year>", TemporalMeaning::Feast),
];

#[rustfmt::skip] // Lists of words, not of lines.
const TENSE: TenseLexicon = TenseLexicon {
    future: &[
        "wird", "werden", "soll", "sollen", "will", "wollen", "muss", "müssen", "könnte", "könnten", "möchte", "möchten",
        "dürfte", "dürften", "müsste", "plant", "planen", "geplant", "geplante", "geplanten", "vorgesehen", "angesetzt",
        "erwartet", "erwartete", "erwarteten", "angekündigte", "angekündigten", "anstehende", "anstehenden", "bevorstehende",
        "bevorstehenden", "beginnt", "beginnen", "startet", "starten", "öffnet", "öffnen", "tritt", "steht", "entscheidet",
        "eröffnet", "tagt", "tagen", "findet", "wählt", "wählen", "stimmt", "spielt", "spielen", "reist",
        "gastiert", "einlädt",
    ],
    past: &[
        "war", "waren", "hatte", "hatten", "hat", "haben", "wurde", "wurden", "worden", "kam", "kamen", "ging", "gingen",
        "gab", "gaben", "fand", "fanden", "nahm", "nahmen", "hielt", "hielten", "liess", "liessen", "traf", "trafen",
        "sprach", "sprachen", "schrieb", "schrieben", "verlor", "verloren", "gewann", "gewannen", "begann", "begannen",
        "starb", "starben", "gestorben", "brach", "brachen", "fiel", "fielen", "stieg", "stiegen", "zog", "zogen", "trug",
        "trugen", "lief", "liefen", "fuhr", "fuhren", "flog", "flogen", "rief", "riefen", "blieb", "blieben", "stand",
        "standen", "sass", "sassen", "lag", "lagen", "sah", "sahen", "wusste", "wussten", "konnte", "konnten", "musste",
        "mussten", "wollte", "wollten", "durfte", "durften", "sagten", "bekam", "bekamen", "gelang", "wies", "warf", "warfen",
        "lud", "trat", "traten", "erhob", "verliess", "beschloss", "beschlossen", "unterschrieb", "entschied", "entschieden",
        "teilten", "erklarten", "berichteten", "meldeten", "forderten", "hiess", "geschah", "verschwand", "sank", "sanken",
    ],
    past_endings: &["te"],
    no_past: &[
        "heute", "letzte", "erste", "zweite", "dritte", "vierte", "funfte", "sechste", "alte", "kalte", "weite", "rechte",
        "bekannte", "gesamte", "bitte", "sollte", "nachste", "beste", "grosste", "hochste", "geehrte", "gute", "breite",
        "echte", "feste", "leichte", "schlechte", "spate", "bunte", "bereite", "unbekannte", "verletzte", "konkrete",
        "private", "gestarte", "direkte", "beliebte", "umstrittene", "halte", "biete", "arbeite",
    ],
    since: &["seit"],
    until: &["bis", "ab", "fur"],
    relatives: &["der", "die", "das", "deren", "dessen"],
    abbreviations: &["jan", "feb", "mrz", "apr", "jun", "jul", "aug", "sept", "sep", "okt", "nov", "dez"],
    ..crate::lang::neutral::DATES.tense
};

/// Says what a rule did.
fn explain(rule: DateRule) -> &'static str {
    match rule {
        DateRule::FullDate => "Tag, Monat und Jahr sind genannt",
        DateRule::MonthAndYear => "Monat und Jahr sind genannt",
        DateRule::Year => "das Jahr ist genannt",
        DateRule::NumericDate => "das Datum ist in Ziffern geschrieben",
        DateRule::Era => "das Jahrzehnt oder Jahrhundert, vom ersten bis zum letzten Jahr",
        DateRule::PartOfYear => "Jahreszeit, Quartal oder Halbjahr eines genannten Jahres",
        DateRule::Nearest => "ohne Jahr: das Datum, das der Veröffentlichung am nächsten liegt",
        DateRule::LastBefore => "ohne Jahr: das letzte vor der Veröffentlichung",
        DateRule::NextAfter => "ohne Jahr: das erste nach der Veröffentlichung",
        DateRule::YearOfContext => "ohne Jahr: das des vorigen Datums im Absatz",
        DateRule::SharedWithNext => "ergänzt durch das folgende Datum",
        DateRule::WeekdayOfPublication => "der Tag der Veröffentlichung selbst",
        DateRule::WeekdayBefore => "der letzte Tag dieses Namens vor der Veröffentlichung",
        DateRule::WeekdayAfter => "der erste Tag dieses Namens nach der Veröffentlichung",
        DateRule::WeekdayBeside => "der Tag dieses Namens neben dem anderen Datum",
        DateRule::DayFromPublication => "in Tagen gezählt ab der Veröffentlichung",
        DateRule::CountedBack => "zurückgezählt ab der Veröffentlichung",
        DateRule::CountedOn => "weitergezählt ab der Veröffentlichung",
        DateRule::PeriodOfPublication => "Woche, Monat oder Jahr der Veröffentlichung",
        DateRule::PeriodBefore => "Woche, Monat oder Jahr vor der Veröffentlichung",
        DateRule::PeriodAfter => "Woche, Monat oder Jahr nach der Veröffentlichung",
        DateRule::SameAsContext => "das Datum, von dem der Absatz eben sprach",
        DateRule::CountedFromContext => "gezählt ab dem Datum, von dem der Absatz eben sprach",
        DateRule::TimeOfDay => "eine Uhrzeit des betreffenden Tages",
        DateRule::Feast => "der Tag des Festes",
        DateRule::Decided => "von einem Menschen entschieden",
    }
}
