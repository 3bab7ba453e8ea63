//! The view of what was done in this sitting, newest first, each with a button that takes it back.

use super::action::Action;
use super::action_names::ActionNames;
use super::html::{PageFrame, escaped, filled};
use super::sitting::Sitting;
use crate::export::registry_tables::SAME_AS;
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
            escaped(&sentence(words, &entry.action, &entry.names)),
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

/// Says what an action did; `names` has what the things that it names are called.
pub(super) fn sentence(words: &DeskWords, action: &Action, names: &ActionNames) -> String {
    let none = words.none.to_owned();
    let thing = |id: &String| names.thing(id);
    let answer = |answer: &Option<String>| answer.as_ref().map_or_else(|| none.clone(), thing);
    let texts = words.form_texts;
    let label = |key: String, text: &str| match texts.say(&key) {
        "" => text.to_owned(),
        label => label.to_owned(),
    };
    let field = |field: &str| match field.strip_prefix(SAME_AS) {
        Some(authority) => format!("{} ({authority})", texts.say("authorities")),
        None => label(format!("field-{field}"), field),
    };
    // Values that a form shows as words.
    let worded = |field: &str, value: &str| {
        let keys = [format!("{field}-{value}-short"), format!("{field}-{value}")];
        let said = keys.iter().map(|key| texts.say(key)).find(|said| !said.is_empty());
        if value.is_empty() { none.clone() } else { said.unwrap_or(value).to_owned() }
    };
    let or_none = |value: &str| if value.is_empty() { none.clone() } else { value.to_owned() };
    let (name, values): (&str, Vec<String>) = match action {
        Action::Decide { words, answer: chosen, .. } => {
            ("decide", vec![words.quote.clone(), thing(&words.article), answer(chosen)])
        }
        Action::DecideForm { article, form, answer: chosen } => {
            ("decide-form", vec![form.clone(), thing(article), answer(chosen)])
        }
        Action::NeverLink { record, form } => ("never-link", vec![form.clone(), thing(record)]),
        Action::Accept { proposal, name, also, .. } => {
            let name = name.clone().unwrap_or_else(|| thing(proposal));
            let others: Vec<String> = also.iter().map(thing).collect();
            (if also.is_empty() { "accept" } else { "accept-as-one" }, vec![name, others.join(", ")])
        }
        Action::Split { proposal, forms } => ("split", vec![thing(proposal), forms.join(", ")]),
        Action::Refuse { proposal } => ("refuse", vec![thing(proposal)]),
        Action::Rename { record, name } => ("rename", vec![thing(record), name.clone()]),
        Action::Retype { record, kind } => ("retype", vec![thing(record), names.kind(kind)]),
        Action::SetHead { article, field: name, value } => {
            ("set-head", vec![thing(article), field(name), worded(name, value)])
        }
        Action::SetField { record, field: name, value } => {
            ("set-field", vec![thing(record), field(name), worded(name, value)])
        }
        Action::SetRows { record, list, .. } => ("set-rows", vec![thing(record), label(list.clone(), list)]),
        Action::AddRecord { name, .. } => ("add-record", vec![name.clone()]),
        Action::AddForm { record, form } => ("add-form", vec![thing(record), form.clone()]),
        Action::NeverName { form } => ("never-name", vec![form.clone()]),
        Action::AddNote { words, .. } => ("add-note", vec![words.quote.clone(), thing(&words.article)]),
        Action::AddPicture { file, .. } => ("add-picture", vec![file.clone()]),
        Action::SetPicture { article, picture } => ("set-picture", vec![thing(article), or_none(&picture.file)]),
        Action::SetId { id, to } => ("set-id", vec![thing(id), to.clone()]),
        Action::Merge { record, into } => ("merge", vec![thing(record), thing(into)]),
        Action::Forget { record } => ("forget", vec![thing(record)]),
        Action::Delete { record } => ("delete", vec![thing(record)]),
        Action::Begin { title, .. } => ("begin", vec![title.clone()]),
        Action::Import { rows, .. } => ("import", vec![rows.len().to_string()]),
        Action::SetSource { file, .. } => ("set-source", vec![thing(file)]),
        Action::Cure { wrong, right, .. } => ("cure", vec![String::new(), right.clone(), wrong.clone()]),
        Action::Several { actions } if actions.len() <= FEW => {
            return actions.iter().map(|one| sentence(words, one, names)).collect::<Vec<_>>().join(" · ");
        }
        Action::Several { actions } => ("several", vec![actions.len().to_string()]),
    };
    let text = words.actions.iter().find(|(known, _)| *known == name).map_or("", |(_, text)| text);
    let value = |index: usize| values.get(index).map_or("", String::as_str);
    filled(text, &[("a", value(0)), ("b", value(1)), ("c", value(2))])
}
