//! Marks in texts that do not work, and useless tags: things that readers would see as bare brackets, or not at
//! all.

use std::cell::LazyCell;
use std::collections::{BTreeMap, HashMap, HashSet};

use super::links::page::{RawHtmlLink, of_raw_html};
use crate::base::nearest::distance;
use crate::base::yaml_fields::SpannedText;
use crate::base::{Code, Diagnostic, SourcePath, Span};
use crate::link::link_checks::{no_alternative_text, picture_not_there};
use crate::link::{LinkResolver, ResolvedLink};
use crate::link::{tag_key, tag_slug};
use crate::model::EntityIx;
use crate::parse::{BlockKind, Body, MarkdownNode};
use crate::say;
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
                let message = say!(
                    en: "the note `{label}` is called here but not written anywhere",
                    fr: "la note `{label}` est appelée ici, mais n’est écrite nulle part",
                );
                diagnostics.push(Diagnostic::new(Code::UndefinedNote, span, message).help(say!(
                    en: "write it on a line of its own, `[^{label}]: …`, or remove the call",
                    fr: "écrivez-la sur une ligne à part, `[^{label}]: …`, ou retirez l’appel",
                )));
            } else if mark == "[[" {
                let message = say!(en: "these brackets do not form a link", fr: "ces crochets ne forment pas un lien");
                diagnostics.push(Diagnostic::new(Code::BrokenReference, span, message).help(say!(
                    en: "write `[[id]]` or `[[id|words]]`, on one line",
                    fr: "écrivez `[[identifiant]]` ou `[[identifiant|mots]]`, sur une seule ligne",
                )));
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
        let message = say!(
            en: "the note `{label}` is never called and so not shown",
            fr: "la note `{label}` n’est jamais appelée, et n’est donc pas montrée",
            label = note.label,
        );
        diagnostics.push(Diagnostic::new(Code::UnusedNote, Span::new(file, start, start + mark.len()), message).help(
            say!(
                en: "put `[^{label}]` after the words it belongs to, or remove the note",
                fr: "mettez `[^{label}]` après les mots dont elle parle, ou retirez la note",
                label = note.label,
            ),
        ));
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
                    let message = say!(en: "the link `{address}` is broken", fr: "le lien `{address}` est rompu");
                    let help = say!(
                        en: "give a file of content/, or write `[[id|words]]`",
                        fr: "indiquez un fichier de content/, ou écrivez `[[identifiant|mots]]`",
                    );
                    (Code::DeadLink, message, help)
                }
                (Some(_), ResolvedLink::Dead | ResolvedLink::Fragment(_)) => {
                    let help = say!(
                        en: "put it in content/media/ and refer to it as `media/…`",
                        fr: "mettez-la dans content/media/ et appelez-la `media/…`",
                    );
                    (Code::MissingPicture, picture_not_there(&address), help)
                }
                (Some(false), ResolvedLink::Internal(..)) => {
                    let help = say!(
                        en: "describe it: `alt=\"what it shows\"`",
                        fr: "décrivez-la : `alt=\"ce qu’elle montre\"`",
                    );
                    (Code::NoAlternative, no_alternative_text(), help)
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
        let Some((_, names)) = diagnostic.message.en.split_once("dropped: ") else { continue };
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
            let message = say!(
                en: "the tag `{tag}` has no letter and so is not shown",
                fr: "le mot-clé `{tag}` n’a pas de lettre, et n’est donc pas montré",
                tag = tag.value,
            );
            let diagnostic = Diagnostic::new(Code::UselessTag, tag.span.clone(), message);
            diagnostics.push(diagnostic.help(say!(en: "correct it, or remove it", fr: "corrigez-le, ou retirez-le")));
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
            let message = say!(
                en: "no article has the tag `{tag}` or mentions a record that has it",
                fr: "aucun article n’a le mot-clé `{tag}` ni ne mentionne une fiche qui l’a",
                tag = first.value,
            );
            let diagnostic = Diagnostic::new(Code::UnusedTag, first.span.clone(), message);
            diagnostics.push(diagnostic.help(say!(
                en: "remove it, or give it to an article",
                fr: "retirez-le, ou donnez-le à un article",
            )));
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
                say!(
                    en: "nothing else has the tag `{tag}`",
                    fr: "rien d’autre n’a le mot-clé `{tag}`",
                    tag = first.value,
                ),
            )
            .related(other.span.clone(), say!(en: "almost the same", fr: "presque le même"))
            .help(say!(
                en: "did you mean `{tag}`? Keep both if they mean different things",
                fr: "vouliez-vous écrire `{tag}` ? Gardez les deux s’ils ne veulent pas dire la même chose",
                tag = other.value,
            )),
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
    let message = say!(
        en: "the tags `{first}` and `{other}` differ only in accents or punctuation",
        fr: "les mots-clés `{first}` et `{other}` ne diffèrent que par les accents ou la ponctuation",
        first = first.value,
        other = other.value,
    );
    diagnostics.push(
        Diagnostic::new(Code::SimilarTag, first.span.clone(), message)
            .related(other.span.clone(), say!(en: "the other one", fr: "l’autre"))
            .help(say!(
                en: "use one spelling; if they mean different things, keep both: the page of this one is `tags/{slug}.html`",
                fr: "gardez une seule graphie ; s’ils ne veulent pas dire la même chose, gardez les deux : la page de celui-ci est `tags/{slug}.html`",
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
