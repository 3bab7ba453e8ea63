//! English: words, patterns, tenses, explanations.

use super::grammar::{Class, Grammar, Means};
use super::resolve::{DAY, DECADE, MONTH, WEEK, YEAR};
use super::rule::Rule;
use super::tense::Tables;

/// The grammar of English; folded words.
pub(super) static ENGLISH: Grammar = Grammar {
    words: &[
        (
            Class::Month,
            &[
                ("january", 1), ("jan", 1), ("february", 2), ("feb", 2), ("march", 3), ("mar", 3), ("april", 4),
                ("apr", 4), ("may", 5), ("june", 6), ("jun", 6), ("july", 7), ("jul", 7), ("august", 8), ("aug", 8),
                ("september", 9), ("sept", 9), ("sep", 9), ("october", 10), ("oct", 10), ("november", 11), ("nov", 11),
                ("december", 12), ("dec", 12),
            ],
        ),
        (
            Class::Weekday,
            &[
                ("monday", 1), ("mon", 1), ("tuesday", 2), ("tue", 2), ("tues", 2), ("wednesday", 3), ("wed", 3),
                ("thursday", 4), ("thu", 4), ("thurs", 4), ("friday", 5), ("fri", 5), ("saturday", 6), ("sat", 6),
                ("sunday", 7),
            ],
        ),
        (
            Class::Day,
            &[
                ("first", 1), ("second", 2), ("third", 3), ("fourth", 4), ("fifth", 5), ("sixth", 6), ("seventh", 7),
                ("eighth", 8), ("ninth", 9), ("tenth", 10), ("eleventh", 11), ("twelfth", 12),
            ],
        ),
        (
            Class::Unit,
            &[
                ("day", DAY), ("days", DAY), ("week", WEEK), ("weeks", WEEK), ("month", MONTH), ("months", MONTH),
                ("year", YEAR), ("years", YEAR), ("decade", DECADE), ("decades", DECADE),
            ],
        ),
        (
            Class::Direction,
            &[
                ("last", -1), ("past", -1), ("previous", -1), ("next", 1), ("coming", 1), ("this", 0), ("this past", -1),
                ("this coming", 1),
            ],
        ),
        (Class::Season, &[("spring", 1), ("summer", 2), ("autumn", 3), ("fall", 3), ("winter", 4)]),
        (
            Class::Part,
            &[
                ("early", 0), ("mid", 0), ("late", 0), ("the beginning of", 0), ("the end of", 0), ("the start of", 0),
                ("the middle of", 0),
            ],
        ),
        (
            Class::DayPart,
            &[
                ("morning", 0), ("afternoon", 0), ("evening", 0), ("night", 0), ("noon", 0),
            ],
        ),
        (
            Class::Number,
            &[
                ("a", 1), ("an", 1), ("one", 1), ("two", 2), ("three", 3), ("four", 4), ("five", 5), ("six", 6),
                ("seven", 7), ("eight", 8), ("nine", 9), ("ten", 10), ("eleven", 11), ("twelve", 12), ("thirteen", 13),
                ("fourteen", 14), ("fifteen", 15), ("sixteen", 16), ("seventeen", 17), ("eighteen", 18),
                ("nineteen", 19), ("twenty", 20), ("thirty", 30), ("forty", 40), ("fifty", 50), ("sixty", 60),
                ("seventy", 70), ("eighty", 80), ("ninety", 90), ("hundred", 100), ("thousand", 1000),
            ],
        ),
        (
            Class::Decade,
            &[
                ("twenties", 20), ("thirties", 30), ("forties", 40), ("fifties", 50), ("sixties", 60),
                ("seventies", 70), ("eighties", 80), ("nineties", 90),
            ],
        ),
        (Class::Ordinal, &[("first", 1), ("second", 2), ("third", 3), ("fourth", 4)]),
        (
            Class::Century,
            &[
                ("first", 1), ("tenth", 10), ("eleventh", 11), ("twelfth", 12), ("thirteenth", 13), ("fourteenth", 14),
                ("fifteenth", 15), ("sixteenth", 16), ("seventeenth", 17), ("eighteenth", 18), ("nineteenth", 19),
                ("twentieth", 20), ("twenty first", 21),
            ],
        ),
        (
            Class::Feast,
            &[
                ("christmas day", 1225), ("christmas eve", 1224), ("christmas", 1225), ("boxing day", 1226),
                ("new year s day", 101), ("new year s eve", 1231), ("easter sunday", 10050), ("easter monday", 10051),
                ("good friday", 10048), ("easter", 10050), ("halloween", 1031), ("valentine s day", 214),
            ],
        ),
        (Class::About, &[("about", 0), ("around", 0), ("nearly", 0), ("almost", 0), ("some", 0), ("exactly", 0), ("just", 0)]),
    ],
    patterns: PATTERNS,
    doubtful_months: &["may", "march", "august", "april", "june"],
    short_months: &["jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"],
    month_openers: &["in", "since", "until", "till", "by", "of", "from", "to", "through", "and", "before", "after", "during", "between", "late", "early", "mid", "this", "last", "next", "for"],
    month_capitals: true,
    clock_openers: &["at", "by", "around", "before", "after", "until", "till", "since", "about", "from", "between", "and"],
    duration_openers: &["in", "for", "lasting", "took", "of", "during", "within"],
    range_openers: &["from", "between"],
    number_openers: &[
        "page", "number", "no", "these", "those", "some", "about", "over", "nearly", "than", "almost", "around",
        "chapter", "article", "section", "all", "route", "highway", "total", "more than", "up to", "other",
        "only", "least", "most", "approximately", "roughly", "with", "by", "to", "on",
        "another", "additional", "every", "first", "room", "model", "and", "or", "was", "were", "are", "is",
    ],
    year_followers: &["is", "was", "has", "his", "its", "this", "as", "us", "less", "across", "does", "plus", "always", "versus", "thus", "perhaps", "yes", "elections", "olympics", "games", "was", "talks", "results", "sees", "saw", "championships", "protests", "finals"],
    counted: &[
        "km", "m", "kg", "people", "million", "billion", "men", "women", "children", "percent", "per", "feet", "miles",
        "hours", "minutes", "seconds", "years", "days", "troops", "sheep", "police", "square", "metric", "or", "more",
    ],
    articles: &["the"],
    links: &["and", "or", "to", "through", "until", "till", "the"],
    day_first: true,
    tense: TENSE,
    explain,
};

