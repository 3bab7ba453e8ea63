//! The view of a record as a form, with every field that its file may have. Reads the record's file as it is, and counts from
//! the site as shown.

use super::form_parts::{
    FieldKind, FormFrame, button, choice, field, options, picture_upload, pictures, record_list, source_link,
};
use super::html::{escaped, filled};
use super::lists_page::encoded;
use super::map_picker;
use super::record_rows::{authority_rows, figure_rows, form_chips, passages, relation_rows, role_rows, source_rows};
use crate::edit::{RowOwner, all_records, row_table, rows_with_tables};
use crate::export::registry_tables::RecordRows;
use crate::model::BaseKind;
use crate::parse::Record;

/// Returns the page; `None` if there is no such record.
pub(super) fn record_page(frame: &FormFrame<'_>, id: &str) -> Option<String> {
    let content = &frame.built.site.content;
    let record = all_records(content).find(|record| record.id.as_str() == id)?;
    let file = &record.span.file;
    let source = frame.snapshot.files.get(file)?;
    let text = String::from_utf8(source.bytes.to_vec()).ok()?;
    let table = |key: &str| frame.snapshot.text(&row_table(key)?);
    let owner = RowOwner { file, text: &text, kind: &record.kind, id: &record.id };
    let rows = rows_with_tables(&owner, table("roles"), table("relations"));
    let mut main = heading(frame, record);
    let Some(rows) = rows else {
        main.push_str(&format!("<p>{}</p>\n", frame.text("unreadable")));
        return Some(frame.page("register", &record.name.value, "", &main));
    };
    main.push_str("<form id=\"form\" autocomplete=\"off\">\n");
    main.push_str(&names(frame, record, &rows));
    main.push_str(&form_chips(frame, record, &rows));
    main.push_str(&role_rows(frame, &rows));
    main.push_str(&relation_rows(frame, &rows));
    main.push_str(&facts(frame, record, &rows));
    main.push_str(&source_rows(frame, &rows));
    main.push_str(&figure_rows(frame, record, &rows));
    main.push_str(&visibility(frame, &rows));
    main.push_str(&text_and_picture(frame, &rows));
    main.push_str(&authority_rows(frame, &rows));
    main.push_str(&format!(
        "<p class=\"bar sticky\"><button id=\"save\">{}</button> <span id=\"dirty\" role=\"status\"></span></p>\n</form>\n",
        frame.text("save")
    ));
    main.push_str(record_list());
    main.push_str(&passages(frame, id));
    main.push_str(&acts(frame, record));
    let attributes = format!(" data-record=\"{}\" data-base=\"{}\"", escaped(id), source.key);
    Some(frame.page("register", &record.name.value, &attributes, &main))
}

fn heading(frame: &FormFrame<'_>, record: &Record) -> String {
    let content = &frame.built.site.content;
    let mut out = format!("<p class=\"where\"><code>{}</code>", escaped(record.span.file.as_str()));
    out.push_str(&source_link(frame, &record.span.file));
    let entity = content.registry.find(record.id.as_str());
    let shown = entity.filter(|entity| content.registry.entities[*entity].record.id == record.id);
    match shown
        .map(|entity| content.entity_route(entity))
        .filter(|route| frame.built.planned_page(route.as_str()).is_some())
    {
        Some(route) => {
            let route = route.encoded();
            out.push_str(&format!(" · <a href=\"{}{route}\">{}</a></p>\n", frame.page.prefix, frame.text("see-page")));
        }
        None => out.push_str(&format!(" · {}</p>\n", frame.text("no-page"))),
    }
    if record.proposed {
        out.push_str(&format!(
            "<p class=\"bar\">{} {} {}</p>\n",
            frame.text("is-draft"),
            button(&escaped(frame.page.words.accept), "data-act=\"accept\""),
            button(&escaped(frame.page.words.refuse), "data-act=\"refuse\"")
        ));
    }
    out
}

fn cell<'r>(rows: &'r RecordRows, name: &str) -> &'r str {
    rows.cells.get(name).map_or("", String::as_str)
}

fn base_kind(frame: &FormFrame<'_>, record: &Record) -> BaseKind {
    BaseKind::among(&frame.built.site.content.config.kinds, &record.kind)
}

fn names(frame: &FormFrame<'_>, record: &Record, rows: &RecordRows) -> String {
    let mut out = field(frame, "name", cell(rows, "name"), FieldKind::Line);
    out.push_str(&format!(
        "<p class=\"field\"><label class=\"check\"><input type=\"checkbox\" id=\"keep-name\" checked> {}</label></p>\n",
        frame.text("keep-name")
    ));
    out.push_str("<div class=\"pair\">");
    out.push_str(&field(frame, "sort", cell(rows, "sort"), FieldKind::Line));
    if base_kind(frame, record) == BaseKind::Person || !cell(rows, "family").is_empty() {
        out.push_str(&field(frame, "family", cell(rows, "family"), FieldKind::Line));
    }
    out.push_str("</div>\n");
    let kinds = &frame.built.site.content.config.kinds;
    let kinds: Vec<(String, String)> = kinds.iter().map(|kind| (kind.id.clone(), kind.label.clone())).collect();
    if is_shared(record) {
        let label = kinds.iter().find(|(id, _)| *id == record.kind).map_or(record.kind.as_str(), |(_, label)| label);
        out.push_str(&format!(
            "<p class=\"field\"><span class=\"label\">{}</span> {}</p>\n",
            frame.label("kind"),
            escaped(label)
        ));
    } else {
        out.push_str(&choice(frame, "kind", &record.kind, &kinds));
    }
    out
}

