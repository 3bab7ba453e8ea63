//! The manual says what the program does: it lists the keys that the program accepts and no others, its examples are read without
//! a diagnostic, each mistake that it shows has the code that it names, and its tutorials can be followed letter by letter.
//!
//! The accepted keys are those that the program itself lists when it meets an unknown one. How a page is written is in `manual_page`.

use std::collections::{BTreeMap, BTreeSet};

use super::manual_page::{Block, LANGUAGES, Section, page, pages, sections};
use super::session::Session;

/// The pages that list keys.
const KEY_PAGES: [&str; 4] = ["article-keys", "record-keys", "site-keys", "notes-decisions-tables"];

/// A key that no file may have.
const UNKNOWN: &str = "zzqqx";

/// What a marked block is: its mark, the file that it stands for, what precedes and follows a list item or front matter, and the
/// keys that must be there.
struct DocumentKind {
    mark: &'static str,
    file: &'static str,
    open: &'static str,
    indent: &'static str,
    close: &'static str,
    needed: &'static [(&'static str, &'static str)],
    /// The mappings inside, each with a line that has an unknown key in it.
    inner: &'static [(&'static str, &'static str)],
}

const KINDS: [DocumentKind; 8] = [
    DocumentKind {
        mark: "yaml article",
        file: "content/articles/lighthouse.md",
        open: "---\n",
        indent: "",
        close: "---\nText.\n",
        needed: &[("title", "title: A"), ("date", "date: 2021-05-04")],
        inner: &[("picture", "picture: {file: media/a.jpg, zzqqx: 1}"), ("source", "source: {file: a, zzqqx: 1}")],
    },
    DocumentKind {
        mark: "yaml record",
        file: "content/people/jeanne-morvan.md",
        open: "---\n",
        indent: "",
        close: "---\nText.\n",
        needed: &[("name", "name: A")],
        inner: &[
            ("roles", "roles: [{title: a, zzqqx: 1}]"),
            ("relations", "relations: [{to: a, zzqqx: 1}]"),
            ("figures", "figures: [{what: a, zzqqx: 1}]"),
            ("picture", "picture: {file: media/a.jpg, zzqqx: 1}"),
        ],
    },
    DocumentKind {
        mark: "yaml site",
        file: "site.yaml",
        open: "",
        indent: "",
        close: "",
        needed: &[("title", "title: A"), ("language", "language: en")],
        inner: &[
            ("output", "output: {zzqqx: 1}"),
            ("annotate", "annotate: {zzqqx: 1}"),
            ("kinds", "kinds: {ship: {zzqqx: 1}}"),
        ],
    },
    DocumentKind {
        mark: "yaml front-page",
        file: "content/index.md",
        open: "---\n",
        indent: "",
        close: "---\nText.\n",
        needed: &[],
        inner: &[("state", "state: {text: a, zzqqx: 1}")],
    },
    DocumentKind {
        mark: "yaml page",
        file: "content/pages/about.md",
        open: "---\n",
        indent: "",
        close: "---\nText.\n",
        needed: &[("title", "title: A")],
        inner: &[],
    },
    DocumentKind {
        mark: "yaml notes",
        file: "content/notes/lighthouse.yaml",
        open: "- \n",
        indent: "  ",
        close: "",
        needed: &[("quote", "quote: a"), ("note", "note: a")],
        inner: &[],
    },
    DocumentKind {
        mark: "yaml decisions",
        file: "content/decisions.yaml",
        open: "- \n",
        indent: "  ",
        close: "",
        needed: &[("article", "article: lighthouse"), ("quote", "quote: a")],
        inner: &[],
    },
    DocumentKind {
        mark: "yaml corrections",
        file: "content/corrections.yaml",
        open: "- \n",
        indent: "  ",
        close: "",
        needed: &[("date", "date: 2024-06-18")],
        inner: &[("changes", "changes: [{article: a, zzqqx: 1}]")],
    },
];

/// A table of records: its keys are those of a record and two more.
const RECORDS: DocumentKind = DocumentKind {
    mark: "yaml records",
    file: "content/people.yaml",
    open: "- \n",
    indent: "  ",
    close: "",
    needed: &[("id", "id: a"), ("name", "name: A")],
    inner: &[],
};

