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

/// What a build may ask: whether a word is some person's name, which keeps a record's name from linking beside it.
const QUESTIONS: &[&str] = &["is_given_name", "is_family_name", "sex_of_given_name", "Sex"];

/// Returns whether a file names anything of the gazetteer but these questions.
fn names_more(text: &str) -> bool {
    text.split("crate::gazetteer").skip(1).any(|rest| {
        let named = rest.trim_start_matches("::").split(';').next().unwrap_or_default();
        let names = named.trim_matches(['{', '}']).split(',').map(str::trim).filter(|name| !name.is_empty());
        named.is_empty() || names.into_iter().any(|name| !QUESTIONS.contains(&name))
    })
}

#[test]
fn no_stage_of_a_build_names_the_gazetteer() {
    // Lists of given and family names say what a word may be; that a record is meant is never read from the gazetteer.
    for (file, text) in super::layers::sources() {
        let reads_names = file.starts_with("registry/") || file.starts_with("annotate/");
        let entities = ["look_up", "GeoPlace", "PlaceClass", "Organisation,", "demonym_place_code", "for_each_name"];
        let named = text.contains("crate::gazetteer") && entities.iter().any(|entity| text.contains(entity));
        assert!(!(reads_names && named), "src/{file} names entities of the gazetteer, by which nothing may be linked");
    }
    for layer in ["link", "plan", "render", "pipeline", "publish", "export", "parse"] {
        for (file, text) in super::layers::sources() {
            let named = file.starts_with(&format!("{layer}/")) && names_more(&text);
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
