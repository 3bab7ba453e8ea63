//! Expressions + the article's date -> values, each with its rule. Without an article date nothing relative has a value.

use super::calendar::{Day, Value, easter};
use super::grammar::Means;
use super::matcher::{Fields, Line, Match};
use super::relative::{self, Published};
use super::rule::Rule;
use super::tense::{self, Tense};
use super::vet;

/// Units as the grammars number them.
pub const DAY: i32 = 1;
/// See [`DAY`].
pub const WEEK: i32 = 2;
/// See [`DAY`].
pub const MONTH: i32 = 3;
/// See [`DAY`].
pub const YEAR: i32 = 4;
/// See [`DAY`].
pub const DECADE: i32 = 5;

/// How many dates back a day is looked for, so that a text of nothing but dates takes no longer than another.
const LOOK_BACK: usize = 24;

/// How many words apart two expressions may stand and still be of one thought.
const NEAR: usize = 40;

/// An expression with its value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Resolved {
    /// Index of its first token.
    pub first: usize,
    /// Index after its last token.
    pub after: usize,
    /// When it was.
    pub value: Value,
    /// Why.
    pub rule: Rule,
    /// Whether it counts as spoken of, for what refers back.
    anchors: bool,
    /// Whether year and month are written.
    explicit: bool,
}

/// What the paragraphs before spoke of.
#[derive(Clone, Copy, Debug, Default)]
pub enum Memory {
    /// No day at all.
    #[default]
    Nothing,
    /// One day and no other.
    OneDay(Day),
    /// Several days, so that none of them is meant for certain.
    Several,
}

impl Memory {
    fn with(self, day: Day) -> Self {
        match self {
            Memory::Nothing => Memory::OneDay(day),
            Memory::OneDay(known) if known == day => self,
            Memory::OneDay(_) | Memory::Several => Memory::Several,
        }
    }
}

/// Returns the dates of one block.
#[must_use]
pub fn resolve(line: &Line<'_>, matches: &[Match], published: Option<Published>, memory: &mut Memory) -> Vec<Resolved> {
    let mut found: Vec<Resolved> = Vec::new();
    let mut clocks: Vec<Match> = Vec::new();
    for (index, one) in matches.iter().enumerate() {
        if !vet::stands(line, one, index.checked_sub(1).and_then(|before| matches.get(before))) {
            continue;
        }
        if one.means == Means::Clock {
            clocks.push(*one);
            continue;
        }
        let scene = Scene { line, published, one, before: &found, next: matches.get(index + 1), memory: *memory };
        let Some((value, rule)) = scene.value().filter(|(value, _)| value.is_writable()) else { continue };
        let explicit = one.fields.year.is_some() && one.fields.month.is_some();
        let listed = scene.days_listed_before(value);
        found.extend(listed);
        found.push(Resolved { first: one.first, after: one.after, value, rule, anchors: true, explicit });
    }
    let n_dates = found.len();
    for clock in clocks {
        if let Some(day) = day_of_clock(line, &clock, &found[..n_dates], *memory, published) {
            found.push(Resolved {
                first: clock.first,
                after: clock.after,
                value: Value::Day(day),
                rule: Rule::TimeOfDay,
                anchors: false,
                explicit: false,
            });
        }
    }
    *memory = found[..n_dates].iter().filter_map(|one| one.value.day()).fold(*memory, Memory::with);
    found.sort_by_key(|one| one.first);
    found.dedup_by(|later, earlier| later.first < earlier.after);
    found
}

/// A time of day belongs to the day named at its side, else to the one before it in the paragraph, else to the only one
/// of the article so far, else, where the article has named none, to publication's.
fn day_of_clock(
    line: &Line<'_>,
    clock: &Match,
    dates: &[Resolved],
    memory: Memory,
    published: Option<Published>,
) -> Option<Day> {
    let index = dates.partition_point(|one| one.first < clock.first);
    let one_sentence = |from: usize, to: usize| (from..=to).all(|at| !tense::sentence_begins(line, at));
    let next = dates[index..].iter().take(LOOK_BACK).find(|one| one.value.day().is_some());
    let beside = next.filter(|next| next.first <= clock.after + 3 && one_sentence(clock.after, next.first));
    let before = dates[..index].iter().rev().take(LOOK_BACK).find(|one| one.value.day().is_some());
    let near = before.filter(|one| clock.first - one.after <= NEAR && one_sentence(one.after, clock.first));
    near.or(beside).or(before).and_then(|one| one.value.day()).or(match memory {
        Memory::OneDay(day) => Some(day),
        Memory::Nothing => published.and_then(|published| published.day),
        Memory::Several => None,
    })
}

