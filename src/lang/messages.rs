//! Messages of the program (English) -> the same in the language of the desk. Pure.
//!
//! Checks, importers and editors write their messages in English, as the command line shows them. The desk shows the most
//! frequent ones in its own language: each is a pattern with holes, `{a}`, and a text with the same holes. A message that no
//! pattern fits stays English, and the desk marks it so. This does not choose what is said.

use std::borrow::Cow;

/// The messages of one language.
#[derive(Clone, Copy)]
pub(crate) struct MessageTexts {
    /// The English pattern, and what it says in this language.
    pub list: &'static [(&'static str, &'static str)],
}

/// How many colons may stand before the message: the names of files hold some.
const MAX_COLONS: usize = 4;

impl MessageTexts {
    /// Returns a message in this language, if a pattern fits it, or what follows a place in it (`place: message`).
    #[must_use]
    pub(crate) fn say(&self, message: &str) -> Option<String> {
        if self.list.is_empty() {
            return None;
        }
        let starts = message.match_indices(": ").map(|(at, sign)| at + sign.len()).take(MAX_COLONS);
        std::iter::once(0).chain(starts).find_map(|start| {
            let (place, rest) = message.split_at(start);
            let said = self.list.iter().find_map(|(pattern, text)| Some(put(text, &fitted(pattern, rest)?)))?;
            let place = place.strip_suffix(": ").map_or_else(String::new, |place| format!("{place}\u{a0}: "));
            Some(place + &said)
        })
    }

    /// Returns a message in this language, or as it is.
    #[must_use]
    pub(crate) fn or_english<'m>(&self, message: &'m str) -> Cow<'m, str> {
        self.say(message).map_or(Cow::Borrowed(message), Cow::Owned)
    }
}

/// A piece of a pattern: fixed words, and the name of the hole after them.
type PatternPiece<'p> = (&'p str, Option<&'p str>);

fn pieces(pattern: &str) -> Vec<PatternPiece<'_>> {
    let (mut found, mut rest) = (Vec::new(), pattern);
    while let Some((fixed, after)) = rest.split_once('{') {
        let Some((hole, tail)) = after.split_once('}') else { break };
        found.push((fixed, Some(hole)));
        rest = tail;
    }
    found.push((rest, None));
    found
}

/// Returns what a message has in the holes of a pattern; `None` if the pattern does not fit.
fn fitted<'p, 'm>(pattern: &'p str, message: &'m str) -> Option<Vec<(&'p str, &'m str)>> {
    let (mut values, mut rest, mut hole) = (Vec::new(), message, None);
    for (fixed, next) in pieces(pattern) {
        let at = match hole {
            None => rest.starts_with(fixed).then_some(0)?,
            // The last fixed words end the message.
            Some(_) if next.is_none() => rest.len() - rest.ends_with(fixed).then_some(fixed.len())?,
            Some(_) => rest.find(fixed)?,
        };
        if let Some(name) = hole {
            values.push((name, &rest[..at]));
        }
        rest = &rest[at + fixed.len()..];
        hole = next;
    }
    rest.is_empty().then_some(values)
}

/// Puts values into the holes of a text.
fn put(text: &str, values: &[(&str, &str)]) -> String {
    pieces(text).into_iter().fold(String::new(), |out, (fixed, hole)| {
        let value = values.iter().find(|(name, _)| hole == Some(*name)).map_or("", |(_, value)| value);
        out + fixed + value
    })
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::super::fr;
    use super::*;

    const SOME: MessageTexts =
        MessageTexts { list: &[("`{a}` of `{b}` cannot be `{c}`", "{c} pour {a}"), ("it is empty", "c’est vide")] };

    #[test]
    fn a_message_is_said_with_its_values_and_its_place() {
        let cases = [
            ("`date` of `x` cannot be `hier`", Some("hier pour date")),
            ("a.zip: it is empty", Some("a.zip\u{a0}: c’est vide")),
            ("C: notes: it is empty", Some("C: notes\u{a0}: c’est vide")),
            ("`date` of `x` cannot be `hier", None),
            ("it is empty, or not", None),
            ("", None),
        ];
        for (message, said) in cases {
            assert_eq!(SOME.say(message).as_deref(), said, "{message}");
        }
        assert_eq!(SOME.or_english("unheard: of"), "unheard: of");
        assert_eq!(SOME.say("`a` of `b` cannot be `{a} of`").as_deref(), Some("{a} of pour a"));
    }

    fn sources(folder: &Path, out: &mut String) {
        for entry in fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() && path.file_name().is_some_and(|name| name != "lang") {
                sources(&path, out);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                out.push_str(&fs::read_to_string(&path).expect("a source"));
            }
        }
    }

    /// A message that is worded anew would silently be English again.
    #[test]
    fn each_pattern_is_a_message_of_the_program() {
        let mut source = String::new();
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut source);
        let source: String = source.replace("\\\n", "").split_whitespace().collect::<Vec<_>>().join(" ");
        for (pattern, text) in fr::DESK.messages.list {
            // Some messages are put together from parts: each two words that follow one another are in the program.
            for part in pieces(pattern).into_iter().flat_map(|(fixed, _)| fixed.split(['`', ':', ';', ',', '(', ')'])) {
                let words: Vec<&str> = part.split_whitespace().collect();
                for pair in words.windows(2) {
                    assert!(source.contains(&pair.join(" ")), "`{}` of `{pattern}` is in no message", pair.join(" "));
                }
            }
            let holes = |text| pieces(text).into_iter().filter_map(|(_, hole)| hole).collect::<Vec<_>>();
            let known = holes(pattern);
            assert!(holes(text).iter().all(|hole| known.contains(hole)), "{text}");
        }
    }
}
