//! Any bytes as site.yaml, as a theme's files, and as the lists written by people and commands: decisions and notes.
#![no_main]

use dossier::base::{Code, SourcePath};
use dossier::config::site;
use dossier::parse::{decisions, free_page, notes};
use dossier::source::Snapshot;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let mut diagnostics = Vec::new();
    if let Ok(text) = std::str::from_utf8(data) {
        let mut config = site::parse(text);
        diagnostics.append(&mut config.diagnostics);
        assert!(config.value.kinds.iter().all(|kind| !kind.folder.contains("..") && !kind.folder.starts_with('/')));
        let mut files = vec![("site.yaml".to_owned(), b"title: x\nlanguage: fr\n".to_vec())];
        for name in ["theme.yaml", "lang/fr.yaml", "templates/article.html", "static/a.css"] {
            files.push((format!("themes/default/{name}"), data.to_vec()));
        }
        let plain = site::parse("title: x\nlanguage: fr\n").value;
        diagnostics.extend(dossier::theme::load(&Snapshot::from_files(files), &plain).diagnostics);
    }
    let (decided, noted) = (SourcePath::new("content/decisions.yaml"), SourcePath::new("content/notes/a.yaml"));
    let read = decisions::parse(&decided, data);
    if read.diagnostics.is_empty() {
        let again = decisions::parse(&decided, decisions::write(&read.value).as_bytes());
        assert_eq!(again.value.mentions.len(), read.value.mentions.len(), "what is written reads back");
    }
    diagnostics.extend(read.diagnostics);
    diagnostics.extend(notes::parse(&noted, data).diagnostics);
    diagnostics.extend(free_page::parse_front(&SourcePath::new("content/index.md"), data).diagnostics);
    let failed = diagnostics.iter().find(|diagnostic| diagnostic.code == Code::ParserFailed);
    assert!(failed.is_none(), "{failed:?}");
});
