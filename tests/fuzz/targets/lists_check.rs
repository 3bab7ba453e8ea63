//! Any bytes as a journal, a manifest and a record of outputs: no panic, no name leads out, and files next to the project
//! are unchanged when a command uses them. Also run by `cargo test`, on mutated lists.

use std::path::Path;

use dossier::build::render_page;
use dossier::build::{Memo, PipelineOptions, build};
use dossier::edit::{self, journal};
use dossier::publish::manifest::Manifest;
use dossier::publish::sync;
use dossier::source::Snapshot;

fn climbs(name: &str) -> bool {
    name.starts_with('/') || name.split('/').any(|part| matches!(part, "" | "." | ".."))
}

/// Uses the bytes in a project below `folder`, which must be empty and is empty again afterwards.
pub(super) fn check(data: &[u8], folder: &Path) {
    for one in journal::parse(data).into_iter().flatten() {
        assert!(!climbs(&one.from) && !climbs(&one.to), "{one:?}");
    }
    if let Some(manifest) = Manifest::parse(data) {
        let wrong = manifest.files.keys().chain(manifest.replaced.keys()).find(|route| climbs(route));
        assert!(wrong.is_none(), "{wrong:?}");
    }
    let (project, beside) = (folder.join("project"), folder.join("beside"));
    let write = |path: &Path, bytes: &[u8]| {
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, bytes).expect("a file");
    };
    write(&beside.join("a.md"), b"theirs");
    for name in ["site.yaml", "content/a.md", "content/.dossier-1-1.tmp", "seeds/a.txt", "public/a.html"] {
        write(&project.join(name), b"title: x");
    }
    write(&project.join(journal::FILE), data);
    write(&project.join("public/.dossier-manifest.json"), data);
    write(&project.join(".dossier/outputs.json"), data);
    let _ = edit::recover(&project);
    let snapshot = Snapshot::from_files([("site.yaml".to_owned(), b"title: x\n".to_vec())]);
    let memo = Memo::default();
    let built = build(&snapshot, &PipelineOptions::default(), &memo);
    let _ = sync(&project.join("public"), &project, &built.pages(), &|page: &dossier::pages::KeyedPage| {
        render_page(&built, page, &memo)
    });
    assert_eq!(std::fs::read(beside.join("a.md")).expect("it stays"), b"theirs");
    assert_eq!(std::fs::read_dir(&beside).expect("a folder").count(), 1);
    assert_eq!(std::fs::read_dir(folder).expect("a folder").count(), 2);
    assert!(project.join("site.yaml").is_file(), "the project's own");
    std::fs::remove_dir_all(&project).expect("the folder");
    std::fs::remove_dir_all(&beside).expect("the folder");
}
