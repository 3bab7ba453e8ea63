//! The lists in the form of a record: forms with the mentions that each makes, roles, relations, sources, figures, authorities;
//! and the passages that name the record, which are offered as sources before anything is typed.

use std::collections::BTreeMap;

use super::form_parts::{FormFrame, button};
use super::html::{escaped, filled};
use crate::base::csv_table::split_list;
use crate::check::authority::KNOWN;
use crate::edit::row_table;
use crate::export::registry_tables::{RecordRows, RowCells, SAME_AS};
use crate::model::Route;
use crate::parse::Record;
use crate::text::tokens::fold;

/// Most passages that are offered as sources.
const MAX_PASSAGES: usize = 300;
/// Passages that are shown.
const MAX_SHOWN: usize = 30;
/// The longest sentence in the list of sources, in letters.
const MAX_LABEL_CHARS: usize = 110;

/// The lists of forms, each by its field.
const STRENGTHS: [&str; 3] = ["names", "weak", "never"];

/// Returns how many mentions each form of a record makes, by folded form, and one spelling of each.
fn mentions_by_form(frame: &FormFrame<'_>, id: &str) -> BTreeMap<String, (String, usize)> {
    let content = &frame.built.site.content;
    let mut counts: BTreeMap<String, (String, usize)> = BTreeMap::new();
    let Some(entity) = content.registry.find(id) else { return counts };
    for at in content.link_index.backlinks[entity].iter() {
        let mentions = &content.articles[at.article].annotated.mentions;
        for mention in mentions.iter().filter(|mention| mention.entity.as_str() == id) {
            counts.entry(fold(&mention.form)).or_insert_with(|| (mention.form.clone(), 0)).1 += 1;
        }
    }
    counts
}

/// Returns the forms as chips: strong, weak or never, each with the number of mentions that it makes.
pub(super) fn form_chips(frame: &FormFrame<'_>, record: &Record, rows: &RecordRows) -> String {
    let mut counts = mentions_by_form(frame, record.id.as_str());
    let mut taken = |form: &str| counts.remove(&fold(form)).map_or(0, |(_, n)| n);
    let mut out = format!("<fieldset id=\"chips\"><legend>{}</legend>\n", frame.text("forms"));
    out.push_str(&format!("<p><small>{}</small></p>\n<ul class=\"chips\">\n", frame.text("forms-hint")));
    out.push_str(&format!(
        "<li class=\"chip fixed\"><span>{}</span> <small>{} · {}</small></li>\n",
        escaped(&record.name.value),
        frame.label("name"),
        escaped(&n_mentions(frame, taken(&record.name.value)))
    ));
    let chips: Vec<(&str, String)> = STRENGTHS
        .iter()
        .flat_map(|strength| {
            let list = rows.cells.get(*strength).map(|list| split_list(list, ';')).unwrap_or_default();
            list.into_iter().map(|form| (*strength, form))
        })
        .collect();
    for (strength, form) in &chips {
        let n = if *strength == "never" { String::new() } else { n_mentions(frame, taken(form)) };
        out.push_str(&chip(frame, strength, form, &n));
    }
    out.push_str("</ul>\n");
    // Family names, phrases for roles, and forms of decisions: they are in no list.
    let others: Vec<String> = counts.values().map(|(form, n)| format!("{} ({n})", escaped(form))).collect();
    if !others.is_empty() {
        out.push_str(&format!("<p><small>{} {}</small></p>\n", frame.text("other-forms"), others.join(" · ")));
    }
    out.push_str(&format!("<template id=\"chip\">{}</template>\n", chip(frame, "names", "", "")));
    out.push_str(&format!(
        "<p class=\"bar\"><label for=\"new-form\">{}</label> <input type=\"text\" id=\"new-form\"> <select \
         id=\"new-strength\" aria-label=\"{}\">{}</select> {}</p></fieldset>\n",
        frame.text("new-form"),
        frame.text("strength"),
        strengths(frame, "names"),
        button(&frame.text("add"), "id=\"add-form\"")
    ));
    out
}

