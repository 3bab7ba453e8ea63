//! Checks every link, picture and fragment of the finished pages, whether a template or a text made it. Each file
//! is rendered, read and dropped; only its anchors and addresses are kept.

mod address;
mod link_origin;
pub(super) mod page;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use rayon::prelude::*;
use unicode_normalization::UnicodeNormalization;

use self::address::{LinkAddress, resolve};
use self::page::FileLinks;
use crate::base::cache_table::CacheTable;
use crate::base::{Code, Diagnostic, Span};
use crate::build::{BuiltSite, Memo, render_page};
use crate::model::Route;
use crate::model::routes::NOT_FOUND;
use crate::pages;
use crate::pages::{KeyedPage, PageKind};
use crate::say;
use crate::source::Snapshot;

/// Result of the check.
pub(super) struct LinkReport {
    /// Diagnostics of rendering, and dead links.
    pub(super) diagnostics: Vec<Diagnostic>,
    /// Addresses of other sites, each with the indices of the pages that link there.
    pub(super) external: BTreeMap<String, Vec<usize>>,
}

/// Finished files that were read before, by the key of the page. They are kept as long as this value: checking many
/// dossiers with it trades memory for time.
#[derive(Default)]
pub struct LinkCheckCache {
    files: CacheTable<PageLinks>,
}

/// Diagnostics of rendering a file, with its anchors and links.
#[derive(Default)]
struct PageLinks {
    diagnostics: Vec<Diagnostic>,
    links: FileLinks,
}

/// Target of a dead link: its route and fragment. An empty fragment means that the page itself is missing.
type DeadTarget = (String, String);

/// Renders every page and checks its links.
pub(super) fn check(
    built: &BuiltSite,
    pages: &[KeyedPage],
    memo: &Memo,
    seen: &LinkCheckCache,
    snapshot: &Snapshot,
) -> LinkReport {
    let base_url = built.site.content.config.base_url.as_str();
    let read: Vec<Arc<PageLinks>> =
        pages.par_iter().map(|page| seen.files.get_or(page.key, || read_file(built, page, memo))).collect();
    let by_route: HashMap<&str, usize> =
        pages.iter().enumerate().map(|(index, page)| (page.route.as_str(), index)).collect();
    let mut finished = LinkReport { diagnostics: Vec::new(), external: BTreeMap::new() };
    let mut dead: BTreeMap<DeadTarget, Vec<(usize, &str)>> = BTreeMap::new();
    let mut nowhere = None;
    for (index, file) in read.iter().enumerate() {
        let is_anywhere = base_url.is_empty() && pages[index].route.as_str() == NOT_FOUND;
        finished.diagnostics.extend(file.diagnostics.iter().cloned());
        for link in &file.links.links {
            let (target, fragment) = match resolve(pages[index].route.as_str(), link, base_url) {
                LinkAddress::Inside(target, fragment) => (target, fragment),
                LinkAddress::Outside => {
                    finished.external.entry(link.clone()).or_default().push(index);
                    continue;
                }
                LinkAddress::None => continue,
            };
            if is_anywhere && !link.starts_with(['#', '/']) {
                nowhere.get_or_insert((index, link.as_str(), target.clone()));
            }
            let Some(found) = by_route.get(target.as_str()) else {
                // A file that lost its route to another one was already reported.
                if built.site.media.keys().any(|route| route.as_str() == target) {
                    continue;
                }
                dead.entry((target, String::new())).or_default().push((index, link));
                continue;
            };
            let is_there = !target.ends_with(".html")
                || address::needs_no_anchor(&fragment)
                || read[*found].links.ids.contains(&fragment);
            if !is_there {
                dead.entry((target, fragment)).or_default().push((index, link));
            }
        }
    }
    if let Some((index, link, target)) = nowhere {
        let templates = || snapshot.below("themes/").map(|(path, _)| path);
        let own = ["404.html", "base.html"].iter().find_map(|name| templates().find(|path| path.file_name() == *name));
        let span = own.map(Span::whole);
        let span =
            span.unwrap_or_else(|| link_origin::find_in_templates(built, &pages[index], link, &target, snapshot));
        let message = say!(
            en: "hosts show `{NOT_FOUND}` in any folder, where its link `{link}` is broken",
            fr: "les hébergeurs montrent `{NOT_FOUND}` dans n’importe quel répertoire, où son lien `{link}` est rompu",
        );
        let help = say!(
            en: "set the site's address as `base_url:` in site.yaml, or put no link there while `styles` is set",
            fr: "indiquez l’adresse du site par `base_url:` dans site.yaml, ou n’y mettez pas de lien tant que `styles` est défini",
        );
        finished.diagnostics.push(Diagnostic::new(Code::DeadLink, span, message).help(help));
    }
    let near = near_routes(pages, &dead);
    for ((target, fragment), links) in &dead {
        let whither = if fragment.is_empty() { target.clone() } else { format!("{target}#{fragment}") };
        finished.diagnostics.extend(report(
            built,
            pages,
            snapshot,
            &whither,
            links,
            near.get(target.as_str()).copied(),
        ));
    }
    finished
}

