//! The contract with authors of themes: themes/VIEWS.md says what each template sees. It is made from the types' own
//! descriptions and from a real page, so that it is never out of date.
//!
//! `DOSSIER_UPDATE=1 cargo test --test laws views` writes it anew.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use dossier::build::{Memo, PipelineOptions, build};
use dossier::model::{EntityIx, routes};
use dossier::pages::{KeyedPage, PageKind};
use dossier::render;
use serde_json::Value;

use super::layers::sources;
use super::project::{snapshot, start};

const FILE: &str = "themes/VIEWS.md";

const HEAD: &str = "# What a template sees\n
Each page is drawn by one template from one view: all that it may show, and nothing else. Beside its view every template sees
`site`, `nav` and `assets` (below, under Every page), the interface's texts as `t`, and the function `count(n=3, of=\"article\")`.
To see what a page of your own dossier is drawn from: `dossier why articles/ID.html --view`. How a theme is made: [README.md](README.md).
\nThis page is made from the program itself; a test holds it to that. In the examples lists are cut after two entries.\n";

/// A type that is serialised into views.
#[derive(Default)]
struct Described {
    doc: String,
    /// Name, type and meaning of each field; a flattened one has the name `..`.
    fields: Vec<(String, String, String)>,
}

/// Reads the descriptions of the types of src/plan and src/link that templates can see.
fn described() -> BTreeMap<String, Described> {
    let mut all = BTreeMap::new();
    for (file, text) in sources() {
        if !file.starts_with("plan/") {
            continue;
        }
        let (mut docs, mut is_seen, mut is_flat) = (Vec::new(), false, false);
        let mut open: Option<(String, Described)> = None;
        for line in text.lines().map(str::trim) {
            if let Some(doc) = line.strip_prefix("///") {
                docs.push(doc.trim());
            } else if line.starts_with("#[derive") {
                is_seen = line.contains("Serialize");
            } else if line.starts_with("#[serde") {
                is_flat = line.contains("flatten");
            } else if let Some(name) = line.strip_prefix("pub struct ").and_then(|rest| rest.strip_suffix(" {")) {
                if is_seen {
                    let name = name.split('<').next().unwrap_or(name).to_owned();
                    open = Some((name, Described { doc: docs.join(" "), fields: Vec::new() }));
                }
                docs.clear();
            } else if line == "}" {
                all.extend(open.take());
                docs.clear();
            } else if let (Some((_, described)), Some(field)) = (&mut open, line.strip_prefix("pub ")) {
                if let Some((name, of)) = field.trim_end_matches(',').split_once(": ") {
                    let name = if is_flat { ".." } else { name };
                    described.fields.push((name.to_owned(), of.to_owned(), docs.join(" ")));
                }
                docs.clear();
                is_flat = false;
            } else {
                docs.clear();
            }
        }
    }
    all
}

/// A Rust type in words: `Vec<EntityLink>` is a list of EntityLink.
fn words(of: &str, known: &BTreeMap<String, Described>, used: &mut Vec<String>) -> String {
    for (head, word) in [
        ("Vec<", "list of "),
        ("Option<", "null or "),
        ("BTreeMap<String, ", "table of "),
        ("Arc<", ""),
        ("Ready<", ""),
    ] {
        if let Some(inner) = of.strip_prefix(head).and_then(|rest| rest.strip_suffix('>')) {
            return format!("{word}{}", words(inner, known, used));
        }
    }
    let name = of.rsplit("::").next().unwrap_or(of).split('<').next().unwrap_or(of).trim();
    if known.contains_key(name) {
        used.push(name.to_owned());
        return format!("[{name}](#{})", name.to_lowercase());
    }
    match name {
        "String" | "str" | "&'static str" => "text".to_owned(),
        "bool" => "true or false".to_owned(),
        "u64" | "usize" | "u32" | "u8" | "i64" | "f64" => "number".to_owned(),
        other => other.to_owned(),
    }
}

fn table(described: &Described, known: &BTreeMap<String, Described>, used: &mut Vec<String>) -> String {
    let mut out = String::from("| key | is | meaning |\n|---|---|---|\n");
    for (name, of, doc) in &described.fields {
        let of = words(of.trim_start_matches("&'static "), known, used);
        let name = if name == ".." { "all keys of".to_owned() } else { format!("`{name}`") };
        writeln!(out, "| {name} | {of} | {} |", doc.replace('|', "\\|")).expect("text");
    }
    out
}

