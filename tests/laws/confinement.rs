//! Replaces files and folders of a dossier (by a link that leads out, a pipe, a folder for a file and a file for a
//! folder), and its lists of files by any content: no command changes anything outside the dossier, and none waits for
//! ever.

#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use rayon::prelude::*;

/// The entries to replace, one at a time.
const PLACES: [&str; 33] = [
    "site.yaml",
    "content",
    "content/index.md",
    "content/decisions.yaml",
    "content/.dossier-journal.json",
    "content/articles",
    "content/articles/a.md",
    "content/articles/b.md",
    "content/people",
    "content/people/odile.md",
    "content/people/.odile.md.before",
    "content/places.yaml",
    "content/events.csv",
    "content/notes",
    "content/notes/a.yaml",
    "content/pages",
    "content/pages/about.md",
    "content/media",
    "content/media/plan.png",
    "themes",
    "themes/own",
    "themes/own/theme.yaml",
    "seeds",
    "seeds/pile",
    "seeds/pile/a.txt",
    ".dossier",
    ".dossier/last-build.json",
    ".dossier/outputs.json",
    ".backup",
    "public",
    "public/articles",
    "public/articles/a.html",
    "public/.dossier-manifest.json",
];

/// Every command that reads or writes a dossier, in an order in which each finds something to do.
const COMMANDS: [&str; 16] = [
    "check", "build", "check --leaks", "why odile", "diff", "export jsonl", "import ../pile.zip", "new person Zoe",
    "suggest --write", "suggest --refuse Sarvane", "rename odile odette --backup", "merge odette paul --backup",
    "forget paul --raw", "build", "init .", "build --output public/inner",
];

const PNG: &[u8] = &[
    0x89, b'P', b'N', b'G', 13, 10, 26, 10, 0, 0, 0, 13, b'I', b'H', b'D', b'R', 0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0,
    0x3a, 0x7e, 0x9b, 0x55, 0, 0, 0, 10, b'I', b'D', b'A', b'T', 0x78, 0x9c, 0x63, 0, 0, 0, 2, 0, 1, 0x48, 0xaf, 0xa4,
    0x71, 0, 0, 0, 0, b'I', b'E', b'N', b'D', 0xae, 0x42, 0x60, 0x82,
];

fn write(root: &Path, name: &str, bytes: &[u8]) {
    let path = root.join(name);
    fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
    fs::write(path, bytes).expect("a file");
}

/// Makes a dossier with every file that a command may leave, and a folder to import.
fn dossier(base: &Path) {
    let root = base.join("dossier");
    let article =
        |title: &str| format!("---\ntitle: {title}\ndate: 2024-03-05\n---\nOdile Ferrand et Paul Kerjean parlent.\n");
    write(&root, "site.yaml", b"title: Essai\nlanguage: fr\ntheme: own\n");
    write(&root, "content/index.md", b"Bonjour.\n");
    write(&root, "content/articles/a.md", article("A").as_bytes());
    write(&root, "content/articles/b.md", article("B").as_bytes());
    write(&root, "content/people/odile.md", b"---\nname: Odile Ferrand\n---\n![](../media/plan.png)\n");
    write(&root, "content/people/.odile.md.before", b"---\nname: Odile\n---\n");
    write(&root, "content/people/paul.md", b"---\nname: Paul Kerjean\n---\n");
    write(&root, "content/places.yaml", b"- id: sarvane\n  name: Sarvane\n");
    write(&root, "content/events.csv", b"id,name,date\ncrue,La crue,2024-03-04\n");
    write(&root, "content/notes/a.yaml", b"- quote: Odile Ferrand\n  note: Elle parle.\n");
    write(&root, "content/decisions.yaml", b"- refused: Nantes\n");
    write(&root, "content/pages/about.md", b"---\ntitle: Ici\n---\nTexte.\n");
    write(&root, "content/media/plan.png", PNG);
    write(&root, "themes/own/theme.yaml", b"extends: default\n");
    write(&root, "seeds/pile/a.txt", b"Paul Kerjean, Odile Ferrand.");
    write(&root, ".backup/0001/content/people/odile.md", b"x");
    let mut archive = zip::ZipWriter::new(fs::File::create(base.join("pile.zip")).expect("a file"));
    archive.start_file("phare.txt", zip::write::SimpleFileOptions::default()).expect("an entry");
    std::io::Write::write_all(&mut archive, "Le phare\n\nLe phare de Sarvane est éteint.\n".as_bytes()).expect("text");
    archive.finish().expect("an archive");
    let build = run(&root, "build");
    assert_eq!(build, Some(Some(0)), "the dossier is sound");
}

/// Runs a command; `None` if it does not end.
fn run(root: &Path, command: &str) -> Option<Option<i32>> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_dossier"))
        .args(command.split(' '))
        .current_dir(root)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program");
    let begun = Instant::now();
    loop {
        if let Some(status) = child.try_wait().expect("a process") {
            return Some(status.code());
        }
        if begun.elapsed() > Duration::from_secs(120) {
            child.kill().expect("it runs");
            return None;
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}

fn copy(from: &Path, to: &Path) {
    let metadata = fs::symlink_metadata(from).expect("something");
    if metadata.is_dir() {
        fs::create_dir_all(to).expect("a folder");
        for entry in fs::read_dir(from).expect("a folder").flatten() {
            copy(&entry.path(), &to.join(entry.file_name()));
        }
    } else {
        fs::copy(from, to).expect("a copy");
    }
}

/// Returns every file and folder below a folder, with its content.
fn tree(folder: &Path) -> BTreeMap<PathBuf, Option<Vec<u8>>> {
    let mut all = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            all.extend(tree(&path));
            all.insert(path, None);
        } else {
            let bytes = fs::read(&path).expect("a file");
            all.insert(path, Some(bytes));
        }
    }
    all
}

