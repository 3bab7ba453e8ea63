//! The shape of a language's temporal expressions: words by class, patterns over words and classes, verb forms.
//!
//! A pattern is written as people would say it: `il y a <about>? <number> <unit>`. `a|b` are alternatives, `?` makes a step
//! optional, a comma after a step says that the text may have one there, `[a|b]` must precede or follow without being part of the
//! expression, and a word written with an accent needs it, or a hyphen before it, in the text: `cette semaine là`, not `cette
//! semaine la…`. The data are in the folders of the languages; `timex` compiles and matches them.

use super::date_rule::DateRule;

/// A day, as the grammars number units of time.
pub(crate) const DAY: i32 = 1;
/// A week; see [`DAY`].
pub(crate) const WEEK: i32 = 2;
/// A month; see [`DAY`].
pub(crate) const MONTH: i32 = 3;
/// A year; see [`DAY`].
pub(crate) const YEAR: i32 = 4;
/// A decade; see [`DAY`].
pub(crate) const DECADE: i32 = 5;
/// Three months of a year; see [`DAY`].
pub(crate) const QUARTER: i32 = 6;
/// Six months of a year; see [`DAY`].
pub(crate) const HALF_YEAR: i32 = 7;

/// What a word may be in a temporal expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordClass {
    /// A day of the month: `13`, `1er`, `2nd`.
    Day,
    /// The last day of a range: `June 6-8`.
    LastDay,
    /// A day of the month as a word, which needs more beside it than digits do: `the second of May`.
    WordedDay,
    /// A month, 1 to 12.
    Month,
    /// The month of the last day of a range: `du 31 mai au 1er juin`. The words are those of [`WordClass::Month`].
    LastMonth,
    /// A year of four digits.
    Year,
    /// A year behind a month: also `98`, `800`.
    ShortYear,
    /// A day of the week, 1 (Monday) to 7.
    Weekday,
    /// A number, in digits or words.
    Number,
    /// A unit of time: see [`DAY`].
    Unit,
    /// `dernier` −1, `prochain` 1.
    Direction,
    /// A season, 1 (spring) to 4.
    Season,
    /// `début`, `mi`, `fin`: the value is not made finer by it.
    Part,
    /// `matin`, `soir`: likewise.
    DayPart,
    /// An ordinal, 1 to 4.
    Ordinal,
    /// The number of a century: `XIXe`, `19th`.
    Century,
    /// A decade: `1960`, `60`, `soixante`; with an `s` or without, where a word for years is part of the pattern.
    Decade,
    /// A decade that its ending shows: `1960s`, `’60s`, `sixties`. `the 1960` is a year.
    PluralDecade,
    /// A time of day.
    Clock,
    /// A feast: month × 100 + day, or 10000 + 50 + days after Easter.
    Feast,
    /// A feast that has the name of a weekday and needs no preposition: `Vendredi saint`; numbered as a feast.
    NamedDay,
    /// A quarter by its sign: `Q3`, `T3`.
    QuarterSign,
    /// `environ`: a count behind it is still a count.
    About,
    /// Words behind a year or century that count it back from the year 1: `av. J.-C.`, `BC`. No pattern has them.
    BeforeChrist,
    /// What is planned. 1: a noun, `procès`, `election`; a weekday beside it may be to come though no verb says so. 2: words
    /// that put what follows in the future, `appellent à`, `set to`. 3: words that leave open whether such a thing has been,
    /// `avant`, `postponed`. 4: words that put what follows in the past, `vient de`. 5: participles without an accent, which
    /// do so where they touch the date, `commis mardi`. 6: verbs of plans that are past themselves, `devait`. 7: as 5, of verbs whose
    /// perfect has the auxiliary of the passive, `mort`. 8: verbs of what may happen once, `pourrait`. No pattern has them.
    Plan,
    /// Forms of the auxiliary that makes a deed of a word of plans: `est convoqué` is to come, `a convoqué` was. No pattern
    /// has them.
    Have,
    /// Prepositions after which a name may precede a weekday, `in Sydney Friday`; in a language that has some, a weekday
    /// behind another capitalised word is part of a name: `Giving Tuesday`. No pattern has them.
    Locative,
    /// What recurs, so that the month or day beside it is of no year: `chaque année`. No pattern has them.
    Habit,
    /// Words of a match, in whose sentence a quarter is not part of a year: `touchdown`. No pattern has them.
    Sport,
    /// What is celebrated years later, so that the date beside it is of an unknown year: `anniversaire`. No pattern has
    /// them.
    Anniversary,
}

