//! What is done behind a site that is shown already: counting the pages that differ, drawing them for what only drawing
//! shows to be wrong, telling the terminal, and dropping what was shown before.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use rayon::prelude::*;

use super::served_site::{ServedSite, SharedSite};
use super::{Notice, NoticeHandler, RebuildReport};
use crate::base::Diagnostic;
use crate::model::Route;
use crate::pages::KeyedPage;
use crate::source::Snapshot;

/// A site that took the place of another.
pub(super) struct PostBuildJob {
    pub(super) before: Option<Arc<ServedSite>>,
    pub(super) after: Arc<ServedSite>,
    /// The files that changed, by name.
    pub(super) files: Vec<String>,
    /// How long reading and building took.
    pub(super) time: Duration,
    /// The files that the diagnostics speak of.
    pub(super) quoted: Snapshot,
}

/// Most pages that are drawn behind one change: enough to see what a template does, not the whole of a large dossier.
const MAX_DRAWN: usize = 200;

/// How long the clerk waits before it takes to a change what a reader's page could be drawn with.
const READER_FIRST_DELAY: Duration = Duration::from_millis(60);

/// Starts the clerk.
///
/// # Errors
/// When the system gives no thread.
pub(super) fn start(window: Arc<SharedSite>, tell: NoticeHandler) -> std::io::Result<Sender<PostBuildJob>> {
    let (send, changes) = channel();
    std::thread::Builder::new().name("clerk".to_owned()).spawn(move || work(&changes, &window, &tell))?;
    Ok(send)
}

fn work(changes: &Receiver<PostBuildJob>, window: &SharedSite, tell: &NoticeHandler) {
    // The pages that were counted last, and in which generation.
    let mut last: Option<(u64, Vec<KeyedPage>)> = None;
    // The pages to draw, and what drawing them last showed to be wrong.
    let (mut pending_routes, mut said): (BTreeSet<Route>, Vec<Diagnostic>) = Default::default();
    while let Ok(mut change) = changes.recv() {
        if change.before.is_some() {
            // Whoever looks at the page comes first.
            std::thread::sleep(READER_FIRST_DELAY);
            // Changes that come faster than they are counted are told as one: none is kept waiting in memory.
            for next in changes.try_iter() {
                let mut files = change.files;
                files.extend(next.files);
                files.sort();
                files.dedup();
                change = PostBuildJob { before: change.before, files, ..next };
            }
        }
        let pages = change.after.built.pages();
        let Some(before) = change.before else {
            say(tell, &change, pages.len());
            last = Some((change.after.generation, pages));
            continue;
        };
        let old = match last.take() {
            Some((generation, pages)) if generation == before.generation => pages,
            _ => before.built.pages(),
        };
        drop(before);
        let changed: Vec<&KeyedPage> = pages.par_iter().filter(|page| key_of(&old, page) != Some(page.key)).collect();
        let n_gone = old.par_iter().filter(|page| key_of(&pages, page).is_none()).count();
        let change = PostBuildJob { before: None, ..change };
        say(tell, &change, changed.len() + n_gone);
        let failing = change.after.failing_routes().into_iter();
        let routes = changed.iter().map(|page| &page.route).filter(|route| route.as_str().ends_with(".html"));
        pending_routes.extend(failing.chain(routes.take(MAX_DRAWN).cloned()));
        while pending_routes.len() > 2 * MAX_DRAWN {
            pending_routes.pop_last();
        }
        let diagnostics = render_pending(&mut pending_routes, &change.after, window);
        let news: Vec<Diagnostic> = diagnostics.iter().filter(|found| !said.contains(found)).cloned().collect();
        if !news.is_empty() {
            tell(Notice::RenderDiagnostics(&news));
        }
        said = diagnostics;
        last = Some((change.after.generation, pages));
    }
}

fn key_of(pages: &[KeyedPage], page: &KeyedPage) -> Option<crate::base::Key> {
    pages.binary_search_by(|other| other.route.cmp(&page.route)).ok().map(|index| pages[index].key)
}

/// Draws pages until another site is shown, and returns what that shows to be wrong. What is left stays owed.
fn render_pending(pending_routes: &mut BTreeSet<Route>, shown: &ServedSite, window: &SharedSite) -> Vec<Diagnostic> {
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    let mut is_news = false;
    while window.current().generation == shown.generation
        && let Some(route) = pending_routes.pop_first()
    {
        // A page that is gone has nothing wrong with it.
        let artifact = shown.built.page(route.as_str()).map(|page| shown.render_once(&page)).unwrap_or_default();
        is_news |= window.record_render(shown, &route, &artifact.diagnostics);
        for diagnostic in artifact.diagnostics {
            // What is wrong in a template is said once, not for every page.
            let same = |other: &Diagnostic| other.primary == diagnostic.primary;
            if !diagnostics.iter().chain(&shown.diagnostics).any(same) {
                diagnostics.push(diagnostic);
            }
        }
    }
    if is_news {
        window.notify();
    }
    diagnostics
}

fn say(tell: &NoticeHandler, change: &PostBuildJob, n_pages: usize) {
    tell(Notice::Rebuilt(RebuildReport {
        files: &change.files,
        n_pages,
        time: change.time,
        stages: &change.after.built.timings,
        diagnostics: &change.after.diagnostics,
        snapshot: &change.quoted,
    }));
}
