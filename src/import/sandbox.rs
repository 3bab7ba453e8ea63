//! Reads large and risky documents in a child process, so that an endless loop, unbounded recursion or excessive memory
//! use fails the import of one document and not the whole run.
//!
//! The parent starts this program with the hidden command `read-document`, writes the bytes to its stdin and reads the
//! extracted document as JSON from its stdout. On Unix the system limits the child to [`MEMORY_BYTES`] of memory and
//! [`CPU_SECONDS`] of processor time; elsewhere only the parent's timeout ends it. Invariant: the result is the same as
//! that of reading the document in this process.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use super::extracted_document::{ExtractedFile, ExtractionError};
use super::formats::{ImportFormat, extract, format_of};
use super::unknown_format::unknown;
use crate::base::message::io_reason;
use crate::say;
use crate::source::limits::MAX_MEDIA_LEN_BYTES;

/// The most memory for reading one document, in bytes.
pub(crate) const MEMORY_BYTES: u64 = 1 << 30;
/// The most processor time for reading one document, in seconds.
pub(crate) const CPU_SECONDS: u64 = 60;
/// How long the parent waits.
const TIMEOUT: Duration = Duration::from_secs(90);
/// The longest accepted answer, in bytes.
const MAX_ANSWER_BYTES: u64 = 256 << 20;
/// The hidden command that starts a child.
pub(crate) const COMMAND: &str = "read-document";

/// Reads documents: small ones in this process, large and risky ones in a child process.
#[derive(Clone, Debug)]
pub(crate) struct SandboxedReader {
    program: PathBuf,
}

impl SandboxedReader {
    /// Creates a reader; `program` is the path of this executable.
    #[must_use]
    pub(crate) fn new(program: &Path) -> Self {
        Self { program: program.to_owned() }
    }

    /// Reads a file that is no container.
    ///
    /// # Errors
    /// If it cannot be read.
    pub(crate) fn read(&self, name: &str, bytes: &[u8]) -> Result<ExtractedFile, ExtractionError> {
        let format = format_of(name, bytes).ok_or_else(|| unknown(name))?;
        if bytes.len() <= format.in_process_limit_bytes {
            return extract(name, bytes);
        }
        self.read_in_child(format, name, bytes)
    }

    fn read_in_child(&self, format: &ImportFormat, name: &str, bytes: &[u8]) -> Result<ExtractedFile, ExtractionError> {
        let started = Command::new(&self.program)
            .args([COMMAND, name])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        let mut child =
            started.map_err(|error| ExtractionError::because({ let why = io_reason(&error); say!(en: "its reader cannot be started: {why}", fr: "le programme qui le lit ne démarre pas : {why}"; why) }))?;
        let answer = exchange_with_child(&mut child, bytes);
        // The child has ended unless it timed out. Without `wait` it would remain a zombie process.
        let _ = child.kill();
        let ended = child.wait().map(|status| format!(" ({status})")).unwrap_or_default();
        match answer.and_then(|answer| serde_json::from_slice(&answer).ok()) {
            Some(answer) => answer,
            None => Err(ExtractionError::because(
                say!(en: "the reader of {name} files gave up on it{ended}: it is damaged or malicious (the limits for one document are {limit} MiB of \
                 memory and {CPU_SECONDS} s)", fr: "sa lecture ({name}) a échoué{ended} : il est abîmé ou malveillant (limites pour un document : {limit} Mio de mémoire et {CPU_SECONDS} s)", name = format.name, limit = MEMORY_BYTES >> 20),
            )),
        }
    }
}

/// Sends the document to the child and returns its answer, unless it times out.
fn exchange_with_child(child: &mut Child, bytes: &[u8]) -> Option<Vec<u8>> {
    let mut stdout = child.stdout.take()?;
    let mut stdin = child.stdin.take()?;
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let mut answer = Vec::new();
        let read = stdout.by_ref().take(MAX_ANSWER_BYTES).read_to_end(&mut answer);
        // The receiver is gone if the parent timed out.
        let _ = sender.send(read.ok().map(|_| answer));
    });
    // A child that dies while reading closes the pipe; the missing answer says more than this error.
    let _ = stdin.write_all(bytes);
    drop(stdin);
    receiver.recv_timeout(TIMEOUT).ok().flatten()
}

/// The child's side: reads the document from `input` and returns the serialised result.
#[must_use]
pub(crate) fn child_answer(name: &str, input: &mut dyn Read) -> Vec<u8> {
    let mut bytes = Vec::new();
    let extracted = match input.take(MAX_MEDIA_LEN_BYTES + 1).read_to_end(&mut bytes) {
        Ok(_) => extract(name, &bytes),
        Err(error) => Err(ExtractionError::because(io_reason(&error))),
    };
    serde_json::to_vec(&extracted).unwrap_or_default()
}
