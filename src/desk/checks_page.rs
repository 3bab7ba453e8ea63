//! The view of everything that `check` finds: by file, each with its place and, where it is certain, its cure, as HTML.

use std::collections::BTreeMap;

use serde_json::json;

use super::action::Action;
use super::file_plans::{file_id, is_editable};
use super::html::{PageFrame, escaped, filled, finding_texts};
use super::lists_page::encoded;
use super::site_jobs::CheckedSite;
use crate::base::{Diagnostic, Severity, SourcePath};
use crate::build::BuiltSite;
use crate::check::location::{source_location, text_of};
use crate::lang;
use crate::lang::desk_files::FileDeskWords;
use crate::model::Route;
use crate::source::Snapshot;

/// Most findings of one file that are listed.
const MAX_OF_FILE: usize = 30;
/// Most files that are listed.
const MAX_FILES: usize = 500;

/// Returns the page; without findings they are still being collected.
pub(super) fn checks_page(frame: &PageFrame<'_>, checked: Option<&CheckedSite>, built: &BuiltSite) -> String {
    let words = frame.words.files;
    let mut main = format!("<link rel=\"stylesheet\" href=\"{0}files.css\">\n<div id=\"checks\">\n", frame.desk);
    let Some(CheckedSite { snapshot, report }) = checked else {
        main.push_str(&format!("<p data-waits=\"checks\" role=\"status\">{}</p>\n</div>\n", escaped(words.checking)));
        return frame.page("checks", words.checks, &(main + &script(frame)));
    };
    let counts = [report.n_errors, report.n_warnings, report.n_notes].map(|n| n.to_string());
    let said = if report.diagnostics.is_empty() {
        words.all_well.to_owned()
    } else {
        filled(words.n_found, &[("errors", &counts[0]), ("warnings", &counts[1]), ("notes", &counts[2])])
    };
    main.push_str(&format!("<p>{}</p>\n", escaped(&said)));
    let mut by_file: BTreeMap<(Severity, &SourcePath), Vec<&Diagnostic>> = BTreeMap::new();
    let mut worst: BTreeMap<&SourcePath, Severity> = BTreeMap::new();
    for one in &report.diagnostics {
        let known = worst.entry(&one.primary.span.file).or_insert(one.severity());
        *known = severest(*known, one.severity());
    }
    for one in &report.diagnostics {
        let file = &one.primary.span.file;
        let severity = worst.get(file).copied().unwrap_or(one.severity());
        by_file.entry((severity, file)).or_default().push(one);
    }
    let mut order: Vec<_> = by_file.into_iter().collect();
    order.sort_by_key(|((severity, file), _)| (rank(*severity), (*file).clone()));
    for ((_, file), found) in order.iter().take(MAX_FILES) {
        main.push_str(&format!(
            "<section class=\"of-file\">\n<h2 class=\"file\">{}<small>{}</small></h2>\n<p class=\"bar\">",
            title_of(built, file).map_or_else(String::new, |title| escaped(title) + " "),
            escaped(file.as_str())
        ));
        if is_editable(file) {
            let source = escaped(words.source);
            main.push_str(&format!("<a href=\"{}source?of={}\">{source}</a> ", frame.desk, file_id(file)));
        }
        if let Some((address, text)) = form_of(built, file) {
            main.push_str(&format!("<a href=\"{}{address}\">{}</a> ", frame.desk, escaped(text)));
        }
        if let Some(route) = route_of(built, file) {
            main.push_str(&format!("<a href=\"{}{}\">{}</a>", frame.prefix, route.encoded(), escaped(words.in_site)));
        }
        main.push_str("</p>\n<ul class=\"plain\">\n");
        for one in found.iter().take(MAX_OF_FILE) {
            main.push_str(&finding(frame, one, snapshot));
        }
        main.push_str("</ul>\n");
        if found.len() > MAX_OF_FILE {
            let more = filled(words.more_findings, &[("n", &(found.len() - MAX_OF_FILE).to_string())]);
            main.push_str(&format!("<p>{}</p>\n", escaped(&more)));
        }
        main.push_str("</section>\n");
    }
    if order.len() > MAX_FILES {
        let more = filled(words.and_more, &[("n", &(order.len() - MAX_FILES).to_string())]);
        main.push_str(&format!("<p>{}</p>\n", escaped(&more)));
    }
    main.push_str("</div>\n");
    frame.page("checks", words.checks, &(main + &script(frame)))
}

fn script(frame: &PageFrame<'_>) -> String {
    format!("<script src=\"{}files.js\" defer></script>\n", frame.desk)
}

fn rank(severity: Severity) -> u8 {
    match severity {
        Severity::Error => 0,
        Severity::Warning => 1,
        Severity::Note => 2,
    }
}

fn severest(one: Severity, other: Severity) -> Severity {
    if rank(one) <= rank(other) { one } else { other }
}

/// Returns the name of a severity, and its class.
pub(super) fn severity_name(words: &FileDeskWords, severity: Severity) -> (&'static str, &'static str) {
    let [error, warning, note] = words.severities;
    match severity {
        Severity::Error => (error, "error"),
        Severity::Warning => (warning, "warning"),
        Severity::Note => (note, "note"),
    }
}

