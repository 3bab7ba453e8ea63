//! `dossier publish`, and the files that hosts read.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::session::Session;

fn small() -> Session {
    let session = Session::new();
    session.write("content/articles/a.md", b"---\ntitle: Quai\ndate: 2020-01-02\n---\nJeanne Morvan parle.\n");
    session.write("content/people/jeanne-morvan.md", b"---\nname: Jeanne Morvan\nformer: [j-morvan]\n---\n");
    session
}

#[test]
fn hosts_are_told_of_headers_and_of_pages_that_moved_but_not_of_hidden_ones() {
    let session = small();
    session.write("content/people/x.md", b"---\nname: Luc Kervella\nformer: [luc-kervella]\nvisibility: hidden\n---\n");
    assert_eq!(session.run("build").code, 0);
    assert_eq!(session.read("public/.nojekyll"), "");
    assert_eq!(session.read("public/_redirects"), "/personnes/j-morvan.html /personnes/jeanne-morvan.html 301\n");
    let headers = session.read("public/_headers");
    let page = session.read("public/index.html");
    let (_, nonce) = page.split_once("'nonce-").expect("a policy");
    let nonce = &nonce[..nonce.find('\'').expect("its end")];
    assert!(headers.contains(&format!("script-src 'nonce-{nonce}'")), "{headers}");
    assert!(headers.contains("frame-ancestors 'none'") && headers.contains("/assets/*\n"), "{headers}");
    let assets = session.files("public/assets");
    let has_hash = |name: &String| name.rsplit('.').nth(1).is_some_and(|part| part.len() >= 8);
    assert!(assets.keys().all(has_hash), "what is kept for a year is named by its content: {:?}", assets.keys());
    // A file of a host that a person put there before is replaced by the same one.
    session.write("content/people/jeanne-morvan.md", b"---\nname: Jeanne Morvan\n---\n");
    assert_eq!(session.run("build").code, 0);
    assert!(!session.path("public/_redirects").exists());
}

#[test]
fn a_theme_with_a_policy_of_its_own_is_not_narrowed() {
    let session = small();
    session.write("site.yaml", b"title: Essai\nlanguage: fr\ntheme: mine\nkinds: {person: {color: \"#123456\"}}\n");
    session.write("themes/mine/templates/front.html", b"{% extends \"base.html\" %}");
    session.run("build");
    assert!(session.read("public/_headers").contains("default-src 'none'"));
    let sheet = session.files("public/assets").into_keys().find(|name| name.starts_with("kinds.")).expect("colours");
    assert!(session.read("public/index.html").contains(&sheet) && sheet.len() > "kinds.css".len());
    session.write(
        "themes/mine/templates/front.html",
        b"{% extends \"base.html\" %}{% block policy %}default-src 'self'{% endblock policy %}",
    );
    session.run("build");
    let headers = session.read("public/_headers");
    assert!(headers.contains("Policy: frame-ancestors 'none'\n") && !headers.contains("default-src"), "{headers}");
}

#[test]
fn a_folder_gets_what_differs_and_loses_only_what_was_published() {
    let session = small();
    let first = session.run("publish --to web");
    assert_eq!(first.code, 0, "{}", first.err);
    session.write("web/mine.txt", b"mine");
    session.write("content/articles/b.md", b"---\ntitle: Port\ndate: 2020-01-03\n---\nTexte.\n");
    fs::remove_file(session.path("content/articles/a.md")).expect("it was there");
    let dry = session.run("publish --to web --dry-run");
    assert!(dry.code == 0 && dry.err.contains("would copy to web"), "{}", dry.err);
    assert!(session.path("web/articles/a.html").exists());
    let second = session.run("publish --to web");
    assert_eq!(second.code, 0, "{}", second.err);
    assert!(second.err.contains("1 deleted"), "{}", second.err);
    assert!(!session.path("web/articles/a.html").exists() && session.path("web/mine.txt").exists());
    let strip = |folder: &str| {
        let mut files = session.files(folder);
        files.retain(|name, _| name != "mine.txt" && name != ".dossier-manifest.json");
        files
    };
    assert_eq!(strip("web"), strip("public"));
    let third = session.run("publish --to web");
    assert!(third.err.contains("0 written") && third.err.contains("0 deleted"), "{}", third.err);
}

