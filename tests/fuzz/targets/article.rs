//! Properties of every imported document: it parses as an article without diagnostics on its front matter, dossier's own
//! output has no HTML, and the same bytes give the same article.

use dossier::base::{Code, SourcePath};
use dossier::import::compose::{compose, Overrides};
use dossier::import::in_memory::compose_all;
use dossier::parse::article;

/// Imports a document and checks the article, if there is one.
#[allow(dead_code, reason = "containers are checked with the next function")]
pub fn check(name: &str, bytes: &[u8]) {
    let Ok(composed) = compose(name, bytes, &Overrides::default()) else { return };
    let file = composed.to_file("seeds/a", None);
    let again = compose(name, bytes, &Overrides::default()).expect("as before").to_file("seeds/a", None);
    assert_eq!(file, again, "the same bytes, the same article");
    check_file(&file);
}

/// Imports all documents of a container and checks their articles.
#[allow(dead_code, reason = "only the target of containers has many")]
pub fn check_all(name: &str, bytes: &[u8]) {
    let files = || -> Vec<String> {
        let articles = compose_all(name, bytes, &Overrides::default()).unwrap_or_default();
        articles.iter().map(|article| article.to_file("seeds/a", None)).collect()
    };
    let first = files();
    assert_eq!(first, files(), "the same bytes, the same articles");
    first.iter().for_each(|file| check_file(file));
}

fn check_file(file: &str) {
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
