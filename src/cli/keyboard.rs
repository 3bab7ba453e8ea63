//! Single keys from the terminal, without Enter, on Unix. The terminal gets its own settings back on every way out: at the
//! end, on a panic, on Ctrl+C and the signals that end a process, and while the process is stopped by Ctrl+Z.
//!
//! Keys that make signals still make them, and output is as always: only echo and waiting for the end of a line are off.
//! `keyboard_missing.rs` stands here on other systems, where questions are answered line by line.

use std::collections::VecDeque;
use std::future::poll_fn;
use std::io::{self, Read};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Poll;
use std::thread;

use rustix::process::{Signal, getpid, kill_process};
use rustix::termios::{LocalModes, OptionalActions, SpecialCodeIndex, Termios, tcgetattr, tcsetattr};
use tokio::signal::unix::{SignalKind, signal};

use super::stream;

/// What came from the keyboard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Key {
    /// A character.
    Letter(char),
    /// Escape alone.
    Escape,
    /// A key without a meaning here, such as an arrow.
    Other,
    /// The process was stopped and goes on: what the screen showed may be far above.
    Resumed,
    /// Ctrl+D, or the terminal is gone.
    End,
}

/// What the threads that wait report.
enum InputEvent {
    Bytes(Vec<u8>),
    Resumed,
    End,
}

/// The keyboard, while single keys are read.
pub(super) struct Keyboard {
    modes: Arc<TerminalModes>,
    events: Receiver<InputEvent>,
    bytes: VecDeque<u8>,
}

impl Keyboard {
    /// Begins to read single keys; `None` if nobody sits at a terminal.
    pub(super) fn open() -> Option<Self> {
        if !stream::is_conversation() {
            return None;
        }
        let modes = Arc::new(TerminalModes { original: tcgetattr(io::stdin()).ok()?, is_single: Mutex::new(false) });
        let (sender, events) = sync_channel(16);
        watch_signals(Arc::clone(&modes), sender.clone()).ok()?;
        thread::Builder::new().name("keys".to_owned()).spawn(move || read_bytes(&sender)).ok()?;
        modes.set_single(true).ok()?;
        Some(Self { modes, events, bytes: VecDeque::new() })
    }

    /// Waits for a key.
    pub(super) fn next(&mut self) -> Key {
        loop {
            let bytes: &[u8] = self.bytes.make_contiguous();
            if let Some((key, len)) = first_key(bytes) {
                self.bytes.drain(..len);
                return key;
            }
            match self.events.recv() {
                Ok(InputEvent::Bytes(bytes)) => self.bytes.extend(bytes),
                Ok(InputEvent::Resumed) => return Key::Resumed,
                Ok(InputEvent::End) | Err(_) => return Key::End,
            }
        }
    }

    /// Reads a line as the terminal edits it; `ask` writes the question. `None` if there is none.
    pub(super) fn line(&mut self, ask: impl Fn()) -> Option<String> {
        self.modes.set_single(false).ok()?;
        ask();
        let line = loop {
            if let Some(end) = self.bytes.iter().position(|byte| matches!(byte, b'\n' | b'\r')) {
                let line: Vec<u8> = self.bytes.drain(..=end).collect();
                break Some(String::from_utf8_lossy(&line).trim().to_owned());
            }
            match self.events.recv() {
                Ok(InputEvent::Bytes(bytes)) => self.bytes.extend(bytes),
                Ok(InputEvent::Resumed) => ask(),
                Ok(InputEvent::End) | Err(_) => {
                    self.bytes.clear();
                    break None;
                }
            }
        };
        self.modes.set_single(true).ok()?;
        line
    }
}

impl Drop for Keyboard {
    fn drop(&mut self) {
        // The terminal may be gone; then there is nothing to restore.
        let _ = self.modes.set_single(false);
    }
}

/// The settings of the terminal as they were, and whether others apply now.
struct TerminalModes {
    original: Termios,
    is_single: Mutex<bool>,
}

impl TerminalModes {
    fn wanted(&self) -> MutexGuard<'_, bool> {
        self.is_single.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Turns single keys on, or gives the terminal its own settings back.
    fn set_single(&self, is_single: bool) -> rustix::io::Result<()> {
        let mut wanted = self.wanted();
        self.apply(is_single)?;
        *wanted = is_single;
        Ok(())
    }

    fn apply(&self, is_single: bool) -> rustix::io::Result<()> {
        let mut modes = self.original.clone();
        if is_single {
            modes.local_modes.remove(LocalModes::ICANON | LocalModes::ECHO);
            modes.special_codes[SpecialCodeIndex::VMIN] = 1;
            modes.special_codes[SpecialCodeIndex::VTIME] = 0;
        }
        tcsetattr(io::stdin(), OptionalActions::Now, &modes)
    }
}

/// Sends what is typed, until nobody listens.
fn read_bytes(events: &SyncSender<InputEvent>) {
    let mut bytes = [0; 256];
    loop {
        let event = match io::stdin().lock().read(&mut bytes) {
            // Ctrl+D ends a line, not the terminal: one reads on.
            Ok(0) => InputEvent::End,
            Ok(n) => InputEvent::Bytes(bytes[..n].to_vec()),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(_) => InputEvent::End,
        };
        if events.send(event).is_err() {
            return;
        }
    }
}

