//! Marks in texts that do not work, and tags that lead nowhere: what readers would see as bare brackets, or never.

use std::cell::LazyCell;
use std::collections::{BTreeMap, HashMap, HashSet};

use super::links::page::{RawHtmlLink, of_raw_html};
use crate::base::nearest::distance;
use crate::base::yaml_fields::SpannedText;
use crate::base::{Code, Diagnostic, SourcePath, Span};
use crate::link::index::{tag_key, tag_slug};
use crate::link::{LinkResolver, ResolvedLink};
use crate::parse::{BlockKind, Body, MarkdownNode};
use crate::source::Snapshot;
use crate::views::Content;

/// Checks one text for notes without call, calls without note, and links that are none.
pub(super) fn marks(file: &SourcePath, body: &Body, snapshot: &Snapshot, diagnostics: &mut Vec<Diagnostic>) {
    for block in body.blocks.iter().filter(|block| block.kind != BlockKind::Code) {
        let text = &body.text[block.start..block.end];
        for (at, mark) in text.match_indices("[^").chain(text.match_indices("[[")) {
            let start = block.start + at;
            if body.is_unlinkable(start..start + 1) {
                continue;
            }
            let rest = &text[at + mark.len()..];
            let len = rest.find([']', ' ', '\n']).unwrap_or(rest.len());
            let span = Span::new(file, body.file_offset(start), body.file_offset(start) + mark.len() + len);
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
    let nodes = body.nodes.iter().chain(body.footnotes.iter().flat_map(|note| &note.nodes));
    let called: HashSet<&str> = nodes
        .filter_map(|node| match node {
            MarkdownNode::FootnoteReference(label) => Some(label.as_str()),
            _ => None,
        })
        .collect();
    let written = LazyCell::new(|| note_places(snapshot.text(file).unwrap_or_default()));
    for note in body.footnotes.iter().filter(|note| !called.contains(note.label.as_str())) {
        let mark = format!("[^{}]:", note.label);
        let start = written.get(note.label.as_str()).copied().unwrap_or(0);
        let message = format!("the note `{}` is never called, and not shown", note.label);
        diagnostics.push(
            Diagnostic::new(Code::UnusedNote, Span::new(file, start, start + mark.len()), message)
                .help(format!("put `[^{}]` behind the words it belongs to, or remove the note", note.label)),
        );
    }
}

/// Returns where the notes of a text are first written, by label.
fn note_places(text: &str) -> HashMap<&str, usize> {
    let mut places = HashMap::new();
    for (start, mark) in text.match_indices("[^") {
        let rest = &text[start + mark.len()..];
        // A label lies on one line.
        let len = rest.find([']', '\n']).unwrap_or(rest.len());
        if rest[len..].starts_with("]:") {
            places.entry(&rest[..len]).or_insert(start);
        }
    }
    places
}

/// Finds pieces of a file in the order in which they stand there; each is looked for behind the one before.
struct ForwardFinder<'a> {
    text: &'a str,
    position: usize,
    /// How often to look on: what is not there is looked for in all of the rest.
    n_misses_left: usize,
}

impl<'a> ForwardFinder<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, position: 0, n_misses_left: 100 }
    }

    fn find(&mut self, piece: &str) -> Option<usize> {
        if self.n_misses_left == 0 {
            return None;
        }
        match self.text[self.position..].find(piece) {
            Some(at) => {
                let start = self.position + at;
                self.position = start + piece.len();
                Some(start)
            }
            None => {
                self.n_misses_left -= 1;
                None
            }
        }
    }
}

