//! Days of the week: which Tuesday is meant.
//!
//! Beside another date it is the one beside it; else the nearest verb, what is planned, and publication decide. Where verb and
//! noun disagree, or there is no verb, a day is in doubt.
//!
//! Why rules: of 315 weekdays of French news, read one by one (24 of them to come), the rules have 288 right, none wrong and
//! 27 in doubt, and the chain of rules before them had 303 right and 12 wrong. A logistic model of 21 features (tense
//! before and behind, nouns of plans, distance, participles, position) had 301 right and 14 wrong in five folds, and with a margin
//! of .9 277 right, 5 wrong and 33 in doubt. The rules were made on these texts, the model was not tested on its own; but it
//! was not better where it could be, and nobody can read it.

use super::DateDoubt;
use super::calendar::{CalendarDay, DateValue};
use super::reading::DateReading;
use super::relative;
use super::resolve::DateContext;
use super::tense::{self, Tense};
use super::types::{DateFields, word};
use crate::lang::date_rule::DateRule;
use crate::lang::dates::{TemporalMeaning, WordClass};

/// How many words may be between a noun of what is planned and its weekday.
const PLAN_REACH: usize = 3;

/// A verb this far away, with commas between, is not the verb of what is planned beside the date.
const FAR_VERB: usize = 12;

/// How far from a weekday the words are looked for that leave open whether what is planned has been.
const OPEN_REACH: usize = 8;

