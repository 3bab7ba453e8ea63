//! The sources of src/ as parsed by syn: paths and their targets, types, calls, strings, each with its line.
//!
//! The laws of layers, names and language use these lists. The content of a macro is read as tokens: paths, identifiers and
//! strings are found there too, method calls are not. Types of expressions are unknown: a method is known only by its name.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use proc_macro2::{TokenStream, TokenTree};
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Attribute, ItemMod, ItemUse, UseTree, Visibility};

/// Something at a line; `in_test` if it is compiled for tests only.
#[derive(Debug, Clone)]
pub(crate) struct At<T> {
    pub line: usize,
    pub in_test: bool,
    pub what: T,
}

/// A type that a file declares.
#[derive(Debug, Clone)]
pub(crate) struct Declared {
    pub name: String,
    pub is_public: bool,
}

/// One file of src/.
#[derive(Debug, Default)]
pub(crate) struct File {
    /// Path below src/.
    pub name: String,
    /// `plan::site` as `["plan", "site"]`.
    pub module: Vec<String>,
    /// Paths of two and more parts, resolved within the file: imported names are replaced, `crate` is the first part of
    /// what lies in the crate. A path of `pub use` is not among them.
    pub paths: Vec<At<Vec<String>>>,
    /// `pub use`: the name that it gives (`*` for all), and the path.
    pub exports: Vec<(String, Vec<String>)>,
    pub types: Vec<At<Declared>>,
    /// Names of the methods that are called.
    pub methods: Vec<At<String>>,
    pub macros: Vec<At<String>>,
    pub identifiers: Vec<At<String>>,
    pub strings: Vec<At<String>>,
    /// Strings that are written side by side: in an array, in a pattern, in a macro.
    pub lists: Vec<At<Vec<String>>>,
}

impl File {
    /// The folder, or the file itself if it is in none.
    pub(crate) fn room(&self) -> &str {
        self.name.split('/').next().unwrap_or_default()
    }
}

/// Returns every file of src/, read once for all laws.
pub(crate) fn files() -> &'static [File] {
    static FILES: OnceLock<Vec<File>> = OnceLock::new();
    FILES.get_or_init(|| super::layers::sources().iter().map(|(name, text)| read(name, text)).collect())
}

fn read(name: &str, text: &str) -> File {
    let parsed = syn::parse_file(text).unwrap_or_else(|error| panic!("src/{name}: {error}"));
    let stem = name.trim_end_matches(".rs");
    let stem = stem.strip_suffix("/mod").unwrap_or(stem);
    let module: Vec<String> = match stem {
        "lib" | "main" => Vec::new(),
        other => other.split('/').map(str::to_owned).collect(),
    };
    let file = File { name: name.to_owned(), module: module.clone(), ..File::default() };
    let mut reader = Reader { file, module, imported: vec![BTreeMap::new()], in_test: false };
    reader.import(&parsed.items);
    reader.visit_file(&parsed);
    reader.file
}

struct Reader {
    file: File,
    /// The module being read: that of the file, or an inline one.
    module: Vec<String>,
    /// Names brought in by `use` and `mod`, from the file's to those of the innermost module.
    imported: Vec<BTreeMap<String, Vec<String>>>,
    in_test: bool,
}

fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("test")
            || (attribute.path().is_ident("cfg")
                && attribute.meta.require_list().is_ok_and(|list| {
                    list.tokens.to_string().split(|c: char| !c.is_alphanumeric()).next() == Some("test")
                }))
    })
}

/// Flattens `a::{b, c as d, e::*}` into names and paths.
fn flatten(tree: &UseTree, before: &[String], out: &mut Vec<(String, Vec<String>)>) {
    let with = |last: String| before.iter().cloned().chain([last]).collect::<Vec<_>>();
    match tree {
        UseTree::Path(path) => flatten(&path.tree, &with(path.ident.to_string()), out),
        UseTree::Group(group) => group.items.iter().for_each(|item| flatten(item, before, out)),
        UseTree::Glob(_) => out.push(("*".to_owned(), before.to_vec())),
        UseTree::Name(name) if name.ident == "self" => {
            out.push((before.last().cloned().unwrap_or_default(), before.to_vec()));
        }
        UseTree::Name(name) => out.push((name.ident.to_string(), with(name.ident.to_string()))),
        UseTree::Rename(rename) if rename.ident == "self" => out.push((rename.rename.to_string(), before.to_vec())),
        UseTree::Rename(rename) => out.push((rename.rename.to_string(), with(rename.ident.to_string()))),
    }
}

