//! Days, months and parts of a year that are written without their year.
//!
//! The year comes from a date that is tied to it, from the passage, from the same day elsewhere in the text, or from
//! publication. Where passage and publication say different things, or the nearest such day is half a year away, the
//! value is in doubt: on French news, of eleven days more than 180 days before publication that no word like `dernier`
//! placed, three were those.

use super::DateDoubt;
use super::calendar::{CalendarDay, DateValue};
use super::reading::DateReading;
use super::relative;
use super::resolve::{DateContext, LOOK_BACK, NEAR, ResolvedDate};
use super::tense::{self, Tense};
use super::types::{DateFields, gap_text, word};
use crate::lang::date_rule::DateRule;
use crate::lang::dates::{TemporalMeaning, WordClass};

/// A past day farther back than this is in doubt without its year.
const PAST_REACH: i32 = 180;

/// A day that no verb places in past or future is in doubt beyond this distance.
const REACH_WITHOUT_TENSE: i32 = 120;

/// A day this near to publication is not of the year after one that the passage names.
const NEAR_DAYS: i32 = 60;

/// A day that the text names with a year this long ago may be that day again; an older one is rather its anniversary.
const RECENT_YEARS: i32 = 3;

/// A verb this near has nothing but its object between it and the date.
const OWN_VERB: usize = 3;

/// A verb this near is the verb of the date.
const NEAR_VERB: usize = 8;

/// How many words may be between an anniversary and its date.
const ANNIVERSARY_REACH: usize = 8;

/// The year that a passage speaks of.
enum PassageYear {
    /// None that differs from publication's.
    None,
    /// This one.
    Certain(i32),
    /// Perhaps this one.
    Possible(i32),
}

