//! A dossier that came from a stranger, with links, lists of names and an output folder of its own: nothing outside it is
//! changed, and its output's manifest is not trusted.

use std::path::Path;

use super::session::Session;

fn dossier() -> Session {
    let session = Session::new();
    session.write("content/articles/a.md", "---\ntitle: A\ndate: 2021\n---\nOdile Ferrand parle.\n".as_bytes());
    session.write("content/people/odile.md", b"---\nname: Odile Ferrand\n---\n");
    session
}

fn outside(files: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for name in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(path, "theirs").expect("a file");
    }
    folder
}

#[cfg(unix)]
fn link(to: &Path, session: &Session, name: &str) {
    let path = session.path(name);
    std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
    std::os::unix::fs::symlink(to, path).expect("a link");
}

#[cfg(unix)]
#[test]
fn a_build_deletes_nothing_through_a_link_in_an_output_that_came_along() {
    let (session, theirs) = (dossier(), outside(&["letter.txt"]));
    session.write("public/.dossier-manifest.json", br#"{"dossier":1,"files":{"x/letter.txt":["","",6]}}"#);
    link(theirs.path(), &session, "public/x");
    let build = session.run("build");
    assert!(theirs.path().join("letter.txt").exists());
    assert!(build.err.contains("x/letter.txt") && build.err.contains("was kept"), "{}", build.err);
    // The same after this machine has written the manifest.
    session.run("build");
    assert!(theirs.path().join("letter.txt").exists());
}

#[test]
fn what_a_manifest_from_elsewhere_lists_is_deleted_only_where_it_is_what_the_manifest_says() {
    let session = dossier();
    let content = dossier::base::Key::of(b"listed");
    session.write(
        "public/.dossier-manifest.json",
        format!(r#"{{"dossier":1,"files":{{"mine.txt":["","{content}",6],"old.html":["","{content}",6]}}}}"#)
            .as_bytes(),
    );
    session.write("public/mine.txt", b"edited").write("public/old.html", b"listed");
    let build = session.run("build");
    assert_eq!(session.read("public/mine.txt"), "edited");
    assert!(!session.path("public/old.html").exists(), "{}", build.err);
    assert_eq!(build.code, 1, "somebody must look: {}", build.err);
}

#[test]
fn a_page_that_was_exchanged_in_an_output_that_came_along_is_written_anew() {
    let session = dossier();
    session.run("build");
    let good = session.files("public");
    let copy = Session::new();
    let page = String::from_utf8(good["articles/a.html"].clone()).expect("text");
    let forged = page.replace("Odile Ferrand parle", "<b>forged text</b>!");
    for (name, bytes) in session.files(".") {
        if !name.starts_with("public/articles/a.html") {
            copy.write(&name, &bytes);
        }
    }
    let same_length = format!("{:<width$}", forged.replace("Ferrand", ""), width = page.len());
    copy.write("public/articles/a.html", same_length.as_bytes());
    // As an archive unpacks it: with an old time, before the manifest's.
    let old = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_500_000_000);
    let file = std::fs::File::options().write(true).open(copy.path("public/articles/a.html")).expect("a file");
    file.set_modified(old).expect("a time");
    let build = copy.run("build");
    assert_eq!(copy.files("public"), good, "{}", build.err);
    assert!(build.err.contains("(1 written,"), "the rest is compared, not written: {}", build.err);
    let again = copy.run("build");
    assert!(again.err.contains("(0 written,"), "{}", again.err);
}

#[cfg(unix)]
#[test]
fn an_output_that_is_a_link_or_another_dossiers_is_refused() {
    let (session, other) = (dossier(), Session::new());
    other.write("content/articles/b.md", b"---\ntitle: B\ndate: 2020\n---\nRien.\n");
    other.run("build");
    let before = other.files("public");
    link(&other.path("public"), &session, "public");
    let build = session.run("build");
    assert_eq!(build.code, 3, "{}", build.err);
    assert!(build.err.contains("is a link"), "{}", build.err);
    let named = session.run(&format!("build --output {}", other.path("public").display()));
    assert_eq!(named.code, 2, "{}", named.err);
    assert!(named.err.contains("another dossier"), "{}", named.err);
    assert_eq!(other.files("public"), before);
    // An output outside the project is still one's own after the project was moved to another machine.
    let place = tempfile::tempdir().expect("a folder");
    let own = format!("build --output {}", place.path().join("site").display());
    assert_eq!(session.run(&own).code, 0);
    std::fs::remove_dir_all(session.path(".dossier")).expect("it was there");
    assert_eq!(session.run(&own).code, 0);
}

#[cfg(unix)]
#[test]
fn an_output_beside_the_project_that_is_a_link_is_refused_however_it_is_named() {
    let (session, theirs) = (Session::new(), outside(&[]));
    session.write("dossier/site.yaml", b"title: Essai\nlanguage: fr\n");
    link(theirs.path(), &session, "out");
    for output in ["out", "./out", "dossier/../out", &session.path("out").display().to_string()] {
        let build = session.run(&format!("build --root dossier --output {output}"));
        assert_eq!(build.code, 3, "{output}: {}", build.err);
        assert!(build.err.contains("is a link"), "{output}: {}", build.err);
    }
    assert_eq!(std::fs::read_dir(theirs.path()).expect("a folder").count(), 0);
}

#[test]
fn an_output_in_a_folder_of_the_programs_own_is_refused() {
    for output in [".dossier", ".backup/x", ".git"] {
        assert_eq!(dossier().run(&format!("build --output {output}")).code, 2, "{output}");
    }
}

#[test]
fn a_journal_that_came_along_renames_nothing_of_the_machine() {
    let theirs = outside(&["letter.txt"]);
    let absolute = theirs.path().display().to_string();
    for (from, to) in [
        (format!("{absolute}/letter.txt"), format!("{absolute}/.letter.txt.before")),
        ("content/../../letter.txt".to_owned(), "content/../../.letter.txt.before".to_owned()),
        ("../letter.txt".to_owned(), "../.letter.txt.before".to_owned()),
        ("site.yaml".to_owned(), ".site.yaml.before".to_owned()),
        ("themes/x/theme.yaml".to_owned(), "themes/x/.theme.yaml.before".to_owned()),
    ] {
        for command in ["build", "check", "new person Zoé"] {
            let session = dossier();
            session.write("themes/x/theme.yaml", b"name: x\n");
            let journal = format!(r#"{{"dossier":1,"moves":[["{from}","{to}"]]}}"#);
            session.write("content/.dossier-journal.json", journal.as_bytes());
            let run = session.run(command);
            assert_ne!(run.code, 0, "{from}: {}", run.err);
            assert!(run.err.contains("is damaged") && run.err.contains("help:"), "{from}: {}", run.err);
            assert!(theirs.path().join("letter.txt").exists() && session.path("site.yaml").exists(), "{from}");
            assert!(session.path("themes/x/theme.yaml").exists(), "{from}");
        }
    }
}

#[cfg(unix)]
#[test]
fn forgetting_with_raw_documents_reaches_no_further_than_the_project() {
    let (session, theirs) = (dossier(), outside(&[]));
    std::fs::write(theirs.path().join("letter.txt"), "Odile Ferrand").expect("a file");
    link(theirs.path(), &session, "seeds");
    let forget = session.run("forget odile --raw");
    assert_eq!(forget.code, 0, "{}", forget.err);
    assert!(theirs.path().join("letter.txt").exists());
    assert!(forget.err.contains("seeds"), "what was not read is named: {}", forget.err);
    // A sparse file of terabytes is not read either.
    let session = dossier();
    session.write("seeds/a.txt", b"Odile Ferrand").write("seeds/b.txt", b"nobody");
    let large = std::fs::File::create(session.path("seeds/large.txt")).expect("a file");
    large.set_len(1 << 40).expect("a sparse file");
    link(theirs.path(), &session, "seeds/linked");
    let forget = session.run("forget odile --raw");
    assert!(!session.path("seeds/a.txt").exists() && session.path("seeds/b.txt").exists(), "{}", forget.err);
    assert!(forget.err.contains("seeds/large.txt") && forget.err.contains("seeds/linked"), "{}", forget.err);
    assert!(theirs.path().join("letter.txt").exists());
}

#[cfg(unix)]
#[test]
fn importing_and_keeping_copies_reach_no_further_than_the_project() {
    use std::io::Write as _;
    let (session, theirs) = (dossier(), outside(&[]));
    let mut archive = zip::ZipWriter::new(std::fs::File::create(session.path("presse.zip")).expect("a file"));
    archive.start_file("phare.txt", zip::write::SimpleFileOptions::default()).expect("an entry");
    archive.write_all("Le phare\n\nLe phare de Sarvane est éteint depuis lundi.\n".as_bytes()).expect("text");
    archive.finish().expect("an archive");
    link(theirs.path(), &session, "seeds/presse");
    link(theirs.path(), &session, ".backup");
    let import = session.run("import presse.zip");
    assert_ne!(import.code, 0, "{}", import.err);
    let rename = session.run("rename odile odette --backup");
    assert_ne!(rename.code, 0, "{}", rename.err);
    assert!(rename.err.contains(".backup"), "{}", rename.err);
    assert!(session.path("content/people/odile.md").exists());
    assert_eq!(std::fs::read_dir(theirs.path()).expect("a folder").count(), 0);
}

#[test]
fn renaming_never_takes_the_place_of_what_is_hidden_broken_or_in_a_table() {
    for (file, text) in [
        ("content/people/rose.md", "---\nname: Rose Kerjean\nvisibility: hidden\n---\nVie.\n"),
        ("content/people/rose.md", "---\nname: [Rose\n---\nVie.\n"),
        ("content/people/Rose.md", "---\nname: Rose\nnmae: x\n---\n"),
        ("content/people.yaml", "- id: rose\n  name: Rose Kerjean\n  visibility: hidden\n"),
        ("content/people.yaml", "- id: rose\n  name: [Rose\n"),
        ("content/people.csv", "id,name\nrose,Rose,too,many\n"),
        ("content/places/port.md", "---\nname: Port\nformer: [rose]\n---\n"),
        ("content/articles/rose.md", "---\ntitle: Rose\ndraft: true\ndate: 2021\n---\nTexte.\n"),
    ] {
        for command in ["rename odile rose", "new person Rose"] {
            let session = dossier();
            session.write(file, text.as_bytes());
            let before = session.files("content");
            let run = session.run(command);
            assert_ne!(run.code, 0, "{command}, {file}: {}", run.err);
            assert!(run.err.contains("help:"), "{}", run.err);
            assert_eq!(session.files("content"), before, "{command}, {file}");
        }
    }
}

#[test]
fn an_imported_article_takes_no_id_of_a_table_or_a_former_one() {
    for (file, text) in [
        ("content/places.yaml", "- id: phare\n  name: Phare\n"),
        ("content/places.csv", "id,name\nphare,Phare\n"),
        ("content/places/tour.md", "---\nname: Tour\nformer: [phare]\n---\n"),
        ("content/places.yaml", "- id: phare\n  name: [Phare\n"),
    ] {
        let session = dossier();
        session.write(file, text.as_bytes());
        session.write("raw/phare.txt", "Le phare\n\nLe phare de Sarvane est éteint depuis lundi soir.\n".as_bytes());
        let import = session.run("import raw/phare.txt");
        assert!(session.path("content/articles/phare-2.md").exists(), "{file}: {}", import.err);
        assert!(!session.path("content/articles/phare.md").exists(), "{file}");
    }
}

#[test]
fn what_was_set_aside_before_is_not_written_over() {
    let session = dossier();
    session.write("content/people/paul.md", b"---\nname: Paul Ferrand\n---\n");
    session.run("rename odile odette");
    session.write("content/people/odile.md", b"---\nname: Odile Autre\n---\n");
    let merged = session.run("merge odile paul");
    assert!(session.path("content/people/.odile.md.before").exists(), "{}", merged.err);
    let aside: Vec<String> =
        session.files("content/people").into_keys().filter(|name| name.contains("before")).collect();
    if merged.code == 0 {
        assert_eq!(aside, [".odile.md.before", ".odile.md.before-2"], "{}", merged.err);
    }
    assert!(session.read("content/people/.odile.md.before").contains("Odile Ferrand"));
}

#[cfg(unix)]
#[test]
fn forgetting_is_one_edit_like_any_other() {
    let session = dossier();
    session.write("content/notes/a.yaml", "- quote: Odile Ferrand\n  note: Voir [[odile]].\n".as_bytes());
    let path = session.path("content/people/odile.md");
    let mut permissions = std::fs::metadata(&path).expect("a file").permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&path, permissions).expect("permissions");
    let before = session.files("content");
    let forget = session.run("forget odile");
    assert_eq!(forget.code, 3, "{}", forget.err);
    assert!(forget.err.contains("read-only"), "{}", forget.err);
    assert_eq!(session.files("content"), before, "all of it or nothing");
    let held = std::fs::File::open(session.path("content")).expect("a folder");
    held.try_lock().expect("free");
    assert_eq!(session.run("forget odile").code, 3, "another command is at work");
}

#[cfg(unix)]
#[test]
fn a_link_to_what_git_or_the_importer_keeps_publishes_nothing() {
    for (name, text) in [(".git/config", "url = https://token-canary@example.org/"), ("seeds/raw.txt", "raw canary")] {
        let session = dossier();
        session.write(name, text.as_bytes());
        for place in ["content/articles/x.md", "content/media/x.txt", "content/people/x.md"] {
            link(&session.path(name), &session, place);
            session.write("content/articles/y.md", b"---\ntitle: Y\ndate: 2021\n---\n[x](../media/x.txt)\n");
            let build = session.run("build");
            assert_ne!(build.code, 0, "{place}: {}", build.err);
            assert!(build.err.contains("no build reads"), "{place}: {}", build.err);
            let leaked =
                session.files("public").values().any(|bytes| String::from_utf8_lossy(bytes).contains("canary"));
            assert!(!leaked, "{place}");
            std::fs::remove_file(session.path(place)).expect("the link");
        }
    }
}

/// A file is replaced by a pipe or a link between the check and the read: a build ends, and reads neither.
#[cfg(unix)]
#[test]
fn a_file_that_is_exchanged_while_it_is_read_holds_nobody_up_and_lets_nothing_in() {
    use std::sync::atomic::{AtomicBool, Ordering};
    let (session, theirs) = (dossier(), outside(&[]));
    std::fs::write(theirs.path().join("secret.md"), "---\ntitle: Secret\ndate: 2021\n---\nCanari.\n").expect("a file");
    for n in 0..40 {
        session.write(&format!("content/articles/n{n}.md"), b"---\ntitle: N\ndate: 2021\n---\nRien.\n");
    }
    let article = session.path("content/articles/n7.md");
    let (pipe, leads_out, real) = (session.path("pipe"), session.path("link"), session.path("real.md"));
    std::fs::copy(&article, &real).expect("a copy");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().expect("mkfifo").success());
    std::os::unix::fs::symlink(theirs.path().join("secret.md"), &leads_out).expect("a link");
    let stop = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let step = session.path("step");
            while !stop.load(Ordering::Relaxed) {
                for other in [&pipe, &leads_out, &real] {
                    // Replaced by renaming, so that the name always exists.
                    std::fs::rename(other, &step).expect("a rename");
                    std::fs::rename(&article, other).expect("a rename");
                    std::fs::rename(&step, &article).expect("a rename");
                }
            }
        });
        for _ in 0..6 {
            let mut build = std::process::Command::new(env!("CARGO_BIN_EXE_dossier"))
                .args(["build", "--quiet"])
                .current_dir(session.path(""))
                .stderr(std::process::Stdio::null())
                .spawn()
                .expect("the program");
            let begun = std::time::Instant::now();
            let ended = loop {
                match build.try_wait().expect("a process") {
                    Some(_) => break true,
                    None if begun.elapsed().as_secs() > 60 => break false,
                    None => std::thread::sleep(std::time::Duration::from_millis(5)),
                }
            };
            if !ended {
                stop.store(true, Ordering::Relaxed);
                build.kill().expect("it runs");
                panic!("the build waits for a pipe");
            }
            let leaked =
                session.files("public").values().any(|bytes| String::from_utf8_lossy(bytes).contains("Canari"));
            if leaked {
                stop.store(true, Ordering::Relaxed);
                panic!("what stands outside of the project was published");
            }
        }
        stop.store(true, Ordering::Relaxed);
    });
}