impl DocumentKind {
    fn of(mark: &str) -> Option<&'static Self> {
        KINDS.iter().chain([&RECORDS]).find(|kind| kind.mark == mark)
    }

    /// Writes a document with these lines and what else must be there.
    fn document(&self, lines: &str) -> String {
        let has = |key: &str| lines.lines().any(|line| line.starts_with(&format!("{key}:")));
        let needed = self.needed.iter().filter(|(key, _)| !has(key)).map(|(_, line)| *line);
        let all: String = lines.lines().chain(needed).map(|line| format!("{}{line}\n", self.indent)).collect();
        format!("{}{all}{}", self.open, self.close)
    }

    /// Returns a dossier in which this is the only file besides site.yaml.
    fn dossier(&self, text: &str) -> Session {
        let session = Session::new();
        session.write(self.file, text.as_bytes());
        session
    }
}

/// Returns the code, file and help of each finding.
fn findings(session: &Session) -> Vec<(String, String, String)> {
    let run = session.run("check --drafts --format json");
    let value = |line| serde_json::from_str::<serde_json::Value>(line).expect("JSON");
    let text = |value: &serde_json::Value, key: &str| value[key].as_str().unwrap_or_default().to_owned();
    run.out.lines().map(value).map(|one| (text(&one, "code"), text(&one, "file"), text(&one, "help"))).collect()
}

/// Returns the keys that the program lists as accepted beside an unknown one.
fn accepted(kind: &DocumentKind, lines: &str) -> BTreeSet<String> {
    let found = findings(&kind.dossier(&kind.document(lines)));
    let list = found
        .iter()
        .find_map(|(code, _, help)| help.strip_prefix("remove it, or use one of: ").filter(|_| code == "D0202"));
    let list = list.unwrap_or_else(|| panic!("no list of keys for {lines} in {}: {found:?}", kind.file));
    list.split(", ").map(str::to_owned).collect()
}

#[test]
fn every_key_is_in_the_manual_and_every_key_in_the_manual_exists() {
    let mut all: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for kind in &KINDS {
        let mut keys = accepted(kind, &format!("{UNKNOWN}: 1"));
        for (outer, lines) in kind.inner {
            keys.extend(accepted(kind, lines).into_iter().map(|inner| format!("{outer}.{inner}")));
        }
        all.insert(kind.mark, keys);
    }
    // A decision that refuses a name is read apart.
    let decision = DocumentKind::of("yaml decisions").expect("a kind");
    let refused = accepted(&DocumentKind { needed: &[], ..*decision }, &format!("refused: A\n{UNKNOWN}: 1"));
    all.entry("yaml decisions").or_default().extend(refused);
    let record = all["yaml record"].clone();
    let row = accepted(&RECORDS, &format!("{UNKNOWN}: 1"));
    all.insert("yaml records", row.difference(&record).cloned().collect());
    for language in LANGUAGES {
        for (mark, keys) in &all {
            let listed: BTreeSet<String> = documented(language)
                .into_iter()
                .filter(|section| section.mark() == Some(mark))
                .flat_map(|section| section.keys.into_iter().map(|key| key.name))
                .collect();
            assert_eq!(&listed, keys, "{mark} ({language})");
        }
    }
}

#[test]
fn the_keys_of_every_mapping_that_the_program_reads_are_asked_for() {
    // Each mapping of keys is read by one `YamlFields::new` outside of tests; that of theme.yaml is in themes/README.md, and two
    // in the source are of files that cannot be read.
    let mut n_sites = 0;
    for folder in ["src/parse", "src/config"] {
        for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
            let text = std::fs::read_to_string(entry.path()).unwrap_or_default();
            let product = text.split("#[cfg(test)]").next().unwrap_or_default();
            n_sites += product.matches("YamlFields::new(").count();
        }
    }
    let n_inner: usize = KINDS.iter().map(|kind| kind.inner.len()).sum();
    // Articles, pages, the front page and records share one; so do the two pictures' forms with their own.
    let n_outer = KINDS.len() + 1 - 3;
    assert_eq!(n_sites - 2, n_inner + n_outer, "a new mapping of keys needs a line in KINDS and a place in the manual");
}

#[test]
fn the_columns_of_tables_and_the_keys_of_proposals_are_shown() {
    let session = Session::new();
    session.write("content/annotations/a.jsonl", b"{\"zzqqx\":1}\n");
    let said = session.run("review --format json").err;
    let (_, keys) = said.split_once("expected one of ").unwrap_or_else(|| panic!("no list of keys: {said}"));
    let keys: Vec<&str> = keys.split('`').skip(1).step_by(2).collect();
    assert!(keys.len() > 5, "{keys:?}");
    for language in LANGUAGES {
        let blocks: Vec<Block> = sections(&page(language, "notes-decisions-tables"))
            .into_iter()
            .flat_map(|section| section.blocks)
            .collect();
        let block = |mark: &str| blocks.iter().find(|block| block.mark == mark).expect("a block").text.clone();
        let proposal = block("json annotations");
        assert!(keys.iter().all(|key| proposal.contains(&format!("\"{key}\":"))), "{proposal}");
        for (table, needed) in [("roles", "title"), ("relations", "to")] {
            let file = format!("content/{table}.csv");
            let session = Session::new();
            session.write(&file, format!("record,{needed},{UNKNOWN}\na,b,c\n").as_bytes());
            let found = findings(&session);
            let list = found
                .iter()
                .find_map(|(_, at, help)| help.strip_prefix("remove it, or use one of: ").filter(|_| *at == file));
            let list = list.unwrap_or_else(|| panic!("no list of columns: {found:?}")).replace(", ", ",");
            assert_eq!(block(&format!("csv {table}")).lines().next(), Some(format!("record,{list}").as_str()));
        }
    }
}

