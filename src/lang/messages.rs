//! Messages of the program (English) -> the same in the language of the desk. Pure.
//!
//! Importers and editors write some of their messages in English only. The desk shows the most frequent ones in its own
//! language: each is a pattern with holes, `{a}`, and a text with the same holes. A message that no
//! pattern fits stays English, and the desk marks it so. This does not choose what is said.

use std::borrow::Cow;

/// The messages of one language.
#[derive(Clone, Copy)]
pub(crate) struct MessageTexts {
    /// The English pattern, and what it says in this language.
    pub list: &'static [(&'static str, &'static str)],
    /// The same of refusals: why something is not done, and what to do.
    pub refusals: &'static [(&'static str, &'static str)],
}

/// How many colons may stand before the message: the names of files hold some.
const MAX_COLONS: usize = 4;

impl MessageTexts {
    /// Returns a message in this language, if a pattern fits it, or what follows a place in it (`place: message`).
    #[must_use]
    pub(crate) fn say(&self, message: &str) -> Option<String> {
        let starts = message.match_indices(": ").map(|(at, sign)| at + sign.len()).take(MAX_COLONS);
        std::iter::once(0).chain(starts).find_map(|start| {
            let (place, rest) = message.split_at(start);
            let all = self.list.iter().chain(self.refusals);
            let said = all.into_iter().find_map(|(pattern, text)| Some(put(text, &fitted(pattern, rest)?)))?;
            // English has no space there.
            let sign = if self.list.is_empty() { ": " } else { "\u{a0}: " };
            let place = place.strip_suffix(": ").map_or_else(String::new, |place| format!("{place}{sign}"));
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

    const SOME: MessageTexts = MessageTexts {
        list: &[("`{a}` of `{b}` cannot be `{c}`", "{c} pour {a}"), ("it is empty", "c’est vide")],
        refusals: &[],
    };

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
        let english = super::super::en::DESK.messages.refusals;
        for (pattern, text) in fr::DESK.messages.list.iter().chain(fr::DESK.messages.refusals).chain(english) {
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

    /// The texts of a source that may be refusals: what follows such a call, with `x` in each hole.
    fn refusals_of(source: &str) -> Vec<String> {
        const CALLS: [&str; 5] = ["Err(\"", "Err(format!(\"", "Impossible(\"", "Impossible(format!(\"", "error(\""];
        let source = source.split("#[cfg(test)]").next().unwrap_or_default();
        let source = source.replace("\\\n", "").split_whitespace().collect::<Vec<_>>().join(" ");
        let source = source.replace("( \"", "(\"").replace("( format!", "(format!");
        let calls =
            CALLS.into_iter().flat_map(|call| source.split(call).skip(1).map(str::to_owned).collect::<Vec<_>>());
        let texts = calls.filter_map(|rest| Some(rest.split_once('"')?.0.to_owned()));
        let is_said = |text: &String| pieces(text).iter().any(|(fixed, _)| fixed.chars().any(char::is_alphabetic));
        let filled = texts.filter(is_said).map(|text| {
            let pieces = pieces(&text).into_iter();
            pieces.fold(String::new(), |out, (fixed, hole)| out + fixed + if hole.is_some() { "x" } else { "" })
        });
        filled.filter(|text| text.contains(' ')).collect()
    }

    /// Whatever the desk refuses is said in the language of the desk.
    #[test]
    fn each_refusal_is_said() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut files: Vec<_> =
            fs::read_dir(root.join("desk")).expect("a folder").flatten().map(|one| one.path()).collect();
        for name in ["field_edit", "note_lines", "record_row_edit", "rename_merge", "decision_store"] {
            files.push(root.join("edit").join(name).with_extension("rs"));
        }
        let files = files.into_iter().filter(|file| file.extension().is_some_and(|ending| ending == "rs"));
        // Said by the desk in texts of its own: nothing to undo, gone, changed.
        let own = ["there is nothing to undo", "there is no `x` any more", "nothing has the id `x`"];
        for text in files.flat_map(|file| refusals_of(&fs::read_to_string(file).expect("a source"))) {
            let is_said = own.contains(&text.as_str()) || fr::DESK.messages.say(&text).is_some();
            assert!(is_said, "{text}");
        }
        let taken = "`content/a.md` already exists; choose another name, or move that file away; nothing was written";
        assert!(fr::DESK.messages.say(taken).is_some());
    }
}
