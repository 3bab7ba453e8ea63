//! Findings for other programs: JSON Lines, GitHub's workflow commands, SARIF 2.1.0. Only formats them; `print`
//! writes.

use std::path::Path;

use serde_json::{Value, json};

use super::args::{CheckFormat, CheckOptions, GlobalOptions};
use super::print;
use crate::base::{Code, Diagnostic, DiagnosticLabel, Key, MessageLanguage, Severity, percent};
use crate::check::CheckReport;
use crate::check::location::{SourceLocation, source_location};
use crate::codes::examples;
use crate::source::Snapshot;

/// Other programs read English, whatever the language of the terminal.
const LANGUAGE: MessageLanguage = MessageLanguage::English;

/// Writes a finding as one JSON object; lines and columns count from 1.
pub(super) fn json(diagnostic: &Diagnostic, snapshot: &Snapshot) -> String {
    let at = |label: &DiagnosticLabel| {
        let SourceLocation { file, line, column, end_line, end_column, .. } = source_location(label, snapshot);
        json!({"file": file, "line": line, "column": column, "end_line": end_line, "end_column": end_column, "text": label.text.en})
    };
    let mut object = at(&diagnostic.primary);
    if let Some(fields) = object.as_object_mut() {
        fields.remove("text");
        fields.insert("code".to_owned(), diagnostic.code.as_str().into());
        fields.insert("severity".to_owned(), diagnostic.severity().as_str().into());
        fields.insert("message".to_owned(), diagnostic.message.en.as_str().into());
        fields.insert("related".to_owned(), diagnostic.related.iter().map(at).collect());
        fields.insert("help".to_owned(), diagnostic.help.en.as_str().into());
    }
    object.to_string()
}