impl Reader {
    fn at<T>(&self, line: usize, what: T) -> At<T> {
        At { line, in_test: self.in_test, what }
    }

    fn within_crate(&self, up: usize, rest: &[String]) -> Vec<String> {
        let own = &self.module[..self.module.len().saturating_sub(up)];
        std::iter::once("crate".to_owned()).chain(own.iter().cloned()).chain(rest.iter().cloned()).collect()
    }

    /// Replaces `self`, `super` and imported names by their targets.
    fn resolved(&self, path: &[String]) -> Vec<String> {
        let supers = path.iter().take_while(|part| *part == "super").count();
        match path[0].as_str() {
            "crate" => path.to_vec(),
            "self" => self.within_crate(path[1..].iter().take_while(|part| *part == "super").count(), &path[1..]),
            "super" => self.within_crate(supers, &path[supers..]),
            first => match self.imported.iter().rev().find_map(|names| names.get(first)) {
                Some(before) => before.iter().chain(&path[1..]).cloned().collect(),
                None => path.to_vec(),
            },
        }
    }

    /// Records what the items of a module bring into it, so that their order does not matter.
    fn import(&mut self, items: &[syn::Item]) {
        for item in items {
            if let syn::Item::Mod(module) = item {
                let path = self.within_crate(0, &[module.ident.to_string()]);
                self.bring(module.ident.to_string(), path);
            }
        }
        for item in items {
            if let syn::Item::Use(used) = item {
                self.import_one(used);
            }
        }
    }

    fn import_one(&mut self, used: &ItemUse) {
        let mut list = Vec::new();
        flatten(&used.tree, &[], &mut list);
        for (name, path) in list {
            // `use csv::Reader` in a module `csv` means the crate; a child module is written `self::` there.
            let path = if path.len() == 1 { path } else { self.resolved(&path) };
            self.bring(name, path);
        }
    }

    fn bring(&mut self, name: String, path: Vec<String>) {
        if let Some(names) = self.imported.last_mut() {
            names.insert(name, path);
        }
    }

    fn note(&mut self, line: usize, path: &[String]) {
        if !path.is_empty() {
            let path = self.resolved(path);
            if path.len() > 1 {
                self.file.paths.push(self.at(line, path));
            }
        }
    }

    fn tokens(&mut self, tokens: &TokenStream) {
        let mut path: Vec<String> = Vec::new();
        let (mut colons, mut line, mut list) = (0, 0, Vec::new());
        for token in tokens.clone() {
            match token {
                TokenTree::Ident(ident) => {
                    if colons != 2 {
                        self.note(line, &std::mem::take(&mut path));
                    }
                    line = ident.span().start().line;
                    path.push(ident.to_string());
                    colons = 0;
                    let ident = self.at(line, ident.to_string());
                    self.file.identifiers.push(ident);
                }
                TokenTree::Punct(mark) if mark.as_char() == ':' => colons += 1,
                other => {
                    self.note(line, &std::mem::take(&mut path));
                    colons = 0;
                    match other {
                        TokenTree::Group(group) => self.tokens(&group.stream()),
                        TokenTree::Literal(literal) => {
                            let at = literal.span().start().line;
                            if let Ok(text) = syn::parse_str::<syn::LitStr>(&literal.to_string()) {
                                list.push(text.value());
                                self.file.strings.push(self.at(at, text.value()));
                            }
                        }
                        TokenTree::Punct(_) | TokenTree::Ident(_) => {}
                    }
                }
            }
        }
        self.note(line, &path);
        if list.len() > 1 {
            let at = tokens.span().start().line;
            self.file.lists.push(self.at(at, list));
        }
    }

    fn declare(&mut self, ident: &syn::Ident, visibility: &Visibility) {
        let is_public = !matches!(visibility, Visibility::Inherited);
        let declared = Declared { name: ident.to_string(), is_public };
        self.file.types.push(self.at(ident.span().start().line, declared));
    }
}

