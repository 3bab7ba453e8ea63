//! The view of an article's front matter as a form. Reads the article's file as it is, drafts included.

use super::form_parts::{FieldKind, FormFrame, button, choice, field, options, picture_upload, pictures, source_link};
use super::html::{escaped, finding_texts};
use crate::base::{Severity, SourcePath};
use crate::export::registry_tables::head_cells;
use crate::model::Id;
use crate::model::Route;
use crate::parse::article;

/// Returns the page; `None` if there is no such article.
pub(super) fn article_page(frame: &FormFrame<'_>, id: &str) -> Option<String> {
    let content = &frame.built.site.content;
    let known = content.articles.binary_search_by(|text| text.document.id.as_str().cmp(id)).ok();
    let file = match known.and_then(|index| content.articles.get(index)) {
        Some(text) => text.document.file.clone(),
        None => SourcePath::new(&format!("content/articles/{}.md", Id::parse(id).ok()?)),
    };
    let source = frame.snapshot.files.get(&file)?;
    let parsed = article::parse_with(&file, &source.bytes, content.config.rights);
    let Some(article) = parsed.value else {
        let main = format!("<p>{}</p>\n<p><code>{}</code></p>\n", frame.text("unreadable"), escaped(file.as_str()));
        return Some(frame.page("articles", id, "", &main));
    };
    let cells = head_cells(&article);
    let value = |name: &str| cells.get(name).map_or("", String::as_str);
    let is_shown = known.is_some();
    let mut main = format!("<p class=\"where\"><code>{}</code>", escaped(file.as_str()));
    if is_shown {
        let route = Route::new(&format!("articles/{id}.html")).encoded();
        main.push_str(&format!(" · <a href=\"{}{route}\">{}</a>", frame.page.prefix, frame.text("see-page")));
    } else {
        main.push_str(&format!(" · {}", frame.text("not-shown")));
    }
    main.push_str(&source_link(frame, &file));
    main.push_str("</p>\n");
    for diagnostic in &parsed.diagnostics {
        let (said, more) = finding_texts(frame.page.words, diagnostic);
        let class = if diagnostic.severity() == Severity::Error { "lost" } else { "about" };
        main.push_str(&format!("<p class=\"{class}\">{said}</p>{more}\n"));
    }
    main.push_str("<form id=\"form\" autocomplete=\"off\">\n");
    let named = |name: &str, values: &[&str]| {
        let known = values.iter().map(|value| {
            let key = format!("{name}-{}", if value.is_empty() { "empty" } else { value });
            ((*value).to_owned(), frame.texts.say(&key).to_owned())
        });
        choice(frame, name, value(name), &known.collect::<Vec<_>>())
    };
    main.push_str(&field(frame, "title", value("title"), FieldKind::Line));
    main.push_str("<div class=\"pair\">");
    main.push_str(&field(frame, "date", value("date"), FieldKind::Date));
    main.push_str(&named("date_certainty", &["", "given", "inferred", "unknown"]));
    main.push_str("</div>\n<div class=\"pair\">");
    main.push_str(&field(frame, "publisher", value("publisher"), FieldKind::Line));
    main.push_str(&field(frame, "author", value("author"), FieldKind::Line));
    main.push_str("</div>\n");
    main.push_str(&field(frame, "url", value("url"), FieldKind::Address));
    main.push_str(&field(frame, "archived", value("archived"), FieldKind::Address));
    main.push_str("<div class=\"pair\">");
    main.push_str(&field(frame, "retrieved", value("retrieved"), FieldKind::Date));
    main.push_str(&field(frame, "language", value("language"), FieldKind::Line));
    main.push_str("</div>\n");
    main.push_str(&named("rights", &["full", "excerpt", "reference"]));
    main.push_str(&field(frame, "tags", value("tags"), FieldKind::List));
    main.push_str(&field(frame, "unlinked", value("unlinked"), FieldKind::List));
    main.push_str(&field(frame, "copy_of", value("copy_of"), FieldKind::Line));
    let is_draft = if value("draft") == "true" { " checked" } else { "" };
    main.push_str(&format!(
        "<p class=\"field\"><label class=\"check\"><input type=\"checkbox\" data-field=\"draft\"{is_draft}> {}</label></p>\n",
        frame.label("draft")
    ));
    main.push_str(&picture_fields(frame, &article));
    main.push_str(&format!(
        "<p class=\"bar\"><button id=\"save\">{}</button> <span id=\"dirty\" role=\"status\"></span></p>\n</form>\n",
        frame.text("save")
    ));
    main.push_str(&format!(
        "<section aria-labelledby=\"acts\"><h2 id=\"acts\">{}</h2>\n<p class=\"bar\"><label for=\"new-id\">{}</label> <input \
         type=\"text\" id=\"new-id\" value=\"{}\" autocomplete=\"off\"> {}</p></section>\n",
        frame.text("acts"),
        frame.text("new-id"),
        escaped(id),
        button(&frame.text("change-id"), "data-act=\"set-id\" data-value=\"new-id\"")
    ));
    let attributes = format!(" data-article=\"{}\" data-base=\"{}\"", escaped(id), source.key);
    Some(frame.page("articles", &article.title, &attributes, &main))
}

/// Returns the fields of the lead picture; they are sent together.
fn picture_fields(frame: &FormFrame<'_>, article: &article::Article) -> String {
    let picture = article.picture.as_ref();
    let text = |of: fn(&article::ArticlePicture) -> &str| escaped(picture.map(of).unwrap_or_default());
    let chosen = picture.map(|one| one.file.value.trim().to_owned()).unwrap_or_default();
    let mut out = format!(
        "<fieldset id=\"picture\"><legend>{}</legend>\n<p class=\"field\"><label for=\"p-file\">{}</label> <select \
         id=\"p-file\" data-picture=\"file\">{}</select></p>\n",
        frame.label("picture"),
        frame.text("picture-file"),
        options(&chosen, &pictures(frame, &chosen, frame.texts.say("no-picture")))
    );
    out.push_str(&picture_upload(frame));
    for (name, value) in
        [("alt", text(|one| &one.alt)), ("caption", text(|one| &one.caption)), ("credit", text(|one| &one.credit))]
    {
        out.push_str(&format!(
            "<p class=\"field\"><label for=\"p-{name}\">{}</label> <input type=\"text\" id=\"p-{name}\" \
             data-picture=\"{name}\" value=\"{value}\"></p>\n",
            frame.text(&format!("picture-{name}"))
        ));
    }
    out.push_str(&format!("<p><small>{}</small></p></fieldset>\n", frame.text("picture-hint")));
    out
}
