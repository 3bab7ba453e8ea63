//! The contract with theme authors: themes/VIEWS.md lists what each template sees. It is generated from the doc comments of
//! the types, so it is never out of date; a page is used to check that a template's view has the keys of its type.
//!
//! `DOSSIER_UPDATE=1 cargo test --test laws views` regenerates it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use dossier::build::{Memo, PipelineOptions, build};
use dossier::model::{EntityIx, routes};
use dossier::pages::{KeyedPage, PageKind};
use dossier::render;
use syn::{Attribute, Expr, ExprLit, GenericArgument, Item, Lit, Meta, MetaNameValue, PathArguments, Type};

use super::layers::sources;
use super::project::{snapshot, start};

const FILE: &str = "themes/VIEWS.md";

const HEAD: &str = "# What a template sees\n
Each page is drawn by one template from one view: all that it may show, and nothing else. Beside its view every template sees
`site`, `doors`, `nav` and `assets` (below, under Every page), the interface's texts as `t`, and the function `count(n=3, of=\"article\")`.
To see the values that a page of your own dossier is drawn from: `dossier why articles/ID.html --view`. How a theme is made: [README.md](README.md).
\nThis page is made from the program itself; a test holds it to that.\n";

/// Folders with the types that templates can see.
const FOLDERS: &[&str] = &["pages/", "views/"];

/// A type that is serialised into views.
struct Described {
    doc: String,
    fields: Vec<Field>,
}

struct Field {
    name: String,
    doc: String,
    of: Type,
    /// Its keys become those of the type that contains it.
    is_flat: bool,
}

/// The text of `///`.
fn doc(attributes: &[Attribute]) -> String {
    let lines = attributes.iter().filter(|one| one.path().is_ident("doc")).filter_map(|one| match &one.meta {
        Meta::NameValue(MetaNameValue { value: Expr::Lit(ExprLit { lit: Lit::Str(text), .. }), .. }) => {
            Some(text.value().trim().to_owned())
        }
        _ => None,
    });
    lines.collect::<Vec<_>>().join(" ")
}

/// Returns whether `#[name(…)]` contains a word: `#[derive(Serialize)]`, `#[serde(flatten)]`.
fn says(attributes: &[Attribute], name: &str, word: &str) -> bool {
    attributes.iter().any(|one| match &one.meta {
        Meta::List(list) if list.path.is_ident(name) => {
            list.tokens.to_string().split(|c: char| !c.is_alphanumeric() && c != '_').any(|other| other == word)
        }
        _ => false,
    })
}

/// Reads the descriptions of the types that templates can see.
fn described() -> BTreeMap<String, Described> {
    let mut all = BTreeMap::new();
    for (file, text) in sources() {
        if !FOLDERS.iter().any(|folder| file.starts_with(folder)) {
            continue;
        }
        for item in syn::parse_file(&text).expect("Rust").items {
            let Item::Struct(item) = item else { continue };
            if !says(&item.attrs, "derive", "Serialize") {
                continue;
            }
            let fields = item.fields.into_iter().filter(|field| !says(&field.attrs, "serde", "skip"));
            let fields = fields.filter_map(|field| {
                let is_flat = says(&field.attrs, "serde", "flatten");
                // With another kind of renaming the key would not be the field's name.
                assert!(!says(&field.attrs, "serde", "rename"), "src/{file}: `rename` is not read");
                Some(Field { name: field.ident?.to_string(), doc: doc(&field.attrs), of: field.ty, is_flat })
            });
            let described = Described { doc: doc(&item.attrs), fields: fields.collect() };
            assert!(all.insert(item.ident.to_string(), described).is_none(), "two types are called {}", item.ident);
        }
    }
    all
}

