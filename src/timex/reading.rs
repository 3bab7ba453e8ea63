//! What an expression says of the calendar: one value with its rule, or the values between which only a person can choose.

use super::DateDoubt;
use super::calendar::{CalendarDay, DateValue};
use crate::lang::date_rule::DateRule;

/// The reading of an expression.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum DateReading {
    /// Its value, and why.
    Certain(DateValue, DateRule),
    /// The values that it may have, most probable first, and what is in doubt.
    Uncertain(Vec<DateValue>, DateDoubt),
}

impl DateReading {
    /// Returns the reading of a day.
    #[must_use]
    pub(crate) fn day(day: CalendarDay, rule: DateRule) -> Self {
        DateReading::Certain(DateValue::Day(day), rule)
    }

    /// Returns the doubt between two values, or more; one that all readings share is certain.
    #[must_use]
    pub(crate) fn doubt(candidates: impl IntoIterator<Item = DateValue>, doubt: DateDoubt) -> Self {
        let mut list: Vec<DateValue> = Vec::new();
        for candidate in candidates {
            if !list.contains(&candidate) {
                list.push(candidate);
            }
        }
        match list[..] {
            [only] => DateReading::Certain(only, DateRule::Nearest),
            _ => DateReading::Uncertain(list, doubt),
        }
    }

    /// Returns the value, if it is certain.
    #[must_use]
    pub(crate) fn value(&self) -> Option<DateValue> {
        match self {
            DateReading::Certain(value, _) => Some(*value),
            DateReading::Uncertain(..) => None,
        }
    }

    /// Returns the day, if it is certain and a day.
    #[must_use]
    pub(crate) fn certain_day(&self) -> Option<CalendarDay> {
        self.value().and_then(DateValue::day)
    }

    /// Returns whether it is a day or some days, or may be: a time beside it is not of another day.
    #[must_use]
    pub(crate) fn concerns_a_day(&self) -> bool {
        let is_days = |value: &DateValue| matches!(value, DateValue::Day(_) | DateValue::Days(..));
        match self {
            DateReading::Certain(value, _) => is_days(value),
            DateReading::Uncertain(values, _) => values.iter().any(is_days),
        }
    }

    /// Returns whether every value can be written.
    #[must_use]
    pub(crate) fn is_writable(&self) -> bool {
        match self {
            DateReading::Certain(value, _) => value.is_writable(),
            DateReading::Uncertain(values, _) => !values.is_empty() && values.iter().all(|value| value.is_writable()),
        }
    }
}
