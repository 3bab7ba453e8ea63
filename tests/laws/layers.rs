//! The order of src/: a folder names only folders below it; dependency cycles between files are small; an outside crate is
//! named in one file; no file is longer than 500 lines; the disk is touched in few places, the terminal in one.
//!
//! The tables come first: if a folder moves, one line here changes. The sources are parsed (syntax.rs), not searched for
//! words.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::syntax::{self, At, File};

/// From the top to the ground; folders on one line do not name each other.
const LAYERS: &[&[&str]] = &[
    &["main.rs"],
    &["cli"],
    &["desk"],
    &["serve"],
    &["import", "review", "suggest"],
    &["publish", "check", "edit", "scaffold"],
    &["build"],
    &["render"],
    &["pages"],
    &["views"],
    &["html"],
    &["export", "search"],
    &["theme"],
    &["link"],
    &["duplicates"],
    &["annotate"],
    &["timex", "redact"],
    &["registry"],
    &["parse"],
    &["source"],
    &["config"],
    &["gazetteer", "geometry", "media"],
    &["lang"],
    &["model"],
    &["text"],
    &["base"],
    &["codes"],
];

/// Outside crates that may be named only in these files, so that they can be replaced.
const CRATES: [(&str, &[&str]); 46] = [
    ("cap_std", &["base/confined.rs"]),
    ("cap_fs_ext", &["base/confined.rs"]),
    ("percent_encoding", &["base/percent.rs"]),
    ("cssparser", &["media/css.rs"]),
    ("aho_corasick", &["text/selector.rs", "redact/name_masker.rs"]),
    ("strsim", &["base/nearest.rs"]),
    ("imara_diff", &["duplicates/text_diff.rs"]),
    ("pulldown_cmark", &["parse/markdown.rs"]),
    ("tera", &["theme/template_value.rs", "theme/templates.rs"]),
    ("serde_yaml", &["base/yaml.rs"]),
    ("syntect", &["html/code.rs"]),
    (
        "memchr",
        &[
            "render/typeset.rs",
            "html/direction.rs",
            "import/containers/feed.rs",
            "import/containers/http_body.rs",
            "import/containers/mbox.rs",
            "import/containers/alto.rs",
            "import/containers/tei/mod.rs",
            "import/containers/xml_tree.rs",
            "import/containers/zotero_rdf.rs",
            "import/formats.rs",
            "import/press/markup.rs",
        ],
    ),
    ("lol_html", &["html/raw_html.rs", "check/links/page.rs", "serve/reply.rs", "serve/fallback_page.rs"]),
    ("ammonia", &["html/raw_html.rs"]),
    ("notify", &["serve/watch.rs"]),
    ("axum", &["serve/http.rs", "serve/idle_timeout.rs"]),
    (
        "clap",
        &[
            "cli/args/changes.rs", "cli/args/documents.rs", "cli/args/languages.rs", "cli/args/mod.rs",
            "cli/args/reports.rs", "cli/args/site.rs", "cli/command_files.rs", "cli/mod.rs", "cli/usage_error.rs",
        ],
    ),
    ("imagesize", &["views/picture.rs"]),
    ("icu_collator", &["views/listing.rs"]),
    (
        "quick_xml",
        &[
            "export/feed.rs",
            "export/sitemap.rs",
            "import/containers/xml_tree.rs",
            "import/office/xml.rs",
            "media/svg.rs",
        ],
    ),
    ("calamine", &["import/containers/workbook.rs"]),
    ("biblatex", &["import/containers/bibtex.rs"]),
    ("brotli_decompressor", &["import/containers/http_body.rs"]),
    ("flate2", &["base/zip_archive.rs", "import/containers/http_body.rs", "import/containers/warc.rs"]),
    ("blake3", &["base/key.rs"]),
    (
        "miniz_oxide",
        &["gazetteer/tables.rs", "geometry/outlines.rs", "check/leaks/extracted_text.rs", "suggest/model.rs"],
    ),
    ("csv", &["base/csv_cells.rs", "import/containers/table.rs"]),
    ("annotate_snippets", &["cli/print.rs"]),
    ("html5ever", &["base/html.rs", "base/html_tokens.rs"]),
    ("dom_query", &["base/html.rs", "import/web/dom.rs"]),
    ("trafilatura", &["import/web/main_text.rs"]),
    ("pdf_extract", &["import/pdf/glyphs.rs", "import/pdf/scans.rs", "import/pdf/widths.rs"]),
    ("mail_parser", &["import/mail.rs"]),
    ("zip", &["import/zip_container.rs", "check/leaks/extracted_text.rs", "publish/site_archive.rs"]),
    ("chardetng", &["import/text/charset.rs"]),
    ("encoding_rs", &["import/text/charset.rs", "import/text/code_page.rs"]),
    ("indicatif", &["cli/progress.rs"]),
    ("rustix", &["cli/keyboard_unix.rs", "cli/limits.rs"]),
    ("ureq", &["check/http_probe.rs"]),
    ("url", &["check/http_probe.rs"]),
    ("pagefind_stem", &["search/stems.rs"]),
    ("rustc_hash", &["base/mod.rs"]),
    ("base64", &["media/data_address.rs"]),
    ("html_escape", &["base/markup.rs"]),
    ("lru", &["base/recent_cache.rs"]),
    ("tikv_jemallocator", &["main.rs"]),
];

