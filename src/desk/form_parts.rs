//! Parts of the desk's forms: labelled fields, choices, rows that can be added. Everything from the content is escaped here.
//!
//! A field says with `data-field` which field of the file it sets; the script sends those that differ from what the page had.

use super::file_plans::{file_id, is_editable};
use super::html::{PageFrame, escaped};
use super::uploaded_picture::ENDINGS;
use crate::base::SourcePath;
use crate::build::BuiltSite;
use crate::lang::desk_forms::DeskFormTexts;
use crate::source::Snapshot;

/// What a view of forms is made from.
#[derive(Clone, Copy)]
pub(super) struct FormFrame<'a> {
    /// The frame of the page.
    pub(super) page: &'a PageFrame<'a>,
    /// The texts of forms.
    pub(super) texts: &'static DeskFormTexts,
    /// The site as shown.
    pub(super) built: &'a BuiltSite,
    /// The files that it was built from.
    pub(super) snapshot: &'a Snapshot,
}

impl FormFrame<'_> {
    /// Returns a text, escaped.
    pub(super) fn text(&self, key: &str) -> String {
        escaped(self.texts.say(key))
    }

    /// Returns the label of a field, escaped.
    pub(super) fn label(&self, field: &str) -> String {
        self.text(&format!("field-{field}"))
    }

    /// Returns a whole page with the script of forms; `attributes` are those of the element around it.
    pub(super) fn page(&self, view: &str, title: &str, attributes: &str, main: &str) -> String {
        let texts = [("say-unsaved", self.texts.say("unsaved")), ("say-saved-wait", self.texts.say("saved-wait"))];
        let texts: String = texts.iter().map(|(name, text)| format!(" data-{name}=\"{}\"", escaped(text))).collect();
        let main = format!(
            "<div id=\"forms\"{attributes}{texts}>\n{main}</div>\n<script src=\"{}forms.js\" defer></script>\n",
            self.page.desk
        );
        self.page.page(view, title, &main)
    }
}

/// Returns the way from a form to its file as text; nothing if the file is no text of the dossier.
pub(super) fn source_link(frame: &FormFrame<'_>, file: &SourcePath) -> String {
    if !is_editable(file) {
        return String::new();
    }
    let (desk, id, name) = (frame.page.desk, file_id(file), escaped(frame.page.words.files.source));
    format!(" · <a href=\"{desk}source?of={}\">{name}</a>", escaped(&id))
}

/// The kinds of single fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FieldKind {
    /// One line.
    Line,
    /// Several lines, so many high.
    Lines(usize),
    /// A date, checked as one types.
    Date,
    /// A web address.
    Address,
    /// Values joined by `;`.
    List,
    /// The id of a record, searched as one types.
    Record,
    /// Ids of records, joined by `;`.
    Records,
}

/// Returns a labelled field.
pub(super) fn field(frame: &FormFrame<'_>, name: &str, value: &str, kind: FieldKind) -> String {
    let id = format!("f-{}", name.replace('.', "-"));
    let label = frame.label(name);
    let value = escaped(value);
    let (mut hint, mut more) = (String::new(), String::new());
    match kind {
        FieldKind::List => hint = frame.text("hint-list"),
        FieldKind::Records => hint = frame.text("hint-records"),
        FieldKind::Date => more.push_str(" data-check=\"date\""),
        FieldKind::Record => more.push_str(" data-records list=\"record-list\" autocomplete=\"off\""),
        FieldKind::Address => more.push_str(" inputmode=\"url\" autocomplete=\"off\""),
        FieldKind::Line | FieldKind::Lines(_) => {}
    }
    let hint_id = format!("{id}-hint");
    if !hint.is_empty() || kind == FieldKind::Date {
        more.push_str(&format!(" aria-describedby=\"{hint_id}\""));
        hint = format!(" <small id=\"{hint_id}\" aria-live=\"polite\">{hint}</small>");
    }
    let control = match kind {
        FieldKind::Lines(rows) => {
            format!("<textarea id=\"{id}\" data-field=\"{name}\" rows=\"{rows}\"{more}>\n{value}</textarea>")
        }
        _ => format!("<input type=\"text\" id=\"{id}\" data-field=\"{name}\" value=\"{value}\"{more}>"),
    };
    format!("<p class=\"field\"><label for=\"{id}\">{label}</label> {control}{hint}</p>\n")
}

