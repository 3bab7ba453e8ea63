//! What is sent for a page that cannot be rendered: the page as a reader last saw it, otherwise an error page in
//! the site's own layout.
//!
//! A template that becomes broken by a change is handled by [`super::last_valid`]. This file is for errors that
//! appear only when a certain page is rendered. A remembered page replaces only a page that still exists, so
//! nothing deleted comes back.

use lol_html::html_content::ContentType;
use lol_html::{RewriteStrSettings, element, rewrite_str};
use serde_json::Value;

use super::served_site::ServedSite;
use crate::base::MessageLanguage;
use crate::base::markup::escaped;
use crate::base::recent_cache::RecentCache;
use crate::pages::{KeyedPage, PageKind};
use crate::render::Artifact;

/// The pages shown to readers most recently, by route: more than anybody has tabs open.
pub(super) type RecentPages = RecentCache<String, Artifact, 64, { 16 << 20 }>;

/// Makes the page that explains why another cannot be rendered. It uses the layout of the not-found page, or none
/// if the theme cannot render even that.
pub(super) fn error_page(shown: &ServedSite, page: &KeyedPage, errors: &[Value]) -> String {
    let title = title(shown.language);
    let words = words(errors, shown.language);
    let frame = KeyedPage { kind: PageKind::NotFound, ..page.clone() };
    let drawn = shown.render_once(&frame).bytes.and_then(|bytes| String::from_utf8(bytes).ok());
    drawn.and_then(|html| framed(&html, title, &words)).unwrap_or_else(|| {
        let tag = shown.language.tag();
        format!(
            "<!doctype html><html lang=\"{tag}\"><meta charset=\"utf-8\"><title>dossier</title><body>{words}</body></html>"
        )
    })
}

/// Replaces the content of `<main>`; `None` if the page has no such element.
fn framed(html: &str, title: &'static str, words: &str) -> Option<String> {
    let mut is_put = false;
    let main = element!("main", |main| {
        let words = if std::mem::replace(&mut is_put, true) { "" } else { words };
        main.set_inner_content(words, ContentType::Html);
        Ok(())
    });
    let title = element!("head > title", |element| {
        element.set_inner_content(title, ContentType::Text);
        Ok(())
    });
    let settings = RewriteStrSettings::new().append_element_content_handler(main).append_element_content_handler(title);
    rewrite_str(html, settings).ok().filter(|_| is_put)
}

fn title(language: MessageLanguage) -> &'static str {
    match language {
        MessageLanguage::English => "This page cannot be rendered",
        MessageLanguage::French => "Cette page ne peut pas être produite",
    }
}

fn words(errors: &[Value], language: MessageLanguage) -> String {
    let (tag, title) = (language.tag(), title(language));
    let mut html = format!("<div class=\"text\" lang=\"{tag}\">\n<h1>{title}</h1>\n");
    for error in errors {
        let text = |name: &str| escaped(error[name].as_str().unwrap_or_default());
        let place = match (error["line"].as_u64(), error["column"].as_u64()) {
            (Some(line), Some(column)) => format!("{}:{line}:{column}", text("file")),
            _ => text("file"),
        };
        html.push_str(&format!("<p><strong>{place}</strong> [{}]</p>\n<p>{}</p>\n", text("code"), text("message")));
        if let Some(excerpt) = error["excerpt"].as_array() {
            let parts: Vec<String> = excerpt.iter().map(|part| escaped(part.as_str().unwrap_or_default())).collect();
            html.push_str(&format!("<pre><code>{}</code></pre>\n", parts.concat()));
        }
        if error["help"].is_string() {
            html.push_str(&format!("<p>{}</p>\n", text("help")));
        }
    }
    html.push_str("</div>");
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_page_is_text_in_the_frame_of_the_site() {
        let error =
            serde_json::json!({"code": "E1", "message": "<b>no</b> & no", "file": "t.html", "line": 3, "column": 4});
        let said = words(&[error], MessageLanguage::English);
        let title = title(MessageLanguage::English);
        let html = framed("<html><head><title>a</title></head><main id=m>old <p>old</p></main>end", title, &said);
        let html = html.expect("a place for words");
        assert!(html.contains("<title>This page cannot be rendered</title>") && !html.contains("old"), "{html}");
        assert!(html.contains("t.html:3:4") && html.contains("&lt;b&gt;no&lt;/b&gt; &amp; no"), "{html}");
        assert!(html.contains("<main id=m>") && html.ends_with("end"), "{html}");
        assert_eq!(framed("<p>no place</p>", title, "x"), None);
        assert!(words(&[], MessageLanguage::French).contains("<div class=\"text\" lang=\"fr\">\n<h1>Cette page ne"));
    }
}
