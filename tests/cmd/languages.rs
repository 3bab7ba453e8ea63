//! The command line in English and in French: the help of every command as it is printed, the same exit codes in both languages,
//! what is chosen by which setting, files for shells and readers of manuals.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use snapbox::data::DataFormat;
use snapbox::{Assert, Data};

use super::session::Session;

/// Words that only English has. What stands between backticks is code.
const ENGLISH: [&str; 18] = [
    "the", "of", "and", "with", "without", "file", "files", "folder", "usage", "default", "error", "help", "print",
    "write", "show", "only", "which", "not",
];

/// Returns the words of a text that are English, outside of code, options and values of options.
fn english_words(text: &str) -> Vec<String> {
    let prose: Vec<&str> = text.split('`').step_by(2).collect();
    let prose = prose.join(" ");
    let words =
        prose.split_whitespace().filter(|word| !word.starts_with(['-', '<', '[', '.', '_']) && !word.contains('/'));
    words
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
        .filter(|word| ENGLISH.contains(&word.as_str()))
        .collect()
}

/// Returns a row of a list without the name at its beginning, of a command or a format.
fn without_name(line: &str) -> &str {
    let row = line.strip_prefix("  ").filter(|row| row.starts_with(char::is_alphabetic));
    row.map_or(line, |row| row.split_once(' ').map_or("", |(_, about)| about))
}

/// Returns the names of the commands that `--help` lists.
fn commands(session: &Session) -> Vec<String> {
    let help = session.run_with("--help", &[("COLUMNS", "200")]).out;
    let rows = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let first = |line: &str| line.split_whitespace().next().map(str::to_owned);
    rows.filter_map(first).collect()
}

#[test]
fn every_help_is_as_it_was_in_both_languages() {
    let session = Session::new();
    let commands = commands(&session);
    assert!(commands.len() > 15, "{commands:?}");
    let mut expected: BTreeSet<PathBuf> = BTreeSet::new();
    for language in ["en", "fr"] {
        let variables = [("COLUMNS", "100"), ("DOSSIER_LANG", language)];
        let program = std::iter::once(String::new());
        for command in program.chain(commands.iter().cloned()) {
            let mut text = String::new();
            for option in ["-h", "--help"] {
                let run = session.run_with(&format!("{command} {option}"), &variables);
                assert_eq!((run.code, run.err.as_str()), (0, ""), "{command}");
                text.push_str(&format!("$ dossier {command} {option}\n{}\n", run.out));
            }
            if language == "fr" {
                // Not the commands and the lines of usage.
                let prose: Vec<&str> =
                    text.lines().filter(|line| !line.starts_with(['$', 'U'])).map(without_name).collect();
                let prose = prose.join("\n");
                let found = english_words(&prose);
                assert!(found.is_empty(), "{command}: {found:?} in {prose}");
            }
            let name = if command.is_empty() { "dossier" } else { &command };
            let path = Path::new("tests/golden/help").join(language).join(format!("{name}.txt"));
            let golden = Data::read_from(&path, Some(DataFormat::Text)).raw();
            Assert::new().action_env("SNAPSHOTS").eq(text, golden);
            expected.insert(path);
        }
        let entries = fs::read_dir(Path::new("tests/golden/help").join(language)).expect("a folder");
        for entry in entries {
            let path = entry.expect("an entry").path();
            assert!(expected.contains(&path), "no command has {}", path.display());
        }
    }
}

#[test]
fn wrong_command_lines_end_alike_in_both_languages() {
    let session = Session::new();
    for line in [
        "biuld", "build --drfats", "build extra", "rename a", "check --format x", "check --format", "serve --port x",
        "import", "suggest --all-above 200", "diff --write --format json", "why", "new ship Belle", "why nothing",
        "export pdf", "help nothing", "import nothing.txt", "forget nothing", "check --explain D9999", "build",
        "build --lang de",
    ] {
        let runs = ["en", "fr"].map(|language| session.run_with(line, &[("DOSSIER_LANG", language)]));
        let [en, fr] = &runs;
        assert_eq!(en.code, fr.code, "{line}: {}{}", en.err, fr.err);
        let text = fr.err.replace("`nothing.txt`", "").replace("--help", "");
        let found = english_words(&text);
        // The list of formats has one of the name of an English word.
        assert!(found.is_empty() || line == "export pdf", "{line}: {found:?} in {}", fr.err);
    }
}