/// Files that may touch the disk, with the reason.
const DISK: &[(&str, &str)] = &[
    ("base/confined.rs", "handles of folders: every path of content goes through them"),
    ("desk/prepared_import.rs", "reads an export that was uploaded, before it ends"),
    ("desk/sitting.rs", "which folders an action makes"),
    ("desk/upload_area.rs", "keeps what is uploaded, outside of the project"),
    ("cli/serve.rs", "whether there is a dossier yet"),
    ("edit/session/mod.rs", "makes the project's folder"),
    ("base/files.rs", "locks, and the real path of a folder"),
    ("cli/build.rs", "the program's own date"),
    ("cli/command_files.rs", "writes man pages into a folder that is named on the command line"),
    ("cli/first_run.rs", "looks whether there is a dossier"),
    ("cli/forget.rs", "looks for a history of versions and old pages"),
    ("cli/import.rs", "looks whether there is a project, and which argument is a file"),
    ("cli/import_tables.rs", "looks for tables in a folder that is named on the command line"),
    ("cli/import_tei.rs", "looks for the files of an edition at what is named on the command line"),
    ("cli/leaks.rs", "reads a published folder that is named on the command line"),
    ("cli/lines.rs", "reads lines of files that are named on the command line, however large they are"),
    ("cli/publish.rs", "looks whether a file that is named on the command line is a ZIP file"),
    ("cli/schema.rs", "writes schemas into a folder that is named on the command line"),
    ("cli/scaffold.rs", "never writes over a file"),
    ("cli/suggest_changes.rs", "looks whether a draft is there"),
    ("import/byte_source.rs", "reads containers and archives piece by piece"),
    ("import/files_beside.rs", "looks where the files beside a document lead"),
    ("import/inputs.rs", "reads what is named on the command line"),
    ("import/open_input.rs", "opens what is named on the command line"),
    ("import/store.rs", "reads documents and places articles"),
    ("publish/output.rs", "the output's folder: where it is and whose"),
    ("publish/sync.rs", "removes an empty output"),
    ("serve/watch.rs", "folders to watch"),
    ("source/walk.rs", "where a link leads"),
];

/// Methods of these names that are not methods of a path: file, method, receiver.
const NO_DISK: &[(&str, &str, &str)] = &[
    ("import/zip_container.rs", "is_dir", "an entry of an archive"),
    ("import/zip_container.rs", "is_symlink", "an entry of an archive"),
];

/// Files that may write to the terminal: the output streams, and the progress bar, which draws itself.
const TERMINAL: &[&str] = &["cli/stream.rs", "cli/progress.rs"];