/// What one expression is resolved against.
struct Scene<'a> {
    line: &'a Line<'a>,
    published: Option<Published>,
    one: &'a Match,
    before: &'a [Resolved],
    next: Option<&'a Match>,
    memory: Memory,
}

type Reading = Option<(Value, Rule)>;

impl Scene<'_> {
    fn value(&self) -> Reading {
        let fields = self.one.fields;
        match self.one.means {
            Means::Nothing | Means::Clock => None,
            Means::Fixed(ymd) => {
                Day::new(ymd / 10000, ymd / 100 % 100, ymd % 100).map(|day| (Value::Day(day), Rule::FullDate))
            }
            Means::Numeric(day) => Some((Value::Day(day), Rule::NumericDate)),
            Means::Date => self.date(&fields),
            Means::DayRange => self.day_range(&fields),
            Means::Month => self.month(fields.month?, fields.direction),
            Means::MonthOfYear(n) => {
                let year = self.published?.year + n + fields.direction.unwrap_or(0);
                Some((Value::Month(year, fields.month?), self.period_rule(year - self.published?.year)))
            }
            Means::Year | Means::BareYear => Some((Value::Year(fields.year?), Rule::Year)),
            Means::Decade => self.decade(fields.which?),
            Means::Century => self.century(&fields),
            Means::Season => self.season(&fields),
            Means::PartOfYear(n_months) => {
                let first = (fields.which? - 1) * n_months + 1;
                let year = fields.year?;
                (first + n_months <= 13)
                    .then_some((Value::Months((year, first), (year, first + n_months - 1)), Rule::PartOfYear))
            }
            Means::WeekdayAndDay => {
                let day = relative::weekday_and_day(self.published?.day?, fields.weekday?, fields.day?)?;
                Some((Value::Day(day), Rule::Nearest))
            }
            Means::Weekday | Means::ThisWeekday => self.weekday(fields.weekday?, fields.direction),
            Means::DaysOn(n) => Some((Value::Day(self.published?.day?.plus(n)?), Rule::DayFromPublication)),
            Means::Period(n) => {
                let n = n + fields.direction.unwrap_or(0);
                Some((self.published?.period(fields.unit?, n)?, self.period_rule(n)))
            }
            Means::Weekend(n) => self.weekend(n + fields.direction.unwrap_or(0), fields.direction.is_none() && n == 0),
            Means::NewYear => {
                let published = self.published?;
                let n = i32::from(published.month? > 6);
                Some((Value::Year(published.year + n), self.period_rule(n)))
            }
            Means::Ago => self.counted(-1, Rule::CountedBack),
            Means::Ahead => self.counted(1, Rule::CountedOn),
            Means::ContextDays(0) | Means::ContextPart => {
                let only = if let Memory::OneDay(day) = self.memory { Some(day) } else { None };
                Some((Value::Day(self.context_day().or(only)?), Rule::SameAsContext))
            }
            Means::ContextDays(n) => {
                let day = self.context_day()?.plus(n)?;
                Some((Value::Day(day), Rule::CountedFromContext))
            }
            Means::ContextPeriod(n) => self.context_period(n),
            Means::ContextCount(sign) => {
                let count = fields.number?.checked_mul(sign)?;
                let value = relative::count_from(self.context()?.value, fields.unit?, count)?;
                Some((value, Rule::CountedFromContext))
            }
            Means::Feast => self.feast(fields.which?, fields.year),
        }
    }

    /// Returns the last date of the paragraph before this expression.
    fn context(&self) -> Option<&Resolved> {
        self.before.iter().rev().find(|one| one.anchors)
    }

    fn context_day(&self) -> Option<Day> {
        self.before.iter().rev().take(LOOK_BACK).find_map(|one| one.value.day())
    }

    fn tense(&self) -> Tense {
        tense::around(self.line, self.one.first, self.one.after)
    }

    fn period_rule(&self, n: i32) -> Rule {
        match n {
            0 => Rule::PeriodOfPublication,
            ..=-1 => Rule::PeriodBefore,
            _ => Rule::PeriodAfter,
        }
    }

    fn date(&self, fields: &Fields) -> Reading {
        let month = fields.month?;
        let written = fields.year.and_then(|year| self.full_year(year));
        match (fields.day, written) {
            (Some(day), Some(year)) => Day::new(year, month, day).map(|day| (Value::Day(day), Rule::FullDate)),
            (None, Some(year)) => Some((Value::Month(year, month), Rule::MonthAndYear)),
            (Some(day), None) => self.day_without_year(day, month, fields),
            (None, None) => self.month(month, fields.direction),
        }
    }

    fn day_range(&self, fields: &Fields) -> Reading {
        let (Value::Day(first), rule) = self.date(fields)? else { return None };
        let last = Day::new(first.year(), first.month(), fields.last_day?).filter(|last| *last > first)?;
        Some((Value::Days(first, last), rule))
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

    fn day_without_year(&self, day: i32, month: i32, fields: &Fields) -> Reading {
        if let Some(shared) = self.shared_with_next(fields)
            && let Some(day) = Day::new(shared, month, day)
        {
            return Some((Value::Day(day), Rule::SharedWithNext));
        }
        if let Some(year) = self.year_of_context(month, Some(day))
            && let Some(day) = Day::new(year, month, day)
        {
            return Some((Value::Day(day), Rule::YearOfContext));
        }
        let published = self.published?;
        let anchor = published.day.or_else(|| Day::new(published.year, published.month.unwrap_or(month), 15))?;
        if let Some(weekday) = fields.weekday
            && let Some(found) = relative::day_on_weekday(anchor, day, month, weekday)
        {
            return Some((Value::Day(found), Rule::Nearest));
        }
        relative::day_near(anchor, day, month, fields.direction, self.tense())
            .map(|(day, rule)| (Value::Day(day), rule))
    }

    fn month(&self, month: i32, direction: Option<i32>) -> Reading {
        if direction.is_none() {
            if let Some(year) = self.shared_with_next(&self.one.fields) {
                return Some((Value::Month(year, month), Rule::SharedWithNext));
            }
            if let Some(year) = self.year_of_context(month, None) {
                return Some((Value::Month(year, month), Rule::YearOfContext));
            }
        }
        let published = self.published?;
        let (year, rule) = relative::year_of_month(published.year, published.month?, month, direction, self.tense());
        Some((Value::Month(year, month), rule))
    }

    /// `du 12 mars au 3 avril 2020`: the first takes the year of the second.
    fn shared_with_next(&self, fields: &Fields) -> Option<i32> {
        let next = self.next.filter(|next| next.means == Means::Date && fields.direction.is_none())?;
        if !self.tied(self.one.after, next.first) || (fields.day.is_some() && next.fields.day.is_none()) {
            return None;
        }
        let year = next.fields.year.and_then(|year| self.full_year(year))?;
        let key = |fields: &Fields| fields.month.unwrap_or(0) * 100 + fields.day.unwrap_or(0);
        // `de décembre à mars 2020` begins in the year before.
        Some(if key(fields) > key(&next.fields) { year - 1 } else { year })
    }

    /// Tells whether only words that tie two dates stand between two places.
    fn tied(&self, from: usize, to: usize) -> bool {
        if to < from || to - from > 3 || (from..=to).any(|at| tense::sentence_begins(self.line, at)) {
            return false;
        }
        let links = self.line.compiled.grammar.links;
        let all_links = (from..to).all(|at| {
            let word = crate::registry::tokens::fold(self.line.tokens[at].text(self.line.text));
            links.contains(&word.as_str())
        });
        let bare = super::matcher::gap_text(self.line, to).trim();
        all_links && (to > from || matches!(bare, "-" | "–" | "/" | "—"))
    }

    /// `Le 6 juin 1944 … Le 25 août`: the year of a date just before that is not publication's year, for a later day.
    fn year_of_context(&self, month: i32, day: Option<i32>) -> Option<i32> {
        let last = self.before.last().filter(|last| last.explicit)?;
        let (year, last_month) = match last.value {
            Value::Day(day) => (day.year(), day.month()),
            Value::Month(year, month) => (year, month),
            _ => return None,
        };
        if self.published.is_some_and(|published| year >= published.year) || month < last_month {
            return None;
        }
        if month == last_month
            && let (Some(day), Value::Day(last)) = (day, last.value)
            && Day::new(year, month, day).is_none_or(|day| day < last)
        {
            return None;
        }
        let near = self.one.first - last.after <= NEAR;
        let begins = |at: &usize| tense::sentence_begins(self.line, *at);
        (near && (last.after..=self.one.first).filter(begins).take(2).count() <= 1).then_some(year)
    }

    fn weekday(&self, weekday: i32, direction: Option<i32>) -> Reading {
        // `du mardi au mercredi`: the second is the next after the first.
        if let Some(last) = self.before.last().filter(|last| self.tied(last.after, self.one.first))
            && direction.is_none()
            && let Some(first) = last.value.day()
        {
            let ahead = (weekday - first.weekday()).rem_euclid(7);
            return Some((Value::Day(first.plus(ahead)?), Rule::WeekdayBeside));
        }
        // `de mercredi à jeudi 18 mai`: the first is the last before the second.
        if let Some(next) = self.next.filter(|next| next.means == Means::Date && self.tied(self.one.after, next.first))
        {
            let scene = Scene { one: next, next: None, ..*self };
            if let Some((Value::Day(day), _)) = scene.date(&next.fields) {
                let back = (day.weekday() - weekday).rem_euclid(7);
                return Some((Value::Day(day.plus(-back)?), Rule::WeekdayBeside));
            }
        }
        let published = self.published?.day?;
        let this = self.one.means == Means::ThisWeekday;
        let tense = if direction.is_none() { self.tense() } else { Tense::Unknown };
        relative::weekday_near(published, weekday, direction, tense, this).map(|(day, rule)| (Value::Day(day), rule))
    }

    fn weekend(&self, n: i32, by_tense: bool) -> Reading {
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
        Some((Value::Days(saturday, saturday.plus(1)?), self.period_rule(n)))
    }

    fn counted(&self, sign: i32, rule: Rule) -> Reading {
        let count = self.one.fields.number?.checked_mul(sign)?;
        self.published?.counted(self.one.fields.unit?, count).map(|value| (value, rule))
    }

    fn context_period(&self, n: i32) -> Reading {
        let unit = self.one.fields.unit?;
        if let Some(last) = self.context()
            && let Some(value) = relative::period_of(last.value, unit, n)
        {
            return Some((value, if n == 0 { Rule::SameAsContext } else { Rule::CountedFromContext }));
        }
        if n == 0 {
            return None;
        }
        Some((self.published?.period(unit, n)?, self.period_rule(n)))
    }

    fn decade(&self, decade: i32) -> Reading {
        let first = if decade >= 100 {
            decade
        } else {
            let year = self.published.map_or(2000, |published| published.year);
            let century = year.div_euclid(100) * 100;
            if century + decade > year { century - 100 + decade } else { century + decade }
        };
        Some((Value::Years(first, first + 9), Rule::Era))
    }

    fn century(&self, fields: &Fields) -> Reading {
        let number = match (fields.which, fields.direction) {
            (Some(number), _) => number,
            (None, Some(n)) => (self.published?.year - 1).div_euclid(100) + 1 + n,
            (None, None) => return None,
        };
        Some((Value::Years((number - 1) * 100 + 1, number * 100), Rule::Era))
    }

    fn season(&self, fields: &Fields) -> Reading {
        let first = fields.which? * 3;
        let span = |year: i32| {
            let Value::Month(to_year, to_month) = Value::month_after(year, first, 2) else { return Value::Year(year) };
            Value::Months((year, first), (to_year, to_month))
        };
        if let Some(year) = fields.year.and_then(|year| self.full_year(year)) {
            return Some((span(year), Rule::PartOfYear));
        }
        let published = self.published?;
        let (year, rule) =
            relative::year_of_season(published.year, published.month?, first, fields.direction, self.tense());
        Some((span(year), rule))
    }

    fn feast(&self, feast: i32, year: Option<i32>) -> Reading {
        let on = |year: i32| match feast {
            10000.. => easter(year)?.plus(feast - 10050),
            _ => Day::new(year, feast / 100, feast % 100),
        };
        if let Some(year) = year {
            return Some((Value::Day(on(year)?), Rule::Feast));
        }
        let published = self.published?.day?;
        let near = (published.year() - 1..=published.year() + 1).filter_map(on);
        near.min_by_key(|day| relative::distance(*day, published, self.tense()))
            .map(|day| (Value::Day(day), Rule::Feast))
    }

    /// `les 12 et 13 septembre`: the days before this one that share its month.
    fn days_listed_before(&self, value: Value) -> Vec<Resolved> {
        let (Some(day), Some(_)) = (value.day(), self.one.fields.day) else { return Vec::new() };
        let floor = self.before.last().map_or(0, |last| last.after);
        vet::days_listed_before(self.line, self.one, floor)
            .into_iter()
            .filter_map(|(first, after, number)| {
                let value = Value::Day(Day::new(day.year(), day.month(), number)?);
                let rule = Rule::SharedWithNext;
                Some(Resolved { first, after, value, rule, anchors: true, explicit: false })
            })
            .collect()
    }
}
