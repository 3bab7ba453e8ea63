//! Shows the site while it is edited, by calling the same build again. The loop does not distinguish kinds of
//! change.
//!
//! `loop { wait for a change; reread what may have changed; build; show once changes have settled }`. A page is
//! rendered when it is requested. The difference of the pages' keys is the set of changed pages. The reload script
//! is added to the response only, so the preview contains the same bytes as the published site.

pub mod access;
mod background;
pub(crate) mod companion;
mod fallback_page;
mod http;
mod idle_timeout;
mod last_valid;
mod listen;
mod name_table;
pub mod range;
mod reconcile;
mod reply;
mod served_site;
mod watch;

use std::collections::BTreeSet;
use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::mpsc::Sender;
use std::sync::{Arc, PoisonError};
use std::time::{Duration, Instant};

use crate::base::message::io_reason;
use crate::base::{Diagnostic, Message, MessageLanguage, SourcePath};
use crate::build::{BuiltSite, Memo, PipelineOptions, build};
use crate::config::site as site_file;
use crate::say;
use crate::source::{ReadError, Snapshot, read_project, reread_paths};

use access::HostPolicy;
use background::PostBuildJob;
use companion::{Companion, Preview};
use last_valid::{LastValidSnapshot, SnapshotUpdate};
use served_site::{ServedSite, SharedSite};
use watch::{DirtyPaths, ProjectWatcher};

/// Options of `dossier serve`.
#[derive(Clone, Debug)]
pub(crate) struct ServerOptions {
    /// Folder of the dossier.
    pub root: PathBuf,
    /// Address to listen at; `None` for this machine only.
    pub host: Option<IpAddr>,
    /// First port to try.
    pub port: u16,
    /// Whether to rebuild when files change.
    pub watch: bool,
    /// Whether to poll the files instead of using the system's notifications.
    pub poll: bool,
    /// What site.yaml is taken to be where there is none: the preview then waits for a dossier to begin.
    pub unbegun: Option<String>,
    /// Whether OpenRefine may ask which records names mean.
    pub reconcile: bool,
    /// The language in which the preview shows errors: that of the terminal.
    pub language: MessageLanguage,
    /// Options of the build.
    pub build: PipelineOptions,
}

/// A message of the server for the terminal.
pub(crate) enum Notice<'a> {
    /// It listens at this address; the flag says whether the requested port was busy.
    Listening(String, bool),
    /// It answers OpenRefine at this address.
    Reconciling(String),
    /// It accepts connections from other machines.
    Exposed(IpAddr),
    /// The system cannot report changes, for this reason; files are polled instead.
    Polling(Message),
    /// The site was built.
    Rebuilt(RebuildReport<'a>),
    /// Problems found by rendering the changed pages.
    RenderDiagnostics(&'a [Diagnostic]),
    /// The project could not be read; the last valid site is still shown.
    Unreadable(&'a ReadError),
}

/// Receives the messages. Called from more than one thread.
pub(crate) type NoticeHandler = Arc<dyn Fn(Notice<'_>) + Send + Sync>;

/// One rebuild.
pub(crate) struct RebuildReport<'a> {
    /// The files that changed, by name; empty for the first build.
    pub files: &'a [String],
    /// How many pages differ from the previous build.
    pub n_pages: usize,
    /// How long reading and building took.
    pub time: Duration,
    /// How long each stage took, in order.
    pub stages: &'a [(&'static str, Duration)],
    /// All diagnostics.
    pub diagnostics: &'a [Diagnostic],
    /// The files that the diagnostics refer to.
    pub snapshot: &'a Snapshot,
}

/// Why the server stopped.
#[derive(Debug)]
pub(crate) enum ServeError {
    /// The project cannot be read.
    Read(ReadError),
    /// No port was free.
    Listen {
        /// The requested port.
        port: u16,
        /// The system's error.
        source: std::io::Error,
    },
    /// The server's threads failed.
    Runtime(std::io::Error),
}

crate::base::message::error_in_english!(ServeError);

impl From<ReadError> for ServeError {
    fn from(error: ReadError) -> Self {
        Self::Read(error)
    }
}

impl ServeError {
    /// Says why.
    pub(crate) fn message(&self) -> Message {
        match self {
            Self::Read(error) => error.message(),
            Self::Listen { port, source } => {
                let reason = io_reason(source);
                say!(
                    en: "cannot listen on port {port}: {reason}",
                    fr: "impossible d’écouter au port {port} : {reason}";
                    reason,
                )
            }
            Self::Runtime(source) => {
                let reason = io_reason(source);
                say!(en: "the server failed: {reason}", fr: "le serveur a échoué : {reason}"; reason)
            }
        }
    }
}

