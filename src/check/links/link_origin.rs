//! Finds where a link of a finished page was written: in a source text, otherwise in a template, otherwise unknown.

use crate::base::{SourcePath, Span};
use crate::build::BuiltSite;
use crate::config::site::FILE as SITE_FILE;
use crate::link::ResolvedLink;
use crate::pages::KeyedPage;
use crate::pages::PageKind;
use crate::pages::plan::source_path;
use crate::parse::Body;
use crate::source::Snapshot;
use crate::views::{Content, RenderContext};

/// Finds the place in the page's own text that made a link to `whither`, a route with or without a fragment.
pub(super) fn find_in_text(
    built: &BuiltSite,
    page: &KeyedPage,
    link: &str,
    whither: &str,
    snapshot: &Snapshot,
) -> Option<Span> {
    let site = &built.site;
    let own = body_of(&site.content, &page.kind);
    let notes = match &page.kind {
        PageKind::Article(index) => site.content.notes.get(&site.content.articles[*index].document.id),
        _ => None,
    };
    let notes = notes.into_iter().flat_map(|(_, notes)| notes).map(|note| (&note.file, &note.note.body));
    let mut texts: Vec<(&SourcePath, &Body)> = own.into_iter().chain(notes).collect();
    // A file may contain many records, so its raw text is searched once, and last.
    for (file, body) in &texts {
        if let Some(span) = in_body(site, page, file, body, whither) {
            return Some(span);
        }
    }
    texts.dedup_by_key(|(file, _)| *file);
    texts.iter().find_map(|(file, _)| written(snapshot, file, link))
}

fn in_body(site: &RenderContext, page: &KeyedPage, file: &SourcePath, body: &Body, whither: &str) -> Option<Span> {
    let reference = body.wiki_links.iter().find(|reference| {
        let target = site.link_resolver.find(&reference.id).map_or(page.route.as_str(), |target| target.route.as_str());
        let fragment = reference.fragment.as_deref().unwrap_or_default();
        whither == target || whither == format!("{target}#{fragment}")
    });
    if let Some(reference) = reference {
        return Some(reference.span.clone());
    }
    let link = body.links.iter().find(|link| match site.link_resolver.resolve(file, &link.href) {
        ResolvedLink::Fragment(fragment) => whither == format!("{}#{fragment}", page.route),
        ResolvedLink::Internal(route, rest) => whither == format!("{route}{rest}"),
        ResolvedLink::External(address) => {
            let base = &site.content.config.base_url;
            !base.is_empty() && address.strip_prefix(base.as_str()).is_some_and(|rest| rest == whither)
        }
        _ => false,
    });
    link.map(|link| link.span.clone())
}

/// Finds the exact text of an address in a file: raw HTML.
fn written(snapshot: &Snapshot, file: &SourcePath, link: &str) -> Option<Span> {
    let at = snapshot.text(file)?.find(link).filter(|_| !link.is_empty())?;
    Some(Span::new(file, at, at + link.len()))
}

fn body_of<'a>(site: &'a Content, subject: &PageKind) -> Option<(&'a SourcePath, &'a Body)> {
    Some(match subject {
        PageKind::Article(index) => {
            let article = &site.articles[*index].document;
            (&article.file, &article.body)
        }
        PageKind::Entity(index) => {
            let record = &site.registry.entities[*index].record;
            (&record.span.file, &record.body)
        }
        PageKind::FreePage(index) => (&site.pages[*index].document.file, &site.pages[*index].document.body),
        PageKind::Front => {
            let front = &site.front.as_ref()?.document;
            (&front.file, &front.body)
        }
        _ => return None,
    })
}

/// Returns the place in a template or style sheet of the project that contains a link to `whither`; otherwise the
/// file of the page.
pub(super) fn find_in_templates(
    built: &BuiltSite,
    page: &KeyedPage,
    link: &str,
    whither: &str,
    snapshot: &Snapshot,
) -> Span {
    // Templates write `{{ page.root }}` before the address; style sheets use a path relative to their own
    // folder.
    let bare = link.trim_start_matches("../").trim_start_matches("./");
    let mut candidates = [whither, bare].into_iter().filter(|text| text.len() > 1);
    let files = || snapshot.below("themes/").map(|(path, _)| path);
    let found = candidates.find_map(|text| files().find_map(|file| written(snapshot, file, text)));
    found.unwrap_or_else(|| {
        let site = SourcePath::new(SITE_FILE);
        Span::whole(source_path(&built.site.content, &page.kind).unwrap_or(&site))
    })
}
