//! Shows the site while it is edited: the same build, called again. The loop knows no kinds of change.
//!
//! `loop { wait for "something changed"; read again what may have; build; show once things have settled }`. A page is
//! drawn when it is asked for. Which pages changed is the difference of their keys. The reload script is added to the
//! response only, so that preview and publication are the same bytes.

mod clerk;
mod good;
pub mod guard;
mod http;
mod listen;
mod patience;
pub mod range;
mod reply;
mod shown;
mod stand_in;
mod watch;

use std::collections::BTreeSet;
use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::time::{Duration, Instant};

use crate::base::{Diagnostic, SourcePath};
use crate::pipeline::{Built, Memo, Options, build};
use crate::source::{ReadError, Snapshot, read, reread};

use clerk::Change;
use good::{Good, SnapshotUpdate};
use guard::Hosts;
use shown::{Shown, Window};
use watch::{Changes, Places};

/// What `dossier serve` was asked.
#[derive(Clone, Debug)]
pub struct ServeOptions {
    /// Folder of the dossier.
    pub root: PathBuf,
    /// Address to listen at; `None` for this machine alone.
    pub host: Option<IpAddr>,
    /// First port to try.
    pub port: u16,
    /// Whether to rebuild when files change.
    pub watch: bool,
    /// Whether to look at the files rather than be told of changes.
    pub poll: bool,
    /// What is built.
    pub build: Options,
}

/// What the server has to say to the terminal.
pub enum Notice<'a> {
    /// It listens at this address; the port asked for may have been busy.
    Listening(String, bool),
    /// It answers to other machines too.
    Exposed(IpAddr),
    /// Changes cannot be told by the system, for this reason: files are looked at instead.
    Polling(String),
    /// The site was built.
    Rebuilt(Rebuilt<'a>),
    /// What drawing the pages that changed showed to be wrong.
    Drawn(&'a [Diagnostic]),
    /// The project could not be read; the last good site stays.
    Unreadable(&'a ReadError),
}

/// How the server says it. Called from more than one thread.
pub type Tell = Arc<dyn Fn(Notice<'_>) + Send + Sync>;

/// One build of the loop.
pub struct Rebuilt<'a> {
    /// The files that changed, by name; empty for the first build.
    pub files: &'a [String],
    /// How many pages differ from before.
    pub n_pages: usize,
    /// How long reading and building took.
    pub time: Duration,
    /// How long each stage of it took, in order.
    pub stages: &'a [(&'static str, Duration)],
    /// What is wrong.
    pub diagnostics: &'a [Diagnostic],
    /// The files that the diagnostics speak of.
    pub snapshot: &'a Snapshot,
}

/// Why serving ended.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The project cannot be read at all.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// No port could be had.
    #[error("cannot listen on port {port}: {source}")]
    Listen {
        /// The port asked for.
        port: u16,
        /// What the system said.
        source: std::io::Error,
    },
    /// The server's own threads failed.
    #[error("the server failed: {0}")]
    Runtime(std::io::Error),
}

/// Serves until the process ends.
///
/// # Errors
/// When it cannot begin.
pub fn serve(options: &ServeOptions, tell: &Tell) -> Result<(), ServeError> {
    let memo = Arc::new(Memo::default());
    let start = Instant::now();
    // Watched before it is read: what changes in between is told.
    let mut changes = options.watch.then(|| watch::start(&options.root, options.poll));
    let real = read(&options.root, None)?;
    let mut built = build(&real, &options.build, &memo);
    let diagnostics = said(&mut built);
    let good = Good::new(&real, &diagnostics);
    if good.is_another() {
        built = build(&good.snapshot, &options.build, &memo);
    }
    let shown = Arc::new(Shown::new(built, 1, diagnostics, &real, Arc::clone(&memo)));
    let listeners = listen::listen(options.host, options.port)
        .map_err(|source| ServeError::Listen { port: options.port, source })?;
    let address = listeners[0].local_addr().map_err(ServeError::Runtime)?;
    let prefix = reply::encoded(&shown.prefix);
    let window = Arc::new(Window::new(Arc::clone(&shown), good));
    let clerk = clerk::start(Arc::clone(&window), Arc::clone(tell)).map_err(ServeError::Runtime)?;
    let quoted = quoted(&shown.diagnostics, &real);
    let first = Change { before: None, after: shown, files: Vec::new(), time: start.elapsed(), quoted };
    // The clerk lives as long as the process.
    let _ = clerk.send(first);
    let hosts = if options.host.is_some() { Hosts::AnyAddress } else { Hosts::ThisMachine };
    http::start(listeners, Arc::clone(&window), hosts, options.watch).map_err(ServeError::Runtime)?;
    if let Some(host) = options.host.filter(|host| !host.is_loopback()) {
        tell(Notice::Exposed(host));
    }
    tell(Notice::Listening(format!("http://{address}{prefix}"), address.port() != options.port && options.port != 0));
    let Some(changes) = changes.as_mut() else {
        loop {
            std::thread::park();
        }
    };
    let mut editing =
        Editing { options, memo, window, clerk, real, pending: BTreeSet::new(), last_error: None, missed: false };
    loop {
        if let Some(reason) = changes.failure() {
            tell(Notice::Polling(reason));
        }
        changes.follow_links(editing.real.links.values().cloned());
        changes.wait();
        editing.follow(changes, tell);
    }
}