impl<'ast> Visit<'ast> for Reader {
    fn visit_item(&mut self, item: &'ast syn::Item) {
        let attributes = match item {
            syn::Item::Fn(item) => &item.attrs,
            syn::Item::Mod(item) => &item.attrs,
            syn::Item::Impl(item) => &item.attrs,
            syn::Item::Use(item) => &item.attrs,
            syn::Item::Const(item) => &item.attrs,
            syn::Item::Struct(item) => &item.attrs,
            _ => &Vec::new(),
        };
        let before = self.in_test;
        self.in_test |= is_test(attributes);
        visit::visit_item(self, item);
        self.in_test = before;
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        let before = self.in_test;
        self.in_test |= is_test(&item.attrs);
        visit::visit_impl_item_fn(self, item);
        self.in_test = before;
    }

    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        let Some((_, items)) = &item.content else { return };
        self.module.push(item.ident.to_string());
        self.imported.push(BTreeMap::new());
        self.import(items);
        visit::visit_item_mod(self, item);
        self.imported.pop();
        self.module.pop();
    }

    fn visit_block(&mut self, block: &'ast syn::Block) {
        self.imported.push(BTreeMap::new());
        for statement in &block.stmts {
            if let syn::Stmt::Item(syn::Item::Use(used)) = statement {
                self.import_one(used);
            }
        }
        visit::visit_block(self, block);
        self.imported.pop();
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        let mut list = Vec::new();
        flatten(&item.tree, &[], &mut list);
        let is_export = !matches!(item.vis, Visibility::Inherited) && self.module == self.file.module;
        for (name, path) in list {
            let path = if path.len() == 1 { path } else { self.resolved(&path) };
            if is_export && path[0] == "crate" {
                self.file.exports.push((name, path));
            } else {
                self.file.paths.push(self.at(item.span().start().line, path));
            }
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let parts: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        self.note(path.span().start().line, &parts);
        visit::visit_path(self, path);
    }

    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        match &attribute.meta {
            syn::Meta::List(list) => self.tokens(&list.tokens),
            // To syn, doc comments are strings.
            syn::Meta::NameValue(_) | syn::Meta::Path(_) => {}
        }
    }

    fn visit_macro(&mut self, called: &'ast syn::Macro) {
        let name = called.path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default();
        self.file.macros.push(self.at(called.path.span().start().line, name));
        self.tokens(&called.tokens);
        visit::visit_macro(self, called);
    }

    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        self.file.methods.push(self.at(call.method.span().start().line, call.method.to_string()));
        visit::visit_expr_method_call(self, call);
    }

    fn visit_ident(&mut self, ident: &'ast syn::Ident) {
        self.file.identifiers.push(self.at(ident.span().start().line, ident.to_string()));
    }

    fn visit_lit_str(&mut self, text: &'ast syn::LitStr) {
        self.file.strings.push(self.at(text.span().start().line, text.value()));
    }

    fn visit_expr_array(&mut self, array: &'ast syn::ExprArray) {
        let list: Vec<String> = array.elems.iter().filter_map(literal).filter_map(text_of).collect();
        self.file.lists.push(self.at(array.span().start().line, list));
        visit::visit_expr_array(self, array);
    }

    fn visit_pat_or(&mut self, pattern: &'ast syn::PatOr) {
        let texts = pattern.cases.iter().filter_map(|case| match case {
            syn::Pat::Lit(literal) => text_of(literal),
            _ => None,
        });
        let list: Vec<String> = texts.collect();
        self.file.lists.push(self.at(pattern.span().start().line, list));
        visit::visit_pat_or(self, pattern);
    }

    fn visit_item_struct(&mut self, item: &'ast syn::ItemStruct) {
        self.declare(&item.ident, &item.vis);
        visit::visit_item_struct(self, item);
    }

    fn visit_item_enum(&mut self, item: &'ast syn::ItemEnum) {
        self.declare(&item.ident, &item.vis);
        visit::visit_item_enum(self, item);
    }

    fn visit_item_trait(&mut self, item: &'ast syn::ItemTrait) {
        self.declare(&item.ident, &item.vis);
        visit::visit_item_trait(self, item);
    }

    fn visit_item_type(&mut self, item: &'ast syn::ItemType) {
        self.declare(&item.ident, &item.vis);
        visit::visit_item_type(self, item);
    }
}

fn literal(expression: &syn::Expr) -> Option<&syn::ExprLit> {
    match expression {
        syn::Expr::Lit(literal) => Some(literal),
        _ => None,
    }
}

fn text_of(literal: &syn::ExprLit) -> Option<String> {
    match &literal.lit {
        syn::Lit::Str(text) => Some(text.value()),
        _ => None,
    }
}

