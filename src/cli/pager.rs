//! Shows a long text: at a terminal in the pager of the person, elsewhere as it is. `help` uses it.
//!
//! The pager is the program named by PAGER, else `less`. Without one, or with an empty PAGER, the text is printed. What the person
//! sees is the whole text in any case: a pager that cannot be started shows nothing, so the text is printed then.

use std::io::Write;
use std::process::{Command, Stdio};

use super::stream;

/// Shows a text.
pub(super) fn show(text: &str) {
    if !(stream::stdout_is_terminal() && page(text)) {
        stream::write_stdout(text);
    }
}

/// Returns whether a pager has shown a text.
fn page(text: &str) -> bool {
    let named = std::env::var("PAGER").ok();
    let named = named.as_deref().unwrap_or("less");
    let mut words = named.split_whitespace();
    let Some(program) = words.next() else { return false };
    let mut command = Command::new(program);
    command.args(words).stdin(Stdio::piped());
    // What git does too: a short text is printed without waiting for a key, and colours are kept.
    if std::env::var_os("LESS").is_none() {
        command.env("LESS", "FRX");
    }
    let Ok(mut pager) = command.spawn() else { return false };
    // Only less is told to show colours; another pager would show their signs.
    let is_plain = !program.ends_with("less") || std::env::var_os("NO_COLOR").is_some();
    let text = if is_plain { anstream::adapter::strip_str(text).to_string() } else { text.to_owned() };
    if let Some(mut input) = pager.stdin.take() {
        // A person who leaves the pager early closes the pipe.
        let _ = writeln!(input, "{text}");
    }
    let _ = pager.wait();
    true
}
