//! `dossier check --leaks`: searches the finished output for withheld content.
//!
//! A second check, independent of redaction except for the masks of initials: it reads what is withheld from the
//! source files, reads the output from disk, decompressed and decoded ([`extracted_text`]), and compares words as
//! linking does (accents, case and hyphens make no difference). A name in the words of a published text is not a leak by dossier; it is
//! reported with its line, for the author to judge.

pub mod extracted_text;
mod name_traces;
mod withheld_terms;

use std::collections::{BTreeMap, BTreeSet, HashSet};

use rayon::prelude::*;

use crate::base::{Code, Diagnostic, Message, SourcePath, Span};
use crate::parse::{Body, MarkdownNode};
use crate::redact::name_masker;
use crate::say;
use crate::source::Snapshot;
use crate::text::tokens::Token;
use crate::views::{Content, RenderContext};
use name_traces::TraceSearch;
use withheld_terms::{SHINGLE_LEN, WithheldTerms, shingle_hash, tokens_of};

/// Result of a search.
#[derive(Debug, Default)]
pub struct LeakReport {
    /// Leaks, and names in the authors' own texts.
    pub diagnostics: Vec<Diagnostic>,
    /// Forms that were not searched for, because published content has them too.
    pub skipped_forms: Vec<String>,
    /// How many names, ids and file names were searched for.
    pub n_names: usize,
    /// How many runs of withheld words were searched for.
    pub n_shingles: usize,
}

/// A match in the output.
struct Leak {
    kind: LeakKind,
    route: String,
    place: Message,
    /// The neighbouring words, for a name.
    beside: (u64, u64),
    /// The text found, for a run of words.
    words: String,
}

#[derive(Clone, Copy)]
enum LeakKind {
    /// Index of a name.
    Name(usize),
    /// Index of the owner of the words.
    Words(usize),
    /// Index of the owner of a form that was found letter by letter.
    Letters(usize),
}

/// Searches the files of the output, each given as its route and bytes, for everything withheld.
#[must_use]
pub fn check(site: &RenderContext, snapshot: &Snapshot, files: &[(String, Vec<u8>)]) -> LeakReport {
    let raw = with_raw_html(&site.content);
    let mut texts = published(&site.content);
    texts.extend(raw.iter().map(String::as_str));
    let secrets = WithheldTerms::of(site, snapshot, &texts);
    let search = TraceSearch::of(&site.content, &secrets);
    let per_file = files.par_iter().map(|(route, bytes)| find_leaks(&secrets, &search, route, bytes));
    let (hits, traces): (Vec<Vec<Leak>>, Vec<Vec<name_traces::NameTrace>>) = per_file.unzip();
    let mut hits: Vec<Leak> = hits.into_iter().flatten().collect();
    let (sure, doubts): (Vec<_>, Vec<_>) = traces.into_iter().flatten().partition(|found| found.is_sure);
    let own_addresses = if sure.is_empty() { BTreeMap::new() } else { search.own_addresses(&site.content, snapshot) };
    let own = own_words(&secrets, &site.content, snapshot, &hits);
    let mut diagnostics = name_traces::report_doubts(&secrets, &doubts);
    diagnostics.extend(report_addresses(&secrets, &own_addresses, &sure));
    let is_leak = |found: &name_traces::NameTrace| !own_addresses.contains_key(&(found.owner, found.form.clone()));
    hits.extend(sure.into_iter().filter(is_leak).map(Leak::from));
    let mut leaks: BTreeMap<usize, Vec<&Leak>> = BTreeMap::new();
    let mut shown: BTreeMap<(usize, &SourcePath), (usize, &Span, BTreeSet<&str>)> = BTreeMap::new();
    for hit in &hits {
        match hit.kind {
            LeakKind::Name(name) if !secrets.masked(name) && own.get(&name).is_some_and(|own| own.explains(hit)) => {
                for span in &own[&name].places {
                    let file = (secrets.names[name].owner, &span.file);
                    let (_, _, routes) = shown.entry(file).or_insert((name, span, BTreeSet::new()));
                    routes.insert(&hit.route);
                }
            }
            LeakKind::Name(name) => leaks.entry(secrets.names[name].owner).or_default().push(hit),
            LeakKind::Words(owner) | LeakKind::Letters(owner) => leaks.entry(owner).or_default().push(hit),
        }
    }
    diagnostics.extend(leaks.iter().map(|(owner, hits)| report_leak(&secrets, *owner, hits)));
    diagnostics
        .extend(shown.values().map(|(name, span, routes)| report_own_naming(&secrets, *name, span, routes.len())));
    LeakReport {
        diagnostics,
        skipped_forms: secrets.skipped_forms.iter().cloned().collect(),
        n_names: secrets.names.len() + search.n_forms(),
        n_shingles: secrets.shingles.len(),
    }
}

