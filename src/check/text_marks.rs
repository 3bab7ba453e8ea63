//! Marks in texts that do not work, and useless tags: things that readers would see as bare brackets, or not at
//! all.

use std::cell::LazyCell;
use std::collections::{BTreeMap, HashMap, HashSet};

use super::links::page::{RawHtmlLink, of_raw_html};
use crate::base::nearest::distance;
use crate::base::yaml_fields::SpannedText;
use crate::base::{Code, Diagnostic, SourcePath, Span};
use crate::link::{LinkResolver, ResolvedLink};
use crate::link::{tag_key, tag_slug};
use crate::model::EntityIx;
use crate::parse::{BlockKind, Body, MarkdownNode};
use crate::source::Snapshot;
use crate::views::Content;

/// Checks one text for notes without a call, calls without a note, and brackets that form no link.
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
                let message = format!("the note `{label}` is called here but not written anywhere");
                diagnostics.push(
                    Diagnostic::new(Code::UndefinedNote, span, message)
                        .help(format!("write it on a line of its own, `[^{label}]: …`, or remove the call")),
                );
            } else if mark == "[[" {
                diagnostics.push(
                    Diagnostic::new(Code::BrokenReference, span, "these brackets do not form a link")
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
        let message = format!("the note `{}` is never called and so not shown", note.label);
        diagnostics.push(
            Diagnostic::new(Code::UnusedNote, Span::new(file, start, start + mark.len()), message)
                .help(format!("put `[^{}]` after the words it belongs to, or remove the note", note.label)),
        );
    }
}

/// Returns where the notes of a text are first defined, by label.
fn note_places(text: &str) -> HashMap<&str, usize> {
    let mut places = HashMap::new();
    for (start, mark) in text.match_indices("[^") {
        let rest = &text[start + mark.len()..];
        // A label is within one line.
        let len = rest.find([']', '\n']).unwrap_or(rest.len());
        if rest[len..].starts_with("]:") {
            places.entry(&rest[..len]).or_insert(start);
        }
    }
    places
}

/// Finds pieces of a file in order; each is searched for after the previous one.
struct ForwardFinder<'a> {
    text: &'a str,
    position: usize,
    /// How many failed searches are allowed: each one scans the rest of the file.
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

/// Checks the links and pictures of raw HTML, where a dead link is removed from the page silently.
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
            // Pictures of other sites and addresses that run code are reported when the HTML is
            // sanitised.
            let (code, message, help) = match (alternative, resolved) {
                (None, ResolvedLink::Dead) => {
                    let message = format!("the link `{address}` is broken");
                    (Code::DeadLink, message, "give a file of content/, or write `[[id|words]]`")
                }
                (Some(_), ResolvedLink::Dead | ResolvedLink::Fragment(_)) => {
                    let message = format!("the picture `{address}` is not in the project");
                    (Code::MissingPicture, message, "put it in content/media/ and refer to it as `media/…`")
                }
                (Some(false), ResolvedLink::Internal(..)) => {
                    let message = "this picture has no alternative text".to_owned();
                    (Code::NoAlternative, message, "describe it: `alt=\"what it shows\"`")
                }
                _ => continue,
            };
            diagnostics.push(Diagnostic::new(code, span, message).help(help));
        }
    }
}

/// Moves the diagnostics of a file's raw HTML to the first piece that they are about.
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

/// The article or record that has a tag.
#[derive(Default)]
struct TagOccurrences<'a> {
    places: Vec<&'a SpannedText>,
    is_reachable: bool,
}

/// Checks the tags of the dossier.
pub(super) fn tags(site: &Content, diagnostics: &mut Vec<Diagnostic>) {
    let mut tags: BTreeMap<String, TagOccurrences<'_>> = BTreeMap::new();
    let articles = site.articles.iter().flat_map(|article| &article.document.tags).map(|tag| (tag, true));
    let records = EntityIx::number(&site.registry.entities).flat_map(|(index, entity)| {
        let is_read = !site.link_index.backlinks[index].is_empty() || entity.record.cites();
        entity.record.tags.iter().map(move |tag| (tag, is_read))
    });
    for (tag, is_read) in articles.chain(records).filter(|(tag, _)| !tag.value.trim().is_empty()) {
        let key = tag_key(&tag.value);
        if key.is_empty() {
            let message = format!("the tag `{}` has no letter and so is not shown", tag.value);
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
            // The first few are enough to suggest one.
            if known.len() < MAX_ALIKE && known.last() != Some(&key.as_str()) {
                known.push(key);
            }
        }
    }
    for (key, bearers) in &tags {
        let first = bearers.places[0];
        if !bearers.is_reachable {
            let message = format!("no article has the tag `{}` or mentions a record that has it", first.value);
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
                format!("nothing else has the tag `{}`", first.value),
            )
            .related(other.span.clone(), "almost the same")
            .help(format!("did you mean `{}`? Keep both if they mean different things", other.value)),
        );
    }
}

/// Reports a tag whose address ends in a number because another tag has the same letters except for accents and
/// punctuation.
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
    let message = format!("the tags `{}` and `{}` differ only in accents or punctuation", first.value, other.value);
    diagnostics.push(
        Diagnostic::new(Code::SimilarTag, first.span.clone(), message)
            .related(other.span.clone(), "the other one")
            .help(format!(
                "use one spelling; if they mean different things, keep both: the page of this one is `tags/{slug}.html`"
            )),
    );
}

/// The shortest tag for which a difference of one letter is a likely slip: `pays` and `paye` are two words.
const MIN_SLIP_LEN: usize = 6;

/// Most tags that are compared for each way of omitting a letter.
const MAX_ALIKE: usize = 16;
/// The longest tag that is checked for slips, in letters.
const MAX_SLIP_LEN: usize = 60;

/// Returns a tag, and the tag without each of its letters: two tags that differ by one letter have one of these in
/// common.
fn deletion_variants(tag: &str) -> impl Iterator<Item = String> + use<'_> {
    let n_letters = tag.chars().count();
    let is_short = (MIN_SLIP_LEN - 1..=MAX_SLIP_LEN).contains(&n_letters);
    let all = std::iter::once(tag.to_owned()).filter(move |_| is_short);
    let letters = tag.char_indices().filter(move |_| is_short);
    all.chain(letters.map(|(at, letter)| format!("{}{}", &tag[..at], &tag[at + letter.len_utf8()..])))
}

/// Returns whether two tags differ by one letter.
fn is_one_edit_apart(one: &str, other: &str) -> bool {
    let len = |text: &str| text.chars().count();
    let near = len(one).min(len(other)) >= MIN_SLIP_LEN && len(one).abs_diff(len(other)) <= 1;
    near && one != other && distance(one, other) == 1
}
