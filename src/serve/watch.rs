//! Waits until something in the project changed, and returns where. The only file that names the file watcher.
//!
//! An event is only a hint: the files at that place are read again and compared. So renames, atomic saves of
//! editors and branch switches are handled alike. If events are lost, the whole folder is read.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use notify::event::{CreateKind, EventKind, ModifyKind};
use notify::{ErrorKind, Event, RecommendedWatcher, RecursiveMode, Watcher};

use crate::base::Message;
use crate::base::SourcePath;
use crate::base::message::io_reason;
use crate::say;

/// How long it must be quiet before a new site is shown.
const SETTLE: Duration = Duration::from_millis(50);
/// How long it must be quiet before files are read: most saves are complete by then, and the build runs while the
/// longer wait continues.
const LULL: Duration = Duration::from_millis(4);
/// Longest delay before a new site is shown although changes continue.
const MAX_NOISE: Duration = Duration::from_millis(300);
/// How often the folder is checked when the system does not report changes.
const POLL: Duration = Duration::from_millis(500);
/// When the whole folder is checked after a folder appeared or disappeared: files written into a new folder before
/// it is watched cause no event.
const LOOK_AGAIN: [Duration; 2] = [Duration::from_millis(250), Duration::from_secs(1)];
/// When the whole folder is checked after any change, for changes without an event.
const LOOK_AT_LAST: Duration = Duration::from_secs(3);

/// Folders that are watched recursively, if they exist.
const FOLDERS: [&str; 2] = ["content", "themes"];

/// Where to look for changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum DirtyPaths {
    /// At these files and folders.
    Paths(BTreeSet<SourcePath>),
    /// Everywhere.
    #[default]
    All,
}

/// Messages of the watcher's thread.
enum WatchEvent {
    /// Something happened there; the flag says whether folders may have appeared or disappeared.
    At(Vec<PathBuf>, bool),
    /// Events were lost.
    Lost,
    /// Some folder will cause no more events, for this reason.
    Failed(Message),
}

/// Waits for changes.
pub(super) struct ProjectWatcher {
    root: PathBuf,
    events: Option<Receiver<WatchEvent>>,
    /// Kept alive: dropping it ends the hints.
    watcher: Option<RecommendedWatcher>,
    /// Checks that are due without a hint, soonest first.
    due: Vec<Instant>,
    /// Why the folder is polled from now on; taken when it is reported.
    failed: Option<Message>,
    dirty_paths: DirtyPaths,
    /// Files outside the watched folders that links in them point to, by folder.
    linked: BTreeMap<PathBuf, BTreeSet<SourcePath>>,
    first_event: Instant,
    last_event: Instant,
}

/// Starts to watch the folder `root`, or to poll it if requested or if the system does not support watching.
pub(super) fn start(root: &Path, poll: bool) -> ProjectWatcher {
    // Some systems report real paths, whatever path was watched.
    let root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    let now = Instant::now();
    let mut changes = ProjectWatcher {
        root,
        events: None,
        watcher: None,
        due: Vec::new(),
        failed: None,
        dirty_paths: DirtyPaths::Paths(BTreeSet::new()),
        linked: BTreeMap::new(),
        first_event: now,
        last_event: now,
    };
    if poll {
        return changes;
    }
    match watcher(&changes.root) {
        Ok((watcher, hints)) => (changes.watcher, changes.events) = (Some(watcher), Some(hints)),
        Err(error) => changes.failed = Some(reason(&error)),
    }
    changes
}

fn watcher(root: &Path) -> notify::Result<(RecommendedWatcher, Receiver<WatchEvent>)> {
    let (send, hints) = channel();
    let mut watcher = notify::recommended_watcher(move |event| forward_event(event, &send))?;
    watcher.watch(root, RecursiveMode::NonRecursive)?;
    for folder in FOLDERS.map(|folder| root.join(folder)).iter().filter(|folder| folder.is_dir()) {
        watcher.watch(folder, RecursiveMode::Recursive)?;
    }
    Ok((watcher, hints))
}

