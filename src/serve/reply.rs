//! Makes the answer to a request for a page, as plain values: status, headers, bytes. `http.rs` sends it.

use std::ops::Range;
use std::sync::Arc;

use lol_html::html_content::ContentType;
use lol_html::{RewriteStrSettings, element, rewrite_str};

use super::companion::Companion;
use super::fallback_page;
use super::range::{self, RequestedRange};
use super::served_site::{ServedSite, SharedSite};
use crate::pages::{KeyedPage, PageKind};
use crate::render::Artifact;

/// Conditions and ranges of a request.
#[derive(Clone, Debug, Default)]
pub(super) struct ConditionalHeaders {
    /// `Range`; empty if missing.
    pub(super) range: String,
    /// `If-Range`; empty if missing.
    pub(super) if_range: String,
    /// `If-None-Match`; empty if missing.
    pub(super) if_none_match: String,
}

/// An answer.
pub(super) struct Reply {
    pub(super) status: u16,
    pub(super) headers: Vec<(&'static str, String)>,
    pub(super) bytes: ReplyBody,
}

/// Bytes shared with their owner.
pub(super) enum ReplyBody {
    Own(Vec<u8>),
    Drawn(Arc<Artifact>),
    File(Arc<[u8]>),
    /// A range of other bytes, without a copy, so that many slow readers cost no memory.
    Part(Box<ReplyBody>, Range<usize>),
}

impl AsRef<[u8]> for ReplyBody {
    fn as_ref(&self) -> &[u8] {
        match self {
            ReplyBody::Own(bytes) => bytes,
            ReplyBody::Drawn(artifact) => artifact.bytes.as_deref().unwrap_or_default(),
            ReplyBody::File(bytes) => bytes,
            ReplyBody::Part(whole, range) => whole.as_ref().as_ref().get(range.clone()).unwrap_or_default(),
        }
    }
}

/// Path of the server's own files. No page can have it, because no id begins with an underscore and folders of
/// kinds consist of letters, digits and hyphens.
pub(super) const SERVER_FOLDER: &str = "_dossier/";

/// What is added to pages as they are sent.
#[derive(Clone, Copy)]
pub(super) struct PageAdditions<'a> {
    /// Whether pages reload.
    pub(super) reload: bool,
    /// Whose script is added.
    pub(super) companion: Option<&'a dyn Companion>,
}

/// Answers with the page at a route, or with the not-found page.
pub(super) fn page(
    shared_site: &SharedSite,
    route: &str,
    conditions: &ConditionalHeaders,
    additions: PageAdditions<'_>,
) -> Reply {
    let reload = additions.reload;
    let served_site = shared_site.current();
    let status = if served_site.has(route) { 200 } else { 404 };
    let Some(page) = served_site.page(route) else { return plain(404, "there is no such page") };
    let bytes = if let Some(bytes) = served_site.built.asset(page.route.as_str()) {
        ReplyBody::File(bytes)
    } else {
        let artifact = served_site.render(&page);
        if shared_site.record_render(&served_site, &page.route, &artifact.diagnostics) {
            shared_site.notify();
        }
        if artifact.bytes.is_none() {
            return fallback_reply(shared_site, &served_site, route, &page, &artifact, additions);
        }
        if reload && page.route.as_str().ends_with(".html") {
            shared_site.remember(page.route.as_str(), &artifact);
        }
        ReplyBody::Drawn(artifact)
    };
    let html = page.route.as_str().ends_with(".html");
    let bytes =
        if reload && html { with_script(bytes, shared_site, &served_site, route, &page, additions) } else { bytes };
    let run = additions.companion.map(|companion| format!("-{}", companion.run())).unwrap_or_default();
    let tag = format!("\"{}{}\"", page.key, if reload && html { format!("-w{run}") } else { String::new() });
    let mut reply = whole_or_part(status, page.route.media_type(), tag, bytes, conditions);
    if page.kind == PageKind::Media {
        // Media files come from others: opened directly, they run no scripts and do not share this origin.
        let policies = reply.headers.iter_mut().filter(|(name, _)| *name == "content-security-policy");
        policies.for_each(|(_, policy)| policy.push_str("; sandbox"));
    }
    reply
}

