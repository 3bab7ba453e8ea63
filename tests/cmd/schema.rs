//! `dossier schema`: the schemas name exactly the keys and words that the parser accepts, every file without a mistake is valid,
//! and mistakes of form are not.
//!
//! What the parser accepts is asked of itself: an unknown key, or an unknown word, is answered with the list of the known ones.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::json_schema::errors;
use crate::session::Session;

/// A word that is near no key and no choice.
const UNKNOWN: &str = "qqqqqqqq";

fn schemas() -> BTreeMap<String, Value> {
    let session = Session::new();
    let names = session.run("schema").out;
    assert_eq!(
        names.split_whitespace().collect::<Vec<_>>(),
        ["article", "record", "records", "site", "notes", "decisions"]
    );
    let all = session.run("schema --to s");
    assert!(all.code == 0 && all.err.contains("6 schemas"), "{}", all.err);
    let one = |name: &str| {
        let text = session.read(&format!("s/{name}.schema.json"));
        assert_eq!(session.run(&format!("schema {name}")).out, text);
        let schema: Value = serde_json::from_str(&text).expect("JSON");
        (name.to_owned(), schema)
    };
    names.split_whitespace().map(one).collect()
}

/// Returns what `check` says of the files: for each file its messages with their help.
fn reports(session: &Session) -> BTreeMap<String, Vec<String>> {
    let mut reports: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for line in session.run("check --format json").out.lines() {
        let value: Value = serde_json::from_str(line).expect("JSON");
        let word = |key: &str| value[key].as_str().unwrap_or_default().to_owned();
        let said = format!("{} {}: {} | {}", word("severity"), word("code"), word("message"), word("help"));
        reports.entry(word("file")).or_default().push(said);
    }
    reports
}

/// The properties of the object at a path of keys; `[]` is an item, `{}` the value of any key.
fn object<'a>(root: &'a Value, mut at: &'a Value, path: &str) -> &'a Value {
    for step in path.split(' ').filter(|step| !step.is_empty()) {
        at = match step {
            "[]" => part(root, at, "items"),
            "{}" => part(root, at, "additionalProperties"),
            key => &part(root, at, "properties")[key],
        };
    }
    part(root, at, "properties")
}

/// Returns a keyword of a schema, or of the first of its alternatives that has it.
fn part<'a>(root: &'a Value, at: &'a Value, keyword: &str) -> &'a Value {
    if let Some(found) = at.get(keyword).filter(|found| found.is_object()) {
        return found;
    }
    if let Some(reference) = at["$ref"].as_str() {
        return part(root, &root["$defs"][reference.rsplit('/').next().expect("a name")], keyword);
    }
    let choices = ["anyOf", "allOf"].iter().filter_map(|key| at[key].as_array()).flatten();
    choices.map(|choice| part(root, choice, keyword)).find(|found| found.is_object()).unwrap_or(&Value::Null)
}