fn n_mentions(frame: &FormFrame<'_>, n: usize) -> String {
    filled(frame.texts.say("mentions"), &[("n", &n.to_string())])
}

fn strengths(frame: &FormFrame<'_>, chosen: &str) -> String {
    let values = STRENGTHS.map(|name| (name.to_owned(), frame.texts.say(&format!("strength-{name}")).to_owned()));
    super::form_parts::options(chosen, &values)
}

fn chip(frame: &FormFrame<'_>, strength: &str, form: &str, n: &str) -> String {
    let form = escaped(form);
    format!(
        "<li class=\"chip\" data-form=\"{form}\"><span>{form}</span> <small>{}</small> <select aria-label=\"{} {form}\">{}</select> \
         {}</li>\n",
        escaped(n),
        frame.text("strength"),
        strengths(frame, strength),
        button("×", &format!("data-remove aria-label=\"{} {form}\"", frame.text("remove")))
    )
}

/// A column of a row: its name, and the attributes of its field.
type RowColumn = (&'static str, &'static str);

/// The attributes of a field for a passage.
const PASSAGE: &str = " data-passages list=\"passage-list\" autocomplete=\"off\"";

/// Returns the roles.
pub(super) fn role_rows(frame: &FormFrame<'_>, rows: &RecordRows) -> String {
    let columns = [("title", ""), ("refer", ""), ("from", " data-check=\"date\""), ("to", " data-check=\"date\"")];
    editable_rows(frame, "roles", "role-", &columns, &rows.roles)
}

/// Returns the relations.
pub(super) fn relation_rows(frame: &FormFrame<'_>, rows: &RecordRows) -> String {
    let columns = [
        ("to", " data-records list=\"record-list\" autocomplete=\"off\""),
        ("as", ""),
        ("from", " data-check=\"date\""),
        ("until", " data-check=\"date\""),
        ("source", PASSAGE),
    ];
    editable_rows(frame, "relations", "relation-", &columns, &rows.relations)
}

/// Returns the passages that report it.
pub(super) fn source_rows(frame: &FormFrame<'_>, rows: &RecordRows) -> String {
    let sources = rows.cells.get("sources").map(|list| split_list(list, ';')).unwrap_or_default();
    let sources: Vec<RowCells> =
        sources.into_iter().map(|source| RowCells::from([("source".to_owned(), source)])).collect();
    editable_rows(frame, "sources", "source-", &[("source", PASSAGE)], &sources)
}

/// Returns the numbers that a person collected. A row of a table has no place for them.
pub(super) fn figure_rows(frame: &FormFrame<'_>, record: &Record, rows: &RecordRows) -> String {
    if record.span.file.extension() == "csv" {
        return String::new();
    }
    let columns = [
        ("what", ""),
        ("value", " data-check=\"number\""),
        ("unit", ""),
        ("source", PASSAGE),
        ("date", " data-check=\"date\""),
    ];
    editable_rows(frame, "figures", "figure-", &columns, &rows.figures)
}

/// Returns the ids in authority files.
pub(super) fn authority_rows(frame: &FormFrame<'_>, rows: &RecordRows) -> String {
    let known = rows.cells.iter().filter_map(|(key, value)| Some((key.strip_prefix(SAME_AS)?, value)));
    let known: Vec<RowCells> = known
        .map(|(name, value)| {
            RowCells::from([("authority".to_owned(), name.to_owned()), ("value".to_owned(), value.clone())])
        })
        .collect();
    let columns = [("authority", " list=\"authority-list\""), ("value", "")];
    let mut out = editable_rows(frame, "authorities", "authority-", &columns, &known);
    let names: String = KNOWN.iter().map(|name| format!("<option value=\"{name}\"></option>")).collect();
    out.push_str(&format!("<datalist id=\"authority-list\">{names}</datalist>\n"));
    out
}