/// Answers for a page that cannot be rendered: with its last valid version, otherwise with the errors. Both reload
/// when the error is fixed.
fn fallback_reply(
    shared_site: &SharedSite,
    served_site: &ServedSite,
    route: &str,
    page: &KeyedPage,
    failed: &Artifact,
    additions: PageAdditions<'_>,
) -> Reply {
    const HTML: &str = "text/html; charset=utf-8";
    let (status, bytes) = match shared_site.recent_page(page.route.as_str()) {
        Some(artifact) => (if served_site.has(route) { 200 } else { 404 }, ReplyBody::Drawn(artifact)),
        None => {
            let html =
                fallback_page::error_page(served_site, page, &shared_site.errors(served_site, &failed.diagnostics));
            (500, ReplyBody::Own(html.into_bytes()))
        }
    };
    let is_live = additions.reload;
    typed(
        status,
        HTML,
        if is_live { with_script(bytes, shared_site, served_site, route, page, additions) } else { bytes },
    )
}

fn whole_or_part(
    status: u16,
    media_type: &'static str,
    tag: String,
    bytes: ReplyBody,
    conditions: &ConditionalHeaders,
) -> Reply {
    let len = bytes.as_ref().len() as u64;
    let known = conditions.if_none_match.split(',').any(|known| known.trim().trim_start_matches("W/") == tag);
    let mut reply = if status == 200 && known {
        typed(304, media_type, ReplyBody::Own(Vec::new()))
    } else if status == 200 && (conditions.if_range.is_empty() || conditions.if_range == tag) {
        match range::parse(&conditions.range, len) {
            RequestedRange::Whole => typed(status, media_type, bytes),
            RequestedRange::Bytes(range) => {
                let place = format!("bytes {}-{}/{len}", range.start, range.end - 1);
                // A range lies within the length, which fits in memory.
                let (start, end) = (usize::try_from(range.start).unwrap_or(0), usize::try_from(range.end).unwrap_or(0));
                let mut reply = typed(206, media_type, ReplyBody::Part(Box::new(bytes), start..end));
                reply.headers.push(("content-range", place));
                reply
            }
            RequestedRange::Unsatisfiable => {
                let mut reply = plain(416, "there is no such byte range");
                reply.headers.push(("content-range", format!("bytes */{len}")));
                reply
            }
        }
    } else {
        typed(status, media_type, bytes)
    };
    reply.headers.push(("accept-ranges", "bytes".to_owned()));
    reply.headers.push(("etag", tag));
    reply
}

/// Adds the reload script to a page as it is sent. It contains the keys of the page, the requested route and the
/// source file of the page, all from the site that the page was rendered from. If they came from a newer site, the
/// reader would keep the old page.
fn with_script(
    bytes: ReplyBody,
    shared_site: &SharedSite,
    served_site: &ServedSite,
    route: &str,
    page: &KeyedPage,
    additions: PageAdditions<'_>,
) -> ReplyBody {
    let Ok(html) = std::str::from_utf8(bytes.as_ref()) else { return bytes };
    let [key, unstyled] = served_site.keys(route);
    let mut script = format!(
        "<script src=\"{0}{SERVER_FOLDER}reload.js\" nonce=\"{2}\" data-prefix=\"{0}\" data-key=\"{key}\" data-unstyled=\"{unstyled}\" data-route=\"{1}\" data-language=\"{3}\"",
        encoded(&served_site.prefix),
        encoded(route),
        served_site.built.site.interface.site_context.site.nonce,
        served_site.language.tag(),
    );
    if let Some((file, lines)) = shared_site.source_lines(served_site, page) {
        let lines: Vec<String> = lines.iter().map(ToString::to_string).collect();
        script.push_str(&format!(" data-file=\"{}\" data-lines=\"{}\"", encoded(file.as_str()), lines.join(" ")));
    }
    script.push_str("></script>");
    if let Some(companion) = additions.companion {
        let nonce = &served_site.built.site.interface.site_context.site.nonce;
        script.push_str(&companion.script(&encoded(&served_site.prefix), nonce, &served_site.built, &page.kind));
    }
    let body = element!("body", move |body| {
        body.append(&script, ContentType::Html);
        Ok(())
    });
    // The published page allows no connections; the reload script needs one.
    let policy = element!("meta[http-equiv=\"Content-Security-Policy\"]", |policy| {
        if let Some(content) = policy.get_attribute("content").filter(|content| !content.contains("connect-src")) {
            policy.set_attribute("content", &format!("{content}; connect-src 'self'"))?;
        }
        Ok(())
    });
    let settings =
        RewriteStrSettings::new().append_element_content_handler(body).append_element_content_handler(policy);
    match rewrite_str(html, settings) {
        Ok(html) => ReplyBody::Own(html.into_bytes()),
        Err(_) => bytes,
    }
}