/// Methods of `Path`, `DirEntry` and handles that access the disk.
const DISK_METHODS: &[&str] = &[
    "canonicalize", "exists", "is_dir", "is_file", "is_symlink", "metadata", "read_dir", "read_link",
    "symlink_metadata", "try_exists",
];

const MAX_LINES: usize = 500;

pub(crate) fn sources() -> Vec<(String, String)> {
    fn walk(folder: &Path, list: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).expect("src").flatten() {
            let path = entry.path();
            if path.is_dir() { walk(&path, list) } else { list.push(path) }
        }
    }
    let mut paths = Vec::new();
    walk(Path::new("src"), &mut paths);
    let mut files: Vec<(String, String)> = paths
        .iter()
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .map(|path| {
            (path.strip_prefix("src").expect("in src").display().to_string(), fs::read_to_string(path).expect("text"))
        })
        .collect();
    files.sort();
    files
}

/// Returns the height of a folder: 1 is the ground.
fn height(folder: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&folder)).map(|from_top| LAYERS.len() - from_top)
}

#[test]
fn every_folder_names_only_folders_below_it() {
    let mut wrong = BTreeSet::new();
    for file in syntax::files() {
        let own = file.room();
        if own == "lib.rs" || own == "main.rs" {
            continue;
        }
        for At { line, what: path, .. } in file.paths.iter().chain(&exported(file)) {
            // A macro is exported at the root; this one belongs to `base`, and the types in it are checked there.
            let is_macro = |named: &str| named == "say" && own != "codes";
            let Some(named) = path.get(1).filter(|named| path[0] == "crate" && *named != own && !is_macro(named))
            else {
                continue;
            };
            if height(named).is_none() || height(own).is_none() || height(named) >= height(own) {
                wrong.insert(format!("src/{}:{line}: `{own}` names `{named}`, which is not below it", file.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", joined(&wrong));
}

/// The paths of `pub use`, at line 0.
fn exported(file: &File) -> Vec<At<Vec<String>>> {
    file.exports.iter().map(|(_, path)| At { line: 0, in_test: false, what: path.clone() }).collect()
}

fn joined(wrong: &BTreeSet<String>) -> String {
    wrong.iter().map(String::as_str).collect::<Vec<_>>().join("\n")
}

/// Calls of a `mod.rs` into the files of its own folder are left out: the files use the types of their `mod.rs`, which calls
/// them, so they are one unit in several files. Two siblings that need each other through it are not found.
#[test]
fn no_more_than_two_files_depend_on_each_other_in_a_circle() {
    let files = syntax::files();
    let circles = syntax::circles(&syntax::graph(files));
    let names =
        |circle: &Vec<usize>| circle.iter().map(|index| files[*index].name.as_str()).collect::<Vec<_>>().join(" ");
    let large: Vec<String> = circles.iter().filter(|circle| circle.len() > 2).map(names).collect();
    assert!(large.is_empty(), "circles of files:\n{}", large.join("\n"));
}

#[test]
fn an_outside_crate_is_named_where_it_may_be() {
    let mut wrong = BTreeSet::new();
    for file in syntax::files() {
        for path in file.paths.iter().map(|at| &at.what) {
            let rule = CRATES.iter().find(|(name, _)| *name == path[0]);
            if let Some((name, allowed)) = rule.filter(|(_, allowed)| !allowed.contains(&file.name.as_str())) {
                wrong.insert(format!("src/{} names `{name}`, which belongs in {}", file.name, allowed.join(", ")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", joined(&wrong));
}

#[test]
fn no_file_is_too_long_and_every_file_says_what_it_is() {
    let long: Vec<String> = sources()
        .into_iter()
        .filter_map(|(file, text)| {
            let lines = text.lines().count();
            let headed = text.starts_with("//!");
            (lines > MAX_LINES || !headed)
                .then(|| format!("src/{file}: {lines} lines, {}", if headed { "headed" } else { "no `//!` head" }))
        })
        .collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}

/// Returns where a file touches the disk, as far as names show.
fn disk(file: &File) -> Vec<(usize, String)> {
    let is_file_system = |path: &[String]| {
        let start: Vec<&str> = path.iter().take(4).map(String::as_str).collect();
        matches!(start.as_slice(), ["std" | "tokio", "fs", ..] | ["std", "os", _, "fs"])
    };
    let paths = file.paths.iter().filter(|at| is_file_system(&at.what)).map(|at| (at, at.what.join("::")));
    let is_other = |name: &str| NO_DISK.iter().any(|(other, method, _)| *other == file.name && *method == name);
    let methods = file.methods.iter().filter(|at| DISK_METHODS.contains(&at.what.as_str()) && !is_other(&at.what));
    let paths = paths.filter(|(at, _)| !at.in_test).map(|(at, path)| (at.line, path));
    let methods = methods.filter(|at| !at.in_test).map(|at| (at.line, at.what.clone()));
    paths.chain(methods).collect()
}

#[test]
fn the_disk_is_touched_where_it_may_be() {
    let mut wrong = BTreeSet::new();
    let mut idle: BTreeSet<&str> = DISK.iter().map(|(file, _)| *file).collect();
    let mut idle_exceptions: BTreeSet<(&str, &str)> =
        NO_DISK.iter().map(|(file, method, _)| (*file, *method)).collect();
    for file in syntax::files() {
        let is_allowed = DISK.iter().any(|(allowed, _)| *allowed == file.name);
        for (line, what) in disk(file) {
            idle.remove(file.name.as_str());
            if !is_allowed {
                wrong.insert(format!("src/{}:{line}: touches the disk: {what}", file.name));
            }
        }
        idle_exceptions
            .retain(|(name, method)| *name != file.name || !file.methods.iter().any(|at| at.what == *method));
    }
    assert!(wrong.is_empty(), "{}", joined(&wrong));
    assert!(idle.is_empty() && idle_exceptions.is_empty(), "in the table without need: {idle:?} {idle_exceptions:?}");
}

#[test]
fn the_terminal_is_touched_where_it_may_be() {
    let mut wrong = BTreeSet::new();
    for file in syntax::files().iter().filter(|file| !TERMINAL.contains(&file.name.as_str())) {
        let macros =
            file.macros.iter().filter(|at| ["print", "println", "eprint", "eprintln"].contains(&at.what.as_str()));
        let streams =
            file.paths.iter().filter(|at| at.what.last().is_some_and(|name| name == "stdout" || name == "stderr"));
        let macros = macros.map(|at| (at.in_test, at.line)).chain(streams.map(|at| (at.in_test, at.line)));
        for (_, line) in macros.filter(|(in_test, _)| !in_test) {
            wrong.insert(format!("src/{}:{line}: touches the terminal", file.name));
        }
    }
    assert!(wrong.is_empty(), "{}", joined(&wrong));
}

#[test]
fn every_code_has_an_explanation_a_cure_and_an_example() {
    let mut wrong = Vec::new();
    let mut before = "";
    for code in dossier::base::Code::ALL {
        let text = code.in_english();
        if code.as_str() <= before {
            wrong.push(format!("{code} does not stand in order of number"));
        }
        before = code.as_str();
        // One sentence says what is wrong, another why it matters or what to do; the example has both.
        if text.split_whitespace().count() < 15 || !text.trim_end_matches('.').contains(". ") {
            wrong.push(format!("{code} says too little: {text}"));
        }
        match dossier::codes::examples::find_example(*code) {
            Some(example) if !example.right[0].trim().is_empty() && example.wrong != example.right => {}
            _ => wrong.push(format!("{code} has no example")),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_code_that_is_explained_is_reported_somewhere() {
    let all: String = sources()
        .into_iter()
        .filter(|(file, _)| !["codes/mod.rs", "codes/examples.rs"].contains(&file.as_str()))
        .map(|(_, text)| text)
        .collect();
    let idle: Vec<String> = dossier::base::Code::ALL
        .iter()
        .map(|code| format!("Code::{code:?}"))
        .filter(|name| !all.contains(name))
        .collect();
    assert!(idle.is_empty(), "{}", idle.join("\n"));
}