fn finding(frame: &PageFrame<'_>, one: &Diagnostic, snapshot: &Snapshot) -> String {
    let words = frame.words.files;
    let file = &one.primary.span.file;
    let (name, class) = severity_name(words, one.severity());
    let line = source_location(&one.primary, snapshot).line;
    let place = escaped(&filled(words.line, &[("n", &line.to_string())]));
    let place = if text_of(&one.primary.span, snapshot).is_some() && is_editable(file) {
        format!("<a href=\"{}source?of={}&amp;line={line}\">{place}</a>", frame.desk, file_id(file))
    } else if text_of(&one.primary.span, snapshot).is_some() {
        place
    } else {
        String::new()
    };
    let (said, more) = finding_texts(frame.words, one);
    let mut out = format!(
        "<li class=\"finding\"><p><span class=\"severity {class}\">{}</span> {place}</p><p>{}</p>{more}",
        escaped(name),
        said
    );
    if let Some(cure @ Action::Cure { .. }) = cure_of(one, snapshot) {
        let base = snapshot.files.get(file).map(|file| file.key.to_string()).unwrap_or_default();
        let request = json!({"action": cure, "base": base}).to_string();
        let (wrong, right) = match &cure {
            Action::Cure { wrong, right, .. } => (wrong.as_str(), right.as_str()),
            _ => ("", ""),
        };
        out.push_str(&format!(
            "<p><button type=\"button\" class=\"cure\" data-request=\"{}\">{}</button></p>",
            escaped(&request),
            escaped(&filled(words.cure, &[("wrong", wrong), ("right", right)]))
        ));
    }
    out + "</li>\n"
}

/// Returns the action that mends a finding, if there is exactly one word to replace by exactly one other.
pub(super) fn cure_of(one: &Diagnostic, snapshot: &Snapshot) -> Option<Action> {
    let right = one.help.en.strip_prefix("did you mean `")?.strip_suffix("`?")?;
    let span = &one.primary.span;
    let text = text_of(span, snapshot)?;
    let words = text.get(span.start..span.end)?;
    if !is_editable(&span.file) || right.is_empty() || right.contains('`') || right.chars().any(char::is_control) {
        return None;
    }
    // The message quotes the wrong word.
    let quoted = one.message.en.split('`').skip(1).step_by(2);
    let mut found = quoted.filter(|word| !word.is_empty() && *word != right && words.matches(word).count() == 1);
    let (wrong, None) = (found.next()?, found.next()) else { return None };
    let start = span.start + words.find(wrong)?;
    Some(Action::Cure {
        file: file_id(&span.file),
        start,
        end: start + wrong.len(),
        wrong: wrong.to_owned(),
        right: right.to_owned(),
    })
}

/// Returns the form of the article or the record of a file, drafts and hidden records included, and what the link is called.
fn form_of(built: &BuiltSite, file: &SourcePath) -> Option<(String, &'static str)> {
    let content = &built.site.content;
    let (texts, id) = (lang::desk_form_texts(&content.config.language), file.stem());
    if file.extension() != "md" {
        return None;
    }
    if file.as_str() == format!("content/articles/{id}.md") {
        return Some((format!("article?id={}", encoded(id)), texts.say("front-matter")));
    }
    let shown = content.registry.find(id).map(|entity| &content.registry.entities[entity].record);
    let record = shown.or_else(|| content.registry.withheld.iter().find(|record| record.id.as_str() == id));
    record
        .filter(|record| record.span.file == *file && record.id.as_str() == id)
        .map(|_| (format!("record?id={}", encoded(id)), texts.say("edit-record")))
}

/// Returns what the article or the record of a file is called.
fn title_of<'b>(built: &'b BuiltSite, file: &SourcePath) -> Option<&'b str> {
    let content = &built.site.content;
    let id = Some(file.stem()).filter(|_| file.extension() == "md")?;
    if let Ok(index) = content.articles.binary_search_by(|text| text.document.id.as_str().cmp(id)) {
        let document = &content.articles.get(index)?.document;
        return Some(document.title.as_str()).filter(|_| document.file == *file);
    }
    let shown = content.registry.find(id).map(|entity| &content.registry.entities[entity].record);
    let record = shown.or_else(|| content.registry.withheld.iter().find(|record| record.id.as_str() == id));
    record.filter(|record| record.span.file == *file).map(|record| record.name.value.as_str())
}

/// Returns the page of the article or the record of a file.
fn route_of(built: &BuiltSite, file: &SourcePath) -> Option<Route> {
    let content = &built.site.content;
    let id = file.stem();
    let is_article = content.articles.binary_search_by(|text| text.document.id.as_str().cmp(id)).is_ok();
    let is_record = content.registry.find(id).is_some();
    let found = built.site.link_resolver.find(id).filter(|_| (is_article || is_record) && file.extension() == "md");
    found.map(|target| target.route.clone())
}
