//! Expressions + the article's date -> values, each with its rule. Without an article date nothing relative has a value.
//!
//! This file has the parts of a paragraph in their order and the expressions that need no more than arithmetic. Days and months
//! without their year are in `yearless`, days of the week in `weekday`.

use std::collections::BTreeMap;

use super::DateDoubt;
use super::calendar::{CalendarDay, DateValue, easter};
use super::filter;
use super::numeric::DigitOrder;
use super::reading::DateReading;
use super::relative::{self, PublicationDate};
use super::tense::{self, Tense};
use super::types::{DateFields, DateMatch, TokenLine, gap_text};
use crate::lang::date_rule::DateRule;
use crate::lang::dates::TemporalMeaning;
use crate::text::tokens::Gap;

/// How many dates back a day is looked for, so that a text of nothing but dates takes no longer than another.
pub(super) const LOOK_BACK: usize = 24;

/// How many words may separate two expressions of one thought.
pub(super) const NEAR: usize = 40;

/// A feast this many days away or more is not the one nearest to publication for certain.
const FEAST_REACH: i32 = 150;

/// An expression with what it says.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ResolvedDate {
    /// Index of its first token.
    pub first: usize,
    /// Index after its last token.
    pub after: usize,
    /// When it was.
    pub reading: DateReading,
    /// Whether it counts as spoken of, for what refers back.
    is_antecedent: bool,
    /// Whether its year is written.
    pub(super) explicit: bool,
}

/// What a whole text says about its dates.
pub(crate) struct DocumentDates {
    /// When it was published.
    pub published: Option<PublicationDate>,
    /// The order of its dates in digits.
    pub order: DigitOrder,
    /// The years of the days that are written with day, month and year, by month and day; `None` where they have two.
    pub named_days: BTreeMap<(i32, i32), Option<i32>>,
}

impl DocumentDates {
    /// Reads the expressions of all blocks.
    #[must_use]
    pub(crate) fn of(matches: &[DateMatch], published: Option<PublicationDate>, order: DigitOrder) -> Self {
        let mut named_days: BTreeMap<(i32, i32), Option<i32>> = BTreeMap::new();
        for fields in matches.iter().filter(|one| one.means == TemporalMeaning::Date).map(|one| &one.fields) {
            if let (Some(day), Some(month), Some(year @ 0..)) = (fields.day, fields.month, fields.year) {
                named_days
                    .entry((month, day))
                    .and_modify(|known| *known = known.filter(|known| *known == year))
                    .or_insert(Some(year));
            }
        }
        Self { published, order, named_days }
    }
}

/// What the paragraphs before spoke of.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) enum DiscourseDay {
    /// No day at all.
    #[default]
    Nothing,
    /// One day and no other.
    OneDay(CalendarDay),
    /// Several days, or one that is not certain, so that it is not certain which one is meant.
    Several,
}

impl DiscourseDay {
    fn with(self, reading: &DateReading) -> Self {
        match (self, reading.certain_day()) {
            (DiscourseDay::Nothing, Some(day)) => DiscourseDay::OneDay(day),
            (DiscourseDay::OneDay(known), Some(day)) if known == day => self,
            _ => DiscourseDay::Several,
        }
    }
}

