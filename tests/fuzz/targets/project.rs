//! Any project folder through the whole pipeline; see `folder.rs`. Slow, so a corpus is worthwhile: a line `=== NAME` before
//! each file of a small dossier.
#![no_main]

mod folder;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let own = std::env::temp_dir().join(format!("dossier-fuzz-{}", std::process::id()));
    std::fs::create_dir_all(&own).expect("a folder");
    folder::check(data, &own);
});
