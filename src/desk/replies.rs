//! The kinds of answers that the desk gives, and its locks.

use std::sync::{Mutex, MutexGuard, PoisonError};

use serde_json::Value;

use super::html::{PageFrame, escaped};
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
