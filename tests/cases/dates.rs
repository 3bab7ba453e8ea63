//! Dates: `text lang=… date=…` is a small article and its date of publication (without `date`, it has none). Expected
//! dates are marked in the text itself, `[hier](2024-06-17 day-from-publication)`, and those that only a person can know with
//! their candidates, `[mardi](? direction 2024-06-18 2024-06-25)`; text without brackets is not a date.

use dossier::lang;
use dossier::model::Edtf;
use dossier::timex;
use libtest_mimic::Trial;

use crate::literate::{self, Case};
use crate::texts;

/// Removes the marks from a case's text.
fn plain(marked: &str) -> String {
    let mut text = String::new();
    let mut rest = marked;
    while let Some(open) = rest.find('[') {
        let middle = open + rest[open..].find("](").expect("a value behind the brackets");
        let close = middle + rest[middle..].find(')').expect("a closed value");
        text.push_str(&rest[..open]);
        text.push_str(&rest[open + 1..middle]);
        rest = &rest[close + 1..];
    }
    text + rest
}

fn check(case: &Case) -> Option<String> {
    let marked = case.block("text").expect("a text").trim_end();
    let rules = lang::by_tag(case.option("text", "lang").unwrap_or_default());
    let published = case.option("text", "date").map(|date| Edtf::parse(date).expect("a date"));
    let text = plain(marked);
    let dates = timex::find(&text, &texts::paragraphs(&text), published, rules);
    let certain =
        dates.dates.iter().map(|date| (date.start, date.end, format!("{} {}", date.value, date.rule.as_str())));
    let uncertain = dates
        .uncertain
        .iter()
        .map(|date| (date.start, date.end, format!("? {} {}", date.doubt.as_str(), date.candidates.join(" "))));
    let mut all: Vec<(usize, usize, String)> = certain.chain(uncertain).collect();
    all.sort();
    let mut found = String::new();
    let mut at = 0;
    for (start, end, reading) in all {
        found.push_str(&text[at..start]);
        found.push_str(&format!("[{}]({reading})", &text[start..end]));
        at = end;
    }
    found.push_str(&text[at..]);
    (found != marked).then(|| format!("  expected: {marked}\n  found:    {found}"))
}

/// Dates are found with their values.
pub(crate) fn trials() -> Vec<Trial> {
    literate::trials("dates", check)
}
