//! Marks in texts that do not work, and tags that lead nowhere: what readers would see as bare brackets, or never.

use std::collections::BTreeMap;

use super::links::page::{Written, of_raw_html};
use crate::base::fields::Text;
use crate::base::nearest::distance;
use crate::base::{Code, Diagnostic, SourcePath, Span};
use crate::link::dossier::{tag_key, tag_slug};
use crate::link::{Resolved, Targets};
use crate::parse::{BlockKind, Body, Node};
use crate::plan::Site;
use crate::source::Snapshot;

/// Checks one text for notes without call, calls without note, and links that are none.
pub(super) fn marks(file: &SourcePath, body: &Body, snapshot: &Snapshot, diagnostics: &mut Vec<Diagnostic>) {
    for block in body.blocks.iter().filter(|block| block.kind != BlockKind::Code) {
        let text = &body.text[block.start..block.end];
        for (at, mark) in text.match_indices("[^").chain(text.match_indices("[[")) {
            let start = block.start + at;
            if body.closed.iter().any(|range| range.contains(&start)) {
                continue;
            }
            let rest = &text[at + mark.len()..];
            let len = rest.find([']', ' ', '\n']).unwrap_or(rest.len());
            let span = Span::new(file, body.origin(start), body.origin(start) + mark.len() + len);
            let label = &rest[..len];
            if mark == "[^" && rest[len..].starts_with(']') && !label.is_empty() {
                let message = format!("the note `{label}` is called here, and written nowhere");
                diagnostics.push(
                    Diagnostic::new(Code::UndefinedNote, span, message)
                        .help(format!("write it on a line of its own, `[^{label}]: …`, or remove the call")),
                );
            } else if mark == "[[" {
                diagnostics.push(
                    Diagnostic::new(Code::BrokenReference, span, "these brackets start no link")
                        .help("write `[[id]]` or `[[id|words]]`, on one line"),
                );
            }
        }
    }
    let called = |nodes: &[Node], label: &str| nodes.iter().any(|node| matches!(node, Node::NoteCall(l) if l == label));
    for note in &body.notes {
        if called(&body.nodes, &note.label) || body.notes.iter().any(|other| called(&other.nodes, &note.label)) {
            continue;
        }
        let mark = format!("[^{}]:", note.label);
        let start = snapshot.text(file).and_then(|text| text.find(&mark)).unwrap_or(0);
        let message = format!("the note `{}` is never called, and not shown", note.label);
        diagnostics.push(
            Diagnostic::new(Code::UnusedNote, Span::new(file, start, start + mark.len()), message)
                .help(format!("put `[^{}]` behind the words it belongs to, or remove the note", note.label)),
        );
    }
}

/// Checks the links and pictures of raw HTML: a dead one is taken out of the page without a word.
pub(super) fn raw_html(
    file: &SourcePath,
    body: &Body,
    targets: &Targets,
    snapshot: &Snapshot,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let nodes = body.nodes.iter().chain(body.notes.iter().flat_map(|note| &note.nodes));
    for node in nodes.filter(|_| body.has_html) {
        let Node::Html(html) = node else { continue };
        for Written { address, alternative } in of_raw_html(html) {
            let at = snapshot.text(file).and_then(|text| text.find(&address)).unwrap_or(0);
            let span = Span::new(file, at, at + if at == 0 { 0 } else { address.len() });
            let resolved = targets.resolve(file, &address);
            // A picture of another site, and an address that would run code, are reported when the text is made safe.
            let (code, message, help) = match (alternative, resolved) {
                (None, Resolved::Dead) => {
                    let message = format!("the link `{address}` leads nowhere");
                    (Code::DeadLink, message, "name a file of content/, or write `[[id|words]]`")
                }
                (Some(_), Resolved::Dead | Resolved::Fragment(_)) => {
                    let message = format!("the picture `{address}` is not in the project");
                    (Code::MissingPicture, message, "put it in content/media/ and name it `media/…`")
                }
                (Some(false), Resolved::Inside(..)) => {
                    let message = "this picture has no alternative text".to_owned();
                    (Code::NoAlternative, message, "say what it shows: `alt=\"what it shows\"`")
                }
                _ => continue,
            };
            diagnostics.push(Diagnostic::new(code, span, message).help(help));
        }
    }
}

