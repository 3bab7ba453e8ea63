//! Large and risky documents, read in a process of their own: what loops, recurses without end or eats memory there dies
//! there, and is one document that was not imported.
//!
//! The parent starts this program again (`read-document`), gives it the bytes, and takes what was understood as JSON. The child
//! may use [`MEMORY_BYTES`] of memory and [`CPU_SECONDS`] of processor time, which the system enforces on Unix; elsewhere only
//! the parent's patience ends it. Invariant: what comes back is the same value that reading it in this process would give.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use super::extracted_document::{ExtractedDocument, ExtractionError};
use super::formats::{ImportFormat, extract, format_of, unknown};

/// The most memory that reading one document may take, in bytes.
pub const MEMORY_BYTES: u64 = 1 << 30;
/// The most processor time, in seconds.
pub const CPU_SECONDS: u64 = 60;
/// How long the parent waits.
const TIMEOUT: Duration = Duration::from_secs(90);
/// The longest answer that is taken, in bytes.
const MAX_ANSWER_BYTES: u64 = 256 << 20;
/// The hidden command that a child is started with.
pub const COMMAND: &str = "read-document";

/// Reads documents: small and harmless ones here, others in a process of their own.
#[derive(Clone, Debug)]
pub struct SandboxedReader {
    program: PathBuf,
}

impl SandboxedReader {
    /// `program` is this program's file.
    #[must_use]
    pub fn new(program: &Path) -> Self {
        Self { program: program.to_owned() }
    }

    /// Reads a document.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn read(&self, name: &str, bytes: &[u8]) -> Result<ExtractedDocument, ExtractionError> {
        let format = format_of(name).ok_or_else(|| unknown(name))?;
        if bytes.len() <= format.in_process_limit_bytes {
            return extract(name, bytes);
        }
        self.read_in_child(format, name, bytes)
    }

    fn read_in_child(
        &self,
        format: &ImportFormat,
        name: &str,
        bytes: &[u8],
    ) -> Result<ExtractedDocument, ExtractionError> {
        let started = Command::new(&self.program)
            .args([COMMAND, name])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        let mut child =
            started.map_err(|error| ExtractionError::because(format!("its reader cannot be started: {error}")))?;
        let answer = exchange_with_child(&mut child, bytes);
        // Ended by now, unless it was too slow; a child that is not waited for stays in the system's table.
        let _ = child.kill();
        let ended = child.wait();
        match answer.and_then(|answer| serde_json::from_slice(&answer).ok()) {
            Some(answer) => answer,
            None => Err(ExtractionError::because(format!(
                "the reader of {} files gave up on it{}: it is damaged, or made to break programs (each document may take {} MiB \
                 of memory and {CPU_SECONDS} s)",
                format.name,
                ended.map(|status| format!(" ({status})")).unwrap_or_default(),
                MEMORY_BYTES >> 20
            ))),
        }
    }
}

/// Gives the child the document and returns its answer, if it comes in time.
fn exchange_with_child(child: &mut Child, bytes: &[u8]) -> Option<Vec<u8>> {
    let mut stdout = child.stdout.take()?;
    let mut stdin = child.stdin.take()?;
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let mut answer = Vec::new();
        let read = stdout.by_ref().take(MAX_ANSWER_BYTES).read_to_end(&mut answer);
        // Nobody listens any more where the parent lost its patience.
        let _ = sender.send(read.ok().map(|_| answer));
    });
    // A child that dies while it is being told closes the pipe; its answer tells more than that error.
    let _ = stdin.write_all(bytes);
    drop(stdin);
    receiver.recv_timeout(TIMEOUT).ok().flatten()
}

/// The child's part: returns the answer to the document in `input`.
#[must_use]
pub fn child_answer(name: &str, input: &mut dyn Read) -> Vec<u8> {
    let limit = format_of(name).map_or(0, |format| format.limit_bytes);
    let mut bytes = Vec::new();
    let understood = match input.take(limit + 1).read_to_end(&mut bytes) {
        Ok(_) => extract(name, &bytes),
        Err(error) => Err(ExtractionError::because(error.to_string())),
    };
    serde_json::to_vec(&understood).unwrap_or_default()
}