fn forward_event(event: notify::Result<Event>, send: &Sender<WatchEvent>) {
    let hint = match event {
        // Reading a file is an event too, and our own reads must not wake us.
        Ok(event) if matches!(event.kind, EventKind::Access(_)) => return,
        Ok(event) if event.need_rescan() || event.paths.is_empty() => WatchEvent::Lost,
        Ok(event) => {
            let of_folder = matches!(event.kind, EventKind::Create(CreateKind::Folder | CreateKind::Any))
                || matches!(event.kind, EventKind::Modify(ModifyKind::Name(_)));
            WatchEvent::At(event.paths, of_folder)
        }
        Err(error) if matches!(error.kind, ErrorKind::MaxFilesWatch) => WatchEvent::Failed(reason(&error)),
        Err(_) => WatchEvent::Lost,
    };
    // The loop may have ended; then the message does not matter.
    let _ = send.send(hint);
}

/// Returns which limit was reached and how to raise it.
fn reason(error: &notify::Error) -> Message {
    // EMFILE: inotify_init(2) means the limit of instances, not of files.
    let too_many_instances = matches!(&error.kind, ErrorKind::Io(error) if error.raw_os_error() == Some(24));
    let limit = match error.kind {
        ErrorKind::MaxFilesWatch => "fs.inotify.max_user_watches=524288",
        _ if too_many_instances => "fs.inotify.max_user_instances=1024",
        _ => {
            return match &error.kind {
                ErrorKind::Io(error) => io_reason(error),
                _ => say!(en: "{error}", fr: "`{error}`"),
            };
        }
    };
    let name = limit.split('=').next().unwrap_or(limit);
    say!(
        en: "the limit {name} is reached (raise it with `sysctl {limit}`)",
        fr: "la limite {name} est atteinte (relevez-la par `sysctl {limit}`)",
    )
}

impl ProjectWatcher {
    /// Returns, once, why the folder is polled.
    pub(super) fn failure(&mut self) -> Option<Message> {
        self.failed.take()
    }

    /// Waits until something may have changed, and until the first burst of events is over.
    pub(super) fn wait(&mut self) {
        loop {
            // Events that came too late for the last check are handled now.
            if self.dirty_paths != DirtyPaths::Paths(BTreeSet::new()) {
                return self.begin();
            }
            let Some(hints) = &self.events else {
                std::thread::sleep(POLL);
                self.dirty_paths = DirtyPaths::All;
                continue;
            };
            let received = match self.due.first() {
                None => hints.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some(due) => hints.recv_timeout(due.saturating_duration_since(Instant::now())),
            };
            match received {
                Ok(hint) => {
                    if self.handle_event(hint) {
                        self.first_event = self.last_event;
                        return self.wait_for_quiet();
                    }
                }
                Err(RecvTimeoutError::Timeout) => {
                    self.due.remove(0);
                    self.dirty_paths = DirtyPaths::All;
                }
                Err(RecvTimeoutError::Disconnected) => self.fail(say!(
                    en: "the file watcher stopped",
                    fr: "la surveillance des fichiers s’est arrêtée",
                )),
            }
        }
    }

    /// Starts polling.
    fn begin(&mut self) {
        (self.first_event, self.last_event) = (Instant::now(), Instant::now());
    }

    /// Waits until no event came for a moment.
    fn wait_for_quiet(&mut self) {
        while self.last_event - self.first_event < MAX_NOISE && self.receive_within(LULL) {}
    }

    /// Returns where to look, and clears it.
    pub(super) fn take_dirty_paths(&mut self) -> DirtyPaths {
        std::mem::replace(&mut self.dirty_paths, DirtyPaths::Paths(BTreeSet::new()))
    }

    /// Waits until changes have settled since the last hint. Returns whether something changed meanwhile, so
    /// that the files must be read again.
    pub(super) fn changed_before_settling(&mut self) -> bool {
        if self.events.is_none() {
            return false;
        }
        loop {
            let rest = SETTLE.saturating_sub(self.last_event.elapsed());
            if self.receive_within(rest) {
                self.wait_for_quiet();
                return self.last_event - self.first_event < MAX_NOISE;
            }
            if self.last_event.elapsed() >= SETTLE {
                return false;
            }
        }
    }

    /// Receives a hint within `time`; returns whether there was a relevant one.
    fn receive_within(&mut self, time: Duration) -> bool {
        let hint = self.events.as_ref().and_then(|hints| hints.recv_timeout(time).ok());
        hint.is_some_and(|hint| self.handle_event(hint))
    }