impl DateContext<'_> {
    /// A date of day, month and year, as far as they are written.
    pub(super) fn date(&self, fields: &DateFields) -> Option<DateReading> {
        let month = fields.month?;
        let written = fields.year.and_then(|year| self.full_year(year));
        match (fields.day, written) {
            (Some(day), Some(year)) => {
                CalendarDay::new(year, month, day).map(|day| DateReading::day(day, DateRule::FullDate))
            }
            (None, Some(year)) => Some(DateReading::Certain(DateValue::Month(year, month), DateRule::MonthAndYear)),
            (Some(day), None) => self.day_without_year(day, month, fields),
            (None, None) => self.month(month, fields.direction),
        }
    }

    /// `June 6-8`, `du 31 mai au 1er juin`: the year is that of the last day.
    pub(super) fn day_range(&self, fields: &DateFields) -> Option<DateReading> {
        let last_month = fields.last_month.or(fields.month)?;
        let end = DateFields { day: fields.last_day, month: Some(last_month), ..*fields };
        let first_of = |last: DateValue| {
            let last = last.day()?;
            let year = last.year() - i32::from(fields.month? > last_month);
            let first = CalendarDay::new(year, fields.month?, fields.day?).filter(|first| *first < last)?;
            Some(DateValue::Days(first, last))
        };
        match self.date(&end)? {
            DateReading::Certain(last, rule) => Some(DateReading::Certain(first_of(last)?, rule)),
            DateReading::Uncertain(values, doubt) => {
                Some(DateReading::doubt(values.into_iter().filter_map(first_of), doubt))
            }
        }
    }

    /// `98` is the last such year that is not far after publication.
    fn full_year(&self, year: i32) -> Option<i32> {
        if year >= 0 {
            return Some(year);
        }
        let short = -1 - year;
        let published = self.published()?.year;
        let century = (published + 10).div_euclid(100) * 100;
        Some(if century + short > published + 10 { century - 100 + short } else { century + short })
    }

    fn day_without_year(&self, day: i32, month: i32, fields: &DateFields) -> Option<DateReading> {
        let of = |year: i32| CalendarDay::new(year, month, day);
        if let Some(day) = self.shared_with_next(fields).and_then(of) {
            return Some(DateReading::day(day, DateRule::SharedWithNext));
        }
        if let Some(reading) = self.beside_another_day(month, day) {
            return Some(reading);
        }
        if fields.direction.is_none()
            && let Some(day) = self.year_counted_before().and_then(of)
        {
            return Some(DateReading::day(day, DateRule::YearOfContext));
        }
        // A weekday beside the day proves its year, and `dernier` counts from publication.
        if fields.weekday.is_none() && fields.direction.is_none() {
            match self.passage_year(month, Some(day)) {
                PassageYear::Certain(year) => {
                    return of(year).map(|day| DateReading::day(day, DateRule::YearOfContext));
                }
                PassageYear::Possible(year) => return self.in_doubt(day, month, of(year)),
                PassageYear::None => {}
            }
            match self.document.named_days.get(&(month, day)) {
                None => {}
                Some(Some(year)) => {
                    let is_publication = self.published().is_none_or(|published| published.year == *year);
                    let is_recent = self.published().is_some_and(|published| published.year - year <= RECENT_YEARS);
                    let near = self.nearest(day, month).is_some_and(|(_, days)| days.abs() <= PAST_REACH);
                    return if is_publication || is_recent && !near {
                        of(*year).map(|day| DateReading::day(day, DateRule::YearOfContext))
                    } else {
                        self.in_doubt(day, month, of(*year))
                    };
                }
                Some(None) => return self.in_doubt(day, month, None),
            }
        }
        let anchor = self.anchor(month)?;
        if let Some(weekday) = fields.weekday
            && let Some(found) = relative::day_on_weekday(anchor, day, month, weekday)
        {
            return Some(DateReading::day(found, DateRule::Nearest));
        }
        if fields.direction.is_none() && self.is_anniversary() {
            return self.in_doubt(day, month, None);
        }
        let (tense, words) = tense::around_at(self.line, self.one.first, self.one.after);
        let (found, rule) = relative::day_near(anchor, day, month, fields.direction, tense)?;
        let is_listed = found.since(anchor) > 0 && self.heads_list_item();
        if fields.direction.is_none() && (is_listed || is_doubtful(found.since(anchor), tense, words)) {
            return self.in_doubt(day, month, None);
        }
        Some(DateReading::day(found, rule))
    }

    /// `13 mai : un panneau est retiré`: a date that heads an entry of a chronology, whose year another entry may have.
    fn heads_list_item(&self) -> bool {
        let after = self.one.after;
        self.one.first == 0 && after < self.line.tokens.len() && gap_text(self.line, after).contains([':', '–', '—'])
    }

    /// `il y a dix ans, le 12 mars`; `last year, on March 12`: the year counted from publication right before a day.
    fn year_counted_before(&self) -> Option<i32> {
        let last = self.before.last().filter(|last| self.one.first <= last.after + 1)?;
        match last.reading {
            DateReading::Certain(DateValue::Year(year), DateRule::CountedBack | DateRule::PeriodBefore) => {
                (last.after..=self.one.first).all(|at| !tense::sentence_begins(self.line, at)).then_some(year)
            }
            _ => None,
        }
    }

    /// Returns the day that yearless dates are near to.
    fn anchor(&self, month: i32) -> Option<CalendarDay> {
        let published = self.published()?;
        published.day.or_else(|| CalendarDay::new(published.year, published.month.unwrap_or(month), 15))
    }

    /// Returns the day nearest to publication, and how many days after it that is.
    fn nearest(&self, day: i32, month: i32) -> Option<(CalendarDay, i32)> {
        let anchor = self.anchor(month)?;
        let (found, _) = relative::day_near(anchor, day, month, None, self.tense())?;
        Some((found, found.since(anchor)))
    }

    /// The day of several years: of the passage, if it has one, and those around publication.
    fn in_doubt(&self, day: i32, month: i32, of_passage: Option<CalendarDay>) -> Option<DateReading> {
        let year = self.anchor(month)?.year();
        let nearest = self.nearest(day, month).map(|(day, _)| day);
        let others = [year, year - 1, year + 1].into_iter().filter_map(|year| CalendarDay::new(year, month, day));
        let all = of_passage.into_iter().chain(nearest).chain(others).map(DateValue::Day);
        Some(DateReading::doubt(all, DateDoubt::Anchor))
    }

    /// `du 12 mars au 3 avril`: the ends of a range have their years together, and the first is not after the last.
    fn beside_another_day(&self, month: i32, day: i32) -> Option<DateReading> {
        let after_day = self.previous.is_some_and(|previous| previous.fields.month.is_some());
        if let Some(last) = self.tied_last().filter(|_| after_day)
            && let DateReading::Certain(DateValue::Day(first), rule) = last.reading
        {
            let later = CalendarDay::new(first.year(), month, day).filter(|day| *day > first);
            let found = later.or_else(|| CalendarDay::new(first.year() + 1, month, day))?;
            let rule = if last.explicit { DateRule::YearOfContext } else { rule };
            // `le 3 mai 2019 et le 2 avril` are no range.
            return (found.since(first) <= PAST_REACH).then_some(DateReading::day(found, rule));
        }
        let next = self.tied_next().filter(|next| next.means == TemporalMeaning::Date)?;
        let (last_day, last_month) = (next.fields.day?, next.fields.month?);
        if next.fields.year.is_some() || next.fields.direction.is_some() || next.fields.weekday.is_some() {
            return None;
        }
        let context = DateContext { one: next, next: None, previous: Some(self.one), ..*self };
        let DateReading::Certain(DateValue::Day(last), rule) =
            context.day_without_year(last_day, last_month, &next.fields)?
        else {
            return None;
        };
        let earlier = CalendarDay::new(last.year(), month, day).filter(|day| *day < last);
        let found = earlier.or_else(|| CalendarDay::new(last.year() - 1, month, day))?;
        (last.since(found) <= PAST_REACH).then_some(DateReading::day(found, rule))
    }

    /// A month without its year.
    pub(super) fn month(&self, month: i32, direction: Option<i32>) -> Option<DateReading> {
        let certain = |year: i32, rule: DateRule| Some(DateReading::Certain(DateValue::Month(year, month), rule));
        if direction.is_none() {
            if let Some(year) = self.shared_with_next(&self.one.fields) {
                return certain(year, DateRule::SharedWithNext);
            }
            // `de juin à août`: the last is the next such month after the first.
            if let Some(last) = self.tied_last()
                && let DateReading::Certain(DateValue::Month(year, first), rule) = last.reading
            {
                let rule = if last.explicit { DateRule::YearOfContext } else { rule };
                return certain(year + i32::from(month < first), rule);
            }
            if let Some(year) = self.year_counted_before() {
                return certain(year, DateRule::YearOfContext);
            }
            match self.passage_year(month, None) {
                PassageYear::Certain(year) => return certain(year, DateRule::YearOfContext),
                PassageYear::Possible(year) => {
                    let near = self.month_near(month, None).map(|(near, _)| near);
                    let all = std::iter::once(year).chain(near).map(|year| DateValue::Month(year, month));
                    return Some(DateReading::doubt(all, DateDoubt::Anchor));
                }
                PassageYear::None => {}
            }
            if let Some(next) = self.tied_next()
                && matches!(next.means, TemporalMeaning::Month | TemporalMeaning::Date)
                && let (Some(last), None, None, None) =
                    (next.fields.month, next.fields.day, next.fields.year, next.fields.direction)
            {
                let context = DateContext { one: next, next: None, previous: Some(self.one), ..*self };
                let (year, rule) = context.month_near(last, None)?;
                return certain(year - i32::from(month > last), rule);
            }
        }
        let (year, rule) = self.month_near(month, direction)?;
        certain(year, rule)
    }

    fn month_near(&self, month: i32, direction: Option<i32>) -> Option<(i32, DateRule)> {
        let published = self.published()?;
        Some(relative::year_of_month(published.year, published.month?, month, direction, self.tense()))
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

    /// `Le 6 juin 1944 … Le 25 août`: the year of a date before, where it is not publication's. It is certain where both
    /// dates lead their sentences, or the day is near to that date and far from publication; `élu en mars 2020, il a
    /// démissionné le 3 juin` may be of either year.
    fn passage_year(&self, month: i32, day: Option<i32>) -> PassageYear {
        let is_other = |year: i32| self.published().is_none_or(|published| year < published.year);
        let year_of = |one: &ResolvedDate| one.reading.value().filter(|_| one.explicit).map(DateValue::year);
        let Some(last) = self.before.iter().rev().take(LOOK_BACK).find(|one| year_of(one).is_some()) else {
            return PassageYear::None;
        };
        let value = last.reading.value();
        let Some(year) = value.map(DateValue::year).filter(|year| is_other(*year)) else { return PassageYear::None };
        let (first, has_day) = match value {
            Some(DateValue::Day(day)) => (Some((day.month(), Some(day))), true),
            Some(DateValue::Month(_, month)) => (Some((month, None)), false),
            Some(DateValue::Year(_)) => (None, false),
            _ => return PassageYear::None,
        };
        if self.one.first - last.after > NEAR {
            return PassageYear::None;
        }
        let n_sentences =
            (last.after..=self.one.first).filter(|at| tense::sentence_begins(self.line, *at)).take(3).count();
        if n_sentences > 2 {
            return PassageYear::None;
        }
        let here = day.and_then(|day| CalendarDay::new(year, month, day));
        let is_later = first.is_none_or(|(first_month, first_day)| match (first_day, here) {
            (Some(first), Some(here)) => here >= first,
            _ => month >= first_month,
        });
        let days_away = day.and_then(|day| self.nearest(day, month)).map(|(_, days)| days.abs());
        let is_far = match day {
            Some(_) => days_away.is_none_or(|days| days > PAST_REACH),
            None => self.published().is_none(),
        };
        if !is_later {
            // `née le 12 juin 1970, elle a démissionné le 3 mars`: the nearer the day, the surer.
            let is_near = days_away.is_some_and(|days| days <= NEAR_DAYS) || self.published().is_none();
            let apart = day.is_none() && n_sentences > 0;
            return if is_near || apart { PassageYear::None } else { PassageYear::Possible(year + 1) };
        }
        let leads = self.leads_sentence(self.one.first) && (has_day || self.leads_sentence(last.first));
        let gap = here.zip(first.and_then(|(_, day)| day)).map(|(here, first)| here.since(first));
        let is_nearer = gap.zip(days_away).is_some_and(|(gap, away)| gap * 4 < away);
        let in_sentence = n_sentences == 0;
        if first.is_none() {
            // A year alone is a year of the passage only where it leads a sentence: `En 2015, il part le 7 janvier`.
            // `Depuis 2015, il habite à Nantes` leads to no event of that year.
            let is_since = last.first > 0 && {
                let word = crate::text::tokens::fold(self.line.tokens[last.first - 1].text(self.line.text));
                self.line.compiled.grammar.tense.since.contains(&word.as_str())
            };
            let is_near = days_away.is_some_and(|days| days <= NEAR_DAYS);
            return match self.leads_sentence(last.first) && !is_since {
                true if in_sentence && !is_near => PassageYear::Certain(year),
                true if n_sentences <= 1 => PassageYear::Possible(year),
                _ => PassageYear::None,
            };
        }
        if n_sentences <= 1 && (leads || is_nearer || is_far) {
            PassageYear::Certain(year)
        } else if days_away.is_some_and(|days| days <= NEAR_DAYS) {
            PassageYear::None
        } else {
            PassageYear::Possible(year)
        }
    }

    /// Returns whether at most two words, such as a preposition and an article, precede a place in its sentence.
    pub(super) fn leads_sentence(&self, at: usize) -> bool {
        (0..=2).any(|n| at >= n && tense::sentence_begins(self.line, at - n))
    }

    /// `le dixième anniversaire de l'accident du 7 janvier`.
    fn is_anniversary(&self) -> bool {
        (1..=ANNIVERSARY_REACH.min(self.one.first))
            .take_while(|n| !tense::sentence_begins(self.line, self.one.first + 1 - n))
            .any(|n| word(self.line, WordClass::Anniversary, self.one.first - n).is_some())
    }

    /// A season, of a written year or of the one that the verb and publication say.
    pub(super) fn season(&self, fields: &DateFields) -> Option<DateReading> {
        let first = fields.which? * 3;
        if let Some(year) = fields.year.and_then(|year| self.full_year(year)) {
            return Some(DateReading::Certain(months(year, first, 3), DateRule::PartOfYear));
        }
        let published = self.published()?;
        let (year, rule) =
            relative::year_of_season(published.year, published.month?, first, fields.direction, self.tense());
        Some(DateReading::Certain(months(year, first, 3), rule))
    }

    /// A quarter or a half: of a written year, of a year counted from publication's, or the one that the verb says. The last
    /// that has begun may be in the past, the next that has not ended in the future.
    pub(super) fn part_of_year(&self, n_months: i32, fields: &DateFields) -> Option<DateReading> {
        let first = (fields.which? - 1) * n_months + 1;
        if first + n_months > 13 {
            return None;
        }
        if let Some(year) = fields.year {
            return Some(DateReading::Certain(months(year, first, n_months), DateRule::PartOfYear));
        }
        let published = self.published()?;
        if let Some(n) = fields.direction {
            return Some(DateReading::Certain(months(published.year + n, first, n_months), DateRule::PartOfYear));
        }
        let month = published.month?;
        let (is_ahead, is_running) = (month < first, (first..first + n_months).contains(&month));
        let (last, next) =
            (published.year - i32::from(is_ahead), published.year + i32::from(month >= first + n_months));
        let certain = |year: i32, rule: DateRule| Some(DateReading::Certain(months(year, first, n_months), rule));
        let ended = (month - first - n_months + 1).rem_euclid(12);
        match self.tense() {
            // Figures of a quarter that has not ended are those of a year ago, or forecasts; those of one long over may be of
            // another year, or of a company's own.
            Tense::Past if is_running || ended >= 6 => Some(DateReading::doubt(
                [months(last, first, n_months), months(last - 1, first, n_months)],
                DateDoubt::Direction,
            )),
            Tense::Past => certain(last, DateRule::LastBefore),
            // `après le deuxième trimestre, il faudra` three months later is rather the one that is over.
            Tense::Future if !is_running && ended <= 3 => Some(DateReading::doubt(
                [months(last, first, n_months), months(next, first, n_months)],
                DateDoubt::Direction,
            )),
            Tense::Future => certain(next, DateRule::NextAfter),
            Tense::Unknown if is_running => certain(last, DateRule::Nearest),
            Tense::Unknown => {
                let (back, ahead) = (ended, (first - month).rem_euclid(12));
                if back <= 4 {
                    return certain(last, DateRule::Nearest);
                }
                let (nearer, farther) = if back <= ahead { (last, next) } else { (next, last) };
                Some(DateReading::doubt(
                    [months(nearer, first, n_months), months(farther, first, n_months)],
                    DateDoubt::Direction,
                ))
            }
        }
    }
}

/// Returns whether a day so many days after publication is in doubt, for the tense of a verb so many words away.
fn is_doubtful(days: i32, tense: Tense, words: usize) -> bool {
    match tense {
        // `took effect on July 1`, written in June.
        Tense::Past => days < -PAST_REACH || days > 0 && words <= OWN_VERB,
        Tense::Future if words <= NEAR_VERB => days < -NEAR_DAYS,
        Tense::Future => days.abs() > PAST_REACH - 30,
        Tense::Unknown => days.abs() > REACH_WITHOUT_TENSE,
    }
}

/// Returns a number of months from one on.
fn months(year: i32, first: i32, n_months: i32) -> DateValue {
    match DateValue::month_after(year, first, n_months - 1) {
        DateValue::Month(to_year, to_month) => DateValue::Months((year, first), (to_year, to_month)),
        _ => DateValue::Year(year),
    }
}
