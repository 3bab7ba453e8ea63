//! The day, for what a command writes today. No stage of a build asks for it.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::timex::calendar::CalendarDay;

/// Returns the day of a time at the prime meridian as `2024-03-31`; the epoch if the clock is before it.
pub(super) fn day(time: SystemTime) -> String {
    let days = time.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs() / 86_400);
    let epoch = CalendarDay::new(1970, 1, 1);
    let day = epoch.and_then(|epoch| epoch.plus(i32::try_from(days).ok()?)).or(epoch);
    day.map_or_else(String::new, |day| day.to_string())
}
