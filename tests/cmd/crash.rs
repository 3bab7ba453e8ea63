//! What a command leaves that was interrupted, refused or overtaken. `tests/bench/kill.py` kills real processes.

use super::session::Session;

const ARTICLE: &[u8] = b"---\ntitle: A\ndate: 2021\n---\nJeanne Morvan et Morvan.\n";
const RAW: &[u8] = b"Le phare d\xe2\x80\x99Armel\n\nJeanne Morvan a promis de rallumer le phare avant l'hiver, et le conseil du port a applaudi.\n";

fn dossier() -> Session {
    let session = Session::new();
    session.write("content/articles/a.md", ARTICLE);
    session.write("content/people/jeanne.md", b"---\nname: Jeanne Morvan\n---\nVoir [[paul]].\n");
    session.write("content/people/paul.md", b"---\nname: Paul Morvan\n---\n");
    session
}

#[test]
fn what_an_interrupted_import_left_is_no_article_and_is_swept_up() {
    let session = Session::new();
    session.write("phare.txt", RAW);
    session.run("import phare.txt");
    let article = session.files("content/articles");
    let (name, bytes) = article.iter().next().expect("an article");
    std::fs::remove_file(session.path(&format!("content/articles/{name}"))).expect("it was there");
    // As left by an import that was killed before it renamed the file: complete, and under a hidden name.
    session.write("content/articles/.dossier-1-0.tmp", bytes).write("seeds/.dossier-1-1.tmp", b"half");
    let run = session.run("import phare.txt");
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(session.files("content/articles"), article);
    assert!(!session.path("seeds/.dossier-1-1.tmp").exists());
}

#[test]
fn what_an_interrupted_build_left_beside_what_it_said_is_swept_up_by_the_next_and_by_forgetting() {
    let session = dossier();
    let waiting = [".dossier/.dossier-1-0.tmp", ".dossier/.dossier-1-1.tmp"];
    // The second build finds that nothing changed.
    for command in ["build", "build", "forget paul"] {
        for name in waiting {
            session.write(name, b"half");
        }
        let run = session.run(command);
        assert_eq!(run.code, 0, "{}", run.err);
        assert!(waiting.iter().all(|name| !session.path(name).exists()), "{command}");
    }
}

