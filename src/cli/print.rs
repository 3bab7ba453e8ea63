//! Everything that dossier says. Data goes to stdout, talk to stderr; colours only where a terminal wants them.

use std::borrow::Cow;
use std::io::Write;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::Failure;
use crate::base::text::floor_char_boundary;
use crate::base::{Diagnostic, Severity};
use crate::check::Report;
use crate::check::place::text_of;
use crate::source::Snapshot;

/// Prints a line for people.
pub(super) fn say(text: &str) {
    anstream::eprintln!("{}", harmless(text));
}

/// Prints a line of results.
pub(super) fn result(text: &str) {
    anstream::println!("{}", harmless(text));
}

/// Takes the effect from control characters that came with a text: a terminal would obey them, move its cursor, rename its
/// window. Colours, which are ours, stay. JSON has no such characters, and stays as it is.
fn harmless(text: &str) -> Cow<'_, str> {
    let is_harmful = |c: char| c.is_ascii_control() && !matches!(c, '\n' | '\t');
    if !text.contains(is_harmful) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(is_harmful) {
        out.push_str(&rest[..at]);
        let colour = rest[at..].strip_prefix("\u{1b}[").and_then(|after| {
            let end = after.find(|c: char| !c.is_ascii_digit() && c != ';')?;
            after[end..].starts_with('m').then_some(at + 2 + end + 1)
        });
        let after = colour.unwrap_or(at + 1);
        out.push_str(if colour.is_some() { &rest[at..after] } else { "\u{fffd}" });
        rest = &rest[after..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Writes data as it is.
///
/// # Errors
/// What the other end of the pipe said.
pub(super) fn data(bytes: &[u8]) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()
}

/// Says why a command gave up.
pub(super) fn failure(failure: &Failure) {
    anstream::eprintln!("\u{1b}[1m\u{1b}[91merror\u{1b}[0m\u{1b}[1m: {}\u{1b}[0m", harmless(&failure.message));
    if !failure.help.is_empty() {
        anstream::eprintln!("  \u{1b}[1mhelp\u{1b}[0m: {}", failure.help);
    }
}

/// More diagnostics than these are read by nobody.
const MAX_SHOWN: usize = 500;

/// Prints diagnostics of at least a weight for people, and their sum.
pub(super) fn report(report: &Report, snapshot: &Snapshot, least: Severity, strict: bool) {
    let mut shown = report.diagnostics.iter().filter(|diagnostic| diagnostic.severity() <= least);
    for diagnostic in shown.by_ref().take(MAX_SHOWN) {
        anstream::eprintln!("{}\n", harmless(&picture(diagnostic, snapshot, strict)));
    }
    match shown.count() {
        0 => {}
        n => anstream::eprintln!("and {n} more, which `dossier check --format json` lists\n"),
    }
    let hidden = if least < Severity::Note && report.n_notes > 0 { " (see them with `dossier check`)" } else { "" };
    if report.n_errors + report.n_warnings + report.n_notes > 0 {
        anstream::eprintln!(
            "{}, {}, {}{hidden}",
            count(report.n_errors, "error"),
            count(report.n_warnings, "warning"),
            count(report.n_notes, "note")
        );
    }
}

/// The widest cell of a table, in characters.
const MAX_CELL: usize = 60;

/// Lays out a table as lines: cells left-aligned, long ones cut.
pub(super) fn table<const N: usize>(heads: [&str; N], rows: &[[String; N]]) -> Vec<String> {
    let cut = |cell: &str| -> String {
        let cell: String = cell.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        if cell.chars().count() > MAX_CELL { cell.chars().take(MAX_CELL - 1).chain(['…']).collect() } else { cell }
    };
    let all: Vec<[String; N]> = std::iter::once(heads.map(str::to_owned))
        .chain(rows.iter().map(|row| row.each_ref().map(|cell| cut(cell))))
        .collect();
    let widths: [usize; N] =
        std::array::from_fn(|at| all.iter().map(|row| row[at].chars().count()).max().unwrap_or_default());
    all.iter()
        .map(|row| {
            let cells = row.iter().zip(widths).map(|(cell, width)| format!("{cell:<width$}"));
            cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
        })
        .collect()
}

/// Writes a number with its noun.
pub(super) fn count(n: usize, word: &str) -> String {
    if n == 1 { format!("1 {word}") } else { format!("{n} {word}s") }
}

/// Draws a diagnostic with the lines it speaks of.
fn picture(diagnostic: &Diagnostic, snapshot: &Snapshot, strict: bool) -> String {
    let level = match diagnostic.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning if strict => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let mut group = Group::with_title(level.primary_title(&diagnostic.message).id(diagnostic.code.as_str()));
    let labels = std::iter::once((&diagnostic.primary, AnnotationKind::Primary))
        .chain(diagnostic.related.iter().map(|label| (label, AnnotationKind::Context)));
    let texts: Vec<_> = labels.map(|(label, kind)| (label, kind, text_of(&label.span, snapshot))).collect();
    for (label, kind, text) in &texts {
        let path = label.span.file.as_str();
        match text {
            Some(text) => {
                let start = floor_char_boundary(text, label.span.start);
                let end = floor_char_boundary(text, label.span.end).max(start);
                // A place of no length, or one over many lines, is shown by its first character.
                let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
                let end = end.min(line_end).max(start);
                // Only the line is given away: a file of a million lines is not read through for each of its mistakes.
                let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
                let number = 1 + text.as_bytes()[..line_start].iter().filter(|byte| **byte == b'\n').count();
                let annotation = kind.span(start - line_start..end - line_start);
                let annotation = if label.text.is_empty() { annotation } else { annotation.label(&label.text) };
                group = group.element(
                    Snippet::source(&text[line_start..line_end]).line_start(number).path(path).annotation(annotation),
                );
            }
            None => group = group.element(annotate_snippets::Origin::path(path)),
        }
    }
    if !diagnostic.help.is_empty() {
        group = group.element(Level::HELP.message(&diagnostic.help));
    }
    Renderer::styled().render(&[group])
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn a_terminal_obeys_nobody_but_us() {
        assert_eq!(harmless("un \u{1b}[1mmot\u{1b}[0m\n"), "un \u{1b}[1mmot\u{1b}[0m\n");
        assert_eq!(harmless("a\u{1b}]0;titre\u{7}b\u{1b}[2Jc\rd"), "a\u{fffd}]0;titre\u{fffd}b\u{fffd}[2Jc\u{fffd}d");
        assert_eq!(harmless("fin \u{1b}["), "fin \u{fffd}[");
    }
}