#[test]
fn a_site_with_errors_or_without_a_place_is_not_published() {
    let session = small();
    for (arguments, code, words) in [
        ("publish", 2, "--zip FILE"),
        ("publish --to public", 2, "is the folder that `dossier build` writes"),
        ("publish --to public/x", 2, "is the folder that `dossier build` writes"),
        ("publish --to content", 2, "holds the project itself"),
        ("publish --to=-v", 2, "neither a folder nor a remote"),
        ("publish --to rclone:-v:x", 2, "neither a folder nor a remote"),
        ("publish --to rclone:nowhere", 2, "rclone listremotes"),
        ("publish --zip public/site.zip", 2, "in the folder of the site"),
        ("publish --zip site.yaml", 2, "is not a ZIP file"),
        ("publish --zip none/site.zip", 3, "cannot write"),
    ] {
        let run = session.run(arguments);
        assert_eq!(run.code, code, "{arguments}: {}", run.err);
        assert!(run.err.contains(words) && run.err.contains("help:"), "{arguments}: {}", run.err);
    }
    session.write("notes/mine.txt", b"mine");
    let foreign = session.run("publish --to notes");
    assert!(foreign.code == 2 && foreign.err.contains("--to"), "{}", foreign.err);
    session.write("content/articles/a.md", b"---\ntitle: [\n---\n");
    let broken = session.run("publish --to web --zip site.zip");
    assert_eq!(broken.code, 1);
    assert!(broken.err.contains("nothing was published"), "{}", broken.err);
    assert!(!session.path("web").exists() && !session.path("site.zip").exists());
}

#[test]
fn an_archive_holds_the_site_and_is_the_same_twice() {
    let session = small();
    let dry = session.run("publish --zip site.zip --dry-run");
    assert!(dry.code == 0 && !session.path("site.zip").exists(), "{}", dry.err);
    session.run("publish --zip site.zip");
    let bytes = fs::read(session.path("site.zip")).expect("an archive");
    let archive = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).expect("a ZIP file");
    let packed: BTreeSet<String> = archive.file_names().map(|name| name.expect("a name").into_owned()).collect();
    let mut built: BTreeSet<String> = session.files("public").into_keys().collect();
    built.remove(".dossier-manifest.json");
    assert_eq!(packed, built);
    assert!(packed.contains("_headers") && packed.contains(".nojekyll"));
    assert_eq!(session.run("publish --zip site.zip").code, 0);
    assert_eq!(fs::read(session.path("site.zip")).expect("an archive"), bytes);
}

/// A stand-in for rclone: remotes are folders of the session, and each call is noted.
#[cfg(unix)]
const RCLONE: &str = r#"#!/bin/sh
shift
echo "$*" >> calls
place() { echo "remote/${1#*:}"; }
case $1 in
cat) [ -f "$(place "$2")" ] || exit 3; /bin/cat "$(place "$2")" ;;
lsf) [ -d "$(place "$4")" ] || exit 3; /bin/ls -A "$(place "$4")" ;;
rcat) /bin/mkdir -p "$(/usr/bin/dirname "$(place "$2")")"; /bin/cat > "$(place "$2")" ;;
copy) while read -r name || [ "$name" ]; do
  [ -e stop ] && { echo "Failed to copy: no space left" >&2; exit 1; }
  /bin/mkdir -p "$(/usr/bin/dirname "$(place "$7")/$name")"; /bin/cp "$6/$name" "$(place "$7")/$name"; done ;;
delete) while read -r name || [ "$name" ]; do /bin/rm "$(place "$4")/$name"; done ;;
copyto) /bin/cp "$3" "$(place "$4")" ;;
esac
"#;