#[test]
fn the_nearest_setting_chooses_the_language() {
    let session = Session::new();
    type Case<'t> = (&'t str, &'t [(&'t str, &'t str)], bool);
    let cases: [Case<'_>; 7] = [
        ("biuld", &[("DOSSIER_LANG", "fr")], true),
        ("biuld --lang en", &[("DOSSIER_LANG", "fr")], false),
        ("--lang fr biuld", &[("DOSSIER_LANG", "en")], true),
        ("biuld", &[("DOSSIER_LANG", ""), ("LC_ALL", "fr_CA.UTF-8")], true),
        ("biuld", &[("DOSSIER_LANG", ""), ("LC_ALL", "C")], false),
        ("biuld", &[("DOSSIER_LANG", ""), ("LC_ALL", ""), ("LC_MESSAGES", "fr_FR"), ("LANG", "en_US")], true),
        ("biuld", &[("DOSSIER_LANG", ""), ("LC_ALL", ""), ("LC_MESSAGES", ""), ("LANG", "de_DE.UTF-8")], false),
    ];
    for (line, variables, is_french) in cases {
        let run = session.run_with(line, variables);
        assert_eq!(run.err.starts_with("erreur"), is_french, "{line} {variables:?}: {}", run.err);
    }
    let unknown = session.run("check --lang de");
    assert!(unknown.code == 2 && unknown.err.contains("does not speak `de`"), "{}", unknown.err);
}

#[test]
fn the_language_of_a_dossier_is_not_that_of_messages() {
    let session = Session::new();
    for (line, language) in [
        ("init a --lang en", "en"),
        ("init b --lang fr", "fr"),
        ("init c --language en", "en"),
        ("init d --lang fr --language en", "en"),
        ("init e --lang de --empty Titel", "de"),
        ("init f", "fr"),
    ] {
        let run = session.run(line);
        assert_eq!(run.code, 0, "{line}: {}", run.err);
        let folder = line.split(' ').nth(1).expect("a folder");
        let site = session.read(&format!("{folder}/site.yaml"));
        assert!(site.contains(&format!("\nlanguage: {language}\n")), "{line}: {site}");
    }
}

#[test]
fn machines_read_english_whatever_the_language() {
    let session = Session::new();
    session.write("content/articles/a.md", b"---\ntitle: A\ndate: 2021\nborne: x\n---\nSee [[nowhere]].\n");
    for command in ["check --format json", "check --format sarif", "check --format github", "suggest --format jsonl"] {
        let [en, fr] = ["en", "fr"].map(|language| session.run_with(command, &[("DOSSIER_LANG", language)]));
        assert_eq!((en.code, en.out), (fr.code, fr.out), "{command}");
    }
    let known = session.run_with("check --baseline known.json --write-baseline", &[("DOSSIER_LANG", "fr")]);
    assert_eq!(known.code, 0, "{}", known.err);
    let again = session.run_with("check --baseline known.json", &[("DOSSIER_LANG", "en")]);
    assert_eq!(again.code, 0, "{}", again.err);
}

/// Returns whether a program is on this machine.
fn is_there(program: &str) -> bool {
    Command::new(program).arg("--version").output().is_ok()
}

