//! Files that hosts read: `_headers` (Cloudflare Pages, Netlify), `_redirects` (these and GitLab Pages) and `.nojekyll` (GitHub
//! Pages). A host that does not know them serves them as ordinary files; they say nothing that the pages do not say.
//!
//! `pages` decides which pages moved. Other hosts are configured by hand: `tests/hosting` has a file for each.

use super::EXPORTS;
use crate::config::SiteConfig;
use crate::model::Route;

/// The route of the headers.
pub(crate) const HEADERS: &str = "_headers";
/// The route of the list of moved pages.
pub(crate) const REDIRECTS: &str = "_redirects";
/// The route of the file that tells GitHub Pages to publish names that begin with an underscore.
pub(crate) const NO_JEKYLL: &str = ".nojekyll";

/// A browser may keep a file whose name has the hash of its content for a year, the longest that is usual.
const KEPT: &str = "public, max-age=31536000, immutable";

/// Writes `_headers`. `nonce` is that of the pages' own policy; `None` if a theme has a policy of its own, which this file must
/// not narrow.
pub(crate) fn headers(config: &SiteConfig, nonce: Option<&str>) -> String {
    let policy = nonce.map_or_else(|| FRAMES.to_owned(), |nonce| format!("{}; {FRAMES}", policy(nonce)));
    let mut out = format!(
        "/*\n  Content-Security-Policy: {policy}\n  X-Content-Type-Options: nosniff\n  Referrer-Policy: no-referrer\n\
         /assets/*\n  Cache-Control: {KEPT}\n"
    );
    for export in EXPORTS.iter().filter(|export| (export.is_enabled)(config)) {
        // Hosts know the types of the other formats.
        if export.route.ends_with(".jsonl") || export.route.ends_with(".ndjson") {
            let media_type = Route::new(export.route).media_type();
            out.push_str(&format!("/{}\n  Content-Type: {media_type}\n", export.route));
        }
    }
    out
}

/// No other site may show a page in a frame. Only a header can say so, not the page itself (CSP 3, 3.3).
const FRAMES: &str = "frame-ancestors 'none'";

/// Returns the policy of the default theme's pages, as `base.html` has it.
fn policy(nonce: &str) -> String {
    format!(
        "default-src 'none'; img-src 'self' data:; font-src 'self'; style-src 'nonce-{nonce}'; script-src 'nonce-{nonce}'; \
         base-uri 'none'; form-action 'none'"
    )
}

/// Writes `_redirects`: old and new route of each moved page. Cloudflare answers with them; Netlify and GitLab Pages prefer the
/// page that stands at the old address, which leads to the new one too.
pub(crate) fn redirects(config: &SiteConfig, moved: &[(Route, Route)]) -> String {
    // GitLab Pages wants the whole path, below the name of the project.
    let base = config.base_url.splitn(4, '/').nth(3).unwrap_or_default();
    let line = |(old, new): &(Route, Route)| format!("/{base}{} /{base}{} 301\n", old.encoded(), new.encoded());
    moved.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::site::parse;

    #[test]
    fn the_header_is_the_policy_of_the_pages_and_forbids_frames() {
        let base = include_str!("../../themes/default/templates/base.html");
        let (_, block) = base.split_once("{% block policy %}").expect("a policy");
        let (written, _) = block.split_once("{% endblock").expect("its end");
        assert_eq!(policy("{{ site.nonce }}"), written);
        let config = parse("title: x\n").value;
        assert!(
            headers(&config, Some("n")).contains(&format!("  Content-Security-Policy: {}; {FRAMES}\n", policy("n")))
        );
        assert!(headers(&config, None).starts_with("/*\n  Content-Security-Policy: frame-ancestors 'none'\n"));
        assert!(
            headers(&config, None).contains("/data/articles.jsonl\n  Content-Type: application/jsonl; charset=utf-8\n")
        );
        let bare = parse("title: x\nwithout: [data]\n").value;
        assert!(!headers(&bare, None).contains("/data/"));
    }

    #[test]
    fn moved_pages_are_told_from_the_root_of_the_host() {
        let moved = [(Route::new("people/é.html"), Route::new("people/e.html"))];
        let at = |site: &str| redirects(&parse(site).value, &moved);
        assert_eq!(at("title: x\n"), "/people/%C3%A9.html /people/e.html 301\n");
        assert_eq!(at("title: x\nbase_url: https://e.org/a\n"), "/a/people/%C3%A9.html /a/people/e.html 301\n");
    }
}
