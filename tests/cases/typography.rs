//! Typographic spaces: each line of a `set lang=…` block is a text, an arrow, and the typeset text; `¦` is a
//! thin no-break space (U+202F), `~` a no-break space (U+00A0), on either side.

use dossier::model::LangTag;
use dossier::render::typography;
use libtest_mimic::Trial;
use proptest::prelude::*;

use crate::literate::{self, Case};

fn as_meant(line: &str) -> String {
    line.replace('¦', "\u{202f}").replace('~', "\u{a0}")
}

fn as_shown(text: &str) -> String {
    text.replace('\u{202f}', "¦").replace('\u{a0}', "~")
}

fn check(case: &Case) -> Option<String> {
    let lang = LangTag::parse(case.option("set", "lang").expect("a language")).expect("a tag");
    let lines = case.block("set").expect("a block").lines().filter(|line| !line.is_empty());
    let wrong = lines.filter_map(|line| {
        let (text, expected) = line.split_once(" → ").expect("an arrow");
        let once = typography::set(&as_meant(text), typography::spacing(&lang));
        let twice = typography::set(&once, typography::spacing(&lang));
        (as_shown(&once) != expected || once != twice).then(|| {
            format!("  {text}\n  expected {expected}\n  set      {}\n  again    {}", as_shown(&once), as_shown(&twice))
        })
    });
    let wrong: Vec<String> = wrong.collect();
    (!wrong.is_empty()).then(|| wrong.join("\n"))
}

/// Spaces are set as in the cases; the property below holds for any text.
pub(crate) fn trials() -> Vec<Trial> {
    let mut trials = literate::trials("typography", check);
    trials.push(literate::trial("typography/only-spaces-change-and-only-once", only_spaces_change_and_only_once));
    trials
}

proptest! {
    /// Only spaces are added, removed or replaced, and typesetting twice changes nothing more.
    fn only_spaces_change_and_only_once(text in "[a-zA-Z0-9é«»“”'’.,;:!?()%€°/@=&# \u{a0}\u{202f}\n-]{0,60}") {
        for tag in ["fr", "fr-CA", "en", "de"] {
            let style = typography::spacing(&LangTag::parse(tag).expect("a tag"));
            let bare = |text: &str| text.replace([' ', '\u{a0}', '\u{202f}', '\n'], "");
            let once = typography::set(&text, style);
            prop_assert_eq!(bare(&once), bare(&text));
            prop_assert_eq!(typography::set(&once, style), once);
        }
    }
}