#[test]
fn the_keys_of_a_schema_are_those_that_the_parser_accepts() {
    let schemas = schemas();
    let session = Session::new();
    session.write("content/articles/base.md", b"---\ntitle: Base\ndate: 2020\n---\nJeanne Morvan parle.\n");
    let head = |keys: &str| format!("---\n{keys}---\nTexte.\n");
    let q = UNKNOWN;
    // Schema, path to the object in it, file, its text.
    let places = [
        ("article", "", "content/articles/a.md", head(&format!("title: A\n{q}: 1\n"))),
        (
            "article",
            "picture",
            "content/articles/b.md",
            head(&format!("title: A\npicture: {{file: media/x.png, {q}: 1}}\n")),
        ),
        ("article", "source", "content/articles/c.md", head(&format!("title: A\nsource: {{{q}: 1}}\n"))),
        ("record", "", "content/people/a.md", head(&format!("name: Ada Kerouac\n{q}: 1\n"))),
        (
            "record",
            "roles []",
            "content/people/b.md",
            head(&format!("name: Bea Kerouac\nroles: [{{title: x, {q}: 1}}]\n")),
        ),
        (
            "record",
            "relations []",
            "content/people/c.md",
            head(&format!("name: Cia Kerouac\nrelations: [{{to: a, as: x, {q}: 1}}]\n")),
        ),
        (
            "record",
            "figures []",
            "content/people/d.md",
            head(&format!("name: Dia Kerouac\nfigures: [{{what: x, value: 1, {q}: 1}}]\n")),
        ),
        (
            "record",
            "picture",
            "content/people/e.md",
            head(&format!("name: Eva Kerouac\npicture: {{file: media/x.png, {q}: 1}}\n")),
        ),
        ("records", "[]", "content/places.yaml", format!("- id: p\n  name: Port\n  {q}: 1\n")),
        ("records", "{}", "content/works.yaml", format!("w:\n  name: Livre\n  {q}: 1\n")),
        ("notes", "[]", "content/notes/base.yaml", format!("- quote: parle\n  note: oui\n  {q}: 1\n")),
        (
            "decisions",
            "[]",
            "content/decisions.yaml",
            format!("- article: base\n  quote: Jeanne\n  entity: none\n  {q}: 1\n"),
        ),
    ];
    for (_, _, file, text) in &places {
        session.write(file, text.as_bytes());
    }
    let site = |text: String| {
        let session = Session::new();
        session.write("site.yaml", text.as_bytes());
        reports(&session).remove("site.yaml").unwrap_or_default()
    };
    let begin = "title: Essai\nlanguage: fr\n";
    let mut found = reports(&session);
    let mut places: Vec<(&str, &str, Vec<String>)> =
        places.iter().map(|(name, path, file, _)| (*name, *path, found.remove(*file).unwrap_or_default())).collect();
    places.push(("site", "", site(format!("{begin}{q}: 1\n"))));
    places.push(("site", "output", site(format!("{begin}output: {{{q}: 1}}\n"))));
    places.push(("site", "annotate", site(format!("{begin}annotate: {{{q}: 1}}\n"))));
    places.push(("site", "kinds {}", site(format!("{begin}kinds: {{ship: {{{q}: 1}}}}\n"))));
    for (name, path, said) in places {
        let asked = said.iter().find(|line| line.contains(&format!("the key `{UNKNOWN}` is unknown")));
        let asked = asked.unwrap_or_else(|| panic!("{name} {path}: {said:?}"));
        let (_, keys) = asked.split_once("use one of: ").expect("the keys");
        let accepted: BTreeSet<&str> = keys.split(", ").collect();
        let schema = &schemas[name];
        let properties = object(schema, schema, path).as_object().unwrap_or_else(|| panic!("{name} {path}"));
        assert_eq!(properties.keys().map(String::as_str).collect::<BTreeSet<_>>(), accepted, "{name} {path}");
        let described = properties.iter().filter(|(_, key)| key["description"].is_string()).count();
        assert_eq!(described, properties.len(), "each key of {name} {path} is described");
    }
}

#[test]
fn the_words_of_a_schema_are_those_that_the_parser_accepts() {
    let schemas = schemas();
    let q = UNKNOWN;
    let begin = "title: Essai\nlanguage: fr\n";
    let article = |key: &str| format!("---\ntitle: A\n{key}: {q}\n---\nTexte.\n");
    let record = |key: &str| format!("---\nname: Ada Kerouac\n{key}: {q}\n---\n");
    let places = [
        ("article", "", "date_certainty", "content/articles/a.md", article("date_certainty")),
        ("article", "", "rights", "content/articles/a.md", article("rights")),
        ("article", "", "draft", "content/articles/a.md", article("draft")),
        ("record", "", "visibility", "content/people/a.md", record("visibility")),
        ("record", "", "status", "content/people/a.md", record("status")),
        ("notes", "[]", "verdict", "content/notes/a.yaml", format!("- quote: x\n  note: y\n  verdict: {q}\n")),
        ("site", "", "html", "site.yaml", format!("{begin}html: {q}\n")),
        ("site", "", "fonts", "site.yaml", format!("{begin}fonts: {q}\n")),
        ("site", "", "search", "site.yaml", format!("{begin}search: {q}\n")),
        ("site", "", "without", "site.yaml", format!("{begin}without: [{q}]\n")),
        ("site", "output", "data", "site.yaml", format!("{begin}output: {{data: {q}}}\n")),
        ("site", "annotate", "link", "site.yaml", format!("{begin}annotate: {{link: {q}}}\n")),
        ("site", "annotate", "rights", "site.yaml", format!("{begin}annotate: {{rights: {q}}}\n")),
        ("site", "kinds {}", "behaves_as", "site.yaml", format!("{begin}kinds: {{ship: {{behaves_as: {q}}}}}\n")),
    ];
    for (name, path, key, file, text) in places {
        let session = Session::new();
        session.write(file, text.as_bytes());
        let said = reports(&session).remove(file).unwrap_or_default();
        let listed = said.iter().find_map(|line| line.split_once("one of: ").filter(|_| line.contains(UNKNOWN)));
        let (_, words) = listed.unwrap_or_else(|| panic!("{name} {path} {key}: {said:?}"));
        let schema = &schemas[name];
        let mut rule = &object(schema, schema, path)[key];
        if let Some(reference) = rule["$ref"].as_str() {
            rule = &schema["$defs"][reference.rsplit('/').next().expect("a name")];
        }
        let choices = rule.get("enum").or_else(|| rule["anyOf"][0].get("enum")).and_then(Value::as_array);
        let word = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let choices: BTreeSet<String> = choices.expect("a list of words").iter().map(word).collect();
        let mut accepted: BTreeSet<String> = words.split(", ").map(str::to_owned).collect();
        // A key without a value counts as absent.
        accepted.insert("null".to_owned());
        assert_eq!(choices, accepted, "{name} {path} {key}");
    }
}