#[test]
fn the_next_command_renames_what_an_interrupted_one_had_left_to_rename() {
    let session = dossier();
    session.write("content/people/.dossier-1-0.tmp", b"---\nname: Paul Morvan\nformer: [paul]\n---\n");
    session.write("content/people/.dossier-1-1.tmp", b"---\nname: Jeanne Morvan\n---\nVoir [[pol]].\n");
    session.write("content/.dossier-journal.json", br#"{"dossier":1,"moves":[["content/people/.dossier-1-1.tmp","content/people/jeanne.md"],["content/people/.dossier-1-0.tmp","content/people/pol.md"],["content/people/paul.md","content/people/.paul.md.before"]]}"#);
    let build = session.run("build");
    assert_eq!(build.code, 0, "{}", build.err);
    assert!(build.err.contains("interrupted"), "{}", build.err);
    assert!(session.path("public/personnes/pol.html").exists() && !session.path("content/people/paul.md").exists());
    assert_eq!(session.run("build").err.matches("interrupted").count(), 0);
}

#[test]
fn a_journal_that_came_with_a_dossier_renames_nothing_of_the_machine() {
    let session = dossier();
    session.write("content/.dossier-journal.json", br#"{"dossier":1,"moves":[["../secret","content/secret.md"]]}"#);
    let build = session.run("build");
    assert_eq!(build.code, 3);
    assert!(build.err.contains("damaged") && build.err.contains("help:"), "{}", build.err);
}

#[test]
fn read_only_files_are_left_and_nothing_else_is_changed_then() {
    let session = dossier();
    let path = session.path("content/people/jeanne.md");
    let mut permissions = std::fs::metadata(&path).expect("a file").permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&path, permissions).expect("permissions");
    let before = session.files("content");
    let run = session.run("rename paul pol");
    assert_eq!(run.code, 3);
    assert!(run.err.contains("read-only") && run.err.contains("help:"), "{}", run.err);
    assert_eq!(session.files("content"), before);
}

#[test]
fn a_backup_is_kept_on_request_and_published_nowhere() {
    let session = dossier();
    let before = session.files("content");
    assert_eq!(session.run("rename paul pol --backup").code, 0);
    let kept = session.files(".backup/0001/content");
    assert_eq!(kept.len(), 2);
    assert!(kept.iter().all(|(name, bytes)| before[name] == *bytes));
    assert_eq!(session.run("rename pol paolo --backup").code, 0);
    assert!(session.path(".backup/0002/content/people/pol.md").exists());
    assert_eq!(session.run("check --strict").code, 0);
}

#[cfg(unix)]
#[test]
fn two_at_once_are_told_apart_and_a_dead_one_holds_nothing() {
    let session = dossier();
    session.write("phare.txt", RAW);
    session.run("build");
    for (folder, command, message) in
        [("public", "build", "another build"), ("content/articles", "import phare.txt", "another import")]
    {
        let held = std::fs::File::open(session.path(folder)).expect("a folder");
        held.try_lock().expect("free");
        let run = session.run(command);
        assert_eq!(run.code, 3, "{}", run.err);
        assert!(run.err.contains(message) && run.err.contains("help:"), "{}", run.err);
        drop(held);
        assert_eq!(session.run(command).code, 0);
    }
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link_out_of_the_project() {
    for (folder, command) in [
        ("content/articles", "import phare.txt"),
        ("content/media", "import phare.txt"),
        ("seeds", "import phare.txt"),
        ("content/people", "new person Zoé"),
        ("content/people", "suggest --write"),
    ] {
        let (session, elsewhere) = (Session::new(), tempfile::tempdir().expect("a folder"));
        session.write("phare.txt", RAW).write("content/articles/a.md", ARTICLE);
        if folder == "content/articles" {
            std::fs::remove_dir_all(session.path(folder)).expect("it was there");
        }
        std::os::unix::fs::symlink(elsewhere.path(), session.path(folder)).expect("a link");
        let run = session.run(command);
        assert_ne!(run.code, 0, "{command} with {folder} elsewhere: {}", run.err);
        assert!(run.err.contains("leads out of the project"), "{}", run.err);
        assert_eq!(std::fs::read_dir(elsewhere.path()).expect("a folder").count(), 0, "{command}");
    }
}

/// Programs built for tests panic at set failpoints; see `base/panic_boundary.rs`.
#[cfg(debug_assertions)]
#[test]
fn a_panic_takes_one_page_down_and_nothing_else() {
    for (fault, page) in [
        ("annotate a", "articles/a.html"),
        ("draw articles/a.html", "articles/a.html"),
        ("draw chronology.html", "chronology.html"),
        ("annotate content/people/jeanne.md", ""),
        ("parse content/people/paul.md", ""),
    ] {
        let session = dossier();
        session.write("content/articles/b.md", b"---\ntitle: B\ndate: 2021-05\n---\nLe 3 mai 2021, Jeanne Morvan.\n");
        assert_eq!(session.run("build").code, 0);
        let before = session.files("public");
        session.write("content/articles/a.md", b"---\ntitle: A2\ndate: 2021\n---\nLe 4 mai 2021, Jeanne Morvan.\n");
        session.write("content/articles/b.md", b"---\ntitle: B2\ndate: 2021-05\n---\nLe 5 mai 2021, Jeanne Morvan.\n");
        let build = session.run_with("build", &[("DOSSIER_FAULT", fault)]);
        assert_eq!(build.code, 1, "{fault}: {}", build.err);
        assert!(build.err.contains("D0901") && build.err.contains("a test asked for this"), "{fault}: {}", build.err);
        assert!(build.err.contains("content/") || build.err.contains("site.yaml"), "{fault}: {}", build.err);
        let after = session.files("public");
        assert!(String::from_utf8_lossy(&after["articles/b.html"]).contains("B2"), "{fault}");
        if !page.is_empty() {
            assert_eq!(after[page], before[page], "{fault}: the last good page stays");
        }
        let mended = session.run("build");
        assert_eq!(mended.code, 0, "{fault}: {}", mended.err);
        assert!(String::from_utf8_lossy(&session.files("public")["articles/a.html"]).contains("A2"), "{fault}");
        session.run("build --output again");
        let (mut public, mut again) = (session.files("public"), session.files("again"));
        public.remove(".dossier-manifest.json");
        again.remove(".dossier-manifest.json");
        assert_eq!(public, again, "{fault}: the next build does the rest");
    }
}