/// Puts what is said of the raw HTML of a whole file at the first piece that it names.
pub(super) fn place_raw_html(diagnostics: &mut [Diagnostic], snapshot: &Snapshot) {
    for diagnostic in diagnostics.iter_mut().filter(|diagnostic| diagnostic.code == Code::RawHtmlDropped) {
        let span = &diagnostic.primary.span;
        let (Some(text), true) = (snapshot.text(&span.file), span.end == 0) else { continue };
        let Some((_, names)) = diagnostic.message.split_once("dropped: ") else { continue };
        let text = text.to_ascii_lowercase();
        let marks = names.split(", ").map(|name| match name.strip_prefix('<') {
            Some(tag) => format!("<{}", tag.split('>').next().unwrap_or_default()),
            None => name.trim_end_matches('…').to_owned(),
        });
        let first = marks.filter(|mark| mark.len() > 1).filter_map(|mark| Some((text.find(&mark)?, mark.len()))).min();
        if let Some((at, len)) = first {
            diagnostic.primary.span = Span::new(&span.file.clone(), at, at + len);
        }
    }
}

/// Who bears a tag.
#[derive(Default)]
struct Bearers<'a> {
    places: Vec<&'a Text>,
    is_read: bool,
}

/// Checks the tags of the dossier.
pub(super) fn tags(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let mut tags: BTreeMap<String, Bearers<'_>> = BTreeMap::new();
    let articles = site.articles.iter().flat_map(|article| &article.source.tags).map(|tag| (tag, true));
    let records = site.registry.entities.iter().enumerate().flat_map(|(index, entity)| {
        let is_read = !site.dossier.backlinks[index].is_empty() || entity.record.cites();
        entity.record.tags.iter().map(move |tag| (tag, is_read))
    });
    for (tag, is_read) in articles.chain(records).filter(|(tag, _)| !tag.value.trim().is_empty()) {
        let key = tag_key(&tag.value);
        if key.is_empty() {
            let message = format!("the tag `{}` has no letter, and is not shown", tag.value);
            let diagnostic = Diagnostic::new(Code::UselessTag, tag.span.clone(), message);
            diagnostics.push(diagnostic.help("correct it, or remove it"));
            continue;
        }
        let bearers = tags.entry(key).or_default();
        bearers.places.push(tag);
        bearers.is_read |= is_read;
    }
    for (key, bearers) in &tags {
        let first = bearers.places[0];
        if !bearers.is_read {
            let message = format!("no article bears the tag `{}`, nor speaks of a record that does", first.value);
            let diagnostic = Diagnostic::new(Code::UnusedTag, first.span.clone(), message);
            diagnostics.push(diagnostic.help("remove it, or give it to an article"));
        }
        let Some(near) = tags.iter().find(|(other, _)| is_slip(key, other)).filter(|_| bearers.places.len() == 1)
        else {
            numbered(site, key, first, &tags, diagnostics);
            continue;
        };
        let other = near.1.places[0];
        diagnostics.push(
            Diagnostic::new(
                Code::SimilarTag,
                first.span.clone(),
                format!("nothing else bears the tag `{}`", first.value),
            )
            .related(other.span.clone(), "almost the same")
            .help(format!("did you mean `{}`? Leave it if they mean two things", other.value)),
        );
    }
}

/// Reports a tag whose address has a number, because another has the same letters but for accents and signs.
fn numbered(
    site: &Site,
    key: &str,
    first: &Text,
    tags: &BTreeMap<String, Bearers<'_>>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Some((slug, _)) = site.dossier.tags.find(key) else { return };
    let plain = tag_slug(key);
    if slug == plain {
        return;
    }
    let Some((_, other)) = tags.iter().find(|(other, _)| tag_slug(other) == plain) else { return };
    let other = other.places[0];
    let message = format!("the tags `{}` and `{}` differ only in accents or signs", first.value, other.value);
    diagnostics.push(
        Diagnostic::new(Code::SimilarTag, first.span.clone(), message)
            .related(other.span.clone(), "the other one")
            .help(format!("write both alike; if they mean two things, leave it: its page is `tags/{slug}.html`")),
    );
}

/// The shortest tag of which one letter more or less makes no other word: `pays` and `paye` are two.
const MIN_SLIP_LEN: usize = 6;

/// Tells whether one letter tells two tags apart.
fn is_slip(one: &str, other: &str) -> bool {
    let len = |text: &str| text.chars().count();
    let near = len(one).min(len(other)) >= MIN_SLIP_LEN && len(one).abs_diff(len(other)) <= 1;
    near && one != other && distance(one, other) == 1
}
