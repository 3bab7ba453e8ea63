//! Shows the site while it is edited: the same build, called again. The loop knows no kinds of change.
//!
//! `loop { build; show; wait for "something changed"; read again }`. Which pages changed is the difference of two plans.
//! The reload script is added to the response only, so that preview and publication are the same bytes.

mod guard;
mod http;
mod shown;
mod watch;

use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::base::Diagnostic;
use crate::pipeline::{Memo, Options, build};
use crate::source::{ReadError, Snapshot, read};

use shown::{Shown, Window};
use watch::{Changes, Watching};

/// What `dossier serve` was asked.
#[derive(Clone, Debug)]
pub struct ServeOptions {
    /// Folder of the dossier.
    pub root: PathBuf,
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
    /// Changes cannot be told by the system, for this reason: files are looked at instead.
    Polling(String),
    /// The site was built.
    Rebuilt(Rebuilt<'a>),
    /// The project could not be read; the last good site stays.
    Unreadable(&'a ReadError),
}

/// One build of the loop.
pub struct Rebuilt<'a> {
    /// The files that changed, by name; empty for the first build.
    pub files: Vec<String>,
    /// How many pages differ from before.
    pub n_pages: usize,
    /// How long reading and building took.
    pub time: Duration,
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

/// How many ports after the one asked for are tried.
const MAX_PORTS: u16 = 20;

/// Serves until the process ends. `tell` is called on this thread.
///
/// # Errors
/// When it cannot begin.
pub fn serve(options: &ServeOptions, tell: &mut dyn FnMut(Notice<'_>)) -> Result<(), ServeError> {
    let memo = Arc::new(Memo::default());
    let start = Instant::now();
    let mut snapshot = read(&options.root, None)?;
    let built = build(&snapshot, &options.build, &memo);
    let shown = Shown::first(built, Arc::clone(&memo));
    let first = Rebuilt {
        files: Vec::new(),
        n_pages: shown.built.pages.len(),
        time: start.elapsed(),
        diagnostics: &shown.built.diagnostics,
        snapshot: &snapshot,
    };
    tell(Notice::Rebuilt(first));
    let listener = listen(options.port)?;
    let address = listener.local_addr().map_err(ServeError::Runtime)?;
    let prefix = shown.prefix.clone();
    let window = Arc::new(Window::new(shown));
    http::start(listener, Arc::clone(&window), options.watch).map_err(ServeError::Runtime)?;
    tell(Notice::Listening(format!("http://{address}{prefix}"), address.port() != options.port));
    if !options.watch {
        loop {
            std::thread::park();
        }
    }
    let mut changes = match watch::start(&options.root, options.poll) {
        Watching::Told(changes) => changes,
        Watching::Looking(changes, reason) => {
            if let Some(reason) = reason {
                tell(Notice::Polling(reason));
            }
            changes
        }
    };
    loop {
        changes.wait();
        follow(options, &memo, &window, &mut snapshot, &mut changes, tell);
    }
}

/// Reads again, and builds if anything differs.
fn follow(
    options: &ServeOptions,
    memo: &Arc<Memo>,
    window: &Window,
    snapshot: &mut Snapshot,
    changes: &mut Changes,
    tell: &mut dyn FnMut(Notice<'_>),
) {
    let start = Instant::now();
    let next = match read(&options.root, Some(snapshot)) {
        Ok(next) => next,
        Err(error) => {
            // Editors that save by renaming leave a moment without site.yaml: look again before complaining.
            if !changes.look_again() {
                tell(Notice::Unreadable(&error));
            }
            return;
        }
    };
    let files = changed_files(snapshot, &next);
    let same = files.is_empty() && next.diagnostics == snapshot.diagnostics;
    *snapshot = next;
    if same {
        return;
    }
    let built = build(snapshot, &options.build, memo);
    let shown = Shown::after(&window.shown(), built, Arc::clone(memo));
    let rebuilt = Rebuilt {
        files,
        n_pages: shown.changed.len(),
        time: start.elapsed(),
        diagnostics: &shown.built.diagnostics,
        snapshot,
    };
    tell(Notice::Rebuilt(rebuilt));
    window.show(shown);
}

fn changed_files(before: &Snapshot, after: &Snapshot) -> Vec<String> {
    let key = |snapshot: &Snapshot, path| snapshot.files.get(path).map(|file| file.key);
    let mut names: Vec<String> = before
        .files
        .keys()
        .chain(after.files.keys())
        .filter(|path| key(before, path) != key(after, path))
        .map(ToString::to_string)
        .collect();
    names.sort();
    names.dedup();
    names
}

/// Listens on this machine only.
fn listen(port: u16) -> Result<TcpListener, ServeError> {
    let at = |port| TcpListener::bind(SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), port));
    let mut last = None;
    for candidate in port..=port.saturating_add(MAX_PORTS) {
        match at(candidate) {
            Ok(listener) => return Ok(listener),
            Err(error) => last = Some(error),
        }
    }
    Err(ServeError::Listen { port, source: last.unwrap_or_else(|| std::io::Error::other("no port was tried")) })
}