/// Reads YAML as an editor does: numbers and truth values are such.
fn yaml(text: &str) -> Value {
    serde_yaml::from_str(text).unwrap_or_else(|error| panic!("{error}:\n{text}"))
}

/// Returns the name of the schema for a file of a dossier, and what it is about; `None` if there is none.
fn instance(file: &str, text: &str) -> Option<(&'static str, Value)> {
    let front = || text.strip_prefix("---\n")?.split_once("\n---").map(|(head, _)| yaml(head));
    let parts: Vec<&str> = file.split('/').collect();
    match parts.as_slice() {
        ["site.yaml"] => Some(("site", yaml(text))),
        ["content", "decisions.yaml"] => Some(("decisions", yaml(text))),
        ["content", "notes", name] if name.ends_with(".yaml") => Some(("notes", yaml(text))),
        ["content", name] if name.ends_with(".yaml") && *name != "corrections.yaml" => Some(("records", yaml(text))),
        ["content", "articles", .., name] if name.ends_with(".md") => Some(("article", front()?)),
        ["content", "pages" | "notes" | "media", ..] => None,
        ["content", _, .., name] if name.ends_with(".md") => Some(("record", front()?)),
        _ => None,
    }
}

#[test]
fn every_file_without_a_mistake_is_valid() {
    let schemas = schemas();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for folder in ["", "src/lang/en/sample", "src/lang/fr/sample"] {
        let mut waiting = vec![root.join(folder).join("content"), root.join(folder).join("site.yaml")];
        while let Some(path) = waiting.pop() {
            if path.is_dir() {
                waiting.extend(fs::read_dir(&path).expect("a folder").flatten().map(|entry| entry.path()));
                continue;
            }
            let Ok(text) = fs::read_to_string(&path) else { continue };
            let file = path.strip_prefix(root.join(folder)).expect("below").display().to_string();
            let Some((name, value)) = instance(&file, &text) else { continue };
            let errors = errors(&schemas[name], &value);
            assert!(errors.is_empty(), "{folder}/{file}: {errors:?}");
            *counts.entry(name).or_default() += 1;
        }
    }
    assert!(counts["article"] > 5 && counts["record"] > 40 && counts["site"] >= 2, "{counts:?}");
    // Files that are allowed and that no dossier above has.
    for (name, text) in VALID {
        let errors = errors(&schemas[*name], &yaml(text));
        assert!(errors.is_empty(), "{name}: {text}: {errors:?}");
    }
    for (name, text) in BROKEN {
        assert!(!errors(&schemas[*name], &yaml(text)).is_empty(), "{name}: {text}");
    }
}

#[test]
fn what_is_valid_has_no_mistake_and_what_is_broken_has_one() {
    for (list, is_valid) in [(VALID, true), (BROKEN, false)] {
        for (name, text) in list {
            let session = Session::new();
            session.write("content/articles/base.md", b"---\ntitle: Base\ndate: 2020\n---\nJeanne Morvan parle.\n");
            session.write("content/media/x.png", b"");
            let (file, text) = match *name {
                "article" => ("content/articles/a.md", format!("---\n{text}\n---\nTexte.\n")),
                "record" => ("content/people/a.md", format!("---\n{text}\n---\n")),
                "records" => ("content/people.yaml", (*text).to_owned()),
                "site" => ("site.yaml", (*text).to_owned()),
                "notes" => ("content/notes/base.yaml", (*text).to_owned()),
                _ => ("content/decisions.yaml", (*text).to_owned()),
            };
            session.write(file, text.as_bytes());
            let said = reports(&session).remove(file).unwrap_or_default();
            // What other files say is not the business of a schema: D01 is form, see `dossier check --list`.
            let is_form = |line: &&String| {
                [
                    "is unknown", "is missing", "should be", "cannot be", "is not a", "is not the address",
                    "are not coordinates", "no point", "no `id`",
                ]
                .iter()
                .any(|words| line.contains(words))
            };
            assert_eq!(!said.iter().any(|line| is_form(&line)), is_valid, "{name}: {text}: {said:?}");
        }
    }
}