/// Returns for each file the files whose contents it names, except in tests. A name that a module re-exports (`pub use`)
/// leads to the file that declares it, so that a `mod.rs` that only re-exports names closes no cycle. What a
/// `mod.rs` names in its own folder is left out.
pub(crate) fn graph(files: &[File]) -> Vec<BTreeSet<usize>> {
    let by_module: BTreeMap<&[String], usize> = files
        .iter()
        .enumerate()
        .filter(|(_, file)| !file.module.is_empty())
        .map(|(index, file)| (file.module.as_slice(), index))
        .collect();
    let leads = |path: &[String]| target(files, &by_module, path, 0);
    let edges = files.iter().enumerate().map(|(own, file)| {
        let paths = file.paths.iter().filter(|at| !at.in_test && at.what[0] == "crate");
        paths
            .filter_map(|at| leads(&at.what[1..]))
            .filter(|other| *other != own && !is_below(&files[*other], file))
            .collect()
    });
    edges.collect()
}

/// Whether a file is in the folder of that `mod.rs`.
fn is_below(file: &File, parent: &File) -> bool {
    parent.name.strip_suffix("mod.rs").is_some_and(|folder| file.name.starts_with(folder))
}

fn target(files: &[File], by_module: &BTreeMap<&[String], usize>, path: &[String], depth: usize) -> Option<usize> {
    let len = (1..=path.len()).rev().find(|len| by_module.contains_key(&path[..*len]))?;
    let at = by_module[&path[..len]];
    let Some(name) = path.get(len).filter(|_| depth < 8) else { return Some(at) };
    let export = files[at].exports.iter().find(|(exported, _)| exported == name);
    match export {
        Some((_, to)) => {
            let to: Vec<String> = to[1..].iter().chain(&path[len + 1..]).cloned().collect();
            target(files, by_module, &to, depth + 1)
        }
        None => Some(at),
    }
}

/// Returns the strongly connected components of a graph that have more than one node (Tarjan).
pub(crate) fn circles(edges: &[BTreeSet<usize>]) -> Vec<Vec<usize>> {
    struct Walk<'a> {
        edges: &'a [BTreeSet<usize>],
        index: Vec<Option<usize>>,
        low: Vec<usize>,
        stack: Vec<usize>,
        count: usize,
        found: Vec<Vec<usize>>,
    }
    impl Walk<'_> {
        fn visit(&mut self, node: usize) {
            self.index[node] = Some(self.count);
            self.low[node] = self.count;
            self.count += 1;
            self.stack.push(node);
            for &next in &self.edges[node] {
                match self.index[next] {
                    None => {
                        self.visit(next);
                        self.low[node] = self.low[node].min(self.low[next]);
                    }
                    Some(index) if self.stack.contains(&next) => self.low[node] = self.low[node].min(index),
                    Some(_) => {}
                }
            }
            if self.index[node] == Some(self.low[node]) {
                let from = self.stack.iter().position(|other| *other == node).expect("on the stack");
                let component = self.stack.split_off(from);
                if component.len() > 1 {
                    self.found.push(component);
                }
            }
        }
    }
    let n = edges.len();
    let mut walk =
        Walk { edges, index: vec![None; n], low: vec![0; n], stack: Vec::new(), count: 0, found: Vec::new() };
    for node in 0..n {
        if walk.index[node].is_none() {
            walk.visit(node);
        }
    }
    walk.found
}

/// What syn must find, as a law of this file: the former law, which read lines, missed all of these.
#[test]
fn grouped_imports_aliases_and_macros_are_seen() {
    let text = "use crate::{plan, render::{self as drawn, body::Body}};\nuse std::fs as disk;\nmod child;\n\
        fn f() { drawn::page(); disk::read(x); child::g(); super::other::h(); assert!(crate::serve::on(\"mars\")); }\n\
        #[cfg(test)]\nmod tests { use super::*; fn t() { std::fs::write(a, b); } }\n";
    let file = read("link/a.rs", text);
    let seen = |path: &str| {
        let found = file.paths.iter().find(|at| at.what.join("::") == path);
        found.unwrap_or_else(|| panic!("{path} in {:?}", file.paths)).in_test
    };
    for path in [
        "crate::plan", "crate::render", "crate::render::body::Body", "crate::render::page", "std::fs::read",
        "crate::link::a::child::g", "crate::link::other::h", "crate::serve::on",
    ] {
        assert!(!seen(path), "{path}");
    }
    assert!(seen("std::fs::write") && file.strings.iter().any(|at| at.what == "mars"));
    let edges: Vec<BTreeSet<usize>> = [vec![1], vec![2], vec![0], vec![0]].map(BTreeSet::from_iter).to_vec();
    assert_eq!(circles(&edges).len(), 1);
}
