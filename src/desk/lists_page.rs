//! The views that list all articles and all records, hidden ones and drafts too, each with the way to its form.

use super::form_parts::{FormFrame, options};
use super::html::escaped;
use crate::edit::all_records;
use crate::parse::Visibility;
use crate::text::tokens::fold;

/// Rows on one page.
const PAGE: usize = 100;

/// Which rows are shown.
#[derive(Clone, Debug, Default)]
pub(super) struct ListFilter {
    /// What a name or an id contains.
    pub(super) words: String,
    /// The id of a kind; empty for all.
    pub(super) kind: String,
    /// The page, from 0.
    pub(super) page: usize,
}

/// A row: the id, the name, and more about it.
type ListRow = (String, String, String);

/// Returns the list of articles.
pub(super) fn articles_page(frame: &FormFrame<'_>, filter: &ListFilter) -> String {
    let content = &frame.built.site.content;
    let mut rows: Vec<ListRow> = content
        .articles
        .iter()
        .map(|text| {
            let article = &text.document;
            let details = [article.date.map(|date| date.to_string()), article.publisher.clone()];
            let details: Vec<String> = details.into_iter().flatten().collect();
            (article.id.to_string(), article.title.clone(), details.join(" · "))
        })
        .collect();
    // Drafts are not built; their files are there.
    let shown: std::collections::BTreeSet<&str> =
        content.articles.iter().map(|text| text.document.file.as_str()).collect();
    let files = frame.snapshot.below("content/articles/").map(|(path, _)| path);
    for path in files.filter(|path| path.extension() == "md" && !shown.contains(path.as_str())) {
        rows.push((path.stem().to_owned(), path.stem().to_owned(), frame.texts.say("not-shown").to_owned()));
    }
    list(frame, ("articles", frame.page.words.articles, "article"), rows, filter, None)
}

/// Returns the list of records.
pub(super) fn records_page(frame: &FormFrame<'_>, filter: &ListFilter) -> String {
    let content = &frame.built.site.content;
    let kinds = &content.config.kinds;
    let label =
        |id: &str| kinds.iter().find(|kind| kind.id == id).map_or_else(|| id.to_owned(), |kind| kind.label.clone());
    let records = all_records(content).filter(|record| filter.kind.is_empty() || record.kind == filter.kind);
    let rows = records.map(|record| {
        let mut details = vec![label(&record.kind)];
        if record.proposed {
            details.push(frame.page.words.draft.to_owned());
        }
        match record.visibility {
            Visibility::Public => {}
            Visibility::Initials => details.push(frame.texts.say("visibility-initials-short").to_owned()),
            Visibility::Hidden | Visibility::Unclear => {
                details.push(frame.texts.say("visibility-hidden-short").to_owned());
            }
        }
        (record.id.to_string(), record.name.value.clone(), details.join(" · "))
    });
    let rows = rows.collect();
    let choices: Vec<(String, String)> = std::iter::once((String::new(), frame.page.words.any_kind.to_owned()))
        .chain(kinds.iter().map(|kind| (kind.id.clone(), kind.label.clone())))
        .collect();
    let chosen = format!(
        "<label>{} <select name=\"kind\">{}</select></label> ",
        escaped(frame.page.words.kind),
        options(&filter.kind, &choices)
    );
    list(frame, ("register", frame.page.words.records, "record"), rows, filter, Some(chosen))
}

fn list(
    frame: &FormFrame<'_>,
    (view, title, target): (&str, &str, &str),
    mut rows: Vec<ListRow>,
    filter: &ListFilter,
    more_filters: Option<String>,
) -> String {
    let wanted = fold(filter.words.trim());
    rows.retain(|(id, name, _)| wanted.is_empty() || id.contains(filter.words.trim()) || fold(name).contains(&wanted));
    rows.sort_by_cached_key(|(id, name, _)| (fold(name), id.clone()));
    let n_pages = rows.len().div_ceil(PAGE).max(1);
    let page = filter.page.min(n_pages - 1);
    let words = frame.page.words;
    let mut main = format!(
        "<form method=\"get\" class=\"bar\" role=\"search\"><label>{} <input type=\"search\" name=\"q\" value=\"{}\"></label> \
         {}<button>{}</button></form>\n<p>{}</p>\n<ul class=\"list\">\n",
        frame.text("search-words"),
        escaped(&filter.words),
        more_filters.unwrap_or_default(),
        escaped(words.filter),
        escaped(&super::html::filled(frame.texts.say("n-found"), &[("n", &rows.len().to_string())]))
    );
    for (id, name, details) in rows.iter().skip(page * PAGE).take(PAGE) {
        main.push_str(&format!(
            "<li><a href=\"{}{target}?id={}\">{}</a> <small>{}</small></li>\n",
            frame.page.desk,
            encoded(id),
            escaped(name),
            escaped(details)
        ));
    }
    main.push_str("</ul>\n<p class=\"bar\">");
    let link = |page: usize, name: &str| {
        let (words, kind) = (encoded(&filter.words), encoded(&filter.kind));
        format!("<a href=\"?q={words}&amp;kind={kind}&amp;page={page}\">{}</a> ", escaped(name))
    };
    if page > 0 {
        main.push_str(&link(page - 1, words.previous));
    }
    if page + 1 < n_pages {
        main.push_str(&link(page + 1, words.next));
    }
    main.push_str("</p>\n");
    frame.page.page(view, title, &main)
}

/// Encodes a value for the query of an address.
pub(super) fn encoded(value: &str) -> String {
    escaped(&crate::base::percent::encode_path(value).replace('/', "%2F"))
}