/// Reports the matches of one withheld item.
fn report_leak(secrets: &WithheldTerms, owner: usize, hits: &[&Leak]) -> Diagnostic {
    const MAX_SHOWN: usize = 5;
    let owner = &secrets.owners[owner];
    // Names in the order of the record, the full name first; then words.
    let mut said: Vec<(usize, String)> = hits
        .iter()
        .map(|hit| match hit.kind {
            LeakKind::Name(name) => (name, format!("`{}`", secrets.names[name].text)),
            LeakKind::Letters(_) => (usize::MAX - 1, format!("`{}`", hit.words)),
            LeakKind::Words(_) => (usize::MAX, format!("“{}”", hit.words)),
        })
        .collect();
    said.sort();
    let mut once = HashSet::new();
    said.retain(|(_, words)| once.insert(words.clone()));
    let more_said = if said.len() > MAX_SHOWN { ", …" } else { "" };
    let said: Vec<String> = said.into_iter().take(MAX_SHOWN).map(|(_, said)| said).collect();
    let places = listed_places(hits.iter().map(|hit| (hit.route.as_str(), &hit.place)), MAX_SHOWN);
    let what = &owner.what;
    let message = say!(
        en: "the output contains {said}{more_said} of {what}: {places}",
        fr: "le site publié contient {said}{more_said}, de {what} : {places}",
        said = said.join(", ");
        what, places,
    );
    Diagnostic::new(Code::Leak, owner.span.clone(), message).help(say!(
        en: "build again and replace what was published; if it is still there, look for it in the addresses that articles cite (remove `url:`, `archived:` or the link), in published ids and file names (`dossier rename`), in site.yaml and in the theme",
        fr: "construisez de nouveau et remplacez ce qui a été publié ; si cela y est encore, cherchez dans les adresses que citent les articles (retirez `url:`, `archived:` ou le lien), dans les identifiants et les noms de fichiers publiés (`dossier rename`), dans site.yaml et dans le thème",
    ))
}

/// Lists files of the output with the place in each, the first ones in order; says how many more there are.
fn listed_places<'h>(hits: impl Iterator<Item = (&'h str, &'h Message)>, max_shown: usize) -> Message {
    let places: BTreeSet<Message> =
        hits.map(|(route, place)| say!(en: "{route} ({place})", fr: "{route} ({place})"; place)).collect();
    let shown = |text: fn(&Message) -> &str| places.iter().take(max_shown).map(text).collect::<Vec<_>>().join(", ");
    let shown = Message { en: shown(|place| &place.en), fr: shown(|place| &place.fr) };
    match places.len().saturating_sub(max_shown) {
        0 => shown,
        n => say!(en: "{shown} and {n} more", fr: "{shown} et {n} de plus"; shown),
    }
}

/// Says how many files of the output show something.
fn n_files_show(n: usize) -> Message {
    match n {
        1 => say!(en: "1 file", fr: "1 fichier"),
        n => say!(en: "{n} files", fr: "{n} fichiers"),
    }
}

