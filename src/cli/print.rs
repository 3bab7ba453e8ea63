//! Everything that dossier says. Data goes to stdout, talk to stderr; colours only where a terminal wants them.

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
    anstream::eprintln!("{text}");
}

/// Prints a line of results.
pub(super) fn result(text: &str) {
    anstream::println!("{text}");
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
    anstream::eprintln!("\u{1b}[1m\u{1b}[91merror\u{1b}[0m\u{1b}[1m: {}\u{1b}[0m", failure.message);
    if !failure.help.is_empty() {
        anstream::eprintln!("  \u{1b}[1mhelp\u{1b}[0m: {}", failure.help);
    }
}

/// Prints diagnostics of at least a weight for people, and their sum.
pub(super) fn report(report: &Report, snapshot: &Snapshot, least: Severity, strict: bool) {
    for diagnostic in report.diagnostics.iter().filter(|diagnostic| diagnostic.severity() <= least) {
        anstream::eprintln!("{}\n", picture(diagnostic, snapshot, strict));
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
                let annotation = kind.span(start..end);
                let annotation = if label.text.is_empty() { annotation } else { annotation.label(&label.text) };
                group = group.element(Snippet::source(*text).path(path).annotation(annotation));
            }
            None => group = group.element(annotate_snippets::Origin::path(path)),
        }
    }
    if !diagnostic.help.is_empty() {
        group = group.element(Level::HELP.message(&diagnostic.help));
    }
    Renderer::styled().render(&[group])
}