/// `chmod -R 644` leaves folders that can be listed but not entered. Root can enter them anyway, so the program runs as the
/// user nobody here.
#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_cannot_be_entered_is_an_error_and_takes_no_page_away() {
    use std::os::unix::fs::PermissionsExt as _;
    use std::os::unix::process::CommandExt as _;
    let session = dossier();
    let allow = |name: &str, mode: u32| {
        std::fs::set_permissions(session.path(name), std::fs::Permissions::from_mode(mode)).expect("permissions");
    };
    let is_root = std::fs::metadata("/proc/self").is_ok_and(|me| std::os::unix::fs::MetadataExt::uid(&me) == 0);
    // The user nobody cannot enter the folder that the program was built in. Another process copies it: this one starts
    // processes all the time, and a file that one of them has open for writing cannot be executed.
    let program = session.path("dossier");
    let copied = std::process::Command::new("cp").arg(env!("CARGO_BIN_EXE_dossier")).arg(&program).status();
    assert!(copied.expect("cp").success());
    let run = |arguments: &[&str]| {
        let mut command = std::process::Command::new(&program);
        command.args(arguments).current_dir(session.path("")).envs([("NO_COLOR", "1"), ("DOSSIER_LANG", "en")]);
        if is_root {
            command.uid(65_534);
        }
        let output = command.output().expect("the program runs");
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    if is_root {
        for name in ["", "content", "content/articles", "content/people"] {
            allow(name, 0o777);
        }
    }
    assert_eq!(run(&["build"]).0, Some(0));
    let before = session.files("public");
    for (folder, mode) in
        [("content/people", 0o644), ("content/people", 0o000), ("content/articles", 0o644), ("content", 0o644)]
    {
        allow(folder, mode);
        let (code, err) = run(&["build"]);
        allow(folder, 0o777);
        assert_ne!(code, Some(0), "{folder}: {err}");
        assert!(err.contains(folder) && err.contains("help:"), "{folder}: {err}");
        assert_eq!(session.files("public"), before, "{folder}: {err}");
    }
}