/// Reports addresses in published texts that contain the name of a hidden record.
fn report_addresses(
    secrets: &WithheldTerms,
    own: &BTreeMap<(usize, String), Vec<Span>>,
    found: &[name_traces::NameTrace],
) -> Vec<Diagnostic> {
    let mut shown: BTreeMap<(usize, &str), BTreeSet<&str>> = BTreeMap::new();
    for one in found {
        shown.entry((one.owner, &one.form)).or_default().insert(&one.route);
    }
    let told = own.iter().filter_map(|((owner, form), places)| {
        let routes = shown.get(&(*owner, form.as_str()))?;
        let (files, what) = (n_files_show(routes.len()), &secrets.owners[*owner].what);
        let message = say!(
            en: "an address here contains `{form}` of {what}; {files} of the output show it",
            fr: "une adresse contient ici `{form}`, de {what} ; on la trouve dans {files} du site publié";
            what, files,
        );
        let help = say!(
            en: "to avoid that, remove the address or rename the file, or withhold the text: `rights:`, `draft: true`",
            fr: "pour l’éviter, retirez l’adresse ou renommez le fichier, ou retenez le texte : `rights:`, `draft: true`",
        );
        Some(Diagnostic::new(Code::NamedInText, places.first()?.clone(), message).help(help))
    });
    told.collect()
}

fn report_own_naming(secrets: &WithheldTerms, name: usize, span: &Span, n_files: usize) -> Diagnostic {
    let name = &secrets.names[name];
    let (files, what) = (n_files_show(n_files), &secrets.owners[name.owner].what);
    let message = say!(
        en: "this text itself names `{name}` of {what}; {files} of the output show it",
        fr: "ce texte nomme lui-même `{name}`, de {what} ; on le trouve dans {files} du site publié",
        name = name.text;
        what, files,
    );
    Diagnostic::new(Code::NamedInText, span.clone(), message).help(say!(
        en: "to avoid that: `visibility: initials` in the record replaces the name by initials everywhere; `rights:` or `draft: true` withholds the text",
        fr: "pour l’éviter : `visibility: initials` dans la fiche remplace partout le nom par des initiales ; `rights:` ou `draft: true` retient le texte",
    ))
}

/// Returns the matches in a file; words of the theme do not count.
fn find_leaks(
    secrets: &WithheldTerms,
    search: &TraceSearch,
    route: &str,
    bytes: &[u8],
) -> (Vec<Leak>, Vec<name_traces::NameTrace>) {
    let (mut found, mut traces) = (Vec::new(), Vec::new());
    if route.starts_with("assets/") {
        return (found, traces);
    }
    let mut seen = HashSet::new();
    for reading in extracted_text::extract_texts(route, bytes) {
        let list = tokens_of(&reading.text);
        let is_name = reading.is_file_name();
        traces.extend(search.find(route, &reading));
        for (at, name) in names_in(secrets, &reading.text, &list, (is_name, is_index(route))) {
            let beside = beside(&list, at, secrets.names[name].words.len());
            if seen.insert((name, beside)) {
                let place = reading.place.clone();
                found.push(Leak {
                    kind: LeakKind::Name(name),
                    route: route.to_owned(),
                    place,
                    beside,
                    words: String::new(),
                });
            }
        }
        let mut reported_owners = BTreeSet::new();
        for window in list.windows(SHINGLE_LEN) {
            let Some(owner) = secrets.shingles.get(&shingle_hash(window)) else { continue };
            if spans_blocks_by_chance(&reading.text, window) || !reported_owners.insert(*owner) {
                continue;
            }
            let words = &reading.text[window[0].start as usize..window[SHINGLE_LEN - 1].end as usize];
            let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
            let (what, place) = (LeakKind::Words(*owner), reading.place.clone());
            found.push(Leak { kind: what, route: route.to_owned(), place, beside: (0, 0), words });
        }
    }
    (found, traces)
}

