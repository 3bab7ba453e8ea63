//! Expressions + the article's date -> values, each with its rule. Without an article date nothing relative has a value.

use super::calendar::{CalendarDay, DateValue, easter};
use super::filter;
use super::relative::{self, PublicationDate};
use super::tense::{self, Tense};
use super::types::{DateFields, DateMatch, TokenLine, gap_text};
use crate::lang::date_rule::DateRule;
use crate::lang::dates::TemporalMeaning;

/// How many dates back a day is looked for, so that a text of nothing but dates takes no longer than another.
const LOOK_BACK: usize = 24;

/// How many words may separate two expressions of one thought.
const NEAR: usize = 40;

/// An expression with its value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct ResolvedDate {
    /// Index of its first token.
    pub first: usize,
    /// Index after its last token.
    pub after: usize,
    /// When it was.
    pub value: DateValue,
    /// Why.
    pub rule: DateRule,
    /// Whether it counts as spoken of, for what refers back.
    is_antecedent: bool,
    /// Whether year and month are written.
    explicit: bool,
}

/// What the paragraphs before spoke of.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) enum DiscourseDay {
    /// No day at all.
    #[default]
    Nothing,
    /// One day and no other.
    OneDay(CalendarDay),
    /// Several days, so that it is not certain which one is meant.
    Several,
}

impl DiscourseDay {
    fn with(self, day: CalendarDay) -> Self {
        match self {
            DiscourseDay::Nothing => DiscourseDay::OneDay(day),
            DiscourseDay::OneDay(known) if known == day => self,
            DiscourseDay::OneDay(_) | DiscourseDay::Several => DiscourseDay::Several,
        }
    }
}

/// Returns the dates of one block.
#[must_use]
pub(crate) fn resolve(
    line: &TokenLine<'_>,
    matches: &[DateMatch],
    published: Option<PublicationDate>,
    discourse_day: &mut DiscourseDay,
) -> Vec<ResolvedDate> {
    let mut found: Vec<ResolvedDate> = Vec::new();
    let mut clocks: Vec<DateMatch> = Vec::new();
    for (index, one) in matches.iter().enumerate() {
        if !filter::is_date(line, one, index.checked_sub(1).and_then(|before| matches.get(before))) {
            continue;
        }
        if one.means == TemporalMeaning::Clock {
            clocks.push(*one);
            continue;
        }
        let context =
            DateContext { line, published, one, before: &found, next: matches.get(index + 1), memory: *discourse_day };
        let Some((value, rule)) = context.value().filter(|(value, _)| value.is_writable()) else { continue };
        let explicit = one.fields.year.is_some() && one.fields.month.is_some();
        let listed = context.days_listed_before(value);
        found.extend(listed);
        found.push(ResolvedDate { first: one.first, after: one.after, value, rule, is_antecedent: true, explicit });
    }
    let n_dates = found.len();
    for clock in clocks {
        if let Some(day) = day_of_clock(line, &clock, &found[..n_dates], *discourse_day, published) {
            found.push(ResolvedDate {
                first: clock.first,
                after: clock.after,
                value: DateValue::Day(day),
                rule: DateRule::TimeOfDay,
                is_antecedent: false,
                explicit: false,
            });
        }
    }
    *discourse_day = found[..n_dates].iter().filter_map(|one| one.value.day()).fold(*discourse_day, DiscourseDay::with);
    found.sort_by_key(|one| one.first);
    found.dedup_by(|later, earlier| later.first < earlier.after);
    found
}

