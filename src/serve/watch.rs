//! Waits until something in the project changed, and says where. The only file that names the watcher.
//!
//! An event is only a hint of a place to look at: what stands there is read again and compared. So renames, editors'
//! atomic saves and branch switches all end the same way; and where events are lost, the whole folder is read.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use notify::event::{CreateKind, EventKind, ModifyKind};
use notify::{ErrorKind, Event, RecommendedWatcher, RecursiveMode, Watcher};

use crate::base::SourcePath;

/// How long it must be quiet before what was read is shown.
const SETTLE: Duration = Duration::from_millis(50);
/// How long it must be quiet before it is read at all: most saves are over by then, and what is built meanwhile is ready
/// when things have settled.
const LULL: Duration = Duration::from_millis(4);
/// How long it may be noisy before what was read is shown all the same.
const MAX_NOISE: Duration = Duration::from_millis(300);
/// How often the folder is looked at when nobody tells of changes.
const POLL: Duration = Duration::from_millis(500);
/// When the whole folder is looked at after a folder came or went: files that are written into a new folder before it
/// is watched send no event.
const LOOK_AGAIN: [Duration; 2] = [Duration::from_millis(250), Duration::from_secs(1)];
/// When the whole folder is looked at after any change, for what no system told of.
const LOOK_AT_LAST: Duration = Duration::from_secs(3);

/// Folders that are watched whole, where they are there.
const FOLDERS: [&str; 2] = ["content", "themes"];

/// Where to look.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum DirtyPaths {
    /// At these files and folders.
    Paths(BTreeSet<SourcePath>),
    /// Everywhere.
    #[default]
    All,
}

/// What the watcher's thread sends.
enum WatchEvent {
    /// Something happened there; the flag tells whether folders may have come or gone.
    At(Vec<PathBuf>, bool),
    /// Events were lost.
    Lost,
    /// No more events will come from some folder, for this reason.
    Failed(String),
}

/// Waits for changes.
pub(super) struct ProjectWatcher {
    root: PathBuf,
    events: Option<Receiver<WatchEvent>>,
    /// Kept alive: dropping it ends the hints.
    watcher: Option<RecommendedWatcher>,
    /// Looks that are due without a hint, soonest first.
    due: Vec<Instant>,
    /// Why the folder is looked at from now on, until it was said.
    failed: Option<String>,
    dirty_paths: DirtyPaths,
    /// Files outside the watched folders that links in them lead to, by folder.
    linked: BTreeMap<PathBuf, BTreeSet<SourcePath>>,
    first_event: Instant,
    last_event: Instant,
}

/// Starts watching the folder `root`, or looking at it, where that was asked for or the system cannot tell.
pub(super) fn start(root: &Path, poll: bool) -> ProjectWatcher {
    // Some systems tell names as they are on the disk, whatever name was asked about.
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
    // The loop may be gone; then nobody wants to know.
    let _ = send.send(hint);
}

/// Says which limit was met, and how it is raised.
fn reason(error: &notify::Error) -> String {
    // EMFILE: inotify_init(2) names the limit of instances, not of files.
    let too_many_instances = matches!(&error.kind, ErrorKind::Io(error) if error.raw_os_error() == Some(24));
    let limit = match error.kind {
        ErrorKind::MaxFilesWatch => "fs.inotify.max_user_watches=524288",
        _ if too_many_instances => "fs.inotify.max_user_instances=1024",
        _ => return error.to_string(),
    };
    let name = limit.split('=').next().unwrap_or(limit);
    format!("the limit {name} is reached (raise it with `sysctl {limit}`)")
}

impl ProjectWatcher {
    /// Returns why changes are looked for rather than told, once.
    pub(super) fn failure(&mut self) -> Option<String> {
        self.failed.take()
    }

    /// Waits until something may have changed, and until the first noise is over.
    pub(super) fn wait(&mut self) {
        loop {
            // What came too late for the last look is looked at now.
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
                Err(RecvTimeoutError::Disconnected) => self.fail("the watcher ended".to_owned()),
            }
        }
    }

    /// Begins to look without a hint.
    fn begin(&mut self) {
        (self.first_event, self.last_event) = (Instant::now(), Instant::now());
    }

    /// Waits until nothing came for a moment.
    fn wait_for_quiet(&mut self) {
        while self.last_event - self.first_event < MAX_NOISE && self.receive_within(LULL) {}
    }

    /// Returns where to look, and forgets it.
    pub(super) fn take_dirty_paths(&mut self) -> DirtyPaths {
        std::mem::replace(&mut self.dirty_paths, DirtyPaths::Paths(BTreeSet::new()))
    }

    /// Waits until things have settled since the last hint. Returns whether something changed meanwhile, so that what
    /// was read must be read again.
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

    /// Takes a hint that comes within `time`, and tells whether one came that is of any concern.
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
            // It may be new, and a new folder's own folder is watched without what is in it.
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

    /// Watches also the files of the project that links lead to, wherever in it they stand.
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
                // A folder that cannot be watched is looked at a moment after every other change.
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

    /// Returns the name of a path of the project that a build may look at.
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

    /// Looks at the folder from now on.
    fn fail(&mut self, reason: String) {
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
        assert!(watches.contains("sysctl fs.inotify.max_user_watches=524288"), "{watches}");
        let instances = reason(&notify::Error::io(std::io::Error::from_raw_os_error(24)));
        assert!(instances.contains("sysctl fs.inotify.max_user_instances=1024"), "{instances}");
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