impl DateContext<'_> {
    /// A day of the week, perhaps with `dernier` or `next`.
    pub(super) fn weekday(&self, weekday: i32, direction: Option<i32>) -> Option<DateReading> {
        if direction.is_none()
            && let Some(reading) = self.weekday_beside(weekday)
        {
            return reading;
        }
        let published = self.published()?.day?;
        let near = |tense: Tense, this: bool| {
            relative::weekday_near(published, weekday, direction, tense, this)
                .map(|(day, rule)| DateReading::day(day, rule))
        };
        if direction.is_some() {
            return near(Tense::Unknown, false);
        }
        let (tense, words) = tense::around_at(self.line, self.one.first, self.one.after);
        let either = |first: Tense, second: Tense, doubt: DateDoubt| {
            let days = [first, second].into_iter().filter_map(|tense| {
                relative::weekday_near(published, weekday, None, tense, false).map(|(day, _)| DateValue::Day(day))
            });
            Some(DateReading::doubt(days, doubt))
        };
        match self.one.means {
            // Without a verb that is sure `le dimanche` is a habit.
            TemporalMeaning::WeekdayWithArticle if tense == Tense::Unknown || self.leads_sentence(self.one.first) => {
                None
            }
            // `le mardi à 16 h 20` of something past is no habit.
            TemporalMeaning::WeekdayWithArticle if tense == Tense::Past && self.has_clock_beside() => {
                near(Tense::Past, false)
            }
            // `pourraient se tenir le mercredi`: what may happen is no habit.
            TemporalMeaning::WeekdayWithArticle if tense == Tense::Future && self.is_possible() => {
                near(Tense::Future, false)
            }
            TemporalMeaning::WeekdayWithArticle => either(tense, opposite(tense), DateDoubt::Anchor),
            TemporalMeaning::ThisWeekday => near(tense, true),
            _ if published.weekday() == weekday => near(tense, false),
            _ if self.is_in_old_passage(published) => either(tense, opposite(tense), DateDoubt::Anchor),
            _ => match (tense, self.is_planned()) {
                (Tense::Past, true) if self.is_left_open() || words > FAR_VERB => {
                    either(Tense::Past, Tense::Future, DateDoubt::Direction)
                }
                (Tense::Future, _) if words > 1 && self.follows_past_day(published, weekday).is_some() => {
                    either(Tense::Past, Tense::Future, DateDoubt::Direction)
                }
                (Tense::Future | Tense::Past, _) => near(tense, false),
                (Tense::Unknown, true) => either(Tense::Future, Tense::Past, DateDoubt::Direction),
                // `l'incendie de mardi` was; `le conseil se réunit mardi` will.
                (Tense::Unknown, false) if self.belongs_to_noun() => near(Tense::Past, false),
                (Tense::Unknown, false) if self.follows_past_day(published, weekday) == Some(true) => {
                    near(Tense::Past, false)
                }
                (Tense::Unknown, false) => either(Tense::Past, Tense::Future, DateDoubt::Direction),
            },
        }
    }

    /// A weekday that is tied to another date: the inner value is `None` where the two are a habit.
    fn weekday_beside(&self, weekday: i32) -> Option<Option<DateReading>> {
        // `du mardi au mercredi`: the second is the next after the first.
        if let Some(last) = self.tied_last() {
            let Some(first) = last.reading.certain_day() else {
                return last.reading.concerns_a_day().then_some(None);
            };
            let ahead = (weekday - first.weekday()).rem_euclid(7);
            return Some(first.plus(ahead).map(|day| DateReading::day(day, DateRule::WeekdayBeside)));
        }
        let is_weekday =
            |means: TemporalMeaning| matches!(means, TemporalMeaning::Weekday | TemporalMeaning::WeekdayWithArticle);
        // The first one was a habit, and so is this one.
        if self.previous.is_some_and(|previous| is_weekday(previous.means) && self.tied(previous.after, self.one.first))
        {
            return Some(None);
        }
        let next = self.tied_next()?;
        // `de mercredi à jeudi 18 mai`: the first is the last before the second.
        if next.means == TemporalMeaning::Date {
            let context = DateContext { one: next, next: None, previous: Some(self.one), ..*self };
            let day = context.date(&next.fields).and_then(|reading| reading.certain_day())?;
            let back = (day.weekday() - weekday).rem_euclid(7);
            return Some(day.plus(-back).map(|day| DateReading::day(day, DateRule::WeekdayBeside)));
        }
        // `du lundi au vendredi` is every week, unless a verb says otherwise.
        let last = next.fields.weekday.filter(|_| is_weekday(next.means) && next.fields.direction.is_none())?;
        let is_week = weekday == 1 && last >= 5;
        let days = (last - weekday).rem_euclid(7);
        let tense = self.tense();
        if is_week || days >= 3 && tense == Tense::Unknown {
            return Some(None);
        }
        // `fermée de mardi à jeudi`, written on Wednesday, was closed last week.
        let published = self.published()?.day?;
        let back = (published.weekday() - weekday).rem_euclid(7);
        (tense == Tense::Past && back < days)
            .then(|| published.plus(-back - 7).map(|day| DateReading::day(day, DateRule::WeekdayBefore)))
    }

    /// `mardi de la semaine dernière`.
    pub(super) fn weekday_of_week(&self, weekday: i32, n: i32) -> Option<DateReading> {
        let published = self.published()?.day?;
        let day = published.plus(n.checked_mul(7)? + weekday - published.weekday())?;
        let rule = match day.since(published) {
            0 => DateRule::WeekdayOfPublication,
            ..0 => DateRule::WeekdayBefore,
            _ => DateRule::WeekdayAfter,
        };
        Some(DateReading::day(day, rule))
    }

    /// `le mardi suivant`, `that Tuesday`: counted from the day spoken of.
    pub(super) fn context_weekday(&self, weekday: i32, sign: i32) -> Option<DateReading> {
        let from = self.context_day()?;
        let ahead = (weekday - from.weekday()).rem_euclid(7);
        let days = match sign {
            0 if ahead > 3 => ahead - 7,
            0 => ahead,
            ..=-1 => ahead - 7,
            _ if ahead == 0 => 7,
            _ => ahead,
        };
        Some(DateReading::day(from.plus(days)?, DateRule::CountedFromContext))
    }

    /// `le premier lundi de mai`, `the last Friday in March 2023`: counted within the month.
    pub(super) fn nth_weekday(&self, fields: &DateFields) -> Option<DateReading> {
        let month_only = DateFields { day: None, weekday: None, direction: None, ..*fields };
        let number = fields.which.filter(|_| self.one.means == TemporalMeaning::NthWeekday);
        let nth = |value: DateValue| {
            let DateValue::Month(year, month) = value else { return None };
            nth_of_month(year, month, fields.weekday?, number).map(DateValue::Day)
        };
        match self.date(&month_only)? {
            DateReading::Certain(value, rule) => Some(DateReading::Certain(nth(value)?, rule)),
            DateReading::Uncertain(values, doubt) => {
                Some(DateReading::doubt(values.into_iter().filter_map(nth), doubt))
            }
        }
    }

    /// Returns whether the sentence before begins with a day long past, so that this one may be of that week:
    /// `Le 3 mars 2019, le navire coule. Mardi, on le trouve.`
    fn is_in_old_passage(&self, published: CalendarDay) -> bool {
        self.leads_sentence(self.one.first)
            && self.before.last().is_some_and(|last| {
                last.explicit
                    && last.reading.certain_day().is_some_and(|day| published.since(day) > 31)
                    && self.leads_sentence(last.first)
            })
    }

    /// Returns whether the sentence has named a weekday before publication for certain, and this one is between the two:
    /// `ont manifesté jeudi à Lyon, et à Nantes vendredi`. `false` where that weekday is in doubt itself.
    fn follows_past_day(&self, published: CalendarDay, weekday: i32) -> Option<bool> {
        let last = self.before.last()?;
        if (last.after..=self.one.first).any(|at| tense::sentence_begins(self.line, at)) {
            return None;
        }
        match &last.reading {
            DateReading::Uncertain(_, DateDoubt::Direction) => Some(false),
            DateReading::Certain(DateValue::Day(day), DateRule::WeekdayBefore) => {
                let ahead = (weekday - day.weekday()).rem_euclid(7);
                let is_between = ahead > 0 && day.plus(ahead).is_some_and(|day| day < published);
                is_between.then_some(true)
            }
            _ => None,
        }
    }

    fn has_clock_beside(&self) -> bool {
        self.next.is_some_and(|next| {
            next.means == TemporalMeaning::Clock && (self.one.after..self.one.after + 3).contains(&next.first)
        })
    }

    /// Returns whether a noun of what is planned is beside the weekday: `le procès mardi`, `Tuesday's election`.
    fn is_planned(&self) -> bool {
        let line = self.line;
        let is_plan = |at: usize| word(line, WordClass::Plan, at).is_some_and(|(kind, _)| kind == 1);
        let before = (1..=PLAN_REACH.min(self.one.first))
            .take_while(|n| !tense::sentence_begins(line, self.one.first + 1 - n))
            .any(|n| is_plan(self.one.first - n));
        // `Tuesday’s election`, `Tuesday’s mayoral election`.
        let owned = line.tokens.get(self.one.after).is_some_and(|next| next.len() == 1 && next.text(line.text) == "s");
        let behind = owned
            && (1..=PLAN_REACH)
                .take_while(|n| {
                    let at = self.one.after + n;
                    at < line.tokens.len() && !tense::clause_begins(line, at)
                })
                .any(|n| is_plan(self.one.after + n));
        before || behind
    }

    /// Returns whether the verb before the weekday only says what may happen: `pourraient se tenir`.
    fn is_possible(&self) -> bool {
        let (line, first) = (self.line, self.one.first);
        let may = |at: usize| word(line, WordClass::Plan, at).is_some_and(|(kind, _)| kind == 8);
        let back = (1..=PLAN_REACH.min(first)).take_while(|n| !tense::clause_begins(line, first + 1 - n));
        back.map(|n| first - n).any(may)
    }

    /// Returns whether a word near the weekday leaves open whether what is planned has been: `avant le procès de mardi`.
    fn is_left_open(&self) -> bool {
        let (line, first) = (self.line, self.one.first);
        let opens = |at: usize| word(line, WordClass::Plan, at).is_some_and(|(kind, _)| kind == 3);
        let back = (1..=OPEN_REACH.min(first)).take_while(|n| !tense::sentence_begins(line, first + 1 - n));
        let ahead = (self.one.after..(self.one.after + OPEN_REACH).min(line.tokens.len()))
            .take_while(|at| !tense::sentence_begins(line, *at));
        back.map(|n| first - n).chain(ahead).any(opens)
    }

    /// Returns whether the weekday is of a noun: `l'incendie de mardi`, `Tuesday’s fire`.
    fn belongs_to_noun(&self) -> bool {
        let line = self.line;
        let owned = line.tokens.get(self.one.after).is_some_and(|next| next.len() == 1 && next.text(line.text) == "s");
        // `de` opens a range and ties words, `from` only opens one.
        let grammar = line.compiled.grammar;
        let is_of = |word: &str| grammar.range_openers.contains(&word) && grammar.links.contains(&word);
        let of = self.one.first > 0
            && !tense::sentence_begins(line, self.one.first)
            && is_of(line.tokens[self.one.first - 1].text(line.text));
        owned || of
    }
}

fn opposite(tense: Tense) -> Tense {
    match tense {
        Tense::Future => Tense::Past,
        Tense::Past | Tense::Unknown => Tense::Future,
    }
}

/// Returns the weekday of a month that has this number, or the last one.
fn nth_of_month(year: i32, month: i32, weekday: i32, number: Option<i32>) -> Option<CalendarDay> {
    let first = CalendarDay::new(year, month, 1)?;
    let first = first.plus((weekday - first.weekday()).rem_euclid(7))?;
    match number {
        Some(number) => first.plus(7 * (number - 1)),
        None => [4, 3].into_iter().filter_map(|n| first.plus(7 * n)).find(|day| day.month() == month),
    }
}