/// A time of day belongs to the day named at its side, else to the one before it in the paragraph, else to the only one
/// of the article so far, else, where the article has not named a day, to publication's.
fn day_of_clock(
    line: &TokenLine<'_>,
    clock: &DateMatch,
    dates: &[ResolvedDate],
    memory: DiscourseDay,
    published: Option<PublicationDate>,
) -> Option<CalendarDay> {
    let index = dates.partition_point(|one| one.first < clock.first);
    let one_sentence = |from: usize, to: usize| (from..=to).all(|at| !tense::sentence_begins(line, at));
    let next = dates[index..].iter().take(LOOK_BACK).find(|one| one.value.day().is_some());
    let beside = next.filter(|next| next.first <= clock.after + 3 && one_sentence(clock.after, next.first));
    let before = dates[..index].iter().rev().take(LOOK_BACK).find(|one| one.value.day().is_some());
    let near = before.filter(|one| clock.first - one.after <= NEAR && one_sentence(one.after, clock.first));
    near.or(beside).or(before).and_then(|one| one.value.day()).or(match memory {
        DiscourseDay::OneDay(day) => Some(day),
        DiscourseDay::Nothing => published.and_then(|published| published.day),
        DiscourseDay::Several => None,
    })
}

/// What one expression is resolved against.
struct DateContext<'a> {
    line: &'a TokenLine<'a>,
    published: Option<PublicationDate>,
    one: &'a DateMatch,
    before: &'a [ResolvedDate],
    next: Option<&'a DateMatch>,
    memory: DiscourseDay,
}

type DateResolution = Option<(DateValue, DateRule)>;

