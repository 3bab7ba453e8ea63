//! Terminal output: no content of a file controls the terminal, and no write error is ignored.

use std::fs::{File, OpenOptions};
use std::process::{Command, Stdio};

use super::session::Session;

/// A name, a title and a date with characters that control a terminal: CSI and OSC as single characters, ESC, reversed
/// text, two kinds of line ends.
fn hostile() -> Session {
    let session = Session::new();
    let signs = "\u{9b}31m\u{9d}\u{202e}\u{2066}\u{2028}\u{200f}";
    let title = "\\e[8mInvisible\\x9b";
    session.write(
        "content/articles/a.md",
        format!("---\ntitle: \"Le {signs}quai {title}\"\ndate: 2021{signs}\nsection: 2{signs}\n---\nMaud{signs} Querré parle. Maud Querré se tait. Solène Querré aussi. Querré attend {signs}.\n").as_bytes(),
    );
    session.write(
        "content/people/maud.md",
        format!("---\nname: Maud Querré\ndescription: \"{title}{signs}\"\n---\n").as_bytes(),
    );
    session.write("content/people/solene.md", b"---\nname: Sol\xc3\xa8ne Querr\xc3\xa9\n---\n");
    session
}

/// Returns whether a terminal would do anything but print a character.
fn is_obeyed(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t'))
        || ('\u{2028}'..='\u{202e}').contains(&c)
        || ('\u{2066}'..='\u{2069}').contains(&c)
        || ['\u{200e}', '\u{200f}', '\u{61c}'].contains(&c)
}

#[test]
fn no_command_passes_on_what_a_terminal_obeys() {
    let session = hostile();
    for command in [
        "build",
        "build --timings=json",
        "check",
        "check --format json",
        "check --format github",
        "check --format sarif",
        "check --explain D0205\u{9b}31m",
        "suggest",
        "suggest --format jsonl",
        "review --format jsonl",
        "review",
        "diff",
        "why articles/a",
        "why articles/a#m1",
        "why articles/a.html",
        "why articles/a.html --view",
        "why \u{9b}31m\u{202e}",
        "rename maud \u{9b}31m",
        "merge \u{202e} maud",
        "forget maud --dry-run",
        "forget \u{9b}31m",
        "new person \u{9b}31m\u{202e}",
        "import \u{9b}31m.txt",
        "export \u{9b}31m",
        "\u{9b}31m",
        "--\u{202e}",
    ] {
        let run = session.run(command);
        for (name, text) in [("out", &run.out), ("err", &run.err)] {
            let obeyed: Vec<char> = text.chars().filter(|c| is_obeyed(*c)).collect();
            assert!(obeyed.is_empty(), "{command:?} writes {obeyed:?} to {name}: {text}");
        }
    }
    let view = session.run("why articles/a.html --view").out;
    let view: serde_json::Value = serde_json::from_str(&view).expect("JSON");
    assert!(view.to_string().contains('\u{9b}'), "JSON says what there is");
}

/// Runs a command with one of its output streams redirected, and returns its exit code and the other stream.
fn run_into(session: &Session, arguments: &str, place: File, is_err: bool) -> (i32, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dossier"));
    command
        .args(arguments.split(' '))
        .current_dir(session.path(""))
        .envs([("NO_COLOR", "1"), ("DOSSIER_LANG", "en")])
        .stdin(Stdio::null());
    let (out, err) = if is_err { (Stdio::piped(), place.into()) } else { (place.into(), Stdio::piped()) };
    let output = command.stdout(out).stderr(err).output().expect("the program");
    let other = if is_err { output.stdout } else { output.stderr };
    (output.status.code().unwrap_or(-1), String::from_utf8_lossy(&other).into_owned())
}

#[cfg(target_os = "linux")]
#[test]
fn what_cannot_be_written_ends_with_3_and_no_panic() {
    let session = hostile();
    session.write("content/articles/b.md", b"---\ntitle: B\ndate: 2021\n---\n[[nowhere]]\n");
    // An unreadable record would prevent the export.
    std::fs::remove_file(session.path("content/people/maud.md")).expect("the record");
    let full = || OpenOptions::new().write(true).open("/dev/full").expect("a full disk");
    for command in [
        "check --format json", "check --format sarif", "why articles/a", "export jsonl", "suggest", "--help",
        "--version", "check --explain D0205",
    ] {
        let (code, said) = run_into(&session, command, full(), false);
        assert_eq!(code, 3, "{command}: {said}");
        assert!(said.contains("cannot write") && !said.contains("panicked"), "{command}: {said}");
    }
    for command in ["build", "check", "no-such-command", "rename a"] {
        assert_eq!(run_into(&session, command, full(), true).0, 3, "{command}");
    }
    assert!(session.path("public/articles/b.html").exists(), "the work is done all the same");
}

#[cfg(unix)]
#[test]
fn whoever_stops_reading_ends_nothing() {
    let session = hostile();
    for (command, code) in [("check --format json", 1), ("export jsonl", 1), ("why articles/a", 0), ("--help", 0)] {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let writer = File::from(std::os::fd::OwnedFd::from(writer));
        let (found, said) = run_into(&session, command, writer, false);
        assert_eq!(found, code, "{command}: {said}");
        assert!(!said.contains("panicked") && !said.contains("cannot write"), "{command}: {said}");
    }
}
