//! English: what `dossier review` says when it reads single keys. Data only.

use super::DESK;
use crate::lang::terminal::TerminalWords;

/// The texts of the review in a terminal, in English.
pub(in crate::lang) static TERMINAL: TerminalWords = TerminalWords {
    desk: &DESK,
    keys_line: "1–9 choose · 0 none of them · o another record · a whole article · s skip · u undo · ? keys · q quit",
    keys: &[
        ("1–9", "choose"),
        ("0", "nobody in this dossier, or no date"),
        ("o", "another record, or another date"),
        ("a", "the next answer is for the whole article"),
        ("s", "skip"),
        ("u", "undo the last answer"),
        ("?", "this list"),
        ("q", "quit; all that is decided is written"),
    ],
    unknown_key: "“{key}” is not a key; `?` lists them.",
    whole_on: "The next answer is for the whole article.",
    whole_off: "The next answer is for this place alone.",
    whole_names: "Only a name can be decided for a whole article.",
    ask_record: "A few letters of a name or an id, then Enter (nothing: back to the question)",
    ask_date: "A date such as 2024-03-31 or 2024-03, then Enter (nothing: back to the question)",
    no_record: "No record has “{typed}” in a name or its id.",
    no_such_date: "“{typed}” is not a date such as 2024-03-31, 2024-03 or 2024.",
    choose: "1–9 choose · o search again · any other key: back to the question",
    more: "and {n} more: `o` finds them",
    sure: "Do it? y yes · n no",
    yes: 'y',
    not_done: "Nothing was done.",
    at_end: "That was the last question. u undo · any other key: end",
    sum: "{n} decided, {left} left; see content/decisions.yaml",
};