/// What a pattern says about time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TemporalMeaning {
    /// Nothing: it only prevents that its words are read otherwise (`tous les mardis`).
    Nothing,
    /// Day, month, year, as far as they are given.
    Date,
    /// A day and month of a year so many after publication's, or by the direction: `le 3 mai de l’année dernière`.
    DayOfYear(i32),
    /// A day to a day, of one month or of two: `June 6-8`, `la nuit du 31 mai au 1er juin`.
    DayRange,
    /// A month by itself.
    Month,
    /// A month of a year so many after publication's: `mars de l'année dernière`.
    MonthOfYear(i32),
    /// A day of the week with the day of the month only: `lundi 17`.
    WeekdayAndDay,
    /// A day of the week.
    Weekday,
    /// A day of the week with `ce`, `this`: the nearest one unless the verb says otherwise.
    ThisWeekday,
    /// A day of the week with its article, which is as often a habit as a day: `le dimanche`. A day only with a direction.
    WeekdayWithArticle,
    /// A day of the week of a week so many after publication's, or by the direction: `mardi de la semaine dernière`.
    WeekdayOfWeek(i32),
    /// The day of the week before (−1) or after (1) the day spoken of: `le mardi suivant`.
    ContextWeekday(i32),
    /// The first to fourth such weekday of a month: `le premier lundi de mai`.
    NthWeekday,
    /// The last such weekday of a month: `le dernier vendredi de mai`.
    LastWeekday,
    /// A written year.
    Year,
    /// A number of four digits that is a year if nothing speaks against it.
    BareYear,
    /// A decade.
    Decade,
    /// A century, perhaps counted from publication's by the direction.
    Century,
    /// A season.
    Season,
    /// A season behind a preposition alone, which without a verb of past or future is that of every year: `en été`.
    BareSeason,
    /// A quarter (3 months) or a half (6) of a year; of one so many after publication's where only a direction is given.
    PartOfYear(i32),
    /// The same of publication's year: `the first quarter of this year`.
    PartOfThisYear(i32),
    /// So many days after publication.
    DaysOn(i32),
    /// The unit's period so many after publication's, or by the direction.
    Period(i32),
    /// The weekend of publication's week, or by the direction.
    Weekend(i32),
    /// The year that begins or has just begun.
    NewYear,
    /// A number of units before publication.
    Ago,
    /// The very day of publication a number of years before: `ten years ago today`.
    AgoToday,
    /// A number of units after publication.
    Ahead,
    /// So many days after the day spoken of.
    ContextDays(i32),
    /// The same where the last word may also begin what follows: `the day before`, but `the day before the vote`.
    ContextDaysAlone(i32),
    /// So many units after the period spoken of, or, where there is no such period, after publication's.
    ContextPeriod(i32),
    /// The same where the last word may also begin what follows: `the week before`.
    ContextPeriodAlone(i32),
    /// A number of units before (−1) or after (1) the date spoken of.
    ContextCount(i32),
    /// A part of the day spoken of.
    ContextPart,
    /// A time of day.
    Clock,
    /// A feast.
    Feast,
    /// This date, written in digits: year × 10000 + month × 100 + day.
    Numeric(i32),
    /// This date, which the words are the name of: year × 10000 + month × 100 + day.
    Fixed(i32),
}