/// Writes a finding as a workflow command of GitHub Actions, which shows it next to the line in a pull request:
/// `::error file=…,line=…::message` (docs.github.com, "Workflow commands"; the runner's `ActionCommand` defines the
/// escapes).
pub(super) fn github(diagnostic: &Diagnostic, snapshot: &Snapshot, root: &Path, strict: bool) -> String {
    let at = source_location(&diagnostic.primary, snapshot);
    let command = match level(diagnostic.severity(), strict) {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let text = |text: &str| text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    let property = |value: &str| text(value).replace(':', "%3A").replace(',', "%2C");
    let mut message = diagnostic.message.en.clone();
    if !diagnostic.help.is_empty() {
        message.push_str(&format!("\n{}", diagnostic.help.en));
    }
    let mut place = format!("line={}", at.line);
    // Columns are allowed only if the range is within one line.
    if at.end_line == at.line && at.end_column > at.column {
        place.push_str(&format!(",col={},endColumn={}", at.column, at.end_column));
    } else if at.end_line > at.line {
        place.push_str(&format!(",endLine={}", at.end_line));
    }
    let file = from_here(root, at.file);
    format!("::{command} file={},{place},title={}::{}", property(&file), diagnostic.code, text(&message))
}

/// Writes all findings as one SARIF 2.1.0 log (OASIS Standard), which code forges and editors read.
pub(super) fn sarif(report: &CheckReport, snapshot: &Snapshot, root: &Path, strict: bool) -> String {
    let rules: Vec<Value> = Code::ALL.iter().map(|code| rule(*code)).collect();
    let results: Vec<Value> =
        report.diagnostics.iter().map(|diagnostic| result(diagnostic, snapshot, root, strict)).collect();
    let log = json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "dossier",
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{log:#}")
}

fn rule(code: Code) -> Value {
    let help = examples::find_example(code).map_or_else(String::new, |example| {
        let (wrong, right) = example.texts(LANGUAGE);
        format!("\n\nFor example:\n\n{wrong}\n\nInstead:\n\n{right}")
    });
    json!({
        "id": code.as_str(),
        "name": format!("{code:?}"),
        "shortDescription": {"text": format!("{}.", code.headline(LANGUAGE))},
        "fullDescription": {"text": code.explanation(LANGUAGE)},
        "help": {"text": format!("{}{help}", code.explanation(LANGUAGE))},
        "defaultConfiguration": {"level": code.severity().as_str()},
    })
}

fn result(diagnostic: &Diagnostic, snapshot: &Snapshot, root: &Path, strict: bool) -> Value {
    let location = |label: &DiagnosticLabel| {
        let at = source_location(label, snapshot);
        let uri = percent::encode_path(&from_here(root, at.file));
        let mut region = json!({"startLine": at.line});
        if at.end_column > at.column || at.end_line > at.line {
            region["startColumn"] = at.column.into();
            region["endLine"] = at.end_line.into();
            region["endColumn"] = at.end_column.into();
        }
        json!({"physicalLocation": {"artifactLocation": {"uri": uri, "uriBaseId": "%SRCROOT%"}, "region": region}})
    };
    let related: Vec<Value> = diagnostic
        .related
        .iter()
        .enumerate()
        .map(|(index, label)| {
            let mut place = location(label);
            place["id"] = (index + 1).into();
            place["message"] = json!({"text": label.text.en});
            place
        })
        .collect();
    let help = if diagnostic.help.is_empty() { String::new() } else { format!("\n{}", diagnostic.help.en) };
    let file = diagnostic.primary.span.file.as_str();
    let mut result = json!({
        "ruleId": diagnostic.code.as_str(),
        "ruleIndex": Code::ALL.iter().position(|code| *code == diagnostic.code),
        "level": level(diagnostic.severity(), strict).as_str(),
        "message": {"text": format!("{}{help}", diagnostic.message.en)},
        "locations": [location(&diagnostic.primary)],
        // Lets a forge recognise the finding after its line has moved.
        "partialFingerprints": {
            "dossier/v1": Key::of(format!("{}\n{file}\n{}", diagnostic.code, diagnostic.message.en).as_bytes()).to_string(),
        },
    });
    if !related.is_empty() {
        result["relatedLocations"] = related.into();
    }
    result
}

fn level(severity: Severity, strict: bool) -> Severity {
    if strict && severity == Severity::Warning { Severity::Error } else { severity }
}

/// Returns the path of a project file relative to the working directory, which a forge takes for the repository's
/// root.
fn from_here(root: &Path, file: &str) -> String {
    let root = root.to_string_lossy().replace('\\', "/");
    let root = root.trim_start_matches("./").trim_end_matches('/');
    if root.is_empty() || root == "." { file.to_owned() } else { format!("{root}/{file}") }
}

/// Prints the findings in the requested format.
pub(super) fn show(global: &GlobalOptions, options: &CheckOptions, report: &CheckReport, snapshot: &Snapshot) {
    match options.format {
        CheckFormat::Human => print::report(report, snapshot, Severity::Note, options.strict),
        CheckFormat::Json => {
            report.diagnostics.iter().for_each(|diagnostic| print::json(&json(diagnostic, snapshot)));
        }
        CheckFormat::Github => {
            let line = |diagnostic| github(diagnostic, snapshot, &global.root, options.strict);
            report.diagnostics.iter().for_each(|diagnostic| print::result(&line(diagnostic)));
        }
        CheckFormat::Sarif => print::json(&sarif(report, snapshot, &global.root, options.strict)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Message, SourcePath};

    #[test]
    fn a_hostile_name_cannot_write_a_command_of_its_own() {
        let file = SourcePath::new("content/a,b::x.md");
        let diagnostic =
            Diagnostic::of_file(Code::BadId, &file, Message::same("a\n::error::b%")).help(Message::same("c"));
        let line = github(&diagnostic, &Snapshot::default(), Path::new("./site/"), false);
        assert_eq!(line, "::error file=site/content/a%2Cb%3A%3Ax.md,line=1,title=D0301::a%0A::error::b%25%0Ac");
    }
}