const PATTERNS: &[(&str, Means)] = &[
    // Kept from being read otherwise.
    ("every|each <weekday> <day-part>?", Means::Nothing),
    ("every|each <unit>", Means::Nothing),
    ("every|each <day-part>", Means::Nothing),
    ("mail|telegraph|times|post on sunday", Means::Nothing),
    ("sunday|mail sunday? times|telegraph|mirror|express|mail|post|herald", Means::Nothing),
    ("black|super|bloody|ash|palm|cyber|fat|holy friday|sunday|wednesday|monday|tuesday|thursday|saturday", Means::Nothing),
    ("may day", Means::Nothing),
    // Days.
    ("<weekday>?, the? <day> of? <month>, <year>?", Means::Date),
    ("<weekday>?, <month> the? <day>, <year>?", Means::Date),
    ("<weekday>?, <direction> <month> <day>", Means::Date),
    ("<month> <day> to|and|through <last-day>, <year>?", Means::DayRange),
    ("<month> <day> <last-day>, <year>?", Means::DayRange),
    ("<day> <last-day> <month> <year>?", Means::DayRange),
    ("sept|september 11|11th attacks", Means::Fixed(20_010_911)),
    ("9/11", Means::Nothing),
    ("<weekday> the <day>", Means::WeekdayAndDay),
    // Months and years.
    ("<part>? <month>, <year>", Means::Date),
    ("<part>? <month> of <year>", Means::Date),
    ("<direction> <month>", Means::Date),
    ("<part> <month>", Means::Date),
    ("<month> of last year", Means::MonthOfYear(-1)),
    ("<month> of this year", Means::MonthOfYear(0)),
    ("<month> of next year", Means::MonthOfYear(1)),
    ("<month> last year", Means::MonthOfYear(-1)),
    ("<month> this year", Means::MonthOfYear(0)),
    ("<month> next year", Means::MonthOfYear(1)),
    ("<month>", Means::Month),
    ("the? <ordinal> quarter of <year>", Means::PartOfYear(3)),
    ("the? <ordinal> half of <year>", Means::PartOfYear(6)),
    ("the year <year>", Means::Year),
    ("[in|since|before|after|until|till|during|by|circa|between] <year>", Means::Year),
    ("<part> <year>", Means::Year),
    ("<year>", Means::BareYear),
    ("the? <part>? <decade>", Means::Decade),
    ("the <part>? <century> century", Means::Century),
    ("<part>? <century> century", Means::Century),
    ("the? <direction> century", Means::Century),
    // Seasons.
    ("<part>? the? <season> of? <year>", Means::Season),
    ("<part>? <direction> <season>", Means::Season),
    ("[in] the <season>", Means::Season),
    ("<season> <direction> year", Means::Season),
    // Days counted from publication.
    ("the day before yesterday", Means::DaysOn(-2)),
    ("the day after tomorrow", Means::DaysOn(2)),
    ("yesterday <day-part>?", Means::DaysOn(-1)),
    ("last night", Means::DaysOn(-1)),
    ("today", Means::DaysOn(0)),
    ("tonight", Means::DaysOn(0)),
    ("earlier|later? today", Means::DaysOn(0)),
    ("earlier|later? this morning|afternoon|evening", Means::DaysOn(0)),
    ("tomorrow <day-part>?", Means::DaysOn(1)),
    // Days of the week.
    ("<part>? <weekday> <day-part>?", Means::Weekday),
    ("this <weekday> <day-part>?", Means::ThisWeekday),
    ("<direction> <weekday> <day-part>?", Means::Weekday),
    ("this past <weekday> <day-part>?", Means::Weekday),
    ("<weekday> last week", Means::Weekday),
    ("<weekday> next week", Means::Weekday),
    // Weeks, months, years of publication.
    ("earlier|later? <direction> <unit>", Means::Period(0)),
    ("<part> <direction> <unit>", Means::Period(0)),
    ("[the] [last|past|next|coming] <unit>", Means::Nothing),
    ("the end|beginning|start|middle of the <unit>", Means::Period(0)),
    ("earlier|later in the <unit>", Means::Period(0)),
    ("over the weekend", Means::Weekend(0)),
    ("<direction> weekend", Means::Weekend(0)),
    ("the new year", Means::NewYear),
    // Counted.
    ("<about>? <number> <unit> ago", Means::Ago),
    ("<number> <unit> from now", Means::Ahead),
    ("in <about>? <number> <unit> time|from", Means::Ahead),
    ("in <about>? <number> <unit> s time", Means::Ahead),
    // From the date spoken of.
    ("the previous day|night|evening|morning", Means::ContextDays(-1)),
    ("the day before", Means::ContextDays(-1)),
    ("the next day|morning", Means::ContextDays(1)),
    ("the following day|morning", Means::ContextDays(1)),
    ("the day after", Means::ContextDays(1)),
    ("the|that same day|evening|morning|night", Means::ContextDays(0)),
    ("that day|night|evening|morning|afternoon", Means::ContextDays(0)),
    ("later that day|night|evening|morning|afternoon", Means::ContextDays(0)),
    ("that|the same <unit>", Means::ContextPeriod(0)),
    ("that <unit>", Means::ContextPeriod(0)),
    ("the previous <unit>", Means::ContextPeriod(-1)),
    ("the <unit> before", Means::ContextPeriod(-1)),
    ("the following <unit>", Means::ContextPeriod(1)),
    ("the <unit> after", Means::ContextPeriod(1)),
    ("<about>? <number> <unit> earlier", Means::ContextCount(-1)),
    ("<about>? <number> <unit> later", Means::ContextCount(1)),
    // Times of day and feasts.
    ("<clock>", Means::Clock),
    ("[at|around|by|until|before] noon|midnight|midday", Means::Clock),
    ("[at|since|before|after|on|by|until|for] <feast> <year>?", Means::Feast),
    ("<feast> <year>", Means::Feast),
    ("[at|since|before|after|on|by|until|for]? <direction> christmas|easter", Means::Nothing),
];