    fn handle_event(&mut self, hint: WatchEvent) -> bool {
        let (paths, of_folder) = match hint {
            WatchEvent::At(paths, of_folder) => (paths, of_folder),
            WatchEvent::Lost => {
                self.dirty_paths = DirtyPaths::All;
                self.hinted(true);
                return true;
            }
            WatchEvent::Failed(reason) => {
                self.fail(reason);
                self.dirty_paths = DirtyPaths::All;
                return true;
            }
        };
        let named: Vec<SourcePath> = paths.iter().filter_map(|path| self.project_path(path)).collect();
        if named.is_empty() {
            return false;
        }
        for folder in FOLDERS.iter().filter(|folder| named.iter().any(|place| place.as_str() == **folder)) {
            // It may be new, and its parent folder is not watched recursively.
            let path = self.root.join(folder);
            if let Some(watcher) = self.watcher.as_mut().filter(|_| path.is_dir()) {
                let _ = watcher.watch(&path, RecursiveMode::Recursive);
            }
        }
        if let DirtyPaths::Paths(places) = &mut self.dirty_paths {
            places.extend(named);
        }
        self.hinted(of_folder);
        true
    }

    /// Also watches the files that links in the project point to.
    pub(super) fn follow_links(&mut self, targets: impl Iterator<Item = SourcePath>) {
        let is_watched = |name: &str| FOLDERS.iter().any(|folder| name.split('/').next() == Some(*folder));
        let mut linked: BTreeMap<PathBuf, BTreeSet<SourcePath>> = BTreeMap::new();
        for target in targets.filter(|target| !is_watched(target.as_str())) {
            let path = self.root.join(target.as_str());
            let folder = path.parent().unwrap_or(&self.root).to_owned();
            linked.entry(folder).or_default().insert(target);
        }
        for folder in linked.keys().filter(|folder| **folder != self.root && !self.linked.contains_key(*folder)) {
            if let Some(watcher) = self.watcher.as_mut() {
                // If the folder cannot be watched, it is checked shortly after every other change.
                let _ = watcher.watch(folder, RecursiveMode::NonRecursive);
            }
        }
        for folder in self.linked.keys().filter(|folder| **folder != self.root && !linked.contains_key(*folder)) {
            if let Some(watcher) = self.watcher.as_mut() {
                let _ = watcher.unwatch(folder);
            }
        }
        self.linked = linked;
    }

    /// Returns the relative path of a project file that a build may read.
    fn project_path(&self, path: &Path) -> Option<SourcePath> {
        let name = path.strip_prefix(&self.root).ok()?.to_str()?;
        let name = if std::path::MAIN_SEPARATOR == '/' { name.to_owned() } else { name.replace('\\', "/") };
        let top = name.split('/').next()?;
        let is_linked = || self.linked.values().any(|targets| targets.contains(name.as_str()));
        (top == "site.yaml" || FOLDERS.contains(&top) || is_linked()).then(|| SourcePath::new(&name))
    }

    fn hinted(&mut self, of_folder: bool) {
        let now = Instant::now();
        self.last_event = now;
        self.due.retain(|due| *due <= now + LOOK_AGAIN[1] && *due > now);
        if of_folder {
            self.due = LOOK_AGAIN.iter().map(|after| now + *after).collect();
        }
        self.due.push(now + LOOK_AT_LAST);
        self.due.sort();
    }

    /// Polls the folder from now on.
    fn fail(&mut self, reason: Message) {
        (self.events, self.watcher) = (None, None);
        self.failed = Some(reason);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_is_named_with_what_raises_it() {
        let watches = reason(&notify::Error::new(ErrorKind::MaxFilesWatch));
        assert!(watches.en.contains("sysctl fs.inotify.max_user_watches=524288"), "{watches:?}");
        let instances = reason(&notify::Error::io(std::io::Error::from_raw_os_error(24)));
        assert!(instances.en.contains("sysctl fs.inotify.max_user_instances=1024"), "{instances:?}");
    }

    #[test]
    fn only_what_a_build_may_look_at_is_of_concern() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut changes = start(folder.path(), true);
        let root = changes.root.clone();
        assert!(
            !changes.handle_event(WatchEvent::At(vec![root.join("public/index.html"), root.join(".git/index")], false))
        );
        assert!(
            changes
                .handle_event(WatchEvent::At(vec![root.join("content/articles/a.md"), root.join("README.md")], false))
        );
        assert_eq!(changes.take_dirty_paths(), DirtyPaths::Paths([SourcePath::new("content/articles/a.md")].into()));
        assert!(changes.handle_event(WatchEvent::Lost));
        assert_eq!(changes.take_dirty_paths(), DirtyPaths::All);
    }
}
