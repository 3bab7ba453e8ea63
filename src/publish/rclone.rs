//! Sends a site to a remote of rclone (rclone.org), the program that knows WebDAV, SFTP, S3 and some seventy other places.
//!
//! What differs is known from the manifest that an earlier publication left at the remote, not from checksums: many remotes have
//! none, and rclone would then take a changed file of the same length for the old one. Only files of that manifest are deleted.
//! rclone is called without a shell; names of files go through its standard input.

use std::fmt;
use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use super::finished_site::SiteChanges;
use super::manifest::{self, Manifest};

const PROGRAM: &str = "rclone";
/// Exit codes of rclone: a folder, or a file, does not exist.
const NOT_FOUND: [i32; 2] = [3, 4];

/// A place that rclone knows: `REMOTE:PATH`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Remote(String);

impl fmt::Display for Remote {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// Why a site could not be sent.
#[derive(Debug)]
pub(crate) enum RemoteError {
    /// rclone is not installed.
    NoProgram,
    /// rclone could not be started.
    Start(io::Error),
    /// rclone failed; the last thing that it said, which is English.
    Failed(String),
    /// rclone was ended by a signal.
    Interrupted,
}

/// What is at a remote.
#[derive(Debug)]
pub(crate) enum RemoteContent {
    /// Nothing.
    Empty,
    /// A site that dossier sent.
    Site(Manifest),
    /// Files of somebody else.
    Foreign,
}

impl Remote {
    /// Reads `REMOTE:PATH`; `None` if it names no remote, or if rclone would take it for an option.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let has_name = text.rfind(':').is_some_and(|at| at > 0);
        let is_plain = !text.starts_with('-') && !text.chars().any(char::is_control);
        (has_name && is_plain).then(|| Self(text.trim_end_matches('/').to_owned()))
    }

    /// Returns the commands that make the changes, each as its arguments.
    pub(crate) fn commands(&self, output: &Path, changes: &SiteChanges<'_>) -> Vec<Vec<String>> {
        let folder = output.to_string_lossy().into_owned();
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<String>>();
        // First the list of all that may be there from now on, so that the next run deletes what an interrupted one sent.
        let list = self.file(manifest::FILE);
        let mut commands = vec![words(&["rcat", &list])];
        if !changes.changed.is_empty() {
            // Without --ignore-times a file of the same length and time would not be sent.
            let copy = ["copy", "--ignore-times", "--no-traverse", "--files-from-raw", "-", &folder, &self.0];
            commands.push(words(&copy));
        }
        if !changes.gone.is_empty() {
            commands.push(words(&["delete", "--files-from-raw", "-", &self.0]));
        }
        let manifest = output.join(manifest::FILE).to_string_lossy().into_owned();
        commands.push(words(&["copyto", "--ignore-times", &manifest, &list]));
        commands
    }

    /// Looks what is at the remote.
    ///
    /// # Errors
    /// If rclone is missing or fails.
    pub(crate) fn content(&self) -> Result<RemoteContent, RemoteError> {
        let found = run(&["cat".to_owned(), self.file(manifest::FILE)], b"")?;
        if found.status.success() && !found.stdout.is_empty() {
            return Ok(Manifest::parse(&found.stdout).map_or(RemoteContent::Foreign, RemoteContent::Site));
        }
        let is_absent = |output: &Output| output.status.code().is_some_and(|code| NOT_FOUND.contains(&code));
        if !found.status.success() && !is_absent(&found) {
            return Err(failure(&found));
        }
        let listed = run(&["lsf".to_owned(), "--max-depth".to_owned(), "1".to_owned(), self.0.clone()], b"")?;
        match listed.status.success() {
            true if listed.stdout.iter().all(u8::is_ascii_whitespace) => Ok(RemoteContent::Empty),
            true => Ok(RemoteContent::Foreign),
            false if is_absent(&listed) => Ok(RemoteContent::Empty),
            false => Err(failure(&listed)),
        }
    }

    /// Makes the changes; `pending` is the manifest for the time until they are made.
    ///
    /// # Errors
    /// If rclone is missing or fails; another run then sends what is still missing.
    pub(crate) fn send(&self, output: &Path, changes: &SiteChanges<'_>, pending: &[u8]) -> Result<(), RemoteError> {
        for command in self.commands(output, changes) {
            let input = match command.first().map(String::as_str) {
                Some("rcat") => pending.to_vec(),
                Some("copy") => changes.changed.join("\n").into_bytes(),
                Some("delete") => changes.gone.join("\n").into_bytes(),
                _ => Vec::new(),
            };
            let done = run(&command, &input)?;
            if !done.status.success() {
                return Err(failure(&done));
            }
        }
        Ok(())
    }

    fn file(&self, name: &str) -> String {
        // `dav:` is the root of a remote, `dav:site` a folder of it.
        if self.0.ends_with(':') { format!("{}{name}", self.0) } else { format!("{}/{name}", self.0) }
    }
}

/// Runs rclone with something on its standard input.
fn run(arguments: &[String], given: &[u8]) -> Result<Output, RemoteError> {
    // A remote that wants a password asks for it in `rclone config`, not here, where nobody would see the question.
    let mut command = Command::new(PROGRAM);
    command.arg("--ask-password=false").args(arguments);
    let started = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut child = started.map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => RemoteError::NoProgram,
        _ => RemoteError::Start(error),
    })?;
    if let Some(mut input) = child.stdin.take() {
        // If rclone ended before it read everything, its exit code says why.
        let _ = input.write_all(given);
    }
    child.wait_with_output().map_err(RemoteError::Start)
}

/// Makes an error of the last thing that rclone said.
fn failure(output: &Output) -> RemoteError {
    if output.status.code().is_none() {
        return RemoteError::Interrupted;
    }
    let said = String::from_utf8_lossy(&output.stderr);
    // Each line begins with day and time.
    let without_time =
        |line: &str| line.trim_start_matches(|c: char| c.is_ascii_digit() || "/: ".contains(c)).to_owned();
    let last = said.lines().map(without_time).rfind(|line| !line.is_empty());
    RemoteError::Failed(last.unwrap_or_else(|| "it did not say why".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_remote_is_a_name_and_a_path_and_never_an_option() {
        for good in ["dav:site", "dav:", "s3:bucket/a b", ":webdav,url='http://127.0.0.1:1':x"] {
            assert!(Remote::parse(good).is_some(), "{good}");
        }
        for bad in ["", "site", "-v:x", "--config=a:b", ":", "a\n:b"] {
            assert_eq!(Remote::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn the_manifest_comes_first_and_last_and_only_what_is_needed_is_run() {
        let remote = Remote::parse("dav:site/").expect("a remote");
        let changes = SiteChanges { changed: vec!["a.html"], gone: Vec::new() };
        let commands = remote.commands(Path::new("public"), &changes);
        let names: Vec<&str> = commands.iter().map(|command| command[0].as_str()).collect();
        assert_eq!(names, ["rcat", "copy", "copyto"]);
        assert_eq!(commands[2].last().map(String::as_str), Some("dav:site/.dossier-manifest.json"));
    }
}