impl DateContext<'_> {
    fn value(&self) -> DateResolution {
        let fields = self.one.fields;
        match self.one.means {
            TemporalMeaning::Nothing | TemporalMeaning::Clock => None,
            TemporalMeaning::Fixed(day) => Some((DateValue::Day(CalendarDay::of_number(day)?), DateRule::FullDate)),
            TemporalMeaning::Numeric(day) => {
                Some((DateValue::Day(CalendarDay::of_number(day)?), DateRule::NumericDate))
            }
            TemporalMeaning::Date => self.date(&fields),
            TemporalMeaning::DayRange => self.day_range(&fields),
            TemporalMeaning::Month => self.month(fields.month?, fields.direction),
            TemporalMeaning::MonthOfYear(n) => {
                let year = self.published?.year + n + fields.direction.unwrap_or(0);
                Some((DateValue::Month(year, fields.month?), self.period_rule(year - self.published?.year)))
            }
            TemporalMeaning::Year | TemporalMeaning::BareYear => Some((DateValue::Year(fields.year?), DateRule::Year)),
            TemporalMeaning::Decade => self.decade(fields.which?),
            TemporalMeaning::Century => self.century(&fields),
            TemporalMeaning::Season => self.season(&fields),
            TemporalMeaning::PartOfYear(n_months) => {
                let first = (fields.which? - 1) * n_months + 1;
                let year = fields.year?;
                (first + n_months <= 13)
                    .then_some((DateValue::Months((year, first), (year, first + n_months - 1)), DateRule::PartOfYear))
            }
            TemporalMeaning::WeekdayAndDay => {
                let day = relative::weekday_and_day(self.published?.day?, fields.weekday?, fields.day?)?;
                Some((DateValue::Day(day), DateRule::Nearest))
            }
            TemporalMeaning::Weekday | TemporalMeaning::ThisWeekday => self.weekday(fields.weekday?, fields.direction),
            TemporalMeaning::DaysOn(n) => {
                Some((DateValue::Day(self.published?.day?.plus(n)?), DateRule::DayFromPublication))
            }
            TemporalMeaning::Period(n) => {
                let n = n + fields.direction.unwrap_or(0);
                Some((self.published?.period(fields.unit?, n)?, self.period_rule(n)))
            }
            TemporalMeaning::Weekend(n) => {
                self.weekend(n + fields.direction.unwrap_or(0), fields.direction.is_none() && n == 0)
            }
            TemporalMeaning::NewYear => {
                let published = self.published?;
                let n = i32::from(published.month? > 6);
                Some((DateValue::Year(published.year + n), self.period_rule(n)))
            }
            TemporalMeaning::Ago => self.counted(-1, DateRule::CountedBack),
            TemporalMeaning::Ahead => self.counted(1, DateRule::CountedOn),
            TemporalMeaning::ContextDays(0) | TemporalMeaning::ContextPart => {
                let only = if let DiscourseDay::OneDay(day) = self.memory { Some(day) } else { None };
                Some((DateValue::Day(self.context_day().or(only)?), DateRule::SameAsContext))
            }
            TemporalMeaning::ContextDays(n) => {
                let day = self.context_day()?.plus(n)?;
                Some((DateValue::Day(day), DateRule::CountedFromContext))
            }
            TemporalMeaning::ContextPeriod(n) => self.context_period(n),
            TemporalMeaning::ContextCount(sign) => {
                let count = fields.number?.checked_mul(sign)?;
                let value = relative::count_from(self.context()?.value, fields.unit?, count)?;
                Some((value, DateRule::CountedFromContext))
            }
            TemporalMeaning::Feast => self.feast(fields.which?, fields.year),
        }
    }

    /// Returns the last date of the paragraph before this expression.
    fn context(&self) -> Option<&ResolvedDate> {
        self.before.iter().rev().find(|one| one.is_antecedent)
    }

    fn context_day(&self) -> Option<CalendarDay> {
        self.before.iter().rev().take(LOOK_BACK).find_map(|one| one.value.day())
    }

    fn tense(&self) -> Tense {
        tense::around(self.line, self.one.first, self.one.after)
    }

    fn period_rule(&self, n: i32) -> DateRule {
        match n {
            0 => DateRule::PeriodOfPublication,
            ..=-1 => DateRule::PeriodBefore,
            _ => DateRule::PeriodAfter,
        }
    }

    fn date(&self, fields: &DateFields) -> DateResolution {
        let month = fields.month?;
        let written = fields.year.and_then(|year| self.full_year(year));
        match (fields.day, written) {
            (Some(day), Some(year)) => {
                CalendarDay::new(year, month, day).map(|day| (DateValue::Day(day), DateRule::FullDate))
            }
            (None, Some(year)) => Some((DateValue::Month(year, month), DateRule::MonthAndYear)),
            (Some(day), None) => self.day_without_year(day, month, fields),
            (None, None) => self.month(month, fields.direction),
        }
    }

    fn day_range(&self, fields: &DateFields) -> DateResolution {
        let (DateValue::Day(first), rule) = self.date(fields)? else { return None };
        let last = CalendarDay::new(first.year(), first.month(), fields.last_day?).filter(|last| *last > first)?;
        Some((DateValue::Days(first, last), rule))
    }

    /// `98` is the last such year that is not far after publication.
    fn full_year(&self, year: i32) -> Option<i32> {
        if year >= 0 {
            return Some(year);
        }
        let short = -1 - year;
        let published = self.published?.year;
        let century = (published + 10).div_euclid(100) * 100;
        Some(if century + short > published + 10 { century - 100 + short } else { century + short })
    }

    fn day_without_year(&self, day: i32, month: i32, fields: &DateFields) -> DateResolution {
        if let Some(shared) = self.shared_with_next(fields)
            && let Some(day) = CalendarDay::new(shared, month, day)
        {
            return Some((DateValue::Day(day), DateRule::SharedWithNext));
        }
        if let Some(year) = self.year_of_context(month, Some(day))
            && let Some(day) = CalendarDay::new(year, month, day)
        {
            return Some((DateValue::Day(day), DateRule::YearOfContext));
        }
        let published = self.published?;
        let anchor =
            published.day.or_else(|| CalendarDay::new(published.year, published.month.unwrap_or(month), 15))?;
        if let Some(weekday) = fields.weekday
            && let Some(found) = relative::day_on_weekday(anchor, day, month, weekday)
        {
            return Some((DateValue::Day(found), DateRule::Nearest));
        }
        relative::day_near(anchor, day, month, fields.direction, self.tense())
            .map(|(day, rule)| (DateValue::Day(day), rule))
    }

    fn month(&self, month: i32, direction: Option<i32>) -> DateResolution {
        if direction.is_none() {
            if let Some(year) = self.shared_with_next(&self.one.fields) {
                return Some((DateValue::Month(year, month), DateRule::SharedWithNext));
            }
            if let Some(year) = self.year_of_context(month, None) {
                return Some((DateValue::Month(year, month), DateRule::YearOfContext));
            }
        }
        let published = self.published?;
        let (year, rule) = relative::year_of_month(published.year, published.month?, month, direction, self.tense());
        Some((DateValue::Month(year, month), rule))
    }

    /// `du 12 mars au 3 avril 2020`: the first takes the year of the second.
    fn shared_with_next(&self, fields: &DateFields) -> Option<i32> {
        let next = self.next.filter(|next| next.means == TemporalMeaning::Date && fields.direction.is_none())?;
        if !self.tied(self.one.after, next.first) || (fields.day.is_some() && next.fields.day.is_none()) {
            return None;
        }
        let year = next.fields.year.and_then(|year| self.full_year(year))?;
        let key = |fields: &DateFields| fields.month.unwrap_or(0) * 100 + fields.day.unwrap_or(0);
        // `de décembre à mars 2020` begins in the year before.
        Some(if key(fields) > key(&next.fields) { year - 1 } else { year })
    }

    /// Returns whether two places are separated only by words that tie two dates.
    fn tied(&self, from: usize, to: usize) -> bool {
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

    /// `Le 6 juin 1944 … Le 25 août`: the year of a date just before that is not publication's year, for a later day.
    fn year_of_context(&self, month: i32, day: Option<i32>) -> Option<i32> {
        let last = self.before.last().filter(|last| last.explicit)?;
        let (year, last_month) = match last.value {
            DateValue::Day(day) => (day.year(), day.month()),
            DateValue::Month(year, month) => (year, month),
            _ => return None,
        };
        if self.published.is_some_and(|published| year >= published.year) || month < last_month {
            return None;
        }
        if month == last_month
            && let (Some(day), DateValue::Day(last)) = (day, last.value)
            && CalendarDay::new(year, month, day).is_none_or(|day| day < last)
        {
            return None;
        }
        let near = self.one.first - last.after <= NEAR;
        let begins = |at: &usize| tense::sentence_begins(self.line, *at);
        (near && (last.after..=self.one.first).filter(begins).take(2).count() <= 1).then_some(year)
    }

    fn weekday(&self, weekday: i32, direction: Option<i32>) -> DateResolution {
        // `du mardi au mercredi`: the second is the next after the first.
        if let Some(last) = self.before.last().filter(|last| self.tied(last.after, self.one.first))
            && direction.is_none()
            && let Some(first) = last.value.day()
        {
            let ahead = (weekday - first.weekday()).rem_euclid(7);
            return Some((DateValue::Day(first.plus(ahead)?), DateRule::WeekdayBeside));
        }
        // `de mercredi à jeudi 18 mai`: the first is the last before the second.
        if let Some(next) =
            self.next.filter(|next| next.means == TemporalMeaning::Date && self.tied(self.one.after, next.first))
        {
            let context = DateContext { one: next, next: None, ..*self };
            if let Some((DateValue::Day(day), _)) = context.date(&next.fields) {
                let back = (day.weekday() - weekday).rem_euclid(7);
                return Some((DateValue::Day(day.plus(-back)?), DateRule::WeekdayBeside));
            }
        }
        let published = self.published?.day?;
        let this = self.one.means == TemporalMeaning::ThisWeekday;
        let tense = if direction.is_none() { self.tense() } else { Tense::Unknown };
        relative::weekday_near(published, weekday, direction, tense, this)
            .map(|(day, rule)| (DateValue::Day(day), rule))
    }

    fn weekend(&self, n: i32, by_tense: bool) -> DateResolution {
        let published = self.published?.day?;
        let saturday = published.plus(6 - published.weekday())?;
        let on_weekend = published.weekday() >= 6;
        let n = match self.tense() {
            // In the week, `ce week-end` with a past verb is the one just over.
            Tense::Past | Tense::Unknown if by_tense && published.weekday() <= 3 => -1,
            Tense::Past if by_tense && !on_weekend => -1,
            _ => n,
        };
        let saturday = saturday.plus(7 * n)?;
        Some((DateValue::Days(saturday, saturday.plus(1)?), self.period_rule(n)))
    }

    fn counted(&self, sign: i32, rule: DateRule) -> DateResolution {
        let count = self.one.fields.number?.checked_mul(sign)?;
        self.published?.counted(self.one.fields.unit?, count).map(|value| (value, rule))
    }

    fn context_period(&self, n: i32) -> DateResolution {
        let unit = self.one.fields.unit?;
        if let Some(last) = self.context()
            && let Some(value) = relative::period_of(last.value, unit, n)
        {
            return Some((value, if n == 0 { DateRule::SameAsContext } else { DateRule::CountedFromContext }));
        }
        if n == 0 {
            return None;
        }
        Some((self.published?.period(unit, n)?, self.period_rule(n)))
    }

    fn decade(&self, decade: i32) -> DateResolution {
        let first = if decade >= 100 {
            decade
        } else {
            let year = self.published.map_or(2000, |published| published.year);
            let century = year.div_euclid(100) * 100;
            if century + decade > year { century - 100 + decade } else { century + decade }
        };
        Some((DateValue::Years(first, first + 9), DateRule::Era))
    }

    fn century(&self, fields: &DateFields) -> DateResolution {
        let number = match (fields.which, fields.direction) {
            (Some(number), _) => number,
            (None, Some(n)) => (self.published?.year - 1).div_euclid(100) + 1 + n,
            (None, None) => return None,
        };
        Some((DateValue::Years((number - 1) * 100 + 1, number * 100), DateRule::Era))
    }

    fn season(&self, fields: &DateFields) -> DateResolution {
        let first = fields.which? * 3;
        let span = |year: i32| {
            let DateValue::Month(to_year, to_month) = DateValue::month_after(year, first, 2) else {
                return DateValue::Year(year);
            };
            DateValue::Months((year, first), (to_year, to_month))
        };
        if let Some(year) = fields.year.and_then(|year| self.full_year(year)) {
            return Some((span(year), DateRule::PartOfYear));
        }
        let published = self.published?;
        let (year, rule) =
            relative::year_of_season(published.year, published.month?, first, fields.direction, self.tense());
        Some((span(year), rule))
    }

    fn feast(&self, feast: i32, year: Option<i32>) -> DateResolution {
        let on = |year: i32| match feast {
            10000.. => easter(year)?.plus(feast - 10050),
            _ => CalendarDay::new(year, feast / 100, feast % 100),
        };
        if let Some(year) = year {
            return Some((DateValue::Day(on(year)?), DateRule::Feast));
        }
        let published = self.published?.day?;
        let near = (published.year() - 1..=published.year() + 1).filter_map(on);
        near.min_by_key(|day| relative::distance(*day, published, self.tense()))
            .map(|day| (DateValue::Day(day), DateRule::Feast))
    }

    /// `les 12 et 13 septembre`: the days before this one that share its month.
    fn days_listed_before(&self, value: DateValue) -> Vec<ResolvedDate> {
        let (Some(day), Some(_)) = (value.day(), self.one.fields.day) else { return Vec::new() };
        let floor = self.before.last().map_or(0, |last| last.after);
        filter::days_listed_before(self.line, self.one, floor)
            .into_iter()
            .filter_map(|(first, after, number)| {
                let value = DateValue::Day(CalendarDay::new(day.year(), day.month(), number)?);
                let rule = DateRule::SharedWithNext;
                Some(ResolvedDate { first, after, value, rule, is_antecedent: true, explicit: false })
            })
            .collect()
    }
}
