//! Text runs with emphasis and links -> one block as plain text and as Markdown.
//!
//! The readers of all formats with markup build their blocks here, so that hostile content can only become text.
//! Invariant: the Markdown renders as the plain text with emphasis and links on parts of it; a link leads to `http`,
//! `https` or `mailto`, or it is not written as a link.

use super::extracted_document::{BlockRole, TextBlock};
use super::text::charset::is_invisible;
use super::text::markdown;
use crate::base::web_address::is_web_address;

/// The longest URL that is kept, in bytes.
const MAX_ADDRESS_BYTES: usize = 2000;

/// The style of a text run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct RunStyle {
    /// Bold.
    pub(super) strong: bool,
    /// Italic.
    pub(super) emphasis: bool,
    /// The link target, already checked by [`safe_address`].
    pub(super) address: Option<String>,
}

/// The runs of one block.
#[derive(Clone, Debug, Default)]
pub(super) struct TextRuns(Vec<(String, RunStyle)>);

impl TextRuns {
    /// Appends a run; white space is normalised by [`TextRuns::take_block`].
    pub(super) fn push(&mut self, text: &str, style: &RunStyle) {
        match self.0.last_mut() {
            Some((last, known)) if known == style => last.push_str(text),
            _ if text.is_empty() => {}
            _ => self.0.push((text.to_owned(), style.clone())),
        }
    }

    /// Returns the text of the runs, with its white space normalised.
    pub(super) fn plain_text(&self) -> String {
        single_spaced(self.0.clone()).into_iter().map(|(text, _)| text).collect()
    }

    /// Returns the bold text at the beginning, untrimmed. Before it may be white space.
    pub(super) fn strong_lead(&self) -> String {
        let visible = self.0.iter().skip_while(|(text, _)| text.chars().all(is_invisible));
        visible.take_while(|(_, style)| style.strong).map(|(text, _)| text.as_str()).collect()
    }

    /// Returns the first link in the runs.
    pub(super) fn first_address(&self) -> Option<&str> {
        self.0.iter().find_map(|(_, style)| style.address.as_deref())
    }

    /// Changes the style of each run.
    pub(super) fn restyle(&mut self, change: impl Fn(&mut RunStyle)) {
        for (text, mut style) in std::mem::take(&mut self.0) {
            change(&mut style);
            self.push(&text, &style);
        }
    }

    /// Removes the first `n_chars` characters of [`TextRuns::plain_text`].
    pub(super) fn cut_front(&mut self, n_chars: usize) {
        let mut left = n_chars;
        self.0 = single_spaced(std::mem::take(&mut self.0));
        for (text, _) in &mut self.0 {
            let end = text.char_indices().nth(left).map_or(text.len(), |(at, _)| at);
            left -= text[..end].chars().count().min(left);
            text.drain(..end);
            if left == 0 {
                break;
            }
        }
        self.0.retain(|(text, _)| !text.is_empty());
    }

    /// Takes the runs and makes a block of them; `None` if they contain nothing visible.
    pub(super) fn take_block(&mut self, role: BlockRole) -> Option<TextBlock> {
        let runs = single_spaced(std::mem::take(&mut self.0));
        let text: String = runs.iter().map(|(text, _)| text.as_str()).collect();
        if text.chars().all(is_invisible) {
            return None;
        }
        let is_plain = runs.iter().all(|(_, style)| *style == RunStyle::default());
        let markdown = match role {
            BlockRole::Heading(_) if is_plain => markdown::escape_heading(&text),
            _ if is_plain => markdown::escape_inline(&text),
            _ => marked(&runs),
        };
        Some(TextBlock { role, text, markdown })
    }
}

/// Collapses each sequence of white space into one space, also across runs, and removes it at both ends. Non-breaking
/// and thin spaces are typography and are kept.
fn single_spaced(runs: Vec<(String, RunStyle)>) -> Vec<(String, RunStyle)> {
    let mut spaced: Vec<(String, RunStyle)> = Vec::with_capacity(runs.len());
    let mut after_blank = true;
    for (text, style) in runs {
        let mut piece = String::with_capacity(text.len());
        for character in text.chars() {
            let is_blank = matches!(character, ' ' | '\t' | '\n' | '\r' | '\u{b}' | '\u{c}');
            // A soft hyphen is a hint for line breaks, and splits a name for every search.
            let is_control = !is_blank && (character.is_control() || character == '\u{ad}');
            if is_control || (is_blank && after_blank) {
                continue;
            }
            piece.push(if is_blank { ' ' } else { character });
            after_blank = is_blank;
        }
        match spaced.last_mut() {
            Some((last, known)) if *known == style => last.push_str(&piece),
            _ if piece.is_empty() => {}
            _ => spaced.push((piece, style)),
        }
    }
    trim(&mut spaced, |piece| {
        let end = piece.trim_end_matches(is_invisible).len();
        piece.truncate(end);
    });
    spaced.reverse();
    trim(&mut spaced, |piece| {
        let start = piece.len() - piece.trim_start_matches(is_invisible).len();
        piece.drain(..start);
    });
    spaced.reverse();
    spaced
}

/// Trims the last run, and the runs before it as long as nothing is left of them.
fn trim(runs: &mut Vec<(String, RunStyle)>, trim_piece: fn(&mut String)) {
    while let Some((piece, _)) = runs.last_mut() {
        trim_piece(piece);
        if !piece.is_empty() {
            break;
        }
        runs.pop();
    }
}