/// Returns the dates of one block.
#[must_use]
pub(crate) fn resolve(
    line: &TokenLine<'_>,
    matches: &[DateMatch],
    document: &DocumentDates,
    discourse_day: &mut DiscourseDay,
) -> Vec<ResolvedDate> {
    let mut found: Vec<ResolvedDate> = Vec::new();
    let (mut clocks, mut days_left_out): (Vec<DateMatch>, Vec<usize>) = (Vec::new(), Vec::new());
    for (index, one) in matches.iter().enumerate() {
        let previous = index.checked_sub(1).and_then(|before| matches.get(before));
        let next = matches.get(index + 1);
        if !filter::is_date(line, one, previous, next) {
            continue;
        }
        if one.means == TemporalMeaning::Clock {
            clocks.push(*one);
            continue;
        }
        let context = DateContext { line, document, one, before: &found, previous, next, memory: *discourse_day };
        let Some(reading) = context.reading().filter(DateReading::is_writable) else {
            if one.fields.weekday.is_some() {
                days_left_out.push(one.first);
            }
            continue;
        };
        let explicit = one.fields.year.is_some();
        let listed = context.days_listed_before(&reading);
        found.extend(listed);
        found.push(ResolvedDate { first: one.first, after: one.after, reading, is_antecedent: true, explicit });
    }
    let n_dates = found.len();
    for clock in clocks {
        // The times of `du lundi au vendredi, de 9 h à 17 h` are of no day.
        let next = days_left_out.partition_point(|at| *at < clock.first);
        let beside = days_left_out[next.saturating_sub(1)..].iter().take(2);
        if beside.into_iter().any(|at| in_one_sentence(line, (*at).min(clock.first) + 1, (*at).max(clock.first))) {
            continue;
        }
        if let Some(day) = day_of_clock(line, &clock, &found[..n_dates], *discourse_day) {
            found.push(ResolvedDate {
                first: clock.first,
                after: clock.after,
                reading: DateReading::day(day, DateRule::TimeOfDay),
                is_antecedent: false,
                explicit: false,
            });
        }
    }
    let of_days = found[..n_dates].iter().map(|one| &one.reading).filter(|reading| reading.concerns_a_day());
    *discourse_day = of_days.fold(*discourse_day, DiscourseDay::with);
    found.sort_by_key(|one| one.first);
    found.dedup_by(|later, earlier| later.first < earlier.after);
    found
}

/// A time of day belongs to the day named at its side, else to the one before it in the paragraph, else to the only one
/// of the article so far. It has none where that day is not certain, or where the article has not named one: `à 22 heures` of a
/// text without a day may be of any evening.
fn day_of_clock(
    line: &TokenLine<'_>,
    clock: &DateMatch,
    dates: &[ResolvedDate],
    memory: DiscourseDay,
) -> Option<CalendarDay> {
    let index = dates.partition_point(|one| one.first < clock.first);
    let one_sentence = |from: usize, to: usize| in_one_sentence(line, from, to);
    let next = dates[index..].iter().take(LOOK_BACK).find(|one| one.reading.concerns_a_day());
    let beside = next.filter(|next| next.first <= clock.after + 3 && one_sentence(clock.after, next.first));
    let before = dates[..index].iter().rev().take(LOOK_BACK).find(|one| one.reading.concerns_a_day());
    let near = before.filter(|one| clock.first - one.after <= NEAR && one_sentence(one.after, clock.first));
    // `until Friday and from 5am on Monday`: of two the nearer one, and of two as near the one with a preposition.
    let is_nearer = near.zip(beside).is_some_and(|(near, beside)| {
        let (back, ahead) = (clock.first - near.after, beside.first - clock.after);
        let prepared = || {
            let word = crate::text::tokens::fold(line.tokens[clock.after].text(line.text));
            let bare = line.tokens[clock.after].gap == Gap::Space || line.tokens[clock.after].gap == Gap::Dot;
            bare && !line.compiled.grammar.links.contains(&word.as_str())
        };
        ahead < back && ahead == 0 || ahead == 1 && back >= 1 && prepared()
    });
    let near = near.filter(|_| !is_nearer);
    if let Some(dated) = near.or(beside).or(before) {
        // `dans la nuit de lundi à mardi, vers 3 h` is of one of the two days.
        let is_range = |one: &ResolvedDate| matches!(one.reading, DateReading::Certain(_, DateRule::WeekdayBeside));
        let in_range = is_range(dated) || next.is_some_and(|next| next.first > dated.first && is_range(next));
        return dated.reading.certain_day().filter(|_| !in_range);
    }
    // A day that the sentence names farther on is rather the day of the time than the one named before.
    if next.is_some_and(|next| next.first <= clock.after + NEAR && one_sentence(clock.after, next.first)) {
        return None;
    }
    match memory {
        DiscourseDay::OneDay(day) => Some(day),
        DiscourseDay::Nothing | DiscourseDay::Several => None,
    }
}

/// Returns whether no sentence begins with the tokens of a range, which is not far.
fn in_one_sentence(line: &TokenLine<'_>, from: usize, to: usize) -> bool {
    to <= from + 2 * NEAR && (from..=to).all(|at| !tense::sentence_begins(line, at))
}

