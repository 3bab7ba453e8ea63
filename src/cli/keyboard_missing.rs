//! Stands for `keyboard.rs` on systems other than Unix: single keys are not read there, and questions are answered line by
//! line.

/// What came from the keyboard.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(dead_code, reason = "no key is ever read here")]
pub(super) enum Key {
    /// A character.
    Letter(char),
    /// Escape alone.
    Escape,
    /// A key without a meaning here.
    Other,
    /// The process was stopped and goes on.
    Resumed,
    /// There is no more input.
    End,
}

/// The keyboard, which cannot be opened here.
pub(super) enum Keyboard {}

impl Keyboard {
    /// Returns nothing.
    pub(super) fn open() -> Option<Self> {
        None
    }

    /// Waits for a key.
    pub(super) fn next(&mut self) -> Key {
        match *self {}
    }

    /// Reads a line.
    pub(super) fn line(&mut self, _ask: impl Fn()) -> Option<String> {
        match *self {}
    }
}
