//! The order of the house: a folder of src/ names only folders below it; an outside crate is named in one file; no file
//! is longer than 500 lines; the disk is touched in few places, the terminal in one.

use std::fs;
use std::path::{Path, PathBuf};

/// From the top of the house to its ground; folders on one line know nothing of each other.
const LAYERS: [&[&str]; 17] = [
    &["main.rs"],
    &["cli"],
    &["serve"],
    &["publish", "check", "import", "review", "revise", "compare", "suggest", "start"],
    &["pipeline"],
    &["render"],
    &["plan"],
    &["export", "search"],
    &["theme"],
    &["link"],
    &["annotate"],
    &["registry"],
    &["parse"],
    &["source"],
    &["config"],
    &["gazetteer", "draw", "media"],
    &["model"],
];

/// Outside crates that must be named in few files, so that they can be exchanged.
const CRATES: [(&str, &[&str]); 42] = [
    ("cap_std", &["base/confined.rs"]),
    ("cap_fs_ext", &["base/confined.rs"]),
    ("percent_encoding", &["base/percent.rs"]),
    ("cssparser", &["media/css.rs"]),
    ("aho_corasick", &["base/anchor.rs", "registry/masks.rs"]),
    ("strsim", &["base/nearest.rs"]),
    ("imara_diff", &["plan/difference.rs"]),
    ("pulldown_cmark", &["parse/markdown.rs"]),
    ("tera", &["theme/ready.rs", "theme/templates.rs"]),
    ("serde_yaml", &["base/yaml.rs"]),
    ("syntect", &["render/code.rs"]),
    ("memchr", &["render/typeset.rs", "render/direction.rs", "import/formats.rs"]),
    ("lol_html", &["render/raw_html.rs", "check/links/page.rs", "serve/reply.rs", "serve/stand_in.rs"]),
    ("ammonia", &["render/raw_html.rs"]),
    ("notify", &["serve/watch.rs"]),
    ("axum", &["serve/http.rs", "serve/patience.rs"]),
    ("clap", &["cli/args.rs", "cli/mod.rs"]),
    ("imagesize", &["plan/picture.rs"]),
    ("icu_collator", &["plan/listing.rs"]),
    ("quick_xml", &["export/feed.rs", "export/sitemap.rs", "import/office/xml.rs", "media/svg.rs"]),
    ("blake3", &["base/key.rs"]),
    ("miniz_oxide", &["gazetteer/tables.rs", "draw/outlines.rs", "check/leaks/read.rs"]),
    ("csv", &["parse/collection.rs"]),
    ("annotate_snippets", &["cli/print.rs"]),
    ("html5ever", &["base/html.rs", "base/tags.rs"]),
    ("dom_query", &["base/html.rs", "import/web/dom.rs"]),
    ("dom_smoothie", &["import/web/dom.rs"]),
    ("pdf_extract", &["import/pdf/glyphs.rs", "import/pdf/widths.rs"]),
    ("mail_parser", &["import/mail.rs"]),
    ("zip", &["import/package.rs", "check/leaks/read.rs"]),
    ("chardetng", &["import/text/charset.rs"]),
    ("encoding_rs", &["import/text/charset.rs"]),
    ("indicatif", &["cli/progress.rs"]),
    ("rustix", &["cli/limits.rs"]),
    ("ureq", &["check/ask.rs"]),
    ("url", &["check/ask.rs"]),
    ("pagefind_stem", &["search/stems.rs"]),
    ("rustc_hash", &["base/mod.rs"]),
    ("base64", &["media/svg.rs"]),
    ("html_escape", &["base/markup.rs"]),
    ("lru", &["base/recent.rs"]),
    ("mimalloc", &["main.rs"]),
];

/// Files that may touch the disk: those of the one door, and those that read what a person names on the command line.
const DISK: [&str; 9] = [
    "base/confined.rs", "base/files.rs", "base/edit/mod.rs", "publish/output.rs", "publish/sync.rs", "import/store.rs",
    "import/gather.rs", "cli/leaks.rs", "theme/builtin.rs",
];

const MAX_LINES: usize = 500;

pub fn sources() -> Vec<(String, String)> {
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

/// Returns the height of a folder: 0 is the ground, `base`.
fn height(folder: &str) -> usize {
    LAYERS.iter().position(|layer| layer.contains(&folder)).map_or(0, |from_top| LAYERS.len() - from_top)
}

#[test]
fn every_folder_names_only_folders_below_it() {
    let mut wrong = Vec::new();
    for (file, text) in sources() {
        let own = file.split('/').next().expect("a folder");
        if own == "lib.rs" || own == "main.rs" {
            continue;
        }
        for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//")) {
            for rest in line.split("crate::").skip(1) {
                let named: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                if !named.is_empty() && named != own && height(&named) >= height(own) {
                    wrong.push(format!("src/{file}:{}: `{own}` names `{named}`, which is not below it", index + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn an_outside_crate_is_named_where_it_may_be() {
    let mut wrong = Vec::new();
    for (file, text) in sources() {
        for (name, allowed) in CRATES {
            let used = text.lines().any(|line| {
                !line.trim_start().starts_with("//")
                    && (line.contains(&format!("{name}::")) || line.contains(&format!("use {name}")))
            });
            if used && !allowed.contains(&file.as_str()) {
                wrong.push(format!("src/{file} names `{name}`, which belongs in {}", allowed.join(", ")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
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

#[test]
fn the_disk_and_the_terminal_are_touched_where_they_may_be() {
    let mut wrong = Vec::new();
    for (file, text) in sources() {
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for (index, line) in code.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//")) {
            let is_word = |at: usize| !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
            let names = |word: &str| line.match_indices(word).any(|(at, _)| is_word(at));
            let disk = ["std::fs", "fs::read", "fs::write", "File::"].into_iter().any(names);
            if disk && !DISK.contains(&file.as_str()) {
                wrong.push(format!("src/{file}:{}: touches the disk", index + 1));
            }
            let terminal = ["println!", "stdout()", "stderr()"].iter().any(|word| line.contains(word));
            // The bar of long work draws itself.
            if terminal && !["cli/stream.rs", "cli/progress.rs"].contains(&file.as_str()) {
                wrong.push(format!("src/{file}:{}: touches the terminal", index + 1));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_code_has_an_explanation_a_cure_and_an_example() {
    let mut wrong = Vec::new();
    let mut before = "";
    for code in dossier::base::Code::ALL {
        let text = code.explanation();
        if code.as_str() <= before {
            wrong.push(format!("{code} does not stand in order of number"));
        }
        before = code.as_str();
        // One sentence says what is wrong, another why it matters or what to do; the example shows both.
        if text.split_whitespace().count() < 15 || !text.trim_end_matches('.').contains(". ") {
            wrong.push(format!("{code} says too little: {text}"));
        }
        match dossier::codes::examples::find_example(*code) {
            Some(example) if !example.right.trim().is_empty() && example.wrong != example.right => {}
            _ => wrong.push(format!("{code} has no example")),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_code_that_is_explained_is_reported_somewhere() {
    let all: String = sources()
        .into_iter()
        .filter(|(file, _)| !["base/codes.rs", "base/examples.rs"].contains(&file.as_str()))
        .map(|(_, text)| text)
        .collect();
    let idle: Vec<String> = dossier::base::Code::ALL
        .iter()
        .map(|code| format!("Code::{code:?}"))
        .filter(|name| !all.contains(name))
        .collect();
    assert!(idle.is_empty(), "{}", idle.join("\n"));
}