/// Schema and text of a file without a mistake of form.
const VALID: &[(&str, &str)] = &[
    ("article", "title: 1984\ndate: 2024\ndraft: true\ntags: mer"),
    ("article", "title: A\ndate: 2023-09-12/2023-09-17\npublisher:\nas: {Martin: paul-martin}\nformer: [b, c]"),
    ("article", "title: A\ndate: 194X\npicture: {file: media/x.png, alt: un quai}\nurl: https://example.org/a"),
    (
        "record",
        "name: Ada Kerouac\nborn: 1890~\ndied: ../1950\nroles: [maire, {title: préfète, refer: [la préfète], from: 2020}]",
    ),
    ("record", "name: Ada Kerouac\ncoordinates: 48.4, -4.5\nfigures: {what: morts, value: ~40}"),
    ("record", "name: Ada Kerouac\ncoordinates: [48.4, -4.5]\nvisibility: public\nsame_as: {wikidata: Q1, viaf: 12}"),
    ("records", "- id: a\n  name: Ada Kerouac\n- {id: 12, name: Bea Kerouac, text: Un texte.}"),
    ("records", "a: {name: Ada Kerouac}\n12: {name: Bea Kerouac}"),
    ("site", "title: T\nlanguage: fr-CA\nbase_url: https://example.org/a/\noutput: web\nwithout: map"),
    (
        "site",
        "title: T\nlanguage: fr\noutput: {folder: web, data: [lpf, tei]}\nkinds: {ship: {label: navire, behaves_as: work}}",
    ),
    ("notes", "- quote: parle\n  note: Oui.\n  verdict: false\n  date: 2024-21"),
    ("decisions", "- refused: Martin\n  by: x\n- {article: base, quote: Jeanne, at: 0, entity: none}"),
    ("decisions", "- {article: base, quote: parle, date: 2024-W13}\n- {article: base, quote: parle, speaker: none}"),
];

/// Schema and text of a file with a mistake of form.
const BROKEN: &[(&str, &str)] = &[
    ("article", "date: 2024-01-01"),
    ("article", "title: A\ntitel: B"),
    ("article", "title: [A]"),
    ("article", "title: A\ndate: hier"),
    ("article", "title: A\nrights: none"),
    ("article", "title: A\nurl: example.org"),
    ("article", "title: A\nlanguage: français"),
    ("article", "title: A\ntags: {a: b}"),
    ("article", "title: A\npicture: {alt: un quai}"),
    ("article", "title: A\nsource: {file: a, sha256: abc}"),
    ("record", "names: [Ada]"),
    ("record", "name: Ada Kerouac\nnee: 1890"),
    ("record", "name: Ada Kerouac\nborn: 12 mars 1890"),
    ("record", "name: Ada Kerouac\nrelations: [{to: b}]"),
    ("record", "name: Ada Kerouac\ncoordinates: [48.4]"),
    ("record", "name: Ada Kerouac\nfigures: [{what: morts}]"),
    ("record", "name: Ada Kerouac\nstatus: done"),
    ("records", "- name: Ada Kerouac"),
    ("records", "- {id: a, name: Ada Kerouac, nom: x}"),
    ("site", "title: T"),
    ("site", "title: T\nlanguage: fr\nbase_url: example.org"),
    ("site", "title: T\nlanguage: fr\nwithout: [maps]"),
    ("site", "title: T\nlanguage: fr\nkinds: {ship: {behaves_as: boat}}"),
    ("notes", "- quote: parle"),
    ("notes", "- quote: parle\n  note: Oui.\n  verdict: vrai"),
    ("decisions", "- {article: base, quote: Jeanne}"),
    ("decisions", "- {article: base, quote: Jeanne, entity: none, speaker: none}"),
    ("decisions", "- {article: base, quote: Jeanne, who: none}"),
];