/// Serves until the process ends; `companion` stands over the preview, which is then for this machine only.
///
/// # Errors
/// If it cannot start.
pub(crate) fn serve(
    options: &ServerOptions,
    companion: Option<Arc<dyn Companion>>,
    notify: &NoticeHandler,
) -> Result<(), ServeError> {
    let memo = Arc::new(Memo::default());
    let start = Instant::now();
    // Start watching before reading, so that no change in between is missed.
    let mut changes = options.watch.then(|| watch::start(&options.root, options.poll));
    let (disk_snapshot, waits_for) = first_snapshot(options)?;
    let mut built = build(&disk_snapshot, &options.build, &memo);
    let diagnostics = take_diagnostics(&mut built);
    let last_valid = LastValidSnapshot::new(&disk_snapshot, &diagnostics);
    if last_valid.has_pinned_files() {
        built = build(&last_valid.snapshot, &options.build, &memo);
    }
    let served_site =
        Arc::new(ServedSite::new(built, 1, diagnostics, &disk_snapshot, Arc::clone(&memo), options.language));
    let listeners = listen::listen(options.host, options.port)
        .map_err(|source| ServeError::Listen { port: options.port, source })?;
    let address = listeners[0].local_addr().map_err(ServeError::Runtime)?;
    let prefix = reply::encoded(&served_site.prefix);
    let shared_site = Arc::new(SharedSite::new(Arc::clone(&served_site), last_valid));
    let background = background::start(Arc::clone(&shared_site), Arc::clone(notify)).map_err(ServeError::Runtime)?;
    let quoted = quoted(&served_site.diagnostics, &disk_snapshot);
    let first = PostBuildJob { before: None, after: served_site, files: Vec::new(), time: start.elapsed(), quoted };
    // The background thread runs until the process ends.
    let _ = background.send(first);
    let hosts = if options.host.is_some() { HostPolicy::AnyAddress } else { HostPolicy::ThisMachine };
    let preview =
        Preview { shared_site: Arc::clone(&shared_site), memo: Arc::clone(&memo), options: options.build.clone() };
    let companion = companion.filter(|_| hosts == HostPolicy::ThisMachine);
    http::start(listeners, preview, companion, hosts, options.watch, options.reconcile).map_err(ServeError::Runtime)?;
    if let Some(host) = options.host.filter(|host| !host.is_loopback()) {
        notify(Notice::Exposed(host));
    }
    notify(Notice::Listening(format!("http://{address}{prefix}"), address.port() != options.port && options.port != 0));
    if options.reconcile {
        notify(Notice::Reconciling(format!("http://{address}/reconcile")));
    }
    let Some(changes) = changes.as_mut() else {
        loop {
            std::thread::park();
        }
    };
    let mut editing = WatchSession {
        options,
        memo,
        shared_site,
        background,
        disk_snapshot,
        pending: BTreeSet::new(),
        read_failed: waits_for.is_some(),
        last_error: waits_for,
    };
    loop {
        if let Some(reason) = changes.failure() {
            notify(Notice::Polling(reason));
        }
        changes.follow_links(editing.disk_snapshot.links.values().cloned());
        changes.wait();
        editing.rebuild_on_change(changes, notify);
    }
}

/// Reads the project. Where there is none and one may begin, returns an empty one, and the error that is expected until then.
fn first_snapshot(options: &ServerOptions) -> Result<(Snapshot, Option<String>), ReadError> {
    match (read_project(&options.root, None), &options.unbegun) {
        (Err(error @ ReadError::NoSite(_)), Some(site)) => {
            let files = [(site_file::FILE.to_owned(), site.clone().into_bytes())];
            Ok((Snapshot::from_files(files), Some(error.to_string())))
        }
        (read, _) => Ok((read?, None)),
    }
}

/// State of the project while it is edited.
struct WatchSession<'a> {
    options: &'a ServerOptions,
    memo: Arc<Memo>,
    shared_site: Arc<SharedSite>,
    background: Sender<PostBuildJob>,
    /// The project as it is.
    disk_snapshot: Snapshot,
    /// The files that changed since a site was last shown.
    pending: BTreeSet<SourcePath>,
    /// The last message about an unreadable project, so that it is printed once.
    last_error: Option<String>,
    /// Whether the last attempt to read the project failed, so that the set of changes is unknown.
    read_failed: bool,
}

/// A built site that waits for changes to settle.
struct PendingBuild {
    built: BuiltSite,
    diagnostics: Vec<Diagnostic>,
    /// How the last valid project becomes the next one.
    update: SnapshotUpdate,
    time: Duration,
}

