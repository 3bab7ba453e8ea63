//! What `dossier review` says when it reads single keys, in one language. Data only; `cli::review_keys` writes it. `{…}` stands
//! for a value. What the desk says too is in [`DeskWords`].

use super::desk::DeskWords;

/// The texts of the review in a terminal.
pub(crate) struct TerminalWords {
    /// What the desk says.
    pub desk: &'static DeskWords,
    /// The most important keys, on one line.
    pub keys_line: &'static str,
    /// All keys, each with what it does.
    pub keys: &'static [(&'static str, &'static str)],
    /// A key without a meaning: `{key}`.
    pub unknown_key: &'static str,
    /// The next answer is for the whole article.
    pub whole_on: &'static str,
    /// It is for one place alone.
    pub whole_off: &'static str,
    /// A date or a speaker is decided in one place.
    pub whole_names: &'static str,
    /// Asks for letters of a record.
    pub ask_record: &'static str,
    /// Asks for a date.
    pub ask_date: &'static str,
    /// No record has the letters: `{typed}`.
    pub no_record: &'static str,
    /// What was typed is no date: `{typed}`.
    pub no_such_date: &'static str,
    /// What to do with the records that were found.
    pub choose: &'static str,
    /// There are more candidates: `{n}`.
    pub more: &'static str,
    /// Asks whether to do it, with the two keys.
    pub sure: &'static str,
    /// The key for yes.
    pub yes: char,
    /// The question stands again.
    pub not_done: &'static str,
    /// No question is left, and the last answer can still be taken back.
    pub at_end: &'static str,
    /// The end: `{n}` and `{left}`.
    pub sum: &'static str,
}
