//! Single keys from the terminal, without Enter. `keyboard_unix` switches the terminal, and gives it its own settings back on
//! every way out; on other systems `keyboard_missing` says that it cannot, and questions are answered line by line.

use std::collections::VecDeque;
use std::io::{self, Read};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use super::{keyboard_unix, stream};

/// What came from the keyboard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum KeyPress {
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

/// What comes from a terminal: bytes, none at its end, and `None` after the process was stopped.
pub(super) type TypedBytes = Option<Vec<u8>>;

/// Turns single keys on or off; returns whether that was possible.
pub(super) type ModeSwitch = Box<dyn Fn(bool) -> bool>;

/// The keyboard, while single keys are read.
pub(super) struct Keyboard {
    set_single: ModeSwitch,
    events: Receiver<TypedBytes>,
    bytes: VecDeque<u8>,
}

impl Keyboard {
    /// Begins to read single keys; `None` if nobody sits at a terminal.
    pub(super) fn open() -> Option<Self> {
        if !stream::is_conversation() {
            return None;
        }
        let (sender, events) = sync_channel(16);
        let set_single = keyboard_unix::mode_switch(sender.clone())?;
        thread::Builder::new().name("keys".to_owned()).spawn(move || read_bytes(&sender)).ok()?;
        set_single(true).then_some(())?;
        Some(Self { set_single, events, bytes: VecDeque::new() })
    }

    /// Waits for a key.
    pub(super) fn next(&mut self) -> KeyPress {
        loop {
            let bytes: &[u8] = self.bytes.make_contiguous();
            if let Some((key, len)) = first_key(bytes) {
                self.bytes.drain(..len);
                return key;
            }
            match self.events.recv() {
                Ok(Some(bytes)) if !bytes.is_empty() => self.bytes.extend(bytes),
                Ok(None) => return KeyPress::Resumed,
                Ok(Some(_)) | Err(_) => return KeyPress::End,
            }
        }
    }

    /// Reads a line as the terminal edits it; `ask` writes the question. `None` if there is none.
    pub(super) fn line(&mut self, ask: impl Fn()) -> Option<String> {
        (self.set_single)(false).then_some(())?;
        ask();
        let line = loop {
            if let Some(end) = self.bytes.iter().position(|byte| matches!(byte, b'\n' | b'\r')) {
                let line: Vec<u8> = self.bytes.drain(..=end).collect();
                break Some(String::from_utf8_lossy(&line).trim().to_owned());
            }
            match self.events.recv() {
                Ok(Some(bytes)) if !bytes.is_empty() => self.bytes.extend(bytes),
                Ok(None) => ask(),
                Ok(Some(_)) | Err(_) => {
                    self.bytes.clear();
                    break None;
                }
            }
        };
        (self.set_single)(true).then_some(())?;
        line
    }
}

impl Drop for Keyboard {
    fn drop(&mut self) {
        // The terminal may be gone; then there is nothing to restore.
        (self.set_single)(false);
    }
}

/// Sends what is typed, until nobody listens.
fn read_bytes(events: &SyncSender<TypedBytes>) {
    let mut bytes = [0; 256];
    loop {
        let typed = match io::stdin().lock().read(&mut bytes) {
            // Ctrl+D ends a line, not the terminal: one reads on.
            Ok(0) => Vec::new(),
            Ok(n) => bytes[..n].to_vec(),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(_) => Vec::new(),
        };
        if events.send(Some(typed)).is_err() {
            return;
        }
    }
}

/// Returns the first key of some bytes, and how many bytes it has; `None` if there is none yet.
fn first_key(bytes: &[u8]) -> Option<(KeyPress, usize)> {
    let first = *bytes.first()?;
    match first {
        0x1b => match bytes.get(1) {
            None => Some((KeyPress::Escape, 1)),
            // A control sequence ends with the first byte from `@` to `~`.
            Some(b'[') => {
                let end = bytes.iter().skip(2).position(|byte| (0x40..=0x7e).contains(byte));
                Some((KeyPress::Other, end.map_or(bytes.len(), |end| end + 3)))
            }
            Some(b'O') => Some((KeyPress::Other, bytes.len().min(3))),
            Some(_) => Some((KeyPress::Other, 2)),
        },
        0x04 => Some((KeyPress::End, 1)),
        0x00..=0x1f | 0x7f => Some((KeyPress::Other, 1)),
        _ => {
            let len = match first {
                0x00..=0x7f => 1,
                0xc2..=0xdf => 2,
                0xe0..=0xef => 3,
                0xf0..=0xf4 => 4,
                _ => return Some((KeyPress::Other, 1)),
            };
            let letter = bytes.get(..len)?;
            let letter = std::str::from_utf8(letter).ok().and_then(|text| text.chars().next());
            Some(letter.map_or((KeyPress::Other, 1), |letter| (KeyPress::Letter(letter), len)))
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
        let letter = KeyPress::Letter;
        assert_eq!(keys("1é".as_bytes()), (vec![letter('1'), letter('é')], 0));
        assert_eq!(keys(b"\x1b"), (vec![KeyPress::Escape], 0));
        assert_eq!(
            keys(b"\x1b[A\x1b[15~s\x1bOP"),
            (vec![KeyPress::Other, KeyPress::Other, letter('s'), KeyPress::Other], 0)
        );
        assert_eq!(keys(b"\x1bqa\x04"), (vec![KeyPress::Other, letter('a'), KeyPress::End], 0));
        assert_eq!(keys(b"\r\x7f\x00"), (vec![KeyPress::Other; 3], 0));
        assert_eq!(keys(b"\xffu"), (vec![KeyPress::Other, letter('u')], 0));
        assert_eq!(keys(b"a\xe2\x80"), (vec![letter('a')], 2), "the rest of a letter is still to come");
        assert_eq!(keys(b"\xe2aa"), (vec![KeyPress::Other, letter('a'), letter('a')], 0));
    }
}
