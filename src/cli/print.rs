//! Layout of everything that dossier prints. All text passes through `stream`, which escapes control characters, so
//! no content reaches a terminal unescaped.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::Failure;
use super::stream::{self, escape_controls};
use crate::base::diagnostic::sort_causes_first;
use crate::base::{Diagnostic, MessageLanguage, Severity};
use crate::check::CheckReport;
use crate::check::location::text_of;
use crate::source::Snapshot;
use crate::text::position::floor_char_boundary;

/// Prints a line of a message.
pub(super) fn say(text: &str) {
    stream::write_stderr(&escape_controls(text));
}

/// Prints a line of a message with some words highlighted.
pub(super) fn say_marking(before: &str, marked: &str, after: &str) {
    stream::write_stderr(&format!(
        "{}\u{1b}[1m\u{1b}[7m{}\u{1b}[0m{}",
        escape_controls(before),
        escape_controls(marked),
        escape_controls(after)
    ));
}

/// Prints a line of results.
pub(super) fn result(text: &str) {
    stream::write_stdout(&escape_controls(text));
}

/// Prints a line of results whose beginning is bold.
pub(super) fn result_under(head: &str, rest: &str) {
    stream::write_stdout(&format!("\u{1b}[1m{}\u{1b}[0m{}", escape_controls(head), escape_controls(rest)));
}

/// Prints results as JSON. Control characters are escaped, which does not change the values.
pub(super) fn json(text: &str) {
    stream::write_stdout(&stream::escape_controls_json(text));
}

/// Prints why a command failed.
pub(super) fn failure(failure: &Failure) {
    stream::write_stderr(&format!(
        "\u{1b}[1m\u{1b}[91merror\u{1b}[0m\u{1b}[1m: {}\u{1b}[0m",
        escape_controls(&failure.message)
    ));
    if !failure.help.is_empty() {
        stream::write_stderr(&format!("  \u{1b}[1mhelp\u{1b}[0m: {}", escape_controls(&failure.help)));
    }
}

/// Most diagnostics that are printed: more would not be read.
const MAX_SHOWN: usize = 500;

/// Prints diagnostics of at least the severity `least`, and their totals.
pub(super) fn report(report: &CheckReport, snapshot: &Snapshot, least: Severity, strict: bool) {
    let mut shown: Vec<Diagnostic> =
        report.diagnostics.iter().filter(|diagnostic| diagnostic.severity() <= least).cloned().collect();
    sort_causes_first(&mut shown);
    let mut shown = shown.iter();
    for diagnostic in shown.by_ref().take(MAX_SHOWN) {
        stream::write_stderr(&format!("{}\n", render_diagnostic(diagnostic, snapshot, strict)));
    }
    match shown.count() {
        0 => {}
        n => say(&format!("and {n} more, which `dossier check --format json` lists\n")),
    }
    let hidden = if least < Severity::Note && report.n_notes > 0 { " (see them with `dossier check`)" } else { "" };
    if report.n_errors + report.n_warnings + report.n_notes > 0 {
        say(&format!(
            "{}, {}, {}{hidden}",
            count(report.n_errors, "error"),
            count(report.n_warnings, "warning"),
            count(report.n_notes, "note")
        ));
    }
}

/// The widest cell of a table, in characters.
const MAX_CELL: usize = 60;

/// Lays out a table as lines: left-aligned cells, long ones truncated.
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

/// Writes how many names await a decision, and how many dates and speakers besides.
pub(super) fn awaiting_decisions(n_names: usize, n_days: usize, n_speakers: usize) -> String {
    let others = [(n_days, "day"), (n_speakers, "speaker")];
    let others: Vec<String> = others.iter().filter(|(n, _)| *n > 0).map(|(n, word)| count(*n, word)).collect();
    let also = if others.is_empty() { String::new() } else { format!(", also {}", others.join(" and ")) };
    format!("{} awaiting a decision{also}", count(n_names, "name"))
}

/// The language of findings on the terminal.
const LANGUAGE: MessageLanguage = MessageLanguage::English;

/// Renders a diagnostic with the source lines it refers to, all escaped.
fn render_diagnostic(diagnostic: &Diagnostic, snapshot: &Snapshot, strict: bool) -> String {
    let level = match diagnostic.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning if strict => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let message = escape_controls(diagnostic.message.text(LANGUAGE));
    let mut group = Group::with_title(level.primary_title(message).id(diagnostic.code.as_str()));
    let labels = std::iter::once((&diagnostic.primary, AnnotationKind::Primary))
        .chain(diagnostic.related.iter().map(|label| (label, AnnotationKind::Context)));
    for (label, kind) in labels {
        let path = escape_controls(label.span.file.as_str());
        let Some(text) = text_of(&label.span, snapshot) else {
            group = group.element(annotate_snippets::Origin::path(path));
            continue;
        };
        let line = MarkedLine::of(text, label.span.start, label.span.end);
        let [before, meant, after] = [line.before, line.marked, line.after].map(escape_controls);
        let annotation = kind.span(before.len()..before.len() + meant.len());
        let annotation = if label.text.is_empty() {
            annotation
        } else {
            annotation.label(escape_controls(label.text.text(LANGUAGE)))
        };
        let source = format!("{before}{meant}{after}");
        group = group.element(Snippet::source(source).line_start(line.number).path(path).annotation(annotation));
    }
    if !diagnostic.help.is_empty() {
        group = group.element(Level::HELP.message(escape_controls(diagnostic.help.text(LANGUAGE))));
    }
    Renderer::styled().render(&[group])
}

/// The first line of a span. Only this line is passed to the renderer: scanning a file of a million lines once per
/// diagnostic would take too long.
struct MarkedLine<'a> {
    /// Counted from 1.
    number: usize,
    before: &'a str,
    /// The part of the span on this line; empty for an empty span.
    marked: &'a str,
    after: &'a str,
}

impl<'a> MarkedLine<'a> {
    fn of(text: &'a str, start: usize, end: usize) -> Self {
        let start = floor_char_boundary(text, start);
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let line_end = if text[start..line_end].ends_with('\r') { line_end - 1 } else { line_end };
        let end = floor_char_boundary(text, end).clamp(start, line_end);
        let number = 1 + text.as_bytes()[..line_start].iter().filter(|byte| **byte == b'\n').count();
        Self { number, before: &text[line_start..start], marked: &text[start..end], after: &text[end..line_end] }
    }
}