/// Redirects to another path of the site.
pub(super) fn redirect(to: &str) -> Reply {
    let mut reply = plain(302, "this page is at another address");
    reply.headers.push(("location", encoded(to)));
    reply
}

/// Answers with a short text.
pub(super) fn plain(status: u16, text: &str) -> Reply {
    typed(status, "text/plain; charset=utf-8", ReplyBody::Own(format!("{text}\n").into_bytes()))
}

/// Answers with bytes of a type. Browsers may not cache it, guess its type, or show it to or inside another site.
pub(super) fn typed(status: u16, media_type: &'static str, bytes: ReplyBody) -> Reply {
    let headers = vec![
        ("content-type", media_type.to_owned()),
        ("cache-control", "no-store".to_owned()),
        ("x-content-type-options", "nosniff".to_owned()),
        ("cross-origin-resource-policy", "same-origin".to_owned()),
        ("content-security-policy", "frame-ancestors 'self'".to_owned()),
    ];
    Reply { status, headers, bytes }
}

/// Escapes a path for a header or an attribute: percent-encodes everything except unreserved ASCII and `/` (RFC
/// 3986, 2.3).
pub(super) fn encoded(path: &str) -> String {
    crate::base::percent::encode_path(path)
}

#[cfg(test)]
mod tests {
    use super::super::last_valid::LastValidSnapshot;
    use super::*;
    use crate::base::MessageLanguage;
    use crate::build::{Memo, PipelineOptions, build};
    use crate::source::Snapshot;

    fn shown(articles: &[&str], generation: u64) -> (Arc<ServedSite>, Snapshot) {
        let site = ("site.yaml".to_owned(), b"title: Essai\nlanguage: fr\n".to_vec());
        let article =
            |id: &&str| (format!("content/articles/{id}.md"), format!("---\ntitle: {id}\n---\nMot.\n").into());
        let snapshot = Snapshot::from_files(articles.iter().map(article).chain([site]));
        let built = build(&snapshot, &PipelineOptions::default(), &Memo::default());
        (
            Arc::new(ServedSite::new(
                built,
                generation,
                Vec::new(),
                &snapshot,
                Arc::default(),
                MessageLanguage::English,
            )),
            snapshot,
        )
    }

    #[test]
    fn a_page_leaves_with_the_keys_of_the_site_that_it_was_drawn_of() {
        let (before, snapshot) = shown(&["a", "b"], 1);
        let (after, _) = shown(&["a"], 2);
        let window = SharedSite::new(Arc::clone(&before), LastValidSnapshot::new(&snapshot, &[]));
        let page = before.page("articles/b.html").expect("there is one");
        // Another site replaces the first between rendering and the answer.
        window.replace(after);
        let bytes = ReplyBody::Own(b"<body></body>".to_vec());
        let additions = PageAdditions { reload: true, companion: None };
        let answer = with_script(bytes, &window, &before, "articles/b.html", &page, additions);
        let answer = String::from_utf8_lossy(answer.as_ref()).into_owned();
        let [key, _] = before.keys("articles/b.html");
        assert!(answer.contains(&format!("data-key=\"{key}\"")), "{answer}");
        assert!(answer.contains("data-file=\"content/articles/b.md\""), "{answer}");
    }
}