#[test]
fn completions_are_scripts_of_their_shells() {
    let session = Session::new();
    for (shell, has) in [
        ("bash", "_dossier"),
        ("zsh", "#compdef"),
        ("fish", "complete -c dossier"),
        ("powershell", "Register-Argu"),
        ("elvish", "edit:"),
    ] {
        for language in ["en", "fr"] {
            let run = session.run_with(&format!("completions {shell}"), &[("DOSSIER_LANG", language)]);
            assert!(run.code == 0 && run.out.contains(has), "{shell}: {}{}", run.err, run.out);
            session.write("script", run.out.as_bytes());
            if ["bash", "zsh", "fish"].contains(&shell) && is_there(shell) {
                let read = Command::new(shell).arg("-n").arg(session.path("script")).output().expect("the shell");
                assert!(read.status.success(), "{shell}: {}", String::from_utf8_lossy(&read.stderr));
            }
        }
    }
    assert_eq!(session.run("completions cobol").code, 2);
}

#[test]
fn man_pages_are_sound_in_both_languages() {
    let session = Session::new();
    let variables = [("SOURCE_DATE_EPOCH", "86400")];
    let run = session.run_with("man pages", &variables);
    assert_eq!(run.code, 0, "{}", run.err);
    let (en, fr) = (session.files("pages/man1"), session.files("pages/fr/man1"));
    assert_eq!(en.keys().collect::<Vec<_>>(), fr.keys().collect::<Vec<_>>());
    assert!(en.contains_key("dossier.1") && en.contains_key("dossier-import.1"), "{:?}", en.keys());
    assert!(!en.keys().any(|name| name.contains("read-document")), "an internal command");
    for (name, page) in en.iter().chain(&fr) {
        let page = String::from_utf8_lossy(page);
        assert!(page.contains("1970-01-02"), "{name} has no date: {page}");
    }
    assert!(String::from_utf8_lossy(&fr["dossier-build.1"]).contains(".SH NOM"));
    if is_there("mandoc") {
        for name in en.keys() {
            for folder in ["pages/man1", "pages/fr/man1"] {
                let page = session.path(&format!("{folder}/{name}"));
                let read =
                    Command::new("mandoc").args(["-T", "lint", "-W", "warning"]).arg(page).output().expect("mandoc");
                assert!(read.status.success(), "{name}: {}", String::from_utf8_lossy(&read.stdout));
            }
        }
    }
}

#[test]
fn without_a_command_the_program_says_what_to_do_here() {
    let session = Session::new();
    fs::remove_file(session.path("site.yaml")).expect("removed");
    let none = session.run("");
    assert_eq!(none.code, 0, "{}", none.err);
    for step in ["dossier init", "dossier import", "dossier help"] {
        assert!(none.out.contains(step), "{}", none.out);
    }
    assert!(none.out.lines().count() < 8, "{}", none.out);
    let french = session.run_with("", &[("DOSSIER_LANG", "fr")]);
    assert!(french.out.starts_with("Il n’y a pas encore de dossier"), "{}", french.out);
    assert_eq!(session.run("init .").code, 0);
    let sample = session.run("");
    assert!(sample.code == 0 && sample.out.contains("3 articles, 7 records"), "{}{}", sample.out, sample.err);
    assert!(sample.out.contains("dossier serve") && sample.out.contains("dossier build"), "{}", sample.out);
    session.write("content/people/anna.md", b"---\nname: Anna Sorel\nborne: 1970\n---\n");
    assert!(session.run("").out.contains("dossier check"));
}

#[test]
fn an_import_begins_a_dossier_where_there_is_none() {
    let session = Session::new();
    fs::remove_file(session.path("site.yaml")).expect("removed");
    let text = "Le pont des Tanneurs\n\nLa mairie a reçu hier la lettre des riverains du pont, qui demandent une passerelle avant l’été.\n";
    session.write("lettre.txt", text.as_bytes());
    assert_eq!(session.run("import rien.txt").code, 2);
    assert!(!session.path("site.yaml").exists(), "nothing was imported");
    let dry = session.run("import lettre.txt --dry-run");
    assert!(dry.code == 0 && !session.path("site.yaml").exists(), "{}", dry.err);
    let run = session.run("import lettre.txt --date 2024-03-20");
    assert!(run.code == 0 && run.err.contains("site.yaml written"), "{}", run.err);
    let site = session.read("site.yaml");
    assert!(site.starts_with("title: ") && site.ends_with("language: fr\n"), "{site}");
    assert_eq!(session.run("build").code, 0);
    let again = session.run("import lettre.txt");
    assert!(!again.err.contains("site.yaml"), "{}", again.err);
}

