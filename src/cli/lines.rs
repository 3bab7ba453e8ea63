//! Standard input or a file as batches of lines, for the commands that read any number of them: `annotate`, `import --stream`,
//! `suggest --partial` and `--merge`, `build --annotated`. Bounded: a line that is too long is not kept.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

use super::{Exit, Failure};
use crate::base::message::{Message, io_reason};
use crate::say;

/// When a batch ends, and how long a line may be, in bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct LineLimits {
    /// A batch ends after so many bytes.
    pub(super) batch_bytes: usize,
    /// A batch ends after so many lines.
    pub(super) batch_lines: usize,
    /// A longer line is not kept: a mistaken file without ends of lines must not fill the memory.
    pub(super) line_bytes: u64,
}

/// One line, and its number from 1.
pub(super) struct InputLine {
    pub(super) number: u64,
    /// Its bytes with the line feed; how many MB it may have, if it has more.
    bytes: Result<Vec<u8>, u64>,
}

impl InputLine {
    /// Returns its text.
    ///
    /// # Errors
    /// Why it has none, as a sentence without its place.
    pub(super) fn text(&self) -> Result<&str, Message> {
        match &self.bytes {
            Ok(bytes) => {
                std::str::from_utf8(bytes).map_err(|_| say!(en: "this is not UTF-8", fr: "ceci n’est pas de l’UTF-8"))
            }
            Err(limit) => Err(say!(en: "this line has more than {limit} MB", fr: "cette ligne dépasse {limit} Mo")),
        }
    }
}

/// What is read, line by line.
pub(super) struct LineReader<R> {
    reader: R,
    limits: LineLimits,
    n_lines: u64,
    is_over: bool,
}

impl LineReader<Box<dyn BufRead>> {
    /// Opens a file that is named on the command line, however large; `-` is standard input.
    ///
    /// # Errors
    /// If it cannot be opened.
    pub(super) fn open(file: &Path, limits: LineLimits) -> io::Result<Self> {
        let reader: Box<dyn BufRead> = if file.as_os_str() == "-" {
            Box::new(io::stdin().lock())
        } else {
            Box::new(BufReader::new(File::open(file)?))
        };
        Ok(Self::new(reader, limits))
    }
}

impl<R: BufRead> LineReader<R> {
    pub(super) fn new(reader: R, limits: LineLimits) -> Self {
        Self { reader, limits, n_lines: 0, is_over: false }
    }

    /// Returns the next lines that are not blank; none at the end.
    ///
    /// # Errors
    /// If it cannot be read.
    pub(super) fn next_batch(&mut self) -> io::Result<Vec<InputLine>> {
        let LineLimits { batch_bytes, batch_lines, line_bytes } = self.limits;
        let (mut lines, mut n_bytes) = (Vec::new(), 0);
        while !self.is_over && lines.len() < batch_lines && n_bytes < batch_bytes {
            let mut bytes = Vec::new();
            let n_read = io::Read::take(&mut self.reader, line_bytes).read_until(b'\n', &mut bytes)?;
            if n_read == 0 {
                self.is_over = true;
                break;
            }
            self.n_lines += 1;
            if n_read as u64 == line_bytes && !bytes.ends_with(b"\n") {
                self.skip_line()?;
                lines.push(InputLine { number: self.n_lines, bytes: Err(line_bytes >> 20) });
                continue;
            }
            if bytes.trim_ascii().is_empty() {
                continue;
            }
            n_bytes += bytes.len();
            lines.push(InputLine { number: self.n_lines, bytes: Ok(bytes) });
        }
        Ok(lines)
    }

    fn skip_line(&mut self) -> io::Result<()> {
        loop {
            let available = self.reader.fill_buf()?;
            if available.is_empty() {
                return Ok(());
            }
            match available.iter().position(|byte| *byte == b'\n') {
                Some(end) => {
                    self.reader.consume(end + 1);
                    return Ok(());
                }
                None => {
                    let len = available.len();
                    self.reader.consume(len);
                }
            }
        }
    }
}

/// Says that standard input could not be read to its end; `cure` says what became of the rest.
pub(super) fn unreadable(error: &io::Error, cure: Message) -> Failure {
    let reason = io_reason(error);
    let message = say!(en: "cannot read the input: {reason}", fr: "impossible de lire l’entrée : {reason}"; reason);
    Failure::new(Exit::World, message, cure)
}
