//! Where the text of index.md and the newest articles stand on the front page, so that its two columns are about as high.
//!
//! Heights are estimated in rem from the number of letters, with the measures of the default theme on a wide page: a few lines
//! more or less do not show, a hole of half a page does. A theme may ignore the result.

use serde::Serialize;

use super::shared::ArticleLink;
use super::teaser::ArticleTeaser;
use crate::theme::TemplateValue;

/// The arrangement of the top of the front page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct FrontColumns {
    /// Where the text of index.md stands: `left`, above the article that opens the page; `right`, beside it; `below` both, in
    /// columns of its own; empty if there is none.
    pub text: &'static str,
    /// Whether the newest articles stand beside the article that opens the page; else they have a row of their own.
    pub is_newest_beside: bool,
    /// How many of the newest articles are shown.
    pub n_newest: usize,
}

/// Fewest newest articles in a column of their own, fewest below something else, and most.
const MIN_ALONE: usize = 3;
const MIN_BESIDE: usize = 2;
const MAX_BESIDE: usize = 8;
/// Newest articles in a row of their own: two lines of three.
const MAX_IN_ROW: usize = 6;
/// A higher text does not stand in one column.
const MAX_TEXT: u64 = 44;
/// How much higher the right column may be.
const TOLERANCE: u64 = 5;

/// Arranges the top of the page: `text_len` and `state_len` are numbers of characters, `newest` the articles that it may list.
#[must_use]
pub(super) fn arrange(
    lead: Option<&ArticleTeaser>,
    text_len: usize,
    state_len: usize,
    newest: &[TemplateValue<ArticleLink>],
) -> FrontColumns {
    let lead_height = lead.map_or(0, lead_height);
    let has_picture = lead.is_some_and(|lead| lead.picture.is_some());
    // The measure is 38 rem wide, the right column 21.
    let text_left = block(text_len, 74, 19, 13);
    let text_right = block(text_len, 42, 16, 10);
    let state = if state_len == 0 { 0 } else { block(state_len, 42, 15, 10) + 4 };
    let text = if text_len == 0 {
        ""
    } else if has_picture && state + text_right <= lead_height + TOLERANCE {
        "right"
    } else if !has_picture && text_left <= MAX_TEXT {
        "left"
    } else {
        "below"
    };
    let left = lead_height + if text == "left" { text_left + 2 } else { 0 };
    let right = state + if text == "right" { text_right + 2 } else { 0 };
    let room = (left + TOLERANCE).saturating_sub(right + 4);
    let mut height = 0;
    let fits = newest.iter().take(MAX_BESIDE).take_while(|article| {
        // A headline of 36 letters a line, a line below, and the rule.
        height += block(article.title.chars().count(), 36, 13, 0) + 3;
        height <= room
    });
    let n_fitting = fits.count();
    let n_least = newest.len().min(if right == 0 { MIN_ALONE } else { MIN_BESIDE });
    if right == 0 || n_fitting >= n_least.max(1) {
        // A column of its own needs no more than the other is high, and no less than three articles.
        return FrontColumns { text, is_newest_beside: true, n_newest: n_fitting.max(n_least) };
    }
    FrontColumns { text, is_newest_beside: false, n_newest: newest.len().min(MAX_IN_ROW) }
}

fn lead_height(lead: &ArticleTeaser) -> u64 {
    let title = lead.link.title.chars().count();
    let standfirst = lead.standfirst.chars().count();
    let words = block(title, 38, 24, 0) + block(standfirst, 76, 17, 0) + 3;
    words + if lead.picture.is_some() { 26 } else { 0 }
}

/// Returns the height of a text in rem: `line` is the height of a line, `extra` what the paragraphs add, in tenths of a rem.
fn block(n_chars: usize, per_line: u64, line: u64, extra: u64) -> u64 {
    ((n_chars as u64).div_ceil(per_line) * line + extra).div_ceil(10)
}