/// A Rust type in words: `Vec<EntityLink>` is a list of EntityLink.
fn words(of: &Type, known: &BTreeMap<String, Described>, used: &mut Vec<String>) -> String {
    let path = match of {
        Type::Path(path) => path,
        Type::Reference(reference) => return words(&reference.elem, known, used),
        Type::Slice(slice) => return format!("list of {}", words(&slice.elem, known, used)),
        Type::Array(array) => return format!("list of {}", words(&array.elem, known, used)),
        Type::Tuple(tuple) => {
            let parts: Vec<String> = tuple.elems.iter().map(|part| words(part, known, used)).collect();
            return format!("({})", parts.join(", "));
        }
        _ => panic!("a type of a view that has no words"),
    };
    let last = path.path.segments.last().expect("a name");
    let name = last.ident.to_string();
    let inner = match &last.arguments {
        PathArguments::AngleBracketed(list) => list.args.iter().rev().find_map(|argument| match argument {
            GenericArgument::Type(inner) => Some(inner),
            _ => None,
        }),
        PathArguments::None | PathArguments::Parenthesized(_) => None,
    };
    let head = match name.as_str() {
        "Vec" => Some("list of "),
        "Option" => Some("null or "),
        "BTreeMap" => Some("table of "),
        "Arc" | "Ready" | "TemplateValue" | "Cow" => Some(""),
        _ => None,
    };
    if let Some((head, inner)) = head.zip(inner) {
        return format!("{head}{}", words(inner, known, used));
    }
    if known.contains_key(&name) {
        used.push(name.clone());
        return format!("[{name}](#{})", name.to_lowercase());
    }
    match name.as_str() {
        "String" | "str" => "text".to_owned(),
        "bool" => "true or false".to_owned(),
        "u64" | "usize" | "u32" | "u16" | "u8" | "i64" | "i32" | "f64" => "number".to_owned(),
        _ => name,
    }
}

fn table(described: &Described, known: &BTreeMap<String, Described>, used: &mut Vec<String>) -> String {
    let mut out = String::from("| key | is | meaning |\n|---|---|---|\n");
    for field in &described.fields {
        let of = words(&field.of, known, used);
        let name = if field.is_flat { "all keys of".to_owned() } else { format!("`{}`", field.name) };
        writeln!(out, "| {name} | {of} | {} |", field.doc.replace('|', "\\|")).expect("text");
    }
    out
}

/// The type whose keys a view has.
fn view_type<'a>(
    keys: &BTreeSet<String>,
    known: &'a BTreeMap<String, Described>,
) -> Option<(&'a String, &'a Described)> {
    known.iter().filter(|(name, _)| name.ends_with("View")).find(|(_, described)| {
        described.fields.iter().map(|field| field.name.clone()).collect::<BTreeSet<_>>() == *keys
    })
}

fn page() -> String {
    let known = described();
    let memo = Memo::default();
    let built = build(&snapshot(&start()), &PipelineOptions::default(), &memo);
    // Template -> a page that uses it, and the keys of its view.
    let mut templates: BTreeMap<String, (String, BTreeSet<String>)> = BTreeMap::new();
    // No small dossier has enough passages for a second page.
    let backlinks = &built.site.content.link_index.backlinks;
    let entity =
        EntityIx::all(backlinks.len()).find(|entity| !backlinks[*entity].is_empty()).expect("somebody is named");
    let subject = PageKind::OlderBacklinks(entity, 1);
    let route = routes::older_page(&built.site.content.entity_route(entity), 1);
    let older = KeyedPage { route, key: Default::default(), kind: subject };
    for page in built.pages().into_iter().chain([older]) {
        let Some((template, view)) = render::view(&built.site, &page) else { continue };
        let mut keys: BTreeSet<String> = view.as_object().expect("a view is a table").keys().cloned().collect();
        for constant in ["site", "doors", "nav", "assets"] {
            assert!(keys.remove(constant), "{template} has no `{constant}`");
        }
        let (first, expected) = templates.entry(template).or_insert((page.route.to_string(), keys.clone()));
        assert!(*expected == keys, "{} and {first}: {keys:?}, {expected:?}", page.route);
    }
    let mut out = String::from(HEAD);
    let mut used: Vec<String> = Vec::new();
    writeln!(out, "## Every page\n\n{}", table(&known["SiteContext"], &known, &mut used)).expect("text");
    for (template, (route, keys)) in &templates {
        let (_, described) =
            view_type(keys, &known).unwrap_or_else(|| panic!("{template}: no view has these keys: {keys:?}"));
        let table = table(described, &known, &mut used);
        writeln!(out, "## {template}\n\n{}\n\nFor example `{route}`.\n\n{table}", described.doc).expect("text");
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
