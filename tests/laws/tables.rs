//! Nothing is lost on the way into tables and back, whatever the values are: what was exported changes no file, with rows in
//! any order and written by another program; records that are replaced by their tables publish the same, byte for byte; a cell
//! that changes comes back as it was meant.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use proptest::prelude::*;

/// Pieces of values: what tables, spreadsheets, YAML and Markdown take for something else.
const PIECES: [&str; 57] = [
    "\"", "\"\"", "\t", "=1+1", "+", "-", "@", "'", "''", ";", "\\", "\\;", "|", ",", "\n", "\r\n", "\r\r\n", "\r",
    "\u{202f}", "\u{a0}", " ", "  ", "    ", "e\u{301}", "é", "😀", "\u{5d0}\u{5d1}", "\u{202e}", "\u{feff}", "\u{85}",
    "\u{2028}", "\0", "\u{1}", "\u{7f}", "mer", "Port", "1.5E20", "2023-09", "-0044", "true", "null", "#", ": ", "{",
    "[", "---", "&", "*", "!", "%", "`", "<b>", "]]>", "```", "[[p1]]", "\u{200b}", "«\u{a0}",
];

fn value() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => prop::sample::select(PIECES.to_vec()).prop_map(str::to_owned),
        1 => "\\PC{1,5}",
    ];
    let short = prop::collection::vec(piece, 0..5).prop_map(|pieces| pieces.concat());
    prop_oneof![30 => short.clone(), 1 => short.prop_map(|value| format!("{value}é;\"\n").repeat(10_000 / 4))]
}

/// The values of one record, a list for each key.
#[derive(Clone, Debug)]
struct Values {
    /// Name, sort, family, two of a role, one of a relation, an authority's id.
    single: Vec<String>,
    /// Names, weak, never, tags, refer.
    lists: Vec<Vec<String>>,
    text: String,
}

fn values() -> impl Strategy<Value = Values> {
    let lists = prop::collection::vec(prop::collection::vec(value(), 0..3), 5);
    (prop::collection::vec(value(), 7), lists, value()).prop_map(|(single, lists, text)| Values { single, lists, text })
}

/// Writes a value as YAML with every letter that is not plain as an escape.
fn quoted(value: &str) -> String {
    let letters = value.chars().map(|letter| match letter {
        ' ' | 'a'..='z' | 'A'..='Z' | '0'..='9' => letter.to_string(),
        _ => format!("\\U{:08x}", u32::from(letter)),
    });
    format!("\"{}\"", letters.collect::<String>())
}

fn keys(values: &Values, number: usize) -> String {
    let one = |index: usize| quoted(&values.single[index]);
    let list = |index: usize| {
        let items: Vec<String> = values.lists[index].iter().map(|item| quoted(item)).collect();
        format!("[{}]", items.join(", "))
    };
    format!(
        "name: {}\nsort: {}\nfamily: {}\nnames: {}\nweak: {}\nnever: {}\ntags: {}\nborn: 19{number:02}~\n\
         roles: [{{title: {}, refer: {}, from: 2001}}, {}]\nrelations: [{{to: kerloch, as: {}, source: passage#p1}}]\n\
         same_as: {{wikidata: Q{number}, carnet: {}}}\n",
        quoted(&format!("Nom {number} {}", values.single[0])),
        one(1),
        one(2),
        list(0),
        list(1),
        list(2),
        list(3),
        quoted(&format!("rôle {}", values.single[3])),
        list(4),
        quoted(&format!("titre {}", values.single[4])),
        quoted(&format!("à {}", values.single[5])),
        one(6),
    )
}

struct Folder(tempfile::TempDir);

impl Folder {
    fn of(records: &[Values], is_withheld: bool) -> Self {
        let folder = Self(tempfile::tempdir().expect("a folder"));
        folder.write("site.yaml", "title: Essai\nlanguage: fr\n");
        folder.write(
            "content/articles/passage.md",
            "---\ntitle: Le passage\ndate: 2005-06-14\n---\nNom 1 reste à Kerloch avec Nom 2.\n",
        );
        folder.write("content/places.yaml", "- {id: kerloch, name: Kerloch, coordinates: [48.1, -4.5]}\n");
        let mut works = String::new();
        for (index, values) in records.iter().enumerate() {
            let keys = keys(values, index);
            if index % 2 == 0 {
                folder.write(&format!("content/people/p{index}.md"), &format!("---\n{keys}---\n{}", values.text));
            } else {
                let keys = format!("id: w{index}\n{keys}text: {}", quoted(&values.text)).replace('\n', "\n  ");
                works += &format!("- {keys}\n");
            }
        }
        if !works.is_empty() {
            folder.write("content/works.yaml", &works);
        }
        if is_withheld {
            folder.write("content/people/cache.md", "---\nname: Aodren Quiniou\nvisibility: hidden\n---\n");
        }
        folder
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    fn run(&self, words: &str) -> (Option<i32>, String, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dossier"));
        let done = command
            .args(words.split(' '))
            .env("DOSSIER_LANG", "en")
            .current_dir(self.0.path())
            .output()
            .expect("the program");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (done.status.code(), text(&done.stdout), text(&done.stderr))
    }

    fn published(&self) -> [String; 2] {
        ["export jsonl", "export entities"].map(|words| {
            let (_, out, err) = self.run(words);
            assert!(!out.is_empty(), "{words}: {err}");
            out
        })
    }

    fn content(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        fn walk(folder: &Path, found: &mut BTreeMap<PathBuf, Vec<u8>>) {
            for path in fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("a file").path()) {
                if path.is_dir() {
                    walk(&path, found);
                } else {
                    let bytes = fs::read(&path).expect("a file");
                    found.insert(path, bytes);
                }
            }
        }
        let mut found = BTreeMap::new();
        walk(&self.path("content"), &mut found);
        found
    }