/// Returns the sections of all pages about keys, each with the mark of the example that it belongs to.
fn documented(language: &str) -> Vec<Section> {
    KEY_PAGES.iter().flat_map(|name| sections(&page(language, name))).collect()
}

#[test]
fn each_section_shows_an_example_with_all_its_keys_and_each_mistake_has_its_code() {
    let english = documented("en");
    for section in english.iter().filter(|section| !section.keys.is_empty()) {
        let mark = section.mark().unwrap_or_else(|| panic!("no example: {}", section.title));
        let kind = DocumentKind::of(mark).unwrap_or_else(|| panic!("no such mark: {mark}"));
        let example = section.example().expect("an example");
        for key in &section.keys {
            let last = key.name.rsplit('.').next().unwrap_or_default();
            assert!(example.text.contains(&format!("{last}:")), "the example of {mark} has no `{}`", key.name);
            let (lines, code) = key.mistake.as_ref().unwrap_or_else(|| panic!("no mistake is shown for {}", key.name));
            let found = findings(&kind.dossier(&kind.document(lines)));
            let is_there = found.iter().any(|(other, file, _)| other == code && file == kind.file);
            assert!(is_there, "{mark}: `{lines}` gives {found:?}, not {code}");
        }
    }
}

#[test]
fn both_languages_show_the_same_mistakes_and_the_same_blocks() {
    let mistakes = |language| -> Vec<_> {
        let keys = documented(language).into_iter().flat_map(|section| section.keys);
        keys.map(|key| (key.name, key.mistake)).collect()
    };
    assert_eq!(mistakes("en"), mistakes("fr"));
    for name in pages("en") {
        let marks = |language: &str| -> Vec<String> {
            sections(&page(language, &name))
                .into_iter()
                .flat_map(|section| section.blocks)
                .map(|block| block.mark)
                .collect()
        };
        let plain = |mark: &String| mark.starts_with("yaml") || mark.starts_with("csv") || mark == "console";
        let [en, fr] = LANGUAGES.map(|language| marks(language).into_iter().filter(plain).collect::<Vec<_>>());
        assert_eq!(en, fr, "{name}");
    }
}

#[test]
fn every_marked_example_is_read_without_a_diagnostic() {
    for language in LANGUAGES {
        for name in pages(language) {
            let blocks = sections(&page(language, &name)).into_iter().flat_map(|section| section.blocks);
            for block in blocks.filter(|block| !block.mark.is_empty()) {
                check_example(language, &name, &block);
            }
        }
    }
}

fn check_example(language: &str, name: &str, block: &Block) {
    let session = Session::new();
    match block.mark.split_once(' ') {
        Some(("yaml", _)) => {
            let kind = DocumentKind::of(&block.mark).unwrap_or_else(|| panic!("{name}: no such mark: {}", block.mark));
            let is_list = !kind.indent.is_empty();
            let text = if is_list { block.text.clone() } else { format!("{}{}{}", kind.open, block.text, kind.close) };
            session.write(kind.file, text.as_bytes());
        }
        Some(("csv", table)) => {
            session.write(&format!("content/{table}.csv"), block.text.as_bytes());
        }
        _ => return,
    }
    let found = findings(&session);
    let wrong: Vec<_> = found.iter().filter(|(code, ..)| code.starts_with("D02") || code == "D0706").collect();
    assert!(wrong.is_empty(), "{language}/{name}, {}: {wrong:?}\n{}", block.mark, block.text);
}

