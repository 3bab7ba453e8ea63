//! Any bytes as the lists of files that commands rely on: the journal of an edit, the manifest of an output, the record of
//! outputs. See `lists_check.rs`.
#![no_main]

mod lists_check;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let own = std::env::temp_dir().join(format!("dossier-lists-{}", std::process::id()));
    std::fs::create_dir_all(&own).expect("a folder");
    lists_check::check(data, &own);
});