/// The signals that end or stop the process, or let it go on.
const SIGNALS: [Signal; 5] = [Signal::INT, Signal::TERM, Signal::QUIT, Signal::TSTP, Signal::CONT];

/// Begins to watch for signals; returns when none can be missed any more.
fn watch_signals(modes: Arc<TerminalModes>, events: SyncSender<InputEvent>) -> io::Result<()> {
    let (is_ready, ready) = sync_channel(1);
    let watch = move || {
        let runtime = match tokio::runtime::Builder::new_current_thread().enable_io().build() {
            Ok(runtime) => runtime,
            Err(error) => return drop(is_ready.send(Err(error))),
        };
        runtime.block_on(async {
            let watched = SIGNALS.map(|one| signal(SignalKind::from_raw(one.as_raw())).map(|stream| (one, stream)));
            let mut watched = match watched.into_iter().collect::<io::Result<Vec<_>>>() {
                Ok(watched) => watched,
                Err(error) => return drop(is_ready.send(Err(error))),
            };
            if is_ready.send(Ok(())).is_err() {
                return;
            }
            loop {
                let next = poll_fn(|context| {
                    let mut came = watched.iter_mut().map(|(one, stream)| (*one, stream.poll_recv(context).is_ready()));
                    came.find(|(_, is_here)| *is_here).map_or(Poll::Pending, |(one, _)| Poll::Ready(one))
                });
                obey(next.await, &modes, &events);
            }
        });
    };
    thread::Builder::new().name("signals".to_owned()).spawn(watch)?;
    ready.recv().unwrap_or_else(|_| Err(io::ErrorKind::Other.into()))
}

/// Does what a signal asks for, with the terminal's own settings.
fn obey(signal: Signal, modes: &TerminalModes, events: &SyncSender<InputEvent>) {
    let wanted = modes.wanted();
    if signal == Signal::CONT {
        let _ = modes.apply(*wanted);
        drop(wanted);
        let _ = events.try_send(InputEvent::Resumed);
        return;
    }
    let _ = modes.apply(false);
    if signal == Signal::TSTP {
        let _ = kill_process(getpid(), Signal::STOP);
        return;
    }
    stream::write_stderr("");
    // As a shell reports a process that a signal has ended.
    std::process::exit(128 + signal.as_raw());
}

/// Returns the first key of some bytes, and how many bytes it has; `None` if there is none yet.
fn first_key(bytes: &[u8]) -> Option<(Key, usize)> {
    let first = *bytes.first()?;
    match first {
        0x1b => match bytes.get(1) {
            None => Some((Key::Escape, 1)),
            // A control sequence ends with the first byte from `@` to `~`.
            Some(b'[') => {
                let end = bytes.iter().skip(2).position(|byte| (0x40..=0x7e).contains(byte));
                Some((Key::Other, end.map_or(bytes.len(), |end| end + 3)))
            }
            Some(b'O') => Some((Key::Other, bytes.len().min(3))),
            Some(_) => Some((Key::Other, 2)),
        },
        0x04 => Some((Key::End, 1)),
        0x00..=0x1f | 0x7f => Some((Key::Other, 1)),
        _ => {
            let len = match first {
                0x00..=0x7f => 1,
                0xc2..=0xdf => 2,
                0xe0..=0xef => 3,
                0xf0..=0xf4 => 4,
                _ => return Some((Key::Other, 1)),
            };
            let letter = bytes.get(..len)?;
            let letter = std::str::from_utf8(letter).ok().and_then(|text| text.chars().next());
            Some(letter.map_or((Key::Other, 1), |letter| (Key::Letter(letter), len)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_read_as_keys() {
        let keys = |mut bytes: &[u8]| {
            let mut keys = Vec::new();
            while let Some((key, len)) = first_key(bytes) {
                keys.push(key);
                bytes = &bytes[len..];
            }
            (keys, bytes.len())
        };
        let letter = Key::Letter;
        assert_eq!(keys("1é".as_bytes()), (vec![letter('1'), letter('é')], 0));
        assert_eq!(keys(b"\x1b"), (vec![Key::Escape], 0));
        assert_eq!(keys(b"\x1b[A\x1b[15~s\x1bOP"), (vec![Key::Other, Key::Other, letter('s'), Key::Other], 0));
        assert_eq!(keys(b"\x1bqa\x04"), (vec![Key::Other, letter('a'), Key::End], 0));
        assert_eq!(keys(b"\r\x7f\x00"), (vec![Key::Other; 3], 0));
        assert_eq!(keys(b"\xffu"), (vec![Key::Other, letter('u')], 0));
        assert_eq!(keys(b"a\xe2\x80"), (vec![letter('a')], 2), "the rest of a letter is still to come");
        assert_eq!(keys(b"\xe2aa"), (vec![Key::Other, letter('a'), letter('a')], 0));
    }
}