#[cfg(unix)]
#[test]
fn a_remote_gets_what_differs_by_content_and_an_interrupted_publication_is_completed() {
    use std::os::unix::fs::PermissionsExt;
    let session = small();
    session.write("bin/rclone", RCLONE.as_bytes());
    fs::set_permissions(session.path("bin/rclone"), fs::Permissions::from_mode(0o755)).expect("a program");
    let bin = session.path("bin").display().to_string();
    let publish = |more: &str| session.run_with(&format!("publish --to rclone:dav:site{more}"), &[("PATH", &bin)]);
    let absent = session.run_with("publish --to rclone:dav:site --yes", &[("PATH", "/nonexistent")]);
    assert!(absent.code == 3 && absent.err.contains("help: install it"), "{}", absent.err);
    let unasked = publish("");
    assert!(unasked.code == 2 && unasked.err.contains("add --yes"), "{}", unasked.err);
    assert!(unasked.err.contains("rclone copy --ignore-times"), "{}", unasked.err);
    assert!(publish(" --dry-run").code == 0 && !session.path("remote").exists());
    let first = publish(" --yes");
    assert_eq!(first.code, 0, "{}", first.err);
    let same = |session: &Session| assert_eq!(session.files("public"), session.files("remote/site"));
    same(&session);
    assert!(publish(" --yes").err.contains("dav:site is up to date"));
    // One letter: neither length nor checksum of a remote without them would say that the page changed.
    session.write("content/articles/a.md", b"---\ntitle: Quais\ndate: 2020-01-02\n---\nJeanne Morvan parla.\n");
    session.write("content/articles/b.md", b"---\ntitle: Port\ndate: 2020-01-02\n---\nTexte.\n");
    session.write("stop", b"");
    let stopped = publish(" --yes");
    assert!(stopped.code == 3 && stopped.err.contains("no space left"), "{}", stopped.err);
    fs::remove_file(session.path("stop")).expect("it was there");
    // What the interrupted run sent, or may have sent, is not forgotten.
    session.write("remote/site/articles/b.html", b"sent");
    session.write("remote/site/mine.txt", b"mine");
    fs::remove_file(session.path("content/articles/b.md")).expect("it was there");
    let completed = publish(" --yes");
    assert_eq!(completed.code, 0, "{}", completed.err);
    assert!(!session.path("remote/site/articles/b.html").exists(), "a page that is withheld now does not stay");
    fs::remove_file(session.path("remote/site/mine.txt")).expect("it is not ours to delete");
    same(&session);
    let calls = session.read("calls");
    assert!(!calls.contains("sync"), "{calls}");
    session.write("remote/other/mine.txt", b"mine");
    let foreign = session.run_with("publish --to rclone:dav:other --yes", &[("PATH", &bin)]);
    assert!(foreign.code == 2 && foreign.err.contains("did not write there"), "{}", foreign.err);
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_written_is_said_with_a_cure() {
    // /proc refuses everybody, also the administrator.
    let session = small();
    let run = session.run("publish --to /proc/web");
    assert!(run.code == 3 && run.err.contains("help:") && !Path::new("/proc/web").exists(), "{}", run.err);
}

#[test]
fn quiet_publishing_says_only_what_went_wrong() {
    let session = small();
    for command in ["publish -q --zip site.zip", "publish -q --to web", "publish -q --to web"] {
        let run = session.run(command);
        assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (0, "", ""), "{command}");
    }
    let dry = session.run("publish -q --zip other.zip --dry-run");
    assert!(dry.err.contains("would write other.zip"), "{}", dry.err);
    session.write("content/people/x.md", b"---\nname: X\nborne: 1950\n---\n");
    let run = session.run("publish -q --to web");
    assert!(run.code == 1 && run.err.contains("`borne`") && run.err.contains("nothing was published"), "{}", run.err);
}