fn editable_rows(frame: &FormFrame<'_>, name: &str, prefix: &str, columns: &[RowColumn], rows: &[RowCells]) -> String {
    // Rows of a table of their own are compared with the table that the page was made from.
    let table = row_table(name).map_or_else(String::new, |table| {
        let key = frame.snapshot.files.get(&table).map(|file| file.key.to_string()).unwrap_or_default();
        format!(" data-table=\"{key}\"")
    });
    let mut out = format!("<fieldset data-rows=\"{name}\"{table}><legend>{}</legend>\n", frame.text(name));
    let hint = frame.text(&format!("{name}-hint"));
    if !hint.is_empty() {
        out.push_str(&format!("<p><small>{hint}</small></p>\n"));
    }
    out.push_str("<div class=\"rows\">\n");
    for row in rows {
        out.push_str(&editable_row(frame, prefix, columns, row));
    }
    out.push_str("</div>\n");
    let blank = editable_row(frame, prefix, columns, &RowCells::new());
    out.push_str(&format!("<template>{blank}</template>\n"));
    out.push_str(&button(&frame.text(&format!("add-{name}")), "data-add"));
    out.push_str("</fieldset>\n");
    out
}

fn editable_row(frame: &FormFrame<'_>, prefix: &str, columns: &[RowColumn], row: &RowCells) -> String {
    let mut out = String::from("<div class=\"row\" role=\"group\">");
    for (column, attributes) in columns {
        let value = row.get(*column).map_or("", String::as_str);
        out.push_str(&format!(
            "<label>{} <input type=\"text\" data-col=\"{column}\" value=\"{}\"{attributes}></label> ",
            frame.text(&format!("{prefix}{column}")),
            escaped(value)
        ));
    }
    out.push_str(&button("×", &format!("data-remove aria-label=\"{}\"", frame.text("remove"))));
    out.push_str("<small aria-live=\"polite\" class=\"checked\"></small></div>\n");
    out
}

/// Returns the passages that name a record: as a list to choose a source from, and to read.
pub(super) fn passages(frame: &FormFrame<'_>, id: &str) -> String {
    let content = &frame.built.site.content;
    let mut options = String::new();
    let mut list = String::new();
    let mut n = 0;
    let entity = content.registry.find(id);
    for at in entity.into_iter().flat_map(|entity| content.link_index.backlinks[entity].iter()) {
        let summary = &content.link_index.articles[at.article];
        let article = &content.articles[at.article].document;
        for one in &content.link_index.occurrences(*at).occurrences {
            if n >= MAX_PASSAGES {
                break;
            }
            n += 1;
            let part = |(from, to): (u32, u32)| summary.text.get(from as usize..to as usize).unwrap_or_default();
            let sentence = part(one.sentence).split_whitespace().collect::<Vec<_>>().join(" ");
            let date = article.date.map(|date| format!("{date} · ")).unwrap_or_default();
            let short: String = sentence.chars().take(MAX_LABEL_CHARS).collect();
            if one.paragraph > 0 {
                let source = format!("{}#p{}", article.id, one.paragraph);
                options.push_str(&format!(
                    "<option value=\"{}\">{}{}</option>",
                    escaped(&source),
                    escaped(&date),
                    escaped(&short)
                ));
            }
            if n <= MAX_SHOWN {
                let route = Route::new(&format!("articles/{}.html", article.id)).encoded();
                let anchor = crate::link::summary::mention_anchor(one.code_point as usize);
                list.push_str(&format!(
                    "<li>{} <a href=\"{}{route}#{anchor}\">{}</a></li>\n",
                    escaped(&sentence),
                    frame.page.prefix,
                    escaped(&format!("{date}{}", article.title))
                ));
            }
        }
    }
    if n == 0 {
        return "<datalist id=\"passage-list\"></datalist>\n".to_owned();
    }
    format!(
        "<datalist id=\"passage-list\">{options}</datalist>\n<details><summary>{}</summary><ul class=\"list\">\n{list}</ul></details>\n",
        escaped(&filled(frame.texts.say("passages"), &[("n", &n.to_string())]))
    )
}
