//! The kinds of answers that the desk gives, why something is not done as a sentence, and its locks.

use std::sync::{Mutex, MutexGuard, PoisonError};

use serde_json::Value;

use super::html::{PageFrame, escaped, filled};
use crate::base::Message;
use crate::edit::FieldRefusal;
use crate::lang::desk::DeskWords;
use crate::lang::desk_forms::DeskFormTexts;
use crate::serve::companion::CompanionReply;

/// Takes a lock; what a thread that failed left there is whole.
pub(super) fn locked<T>(one: &Mutex<T>) -> MutexGuard<'_, T> {
    one.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A page of the desk.
pub(super) fn page(html: String) -> CompanionReply {
    CompanionReply { status: 200, media_type: "text/html; charset=utf-8", is_page: true, bytes: html.into_bytes() }
}

/// The page that says that something is not there, in the frame, with ways on.
pub(super) fn missing_page(frame: &PageFrame<'_>, why: &str) -> CompanionReply {
    let (desk, words) = (frame.desk, frame.words);
    let links = [("articles", words.articles), ("register", words.records), ("checks", words.files.checks)];
    let links = links.map(|(path, name)| format!("<a href=\"{desk}{path}\">{}</a>", escaped(name)));
    let main = format!("<p>{}</p>\n<p class=\"bar\">{}</p>\n", escaped(why), links.join(" "));
    CompanionReply { status: 404, ..page(frame.page("missing", words.form_texts.say("not-found"), &main)) }
}

/// A text of some type.
pub(super) fn text(status: u16, media_type: &'static str, text: &str) -> CompanionReply {
    CompanionReply { status, media_type, is_page: false, bytes: text.as_bytes().to_vec() }
}

/// A value as JSON.
pub(super) fn json_reply(status: u16, value: &Value) -> CompanionReply {
    text(status, "application/json", &value.to_string())
}

/// Says that a value does not fit a field, with the label of the field.
fn wrong_value(words: &DeskWords, field: &str, value: &str) -> String {
    let texts = words.form_texts;
    let hint = match field {
        "date" | "born" | "died" | "retrieved" | "from" | "to" | "until" => texts.say("wrong-date"),
        "coordinates" => texts.say("wrong-coordinates"),
        "roles" | "relations" => texts.say("wrong-row"),
        "figures" => texts.say("wrong-figure"),
        _ => texts.say("wrong-field"),
    };
    let label = field_labels(texts, field);
    filled(texts.say("wrong-value"), &[("field", &label), ("value", value), ("hint", hint)])
}

/// Returns a message with what stands in backticks in the quotation marks of the language.
pub(super) fn quoted(words: &DeskWords, message: &Message) -> String {
    let [open, close] = words.quotation_marks;
    let mut parts = message.text(words.language()).split('`');
    let mut out = parts.next().unwrap_or_default().to_owned();
    while let Some(part) = parts.next() {
        let rest = parts.next();
        out.push_str(&rest.map_or_else(|| format!("`{part}"), |rest| format!("{open}{part}{close}{rest}")));
    }
    out
}

/// Says why a field or a row is not changed.
pub(super) fn field_sentence(words: &DeskWords, refusal: &FieldRefusal) -> String {
    match refusal {
        FieldRefusal::WrongValue { field, value, .. } => wrong_value(words, field, value),
        FieldRefusal::Because(reason) => sentence_of(words, reason),
    }
}

/// Returns a reason as a sentence in the language of the desk.
pub(super) fn sentence_of(words: &DeskWords, reason: &Message) -> String {
    let said = quoted(words, reason);
    let (mut letters, mut out) = (said.chars(), String::new());
    // The name of a file stays as it is.
    if !said.split(' ').next().is_some_and(|word| word.contains('/') || word.ends_with(".yaml")) {
        out.extend(letters.next().into_iter().flat_map(char::to_uppercase));
    }
    out.push_str(letters.as_str());
    if !out.ends_with(['.', '?', '!']) {
        out.push('.');
    }
    out
}

/// Returns what went wrong and what to do as a sentence in the language of the desk.
pub(super) fn with_cure(words: &DeskWords, message: Message, cure: Message) -> String {
    sentence_of(words, &Message::joined(&[message, cure], "; ", " ; "))
}

/// Returns the labels of fields that are listed by their keys.
pub(super) fn field_labels(texts: &DeskFormTexts, keys: &str) -> String {
    let label = |key: &str| {
        let labels = [texts.say(&format!("field-{key}")), texts.say(key), key];
        labels.into_iter().find(|label| !label.is_empty()).unwrap_or_default().to_owned()
    };
    keys.split(", ").map(label).collect::<Vec<_>>().join(", ")
}