/// Returns a labelled choice between values, each with what it says.
pub(super) fn choice(frame: &FormFrame<'_>, name: &str, chosen: &str, values: &[(String, String)]) -> String {
    let id = format!("f-{name}");
    format!(
        "<p class=\"field\"><label for=\"{id}\">{}</label> <select id=\"{id}\" data-field=\"{name}\">{}</select></p>\n",
        frame.label(name),
        options(chosen, values)
    )
}

/// Returns the options of a choice.
pub(super) fn options(chosen: &str, values: &[(String, String)]) -> String {
    let option = |(value, text): &(String, String)| {
        let is_chosen = if value == chosen { " selected" } else { "" };
        format!("<option value=\"{}\"{is_chosen}>{}</option>", escaped(value), escaped(text))
    };
    values.iter().map(option).collect()
}

/// Returns a button.
pub(super) fn button(name: &str, attributes: &str) -> String {
    format!("<button type=\"button\" {attributes}>{name}</button>")
}

/// Returns the list that fields for ids of records share; the script fills it as one types.
pub(super) fn record_list() -> &'static str {
    "<datalist id=\"record-list\"></datalist>\n"
}

/// Returns the pictures of content/media/ as choices, the present one among them even if its file is missing.
pub(super) fn pictures(frame: &FormFrame<'_>, chosen: &str, none: &str) -> Vec<(String, String)> {
    const MAX_PICTURES: usize = 2000;
    let mut list = vec![(String::new(), none.to_owned())];
    let files = frame.snapshot.below("content/media/").map(|(path, _)| path);
    let files = files.filter(|path| ENDINGS.contains(&path.extension().to_ascii_lowercase().as_str()));
    list.extend(files.take(MAX_PICTURES).map(|path| {
        let name = path.as_str().trim_start_matches("content/").to_owned();
        (name.clone(), name)
    }));
    if !list.iter().any(|(name, _)| name == chosen) {
        list.push((chosen.to_owned(), chosen.to_owned()));
    }
    list
}

/// Returns the field that sends a picture from the reader's own disk.
pub(super) fn picture_upload(frame: &FormFrame<'_>) -> String {
    let accepted: Vec<String> = ENDINGS.iter().map(|ending| format!(".{ending}")).collect();
    format!(
        "<p class=\"field\"><label for=\"p-upload\">{}</label> <input type=\"file\" id=\"p-upload\" accept=\"{}\" \
         aria-describedby=\"p-told\"> <small id=\"p-told\" role=\"status\"></small></p>\n",
        frame.text("picture-upload"),
        accepted.join(",")
    )
}

#[cfg(test)]
mod tests {
    use crate::lang;
    use crate::model::LangTag;

    #[test]
    fn every_text_that_a_form_asks_for_is_there() {
        let sources = [
            include_str!("form_parts.rs"),
            include_str!("article_page.rs"),
            include_str!("record_page.rs"),
            include_str!("record_rows.rs"),
            include_str!("lists_page.rs"),
            include_str!("map_picker.rs"),
            include_str!("words_dialog.rs"),
            include_str!("form_routes.rs"),
            include_str!("page_scripts.rs"),
            include_str!("revision_plans.rs"),
            include_str!("proposals_page.rs"),
            include_str!("html.rs"),
            include_str!("service.rs"),
            include_str!("replies.rs"),
            include_str!("file_service.rs"),
        ];
        let texts = lang::desk_form_texts(&LangTag::parse("fr").expect("a tag"));
        for (call, prefix) in
            [(".text(", ""), (".say(", ""), (".label(", "field-"), ("remarks.push((", ""), ("field(frame, ", "field-")]
        {
            let opening = format!("{call}\"");
            let code = sources.iter().map(|source| source.split("#[cfg(test)]").next().unwrap_or_default());
            let calls = code.flat_map(|source| source.split(opening.as_str()).skip(1));
            let keys = calls.filter_map(|rest| rest.split('"').next()).filter(|key| !key.contains('{'));
            for key in keys {
                assert!(!texts.say(&format!("{prefix}{key}")).is_empty(), "{call}{key}");
            }
        }
    }
}