#[test]
fn the_title_and_the_language_of_a_new_dossier_may_be_given() {
    let session = Session::new();
    fs::remove_file(session.path("site.yaml")).expect("removed");
    session.write("letter.txt", "The bridge\n\nThe town has a letter about the bridge.\n".as_bytes());
    let run = session.run("import letter.txt --title Affaire --language en");
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(session.read("site.yaml"), "title: Affaire\nlanguage: en\n");
    let articles = session.files("content/articles");
    let article = String::from_utf8_lossy(articles.values().next().expect("an article"));
    assert!(article.contains("title: The bridge"), "the title is that of the dossier: {article}");
}

/// What is wrong with a document is said in the language of the terminal, also by the process that reads it apart.
#[test]
fn a_document_that_cannot_be_read_is_told_in_french() {
    let session = Session::new();
    let cases: [(&str, &[u8]); 14] = [
        ("vide.txt", b" \n"),
        ("binaire.txt", b"\0\x01\x02\0\0\x03 abc \0\0"),
        ("note.pages", b"x"),
        ("lettre.doc", b"xx"),
        ("lettre.rtf", b"{\\rtf1 Le maire a parl"),
        ("lettre.docx", b"PK"),
        ("lettre.odt", b""),
        ("scan.pdf", b"%PDF-1.4 x"),
        ("courriel.eml", b"abc"),
        ("table.csv", b"a;b\n1;2\n"),
        ("liens.csv", b"url\nhttps://a.example/1\nhttps://a.example/2\n"),
        ("flux.xml", b"<rss><channel><item><title>x</title>"),
        ("notices.bib", b"@article{a, title = {x}"),
        ("livre.epub", b"PK\x05\x06"),
    ];
    for (name, bytes) in cases {
        session.write(name, bytes);
        let run = session.run_with(&format!("import {name} --verbose --dry-run"), &[("DOSSIER_LANG", "fr")]);
        let said = run.err.replace(name, "");
        let found = english_words(&said);
        assert!(found.is_empty(), "{name}: {found:?} in {said}");
        assert!(said.contains("non importé") || said.contains("n’") || run.code != 0, "{name}: {said}{}", run.out);
    }
}

#[test]
fn what_is_removed_from_a_document_is_told_in_french() {
    let session = Session::new();
    let page = "Le phare de Kerlaz\n\nPublié le 3 mai 2021\n\nLe maire a parlé longtemps du phare de la commune, que la tempête \
                a éteint pour plusieurs semaines.\n\nPartager cet article\n\n© 2021 Le Phare. Tous droits réservés.\n";
    session.write("phare.txt", page.as_bytes());
    let run = session.run_with("import phare.txt --verbose --dry-run", &[("DOSSIER_LANG", "fr")]);
    assert_eq!(run.code, 0, "{}", run.err);
    let said = format!("{}{}", run.err, run.out);
    assert!(said.contains("est la mention des droits du site") && said.contains("écrite en ligne 3"), "{said}");
    session.write("plan.csv", b"file,skip,nom\nphare.txt,peut-etre,x\n");
    let plan = session.run_with("import --plan plan.csv", &[("DOSSIER_LANG", "fr")]);
    // The names of columns are not translated.
    let said: String =
        plan.err.lines().map(|line| line.split("les colonnes sont").next().unwrap_or_default()).collect();
    assert!(plan.code != 0 && english_words(&said).is_empty(), "{}", plan.err);
}