fn remove(path: &Path) {
    match fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_dir() => fs::remove_dir_all(path).expect("a folder"),
        Ok(_) => fs::remove_file(path).expect("a file"),
        Err(_) => {}
    }
}

/// Replaces a file or folder. The target of a link is a copy of what it replaces, so that every name that a command looks
/// for exists.
fn replace(base: &Path, place: &str, by: &str) {
    let (path, twin) = (base.join("dossier").join(place), base.join("outside").join("twin"));
    let is_folder = path.is_dir();
    fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
    if path.exists() {
        copy(&path, &twin);
    } else {
        fs::write(
            &twin,
            r#"{"dossier":1,"moves":[["content/../../outside/kept.txt","content/../../outside/.kept.txt.before"]]}"#,
        )
        .expect("a file");
    }
    remove(&path);
    match by {
        "link" => std::os::unix::fs::symlink(&twin, &path).expect("a link"),
        "climbing link" => {
            let up = "../".repeat(place.matches('/').count() + 1);
            std::os::unix::fs::symlink(format!("{up}outside/twin"), &path).expect("a link");
        }
        "pipe" => assert!(Command::new("mkfifo").arg(&path).status().expect("mkfifo").success()),
        _ if is_folder => fs::write(&path, "a file").expect("a file"),
        _ => fs::create_dir_all(path.join("folder")).expect("a folder"),
    }
}

/// Lists of files that lead out of the project, in the formats that commands read.
fn plant_lists(base: &Path) {
    let root = base.join("dossier");
    let kept = base.join("outside/kept.txt").display().to_string();
    write(
        &root,
        "public/.dossier-manifest.json",
        format!(r#"{{"dossier":1,"files":{{"../../outside/kept.txt":["","",4],"{kept}":["","",4],"..\\..\\outside\\kept.txt":["","",4]}}}}"#)
            .as_bytes(),
    );
    let outputs = format!(r#"{{"{kept}":{{"inode":1,"changed":[1,1],"len":1}}}}"#);
    write(&root, ".dossier/outputs.json", outputs.as_bytes());
}

fn check(base: &Path, what: &str) -> Vec<String> {
    let outside = base.join("outside");
    let before = tree(&outside);
    let mut wrong = Vec::new();
    for command in COMMANDS {
        if run(&base.join("dossier"), command).is_none() {
            wrong.push(format!("{what}: `{command}` does not end"));
        }
        if tree(&outside) != before {
            wrong.push(format!("{what}: `{command}` changed something outside"));
            break;
        }
    }
    wrong
}

#[path = "../fuzz/targets/lists_check.rs"]
mod lists_check;

/// `DOSSIER_FUZZ=5000` runs more than a few.
#[test]
fn lists_of_files_from_elsewhere_reach_nothing_outside() {
    let n = std::env::var("DOSSIER_FUZZ").ok().and_then(|n| n.parse().ok()).unwrap_or(30);
    let folder = tempfile::tempdir().expect("a folder");
    let names = [
        "content/a.md", "content/.a.md.before", "content/.dossier-1-1.tmp", "../beside/a.md",
        "content/../../beside/a.md", "/etc/passwd", "", ".", "site.yaml", ".site.yaml.before", "seeds/a.txt", "a.html",
        "public/../site.yaml", "\\\\x",
    ];
    let mut seed = 1_u64;
    let mut next = |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        usize::try_from(seed % below as u64).expect("small")
    };
    for _ in 0..n {
        let (from, to) = (names[next(names.len())], names[next(names.len())]);
        let mut list = format!(
            r#"{{"dossier":1,"moves":[["{from}","{to}"]],"files":{{"{from}":["","",8],"{to}":["","",8]}},"before":{{"{from}":["",8]}}}}"#
        )
        .into_bytes();
        if next(3) == 0 {
            let at = next(list.len());
            list[at] = u8::try_from(next(256)).expect("a byte");
        }
        lists_check::check(&list, folder.path());
    }
}

#[test]
fn no_command_changes_anything_outside_of_the_dossier() {
    let sound = tempfile::tempdir().expect("a folder");
    dossier(sound.path());
    let mut cases: Vec<(&str, &str)> =
        PLACES.iter().flat_map(|place| ["link", "climbing link", "pipe", "the other"].map(|by| (*place, by))).collect();
    cases.push(("lists", ""));
    let wrong: Vec<String> = cases
        .par_iter()
        .flat_map(|(place, by)| {
            let base = tempfile::tempdir().expect("a folder");
            copy(sound.path(), base.path());
            write(base.path(), "outside/kept.txt", b"kept");
            if by.is_empty() {
                plant_lists(base.path());
            } else {
                replace(base.path(), place, by);
            }
            check(base.path(), &format!("{place} as {by}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
