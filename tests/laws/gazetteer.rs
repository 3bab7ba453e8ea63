//! The gazetteer: small, reproducible from its own sources, and not used for linking.

use std::fs;
use std::path::Path;

const DATA: &str = "src/gazetteer/data";

/// Maximum size it may add to the program.
const MAX_BYTES: u64 = 2 * 1024 * 1024;

#[test]
fn the_tables_in_the_program_stay_small() {
    let size: u64 = tables().iter().map(|path| fs::metadata(Path::new(DATA).join(path)).expect("a table").len()).sum();
    assert!(size > 100_000 && size <= MAX_BYTES, "{size} bytes");
}

#[test]
fn every_table_is_in_the_notice_and_every_licence_is_there() {
    let notice = fs::read_to_string(Path::new(DATA).join("NOTICE")).expect("a notice");
    for table in tables() {
        assert!(notice.contains(&table), "the notice does not name {table}");
    }
    for word in
        notice.split(|c: char| c.is_whitespace() || c == ',' || c == ';').filter(|word| word.starts_with("licences/"))
    {
        assert!(Path::new(DATA).join(word.trim_end_matches(['.', ':'])).exists(), "{word}");
    }
    assert!(notice.contains("GeoNames") && notice.contains("creativecommons.org/licenses/by/4.0"));
}

#[test]
fn no_stage_of_a_build_names_the_gazetteer() {
    for layer in ["registry", "annotate", "link", "plan", "render", "pipeline", "publish", "export", "parse"] {
        for (file, text) in super::layers::sources() {
            // The sex of a given name decides whom a pronoun means, not what a name is linked to.
            let is_excepted = file == "annotate/quotes/sexes.rs";
            let named = file.starts_with(&format!("{layer}/")) && text.contains("crate::gazetteer") && !is_excepted;
            assert!(!named, "src/{file} names the gazetteer, by which nothing may be linked");
        }
    }
}

fn tables() -> Vec<String> {
    let mut tables: Vec<String> = fs::read_dir(DATA)
        .expect("the data")
        .flatten()
        .filter(|entry| entry.path().is_file() && entry.file_name() != "NOTICE")
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    tables.sort();
    tables
}