impl From<name_traces::NameTrace> for Leak {
    fn from(found: name_traces::NameTrace) -> Self {
        let name_traces::NameTrace { owner, form, route, place, .. } = found;
        Self { kind: LeakKind::Letters(owner), route, place, beside: (0, 0), words: form }
    }
}

/// Finds names in a sequence of words, for each record the longest at each position: index of the first word, and
/// of the name. In file names, case is ignored.
fn names_in(
    secrets: &WithheldTerms,
    text: &str,
    list: &[Token],
    (small, in_index): (bool, bool),
) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    // For each record, the end of its last match.
    let mut ends: BTreeMap<usize, usize> = BTreeMap::new();
    for (at, token) in list.iter().enumerate() {
        for index in secrets.by_first.get(&token.hash).into_iter().flatten() {
            let name = &secrets.names[*index];
            let here = list[at..].iter().map(|token| token.hash).take(name.words.len());
            let end = at + name.words.len();
            let fits = here.eq(name.words.iter().copied()) && (small || !name.capital || token.is(Token::CAPITAL));
            let fits = fits && (!name.keyed || is_value(text, list, at));
            let parted = |pair: &[Token]| name_masker::are_apart(gap(text, pair), in_index);
            let fits = fits && (name.keyed || !list[at..end].windows(2).any(parted));
            if fits && ends.get(&name.owner).is_none_or(|last| *last < end) {
                ends.insert(name.owner, end);
                found.push((at, *index));
            }
        }
    }
    found
}

/// Returns whether a file is part of the index of all texts, in which neighbouring words are unrelated.
fn is_index(route: &str) -> bool {
    route.starts_with("search/")
}

/// Returns whether the next word is the value of this one, as in data: `"id":"p1"`. In a page, `id="p1"` is a
/// passage.
fn is_value(text: &str, list: &[Token], at: usize) -> bool {
    let gap = gap(text, &list[at..at + 2]);
    gap.contains(':') || (gap.contains('=') && list[at].text(text) != "id")
}

/// The text between two words.
fn gap<'a>(text: &'a str, pair: &[Token]) -> &'a str {
    &text[pair[0].end as usize..pair[1].start as usize]
}

fn is_id(words: &str) -> bool {
    words.contains('-') && !words.chars().any(|c| c.is_uppercase() || c.is_whitespace())
}

fn beside(list: &[Token], at: usize, n_words: usize) -> (u64, u64) {
    let word = |index: Option<usize>| index.and_then(|index| list.get(index)).map_or(0, |token| token.hash);
    (word(at.checked_sub(1)), word(Some(at + n_words)))
}

/// Where published texts name something withheld in their own words.
#[derive(Default)]
struct OwnNaming {
    places: Vec<Span>,
    before: HashSet<u64>,
    behind: HashSet<u64>,
    /// Whether it occurs alone somewhere, with markup or the end of a block on both sides, so that its
    /// neighbours may be any.
    alone: bool,
}

impl OwnNaming {
    /// Returns whether a match shows these words: one of its neighbours is the same.
    fn explains(&self, hit: &Leak) -> bool {
        self.alone || self.before.contains(&hit.beside.0) || self.behind.contains(&hit.beside.1)
    }
}

/// Finds the matched names in the files of published texts.
fn own_words(
    secrets: &WithheldTerms,
    site: &Content,
    snapshot: &Snapshot,
    hits: &[Leak],
) -> BTreeMap<usize, OwnNaming> {
    let wanted: BTreeSet<usize> =
        hits.iter().filter_map(|hit| if let LeakKind::Name(name) = hit.kind { Some(name) } else { None }).collect();
    let mut own: BTreeMap<usize, OwnNaming> = BTreeMap::new();
    if wanted.is_empty() {
        return own;
    }
    for path in published_files(site) {
        let Some(text) = snapshot.text(path) else { continue };
        let list = tokens_of(text);
        for (at, name) in
            names_in(secrets, text, &list, (false, false)).into_iter().filter(|(_, name)| wanted.contains(name))
        {
            let n_words = secrets.names[name].words.len();
            // An id is not a word of a text: references to the record are removed from it.
            if is_id(&text[list[at].start as usize..list[at + n_words - 1].end as usize]) {
                continue;
            }
            let words = own.entry(name).or_default();
            let (before, behind) = beside(&list, at, n_words);
            words.before.insert(before);
            words.behind.insert(behind);
            let span = Span::new(path, list[at].start as usize, list[at + n_words - 1].end as usize);
            words.alone |= is_alone(text, span.start, span.end);
            if words.places.iter().all(|place| place.file != span.file) {
                words.places.push(span);
            }
        }
    }
    own
}

