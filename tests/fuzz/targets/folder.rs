//! A project folder from any bytes, through the whole pipeline and onto the disk: no panic, nothing written outside the
//! output, every page well formed, every line of data JSON. Also run by `cargo test`, on mutated dossiers.
//!
//! The bytes are a sequence of files: a line `=== NAME`, then the content. What precedes the first is site.yaml.

use std::path::Path;

use dossier::build::render_page;
use dossier::build::{Memo, PipelineOptions, build};
use dossier::publish::sync;
use dossier::source::Snapshot;

/// Splits the bytes into files.
pub(super) fn files(data: &[u8]) -> Vec<(String, Vec<u8>)> {
    const HEAD: &[u8] = b"\n=== ";
    let (mut files, mut name, mut rest) = (Vec::new(), "site.yaml".to_owned(), data);
    loop {
        let end = rest.windows(HEAD.len()).position(|window| window == HEAD);
        files.push((name, rest[..end.unwrap_or(rest.len())].to_vec()));
        let Some(end) = end else { return files };
        let after = &rest[end + HEAD.len()..];
        let line = after.iter().position(|byte| *byte == b'\n').unwrap_or(after.len());
        name = String::from_utf8_lossy(&after[..line]).into_owned();
        rest = after.get(line + 1..).unwrap_or_default();
    }
}

/// Builds the folder and writes it below `folder`, which must be empty and is empty again afterwards.
pub(super) fn check(data: &[u8], folder: &Path) {
    let files = files(data);
    let themed = files.iter().any(|(name, _)| name.starts_with("themes/"));
    let snapshot = Snapshot::from_files(files);
    let memo = Memo::default();
    let built = build(&snapshot, &PipelineOptions::default(), &memo);
    let (project, output) = (folder.join("project"), folder.join("project/public"));
    std::fs::create_dir_all(&project).expect("a folder");
    let drawn = |page: &dossier::pages::KeyedPage| render_page(&built, page, &memo);
    let failed = |code: dossier::base::Code| code == dossier::base::Code::ParserFailed;
    let caught = built.diagnostics.iter().find(|diagnostic| failed(diagnostic.code));
    assert!(caught.is_none(), "{caught:?}");
    let outcome = sync(&output, &project, &built.pages(), &drawn).expect("the output is written");
    let caught = outcome.diagnostics.iter().find(|diagnostic| failed(diagnostic.code));
    assert!(caught.is_none(), "{caught:?}");
    // The program's record of the output is next to it.
    let is_own = |name: std::ffi::OsString| name == ".dossier";
    let beside = |folder: &Path| {
        std::fs::read_dir(folder).expect("a folder").flatten().filter(|entry| !is_own(entry.file_name())).count()
    };
    assert!(beside(folder) == 1 && beside(&project) == 1, "something was written outside the output");
    for page in built.pages() {
        let artifact = drawn(&page);
        let Some(bytes) = &artifact.bytes else { continue };
        let route = page.route.as_str();
        assert!(output.join(route).is_file(), "{route} is nowhere");
        if route.ends_with(".html") && !themed && !route.starts_with("media/") {
            let html = std::str::from_utf8(bytes).expect("text");
            assert!(html.starts_with("<!doctype html>") && html.trim_end().ends_with("</html>"), "{route} is no page");
        }
        if route.starts_with("data/") && route.ends_with(".jsonl") {
            let lines = std::str::from_utf8(bytes).expect("text").lines();
            lines.for_each(|line| drop(serde_json::from_str::<serde_json::Value>(line).expect("JSON")));
        }
    }
    std::fs::remove_dir_all(&project).expect("the folder");
}