/// Returns where a link to another site is written, in the page at `index` of `BuiltSite::planned_pages`.
pub(super) fn external_link_span(built: &BuiltSite, index: usize, address: &str, snapshot: &Snapshot) -> Span {
    let page = pages::keyed_page(&built.site, &built.planned_pages[index]);
    link_origin::find_in_text(built, &page, address, address, snapshot)
        .unwrap_or_else(|| link_origin::find_in_templates(built, &page, address, address, snapshot))
}

/// Renders a file and reads its links; pictures, data and scripts have none.
fn read_file(built: &BuiltSite, page: &KeyedPage, memo: &Memo) -> PageLinks {
    let route = page.route.as_str();
    let extension = route.rsplit_once('.').map_or("", |(_, extension)| extension);
    // A book has the links of the pages that it is made of, which are checked.
    let is_book = matches!(page.kind, PageKind::Book(_));
    if is_book || !["html", "css", "xml"].contains(&extension) || route.starts_with("media/") {
        return PageLinks::default();
    }
    let artifact = render_page(built, page, memo);
    let bytes = artifact.bytes.as_deref().unwrap_or_default();
    let links = match extension {
        "html" => page::of_page(bytes),
        "css" => page::of_style(&String::from_utf8_lossy(bytes)),
        _ => page::of_feed(&String::from_utf8_lossy(bytes), &built.site.content.config.base_url),
    };
    PageLinks { diagnostics: artifact.diagnostics.clone(), links }
}

/// Reports a dead link once for each text that contains it, and once for all pages if a template wrote it.
fn report(
    built: &BuiltSite,
    pages: &[KeyedPage],
    snapshot: &Snapshot,
    whither: &str,
    links: &[(usize, &str)],
    near: Option<&str>,
) -> Vec<Diagnostic> {
    let code = if whither.contains('#') { Code::DeadFragment } else { Code::DeadLink };
    let what = if code == Code::DeadLink {
        say!(en: "which does not exist", fr: "qui n’existe pas")
    } else {
        say!(en: "an anchor that does not exist", fr: "une ancre qui n’existe pas")
    };
    let help = match near {
        Some(near) => say!(
            en: "the file is called `{near}`: write the name exactly, with its capitals and accents",
            fr: "le fichier s’appelle `{near}` : écrivez son nom exactement, avec ses majuscules et ses accents",
        ),
        None if code == Code::DeadLink => say!(
            en: "correct the link in the text or the template",
            fr: "corrigez le lien dans le texte ou le gabarit",
        ),
        None => say!(
            en: "correct the part after `#`, in the text or the template",
            fr: "corrigez ce qui suit `#`, dans le texte ou le gabarit",
        ),
    };
    let mut diagnostics = Vec::new();
    let mut unplaced = Vec::new();
    for (index, link) in links {
        let page = &pages[*index];
        let Some(span) = link_origin::find_in_text(built, page, link, whither, snapshot) else {
            unplaced.push((page, *link));
            continue;
        };
        let message = say!(
            en: "the page `{route}` links to `{whither}`, {what}",
            fr: "la page `{route}` renvoie à `{whither}`, {what}",
            route = page.route;
            what,
        );
        diagnostics.push(Diagnostic::new(code, span, message).help(help.clone()));
    }
    if let Some((page, link)) = unplaced.first() {
        let others = match unplaced.len() {
            1 => say!(en: "links", fr: "renvoie"),
            2 => say!(en: "and one other page link", fr: "et une autre page renvoient"),
            n => say!(en: "and {n} other pages link", fr: "et {n} autres pages renvoient", n = n - 1),
        };
        let message = say!(
            en: "the page `{route}` {others} to `{whither}`, {what}",
            fr: "la page `{route}` {others} à `{whither}`, {what}",
            route = page.route;
            others, what,
        );
        let span = link_origin::find_in_templates(built, page, link, whither, snapshot);
        diagnostics.push(Diagnostic::new(code, span, message).help(help));
    }
    diagnostics
}

/// Finds, for dead targets, the route that differs from them only in capitals or Unicode form.
fn near_routes<'a>(
    pages: &'a [KeyedPage],
    dead: &BTreeMap<DeadTarget, Vec<(usize, &str)>>,
) -> HashMap<String, &'a str> {
    let fold = |route: &str| route.nfc().flat_map(char::to_lowercase).collect::<String>();
    let mut wanted: HashMap<String, String> = HashMap::new();
    for ((target, _), _) in dead.iter().filter(|((_, fragment), _)| fragment.is_empty()) {
        wanted.insert(fold(target), target.clone());
    }
    let routes = pages.iter().map(|page: &KeyedPage| -> &'a Route { &page.route }).filter(|_| !wanted.is_empty());
    routes.filter_map(|route| Some((wanted.get(&fold(route.as_str()))?.clone(), route.as_str()))).collect()
}