/// Returns whether markup or the end of a line is on both sides of a name, so that the words shown next to it are not
/// from the text.
fn is_alone(text: &str, start: usize, end: usize) -> bool {
    let is_markup = |c: char| "*_~`[](){}|<>#\"'«»“”:\n".contains(c);
    let blank = |c: char| matches!(c, ' ' | '\t' | '\u{a0}' | '\u{202f}');
    let before = text[..start].trim_end_matches(blank).chars().next_back();
    let behind = text[end..].trim_start_matches(blank).chars().next();
    before.is_none_or(is_markup) && behind.is_none_or(is_markup)
}

/// Returns the files of published texts.
fn published_files(site: &Content) -> BTreeSet<&SourcePath> {
    let articles = site.articles.iter().map(|text| &text.document.file);
    let records = site.registry.entities.iter().map(|entity| &entity.record.span.file);
    let pages = site.pages.iter().chain(&site.front).map(|page| &page.document.file);
    let notes = site.notes.values().flat_map(|(_, notes)| notes).map(|note| &note.file);
    articles.chain(records).chain(pages).chain(notes).collect()
}

/// Returns the published texts with raw HTML as written: words next to a tag belong to the text too.
fn with_raw_html(site: &Content) -> Vec<String> {
    let articles = site.articles.iter().map(|text| &text.document.body);
    let bodies = articles.chain(site.pages.iter().chain(&site.front).map(|page| &page.document.body));
    let written = |body: &Body| {
        let mut words = String::new();
        for node in &body.nodes {
            match node {
                MarkdownNode::Text(range) | MarkdownNode::Code(range) => words.push_str(&body.text[range.clone()]),
                MarkdownNode::Html(html) => words.push_str(html),
                MarkdownNode::Open(_) | MarkdownNode::SoftBreak | MarkdownNode::HardBreak => words.push(' '),
                _ => {}
            }
        }
        words
    };
    bodies.filter(|body| body.has_html).map(written).collect()
}

/// Returns the published texts.
fn published(site: &Content) -> Vec<&str> {
    let articles = site.articles.iter().flat_map(|text| {
        let picture =
            text.document.picture.iter().flat_map(|picture| [&picture.caption, &picture.alt, &picture.credit]);
        [&*text.document.body.text, &text.document.title].into_iter().chain(picture.map(String::as_str))
    });
    let records = site.registry.entities.iter().map(|entity| &*entity.record.body.text);
    let pages = site.pages.iter().chain(&site.front).map(|page| &*page.document.body.text);
    let notes = site.notes.values().flat_map(|(_, notes)| notes).map(|note| &*note.note.body.text);
    articles.chain(records).chain(pages).chain(notes).collect()
}

/// Returns whether all but one or two words of a run stand in one block. The end of a published excerpt and the first words
/// of what follows in a file of many articles are such a run; a leak that goes on is found by the next run.
fn spans_blocks_by_chance(text: &str, window: &[Token]) -> bool {
    let mut gaps = window.windows(2).map(|pair| {
        let between = text.get(pair[0].end as usize..pair[1].start as usize);
        between.is_some_and(|between| between.contains("\n\n"))
    });
    gaps.by_ref().take(2).any(|is_end| is_end) || gaps.rev().take(2).any(|is_end| is_end)
}