/// What one expression is resolved against.
#[derive(Clone, Copy)]
pub(super) struct DateContext<'a> {
    pub line: &'a TokenLine<'a>,
    pub document: &'a DocumentDates,
    pub one: &'a DateMatch,
    pub before: &'a [ResolvedDate],
    pub previous: Option<&'a DateMatch>,
    pub next: Option<&'a DateMatch>,
    pub memory: DiscourseDay,
}

impl DateContext<'_> {
    fn reading(&self) -> Option<DateReading> {
        let fields = self.one.fields;
        let certain = |value: DateValue, rule: DateRule| Some(DateReading::Certain(value, rule));
        match self.one.means {
            TemporalMeaning::Nothing | TemporalMeaning::Clock => None,
            TemporalMeaning::Fixed(day) => Some(DateReading::day(CalendarDay::of_number(day)?, DateRule::FullDate)),
            TemporalMeaning::Numeric(day) => self.numeric(day, fields.number),
            TemporalMeaning::Date => self.date(&fields),
            TemporalMeaning::DayOfYear(n) => {
                let n = n + fields.direction.unwrap_or(0);
                let day = CalendarDay::new(self.published()?.year + n, fields.month?, fields.day?)?;
                Some(DateReading::day(day, period_rule(n)))
            }
            TemporalMeaning::DayRange => self.day_range(&fields),
            TemporalMeaning::Month => self.month(fields.month?, fields.direction),
            TemporalMeaning::MonthOfYear(n) => {
                let year = self.published()?.year + n + fields.direction.unwrap_or(0);
                certain(DateValue::Month(year, fields.month?), period_rule(year - self.published()?.year))
            }
            TemporalMeaning::Year | TemporalMeaning::BareYear => certain(DateValue::Year(fields.year?), DateRule::Year),
            TemporalMeaning::Decade => self.decade(fields.which?),
            TemporalMeaning::Century => self.century(&fields),
            TemporalMeaning::Season => self.season(&fields),
            // `Le camping est plein en été`, every year.
            TemporalMeaning::BareSeason if fields.year.is_none() && self.tense() == Tense::Unknown => None,
            TemporalMeaning::BareSeason => self.season(&fields),
            TemporalMeaning::PartOfYear(n_months) => self.part_of_year(n_months, &fields),
            TemporalMeaning::PartOfThisYear(n_months) => {
                self.part_of_year(n_months, &DateFields { direction: Some(0), ..fields })
            }
            TemporalMeaning::WeekdayAndDay => {
                let day = relative::weekday_and_day(self.published()?.day?, fields.weekday?, fields.day?)?;
                Some(DateReading::day(day, DateRule::Nearest))
            }
            TemporalMeaning::Weekday | TemporalMeaning::ThisWeekday | TemporalMeaning::WeekdayWithArticle => {
                self.weekday(fields.weekday?, fields.direction)
            }
            TemporalMeaning::WeekdayOfWeek(n) => {
                self.weekday_of_week(fields.weekday?, n + fields.direction.unwrap_or(0))
            }
            TemporalMeaning::ContextWeekday(sign) => self.context_weekday(fields.weekday?, sign),
            TemporalMeaning::NthWeekday | TemporalMeaning::LastWeekday => self.nth_weekday(&fields),
            TemporalMeaning::DaysOn(n) => {
                Some(DateReading::day(self.published()?.day?.plus(n)?, DateRule::DayFromPublication))
            }
            TemporalMeaning::Period(n) => {
                let n = n + fields.direction.unwrap_or(0);
                certain(self.published()?.period(fields.unit?, n)?, period_rule(n))
            }
            TemporalMeaning::Weekend(n) => {
                self.weekend(n + fields.direction.unwrap_or(0), fields.direction.is_none() && n == 0)
            }
            TemporalMeaning::NewYear => {
                let published = self.published()?;
                let n = i32::from(published.month? > 6);
                certain(DateValue::Year(published.year + n), period_rule(n))
            }
            TemporalMeaning::Ago => self.counted(-1, DateRule::CountedBack),
            TemporalMeaning::AgoToday => {
                let day = self.published()?.day?;
                let day = CalendarDay::new(day.year().checked_sub(fields.number?)?, day.month(), day.number() % 100)?;
                Some(DateReading::day(day, DateRule::CountedBack))
            }
            TemporalMeaning::Ahead => self.counted(1, DateRule::CountedOn),
            TemporalMeaning::ContextDays(0) | TemporalMeaning::ContextPart => {
                let only = if let DiscourseDay::OneDay(day) = self.memory { Some(day) } else { None };
                let has_none = !self.before.iter().rev().take(LOOK_BACK).any(|one| one.reading.concerns_a_day());
                let day = self.context_day().or(only.filter(|_| has_none))?;
                Some(DateReading::day(day, DateRule::SameAsContext))
            }
            TemporalMeaning::ContextDays(n) | TemporalMeaning::ContextDaysAlone(n) => {
                Some(DateReading::day(self.context_day()?.plus(n)?, DateRule::CountedFromContext))
            }
            TemporalMeaning::ContextPeriod(n) | TemporalMeaning::ContextPeriodAlone(n) => self.context_period(n),
            TemporalMeaning::ContextCount(sign) => {
                let count = fields.number?.checked_mul(sign)?;
                let value = relative::count_from(self.context()?.reading.value()?, fields.unit?, count)?;
                certain(value, DateRule::CountedFromContext)
            }
            TemporalMeaning::Feast => self.feast(fields.which?, fields.year),
        }
    }

    pub(super) fn published(&self) -> Option<PublicationDate> {
        self.document.published
    }

    /// Returns the last date of the paragraph before this expression.
    fn context(&self) -> Option<&ResolvedDate> {
        self.before.iter().rev().find(|one| one.is_antecedent)
    }

    /// Returns the last day before this expression, unless that is not certain.
    pub(super) fn context_day(&self) -> Option<CalendarDay> {
        let last = self.before.iter().rev().take(LOOK_BACK).find(|one| one.reading.concerns_a_day())?;
        last.reading.certain_day()
    }

    pub(super) fn tense(&self) -> Tense {
        tense::around(self.line, self.one.first, self.one.after)
    }

    /// A date in digits, by the order of the text; without one both orders are possible.
    fn numeric(&self, day_first: i32, month_first: Option<i32>) -> Option<DateReading> {
        let day = CalendarDay::of_number(day_first)?;
        let Some(other) = month_first.and_then(CalendarDay::of_number) else {
            return Some(DateReading::day(day, DateRule::NumericDate));
        };
        match self.document.order {
            DigitOrder::DayFirst => Some(DateReading::day(day, DateRule::NumericDate)),
            DigitOrder::MonthFirst => Some(DateReading::day(other, DateRule::NumericDate)),
            DigitOrder::Unknown => {
                Some(DateReading::doubt([DateValue::Day(day), DateValue::Day(other)], DateDoubt::Order))
            }
        }
    }

    /// Returns whether two places are separated only by words that tie two dates.
    pub(super) fn tied(&self, from: usize, to: usize) -> bool {
        if to < from || to - from > 3 || (from..=to).any(|at| tense::sentence_begins(self.line, at)) {
            return false;
        }
        let links = self.line.compiled.grammar.links;
        let all_links = (from..to).all(|at| {
            let word = crate::text::tokens::fold(self.line.tokens[at].text(self.line.text));
            links.contains(&word.as_str())
        });
        let bare = gap_text(self.line, to).trim();
        all_links && (to > from || matches!(bare, "-" | "–" | "/" | "—"))
    }

    /// Returns the next expression if it is tied to this one.
    pub(super) fn tied_next(&self) -> Option<&DateMatch> {
        self.next.filter(|next| self.tied(self.one.after, next.first))
    }

    /// Returns the date before this one if it is tied to it.
    pub(super) fn tied_last(&self) -> Option<&ResolvedDate> {
        self.before.last().filter(|last| self.tied(last.after, self.one.first))
    }

    fn weekend(&self, n: i32, by_tense: bool) -> Option<DateReading> {
        let published = self.published()?.day?;
        let saturday = published.plus(6 - published.weekday())?;
        let on_weekend = published.weekday() >= 6;
        let n = match self.tense() {
            // In the week, `ce week-end` with a past verb is the one just over.
            Tense::Past | Tense::Unknown if by_tense && published.weekday() <= 3 => -1,
            Tense::Past if by_tense && !on_weekend => -1,
            _ => n,
        };
        let saturday = saturday.plus(7 * n)?;
        Some(DateReading::Certain(DateValue::Days(saturday, saturday.plus(1)?), period_rule(n)))
    }

    fn counted(&self, sign: i32, rule: DateRule) -> Option<DateReading> {
        let count = self.one.fields.number?.checked_mul(sign)?;
        self.published()?.counted(self.one.fields.unit?, count).map(|value| DateReading::Certain(value, rule))
    }

    fn context_period(&self, n: i32) -> Option<DateReading> {
        let unit = self.one.fields.unit?;
        if let Some(last) = self.context() {
            // A date in doubt leaves what counts from it in doubt.
            let value = last.reading.value()?;
            if let Some(value) = relative::period_of(value, unit, n) {
                let rule = if n == 0 { DateRule::SameAsContext } else { DateRule::CountedFromContext };
                return Some(DateReading::Certain(value, rule));
            }
        }
        if n == 0 {
            return None;
        }
        Some(DateReading::Certain(self.published()?.period(unit, n)?, period_rule(n)))
    }

    fn decade(&self, decade: i32) -> Option<DateReading> {
        let first = if decade >= 100 {
            decade
        } else {
            let year = self.published().map_or(2000, |published| published.year);
            let century = year.div_euclid(100) * 100;
            if century + decade > year { century - 100 + decade } else { century + decade }
        };
        Some(DateReading::Certain(DateValue::Years(first, first + 9), DateRule::Era))
    }

    fn century(&self, fields: &DateFields) -> Option<DateReading> {
        let number = match (fields.which, fields.direction) {
            (Some(number), _) => number,
            (None, Some(n)) => (self.published()?.year - 1).div_euclid(100) + 1 + n,
            (None, None) => return None,
        };
        Some(DateReading::Certain(DateValue::Years((number - 1) * 100 + 1, number * 100), DateRule::Era))
    }

    fn feast(&self, feast: i32, year: Option<i32>) -> Option<DateReading> {
        let on = |year: i32| match feast {
            10000.. => easter(year)?.plus(feast - 10050),
            _ => CalendarDay::new(year, feast / 100, feast % 100),
        };
        if let Some(year) = year {
            return Some(DateReading::day(on(year)?, DateRule::Feast));
        }
        let published = self.published()?.day?;
        let tense = self.tense();
        let mut near: Vec<CalendarDay> = (published.year() - 1..=published.year() + 1).filter_map(on).collect();
        near.sort_by_key(|day| relative::distance(*day, published, tense));
        let first = *near.first()?;
        if first.since(published).abs() >= FEAST_REACH && tense == Tense::Unknown {
            return Some(DateReading::doubt(near.into_iter().take(2).map(DateValue::Day), DateDoubt::Direction));
        }
        Some(DateReading::day(first, DateRule::Feast))
    }

    /// `les 12 et 13 septembre`: the days before this one that share its month.
    fn days_listed_before(&self, reading: &DateReading) -> Vec<ResolvedDate> {
        if self.one.fields.day.is_none() {
            return Vec::new();
        }
        let floor = self.before.last().map_or(0, |last| last.after);
        let with_number = |value: &DateValue, number: i32| {
            let day = value.day()?;
            CalendarDay::new(day.year(), day.month(), number).map(DateValue::Day)
        };
        let shared = |number: i32| match reading {
            DateReading::Certain(value, _) => {
                Some(DateReading::Certain(with_number(value, number)?, DateRule::SharedWithNext))
            }
            DateReading::Uncertain(values, doubt) => {
                Some(DateReading::doubt(values.iter().filter_map(|value| with_number(value, number)), *doubt))
            }
        };
        filter::days_listed_before(self.line, self.one, floor)
            .into_iter()
            .filter_map(|(first, after, number)| {
                Some(ResolvedDate { first, after, reading: shared(number)?, is_antecedent: true, explicit: false })
            })
            .collect()
    }
}

/// Returns the rule of a period so many after publication's.
pub(super) fn period_rule(n: i32) -> DateRule {
    match n {
        0 => DateRule::PeriodOfPublication,
        ..=-1 => DateRule::PeriodBefore,
        _ => DateRule::PeriodAfter,
    }
}
