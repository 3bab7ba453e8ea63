//! Properties of every imported document: it parses as an article without diagnostics on its front matter, dossier's own
//! output has no HTML, and the same bytes give the same article.

use dossier::base::{Code, SourcePath};
use dossier::import::compose::{compose, Overrides};
use dossier::parse::article;

/// Imports a document and checks the article, if there is one.
pub fn check(name: &str, bytes: &[u8]) {
    let Ok(composed) = compose(name, bytes, &Overrides::default()) else { return };
    let file = composed.to_file("seeds/a", None);
    let again = compose(name, bytes, &Overrides::default()).expect("as before").to_file("seeds/a", None);
    assert_eq!(file, again, "the same bytes, the same article");
    let read = article::parse(&SourcePath::new("content/articles/a.md"), file.as_bytes());
    let broken = [Code::BrokenYaml, Code::UnknownKey, Code::WrongType, Code::MissingKey, Code::BadDate, Code::BadValue, Code::UnclosedFrontMatter, Code::ParserFailed];
    let complaint = read.diagnostics.iter().find(|diagnostic| broken.contains(&diagnostic.code));
    assert!(complaint.is_none(), "{complaint:?}\n{file}");
}

/// Checks that dossier's own output has no HTML: a tag that is text has a backslash before it.
#[allow(dead_code, reason = "Markdown may hold HTML; that is for the build")]
pub fn check_without_html(name: &str, bytes: &[u8]) {
    check(name, bytes);
    let Ok(composed) = compose(name, bytes, &Overrides::default()) else { return };
    let file = composed.to_file("seeds/a", None);
    let body = file.split_once("\n---\n").map_or("", |(_, body)| body);
    let parsed = article::parse(&SourcePath::new("content/articles/a.md"), file.as_bytes()).value.expect("an article");
    let html = format!("{:?}", parsed.body.nodes);
    assert!(!html.contains("Html(\""), "{body}");
}
