//! How many: a number with how exact it is, as an article says it or as a person writes it in a record.

use crate::base::{KeyBuilder, Keyed};

/// How exact a number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exactness {
    /// As it stands.
    Exact,
    /// About so many.
    About,
    /// So many or more.
    AtLeast,
    /// So many or fewer.
    AtMost,
    /// Between two numbers.
    Range,
}

/// A number, or the ends of a range.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Count {
    /// The number, or the lower end.
    pub low: f64,
    /// The number, or the upper end.
    pub high: f64,
    /// How exact it is.
    pub exactness: Exactness,
}

/// Part of a number by which one that is about right may be off.
const ABOUT: f64 = 0.12;
/// Larger numbers are not read.
const MAX_VALUE: f64 = 1e13;

impl Count {
    /// Reads what a person writes: `42`, `40-45`, `~40` (about), `>40` (at least), `<40` (at most). Spaces may separate
    /// thousands; a comma or a full stop is decimal and has one or two digits behind it.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let signs: [(&[char], Exactness); 3] =
            [(&['~', '≈'], Exactness::About), (&['>', '≥'], Exactness::AtLeast), (&['<', '≤'], Exactness::AtMost)];
        for (marks, exactness) in signs {
            if let Some(rest) = text.strip_prefix(marks) {
                let value = number(rest.strip_prefix('=').unwrap_or(rest))?;
                return Some(Self { low: value, high: value, exactness });
            }
        }
        let Some((low, high)) = text.split_once(['-', '–']) else {
            let value = number(text)?;
            return Some(Self { low: value, high: value, exactness: Exactness::Exact });
        };
        let (low, high) = (number(low)?, number(high)?);
        (low < high).then_some(Self { low, high, exactness: Exactness::Range })
    }

    /// Returns the least and the most that it may mean.
    #[must_use]
    pub fn bounds(&self) -> (f64, f64) {
        match self.exactness {
            Exactness::Exact | Exactness::Range => (self.low, self.high),
            Exactness::About => (self.low * (1.0 - ABOUT), self.high * (1.0 + ABOUT)),
            Exactness::AtLeast => (self.low, f64::INFINITY),
            Exactness::AtMost => (0.0, self.high),
        }
    }

    /// Returns whether both cannot be right.
    #[must_use]
    pub fn contradicts(&self, other: &Self) -> bool {
        let ((low, high), (other_low, other_high)) = (self.bounds(), other.bounds());
        high < other_low || other_high < low
    }
}

impl Keyed for Count {
    fn key_into(&self, key: &mut KeyBuilder) {
        key.add(&self.low).add(&self.high).number(self.exactness as u64);
    }
}

fn number(text: &str) -> Option<f64> {
    let mut plain = String::with_capacity(text.len());
    for c in text.trim().chars() {
        match c {
            '0'..='9' => plain.push(c),
            '.' | ',' => plain.push('.'),
            ' ' | '\u{a0}' | '\u{202f}' | '_' => {}
            _ => return None,
        }
    }
    let decimals = plain.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let value: f64 = plain.parse().ok()?;
    (decimals <= 2 && (0.0..=MAX_VALUE).contains(&value)).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_with_its_sign() {
        let read = |text: &str| Count::parse(text).map(|count| (count.low, count.high, count.exactness));
        assert_eq!(read("42"), Some((42.0, 42.0, Exactness::Exact)));
        assert_eq!(read(" 11 000 "), Some((11000.0, 11000.0, Exactness::Exact)));
        assert_eq!(read("40-45"), Some((40.0, 45.0, Exactness::Range)));
        assert_eq!(read("~ 40"), Some((40.0, 40.0, Exactness::About)));
        assert_eq!(read(">=40"), Some((40.0, 40.0, Exactness::AtLeast)));
        assert_eq!(read("< 4,5"), Some((4.5, 4.5, Exactness::AtMost)));
        for text in ["", "beaucoup", "45-40", "1,500", "-3", "1e9", "99999999999999"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_that_may_both_be_right_do_not_contradict() {
        let of = |text: &str| Count::parse(text).expect("a number");
        assert!(of("42").contradicts(&of("60")) && of("~40").contradicts(&of("60")));
        assert!(!of("~40").contradicts(&of("42")) && !of(">40").contradicts(&of("60")));
        assert!(of(">40").contradicts(&of("12")) && of("<40").contradicts(&of("45-50")));
    }
}
