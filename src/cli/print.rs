//! Layout of everything that dossier prints. All text passes through `stream`, which escapes control characters, so
//! no content reaches a terminal unescaped.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::Failure;
use super::language::{self, said};
use super::stream::{self, escape_controls};
use crate::base::diagnostic::sort_causes_first;
use crate::base::message::{Message, MessageLanguage};
use crate::base::{Diagnostic, Severity};
use crate::check::CheckReport;
use crate::check::location::text_of;
use crate::say;
use crate::source::Snapshot;
use crate::text::position::floor_char_boundary;

/// Prints a message.
pub(super) fn say(message: &Message) {
    line(said(message));
}

/// Prints a line that is the same in every language: a path, a name, an empty line; or one whose language was chosen before.
pub(super) fn line(text: &str) {
    stream::write_stderr(&escape_controls(text));
}

/// Prints a sentence of results.
pub(super) fn answer(message: &Message) {
    result(said(message));
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
    let (error, help) = match language::chosen() {
        MessageLanguage::English => ("error\u{1b}[0m\u{1b}[1m:", "help\u{1b}[0m:"),
        MessageLanguage::French => ("erreur\u{1b}[0m\u{1b}[1m\u{a0}:", "aide\u{1b}[0m\u{a0}:"),
    };
    let message = escape_controls(said(&failure.message));
    stream::write_stderr(&format!("\u{1b}[1m\u{1b}[91m{error} {message}\u{1b}[0m"));
    if !failure.help.is_empty() {
        stream::write_stderr(&format!("  \u{1b}[1m{help} {}", escape_controls(said(&failure.help))));
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
        n => say(&say!(
            en: "and {n} more, which `dossier check --format json` lists\n",
            fr: "et {n} de plus, que `dossier check --format json` énumère\n",
        )),
    }
    if report.n_errors + report.n_warnings + report.n_notes == 0 {
        return;
    }
    let errors = count(report.n_errors, "error", "erreur");
    let warnings = count(report.n_warnings, "warning", "avertissement");
    let notes = count(report.n_notes, "note", "remarque");
    let hidden = if least < Severity::Note && report.n_notes > 0 {
        say!(en: " (see them with `dossier check`)", fr: " (`dossier check` les montre)")
    } else {
        Message::default()
    };
    say(&say!(
        en: "{errors}, {warnings}, {notes}{hidden}",
        fr: "{errors}, {warnings}, {notes}{hidden}"; errors, warnings, notes, hidden
    ));
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

/// Writes a number with its noun, whose plural has an `s` in both languages. In French nothing and one are singular.
pub(super) fn count(n: usize, en: &str, fr: &str) -> Message {
    let (en_s, fr_s) = plural(n);
    say!(en: "{n} {en}{en_s}", fr: "{n} {fr}{fr_s}")
}

/// Returns the ending of what agrees with a number, in English and in French: `s`, or nothing.
pub(super) fn plural(n: usize) -> (&'static str, &'static str) {
    (if n == 1 { "" } else { "s" }, if n < 2 { "" } else { "s" })
}

/// Returns the word for a severity.
pub(super) fn severity_name(severity: Severity) -> Message {
    match severity {
        Severity::Error => say!(en: "error", fr: "erreur"),
        Severity::Warning => say!(en: "warning", fr: "avertissement"),
        Severity::Note => say!(en: "note", fr: "remarque"),
    }
}

/// Writes how many names, dates and speakers await a decision; what is not there is not named, unless nothing is.
pub(super) fn awaiting_decisions(n_names: usize, n_days: usize, n_speakers: usize) -> Message {
    let kinds = [(n_names, "name", "nom"), (n_days, "day", "jour"), (n_speakers, "speaker", "locuteur")];
    let open: Vec<Message> = kinds.into_iter().filter(|(n, ..)| *n > 0).map(|(n, en, fr)| count(n, en, fr)).collect();
    match open.as_slice() {
        [] => say!(en: "0 names awaiting a decision", fr: "à trancher : 0 nom"),
        [first] => say!(en: "{first} awaiting a decision", fr: "à trancher : {first}"; first),
        [first, others @ ..] => {
            let others = Message::joined(others, " and ", " et ");
            say!(
                en: "{first} awaiting a decision, also {others}",
                fr: "à trancher : {first}, ainsi que {others}"; first, others
            )
        }
    }
}

/// Renders a diagnostic with the source lines it refers to, all escaped.
fn render_diagnostic(diagnostic: &Diagnostic, snapshot: &Snapshot, strict: bool) -> String {
    let speaks_french = language::chosen() == MessageLanguage::French;
    let named = |level: Level<'static>, french| if speaks_french { level.with_name(french) } else { level };
    let level = match diagnostic.severity() {
        Severity::Error => named(Level::ERROR, "erreur"),
        Severity::Warning if strict => named(Level::ERROR, "erreur"),
        Severity::Warning => named(Level::WARNING, "avertissement"),
        Severity::Note => named(Level::NOTE, "remarque"),
    };
    let message = escape_controls(said(&diagnostic.message));
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
        let annotation =
            if label.text.is_empty() { annotation } else { annotation.label(escape_controls(said(&label.text))) };
        let source = format!("{before}{meant}{after}");
        group = group.element(Snippet::source(source).line_start(line.number).path(path).annotation(annotation));
    }
    if !diagnostic.help.is_empty() {
        group = group.element(named(Level::HELP, "aide").message(escape_controls(said(&diagnostic.help))));
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
