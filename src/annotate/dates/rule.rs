//! How a date was understood. The names stand in the JSON and in the literate cases; each language says them in words.

/// Why an expression has its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// Day, month and year are written.
    FullDate,
    /// Month and year are written.
    MonthAndYear,
    /// The year is written.
    Year,
    /// Written in digits only.
    NumericDate,
    /// A decade or a century is written.
    Era,
    /// A season, a quarter or a half of a written year.
    PartOfYear,
    /// The day or month without its year that is nearest to publication.
    Nearest,
    /// The last such day, month or season before publication.
    LastBefore,
    /// The next such day, month or season after publication.
    NextAfter,
    /// The day or month takes its year from the date before it.
    YearOfContext,
    /// The day or month takes what it lacks from the date after it.
    SharedWithNext,
    /// The weekday on which the article was published.
    WeekdayOfPublication,
    /// The last such weekday before publication.
    WeekdayBefore,
    /// The next such weekday after publication.
    WeekdayAfter,
    /// The weekday next to another date: `du mardi au mercredi`.
    WeekdayBeside,
    /// Counted in days from publication by one word: `hier`.
    DayFromPublication,
    /// Counted back from publication: `il y a six ans`.
    CountedBack,
    /// Counted on from publication: `dans deux ans`.
    CountedOn,
    /// The week, month or year of publication.
    PeriodOfPublication,
    /// The week, month or year before.
    PeriodBefore,
    /// The week, month or year after.
    PeriodAfter,
    /// The date spoken of just before.
    SameAsContext,
    /// Counted from the date spoken of just before.
    CountedFromContext,
    /// A time of day, on the day spoken of.
    TimeOfDay,
    /// A feast.
    Feast,
}

impl Rule {
    /// Every rule, in order of definition.
    pub const ALL: [Rule; 25] = [
        Rule::FullDate,
        Rule::MonthAndYear,
        Rule::Year,
        Rule::NumericDate,
        Rule::Era,
        Rule::PartOfYear,
        Rule::Nearest,
        Rule::LastBefore,
        Rule::NextAfter,
        Rule::YearOfContext,
        Rule::SharedWithNext,
        Rule::WeekdayOfPublication,
        Rule::WeekdayBefore,
        Rule::WeekdayAfter,
        Rule::WeekdayBeside,
        Rule::DayFromPublication,
        Rule::CountedBack,
        Rule::CountedOn,
        Rule::PeriodOfPublication,
        Rule::PeriodBefore,
        Rule::PeriodAfter,
        Rule::SameAsContext,
        Rule::CountedFromContext,
        Rule::TimeOfDay,
        Rule::Feast,
    ];

    /// Returns the name used in the JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Rule::FullDate => "full-date",
            Rule::MonthAndYear => "month-and-year",
            Rule::Year => "year",
            Rule::NumericDate => "numeric-date",
            Rule::Era => "era",
            Rule::PartOfYear => "part-of-year",
            Rule::Nearest => "nearest",
            Rule::LastBefore => "last-before",
            Rule::NextAfter => "next-after",
            Rule::YearOfContext => "year-of-context",
            Rule::SharedWithNext => "shared-with-next",
            Rule::WeekdayOfPublication => "weekday-of-publication",
            Rule::WeekdayBefore => "weekday-before",
            Rule::WeekdayAfter => "weekday-after",
            Rule::WeekdayBeside => "weekday-beside",
            Rule::DayFromPublication => "day-from-publication",
            Rule::CountedBack => "counted-back",
            Rule::CountedOn => "counted-on",
            Rule::PeriodOfPublication => "period-of-publication",
            Rule::PeriodBefore => "period-before",
            Rule::PeriodAfter => "period-after",
            Rule::SameAsContext => "same-as-context",
            Rule::CountedFromContext => "counted-from-context",
            Rule::TimeOfDay => "time-of-day",
            Rule::Feast => "feast",
        }
    }
}
