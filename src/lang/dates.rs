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

/// What a word may be in a temporal expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordClass {
    /// A day of the month: `13`, `1er`, `2nd`.
    Day,
    /// The last day of a range: `June 6-8`.
    LastDay,
    /// A month, 1 to 12.
    Month,
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
    /// A decade: `1960`, `60`, `soixante`; in English `1960s`.
    Decade,
    /// A time of day.
    Clock,
    /// A feast: month × 100 + day, or 10000 + days after Easter.
    Feast,
    /// `environ`: a count behind it is still a count.
    About,
}

/// What a pattern says about time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TemporalMeaning {
    /// Nothing: it only prevents that its words are read otherwise (`tous les mardis`).
    Nothing,
    /// Day, month, year, as far as they are given.
    Date,
    /// A day to a day of one month: `June 6-8`.
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
    /// A quarter (3 months) or a half (6) of a year.
    PartOfYear(i32),
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
    /// A number of units after publication.
    Ahead,
    /// So many days after the day spoken of.
    ContextDays(i32),
    /// So many units after the period spoken of, or, where there is no such period, after publication's.
    ContextPeriod(i32),
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
    /// Whether 03/04/2023 is the third of April.
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
    /// Endings of the past.
    pub past_endings: &'static [&'static str],
    /// Words that end so and are no verbs.
    pub no_past: &'static [&'static str],
    /// Auxiliaries that make a past of the participle after them.
    pub auxiliaries: &'static [&'static str],
    /// Endings of participles.
    pub participle_endings: &'static [&'static str],
    /// Endings of infinitives.
    pub infinitive_endings: &'static [&'static str],
    /// Infinitives of the auxiliary of the passive: `être reçu`.
    pub be: &'static [&'static str],
    /// Words before an infinitive.
    pub infinitive_marks: &'static [&'static str],
    /// Beginnings of words that make an infinitive after them a plan: `appel`, `promet`.
    pub planning: &'static [&'static str],
    /// Words directly before a date that is over: `depuis`.
    pub since: &'static [&'static str],
    /// Words directly before a date to come: `jusqu’à`.
    pub until: &'static [&'static str],
    /// Abbreviations of months and weekdays, after which a full stop ends nothing.
    pub abbreviations: &'static [&'static str],
}