#[test]
fn every_topic_and_every_code_that_the_manual_names_exists() {
    let session = Session::new();
    let known = session.run("check --explain all").out;
    let mut named = BTreeSet::new();
    for language in LANGUAGES {
        for name in pages(language) {
            let text = page(language, &name);
            for (at, _) in text.match_indices("(D0") {
                let code = &text[at + 1..at + 6];
                assert!(known.contains(code), "{language}/{name}: no code {code}");
            }
            let after = text.split("`dossier help ").skip(1).filter_map(|rest| rest.split('`').next());
            named.extend(after.filter(|topic| !["TOPIC", "SUJET"].contains(topic)).map(str::to_owned));
        }
    }
    assert!(named.len() > 10, "{named:?}");
    for topic in named {
        assert_eq!(session.run(&format!("help {topic}")).code, 0, "no topic {topic}");
    }
}

#[test]
fn a_topic_has_a_name_in_both_languages_and_speaks_the_chosen_one() {
    let session = Session::new();
    let text =
        |name: &str, language: &str| session.run_with(&format!("help {name}"), &[("DOSSIER_LANG", language)]).out;
    assert_eq!(text("vie-privee", "en"), text("privacy", "en"));
    assert_eq!(text("vie-privee", "fr_FR.UTF-8"), text("privacy", "fr"));
    assert!(text("privacy", "fr").starts_with("# Vie privée"), "{}", text("privacy", "fr"));
    assert!(text("troubleshooting", "en").contains("**D0205**"));
}

#[test]
fn the_manual_is_a_site_whose_links_lead_somewhere() {
    for (language, topic) in [("en", "privacy"), ("fr", "vie-privee")] {
        let session = Session::new();
        let run = session.run_with("manual --to m", &[("DOSSIER_LANG", language)]);
        assert_eq!(run.code, 0, "{}", run.err);
        assert!(session.path(&format!("m/articles/{topic}.html")).is_file());
        let index = session.read("m/search/index.js");
        let n_topics = pages(language).len();
        assert!(index.contains(&format!("\"articles\":{n_topics},")), "the index: {index}");
        for (name, bytes) in session.files("m").iter().filter(|(name, _)| name.ends_with(".html")) {
            let page = String::from_utf8_lossy(bytes);
            let folder = std::path::Path::new(name).parent().expect("a folder");
            let links = page.split(" href=\"").skip(1).filter_map(|rest| rest.split('"').next());
            for link in links.filter(|link| !link.contains(':') && name != "404.html") {
                let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
                let target = folder.join(file.split('?').next().unwrap_or_default());
                assert!(file.is_empty() || session.path("m").join(&target).exists(), "{name} links to {link}");
                let is_there = !file.is_empty() || page.contains(&format!("id=\"{anchor}\""));
                assert!(is_there || anchor.is_empty(), "{name} has no anchor for {link}");
            }
        }
        let again = session.run_with("manual --to m", &[("DOSSIER_LANG", language)]);
        assert_eq!(again.code, 3, "an existing folder is left alone");
    }
    assert_eq!(Session::new().run("manual").code, 2);
}

#[test]
fn the_readmes_lead_to_every_topic() {
    for (language, file) in [("en", "README.md"), ("fr", ".github/README.fr.md")] {
        let readme = std::fs::read_to_string(file).expect("a file");
        for name in pages(language) {
            assert!(
                readme.contains(&format!("src/cli/manual/{language}/{name}.md)")),
                "{file} does not lead to {name}"
            );
        }
    }
}

#[cfg(unix)]
#[test]
fn the_tutorials_can_be_followed_letter_by_letter() {
    for language in LANGUAGES {
        for name in pages(language).iter().filter(|name| name.starts_with("tutorial-") || name.starts_with("from-")) {
            follow(language, name);
        }
    }
}

/// In the shell of Unix: writes the files that a tutorial shows, and runs the lines after `$ `, in their order.
#[cfg(unix)]
fn follow(language: &str, name: &str) {
    let session = Session::new();
    std::fs::remove_file(session.path("site.yaml")).expect("an empty folder");
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_dossier")).parent().expect("a folder").to_owned();
    let path = std::env::join_paths(
        std::iter::once(program).chain(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default())),
    );
    for block in sections(&page(language, name)).into_iter().flat_map(|section| section.blocks) {
        if let Some(file) = &block.file {
            session.write(file, block.text.as_bytes());
        }
        let lines = block.text.lines().filter_map(|line| line.strip_prefix("$ ")).filter(|_| block.mark == "console");
        for line in lines {
            let run = std::process::Command::new("sh")
                .args(["-c", line])
                .current_dir(session.path("."))
                .env("PATH", path.as_ref().expect("a path"))
                .env("DOSSIER_LANG", language)
                .output()
                .expect("a shell");
            let said = String::from_utf8_lossy(&run.stderr);
            assert!(run.status.success(), "{language}/{name}: {line}\n{}{said}", String::from_utf8_lossy(&run.stdout));
        }
    }
}