fn cut(value: &Value) -> Value {
    match value {
        Value::Array(list) => list.iter().take(2).map(cut).collect(),
        Value::Object(map) => map.iter().map(|(key, value)| (key.clone(), cut(value))).collect(),
        Value::String(text) if text.chars().count() > 300 => {
            Value::String(text.chars().take(300).chain(['…']).collect())
        }
        other => other.clone(),
    }
}

/// How much of a view is filled in: the example should show as much as possible.
fn fullness(value: &Value) -> usize {
    match value {
        Value::Object(map) => map.values().map(fullness).sum(),
        Value::Array(list) => list.iter().take(2).map(fullness).sum(),
        Value::Null => 0,
        Value::String(text) => usize::from(!text.is_empty()),
        _ => 1,
    }
}

/// The type that a view's keys are those of.
fn view_type<'a>(
    keys: &BTreeSet<String>,
    known: &'a BTreeMap<String, Described>,
) -> Option<(&'a String, &'a Described)> {
    known
        .iter()
        .filter(|(name, _)| name.ends_with("View"))
        .find(|(_, described)| described.fields.iter().map(|(name, ..)| name.clone()).collect::<BTreeSet<_>>() == *keys)
}

fn page() -> String {
    let known = described();
    let memo = Memo::default();
    let built = build(&snapshot(&start()), &PipelineOptions::default(), &memo);
    let mut fullest: BTreeMap<String, (usize, String, Value)> = BTreeMap::new();
    let mut constants = Value::Null;
    // No small dossier has so many passages that they take a second page.
    let entity = built
        .site
        .content
        .link_index
        .backlinks
        .iter()
        .position(|backlinks| !backlinks.is_empty())
        .expect("somebody is named");
    let subject = PageKind::OlderBacklinks(EntityIx::new(entity), 1);
    let route = routes::older_page(&built.site.content.entity_route(entity), 1);
    let older = KeyedPage { route, key: Default::default(), kind: subject };
    for page in built.pages().into_iter().chain([older]) {
        let Some((template, mut view)) = render::view(&built.site, &page) else { continue };
        let map = view.as_object_mut().expect("a view is a table");
        constants = ["site", "nav", "assets"].iter().map(|key| ((*key).to_owned(), map.remove(*key))).fold(
            Value::Object(serde_json::Map::new()),
            |mut all, (key, value)| {
                all[key] = value.unwrap_or_default();
                all
            },
        );
        let fullness = fullness(&view);
        if fullest.get(&template).is_none_or(|(before, ..)| *before < fullness) {
            fullest.insert(template, (fullness, page.route.to_string(), view));
        }
    }
    let mut out = String::from(HEAD);
    let mut used: Vec<String> = Vec::new();
    // The names of files change with their bytes.
    constants["assets"] = serde_json::json!({ "style.css": "assets/style.0123abcd.css" });
    let example = |value: &Value| format!("```json\n{:#}\n```\n", cut(value));
    writeln!(out, "## Every page\n\n{}\n{}", table(&known["Constants"], &known, &mut used), example(&constants))
        .expect("text");
    for (template, (_, route, view)) in &fullest {
        let keys = view.as_object().expect("a view").keys().cloned().collect();
        let (_, described) =
            view_type(&keys, &known).unwrap_or_else(|| panic!("{template}: no view has these keys: {keys:?}"));
        let doc = &described.doc;
        let table = table(described, &known, &mut used);
        writeln!(out, "## {template}\n\n{doc}\n\n{table}\nFor example `{route}`:\n\n{}", example(view)).expect("text");
    }
    writeln!(out, "## Parts\n").expect("text");
    let mut told: BTreeSet<String> = BTreeSet::new();
    while let Some(name) = used.pop() {
        told.insert(name.clone());
        let mut more = Vec::new();
        table(&known[&name], &known, &mut more);
        used.extend(more.into_iter().filter(|name| !told.contains(name)));
    }
    for name in told {
        let table = table(&known[&name], &known, &mut Vec::new());
        writeln!(out, "### {name}\n\n{}\n\n{table}", known[&name].doc).expect("text");
    }
    out
}

#[test]
fn the_page_on_views_says_what_templates_see() {
    let page = page();
    if std::env::var_os("DOSSIER_UPDATE").is_some() {
        std::fs::write(FILE, &page).expect("written");
    }
    let written = std::fs::read_to_string(FILE).expect("themes/VIEWS.md");
    let differs = page.lines().zip(written.lines()).find(|(a, b)| a != b);
    assert!(page == written, "{FILE} is out of date: DOSSIER_UPDATE=1 cargo test --test laws views; {differs:?}");
}