/// Checks the links and pictures of raw HTML: a dead one is taken out of the page without a word.
pub(super) fn raw_html(
    file: &SourcePath,
    body: &Body,
    targets: &LinkResolver,
    snapshot: &Snapshot,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let nodes = body.nodes.iter().chain(body.footnotes.iter().flat_map(|note| &note.nodes));
    let mut pieces = ForwardFinder::new(snapshot.text(file).unwrap_or_default());
    for node in nodes.filter(|_| body.has_html) {
        let MarkdownNode::Html(html) = node else { continue };
        let start = pieces.find(html);
        let mut addresses = ForwardFinder::new(html);
        for RawHtmlLink { address, alternative } in of_raw_html(html) {
            let at = start.and_then(|start| Some(start + addresses.find(&address)?)).unwrap_or(0);
            let span = Span::new(file, at, at + if at == 0 { 0 } else { address.len() });
            let resolved = targets.resolve(file, &address);
            // A picture of another site, and an address that would run code, are reported when the text is made safe.
            let (code, message, help) = match (alternative, resolved) {
                (None, ResolvedLink::Dead) => {
                    let message = format!("the link `{address}` leads nowhere");
                    (Code::DeadLink, message, "name a file of content/, or write `[[id|words]]`")
                }
                (Some(_), ResolvedLink::Dead | ResolvedLink::Fragment(_)) => {
                    let message = format!("the picture `{address}` is not in the project");
                    (Code::MissingPicture, message, "put it in content/media/ and name it `media/…`")
                }
                (Some(false), ResolvedLink::Internal(..)) => {
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
struct TagOccurrences<'a> {
    places: Vec<&'a SpannedText>,
    is_reachable: bool,
}

/// Checks the tags of the dossier.
pub(super) fn tags(site: &Content, diagnostics: &mut Vec<Diagnostic>) {
    let mut tags: BTreeMap<String, TagOccurrences<'_>> = BTreeMap::new();
    let articles = site.articles.iter().flat_map(|article| &article.document.tags).map(|tag| (tag, true));
    let records = site.registry.entities.iter().enumerate().flat_map(|(index, entity)| {
        let is_read = !site.link_index.backlinks[index].is_empty() || entity.record.cites();
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
        bearers.is_reachable |= is_read;
    }
    let mut by_lacking: HashMap<String, Vec<&str>> = HashMap::new();
    let mut by_slug: HashMap<String, &SpannedText> = HashMap::new();
    for (key, bearers) in &tags {
        by_slug.entry(tag_slug(key)).or_insert(bearers.places[0]);
        for lacking in deletion_variants(key) {
            let known = by_lacking.entry(lacking).or_default();
            // The first of many stand for all.
            if known.len() < MAX_ALIKE && known.last() != Some(&key.as_str()) {
                known.push(key);
            }
        }
    }
    for (key, bearers) in &tags {
        let first = bearers.places[0];
        if !bearers.is_reachable {
            let message = format!("no article bears the tag `{}`, nor speaks of a record that does", first.value);
            let diagnostic = Diagnostic::new(Code::UnusedTag, first.span.clone(), message);
            diagnostics.push(diagnostic.help("remove it, or give it to an article"));
        }
        let near = deletion_variants(key).filter_map(|lacking| by_lacking.get(&lacking)).flatten();
        let near = near.filter(|other| is_one_edit_apart(key, other)).min().filter(|_| bearers.places.len() == 1);
        let Some(other) = near.and_then(|other| tags.get(*other)).and_then(|bearers| bearers.places.first()) else {
            report_numbered_tag(site, key, first, &by_slug, diagnostics);
            continue;
        };
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
fn report_numbered_tag(
    site: &Content,
    key: &str,
    first: &SpannedText,
    by_slug: &HashMap<String, &SpannedText>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Some((slug, _)) = site.link_index.tags.find(key) else { return };
    let plain = tag_slug(key);
    if slug == plain {
        return;
    }
    let Some(other) = by_slug.get(&plain) else { return };
    let message = format!("the tags `{}` and `{}` differ only in accents or signs", first.value, other.value);
    diagnostics.push(
        Diagnostic::new(Code::SimilarTag, first.span.clone(), message)
            .related(other.span.clone(), "the other one")
            .help(format!("write both alike; if they mean two things, leave it: its page is `tags/{slug}.html`")),
    );
}

/// The shortest tag of which one letter more or less makes no other word: `pays` and `paye` are two.
const MIN_SLIP_LEN: usize = 6;

/// Tags that are compared for each way of leaving a letter out.
const MAX_ALIKE: usize = 16;
/// The longest tag that is looked at for slips, in letters.
const MAX_SLIP_LEN: usize = 60;

/// Returns a tag, and what is left of it without each of its letters: two that one letter tells apart have one of these in
/// common.
fn deletion_variants(tag: &str) -> impl Iterator<Item = String> + use<'_> {
    let n_letters = tag.chars().count();
    let is_short = (MIN_SLIP_LEN - 1..=MAX_SLIP_LEN).contains(&n_letters);
    let all = std::iter::once(tag.to_owned()).filter(move |_| is_short);
    let letters = tag.char_indices().filter(move |_| is_short);
    all.chain(letters.map(|(at, letter)| format!("{}{}", &tag[..at], &tag[at + letter.len_utf8()..])))
}

/// Tells whether one letter tells two tags apart.
fn is_one_edit_apart(one: &str, other: &str) -> bool {
    let len = |text: &str| text.chars().count();
    let near = len(one).min(len(other)) >= MIN_SLIP_LEN && len(one).abs_diff(len(other)) <= 1;
    near && one != other && distance(one, other) == 1
}
