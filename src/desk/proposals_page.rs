//! The view of proposals: suggested names and drafts, one row each, which may be accepted or refused, several at once.

use std::collections::BTreeSet;

use super::effects::whole_words;
use super::html::{PageFrame, escaped, filled};
use super::proposals::{ListedProposal, ProposalList};
use super::sitting::UndoEntry;
use super::split_proposals::decided_keys;
use crate::build::BuiltSite;
use crate::model::EntityKind;
use crate::suggest::SuggestedEntity;
use crate::text::position::floor_char_boundary;

/// Rows on one page.
const PAGE: usize = 50;
/// Spellings that are shown of one name.
const MAX_FORMS: usize = 8;
/// Spellings of one name that can be chosen.
const MAX_CHOICES: usize = 100;

/// Which rows are shown.
#[derive(Clone, Debug, Default)]
pub(super) struct ProposalFilter {
    /// The id of a kind; empty for all.
    pub(super) kind: String,
    /// The least certainty, in percent.
    pub(super) least: f32,
    /// The page, from 0.
    pub(super) page: usize,
}

/// A row.
struct ProposalRow {
    key: String,
    name: String,
    kind: String,
    /// In percent; `None` for a draft.
    certainty: Option<f32>,
    n_mentions: usize,
    n_articles: usize,
    /// The other spellings, each with how often it was found; 0 where that is not known.
    forms: Vec<(String, usize)>,
    /// Who else proposes it.
    proposed_by: Vec<String>,
    /// Words before the name, the name, words after it; and the article.
    sentence: Option<([String; 3], String)>,
}

/// Returns what awaits a decision: drafts first, then suggestions that nothing in this sitting has decided.
fn rows(built: &BuiltSite, list: &ProposalList, entries: &[UndoEntry]) -> Vec<ProposalRow> {
    let content = &built.site.content;
    let decided: BTreeSet<&str> = entries.iter().flat_map(|entry| decided_keys(&entry.action)).collect();
    let drafts = content.registry.entities.iter().filter(|entity| entity.record.proposed);
    let mut rows: Vec<ProposalRow> = drafts
        .filter(|entity| !decided.contains(entity.record.id.as_str()))
        .map(|entity| ProposalRow {
            key: entity.record.id.to_string(),
            name: entity.record.name.value.clone(),
            kind: entity.record.kind.clone(),
            certainty: None,
            n_mentions: 0,
            n_articles: 0,
            forms: entity.record.names.iter().chain(&entity.record.weak).map(|form| (form.value.clone(), 0)).collect(),
            proposed_by: Vec::new(),
            sentence: None,
        })
        .collect();
    let suggested = list
        .candidates
        .iter()
        .filter(|one| !decided.contains(one.key.as_str()) && content.registry.find(&one.key).is_none());
    rows.extend(suggested.map(|one| suggestion(one, list, built)));
    rows
}

fn suggestion(listed: &ListedProposal, list: &ProposalList, built: &BuiltSite) -> ProposalRow {
    let one = &*listed.entity;
    let count = |form: &String| (form.clone(), one.evidence.iter().filter(|evidence| evidence.text == *form).count());
    ProposalRow {
        key: listed.key.clone(),
        name: one.name.clone(),
        kind: one.kind.unwrap_or_default().to_owned(),
        certainty: Some(one.confidence * 100.0),
        n_mentions: one.evidence.len(),
        n_articles: one.n_articles,
        forms: one.forms.iter().filter(|form| **form != one.name).map(count).collect(),
        proposed_by: proposers(one),
        sentence: sentence(one, list, built),
    }
}

/// Returns who else proposes a name, each once.
fn proposers(one: &SuggestedEntity) -> Vec<String> {
    let names: BTreeSet<&str> = one.proposed_by.iter().map(|one| one.by.as_str()).filter(|by| !by.is_empty()).collect();
    names.into_iter().map(str::to_owned).collect()
}

