//! The folded form in which a line is compared with the boilerplate rules, and the comparison.
//!
//! Invariant: the whole line is compared, and a line longer than any boilerplate never matches, which also bounds the
//! work per line. The position of the line is not known here.

use super::boilerplate_forms::share_button;
use super::boilerplate_rules::rules;
use crate::import::text::lines::fold;
use crate::lang::boilerplate::{BoilerplateRule, DocumentRegion, LinePattern};

/// The longest boilerplate, in bytes.
const MAX_LINE_BYTES: usize = 400;
/// The longest text after the opening phrase of boilerplate, in bytes.
const MAX_TITLE_BYTES: usize = 220;

/// A line folded as the phrases of the rules are: lower case, plain typography, no bullet, `#` for each number.
pub(in crate::import) struct LineShape {
    text: String,
}

impl LineShape {
    /// Returns `None` if the line is too long to be boilerplate.
    pub(in crate::import) fn from_line(line: &str) -> Option<Self> {
        if line.len() > MAX_LINE_BYTES {
            return None;
        }
        let opens_text = |character: char| character.is_alphanumeric() || "[(«\"“‘’'©@".contains(character);
        let folded = fold(line.trim_start_matches(|character| !opens_text(character)));
        let mut text = String::with_capacity(folded.len());
        for character in folded.chars() {
            if !character.is_ascii_digit() {
                text.push(character);
            } else if !text.ends_with('#') {
                text.push('#');
            }
        }
        // A decimal point or thousands separator does not make two numbers.
        Some(Self { text: text.replace("#.#", "#").replace("#,#", "#") })
    }

    /// Returns the first matching rule among those that apply to the line's part of the document.
    pub(in crate::import) fn first_rule(
        &self,
        applies: impl Fn(DocumentRegion) -> bool,
    ) -> Option<&'static BoilerplateRule> {
        let whole = self.text.as_str();
        let inner = |open, close| whole.strip_prefix(open).and_then(|rest: &str| rest.strip_suffix(close));
        let unwrapped = inner('[', ']').or_else(|| inner('(', ')')).map_or(whole, str::trim);
        let bare = [without_end_mark(whole), without_end_mark(unwrapped)];
        rules().filter(|rule| applies(rule.region)).find(|rule| match rule.pattern {
            LinePattern::Is(phrases) => phrases.iter().any(|phrase| bare.contains(phrase)),
            LinePattern::Opens(phrases) => phrases.iter().any(|phrase| opens(unwrapped, phrase)),
            LinePattern::Looks(looks) => looks(whole),
        })
    }

    /// Returns whether the line is a single share button.
    pub(in crate::import) fn is_share_button(&self) -> bool {
        share_button(&self.text)
    }
}

fn without_end_mark(shape: &str) -> &str {
    shape.trim_end_matches(|character: char| {
        !character.is_alphanumeric() && !matches!(character, ')' | ']' | '#' | '?' | '%' | '"' | '\'')
    })
}

fn opens(shape: &str, phrase: &str) -> bool {
    let Some(rest) = shape.strip_prefix(phrase) else {
        return false;
    };
    let is_whole_phrase = phrase.ends_with([':', '|', '#']) || !rest.starts_with(char::is_alphanumeric);
    is_whole_phrase && rest.len() <= MAX_TITLE_BYTES && !goes_on_after_a_sentence(rest)
}

/// Returns whether a sentence ends before the end of `rest`, so that text follows the boilerplate. The full stop of an
/// initial or a short abbreviation does not count.
fn goes_on_after_a_sentence(rest: &str) -> bool {
    rest.match_indices(". ").any(|(end, _)| {
        let sentence = rest.get(..end).unwrap_or_default();
        let last_word = sentence.rsplit(|character: char| !character.is_alphanumeric()).next().unwrap_or_default();
        last_word.chars().count() > 2
    })
}