const TENSE: Tables = Tables {
    future: &[
        "will", "shall", "ll", "due", "scheduled", "expected", "planned", "set", "slated", "would", "could",
        "might", "should", "plans", "plan", "expects", "expect", "begins", "starts", "opens", "upcoming",
        "supposed", "hopes", "intends", "going",
    ],
    future_endings: &[],
    no_future: &[],
    past: &[
        "said", "told", "met", "was", "were", "had", "did", "held", "took", "came", "went", "made", "won", "began",
        "left", "gave", "got", "saw", "spoke", "wrote", "fell", "rose", "struck", "fought", "sent", "hit", "killed",
        "became", "found", "lost", "led", "sold", "bought", "brought", "broke", "flew", "drove", "ran", "sat", "stood",
        "shot", "died", "signed", "knew", "thought", "felt", "heard", "kept", "paid", "sank", "swore", "threw",
        "withdrew", "been", "born", "built", "cut", "burst", "laid", "rejected",
    ],
    past_endings: &["ed"],
    no_past: &[
        "need", "indeed", "speed", "seed", "feed", "exceed", "proceed", "succeed", "united", "hundred", "red", "breed",
        "armed", "alleged", "limited", "wounded", "unprecedented",
    ],
    auxiliaries: &[],
    participle_endings: &[],
    infinitive_endings: &[],
    infinitive_marks: &[],
    planning: &[],
    since: &["since"],
    until: &["until", "till"],
    abbreviations: &[
        "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec", "mon", "tue", "tues",
        "wed", "thu", "thurs", "fri", "sat", "sun",
    ],
};