/// Returns the words around the first passage with the full name.
fn sentence(one: &SuggestedEntity, list: &ProposalList, built: &BuiltSite) -> Option<([String; 3], String)> {
    const REACH: usize = 90;
    let best = one.evidence.iter().find(|evidence| evidence.text == one.name).or(one.evidence.first())?;
    let id = list.articles.get(best.article)?;
    let articles = &built.site.content.articles;
    let index = articles.binary_search_by(|text| text.document.id.as_str().cmp(id)).ok()?;
    let article = &articles.get(index)?.document;
    let text = article.body.main_text();
    // The article may have been edited since the search.
    let name = text.get(best.bytes.clone()).filter(|words| *words == best.text)?;
    let from = floor_char_boundary(text, best.bytes.start.saturating_sub(REACH));
    let to = floor_char_boundary(text, (best.bytes.end + REACH).min(text.len()));
    let (before, after) = whole_words(text, from..best.bytes.start, best.bytes.end..to);
    Some(([before, name.to_owned(), after], article.title.clone()))
}

/// Returns the page; without a list the articles are still being searched.
pub(super) fn proposals_page(
    frame: &PageFrame<'_>,
    built: &BuiltSite,
    list: Option<&ProposalList>,
    entries: &[UndoEntry],
    filter: &ProposalFilter,
) -> String {
    let words = frame.words;
    let nothing = ProposalList::default();
    let mut all = rows(built, list.unwrap_or(&nothing), entries);
    let is_empty = all.is_empty();
    all.retain(|row| {
        (filter.kind.is_empty() || row.kind == filter.kind) && row.certainty.is_none_or(|one| one >= filter.least)
    });
    let kinds = &built.site.content.config.kinds;
    let mut main = String::new();
    if list.is_none() {
        main.push_str(&format!("<p id=\"searching\" role=\"status\">{}</p>\n", escaped(words.searching)));
    } else if is_empty {
        main.push_str(&format!("<p>{}</p>\n", escaped(words.no_proposals)));
    }
    main.push_str(&filters(frame, kinds, filter));
    let n_pages = all.len().div_ceil(PAGE).max(1);
    let page = filter.page.min(n_pages - 1);
    if !all.is_empty() {
        main.push_str(&format!(
            "<p class=\"bar\"><label><input type=\"checkbox\" id=\"all\"> {}</label> <button type=\"button\" \
             id=\"accept-all\">{}</button> <button type=\"button\" id=\"accept-one\">{}</button> <button type=\"button\" id=\"refuse-all\">{}</button></p>\n<ul id=\"rows\">\n",
            escaped(words.select_all),
            escaped(words.accept_selected),
            escaped(words.accept_as_one),
            escaped(words.refuse_selected)
        ));
        for (index, row) in all.iter().enumerate().skip(page * PAGE).take(PAGE) {
            main.push_str(&written_row(frame, kinds, row, index));
        }
        main.push_str("</ul>\n");
    }
    let link = |page: usize, name: &str| {
        let least = filter.least;
        format!("<a href=\"?kind={}&amp;least={least}&amp;page={page}\">{}</a> ", escaped(&filter.kind), escaped(name))
    };
    main.push_str("<p class=\"bar\">");
    if page > 0 {
        main.push_str(&link(page - 1, words.previous));
    }
    if page + 1 < n_pages {
        main.push_str(&link(page + 1, words.next));
    }
    main.push_str(&format!("<button type=\"button\" id=\"again\">{}</button></p>\n", escaped(words.search_again)));
    frame.page("proposals", words.proposals, &main)
}

fn filters(frame: &PageFrame<'_>, kinds: &[EntityKind], filter: &ProposalFilter) -> String {
    let words = frame.words;
    format!(
        "<form method=\"get\" class=\"bar\" id=\"filter\"><label>{} <select name=\"kind\"><option value=\"\">{}</option>{}\
         </select></label> <label>{} <input type=\"number\" name=\"least\" min=\"0\" max=\"100\" value=\"{}\"></label> \
         <button>{}</button></form>\n",
        escaped(words.kind),
        escaped(words.any_kind),
        options(kinds, &filter.kind),
        escaped(words.certainty),
        filter.least,
        escaped(words.filter)
    )
}

fn options(kinds: &[EntityKind], chosen: &str) -> String {
    let option = |kind: &EntityKind| {
        let is_chosen = if kind.id == chosen { " selected" } else { "" };
        format!("<option value=\"{}\"{is_chosen}>{}</option>", escaped(&kind.id), escaped(&kind.label))
    };
    kinds.iter().map(option).collect()
}

