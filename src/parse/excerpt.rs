//! Finds the end of the excerpt that is published of a text under `rights: excerpt`.
//!
//! The limit is a share of what people can read. Addresses, comments, blank lines and link definitions do not count, so
//! both the whole text and the excerpt are parsed and their visible characters are counted.

use super::body::{Body, MarkdownElement, MarkdownNode};
use super::markdown;
use crate::base::SourcePath;

/// The maximum number of characters published of an article under `rights: excerpt`. At most one part in
/// [`EXCERPT_PART`] is published too, so that most of a short notice is withheld. A short quotation in the French code
/// (CPI L122-5, 3°) and a very short extract under the press publishers' right (L211-3-1) have no fixed length; this is
/// far below what courts have discussed, and enough to recognise an article.
pub(crate) const EXCERPT_LEN: usize = 600;
/// See [`EXCERPT_LEN`].
pub(crate) const EXCERPT_PART: usize = 3;

/// Maximum number of candidate ends: each costs a parse of the few words before it.
const MAX_TRIALS: usize = 64;

/// Returns the end of the excerpt of a text that begins at byte `start` of its file: after the last complete sentence
/// that fits, else after the last complete word.
pub(super) fn end(file: &SourcePath, source: &str, start: usize) -> usize {
    let whole = markdown::parse(file, source, start);
    let most = count_visible_chars(&whole, false) / EXCERPT_PART;
    let Some(limit) = limit(&whole, source, start, most) else { return 0 };
    let fits = |end: &usize| {
        let cut = markdown::parse(file, &source[..*end], start);
        cut.text.chars().count() <= EXCERPT_LEN && count_visible_chars(&cut, true) <= most
    };
    let within = &source[..limit];
    // `M.` or `Dr.` does not end a sentence.
    let ends = |at: usize| {
        let word = within[..at].rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        word.chars().count() > 2 || word.is_empty() || word.starts_with(|c: char| c.is_ascii_digit())
    };
    let sentences = within
        .rmatch_indices(['.', '!', '?', '…'])
        .filter(|(at, _)| ends(*at))
        .map(|(at, mark)| at + mark.len())
        .filter(|end| source[*end..].starts_with([' ', '\n', '\u{a0}', '\u{202f}', '»', '"', '”']));
    let words = || within.rmatch_indices(char::is_whitespace).map(|(at, _)| at).take(MAX_TRIALS);
    sentences.take(MAX_TRIALS).find(fits).or_else(|| words().find(fits)).unwrap_or(0)
}

/// Returns an upper bound for the excerpt's end in the source.
fn limit(whole: &Body, source: &str, start: usize, most: usize) -> Option<usize> {
    let mut n_read = 0;
    let text = whole.main_text();
    let mut offsets = text.char_indices().enumerate().filter(|(index, (_, c))| {
        n_read += usize::from(is_visible_char(*c));
        n_read > most || *index >= EXCERPT_LEN
    });
    let (_, (offset, _)) = offsets.next()?;
    let at = whole.file_offset(offset).checked_sub(start)?;
    Some(source.floor_char_boundary(at))
}

/// Counts visible characters: letters, digits, punctuation. Raw HTML and alt texts do not count for the whole text, but
/// count for an excerpt (`all`). So the published share is never larger than allowed, whatever they contain.
fn count_visible_chars(body: &Body, all: bool) -> usize {
    let count = |text: &str| text.chars().filter(|c| is_visible_char(*c)).count();
    let (mut n_signs, mut in_image) = (0, 0_usize);
    let mut depth: Vec<bool> = Vec::new();
    for node in &body.nodes {
        match node {
            MarkdownNode::Open(element) => {
                let is_image = matches!(element, MarkdownElement::Image(_));
                in_image += usize::from(is_image);
                depth.push(is_image);
            }
            MarkdownNode::Close => in_image -= usize::from(depth.pop().unwrap_or(false)),
            MarkdownNode::Text(range) | MarkdownNode::Code(range) if all || in_image == 0 => {
                n_signs += count(&body.text[range.clone()]);
            }
            MarkdownNode::Html(html) if all => n_signs += text_of(html).map(count).sum::<usize>(),
            _ => {}
        }
    }
    n_signs
}

/// Returns the text between the tags of raw HTML.
fn text_of(html: &str) -> impl Iterator<Item = &str> {
    html.split('<').enumerate().map(|(index, piece)| match (index, piece.find('>')) {
        (0, _) => piece,
        (_, Some(end)) => &piece[end + 1..],
        (_, None) => "",
    })
}

fn is_visible_char(c: char) -> bool {
    !c.is_whitespace()
        && !c.is_control()
        && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{ad}')
}
