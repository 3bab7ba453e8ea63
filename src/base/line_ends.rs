//! Ends of lines: what the formats of a project take for one. Pure.

use std::borrow::Cow;

/// Returns a text whose lines end with a line feed alone. What is written and read again and again stays as it is, however
/// many carriage returns stand before a line feed.
#[must_use]
pub(crate) fn single_line_ends(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        match line.strip_suffix('\n') {
            Some(line) => {
                out.push_str(line.trim_end_matches('\r'));
                out.push('\n');
            }
            None => out.push_str(line),
        }
    }
    out
}

/// Writes a carriage return that ends a line alone as a line feed, so that no offset changes. CommonMark 0.31, section 2.1, takes
/// it for the end of a line; the parser keeps it in blocks of code.
#[must_use]
pub(crate) fn with_line_feeds(source: &str) -> Cow<'_, str> {
    let is_alone = |at: usize| source.as_bytes().get(at + 1) != Some(&b'\n');
    if !source.match_indices('\r').any(|(at, _)| is_alone(at)) {
        return Cow::Borrowed(source);
    }
    let letters = source.char_indices();
    letters.map(|(at, letter)| if letter == '\r' && is_alone(at) { '\n' } else { letter }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_that_were_made_single_stay_as_they_are() {
        for (text, single) in
            [("a\r\nb", "a\nb"), ("a\r\r\nb", "a\nb"), ("a\rb\r", "a\rb\r"), ("\r\n\n", "\n\n"), ("", "")]
        {
            assert_eq!(single_line_ends(text), single);
            assert_eq!(single_line_ends(single), single);
        }
    }

    #[test]
    fn a_carriage_return_alone_becomes_a_line_feed_in_its_place() {
        for (text, plain) in
            [("a\rb\r\nc", "a\nb\r\nc"), ("a\r\r\nb\r", "a\n\r\nb\n"), ("é\r", "é\n"), ("a\r\n", "a\r\n")]
        {
            assert_eq!(with_line_feeds(text), plain);
            assert_eq!(plain.len(), text.len());
        }
    }
}