impl WatchSession<'_> {
    /// Rereads and rebuilds on every change, and shows the result once changes have settled.
    fn rebuild_on_change(&mut self, changes: &mut ProjectWatcher, notify: &NoticeHandler) {
        let mut pending_build: Option<PendingBuild> = None;
        loop {
            let start = Instant::now();
            match self.read(changes.take_dirty_paths()) {
                Ok(false) => {}
                Ok(true) => pending_build = Some(self.build(start)),
                Err(error) => {
                    // Editors that save by renaming leave a moment without site.yaml: look again
                    // before reporting it.
                    if !changes.changed_before_settling() {
                        self.complain(&error, notify);
                        return;
                    }
                    continue;
                }
            }
            if !changes.changed_before_settling() {
                break;
            }
        }
        if let Some(candidate) = pending_build {
            self.show(candidate);
        }
    }

    /// Rereads what may have changed, and returns whether something did.
    fn read(&mut self, places: DirtyPaths) -> Result<bool, ReadError> {
        let said = self.disk_snapshot.diagnostics.clone();
        let places = if std::mem::replace(&mut self.read_failed, true) { DirtyPaths::All } else { places };
        let changed = match places {
            DirtyPaths::Paths(places) if places.is_empty() => Vec::new(),
            DirtyPaths::Paths(places) => reread_paths(&self.options.root, &mut self.disk_snapshot, &places)?,
            DirtyPaths::All => {
                let next = read_project(&self.options.root, Some(&self.disk_snapshot))?;
                let changed = differing(&self.disk_snapshot, &next);
                self.disk_snapshot = next;
                changed
            }
        };
        (self.last_error, self.read_failed) = (None, false);
        let differs = !changed.is_empty() || said != self.disk_snapshot.diagnostics;
        self.pending.extend(changed);
        Ok(differs)
    }

    /// Builds the project as it is, and, if that differs, the project to show.
    fn build(&self, start: Instant) -> PendingBuild {
        let _turn = self.shared_site.builds.lock().unwrap_or_else(PoisonError::into_inner);
        let mut built = build(&self.disk_snapshot, &self.options.build, &self.memo);
        let mut diagnostics = take_diagnostics(&mut built);
        if built.site.interface.theme.key != self.shared_site.current().built.site.interface.theme.key {
            diagnostics.extend(served_site::render_samples(&built, &self.memo));
            diagnostics.sort();
            diagnostics.dedup();
        }
        let (update, last_valid) = self.shared_site.plan(&self.disk_snapshot, &self.pending, &diagnostics);
        if let Some(good) = last_valid {
            built = build(&good, &self.options.build, &self.memo);
        }
        PendingBuild { built, diagnostics, update, time: start.elapsed() }
    }

    fn show(&mut self, candidate: PendingBuild) {
        let before = self.shared_site.current();
        let PendingBuild { built, diagnostics, update, time } = candidate;
        self.shared_site.apply_update(update);
        let after = ServedSite::new(
            built,
            before.generation + 1,
            diagnostics,
            &self.disk_snapshot,
            Arc::clone(&self.memo),
            self.options.language,
        );
        // A problem found by rendering is kept until rendering the page again shows that it is fixed.
        after.inherit_render_errors(&before);
        let after = Arc::new(after);
        self.shared_site.replace(Arc::clone(&after));
        let files = std::mem::take(&mut self.pending).iter().map(ToString::to_string).collect();
        let quoted = quoted(&after.diagnostics, &self.disk_snapshot);
        let _ = self.background.send(PostBuildJob { before: Some(before), after, files, time, quoted });
    }

    fn complain(&mut self, error: &ReadError, notify: &NoticeHandler) {
        let words = error.to_string();
        if self.last_error.as_ref() != Some(&words) {
            notify(Notice::Unreadable(error));
            self.last_error = Some(words);
        }
    }
}

/// Removes the diagnostics of a built site, including those about protection, and returns them.
fn take_diagnostics(built: &mut BuiltSite) -> Vec<Diagnostic> {
    let mut diagnostics = std::mem::take(&mut built.diagnostics);
    diagnostics.append(&mut built.protection.unknown);
    diagnostics.sort();
    diagnostics.dedup();
    diagnostics
}

/// Returns the files in which two snapshots differ.
fn differing(before: &Snapshot, after: &Snapshot) -> Vec<SourcePath> {
    let key = |snapshot: &Snapshot, path: &SourcePath| snapshot.files.get(path).map(|file| file.key);
    let names: BTreeSet<&SourcePath> = before.files.keys().chain(after.files.keys()).collect();
    names.into_iter().filter(|path| key(before, path) != key(after, path)).cloned().collect()
}

/// Returns those files of a snapshot that diagnostics refer to: enough to print their lines.
fn quoted(diagnostics: &[Diagnostic], snapshot: &Snapshot) -> Snapshot {
    let labels =
        diagnostics.iter().flat_map(|diagnostic| std::iter::once(&diagnostic.primary).chain(&diagnostic.related));
    let paths: BTreeSet<&SourcePath> = labels.map(|label| &label.span.file).collect();
    let files = paths.into_iter().filter_map(|path| Some((path.clone(), snapshot.files.get(path)?.clone())));
    let mut snapshot = Snapshot::default();
    snapshot.files = files.collect();
    snapshot
}