    /// The tables that the last export wrote.
    fn tables(&self) -> Vec<String> {
        let all = ["people", "places", "works", "roles", "relations"];
        all.into_iter().map(str::to_owned).filter(|name| self.path(&format!("tables/{name}.csv")).exists()).collect()
    }

    /// Changes the rows of a table, and writes it as another program does: other quotation marks, no byte order mark.
    fn rewrite(&self, name: &str, separator: u8, change: impl Fn(&[String], &mut Vec<Vec<String>>)) {
        let path = format!("tables/{name}.csv");
        let text = self.read(&path);
        let text = text.trim_start_matches('\u{feff}');
        let mut reader = csv::ReaderBuilder::new().has_headers(false).delimiter(separator).from_reader(text.as_bytes());
        let mut rows: Vec<Vec<String>> =
            reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect();
        let head = rows.remove(0);
        change(&head, &mut rows);
        let mut writer = csv::WriterBuilder::new().delimiter(separator).from_writer(Vec::new());
        for row in std::iter::once(&head).chain(&rows) {
            writer.write_record(row).expect("a row");
        }
        self.write(&path, &String::from_utf8(writer.into_inner().expect("a table")).expect("text"));
    }
}

fn cases() -> u32 {
    ProptestConfig::default().cases / 20
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        max_shrink_iters: 60,
        ..ProptestConfig::with_cases(cases())
    })]

    #[test]
    fn nothing_is_lost_in_tables(
        records in prop::collection::vec(values(), 1..7),
        (is_excel, is_withheld) in (any::<bool>(), any::<bool>()),
        new in value(),
    ) {
        let folder = Folder::of(&records, is_withheld);
        let before = folder.published();
        let (more, separator, list) = if is_excel { (" --excel", b';', '|') } else { ("", b',', ';') };
        folder.run(&format!("export registry --output tables{more}"));
        // As content.
        let tables = folder.tables();
        let exported: Vec<String> = tables.iter().map(|name| folder.read(&format!("tables/{name}.csv"))).collect();
        let known = folder.content();
        for name in tables.iter().map(String::as_str).chain(["articles"]) {
            folder.rewrite(name, separator, |_, rows| rows.reverse());
        }
        let (code, _, err) = folder.run("import tables");
        prop_assert!(code == Some(0) && err.contains("0 files changed"), "{}", err);
        prop_assert!(folder.content() == known);
        fs::remove_dir_all(folder.path("content/people")).expect("a folder");
        for name in ["places", "works"] {
            drop(fs::remove_file(folder.path(&format!("content/{name}.yaml"))));
        }
        for (name, text) in tables.iter().zip(&exported) {
            folder.write(&format!("content/{name}.csv"), text);
        }
        let after = folder.published();
        prop_assert!(before == after, "{:?}\n{:?}", before, after);
        // A cell of a table, and a list.
        folder.run(&format!("export registry --output tables{more}"));
        // All carriage returns before a line feed go: what is read again stays as it is.
        let mut tidy = new.trim().to_owned();
        while tidy.contains("\r\n") {
            tidy = tidy.replace("\r\n", "\n");
        }
        let guarded = format!("{}{tidy}", if tidy.starts_with(['=', '+', '-', '@', '\'']) { "'" } else { "" });
        let item: String =
            tidy.chars().flat_map(|c| ['\\', c].into_iter().skip(usize::from(c != list && c != '\\'))).collect();
        folder.rewrite("people", separator, |head, rows| {
            let column = |name: &str| head.iter().position(|column| column == name).expect("a column");
            let row = rows.iter().position(|row| row[column("id")] == "p0").expect("a row");
            rows[row][column("sort")].clone_from(&guarded);
            rows[row][column("weak")] = format!("x{list}{item}");
        });
        let others = |text: &str| text.replace("\r\n", "\n").lines().filter(|line| line.starts_with("cache")).count();
        let old = folder.read("content/people.csv");
        let (code, _, err) = folder.run("import tables");
        prop_assert!(code == Some(0), "{}\n{:?}", err, guarded);
        prop_assert_eq!(others(&old), others(&folder.read("content/people.csv")));
        let (code, _, err) = folder.run("import tables");
        prop_assert!(code == Some(0) && err.contains("0 files changed"), "{}", err);
        let entities = folder.published()[1].clone();
        let line = entities.lines().find(|line| line.contains("\"id\":\"p0\"")).expect("the record").to_owned();
        let entity: serde_json::Value = serde_json::from_str(&line).expect("JSON");
        let weak: Vec<&str> = if tidy.is_empty() { vec!["x"] } else { vec!["x", &tidy] };
        prop_assert_eq!(&entity["weak"], &serde_json::json!(weak));
    }
}
