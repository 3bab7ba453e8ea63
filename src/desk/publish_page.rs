//! The view that publishes: first what is left out, withheld and open, then the ways to publish, as HTML.

use super::html::{PageFrame, escaped, filled, finding_texts};
use super::site_jobs::ReadySite;
use crate::base::Diagnostic;
use crate::model::Rights;
use crate::model::id::slug;

/// Most findings that are listed.
const MAX_SHOWN: usize = 50;

/// Returns the page; without a site it is still being made. `is_outdated`: the dossier has changed since it was made.
pub(super) fn publish_page(frame: &PageFrame<'_>, ready: Option<&ReadySite>, is_outdated: bool) -> String {
    let words = frame.words.files;
    let mut main = format!("<link rel=\"stylesheet\" href=\"{0}files.css\">\n<div id=\"publish\">\n", frame.desk);
    match ready {
        None => main.push_str(&format!("<p data-waits=\"publish\" role=\"status\">{}</p>\n", escaped(words.making))),
        Some(ready) => {
            if is_outdated {
                main.push_str(&format!("<p role=\"status\">{}</p>\n", escaped(words.outdated)));
            }
            main.push_str(&summary(frame, ready));
            if ready.is_good() && !is_outdated {
                main.push_str(&ways(frame, ready));
            }
            let again = escaped(words.make_again);
            main.push_str(&format!(
                "<p class=\"bar\"><button type=\"button\" id=\"publish-again\">{again}</button></p>\n"
            ));
        }
    }
    main.push_str(&format!("</div>\n<script src=\"{}files.js\" defer></script>\n", frame.desk));
    frame.page("publish", words.publish, &main)
}

fn summary(frame: &PageFrame<'_>, ready: &ReadySite) -> String {
    let words = frame.words.files;
    let mut out = String::new();
    if !ready.refused.is_empty() {
        out.push_str(&format!("<h2>{}</h2>\n", escaped(words.not_published)));
        return out + &list(frame, &ready.refused);
    }
    let content = &ready.built.site.content;
    let rights = |rights| content.articles.iter().filter(|text| text.document.rights == rights).count();
    let counts = [
        (words.drafts, ready.built.n_drafts),
        (words.hidden, ready.n_hidden),
        (words.initials, ready.n_initials),
        (words.excerpts, rights(Rights::Excerpt)),
        (words.references, rights(Rights::Reference)),
    ];
    out.push_str(&format!("<h2>{}</h2>\n<ul>\n", escaped(words.left_out)));
    for (text, n) in counts.iter().filter(|(_, n)| *n > 0) {
        out.push_str(&format!("<li>{}</li>\n", escaped(&filled(text, &[("n", &n.to_string())]))));
    }
    if counts.iter().all(|(_, n)| *n == 0) {
        out.push_str(&format!("<li>{}</li>\n", escaped(words.nothing_left_out)));
    }
    let articles = || content.link_index.articles.iter();
    let names = articles().map(|one| one.n_ambiguous_mentions).sum::<usize>().to_string();
    let days = articles().map(|one| one.n_uncertain_dates).sum::<usize>().to_string();
    let speakers = articles().map(|one| one.n_uncertain_speakers).sum::<usize>().to_string();
    let questions = filled(words.questions, &[("names", &names), ("days", &days), ("speakers", &speakers)]);
    let (errors, warnings) = (ready.report.n_errors.to_string(), ready.report.n_warnings.to_string());
    let problems = filled(words.problems, &[("errors", &errors), ("warnings", &warnings)]);
    out.push_str(&format!(
        "</ul>\n<h2>{}</h2>\n<ul>\n<li><a href=\"{}review\">{}</a></li>\n<li><a href=\"{}checks\">{}</a></li>\n</ul>\n<h2>{}</h2>\n",
        escaped(words.open),
        frame.desk,
        escaped(&questions),
        frame.desk,
        escaped(&problems),
        escaped(words.leaks)
    ));
    let doubtful = &ready.built.protection.doubtful;
    if ready.leaks.diagnostics.is_empty() && doubtful.is_empty() {
        let (files, names) = (ready.n_files.to_string(), ready.leaks.n_names.to_string());
        out.push_str(&format!("<p>{}</p>\n", escaped(&filled(words.no_leak, &[("files", &files), ("names", &names)]))));
    } else {
        let text = if ready.does_leak() { words.does_leak } else { words.may_leak };
        out.push_str(&format!(
            "<p>{}</p>\n{}",
            escaped(text),
            list(frame, &ready.leaks.diagnostics) + &list(frame, doubtful)
        ));
    }
    out
}

fn ways(frame: &PageFrame<'_>, ready: &ReadySite) -> String {
    let words = frame.words.files;
    let content = &ready.built.site.content;
    let counts = [
        ("articles", content.articles.len().to_string()),
        ("records", content.registry.entities.len().to_string()),
        ("files", ready.n_files.to_string()),
    ];
    let counts: Vec<(&str, &str)> = counts.iter().map(|(name, n)| (*name, n.as_str())).collect();
    let size = format!("{:.1}", ready.archive.len() as f64 / 1e6).replace('.', frame.words.decimal_sign);
    let stem = slug(&content.config.title);
    let name = if stem.is_empty() { "site" } else { &stem };
    format!(
        "<h2>{}</h2>\n<p>{}</p>\n<p class=\"bar\"><button type=\"button\" id=\"publish-folder\">{}</button> \
         <a class=\"button\" id=\"publish-zip\" href=\"{}site.zip\" download=\"{}.zip\">{}</a></p>\n",
        escaped(words.publish),
        escaped(&filled(words.is_published, &counts)),
        escaped(&filled(words.to_folder, &[("folder", &content.config.output)])),
        frame.desk,
        escaped(name),
        escaped(&filled(words.as_zip, &[("size", &size)]))
    )
}

fn list(frame: &PageFrame<'_>, found: &[Diagnostic]) -> String {
    let line = |one: &Diagnostic| {
        let (said, more) = finding_texts(frame.words, one);
        format!("<li>{} · <span>{}</span>{more}</li>\n", escaped(one.primary.span.file.as_str()), said)
    };
    format!("<ul class=\"told\" tabindex=\"0\">\n{}</ul>\n", found.iter().take(MAX_SHOWN).map(line).collect::<String>())
}
