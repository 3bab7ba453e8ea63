//! The view of what was done in this sitting, newest first, each with a button that takes it back.

use super::action::Action;
use super::html::{PageFrame, escaped, filled};
use super::sitting::Sitting;
use crate::lang::desk::DeskWords;

/// Several actions are said one by one up to this number.
const FEW: usize = 3;

/// Returns the page.
pub(super) fn done_page(frame: &PageFrame<'_>, sitting: &Sitting) -> String {
    let words = frame.words;
    let mut main = String::new();
    if sitting.entries().is_empty() {
        main.push_str(&format!("<p>{}</p>\n", escaped(words.nothing_done)));
    }
    main.push_str("<ol id=\"done\">\n");
    for entry in sitting.entries().iter().rev() {
        let files: Vec<&str> = entry.files().map(|file| file.as_str()).collect();
        main.push_str(&format!(
            "<li><p id=\"done-{0}\">{1} <small>{2}</small></p> <button type=\"button\" data-undo=\"{0}\" \
             aria-describedby=\"done-{0}\">{3}</button></li>\n",
            entry.number,
            escaped(&sentence(words, &entry.action)),
            escaped(&files.join(", ")),
            escaped(words.undo)
        ));
    }
    main.push_str("</ol>\n");
    if sitting.n_forgotten() > 0 {
        let n = sitting.n_forgotten().to_string();
        main.push_str(&format!("<p>{}</p>\n", escaped(&filled(words.forgotten, &[("n", &n)]))));
    }
    frame.page("done", words.done, &main)
}

/// Returns what is shown of a file: its id, but not the key that the desk calls it by.
fn shown_file(file: &str) -> String {
    if crate::base::Key::parse(file).is_some() { String::new() } else { file.to_owned() }
}

/// Says what an action did.
pub(super) fn sentence(words: &DeskWords, action: &Action) -> String {
    let none = words.none.to_owned();
    let answer = |answer: &Option<String>| answer.clone().unwrap_or_else(|| none.clone());
    let texts = words.form_texts;
    let label = |field: &str| match texts.say(&format!("field-{field}")) {
        "" => field.to_owned(),
        label => label.to_owned(),
    };
    let or_none = |value: &str| if value.is_empty() { none.clone() } else { value.to_owned() };
    let (name, values): (&str, [String; 3]) = match action {
        Action::Decide { words, answer: chosen, .. } => {
            ("decide", [words.quote.clone(), words.article.clone(), answer(chosen)])
        }
        Action::DecideForm { article, form, answer: chosen } => {
            ("decide-form", [form.clone(), article.clone(), answer(chosen)])
        }
        Action::NeverLink { record, form } => ("never-link", [form.clone(), record.clone(), String::new()]),
        Action::Accept { proposal, name, also, .. } if !also.is_empty() => {
            let name = name.clone().unwrap_or_else(|| proposal.clone());
            ("accept-as-one", [name, also.join(", "), String::new()])
        }
        Action::Accept { proposal, name, .. } => {
            ("accept", [name.clone().unwrap_or_else(|| proposal.clone()), String::new(), String::new()])
        }
        Action::Refuse { proposal } => ("refuse", [proposal.clone(), String::new(), String::new()]),
        Action::Rename { record, name } => ("rename", [record.clone(), name.clone(), String::new()]),
        Action::Retype { record, kind } => ("retype", [record.clone(), kind.clone(), String::new()]),
        Action::SetHead { article, field, value } => ("set-head", [article.clone(), label(field), or_none(value)]),
        Action::SetField { record, field, value } => ("set-field", [record.clone(), label(field), or_none(value)]),
        Action::SetRows { record, list, .. } => ("set-rows", [record.clone(), list.clone(), String::new()]),
        Action::AddRecord { name, .. } => ("add-record", [name.clone(), String::new(), String::new()]),
        Action::AddForm { record, form } => ("add-form", [record.clone(), form.clone(), String::new()]),
        Action::NeverName { form } => ("never-name", [form.clone(), String::new(), String::new()]),
        Action::AddNote { words, .. } => ("add-note", [words.quote.clone(), words.article.clone(), String::new()]),
        Action::AddPicture { file, .. } => ("add-picture", [file.clone(), String::new(), String::new()]),
        Action::SetPicture { article, picture } => {
            ("set-picture", [article.clone(), or_none(&picture.file), String::new()])
        }
        Action::SetId { id, to } => ("set-id", [id.clone(), to.clone(), String::new()]),
        Action::Merge { record, into } => ("merge", [record.clone(), into.clone(), String::new()]),
        Action::Forget { record } => ("forget", [record.clone(), String::new(), String::new()]),
        Action::Delete { record } => ("delete", [record.clone(), String::new(), String::new()]),
        Action::Begin { title, .. } => ("begin", [title.clone(), String::new(), String::new()]),
        Action::Import { rows, .. } => ("import", [rows.len().to_string(), String::new(), String::new()]),
        Action::SetSource { file, .. } => ("set-source", [shown_file(file), String::new(), String::new()]),
        Action::Cure { file, wrong, right, .. } => ("cure", [shown_file(file), right.clone(), wrong.clone()]),
        Action::Several { actions } if actions.len() <= FEW => {
            return actions.iter().map(|one| sentence(words, one)).collect::<Vec<_>>().join(" · ");
        }
        Action::Several { actions } => ("several", [actions.len().to_string(), String::new(), String::new()]),
    };
    let text = words.actions.iter().find(|(known, _)| *known == name).map_or("", |(_, text)| text);
    let [a, b, c] = &values;
    filled(text, &[("a", a), ("b", b), ("c", c)])
}