fn marked(runs: &[(String, RunStyle)]) -> String {
    let mut markdown = String::new();
    for (index, (text, style)) in runs.iter().enumerate() {
        let bare = text.trim();
        let (before, after) = match text.find(bare) {
            Some(start) if !bare.is_empty() => (&text[..start], &text[start + bare.len()..]),
            _ => (text.as_str(), ""),
        };
        markdown.push_str(before);
        let next =
            if after.is_empty() { runs.get(index + 1).and_then(|(text, _)| text.chars().next()) } else { Some(' ') };
        let marks = match (style.strong, style.emphasis) {
            (true, true) => "***",
            (true, false) => "**",
            (false, true) => "*",
            (false, false) => "",
        };
        let can_mark = flanks(markdown.chars().next_back(), bare.chars().next())
            && flanks(next, bare.chars().next_back())
            && !bare.is_empty();
        let marks = if can_mark { marks } else { "" };
        let escaped = markdown::escape_strictly(bare);
        match &style.address {
            Some(address) if !bare.is_empty() => {
                // The brackets are between the text and the emphasis marks.
                markdown.push_str(&format!("{marks}[{escaped}]({address}){marks}"));
            }
            _ => markdown.push_str(&format!("{marks}{escaped}{marks}")),
        }
        markdown.push_str(after);
    }
    markdown
}

/// `CommonMark` 0.31, 6.2: a delimiter run can open or close emphasis if the character inside is a letter or digit, or
/// the one outside is not. Two adjacent runs of `*` would be read as one longer run.
fn flanks(outside: Option<char>, inside: Option<char>) -> bool {
    match (outside, inside) {
        (Some('*'), _) | (_, None) => false,
        (outside, Some(inside)) => inside.is_alphanumeric() || outside.is_none_or(|outside| !outside.is_alphanumeric()),
    }
}

/// Returns a URL as it can be written in a Markdown link; `None` if it is not safe to follow.
pub(super) fn safe_address(address: &str) -> Option<String> {
    let address = address.trim();
    let scheme = address.split(':').next().unwrap_or_default().to_ascii_lowercase();
    let is_allowed = is_web_address(address) || (scheme == "mailto" && address.len() > "mailto:".len());
    if !is_allowed || address.len() > MAX_ADDRESS_BYTES {
        return None;
    }
    let mut safe = String::with_capacity(address.len());
    for character in address.chars() {
        match character {
            '\t' | '\n' | '\r' => {}
            ' ' | '(' | ')' | '<' | '>' | '"' | '\'' | '\\' | '`' | '[' | ']' | '{' | '}' | '|' | '^' | '*' | '_'
            | '~' => {
                // `_` and `~` are allowed in URLs and mark nothing inside the parentheses of a link.
                if matches!(character, '_' | '~' | '*' | '\'') {
                    safe.push(character);
                } else {
                    safe.push_str(&format!("%{:02X}", u32::from(character)));
                }
            }
            _ if character.is_control() => {}
            _ => safe.push(character),
        }
    }
    Some(safe)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(pieces: &[(&str, &str)]) -> TextBlock {
        let mut runs = TextRuns::default();
        for (text, style) in pieces {
            let address = style.find("http").and_then(|at| safe_address(&style[at..]));
            let style = RunStyle { strong: style.starts_with('b'), emphasis: style.starts_with('i'), address };
            runs.push(text, &style);
        }
        runs.take_block(BlockRole::Paragraph).expect("a part")
    }

    #[test]
    fn emphasis_and_links_are_kept_around_the_same_text() {
        for (pieces, text, markdown) in [
            (&[("Le ", ""), ("phare", "b"), (" brille.", "")][..], "Le phare brille.", "Le **phare** brille."),
            (&[("Le", ""), (" phare ", "i"), ("brille.", "")][..], "Le phare brille.", "Le *phare* brille."),
            (&[("Voir ", ""), ("ici", "http://a.org/x (1)")][..], "Voir ici", "Voir [ici](http://a.org/x%20%281%29)"),
            (&[("Oh!", ""), ("ici", "http://a.org")][..], "Oh!ici", "Oh\\![ici](http://a.org)"),
            (&[("a*b ", ""), ("c*d", "i")][..], "a*b c*d", "a\\*b *c\\*d*"),
            (&[("mot", ""), ("«", "b"), ("suite", "")][..], "mot«suite", "mot«suite"),
            (&[("un", "b"), ("deux", "i")][..], "undeux", "**un**deux"),
        ] {
            let found = part(pieces);
            assert_eq!((found.text.as_str(), found.markdown.as_str()), (text, markdown));
        }
    }

    #[test]
    fn only_addresses_that_a_reader_may_follow_are_kept() {
        for address in [
            "javascript:alert(1)", " JavaScript:x", "data:text/html,x", "vbscript:x", "x", "", "http:",
            "file:///etc/passwd", "java\nscript:x",
        ] {
            assert_eq!(safe_address(address), None, "{address}");
        }
        assert_eq!(safe_address("https://a.org/été_1").as_deref(), Some("https://a.org/été_1"));
        assert_eq!(safe_address("mailto:a@b.org").as_deref(), Some("mailto:a@b.org"));
    }
}
