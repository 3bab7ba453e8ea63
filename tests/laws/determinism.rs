//! The same bytes from shuffled files, with one thread and with eight, and from another folder.

use std::fs;
use std::path::Path;

use dossier::build::{Memo, PipelineOptions, build};
use dossier::source::read_project;

use super::project::{Files, outcome, outcome_of, start};

fn write(root: &Path, files: impl Iterator<Item = (String, String)>) {
    for (name, text) in files {
        let path = root.join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
}

#[test]
fn order_threads_and_folder_make_no_difference() {
    let files: Files = start();
    let expected = outcome(&files, &Memo::default());
    let folders: Vec<tempfile::TempDir> = (0..2).map(|_| tempfile::tempdir().expect("a folder")).collect();
    write(folders[0].path(), files.clone().into_iter());
    write(folders[1].path(), files.into_iter().rev());
    for (folder, threads) in folders.iter().zip([1, 8]) {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        let found = pool.install(|| {
            let memo = Memo::default();
            let snapshot = read_project(folder.path(), None).expect("a project");
            outcome_of(&build(&snapshot, &PipelineOptions::default(), &memo), &memo)
        });
        assert_eq!(found, expected, "{threads} threads");
    }
}
