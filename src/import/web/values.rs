//! A value of a page's metadata as plain text on one line.

use crate::base::html::character_reference;
use crate::import::text::lines::single_spaced;

/// The longest value that is kept, in characters.
const MAX_VALUE: usize = 300;
/// The longest name of a character reference, in bytes: `CounterClockwiseContourIntegral` is the longest.
const MAX_REFERENCE: usize = 32;

/// Returns a value on one line, without soft hyphens and with HTML's references read; `None` if it is empty.
pub(super) fn value(text: &str) -> Option<String> {
    let text = without_references(text);
    let text: String = text.chars().filter(|c| *c != '\u{ad}').map(|c| if c.is_control() { ' ' } else { c }).collect();
    let text = single_spaced(text.trim());
    let text: String = text.trim().chars().take(MAX_VALUE).collect();
    (!text.is_empty()).then_some(text)
}

/// Reads `&eacute;` and `&#8217;`: some sites write them into JSON, or twice into HTML.
fn without_references(text: &str) -> String {
    let mut read = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, after) = rest.split_at(at);
        read.push_str(before);
        let name = after.get(1..).and_then(|after| {
            let end = after.bytes().take(MAX_REFERENCE).position(|byte| byte == b';')?;
            after.get(..end)
        });
        match name.and_then(|name| Some((name, character_reference(name)?))) {
            Some((name, character)) => {
                read.push(character);
                rest = after.get(name.len() + 2..).unwrap_or_default();
            }
            None => {
                read.push('&');
                rest = after.get(1..).unwrap_or_default();
            }
        }
    }
    read.push_str(rest);
    read
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_read_and_other_ampersands_stay() {
        for (text, expected) in [
            ("L&rsquo;&eacute;cho", "L’écho"),
            ("Pierre & Marie", "Pierre & Marie"),
            ("R&D;", "R&D;"),
            ("a&#8211;b &amp; c&", "a–b & c&"),
            ("co\u{ad}te\u{a0}", "cote"),
        ] {
            assert_eq!(value(text).as_deref(), Some(expected), "{text}");
        }
    }
}
