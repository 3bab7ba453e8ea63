//! Standard output and standard error; no other file writes to them. Results go to stdout, messages to stderr;
//! colours appear only if the stream is a terminal that wants them.
//!
//! Text from files is escaped by [`escape_controls`], so that it cannot control a terminal. A write error does not
//! stop a command halfway and is not ignored: the first one is kept and decides the exit code. A closed pipe
//! (`dossier check | head`) is not an error.

use std::borrow::Cow;
use std::io::{self, IsTerminal, Write};
use std::sync::OnceLock;

use super::language;

/// The first write error.
static WRITE_ERROR: OnceLock<io::Error> = OnceLock::new();

/// Writes a line to standard error. The caller escapes it.
pub(super) fn write_stderr(line: &str) {
    let line = spaces_of(io::stderr().is_terminal(), line);
    keep_first_error(writeln!(anstream::stderr().lock(), "{line}"));
}

/// Writes a question to standard error; the answer is typed on the same line.
pub(super) fn prompt(question: &str) {
    let question = spaces_of(io::stderr().is_terminal(), &escape_controls(question)).into_owned();
    let mut err = anstream::stderr().lock();
    keep_first_error(write!(err, "{question}").and_then(|()| err.flush()));
}

/// Writes a line to standard output. The caller escapes it.
pub(super) fn write_stdout(line: &str) {
    let line = spaces_of(io::stdout().is_terminal(), line);
    keep_first_error(writeln!(anstream::stdout().lock(), "{line}"));
}

/// Makes the narrow and unbreakable spaces of French ordinary ones where a terminal would show other signs for them.
fn spaces_of(is_terminal: bool, line: &str) -> Cow<'_, str> {
    if is_terminal && !language::is_unicode_terminal() && line.contains(['\u{a0}', '\u{202f}']) {
        line.replace(['\u{a0}', '\u{202f}'], " ").into()
    } else {
        line.into()
    }
}

/// Writes data to standard output: unchanged to a file or a pipe, escaped to a terminal.
pub(super) fn write_stdout_bytes(bytes: &[u8]) {
    let mut out = io::stdout().lock();
    let written = match std::str::from_utf8(bytes) {
        Ok(text) if out.is_terminal() => out.write_all(escape_controls(text).as_bytes()),
        _ => out.write_all(bytes),
    };
    keep_first_error(written.and_then(|()| out.flush()));
}

/// Writes data to standard output piece by piece, as they are made: unchanged to a file or a pipe, escaped to a terminal.
pub(super) fn write_stdout_pieces(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) {
    if io::stdout().is_terminal() {
        let mut bytes = Vec::new();
        keep_first_error(write(&mut bytes));
        write_stdout_bytes(&bytes);
        return;
    }
    let mut out = io::BufWriter::with_capacity(1 << 16, io::stdout().lock());
    keep_first_error(write(&mut out).and_then(|()| out.flush()));
}

/// Returns whether standard output is shown to a person.
pub(super) fn stdout_is_terminal() -> bool {
    io::stdout().is_terminal()
}

/// Returns whether standard input is a keyboard.
pub(super) fn stdin_is_terminal() -> bool {
    io::stdin().is_terminal()
}

/// Returns whether a person reads the messages and can answer them: both are at a terminal.
pub(super) fn is_conversation() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// Returns the first write error, if any.
pub(super) fn first_write_error() -> Option<&'static io::Error> {
    WRITE_ERROR.get()
}

fn keep_first_error(written: io::Result<()>) {
    if let Err(error) = written
        && error.kind() != io::ErrorKind::BrokenPipe
    {
        // Later errors follow from the first.
        let _ = WRITE_ERROR.set(error);
    }
}

/// Replaces control characters, which could move the cursor, rename the window or show a line from right to left.
pub(super) fn escape_controls(text: &str) -> Cow<'_, str> {
    if text.contains(is_terminal_control) { text.replace(is_terminal_control, "\u{fffd}").into() } else { text.into() }
}

/// Writes control characters as JSON escapes. Outside of strings JSON contains none of them.
pub(super) fn escape_controls_json(text: &str) -> Cow<'_, str> {
    if !text.contains(is_terminal_control) {
        return text.into();
    }
    let sign = |c: char| if is_terminal_control(c) { format!("\\u{:04x}", u32::from(c)) } else { c.to_string() };
    text.chars().map(sign).collect::<String>().into()
}

/// Returns whether a terminal acts on a character: the controls of ASCII and of ISO 6429 (C1) except line feed and
/// tab, the two line separators of Unicode, and the characters that change the direction of text (Unicode Standard
/// Annex 9).
fn is_terminal_control(c: char) -> bool {
    match c {
        '\n' | '\t' => false,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => true,
        _ => c.is_control(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_obeys_nobody_but_us() {
        assert_eq!(escape_controls("un mot, deux\u{a0}mots\n\tfin"), "un mot, deux\u{a0}mots\n\tfin");
        assert_eq!(escape_controls("a\u{1b}[31mb\u{9b}2Jc\rd\u{7f}"), "a\u{fffd}[31mb\u{fffd}2Jc\u{fffd}d\u{fffd}");
        assert_eq!(escape_controls("\u{202e}a\u{2066}b\u{2028}c\u{200f}"), "\u{fffd}a\u{fffd}b\u{fffd}c\u{fffd}");
        assert_eq!(escape_controls_json("{\"a\": \"\u{9d}\u{202e}é\"}"), "{\"a\": \"\\u009d\\u202eé\"}");
    }
}