/// Says what a rule did.
pub(super) fn explain(rule: Rule) -> &'static str {
    match rule {
        Rule::FullDate => "day, month and year are written",
        Rule::MonthAndYear => "month and year are written",
        Rule::Year => "the year is written",
        Rule::NumericDate => "the date is written in digits",
        Rule::Era => "the decade or century, from its first year to its last",
        Rule::PartOfYear => "the season, quarter or half of a written year",
        Rule::Nearest => "no year is written: the date nearest to publication",
        Rule::LastBefore => "no year is written: the last one before publication",
        Rule::NextAfter => "no year is written: the first one after publication",
        Rule::YearOfContext => "no year is written: that of the date before it in the paragraph",
        Rule::SharedWithNext => "completed by the date that follows",
        Rule::WeekdayOfPublication => "the day of publication itself",
        Rule::WeekdayBefore => "the last day of that name before publication",
        Rule::WeekdayAfter => "the first day of that name after publication",
        Rule::WeekdayBeside => "the day of that name beside the other date",
        Rule::DayFromPublication => "counted in days from publication",
        Rule::CountedBack => "counted back from publication",
        Rule::CountedOn => "counted on from publication",
        Rule::PeriodOfPublication => "the week, month or year of publication",
        Rule::PeriodBefore => "the week, month or year before publication",
        Rule::PeriodAfter => "the week, month or year after publication",
        Rule::SameAsContext => "the date that the paragraph has just spoken of",
        Rule::CountedFromContext => "counted from the date that the paragraph has just spoken of",
        Rule::TimeOfDay => "a time of the day in question",
        Rule::Feast => "the day of the feast",
    }
}
