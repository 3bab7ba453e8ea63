//! Background work after a rebuild: counts changed pages, renders them to find errors of templates, reports to the
//! terminal, and frees the previous site.

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

/// A site that has just replaced another.
pub(super) struct PostBuildJob {
    pub(super) before: Option<Arc<ServedSite>>,
    pub(super) after: Arc<ServedSite>,
    /// The files that changed, by name.
    pub(super) files: Vec<String>,
    /// How long reading and building took.
    pub(super) time: Duration,
    /// The files that the diagnostics refer to.
    pub(super) quoted: Snapshot,
}

/// Most pages that are rendered in the background per change: enough to see what a template does, without rendering
/// a large dossier whole.
const MAX_DRAWN: usize = 200;

/// How long background work waits after a change, so that it does not take processor time from a reader's page.
const READER_FIRST_DELAY: Duration = Duration::from_millis(60);

/// Starts the background thread.
///
/// # Errors
/// If the system cannot start a thread.
pub(super) fn start(shared_site: Arc<SharedSite>, notify: NoticeHandler) -> std::io::Result<Sender<PostBuildJob>> {
    let (send, changes) = channel();
    std::thread::Builder::new().name("background".to_owned()).spawn(move || work(&changes, &shared_site, &notify))?;
    Ok(send)
}

fn work(changes: &Receiver<PostBuildJob>, shared_site: &SharedSite, notify: &NoticeHandler) {
    // The keys counted last, and their generation.
    let mut last: Option<(u64, Vec<KeyedPage>)> = None;
    // Pages still to render, and the problems found when they were last rendered.
    let (mut pending_routes, mut said): (BTreeSet<Route>, Vec<Diagnostic>) = Default::default();
    while let Ok(mut change) = changes.recv() {
        if change.before.is_some() {
            // Let page requests run first.
            std::thread::sleep(READER_FIRST_DELAY);
            // If changes come faster than they are counted, report them together, so that none queues up
            // in memory.
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
            say(notify, &change, pages.len());
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
        say(notify, &change, changed.len() + n_gone);
        let failing = change.after.failing_routes().into_iter();
        let routes = changed.iter().map(|page| &page.route).filter(|route| route.as_str().ends_with(".html"));
        pending_routes.extend(failing.chain(routes.take(MAX_DRAWN).cloned()));
        while pending_routes.len() > 2 * MAX_DRAWN {
            pending_routes.pop_last();
        }
        let diagnostics = render_pending(&mut pending_routes, &change.after, shared_site);
        let news: Vec<Diagnostic> = diagnostics.iter().filter(|found| !said.contains(found)).cloned().collect();
        if !news.is_empty() {
            notify(Notice::RenderDiagnostics(&news));
        }
        said = diagnostics;
        last = Some((change.after.generation, pages));
    }
}

fn key_of(pages: &[KeyedPage], page: &KeyedPage) -> Option<crate::base::Key> {
    pages.binary_search_by(|other| other.route.cmp(&page.route)).ok().map(|index| pages[index].key)
}

/// Renders pages until another site is shown, and returns the problems found. The rest stays queued.
fn render_pending(
    pending_routes: &mut BTreeSet<Route>,
    shown: &ServedSite,
    shared_site: &SharedSite,
) -> Vec<Diagnostic> {
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    let mut is_news = false;
    while shared_site.current().generation == shown.generation
        && let Some(route) = pending_routes.pop_first()
    {
        // A page that no longer exists has no problems.
        let artifact = shown.built.page(route.as_str()).map(|page| shown.render_once(&page)).unwrap_or_default();
        is_news |= shared_site.record_render(shown, &route, &artifact.diagnostics);
        for diagnostic in artifact.diagnostics {
            // A problem in a template is reported once, not for every page.
            let same = |other: &Diagnostic| other.primary == diagnostic.primary;
            if !diagnostics.iter().chain(&shown.diagnostics).any(same) {
                diagnostics.push(diagnostic);
            }
        }
    }
    if is_news {
        shared_site.notify();
    }
    diagnostics
}

fn say(notify: &NoticeHandler, change: &PostBuildJob, n_pages: usize) {
    notify(Notice::Rebuilt(RebuildReport {
        files: &change.files,
        n_pages,
        time: change.time,
        stages: &change.after.built.timings,
        diagnostics: &change.after.diagnostics,
        snapshot: &change.quoted,
    }));
}