/// The project while it is edited.
struct Editing<'a> {
    options: &'a ServeOptions,
    memo: Arc<Memo>,
    window: Arc<Window>,
    clerk: Sender<Change>,
    /// The project as it is.
    real: Snapshot,
    /// The files that changed since something was shown.
    pending: BTreeSet<SourcePath>,
    /// What was said last of a project that cannot be read, so that it is said once.
    last_error: Option<String>,
    /// Whether the project could not be read the last time, so that nobody knows what changed since.
    missed: bool,
}

/// A site that waits for things to settle.
struct Candidate {
    built: Built,
    diagnostics: Vec<Diagnostic>,
    /// How the last good project becomes the next.
    update: SnapshotUpdate,
    time: Duration,
}

impl Editing<'_> {
    /// Reads and builds as often as things change, and shows what they come to once they have settled.
    fn follow(&mut self, changes: &mut Changes, tell: &Tell) {
        let mut candidate: Option<Candidate> = None;
        loop {
            let start = Instant::now();
            match self.read(changes.places()) {
                Ok(false) => {}
                Ok(true) => candidate = Some(self.build(start)),
                Err(error) => {
                    // Editors that save by renaming leave a moment without site.yaml: look again before complaining.
                    if !changes.unsettled() {
                        self.complain(&error, tell);
                        return;
                    }
                    continue;
                }
            }
            if !changes.unsettled() {
                break;
            }
        }
        if let Some(candidate) = candidate {
            self.show(candidate);
        }
    }

    /// Reads again what may have changed, and tells whether something did.
    fn read(&mut self, places: Places) -> Result<bool, ReadError> {
        let said = self.real.diagnostics.clone();
        let places = if std::mem::replace(&mut self.missed, true) { Places::Everywhere } else { places };
        let changed = match places {
            Places::At(places) if places.is_empty() => Vec::new(),
            Places::At(places) => reread(&self.options.root, &mut self.real, &places)?,
            Places::Everywhere => {
                let next = read(&self.options.root, Some(&self.real))?;
                let changed = differing(&self.real, &next);
                self.real = next;
                changed
            }
        };
        (self.last_error, self.missed) = (None, false);
        let differs = !changed.is_empty() || said != self.real.diagnostics;
        self.pending.extend(changed);
        Ok(differs)
    }

    /// Builds the project as it is, and the project to show, where that is another.
    fn build(&self, start: Instant) -> Candidate {
        let mut built = build(&self.real, &self.options.build, &self.memo);
        let mut diagnostics = said(&mut built);
        if built.site.theme.key != self.window.shown().built.site.theme.key {
            diagnostics.extend(shown::trial(&built, &self.memo));
            diagnostics.sort();
            diagnostics.dedup();
        }
        let (update, good) = self.window.plan(&self.real, &self.pending, &diagnostics);
        if let Some(good) = good {
            built = build(&good, &self.options.build, &self.memo);
        }
        Candidate { built, diagnostics, update, time: start.elapsed() }
    }

    fn show(&mut self, candidate: Candidate) {
        let before = self.window.shown();
        let Candidate { built, diagnostics, update, time } = candidate;
        self.window.follow(update);
        let after = Shown::new(built, before.generation + 1, diagnostics, &self.real, Arc::clone(&self.memo));
        // What failed before fails until it is seen to be mended: the clerk draws it again.
        after.inherit_late(&before);
        let after = Arc::new(after);
        self.window.show(Arc::clone(&after));
        let files = std::mem::take(&mut self.pending).iter().map(ToString::to_string).collect();
        let quoted = quoted(&after.diagnostics, &self.real);
        let _ = self.clerk.send(Change { before: Some(before), after, files, time, quoted });
    }

    fn complain(&mut self, error: &ReadError, tell: &Tell) {
        let words = error.to_string();
        if self.last_error.as_ref() != Some(&words) {
            tell(Notice::Unreadable(error));
            self.last_error = Some(words);
        }
    }
}

/// Takes what is wrong out of a built site, with what may protect somebody and cannot be read.
fn said(built: &mut Built) -> Vec<Diagnostic> {
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

/// Returns those files of a snapshot that diagnostics speak of: all that is needed to show their lines.
fn quoted(diagnostics: &[Diagnostic], snapshot: &Snapshot) -> Snapshot {
    let labels =
        diagnostics.iter().flat_map(|diagnostic| std::iter::once(&diagnostic.primary).chain(&diagnostic.related));
    let paths: BTreeSet<&SourcePath> = labels.map(|label| &label.span.file).collect();
    let files = paths.into_iter().filter_map(|path| Some((path.clone(), snapshot.files.get(path)?.clone())));
    let mut snapshot = Snapshot::default();
    snapshot.files = files.collect();
    snapshot
}