/// Dates, place, participants and coordinates: those that a record of its kind usually has, and those that it has.
fn facts(frame: &FormFrame<'_>, record: &Record, rows: &RecordRows) -> String {
    let kind = base_kind(frame, record);
    let is_event = kind == BaseKind::Event;
    let is_open = kind == BaseKind::Other;
    let lives = matches!(kind, BaseKind::Person | BaseKind::Organisation);
    let is_place = kind == BaseKind::Place;
    let wanted = |name: &str, usual: bool| usual || is_open || !cell(rows, name).is_empty();
    let mut out = format!("<fieldset><legend>{}</legend>\n<div class=\"pair\">", frame.text("facts"));
    for (name, usual) in [("born", lives), ("died", lives), ("date", !lives && !is_place)] {
        if wanted(name, usual) {
            out.push_str(&field(frame, name, cell(rows, name), FieldKind::Date));
        }
    }
    out.push_str("</div>\n");
    if wanted("place", is_event) {
        out.push_str(&field(frame, "place", cell(rows, "place"), FieldKind::Record));
    }
    if wanted("participants", is_event) {
        out.push_str(&field(frame, "participants", cell(rows, "participants"), FieldKind::Records));
    }
    out.push_str(&field(frame, "part_of", cell(rows, "part_of"), FieldKind::Record));
    out.push_str("</fieldset>\n");
    if wanted("coordinates", is_place || is_event) {
        out.push_str(&map_picker::fields(frame, record.coordinates));
    }
    out
}

fn visibility(frame: &FormFrame<'_>, rows: &RecordRows) -> String {
    let chosen = Some(cell(rows, "visibility")).filter(|value| !value.is_empty()).unwrap_or("public");
    let mut out = format!(
        "<fieldset data-choice=\"visibility\" data-was=\"{chosen}\"><legend>{}</legend>\n",
        frame.label("visibility")
    );
    for value in ["public", "initials", "hidden"] {
        let is_chosen = if value == chosen { " checked" } else { "" };
        out.push_str(&format!(
            "<p class=\"field\"><label class=\"check\"><input type=\"radio\" name=\"visibility\" value=\"{value}\"{is_chosen}> \
             {}</label></p>\n",
            frame.text(&format!("visibility-{value}"))
        ));
    }
    out.push_str("</fieldset>\n");
    out
}

fn text_and_picture(frame: &FormFrame<'_>, rows: &RecordRows) -> String {
    let mut out = field(frame, "tags", cell(rows, "tags"), FieldKind::List);
    out.push_str(&field(frame, "text", cell(rows, "text"), FieldKind::Lines(8)));
    out.push_str(&format!(
        "<details><summary>{}</summary><p class=\"field\"><label for=\"p-file\">{}</label> <select id=\"p-file\">{}</select></p>\n\
         {}<p class=\"field\"><label for=\"p-alt\">{}</label> <input type=\"text\" id=\"p-alt\"></p>\n<p>{}</p></details>\n",
        frame.text("add-picture"),
        frame.text("picture-file"),
        options("", &pictures(frame, "", frame.texts.say("no-picture"))),
        picture_upload(frame),
        frame.text("picture-alt"),
        button(&frame.text("insert-picture"), "id=\"insert-picture\"")
    ));
    out
}

/// What changes more than the record: another id, merging, forgetting, deleting. Each says first what it would do.
fn acts(frame: &FormFrame<'_>, record: &Record) -> String {
    let id = escaped(record.id.as_str());
    let mut out = format!("<section aria-labelledby=\"acts\"><h2 id=\"acts\">{}</h2>\n", frame.text("acts"));
    if is_shared(record) {
        let said = filled(frame.texts.say("in-table"), &[("file", record.span.file.as_str())]);
        out.push_str(&format!("<p>{}{}</p>\n", escaped(&said), source_link(frame, &record.span.file)));
        return out + &ends(frame) + "</section>\n";
    }
    out.push_str(&format!(
        "<p class=\"bar\"><label for=\"new-id\">{}</label> <input type=\"text\" id=\"new-id\" value=\"{id}\"> {}</p>\n",
        frame.text("new-id"),
        button(&frame.text("change-id"), "data-act=\"set-id\" data-value=\"new-id\"")
    ));
    out.push_str(&format!(
        "<p class=\"bar\"><label for=\"merge-into\">{}</label> <input type=\"text\" id=\"merge-into\" data-records \
         list=\"record-list\" autocomplete=\"off\"> {}</p>\n",
        frame.text("merge-into"),
        button(&frame.text("merge"), "data-act=\"merge\" data-value=\"merge-into\"")
    ));
    out + &ends(frame) + "</section>\n"
}

/// Deleting and forgetting.
fn ends(frame: &FormFrame<'_>) -> String {
    let mut out = String::new();
    for act in ["delete", "forget"] {
        out.push_str(&format!(
            "<p class=\"bar\">{} <small id=\"about-{act}\">{}</small></p>\n",
            button(&frame.text(act), &format!("class=\"danger\" data-act=\"{act}\" aria-describedby=\"about-{act}\"")),
            frame.text(&format!("about-{act}"))
        ));
    }
    out
}

/// Returns whether other records may be in the same file, so that it cannot move.
fn is_shared(record: &Record) -> bool {
    record.span.file.extension() != "md"
}

/// Returns the address of a record's form.
pub(super) fn record_address(desk: &str, id: &str) -> String {
    format!("{desk}record?id={}", encoded(id))
}
