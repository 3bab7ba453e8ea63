//! How a date was understood. The names are part of the JSON and of the literate cases; each language has a sentence for each
//! rule. `timex` decides which rule applies.

/// Why an expression has its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DateRule {
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
    /// A person decided it, in content/decisions.yaml.
    Decided,
}

impl DateRule {
    /// Every rule, in order of definition.
    pub const ALL: [DateRule; 26] = [
        DateRule::FullDate,
        DateRule::MonthAndYear,
        DateRule::Year,
        DateRule::NumericDate,
        DateRule::Era,
        DateRule::PartOfYear,
        DateRule::Nearest,
        DateRule::LastBefore,
        DateRule::NextAfter,
        DateRule::YearOfContext,
        DateRule::SharedWithNext,
        DateRule::WeekdayOfPublication,
        DateRule::WeekdayBefore,
        DateRule::WeekdayAfter,
        DateRule::WeekdayBeside,
        DateRule::DayFromPublication,
        DateRule::CountedBack,
        DateRule::CountedOn,
        DateRule::PeriodOfPublication,
        DateRule::PeriodBefore,
        DateRule::PeriodAfter,
        DateRule::SameAsContext,
        DateRule::CountedFromContext,
        DateRule::TimeOfDay,
        DateRule::Feast,
        DateRule::Decided,
    ];

    /// Returns the name used in the JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            DateRule::FullDate => "full-date",
            DateRule::MonthAndYear => "month-and-year",
            DateRule::Year => "year",
            DateRule::NumericDate => "numeric-date",
            DateRule::Era => "era",
            DateRule::PartOfYear => "part-of-year",
            DateRule::Nearest => "nearest",
            DateRule::LastBefore => "last-before",
            DateRule::NextAfter => "next-after",
            DateRule::YearOfContext => "year-of-context",
            DateRule::SharedWithNext => "shared-with-next",
            DateRule::WeekdayOfPublication => "weekday-of-publication",
            DateRule::WeekdayBefore => "weekday-before",
            DateRule::WeekdayAfter => "weekday-after",
            DateRule::WeekdayBeside => "weekday-beside",
            DateRule::DayFromPublication => "day-from-publication",
            DateRule::CountedBack => "counted-back",
            DateRule::CountedOn => "counted-on",
            DateRule::PeriodOfPublication => "period-of-publication",
            DateRule::PeriodBefore => "period-before",
            DateRule::PeriodAfter => "period-after",
            DateRule::SameAsContext => "same-as-context",
            DateRule::CountedFromContext => "counted-from-context",
            DateRule::TimeOfDay => "time-of-day",
            DateRule::Feast => "feast",
            DateRule::Decided => "decided",
        }
    }
}
