//! Waits until something in the project changed. The only file that names the watcher.
//!
//! An event is only a hint: after it things settle, and the folder is read again and compared. So renames, editors'
//! atomic saves, branch switches and events that get lost all end the same way.

use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use notify::event::EventKind;
use notify::{RecommendedWatcher, RecursiveMode, Watcher};

/// How long it must be quiet before the folder is read.
const SETTLE: Duration = Duration::from_millis(50);
/// How long it may be noisy before the folder is read all the same.
const MAX_NOISE: Duration = Duration::from_millis(300);
/// How often the folder is looked at when nobody tells of changes.
const POLL: Duration = Duration::from_millis(500);
/// When the folder is looked at again after a change: files written into a folder that was just made send no event.
const LOOK_AGAIN: [Duration; 2] = [Duration::from_millis(250), Duration::from_secs(1)];

/// How changes become known.
pub(super) enum Watching {
    /// The system tells.
    Told(Changes),
    /// The folder is looked at, for a reason if it was not asked for.
    Looking(Changes, Option<String>),
}

/// Waits for changes.
pub(super) struct Changes {
    hints: Option<Receiver<()>>,
    /// Kept alive: dropping it ends the hints.
    _watcher: Option<RecommendedWatcher>,
    /// Looks that are due without a hint, soonest first.
    due: Vec<Instant>,
}

/// Starts watching the folder `root`; falls back to looking at it, and says why.
pub(super) fn start(root: &Path, poll: bool) -> Watching {
    let looking = || Changes { hints: None, _watcher: None, due: Vec::new() };
    if poll {
        return Watching::Looking(looking(), None);
    }
    match watcher(root) {
        Ok((watcher, hints)) => {
            Watching::Told(Changes { hints: Some(hints), _watcher: Some(watcher), due: Vec::new() })
        }
        Err(error) => {
            let limit = matches!(error.kind, notify::ErrorKind::MaxFilesWatch);
            let cure = if limit {
                " (the system's limit is fs.inotify.max_user_watches; raise it with `sysctl fs.inotify.max_user_watches=524288`)"
            } else {
                ""
            };
            Watching::Looking(looking(), Some(format!("{error}{cure}")))
        }
    }
}

fn watcher(root: &Path) -> notify::Result<(RecommendedWatcher, Receiver<()>)> {
    let (send, hints) = channel();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        // Reading a file is an event too, and our own reads must not wake us.
        let is_access = matches!(&event, Ok(event) if matches!(event.kind, EventKind::Access(_)));
        if !is_access {
            // The loop may be gone; then nobody wants to know.
            let _ = send.send(());
        }
    })?;
    watcher.watch(root, RecursiveMode::NonRecursive)?;
    for folder in ["content", "themes"] {
        let path = root.join(folder);
        if path.is_dir() {
            watcher.watch(&path, RecursiveMode::Recursive)?;
        }
    }
    Ok((watcher, hints))
}

impl Changes {
    /// Waits until something may have changed and things have settled.
    pub(super) fn wait(&mut self) {
        let Some(hints) = &self.hints else { return std::thread::sleep(POLL) };
        let now = Instant::now();
        let received = match self.due.first() {
            None => hints.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(due) => hints.recv_timeout(due.saturating_duration_since(now)),
        };
        match received {
            Ok(()) => {
                let first = Instant::now();
                while first.elapsed() < MAX_NOISE && hints.recv_timeout(SETTLE).is_ok() {}
                self.due = LOOK_AGAIN.iter().map(|after| Instant::now() + *after).collect();
            }
            Err(RecvTimeoutError::Timeout) => {
                self.due.remove(0);
            }
            // The watcher died: look from now on.
            Err(RecvTimeoutError::Disconnected) => self.hints = None,
        }
    }

    /// Tells whether the folder will be looked at again soon without a hint.
    pub(super) fn look_again(&self) -> bool {
        self.hints.is_none() || !self.due.is_empty()
    }
}
