//! Annotations + decisions of people about dates -> annotations. A decided date has the value that a person gave it, or is no
//! date. It runs after the rules have found the dates of a text.

use super::annotations::Annotations;
use super::decisions::{RangeSet, UnappliedDecision, UnappliedReason, latest_places};
use crate::lang::date_rule::DateRule;
use crate::parse::Decision;
use crate::parse::decisions::DecisionTopic;
use crate::text::selector;
use crate::timex::DateMention;

/// Applies the decisions about dates: words that no rule took for a date become one.
#[must_use]
pub(crate) fn apply_day_decisions(
    mut annotations: Annotations,
    text: &str,
    decisions: &[Decision],
) -> (Annotations, Vec<UnappliedDecision>) {
    let on_topic = || decisions.iter().enumerate().filter(|(_, decision)| decision.topic == DecisionTopic::Day);
    let selectors: Vec<_> = on_topic().map(|(_, decision)| &decision.selector).collect();
    let (mut located, mut unapplied) = (Vec::new(), Vec::new());
    for ((index, decision), place) in on_topic().zip(selector::find_all(text, &selectors)) {
        match place {
            Ok(range) => located.push((range, decision.day.as_deref())),
            Err(error) => unapplied.push(UnappliedDecision { index, why: UnappliedReason::Selector(error) }),
        }
    }
    let places = RangeSet::new(located.iter().map(|(range, _)| range.clone()));
    annotations.dates.retain(|date| !places.overlaps(date.start..date.end));
    annotations.uncertain_dates.retain(|date| !places.overlaps(date.start..date.end));
    for (range, value) in latest_places(located) {
        if let Some(value) = value {
            let value = value.to_owned();
            annotations.dates.push(DateMention { start: range.start, end: range.end, value, rule: DateRule::Decided });
        }
    }
    annotations.dates.sort_by_key(|date| date.start);
    (annotations, unapplied)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::yaml_fields::SpannedText;
    use crate::base::{SourcePath, Span};
    use crate::text::selector::TextQuoteSelector;
    use crate::timex::{DateDoubt, UncertainDate};

    const TEXT: &str = "Il partira dimanche. Elle est venue mardi, le 5 mars.";

    fn decision(quote: &str, day: Option<&str>) -> Decision {
        let span = Span::whole(&SourcePath::new("content/decisions.yaml"));
        Decision {
            article: SpannedText { value: "a".to_owned(), span: span.clone() },
            selector: TextQuoteSelector { quote: quote.to_owned(), ..TextQuoteSelector::default() },
            topic: DecisionTopic::Day,
            entity: None,
            day: day.map(str::to_owned),
            by: String::new(),
            span,
        }
    }

    fn found() -> Annotations {
        let place = |words: &str| TEXT.find(words).map(|start| (start, start + words.len())).expect("the words");
        let (sunday, tuesday, fifth) = (place("dimanche"), place("mardi"), place("le 5 mars"));
        let date = |(start, end): (usize, usize), value: &str| DateMention {
            start,
            end,
            value: value.to_owned(),
            rule: DateRule::WeekdayBefore,
        };
        Annotations {
            dates: vec![date(tuesday, "2024-03-12"), date(fifth, "2024-03-05")],
            uncertain_dates: vec![UncertainDate {
                start: sunday.0,
                end: sunday.1,
                candidates: vec!["2024-03-17".to_owned(), "2024-03-10".to_owned()],
                doubt: DateDoubt::Direction,
            }],
            ..Annotations::default()
        }
    }

    fn dates(annotations: &Annotations) -> Vec<(&str, &str, &str)> {
        let dates = annotations.dates.iter();
        dates.map(|date| (&TEXT[date.start..date.end], date.value.as_str(), date.rule.as_str())).collect()
    }

    #[test]
    fn a_decided_date_has_the_value_that_a_person_gave_it() {
        let (decided, unapplied) = apply_day_decisions(found(), TEXT, &[decision("dimanche", Some("2024-03-17"))]);
        let expected = [
            ("dimanche", "2024-03-17", "decided"),
            ("mardi", "2024-03-12", "weekday-before"),
            ("le 5 mars", "2024-03-05", "weekday-before"),
        ];
        assert_eq!((dates(&decided), unapplied), (expected.to_vec(), Vec::new()));
        assert!(decided.uncertain_dates.is_empty());
    }

    #[test]
    fn a_decision_overrides_every_rule_and_may_say_that_words_are_no_date() {
        let list = [decision("dimanche", None), decision("mardi, le 5 mars", Some("2024-03-05"))];
        let (decided, _) = apply_day_decisions(found(), TEXT, &list);
        assert_eq!(dates(&decided), [("mardi, le 5 mars", "2024-03-05", "decided")]);
        assert!(decided.uncertain_dates.is_empty());
    }

    #[test]
    fn a_decision_whose_words_are_gone_is_returned_and_changes_nothing() {
        let (decided, unapplied) = apply_day_decisions(found(), TEXT, &[decision("lundi", Some("2024-03-11"))]);
        assert_eq!(unapplied.iter().map(|one| one.index).collect::<Vec<_>>(), [0]);
        assert_eq!(decided, found());
    }
}