/// The rules of one language; words are folded (lower case, no accents).
pub struct DateGrammar {
    /// Words by class, each with its value; one word may be of several classes, and an entry may be several words.
    pub words: &'static [(WordClass, &'static [(&'static str, i32)])],
    /// Patterns and what they mean; of two that match equally far, the first one counts.
    pub patterns: &'static [(&'static str, TemporalMeaning)],
    /// Months that are other words too, and so need a day, a year or one of `month_openers` at their side.
    pub doubtful_months: &'static [&'static str],
    /// Abbreviations of months, which need a day or a year at their side.
    pub short_months: &'static [&'static str],
    /// Words before a month: `en`, `depuis`.
    pub month_openers: &'static [&'static str],
    /// Whether names of months have a capital.
    pub month_capitals: bool,
    /// Words before a time of day; without one, `18 h` may be a duration.
    pub clock_openers: &'static [&'static str],
    /// Words before a duration.
    pub duration_openers: &'static [&'static str],
    /// Words before a time of day if another one follows: `de 18 h à 23 h`.
    pub range_openers: &'static [&'static str],
    /// Words before a number that make it no year: `page`, `numéro`.
    pub number_openers: &'static [&'static str],
    /// Words that may follow a year although they end like a plural.
    pub year_followers: &'static [&'static str],
    /// Words that follow a number that counts them without looking like a plural: `km`, `millions`.
    pub counted: &'static [&'static str],
    /// Words between the parts of a number: `vingt et un`.
    pub number_links: &'static [&'static str],
    /// Articles before a day.
    pub articles: &'static [&'static str],
    /// Those of them that belong to a day of a list: `les 12 et 13`.
    pub day_articles: &'static [&'static str],
    /// Words that tie two dates together: `et`, `au`, `to`.
    pub links: &'static [&'static str],
    /// Whether 03/04/2023 is the third of April, if nothing in the text speaks for either. It does not count where the
    /// patterns have a month before its day too, as in English: then nothing is certain.
    pub day_first: bool,
    /// Whether a full stop makes an ordinal of a number: `12. Mai`, `3. Quartal`.
    pub ordinal_stop: bool,
    /// Whether all nouns have a capital, so that a number before one counts it: `2000 Menschen`.
    pub noun_capitals: bool,
    /// Tells past from future in the words around an expression.
    pub tense: TenseLexicon,
    /// Returns what a rule did, in a sentence for a reader.
    pub explain: fn(DateRule) -> &'static str,
}

impl DateGrammar {
    /// Returns the value of a folded word in a class, or `None` where the class does not have it.
    #[must_use]
    pub fn value_of(&self, class: WordClass, word: &str) -> Option<i32> {
        let mut of_class = self.words.iter().filter(|(known, _)| *known == class).flat_map(|(_, words)| *words);
        of_class.find(|(known, _)| *known == word).map(|(_, value)| *value)
    }
}

/// The verb forms of one language; folded words.
pub struct TenseLexicon {
    /// Forms that say the future by themselves, with their accents: `devrait`, `prévu`, `will`.
    pub future: &'static [&'static str],
    /// Endings of the future; tried on words of four letters or more.
    pub future_endings: &'static [&'static str],
    /// Words that end so and are no verbs.
    pub no_future: &'static [&'static str],
    /// Forms that say the past by themselves: `était`, `said`.
    pub past: &'static [&'static str],
    /// Endings of the past, of words that no other table knows.
    pub past_endings: &'static [&'static str],
    /// Words that end so and are no verbs.
    pub no_past: &'static [&'static str],
    /// Auxiliaries that make a past of the participle after them.
    pub auxiliaries: &'static [&'static str],
    /// Endings of participles.
    pub participle_endings: &'static [&'static str],
    /// Endings of infinitives.
    pub infinitive_endings: &'static [&'static str],
    /// Forms of the auxiliary of the passive that are not past: `être reçu`, `is sold`.
    pub be: &'static [&'static str],
    /// Words before an infinitive.
    pub infinitive_marks: &'static [&'static str],
    /// Beginnings of words that make an infinitive after them a plan: `appel`, `promet`.
    pub planning: &'static [&'static str],
    /// Words directly before a date that is over: `depuis`.
    pub since: &'static [&'static str],
    /// Words directly before a date to come: `jusqu’à`.
    pub until: &'static [&'static str],
    /// Relative pronouns. A date in their clause does not follow the verb behind the clause: `who takes over on Monday, said`.
    pub relatives: &'static [&'static str],
    /// Abbreviations of months and weekdays, after which a full stop ends nothing.
    pub abbreviations: &'static [&'static str],
}