fn written_row(frame: &PageFrame<'_>, kinds: &[EntityKind], row: &ProposalRow, index: usize) -> String {
    let words = frame.words;
    let name = escaped(&row.name);
    let none = if kinds.iter().any(|kind| kind.id == row.kind) {
        String::new()
    } else {
        format!("<option value=\"\" selected>{}</option>", escaped(words.no_kind))
    };
    let mut out = format!(
        "<li data-proposal=\"{}\" data-name=\"{name}\" data-kind=\"{}\">\n<p class=\"bar\"><input type=\"checkbox\" \
         aria-label=\"{}\"> <label class=\"wide\"><span class=\"unseen\">{}</span> <input type=\"text\" value=\"{name}\" \
         maxlength=\"250\" dir=\"auto\"></label> <label><span class=\"unseen\">{}</span> <select>{none}{}</select></label> <button type=\"button\" class=\"accept\" aria-describedby=\"row-{index}\">{}\
         </button> <button type=\"button\" class=\"refuse\" aria-describedby=\"row-{index}\">{}</button></p>\n",
        escaped(&row.key),
        escaped(&row.kind),
        escaped(&filled(words.select, &[("name", &row.name)])),
        escaped(words.name),
        escaped(words.kind),
        options(kinds, &row.kind),
        escaped(words.accept),
        escaped(words.refuse)
    );
    out.push_str(&format!("<p id=\"row-{index}\" class=\"about\"><span class=\"unseen\">{name} · </span>"));
    match row.certainty {
        None => out.push_str(&escaped(words.draft)),
        Some(certainty) => {
            let (n, articles) = (row.n_mentions.to_string(), row.n_articles.to_string());
            let occurrences = filled(words.occurrences, &[("n", &n), ("articles", &articles)]);
            out.push_str(&format!("{certainty:.0} % · {}", escaped(&occurrences)));
        }
    }
    if !row.forms.is_empty() {
        let forms: Vec<&str> = row.forms.iter().take(MAX_FORMS).map(|(form, _)| form.as_str()).collect();
        out.push_str(&format!(" · {}", escaped(&filled(words.also_written, &[("forms", &forms.join(", "))]))));
    }
    if !row.proposed_by.is_empty() {
        let by = row.proposed_by.join(", ");
        out.push_str(&format!(" · {}", escaped(&filled(words.proposed_by, &[("by", &by)]))));
    }
    out.push_str("</p>\n");
    if let Some(([before, text, after], article)) = &row.sentence {
        out.push_str(&format!(
            "<blockquote dir=\"auto\"><p>…{}<mark>{}</mark>{}… <small>{}</small></p></blockquote>\n",
            escaped(before),
            escaped(text),
            escaped(after),
            escaped(article)
        ));
    }
    out.push_str(&split_part(frame, row, index));
    out.push_str("</li>\n");
    out
}

/// The part of a row in which spellings are chosen that become a row of their own.
fn split_part(frame: &PageFrame<'_>, row: &ProposalRow, index: usize) -> String {
    if row.forms.is_empty() {
        return String::new();
    }
    let texts = frame.words.form_texts;
    let mut out = format!(
        "<details class=\"split\"><summary aria-describedby=\"row-{index}\">{}</summary>\n<fieldset><legend>{}</legend>\n",
        escaped(texts.say("split")),
        escaped(texts.say("split-which"))
    );
    for (form, n) in row.forms.iter().take(MAX_CHOICES) {
        let form = escaped(form);
        let n = match n {
            0 => String::new(),
            n => format!(" <small>{}</small>", escaped(&filled(texts.say("mentions"), &[("n", &n.to_string())]))),
        };
        out.push_str(&format!(
            "<label class=\"check\"><input type=\"checkbox\" value=\"{form}\"> <span dir=\"auto\">{form}</span>{n}</label>\n"
        ));
    }
    out.push_str(&format!(
        "<p class=\"bar\"><button type=\"button\" class=\"split-off\" aria-describedby=\"row-{index}\">{}</button> <small \
         class=\"told\" role=\"status\"></small></p></fieldset></details>\n",
        escaped(texts.say("split-off"))
    ));
    out
}
